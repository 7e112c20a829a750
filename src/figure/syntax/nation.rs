//! Looks up the nation that a word denotes.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexicon::vocabulary::fold;
use super::lexicon_loader::nation_forms;

/// The nations by the folded forms of their names. They are loaded without the rest of the lexicon, because answers look
/// up the nations of the figures that they show.
static NATIONS: LazyLock<FxHashMap<Box<[u8]>, &'static str>> = LazyLock::new(|| {
    let mut nations = FxHashMap::default();
    for (form, nation) in nation_forms() {
        nations.entry(fold(&form)).or_insert(nation);
    }
    nations
});

/// Returns the nation that `word` refers to, or `None` if it refers to none. The word may be a noun or adjective for
/// the nation or its people, with or without a possessive ending.
pub fn nation(word: &str) -> Option<&'static str> {
    let word = word.trim();
    let without_possessive = ["'s", "’s", "'", "’"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending));
    let name: Vec<_> = without_possessive
        .unwrap_or(word)
        .split_whitespace()
        .collect();
    NATIONS.get(&fold(&name.join(" "))).copied()
}
