//! What the dates of an article say of the order of day and month on its site.

use serde::{Deserialize, Serialize};

use crate::article::DayOrder;

/// What can stand between the numbers of a date.
pub const MARKS: &[char] = &['/', '.', '-'];

/// What the dates of an article say of the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateNotes {
    /// A hash of the site.
    pub site: u32,
    /// The dates of publication and of change, as [`Note`] packs them; 0 where one says nothing.
    pub notes: [u8; 2],
}

/// What one date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// Which of [`MARKS`] it has.
    pub mark: u8,
    /// How the date can be read.
    pub says: Says,
}

/// How a date can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// It can be read in this order only.
    Certain(DayOrder),
    /// It can be read in both, and this one was told.
    Open(Option<DayOrder>),
}

const SAYS: [Says; 5] = [
    Says::Certain(DayOrder::DayFirst),
    Says::Certain(DayOrder::MonthFirst),
    Says::Open(None),
    Says::Open(Some(DayOrder::DayFirst)),
    Says::Open(Some(DayOrder::MonthFirst)),
];

impl Note {
    /// The note as a byte, which is not 0.
    pub fn pack(self) -> u8 {
        let says = SAYS.iter().position(|says| *says == self.says);
        1 + self.mark * SAYS.len() as u8 + says.unwrap_or(0) as u8
    }

    fn unpack(packed: u8) -> Option<Self> {
        let number = packed.checked_sub(1)?;
        let of_mark = SAYS.len() as u8;
        Some(Self {
            mark: number / of_mark,
            says: SAYS[usize::from(number % of_mark)],
        })
    }
}

impl DateNotes {
    /// Whether a date can be read in both orders.
    pub fn is_open(self) -> bool {
        self.each().any(|note| matches!(note.says, Says::Open(_)))
    }

    /// The notes of both dates.
    pub fn each(self) -> impl Iterator<Item = Note> {
        self.notes.into_iter().filter_map(Note::unpack)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_unpacked_as_they_were_packed() {
        for mark in 0..MARKS.len() as u8 {
            for says in SAYS {
                let note = Note { mark, says };
                assert_eq!(Note::unpack(note.pack()), Some(note));
            }
        }
        assert_eq!(Note::unpack(0), None);
    }
}
