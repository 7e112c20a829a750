//! The candidates of a fact.

use crate::byte_range::ByteRange;
use crate::figure::model::{Measure, Stance};

/// A value that a fact may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FactValue<'t> {
    /// The fact is absent.
    Absent,
    /// A measure.
    Measure(Measure),
    /// A stance.
    Stance(Stance),
    /// Words of the text.
    Words(&'t str, ByteRange),
}

/// A candidate of a fact.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'t> {
    /// The node at the head of the candidate, or `None` if the candidate is in another sentence.
    pub node: Option<usize>,
    /// Whether the rules chose it.
    pub by_rule: bool,
    /// The value.
    pub value: FactValue<'t>,
}

impl Candidate<'_> {
    /// The candidate that the fact is absent.
    pub const ABSENT: Self = Self {
        node: None,
        by_rule: false,
        value: FactValue::Absent,
    };
}
