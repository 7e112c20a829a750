//! Finds the unit next to a number: a sign, a currency code, or a name or abbreviation with the same meaning in every
//! language.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use super::script::{SPACES, is_unspaced};
use crate::figure::number_parser::digit;
use crate::figure::syntax::{UnitPlacement, table};
use crate::figure::unit::currency;

/// Maps each written form of a unit to its canonical name.
static FORMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let signs = table::rows(include_str!("../tables/currencies.txt"));
    let signs = signs.flat_map(|(name, forms)| {
        forms
            .into_iter()
            .map(move |form| (UnitPlacement::from_marked(form).1, name))
    });
    // Keep only the currency signs. The currency names in the table are English.
    let signs = signs.filter(|(form, _)| form.chars().any(is_sign) && form.chars().count() <= 4);
    let shared = table::rows(include_str!("../tables/shared_units.txt"));
    let shared = shared.flat_map(|(name, forms)| forms.into_iter().map(move |form| (form, name)));
    signs.chain(shared).collect()
});

/// The forms that are units only in some languages, with their languages and units.
static LOCAL_FORMS: LazyLock<FxHashMap<(&'static str, &'static str), &'static str>> =
    LazyLock::new(|| {
        let rows = table::rows(include_str!("../tables/local_units.txt"));
        let forms = rows.flat_map(|(head, forms)| {
            let (languages, name) = table::words(head);
            let each = move |form| languages.split(',').map(move |code| ((code, form), name));
            forms.into_iter().flat_map(each)
        });
        forms.collect()
    });

/// The mark at the start of a form that comes before its number.
const LEADING: char = '<';

/// The length of the longest form, in characters.
static LONGEST: LazyLock<usize> = LazyLock::new(|| {
    let local = LOCAL_FORMS.keys().map(|(_, form)| form);
    let lengths = FORMS.keys().chain(local).map(|form| form.chars().count());
    lengths.max().unwrap_or(0)
});

/// Currency signs with the languages in which they are ambiguous. In Spanish, for example, "$" can mean dollars or
/// pesos.
const ELSEWHERE: &[(&str, &str)] = &[("$", "es pt"), ("¥", "zh"), ("元", "zh")];

/// Words that can come between a scale word and its unit: "3 millions d'euros".
const LINKS: [&str; 4] = ["de ", "d'", "d’", "di "];

/// The result of a search for a unit after a number.
#[derive(Clone, Debug, PartialEq)]
pub enum UnitLookup {
    /// A unit and its end offset.
    Found(String, usize),
    /// A unit with an unknown denominator: "€/Monat".
    Unsure,
    /// No unit.
    Nothing,
}

/// Finds the unit after a number that ends at `at`. `scaled` is true if the number has a scale word.
pub fn after(text: &str, at: usize, scaled: bool, language: &str) -> UnitLookup {
    let rest = &text[at..];
    let mut rest = rest.strip_prefix(SPACES).unwrap_or(rest);
    if scaled {
        let link = LINKS.iter().find_map(|link| rest.strip_prefix(link));
        rest = link.unwrap_or(rest);
    }
    let start = text.len() - rest.len();
    let Some((len, name)) = form(rest, language) else {
        return UnitLookup::Nothing;
    };
    let end = start + len;
    // In "200 €500", the sign belongs to the second number.
    let sign = rest[..len].chars().all(is_sign);
    if sign && start > at && text[end..].starts_with(digit::is_digit) {
        return UnitLookup::Nothing;
    }
    let Some(per) = text[end..].strip_prefix('/') else {
        return UnitLookup::Found(name.to_owned(), end);
    };
    match form(per, language) {
        Some((len, by)) => UnitLookup::Found(format!("{name} per {by}"), end + 1 + len),
        None => UnitLookup::Unsure,
    }
}

/// Finds the currency before a number that starts at `at`, or the percent sign or word, which precedes the number in
/// Turkish. Returns the unit and its start offset. `after` is the end of the previous quantity.
pub fn before(text: &str, at: usize, after: usize, language: &str) -> Option<(String, usize)> {
    let head = text.get(after..at)?;
    let trimmed = head.strip_suffix(SPACES).unwrap_or(head);
    let glued = trimmed.len() == head.len();
    let starts = trimmed
        .char_indices()
        .rev()
        .take(*LONGEST)
        .map(|(start, _)| start);
    let fits = |start: usize| {
        let form = &trimmed[start..];
        let apart = trimmed[..start]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() || is_unspaced(c));
        let name = money(form, language)
            .or_else(|| (form == "%" && glued).then_some("percent"))
            .or_else(|| local(&format!("{LEADING}{form}").to_lowercase(), language))?;
        apart.then(|| (name.to_owned(), after + start))
    };
    // The last match is the longest form: "US$", not "$".
    starts.filter_map(fits).last()
}

/// Returns whether `text` ends in a currency code: "USD", but not "kr".
pub fn ends_in_money(text: &str) -> bool {
    let code = text
        .len()
        .checked_sub(3)
        .and_then(|start| text.get(start..));
    let apart = || !text[..text.len() - 3].ends_with(char::is_alphanumeric);
    code.is_some_and(|code| is_code(code) && apart())
}

/// Returns the currency with the sign or code `form`, or `None` if the form is unknown or ambiguous.
fn money(form: &str, language: &str) -> Option<&'static str> {
    if is_code(form) {
        return currency(form);
    }
    let signed = form.chars().any(is_sign) && !form.contains('%') && !elsewhere(form, language);
    let name = signed.then(|| FORMS.get(form.to_lowercase().as_str()))??;
    currency(name)
}

fn is_code(form: &str) -> bool {
    form.len() == 3 && form.bytes().all(|b| b.is_ascii_uppercase()) && currency(form).is_some()
}

/// Finds the longest form at the start of `text`, and returns its length and its unit.
fn form(text: &str, language: &str) -> Option<(usize, &'static str)> {
    let ends = text
        .char_indices()
        .take(*LONGEST)
        .map(|(at, c)| at + c.len_utf8());
    let known = |end: usize| {
        let form = &text[..end];
        let next = text[end..].chars().next();
        let last = form.chars().next_back()?;
        let goes_on = last.is_alphanumeric()
            && !is_unspaced(last)
            && (next.is_some_and(char::is_alphanumeric) || is_compounded(&text[end..]));
        if goes_on || elsewhere(form, language) {
            return None;
        }
        Some((end, local(form, language).or_else(|| named(form))?))
    };
    ends.filter_map(known).last()
}

/// Returns whether a hyphen and a letter follow a form, so that the form describes another noun: "5 Grad-Raketen".
fn is_compounded(rest: &str) -> bool {
    rest.strip_prefix('-')
        .is_some_and(|noun| noun.starts_with(char::is_alphabetic))
}

/// Returns the unit that a form has only in some languages, including `language`.
fn local(form: &str, language: &str) -> Option<&'static str> {
    let known = |form: &str| LOCAL_FORMS.get(&(language, form)).copied();
    known(form).or_else(|| {
        let lower = (form.chars().count() > 3).then(|| form.to_lowercase())?;
        known(&lower)
    })
}

/// Returns whether `text` starts with a currency.
pub fn starts_with_money(text: &str, language: &str) -> bool {
    form(text, language).is_some_and(|(_, name)| currency(name).is_some())
}

fn elsewhere(form: &str, language: &str) -> bool {
    let home = |codes: &str| codes.split(' ').any(|code| code == language);
    ELSEWHERE
        .iter()
        .any(|(sign, codes)| *sign == form && home(codes))
}

/// Returns the canonical unit of a form. Letter forms of up to three characters must match exactly; other forms match
/// in any case.
fn named(form: &str) -> Option<&'static str> {
    if is_code(form) {
        return currency(form);
    }
    let exact = FORMS.get(form).copied();
    exact.or_else(|| {
        let lower = form.to_lowercase();
        let long = lower.chars().count() > 3 || form.chars().any(is_sign);
        long.then(|| FORMS.get(lower.as_str()).copied()).flatten()
    })
}

/// Returns whether a character is a sign and not a letter, digit, space or full stop.
fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && c != '.'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::unit_of;

    #[test]
    fn every_unit_form_has_a_known_unit() {
        let local = LOCAL_FORMS.iter().map(|((_, form), name)| (form, name));
        for (form, name) in FORMS.iter().chain(local) {
            assert!(
                unit_of(name) == Some(*name) || currency(name).is_some(),
                "{form} = {name}"
            );
        }
    }
}
