//! Packs several attributes of a figure into one number, so that they share a column.

use super::uncertain_facts::UncertainFacts;
use crate::figure::{Bound, Change, Figure, Measure, Place, Scope, Stance};

/// The attributes of a figure that are packed into one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is packed into one bit")]
pub struct FigureAttributes {
    /// The measure, such as killed or wounded.
    pub measure: Option<Measure>,
    /// How the number limits the quantity, such as "at least".
    pub bound: Bound,
    /// Whether the figure is a total, an addition or a part, or `None` if its scope is unknown.
    pub scope: Option<Scope>,
    /// Whether the figure is stated as fact, or planned, denied and so on.
    pub stance: Stance,
    /// The direction of the change, or `None` if the figure is not a change.
    pub change: Option<Change>,
    /// Whether the number is vague, such as "dozens".
    pub vague: bool,
    /// Whether the figure has a unit.
    pub unit: bool,
    /// Whether the figure is in the headline.
    pub in_title: bool,
    /// Whether the figure is a rate, such as "20 deaths a year".
    pub rate: bool,
    /// The facts whose probability is low.
    pub uncertain: UncertainFacts,
    /// If the headline and the body both state the figure, the index of the other occurrence among the article's
    /// figures.
    pub twin: Option<usize>,
}

/// Returns the 1-based position of a value in `all`, or 0 for `None`.
fn code<T: PartialEq>(all: &[T], value: Option<T>) -> u64 {
    let place = value.and_then(|value| all.iter().position(|one| *one == value));
    place.map_or(0, |place| place as u64 + 1)
}

/// Removes the lowest `bits` bits from a packed number and returns them.
fn take(packed: &mut u64, bits: u32) -> usize {
    let low = *packed & ((1 << bits) - 1);
    *packed >>= bits;
    low as usize
}

/// Returns the value that [`code`] encoded, or `None` for 0.
fn value<T: Copy>(all: &[T], code: usize) -> Option<T> {
    all.get(code.checked_sub(1)?).copied()
}

impl FigureAttributes {
    /// Returns the attributes of a figure. `twin` is the index of its other occurrence, if the headline and the body
    /// both state it.
    pub fn from_figure(figure: &Figure, twin: Option<usize>) -> Self {
        Self {
            measure: figure.measure,
            bound: figure.bound,
            scope: figure.scope,
            stance: figure.stance,
            change: figure.change,
            vague: figure.vague,
            unit: figure.unit.is_some(),
            in_title: figure.place == Place::Title,
            rate: figure.rate.is_some(),
            uncertain: UncertainFacts::new(figure),
            twin,
        }
    }

    /// Packs the attributes into one number. [`FigureAttributes::unpack`] must read the attributes in reverse order,
    /// with the same number of bits for each.
    pub fn pack(self) -> u64 {
        let flags = [self.rate, self.in_title, self.unit, self.vague];
        let twin = self.twin.map_or(0, |twin| twin as u64 + 1);
        let first = twin << UncertainFacts::BITS | self.uncertain.to_bits();
        let mut packed = flags
            .iter()
            .fold(first, |bits, &flag| bits << 1 | u64::from(flag));
        packed = packed << 2 | code(Change::ALL, self.change);
        packed = packed << 3 | code(Stance::ALL, Some(self.stance));
        packed = packed << 2 | code(Scope::ALL, self.scope);
        packed = packed << 4 | code(Bound::ALL, Some(self.bound));
        packed << 6 | code(Measure::ALL, self.measure)
    }

    /// Unpacks the attributes from a number.
    pub fn unpack(mut packed: u64) -> Self {
        let packed = &mut packed;
        Self {
            measure: value(Measure::ALL, take(packed, 6)),
            bound: value(Bound::ALL, take(packed, 4)).unwrap_or(Bound::Exact),
            scope: value(Scope::ALL, take(packed, 2)),
            stance: value(Stance::ALL, take(packed, 3)).unwrap_or_default(),
            change: value(Change::ALL, take(packed, 2)),
            vague: take(packed, 1) == 1,
            unit: take(packed, 1) == 1,
            in_title: take(packed, 1) == 1,
            rate: take(packed, 1) == 1,
            uncertain: UncertainFacts::from_bits(take(packed, UncertainFacts::BITS) as u64),
            twin: take(packed, 32).checked_sub(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_attributes_round_trip() {
        let with_none = |len: usize| 0..=len;
        for measure in with_none(Measure::ALL.len()) {
            for (nth, bound) in Bound::ALL.iter().enumerate() {
                for stance in Stance::ALL {
                    let traits = FigureAttributes {
                        measure: value(Measure::ALL, measure),
                        bound: *bound,
                        scope: value(Scope::ALL, (measure + nth) % 4),
                        stance: *stance,
                        change: value(Change::ALL, (measure + nth) % 3),
                        vague: measure % 2 == 0,
                        unit: nth % 2 == 0,
                        in_title: measure % 3 == 0,
                        rate: nth % 2 == 1,
                        uncertain: UncertainFacts::from_bits(measure as u64 % 128),
                        twin: (nth % 3 == 0).then_some(measure * 300),
                    };
                    assert_eq!(FigureAttributes::unpack(traits.pack()), traits);
                }
            }
        }
    }

    #[test]
    fn every_attribute_value_fits_its_bits() {
        assert!(Measure::ALL.len() < 64 && Bound::ALL.len() < 16 && Stance::ALL.len() < 8);
        assert!(Scope::ALL.len() < 4 && Change::ALL.len() < 4);
    }
}
