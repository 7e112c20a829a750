//! Finds appositions of a role and a person: "Jane Doe, the defence minister, said".

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;

use super::name_words;
use super::offices::OFFICE;
use super::person_name::{NO_PERSON, is_person};
use crate::figure::syntax::suffix::is_past_participle;
use crate::figure::syntax::{Class, Sentence, Token, spans};

/// The maximum length of a person's name, in tokens.
const LONGEST: usize = 8;

/// The maximum length of a name, in bytes. Longer names are ignored.
const LONGEST_NAME: usize = 200;

/// The people named next to a role.
#[derive(Debug, Default)]
struct Holders<'t> {
    people: Vec<&'t str>,
    /// People named next to a longer form of the role. After "Ohio senator John Doe", "the senator" may mean John Doe
    /// or another senator.
    rivals: Vec<&'t str>,
    /// Whether the role may also refer to a person who is not named: "a spokesman said".
    open: bool,
}

/// A role and the person who holds it, each as an index into a list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Apposition {
    /// The index of the role's name.
    pub role: usize,
    /// The index of the person's name.
    pub person: usize,
}

/// Pairs each role in `names` with the person in `names` who is mentioned next to it in `text`. Roles with more than
/// one possible holder are left out. The pairs are sorted.
pub fn appositions(text: &str, names: &[&str]) -> Vec<Apposition> {
    let short = |i: &usize| names[*i].len() <= LONGEST_NAME;
    let roles: Vec<usize> = (0..names.len())
        .filter(short)
        .filter(|&i| is_role(names[i]))
        .collect();
    let people: FxHashMap<&str, usize> = (0..names.len())
        .filter(short)
        .filter(|&i| is_person(&name_words::words(names[i])) && !is_role(names[i]))
        .map(|i| (names[i], i))
        .collect();
    if roles.is_empty() || people.is_empty() {
        return Vec::new();
    }
    let held = holders(text, &roles, names);
    let mut found: Vec<Apposition> = roles
        .iter()
        .zip(&held)
        .filter_map(|(&role, holders)| {
            let person = only_holder(holders, &people)?;
            Some(Apposition { role, person })
        })
        .collect();
    found.sort_unstable();
    found
}

/// Returns whether a name is a role. Its last word, or the last word before "of", "for", "at" or "in", must be an
/// office.
fn is_role(name: &str) -> bool {
    let words = name_words::words(name);
    let link = |text: &str| matches!(text, "of" | "for" | "at" | "in");
    let end = words.iter().position(|word| link(&word.text));
    let head = end.unwrap_or(words.len()).checked_sub(1);
    head.is_some_and(|head| OFFICE.role.contains(words[head].text.as_str()))
}

/// Returns the index of the person who holds a role, or `None` if there is not exactly one such person. "Doe" and "John
/// Doe" count as one person. If `people` contains both names, the index is that of the longer name.
fn only_holder(holders: &Holders, people: &FxHashMap<&str, usize>) -> Option<usize> {
    let longest = holders.people.iter().max_by_key(|name| name.len())?;
    let same = |name: &&str| {
        name == longest || !name.contains(' ') && longest.rsplit(' ').next() == Some(*name)
    };
    if holders.open || !holders.people.iter().chain(&holders.rivals).all(same) {
        return None;
    }
    let named = holders
        .people
        .iter()
        .filter(|name| people.contains_key(*name));
    named.max_by_key(|name| name.len()).map(|name| people[name])
}

/// Finds the people named next to each role.
fn holders<'t>(text: &'t str, roles: &[usize], names: &[&str]) -> Vec<Holders<'t>> {
    let mut held: Vec<Holders> = roles.iter().map(|_| Holders::default()).collect();
    let Ok(finder) = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(roles.iter().map(|&i| names[i]))
    else {
        return held;
    };
    let mut found: Vec<(usize, usize, usize)> = finder
        .find_overlapping_iter(text)
        .map(|m| (m.start(), m.end(), m.pattern().as_usize()))
        .collect();
    found.sort_unstable();
    let mut found = found.into_iter().peekable();
    for span in spans(text) {
        while found.next_if(|&(start, ..)| start < span.start).is_some() {}
        if found.peek().is_none_or(|&(start, ..)| start >= span.end) {
            continue;
        }
        let s = Sentence::read(text, span);
        while let Some((start, end, role)) = found.next_if(|&(start, ..)| start < span.end) {
            let first = s.tokens.binary_search_by_key(&start, |t| t.start);
            let last = s.tokens.binary_search_by_key(&end, |t| t.end);
            if let (Ok(first), Ok(last)) = (first, last)
                && first <= last
            {
                beside(&s, first, last, &mut held[role]);
            }
        }
    }
    held
}

/// A role with any nation and determiner before it.
struct RolePhrase {
    /// The first token of the phrase.
    first: usize,
    /// Whether the role follows a nation that is not part of the role's name.
    nation: bool,
    /// Whether the determiner introduces a new person: "a spokesman".
    indefinite: bool,
}

/// Adds to `holders` the people named next to the role at the tokens `first..=last`.
fn beside<'t>(s: &Sentence<'t>, first: usize, last: usize, holders: &mut Holders<'t>) {
    let directly = forward(s, last + 1);
    let Some(head) = head(s, first) else {
        let rival = directly.filter(|_| first > 0 && place(s, first - 1));
        holders.rivals.extend(rival.map(|(name, _)| name));
        return;
    };
    let before = before(s, &head, last);
    let behind = behind(s, &head, last);
    if directly.is_none() && before.is_none() && behind.is_none() {
        let said = s.is(last + 1, Class::Speech)
            || s.is_before(head.first, Class::Speech)
            || s.any_before(head.first, &["to"]);
        holders.open |= head.indefinite && said;
        return;
    }
    // In "Russia's president, John Doe", the role is only "president", which may also refer to another person.
    holders.open |= head.nation && first == last;
    let found = [directly.map(|(name, _)| name), before, behind];
    holders.people.extend(found.into_iter().flatten());
}

/// Returns the role that starts at `first`, with any nation and determiner before it. Returns `None` if the role is
/// part of a longer one.
fn head(s: &Sentence, first: usize) -> Option<RolePhrase> {
    let mut head = RolePhrase {
        first,
        nation: false,
        indefinite: false,
    };
    let mut end = first;
    let owned = s.is_before(end, Class::Possessive);
    if owned {
        end -= 1;
    }
    match s.lexicon.nations.before(&s.tokens, end) {
        Some((len, _)) if end > 0 && s.tokens[end - len].capital => {
            head.nation = true;
            head.first = end - len;
        }
        _ if owned => return None,
        _ => {}
    }
    if s.is_before(head.first, Class::Determiner) {
        head.first -= 1;
        let determiner = s.word(head.first).to_lowercase();
        head.indefinite = OFFICE.indefinite.contains(determiner.as_str());
        return Some(head);
    }
    let opens = Class::Preposition.bit()
        | Class::Conjunction.bit()
        | Class::Auxiliary.bit()
        | Class::Verb.bit()
        | Class::Speech.bit();
    let open = |t: &Token| !t.is_word() && !t.is_number() && !t.is_dash() || t.classes & opens != 0;
    let verb =
        || head.first > 0 && is_past_participle(s, head.first - 1) && !capital(s, head.first - 1);
    (s.before(head.first).is_none_or(open) || verb()).then_some(head)
}

/// Returns whether the word at `i`, directly before a role, names a place: "Ohio senator". Words such as "vice" belong
/// to the role instead.
fn place(s: &Sentence, i: usize) -> bool {
    let title = || {
        OFFICE
            .before_title
            .contains(s.word(i).to_lowercase().as_str())
    };
    capital(s, i) && !s.is(i, Class::Title) && !title()
}

/// Returns the person named before the role: "John Doe, the minister, said", "Doe (the minister)".
fn before<'t>(s: &Sentence<'t>, head: &RolePhrase, last: usize) -> Option<&'t str> {
    let sign = head.first.checked_sub(1)?;
    let closed = if s.sign(sign, '(') {
        s.sign(last + 1, ')')
    } else {
        s.sign(sign, ',') && closes(s, last + 1)
    };
    if !closed {
        return None;
    }
    let (name, first) = backward(s, sign)?;
    // These are not appositions: "According to Doe, the minister", "In Doe, the minister", "Roe, Doe, the minister".
    let other = s.is_before(first, Class::Preposition)
        || s.is_before(first, Class::Determiner)
        || first > 1 && s.sign(first - 1, ',') && capital(s, first - 2)
        || s.is_before(first, Class::Possessive);
    (!other).then_some(name)
}

/// Returns the person named after the role: "the minister, John Doe, said", "the minister (John Doe)".
fn behind<'t>(s: &Sentence<'t>, head: &RolePhrase, last: usize) -> Option<&'t str> {
    // In "John Doe, the minister, Jane Roe", the role may belong to either person.
    let comma = head.first.checked_sub(1).filter(|&sign| s.sign(sign, ','));
    if comma.is_some_and(|comma| backward(s, comma).is_some()) {
        return None;
    }
    let (name, end) = forward(s, last + 2)?;
    let closed = if s.sign(last + 1, '(') {
        s.sign(end, ')')
    } else {
        s.sign(last + 1, ',') && closes(s, end)
    };
    closed.then_some(name)
}

/// Returns whether an apposition ends before the token `i`. It does not end there if the rest of a list follows.
fn closes(s: &Sentence, i: usize) -> bool {
    let ends = s.get(i).is_none() || s.sign(i, '.') || s.sign(i, ';') || s.sign(i, ',');
    let list = s.any(i + 1, &["and", "or", "nor", "&"]) || s.sign(i, ',') && capital(s, i + 1);
    ends && !list
}

fn capital(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(|t| t.capital && t.is_word())
}

/// Returns whether the token at `i` is part of a person's name.
fn part(s: &Sentence, i: usize) -> bool {
    let name = capital(s, i) && s.tokens[i].classes & (NO_PERSON | Class::Title.bit()) == 0;
    let particle = || {
        s.get(i).is_some_and(Token::is_word)
            && !s.any(i, &["of"])
            && OFFICE.particle.contains(s.word(i).to_lowercase().as_str())
    };
    name || particle() || joint(s, i)
}

/// Returns whether the token at `i` is a hyphen within a name or the dot of an initial.
fn joint(s: &Sentence, i: usize) -> bool {
    let initial = || {
        s.sign(i, '.') && s.word_before(i).len() == 1 && s.get(i + 1).is_some_and(Token::is_word)
    };
    s.touches_previous(i) && (initial() || s.dash(i) && s.touches_previous(i + 1))
}

/// Returns the person's name at `from`, without titles, and the index of the token after it.
fn forward<'t>(s: &Sentence<'t>, mut from: usize) -> Option<(&'t str, usize)> {
    let title = |i: usize| s.is(i, Class::Title) && capital(s, i);
    while title(from) || s.sign(from, '.') && title(from.wrapping_sub(1)) {
        from += 1;
    }
    let end = (from..from + LONGEST).find(|&i| !part(s, i))?;
    let name = name(s, from, end)?;
    let institution = Class::Institution.bit() | Class::Agent.bit() | Class::Nation.bit();
    let more = s
        .get(end)
        .is_some_and(|t| t.capital && t.classes & institution != 0);
    (!more).then_some((name, end))
}

/// Returns the person's name that ends before `end`, without titles, and the index of its first token.
fn backward<'t>(s: &Sentence<'t>, end: usize) -> Option<(&'t str, usize)> {
    let from = end.saturating_sub(LONGEST);
    let first = (from..end).rev().take_while(|&i| part(s, i)).last()?;
    Some((name(s, first, end)?, first))
}

/// Returns the text of the tokens `first..end`, or `None` if it is not a person's name. A single word in capitals, such
/// as "USTR", does not count as a name.
fn name<'t>(s: &Sentence<'t>, first: usize, end: usize) -> Option<&'t str> {
    let name = s.slice(first, end.checked_sub(1).filter(|&last| last >= first)?);
    let short = first + 1 == end && !name.chars().any(char::is_lowercase);
    (!short && is_person(&name_words::words(name))).then_some(name)
}
