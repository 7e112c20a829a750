//! Expands wildcard and fuzzy patterns to the indexed words that they match.

use std::collections::BTreeSet;
use std::io;

use tantivy::Term;
use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;

use crate::analysis::fold;
use crate::index::IndexReader;
use crate::query::model::Pattern;

/// The maximum number of words to which a pattern is expanded.
pub const MOST_WORDS: usize = 1_000;

/// The maximum length, in characters, of a fuzzy word that is looked up with an automaton. Longer words need larger
/// automata.
const LONGEST_IN_AUTOMATON: usize = 64;

/// The indexed words that a pattern matches.
#[derive(Debug, Default)]
pub struct Expansion {
    /// The alphabetically first matching words, at most [`MOST_WORDS`] of them.
    pub words: Vec<String>,
    /// Whether the pattern matches more than `MOST_WORDS` words.
    pub cut: bool,
}

/// Returns the indexed words that `pattern` matches.
pub fn expand(reader: &IndexReader, pattern: &Pattern) -> tantivy::Result<Expansion> {
    let field = reader.fields().words;
    let matcher = TermMatcher::new(pattern);
    let automaton = matcher.automaton(field);
    let mut words = FirstWords::new(MOST_WORDS);
    for segment in reader.searcher().segment_readers() {
        let inverted = segment.inverted_index(field)?;
        match &automaton {
            Some(automaton) => words.add_accepted(inverted.terms(), automaton)?,
            None => words.add_matching(inverted.terms(), &matcher)?,
        }
    }
    Ok(words.into_expansion())
}

/// Collects the alphabetically first words from several term dictionaries.
struct FirstWords {
    most: usize,
    words: BTreeSet<String>,
    cut: bool,
}

impl FirstWords {
    fn new(most: usize) -> Self {
        Self {
            most,
            words: BTreeSet::new(),
            cut: false,
        }
    }

    /// Adds the words that `automaton` accepts, without visiting every word.
    fn add_accepted(&mut self, terms: &TermDictionary, automaton: &DfaWrapper) -> io::Result<()> {
        let mut stream = terms.search(automaton).into_stream()?;
        while stream.advance() {
            if let Ok(word) = std::str::from_utf8(stream.key()) {
                self.add(word);
            }
        }
        Ok(())
    }

    /// Adds the words that `matcher` accepts. Visits all words that start with the matcher's prefix.
    fn add_matching(&mut self, terms: &TermDictionary, matcher: &TermMatcher) -> io::Result<()> {
        let prefix = matcher.prefix().as_bytes();
        let mut stream = terms.range().ge(prefix).into_stream()?;
        while stream.advance() && stream.key().starts_with(prefix) {
            if let Ok(word) = std::str::from_utf8(stream.key())
                && matcher.matches(word)
            {
                self.add(word);
            }
        }
        Ok(())
    }

    fn add(&mut self, word: &str) {
        if self.words.insert(word.to_owned()) && self.words.len() > self.most {
            self.cut = true;
            self.words.pop_last();
        }
    }

    fn into_expansion(self) -> Expansion {
        Expansion {
            words: self.words.into_iter().collect(),
            cut: self.cut,
        }
    }
}

/// Tests whether a word matches a pattern.
#[derive(Debug)]
pub enum TermMatcher {
    /// A wildcard pattern, and its literal prefix.
    Glob(Vec<char>, String),
    /// A word, and the maximum edit distance.
    Near(String, usize),
}

impl TermMatcher {
    /// Creates a matcher for `pattern`. The matcher expects folded words.
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

    /// Returns a prefix that all matching words share, which may be empty.
    fn prefix(&self) -> &str {
        match self {
            Self::Glob(_, prefix) => prefix,
            Self::Near(..) => "",
        }
    }

    /// Returns a Levenshtein automaton for the terms of `field`. Two transposed letters count as one edit. Returns
    /// `None` for a wildcard, a long word or a large distance.
    fn automaton(&self, field: Field) -> Option<DfaWrapper> {
        let Self::Near(word, distance) = self else {
            return None;
        };
        if word.chars().count() > LONGEST_IN_AUTOMATON {
            return None;
        }
        let term = Term::from_field_text(field, word);
        let distance = u8::try_from(*distance).ok()?;
        FuzzyTermQuery::new(term, distance, true).automaton().ok()
    }

    /// Returns whether `word` matches. `word` must be folded.
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

/// Returns whether `word` matches the whole pattern. Backtracks only to the last `*`, so the running time is at most
/// proportional to the product of the two lengths.
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
    use proptest::collection::vec;
    use proptest::prelude::*;
    use tantivy::directory::FileSlice;
    use tantivy::postings::TermInfo;
    use tantivy::termdict::TermDictionaryBuilder;

    use super::*;

    const FIELD: Field = Field::from_field_id(0);

    /// Generates words whose characters are one to four bytes long. Many words share letters, some are empty, and some
    /// are longer than `LONGEST_IN_AUTOMATON`.
    fn word() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => "[ab]{0,6}",
            2 => "[a-c1яшह中\u{1f600}]{0,6}",
            1 => "[0-9]{1,5}",
            1 => "\\PC{0,4}",
            1 => "[ab]{60,70}",
        ]
    }

    /// Generates a fuzzy pattern or a wildcard.
    fn pattern() -> impl Strategy<Value = Pattern> {
        prop_oneof![
            4 => (word(), 0..=3u8).prop_map(|(word, distance)| Pattern::Fuzzy { word, distance }),
            1 => "[ab*?]{0,4}".prop_map(Pattern::Wildcard),
        ]
    }

    fn dictionary(words: &BTreeSet<String>) -> TermDictionary {
        let mut builder = TermDictionaryBuilder::create(Vec::new()).expect("in memory");
        for word in words {
            builder
                .insert(word, &TermInfo::default())
                .expect("in order");
        }
        let file = builder.finish().expect("in memory");
        TermDictionary::open(FileSlice::from(file)).expect("as written")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn expansions_match_a_full_scan(
            segments in vec(vec(word(), 0..40), 1..4),
            pattern in pattern(),
            most in 1..12usize,
        ) {
            let segments: Vec<BTreeSet<String>> = segments
                .into_iter()
                .map(|words| words.iter().map(|word| fold(word)).collect())
                .collect();
            let matcher = TermMatcher::new(&pattern);
            let automaton = matcher.automaton(FIELD);
            let mut found = FirstWords::new(most);
            for words in &segments {
                match &automaton {
                    Some(automaton) => found.add_accepted(&dictionary(words), automaton).expect("as written"),
                    None => found.add_matching(&dictionary(words), &matcher).expect("as written"),
                }
            }
            let found = found.into_expansion();

            let all: BTreeSet<&str> = segments.iter().flatten().map(String::as_str).collect();
            let matching: Vec<&str> = all.into_iter().filter(|word| matcher.matches(word)).collect();
            prop_assert_eq!(found.cut, matching.len() > most);
            prop_assert_eq!(found.words, &matching[..most.min(matching.len())]);
        }
    }

    #[test]
    fn automata_and_matchers_accept_the_same_words() {
        let letters = ["", "a", "b", "c", "я"];
        let words: BTreeSet<String> = (0..letters.len().pow(5))
            .map(|nth| {
                let letter = |place| letters[nth / letters.len().pow(place) % letters.len()];
                (0..5).map(letter).collect()
            })
            .collect();
        let terms = dictionary(&words);
        for word in words.iter().step_by(31) {
            for distance in 0..=2 {
                let matcher = TermMatcher::Near(word.clone(), distance);
                let automaton = matcher.automaton(FIELD).expect("short");
                let mut accepted = FirstWords::new(words.len());
                accepted
                    .add_accepted(&terms, &automaton)
                    .expect("as written");
                let mut matching = FirstWords::new(words.len());
                matching.add_matching(&terms, &matcher).expect("as written");
                assert_eq!(accepted.words, matching.words, "{word} {distance}");
            }
        }
    }

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
    fn edit_distance_limits_fuzzy_matches() {
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
