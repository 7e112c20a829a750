//! The query shared by the commands that search for figures, and the status lines about its results.

use std::io::{self, Write};
use std::time::Instant;

use super::{aliases, today};
use crate::cli::{FigureQueryArgs, FormatArgs, Global};
use crate::hints::HintedError;
use crate::index::IndexReader;
use crate::output::stderr::{hidden_figures, query_warning, status};
use crate::output::{AnswerHeader, JsonAnswer};
use crate::plural::count_of;
use crate::query::{
    Aliases, BooleanTree, ExcludedCounts, FigureSearch, Figures, Included, Leaf, Query, Warning,
    parse,
};
use crate::sanitize::sanitize;
use crate::storage::IndexFolder;

/// The default number of figures in text output.
pub const SHOWN: usize = 20;

/// A parsed query for figures, with the open index.
pub struct FigureQuery {
    start: Instant,
    /// The query as the user typed it, with the conditions from `--after` and `--before` appended.
    pub text: String,
    /// The parsed query, formatted as text.
    pub parsed: String,
    warnings: Vec<Warning>,
    /// The parsed query with its options.
    pub search: FigureSearch,
    /// The index that is searched.
    pub reader: IndexReader,
    /// The user's aliases for source names.
    pub aliases: Aliases,
}

impl FigureQuery {
    /// Parses the query and opens the index. If the query cannot be parsed, prints the error and returns `None`.
    pub fn new(global: &Global, args: &FigureQueryArgs) -> anyhow::Result<Option<Self>> {
        let start = Instant::now();
        let mut text = args.query.join(" ");
        if text.is_empty() && args.after.is_none() && args.before.is_none() {
            return Err(HintedError::error(
                "no query given",
                "use `*` to find all figures; `search help query` explains the syntax",
            ));
        }
        let mut all = Vec::new();
        let mut warnings = Vec::new();
        let mut read = |text: &str| match parse(text, today()?) {
            Ok(parsed) => {
                warnings.extend(parsed.warnings);
                Ok(Some(parsed.query))
            }
            Err(e) => {
                status(&e.to_string());
                anyhow::Ok(None)
            }
        };
        if !text.trim().is_empty() {
            let Some(query) = read(&text)? else {
                return Ok(None);
            };
            all.push(query);
        }
        for (field, date) in [("after", &args.after), ("before", &args.before)] {
            let Some(date) = date else { continue };
            let Some(query) = read(&format!("{field}:{date}"))? else {
                return Ok(None);
            };
            // The option's value must be a single date, so that it cannot add other conditions to the query.
            if !matches!(query, BooleanTree::Leaf(Leaf::Date(_))) {
                return Err(HintedError::error(
                    format!("--{field} takes one date, not `{}`", sanitize(date)),
                    "use a date such as 2022, 2022-03 or 2022-03-01",
                ));
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.extend([field, ":", date]);
            all.push(query);
        }
        let query = Query::all_of(all);
        let aliases = args.aliases.as_deref().map(aliases::read).transpose()?;
        Ok(Some(Self {
            start,
            aliases: aliases.unwrap_or_default(),
            text,
            parsed: query.to_string(),
            warnings,
            search: FigureSearch {
                query,
                include: Included {
                    vague: args.vague,
                    uncertain: args.uncertain,
                    rates: false,
                },
                matching: args.matching,
                copies: args.copies,
            },
            reader: IndexReader::open(&IndexFolder::new(&global.index))?,
        }))
    }

    /// Finds the matching figures.
    pub fn figures(&self) -> anyhow::Result<Figures<'_>> {
        let mut figures = self.search.run(&self.reader)?;
        self.prepend_warnings(&mut figures.warnings);
        Ok(figures)
    }

    /// Inserts the warnings about the query before the warnings about its answer.
    pub fn prepend_warnings(&self, warnings: &mut Vec<Warning>) {
        warnings.splice(0..0, self.warnings.iter().cloned());
    }

    /// Returns the header of a JSON answer about `figures`.
    pub fn header<'a>(&'a self, figures: &'a Figures<'_>) -> AnswerHeader<'a> {
        AnswerHeader {
            asks: &figures.asks,
            ..self.header_of(figures.total(), figures.excluded, &figures.warnings)
        }
    }

    /// Returns the header of a JSON answer with the given total, excluded counts and warnings.
    pub fn header_of<'a>(
        &'a self,
        total: usize,
        excluded: ExcludedCounts,
        warnings: &'a [Warning],
    ) -> AnswerHeader<'a> {
        AnswerHeader {
            text: &self.text,
            parsed: &self.parsed,
            warnings,
            asks: &[],
            total,
            excluded,
            took_ms: self.start.elapsed().as_secs_f64() * 1000.0,
        }
    }
}

/// Starts writing the list `name` as JSON or JSON Lines. Returns `None` for other formats.
pub fn json_list<W: Write>(
    out: W,
    format: FormatArgs,
    header: &AnswerHeader<'_>,
    name: &str,
) -> io::Result<Option<JsonAnswer<W>>> {
    Ok(match format {
        FormatArgs { json: true, .. } => Some(JsonAnswer::new(out, header, name)?),
        FormatArgs { jsonl: true, .. } => Some(JsonAnswer::lines(out)),
        _ => None,
    })
}

/// Prints the warnings of an answer.
pub fn report_warnings(figures: &Figures<'_>) {
    for warning in &figures.warnings {
        query_warning(warning);
    }
}

/// Reports how the query was read, the number of figures, the notes in `more`, and how many figures are hidden.
pub fn report_count(figures: &Figures<'_>, more: impl IntoIterator<Item = String>) {
    let found = match figures.total() {
        0 => "no figures found".to_owned(),
        total => count_of(total, "figure"),
    };
    report_found(figures, found, more);
}

/// Reports how the query was read, followed by one line with `found`, the notes in `more`, and how many figures are
/// hidden.
pub fn report_found(figures: &Figures<'_>, found: String, more: impl IntoIterator<Item = String>) {
    report_asks(&figures.asks);
    let parts = std::iter::once(found)
        .chain(more)
        .chain(hidden_figures(figures.excluded));
    status(&parts.collect::<Vec<_>>().join("; "));
}

/// Reports how the words of the query were interpreted.
pub fn report_asks(asks: &[String]) {
    if !asks.is_empty() {
        let asks = sanitize(&asks.join("; ")).into_owned();
        status(&format!("read as: {asks}"));
    }
}

/// Describes which results are shown, for an answer that does not show all of them.
pub fn shown_part(offset: usize, shown: usize, limit: usize) -> String {
    match (offset, shown) {
        (_, 0) if limit == 0 => "none shown".to_owned(),
        (_, 0) => format!("none after the first {offset}"),
        (0, 1) => "showing the first".to_owned(),
        (0, _) => format!("showing the first {shown}"),
        (_, 1) => format!("showing number {}", offset + 1),
        _ => format!("showing {} to {}", offset + 1, offset + shown),
    }
}
