//! An averaged perceptron that chooses the next transition.

use figured::training::{ArcScores, Transition, TransitionScorer};

use crate::slot_index::SlotIndex;

/// The weights of a feature, relative to a shift.
#[derive(Clone, Copy, Default)]
pub struct TransitionRow {
    /// The weights of a left arc and of a right arc.
    pub weights: [f32; 2],
    /// How often the weights were updated.
    pub updates: u32,
    /// For each weight, the sum of all changes, each multiplied by the step at which it was made.
    weighted_changes: [f64; 2],
}

/// A model in training that chooses a transition.
pub struct TransitionModel {
    index: SlotIndex,
    rows: Vec<TransitionRow>,
    steps: f64,
}

impl TransitionModel {
    /// Creates a model without weights.
    pub fn new(index: SlotIndex) -> Self {
        Self {
            rows: vec![TransitionRow::default(); index.len()],
            index,
            steps: 1.0,
        }
    }

    /// Raises the weights for `gold` and lowers those for `predicted`.
    pub fn learn(&mut self, slots: &[u32], gold: Transition, predicted: Transition) {
        let mut changes = [0f32; 2];
        for (transition, sign) in [(gold, 1.0), (predicted, -1.0)] {
            match transition {
                Transition::Shift => changes = changes.map(|change| change - sign),
                Transition::LeftArc => changes[0] += sign,
                Transition::RightArc => changes[1] += sign,
            }
        }
        for &slot in slots {
            let at = self.index.row_to_learn(slot);
            if at == 0 {
                continue;
            }
            if at == self.rows.len() {
                self.rows.push(TransitionRow::default());
            }
            let row = &mut self.rows[at];
            row.updates += 1;
            for (arc, change) in changes.into_iter().enumerate() {
                row.weights[arc] += change;
                row.weighted_changes[arc] += f64::from(change) * self.steps;
            }
        }
    }

    /// Counts a step of the parser, whether or not the weights were updated.
    pub fn count_step(&mut self) {
        self.steps += 1.0;
    }

    /// Replaces the weights with their averages over all steps.
    pub fn average(&mut self) {
        for row in &mut self.rows {
            for arc in 0..2 {
                row.weights[arc] -= (row.weighted_changes[arc] / self.steps) as f32;
            }
        }
    }

    /// Returns the rows of weights, each with its slot.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &TransitionRow)> {
        self.index
            .slots()
            .map(|(slot, row)| (slot, &self.rows[row]))
    }

    /// Returns the row at index `row`, not counting the unused first row.
    pub fn row(&self, row: usize) -> &TransitionRow {
        &self.rows[row + 1]
    }

    /// Returns the number of features with weights.
    pub const fn feature_count(&self) -> usize {
        self.rows.len() - 1
    }
}

impl TransitionScorer for TransitionModel {
    fn scores(&self, slots: &[u32]) -> ArcScores {
        let mut sums = [0f32; 2];
        for &slot in slots {
            let row = &self.rows[self.index.row(slot)];
            sums[0] += row.weights[0];
            sums[1] += row.weights[1];
        }
        ArcScores {
            left: (sums[0] * 256.0) as i32,
            right: (sums[1] * 256.0) as i32,
        }
    }
}
