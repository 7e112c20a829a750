//! Normalises the nation and the office in a name.

use super::name_words::NameWord;
use super::offices::OFFICE;
use crate::figure::syntax::nation::nation;

/// The maximum length of a nation's name, in words.
const LONGEST: usize = 3;

/// Returns the nation that `words` denote, such as "russia" for "Russia" or "Russian". Returns `None` if they denote no
/// nation or only its people: "Russians".
pub fn owner(words: &[NameWord]) -> Option<&'static str> {
    let name = join(words);
    let found = nation(&name)?;
    let people = || {
        name.strip_suffix('s')
            .is_some_and(|one| nation(one).is_some())
    };
    (name == found || !people()).then_some(found)
}

/// Finds the nation at the start of a name. Returns the number of words that denote it, and the nation.
fn head(words: &[NameWord]) -> Option<(usize, &'static str)> {
    (1..=LONGEST.min(words.len()))
        .rev()
        .find_map(|len| owner(&words[..len]).map(|nation| (len, nation)))
}

/// Replaces the nation at the start of a name with its canonical name: "Russian Defence Ministry" becomes "russia
/// defence ministry". Names without a national office are not changed.
pub fn with_canonical_nation(mut words: Vec<NameWord>) -> Vec<NameWord> {
    if let Some((len, nation)) = head(&words)
        && words[len..]
            .iter()
            .any(|word| OFFICE.owned.contains(word.text.as_str()))
    {
        words.splice(..len, [named(nation)]);
    }
    words
}

/// Moves the nation and the field before the office: "Ministry of the Interior of Ukraine" becomes "ukraine interior
/// ministry".
pub fn with_inverted_office(mut words: Vec<NameWord>) -> Vec<NameWord> {
    let of: Vec<usize> = (0..words.len())
        .filter(|&i| words[i].text == "of")
        .collect();
    let nation = match of[..] {
        [_] => None,
        [_, second] => {
            let from = second + 1 + usize::from(is(&words, second + 1, "the"));
            let Some(nation) = words.get(from..).and_then(owner) else {
                return words;
            };
            words.truncate(second);
            Some(nation)
        }
        _ => return words,
    };
    let of = of[0];
    let turns = of > 0 && OFFICE.turned.contains(words[of - 1].text.as_str());
    let from = of + 1 + usize::from(is(&words, of + 1, "the"));
    let plain = |word: &NameWord| {
        !matches!(
            word.text.as_str(),
            "for" | "in" | "at" | "on" | "the" | "to" | "by"
        )
    };
    if turns && from < words.len() && words[from..].iter().all(plain) {
        let head = words.remove(of - 1);
        words.drain(of - 1..from - 1);
        words.push(head);
        if let Some(nation) = nation {
            words.insert(0, named(nation));
        }
    } else if let Some(nation) = nation {
        words.extend([named("of"), named(nation)]);
    }
    words
}

fn is(words: &[NameWord], i: usize, text: &str) -> bool {
    words.get(i).is_some_and(|word| word.text == text)
}

fn named(text: &str) -> NameWord {
    NameWord {
        text: text.to_owned(),
        capital: true,
    }
}

/// Joins the words with spaces.
pub fn join(words: &[NameWord]) -> String {
    let mut joined = String::new();
    for word in words {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&word.text);
    }
    joined
}
