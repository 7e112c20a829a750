//! The confidence of a figure's facts.

use serde::{Deserialize, Serialize};

/// For each fact that a model decided, the probability that it is right.
///
/// The probability of an absent fact is the probability that the text does not state it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Confidence {
    /// The lowest of the other probabilities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all: Option<f32>,
    /// The probability of the measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<f32>,
    /// The probability of the owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whose: Option<f32>,
    /// The probability of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<f32>,
    /// The probability of the time expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<f32>,
    /// The probability of the stance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stance: Option<f32>,
    /// The probability of the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<f32>,
    /// The probability of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<f32>,
}

impl Confidence {
    /// Returns whether no model decided a fact.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the probability of the fact with this JSON key, or `None` if no model decided it.
    pub fn get(&self, key: &str) -> Option<f32> {
        match key {
            "measure" => self.measure,
            "whose" => self.whose,
            "claimant" => self.claimant,
            "as_of" => self.as_of,
            "stance" => self.stance,
            "agent" => self.agent,
            "place" => self.place,
            _ => None,
        }
    }

    /// Sets the probability of the fact with this JSON key, rounded to two digits, and updates `all`.
    pub fn set(&mut self, key: &str, probability: f32) {
        let rounded = (probability * 100.0).round() / 100.0;
        let fact = match key {
            "measure" => &mut self.measure,
            "whose" => &mut self.whose,
            "claimant" => &mut self.claimant,
            "as_of" => &mut self.as_of,
            "stance" => &mut self.stance,
            "agent" => &mut self.agent,
            "place" => &mut self.place,
            _ => return,
        };
        *fact = Some(rounded);
        self.all = Some(self.all.map_or(rounded, |lowest| lowest.min(rounded)));
    }
}
