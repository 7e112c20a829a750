//! The confidence of a figure's facts.

use serde::{Deserialize, Serialize};

use super::fact::Fact;

/// A fact whose probability is lower is uncertain: see [`Figure::is_uncertain`](super::Figure::is_uncertain).
const CERTAIN: f32 = 0.7;

/// For each fact that a model decided, the probability that it is right.
///
/// The probability of an absent fact is the probability that the text does not state it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Confidence {
    /// The probability that all essential facts are right: the product of their probabilities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    whose: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claimant: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stance: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<f32>,
}

impl Confidence {
    /// Returns whether no probability is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the probability of a fact, or `None` if no model decided it.
    pub fn get(mut self, fact: Fact) -> Option<f32> {
        *self.slot(fact)
    }

    /// Returns whether the probability of a fact is low. A fact that no model decided is certain.
    pub(super) fn is_low(self, fact: Fact) -> bool {
        self.get(fact)
            .is_some_and(|probability| probability < CERTAIN)
    }

    /// Sets the probability of a fact, rounded to two decimal places, and updates `all`.
    pub fn set(&mut self, fact: Fact, probability: f32) {
        *self.slot(fact) = Some(two_decimals(probability));
        self.update();
    }

    /// Removes the probability of a fact, because somebody confirmed or corrected it, and updates `all`.
    pub fn clear(&mut self, fact: Fact) {
        *self.slot(fact) = None;
        self.update();
    }

    fn update(&mut self) {
        let known = Fact::ESSENTIAL.iter().filter_map(|&fact| self.get(fact));
        self.all = known.reduce(|a, b| a * b).map(two_decimals);
    }

    fn slot(&mut self, fact: Fact) -> &mut Option<f32> {
        match fact {
            Fact::Measure => &mut self.measure,
            Fact::Owner => &mut self.whose,
            Fact::Source => &mut self.claimant,
            Fact::Time => &mut self.as_of,
            Fact::Stance => &mut self.stance,
            Fact::Agent => &mut self.agent,
            Fact::Location => &mut self.place,
        }
    }
}

fn two_decimals(probability: f32) -> f32 {
    (probability * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn essential_facts_determine_the_confidence_of_the_figure() {
        let mut confidence = Confidence::default();
        assert!(confidence.is_empty() && confidence.all.is_none());
        confidence.set(Fact::Measure, 0.9);
        confidence.set(Fact::Time, 0.512);
        assert_eq!(confidence.get(Fact::Time), Some(0.51));
        assert_eq!(confidence.all, Some(0.46));
        confidence.set(Fact::Agent, 0.5);
        assert_eq!(confidence.all, Some(0.46));
        confidence.clear(Fact::Time);
        assert_eq!(confidence.all, Some(0.9));
    }

    #[test]
    fn only_a_low_probability_is_uncertain() {
        let mut confidence = Confidence::default();
        for (probability, uncertain) in [(0.69, true), (0.696, false), (0.7, false), (1.0, false)] {
            confidence.set(Fact::Owner, probability);
            assert_eq!(confidence.is_low(Fact::Owner), uncertain, "{probability}");
        }
        assert!(!confidence.is_low(Fact::Source));
    }
}
