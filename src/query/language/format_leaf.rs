//! Formats leaves and conditions as text that parses to the same value.

use std::fmt::Display;

use super::error::Warnings;
use super::field::ValueWord;
use super::lex::{QueryToken, QueryTokenKind, lex};
use super::number_words;
use super::quote::escaped;
use super::word::{self, WordSyntax};
use crate::query::model::{
    Condition, DateRange, Leaf, Near, NumberCondition, NumberRange, Party, Pattern, RangeEnd,
    RangeSubject, TextScope,
};

/// Units that are printed as a sign after each number.
const SIGNS: &[(&str, &str)] = &[("percent", "%")];

pub(super) fn leaf(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Every => "*".to_owned(),
        Leaf::Text(scope, pattern) => scoped(*scope, pattern),
        Leaf::Near(near) => proximity(near),
        Leaf::SameSentence(all) => same(all),
        Leaf::Outlet(name) => format!("outlet:{}", text(name)),
        Leaf::Author(name) => format!("author:{}", text(name)),
        Leaf::Language(code) => format!("lang:{}", text(code)),
        Leaf::Id(id) => format!("id:{}", text(id)),
        Leaf::Path(path) => format!("path:{}", text(path)),
        Leaf::Url(url) => format!("url:{}", text(url)),
        Leaf::Site(site) => format!("site:{}", text(site)),
        Leaf::Date(range) => format!("date:{}", dates(*range)),
        Leaf::Has(property) => format!("has:{}", ValueWord::word(*property)),
        // Figure conditions in a query do not reach this function. `format` handles them, because their context
        // determines whether they need braces.
        Leaf::Figure(group) => format!("{{{group}}}"),
    }
}

pub(super) fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Number(number) => numbers(number),
        Condition::Counted(noun) => format!("counted:{}", text(noun)),
        Condition::Whose(party) => format!("whose:{}", name(party)),
        Condition::By(party) => format!("by:{}", name(party)),
        Condition::Bound(bound) => format!("bound:{bound}"),
        Condition::Scope(scope) => format!("scope:{scope}"),
        Condition::Stance(stance) => format!("stance:{stance}"),
        Condition::AsOf(range) => format!("asof:{}", dates(*range)),
        Condition::Rate(None) => "rate:*".to_owned(),
        Condition::Rate(Some(unit)) => format!("rate:{}", text(unit)),
    }
}

fn scoped(scope: TextScope, of: &Pattern) -> String {
    match scope {
        TextScope::Anywhere => pattern(of),
        TextScope::Title => format!("title:{}", pattern(of)),
    }
}

fn proximity(near: &Near) -> String {
    let (left, right) = (
        scoped(near.scope, &near.left),
        scoped(near.scope, &near.right),
    );
    format!("{left} NEAR/{} {right}", near.distance)
}

/// Formats `same:`. A single word or phrase directly follows the colon, and anything else is in parentheses.
fn same(all: &[Vec<Pattern>]) -> String {
    let alternatives = |any: &Vec<Pattern>| {
        let any: Vec<_> = any.iter().map(pattern).collect();
        any.join(" OR ")
    };
    match all {
        [any] if any.len() == 1 => format!("same:{}", alternatives(any)),
        [any] => format!("same:({})", alternatives(any)),
        _ => {
            let all = all.iter().map(|any| match any.len() {
                1 => alternatives(any),
                _ => format!("({})", alternatives(any)),
            });
            format!("same:({})", juxtaposed(&all.collect::<Vec<_>>()))
        }
    }
}

fn pattern(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Word(word) if reads_back(word) => word.clone(),
        Pattern::Word(text) | Pattern::Phrase { text, slop: 0 } => escaped(text),
        Pattern::Phrase { text, slop } => format!("{}~{slop}", escaped(text)),
        Pattern::Wildcard(text) => text.clone(),
        Pattern::Fuzzy { word, distance } => format!("{word}~{distance}"),
    }
}

/// Returns whether `text` parses as a single plain word and stays unchanged.
fn reads_back(text: &str) -> bool {
    let mut warnings = Warnings::default();
    let tokens = lex(text, &mut warnings);
    let [
        QueryToken {
            kind: QueryTokenKind::Word(raw),
            span,
        },
    ] = tokens.as_slice()
    else {
        return false;
    };
    word::read(raw, *span, &mut warnings)
        == WordSyntax::Patterns(vec![Pattern::Word(text.to_owned())])
}

/// Turns a word that would parse as an operator or a field into a one-word phrase. Such a word is printed in quotes, so
/// it would parse as a phrase anyway.
pub(super) fn settled(pattern: Pattern) -> Pattern {
    match pattern {
        Pattern::Word(text) if !reads_back(&text) => Pattern::Phrase { text, slop: 0 },
        other => other,
    }
}

fn name(party: &Party) -> String {
    match party {
        Party::Named(name) if name.eq_ignore_ascii_case("unknown") => escaped(name),
        Party::Named(name) => text(name),
        Party::Unknown => "unknown".to_owned(),
    }
}

/// Formats a value, in quotes if necessary.
fn text(value: &str) -> String {
    let plain = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '-' | '_' | '.' | '/' | ':' | '&' | '+' | '%' | '#' | '=' | '?' | '@' | '\''
            )
    };
    let starts = value.starts_with(|c: char| c.is_alphanumeric() || c == '/');
    if starts && value.chars().all(plain) {
        value.to_owned()
    } else {
        escaped(value)
    }
}

fn dates(range: DateRange) -> String {
    match (range.from, range.to) {
        (None, None) => "*".to_owned(),
        (Some(from), Some(to)) if from == to => from.to_string(),
        (from, to) => format!("{}..{}", optional(from), optional(to)),
    }
}

fn optional(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn numbers(number: &NumberCondition) -> String {
    let name = match number.subject {
        RangeSubject::Figure => "figure",
        RangeSubject::Measure(measure) => measure.word(),
    };
    let open = number.range.low.is_none() && number.range.high.is_none();
    let value = match (
        number.unit.as_deref(),
        number.unit.as_deref().and_then(sign_of),
    ) {
        (None, _) => range(number.range, "", ""),
        (_, Some(sign)) if open => sign.to_owned(),
        (_, Some(sign)) => range(number.range, sign, sign),
        (Some(unit), None) if open => text(unit),
        (Some(unit), None) => escaped(&range(number.range, "", &format!(" {unit}"))),
    };
    format!("{name}:{value}")
}

fn sign_of(unit: &str) -> Option<&'static str> {
    SIGNS
        .iter()
        .find(|(known, _)| *known == unit)
        .map(|&(_, sign)| sign)
}

/// Formats a range. `last` is appended to its last number. If the range has two numbers, `sign` is appended to the
/// first.
fn range(range: NumberRange, sign: &str, last: &str) -> String {
    let NumberRange { low, high } = range;
    let number = |end: RangeEnd| format!("{}{last}", end.value);
    let (low, high) = match (low, high) {
        (None, None) => return "*".to_owned(),
        (Some(low), None) => {
            return format!("{}{}", if low.inclusive { ">=" } else { ">" }, number(low));
        }
        (None, Some(high)) => {
            return format!(
                "{}{}",
                if high.inclusive { "<=" } else { "<" },
                number(high)
            );
        }
        (Some(low), Some(high)) => (low, high),
    };
    let (from, to) = (format!("{}{sign}", low.value), number(high));
    match (low.inclusive, high.inclusive) {
        (true, true) if low == high => to,
        (true, true) => format!("{from}..{to}"),
        (true, false) => format!("[{from} TO {to}}}"),
        (false, true) => format!("{{{from} TO {to}]"),
        (false, false) => format!("{{{from} TO {to}}}"),
    }
}

/// Joins parts with spaces, or with `AND` between two parts that would otherwise parse as one number.
pub(super) fn juxtaposed(parts: &[String]) -> String {
    let mut text = String::new();
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            text.push_str(if make_a_number(&parts[i - 1..]) {
                " AND "
            } else {
                " "
            });
        }
        text.push_str(part);
    }
    text
}

/// Returns whether the last word of the first part and the words after it would parse as one number.
fn make_a_number(parts: &[String]) -> bool {
    let last = parts[0].rsplit(' ').next().unwrap_or_default();
    let mut rest = parts[1..]
        .iter()
        .flat_map(|part| part.split(' '))
        .peekable();
    if last.contains(':') {
        return number_words::takes_scale(last)
            && rest
                .peek()
                .is_some_and(|word| number_words::is_scale_word(word));
    }
    let last = last.trim_start_matches(['-', '(']);
    let words = word::plain_run(std::iter::once(last).chain(rest));
    number_words::of_words(&words).is_some_and(|(_, count)| count > 1)
}
