//! The outlet that a text names as its own: "The Gazette has contacted the ministry for comment".

use super::lines;
use super::model::{Basis, Found};

/// What an outlet writes of itself, after its name.
const AFTER_NAME: &[&str] = &[
    "could not independently verify",
    "could not independently confirm",
    "could not immediately verify",
    "could not verify",
    "was unable to independently verify",
    "was unable to independently confirm",
    "was not able to independently verify",
    "was not immediately able to verify",
    "has not been able to independently verify",
    "has not independently verified",
    "cannot independently verify",
    "has not verified",
];

/// What an outlet writes after its name of those whom it asks, in a sentence that says what for, or in a line alone.
const ASKS: &[&str] = &[
    "has contacted",
    "has reached out to",
    "has approached",
    "has asked",
    "reached out to",
    "contacted",
];

/// What for.
const FOR: &[&str] = &[
    "for comment",
    "for a comment",
    "for further comment",
    "for a response",
    "for a statement",
];

/// What an outlet writes after its name and 's.
const AFTER_POSSESSIVE: &[&str] = &[
    "request for comment",
    "requests for comment",
    "request for an interview",
];

/// What stands before the outlet's name.
const BEFORE_NAME: &[&str] = &[
    "request for comment from ",
    "requests for comment from ",
    "This article originally appeared in ",
    "This article originally appeared on ",
    "This article first appeared in ",
    "This article first appeared on ",
    "This article was originally published in ",
    "This article was originally published by ",
    "This article was originally published on ",
    "This story originally appeared in ",
    "This story originally appeared on ",
    "This story first appeared on ",
    "This story was originally published by ",
];

/// Agencies, whose copy others print, and houses that own pictures, without "The".
const AGENCIES: &[&str] = &[
    "AFP",
    "Agence France-Presse",
    "Alamy",
    "Anadolu",
    "Anadolu Agency",
    "ANI",
    "AP",
    "Associated Press",
    "Bloomberg",
    "dpa",
    "EFE",
    "EPA",
    "Getty",
    "Getty Images",
    "Interfax",
    "Kyodo",
    "PA",
    "PTI",
    "Reuters",
    "Shutterstock",
    "Sputnik",
    "TASS",
    "UPI",
    "Xinhua",
];

/// Words of those who are no outlets though they verify, confirm and contact, in lower case.
const NO_OUTLETS: &[&str] = &[
    "academy",
    "administration",
    "administrator",
    "agency",
    "air",
    "all",
    "ambassador",
    "amnesty",
    "army",
    "association",
    "authorities",
    "authority",
    "bank",
    "board",
    "bureau",
    "campaign",
    "centre",
    "center",
    "chief",
    "command",
    "commission",
    "committee",
    "company",
    "congress",
    "copyright",
    "corporation",
    "council",
    "court",
    "department",
    "director",
    "embassy",
    "facebook",
    "federation",
    "force",
    "forces",
    "foundation",
    "fund",
    "government",
    "governor",
    "he",
    "hospital",
    "i",
    "inc",
    "institute",
    "investigators",
    "it",
    "judge",
    "kremlin",
    "mayor",
    "minister",
    "ministry",
    "mr",
    "mrs",
    "ms",
    "navy",
    "neither",
    "no",
    "none",
    "office",
    "officer",
    "officials",
    "organisation",
    "organization",
    "parliament",
    "party",
    "police",
    "president",
    "prosecutor",
    "prosecutors",
    "red",
    "researchers",
    "senate",
    "senator",
    "service",
    "sheriff",
    "she",
    "somebody",
    "team",
    "that",
    "these",
    "they",
    "this",
    "those",
    "twitter",
    "un",
    "union",
    "university",
    "we",
    "who",
    "you",
];

/// Words that begin a sentence before a name.
const OPENERS: &[&str] = &[
    "Although", "And", "As", "But", "However", "Since", "Though", "When", "While", "Yet",
];

/// The outlet that a text names as its own, by what it names most often.
pub(super) fn in_text(text: &str) -> Option<Found<String>> {
    let mut named: Vec<(Name<'_>, usize)> = Vec::new();
    for line in lines::filled(text) {
        for name in of_line(line.text) {
            match named
                .iter_mut()
                .find(|(known, _)| known.bare() == name.bare())
            {
                Some((_, count)) => *count += 1,
                None => named.push((name, 1)),
            }
        }
    }
    // Of several the first, as max_by_key would give the last.
    let (name, _) = named.into_iter().rev().max_by_key(|&(_, count)| count)?;
    Some(Found {
        value: name.shown().to_owned(),
        basis: Basis::Text,
        words: name.words.to_owned(),
    })
}

/// A name with the words that show it to be the outlet's.
struct Name<'t> {
    name: &'t str,
    words: &'t str,
}

impl<'t> Name<'t> {
    /// The name without "The".
    fn bare(&self) -> &'t str {
        self.name.strip_prefix("The ").unwrap_or(self.name)
    }

    /// The name as it is shown: "The Gazette", but "BBC".
    fn shown(&self) -> &'t str {
        let initials = !self.bare().contains(char::is_lowercase);
        if initials { self.bare() } else { self.name }
    }
}

fn of_line(line: &str) -> Vec<Name<'_>> {
    let stands_before = |signs: &'static [&str]| all(line, signs);
    let verifies = stands_before(AFTER_NAME).filter_map(|(at, end)| at_end(line, at, end));
    let asks = stands_before(ASKS)
        .filter(|&(at, end)| says_what_for(&line[end..]) || is_alone(line, at))
        .filter_map(|(at, end)| at_end(line, at, end));
    let is_asked =
        stands_before(AFTER_POSSESSIVE).filter_map(|(at, end)| possessive(line, at, end));
    let credited = stands_before(BEFORE_NAME).filter_map(|(at, end)| at_start(line, at, end));
    let names = verifies
        .chain(asks)
        .chain(is_asked)
        .chain(credited)
        .chain(owner(line));
    names.filter(|name| is_outlet(name.bare())).collect()
}

/// Where each of `signs` stands in `line`: start and end.
fn all<'t>(
    line: &'t str,
    signs: &'static [&'static str],
) -> impl Iterator<Item = (usize, usize)> + 't {
    let places = signs.iter().flat_map(move |sign| line.match_indices(sign));
    places.map(|(at, sign)| (at, at + sign.len()))
}

/// Whether the sentence that goes on with `rest` says that a comment was asked for.
fn says_what_for(rest: &str) -> bool {
    let sentence = rest.split(". ").next().unwrap_or(rest);
    FOR.iter().any(|purpose| sentence.contains(purpose))
}

/// Whether a line is one short sentence that begins with the name before `at`.
fn is_alone(line: &str, at: usize) -> bool {
    line.len() <= 120 && !line.trim_end_matches('.').contains(". ") && is_name(line[..at].trim())
}

/// The name that the clause before `at` ends with.
fn at_end(line: &str, at: usize, end: usize) -> Option<Name<'_>> {
    let before = line[..at].trim_end();
    let start = before
        .rfind([',', '.', ';', ':', '“', '"', '—', '–', '('])
        .map_or(0, |mark| {
            mark + before[mark..].chars().next().map_or(0, char::len_utf8)
        });
    let name = last_name(&before[start..])?;
    let from = before.len() - name.len();
    Some(Name {
        name,
        words: &line[from..end],
    })
}

/// The name before 's and no more than three small words.
fn possessive(line: &str, at: usize, end: usize) -> Option<Name<'_>> {
    let before = &line[..at];
    let (mark, length) = ["'s ", "’s "]
        .iter()
        .filter_map(|mark| Some((before.rfind(mark)?, mark.len())))
        .max()?;
    let between = &before[mark + length..];
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let name = last_name(&before[..mark])?;
    let close = between.split_whitespace().count() <= 3 && between.split_whitespace().all(small);
    close.then_some(Name {
        name,
        words: &line[mark - name.len()..end],
    })
}

/// The name that begins after `end`.
fn at_start(line: &str, at: usize, end: usize) -> Option<Name<'_>> {
    let named = line[end..].strip_prefix("the ").unwrap_or(&line[end..]);
    let name = first_name(named)?;
    Some(Name {
        name,
        words: &line[at..line.len() - named.len() + name.len()],
    })
}

/// The name after the mark of copyright that a line begins with.
fn owner(line: &str) -> Option<Name<'_>> {
    let after = line
        .strip_prefix('©')
        .or_else(|| line.strip_prefix("Copyright"))?;
    let unmarked = |c: char| c.is_ascii_digit() || " ©,–-".contains(c);
    let named = after.trim_start_matches(unmarked);
    let name = first_name(named.strip_prefix("by ").unwrap_or(named))?;
    Some(Name { name, words: line })
}

/// The capitalised words that `text` begins with, up to a mark.
fn first_name(text: &str) -> Option<&str> {
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        let plain = bare.trim_end_matches(['.', ',', ';', ')', '”', '"', '*']);
        if !(is_capital(plain) || (end > 0 && is_link(plain))) {
            break;
        }
        end += if plain.len() < bare.len() {
            plain.len()
        } else {
            word.len()
        };
        if plain.len() < bare.len() {
            break;
        }
    }
    let name = text[..end].trim_end();
    is_name(name).then_some(name)
}

/// The capitalised words that `text` ends with, without a word that only begins the sentence.
fn last_name(text: &str) -> Option<&str> {
    let text = text.trim();
    let starts = text.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]);
    let word = |at: &usize| text[*at..].split(' ').next().unwrap_or_default();
    let start = starts
        .take_while(|at| is_capital(word(at)) || is_link(word(at)))
        .last()?;
    let mut name = &text[start..];
    while let Some((first, rest)) = name.split_once(' ') {
        if !(is_link(first) || OPENERS.contains(&first)) {
            break;
        }
        name = rest;
    }
    is_name(name).then_some(name)
}

/// Whether a text is one to five words, of which the first and the last are capitalised.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends = words.first().zip(words.last());
    words.len() <= 5
        && ends.is_some_and(|(first, last)| is_capital(first) && is_capital(last))
        && words.iter().all(|word| is_capital(word) || is_link(word))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a small word can stand within a name.
fn is_link(word: &str) -> bool {
    ["of", "the", "and", "&", "for"].contains(&word)
}

fn is_outlet(name: &str) -> bool {
    let known =
        |list: &[&str], name: &str| list.iter().any(|known| known.eq_ignore_ascii_case(name));
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    name.len() > 1 && !known(AGENCIES, name) && !words.any(|word| known(NO_OUTLETS, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_that_name_themselves() {
        let rows = [
            (
                "The Gazette could not independently verify the count.",
                "The Gazette",
                "The Gazette could not independently verify",
            ),
            (
                "The toll, which Gazette could not verify, rose.",
                "Gazette",
                "Gazette could not verify",
            ),
            (
                "But Harbour News was unable to independently verify it.",
                "Harbour News",
                "Harbour News was unable to independently verify",
            ),
            (
                "The HNN has contacted the ministry for comment.",
                "HNN",
                "The HNN has contacted",
            ),
            (
                "Gazette has contacted the ministry.",
                "Gazette",
                "Gazette has contacted",
            ),
            (
                "It rained. Gazette reached out to the mayor for comment.",
                "Gazette",
                "Gazette reached out to",
            ),
            (
                "She did not respond to Signal & Standard’s request for comment.",
                "Signal & Standard",
                "Signal & Standard’s request for comment",
            ),
            (
                "He ignored Gazette's many requests for comment.",
                "Gazette",
                "Gazette's many requests for comment",
            ),
            (
                "He ignored a request for comment from the Gazette.",
                "Gazette",
                "request for comment from the Gazette",
            ),
            (
                "This article originally appeared in The Voice of Adunn.",
                "The Voice of Adunn",
                "This article originally appeared in The Voice of Adunn",
            ),
            (
                "© 2024 The Harbour Gazette. All rights reserved",
                "The Harbour Gazette",
                "© 2024 The Harbour Gazette. All rights reserved",
            ),
            ("© Open Gazette", "Open Gazette", "© Open Gazette"),
            (
                "Herald has contacted A.\nGazette has contacted B.\nThe Gazette has contacted C.",
                "Gazette",
                "Gazette has contacted",
            ),
        ];
        for (text, outlet, words) in rows {
            let found = in_text(text).map(|found| (found.value, found.words));
            assert_eq!(found, Some((outlet.to_owned(), words.to_owned())), "{text}");
        }
    }

    #[test]
    fn others_who_verify_and_ask() {
        let rows = [
            "Reuters could not independently verify the count.",
            "The Associated Press has contacted the ministry for comment.",
            "He has contacted the ministry for comment.",
            "Police have contacted the family.",
            "The Ministry of Health has contacted the families.",
            "Officials said Anna Holm has contacted the embassy in writing. It has not replied.",
            "She told the Gazette that it rained.",
            "(By arrangement with Herald)",
            "A worker at the dam. (Ada Holm for The Gazette)",
            "© Getty Images",
            "© 2024",
            "A request for comment was not answered.",
            "",
        ];
        for text in rows {
            assert_eq!(in_text(text), None, "{text}");
        }
    }
}
