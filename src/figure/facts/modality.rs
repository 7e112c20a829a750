//! The stance: whether the text states, expects, denies or retracts the figure.

use super::candidate::{Candidate, FactValue};
use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::relation_features::CandidateView;
use super::source::is_definite;
use crate::figure::model::Stance;
use crate::figure::syntax::parse::{PosTag, Relation};

/// The stances that the model distinguishes. `Possible` includes planned, forecast and hypothetical.
const STANCES: [Stance; 4] = [
    Stance::Stated,
    Stance::Possible,
    Stance::Denied,
    Stance::Retracted,
];

/// Words that show what kind of expectation a sentence states. "If" counts only as a conjunction, and "would" only as a
/// modal.
const EXPECTATIONS: [(Stance, &[&str]); 3] = [
    (Stance::Hypothetical, &["if", "unless", "would", "'d"]),
    (
        Stance::Forecast,
        &[
            "forecast",
            "forecasts",
            "predicted",
            "predicts",
            "predict",
            "projected",
            "projects",
            "project",
            "projection",
            "projections",
            "estimates",
            "model",
            "models",
            "expected",
            "expects",
            "expect",
            "will",
        ],
    ),
    (
        Stance::Planned,
        &[
            "plan", "plans", "planned", "planning", "intends", "intend", "intended", "vowed",
            "ordered", "told", "urged", "aims", "aim", "pledged", "promised",
        ],
    ),
];

/// Verbs that deny the clause below them if they are negated.
const MEANING: [&str; 4] = ["mean", "show", "prove", "suggest"];

/// The forms of "not".
const NOT: [&str; 3] = ["not", "n't", "n’t"];

/// Words that follow "not" without a denial: "not only killed 12 people", "did not immediately say".
const LIMITS: [&str; 7] = [
    "only",
    "just",
    "merely",
    "even",
    "yet",
    "immediately",
    "all",
];

/// The number of words before the figure that are used as features.
const WINDOW: usize = 6;

/// Returns the stances.
pub fn candidates<'t>(c: &FigureContext<'_, 't>) -> Vec<Candidate<'t>> {
    let candidate = |&stance: &Stance| Candidate {
        node: None,
        by_rule: stance.word() == c.rule_stance,
        value: FactValue::Stance(stance),
    };
    STANCES.iter().map(candidate).collect()
}

/// Adds the features of a candidate.
pub fn describe(view: &CandidateView, sink: &mut dyn FeatureSink) {
    let (c, candidate) = (view.c, view.candidate());
    let FactValue::Stance(stance) = candidate.value else {
        return;
    };
    let (graph, anchor) = (c.graph, &c.anchor);
    let stance_word = Label::new(stance.word());
    feature!(sink, "stance", stance_word);
    feature!(sink, "rule", stance_word, Label::new(c.rule_stance));
    let definite = Label::flag(is_definite(c));
    feature!(sink, "definite", stance_word, definite);
    feature!(
        sink,
        "definite+role",
        stance_word,
        definite,
        Label::new(anchor.role.name())
    );
    for (height, at) in graph.chain(anchor.noun).into_iter().enumerate() {
        let node = graph.node(at);
        let level = Label::new(match height {
            0 => "noun",
            _ if at == anchor.predicate => "predicate",
            1..=3 => "near",
            _ => "far",
        });
        feature!(sink, "word", stance_word, node.stem());
        feature!(sink, "word+level", stance_word, node.stem(), level);
        for &child in node.children() {
            let child = graph.node(child);
            let relation = Label::new(child.relation.name());
            match child.relation {
                Relation::Aux
                | Relation::Auxpass
                | Relation::Neg
                | Relation::Mark
                | Relation::Advmod
                | Relation::Det
                | Relation::Amod => {
                    feature!(sink, "modifier", stance_word, relation, child.word());
                    feature!(
                        sink,
                        "modifier+level",
                        stance_word,
                        relation,
                        child.word(),
                        level
                    );
                }
                Relation::Nsubj | Relation::Nsubjpass => {
                    feature!(sink, "subject", stance_word, child.stem());
                }

                Relation::Prep => {
                    feature!(sink, "preposition", stance_word, child.word(), level);
                }

                _ => {}
            }
        }
    }
    for node in &graph.nodes()[anchor.noun.saturating_sub(WINDOW)..anchor.noun] {
        feature!(sink, "before", stance_word, node.word());
    }
    for at in graph.subtree(anchor.noun) {
        if at < anchor.noun {
            feature!(sink, "in phrase", stance_word, graph.node(at).word());
        }
    }
}

/// Returns whether the verb that states the measure is negated, or depends on a negated word: "3,000 people did not
/// die", "that does not mean that 40 died", "no evidence that 40 died".
pub fn is_negated(c: &FigureContext) -> bool {
    let (graph, at) = (c.graph, c.anchor.predicate);
    let predicate = graph.node(at);
    let mut own = c.measure_words.iter();
    let states_measure = own.any(|own| own.words.places().contains(&predicate.token));
    let mut children = predicate.children().iter();
    let expected = children.any(|&child| graph.node(child).tag == PosTag::Modal);
    if !states_measure || !predicate.is_verb() || expected {
        return false;
    }
    let above = graph.node(predicate.head);
    has_child(c, at, Relation::Neg, &NOT)
        || MEANING.contains(&above.lower()) && has_child(c, predicate.head, Relation::Neg, &NOT)
        || above.lower() == "evidence" && has_child(c, predicate.head, Relation::Det, &["no"])
}

/// Returns whether a node has a child with the given relation and one of `words`, which none of [`LIMITS`] follows.
fn has_child(c: &FigureContext, at: usize, relation: Relation, words: &[&str]) -> bool {
    let nodes = c.graph.nodes();
    nodes[at].children().iter().any(|&child| {
        let limits = nodes.get(child + 1);
        let limits = limits.is_some_and(|next| LIMITS.contains(&next.lower()));
        nodes[child].relation == relation && words.contains(&nodes[child].lower()) && !limits
    })
}

/// Returns the kind of expectation that the words above the figure and their modifiers state, or `Possible` if they
/// include none of [`EXPECTATIONS`].
pub fn kind_of_expectation(c: &FigureContext) -> Stance {
    let graph = c.graph;
    let chain = graph.chain(c.anchor.noun);
    let mut words = chain.iter().flat_map(|&i| {
        let own = std::iter::once(i);
        own.chain(graph.node(i).children().iter().copied())
    });
    let kind = words.find_map(|i| {
        let node = graph.node(i);
        let conditional = node.tag == PosTag::Modal || node.relation == Relation::Mark;
        let (kind, _) = *EXPECTATIONS
            .iter()
            .find(|(_, words)| words.contains(&node.lower()))?;
        (conditional || kind != Stance::Hypothetical).then_some(kind)
    });
    kind.unwrap_or(Stance::Possible)
}
