//! Renders the propagation of a figure as text, JSON and CSV.

use std::io::{self, Write};

use serde::Serialize;

use super::FigureRowView;
use super::text::write_quote;
use crate::figure::Bound;
use crate::output::csv::CsvTable;
use crate::output::figure_line::{event_words, unit_after};
use crate::output::number::span;
use crate::output::style::Style;
use crate::plural::count_of;
use crate::query::{Appearance, SharedFigure};
use crate::sanitize::sanitize;

/// The JSON view of a shared figure with its articles.
#[derive(Serialize)]
pub struct PropagationView<'a> {
    low: f64,
    high: f64,
    unit: Option<&'a str>,
    measure: Option<String>,
    whose: Option<&'a str>,
    articles: usize,
    unsaid: usize,
    outlets: usize,
    repeats: Vec<RepeatView<'a>>,
}

#[derive(Serialize)]
struct RepeatView<'a> {
    first: bool,
    cites: &'a [String],
    #[serde(flatten)]
    row: FigureRowView<'a>,
}

impl<'a> PropagationView<'a> {
    /// Returns the view of a shared figure and its articles.
    pub fn new(repeated: &'a SharedFigure, repeats: &'a [Appearance]) -> Self {
        let repeat = |repeat: &'a Appearance| RepeatView {
            first: repeat.first,
            cites: &repeat.cites,
            row: FigureRowView::new(&repeat.row),
        };
        Self {
            low: repeated.numbers.0,
            high: repeated.numbers.1,
            unit: repeated.unit.as_deref(),
            measure: repeated.measure.map(|measure| measure.to_string()),
            whose: repeated.whose.as_deref(),
            articles: repeated.places.len(),
            unsaid: repeated.underspecified,
            outlets: repeated.outlets,
            repeats: repeats.iter().map(repeat).collect(),
        }
    }
}

/// Writes a shared figure as text: the article in which it first appeared, and the articles that repeated it.
pub fn propagation_text(
    out: &mut impl Write,
    repeated: &SharedFigure,
    repeats: &[Appearance],
    style: Style,
) -> io::Result<()> {
    let one = repeated.numbers == (1.0, 1.0);
    let unit = repeated.unit.as_deref().map(|unit| unit_after(unit, one));
    let mut what = span(repeated.numbers, Bound::Exact, None) + &unit.unwrap_or_default();
    let event = event_words("", repeated.measure);
    if !event.is_empty() {
        what.extend([" ", &event]);
    }
    if let Some(whose) = &repeated.whose {
        what.extend([" · side: ", whose]);
    }
    let articles = count_of(repeated.places.len(), "article");
    let outlets = count_of(repeated.outlets, "outlet");
    let unsaid = match repeated.underspecified {
        0 => String::new(),
        unsaid => format!(" ({unsaid} matched by the number alone)"),
    };
    let title = style.title(&format!("{what} · in {articles} from {outlets}{unsaid}"));
    writeln!(out, "{}", style.wrap(&title, 2))?;
    for Appearance { row, first, cites } in repeats {
        let article = &row.record.article;
        let date = row
            .published()
            .map_or_else(|| "no date".to_owned(), |date| date.to_string());
        let outlet = article
            .outlet
            .as_ref()
            .map_or("outlet unknown", |outlet| &outlet.value);
        let first = if *first { "first: " } else { "" };
        let mut parts = vec![format!("{first}{date}"), outlet.to_owned()];
        parts.extend(cites.iter().map(|outlet| format!("citing {outlet}")));
        parts.push(row.id());
        let line = format!("  {}", style.figure(&sanitize(&parts.join(", "))));
        writeln!(out, "{}", style.wrap_words(&line, 5))?;
        write_quote(out, row, 5, style)?;
    }
    let more = repeated.places.len() - repeats.len();
    if more > 0 {
        writeln!(out, "  … and {} more", count_of(more, "article"))?;
    }
    Ok(())
}

/// Writes shared figures as CSV, one row for each article.
pub fn propagation_csv<'a>(
    out: &mut impl Write,
    all: impl Iterator<Item = anyhow::Result<(&'a SharedFigure, Vec<Appearance>)>>,
) -> anyhow::Result<()> {
    let mut table = CsvTable::new(out);
    let names = [
        "figure",
        "low",
        "high",
        "unit",
        "measure",
        "whose",
        "place",
        "published",
        "outlet",
        "cites",
        "id",
        "title",
        "url",
        "quote",
    ];
    table.row(names)?;
    for (nth, one) in all.enumerate() {
        let (repeated, repeats) = one?;
        for (place, Appearance { row, cites, .. }) in repeats.iter().enumerate() {
            let article = &row.record.article;
            let cells = [
                (nth + 1).to_string(),
                repeated.numbers.0.to_string(),
                repeated.numbers.1.to_string(),
                repeated.unit.clone().unwrap_or_default(),
                repeated
                    .measure
                    .map(|measure| measure.to_string())
                    .unwrap_or_default(),
                repeated.whose.clone().unwrap_or_default(),
                (place + 1).to_string(),
                row.published()
                    .map(|date| date.to_string())
                    .unwrap_or_default(),
                article
                    .outlet
                    .as_ref()
                    .map(|outlet| outlet.value.clone())
                    .unwrap_or_default(),
                cites.join(" < "),
                row.id(),
                article
                    .title
                    .as_ref()
                    .map(|title| title.value.clone())
                    .unwrap_or_default(),
                article.url.clone().unwrap_or_default(),
                row.quote().to_owned(),
            ];
            table.row(cells)?;
        }
    }
    Ok(table.end()?)
}
