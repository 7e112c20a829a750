//! The candidates of a fact, and the functions that list those that are phrases of the sentence.

use super::context::{FigureContext, RuleAnswer};
use super::graph::GraphNode;
use crate::byte_range::ByteRange;
use crate::figure::model::{Measure, Stance};
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::{PosTag, Relation};

/// A value that a fact may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FactValue<'t> {
    /// The fact is absent.
    Absent,
    /// A measure.
    Measure(Measure),
    /// A stance.
    Stance(Stance),
    /// Words of the text.
    Words(&'t str, ByteRange),
}

impl FactValue<'_> {
    /// Returns whether two values are equal. Words are equal wherever they are.
    pub fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Words(a, _), Self::Words(b, _)) => a == b,
            _ => self == other,
        }
    }
}

/// A candidate of a fact.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'t> {
    /// The node at the head of the candidate, or `None` if the candidate is in another sentence.
    pub node: Option<usize>,
    /// Whether the rules chose it.
    pub by_rule: bool,
    /// The value.
    pub value: FactValue<'t>,
}

impl Candidate<'_> {
    /// The candidate that the fact is absent.
    pub const ABSENT: Self = Self {
        node: None,
        by_rule: false,
        value: FactValue::Absent,
    };
}

/// Returns the candidate with the words from one node to another; its node is the last one.
pub fn candidate_at<'t>(c: &FigureContext<'_, 't>, first: usize, last: usize) -> Candidate<'t> {
    Candidate {
        node: Some(last),
        by_rule: false,
        value: words(c, first, last),
    }
}

/// Returns the candidates at some nodes and the rules' answer, after the candidate that the fact is absent. Where the
/// rules' answer ends at one of the nodes, its words are kept.
pub fn with_rule<'t>(
    c: &FigureContext<'_, 't>,
    mut nodes: Vec<usize>,
    rule: Option<RuleAnswer<'t>>,
    candidate: impl Fn(usize) -> Candidate<'t>,
) -> Vec<Candidate<'t>> {
    let chosen = rule.and_then(|answer| c.node_of(answer.text));
    nodes.extend(chosen);
    nodes.sort_unstable();
    nodes.dedup();
    let mut list = vec![Candidate::ABSENT];
    if let Some(answer) = rule
        && chosen.is_none()
    {
        list.push(Candidate {
            node: None,
            by_rule: true,
            value: FactValue::Words(answer.text, answer.words),
        });
    }
    list.extend(nodes.into_iter().map(|i| match rule {
        Some(answer) if chosen == Some(i) => Candidate {
            node: Some(i),
            by_rule: true,
            value: FactValue::Words(answer.text, answer.words),
        },
        _ => candidate(i),
    }));
    list
}

/// Returns the nodes that can be a person, a body or a thing that acts or speaks.
pub fn noun_nodes(c: &FigureContext) -> Vec<usize> {
    let nodes = c.graph.nodes();
    let heads = |i: &usize| {
        let node = &nodes[*i];
        let modifies = matches!(
            node.relation,
            Relation::Compound
                | Relation::Amod
                | Relation::Npadvmod
                | Relation::Nummod
                | Relation::Nmod
        );
        let pronoun = node.tag == PosTag::Pronoun
            && matches!(node.lower(), "he" | "she" | "they" | "it" | "i" | "we");
        let number = node.tag == PosTag::Cardinal && node.relation == Relation::Nsubj;
        node.is_noun() && !modifies || pronoun || number
    };
    (0..nodes.len())
        .filter(|i| !c.anchor.span.contains(i) && *i != c.anchor.noun)
        .filter(heads)
        .collect()
}

/// Returns whether a word names a nation, a side or a group that fights.
pub fn is_side(node: &GraphNode) -> bool {
    let nation = node.is(Class::Nation) && (node.capital || node.lower().contains('.'));
    nation || node.is(Class::Group) || node.is(Class::Fighter)
}

/// Returns the words from one node to another as a value.
fn words<'t>(c: &FigureContext<'_, 't>, first: usize, last: usize) -> FactValue<'t> {
    let nodes = c.graph.nodes();
    let range = ByteRange::new(nodes[first].start, nodes[last].end);
    FactValue::Words(c.graph.text(first, last), range)
}
