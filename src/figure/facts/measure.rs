//! The measure of a figure, such as killed or wounded.

use super::candidate::{Candidate, FactValue};
use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::graph::{Code, GraphNode};
use crate::figure::model::Measure;
use crate::figure::syntax::parse::{PosTag, Relation};
use crate::figure::syntax::{Class, Sentence, TokenRange};

/// A word or phrase of the sentence that states a measure.
#[derive(Clone, Copy, Debug)]
struct Trigger {
    words: TokenRange,
    measure: Measure,
    kind: &'static str,
}

/// Returns whether a sentence has a word or phrase that states a measure.
pub fn has_measure_words(s: &Sentence) -> bool {
    let lexicon = s.lexicon;
    let tables = [
        &lexicon.measure_nouns,
        &lexicon.measure_verbs,
        &lexicon.measure_states,
        &lexicon.measure_actives,
    ];
    let mut places = (0..s.tokens.len()).filter(|&i| s.is(i, Class::Measure));
    places.any(|i| tables.iter().any(|table| table.at(&s.tokens, i).is_some()))
}

/// Returns the words of measures in a sentence. Of those that overlap, only the longest count.
fn triggers(s: &Sentence) -> Vec<Trigger> {
    let lexicon = s.lexicon;
    let tables = [
        ("noun", &lexicon.measure_nouns),
        ("verb", &lexicon.measure_verbs),
        ("state", &lexicon.measure_states),
        ("active", &lexicon.measure_actives),
    ];
    let mut found: Vec<Trigger> = Vec::new();
    for i in (0..s.tokens.len()).filter(|&i| s.is(i, Class::Measure)) {
        let at = |(kind, table): (&'static str, &crate::figure::syntax::Phrases<Measure>)| {
            let (len, measure) = table.at(&s.tokens, i)?;
            let words = TokenRange::starting_at(i, len);
            Some(Trigger {
                words,
                measure,
                kind,
            })
        };
        found.extend(tables.into_iter().filter_map(at));
    }
    let length = |t: &Trigger| t.words.last - t.words.first;
    let all = found.clone();
    found.retain(|t| {
        !all.iter().any(|other| {
            other.words.first <= t.words.first
                && t.words.last <= other.words.last
                && length(other) > length(t)
        })
    });
    found
}

/// Returns the measures that the sentence has words for, and the one that the rules found.
pub fn candidates<'t>(c: &FigureContext<'_, 't>) -> Vec<Candidate<'t>> {
    let mut measures: Vec<Measure> = triggers(c.s).iter().map(|t| t.measure).collect();
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
pub fn describe(c: &FigureContext, list: &[Candidate], index: usize, sink: &mut dyn FeatureSink) {
    let (graph, anchor) = (c.graph, &c.anchor);
    let noun = graph.node(anchor.noun);
    let role = Label::new(anchor.role.name());
    let rule_name = Label::new(c.rule_measure.map_or("-", |(_, rule)| rule));
    let FactValue::Measure(measure) = list[index].value else {
        feature!(sink, "none");
        feature!(sink, "none+rule", rule_name);
        let word = Label::new(c.rule_measure.map_or("-", |(measure, _)| measure.word()));
        feature!(sink, "none+rule measure", word);
        feature!(sink, "none+rule+measure", rule_name, word);
        feature!(sink, "none+choices", Label::count(list.len(), 4));
        feature!(sink, "none+role", role);
        feature!(sink, "none+through", anchor.through.label());
        feature!(sink, "none+noun", noun.stem());
        feature!(sink, "none+noun tag", Label::new(noun.tag.name()));
        feature!(sink, "none+role+noun", role, noun.stem());
        return;
    };
    let measure_word = Label::new(measure.word());
    let by_rule = Label::flag(list[index].by_rule);
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
    describe_trigger(c, measure, sink);
}

/// Adds the features of the word that states the measure, the one nearest to the figure if there are several.
fn describe_trigger(c: &FigureContext, measure: Measure, sink: &mut dyn FeatureSink) {
    let (graph, anchor) = (c.graph, &c.anchor);
    let noun = graph.node(anchor.noun);
    let role = Label::new(anchor.role.name());
    let measure_word = Label::new(measure.word());
    let kind_of_noun = kind_of_noun(noun);
    let all = triggers(c.s);
    let own = all.iter().filter(|t| t.measure == measure);
    let located = own.filter_map(|t| {
        let nodes = graph.nodes();
        let inside = |i: &usize| t.words.places().contains(&nodes[*i].token);
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
        Some((far, t, at, path))
    });
    let Some((_, trigger, at, path)) = located.min_by_key(|found| found.0) else {
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
    let kind = Label::new(trigger.kind);
    let phrase = c.s.text_of(trigger.words).to_lowercase();
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

/// Returns the label of what a noun names: people, things, or only a number.
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
