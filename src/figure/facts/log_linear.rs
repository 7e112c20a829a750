//! Log-linear models that choose among the candidates of a fact.
//!
//! The probability of a candidate is the softmax of the summed weights of its features. `weights.txt` has a section for
//! each fact: first the calibration, then one feature with its weight per line. The calibration maps the probability of
//! the chosen candidate to the share of right choices at that probability, measured on sentences that were not used for
//! training.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::feature::{FeatureSink, Label, Template, key, name_key};

/// The weights file.
const FILE: &str = include_str!("weights.txt");

/// The models, keyed by fact name.
static MODELS: LazyLock<FxHashMap<&'static str, LogLinearModel>> = LazyLock::new(|| read(FILE));

/// The weights and the calibration of one fact.
#[derive(Debug, Default)]
pub struct LogLinearModel {
    weights: FxHashMap<u64, f32>,
    /// Pairs of a probability and the share of right choices, in ascending order.
    calibration: Vec<(f32, f32)>,
}

impl LogLinearModel {
    /// Returns the model of a fact, or a model without weights if the file has no section for the fact.
    pub fn for_fact(name: &str) -> &'static Self {
        static EMPTY: LazyLock<LogLinearModel> = LazyLock::new(LogLinearModel::default);
        MODELS.get(name).unwrap_or(&EMPTY)
    }

    /// Returns the weight of a feature, or `None` if the model does not contain the feature.
    pub fn weight(&self, template: Template, parts: &[Label]) -> Option<f32> {
        self.weights.get(&key(template, parts)).copied()
    }

    /// Returns the share of right choices at `probability`, interpolated between two points of the calibration.
    pub fn calibrated(&self, probability: f32) -> f32 {
        let points = &self.calibration;
        let above = points.partition_point(|point| point.0 < probability);
        let below = above.checked_sub(1).map(|i| points[i]);
        match (below, points.get(above).copied()) {
            (None, None) => probability,
            (None, Some((_, share))) | (Some((_, share)), None) => share,
            (Some((x0, y0)), Some((x1, y1))) => {
                y0 + (probability - x0) / (x1 - x0).max(f32::EPSILON) * (y1 - y0)
            }
        }
    }
}

/// Parses a weights file. Ignores lines that are not valid.
fn read(file: &'static str) -> FxHashMap<&'static str, LogLinearModel> {
    let mut models: FxHashMap<&str, LogLinearModel> = FxHashMap::default();
    let mut fact = "";
    for line in file.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            fact = name;
            continue;
        }
        let Some((name, number)) = line.rsplit_once('\t') else {
            continue;
        };
        let model = models.entry(fact).or_default();
        if let Some(probability) = name.strip_prefix("calibration\t") {
            if let (Ok(x), Ok(y)) = (probability.parse(), number.parse()) {
                model.calibration.push((x, y));
            }
        } else if let Ok(weight) = number.parse() {
            model.weights.insert(name_key(name), weight);
        }
    }
    models
}

/// Sums the weights of a candidate's features.
#[derive(Debug)]
pub struct Scorer<'m> {
    model: &'m LogLinearModel,
    /// The sum of the weights so far.
    pub score: f32,
}

impl<'m> Scorer<'m> {
    /// Creates a scorer with a sum of zero.
    pub const fn new(model: &'m LogLinearModel) -> Self {
        Self { model, score: 0.0 }
    }
}

impl FeatureSink for Scorer<'_> {
    fn add(&mut self, template: Template, parts: &[Label]) {
        self.score += self.model.weight(template, parts).unwrap_or(0.0);
    }
}

/// Returns the index of the most probable candidate and its probability, or `None` if `scores` is empty. The
/// probabilities of candidates with the same value are added.
pub fn best(scores: &[f32], same: impl Fn(usize, usize) -> bool) -> Option<(usize, f32)> {
    let highest = scores.iter().copied().max_by(f32::total_cmp)?;
    let odds: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
    let of_value = |i: usize| -> f32 {
        let equal = (0..odds.len()).filter(|&other| other == i || same(i, other));
        equal.map(|other| odds[other]).sum()
    };
    let (index, most) = (0..odds.len())
        .map(|i| (i, of_value(i)))
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some((index, most / odds.iter().sum::<f32>()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::fact::Fact;
    use crate::figure::rule;

    #[test]
    fn every_fact_has_a_calibrated_model() {
        for fact in Fact::ALL {
            let model = LogLinearModel::for_fact(fact.name());
            assert!(!model.weights.is_empty(), "{fact:?}");
            let points = &model.calibration;
            assert!(points.len() > 1, "{fact:?}");
            assert!(
                points.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1),
                "{fact:?}"
            );
        }
    }

    #[test]
    fn features_name_existing_rules() {
        for line in FILE.lines() {
            let feature = line.rsplit_once('\t').map_or("", |(feature, _)| feature);
            let Some(rule) = feature.strip_prefix("none+rule=") else {
                continue;
            };
            assert!(rule == "-" || rule::ALL.contains(&rule), "{line}");
        }
    }

    #[test]
    fn calibration_interpolates_between_points() {
        let model = LogLinearModel {
            calibration: vec![(0.4, 0.5), (0.8, 0.9)],
            ..LogLinearModel::default()
        };
        let cases = [(0.1, 0.5), (0.4, 0.5), (0.6, 0.7), (0.8, 0.9), (1.0, 0.9)];
        for (probability, share) in cases {
            assert!(
                (model.calibrated(probability) - share).abs() < 1e-6,
                "{probability}"
            );
        }
    }

    #[test]
    fn best_score_has_a_softmax_probability() {
        let differ = |_, _| false;
        assert_eq!(best(&[], differ), None);
        assert_eq!(best(&[3.0], differ), Some((0, 1.0)));
        let (index, probability) = best(&[0.0, 3f32.ln()], differ).unwrap_or_default();
        assert_eq!(index, 1);
        assert!((probability - 0.75).abs() < 1e-6, "{probability}");
    }

    #[test]
    fn equal_values_add_their_probabilities() {
        let same = |a: usize, b: usize| (a == 0) == (b == 0);
        let (index, probability) = best(&[1.5f32.ln(), 0.0, 0.0], same).unwrap_or_default();
        assert!(index > 0);
        assert!((probability - 2.0 / 3.5).abs() < 1e-6, "{probability}");
    }
}
