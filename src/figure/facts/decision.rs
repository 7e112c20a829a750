//! Decides all facts of a figure.

use super::candidate::FactValue;
use super::context::FigureContext;
use super::fact::{Decision, LearnedFact};
use super::{modality, rate};
use crate::figure::figure_slots::FigureSlots;
use crate::figure::finding::Finding;
use crate::figure::model::{Measure, Stance};

/// The lowest probability at which a fact is kept.
const FLOOR: f32 = 0.4;

/// The lowest probability at which an agent or a place is kept. The models of these two are less accurate.
const AGENT_FLOOR: f32 = 0.6;

/// Replaces the rules' facts in the slots of a figure with the facts that the models decide.
///
/// The models choose a measure only for figures that count people or things. If they choose none, they decide only the
/// source and the stance, and the figure has no owner.
pub fn decide<'t>(c: &mut FigureContext<'_, 't>, slots: &mut FigureSlots<'t>) {
    slots.owner = None;
    if c.counts {
        slots.measure = None;
        decide_measure(c, slots);
    }
    for fact in &LearnedFact::ALL[1..] {
        let stated = matches!(fact, LearnedFact::Source | LearnedFact::Stance);
        if stated || c.measure.is_some() {
            decide_fact(c, *fact, slots);
        }
    }
}

/// Decides the measure, which the other facts depend on.
fn decide_measure<'t>(c: &mut FigureContext<'_, 't>, slots: &mut FigureSlots<'t>) {
    let Some(decision) = LearnedFact::Measure.choose(c) else {
        return;
    };
    let FactValue::Measure(measure) = decision.value else {
        return;
    };
    if decision.probability < FLOOR {
        return;
    }
    c.measure = Some(measure);
    slots.measure = Some(Finding::inferred(c.s, decision.rule, measure));
    slots.rate = rate::find(c);
    let key = LearnedFact::Measure.name();
    slots.confidence.set(key, decision.probability);
}

/// Decides a fact other than the measure.
fn decide_fact<'t>(c: &FigureContext<'_, 't>, fact: LearnedFact, slots: &mut FigureSlots<'t>) {
    let Some(decision) = fact.choose(c) else {
        return;
    };
    let Decision {
        value,
        probability,
        rule,
    } = decision;
    let rare = matches!(fact, LearnedFact::Agent | LearnedFact::Location);
    let floor = if rare { AGENT_FLOOR } else { FLOOR };
    let mut found = None;
    match value {
        FactValue::Words(value, words) if probability >= floor => {
            found = Some(Finding { value, rule, words });
        }
        FactValue::Stance(stance) => {
            let expected = stance == Stance::Possible;
            let stance = if expected {
                modality::kind_of_expectation(c)
            } else {
                stance
            };
            // Sources forecast deaths; they rarely plan them.
            let stance = match stance {
                Stance::Planned if c.measure == Some(Measure::Killed) => Stance::Forecast,
                other => other,
            };
            slots.stance = (stance != Stance::Stated).then(|| Finding::inferred(c.s, rule, stance));
        }
        // Most figures have no agent or place, so a missing one does not affect the figure's confidence.
        _ if rare => return,
        _ => {}
    }
    match fact {
        LearnedFact::Owner => slots.owner = found,
        LearnedFact::Source => slots.source = found,
        LearnedFact::Time => slots.as_of = found,
        LearnedFact::Agent => slots.agent = found,
        LearnedFact::Location => slots.location = found,
        LearnedFact::Measure | LearnedFact::Stance => {}
    }
    slots.confidence.set(fact.name(), probability);
}
