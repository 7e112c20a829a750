//! Who says a figure: the spellings of one name together, and what a user's file joins.

use rustc_hash::FxHashMap;

use super::columns::Names;
use super::keys::Keys;

/// Names that a user takes for one: the name to show for each of its other spellings.
#[derive(Clone, Debug, Default)]
pub struct Aliases(FxHashMap<String, String>);

impl Aliases {
    /// Of names with their other spellings.
    pub fn new(names: impl IntoIterator<Item = (String, Vec<String>)>) -> Self {
        let mut aliases = FxHashMap::default();
        for (name, spellings) in names {
            for spelling in spellings {
                aliases.insert(key(&spelling), name.clone());
            }
            aliases.insert(key(&name), name);
        }
        Self(aliases)
    }
}

/// What spellings of one name have in common.
fn key(name: &str) -> String {
    name.to_lowercase()
}

/// The claimants, each under its most frequent spelling or the name that the user gives it.
pub fn joined(names: &Names, aliases: &Aliases) -> Keys {
    Keys::joined(names, |spelling| {
        let key = key(spelling);
        match aliases.0.get(&key) {
            Some(name) => (format!("={name}"), Some(name.clone())),
            None => (key, None),
        }
    })
}
