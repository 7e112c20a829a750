//! Decides all facts of a figure.

use super::candidate::FactValue;
use super::context::FigureContext;
use super::fact::{Decision, LearnedFact};
use super::{modality, rate};
use crate::figure::confidence::Confidence;
use crate::figure::finding::Finding;
use crate::figure::model::{Measure, Stance};

/// The lowest probability at which a fact is kept.
const FLOOR: f32 = 0.4;

/// The lowest probability at which an agent or a place is kept. The models of these two are less accurate.
const AGENT_FLOOR: f32 = 0.6;

/// The decided facts of a figure.
#[derive(Debug, Default)]
pub struct DecidedFacts<'t> {
    /// The event, such as killed.
    pub measure: Option<Finding<Measure>>,
    /// The owner of the counted people or things.
    pub owner: Option<Finding<&'t str>>,
    /// The source.
    pub source: Option<Finding<&'t str>>,
    /// The time expression.
    pub as_of: Option<Finding<&'t str>>,
    /// The modality, or `None` if the text plainly states the figure.
    pub stance: Option<Finding<Stance>>,
    /// The agent.
    pub agent: Option<Finding<&'t str>>,
    /// The place of the event.
    pub location: Option<Finding<&'t str>>,
    /// The unit of a rate: "year" in "20 deaths a year".
    pub rate: Option<&'t str>,
    /// The probabilities of the facts.
    pub confidence: Confidence,
}

/// Decides the facts of a figure. Only figures that count people or things have a measure. For a figure without a measure,
/// the models decide only the source and the stance.
pub fn decide<'t>(c: &mut FigureContext<'_, 't>) -> DecidedFacts<'t> {
    let mut facts = DecidedFacts::default();
    if c.counts {
        facts.decide_measure(c);
    }
    for fact in &LearnedFact::ALL[1..] {
        let stated = matches!(fact, LearnedFact::Source | LearnedFact::Stance);
        if stated || c.measure.is_some() {
            facts.decide(c, *fact);
        }
    }
    facts
}

impl<'t> DecidedFacts<'t> {
    /// Decides the measure, which the other facts depend on.
    fn decide_measure(&mut self, c: &mut FigureContext<'_, 't>) {
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
        self.measure = Some(Finding::inferred(c.s, decision.rule, measure));
        self.rate = rate::find(c);
        let key = LearnedFact::Measure.name();
        self.confidence.set(key, decision.probability);
    }

    /// Decides a fact other than the measure.
    fn decide(&mut self, c: &FigureContext<'_, 't>, fact: LearnedFact) {
        let Some(decision) = fact.choose(c) else {
            return;
        };
        let Decision {
            value,
            probability,
            rule,
        } = decision;
        let floor = match fact {
            LearnedFact::Agent | LearnedFact::Location => AGENT_FLOOR,
            _ => FLOOR,
        };
        match value {
            FactValue::Words(text, words) if probability >= floor => {
                let value = text;
                self.set_words(fact, Finding { value, rule, words });
            }
            FactValue::Stance(stance) => {
                let stance = match stance {
                    Stance::Possible => modality::kind_of_expectation(c),
                    // A source that announces deaths expects them.
                    Stance::Planned if c.measure == Some(Measure::Killed) => Stance::Forecast,
                    other => other,
                };
                self.stance =
                    (stance != Stance::Stated).then(|| Finding::inferred(c.s, rule, stance));
            }
            // An agent or a place is often absent, so its absence says nothing about the other facts.
            _ if floor == AGENT_FLOOR => return,
            _ => {}
        }
        self.confidence.set(fact.name(), probability);
    }

    fn set_words(&mut self, fact: LearnedFact, found: Finding<&'t str>) {
        let slot = match fact {
            LearnedFact::Owner => &mut self.owner,
            LearnedFact::Source => &mut self.source,
            LearnedFact::Time => &mut self.as_of,
            LearnedFact::Agent => &mut self.agent,
            LearnedFact::Location => &mut self.location,
            LearnedFact::Measure | LearnedFact::Stance => return,
        };
        *slot = Some(found);
    }
}
