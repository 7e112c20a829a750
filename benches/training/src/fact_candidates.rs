//! Writes the candidates for the facts of figures in annotated sentences, as training data.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use figured::figure::Measure;
use figured::training::fact_candidates::fact_candidates;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// An annotated sentence with the text before it.
#[derive(Deserialize)]
struct AnnotatedSentence {
    before: String,
    sentence: String,
    figures: Vec<AnnotatedFigure>,
}

/// An annotated figure.
#[derive(Deserialize)]
struct AnnotatedFigure {
    /// The figure's number, as written in the sentence.
    surface: String,
    /// The byte offset of `surface` in the sentence.
    at: usize,
    measure: Option<String>,
}

/// Writes a JSON array for each sentence in `annotated`. The array contains the extracted figures and their candidates.
pub fn write(annotated: &Path, out: &Path) -> anyhow::Result<()> {
    let file = File::open(annotated).with_context(|| annotated.display().to_string())?;
    let mut out = BufWriter::new(File::create(out).with_context(|| out.display().to_string())?);
    for line in BufReader::new(file).lines() {
        let sentence: AnnotatedSentence = serde_json::from_str(&line?)?;
        serde_json::to_writer(&mut out, &candidates(&sentence))?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

/// Returns the figures of a sentence with their candidates. The measure, on which the features of the other facts
/// depend, is taken from the annotation.
fn candidates(annotated: &AnnotatedSentence) -> Vec<Value> {
    let gap = if annotated.before.is_empty() { "" } else { " " };
    let text = format!("{}{gap}{}", annotated.before, annotated.sentence);
    let offset = text.len() - annotated.sentence.len();
    let measure = |start: usize, end: usize| {
        let overlaps = |figure: &&AnnotatedFigure| {
            let at = offset + figure.at;
            at < end && start < at + figure.surface.len()
        };
        let figure = annotated.figures.iter().find(overlaps)?;
        Measure::from_word(figure.measure.as_deref()?)
    };
    let figures = fact_candidates(&text, measure).into_iter();
    let one = |figure: figured::training::fact_candidates::FigureCandidates| {
        let facts: Map<String, Value> = figure
            .facts
            .into_iter()
            .map(|(name, candidates)| (name.to_owned(), json!(candidates)))
            .collect();
        json!({"start": figure.start, "end": figure.end, "counts": figure.counts, "facts": facts})
    };
    figures.map(one).collect()
}
