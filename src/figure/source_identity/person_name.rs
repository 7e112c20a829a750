//! Recognises people's names and the titles before them.

use super::name_words::NameWord;
use super::nation_name;
use super::offices::OFFICE;
use crate::figure::syntax::{Class, Classes, LEXICON};

/// Classes of words that cannot be part of a person's name.
pub const NO_PERSON: Classes = Class::Institution.bit()
    | Class::Nation.bit()
    | Class::Agent.bit()
    | Class::Group.bit()
    | Class::Publication.bit()
    | Class::Weekday.bit()
    | Class::Preposition.bit()
    | Class::Determiner.bit()
    | Class::Conjunction.bit();

/// The maximum length of a person's name, in words.
const LONGEST: usize = 6;

/// Returns whether `words` look like a person's name. Except for particles such as "van", each word must be capitalised
/// and must not belong to any class in [`NO_PERSON`].
pub fn is_person(words: &[NameWord]) -> bool {
    let part = |word: &NameWord| {
        let name = word.capital && LEXICON.look_up(&word.text).1 & NO_PERSON == 0;
        let letters = word.text.chars().all(|c| c.is_alphabetic() || c == '.');
        letters && (name || OFFICE.particle.contains(word.text.as_str()))
    };
    (1..=LONGEST).contains(&words.len())
        && words.iter().all(part)
        && words.last().is_some_and(|word| word.capital)
        && words[0].text != "of"
}

/// Returns the number of title words before a person's name, or 0 if no person's name follows them.
pub fn title_count(words: &[NameWord]) -> usize {
    let mut after = 0;
    let mut long = false;
    let mut i = 0;
    let office = |i: usize| {
        words
            .get(i)
            .is_some_and(|word| OFFICE.before_title.contains(word.text.as_str()))
    };
    while let Some(word) = words.get(i).map(|word| word.text.as_str()) {
        let second = i > 0 && OFFICE.second_title.contains(word);
        let high = OFFICE.long_title.contains(word);
        if OFFICE.title.contains(word) || second || high {
            long = high && !second;
            after = i + 1;
        } else if i == after && i > 0 && word == "of" && office(i + 1) {
            // A title can contain "of": "Secretary of State John Doe".
            i += 1;
            after = i + 1;
        } else if !OFFICE.before_title.contains(word) && nation_name::owner(&words[i..=i]).is_none()
        {
            break;
        }
        i += 1;
    }
    let name = &words[after..];
    let enough = if long { 2 } else { 1 };
    if name.len() >= enough && is_person(name) {
        after
    } else {
        0
    }
}
