//! The words for offices and titles from `tables/offices.txt`.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

use crate::figure::syntax::table;

const OFFICES: &str = include_str!("../tables/offices.txt");

type WordSet = FxHashSet<&'static str>;

/// The words for offices and titles, grouped by their role in a name.
#[derive(Debug, Default)]
pub struct Offices {
    /// Titles before a person's name. They are not part of the name.
    pub title: WordSet,
    /// Titles that count only after another word for an office.
    pub second_title: WordSet,
    /// Titles that count only before a name of two words or more.
    pub long_title: WordSet,
    /// Words that can come before a title.
    pub before_title: WordSet,
    /// Lower-case words within a person's name.
    pub particle: WordSet,
    /// Offices that can come before or after their field: "Ministry of X" is "X Ministry".
    pub turned: WordSet,
    /// Offices that can belong to a nation.
    pub owned: WordSet,
    /// Words whose meaning in a name depends on "'s": "state", "state's".
    pub apart: WordSet,
    /// Offices that can stand for a person.
    pub role: WordSet,
    /// Determiners that introduce a new person.
    pub indefinite: WordSet,
}

/// The table of words for offices and titles.
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
    fn every_table_row_has_a_known_section() {
        for (head, items) in table::rows(OFFICES) {
            assert!(Offices::default().set(head).is_some(), "{head}");
            assert!(items.iter().all(|item| !item.contains(' ')), "{head}");
        }
    }
}
