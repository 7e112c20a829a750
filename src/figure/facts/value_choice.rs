//! Chooses the value of each fact from its candidates.

use super::candidate::{Candidate, FactValue};
use super::context::FigureContext;
use super::feature::FeatureSink;
use super::log_linear::{LogLinearModel, Scorer, best};
use super::relation_features::{CandidateView, Relations};
use super::{agent, location, measure, modality, owner, reliable_rule, source, time};
use crate::figure::fact::Fact;

/// The rule that is reported as evidence for a value chosen by a model.
const CHOSEN: &str = "the most likely of all candidates";

/// The decision about one fact.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'t> {
    /// The value.
    pub value: FactValue<'t>,
    /// The calibrated probability that the value is right.
    pub probability: f32,
    /// The rule that chose the value.
    pub rule: &'static str,
}

impl Fact {
    /// Returns the candidates for the fact.
    pub fn candidates<'t>(self, c: &FigureContext<'_, 't>) -> Vec<Candidate<'t>> {
        match self {
            Self::Measure => measure::candidates(c),
            Self::Owner => owner::candidates(c),
            Self::Source => source::candidates(c),
            Self::Time => time::candidates(c),
            Self::Stance => modality::candidates(c),
            Self::Agent => agent::candidates(c),
            Self::Location => location::candidates(c),
        }
    }

    /// Creates a sink for each candidate with `sink`, adds the candidate's features to it, and returns the sinks.
    pub fn describe<S: FeatureSink>(
        self,
        c: &FigureContext,
        list: &[Candidate],
        mut sink: impl FnMut() -> S,
    ) -> Vec<S> {
        let relations = Relations::new(c, list);
        let one = |index: usize| {
            let mut features = sink();
            let view = CandidateView::new(c, list, &relations, index);
            match self {
                Self::Measure => measure::describe(&view, &mut features),
                Self::Owner => owner::describe(&view, &mut features),
                Self::Source => source::describe(&view, &mut features),
                Self::Time => time::describe(&view, &mut features),
                Self::Stance => modality::describe(&view, &mut features),
                Self::Agent => agent::describe(&view, &mut features),
                Self::Location => location::describe(&view, &mut features),
            }
            features
        };
        (0..list.len()).map(one).collect()
    }

    /// Chooses a value by a reliable rule or by the model. Returns `None` if there are no candidates.
    pub fn choose<'t>(self, c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
        if let Some(decision) = reliable_rule::answer(self, c) {
            return Some(decision);
        }
        let mut list = self.candidates(c);
        list.retain(|candidate| !reliable_rule::excludes(self, c, candidate));
        let model = LogLinearModel::for_fact(self.name());
        let described = self.describe(c, &list, || Scorer::new(model));
        let scores: Vec<f32> = described.iter().map(|scorer| scorer.score).collect();
        let same = |a: usize, b: usize| list[a].value.is_same(list[b].value);
        let (index, probability) = best(&scores, same)?;
        if list[index].value == FactValue::Absent
            && let Some(decision) = reliable_rule::fallback(self, c)
        {
            return Some(decision);
        }
        Some(Decision {
            value: list[index].value,
            probability: model.calibrated(probability),
            rule: CHOSEN,
        })
    }
}
