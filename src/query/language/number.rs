//! Parses numbers and number ranges: `498`, `7k..15k`, `>$5m`, `10%..20%`, `"seven thousand"`.

use super::error::{Fault, quoted};
use super::number_words::scaled;
use super::range::{QuerySlice, RangeBound, Shape, shape};
use crate::figure::{number_parser, unit_of};
use crate::query::model::{NumberRange, RangeEnd};

const HOW: &str = "use a number such as 5000, 5,000, 5k or \"five thousand\", or a range such as 1000..5000 or >5000";

/// A number and its unit. The unit is `None` if the number has none.
type NumberWithUnit = (f64, Option<&'static str>);
type RangeWithUnit = (NumberRange, Option<&'static str>);

const EVERY: NumberRange = NumberRange {
    low: None,
    high: None,
};

/// Parses a value as a number range and its unit.
pub(super) fn range(value: QuerySlice<'_>) -> Result<RangeWithUnit, Fault> {
    match shape(value) {
        Shape::Any => Ok((EVERY, None)),
        Shape::One(part) => one(part),
        Shape::Between(None, None) => Err(no_number(value)),
        Shape::Between(low, high) => between(value, low, high),
    }
}

/// Parses a single number, a single unit, or two numbers with a dash between them.
fn one(part: QuerySlice<'_>) -> Result<RangeWithUnit, Fault> {
    let fault = match amount(part) {
        Ok((value, unit)) => {
            let end = Some(RangeEnd {
                value,
                inclusive: true,
            });
            return Ok((
                NumberRange {
                    low: end,
                    high: end,
                },
                unit,
            ));
        }
        Err(fault) => fault,
    };
    if let Some(unit) = unit_of(part.text) {
        return Ok((EVERY, Some(unit)));
    }
    match dashed(part) {
        Some((low, high)) => between(part, Some((low, true)), Some((high, true))),
        None => Err(fault),
    }
}

/// Splits `part` at the first dash between two numbers. Returns `None` if there is no such dash.
fn dashed(part: QuerySlice<'_>) -> Option<(QuerySlice<'_>, QuerySlice<'_>)> {
    let dashes = part
        .text
        .match_indices(['-', '–', '—'])
        .skip_while(|&(at, _)| at == 0);
    let mut sides = dashes
        .map(|(at, dash)| part.split_at(at, dash.len()))
        .take(4);
    sides.find(|&(low, high)| amount(low).is_ok() && amount(high).is_ok())
}

fn between(
    whole: QuerySlice<'_>,
    low: Option<RangeBound<'_>>,
    high: Option<RangeBound<'_>>,
) -> Result<RangeWithUnit, Fault> {
    let read = |end: Option<RangeBound<'_>>| match end {
        Some((part, inclusive)) => {
            amount(part).map(|(value, unit)| (Some(RangeEnd { value, inclusive }), unit))
        }
        None => Ok((None, None)),
    };
    let (from, from_unit) = read(low)?;
    let (to, to_unit) = read(high)?;
    if let (Some(a), Some(b)) = (from_unit, to_unit)
        && a != b
    {
        let message = format!("the ends of the range have different units: {a} and {b}");
        return Err(Fault::new(whole.span(), message));
    }
    if let (Some(from), Some(to), Some((low, _)), Some((high, _))) = (from, to, low, high) {
        ordered(whole, (from, low.text), (to, high.text))?;
    }
    Ok((
        NumberRange {
            low: from,
            high: to,
        },
        from_unit.or(to_unit),
    ))
}

/// Returns an error if the range contains no number.
fn ordered(
    whole: QuerySlice<'_>,
    (from, low): (RangeEnd, &str),
    (to, high): (RangeEnd, &str),
) -> Result<(), Fault> {
    if from.value > to.value {
        let fault = Fault::new(whole.span(), "the range ends below its start");
        return Err(fault.help(format!("did you mean `{high}..{low}`?")));
    }
    if from.value < to.value || from.inclusive && to.inclusive {
        return Ok(());
    }
    let fault = Fault::new(whole.span(), "the range contains no number");
    Err(fault.help(format!("did you mean `{low}`?")))
}

/// Parses a single number with its sign and unit.
fn amount(part: QuerySlice<'_>) -> Result<NumberWithUnit, Fault> {
    let (sign, rest) = match part.text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, part.text.strip_prefix('+').unwrap_or(part.text)),
    };
    let (value, unit) = unsigned(rest.trim()).ok_or_else(|| no_number(part))?;
    if !value.is_finite() {
        return Err(Fault::new(
            part.span(),
            format!("{} is too large", quoted(part.text)),
        ));
    }
    // Adding 0 turns -0 into 0.
    Ok((sign * value + 0.0, unit))
}

fn no_number(part: QuerySlice<'_>) -> Fault {
    match part.text.trim() {
        "" => Fault::new(part.span(), "missing number"),
        text => Fault::new(part.span(), format!("{} is not a number", quoted(text))),
    }
    .help(HOW)
}

fn unsigned(text: &str) -> Option<NumberWithUnit> {
    if let Some(value) = plain(text) {
        return Some((value, None));
    }
    if let Some((value, end)) = leading(text) {
        let (value, rest) = scaled(value, text[end..].trim());
        return match rest {
            "" => Some((value, None)),
            unit => unit_of(unit).map(|unit| (value, Some(unit))),
        };
    }
    let digits = text
        .find(|c: char| c.is_ascii_digit())
        .filter(|&at| at > 0)?;
    let unit = unit_of(text[..digits].trim())?;
    let (value, again) = unsigned(&text[digits..])?;
    again
        .is_none_or(|again| again == unit)
        .then_some((value, Some(unit)))
}

/// Returns the number at the start of `text`, and the offset of its end. Returns `None` if there is no number.
fn leading(text: &str) -> Option<(f64, usize)> {
    if let Some(read) = number_parser::read(text, 0) {
        return Some((read.value, read.end));
    }
    // `number_parser` rejects numbers with very many digits.
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    plain(&text[..end]).map(|value| (value, end))
}

/// Parses a number of any length, written in digits with optional decimals and an optional exponent.
fn plain(text: &str) -> Option<f64> {
    let allowed = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-');
    let starts = text.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    (starts && text.bytes().all(allowed))
        .then(|| text.parse().ok())
        .flatten()
}
