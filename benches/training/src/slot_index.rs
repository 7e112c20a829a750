//! Maps features to rows of weights.

use figured::training::SLOT_BITS;

/// A map from feature slots to rows of weights.
pub struct SlotIndex {
    /// The row of each slot, or 0 for a slot without a row.
    rows: Vec<u32>,
    /// The index of the next row. Indices start at 1, because 0 means that a slot has no row.
    next: u32,
    /// Whether a slot without a row gets one when a model learns from it.
    grows: bool,
}

impl Default for SlotIndex {
    /// Creates an empty index that adds a row for each slot from which a model learns.
    fn default() -> Self {
        Self {
            rows: vec![0; 1 << SLOT_BITS],
            next: 1,
            grows: true,
        }
    }
}

impl SlotIndex {
    /// Creates the index of a finished table. `row_of` returns the index of a slot's row, starting from 0, or `None`
    /// if the slot has no row.
    pub fn from_table(rows: usize, row_of: impl Fn(u32) -> Option<usize>) -> Self {
        let row = |slot| row_of(slot).map_or(0, |row| row as u32 + 1);
        Self {
            rows: (0..1 << SLOT_BITS).map(row).collect(),
            next: rows as u32 + 1,
            grows: false,
        }
    }

    /// Returns the number of rows, including the unused row 0.
    pub const fn len(&self) -> usize {
        self.next as usize
    }

    /// Returns the row of a slot, or 0 for a slot without a row.
    pub fn row(&self, slot: u32) -> usize {
        self.rows[slot as usize] as usize
    }

    /// Returns the row of a slot, or 0 for a slot without a row. Adds a missing row first if the index grows.
    pub fn row_to_learn(&mut self, slot: u32) -> usize {
        let row = &mut self.rows[slot as usize];
        if *row == 0 && self.grows {
            *row = self.next;
            self.next += 1;
        }
        *row as usize
    }

    /// Returns the slots that have a row, each with its row.
    pub fn slots(&self) -> impl Iterator<Item = (u32, usize)> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| **row > 0)
            .map(|(slot, row)| (slot as u32, *row as usize))
    }
}
