//! Formats queries and figure conditions as text that parses to the same value.

use std::fmt;

use super::format_leaf;
use super::format_leaf::juxtaposed;
use crate::query::model::{BooleanTree, FigureConditions, Leaf, Query};

/// The kind of parent node, which determines whether the part being formatted needs parentheses.
#[derive(Clone, Copy, PartialEq)]
enum ParentContext {
    Nothing,
    All,
    Any,
    Not,
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&query(self, ParentContext::Nothing))
    }
}

impl fmt::Display for FigureConditions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&group(self, ParentContext::Nothing))
    }
}

fn query(tree: &Query, place: ParentContext) -> String {
    match tree {
        BooleanTree::Leaf(Leaf::Figure(group)) => figure(group, place),
        BooleanTree::Leaf(leaf) => format_leaf::leaf(leaf),
        BooleanTree::All(children) => wrapped(
            all(children),
            matches!(place, ParentContext::All | ParentContext::Not),
        ),
        BooleanTree::Any(children) => {
            let parts: Vec<_> = children
                .iter()
                .map(|child| query(child, ParentContext::Any))
                .collect();
            wrapped(parts.join(" OR "), place != ParentContext::Nothing)
        }
        BooleanTree::Not(child) => match **child {
            // `-a NEAR/5 b` would look as if only `a` were negated.
            BooleanTree::Leaf(Leaf::Near(_)) => format!("NOT {}", query(child, ParentContext::Not)),
            _ => format!("-{}", query(child, ParentContext::Not)),
        },
    }
}

fn wrapped(text: String, wrap: bool) -> String {
    if wrap { format!("({text})") } else { text }
}

/// Formats the children of an `All`. If there are several figure conditions, each is written in braces.
fn all(children: &[Query]) -> String {
    let alone = children
        .iter()
        .filter(|child| child.as_figure().is_some())
        .count()
        == 1;
    let parts: Vec<_> = children
        .iter()
        .map(|child| match child.as_figure() {
            Some(group) if !alone => format!("{{{group}}}"),
            _ => query(child, ParentContext::All),
        })
        .collect();
    juxtaposed(&parts)
}

/// Formats the conditions on one figure, with braces only if the text would parse to a different value without them.
fn figure(tree: &FigureConditions, place: ParentContext) -> String {
    match tree {
        _ if tree.negates() => format!("{{{tree}}}"),
        BooleanTree::Any(_) if place == ParentContext::Any => format!("{{{tree}}}"),
        BooleanTree::All(_) if place == ParentContext::All => group(tree, ParentContext::Nothing),
        _ => group(tree, place),
    }
}

fn group(tree: &FigureConditions, place: ParentContext) -> String {
    let each = |children: &[FigureConditions], into| {
        children
            .iter()
            .map(|child| group(child, into))
            .collect::<Vec<_>>()
    };
    match tree {
        BooleanTree::Leaf(condition) => format_leaf::condition(condition),
        BooleanTree::All(children) => wrapped(
            each(children, ParentContext::All).join(" "),
            matches!(place, ParentContext::All | ParentContext::Not),
        ),
        BooleanTree::Any(children) => wrapped(
            each(children, ParentContext::Any).join(" OR "),
            place != ParentContext::Nothing,
        ),
        BooleanTree::Not(child) => format!("-{}", group(child, ParentContext::Not)),
    }
}
