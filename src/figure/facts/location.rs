//! The location: the place of the event that a figure reports.

use super::candidate::{self, Candidate, candidate_at};
use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::relation_features::CandidateView;
use super::time::is_time_word;
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::{PosTag, Relation};

/// Prepositions that can precede a place.
const PREPOSITIONS: [&str; 15] = [
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "on",
    "across",
    "from",
    "off",
    "along",
    "throughout",
    "to",
    "of",
    "within",
];

/// Returns the noun phrases after prepositions of place, and the proper nouns of the sentence.
pub fn candidates<'t>(c: &FigureContext<'_, 't>) -> Vec<Candidate<'t>> {
    let graph = c.graph;
    let nodes = graph.nodes();
    let places = |&i: &usize| {
        let node = &nodes[i];
        let head = graph.head(i);
        let after_preposition = node.relation == Relation::Pobj
            && PREPOSITIONS.contains(&head.lower())
            && node.is_noun()
            && !is_time_word(node);
        let name = node.tag == PosTag::ProperNoun
            && !is_time_word(node)
            && matches!(
                node.relation,
                Relation::Compound
                    | Relation::Amod
                    | Relation::Poss
                    | Relation::Conj
                    | Relation::Appos
                    | Relation::Nsubj
                    | Relation::Nsubjpass
                    | Relation::Dobj
                    | Relation::Npadvmod
                    | Relation::Nmod
                    | Relation::Pobj
            );
        (after_preposition || name) && !c.anchor.span.contains(&i) && i != c.anchor.noun
    };
    let found = (0..nodes.len()).filter(places).collect();
    candidate::with_rule(c, found, None, |i| {
        let (first, last) = graph.noun_phrase(i);
        candidate_at(c, first, last)
    })
}

/// Adds the features of a candidate.
pub fn describe(view: &CandidateView, sink: &mut dyn FeatureSink) {
    let c = view.c;
    let (graph, anchor) = (c.graph, &c.anchor);
    let measure_word = c.measure_label();
    let Some(at) = view.node() else {
        feature!(sink, "none");
        feature!(sink, "none+measure", measure_word);
        feature!(sink, "none+role", Label::new(anchor.role.name()));
        return;
    };
    let codes = view.describe_relation(at, sink);
    let node = graph.node(at);
    let (up, down) = (codes.up.label(), codes.down.label());
    let preposition = graph.head(at);
    let preposition_word = preposition.word();
    let above = graph.node(preposition.head);
    let at_predicate = Label::flag(preposition.head == anchor.predicate);
    feature!(sink, "preposition", preposition_word);
    feature!(
        sink,
        "preposition+capital",
        preposition_word,
        Label::flag(node.capital)
    );
    feature!(sink, "preposition+path", preposition_word, up, down);
    feature!(sink, "above", above.stem());
    feature!(sink, "measure+path", measure_word, up, down);
    feature!(sink, "at predicate", at_predicate);
    feature!(
        sink,
        "at noun",
        Label::flag(preposition.head == anchor.noun)
    );
    feature!(
        sink,
        "preposition+at predicate",
        preposition_word,
        at_predicate
    );
    let nation = Label::flag(node.is(Class::Nation));
    let named = Label::flag(node.tag == PosTag::ProperNoun);
    let relation = Label::new(node.relation.name());
    let (ancestor, above_noun) = (Label::new(codes.ancestor), Label::new(codes.last));
    feature!(sink, "nation", nation);
    feature!(sink, "named+preposition", named, preposition_word);
    feature!(
        sink,
        "named+preposition+at+last",
        named,
        preposition_word,
        ancestor,
        above_noun
    );
    feature!(sink, "nation+relation", nation, relation);
    feature!(sink, "named+relation", named, relation);
    feature!(sink, "relation+at+last", relation, ancestor, above_noun);
    feature!(sink, "preposition+above", preposition_word, above.stem());
    let event = above.is(Class::Measure) || above.is(Class::Event);
    feature!(
        sink,
        "event+preposition",
        Label::flag(event),
        preposition_word
    );
    let region = graph
        .nodes()
        .get(at + 1)
        .is_some_and(|next| next.lower() == ",");
    feature!(sink, "comma after+named", Label::flag(region), named);
    let of_larger = at >= 2
        && graph.node(at - 1).lower() == ","
        && graph.node(at - 2).tag == PosTag::ProperNoun;
    feature!(sink, "after a name", Label::flag(of_larger), named);
}
