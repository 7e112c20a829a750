//! Renders a timeline as a plot, a table, JSON and CSV.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::groups::joined;
use super::plot::{HIGHER, LOWER, PlotMark, RANGE, SEVERAL, write_plot};
use crate::figure::{Measure, Scope, Stance};
use crate::output::csv::CsvTable;
use crate::output::figure_line::{scope_words, stance_words};
use crate::output::number::{ends, grouped, span};
use crate::output::style::Style;
use crate::output::table::{ColumnKind, write_table};
use crate::plural::count_of;
use crate::query::{Days, Dimension, FigureRow, Point, Timeline, format_days};
use crate::sanitize::sanitize;

/// The width of a plot if the output is not a terminal.
const WIDTH: usize = 100;
/// The signs of the first 26 series in a plot. All other series share [`OTHERS`].
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
/// The sign of series without a letter.
const OTHERS: char = '·';
/// The sign of figures without a named source.
const NOBODY: char = '?';
/// The sign of figures that are not stated as fact, if their series has no letter to capitalize.
const UNSURE: char = '!';

/// The JSON view of a point.
#[derive(Serialize)]
pub struct PointView<'a> {
    period: Option<String>,
    dated_by: Option<&'static str>,
    series: Option<&'a str>,
    also: &'a [String],
    low: f64,
    high: f64,
    or_less: bool,
    or_more: bool,
    unit: Option<&'a str>,
    measure: Option<Measure>,
    stance: Stance,
    scope: Option<Scope>,
    vague: bool,
    figures: usize,
    first: String,
    quote: &'a str,
    outlet: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    path: &'a str,
}

/// A point with its earliest figure.
pub struct PointRow<'a> {
    /// The timeline that contains the point.
    pub timeline: &'a Timeline,
    /// The point to show: the figures of one series in one period.
    pub point: &'a Point,
    /// The point's earliest figure, by its article's date of publication.
    pub first: FigureRow,
}

/// Returns whether a point is dated by the words of its figures or by their articles. Returns `None` if the point has
/// no date.
fn dated_by(point: &Point) -> Option<&'static str> {
    point
        .days
        .map(|_| if point.stated { "words" } else { "article" })
}

impl<'a> PointView<'a> {
    /// Returns the view of a point.
    pub fn new(row: &'a PointRow<'a>) -> Self {
        let PointRow {
            timeline,
            point,
            first,
        } = row;
        let series = point.series.map(|series| &timeline.series[series]);
        let article = &first.record.article;
        Self {
            period: point.days.map(format_days),
            dated_by: dated_by(point),
            series: series.map(|key| key.name.as_str()),
            also: series.map_or(&[], |key| &key.also),
            low: point.numbers.0,
            high: point.numbers.1,
            or_less: point.bounds[0].or_less(),
            or_more: point.bounds[1].or_more(),
            unit: timeline.unit.as_deref(),
            measure: timeline.measure,
            stance: point.stance,
            scope: point.scope,
            vague: point.vague,
            figures: point.count,
            first: first.id(),
            quote: first.quote(),
            outlet: article.outlet.as_ref().map(|outlet| outlet.value.as_str()),
            published: first.published().map(|date| date.to_string()),
            url: article.url.as_deref(),
            path: &first.record.path,
        }
    }

    fn cells(&self) -> [String; 20] {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        [
            self.period.clone().unwrap_or_default(),
            text(self.dated_by),
            text(self.series),
            self.also.join("; "),
            self.low.to_string(),
            self.high.to_string(),
            u8::from(self.or_less).to_string(),
            u8::from(self.or_more).to_string(),
            text(self.unit),
            self.measure.map(|m| m.to_string()).unwrap_or_default(),
            self.stance.to_string(),
            self.scope.map(|s| s.to_string()).unwrap_or_default(),
            u8::from(self.vague).to_string(),
            self.figures.to_string(),
            self.first.clone(),
            self.quote.to_owned(),
            text(self.outlet),
            self.published.clone().unwrap_or_default(),
            text(self.url),
            self.path.to_owned(),
        ]
    }
}

#[rustfmt::skip]
const COLUMNS: [&str; 20] = [
    "period", "dated_by", "series", "also", "low", "high", "or_less", "or_more", "unit", "measure", "stance", "scope", "vague",
    "figures", "first", "quote", "outlet", "published", "url", "path",
];

/// Writes the points of a timeline as CSV.
pub fn timeline_csv<'a>(
    out: &mut impl Write,
    rows: impl Iterator<Item = anyhow::Result<PointRow<'a>>>,
) -> anyhow::Result<()> {
    let mut table = CsvTable::new(out);
    table.row(COLUMNS)?;
    for row in rows {
        table.row(PointView::new(&row?).cells())?;
    }
    Ok(table.end()?)
}

/// Returns the sign of a series in a plot.
fn sign(series: Option<usize>) -> char {
    series.map_or(NOBODY, |series| {
        LETTERS.chars().nth(series).unwrap_or(OTHERS)
    })
}

fn last_day(days: Days) -> i64 {
    days.1
}

/// Writes a plot that is as wide as the terminal, or the reason why there is none.
pub fn timeline_plot(out: &mut impl Write, timeline: &Timeline, style: Style) -> io::Result<()> {
    let width = style.width.unwrap_or(WIDTH);
    let mark = |point: &Point| {
        Some(PlotMark {
            day: last_day(point.days?),
            numbers: point.numbers,
            or_more: point.bounds[1].or_more(),
            or_less: point.bounds[0].or_less(),
            sign: match sign(point.series) {
                sign if point.stance == Stance::Stated => sign,
                sign if sign.is_alphabetic() => sign.to_ascii_uppercase(),
                _ => UNSURE,
            },
        })
    };
    let marks: Vec<_> = timeline.points.iter().filter_map(mark).collect();
    let days = timeline.points.iter().filter_map(|point| point.days);
    let (Some(first), Some(last)) = (
        days.clone().min_by_key(|d| last_day(*d)),
        days.max_by_key(|d| last_day(*d)),
    ) else {
        return writeln!(out, "nothing to plot: no figure has a date");
    };
    if last_day(first) == last_day(last) {
        let days = format_days(first);
        let line = format!("nothing to plot: all dated figures are from {days}");
        return writeln!(out, "{}", style.wrap(&line, 2));
    }
    let drawn = write_plot(
        out,
        &marks,
        width,
        [&format_days(first), &format_days(last)],
    )?;
    for line in legend_lines(&legend(timeline, &drawn), width) {
        writeln!(out, "{}", style.wrap(&line, 4))?;
    }
    Ok(())
}

/// Returns the meanings of the signs that a plot contains.
fn legend(timeline: &Timeline, drawn: &BTreeSet<char>) -> Vec<String> {
    let names = timeline.series.iter().map(|series| series.name.as_str());
    let lettered = LETTERS.chars().zip(names).filter(|(letter, _)| {
        drawn.contains(letter) || drawn.contains(&letter.to_ascii_uppercase())
    });
    let signs = [
        (OTHERS, "others"),
        (NOBODY, unnamed(timeline)),
        (SEVERAL, "several figures"),
        (RANGE, "range"),
        (HIGHER, "may be higher"),
        (LOWER, "may be lower"),
    ];
    let signs = signs.into_iter().filter(|(sign, _)| drawn.contains(sign));
    let mut legend: Vec<_> = lettered
        .chain(signs)
        .map(|(sign, meaning)| format!("{sign} {}", sanitize(meaning)))
        .collect();
    let capitals = drawn.iter().any(char::is_ascii_uppercase);
    let unsure = match (capitals, drawn.contains(&UNSURE)) {
        (false, false) => return legend,
        (true, false) => "capitals:".to_owned(),
        (false, true) => UNSURE.to_string(),
        (true, true) => format!("capitals and {UNSURE}:"),
    };
    legend.push(format!("{unsure} not stated as fact"));
    legend
}

/// Returns the heading of the column that contains the series names.
fn series_name(by: Dimension) -> &'static str {
    match by {
        Dimension::Source => "source",
        other => other.word(),
    }
}

/// Returns the description of figures that belong to no series.
fn unnamed(timeline: &Timeline) -> &'static str {
    match timeline.by {
        Dimension::Source => "no source named",
        _ => "unknown",
    }
}

/// Distributes the entries of the legend over as many lines as they need.
fn legend_lines(legend: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for one in legend {
        match lines.last_mut() {
            Some(line) if line.width() + one.width() + 4 <= width => line.extend(["  ", one]),
            _ => lines.push(format!("  {one}")),
        }
    }
    lines
}

/// Writes the points of a timeline as a table, followed by the names that were merged.
pub fn timeline_table(out: &mut impl Write, rows: &[PointRow<'_>], style: Style) -> io::Result<()> {
    let dimension = rows
        .first()
        .map_or("source", |row| series_name(row.timeline.by));
    let columns = [
        ("date", ColumnKind::Exact),
        ("number", ColumnKind::Number),
        (dimension, ColumnKind::Text),
        ("figures", ColumnKind::Number),
        ("first figure", ColumnKind::Exact),
        ("note", ColumnKind::Text),
    ];
    let cells = rows.iter().map(
        |PointRow {
             timeline,
             point,
             first,
         }| {
            let series = point
                .series
                .map(|series| format!("{} {}", sign(Some(series)), timeline.series[series].name));
            let stance = stance_words(timeline.measure, point.stance).map(str::to_owned);
            let scope = point.scope.map(scope_words).map(str::to_owned);
            let vague = point.vague.then(|| "vague".to_owned());
            let basis = (dated_by(point) == Some("article")).then(|| "dated by article".to_owned());
            vec![
                point.days.map_or_else(|| "no date".to_owned(), format_days),
                match point.count {
                    1 => span(point.numbers, point.bounds[0], timeline.unit.as_deref()),
                    _ => ends(point.numbers, point.bounds, timeline.unit.as_deref()),
                },
                series.unwrap_or_else(|| format!("{NOBODY} {}", unnamed(timeline))),
                grouped(point.count as f64),
                first.id(),
                [stance, scope, vague, basis]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", "),
            ]
        },
    );
    write_table(out, &columns, cells, style.width)?;
    let keys = rows
        .iter()
        .filter_map(|row| row.point.series.map(|series| &row.timeline.series[series]));
    joined(out, keys, style)
}

/// Returns notes about the figures that a timeline omits, and about those that it lists but does not plot.
pub fn timeline_left_out(timeline: &Timeline) -> Vec<String> {
    let of = [
        timeline.measure.map(|measure| measure.to_string()),
        timeline.unit.clone(),
    ];
    let mut of: Vec<_> = of.into_iter().flatten().collect();
    of.dedup();
    let of = if of.is_empty() {
        "plain numbers".to_owned()
    } else {
        of.join(" in ")
    };
    let others = count_of(timeline.others, "figure");
    let other = (timeline.others > 0)
        .then(|| format!("{others} with a measure or unit other than {of} left out"));
    let undated = (timeline.undated > 0).then(|| {
        format!(
            "{} without a date, listed but not plotted",
            timeline.undated
        )
    });
    other.into_iter().chain(undated).collect()
}
