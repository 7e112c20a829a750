//! The measure of a figure, such as killed or wounded.

use super::candidate::{Candidate, FactValue};
use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::graph::{Code, GraphNode};
use super::relation_features::CandidateView;
use crate::figure::model::Measure;
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::{PosTag, Relation};

/// Returns the measures that words of the sentence state, and the measure that the rules found.
pub fn candidates<'t>(c: &FigureContext<'_, 't>) -> Vec<Candidate<'t>> {
    let mut measures: Vec<Measure> = c.measure_words.iter().map(|words| words.measure).collect();
    measures.extend(c.rule_measure.map(|(measure, _)| measure));
    measures.sort_unstable();
    measures.dedup();
    let found = measures.into_iter().map(|measure| Candidate {
        node: None,
        by_rule: c.rule_measure.is_some_and(|(rule, _)| rule == measure),
        value: FactValue::Measure(measure),
    });
    std::iter::once(Candidate::ABSENT).chain(found).collect()
}

/// Adds the features of a candidate.
pub fn describe(view: &CandidateView, sink: &mut dyn FeatureSink) {
    let (c, candidate) = (view.c, view.candidate());
    let (graph, anchor) = (c.graph, &c.anchor);
    let noun = graph.node(anchor.noun);
    let role = Label::new(anchor.role.name());
    let rule_name = Label::new(c.rule_measure.map_or("-", |(_, rule)| rule));
    let FactValue::Measure(measure) = candidate.value else {
        feature!(sink, "none");
        feature!(sink, "none+rule", rule_name);
        let word = Label::new(c.rule_measure.map_or("-", |(measure, _)| measure.word()));
        feature!(sink, "none+rule measure", word);
        feature!(sink, "none+rule+measure", rule_name, word);
        feature!(sink, "none+choices", Label::count(view.list.len(), 4));
        feature!(sink, "none+role", role);
        feature!(sink, "none+through", anchor.through.label());
        feature!(sink, "none+noun", noun.stem());
        feature!(sink, "none+noun tag", Label::new(noun.tag.name()));
        feature!(sink, "none+role+noun", role, noun.stem());
        return;
    };
    let measure_word = Label::new(measure.word());
    let by_rule = Label::flag(candidate.by_rule);
    feature!(sink, "some");
    feature!(sink, "measure", measure_word);
    feature!(sink, "by rule", by_rule);
    feature!(sink, "by rule+measure", by_rule, measure_word);
    feature!(
        sink,
        "by rule+any rule",
        by_rule,
        Label::flag(c.rule_measure.is_some())
    );
    feature!(sink, "by rule+rule", by_rule, rule_name);
    feature!(
        sink,
        "by rule+rule+measure",
        by_rule,
        rule_name,
        measure_word
    );
    let predicate = graph.node(anchor.predicate);
    feature!(sink, "predicate+measure", predicate.stem(), measure_word);
    feature!(
        sink,
        "predicate+measure+role",
        predicate.stem(),
        measure_word,
        role
    );
    feature!(sink, "noun+measure", noun.stem(), measure_word);
    for &child in noun.children() {
        let child = graph.node(child);
        if matches!(
            child.relation,
            Relation::Amod | Relation::Compound | Relation::Det | Relation::Poss
        ) {
            feature!(sink, "modifier+measure", child.stem(), measure_word);
        }
    }
    describe_words(c, measure, sink);
}

/// Adds the features of the word that states the measure. If there are several, uses the nearest to the counted noun.
fn describe_words(c: &FigureContext, measure: Measure, sink: &mut dyn FeatureSink) {
    let (graph, anchor) = (c.graph, &c.anchor);
    let noun = graph.node(anchor.noun);
    let role = Label::new(anchor.role.name());
    let measure_word = Label::new(measure.word());
    let kind_of_noun = kind_of_noun(noun);
    let own = c.measure_words.iter().filter(|own| own.measure == measure);
    let located = own.filter_map(|own| {
        let nodes = graph.nodes();
        let inside = |i: &usize| own.words.places().contains(&nodes[*i].token);
        let content = |i: &usize| {
            let node = &nodes[*i];
            node.is_verb() || node.is_noun() || node.tag == PosTag::Adjective
        };
        let at = (0..nodes.len())
            .filter(inside)
            .rfind(content)
            .or_else(|| (0..nodes.len()).find(inside))?;
        let path = graph.path(anchor.noun, at);
        let far = (path.up.len() + path.down.len(), at.abs_diff(anchor.noun));
        Some((far, own, at, path))
    });
    let Some((_, stated, at, path)) = located.min_by_key(|found| found.0) else {
        feature!(sink, "no trigger", measure_word);
        return;
    };
    let node = graph.node(at);
    let up = Code::new(path.up.iter().copied());
    let down = Code::new(path.down.iter().copied());
    let (up, down) = (up.label(), down.label());
    let place = Label::new(if at == anchor.noun {
        "noun"
    } else if at == anchor.predicate {
        "predicate"
    } else {
        "elsewhere"
    });
    let kind = Label::new(stated.kind);
    let phrase = c.s.text_of(stated.words).to_lowercase();
    let phrase = Label::new(&phrase);
    let tag = Label::new(node.tag.name());
    let has = |relations: &[Relation]| {
        let children = node.children().iter();
        Label::flag(
            children
                .clone()
                .any(|&i| relations.contains(&graph.node(i).relation)),
        )
    };
    feature!(sink, "kind", kind);
    feature!(sink, "kind+place", kind, place);
    feature!(sink, "phrase", phrase);
    feature!(sink, "phrase+place", phrase, place);
    feature!(sink, "path", up, down);
    feature!(sink, "kind+path", kind, up, down);
    feature!(sink, "phrase+path", phrase, up, down);
    feature!(sink, "tag", tag);
    feature!(sink, "tag+path", tag, up, down);
    feature!(sink, "before", Label::flag(at < anchor.noun));
    feature!(
        sink,
        "distance",
        Label::count(at.abs_diff(anchor.noun) / 2, 6)
    );
    feature!(sink, "noun kind+measure", kind_of_noun, measure_word);
    feature!(
        sink,
        "noun kind+kind+place+role",
        kind_of_noun,
        kind,
        place,
        role
    );
    feature!(sink, "place+role+tag", place, role, tag);
    feature!(sink, "place+role+phrase", place, role, phrase);
    let passive = has(&[Relation::Auxpass, Relation::Nsubjpass]);
    feature!(sink, "passive+kind+place+role", passive, kind, place, role);
    feature!(sink, "negated", has(&[Relation::Neg]));
    feature!(
        sink,
        "object+place+role",
        has(&[Relation::Dobj]),
        place,
        role
    );
    if at == anchor.predicate {
        feature!(sink, "phrase+noun", phrase, noun.stem());
    }
    let between = at.min(anchor.noun) + 1..at.max(anchor.noun);
    let numbers = between
        .filter(|i| graph.node(*i).tag == PosTag::Cardinal && !anchor.span.contains(i))
        .count();
    feature!(
        sink,
        "numbers between+place",
        Label::count(numbers, 2),
        place
    );
}

/// Returns the label of what a noun denotes: people, a thing or a number.
fn kind_of_noun(noun: &GraphNode) -> Label<'static> {
    let people = noun.is(Class::Person) || noun.is(Class::Fighter) || noun.is(Class::Nation);
    Label::new(if people {
        "people"
    } else if noun.tag == PosTag::Cardinal {
        "number"
    } else {
        "thing"
    })
}
