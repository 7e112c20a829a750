//! Evidence about a site's day-month order, from the dates of one article. The state stores the evidence, so that a
//! later ingest can decide which files with ambiguous dates to reread.

use serde::{Deserialize, Serialize};

use crate::date::DayOrder;

/// The characters that separate the numbers of a date.
pub const SEPARATORS: &[char] = &['/', '.', '-'];

/// The evidence about a site's day-month order from the dates of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOrderNotes {
    /// A hash of the site.
    pub site: u32,
    /// The packed [`DayOrderNote`]s of the date of publication and the date of the last change, in this order. 0 means
    /// that there is no evidence.
    pub notes: [u8; 2],
}

/// The evidence from one date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOrderNote {
    /// The date's separator, as an index into [`SEPARATORS`].
    pub mark: u8,
    /// The orders in which the date can be read.
    pub says: DayOrderEvidence,
}

/// The orders in which a date can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrderEvidence {
    /// The date is valid only in this order.
    Certain(DayOrder),
    /// The date is valid in both orders. The value is the order in which it was read, or `None` if no order was known.
    Ambiguous(Option<DayOrder>),
}

const EVIDENCE: [DayOrderEvidence; 5] = [
    DayOrderEvidence::Certain(DayOrder::DayFirst),
    DayOrderEvidence::Certain(DayOrder::MonthFirst),
    DayOrderEvidence::Ambiguous(None),
    DayOrderEvidence::Ambiguous(Some(DayOrder::DayFirst)),
    DayOrderEvidence::Ambiguous(Some(DayOrder::MonthFirst)),
];

impl DayOrderNote {
    /// Packs the note into a byte, which is never 0.
    pub fn pack(self) -> u8 {
        let says = EVIDENCE.iter().position(|says| *says == self.says);
        1 + self.mark * EVIDENCE.len() as u8 + says.unwrap_or(0) as u8
    }

    fn unpack(packed: u8) -> Option<Self> {
        let number = packed.checked_sub(1)?;
        let of_mark = EVIDENCE.len() as u8;
        Some(Self {
            mark: number / of_mark,
            says: EVIDENCE[usize::from(number % of_mark)],
        })
    }
}

impl DayOrderNotes {
    /// Returns whether any of the dates can be read in either order.
    pub fn is_ambiguous(self) -> bool {
        self.evidence()
            .any(|note| matches!(note.says, DayOrderEvidence::Ambiguous(_)))
    }

    /// Returns the unpacked notes.
    pub fn evidence(self) -> impl Iterator<Item = DayOrderNote> {
        self.notes.into_iter().filter_map(DayOrderNote::unpack)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_notes_round_trip() {
        for mark in 0..SEPARATORS.len() as u8 {
            for says in EVIDENCE {
                let note = DayOrderNote { mark, says };
                assert_eq!(DayOrderNote::unpack(note.pack()), Some(note));
            }
        }
        assert_eq!(DayOrderNote::unpack(0), None);
    }
}
