//! Rules that decide a fact without a model.
//!
//! A rule is listed if the model was not better where the rule had an answer, or if the fact is too rare to learn. The
//! shares of right answers were counted on the annotated sentences that the models are trained on.

use super::candidate::{Candidate, FactValue, candidate_at};
use super::context::{FigureContext, RuleAnswer};
use super::graph::GraphNode;
use super::harmer::names_harmer;
use super::modality::{denial, is_exempt, is_negated, is_possible};
use super::relation_features::is_speech;
use super::reporter;
use super::source::is_definite;
use super::value_choice::Decision;
use crate::figure::attribution::PUTS;
use crate::figure::fact::Fact;
use crate::figure::model::{Measure, Stance};
use crate::figure::rule;
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::{PosTag, Relation};

/// Rules that find an owner, with their share of right answers.
///
/// In the first seven rules, the structure of the sentence shows the owner: 134 of 137 answers were right. The last
/// three take the owner from another number or another part of the text: 9 of 12 were right.
const OWNER_RULES: [(&str, f32); 10] = [
    (rule::SIDE_IN_PHRASE, 0.97),
    (rule::SIDE_BESIDE_NOUN, 0.97),
    (rule::OWNER_OF_ITS, 0.97),
    (rule::SIDE_AFTER_AMONG, 0.97),
    (rule::LOSER, 0.97),
    (rule::SIDE_AFTER_PHRASE, 0.97),
    (rule::SIDE_AFTER_BELONG, 0.97),
    (rule::SAME_OWNER, 0.75),
    (rule::ONLY_SIDE, 0.75),
    (rule::SIDE_BEFORE, 0.75),
];

/// The share of right answers of [`rule::BY_WORD`] if the source follows the number or "according to": 105 of 113.
const SOURCE_SHARE: f32 = 0.93;

/// The assumed share of right answers of a rule that applies to too few annotated sentences to measure.
const GUESS: f32 = 0.75;

/// A number is in the list after a colon only if fewer than this many words separate the two.
const LONGEST_LIST: usize = 8;

/// The maximum number of words from a colon to the first number after it.
const LONGEST_BOUND: usize = 3;

/// Words and signs that attribute a number to the source beside them, without a verb of saying: "Police: 12 dead", "the
/// hospital at 15", "per the ministry".
const MARKS: [&str; 6] = [":", "-", "–", "—", "at", "per"];

/// Words for a part of what "of" joins to them, besides the quantifiers and numbers: "none of the 300 miners".
const PARTS: [&str; 7] = ["none", "neither", "some", "half", "any", "few", "one"];

/// Military abbreviations that state a measure: killed, wounded or missing in action.
const ABBREVIATIONS: [&str; 3] = ["kia", "wia", "mia"];

/// The share of right answers of the modality rules if they find a stance other than stated: 17 of 21.
const STANCE_SHARE: f32 = 0.8;

/// Returns the answer of a reliable rule, or `None` if no such rule decides the fact.
pub fn answer<'t>(fact: Fact, c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
    match fact {
        Fact::Measure => base_of_part(c)
            .or_else(|| losses(c))
            .or_else(|| of_rule(c))
            .or_else(|| passive_subject(c)),
        Fact::Owner => owner(c),
        Fact::Source => source(c),
        Fact::Stance => stance(c),
        _ => None,
    }
}

/// Returns whether a candidate cannot be the value of a fact: the side that harmed people is not their own side.
pub fn excludes(fact: Fact, c: &FigureContext, candidate: &Candidate) -> bool {
    fact == Fact::Owner && candidate.node.is_some_and(|at| names_harmer(c, at))
}

/// Returns an absent measure for the 300 in "none of the 300 miners was killed" and "12 of the 300 miners were killed".
/// The verb states what happened to the part, not to all of them.
fn base_of_part<'t>(c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
    let noun = c.anchor.noun;
    let of = c.graph.node(noun).head;
    let part = c.graph.head(of);
    let is_part =
        part.is(Class::Quantifier) || part.tag == PosTag::Cardinal || PARTS.contains(&part.lower());
    let joined = c.graph.node(noun).relation == Relation::Pobj
        && c.graph.node(of).lower() == "of"
        && is_definite(c);
    let measured = || c.graph.subtree(noun).iter().any(|&i| c.states(i, None));
    let rule = "the verb applies only to a part of them";
    (joined && is_part && !measured()).then(|| guess(FactValue::Absent, rule))
}

/// Returns [`Measure::Losses`] if the rules found it and the sentence names the losing side or is about fighting:
/// "Russian losses", "military losses". Such losses are too rare to learn.
fn losses<'t>(c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
    let (measure, rule) = c.rule_measure?;
    let owned = c.rule_owner.is_some_and(|answer| {
        [rule::SIDE_IN_PHRASE, rule::SIDE_BESIDE_NOUN, rule::LOSER].contains(&answer.rule)
    });
    let fights = || {
        let nodes = c.graph.nodes().iter();
        let military = |node: &GraphNode| node.is(Class::Fighter) || node.is(Class::War);
        nodes.filter(|node| node.lower() != "losses").any(military)
    };
    (measure == Measure::Losses && (owned || fights()))
        .then(|| guess(FactValue::Measure(measure), rule))
}

/// Returns the measure in "how many lost their homes: 300", "Wounded: 40" and "40 WIA". Such phrases are too rare to
/// learn.
fn of_rule<'t>(c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
    let (measure, rule) = c.rule_measure?;
    let noun = c.graph.node(c.anchor.noun).lower();
    let abbreviated = rule == rule::COUNTED_NOUN && ABBREVIATIONS.contains(&noun);
    if !abbreviated && ![rule::HOW_MANY, rule::LABEL].contains(&rule) {
        return None;
    }
    Some(guess(FactValue::Measure(measure), rule))
}

/// Returns the measure of the verb whose passive subject is counted, or that directly follows the number: "131 people
/// have been rescued", "about 40 captured". Only measures that are too rare to learn are listed.
fn passive_subject<'t>(c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
    const RARE: [Measure; 3] = [Measure::Rescued, Measure::Evacuated, Measure::Captured];
    let (measure, rule) = c
        .rule_measure
        .filter(|(measure, _)| RARE.contains(measure))?;
    let states = |at: usize| c.states(at, Some(measure));
    let (predicate, next) = (c.anchor.predicate, c.anchor.span.end);
    let nodes = c.graph.nodes();
    let passive = c.anchor.role == Relation::Nsubjpass
        && nodes[predicate].is_verb()
        && states(predicate)
        && nodes[c.anchor.noun].is(Class::Person);
    let follows = nodes
        .get(next)
        .is_some_and(|node| node.tag == PosTag::VerbPastParticiple && states(next));
    (passive || follows).then(|| guess(FactValue::Measure(measure), rule))
}

fn owner<'t>(c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
    let answer = c.rule_owner?;
    let harmer = || c.node_of(answer.text).is_some_and(|at| names_harmer(c, at));
    if answer.rule != rule::OWNER_OF_ITS && harmer() {
        return None;
    }
    let (_, share) = *OWNER_RULES.iter().find(|(rule, _)| *rule == answer.rule)?;
    Some(words(answer, share))
}

/// Returns the source in "12 died, officials said", "according to officials, 12 died" and "Officials: 12 died". Returns
/// an absent source in "mothers, officials say, recall the 15,000 dead", because the officials do not state the number.
fn source<'t>(c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
    if let Some(at) = reporter::cited_source(c) {
        let (first, last) = c.graph.name_phrase(at);
        return Some(Decision {
            value: candidate_at(c, first, last).value,
            probability: SOURCE_SHARE,
            rule: "named after \"citing\"",
        });
    }
    let Some(answer) = c.rule_source else {
        let rule = "the statement is an aside";
        return is_presupposed(c).then(|| guess(FactValue::Absent, rule));
    };
    let named = answer.rule == rule::BY_WORD;
    let node = c.node_of(answer.text).filter(|_| named)?;
    let according =
        |&i: &usize| c.graph.node(i).lower() == "to" && c.graph.head(i).lower() == "according";
    let mark = c.s.text[answer.words.as_range()].to_lowercase();
    let reliable = node > c.anchor.noun
        || MARKS.contains(&mark.as_str())
        || c.graph.chain(node).iter().any(according)
        || puts_number_at(c, node);
    reliable.then(|| words(answer, SOURCE_SHARE))
}

/// Returns whether a node is the subject in "the ministry puts the toll at 12".
fn puts_number_at(c: &FigureContext, at: usize) -> bool {
    let node = c.graph.node(at);
    let before = c.anchor.span.start.checked_sub(1);
    node.relation == Relation::Nsubj
        && PUTS.contains(&c.graph.node(node.head).lower())
        && before.is_some_and(|i| c.graph.node(i).lower() == "at")
        && c.graph.chain(c.anchor.noun).contains(&node.head)
}

/// Returns the answer of a rule for a fact that the model found absent, or `None` if no such rule applies.
pub fn fallback<'t>(fact: Fact, c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
    if fact == Fact::Measure {
        return died(c);
    }
    let answer = c.rule_source.filter(|_| fact == Fact::Source)?;
    let named = answer.rule == rule::BY_WORD;
    let listed = (named || answer.rule == rule::BY_REFERENCE) && follows_colon(c);
    (listed || named && follows_verb(c)).then(|| words(answer, GUESS))
}

/// Returns [`Measure::Killed`] if "died" directly follows a number without a noun: "in the war 300 died". In "12 of the
/// 300 died", the word before the number shows that it is not the subject.
fn died<'t>(c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
    let (measure, rule) = c
        .rule_measure
        .filter(|(measure, rule)| *measure == Measure::Killed && *rule == rule::SUBJECT_OF_VERB)?;
    let nodes = c.graph.nodes();
    let verb = nodes.get(c.anchor.span.end)?;
    let before = c.anchor.span.start.checked_sub(1).map(|i| &nodes[i]);
    let starts = before.is_none_or(|node| {
        node.is_noun()
            || matches!(
                node.tag,
                PosTag::Comma | PosTag::Colon | PosTag::Conjunction
            )
    });
    (starts && ["died", "perished", "drowned"].contains(&verb.lower()))
        .then(|| guess(FactValue::Measure(measure), rule))
}

/// Returns whether the text presents the number as known and has a verb of saying in an aside before it.
fn is_presupposed(c: &FigureContext) -> bool {
    let nodes = c.graph.nodes();
    let before = &nodes[..c.anchor.span.start.min(c.anchor.noun)];
    let aside = before
        .windows(2)
        .enumerate()
        .any(|(i, pair)| pair[1].lower() == "," && pair[0].is_verb() && is_speech(c, i));
    aside && is_definite(c)
}

/// Returns whether the number directly follows a verb of saying: "acknowledged 498 dead". "Claim" is excluded because
/// of "the war claimed 498 lives".
fn follows_verb(c: &FigureContext) -> bool {
    let before = c.anchor.span.start.checked_sub(1);
    before.is_some_and(|i| is_speech(c, i) && !c.graph.node(i).lower().starts_with("claim"))
}

/// Returns whether the number is in a list of numbers after a colon, outside a quotation.
fn follows_colon(c: &FigureContext) -> bool {
    let before = &c.graph.nodes()[..c.anchor.span.start];
    let Some(colon) = before.iter().rposition(|node| node.lower() == ":") else {
        return false;
    };
    let list = &before[colon + 1..];
    let mut first = list.iter().take(LONGEST_BOUND);
    let numbers = list.is_empty() || first.any(|node| node.tag == PosTag::Cardinal);
    numbers && list.len() < LONGEST_LIST && !c.quoted[c.anchor.noun]
}

fn stance<'t>(c: &FigureContext<'_, 't>) -> Option<Decision<'t>> {
    let by_words = Stance::from_word(c.rule_stance)?;
    let happened = c.measure.is_some();
    let (stance, rule) = if let Some(denied) = denial(c).filter(|_| happened) {
        (denied, "the report is denied or retracted")
    } else if by_words != Stance::Stated {
        return Some(Decision {
            value: FactValue::Stance(by_words),
            probability: STANCE_SHARE,
            rule: "words of modality near the number",
        });
    } else if happened && (is_negated(c) || is_exempt(c)) {
        (Stance::Denied, "the verb does not apply to the number")
    } else if happened && is_possible(c) {
        (Stance::Possible, "a mere possibility")
    } else if is_presupposed(c) {
        (Stance::Stated, "presented as known")
    } else {
        return None;
    };
    Some(guess(FactValue::Stance(stance), rule))
}

/// Returns the decision of a rule that applies to too few annotated sentences to measure.
fn guess<'t>(value: FactValue<'t>, rule: &'static str) -> Decision<'t> {
    Decision {
        value,
        probability: GUESS,
        rule,
    }
}

fn words(answer: RuleAnswer<'_>, probability: f32) -> Decision<'_> {
    Decision {
        value: FactValue::Words(answer.text, answer.words),
        probability,
        rule: answer.rule,
    }
}
