//! The query that the commands over figures share, and the status lines about its answer.

use std::io::{self, Write};
use std::time::Instant;

use super::{aliases, today};
use crate::cli::{FigureQueryArgs, FormatArgs, Global};
use crate::error::HintedError;
use crate::index::IndexReader;
use crate::output::stderr::{query_warning, status};
use crate::output::{AnswerHeader, JsonAnswer};
use crate::query::{
    Aliases, BooleanTree, ExcludedCounts, FigureSearch, Figures, Leaf, Query, parse,
};
use crate::sanitize::sanitize;
use crate::storage::IndexFolder;

/// So many figures are shown to a person who does not say how many.
pub const SHOWN: usize = 20;

/// A parsed query for figures, and the open index.
pub struct FigureQuery {
    start: Instant,
    /// The query as it was typed, with what options add.
    pub text: String,
    /// As it was read.
    pub parsed: String,
    warnings: Vec<String>,
    /// What is looked for.
    pub search: FigureSearch,
    /// Where it is looked for.
    pub reader: IndexReader,
    /// Names that are to be taken for one.
    pub aliases: Aliases,
}

impl FigureQuery {
    /// Reads the query and opens the index; none where the query cannot be read, which was said then.
    pub fn new(global: &Global, args: &FigureQueryArgs) -> anyhow::Result<Option<Self>> {
        let start = Instant::now();
        let mut text = args.query.join(" ");
        if text.is_empty() && args.after.is_none() && args.before.is_none() {
            return Err(HintedError::new(
                "no query given",
                "use `*` for all figures; `search help query` explains the syntax",
            ));
        }
        let mut all = Vec::new();
        let mut warnings = Vec::new();
        let mut read = |text: &str| match parse(text, today()?) {
            Ok(parsed) => {
                warnings.extend(parsed.warnings.iter().map(ToString::to_string));
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
            // More than a date would be another query.
            if !matches!(query, BooleanTree::Leaf(Leaf::Date(_))) {
                return Err(HintedError::new(
                    format!("--{field} takes one date, not `{}`", sanitize(date)),
                    "write the date as 2022, 2022-03 or 2022-03-01",
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
                vague: args.vague,
                matching: args.matching,
                copies: args.copies,
            },
            reader: IndexReader::open(&IndexFolder::new(&global.index))?,
        }))
    }

    /// Gathers the figures.
    pub fn figures(&self) -> anyhow::Result<Figures<'_>> {
        let mut figures = self.search.run(&self.reader)?;
        self.prepend_warnings(&mut figures.warnings);
        Ok(figures)
    }

    /// Puts the warnings about the query before those about its answer.
    pub fn prepend_warnings(&self, warnings: &mut Vec<String>) {
        warnings.splice(0..0, self.warnings.iter().cloned());
    }

    /// The header of a JSON answer.
    pub fn header<'a>(&'a self, figures: &'a Figures<'_>) -> AnswerHeader<'a> {
        AnswerHeader {
            asks: &figures.asks,
            ..self.header_of(figures.total(), figures.excluded, &figures.warnings)
        }
    }

    /// What JSON says of an answer of so many, of which so many were left out.
    pub fn header_of<'a>(
        &'a self,
        total: usize,
        excluded: ExcludedCounts,
        warnings: &'a [String],
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

/// Begins the list called `name` in the format that is asked for, JSON or lines of it; none where it is another.
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

/// Reports how many figures there are, more parts of the answer, and what was left out.
pub fn report_count(figures: &Figures<'_>, more: impl IntoIterator<Item = String>) {
    let ExcludedCounts {
        undated,
        vague,
        duplicates,
    } = figures.excluded;
    let found = match figures.total() {
        0 => "no figures found".to_owned(),
        1 => "1 figure".to_owned(),
        total => format!("{total} figures"),
    };
    let undated = (undated > 0).then(|| {
        format!("{undated} in articles without a date left out (date:unknown finds them)")
    });
    let vague = (vague > 0).then(|| format!("{vague} vague ones left out (--vague takes them in)"));
    let copies = (duplicates > 0).then(|| {
        format!("{duplicates} in copies and earlier versions left out (--copies takes them in)")
    });
    if !figures.asks.is_empty() {
        status(&format!("asked for {}", sanitize(&figures.asks.join("; "))));
    }
    let parts = std::iter::once(found)
        .chain(more)
        .chain(undated)
        .chain(vague)
        .chain(copies);
    status(&parts.collect::<Vec<_>>().join("; "));
}

/// Which are shown, where not all are.
pub fn shown_part(offset: usize, shown: usize, limit: usize) -> String {
    match (offset, shown) {
        (_, 0) if limit == 0 => "none shown".to_owned(),
        (_, 0) => format!("none after the first {offset}"),
        (0, _) => format!("the first {shown} shown"),
        _ => format!("{} to {} shown", offset + 1, offset + shown),
    }
}
