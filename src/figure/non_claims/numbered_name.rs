//! Recognises well-known names that contain a number: "50 Cent", "France 24".

use std::collections::HashMap;
use std::sync::LazyLock;

use super::non_claim::{NonClaim, Reason};
use crate::figure::number_parser;
use crate::figure::syntax::noun::is_countable;
use crate::figure::syntax::{Sentence, table};

const NUMBERED_NAMES: &str = include_str!("../tables/numbered_names.txt");

/// The text before and after the number of a name.
type NameParts = (&'static str, &'static str);

/// The names, by the text of their first number.
static NAMES: LazyLock<HashMap<&'static str, Vec<NameParts>>> = LazyLock::new(|| {
    let mut names: HashMap<_, Vec<NameParts>> = HashMap::new();
    for name in table::rows(NUMBERED_NAMES).flat_map(|(_, items)| items) {
        let number = |(at, _): (usize, char)| Some((at, number_parser::read(name, at)?.end));
        if let Some((start, end)) = name.char_indices().find_map(number) {
            let parts = (&name[..start], &name[end..]);
            names.entry(&name[start..end]).or_default().push(parts);
        }
    }
    names
});

/// Recognises a name from `tables/numbered_names.txt` whose first number is at `i`.
pub fn numbered_name(s: &Sentence, i: usize) -> Option<NonClaim> {
    let token = s.get(i)?;
    let (before, after) = (&s.text[..token.start], &s.text[token.end..s.end]);
    let goes_on = |c: char| c.is_alphanumeric();
    // In "3M homes", the number is a count.
    let counts = is_countable(s, i + 1);
    let fits = |(head, tail): &&NameParts| {
        !(counts && head.is_empty() && tail.is_empty())
            && before
                .strip_suffix(head)
                .is_some_and(|rest| !rest.ends_with(goes_on))
            && after
                .strip_prefix(tail)
                .is_some_and(|rest| !rest.starts_with(goes_on))
    };
    let names = NAMES.get(s.word(i))?.iter().filter(fits);
    let tail = names.map(|(_, tail)| tail.len()).max()?;
    let inside = s.tokens[i..]
        .iter()
        .take_while(|t| t.start < token.end + tail);
    Some(NonClaim::new(Reason::Name, i + inside.count().max(1) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_contains_a_number() {
        let listed = table::rows(NUMBERED_NAMES)
            .flat_map(|(_, items)| items)
            .count();
        let read: usize = NAMES.values().map(Vec::len).sum();
        assert_eq!(read, listed);
    }
}
