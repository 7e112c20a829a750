//! Recognises numbers that are part of a name or reference: "Boeing 737", "575 High Road", "page 5".

use super::non_claim::{NonClaim, Reason};
use crate::figure::syntax::digits::{is_plain_digits, is_year_like, number_value};
use crate::figure::syntax::noun::{is_countable, is_verb_of_count, no_noun_at};
use crate::figure::syntax::{Class, Sentence, Token};
use crate::figure::unit;

/// Recognises a number that is part of a name: "Flight 752", "COVID-19", "Boeing 737", "3D".
pub fn name(s: &Sentence, i: usize) -> Option<NonClaim> {
    let named = behind_hyphen(s, i)
        || behind_letters(s, i)
        || glued_letters(s, i)
        || hyphened_letter(s, i)
        || programme(s, i)
        || road(s, i)
        || jersey(s, i)
        || section(s, i)
        || titled(s, i)
        || after_capital(s, i)
        || model(s, i)
        || listed(s, i)
        || later_version(s, i)
        || resolution(s, i);
    named.then(|| NonClaim::new(Reason::Name, name_end(s, i)))
}

/// Returns whether a hyphen joins the number to a name before it: "COVID-19", but not "now-18" or "first-100".
fn behind_hyphen(s: &Sentence, i: usize) -> bool {
    let hyphen = s.touches_previous(i)
        && s.before(i).is_some_and(|t| {
            t.touches_previous && t.is_dash() && !t.is_sign('—') && !t.is_sign('–')
        });
    let other = [Class::AmountPrefix, Class::Speech, Class::Ordinal];
    hyphen
        && i >= 2
        && s.get(i - 2)
            .is_some_and(|t| t.is_word() && !other.iter().any(|&class| t.is(class)))
}

/// Returns whether letters other than a currency code or nation come directly before the number: "G20".
fn behind_letters(s: &Sentence, i: usize) -> bool {
    s.touches_previous(i)
        && s.before(i)
            .is_some_and(|t| t.is_word() && !t.is(Class::Code) && !t.is(Class::Nation))
}

/// Returns whether a phrase from `tables/names.txt` before the number makes it part of a name: "Flight 752", "page 5".
fn listed(s: &Sentence, i: usize) -> bool {
    if s.touches_previous(i) && !s.any_before(i, &["."]) {
        return false;
    }
    let Some((len, ())) = s.lexicon.names.before(&s.tokens, i) else {
        return false;
    };
    let capital = s.get(i - len).is_some_and(|t| t.capital);
    let plain = is_plain_digits(s, i) || is_section(s, i);
    let counted = is_countable(s, i + 1) || !capital && is_subject(s, i - len, i);
    // A capital at the start of a sentence does not indicate a name.
    let upper = capital && !(i == len && len == 1) || plain && !counted;
    let amount = counted && !(upper && capital && plain && i > len);
    let version = is_version(s, i)
        && s.slice(i - len, i - 1)
            .bytes()
            .any(|b| b.is_ascii_uppercase());
    upper && !amount && !s.word(i).contains(',') && (version || unit::after(s, i).is_none())
}

/// Returns whether the number at `i` is the subject of the verb after it and does not belong to the noun at `head`: "in
/// the week of the war 300 died". The noun is then complete, because a word such as "the" comes before it.
fn is_subject(s: &Sentence, head: usize, i: usize) -> bool {
    let opens = [
        Class::Determiner,
        Class::Possessive,
        Class::Ordinal,
        Class::Adjective,
    ];
    is_verb_of_count(s, i + 1) && opens.iter().any(|&class| s.is_before(head, class))
}

/// Returns whether the number at `i` is that of a section with a dot: "section 4.2", "version 2.5".
fn is_section(s: &Sentence, i: usize) -> bool {
    let heads = [
        "section",
        "article",
        "chapter",
        "paragraph",
        "clause",
        "rule",
        "part",
        "figure",
        "fig",
        "table",
        "appendix",
        "annex",
        "item",
        "version",
        "sec",
        "§",
    ];
    let digits = |part: &str| {
        part.len() <= 2 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
    };
    let dotted = s.word(i).split_once('.');
    s.any_before(i, &heads) && dotted.is_some_and(|(whole, part)| digits(whole) && digits(part))
}

/// Returns whether the number at `i` and the letter directly after it can be a version: "11g" in "Oracle 11g".
fn is_version(s: &Sentence, i: usize) -> bool {
    let letter = s
        .get(i + 1)
        .is_some_and(|t| t.is_word() && t.end - t.start == 1);
    is_plain_digits(s, i) && letter && s.touches_previous(i + 1)
}

/// The maximum number of versions in a list.
const MOST_VERSIONS: usize = 5;

/// Returns whether the number is a later version in a list: "12c" in "Oracle 11g and 12c".
fn later_version(s: &Sentence, i: usize) -> bool {
    let mut at = i;
    for _ in 1..MOST_VERSIONS {
        let Some(before) = at.checked_sub(3) else {
            return false;
        };
        if !(is_version(s, at) && is_version(s, before) && s.any(at - 1, &["and", "or", ","])) {
            return false;
        }
        if listed(s, before) {
            return true;
        }
        at = before;
    }
    false
}

/// Returns whether the number is the resolution of a screen: "4K sets", "in 4K".
fn resolution(s: &Sentence, i: usize) -> bool {
    let screens = [
        "tv",
        "tvs",
        "television",
        "televisions",
        "set",
        "sets",
        "video",
        "videos",
        "display",
        "displays",
        "screen",
        "screens",
        "resolution",
        "camera",
        "cameras",
        "monitor",
        "monitors",
        "footage",
        "uhd",
        "hd",
        "hdr",
        "ultra",
        "blu",
        "streaming",
    ];
    let named = s.any(i + 1, &screens) || s.any_before(i, &["in"]) && no_noun_at(s, i + 1);
    s.any(i, &["4k", "8k"]) && named
}

/// Returns whether letters that are not a unit directly follow the digits: "3D".
fn glued_letters(s: &Sentence, i: usize) -> bool {
    let next = i + 1;
    s.touches_previous(next)
        && is_plain_digits(s, i)
        && s.get(next).is_some_and(Token::is_word)
        && !s.any(next, &["'s", "’s", "s", "x"])
        && (s.lexicon.units.at(&s.tokens, next).is_none() || is_generation(s, i))
        && !s.dash(next)
}

/// Returns whether the number is that of a generation of mobile networks: "5G".
fn is_generation(s: &Sentence, i: usize) -> bool {
    s.word(i + 1) == "G" && number_value(s, i).is_some_and(|value| (1.0..=7.0).contains(&value))
}

/// Returns whether a hyphen joins the number to a single capital letter: "3-D", "4-A".
fn hyphened_letter(s: &Sentence, i: usize) -> bool {
    let hyphen = s.dash(i + 1) && s.touches_previous(i + 1) && s.touches_previous(i + 2);
    let letter = s
        .get(i + 2)
        .is_some_and(|t| t.is_word() && t.capital && t.end - t.start == 1);
    hyphen && letter && is_plain_digits(s, i)
}

/// Returns whether the number is part of a programme title: "60 Minutes". In such a title, the unit of time is
/// capitalised although other words near it are not.
fn programme(s: &Sentence, i: usize) -> bool {
    let capital = s.get(i + 1).is_some_and(|t| t.capital && t.is(Class::Time));
    capital && is_plain_digits(s, i) && i > 0 && amid(s, i)
}

/// Returns whether the number is a house number: "575 High Road".
fn road(s: &Sentence, i: usize) -> bool {
    let capital = |at: usize| s.get(at).is_some_and(|t| t.capital && t.is_word());
    is_plain_digits(s, i)
        && s.word(i).len() <= 5
        && capital(i + 1)
        && (i + 2..i + 6)
            .take_while(|&at| capital(at) || s.sign(at, '.'))
            .any(|at| s.is(at, Class::Road))
}

/// Returns whether the number is a player's shirt number: "quarterback Smith (4)".
fn jersey(s: &Sentence, i: usize) -> bool {
    let named = i >= 2
        && s.get(i - 2)
            .is_some_and(|t| t.capital && t.is_word() && !t.is(Class::Nation));
    named
        && s.sign(i - 1, '(')
        && s.sign(i + 1, ')')
        && is_plain_digits(s, i)
        && s.word(i).len() <= 2
}

/// Returns whether the number is a section number with a subsection after it, as in a law: "501(c)(3)".
fn section(s: &Sentence, i: usize) -> bool {
    is_plain_digits(s, i) && part_end(s, i).is_some()
}

/// Returns the last token of a bracketed letter or digit directly after the token at `i`: "(c)", "(3)".
fn part_end(s: &Sentence, i: usize) -> Option<usize> {
    let touches = (i + 1..=i + 3).all(|at| s.touches_previous(at));
    let one = s.get(i + 2).is_some_and(|t| t.end - t.start == 1);
    let letter = s.get(i + 2).is_some_and(Token::is_word) || s.sign(i, ')');
    (touches && one && letter && s.sign(i + 1, '(') && s.sign(i + 3, ')')).then_some(i + 3)
}

/// Returns whether a capitalised number word is part of a name: "from Sixteen Thirty Fund".
fn titled(s: &Sentence, i: usize) -> bool {
    let capital = |at: usize| {
        s.get(at)
            .is_some_and(|t| t.capital && !t.is(Class::Nation) && !t.is_number())
            || s.get(at).is_some_and(|t| t.capital && t.is_number()) && !s.any(at, &["one"])
    };
    let small = |at: usize| s.get(at).is_some_and(|t| t.is_word() && !t.capital);
    let word = s.word(i).bytes().all(|b| b.is_ascii_alphabetic());
    // The number word can also end the name: "the Gang of Eight".
    let of =
        i > 2 && s.any(i - 1, &["of"]) && s.get(i - 2).is_some_and(|t| t.capital && t.is_word());
    i > 1 && word && capital(i) && (capital(i + 1) && small(i - 1) || of) && amid(s, i)
}

/// Returns whether at least two of the longer words near the number are in lower case. If they are not, the text may be
/// a headline, in which a capital does not indicate a name.
fn amid(s: &Sentence, i: usize) -> bool {
    let small =
        |at: &usize| s.get(*at).is_some_and(|t| t.is_word() && !t.capital) && s.word(*at).len() > 4;
    let near = i.saturating_sub(8)..(i + 9).min(s.tokens.len());
    near.filter(small).take(2).count() == 2
}

/// Classes of words that do not form a name with the number after them, even when capitalised.
const NO_NAMES: [Class; 13] = [
    Class::Month,
    Class::Weekday,
    Class::Determiner,
    Class::Preposition,
    Class::Conjunction,
    Class::Auxiliary,
    Class::Pronoun,
    Class::Verb,
    Class::Speech,
    Class::Measure,
    Class::Code,
    Class::Unit,
    Class::Adjective,
];

/// Returns whether the number ends a name: "Galaxy 9", "ISO 3888", "Kick Six".
fn after_capital(s: &Sentence, i: usize) -> bool {
    if !name_before(s, i) {
        return false;
    }
    let measured = s.sign(i + 1, '%')
        || unit::after(s, i).is_some()
        || s.dash(i + 1) && s.get(i + 2).is_some_and(Token::is_word);
    // In "Smith, 42,", the number is an age.
    let age = s.sign(i + 1, ',') && s.sign(i - 1, ',');
    if measured || age {
        return false;
    }
    let digits = is_plain_digits(s, i) && s.word(i).len() <= 4 && !is_year_like(s, i);
    // A version number also ends a name: "Firefox 2.0 users".
    let version = s.word(i).len() == 3 && s.word(i).ends_with(".0");
    let word = i > 1
        && s.get(i).is_some_and(|t| t.capital)
        && s.word(i).bytes().all(|b| b.is_ascii_alphabetic());
    digits && name_closes(s, i + 1) || version || word
}

/// Returns whether the word before the number is capitalised and can belong to a name.
fn name_before(s: &Sentence, i: usize) -> bool {
    let word = s.word_before(i);
    s.before(i).is_some_and(|t| {
        t.is_word()
            && t.capital
            && !t.is(Class::Nation)
            && !NO_NAMES.iter().any(|&class| t.is(class))
    }) && !word.ends_with("ly")
        && !word.ends_with("ed")
        && s.lexicon.bounds_before.before(&s.tokens, i).is_none()
        && s.lexicon.scopes_before.before(&s.tokens, i).is_none()
}

/// Returns whether the token at `i`, which follows a name, cannot start a counted noun.
fn name_closes(s: &Sentence, i: usize) -> bool {
    s.get(i).is_none_or(|t| {
        !t.is_word()
            || t.capital
            || t.is(Class::Auxiliary)
            || t.is(Class::Preposition)
            || t.is(Class::Conjunction)
            || t.is(Class::Determiner)
            || s.any(i, &["'s", "’s"])
    })
}

/// Returns whether the number alone is the name of a model: "the 707 was", "the 747 in".
fn model(s: &Sentence, i: usize) -> bool {
    let open = s.get(i + 1).is_none_or(|t| {
        t.is(Class::Auxiliary)
            || t.is(Class::Preposition) && !s.any(i + 1, &["of"])
            || s.any(i + 1, &["involved"])
    });
    s.any_before(i, &["the", "a"]) && is_plain_digits(s, i) && s.word(i).len() == 3 && open
}

/// Returns the last token of the number at `i` in a name, including attached hyphens, letters and subsections:
/// "747-400ER", "501(c)(3)".
pub fn name_end(s: &Sentence, i: usize) -> usize {
    let mut last = i;
    while let Some(end) = part_end(s, last).filter(|&end| end < i + 12) {
        last = end;
    }
    while s.touches_previous(last + 1)
        && s.get(last + 1).is_some_and(|t| {
            t.is_word() || t.is_number() || t.is_dash() && s.touches_previous(last + 2)
        })
        && last < i + 6
    {
        last += 1;
    }
    last
}
