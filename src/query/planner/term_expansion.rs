//! Expands wildcards and misspellings to the words of the index that they match.

use std::collections::BTreeSet;

use crate::analysis::fold;
use crate::index::Reader;
use crate::query::model::Pattern;

/// No pattern is looked up as more words than this.
pub const MOST_WORDS: usize = 1_000;

/// The words that a pattern stands for, in the order of the alphabet.
#[derive(Debug, Default)]
pub struct Expansion {
    /// The words.
    pub words: Vec<String>,
    /// Whether there were more.
    pub cut: bool,
}

/// The words of the index that `pattern` stands for.
pub fn expand(reader: &Reader, pattern: &Pattern) -> tantivy::Result<Expansion> {
    let matcher = TermMatcher::new(pattern);
    let prefix = matcher.prefix().as_bytes();
    let mut words = BTreeSet::new();
    let mut cut = false;
    for segment in reader.searcher().segment_readers() {
        let inverted = segment.inverted_index(reader.fields().words)?;
        let mut stream = inverted.terms().range().ge(prefix).into_stream()?;
        while stream.advance() && stream.key().starts_with(prefix) {
            let Ok(word) = std::str::from_utf8(stream.key()) else {
                continue;
            };
            if matcher.matches(word) && words.insert(word.to_owned()) && words.len() > MOST_WORDS {
                cut = true;
                words.pop_last();
            }
        }
    }
    Ok(Expansion {
        words: words.into_iter().collect(),
        cut,
    })
}

/// Tests whether a word matches a pattern.
#[derive(Debug)]
pub enum TermMatcher {
    /// With `*` and `?`.
    Glob(Vec<char>, String),
    /// Up to so many letters changed.
    Near(String, usize),
}

impl TermMatcher {
    /// The matcher of a pattern, in folded words.
    pub fn new(pattern: &Pattern) -> Self {
        match pattern {
            Pattern::Wildcard(glob) => {
                let folded: String = glob.split_inclusive(['*', '?']).map(fold_part).collect();
                let prefix = folded
                    .split(['*', '?'])
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                Self::Glob(folded.chars().collect(), prefix)
            }
            Pattern::Fuzzy { word, distance } => Self::Near(fold(word), usize::from(*distance)),
            Pattern::Word(word) | Pattern::Phrase { text: word, .. } => Self::Near(fold(word), 0),
        }
    }

    /// What every word begins with.
    fn prefix(&self) -> &str {
        match self {
            Self::Glob(_, prefix) => prefix,
            Self::Near(..) => "",
        }
    }

    /// Whether `word`, folded, is one of those.
    pub fn matches(&self, word: &str) -> bool {
        match self {
            Self::Glob(glob, _) => glob_matches(glob, word),
            Self::Near(wanted, distance) => {
                let (a, b) = (wanted.chars().count(), word.chars().count());
                a.abs_diff(b) <= *distance && strsim::osa_distance(wanted, word) <= *distance
            }
        }
    }
}

fn fold_part(part: &str) -> String {
    let split = part.len() - usize::from(part.ends_with(['*', '?']));
    fold(&part[..split]) + &part[split..]
}

/// In time proportional to the product of the lengths: goes back to the last `*` only.
fn glob_matches(glob: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (mut at, mut in_word) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while in_word < word.len() {
        match glob.get(at) {
            Some('*') => {
                star = Some((at, in_word));
                at += 1;
            }
            Some('?') => {
                at += 1;
                in_word += 1;
            }
            Some(c) if *c == word[in_word] => {
                at += 1;
                in_word += 1;
            }
            _ => match star {
                Some((star_at, from)) => {
                    star = Some((star_at, from + 1));
                    at = star_at + 1;
                    in_word = from + 1;
                }
                None => return false,
            },
        }
    }
    glob[at..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_match_whole_words() {
        let rows = [
            ("repatriat*", "repatriated", true),
            ("repatriat*", "repatriat", true),
            ("kil?ed", "killed", true),
            ("kil?ed", "kiled", false),
            ("*shima", "hiroshima", true),
            ("*a*b*", "xaxxbx", true),
            ("Kyi*", "kyiv", true),
            ("caf\u{e9}*", "cafes", true),
            ("a*", "ba", false),
        ];
        for (glob, word, expected) in rows {
            assert_eq!(
                TermMatcher::new(&Pattern::Wildcard(glob.to_owned())).matches(word),
                expected,
                "{glob} {word}"
            );
        }
    }

    #[test]
    fn misspellings_are_counted_in_letters() {
        let near = |distance| {
            TermMatcher::new(&Pattern::Fuzzy {
                word: "Reznikov".to_owned(),
                distance,
            })
        };
        assert!(
            near(1).matches("reznokov")
                && near(1).matches("rezniko")
                && near(1).matches("renzikov")
        );
        assert!(!near(1).matches("reznokof") && near(2).matches("reznokof"));
    }
}
