//! The stance: whether the text states, expects, denies or retracts the figure.

use super::candidate::{Candidate, FactValue};
use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::relation_features::CandidateView;
use super::source::is_definite;
use crate::figure::model::Stance;
use crate::figure::syntax::Class;
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

/// Nouns for reports, which can contain a number that is denied: "a report of 300 dead".
const REPORTS: [&str; 26] = [
    "report",
    "reports",
    "claim",
    "claims",
    "allegation",
    "allegations",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "suggestion",
    "suggestions",
    "assertion",
    "assertions",
    "statement",
    "statements",
    "estimate",
    "estimates",
    "figure",
    "figures",
    "toll",
    "tally",
    "count",
    "number",
    "story",
    "stories",
];

/// Nouns that deny a report if "no" precedes them: "no evidence that 300 died".
const EVIDENCE: [&str; 5] = ["evidence", "proof", "indication", "indications", "sign"];

/// Words that deny a report: "reports of 300 dead are false".
const FALSE: [&str; 14] = [
    "false",
    "untrue",
    "wrong",
    "fake",
    "incorrect",
    "inaccurate",
    "baseless",
    "unfounded",
    "fabricated",
    "lie",
    "lies",
    "hoax",
    "nonsense",
    "fiction",
];

/// Words that confirm a report, and deny it if "not" precedes them: "it is not true that 300 died".
const TRUE: [&str; 4] = ["true", "correct", "accurate", "right"];

/// Words that make the clause after them a mere possibility: "it is feared that 300 died".
const FEARS: [&str; 6] = [
    "feared",
    "fear",
    "fears",
    "fearing",
    "possible",
    "suspected",
];

/// Nouns that make a number after them a mere possibility: "a chance of 300 deaths".
const CHANCES: [&str; 9] = [
    "chance",
    "chances",
    "risk",
    "possibility",
    "likelihood",
    "probability",
    "danger",
    "fear",
    "fears",
];

/// The modal verbs that state a mere possibility.
const MODALS: [&str; 3] = ["may", "might", "could"];

/// The maximum number of words between "all" and the number that is excluded from it: "all the miners but three".
const LONGEST_EXCEPTION: usize = 4;

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

/// Returns [`Stance::Denied`] or [`Stance::Retracted`] if the clause or noun above the figure denies or retracts it:
/// "denied that 300 had died", "reports of 300 dead are false", "retracted its report of 300 dead".
pub fn denial(c: &FigureContext) -> Option<Stance> {
    let denies =
        |above| stance_of_verb(c, above) == Some(Stance::Denied) || is_called_false(c, above);
    if verb_above(c).is_some_and(denies) {
        return Some(Stance::Denied);
    }
    let noun = noun_above(c)?;
    let node = c.graph.node(noun);
    let word = node.lower();
    if EVIDENCE.contains(&word) && has_child(c, noun, Relation::Det, &["no"]) {
        return Some(Stance::Denied);
    }
    if !REPORTS.contains(&word) {
        return None;
    }
    let says_false = match node.relation {
        Relation::Dobj | Relation::Nsubjpass => return stance_of_verb(c, node.head),
        Relation::Nsubj => is_called_false(c, node.head),
        _ => false,
    };
    (says_false || has_child(c, noun, Relation::Amod, &FALSE)).then_some(Stance::Denied)
}

/// Returns whether the sentence states the figure as a mere possibility: "300 may have died", "it is feared that 300
/// died", "a chance of 300 deaths".
pub fn is_possible(c: &FigureContext) -> bool {
    let graph = c.graph;
    // "Only 40 could be rescued" states how many were rescued.
    let span = &c.anchor.span;
    let mut number = graph.nodes()[span.start.saturating_sub(1)..span.end].iter();
    let only = number.any(|node| node.lower() == "only");
    let modal = c.predicate_states_measure()
        && has_child(c, c.anchor.predicate, Relation::Aux, &MODALS)
        && !has_child(c, c.anchor.predicate, Relation::Neg, &NOT)
        && !only;
    let feared = || {
        verb_above(c).is_some_and(|above| {
            FEARS.contains(&graph.node(above).lower())
                || has_child(c, above, Relation::Acomp, &FEARS)
        })
    };
    let chance = || {
        noun_above(c).is_some_and(|noun| {
            CHANCES.contains(&graph.node(noun).lower())
                && !has_child(c, noun, Relation::Det, &["no"])
        })
    };
    modal || feared() || chance()
}

/// Returns whether the number is excluded from what the verb states: "all but three of the miners were rescued".
pub fn is_exempt(c: &FigureContext) -> bool {
    let before = &c.graph.nodes()[..c.anchor.span.start];
    let Some((except, before)) = before.split_last() else {
        return false;
    };
    let mut nodes = before.iter().rev().take(LONGEST_EXCEPTION);
    matches!(except.lower(), "but" | "except")
        && nodes.any(|node| node.lower() == "all")
        && c.predicate_states_measure()
}

/// Returns the verb that the clause of the figure is the object of: "denied" in "denied that 300 had died". The verb of
/// the clause must state the measure, or a noun does: "denied that there were 300 deaths".
fn verb_above(c: &FigureContext) -> Option<usize> {
    let clause = c.graph.node(c.anchor.predicate);
    let direct = c.anchor.through.len() == 0 && !is_definite(c);
    let stated = c.predicate_states_measure() || clause.is(Class::Auxiliary) && direct;
    let above = c.graph.node(clause.head);
    (clause.relation == Relation::Ccomp && stated && !above.is_noun()).then_some(clause.head)
}

/// Returns the noun that the figure or its clause describes: "report" in "a report of 300 dead" and "a report that 300
/// had died".
fn noun_above(c: &FigureContext) -> Option<usize> {
    let graph = c.graph;
    let clause = graph.node(c.anchor.predicate);
    if matches!(clause.relation, Relation::Acl | Relation::Ccomp)
        && graph.node(clause.head).is_noun()
        && c.predicate_states_measure()
    {
        return Some(clause.head);
    }
    let figure = graph.node(c.anchor.noun);
    let of = graph.node(figure.head);
    let joined = figure.relation == Relation::Pobj && of.lower() == "of" && !is_definite(c);
    joined.then_some(of.head)
}

/// Returns the stance that a verb gives to the report below it, or `None` if it does not deny or retract the report.
fn stance_of_verb(c: &FigureContext, at: usize) -> Option<Stance> {
    let (lexicon, tokens) = (c.s.lexicon, &c.s.tokens);
    let token = c.graph.node(at).token;
    let phrases = [&lexicon.stances, &lexicon.retractions];
    let stance = phrases.iter().find_map(|table| table.at(tokens, token));
    let (_, stance) = stance.filter(|_| c.graph.node(at).is_verb())?;
    let denies = matches!(stance, Stance::Denied | Stance::Retracted);
    (denies && !is_not(c, at)).then_some(stance)
}

/// Returns whether a form of "be" at `at` calls its subject false: "are false", "is not true".
fn is_called_false(c: &FigureContext, at: usize) -> bool {
    let called = |words: &[&str]| {
        let relations = [Relation::Acomp, Relation::Attr];
        relations
            .iter()
            .any(|&relation| has_child(c, at, relation, words))
    };
    if is_not(c, at) {
        called(&TRUE)
    } else {
        called(&FALSE)
    }
}

/// Returns whether a verb is negated.
fn is_not(c: &FigureContext, at: usize) -> bool {
    has_child(c, at, Relation::Neg, &NOT) || has_child(c, at, Relation::Neg, &["never"])
}

/// Returns whether the verb that states the measure is negated, or depends on a negated word: "3,000 people did not
/// die", "that does not mean that 40 died".
pub fn is_negated(c: &FigureContext) -> bool {
    let (graph, at) = (c.graph, c.anchor.predicate);
    let predicate = graph.node(at);
    let mut children = predicate.children().iter();
    let expected = children.any(|&child| graph.node(child).tag == PosTag::Modal);
    if !c.predicate_states_measure() || expected {
        return false;
    }
    let above = graph.node(predicate.head);
    has_child(c, at, Relation::Neg, &NOT)
        || MEANING.contains(&above.lower()) && has_child(c, predicate.head, Relation::Neg, &NOT)
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
