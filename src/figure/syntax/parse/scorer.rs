//! The interfaces of the linear models, which sum the weights of features.

/// The score of each class of a model.
pub type ClassScores = [i32; 64];

/// A model that chooses among up to 64 classes, such as tags or relations.
pub trait ClassScorer {
    /// Adds the weights of the features in `slots` to the scores of the classes.
    fn add_scores(&self, slots: &[u32], scores: &mut ClassScores);

    /// Returns the number of classes.
    fn class_count(&self) -> usize;

    /// Returns the class with the highest score for the features in `slots`. In a tie, the first class wins.
    fn best_class(&self, slots: &[u32]) -> u8 {
        let mut scores = [0; 64];
        self.add_scores(slots, &mut scores);
        let mut best = 0;
        for class in 1..self.class_count().min(scores.len()) {
            if scores[class] > scores[best] {
                best = class;
            }
        }
        best as u8
    }
}

/// The scores of the two transitions that add an arc. A shift always scores 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ArcScores {
    /// The score of a left arc.
    pub left: i32,
    /// The score of a right arc.
    pub right: i32,
}

/// A model that chooses the next transition.
pub trait TransitionScorer {
    /// Returns the score of each arc for the features in `slots`.
    fn scores(&self, slots: &[u32]) -> ArcScores;
}
