//! The words of offices and titles.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

use crate::figure::syntax::table;

const OFFICES: &str = include_str!("../tables/offices.txt");

type WordSet = FxHashSet<&'static str>;

/// The words of offices by their part.
#[derive(Debug, Default)]
pub struct Offices {
    /// Before a person's name, of which they are no part.
    pub title: WordSet,
    /// Titles behind another word of an office only.
    pub second_title: WordSet,
    /// Titles before two words or more.
    pub long_title: WordSet,
    /// May stand before a title.
    pub before_title: WordSet,
    /// Small words within a person's name.
    pub particle: WordSet,
    /// Heads of "ministry of".
    pub turned: WordSet,
    /// What belongs to a nation.
    pub owned: WordSet,
    /// Owners whose "'s" is no matter of spelling.
    pub apart: WordSet,
    /// The heads of what names a person by the office.
    pub role: WordSet,
    /// Stand before someone new.
    pub indefinite: WordSet,
}

/// The words of offices.
pub static OFFICE: LazyLock<Offices> = LazyLock::new(|| {
    let mut offices = Offices::default();
    for (head, items) in table::rows(OFFICES) {
        if let Some(set) = offices.set(head) {
            set.extend(items);
        }
    }
    offices
});

impl Offices {
    fn set(&mut self, head: &str) -> Option<&mut WordSet> {
        Some(match head {
            "title" => &mut self.title,
            "second title" => &mut self.second_title,
            "long title" => &mut self.long_title,
            "before title" => &mut self.before_title,
            "particle" => &mut self.particle,
            "turned" => &mut self.turned,
            "owned" => &mut self.owned,
            "apart" => &mut self.apart,
            "role" => &mut self.role,
            "indefinite" => &mut self.indefinite,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_belongs_to_a_section() {
        for (head, items) in table::rows(OFFICES) {
            assert!(Offices::default().set(head).is_some(), "{head}");
            assert!(items.iter().all(|item| !item.contains(' ')), "{head}");
        }
    }
}
