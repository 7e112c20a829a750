//! Finds the outlet that an article cites as the source of a figure.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::FigureRow;
use crate::article::AGENCIES;
use crate::error::Result;
use crate::index::IndexReader;

/// Words that precede the name of a cited outlet.
const BEFORE: &[&str] = &[
    "told",
    "citing",
    "cited by",
    "according to",
    "reported by",
    "published by",
    "quoted by",
    "via",
    "statement to",
    "interview with",
    "figures from",
    "data from",
    "tally by",
    "count by",
];
/// Words that follow the name of a cited outlet.
const BEHIND: &[&str] = &[
    "reported",
    "reports",
    "said",
    "says",
    "wrote",
    "writes",
    "published",
    "quoted",
    "cited",
    "has reported",
    "had reported",
    "tally",
    "count",
    "'s report",
    "’s report",
    "that",
];
/// The number of bytes to search for a dateline at the start of an article body, and for a credit at its end.
const DATELINE: usize = 120;
/// The maximum length, in bytes, of an outlet name to search for. An automaton for a name of 20,000 bytes takes minutes
/// to build.
const LONGEST_NAME: usize = 200;
/// Words that precede an outlet's name in a credit.
const CREDITS: &[&str] = &["material from", "reporting by", "Reporting by"];

/// Finds the names of outlets in text. Searches for all outlets in the index and for the news agencies.
pub struct CitationFinder {
    /// For each pattern of the automaton, the display name of its outlet.
    names: Vec<String>,
    finder: AhoCorasick,
}

impl CitationFinder {
    /// Builds a finder for the outlets of an index.
    pub fn new(reader: &IndexReader) -> Result<Self> {
        let mut names = BTreeMap::new();
        for outlet in reader.outlets()?.all() {
            for name in outlet.known_as.iter().chain([&outlet.name]) {
                for name in in_texts(name) {
                    names.entry(name).or_insert_with(|| outlet.name.clone());
                }
            }
        }
        for agency in AGENCIES {
            for name in in_texts(agency) {
                names.entry(name).or_insert_with(|| (*agency).to_owned());
            }
        }
        let built = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names.keys());
        // Building the automaton fails if there are too many names. Most of them are then unlikely to be real outlets,
        // so the finder uses none of them.
        let (names, finder) = match built {
            Ok(finder) => (names.into_values().collect(), finder),
            Err(_) => (
                Vec::new(),
                AhoCorasick::builder()
                    .build::<_, &str>([])
                    .map_err(|e| reader.broken(e))?,
            ),
        };
        Ok(Self { names, finder })
    }

    /// Returns the outlet that is cited as the source of the figure in `row`, or `None` if no outlet other than the
    /// article's own is cited.
    pub fn cited_outlet(&self, row: &FigureRow) -> Option<String> {
        let article = &row.record.article;
        let own = article.outlet.as_ref().map_or("", |outlet| &outlet.value);
        let claimant = row.figure().source.as_deref().unwrap_or_default();
        let body = article.body.trim_end();
        let start = body.floor_char_boundary(DATELINE);
        let end = body.ceil_char_boundary(body.len().saturating_sub(DATELINE));
        let by_claimant = self.named(claimant, |_, _| true);
        let in_sentence = || self.named(row.quote(), is_source);
        let in_dateline = || self.named(&body[..start], in_brackets);
        let in_credit = || {
            self.named(&body[end..], |before, behind| {
                in_brackets(before, behind)
                    || CREDITS
                        .iter()
                        .any(|words| before.trim_end().ends_with(words))
            })
        };
        let by_author = || {
            let named = |author: &String| {
                self.named(author, |before, behind| {
                    before.is_empty() && behind.is_empty()
                })
            };
            article.authors.iter().flat_map(named)
        };
        let mut found = by_claimant
            .into_iter()
            .chain(in_sentence())
            .chain(in_dateline())
            .chain(by_author())
            .chain(in_credit());
        found.find(|name| !same(name, own))
    }

    /// Returns the outlets named in `text` for which `says` returns true, in order. `says` receives the text before and
    /// after each name.
    fn named(&self, text: &str, says: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let whole = |before: &str, behind: &str| {
            !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
        };
        let found = self.finder.find_iter(text).filter(|found| {
            let (before, behind) = (&text[..found.start()], &text[found.end()..]);
            whole(before, behind) && says(before, behind)
        });
        found
            .map(|found| self.names[found.pattern().as_usize()].clone())
            .collect()
    }
}

fn in_brackets(before: &str, behind: &str) -> bool {
    before.ends_with('(') && behind.starts_with(')')
}

fn is_source(before: &str, behind: &str) -> bool {
    let before = before.trim_end();
    let before = before
        .strip_suffix("the")
        .or_else(|| before.strip_suffix("The"))
        .unwrap_or(before)
        .trim_end();
    let behind = behind.trim_start();
    let ends = |words: &str| before.ends_with(words);
    let begins = |words: &str| {
        behind
            .strip_prefix(words)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    BEFORE.iter().any(|words| ends(words)) || BEHIND.iter().any(|words| begins(words))
}

/// Returns the forms of an outlet's name in running text. "The Gazette" may also be written "the Gazette", and a longer
/// name such as "The Harbour Mail" also "Harbour Mail". Returns no forms for names that are shorter than three bytes or
/// do not start with a capital letter, because they are often ordinary words. Also returns no forms for names longer
/// than `LONGEST_NAME`.
fn in_texts(name: &str) -> Vec<String> {
    let length = 3..=LONGEST_NAME;
    if !length.contains(&name.len()) || !name.starts_with(char::is_uppercase) {
        return Vec::new();
    }
    let mut ways = vec![name.to_owned()];
    if let Some(bare) = name.strip_prefix("The ") {
        ways.push(format!("the {bare}"));
        ways.extend(bare.contains(' ').then(|| bare.to_owned()));
    }
    ways
}

/// Returns whether two names are equal, ignoring case and a leading "The".
fn same(a: &str, b: &str) -> bool {
    let bare = |name: &str| name.strip_prefix("The ").unwrap_or(name).to_lowercase();
    bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrounding_words_show_whether_an_outlet_is_cited() {
        let rows = [
            ("The minister told ", ", a paper", true),
            ("according to the ", ".", true),
            ("", " reported on Monday", true),
            ("He reads ", " every day", false),
            ("", " reporters", false),
        ];
        for (before, behind, expected) in rows {
            assert_eq!(is_source(before, behind), expected, "{before}|{behind}");
        }
    }

    #[test]
    fn cited_outlets_are_found_by_exact_name() {
        let rows: [(&str, &[&str]); 5] = [
            (
                "The Harbour Mail",
                &["The Harbour Mail", "the Harbour Mail", "Harbour Mail"],
            ),
            ("Reuters", &["Reuters"]),
            ("harbour.example", &[]),
            ("AP", &[]),
            (&"Long".repeat(5_000), &[]),
        ];
        for (name, expected) in rows {
            assert_eq!(in_texts(name), expected, "{name}");
        }
    }
}
