//! Explains the choices of the models: the candidates for each fact, with their scores and features.

use super::context::FigureContext;
use super::feature::{FeatureSink, Label, Template, name};
use super::log_linear::LogLinearModel;
use crate::figure::fact::Fact;

/// The maximum number of candidates that are explained for each fact.
const MOST_CANDIDATES: usize = 3;

/// The maximum number of features that are listed for each candidate.
const MOST_FEATURES: usize = 4;

/// The candidates that a model had for a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct FactChoice {
    /// The fact.
    pub fact: Fact,
    /// The candidates with the highest scores, highest first.
    pub candidates: Vec<ScoredCandidate>,
}

/// A candidate with its score.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredCandidate {
    /// The value, or `None` if the fact is absent.
    pub value: Option<String>,
    /// The sum of the weights of the candidate's features. The most probable value is the one with the highest score,
    /// after the probabilities of equal values were added.
    pub score: f32,
    /// The names and weights of the features that changed the score most.
    pub features: Vec<(String, f32)>,
}

/// Returns the choices of the models for a figure whose measure is decided. Facts with a single candidate are left out,
/// and so are facts that the models did not decide.
pub fn choices(c: &FigureContext) -> Vec<FactChoice> {
    let decided = Fact::ALL.into_iter().filter(|fact| match fact {
        Fact::Measure => c.counts,
        Fact::Source | Fact::Stance => true,
        Fact::Owner | Fact::Time | Fact::Agent | Fact::Location => c.measure.is_some(),
    });
    decided.filter_map(|fact| choice(c, fact)).collect()
}

fn choice(c: &FigureContext, fact: Fact) -> Option<FactChoice> {
    let list = fact.candidates(c);
    if list.len() < 2 {
        return None;
    }
    let model = LogLinearModel::for_fact(fact.name());
    let described = fact.describe(c, &list, || WeighedFeatures {
        model,
        features: Vec::new(),
    });
    let scored = list.iter().zip(described).map(|(candidate, weighed)| {
        let mut features = weighed.features;
        let score = features.iter().map(|(_, weight)| weight).sum();
        features.sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
        features.truncate(MOST_FEATURES);
        ScoredCandidate {
            value: candidate.value.text().map(str::to_owned),
            score,
            features,
        }
    });
    let mut candidates: Vec<_> = scored.collect();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates.truncate(MOST_CANDIDATES);
    Some(FactChoice { fact, candidates })
}

/// Collects the names and weights of a candidate's features. Features without a weight are left out.
struct WeighedFeatures {
    model: &'static LogLinearModel,
    features: Vec<(String, f32)>,
}

impl FeatureSink for WeighedFeatures {
    fn add(&mut self, template: Template, parts: &[Label]) {
        if let Some(weight) = self.model.weight(template, parts) {
            self.features.push((name(template, parts), weight));
        }
    }
}
