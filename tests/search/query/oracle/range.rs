//! Ranges of numbers, with their query syntax and their meaning.

use super::facts::Stated;
use crate::random::Random;

/// A range of numbers.
pub struct Range {
    pub text: String,
    from: f64,
    to: f64,
}

impl Range {
    /// Generates a range whose ends are numbers of `figures` or close to such numbers.
    pub fn random(figures: &[&Stated], random: &mut Random) -> Self {
        let mut number =
            || random.pick(figures).low.round() + [0.0, 0.0, 0.0, 1.0, -1.0, 0.5][random.below(6)];
        let (one, other) = (number(), number());
        let (low, high) = (one.min(other), one.max(other));
        // The ranges `>5`, `5` and `>=5` all match "more than 5". Likewise, `<5`, `5` and `<=5` match "fewer than 5".
        let (text, from, to) = match random.below(9) {
            0 => (format!("{low}"), low.next_down(), low.next_up()),
            1 => (format!("={low}"), low.next_down(), low.next_up()),
            2 => (format!(">{low}"), low.next_up(), f64::INFINITY),
            3 => (format!(">={low}"), low.next_down(), f64::INFINITY),
            4 => (format!("<{low}"), f64::NEG_INFINITY, low.next_down()),
            5 => (format!("<={low}"), f64::NEG_INFINITY, low.next_up()),
            6 if low < high => (format!("{{{low} TO {high}]"), low.next_up(), high.next_up()),
            _ => (format!("{low}..{high}"), low.next_down(), high.next_up()),
        };
        Self { text, from, to }
    }

    pub fn holds(&self, figure: &Stated) -> bool {
        figure.low <= self.to && figure.high >= self.from
    }
}
