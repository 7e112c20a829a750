//! The syntax of number and date ranges: `a..b`, `[a TO b]`, `>=a`, `a+`.

use crate::byte_range::ByteRange;

/// A part of the query text, with its offset in the query.
#[derive(Clone, Copy, Debug)]
pub(super) struct QuerySlice<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> QuerySlice<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) fn span(self) -> ByteRange {
        ByteRange::new(self.at, self.at + self.text.len())
    }

    pub(super) fn trim(self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        Self::new(self.text.trim(), self.at + start)
    }

    /// Returns the slice from `start` to `end`, trimmed.
    fn piece(self, start: usize, end: usize) -> Self {
        Self::new(&self.text[start..end], self.at + start).trim()
    }

    pub(super) fn split_at(self, at: usize, width: usize) -> (Self, Self) {
        (self.piece(0, at), self.piece(at + width, self.text.len()))
    }

    fn strip_prefix(self, prefix: &str) -> Option<Self> {
        self.text
            .starts_with(prefix)
            .then(|| self.piece(prefix.len(), self.text.len()))
    }
}

/// An end of a range, and whether it is inclusive.
pub(super) type RangeBound<'a> = (QuerySlice<'a>, bool);

/// The syntactic form of a number or date value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape<'a> {
    /// `*`
    Any,
    /// A single value.
    One(QuerySlice<'a>),
    /// A range, with `None` for an open end.
    Between(Option<RangeBound<'a>>, Option<RangeBound<'a>>),
}

/// Comparison signs, longer signs before their prefixes. The first flag is set if the value is the lower end. The
/// second is set if that end is inclusive.
const SIGNS: &[(&str, bool, bool)] = &[
    (">=", true, true),
    ("=>", true, true),
    ("≥", true, true),
    (">", true, false),
    ("<=", false, true),
    ("=<", false, true),
    ("≤", false, true),
    ("<", false, false),
];

/// Returns whether `text` is a comparison sign.
pub(super) fn is_sign(text: &str) -> bool {
    text == "=" || SIGNS.iter().any(|&(sign, ..)| sign == text)
}

/// Parses the syntactic form of a value.
pub(super) fn shape(part: QuerySlice<'_>) -> Shape<'_> {
    let part = part.trim();
    if part.text == "*" {
        return Shape::Any;
    }
    if part.text.starts_with(['[', '{']) {
        return bracketed(part);
    }
    for &(sign, lower, within) in SIGNS {
        if let Some(value) = part.strip_prefix(sign) {
            let end = Some((value, within));
            return if lower {
                Shape::Between(end, None)
            } else {
                Shape::Between(None, end)
            };
        }
    }
    let part = part.strip_prefix("=").unwrap_or(part);
    if let Some((low, high)) = divided(part) {
        return Shape::Between(end(low, true), end(high, true));
    }
    match part.text.strip_suffix('+') {
        Some(low) => Shape::Between(end(QuerySlice::new(low, part.at).trim(), true), None),
        None => Shape::One(part),
    }
}

/// Parses `[a TO b]`, with `{` or `}` for an exclusive end. `[a]` means `a`.
fn bracketed(part: QuerySlice<'_>) -> Shape<'_> {
    let from_within = part.text.starts_with('[');
    let closed = part.text.len() > 1 && part.text.ends_with([']', '}']);
    let to_within = if closed {
        part.text.ends_with(']')
    } else {
        from_within
    };
    let inner = part.piece(1, part.text.len() - usize::from(closed));
    match divided(inner) {
        Some((low, high)) => Shape::Between(end(low, from_within), end(high, to_within)),
        None => Shape::One(inner),
    }
}

/// Returns an end of a range, or `None` if it is open.
fn end(part: QuerySlice<'_>, within: bool) -> Option<RangeBound<'_>> {
    (!part.text.is_empty() && part.text != "*").then_some((part, within))
}

/// Splits `part` at `..` or at the word `TO`. Returns `None` if `part` contains neither.
fn divided(part: QuerySlice<'_>) -> Option<(QuerySlice<'_>, QuerySlice<'_>)> {
    // Some keyboards turn several dots into an ellipsis character.
    let dot = |c: char| matches!(c, '.' | '…');
    if let Some(at) = part
        .text
        .find("..")
        .into_iter()
        .chain(part.text.find('…'))
        .min()
    {
        let end = part.text[at..].find(|c| !dot(c));
        return Some(part.split_at(at, end.unwrap_or(part.text.len() - at)));
    }
    let mut from = 0;
    for word in part.text.split_whitespace() {
        let at = from + part.text[from..].find(word)?;
        if word.eq_ignore_ascii_case("to") {
            return Some(part.split_at(at, word.len()));
        }
        from = at + word.len();
    }
    None
}
