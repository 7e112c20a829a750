//! The input of the models for one figure: its position in the parse and the answers of the rules.

use std::ops::Range;

use super::feature::Label;
use super::graph::{Code, Graph};
use super::measure_words::MeasureWords;
use crate::byte_range::ByteRange;
use crate::figure::model::Measure;
use crate::figure::quantity::Quantity;
use crate::figure::syntax::Sentence;
use crate::figure::syntax::parse::{PosTag, Relation};

/// The maximum number of heads followed from a number to the noun that it counts.
const LONGEST_WAY: usize = 4;

/// The maximum number of heads followed from a noun to its predicate.
const LONGEST_CLAUSE: usize = 6;

/// The position of a figure in the graph of its sentence.
#[derive(Clone, Debug)]
pub struct FigurePosition {
    /// The nodes of the number with its bound.
    pub span: Range<usize>,
    /// The counted noun, or the number itself if there is no noun.
    pub noun: usize,
    /// The word that governs the noun: its verb, or the root.
    pub predicate: usize,
    /// The relation to the predicate of the noun or of a word above it.
    pub role: Relation,
    /// The relations between the noun and the word that has `role`.
    pub through: Code,
}

impl FigurePosition {
    /// Returns the position of a quantity in the graph of its sentence, or `None` if no node overlaps the quantity.
    pub fn find(graph: &Graph, s: &Sentence, quantity: &Quantity) -> Option<Self> {
        let start = s.tokens[quantity.first].start;
        let end = s.tokens[quantity.last].end;
        let nodes = graph.nodes();
        let first = nodes.partition_point(|node| node.end <= start);
        let last = nodes.partition_point(|node| node.start < end);
        let span = first..last;
        if span.is_empty() {
            return None;
        }
        let outside = |i: usize| nodes[i].head == i || !span.contains(&nodes[i].head);
        let number = span
            .clone()
            .rev()
            .find(|&i| nodes[i].tag == PosTag::Cardinal);
        let mut top = match number {
            Some(number) => number,
            None => span.clone().find(|&i| outside(i)).unwrap_or(last - 1),
        };
        for _ in 0..LONGEST_WAY {
            if outside(top) {
                break;
            }
            top = nodes[top].head;
        }
        let mut noun = top;
        for _ in 0..LONGEST_WAY {
            let node = &nodes[noun];
            let head = &nodes[node.head];
            let counts = matches!(node.relation, Relation::Nummod | Relation::Quantmod);
            let modifies = matches!(
                node.relation,
                Relation::Compound
                    | Relation::Amod
                    | Relation::Nmod
                    | Relation::Det
                    | Relation::Advmod
            ) && node.head > noun
                && (head.is_noun()
                    || matches!(
                        head.tag,
                        PosTag::Cardinal | PosTag::Adjective | PosTag::Pronoun
                    ));
            if node.head == noun || !(counts || modifies) {
                break;
            }
            noun = node.head;
        }
        let (mut at, mut through, mut role) = (noun, Vec::new(), Relation::Root);
        for _ in 0..LONGEST_CLAUSE {
            let node = &nodes[at];
            if node.head == at {
                break;
            }
            let argument = matches!(
                node.relation,
                Relation::Nsubj
                    | Relation::Nsubjpass
                    | Relation::Dobj
                    | Relation::Attr
                    | Relation::Acomp
                    | Relation::Csubj
            );
            if nodes[node.head].is_verb() || argument {
                role = node.relation;
                at = node.head;
                break;
            }
            through.push(node.relation);
            at = node.head;
        }
        Some(Self {
            span,
            noun,
            predicate: at,
            role,
            through: Code::new(through),
        })
    }
}

/// An answer of the rules. It is one of the candidates that a model chooses from.
#[derive(Clone, Copy, Debug)]
pub struct RuleAnswer<'t> {
    /// The words that the rule chose.
    pub text: &'t str,
    /// The span of the words that the rule matched.
    pub words: ByteRange,
    /// The name of the rule.
    pub rule: &'static str,
}

/// One figure of a parsed sentence, with the answers of the rules.
#[derive(Debug)]
pub struct FigureContext<'g, 't> {
    /// The sentence.
    pub s: &'g Sentence<'t>,
    /// The graph of the sentence.
    pub graph: &'g Graph<'t>,
    /// The position of the figure.
    pub anchor: FigurePosition,
    /// Whether the figure counts people or things and has no unit.
    pub counts: bool,
    /// The words of the sentence that state a measure.
    pub measure_words: &'g [MeasureWords],
    /// The measure that the rules found, with its rule.
    pub rule_measure: Option<(Measure, &'static str)>,
    /// The owner that the rules found.
    pub rule_owner: Option<RuleAnswer<'t>>,
    /// The source that the rules found.
    pub rule_source: Option<RuleAnswer<'t>>,
    /// The time expression that the rules found.
    pub rule_time: Option<RuleAnswer<'t>>,
    /// The stance that the rules found.
    pub rule_stance: &'static str,
    /// For each node, whether it is inside a quotation.
    pub quoted: &'g [bool],
    /// The decided measure, or `None` if it is absent or not yet decided.
    pub measure: Option<Measure>,
}

impl FigureContext<'_, '_> {
    /// Returns the label of the decided measure, or "-" if there is none.
    pub fn measure_label(&self) -> Label<'static> {
        Label::new(self.measure.map_or("-", Measure::word))
    }

    /// Returns whether a node is part of the words that state `measure` or, if it is `None`, any measure.
    pub fn states(&self, at: usize, measure: Option<Measure>) -> bool {
        let token = self.graph.node(at).token;
        self.measure_words.iter().any(|stated| {
            let wanted = measure.is_none_or(|measure| measure == stated.measure);
            wanted && stated.words.places().contains(&token)
        })
    }

    /// Returns whether the predicate is a verb that states the decided measure.
    pub fn predicate_states_measure(&self) -> bool {
        let at = self.anchor.predicate;
        self.graph.node(at).is_verb() && self.states(at, self.measure)
    }

    /// Returns the head of the phrase `text`, or `None` if the sentence does not contain the phrase. If it occurs
    /// several times, returns the head nearest to the counted noun.
    pub fn node_of(&self, text: &str) -> Option<usize> {
        let nodes = self.graph.nodes();
        let sentence = &self.s.text[self.s.start..self.s.end];
        let noun = self.anchor.noun;
        let heads = sentence.match_indices(text).filter_map(|(at, _)| {
            let start = self.s.start + at;
            let first = nodes.partition_point(|node| node.end <= start);
            let end = nodes.partition_point(|node| node.start < start + text.len());
            let inside = first..end;
            let is_head = |&i: &usize| nodes[i].head == i || !inside.contains(&nodes[i].head);
            inside.clone().find(is_head)
        });
        heads.min_by_key(|&i| i.abs_diff(noun))
    }
}
