//! The owner: the nation, side or group that the counted people or things belong to.

use super::candidate::{self, Candidate, FactValue, candidate_at, is_side};
use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::relation_features::CandidateView;
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::{PosTag, Relation};

/// Returns the sides named in the sentence, the modifiers and possessors of the counted noun, and the rules' answer.
pub fn candidates<'t>(c: &FigureContext<'_, 't>) -> Vec<Candidate<'t>> {
    let (graph, noun) = (c.graph, c.anchor.noun);
    let nodes = graph.nodes();
    let outside = |i: &usize| !c.anchor.span.contains(i);
    let mut found: Vec<usize> = (0..nodes.len())
        .filter(outside)
        .filter(|&i| is_side(&nodes[i]))
        .collect();
    for &child in nodes[noun].children() {
        let node = &nodes[child];
        let describes = matches!(
            node.relation,
            Relation::Amod | Relation::Compound | Relation::Nmod
        ) && node.capital
            && (node.is_noun() || node.tag == PosTag::Adjective);
        let owns = node.relation == Relation::Poss && node.tag != PosTag::PossessivePronoun;
        if describes || owns {
            found.push(child);
        }
        if node.relation == Relation::Prep
            && matches!(node.lower(), "of" | "from" | "among" | "with" | "for")
        {
            let named = |&&i: &&usize| nodes[i].relation == Relation::Pobj && nodes[i].capital;
            found.extend(node.children().iter().filter(named));
        }
    }
    if nodes[noun].capital && nodes[noun].is_noun() && outside(&noun) {
        found.push(noun);
    }
    candidate::with_rule(c, found, c.rule_owner, |i| candidate_at(c, i, i))
}

/// Adds the features of a candidate.
pub fn describe(view: &CandidateView, sink: &mut dyn FeatureSink) {
    let (c, candidate) = (view.c, view.candidate());
    let graph = c.graph;
    let measure_word = c.measure_label();
    let rule_name = Label::new(c.rule_owner.map_or("-", |answer| answer.rule));
    let counted = graph.node(c.anchor.noun);
    if candidate.value == FactValue::Absent {
        feature!(sink, "none");
        feature!(sink, "none+rule", rule_name);
        feature!(sink, "none+choices", Label::count(view.list.len(), 4));
        feature!(sink, "none+measure", measure_word);
        feature!(sink, "none+noun", counted.stem());
        return;
    }
    let by_rule = Label::flag(candidate.by_rule);
    let Some(at) = candidate.node else {
        feature!(sink, "elsewhere");
        feature!(sink, "elsewhere+measure", measure_word);
        feature!(sink, "elsewhere+rule", rule_name);
        feature!(sink, "elsewhere+noun tag", Label::new(counted.tag.name()));
        return;
    };
    let codes = view.describe_relation(at, sink);
    let node = graph.node(at);
    let (up, down) = (codes.up.label(), codes.down.label());
    let relation = Label::new(node.relation.name());
    let nation = Label::flag(node.is(Class::Nation));
    let predicate = graph.node(c.anchor.predicate);
    let loses = predicate.is(Class::LoseVerb) || predicate.is(Class::SufferVerb);
    feature!(sink, "by rule", by_rule);
    feature!(sink, "by rule+rule", by_rule, rule_name);
    feature!(sink, "by rule+path", by_rule, up, down);
    feature!(sink, "nation", nation);
    feature!(
        sink,
        "measure+path+relation",
        measure_word,
        up,
        down,
        relation
    );
    feature!(sink, "nation+path+relation", nation, up, down, relation);
    feature!(sink, "is the noun", Label::flag(at == c.anchor.noun));
    feature!(sink, "tag+path", Label::new(node.tag.name()), up, down);
    feature!(sink, "noun+path", counted.stem(), up, down);
    feature!(sink, "loses+path", Label::flag(loses), up, down);
}
