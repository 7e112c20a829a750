//! Where the forms of a unit may stand.

use super::Unit;
use crate::figure::sentence::Sentence;
use crate::figure::token::Token;
use crate::figure::token_range::TokenRange;

/// Where a unit's form may stand, by the mark before it in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Anywhere.
    Free,
    /// Behind digits only: "5 m".
    BehindDigits,
    /// Only where it touches digits: "5d".
    Touching,
    /// Where it touches digits, or as a capital behind them: "5 C".
    TouchingOrCapital,
    /// Before its number only.
    Before,
    /// Behind its number only.
    Behind,
    /// In capitals, or where it touches its number: "5 PHP".
    InCapitals,
    /// As [`Self::InCapitals`], or behind digits: "5 cup".
    DigitsOrCapitals,
    /// As [`Self::InCapitals`], or behind digits with their multiplier: "5 million won".
    Multiplied,
    /// As [`Self::InCapitals`], or with a capital before its number: "Rs 5".
    Abbreviation,
}

/// The marks, those that others begin with last.
const MARKS: [(&str, Stands); 9] = [
    ("~~", Stands::Touching),
    ("~^", Stands::TouchingOrCapital),
    ("~", Stands::BehindDigits),
    ("<", Stands::Before),
    (">", Stands::Behind),
    ("?~", Stands::DigitsOrCapitals),
    ("?*", Stands::Multiplied),
    ("?^", Stands::Abbreviation),
    ("?", Stands::InCapitals),
];

impl Stands {
    /// Where the form of a table's item may stand, and the form without its mark.
    pub fn marked(item: &str) -> (Self, &str) {
        MARKS
            .iter()
            .find_map(|&(mark, stands)| item.strip_prefix(mark).map(|form| (stands, form)))
            .unwrap_or((Self::Free, item))
    }

    /// Whether the form needs digits before it in any case, so that it cannot follow "per".
    pub fn needs_digits(self) -> bool {
        matches!(
            self,
            Self::BehindDigits | Self::Touching | Self::TouchingOrCapital
        )
    }
}

/// Whether a `form` of `unit` may stand behind the number that ends at `last`.
pub fn stands(s: &Sentence, form: TokenRange, last: usize, unit: Unit) -> bool {
    let at = form.first;
    let glued = s.glued(at);
    if unit.money && s.sign(at, '$') {
        // "5 $200 notes": the sign belongs to the number behind it.
        return glued && !s.get(at + 1).is_some_and(|t| t.is_number() && t.glued)
            || !s.get(at + 1).is_some_and(Token::is_number)
            || behind_first(s, at);
    }
    let digits = s.word(last).bytes().any(|b| b.is_ascii_digit());
    if unit.stands.needs_digits() {
        return digits && symbol(s, at, last, unit.stands);
    }
    let letters = s.get(at).is_some_and(Token::is_word) && s.text_of(form).len() <= 2;
    if letters && !digits {
        return false;
    }
    let sure = || glued || s.word(at).bytes().all(|b| b.is_ascii_uppercase());
    match unit.stands {
        Stands::Free | Stands::Behind => true,
        Stands::InCapitals | Stands::Abbreviation => sure(),
        Stands::DigitsOrCapitals => digits || sure(),
        Stands::Multiplied => {
            digits && s.word(last).bytes().any(|b| b.is_ascii_alphabetic()) || sure()
        }
        _ => false,
    }
}

/// Whether the sign at `at` belongs to the number before it: it touches that alone ("10$ 30"), or blanks are around and
/// the next has its own ("10 $ 30 cents").
pub fn behind_first(s: &Sentence, at: usize) -> bool {
    let number = |i: usize| s.get(i).is_some_and(|t| t.is_number() && !t.glued);
    let own = |i: usize| s.sign(i, '$') || s.any(i, &["cent", "cents"]);
    s.sign(at, '$')
        && number(at + 1)
        && s.before(at).is_some_and(Token::is_number)
        && (s.glued(at) || own(at + 2))
}

/// Whether a symbol is a unit at `at`, behind digits that end at `last`.
fn symbol(s: &Sentence, at: usize, last: usize, stands: Stands) -> bool {
    let decade = s.any(at, &["s"]) && !s.word(last).contains('.');
    let generation = matches!(s.word(at), "G" | "T");
    if decade || generation {
        return false;
    }
    let quote = s.get(at).is_some_and(Token::is_quote);
    if s.glued(at) {
        return !quote || !open_quote(s, at);
    }
    match stands {
        Stands::BehindDigits => true,
        Stands::TouchingOrCapital => s.get(at).is_some_and(|t| t.capital),
        // "5 ft 10 in"
        _ => s.any(at, &["in"]) && s.any(at.saturating_sub(2), &["ft", "feet", "foot", "'"]),
    }
}

/// Whether a quotation mark before the number at `at` is still open, so that the one behind closes it.
fn open_quote(s: &Sentence, at: usize) -> bool {
    s.tokens[..at]
        .iter()
        .rev()
        .skip(1)
        .take(80)
        .filter(|t| t.is_quote())
        .count()
        % 2
        == 1
}

#[cfg(test)]
mod tests {
    use super::Stands;

    #[test]
    fn reads_the_longest_mark() {
        let rows = [
            ("km", Stands::Free, "km"),
            ("~m", Stands::BehindDigits, "m"),
            ("~~d", Stands::Touching, "d"),
            ("~^c", Stands::TouchingOrCapital, "c"),
            ("?nit", Stands::InCapitals, "nit"),
            ("?~cup", Stands::DigitsOrCapitals, "cup"),
            ("?*won", Stands::Multiplied, "won"),
            ("?^rs", Stands::Abbreviation, "rs"),
        ];
        for (item, stands, form) in rows {
            assert_eq!(Stands::marked(item), (stands, form));
        }
    }
}
