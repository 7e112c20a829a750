//! Finds the outlet that published an article. It is recognised by phrases that outlets use about themselves, such as
//! "The Gazette has contacted the ministry".

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::byline;
use super::proper_names;
use crate::article::model::field_value::{Basis, FieldValue};
use crate::lines;

/// The meaning of a cue, which determines where the outlet's name is relative to the cue.
#[derive(Clone, Copy)]
enum OutletCue {
    /// The outlet could not verify a claim. The name precedes the cue.
    Verifies,
    /// The outlet contacted somebody. The name precedes the cue. Other organisations also contact people, so the
    /// sentence must state a purpose as well.
    Asks,
    /// Like [`OutletCue::Asks`], but no purpose is needed if the line is one short sentence.
    HasAsked,
    /// The outlet requested a comment or an interview. The name precedes the cue and has a possessive 's.
    IsAsked,
    /// The article is credited to the outlet. The name follows the cue.
    Credits,
    /// The outlet owns the copyright. The cue starts the line, and the name follows the cue.
    Owns,
}

/// Phrases that outlets use about themselves.
const CUES: &[(&str, OutletCue)] = &[
    ("could not independently verify", OutletCue::Verifies),
    ("could not independently confirm", OutletCue::Verifies),
    ("could not immediately verify", OutletCue::Verifies),
    ("could not verify", OutletCue::Verifies),
    ("cannot independently verify", OutletCue::Verifies),
    ("was unable to independently verify", OutletCue::Verifies),
    ("was unable to independently confirm", OutletCue::Verifies),
    ("was not able to independently verify", OutletCue::Verifies),
    ("was not immediately able to verify", OutletCue::Verifies),
    (
        "has not been able to independently verify",
        OutletCue::Verifies,
    ),
    ("has not independently verified", OutletCue::Verifies),
    ("has contacted", OutletCue::HasAsked),
    ("has reached out to", OutletCue::HasAsked),
    ("has approached", OutletCue::HasAsked),
    ("has asked", OutletCue::Asks),
    ("reached out to", OutletCue::Asks),
    ("contacted", OutletCue::Asks),
    ("request for comment", OutletCue::IsAsked),
    ("requests for comment", OutletCue::IsAsked),
    ("request for an interview", OutletCue::IsAsked),
    ("to a request for comment from ", OutletCue::Credits),
    ("to request for comment from ", OutletCue::Credits),
    ("to requests for comment from ", OutletCue::Credits),
    ("This article originally appeared in ", OutletCue::Credits),
    ("This article originally appeared on ", OutletCue::Credits),
    ("This article first appeared in ", OutletCue::Credits),
    ("This article first appeared on ", OutletCue::Credits),
    (
        "This article was originally published by ",
        OutletCue::Credits,
    ),
    (
        "This article was originally published in ",
        OutletCue::Credits,
    ),
    (
        "This article was originally published on ",
        OutletCue::Credits,
    ),
    ("This story originally appeared in ", OutletCue::Credits),
    ("This story originally appeared on ", OutletCue::Credits),
    ("This story first appeared on ", OutletCue::Credits),
    (
        "This story was originally published by ",
        OutletCue::Credits,
    ),
    ("©", OutletCue::Owns),
    ("Copyright", OutletCue::Owns),
];

/// Purposes for which an outlet contacts somebody.
const FOR: &[&str] = &[
    "for comment",
    "for a comment",
    "for further comment",
    "for a response",
    "for a statement",
];

/// Names of news and picture agencies, without "The". Outlets print material from these agencies, so an agency's name
/// does not identify the outlet.
#[rustfmt::skip]
pub const AGENCIES: &[&str] = &[
    "AFP", "Agence France-Presse", "Alamy", "Anadolu", "Anadolu Agency", "ANI", "AP", "Associated Press", "Bloomberg",
    "dpa", "EFE", "EPA", "Getty", "Getty Images", "Interfax", "Kyodo", "PA", "PTI", "Reuters", "Shutterstock",
    "Sputnik", "TASS", "UPI", "Xinhua",
];

/// Lower-case words. A name that contains one of them is rejected as an outlet.
#[rustfmt::skip]
const NO_OUTLETS: &[&str] = &[
    "academy", "administration", "administrator", "agency", "air", "all", "ambassador", "amnesty", "april", "army",
    "association", "august", "authorities", "authority", "bank", "board", "bureau", "campaign", "center", "centre",
    "chief", "cia", "command", "commission", "committee", "company", "congress", "copyright", "corporation",
    "council", "court", "creators", "december", "department", "director", "embassy", "eu", "experts", "facebook",
    "fbi", "february", "federation", "force", "forces", "foundation", "fund", "government", "governor", "he",
    "hospital", "i", "inc", "institute", "investigators", "it", "january", "judge", "july", "june", "kremlin",
    "march", "may", "mayor", "minister", "ministry", "mr", "mrs", "ms", "nato", "navy", "neither", "no", "none",
    "november", "ntsb", "nypd", "october", "office", "officer", "officials", "organisation", "organization",
    "parliament", "party", "pentagon", "police", "president", "prosecutor", "prosecutors", "red", "reporters",
    "researchers", "senate", "senator", "september", "service", "she", "sheriff", "somebody", "syndicate", "team",
    "that", "these", "they", "this", "those", "twitter", "un", "union", "university", "we", "who", "writers", "you",
];

/// The maximum distance, in bytes, between a copyright notice without a year and the end of the text. A notice further
/// up belongs to a picture.
const FOOT: usize = 200;

/// The automaton that finds all cues in one pass.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(CUES.iter().map(|(words, _)| words))
        .ok()
});

/// Returns the outlet with the most cues in `text`.
pub fn find(text: &str) -> Option<FieldValue<String>> {
    let mut named: Vec<(OutletCandidate<'_>, usize)> = Vec::new();
    for found in find_by_cues(text).chain(find_by_byline(text)) {
        let known = named
            .iter_mut()
            .find(|(known, _)| known.bare() == found.bare());
        match known {
            Some((_, count)) => *count += 1,
            None => named.push((found, 1)),
        }
    }
    // `max_by_key` returns the last of several maxima. With `rev`, the first outlet wins a tie.
    let (found, _) = named.into_iter().rev().max_by_key(|&(_, count)| count)?;
    Some(FieldValue::new(
        found.shown().to_owned(),
        Basis::Text,
        found.words,
    ))
}

/// An outlet's name with the words that it was read from.
struct OutletCandidate<'t> {
    name: &'t str,
    words: &'t str,
}

impl<'t> OutletCandidate<'t> {
    /// Returns the name without "The".
    fn bare(&self) -> &'t str {
        self.name.strip_prefix("The ").unwrap_or(self.name)
    }

    /// Returns the name for display. "The" is dropped if the name consists of initials, as in "BBC".
    fn shown(&self) -> &'t str {
        let initials = !self.bare().contains(char::is_lowercase);
        if initials { self.bare() } else { self.name }
    }
}

/// Returns the outlets that are named next to cues, in order of position.
fn find_by_cues(text: &str) -> impl Iterator<Item = OutletCandidate<'_>> {
    let matches = FINDER.iter().flat_map(move |finder| finder.find_iter(text));
    matches.filter_map(move |found| {
        let (_, sign) = CUES[found.pattern()];
        let start =
            memchr::memrchr(b'\n', &text.as_bytes()[..found.start()]).map_or(0, |at| at + 1);
        let line = text[start..].lines().next()?;
        let dated = line.contains(|c: char| c.is_ascii_digit());
        if matches!(sign, OutletCue::Owns) && !dated && text.len() - found.end() > FOOT {
            return None;
        }
        let named = match_cue(line, sign, found.start() - start, found.end() - start)?;
        is_outlet(named.bare()).then_some(named)
    })
}

/// Returns the outlet named in a byline such as "By Ada Holm for the Gazette".
fn find_by_byline(text: &str) -> Option<OutletCandidate<'_>> {
    let mut top = lines::non_blank(text).take(byline::TOP);
    let line = top
        .find(|line| byline::parse_line(line.text).is_some())?
        .text;
    let (_, outlet) = line.split_once(" for ")?;
    let name = proper_names::first(outlet.strip_prefix("the ").unwrap_or(outlet))?;
    Some(OutletCandidate { name, words: line }).filter(|named| is_outlet(named.bare()))
}

/// Returns the outlet that `line` names next to the cue at `at..end`.
fn match_cue(line: &str, sign: OutletCue, at: usize, end: usize) -> Option<OutletCandidate<'_>> {
    match sign {
        OutletCue::Verifies => before(line, at, end),
        OutletCue::HasAsked if is_alone(line, at) => before(line, at, end),
        OutletCue::Asks | OutletCue::HasAsked => {
            before(line, at, end).filter(|_| says_what_for(&line[end..]))
        }
        OutletCue::IsAsked => possessive(line, at, end),
        OutletCue::Credits => after(
            line,
            at,
            line[end..].strip_prefix("the ").unwrap_or(&line[end..]),
        ),
        OutletCue::Owns => owner(line, at, end),
    }
}

/// Returns the name at the end of the clause before `at`.
fn before(line: &str, at: usize, end: usize) -> Option<OutletCandidate<'_>> {
    let before = line[..at].trim_end();
    let clause = before
        .rsplit([',', '.', ';', ':', '“', '"', '—', '–', '('])
        .next()?;
    let name = proper_names::last(clause)?;
    Some(OutletCandidate {
        name,
        words: &line[before.len() - name.len()..end],
    })
}

/// Returns whether the rest of the sentence states a purpose such as "for comment".
fn says_what_for(rest: &str) -> bool {
    let sentence = rest.split(". ").next().unwrap_or(rest);
    FOR.iter().any(|purpose| sentence.contains(purpose))
}

/// Returns whether a line is one short sentence and the text before `at` is a name.
fn is_alone(line: &str, at: usize) -> bool {
    line.len() <= 120 && !line.contains(". ") && proper_names::is_name(line[..at].trim())
}

/// Returns the name before the possessive 's. Returns `None` if it is separated from the cue by more than one word, or
/// by a word that is not in lower case.
fn possessive(line: &str, at: usize, end: usize) -> Option<OutletCandidate<'_>> {
    let before = &line[..at];
    let marks = ["'s ", "’s "]
        .iter()
        .filter_map(|mark| Some((before.rfind(mark)?, mark.len())));
    let (mark, length) = marks.max()?;
    let mut between = before[mark + length..].split_whitespace();
    let close =
        between.clone().count() < 2 && between.all(|word| word.starts_with(char::is_lowercase));
    let name = proper_names::last(&before[..mark])?;
    close.then_some(OutletCandidate {
        name,
        words: &line[mark - name.len()..end],
    })
}

/// Returns the name at the start of `rest`, which is a suffix of `line`. The words of the candidate start at `at`.
fn after<'t>(line: &'t str, at: usize, rest: &'t str) -> Option<OutletCandidate<'t>> {
    let name = proper_names::first(rest)?;
    Some(OutletCandidate {
        name,
        words: &line[at..line.len() - rest.len() + name.len()],
    })
}

/// Returns the name after a copyright cue, or `None` if no name follows or the cue is not at the start of the line.
fn owner(line: &str, at: usize, end: usize) -> Option<OutletCandidate<'_>> {
    let years = |c: char| c.is_ascii_digit() || " ©,–-".contains(c);
    let rest = line[end..].trim_start_matches(years);
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    line[..at]
        .trim()
        .is_empty()
        .then(|| after(line, at, rest))
        .flatten()
}

fn is_outlet(name: &str) -> bool {
    let known =
        |list: &[&str], name: &str| list.iter().any(|known| known.eq_ignore_ascii_case(name));
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    let agency = name.split('/').any(|part| known(AGENCIES, part));
    name.len() > 1 && !agency && !words.any(|word| known(NO_OUTLETS, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishing_outlet_is_found_in_the_text() {
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
                "He did not respond to a request for comment from the Gazette.",
                "Gazette",
                "to a request for comment from the Gazette",
            ),
            (
                "This article originally appeared in The Voice of Adunn.",
                "The Voice of Adunn",
                "This article originally appeared in The Voice of Adunn",
            ),
            (
                "© 2024 The Harbour Gazette. All rights reserved",
                "The Harbour Gazette",
                "© 2024 The Harbour Gazette",
            ),
            ("© Open Gazette", "Open Gazette", "© Open Gazette"),
            (
                "Herald has contacted A.\nGazette has contacted B.\nThe Gazette has contacted C.",
                "Gazette",
                "Gazette has contacted",
            ),
        ];
        for (text, outlet, words) in rows {
            let found = find(text).map(|found| (found.value, found.words));
            assert_eq!(found, Some((outlet.to_owned(), words.to_owned())), "{text}");
        }
    }

    #[test]
    fn mentions_of_other_outlets_are_ignored() {
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
            "He sent away requests for comment from Holm.",
            "Holm’s office returned requests for comment.",
            "Experts contacted the mayor.",
            "This article was originally published in May 2023.",
            "© Getty Images",
            "© 2024 Gazette/Reuters",
            "© 2024",
            "A request for comment was not answered.",
            "",
        ];
        for text in rows {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
