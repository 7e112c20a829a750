//! The side that harmed what a figure counts. It cannot be the owner.

use super::candidate::is_side;
use super::context::FigureContext;
use crate::figure::model::Measure;
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::{PosTag, Relation};

/// The measures that one side inflicts on another.
const HARMS: [Measure; 6] = [
    Measure::Killed,
    Measure::Wounded,
    Measure::Captured,
    Measure::Casualties,
    Measure::Hostages,
    Measure::Destroyed,
];

/// Nouns for accidents. The side named beside one is often the side of its victims: "a Danish plane crash".
const ACCIDENTS: [&str; 5] = ["crash", "accident", "collision", "sinking", "outbreak"];

/// The maximum number of heads followed from a verb to the clause that states its subject.
const LONGEST_WAY: usize = 4;

/// Returns whether the node at `at` is in the name of the side that harmed what is counted: "Danish" in "Danish troops
/// killed 30 villagers" and in "30 villagers were killed by Danish troops".
pub fn names_harmer(c: &FigureContext, at: usize) -> bool {
    let harms = c.measure.is_some_and(|measure| HARMS.contains(&measure));
    harms && harmer(c).is_some_and(|head| is_in_phrase(c, head, at))
}

/// Returns the head of the phrase that names who harmed what is counted, or `None` if the sentence does not name it.
fn harmer(c: &FigureContext) -> Option<usize> {
    let verb = c.anchor.predicate;
    let harmer = match c.anchor.role {
        Relation::Dobj if c.predicate_states_measure() && !loses(c, verb) && !claims(c, verb) => {
            subject(c, verb)
        }
        Relation::Nsubjpass => named_after_by(c, verb),
        _ => None,
    };
    let participles = c.graph.node(c.anchor.noun).children().iter();
    harmer.or_else(|| participles.copied().find_map(|i| named_after_by(c, i)))
}

/// Returns whether the subject of a verb is the side of what its object counts: "Denmark lost 30 men".
fn loses(c: &FigureContext, verb: usize) -> bool {
    let node = c.graph.node(verb);
    node.is(Class::LoseVerb) || node.is(Class::SufferVerb)
}

/// Returns whether the subject of a verb may only report what its object counts: "Denmark claims 30 dead".
fn claims(c: &FigureContext, verb: usize) -> bool {
    c.graph.node(verb).is(Class::ClaimVerb)
}

/// Returns the object of "by" after a passive verb.
fn named_after_by(c: &FigureContext, verb: usize) -> Option<usize> {
    let by = c.graph.child(verb, Relation::Agent)?;
    c.graph.child(by, Relation::Pobj)
}

/// Returns the subject of a verb, which another clause may state: "rebels claimed to have killed 30", "the ambush that
/// killed 30", "the army said it killed 30".
fn subject(c: &FigureContext, verb: usize) -> Option<usize> {
    let graph = c.graph;
    let mut at = verb;
    for _ in 0..LONGEST_WAY {
        let node = graph.node(at);
        let subject = graph.child(at, Relation::Nsubj);
        let relative = matches!(node.relation, Relation::Relcl | Relation::Acl);
        let named = subject.filter(|&i| {
            let pronoun = matches!(graph.node(i).lower(), "it" | "they" | "we");
            let wh = matches!(graph.node(i).tag, PosTag::WhDeterminer | PosTag::WhPronoun);
            !(pronoun || relative && wh)
        });
        if let Some(named) = named {
            // In "the plane crashed, killing 30 soldiers", the plane may be their own.
            return (at == verb || is_side(graph.node(named)) && !loses(c, at)).then_some(named);
        }
        if node.head == at || relative && subject.is_some() {
            return relative.then_some(node.head);
        }
        at = node.head;
    }
    None
}

/// Returns whether the node at `at` is in the noun phrase with this head, or in a phrase such as "by Danish rebels"
/// after it.
fn is_in_phrase(c: &FigureContext, head: usize, at: usize) -> bool {
    let graph = c.graph;
    let node = graph.node(head);
    let within = |head: usize| {
        let (first, last) = graph.noun_phrase(head);
        (first..=last).contains(&at)
    };
    let after = |&i: &usize| match graph.node(i).relation {
        Relation::Conj => within(i),
        Relation::Prep => {
            let linked = match graph.node(i).lower() {
                "by" | "from" => true,
                "of" => is_side(node) || node.is(Class::Person),
                _ => false,
            };
            linked && graph.child(i, Relation::Pobj).is_some_and(within)
        }
        _ => false,
    };
    !ACCIDENTS.contains(&node.lower()) && (within(head) || node.children().iter().any(after))
}
