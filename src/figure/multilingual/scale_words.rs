//! Reads scale words such as "million" after a number.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use super::number_format::NumberFormat;
use super::script::{SPACES, is_unspaced};
use super::{number, unit};
use crate::figure::number_parser::digit;
use crate::figure::syntax::table;

/// The scale words of each language, in lower case, with their factors.
static SCALES: LazyLock<FxHashMap<&'static str, Vec<(&'static str, f64)>>> = LazyLock::new(|| {
    let mut scales: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for (head, forms) in table::rows(include_str!("../tables/scales.txt")) {
        let (power, languages) = table::words(head);
        let factor = format!("1e{power}").parse().unwrap_or(1.0);
        for language in languages.split(' ') {
            scales
                .entry(language)
                .or_default()
                .extend(forms.iter().map(|form| (*form, factor)));
        }
    }
    scales
});

/// The mark at the end of a form that is a scale word only if a currency touches it: "M" in "3 M€".
const JOINED: char = '+';

/// The effect of scale words on a number: a factor and an amount to add. 3億5000万 is 3·10⁸ plus 5000·10⁴.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleWords {
    /// The end offset of the scale words.
    pub end: usize,
    factor: f64,
    more: f64,
}

impl ScaleWords {
    /// Applies the scale words to a number.
    pub fn apply(self, value: f64) -> f64 {
        value * self.factor + self.more
    }
}

/// Returns whether the scale words of a language are known.
pub fn has_language(language: &str) -> bool {
    SCALES.contains_key(language)
}

/// Reads the scale words at `at`, directly after a number.
pub fn read(text: &str, at: usize, language: &str, format: NumberFormat) -> Option<ScaleWords> {
    let (mut end, factor) = one(text, at, language)?;
    let (mut least, mut more) = (factor, 0.0);
    // Digits directly after a scale word belong to the same number: 3億5000万.
    while text[end..].starts_with(digit::is_digit) && text[..end].ends_with(is_unspaced) {
        let next = number::read(text, end, format);
        let value = next.value?;
        let scale = one(text, next.end, language);
        let (stop, factor) = scale.unwrap_or((next.end, 1.0));
        if value * factor >= least {
            return None;
        }
        (end, least) = (stop, factor);
        more += value * factor;
        if scale.is_none() {
            break;
        }
    }
    Some(ScaleWords { end, factor, more })
}

/// Reads the longest scale word at `at`, and returns its end and its factor.
fn one(text: &str, at: usize, language: &str) -> Option<(usize, f64)> {
    let rest = &text[at..];
    let word = rest.strip_prefix(SPACES).unwrap_or(rest);
    let from = text.len() - word.len();
    let fits = |&(marked, factor): &(&'static str, f64)| {
        let form = marked.strip_suffix(JOINED).unwrap_or(marked);
        let mut letters = word.chars().flat_map(char::to_lowercase);
        if !form.chars().all(|c| letters.next() == Some(c)) {
            return None;
        }
        // Lower-casing does not change the number of characters in any form.
        let characters = word.chars().take(form.chars().count());
        let len: usize = characters.map(char::len_utf8).sum();
        let whole = if marked.ends_with(JOINED) {
            unit::starts_with_money(&word[len..], language)
        } else {
            form.ends_with(is_unspaced)
                || form.ends_with('.')
                || letters.next().is_none_or(|c| !c.is_alphanumeric())
        };
        whole.then_some((len, factor))
    };
    let found = SCALES.get(language)?.iter().filter_map(fits);
    let (len, factor) = found.max_by_key(|&(len, _)| len)?;
    Some((from + len, factor))
}
