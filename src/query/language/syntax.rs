//! The syntax tree of a query, and its conversion to a query value.
//!
//! Figure conditions outside braces must hold for the same figure, even if words separate them.

use super::error::{Fault, Warnings, quoted};
use super::value::ItemValue;
use crate::byte_range::ByteRange;
use crate::query::model::{
    BooleanTree, Condition, FigureConditions, Leaf, NumberCondition, NumberRange, Pattern, Query,
    RangeSubject, TextScope,
};

/// A leaf of the syntax tree, with its position in the query.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) what: ItemValue,
    pub(super) span: ByteRange,
}

/// The maximum length, in characters, of the query parts that a hint repeats as an example.
const LONGEST_EXAMPLE: usize = 40;

/// The syntax tree of a query, in the order in which it was typed.
pub(super) type Syntax = BooleanTree<Item>;

impl Syntax {
    /// Returns the pattern and its scope, or `None` if this is not a pattern.
    pub(super) fn as_text(&self) -> Option<(TextScope, &Pattern)> {
        match self {
            BooleanTree::Leaf(Item {
                what: ItemValue::Article(BooleanTree::Leaf(Leaf::Text(scope, pattern))),
                ..
            }) => Some((*scope, pattern)),
            _ => None,
        }
    }
}

/// The meaning of a part of a query.
enum QueryMeaning {
    /// Conditions on a figure. Inside an `All`, they are merged with other such conditions.
    Figure(FigureConditions),
    /// Any other query, with the span of a figure condition that is in an `OR` with words, if there is one.
    Article(Query, Option<ByteRange>),
}

impl QueryMeaning {
    fn into_query(self) -> Query {
        match self {
            Self::Figure(group) => BooleanTree::Leaf(Leaf::Figure(group)),
            Self::Article(query, _) => query,
        }
    }
}

/// Converts the syntax tree of a whole query to a query value.
pub(super) fn query(syntax: Syntax, text: &str, warnings: &mut Warnings) -> Query {
    warn_of_contradictions(&syntax, text, warnings);
    meaning(syntax, text, warnings).into_query()
}

fn meaning(syntax: Syntax, text: &str, warnings: &mut Warnings) -> QueryMeaning {
    match syntax {
        BooleanTree::Leaf(Item {
            what: ItemValue::Figure(group),
            ..
        }) => QueryMeaning::Figure(group),
        BooleanTree::Leaf(Item {
            what: ItemValue::Article(query),
            ..
        }) => QueryMeaning::Article(query, None),
        BooleanTree::Not(child) => {
            QueryMeaning::Article(meaning(*child, text, warnings).into_query().negated(), None)
        }
        BooleanTree::All(children) => all(children, text, warnings),
        BooleanTree::Any(children) => any(children, text, warnings),
    }
}

/// Converts an `All`. Its figure conditions outside braces become one condition, at the position of the first.
fn all(children: Vec<Syntax>, text: &str, warnings: &mut Warnings) -> QueryMeaning {
    let mut queries = Vec::with_capacity(children.len());
    let (mut groups, mut place, mut loose) = (Vec::new(), 0, None);
    let mut outside = None;
    for child in children {
        let span = first_place(&child);
        match meaning(child, text, warnings) {
            QueryMeaning::Figure(group) => {
                if groups.is_empty() {
                    place = queries.len();
                }
                groups.push(group);
                outside = outside.or(span);
            }
            QueryMeaning::Article(query, condition) => {
                queries.push(query);
                loose = loose.or(condition);
            }
        }
    }
    let Some(group) = BooleanTree::all(groups) else {
        return QueryMeaning::Article(Query::all_of(queries), loose);
    };
    if queries
        .iter()
        .all(|query| *query == BooleanTree::Leaf(Leaf::Every))
    {
        return QueryMeaning::Figure(group);
    }
    if let Some(span) = loose.take() {
        let quote = |span: ByteRange| quoted(&text[span.as_range()]);
        let outside = outside.map_or_else(|| "the other conditions".to_owned(), quote);
        let message = format!(
            "{0} is in an OR with words, so {0} and {outside} may match different figures",
            quote(span)
        );
        warnings.add(span, message);
    }
    queries.insert(place, BooleanTree::Leaf(Leaf::Figure(group)));
    QueryMeaning::Article(Query::all_of(queries), None)
}

/// Converts an `Any`. If all its children are figure conditions, they become alternatives of one condition.
fn any(children: Vec<Syntax>, text: &str, warnings: &mut Warnings) -> QueryMeaning {
    let places: Vec<_> = children.iter().map(first_place).collect();
    let meanings: Vec<_> = children
        .into_iter()
        .map(|child| meaning(child, text, warnings))
        .collect();
    let loose = meanings
        .iter()
        .zip(places)
        .find_map(|(meaning, place)| match meaning {
            QueryMeaning::Figure(_) => place,
            QueryMeaning::Article(_, loose) => *loose,
        });
    if meanings
        .iter()
        .all(|meaning| matches!(meaning, QueryMeaning::Figure(_)))
    {
        let groups = meanings.into_iter().filter_map(|meaning| match meaning {
            QueryMeaning::Figure(group) => Some(group),
            QueryMeaning::Article(..) => None,
        });
        // `any` returns `None` only for an empty list, and this list has at least two items.
        return QueryMeaning::Figure(
            BooleanTree::any(groups.collect()).unwrap_or(BooleanTree::Any(Vec::new())),
        );
    }
    let queries = meanings.into_iter().map(QueryMeaning::into_query).collect();
    QueryMeaning::Article(
        Query::any_of(queries).unwrap_or(BooleanTree::Any(Vec::new())),
        loose,
    )
}

/// Returns the span of the first leaf, or `None` if there is none.
pub(super) fn first_place(syntax: &Syntax) -> Option<ByteRange> {
    match syntax {
        BooleanTree::Leaf(item) => Some(item.span),
        BooleanTree::All(children) | BooleanTree::Any(children) => {
            children.first().and_then(first_place)
        }
        BooleanTree::Not(child) => first_place(child),
    }
}

/// Converts the content of braces to figure conditions. Returns an error if it contains anything else.
pub(super) fn group(syntax: Syntax, text: &str) -> Result<FigureConditions, Fault> {
    let condition = first_condition(&syntax);
    conditions(syntax, text, condition)
}

/// Returns the span of the first figure condition, or `None` if there is none.
fn first_condition(syntax: &Syntax) -> Option<ByteRange> {
    match syntax {
        BooleanTree::Leaf(Item {
            what: ItemValue::Figure(_),
            span,
        }) => Some(*span),
        BooleanTree::Leaf(_) => None,
        BooleanTree::All(children) | BooleanTree::Any(children) => {
            children.iter().find_map(first_condition)
        }
        BooleanTree::Not(child) => first_condition(child),
    }
}

/// Converts part of the content of braces. Returns an error for anything but a figure condition. The error's hint
/// repeats the condition at `example`.
fn conditions(
    syntax: Syntax,
    text: &str,
    example: Option<ByteRange>,
) -> Result<FigureConditions, Fault> {
    let each = |children: Vec<Syntax>| {
        children
            .into_iter()
            .map(|child| conditions(child, text, example))
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(match syntax {
        BooleanTree::Leaf(Item {
            what: ItemValue::Figure(group),
            ..
        }) => group,
        BooleanTree::Leaf(Item { span, .. }) => {
            let fault = Fault::new(span, "only conditions on figures may be in braces");
            let part = &text[span.as_range()];
            let condition = example.map_or("", |condition| &text[condition.as_range()]);
            let length = part.chars().count() + condition.chars().count();
            let help = "put words and article fields outside the braces";
            return Err(if condition.is_empty() || length > LONGEST_EXAMPLE {
                fault.help(help)
            } else {
                fault.help(format!("{help}: {part} {{{condition}}}"))
            });
        }
        BooleanTree::All(children) => BooleanTree::All(each(children)?),
        BooleanTree::Any(children) => BooleanTree::Any(each(children)?),
        BooleanTree::Not(child) => conditions(*child, text, example)?.negated(),
    }
    .normal())
}

/// Warns about conditions that no single figure can meet.
pub(super) fn warn_of_contradictions(syntax: &Syntax, text: &str, warnings: &mut Warnings) {
    let children = match syntax {
        BooleanTree::Leaf(_) => return,
        BooleanTree::Not(child) => std::slice::from_ref(&**child),
        BooleanTree::All(children) | BooleanTree::Any(children) => children,
    };
    if matches!(syntax, BooleanTree::All(_)) {
        let numbers: Vec<_> = children.iter().filter_map(number).collect();
        for pair in numbers.windows(2) {
            warn_of_contradiction(pair[0], pair[1], text, warnings);
        }
    }
    for child in children {
        warn_of_contradictions(child, text, warnings);
    }
}

fn number(syntax: &Syntax) -> Option<(&NumberCondition, ByteRange)> {
    match syntax {
        BooleanTree::Leaf(Item {
            what: ItemValue::Figure(BooleanTree::Leaf(Condition::Number(number))),
            span,
        }) => Some((number, *span)),
        _ => None,
    }
}

fn warn_of_contradiction(
    one: (&NumberCondition, ByteRange),
    other: (&NumberCondition, ByteRange),
    text: &str,
    warnings: &mut Warnings,
) {
    let why = match (one.0.subject, other.0.subject) {
        (RangeSubject::Measure(a), RangeSubject::Measure(b)) if a != b => {
            "no figure has two measures"
        }
        _ if apart(one.0.range, other.0.range) => "no figure is in both ranges",
        _ => return,
    };
    let (a, b) = (&text[one.1.as_range()], &text[other.1.as_range()]);
    let message = format!("`{a}` and `{b}` apply to the same figure, but {why}");
    let hint = format!("for two figures, write `{{{a}}} {{{b}}}`");
    warnings.add_with_hint(other.1, message, hint);
}

/// Returns whether two ranges have no number in common.
fn apart(a: NumberRange, b: NumberRange) -> bool {
    let below = |a: NumberRange, b: NumberRange| match (a.high, b.low) {
        (Some(high), Some(low)) => {
            high.value < low.value || high.value <= low.value && !(high.inclusive && low.inclusive)
        }
        _ => false,
    };
    below(a, b) || below(b, a)
}
