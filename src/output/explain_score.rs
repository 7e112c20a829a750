//! Why hits are where they are.

use std::io::{self, Write};

use serde::Serialize;

use super::sanitize::sanitize;
use super::style::Style;
use crate::query::{Answer, Hit, ScoreParts, Sort};

/// What a hit's score is made of, and which figures met what.
#[derive(Serialize)]
pub struct Why<'a> {
    /// The words of the query that the article has.
    words: Vec<Weighed<'a>>,
    /// Words that follow each other closely, as they do in the query.
    close: Vec<Close<'a>>,
    /// Words in the sentence of a figure that met a condition.
    sentence: Option<Sentence<'a>>,
    /// The conditions on figures, and which of the figures shown met each.
    met: Vec<Met<'a>>,
}

#[derive(Serialize)]
struct Weighed<'a> {
    word: &'a str,
    in_title: u32,
    in_body: u32,
    score: f32,
}

#[derive(Serialize)]
struct Close<'a> {
    words: [&'a str; 2],
    score: f32,
}

#[derive(Serialize)]
struct Sentence<'a> {
    words: Vec<&'a str>,
    score: f32,
}

#[derive(Serialize)]
struct Met<'a> {
    condition: &'a str,
    figures: Vec<&'a str>,
}

impl<'a> Why<'a> {
    /// Why `hit` is where it is in `answer`.
    pub fn of(answer: &'a Answer, hit: &'a Hit) -> Self {
        let ScoreParts {
            words,
            pairs,
            figure,
        } = &hit.parts;
        let name = |nth: &usize| answer.words.get(*nth).map_or("", String::as_str);
        let present = words
            .iter()
            .enumerate()
            .filter(|(_, part)| part.score > 0.0);
        let met = answer.conditions.iter().zip(&hit.met);
        Self {
            words: present
                .map(|(nth, part)| Weighed {
                    word: name(&nth),
                    in_title: part.in_title,
                    in_body: part.in_body,
                    score: part.score,
                })
                .collect(),
            close: pairs
                .iter()
                .map(|(a, b, score)| Close {
                    words: [name(a), name(b)],
                    score: *score,
                })
                .collect(),
            sentence: figure.as_ref().map(|(words, score)| Sentence {
                words: words.iter().map(name).collect(),
                score: *score,
            }),
            met: met
                .filter(|(_, figures)| !figures.is_empty())
                .map(|(condition, figures)| Met {
                    condition,
                    figures: figures
                        .iter()
                        .filter_map(|&nth| hit.record.figures.get(nth))
                        .map(|figure| hit.record.surface(figure))
                        .collect(),
                })
                .collect(),
        }
    }
}

/// Writes why a hit is where it is, a line for each part.
pub fn write_why(
    out: &mut impl Write,
    answer: &Answer,
    hit: &Hit,
    sort: Sort,
    style: Style,
) -> io::Result<()> {
    let Why {
        words,
        close,
        sentence,
        met,
    } = Why::of(answer, hit);
    let mut line = |text: String| writeln!(out, "   {}", style.faint(&sanitize(&text)));
    match sort {
        Sort::Relevance => line(format!("score {:.2}", hit.score))?,
        Sort::Newest | Sort::Oldest => line("sorted by date: nothing is scored".to_owned())?,
    }
    for Weighed {
        word,
        in_title,
        in_body,
        score,
    } in words
    {
        let places = [(in_title, "headline"), (in_body, "text")];
        let places = places.iter().filter(|(times, _)| *times > 0);
        let places: Vec<_> = places
            .map(|(times, place)| format!("{times} in the {place}"))
            .collect();
        line(format!("  {score:.2} {word}: {}", places.join(", ")))?;
    }
    for Close { words, score } in close {
        line(format!("  {score:.2} {} close together", words.join(" ")))?;
    }
    if let Some(Sentence { words, score }) = sentence {
        line(format!(
            "  {score:.2} in the figure's sentence: {}",
            words.join(", ")
        ))?;
    }
    for Met { condition, figures } in met {
        line(format!("{condition} is met by {}", figures.join("; ")))?;
    }
    Ok(())
}
