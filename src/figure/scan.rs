//! Finds the sentences that may hold a number, at the speed at which bytes are read.

use std::sync::LazyLock;

use super::{numeral, table};

/// The words by their first three letters: for each three the place of its list, 0 where no word begins so.
struct Starts {
    places: Box<[u8; 1 << 15]>,
    lists: Vec<Vec<&'static [u8]>>,
}

static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let mut starts = Starts {
        places: Box::new([0; 1 << 15]),
        lists: vec![Vec::new()],
    };
    for word in words() {
        let place = &mut starts.places[key(word.as_bytes())];
        if *place == 0 {
            *place = starts.lists.len() as u8;
            starts.lists.push(Vec::new());
        }
        let list = &mut starts.lists[usize::from(*place)];
        if !list.iter().any(|known| covers(known, word.as_bytes())) {
            list.push(word.as_bytes());
        }
    }
    starts
});

/// Words that a number can begin with, or that are one, the shortest first.
fn words() -> Vec<&'static str> {
    let amounts = table::rows(include_str!("tables/amounts.txt")).flat_map(|(_, items)| items);
    let mut words: Vec<_> = numeral::small_words().chain(amounts).collect();
    words.push("couple");
    words.retain(|word| word.len() >= 3);
    words.sort_by_key(|word| word.len());
    words
}

/// Whether what begins with `word` is found by `known` already.
fn covers(known: &[u8], word: &[u8]) -> bool {
    known == word || known.len() > 3 && word.starts_with(known)
}

/// Five bits of each of the first three letters, upper or lower.
fn key(word: &[u8]) -> usize {
    usize::from(word[0] & 31) << 10 | usize::from(word[1] & 31) << 5 | usize::from(word[2] & 31)
}

/// Whether `text` may hold a number: a digit, or a number word at the start of a word.
pub fn may_hold_number(text: &str) -> bool {
    let starts = &*STARTS;
    let bytes = text.as_bytes();
    let mut inside = false;
    for (i, &byte) in bytes.iter().enumerate() {
        let letter = byte.is_ascii_alphabetic();
        if letter && !inside {
            let rest = &bytes[i..];
            let place = if rest.len() < 3 {
                0
            } else {
                starts.places[key(rest)]
            };
            if place != 0 && begins_number(rest, &starts.lists[usize::from(place)]) {
                return true;
            }
        } else if byte.is_ascii_digit()
            || byte == 0xc2 && matches!(bytes.get(i + 1), Some(0xbc..=0xbe))
            || byte == 0xe2 && bytes.get(i + 1) == Some(&0x85)
        {
            return true;
        }
        inside = letter;
    }
    false
}

/// Whether one of the words stands at the start of `rest`; the shortest must end there or in "fold".
fn begins_number(rest: &[u8], words: &[&[u8]]) -> bool {
    let begins = |rest: &[u8], word: &[u8]| {
        rest.get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    words.iter().any(|word| {
        begins(rest, word)
            && (word.len() > 3
                || !rest.get(3).is_some_and(u8::is_ascii_alphabetic)
                || begins(&rest[3..], b"fold"))
    })
}

#[cfg(test)]
mod tests {
    use super::may_hold_number;

    #[test]
    fn sees_digits_and_number_words() {
        for text in [
            "at 5",
            "Seven men",
            "a half-million",
            "the dozens",
            "¼ cup",
            "⅚ of it",
            "x-ninety",
            "Fourteen",
            "tenfold",
            "a twentieth of it",
            "her seventies",
            "a couple of days",
        ] {
            assert!(may_hold_number(text), "{text}");
        }
        for text in [
            "",
            "no men at all",
            "someone bent",
            "for this country",
            "those could think through",
            "tender",
        ] {
            assert!(!may_hold_number(text), "{text}");
        }
    }
}
