//! The confidence of a figure's facts.

use serde::{Deserialize, Serialize};

/// For each fact that the `facts` module decided, the probability that it is right.
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
    /// Returns whether no probability is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the probability of the fact with this JSON key, or `None` if it is not set or there is no such fact.
    pub fn get(mut self, key: &str) -> Option<f32> {
        *self.fact(key)?
    }

    /// Sets the probability of the fact with this JSON key, rounded to two decimal places, and updates `all`. Does
    /// nothing if there is no such fact.
    pub fn set(&mut self, key: &str, probability: f32) {
        let rounded = (probability * 100.0).round() / 100.0;
        if let Some(fact) = self.fact(key) {
            *fact = Some(rounded);
            self.all = Some(self.all.map_or(rounded, |lowest| lowest.min(rounded)));
        }
    }

    fn fact(&mut self, key: &str) -> Option<&mut Option<f32>> {
        Some(match key {
            "measure" => &mut self.measure,
            "whose" => &mut self.whose,
            "claimant" => &mut self.claimant,
            "as_of" => &mut self.as_of,
            "stance" => &mut self.stance,
            "agent" => &mut self.agent,
            "place" => &mut self.place,
            _ => return None,
        })
    }
}
