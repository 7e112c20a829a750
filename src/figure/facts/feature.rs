//! Features of candidates. Each has a name, which is written out when a model is trained, and a hash of the name.

use std::fmt::Write as _;

/// A part of a feature: a word, a tag or a small number, with its hash.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    hash: u64,
    text: &'a str,
}

impl<'a> Label<'a> {
    /// Creates the label of `text`.
    pub const fn new(text: &'a str) -> Self {
        Self::with_hash(text, hash(text))
    }

    /// Creates the label of `text` from its precomputed [`hash`].
    pub const fn with_hash(text: &'a str, hash: u64) -> Self {
        Self { hash, text }
    }
}

impl Label<'static> {
    /// Creates the label of a truth value.
    pub const fn flag(value: bool) -> Self {
        Self::count(value as usize, 1)
    }

    /// Creates the label of `number`, capped at `most`. `most` must not exceed 9.
    pub const fn count(number: usize, most: usize) -> Self {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let number = if number > most { most } else { number };
        Self::new(DIGITS[number])
    }
}

/// The name of a kind of feature, with its hash.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    hash: u64,
    name: &'static str,
}

impl Template {
    /// Creates a template.
    pub const fn new(name: &'static str) -> Self {
        Self {
            hash: hash(name),
            name,
        }
    }
}

/// Passes a feature to a [`FeatureSink`]. The name of its template is hashed at compile time.
macro_rules! feature_of {
    ($sink:expr, $name:literal $(, $part:expr)* $(,)?) => {
        $sink.add(
            const { $crate::figure::facts::feature::Template::new($name) },
            &[$($part),*],
        )
    };
}

pub(super) use feature_of as feature;

/// Receives the features of a candidate.
pub trait FeatureSink {
    /// Adds one feature.
    fn add(&mut self, template: Template, parts: &[Label]);
}

/// Returns the hash of a feature.
pub fn key(template: Template, parts: &[Label]) -> u64 {
    parts
        .iter()
        .fold(template.hash, |hash, part| mix(hash, part.hash))
}

/// Returns the name of a feature: "UD=so|p".
pub fn name(template: Template, parts: &[Label]) -> String {
    let mut name = template.name.to_owned();
    for (i, part) in parts.iter().enumerate() {
        let _ = write!(name, "{}{}", if i == 0 { '=' } else { '|' }, part.text);
    }
    name
}

/// Returns the hash of the feature with this name. `name_key(name(t, p))` equals `key(t, p)`.
pub fn name_key(name: &str) -> u64 {
    let Some((template, parts)) = name.split_once('=') else {
        return hash(name);
    };
    parts
        .split('|')
        .fold(hash(template), |key, part| mix(key, hash(part)))
}

const fn mix(a: u64, b: u64) -> u64 {
    let product = (a ^ b.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 29)
}

/// Returns the FNV-1a hash of `text`.
pub const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feature_and_its_name_have_the_same_key() {
        let parts = [Label::new("so"), Label::flag(true), Label::count(12, 5)];
        for n in 0..=parts.len() {
            let template = const { Template::new("UD") };
            let named = name(template, &parts[..n]);
            assert_eq!(name_key(&named), key(template, &parts[..n]), "{named}");
        }
        assert_eq!(name(Template::new("UD"), &parts), "UD=so|1|5");
    }
}
