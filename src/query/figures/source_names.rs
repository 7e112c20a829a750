//! Merges the names of sources. The index has already resolved the names within each article, and the user's aliases
//! merge further names.

use rustc_hash::{FxHashMap, FxHashSet};

use super::doc_columns::DictionaryColumn;
use super::group_key::{GroupKey, GroupKeys};
use crate::figure::name_key;

/// The names that the user merges, as a map from normalized spelling to display name.
#[derive(Clone, Debug, Default)]
pub struct Aliases(FxHashMap<String, String>);

/// The error for a spelling that the user assigned to two names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{spelling:?} is listed under two names, {one:?} and {other:?}")]
pub struct AmbiguousAlias {
    spelling: String,
    one: String,
    other: String,
}

impl Aliases {
    /// Builds aliases from names and their other spellings. Returns an error if a spelling belongs to two names.
    pub fn new(
        names: impl IntoIterator<Item = (String, Vec<String>)>,
    ) -> Result<Self, AmbiguousAlias> {
        let mut aliases: FxHashMap<String, String> = FxHashMap::default();
        for (name, spellings) in names {
            for spelling in spellings.iter().chain([&name]) {
                let before = aliases.insert(name_key(spelling), name.clone());
                if let Some(one) = before.filter(|one| *one != name) {
                    let (spelling, other) = (spelling.clone(), name.clone());
                    return Err(AmbiguousAlias {
                        spelling,
                        one,
                        other,
                    });
                }
            }
        }
        Ok(Self(aliases))
    }

    /// Returns the user's name for the spelling `written`, or else for the source key `speaker`. Returns `None` if
    /// there is no alias for either.
    fn name(&self, written: Option<&str>, speaker: &str) -> Option<&String> {
        let written = written.filter(|_| !self.0.is_empty());
        let own = written.and_then(|written| self.0.get(&name_key(written)));
        own.or_else(|| self.0.get(speaker))
    }
}

/// Returns the group keys of sources. `speakers` contains the source keys that the index resolved, and `written`
/// contains the spellings.
///
/// The display name of a key is the user's name for it. If there is none, it is the most frequent spelling whose
/// normalized form is the source key, so that a person's name takes precedence over a role. If no spelling has that
/// form, it is the most frequent spelling.
pub fn joined(
    speakers: &DictionaryColumn,
    written: &DictionaryColumn,
    aliases: &Aliases,
) -> GroupKeys {
    // Looks up each pair of source key and spelling, because an alias for the spelling takes precedence.
    let mut pairs: FxHashMap<(u32, Option<u32>), u32> = FxHashMap::default();
    let mut both = DictionaryColumn::default();
    for (speaker, name) in speakers.of.iter().zip(&written.of) {
        both.of.push(speaker.map(|speaker| {
            *pairs.entry((speaker, *name)).or_insert_with(|| {
                let key = &speakers.texts[speaker as usize];
                let name = name.map(|name| written.texts[name as usize].as_str());
                let alias = aliases.name(name, key);
                both.texts
                    .push(alias.map_or_else(|| key.clone(), |name| format!("={name}")));
                both.texts.len() as u32 - 1
            })
        }));
    }
    let mut keys = GroupKeys::joined(&both, |key| {
        (key.to_owned(), key.strip_prefix('=').map(str::to_owned))
    });
    let mut times: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for (key, name) in keys.of.iter().zip(&written.of) {
        if let (Some(key), Some(name)) = (key, name) {
            *times.entry((*key, *name)).or_default() += 1;
        }
    }
    let mut times: Vec<_> = times.into_iter().collect();
    times.sort_by_key(|&((key, name), times)| {
        (key, std::cmp::Reverse(times), &written.texts[name as usize])
    });
    for of_key in times.chunk_by(|((a, _), _), ((b, _), _)| a == b) {
        let spellings = of_key
            .iter()
            .map(|((_, name), _)| &written.texts[*name as usize]);
        name_as_written(
            &mut keys.keys[of_key[0].0.0 as usize],
            &spellings.collect::<Vec<_>>(),
            aliases,
        );
    }
    keys
}

/// Chooses the display name of a source: the user's name, or one of `spellings`, which must be sorted by frequency.
fn name_as_written(key: &mut GroupKey, spellings: &[&String], aliases: &Aliases) {
    let own: FxHashSet<String> = key.also.iter().chain([&key.name]).cloned().collect();
    let given = aliases.0.values().any(|name| *name == key.name);
    let spells = |spelling: &&&String| own.contains(&name_key(spelling));
    let shown = match spellings {
        _ if given => &key.name,
        [only] => only,
        _ => spellings
            .iter()
            .find(spells)
            .or(spellings.first())
            .map_or(&key.name, |name| *name),
    };
    let (shown, also) = (
        shown.clone(),
        spellings.iter().filter(|name| **name != shown),
    );
    *key = GroupKey {
        also: also.map(|name| (*name).clone()).collect(),
        name: shown,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(texts: &[&str]) -> DictionaryColumn {
        let mut names = DictionaryColumn::default();
        for text in texts {
            let known = names.texts.iter().position(|known| known == text);
            let place = known.unwrap_or_else(|| {
                names.texts.push((*text).to_owned());
                names.texts.len() - 1
            });
            names.of.push(Some(place as u32));
        }
        names
    }

    #[test]
    fn names_take_precedence_over_roles() {
        let written = [
            "Ukraine's defense minister",
            "Oleksii Reznikov",
            "Ukraine's defense minister",
            "Oleksiy Reznikov",
            "Kyiv",
            "Oleksii Reznikov",
        ];
        let reznikov = name_key("Oleksii Reznikov");
        let kyiv = name_key("Kyiv");
        let speakers =
            [&reznikov, &reznikov, &reznikov, &reznikov, &kyiv, &reznikov].map(String::as_str);
        let shown = |aliases: &Aliases| {
            let keys = joined(&names(&speakers), &names(&written), aliases)
                .keys
                .into_iter();
            keys.map(|key| format!("{}: {}", key.name, key.also.join("; ")))
                .collect::<Vec<_>>()
        };
        let one = "Oleksii Reznikov: Ukraine's defense minister; Oleksiy Reznikov";
        assert_eq!(shown(&Aliases::default()), [one, "Kyiv: "]);
        let aliases = Aliases::new([(
            "Ukraine".to_owned(),
            vec!["Kyiv".to_owned(), "Oleksiy Reznikov".to_owned()],
        )]);
        let all = "Ukraine: Oleksii Reznikov; Ukraine's defense minister; Kyiv; Oleksiy Reznikov";
        assert_eq!(shown(&aliases.expect("no name twice")), [all]);
        let twice = [("A", "Kyiv"), ("B", "Kyiv")];
        let twice = twice.map(|(name, other)| (name.to_owned(), vec![other.to_owned()]));
        assert!(Aliases::new(twice).is_err());
    }
}
