//! Renders an extraction explanation: the rules and words that determined each part of each figure.

use std::io::{self, Write};

use super::figure_line::stance_words;
use super::style::Style;
use super::table::{ColumnKind, write_table};
use crate::byte_range::ByteRange;
use crate::figure::{Evidence, Fact, FactChoice, Figure, NumberExplanation, Parse, ParsedToken};
use crate::lines::single_spaced;
use crate::sanitize::sanitize;

/// Writes every number in `text`, followed by the evidence for each part if the number is a figure, or else by the
/// reason why it is not one.
pub fn explain_extraction(
    out: &mut impl Write,
    text: &str,
    candidates: &[NumberExplanation],
    style: Style,
) -> io::Result<()> {
    let mut line = LineCounter::default();
    for candidate in candidates {
        let span = candidate.span();
        let (number, column) = line.position(text, span.start);
        let surface = style.title(&sanitize(&text[span.as_range()]));
        match candidate {
            NumberExplanation::NonClaim { reason, .. } => {
                let line =
                    format!("{number}:{column}: {surface}: not a figure, because it is {reason}");
                writeln!(out, "{}", style.wrap(&line, 4))?;
            }
            NumberExplanation::Figure(figure, reasons, choices) => {
                writeln!(out, "{number}:{column}: {surface}")?;
                for because in reasons {
                    write_reason(out, text, figure, because, style)?;
                }
                for choice in choices {
                    write_choice(out, choice, style)?;
                }
            }
        }
    }
    Ok(())
}

fn write_reason(
    out: &mut impl Write,
    text: &str,
    figure: &Figure,
    because: &Evidence,
    style: Style,
) -> io::Result<()> {
    let value = value_of(figure, because.part);
    let words = single_spaced(&text[because.words.as_range()]);
    let words = if words.is_empty() {
        words
    } else {
        format!(": \"{}\"", sanitize(&words))
    };
    let fact = Fact::from_name(because.part);
    let confidence = fact.and_then(|fact| figure.confidence.get(fact));
    let confidence = confidence.map(|value| format!("; confidence {:.0}%", value * 100.0));
    let confidence = confidence.unwrap_or_default();
    let rule = because.rule;
    let part = part_name(because.part);
    let rule = style.dim(&format!("({rule}{words}{confidence})"));
    let line = format!("    {part:9} {}  {rule}", sanitize(&value));
    writeln!(out, "{}", style.wrap(&line, 14))
}

/// Writes the candidates for a fact, the one with the highest score first.
fn write_choice(out: &mut impl Write, choice: &FactChoice, style: Style) -> io::Result<()> {
    let fact = part_name(choice.fact.name());
    writeln!(out, "    {}", style.dim(&format!("candidates for {fact}:")))?;
    for candidate in &choice.candidates {
        let value = candidate.value.as_deref().unwrap_or("none");
        let features = candidate.features.iter();
        let features = features.map(|(name, weight)| format!("{name} {weight:+.2}"));
        let features: Vec<_> = features.collect();
        let line = format!(
            "      {:6.2} {}  ({})",
            candidate.score,
            single_spaced(value),
            features.join(", ")
        );
        writeln!(out, "{}", style.wrap(&sanitize(&line), 13))?;
    }
    Ok(())
}

/// Writes the parse of each sentence as a table: the number of each word, the word, its tag, its relation and its head.
pub fn explain_syntax(
    out: &mut impl Write,
    text: &str,
    sentences: &[(ByteRange, Parse)],
    style: Style,
) -> io::Result<()> {
    let columns = [
        ("word", ColumnKind::Number),
        ("text", ColumnKind::Exact),
        ("tag", ColumnKind::Text),
        ("relation", ColumnKind::Text),
        ("head", ColumnKind::Text),
    ];
    for (nth, (span, parse)) in sentences.iter().enumerate() {
        if nth > 0 {
            writeln!(out)?;
        }
        let sentence = &text[span.as_range()];
        let word = |token: &ParsedToken| {
            let range = token.start as usize..token.end as usize;
            single_spaced(sentence.get(range).unwrap_or_default())
        };
        let rows = parse.tokens.iter().enumerate().map(|(i, token)| {
            let head = usize::from(token.head);
            let head = match parse.tokens.get(head) {
                Some(above) if head != i => format!("{} {}", head + 1, word(above)),
                _ => "root".to_owned(),
            };
            let relation = token.relation.name().to_owned();
            let tag = token.tag.name().to_owned();
            vec![(i + 1).to_string(), word(token), tag, relation, head]
        });
        write_table(out, &columns, rows, style.width)?;
    }
    Ok(())
}

/// Returns the display name of a part of a figure.
fn part_name(part: &'static str) -> &'static str {
    match part {
        "claimant" => "source",
        "as_of" => "as of",
        part => part,
    }
}

/// Formats one part of a figure.
fn value_of(figure: &Figure, part: &str) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    match part {
        "number" => match (figure.value, figure.low, figure.high) {
            (None, Some(low), Some(high)) => format!("{low}..{high}"),
            (value, ..) => value.map(|value| value.to_string()).unwrap_or_default(),
        },
        "bound" => figure.bound.word().replace('_', " "),
        "change" => figure
            .change
            .map(|change| change.to_string())
            .unwrap_or_default(),
        "unit" => text(&figure.unit),
        "counted" => text(&figure.counted),
        "whose" => text(&figure.whose),
        "measure" => figure
            .measure
            .map(|measure| measure.to_string())
            .unwrap_or_default(),
        "scope" => figure
            .scope
            .map(|scope| scope.to_string())
            .unwrap_or_default(),
        "stance" => stance_words(figure.measure, figure.stance)
            .unwrap_or_default()
            .to_owned(),
        "claimant" => text(&figure.source),
        "agent" => text(&figure.agent),
        "place" => text(&figure.location),
        _ => text(&figure.as_of),
    }
}

/// Converts byte offsets to lines and columns. The offsets must be ascending.
struct LineCounter {
    number: usize,
    column: usize,
    seen: usize,
}

impl Default for LineCounter {
    fn default() -> Self {
        Self {
            number: 1,
            column: 1,
            seen: 0,
        }
    }
}

impl LineCounter {
    /// Returns the line and column at byte offset `at`, both counted from 1.
    fn position(&mut self, text: &str, at: usize) -> (usize, usize) {
        for c in text[self.seen..at].chars() {
            self.column += 1;
            if c == '\n' {
                (self.number, self.column) = (self.number + 1, 1);
            }
        }
        self.seen = at;
        (self.number, self.column)
    }
}
