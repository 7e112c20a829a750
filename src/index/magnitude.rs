//! How large numbers are, in octaves: what can be looked up before numbers are compared.

use std::ops::RangeInclusive;

/// All numbers below one are of octave 0, and all from 2^40 on, over a million millions, are of the last.
const LAST: u32 = 41;

/// The octaves of the numbers from `low` to `high`, in which no number is of a lower octave than a lesser one.
pub fn octaves(low: f64, high: f64) -> RangeInclusive<u32> {
    octave(low)..=octave(high)
}

/// Whether the octaves from `low` to `high` leave any out.
pub fn are_all(octaves: &RangeInclusive<u32>) -> bool {
    *octaves.start() == 0 && *octaves.end() == LAST
}

/// 1 for numbers from 1 to below 2, 2 for those from 2 to below 4, and so on.
fn octave(value: f64) -> u32 {
    if value < 1.0 {
        return 0;
    }
    // The exponent of a number from one up is 1023 or more.
    let exponent = (value.to_bits() >> 52) as u32 & 0x7ff;
    (exponent - 1022).min(LAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn octaves_go_by_powers_of_two() {
        let rows = [
            (f64::NEG_INFINITY, 0),
            (-5.0, 0),
            (0.0, 0),
            (1.0_f64.next_down(), 0),
            (1.0, 1),
            (1.5, 1),
            (2.0_f64.next_down(), 1),
            (2.0, 2),
            (1023.9, 10),
            (1024.0, 11),
            (1e15, LAST),
            (f64::INFINITY, LAST),
        ];
        for (value, expected) in rows {
            assert_eq!(octave(value), expected, "{value}");
        }
        assert!(are_all(&octaves(f64::NEG_INFINITY, f64::INFINITY)));
        assert!(!are_all(&octaves(1.0, f64::INFINITY)));
    }

    proptest::proptest! {
        #[test]
        fn a_greater_number_is_of_no_lower_octave(a: f64, b: f64) {
            proptest::prop_assume!(a <= b);
            proptest::prop_assert!(octave(a) <= octave(b));
        }
    }
}
