//! Computes name keys, by which spellings of the same name are recognised.

use super::name_words::{self, NameWord};
use super::{nation_name, person_name, spelling};
use crate::lines::single_spaced;

/// The maximum number of normalisation rounds. This is only a safeguard, because names settle in fewer rounds.
const ROUNDS: usize = 4;

/// Returns the key that all spellings of a name share. "Oleksii Doe", "Oleksiy Doe" and "Mr. Oleksiy Doe" have the same
/// key, but "Doe" has a different one.
///
/// The key identifies a name and not a person or body: "the minister" and the minister's name have different keys.
pub fn name_key(name: &str) -> String {
    let mut key = round(name);
    for _ in 1..ROUNDS {
        let next = round(&key);
        if next == key {
            break;
        }
        key = next;
    }
    key
}

fn round(name: &str) -> String {
    let mut words = name_words::words(name);
    if words.is_empty() {
        return single_spaced(name);
    }
    let articles = words.iter().take_while(|word| word.text == "the").count();
    words.drain(..articles.min(words.len() - 1));
    words.drain(..person_name::title_count(&words));
    if person_name::is_person(&words) {
        spelling::normalize_person(&mut words);
    }
    let mut words: Vec<NameWord> =
        nation_name::with_inverted_office(nation_name::with_canonical_nation(words));
    spelling::normalize_words(&mut words);
    nation_name::join(&words)
}
