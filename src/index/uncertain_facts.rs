//! The uncertain facts of a figure, as one number.

use crate::figure::{Fact, Figure};

/// The facts of a figure that are present, but whose probability is low.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UncertainFacts(u64);

impl UncertainFacts {
    /// The number of bits that [`UncertainFacts::to_bits`] uses.
    pub const BITS: u32 = Fact::ALL.len() as u32;

    /// Returns the uncertain facts of a figure.
    pub fn new(figure: &Figure) -> Self {
        let all = Fact::ALL.iter().enumerate();
        let uncertain = all.filter(|(_, fact)| figure.is_uncertain(**fact));
        Self(uncertain.fold(0, |bits, (nth, _)| bits | 1 << nth))
    }

    /// Returns the facts that [`UncertainFacts::to_bits`] encoded.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// Encodes the facts as a number.
    pub const fn to_bits(self) -> u64 {
        self.0
    }

    /// Returns whether any of `facts` is uncertain.
    pub fn contains_any(self, facts: &[Fact]) -> bool {
        let all = Fact::ALL.iter().enumerate();
        let mut uncertain = all.filter(|(nth, _)| self.0 >> nth & 1 == 1);
        uncertain.any(|(_, fact)| facts.contains(fact))
    }
}
