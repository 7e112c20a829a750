//! Parses the value after a field's colon.

use std::borrow::Cow;

use super::day::{self, DateSide};
use super::error::{Fault, quoted};
use super::field::{Field, ValueWord, nearest};
use super::lex::{QueryToken, QueryTokenKind};
use super::number;
use super::quote;
use super::range::QuerySlice;
use crate::byte_range::ByteRange;
use crate::date::Today;
use crate::query::model::{
    BooleanTree, Condition, FigureConditions, Leaf, NumberCondition, Party, Property, Query,
    RangeSubject,
};

/// The value of a syntax tree leaf.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ItemValue {
    /// Conditions on a figure. Inside an `All`, they are merged with other such conditions.
    Figure(FigureConditions),
    /// A condition on the article.
    Article(Query),
}

/// A field value as typed.
#[derive(Debug)]
pub(super) struct Value<'a> {
    text: Cow<'a, str>,
    /// The offset of `text` in the query.
    at: usize,
    is_quoted: bool,
    span: ByteRange,
}

impl<'a> Value<'a> {
    /// Returns the value of a token, or `None` if the token cannot be a value.
    pub(super) fn from_token(token: &QueryToken<'a>, query: &str) -> Option<Self> {
        let at = token.span.start;
        let (text, at, is_quoted) = match token.kind {
            QueryTokenKind::Word(raw) => (raw.trim_end_matches([',', ';']).into(), at, false),
            QueryTokenKind::Url(raw) | QueryTokenKind::Bracketed(raw) => (raw.into(), at, false),
            QueryTokenKind::Quoted(inner, _) => {
                let mark = query[at..].chars().next().map_or(0, char::len_utf8);
                (quote::unescaped(inner).into(), at + mark, true)
            }
            _ => return None,
        };
        let span = token.span;
        Some(Self {
            text,
            at,
            is_quoted,
            span,
        })
    }

    /// Joins the values of several tokens into one. Returns `None` if no token is a value.
    pub(super) fn joined(tokens: &[QueryToken<'a>], query: &str) -> Option<Self> {
        let values: Vec<_> = tokens
            .iter()
            .filter_map(|token| Self::from_token(token, query))
            .collect();
        let (first, last) = (values.first()?, values.last()?);
        let text = values
            .iter()
            .map(|value| value.text.trim())
            .collect::<Vec<_>>()
            .join(" ");
        let (at, is_quoted, span) = (
            first.at,
            first.is_quoted,
            ByteRange::new(first.span.start, last.span.end),
        );
        Some(Self {
            text: text.into(),
            at,
            is_quoted,
            span,
        })
    }

    fn part(&self) -> QuerySlice<'_> {
        QuerySlice::new(&self.text, self.at)
    }

    fn is_any(&self) -> bool {
        !self.is_quoted && self.text == "*"
    }

    fn is_unknown(&self) -> bool {
        !self.is_quoted && self.text.eq_ignore_ascii_case("unknown")
    }

    /// Returns whether the value is empty or only punctuation. An unquoted `*` or leading `-` does not count as
    /// punctuation.
    pub(super) fn lacks_name(&self) -> bool {
        let is_sign = !self.is_quoted && (self.text.contains('*') || self.text.starts_with('-'));
        !is_sign && !self.text.contains(char::is_alphanumeric)
    }

    /// Returns the value as a name, or an error if it cannot be one.
    fn name(&self) -> Result<String, Fault> {
        let name = self.text.trim();
        if !self.is_quoted && name.contains('*') {
            let message = "wildcards do not work in names";
            return Err(Fault::new(self.span, message).help("write each word of the name in full"));
        }
        if !self.is_quoted && name.starts_with('-') {
            return Err(misplaced_minus(self.span));
        }
        if name.contains(char::is_alphanumeric) {
            return Ok(name.to_owned());
        }
        Err(missing_name(self.span))
    }

    fn word<T: ValueWord>(&self) -> Result<T, Fault> {
        T::from_word(&self.text).ok_or_else(|| {
            let message = format!("{} is not {}", quoted(&self.text), T::KIND);
            let near = nearest(&self.text, T::table().map(|(word, _)| word));
            let help = format!("use one of: {}", T::words().join(", "));
            Fault::new(self.span, message).did_you_mean(near, &help)
        })
    }

    fn party(&self) -> Result<Party, Fault> {
        if self.is_unknown() {
            Ok(Party::Unknown)
        } else {
            self.name().map(Party::Named)
        }
    }

    fn language(&self) -> Result<String, Fault> {
        let text = self.text.trim().to_lowercase();
        let code = text.split(['-', '_']).next().unwrap_or_default();
        if (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase()) {
            return Ok(code.to_owned());
        }
        let message = format!("{} is not a language code", quoted(&self.text));
        Err(Fault::new(self.span, message).help("use a code such as en, de or fr"))
    }

    /// Returns the value as a domain, without a scheme or "www.". Returns an error if the value is not a domain.
    fn site(&self) -> Result<String, Fault> {
        let name = self.name()?.to_lowercase();
        let bare = name
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .trim_start_matches("www.");
        match bare.trim_end_matches('/') {
            site if site.contains('/') => {
                let message = format!(
                    "{} is the address of a page, not of a site",
                    quoted(&self.text)
                );
                let help = format!("to find articles by address, write url:{site}");
                Err(Fault::new(self.span, message).help(help))
            }
            site if site.contains(char::is_alphanumeric) => Ok(site.to_owned()),
            _ => Err(missing_name(self.span)),
        }
    }
}

fn missing_name(span: ByteRange) -> Fault {
    Fault::new(span, "missing name")
}

/// Returns the error for a minus sign after a field's colon, where it does not negate.
pub(super) fn misplaced_minus(span: ByteRange) -> Fault {
    Fault::new(span, "the minus sign must come before the field")
        .help("write -title:word, not title:-word")
}

/// Parses the value of a field that does not take search words.
pub(super) fn read(field: Field, value: &Value<'_>, today: Today) -> Result<ItemValue, Fault> {
    match condition(field, value, today)? {
        Some(group) => Ok(ItemValue::Figure(group)),
        None => article(field, value, today).map(ItemValue::Article),
    }
}

/// Parses a figure condition. Returns `None` if `field` is not a figure field.
fn condition(
    field: Field,
    value: &Value<'_>,
    today: Today,
) -> Result<Option<FigureConditions>, Fault> {
    let condition = match field {
        Field::Number(subject) => Condition::Number(numbers(subject, value)?),
        Field::Counted => Condition::Counted(value.name()?),
        Field::Whose if value.is_any() => return Ok(Some(known(Condition::Whose(Party::Unknown)))),
        Field::Whose => Condition::Whose(value.party()?),
        Field::By if value.is_any() => return Ok(Some(known(Condition::By(Party::Unknown)))),
        Field::By => Condition::By(value.party()?),
        Field::Bound => Condition::Bound(value.word()?),
        Field::Scope => Condition::Scope(value.word()?),
        Field::Stance => Condition::Stance(value.word()?),
        Field::AsOf => Condition::AsOf(day::range(value.part(), today)?),
        Field::Rate if value.is_any() => Condition::Rate(None),
        Field::Rate => Condition::Rate(Some(value.name()?)),
        _ => return Ok(None),
    };
    Ok(Some(BooleanTree::Leaf(condition)))
}

/// Returns the condition that a name is known, as in `by:*`. `unknown` is the condition to negate.
fn known(unknown: Condition) -> FigureConditions {
    BooleanTree::Leaf(unknown).negated()
}

fn numbers(subject: RangeSubject, value: &Value<'_>) -> Result<NumberCondition, Fault> {
    let (range, unit) = number::range(value.part())?;
    let unit = unit.map(str::to_owned);
    Ok(NumberCondition {
        subject,
        range,
        unit,
    })
}

fn article(field: Field, value: &Value<'_>, today: Today) -> Result<Query, Fault> {
    if let Some(property) = property_of(field).filter(|_| value.is_any()) {
        return Ok(BooleanTree::Leaf(Leaf::Has(property)));
    }
    let side = |side| day::side(value.part(), side, today).map(Leaf::Date);
    let leaf = match field {
        Field::Outlet => Leaf::Outlet(value.name()?),
        Field::Author => Leaf::Author(value.name()?),
        Field::Language => Leaf::Language(value.language()?),
        Field::Id => Leaf::Id(value.name()?),
        Field::Path => Leaf::Path(value.name()?),
        Field::Url => Leaf::Url(value.name()?),
        Field::Site => Leaf::Site(value.site()?),
        Field::After => side(DateSide::From)?,
        Field::Before => side(DateSide::Before)?,
        Field::Until => side(DateSide::Until)?,
        Field::Date if value.is_unknown() => {
            return Ok(BooleanTree::Leaf(Leaf::Has(Property::Date)).negated());
        }
        Field::Date => Leaf::Date(day::range(value.part(), today)?),
        Field::Has => Leaf::Has(value.word()?),
        Field::No => return Ok(BooleanTree::Leaf(Leaf::Has(value.word()?)).negated()),
        _ => return Err(Fault::new(value.span, "this field takes no value")),
    };
    Ok(BooleanTree::Leaf(leaf))
}

/// Returns the property that `field:*` requires, or `None` if `*` has no special meaning for the field.
fn property_of(field: Field) -> Option<Property> {
    Some(match field {
        Field::Outlet => Property::Outlet,
        Field::Author => Property::Author,
        Field::Url | Field::Site => Property::Url,
        Field::Date => Property::Date,
        _ => return None,
    })
}

/// Returns whether the field takes a name, a path or a web address.
pub(super) fn takes_name(field: Field) -> bool {
    takes_names(field) || matches!(field, Field::Id | Field::Path | Field::Url | Field::Site)
}

/// Returns whether the field takes multi-word names, which need no quotes inside parentheses.
pub(super) fn takes_names(field: Field) -> bool {
    matches!(
        field,
        Field::Outlet | Field::Author | Field::Counted | Field::Whose | Field::By
    )
}
