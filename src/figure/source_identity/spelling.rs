//! Normalises spelling variants of words and transliterations of names.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use super::name_words::NameWord;
use super::offices::OFFICE;
use crate::figure::syntax::table;

const SPELLINGS: &str = include_str!("../tables/spellings.txt");
const TRANSLITERATION: &str = include_str!("../tables/transliteration.txt");

/// Pairs of a variant and its normal form.
type Pairs = Vec<(&'static str, &'static str)>;

/// The spelling tables.
#[derive(Debug, Default)]
struct Spellings {
    /// Variants that are normalised in any name.
    any: FxHashMap<&'static str, &'static str>,
    /// Variants that are normalised only in a name of two words or more.
    within: FxHashMap<&'static str, &'static str>,
    /// Pairs of a word and a normal form. In a name that contains the word, the normal form does not replace its
    /// variants: "Labour Party" keeps "Labour".
    kept: Pairs,
    /// Variants that are normalised only in a person's name of two words or more.
    word: FxHashMap<&'static str, &'static str>,
    /// Endings that show that a name is transliterated from Cyrillic.
    mark: Vec<&'static str>,
    end: Pairs,
    start: Pairs,
    inside: Pairs,
    /// Endings of single-word names, with their normal forms.
    alone: Pairs,
}

static SPELLING: LazyLock<Spellings> = LazyLock::new(|| {
    let mut spellings = Spellings::default();
    for (head, items) in table::rows(SPELLINGS) {
        let (place, to) = table::words(head);
        let pairs = items.into_iter().map(|item| (item, to));
        match place {
            "any" => spellings.any.extend(pairs),
            "within" => spellings.within.extend(pairs),
            _ => spellings.kept.extend(pairs),
        }
    }
    for (head, items) in table::rows(TRANSLITERATION) {
        let (place, to) = table::words(head);
        let pairs = items.into_iter().map(|item| (item, to));
        match place {
            "word" => spellings.word.extend(pairs),
            "mark" => spellings.mark.extend(pairs.map(|(item, _)| item)),
            "end" => spellings.end.extend(pairs),
            "start" => spellings.start.extend(pairs),
            "inside" => spellings.inside.extend(pairs),
            _ => spellings.alone.extend(pairs),
        }
    }
    spellings
});

/// Replaces each word with its normal spelling.
pub fn normalize_words(words: &mut [NameWord]) {
    let kept: Vec<&str> = words
        .iter()
        .flat_map(|word| SPELLING.kept.iter().filter(move |(by, _)| *by == word.text))
        .map(|&(_, kept)| kept)
        .collect();
    let several = words.len() > 1;
    for word in words {
        let text = word.text.as_str();
        let within = || {
            SPELLING
                .within
                .get(text)
                .filter(|to| several && !kept.contains(to))
        };
        if let Some(to) = SPELLING.any.get(text).or_else(within) {
            (*to).clone_into(&mut word.text);
        }
    }
}

/// Replaces the words of a person's name with their normal spellings.
pub fn normalize_person(words: &mut Vec<NameWord>) {
    if let [word] = &mut words[..] {
        ending(word, &SPELLING.alone);
        return;
    }
    article(words);
    for word in &mut *words {
        if let Some(to) = SPELLING.word.get(word.text.as_str()) {
            (*to).clone_into(&mut word.text);
        }
    }
    let marked = |word: &NameWord| SPELLING.mark.iter().any(|end| word.text.ends_with(end));
    if words.iter().any(marked) {
        words.iter_mut().for_each(cyrillic);
    }
}

/// Removes the Arabic article within a name: "Bashar al-Assad" becomes "Bashar Assad", but "Al Doe" does not become
/// "Doe".
fn article(words: &mut Vec<NameWord>) {
    let mut i = 0;
    words.retain(|word| {
        i += 1;
        i == 1 || !matches!(word.text.as_str(), "al" | "el")
    });
}

/// Normalises a word by the rules for names transliterated from Cyrillic.
fn cyrillic(word: &mut NameWord) {
    let known = SPELLING.word.values().any(|known| *known == word.text);
    if known || word.text.len() < 3 || OFFICE.particle.contains(word.text.as_str()) {
        return;
    }
    ending(word, &SPELLING.end);
    if let Some((rest, to)) = SPELLING
        .start
        .iter()
        .find_map(|(from, to)| Some((word.text.strip_prefix(from)?, to)))
    {
        word.text = format!("{to}{rest}");
    }
    for (from, to) in &SPELLING.inside {
        if word.text.contains(from) {
            word.text = word.text.replace(from, to);
        }
    }
    let mut last = ' ';
    word.text.retain(|c| std::mem::replace(&mut last, c) != c);
}

/// Replaces the ending of a word with its normal form. The first matching ending in `list` wins.
fn ending(word: &mut NameWord, list: &Pairs) {
    let found = list
        .iter()
        .find_map(|(from, to)| Some((word.text.strip_suffix(from)?.len(), to)));
    if let Some((stem, to)) = found.filter(|&(stem, _)| stem > 1) {
        word.text.truncate(stem);
        word.text.push_str(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_unambiguous() {
        for table in [SPELLINGS, TRANSLITERATION] {
            let mut seen = FxHashMap::default();
            for (head, items) in table::rows(table) {
                let place = table::words(head).0;
                for item in items {
                    assert!(!item.contains(' '), "{item}");
                    assert_eq!(seen.insert((place, item), head), None, "{item}");
                }
            }
            for (head, _) in table::rows(table) {
                let (place, to) = table::words(head);
                assert!(
                    !seen.contains_key(&(place, to)) && !seen.contains_key(&("", head)),
                    "{head}"
                );
            }
        }
    }
}
