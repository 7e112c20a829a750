//! The normal form of queries. Different ways to write a query, such as `a b` and `a AND b`, parse to the same value.
//!
//! In normal form, an `All` or `Any` has at least two children and is never nested directly in another of the same
//! kind. Nothing is negated twice. `*` is never a child of an `All`. An `Any` of figure conditions is merged into a
//! single figure condition.

use crate::query::model::{BooleanTree, DateRange, FigureConditions, Leaf, Property, Query};

impl<L> BooleanTree<L> {
    /// Returns the conjunction of `children`, or `None` if there are none.
    pub(super) fn all(children: Vec<Self>) -> Option<Self> {
        let flat = children.into_iter().flat_map(|child| match child {
            Self::All(inner) => inner,
            other => vec![other],
        });
        one_or(Self::All, flat.collect())
    }

    /// Returns the disjunction of `children`, or `None` if there are none.
    pub(super) fn any(children: Vec<Self>) -> Option<Self> {
        let flat = children.into_iter().flat_map(|child| match child {
            Self::Any(inner) => inner,
            other => vec![other],
        });
        one_or(Self::Any, flat.collect())
    }

    /// Returns the negation of a tree. Two negations cancel out.
    pub(super) fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }
}

fn one_or<L>(
    list: impl FnOnce(Vec<BooleanTree<L>>) -> BooleanTree<L>,
    mut children: Vec<BooleanTree<L>>,
) -> Option<BooleanTree<L>> {
    match children.len() {
        0 | 1 => children.pop(),
        _ => Some(list(children)),
    }
}

impl Query {
    /// Returns the conjunction of `children` in normal form, or `*` if there are none.
    pub fn all_of(children: Vec<Self>) -> Self {
        let every = Self::Leaf(Leaf::Every);
        let telling = children.into_iter().filter(|child| *child != every);
        Self::all(telling.collect()).unwrap_or(every)
    }

    /// Returns the disjunction of `children` in normal form, or `None` if there are none.
    pub fn any_of(children: Vec<Self>) -> Option<Self> {
        let groups: Option<Vec<FigureConditions>> =
            children.iter().map(|c| c.as_figure().cloned()).collect();
        match groups.and_then(FigureConditions::any) {
            // An article has a figure that meets `a` or a figure that meets `b` if and only if it has a figure that
            // meets `a OR b`.
            Some(group) => Some(Self::Leaf(Leaf::Figure(group))),
            None => Self::any(children),
        }
    }

    /// Returns the conditions if this is a figure condition, or `None` for any other query.
    pub(super) fn as_figure(&self) -> Option<&FigureConditions> {
        match self {
            Self::Leaf(Leaf::Figure(group)) => Some(group),
            _ => None,
        }
    }

    /// Returns the same query in normal form, which is the form that the parser returns.
    #[must_use]
    pub fn normal(self) -> Self {
        match self {
            Self::Leaf(Leaf::Figure(group)) => Self::Leaf(Leaf::Figure(group.normal())),
            Self::Leaf(Leaf::Date(DateRange {
                from: None,
                to: None,
            })) => Self::Leaf(Leaf::Has(Property::Date)),
            Self::Leaf(leaf) => Self::Leaf(leaf),
            Self::All(children) => Self::all_of(children.into_iter().map(Self::normal).collect()),
            Self::Any(children) => Self::any_of(children.into_iter().map(Self::normal).collect())
                .unwrap_or_else(|| Self::Leaf(Leaf::Every).negated()),
            Self::Not(child) => child.normal().negated(),
        }
    }
}

impl FigureConditions {
    /// Returns the same conditions in normal form. An `All` or `Any` without children is not changed.
    #[must_use]
    pub fn normal(self) -> Self {
        let each = |children: Vec<Self>| children.into_iter().map(Self::normal).collect();
        match self {
            Self::Leaf(condition) => Self::Leaf(condition),
            Self::All(children) => Self::all(each(children)).unwrap_or(Self::All(Vec::new())),
            Self::Any(children) => Self::any(each(children)).unwrap_or(Self::Any(Vec::new())),
            Self::Not(child) => child.normal().negated(),
        }
    }

    /// Returns whether any part is negated.
    pub(super) fn negates(&self) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::All(children) | Self::Any(children) => children.iter().any(Self::negates),
            Self::Not(_) => true,
        }
    }
}
