//! Group keys: the names under which figures and articles are counted and grouped, with all their spellings.

use rustc_hash::FxHashMap;

use super::doc_columns::DictionaryColumn;

/// The group keys of a dimension, and the key of each figure or article.
#[derive(Clone, Debug, Default)]
pub struct GroupKeys {
    /// The distinct keys. `of` contains indices into this list.
    pub keys: Vec<GroupKey>,
    /// For each figure or article, the index of its key, or `None` if the key is not known.
    pub of: Vec<Option<u32>>,
}

/// A name under which figures or articles are grouped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupKey {
    /// The display name. It is the name that the user chose, or else usually the most frequent spelling.
    pub name: String,
    /// The other spellings, most frequent first.
    pub also: Vec<String>,
}

impl GroupKeys {
    /// Merges the spellings for which `fold` returns the same string. `fold` may also return a display name.
    pub fn joined(
        names: &DictionaryColumn,
        fold: impl Fn(&str) -> (String, Option<String>),
    ) -> Self {
        let mut times = vec![0_usize; names.texts.len()];
        for name in names.of.iter().flatten() {
            times[*name as usize] += 1;
        }
        let mut by_key: FxHashMap<String, u32> = FxHashMap::default();
        let mut keys: Vec<(Option<String>, Vec<usize>)> = Vec::new();
        let mut joined = Vec::with_capacity(names.texts.len());
        for (nth, text) in names.texts.iter().enumerate() {
            let (key, shown) = fold(text);
            let place = *by_key.entry(key).or_insert_with(|| {
                keys.push((shown, Vec::new()));
                keys.len() as u32 - 1
            });
            keys[place as usize].1.push(nth);
            joined.push(place);
        }
        let key = |(shown, mut spellings): (Option<String>, Vec<usize>)| {
            spellings.sort_by(|&a, &b| {
                times[b]
                    .cmp(&times[a])
                    .then(names.texts[a].cmp(&names.texts[b]))
            });
            let mut spellings: Vec<_> = spellings
                .iter()
                .map(|&nth| names.texts[nth].clone())
                .collect();
            let name = shown.unwrap_or_else(|| spellings[0].clone());
            spellings.retain(|spelling| *spelling != name);
            GroupKey {
                name,
                also: spellings,
            }
        };
        Self {
            keys: keys.into_iter().map(key).collect(),
            of: names
                .of
                .iter()
                .map(|name| name.map(|name| joined[name as usize]))
                .collect(),
        }
    }

    /// Creates group keys for values that have one spelling each.
    pub fn plain<T>(values: &[Option<T>], write: impl Fn(&T) -> String) -> Self {
        let mut known = FxHashMap::default();
        let mut keys = Vec::new();
        let mut of = Vec::with_capacity(values.len());
        for value in values {
            of.push(value.as_ref().map(|value| {
                let name = write(value);
                *known.entry(name).or_insert_with_key(|name| {
                    keys.push(GroupKey {
                        name: name.clone(),
                        also: Vec::new(),
                    });
                    keys.len() as u32 - 1
                })
            }));
        }
        Self { keys, of }
    }
}
