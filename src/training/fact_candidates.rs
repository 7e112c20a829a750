//! The interface for `benches/training` to learn the models of facts.

use crate::figure::facts::feature::{FeatureSink, Label, Template, name};
use crate::figure::facts::{FactValue, LearnedFact};
use crate::figure::{Measure, contexts};

/// A candidate of a fact: its value, or `None` if the fact is absent, and the names of its features.
pub type NamedCandidate = (Option<String>, Vec<String>);

/// A figure with the candidates of each of its facts.
#[derive(Debug)]
pub struct FigureCandidates {
    /// The start of the figure in the text.
    pub start: usize,
    /// The end of the figure in the text.
    pub end: usize,
    /// The candidates of each fact, by its name.
    pub facts: Vec<(&'static str, Vec<NamedCandidate>)>,
}

/// Collects the names of features.
#[derive(Debug, Default)]
struct Names(Vec<String>);

impl FeatureSink for Names {
    fn add(&mut self, template: Template, parts: &[Label]) {
        self.0.push(name(template, parts));
    }
}

/// Returns the candidates for every figure of a text. `measure` returns the measure of the figure from one offset to
/// another, which the features of the other facts depend on.
pub fn fact_candidates(
    text: &str,
    measure: impl Fn(usize, usize) -> Option<Measure>,
) -> Vec<FigureCandidates> {
    let mut found = Vec::new();
    contexts(text, |span, context| {
        let mut facts = Vec::new();
        for fact in LearnedFact::ALL {
            if fact != LearnedFact::Measure {
                context.measure = measure(span.start, span.end);
            }
            let list = fact.candidates(context);
            let names = fact.describe(context, &list, Names::default);
            let listed = list.iter().zip(names).map(|(candidate, Names(names))| {
                let value = match candidate.value {
                    FactValue::Absent => None,
                    FactValue::Measure(measure) => Some(measure.word().to_owned()),
                    FactValue::Stance(stance) => Some(stance.word().to_owned()),
                    FactValue::Words(words, _) => Some(words.to_owned()),
                };
                (value, names)
            });
            facts.push((fact.name(), listed.collect()));
        }
        found.push(FigureCandidates {
            start: span.start,
            end: span.end,
            facts,
        });
    });
    found
}
