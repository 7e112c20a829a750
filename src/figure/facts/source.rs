//! The source: the person or body that states the figure.

use super::candidate::{self, Candidate, FactValue, candidate_at, noun_nodes};
use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::relation_features::{Ranks, is_speech};
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::{PosTag, Relation};

/// Returns the noun phrases of the sentence and the rules' answer. A pronoun stands for the rules' answer if that is
/// named in another sentence.
pub fn candidates<'t>(c: &FigureContext<'_, 't>) -> Vec<Candidate<'t>> {
    let elsewhere = c
        .rule_source
        .filter(|answer| c.node_of(answer.text).is_none());
    let mut list = candidate::with_rule(c, noun_nodes(c), c.rule_source, |i| {
        let (first, last) = c.graph.noun_phrase(i);
        candidate_at(c, first, last)
    });
    if let Some(answer) = elsewhere {
        for candidate in &mut list {
            let pronoun = |i: usize| c.graph.node(i).tag == PosTag::Pronoun;
            if candidate.node.is_some_and(pronoun)
                && let FactValue::Words(_, range) = candidate.value
            {
                candidate.value = FactValue::Words(answer.text, range);
            }
        }
    }
    list
}

/// The syntactic link between a candidate and the figure, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Link {
    None,
    SpeechNoun,
    Speaks,
    Aside,
    Governs,
    According,
}

impl Link {
    const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::SpeechNoun => "speech noun",
            Self::Speaks => "speaks",
            Self::Aside => "aside",
            Self::Governs => "governs",
            Self::According => "according",
        }
    }

    /// Returns the link of the node `at`.
    fn from_node(c: &FigureContext, at: usize, chain: &[usize]) -> Self {
        let graph = c.graph;
        let node = graph.node(at);
        let head = graph.head(at);
        let above = graph.node(head.head);
        if node.relation == Relation::Pobj && head.lower() == "to" && above.lower() == "according" {
            Self::According
        } else if node.relation == Relation::Nsubj && is_speech(c, node.head) {
            if chain.contains(&node.head) {
                Self::Governs
            } else if matches!(head.relation, Relation::Ccomp | Relation::Parataxis)
                && chain.contains(&head.head)
            {
                Self::Aside
            } else {
                Self::Speaks
            }
        } else if node.is(Class::SpeechNoun) {
            Self::SpeechNoun
        } else {
            Self::None
        }
    }
}

/// Adds the features of a candidate.
pub fn describe(
    c: &FigureContext,
    list: &[Candidate],
    ranks: &Ranks,
    index: usize,
    sink: &mut dyn FeatureSink,
) {
    let (graph, noun) = (c.graph, c.anchor.noun);
    let chain = graph.chain(noun);
    let rule_name = Label::new(c.rule_source.map_or("-", |answer| answer.rule));
    let any_rule = Label::flag(c.rule_source.is_some());
    let quoted = Label::flag(c.quoted[noun]);
    let counts = Label::flag(c.counts);
    if list[index].value == FactValue::Absent {
        let links = list.iter().filter_map(|candidate| {
            let at = candidate.node?;
            Some((Link::from_node(c, at, &chain), candidate.by_rule))
        });
        let (best, by_rule) = links.max().unwrap_or((Link::None, false));
        let (best, by_rule) = (Label::new(best.name()), Label::flag(by_rule));
        let elsewhere = list
            .get(1)
            .is_some_and(|candidate| candidate.node.is_none());
        feature!(sink, "none");
        feature!(sink, "none+rule", rule_name);
        feature!(sink, "none+rule+counts", rule_name, counts);
        feature!(sink, "none+rule elsewhere", Label::flag(elsewhere));
        feature!(sink, "none+quoted+rule", quoted, rule_name);
        feature!(sink, "none+role", Label::new(c.anchor.role.name()));
        feature!(sink, "none+best", best, by_rule);
        feature!(sink, "none+best+rule", best, any_rule);
        feature!(sink, "none+best+quoted", best, quoted);
        return;
    }
    let by_rule = Label::flag(list[index].by_rule);
    let Some(at) = list[index].node else {
        feature!(sink, "elsewhere");
        feature!(sink, "elsewhere+quoted", quoted);
        feature!(sink, "elsewhere+rule", rule_name);
        feature!(sink, "elsewhere+rule+quoted", rule_name, quoted);
        return;
    };
    let codes = ranks.describe(c, index, at, sink);
    let node = graph.node(at);
    let head = graph.head(at);
    let (up, down) = (codes.up.label(), codes.down.label());
    let relation = Label::new(node.relation.name());
    let says = Label::flag(is_speech(c, node.head));
    let link = Label::new(Link::from_node(c, at, &chain).name());
    let (place, last_up) = (Label::new(codes.ancestor), Label::new(codes.last));
    let (left, entered) = codes.clauses;
    feature!(sink, "says", says, relation);
    feature!(sink, "link", link);
    feature!(sink, "link+by rule", link, by_rule);
    feature!(sink, "link+at+last", link, place, last_up);
    feature!(sink, "link+clauses", link, left.label(), entered.label());
    if node.relation == Relation::Pobj {
        feature!(sink, "preposition", head.word());
        feature!(
            sink,
            "preposition+above",
            head.word(),
            graph.node(head.head).word()
        );
    }
    if matches!(node.relation, Relation::Nsubj | Relation::Nsubjpass) {
        if let Some(at) = chain.iter().position(|&i| i == node.head) {
            let below = graph.node(at.checked_sub(1).map_or(noun, |i| chain[i]));
            let below = Label::new(below.relation.name());
            feature!(sink, "governs+below", below, says);
            feature!(sink, "governs+below+verb", below, head.stem());
        } else {
            let inside = Label::flag(chain.contains(&head.head));
            let own = Label::new(head.relation.name());
            feature!(sink, "aside", own, says);
            feature!(sink, "aside+inside", inside, own, says);
        }
    }
    feature!(sink, "speech noun", Label::flag(node.is(Class::SpeechNoun)));
    feature!(sink, "can speak", Label::flag(node.is(Class::Agent)));
    feature!(sink, "by rule", by_rule);
    feature!(sink, "by rule+rule", by_rule, rule_name);
    feature!(sink, "by rule+rule+counts", by_rule, rule_name, counts);
    feature!(sink, "by rule+says", by_rule, says);
    feature!(sink, "by rule+any", by_rule, any_rule);
    feature!(sink, "by rule+path", by_rule, up, down);
    let own = Label::flag(c.quoted[at]);
    feature!(sink, "quoted", quoted, own);
    feature!(sink, "by rule+quoted", by_rule, quoted, own);
    if node.tag == PosTag::Pronoun {
        let elsewhere = list[1].node.is_none();
        feature!(sink, "pronoun", Label::flag(elsewhere));
    }
}
