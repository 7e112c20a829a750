//! The agent: the person or thing that caused the event.

use super::candidate::{self, Candidate, candidate_at, is_side, noun_nodes};
use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::graph::Code;
use super::relation_features::CandidateView;
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::PosTag;

/// Returns the noun phrases of the sentence.
pub fn candidates<'t>(c: &FigureContext<'_, 't>) -> Vec<Candidate<'t>> {
    let mut nodes = noun_nodes(c);
    nodes.retain(|&i| c.graph.node(i).tag != PosTag::Cardinal);
    candidate::with_rule(c, nodes, None, |i| {
        let (first, last) = c.graph.noun_phrase(i);
        candidate_at(c, first, last)
    })
}

/// Adds the features of a candidate.
pub fn describe(view: &CandidateView, sink: &mut dyn FeatureSink) {
    let c = view.c;
    let (graph, anchor) = (c.graph, &c.anchor);
    let measure_word = c.measure_label();
    let role = Label::new(anchor.role.name());
    let predicate = graph.node(anchor.predicate);
    let Some(at) = view.node() else {
        feature!(sink, "none");
        feature!(sink, "none+measure", measure_word);
        feature!(sink, "none+role", role);
        feature!(sink, "none+predicate", predicate.stem());
        feature!(sink, "none+predicate+role", predicate.stem(), role);
        return;
    };
    let codes = view.describe_relation(at, sink);
    let node = graph.node(at);
    let (up, down) = (codes.up.label(), codes.down.label());
    let event = Label::flag(node.is(Class::Event) || node.is(Class::War));
    let fights = Label::flag(node.is(Class::Fighter) || node.is(Class::Group));
    let side = node.children().iter().any(|&i| is_side(graph.node(i))) || is_side(node);
    let from_predicate = graph.path(anchor.predicate, at);
    let predicate_up = Code::new(from_predicate.up);
    let predicate_down = Code::new(from_predicate.down);
    feature!(sink, "event", event);
    feature!(sink, "event+path", event, up, down);
    feature!(sink, "fights", fights);
    feature!(sink, "fights+path", fights, up, down);
    feature!(sink, "role+path", role, up, down);
    feature!(
        sink,
        "role+predicate path",
        role,
        Label::new(predicate.tag.name()),
        predicate_up.label(),
        predicate_down.label()
    );
    feature!(sink, "side", Label::flag(side));
    feature!(sink, "measure+path", measure_word, up, down);
}
