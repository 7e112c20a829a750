//! The candidates for each fact of a figure, with their features. `benches/training` writes them as training data.

use crate::figure::Fact;
use crate::figure::facts::feature::{FeatureSink, Label, Template, name};
use crate::figure::{Measure, contexts};

/// A candidate for a fact: its value, which is `None` if the fact is absent, and the names of its features.
pub type NamedCandidate = (Option<String>, Vec<String>);

/// A figure with the candidates for each of its facts.
#[derive(Debug)]
pub struct FigureCandidates {
    /// The start offset of the figure in the text.
    pub start: usize,
    /// The end offset of the figure in the text.
    pub end: usize,
    /// Whether the figure counts people or things and has no unit.
    pub counts: bool,
    /// Each fact's name and candidates.
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

/// Returns the candidates for every figure in `text`. `measure` maps the start and end offsets of a figure to its
/// measure, on which the features of the other facts depend.
pub fn fact_candidates(
    text: &str,
    measure: impl Fn(usize, usize) -> Option<Measure>,
) -> Vec<FigureCandidates> {
    let mut found = Vec::new();
    contexts(text, |span, context| {
        let mut facts = Vec::new();
        for fact in Fact::ALL {
            if fact != Fact::Measure {
                context.measure = measure(span.start, span.end);
            }
            let list = fact.candidates(context);
            let names = fact.describe(context, &list, Names::default);
            let listed = list.iter().zip(names).map(|(candidate, Names(names))| {
                (candidate.value.text().map(str::to_owned), names)
            });
            facts.push((fact.name(), listed.collect()));
        }
        found.push(FigureCandidates {
            start: span.start,
            end: span.end,
            counts: context.counts,
            facts,
        });
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the candidate values for each fact of the only figure in `text`.
    fn values(text: &str) -> Vec<(&'static str, Vec<Option<String>>)> {
        let mut figures = fact_candidates(text, |_, _| Some(Measure::Killed));
        assert_eq!(figures.len(), 1, "{text}");
        let facts = figures.remove(0).facts.into_iter();
        let values = |candidates: Vec<NamedCandidate>| candidates.into_iter().map(|c| c.0);
        facts
            .map(|(name, candidates)| (name, values(candidates).collect()))
            .collect()
    }

    #[test]
    fn expected_facts_are_among_the_candidates() {
        let found = values(
            "Coastal forces killed 60 Inland soldiers near Ishra on Monday, a hospital said.",
        );
        let expected = [
            ("measure", Some("killed")),
            ("whose", Some("Inland")),
            ("claimant", Some("hospital")),
            ("as_of", Some("on Monday")),
            ("stance", Some("stated")),
            ("agent", Some("Coastal forces")),
            ("place", Some("Ishra")),
        ];
        for ((name, candidates), (fact, value)) in found.iter().zip(expected) {
            assert_eq!(*name, fact);
            let value = value.map(str::to_owned);
            assert!(candidates.contains(&value), "{name}: {candidates:?}");
        }
    }

    #[test]
    fn missing_value_is_the_first_candidate() {
        for (name, candidates) in values("Floods killed 60 people.") {
            let absent = candidates[0].is_none();
            assert_eq!(absent, name != "stance", "{name}: {candidates:?}");
        }
    }

    #[test]
    fn each_candidate_has_features() {
        let figures = fact_candidates("Floods killed 60 people in Ishra.", |_, _| None);
        for (name, candidates) in &figures[0].facts {
            for (value, features) in candidates {
                assert!(!features.is_empty(), "{name}: {value:?}");
            }
        }
    }
}
