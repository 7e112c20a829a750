//! Finds proper names in running text: capitalised words, which may be joined by small words such as "of".

/// Words that can start a sentence directly before a name.
const OPENERS: &[&str] = &[
    "After", "Although", "And", "As", "But", "However", "Since", "Though", "When", "While", "Yet",
];

/// Returns the name at the start of `text`, up to the first punctuation mark, or `None` if there is no name.
pub fn first(text: &str) -> Option<&str> {
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        let whole = word.trim_end();
        let bare = whole.trim_end_matches(['.', ',', ';', ')', '”', '"', '*']);
        if !(is_capital(bare) || (end > 0 && is_link(bare))) {
            break;
        }
        let initials = is_initials(bare) && &whole[bare.len()..] == ".";
        if bare.len() < whole.len() && !initials {
            end += bare.len();
            break;
        }
        end += word.len();
    }
    Some(text[..end].trim_end()).filter(|name| is_name(name))
}

/// Returns the name at the end of `text`, or `None` if there is no name. A word such as "But" that only starts the
/// sentence is not part of the name.
pub fn last(text: &str) -> Option<&str> {
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
    Some(name).filter(|name| is_name(name))
}

/// Returns whether `text` is a name: up to five words, the first and last of which are capitalised.
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends = words.first().zip(words.last());
    words.len() <= 5
        && ends.is_some_and(|(first, last)| is_capital(first) && is_capital(last))
        && words.iter().all(|word| is_capital(word) || is_link(word))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Returns whether a word consists of initials without the last full stop, as in "L.A".
fn is_initials(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
}

/// Returns whether `word` can join the words of a name.
fn is_link(word: &str) -> bool {
    ["of", "the", "and", "&", "for"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proper_names_are_found_at_start_and_end() {
        let rows = [
            (
                "The Voice of Adunn. It rained",
                Some("The Voice of Adunn"),
                None,
            ),
            (
                "Signal & Standard",
                Some("Signal & Standard"),
                Some("Signal & Standard"),
            ),
            ("L.A. Gazette, which said", Some("L.A. Gazette"), None),
            ("gazette.example", None, None),
            ("Gazette.example. It rained", Some("Gazette.example"), None),
            ("Gazette, which said", Some("Gazette"), None),
            ("she asked the Gazette", None, Some("Gazette")),
            ("But Gazette", Some("But Gazette"), Some("Gazette")),
            ("the end", None, None),
            ("", None, None),
        ];
        for (text, at_start, at_end) in rows {
            assert_eq!((first(text), last(text)), (at_start, at_end), "{text}");
        }
    }
}
