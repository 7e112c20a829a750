//! Finds people named in a sentence. Pronouns and offices in the next sentence may refer to them.

use crate::figure::syntax::{Class, Classes, Sentence};

/// Classes of words that are not part of a person's name, even when capitalised.
const NO_NAME: Classes = Class::Month.bit()
    | Class::Weekday.bit()
    | Class::Determiner.bit()
    | Class::Preposition.bit()
    | Class::Nation.bit()
    | Class::Institution.bit()
    | Class::Title.bit();

/// Classes of words that are not part of the name after an office. The list is shorter than [`NO_NAME`], because a
/// capitalised word after an office is more likely to be a name.
const NO_NAME_BEHIND: Classes = Class::Title.bit() | Class::Nation.bit() | Class::Speech.bit();

/// Returns the name of the first person in the sentence. Single-word names are ignored.
pub fn first_person<'t>(s: &Sentence<'t>) -> Option<&'t str> {
    name(s, 0, s.tokens.len(), NO_NAME)
}

/// Returns the person named after the last "spokesman" or similar word: "Defence Ministry Spokesman John Doe", "the
/// spokesman, Maj. Gen. John Doe".
pub fn spokesman<'t>(s: &Sentence<'t>) -> Option<&'t str> {
    let office = (0..s.tokens.len())
        .rev()
        .find(|&i| s.is(i, Class::Spokesman))?;
    name(s, office + 1, office + 7, NO_NAME_BEHIND)
}

/// Returns the first run of two to four capitalised words that starts in `from..to` and contains no word of the classes
/// `not`.
fn name<'t>(s: &Sentence<'t>, from: usize, to: usize, not: Classes) -> Option<&'t str> {
    let part = |i: usize| {
        let named = s
            .get(i)
            .is_some_and(|t| t.capital && t.is_word() && t.classes & not == 0);
        named && s.word(i) != "I"
    };
    let first = (from..to).find(|&i| part(i) && part(i + 1))?;
    let last = (first + 1..first + 4).take_while(|&i| part(i)).last()?;
    Some(s.slice(first, last))
}
