//! The facts that models can decide, each with its candidates and features.

use super::candidate::{Candidate, FactValue};
use super::context::FigureContext;
use super::feature::FeatureSink;
use super::log_linear::{LogLinearModel, Scorer, best};
use super::relation_features::Ranks;
use super::{agent, location, measure, modality, owner, reliable_rule, source, time};

/// The rule that evidence names for a fact that a model chose.
const CHOSEN: &str = "the most likely of all candidates";

/// The decision about one fact.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'t> {
    /// The value.
    pub value: FactValue<'t>,
    /// The calibrated probability that the value is right.
    pub probability: f32,
    /// The rule that chose it.
    pub rule: &'static str,
}

/// A fact that a model can decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LearnedFact {
    /// The event, such as killed.
    Measure,
    /// The owner of the counted people or things.
    Owner,
    /// The source.
    Source,
    /// The time expression.
    Time,
    /// The modality.
    Stance,
    /// The agent, such as an army or a storm.
    Agent,
    /// The place of the event.
    Location,
}

impl LearnedFact {
    /// All facts. The measure comes first, because the others depend on it.
    pub const ALL: [Self; 7] = [
        Self::Measure,
        Self::Owner,
        Self::Source,
        Self::Time,
        Self::Stance,
        Self::Agent,
        Self::Location,
    ];

    /// Returns the name of the fact in JSON and in the file of weights.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Measure => "measure",
            Self::Owner => "whose",
            Self::Source => "claimant",
            Self::Time => "as_of",
            Self::Stance => "stance",
            Self::Agent => "agent",
            Self::Location => "place",
        }
    }

    /// Returns the candidates, or fewer than two if there is nothing to choose.
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

    /// Passes the features of each candidate to the sink that `sink` returns for it.
    pub fn describe<S: FeatureSink>(
        self,
        c: &FigureContext,
        list: &[Candidate],
        mut sink: impl FnMut() -> S,
    ) -> Vec<S> {
        let nodes: Vec<Option<usize>> = list.iter().map(|candidate| candidate.node).collect();
        let ranks = Ranks::new(c, &nodes);
        let one = |i: usize| {
            let mut features = sink();
            match self {
                Self::Measure => measure::describe(c, list, i, &mut features),
                Self::Owner => owner::describe(c, list, &ranks, i, &mut features),
                Self::Source => source::describe(c, list, &ranks, i, &mut features),
                Self::Time => time::describe(c, list, &ranks, i, &mut features),
                Self::Stance => modality::describe(c, list, i, &mut features),
                Self::Agent => agent::describe(c, list, &ranks, i, &mut features),
                Self::Location => location::describe(c, list, &ranks, i, &mut features),
            }
            features
        };
        (0..list.len()).map(one).collect()
    }

    /// Chooses the value, or returns `None` without candidates.
    pub fn choose<'t>(self, c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
        if let Some(decision) = reliable_rule::answer(self, c) {
            return Some(decision);
        }
        let list = self.candidates(c);
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
