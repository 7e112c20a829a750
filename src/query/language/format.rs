//! Queries and groups as text that reads back as the same value.

use std::fmt;

use super::format_leaf;
use super::format_leaf::juxtaposed;
use crate::query::model::{Group, Leaf, Query, Tree};

/// What a part is printed into, which says whether it needs parentheses.
#[derive(Clone, Copy, PartialEq)]
enum Into {
    Nothing,
    All,
    Any,
    Not,
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&query(self, Into::Nothing))
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&group(self, Into::Nothing))
    }
}

fn query(tree: &Query, place: Into) -> String {
    match tree {
        Tree::Leaf(Leaf::Figure(group)) => figure(group, place),
        Tree::Leaf(leaf) => format_leaf::leaf(leaf),
        Tree::All(children) => wrapped(all(children), matches!(place, Into::All | Into::Not)),
        Tree::Any(children) => {
            let parts: Vec<_> = children
                .iter()
                .map(|child| query(child, Into::Any))
                .collect();
            wrapped(parts.join(" OR "), place != Into::Nothing)
        }
        Tree::Not(child) => match **child {
            // `-a NEAR/5 b` would look as if only `a` were negated.
            Tree::Leaf(Leaf::Near(_)) => format!("NOT {}", query(child, Into::Not)),
            _ => format!("-{}", query(child, Into::Not)),
        },
    }
}

fn wrapped(text: String, wrap: bool) -> String {
    if wrap { format!("({text})") } else { text }
}

/// A list. A single figure of it prints bare, of several each in braces.
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
            _ => query(child, Into::All),
        })
        .collect();
    juxtaposed(&parts)
}

/// Conditions on one figure, without braces where they are read back as such.
fn figure(tree: &Group, place: Into) -> String {
    match tree {
        _ if tree.negates() => format!("{{{tree}}}"),
        Tree::Any(_) if place == Into::Any => format!("{{{tree}}}"),
        Tree::All(_) if place == Into::All => group(tree, Into::Nothing),
        _ => group(tree, place),
    }
}

fn group(tree: &Group, place: Into) -> String {
    let each = |children: &[Group], into| {
        children
            .iter()
            .map(|child| group(child, into))
            .collect::<Vec<_>>()
    };
    match tree {
        Tree::Leaf(condition) => format_leaf::condition(condition),
        Tree::All(children) => wrapped(
            each(children, Into::All).join(" "),
            matches!(place, Into::All | Into::Not),
        ),
        Tree::Any(children) => wrapped(
            each(children, Into::Any).join(" OR "),
            place != Into::Nothing,
        ),
        Tree::Not(child) => format!("-{}", group(child, Into::Not)),
    }
}
