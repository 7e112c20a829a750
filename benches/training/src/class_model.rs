//! An averaged perceptron that chooses among many classes.

use figured::training::{ClassScorer, ClassScores};

use crate::slot_index::SlotIndex;

/// The weights of a feature, one for each class whose weight was ever updated.
#[derive(Default)]
pub struct ClassRow {
    pub weights: Vec<ClassWeight>,
    /// How often the weights were updated.
    pub updates: u32,
}

/// The weight of a feature for a class.
pub struct ClassWeight {
    pub class: u8,
    pub value: f32,
    /// The sum of all changes to the weight, each multiplied by the step at which it was made.
    weighted_changes: f64,
}

/// A model in training that chooses a class.
pub struct ClassModel {
    index: SlotIndex,
    rows: Vec<ClassRow>,
    classes: usize,
    steps: f64,
}

impl ClassModel {
    /// Creates a model without weights.
    pub fn new(classes: usize, index: SlotIndex) -> Self {
        Self {
            rows: (0..index.len()).map(|_| ClassRow::default()).collect(),
            index,
            classes,
            steps: 1.0,
        }
    }

    /// Raises the weights for `gold` and lowers those for `predicted`. If both are the same, only counts the step.
    pub fn learn(&mut self, slots: &[u32], gold: u8, predicted: u8) {
        if gold != predicted {
            for &slot in slots {
                let row = self.index.row_to_learn(slot);
                if row == 0 {
                    continue;
                }
                if row == self.rows.len() {
                    self.rows.push(ClassRow::default());
                }
                self.rows[row].updates += 1;
                self.rows[row].change(gold, 1.0, self.steps);
                self.rows[row].change(predicted, -1.0, self.steps);
            }
        }
        self.steps += 1.0;
    }

    /// Replaces the weights with their averages over all steps.
    pub fn average(&mut self) {
        for weight in self.rows.iter_mut().flat_map(|row| &mut row.weights) {
            weight.value -= (weight.weighted_changes / self.steps) as f32;
        }
    }

    /// Returns the rows of weights, each with its slot.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &ClassRow)> {
        self.index
            .slots()
            .map(|(slot, row)| (slot, &self.rows[row]))
    }

    /// Returns the row at index `row`, not counting the unused first row.
    pub fn row(&self, row: usize) -> &ClassRow {
        &self.rows[row + 1]
    }

    /// Returns the number of features with weights.
    pub const fn feature_count(&self) -> usize {
        self.rows.len() - 1
    }
}

impl ClassRow {
    /// Adds `change` to the weight of `class`. `step` is the number of the current step.
    fn change(&mut self, class: u8, change: f32, step: f64) {
        match self.weights.iter_mut().find(|weight| weight.class == class) {
            Some(weight) => {
                weight.value += change;
                weight.weighted_changes += f64::from(change) * step;
            }
            None => self.weights.push(ClassWeight {
                class,
                value: change,
                weighted_changes: f64::from(change) * step,
            }),
        }
    }
}

impl ClassScorer for ClassModel {
    fn add_scores(&self, slots: &[u32], scores: &mut ClassScores) {
        let mut sums = [0f32; 64];
        for &slot in slots {
            for weight in &self.rows[self.index.row(slot)].weights {
                sums[usize::from(weight.class & 63)] += weight.value;
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += (sum * 256.0) as i32;
        }
    }

    fn class_count(&self) -> usize {
        self.classes
    }
}
