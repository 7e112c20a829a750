//! Candidates for a fact, and functions that create them from phrases of the sentence.

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
    /// Words of the text, and the span of their evidence.
    Words(&'t str, ByteRange),
}

impl<'t> FactValue<'t> {
    /// Returns the value as text, or `None` if the fact is absent.
    pub fn text(self) -> Option<&'t str> {
        match self {
            Self::Absent => None,
            Self::Measure(measure) => Some(measure.word()),
            Self::Stance(stance) => Some(stance.word()),
            Self::Words(words, _) => Some(words),
        }
    }

    /// Returns whether two values are equal. The spans of words are ignored.
    pub fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Words(a, _), Self::Words(b, _)) => a == b,
            _ => self == other,
        }
    }
}

/// A candidate for a fact.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'t> {
    /// The head of the candidate's words. `None` if the words are in another sentence, or if the value has no words.
    pub node: Option<usize>,
    /// Whether the rules chose this candidate.
    pub by_rule: bool,
    /// The value.
    pub value: FactValue<'t>,
}

impl Candidate<'_> {
    /// The candidate for an absent fact.
    pub const ABSENT: Self = Self {
        node: None,
        by_rule: false,
        value: FactValue::Absent,
    };
}

/// Creates a candidate from the words `first..=last`, with `last` as its head.
pub fn candidate_at<'t>(c: &FigureContext<'_, 't>, first: usize, last: usize) -> Candidate<'t> {
    Candidate {
        node: Some(last),
        by_rule: false,
        value: words(c, first, last),
    }
}

/// Returns [`Candidate::ABSENT`], the candidates at `nodes`, and the rules' answer. The answer replaces the candidate
/// that has the same head.
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

/// Returns the nodes that can act or speak: nouns, personal pronouns, and numbers that are subjects.
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

/// Returns whether a word denotes a nation, a group or fighters.
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
