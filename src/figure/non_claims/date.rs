//! Recognises days of a month: "March 16", "16 March".

use super::non_claim::{NonClaim, Reason};
use crate::figure::syntax::digits::{is_plain_digits, is_year_like, number_value};
use crate::figure::syntax::noun::{is_countable, no_noun_at};
use crate::figure::syntax::{Class, Sentence, TokenKind};

/// Recognises a day next to its month: "March 16", "16 March", "Nov. 3 and 4", "May 20th".
pub fn date(s: &Sentence, i: usize) -> Option<NonClaim> {
    let value = number_value(s, i)?;
    if !is_plain_digits(s, i) {
        return None;
    }
    if let Some(month) = month_before(s, i)
        && !counts_after_month(s, i, month)
    {
        return Some(NonClaim::new(Reason::Date, day_list(s, i)));
    }
    // The month can also come after the day, or after a list of days: "16 March", "16 and 17 March".
    let mut after = i + 1;
    if s.any(after, &["of"]) {
        after += 1;
    }
    while (s.dash(after) || s.any(after, &["and", "to", ",", "or"]))
        && is_plain_digits(s, after + 1)
        && after < i + 4
    {
        after += 2;
    }
    if value <= 31.0 && s.is(after, Class::Month) && month_word(s, after) {
        return Some(NonClaim::new(
            Reason::Date,
            after + usize::from(short_year(s, after + 1)),
        ));
    }
    None
}

/// Returns the month before the number at `i`. A dot or a comma may come between the two.
fn month_before(s: &Sentence, i: usize) -> Option<usize> {
    let mark = s.any_before(i, &[".", ","]) && s.is_before(i - 1, Class::Month);
    let month = i.checked_sub(1 + usize::from(mark))?;
    (s.is(month, Class::Month) && month_word(s, month)).then_some(month)
}

/// Returns whether the number at `i` is a count although a month comes before it: "on 12 March, 30 died", "in March, 30
/// men died", "on 20 October 89 people died".
fn counts_after_month(s: &Sentence, i: usize, month: usize) -> bool {
    if is_year_like(s, i) {
        return false;
    }
    let comma = s.sign(month + 1, ',');
    // In "Nov, 19", the comma stands for the dot of the abbreviation.
    let phrase = comma && !s.is(month, Class::ShortForm);
    let large = number_value(s, i).is_some_and(|value| value > 31.0);
    has_day(s, month) && (comma || is_countable(s, i + 1))
        || phrase && !no_noun_at(s, i + 1)
        || large && is_countable(s, i + 1)
}

/// Returns whether a day comes before the month at `month`: "12 March", "12th of March".
fn has_day(s: &Sentence, month: usize) -> bool {
    let after = month - usize::from(s.any_before(month, &["of"]));
    let day = after - usize::from(s.is_before(after, Class::OrdinalEnd));
    day.checked_sub(1).is_some_and(|day| {
        is_plain_digits(s, day) && number_value(s, day).is_some_and(|value| value <= 31.0)
    })
}

/// Returns whether the word at `i` names a month. "may", "march" and "mar" do so only if they are capitalised.
fn month_word(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(|t| t.capital) || !s.any(i, &["may", "march", "mar"])
}

/// Returns whether the token at `i` is a two-digit year. No word may follow it: "20 oct 89 (afp)".
fn short_year(s: &Sentence, i: usize) -> bool {
    let ends = s
        .get(i + 1)
        .is_none_or(|next| matches!(next.kind, TokenKind::Sign(_)));
    is_plain_digits(s, i) && s.word(i).len() == 2 && ends && !s.dash(i + 1) && !s.any(i + 1, &["%"])
}

/// Returns the last token of the day or list of days at `i`, including a year after it: "20-24, 2022".
fn day_list(s: &Sentence, i: usize) -> usize {
    let mut last = i;
    if s.is(last + 1, Class::OrdinalEnd) && s.touches_previous(last + 1) {
        last += 1;
    }
    while (s.dash(last + 1) || s.any(last + 1, &["and", "to", "through", "or", "until"]))
        && is_plain_digits(s, last + 2)
        && s.word(last + 2).len() <= 2
        && !s.dash(last + 3)
        && !is_countable(s, last + 3)
    {
        last += 2;
    }
    let comma = usize::from(s.sign(last + 1, ','));
    if is_year_like(s, last + 1 + comma) {
        last += 1 + comma;
    }
    last
}
