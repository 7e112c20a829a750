//! Exports figures as JSON, CSV or SQLite, to standard output or to a file.

use std::io::{self, BufWriter, Write};

use jiff::{Timestamp, Unit};

use super::export_file::ExportFile;
use super::figure_query::FigureQuery;
use crate::cli::FiguresArgs;
use crate::hints::HintedError;
use crate::output::{FigureDatabase, FigureRowView, FigureTable, JsonAnswer};
use crate::plural::{count_of, with_commas};
use crate::query::{ExcludedCounts, Figures};
use crate::storage::EXTRACTOR;

/// The size of the output buffer in bytes.
const BUFFER: usize = 1 << 16;

/// The format and destination of an export.
pub struct Export {
    format: ExportFormat,
    /// The destination file, or `None` for standard output.
    file: Option<ExportFile>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExportFormat {
    Json,
    Jsonl,
    Csv,
    Sqlite,
}

impl Export {
    /// Returns the export that the arguments request, or `None` if they request text output. The temporary file is
    /// created here, so that an unwritable path is reported before the search.
    pub fn from_args(args: &FiguresArgs) -> anyhow::Result<Option<Self>> {
        let format = match args {
            _ if args.sqlite.is_some() => ExportFormat::Sqlite,
            _ if args.format.json => ExportFormat::Json,
            _ if args.format.jsonl => ExportFormat::Jsonl,
            _ if args.format.csv => ExportFormat::Csv,
            _ => return Ok(None),
        };
        if args
            .sqlite
            .as_ref()
            .is_some_and(|path| path.as_os_str() == "-")
        {
            return Err(HintedError::error(
                "cannot write a database to standard output",
                "pass a file name",
            ));
        }
        let output = args.output.as_ref().filter(|path| path.as_os_str() != "-");
        let path = args.sqlite.as_ref().or(output);
        let file = path.map(|path| ExportFile::create(path, args.force));
        let file = file.transpose()?;
        Ok(Some(Self { format, file }))
    }

    /// Returns whether a single JSON object goes to standard output. That object already includes the warnings and
    /// counts.
    pub fn includes_header(&self) -> bool {
        self.format == ExportFormat::Json && self.file.is_none()
    }

    /// Writes the figures in `shown`, each given by its index and score. If the destination is a file, returns a
    /// message about the outcome. The file is created only if at least one figure matches the query.
    pub fn write(
        self,
        query: &FigureQuery,
        figures: &Figures<'_>,
        shown: &[(usize, f32)],
    ) -> anyhow::Result<Option<String>> {
        let Some(file) = self.file else {
            let out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
            rows(self.format, out, "standard output", query, figures, shown)?;
            return Ok(None);
        };
        let path = file.path().display().to_string();
        if figures.total() == 0 {
            return Ok(Some(format!("no figures found; `{path}` was not written")));
        }
        if self.format == ExportFormat::Sqlite {
            database(&file, query, figures, shown)?;
        } else {
            let out = BufWriter::with_capacity(BUFFER, file.file());
            rows(self.format, out, &path, query, figures, shown)?;
        }
        file.finish().map_err(cannot_write(&path))?;
        let written = count_of(figures.total(), "figure");
        let written = match shown.len() {
            all if all == figures.total() => written,
            some => format!("{} of {written}", with_commas(&some.to_string())),
        };
        Ok(Some(format!("{written} written to {path}")))
    }
}

/// Returns a function that adds the context "PATH: cannot write" to an error.
fn cannot_write<E: Into<anyhow::Error>>(path: &str) -> impl Fn(E) -> anyhow::Error + use<E> {
    let message = format!("{path}: cannot write");
    move |e| e.into().context(message.clone())
}

fn rows(
    format: ExportFormat,
    mut out: impl Write,
    name: &str,
    query: &FigureQuery,
    figures: &Figures<'_>,
    shown: &[(usize, f32)],
) -> anyhow::Result<()> {
    let failed = &cannot_write::<io::Error>(name);
    let shown = shown.iter().copied();
    match format {
        ExportFormat::Json => {
            let header = query.header(figures);
            let list = JsonAnswer::new(&mut out, &header, "figures").map_err(failed)?;
            listed(list, figures, shown, failed)
        }
        ExportFormat::Csv => {
            let mut table = FigureTable::new(&mut out).map_err(failed)?;
            figures.each_row(shown, |row| table.row(row).map_err(failed))?;
            table.end().map_err(failed)
        }
        ExportFormat::Jsonl | ExportFormat::Sqlite => {
            listed(JsonAnswer::lines(out), figures, shown, failed)
        }
    }
}

fn listed(
    mut list: JsonAnswer<impl Write>,
    figures: &Figures<'_>,
    shown: impl Iterator<Item = (usize, f32)> + Send,
    failed: &impl Fn(io::Error) -> anyhow::Error,
) -> anyhow::Result<()> {
    figures.each_row(shown, |row| {
        list.item(&FigureRowView::new(row)).map_err(failed)
    })?;
    list.end().map_err(failed)
}

fn database(
    file: &ExportFile,
    query: &FigureQuery,
    figures: &Figures<'_>,
    shown: &[(usize, f32)],
) -> anyhow::Result<()> {
    let failed = &cannot_write(&file.path().display().to_string());
    let mut database = FigureDatabase::new(file.part()).map_err(failed)?;
    figures.each_row(shown.iter().copied(), |row| {
        database.row(row).map_err(failed)
    })?;
    let ExcludedCounts {
        undated,
        vague,
        uncertain,
        rates,
        duplicates,
    } = figures.excluded;
    let now = Timestamp::now().round(Unit::Second)?;
    let about = [
        ("query", query.text.clone()),
        ("read_as", query.parsed.clone()),
        ("warnings", serde_json::to_string(&figures.warnings)?),
        ("exported_at", now.to_string()),
        ("figured", env!("CARGO_PKG_VERSION").to_owned()),
        ("extractor", EXTRACTOR.to_string()),
        ("figures", shown.len().to_string()),
        ("articles", database.articles().to_string()),
        ("figures_found", figures.total().to_string()),
        ("left_out_undated", undated.to_string()),
        ("left_out_vague", vague.to_string()),
        ("left_out_uncertain", uncertain.to_string()),
        ("left_out_rates", rates.to_string()),
        ("left_out_duplicates", duplicates.to_string()),
    ];
    database.end(&about).map_err(failed)
}
