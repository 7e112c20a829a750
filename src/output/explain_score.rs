//! Renders a score explanation, as text and JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::style::Style;
use crate::query::{Answer, Hit, ScoreParts, Sort};
use crate::sanitize::sanitize;

/// The parts of a hit's score, and the figures that match each condition.
#[derive(Serialize)]
pub struct ScoreExplanation<'a> {
    /// The query words that occur in the article.
    words: Vec<WordScoreView<'a>>,
    /// Pairs of query words that are close together in the article.
    close: Vec<PairScoreView<'a>>,
    /// Query words in the sentence of a matching figure.
    sentence: Option<SentenceScoreView<'a>>,
    /// The figure conditions, each with the figures that match it.
    met: Vec<ConditionView<'a>>,
}

#[derive(Serialize)]
struct WordScoreView<'a> {
    word: &'a str,
    in_title: u32,
    in_body: u32,
    score: f32,
}

#[derive(Serialize)]
struct PairScoreView<'a> {
    words: [&'a str; 2],
    score: f32,
}

#[derive(Serialize)]
struct SentenceScoreView<'a> {
    words: Vec<&'a str>,
    score: f32,
}

#[derive(Serialize)]
struct ConditionView<'a> {
    condition: &'a str,
    figures: Vec<&'a str>,
}

impl<'a> ScoreExplanation<'a> {
    /// Explains the score of `hit`, which must be one of the hits of `answer`.
    pub fn new(answer: &'a Answer, hit: &'a Hit) -> Self {
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
                .map(|(nth, part)| WordScoreView {
                    word: name(&nth),
                    in_title: part.in_title,
                    in_body: part.in_body,
                    score: part.score,
                })
                .collect(),
            close: pairs
                .iter()
                .map(|(a, b, score)| PairScoreView {
                    words: [name(a), name(b)],
                    score: *score,
                })
                .collect(),
            sentence: figure.as_ref().map(|(words, score)| SentenceScoreView {
                words: words.iter().map(name).collect(),
                score: *score,
            }),
            met: met
                .filter(|(_, figures)| !figures.is_empty())
                .map(|(condition, figures)| ConditionView {
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

/// Writes the score explanation of a hit, one line for each part.
pub fn write_score_explanation(
    out: &mut impl Write,
    answer: &Answer,
    hit: &Hit,
    sort: Sort,
    style: Style,
) -> io::Result<()> {
    let ScoreExplanation {
        words,
        close,
        sentence,
        met,
    } = ScoreExplanation::new(answer, hit);
    let mut line = |text: String| {
        let line = format!("   {}", style.dim(&sanitize(&text)));
        writeln!(out, "{}", style.wrap(&line, 7))
    };
    match sort {
        Sort::Relevance => line(format!("score {:.2}", hit.score))?,
        Sort::Newest | Sort::Oldest => line("sorted by date, not scored".to_owned())?,
    }
    for WordScoreView {
        word,
        in_title,
        in_body,
        score,
    } in words
    {
        let places = [(in_title, "headline"), (in_body, "text")];
        let places = places.iter().filter(|(times, _)| *times > 0);
        let places: Vec<_> = places
            .map(|(times, place)| format!("{times}× in the {place}"))
            .collect();
        line(format!("  {score:.2} {word}: {}", places.join(", ")))?;
    }
    for PairScoreView { words, score } in close {
        line(format!("  {score:.2} close together: {}", words.join(", ")))?;
    }
    if let Some(SentenceScoreView { words, score }) = sentence {
        line(format!(
            "  {score:.2} in the sentence of a matching figure: {}",
            words.join(", ")
        ))?;
    }
    for ConditionView { condition, figures } in met {
        line(format!("{condition} matches {}", figures.join("; ")))?;
    }
    Ok(())
}
