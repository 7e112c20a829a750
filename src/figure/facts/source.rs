//! The source: the person or body that states the figure.

use super::candidate::{self, Candidate, FactValue, candidate_at, noun_nodes};
use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::relation_features::{CandidateView, is_speech};
use crate::figure::rule;
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::{PosTag, Relation};

/// Returns the noun phrases of the sentence and the rules' answer. If the rules resolved a reference such as "he" or
/// "the spokesman", the candidates at such words have the rules' answer as their value.
pub fn candidates<'t>(c: &FigureContext<'_, 't>) -> Vec<Candidate<'t>> {
    let resolved = c
        .rule_source
        .filter(|answer| answer.rule == rule::BY_REFERENCE || c.node_of(answer.text).is_none());
    let nodes = noun_nodes(c).into_iter();
    let nodes = nodes.filter(|&i| can_state(c, i)).collect();
    let mut list = candidate::with_rule(c, nodes, c.rule_source, |i| {
        let (first, last) = c.graph.name_phrase(i);
        let possessive = c.graph.node(first).tag == PosTag::PossessivePronoun;
        let first = first + usize::from(possessive && first < last);
        Candidate {
            node: Some(i),
            ..candidate_at(c, first, last)
        }
    });
    if let Some(answer) = resolved {
        for candidate in &mut list {
            if candidate.node.is_some_and(|i| refers_back(c, i))
                && let FactValue::Words(_, range) = candidate.value
            {
                candidate.value = FactValue::Words(answer.text, range);
            }
        }
    }
    list
}

/// Returns whether a noun can be the source of the number. A toll without a name cannot, and neither can a month or a
/// noun on the other side of a semicolon.
fn can_state(c: &FigureContext, at: usize) -> bool {
    let nodes = c.graph.nodes();
    let (first, last) = c.graph.noun_phrase(at);
    let unnamed = nodes[at].is(Class::Toll) && nodes[first..=last].iter().all(|node| !node.capital);
    let noun = c.anchor.noun;
    let between = at.min(noun)..at.max(noun);
    let month = nodes[at].is(Class::Month) && !is_speech(c, nodes[at].head);
    !unnamed && !month && !nodes[between].iter().any(|node| node.lower() == ";")
}

/// Returns whether a node is a pronoun, or the subject in a phrase such as "the spokesman said".
fn refers_back(c: &FigureContext, at: usize) -> bool {
    let node = c.graph.node(at);
    let definite = |&i: &usize| c.graph.node(i).lower() == "the";
    node.tag == PosTag::Pronoun
        || node.is(Class::Agent)
            && node.relation == Relation::Nsubj
            && !node.capital
            && node.children().iter().any(definite)
            && node.children().len() == 1
}

/// Returns whether a node is a verb of saying with a subject.
fn is_stated_by_subject(c: &FigureContext, at: usize) -> bool {
    is_speech(c, at) && c.graph.child(at, Relation::Nsubj).is_some()
}

/// Returns whether the text presents what is counted as known: "the 15,000 troops".
pub fn is_definite(c: &FigureContext) -> bool {
    let graph = c.graph;
    let nodes = [c.anchor.noun].into_iter().chain(c.anchor.span.clone());
    let mut children = nodes.flat_map(|i| graph.node(i).children().iter());
    children.any(|&i| matches!(graph.node(i).lower(), "the" | "these" | "those" | "all"))
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

    /// Returns the link between the node `at` and the figure. `chain` contains the counted noun and its heads.
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
pub fn describe(view: &CandidateView, sink: &mut dyn FeatureSink) {
    let (c, list, candidate) = (view.c, view.list, view.candidate());
    let (graph, noun) = (c.graph, c.anchor.noun);
    let chain = graph.chain(noun);
    let rule_name = Label::new(c.rule_source.map_or("-", |answer| answer.rule));
    let any_rule = Label::flag(c.rule_source.is_some());
    let quoted = Label::flag(c.quoted[noun]);
    let counts = Label::flag(c.counts);
    let definite = Label::flag(is_definite(c));
    if candidate.value == FactValue::Absent {
        let links = list.iter().filter_map(|other| {
            let at = other.node?;
            Some((Link::from_node(c, at, &chain), other.by_rule))
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
        feature!(sink, "none+definite", definite);
        feature!(sink, "none+best+definite", best, definite);
        return;
    }
    let by_rule = Label::flag(candidate.by_rule);
    let Some(at) = candidate.node else {
        feature!(sink, "elsewhere");
        feature!(sink, "elsewhere+quoted", quoted);
        feature!(sink, "elsewhere+rule", rule_name);
        feature!(sink, "elsewhere+rule+quoted", rule_name, quoted);
        return;
    };
    let codes = view.describe_relation(at, sink);
    let node = graph.node(at);
    let head = graph.head(at);
    let (up, down) = (codes.up.label(), codes.down.label());
    let relation = Label::new(node.relation.name());
    let says = Label::flag(is_speech(c, node.head));
    let link = Label::new(Link::from_node(c, at, &chain).name());
    let (place, last_up) = (Label::new(codes.ancestor), Label::new(codes.last));
    let (left, entered) = codes.clauses;
    feature!(sink, "says", says, relation);
    feature!(sink, "link+definite", link, definite);
    feature!(sink, "link+verb", link, head.stem());
    feature!(sink, "link+relation", link, relation);
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
            let inner = Label::flag(chain[..at].iter().any(|&i| is_stated_by_subject(c, i)));
            let outer = Label::flag(chain[at + 1..].iter().any(|&i| is_stated_by_subject(c, i)));
            let strong = Label::flag(head.is(Class::Speech));
            feature!(sink, "governs+nested", inner, outer, strong);
            feature!(sink, "governs+nested+says", inner, outer, says);
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
    if refers_back(c, at) {
        let elsewhere = list[1].node.is_none();
        feature!(sink, "pronoun", Label::flag(elsewhere));
    }
}
