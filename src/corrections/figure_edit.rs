//! The edit that a correction makes to a figure.

use serde::Serialize;

use super::new_value::NewValue;
use crate::figure::{Bound, Fact, Figure, Measure, Scope, Stance};

/// The new values of a figure. A value whose field is `None` stays unchanged.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct FigureEdit {
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub bound: Option<Bound>,
    pub stance: Option<Stance>,
    pub measure: Option<NewValue<Measure>>,
    pub scope: Option<NewValue<Scope>>,
    pub counted: Option<NewValue<String>>,
    pub unit: Option<NewValue<String>>,
    pub whose: Option<NewValue<String>>,
    #[serde(rename = "claimant")]
    pub source: Option<NewValue<String>>,
    pub as_of: Option<NewValue<String>>,
}

impl FigureEdit {
    /// Returns the figure's bound after the edit.
    fn resulting_bound(&self, figure: &Figure) -> Bound {
        let ends = self.low.is_some() || self.high.is_some();
        self.bound.unwrap_or(match figure.bound {
            _ if ends => Bound::Range,
            Bound::Range if self.value.is_some() => Bound::Exact,
            bound => bound,
        })
    }

    /// Returns the ends of the figure's range after the edit.
    fn resulting_ends(&self, figure: &Figure) -> (Option<f64>, Option<f64>) {
        let (low, high) = figure.stated();
        (self.low.or(Some(low)), self.high.or(Some(high)))
    }

    /// Returns whether the figure is valid after the edit. The low end of a range must be below its high end.
    pub fn is_valid(&self, figure: &Figure) -> bool {
        let (low, high) = self.resulting_ends(figure);
        self.resulting_bound(figure) != Bound::Range || low < high
    }

    /// Returns the facts that the edit sets.
    fn facts(&self) -> impl Iterator<Item = Fact> + use<> {
        let edited = [
            (self.measure.is_some(), Fact::Measure),
            (self.whose.is_some(), Fact::Owner),
            (self.source.is_some(), Fact::Source),
            (self.as_of.is_some(), Fact::Time),
            (self.stance.is_some(), Fact::Stance),
        ];
        edited
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, fact)| fact)
    }

    /// Applies the edit to a figure. Facts that it sets are certain.
    pub fn apply(&self, figure: &mut Figure) {
        let bound = self.resulting_bound(figure);
        let value = self.value.or(figure.value).unwrap_or(figure.stated().0);
        (figure.value, figure.low, figure.high) = match bound {
            Bound::Range => {
                let (low, high) = self.resulting_ends(figure);
                (None, low, high)
            }
            _ if bound.or_more() => (Some(value), Some(value), None),
            _ if bound.or_less() => (Some(value), None, Some(value)),
            _ => (Some(value), Some(value), Some(value)),
        };
        figure.bound = bound;
        figure.vague &= self.value.is_none() && self.low.is_none() && self.high.is_none();
        figure.stance = self.stance.unwrap_or(figure.stance);
        NewValue::apply(self.measure.as_ref(), &mut figure.measure);
        NewValue::apply(self.scope.as_ref(), &mut figure.scope);
        NewValue::apply(self.counted.as_ref(), &mut figure.counted);
        NewValue::apply(self.unit.as_ref(), &mut figure.unit);
        NewValue::apply(self.whose.as_ref(), &mut figure.whose);
        NewValue::apply(self.source.as_ref(), &mut figure.source);
        NewValue::apply(self.as_of.as_ref(), &mut figure.as_of);
        if self.source.is_some() {
            figure.via = None;
        }
        for fact in self.facts() {
            figure.confidence.clear(fact);
        }
        // A figure has either a unit or a counted noun.
        match (&self.unit, &self.counted) {
            (Some(NewValue::To(_)), _) => figure.counted = None,
            (_, Some(NewValue::To(_))) => figure.unit = None,
            _ => {}
        }
    }
}
