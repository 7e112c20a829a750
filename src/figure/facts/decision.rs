//! Decides all facts of a figure.

use super::candidate::FactValue;
use super::context::FigureContext;
use super::value_choice::Decision;
use super::{modality, rate, reporter};
use crate::figure::fact::Fact;
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
    for fact in &Fact::ALL[1..] {
        let stated = matches!(fact, Fact::Source | Fact::Stance);
        if stated || c.measure.is_some() {
            decide_fact(c, *fact, slots);
        }
    }
}

/// Decides the measure, which the other facts depend on.
fn decide_measure<'t>(c: &mut FigureContext<'_, 't>, slots: &mut FigureSlots<'t>) {
    let Some(decision) = Fact::Measure.choose(c) else {
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
    slots.confidence.set(Fact::Measure, decision.probability);
}

/// Decides a fact other than the measure.
fn decide_fact<'t>(c: &FigureContext<'_, 't>, fact: Fact, slots: &mut FigureSlots<'t>) {
    let Some(decision) = fact.choose(c) else {
        return;
    };
    let Decision {
        value,
        probability,
        rule,
    } = decision;
    let rare = matches!(fact, Fact::Agent | Fact::Location);
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
            let planned = c.measure.is_none_or(Measure::is_plannable);
            let stance = match stance {
                Stance::Planned if !planned => Stance::Forecast,
                other => other,
            };
            slots.stance = (stance != Stance::Stated).then(|| Finding::inferred(c.s, rule, stance));
        }
        // The probability that no agent or place is stated is of no use to readers.
        _ if rare => return,
        _ => {}
    }
    match fact {
        Fact::Owner => slots.owner = found,
        Fact::Source => slots.source = found,
        Fact::Time => slots.as_of = found,
        Fact::Agent => slots.agent = found,
        Fact::Location => slots.location = found,
        Fact::Measure | Fact::Stance => {}
    }
    if let Some(source) = found.filter(|_| fact == Fact::Source) {
        slots.via = reporter::find(c, source.value);
    }
    slots.confidence.set(fact, probability);
}
