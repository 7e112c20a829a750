//! The unit of a rate: "year" in "20 deaths a year", "100,000 people" in "6 deaths per 100,000 people".
//!
//! Rules are enough: only a few words make a number a rate, and the parse shows whether they belong to the number.

use super::context::FigureContext;
use super::graph::GraphNode;
use crate::figure::syntax::Class;
use crate::figure::syntax::digits::number_value;
use crate::figure::syntax::parse::{PosTag, Relation};

/// Units of time that follow "a", "each" or "every" in a rate.
const TIMES: [&str; 10] = [
    "day", "week", "month", "year", "hour", "minute", "night", "season", "decade", "weekend",
];

/// Adjectives and adverbs that make a number a rate, with their units of time.
const ADVERBS: [(&str, &str); 9] = [
    ("daily", "day"),
    ("weekly", "week"),
    ("monthly", "month"),
    ("annually", "year"),
    ("yearly", "year"),
    ("hourly", "hour"),
    ("nightly", "night"),
    ("annual", "year"),
    ("everyday", "day"),
];

/// Words after "a day" that make it a point in time: "a day after the attack".
const POINTS: [&str; 8] = [
    "ago", "earlier", "later", "after", "before", "when", "since", "prior",
];

/// The maximum number of words between a figure and the unit of its rate, if the parse does not connect them.
const REACH: usize = 12;

/// The maximum number of words between "to" and the second number of a change: "to more than 348".
const LONGEST_BOUND: usize = 3;

/// The maximum number of heads followed from a modifier to the subject that it belongs to.
const LONGEST_SUBJECT: usize = 4;

/// Returns the unit of a rate, or `None` if the figure is not a rate. If the sentence states several rates, the nearest
/// unit belongs to the figure.
pub fn find<'t>(c: &FigureContext<'_, 't>) -> Option<&'t str> {
    inside(c).or_else(|| {
        let nodes = 0..c.graph.nodes().len();
        let mut nodes: Vec<_> = nodes.filter(|i| !c.anchor.span.contains(i)).collect();
        let last = c.anchor.span.end;
        // Units follow their numbers, so that those before the number are tried last.
        nodes.sort_by_key(|&i| (i < last, i.abs_diff(last)));
        nodes.into_iter().find_map(|i| {
            per(c, i)
                .or_else(|| one_in(c, i))
                .or_else(|| each(c, i))
                .or_else(|| adverb(c, i))
        })
    })
}

/// Returns the unit of a ratio that was read as one number: "one in 33".
fn inside<'t>(c: &FigureContext<'_, 't>) -> Option<&'t str> {
    let nodes = c.graph.nodes();
    let mut words = c.anchor.span.clone().skip(1);
    let link = words.find(|&i| matches!(nodes[i].lower(), "in" | "out"))?;
    let of = usize::from(nodes[link].lower() == "out");
    let first = link + of + 1;
    let last = c.anchor.noun.max(c.anchor.span.end - 1);
    let counts = |node: &GraphNode| node.tag == PosTag::Cardinal || is_every(node);
    let number = nodes.get(first).is_some_and(counts);
    (number && first <= last).then(|| c.graph.text(first, last))
}

/// Returns the unit after "per": "6 deaths per 100,000 people". Plurals without a number, names and those who make
/// statements are no units: "per police reports", "per CNN", "per the ministry".
fn per<'t>(c: &FigureContext<'_, 't>, i: usize) -> Option<&'t str> {
    let nodes = c.graph.nodes();
    if nodes[i].lower() != "per" || !belongs(c, i, nodes[i].head) {
        return None;
    }
    let unit = object_head(c, i).unwrap_or(i + 1);
    let node = nodes.get(unit)?;
    let number = nodes.get(i + 1..=unit)?;
    let number = number.iter().any(|node| node.tag == PosTag::Cardinal);
    let singular = node.tag == PosTag::Noun && node.lower() != "cent";
    let speaks = [Class::Agent, Class::Institution, Class::SpeechNoun];
    let speaks = speaks.iter().any(|class| node.is(*class));
    let people = node.is(Class::Person) && node.lower() != "police";
    let known = matches!(node.lower(), "capita" | "annum");
    if !(number || known || singular && (!speaks || people)) {
        return None;
    }
    object(c, i).or_else(|| Some(c.graph.text(unit, with_noun(c, unit))))
}

/// Returns the unit after "in" or "out of": "one in 33 patients", "8 out of 10". "40 in three states" is not a rate,
/// because the second number is not larger.
fn one_in<'t>(c: &FigureContext<'_, 't>, i: usize) -> Option<&'t str> {
    let nodes = c.graph.nodes();
    let last = c.anchor.span.end.max(c.anchor.noun + 1);
    let next = i == c.anchor.span.end || i == last;
    let every = |at: usize| nodes.get(at).is_some_and(is_every);
    let of = match nodes[i].lower() {
        "in" if next => 0,
        "out" if next && nodes.get(i + 1).is_some_and(|node| node.lower() == "of") => 1,
        "for" | "of" if next && every(i + 1) => 0,
        _ => return None,
    };
    let number = nodes.get(i + of + 1)?;
    let counted = number.tag == PosTag::Cardinal && !number.is_year();
    let larger = value(c, i + of + 1) > c.anchor.span.clone().find_map(|at| value(c, at));
    if !(counted && larger && c.anchor.span.end == i || every(i + of + 1)) {
        return None;
    }
    object(c, i + of).or_else(|| Some(c.graph.text(i + of + 1, i + of + 1)))
}

/// Returns the value of the number at a node, or `None` if it is not a number.
fn value(c: &FigureContext, at: usize) -> Option<f64> {
    number_value(c.s, c.graph.node(at).token)
}

/// Returns the unit after "a", "each" or "every": "20 deaths a year", "every day, 20 people die".
fn each<'t>(c: &FigureContext<'_, 't>, i: usize) -> Option<&'t str> {
    let nodes = c.graph.nodes();
    let node = &nodes[i];
    let single = |at: &usize| nodes[*at].lower() == "single";
    let before = i.checked_sub(1)?;
    let before = Some(before)
        .filter(|at| !single(at))
        .or(before.checked_sub(1))?;
    let article = matches!(nodes[before].lower(), "a" | "an");
    let each = is_every(&nodes[before]);
    let follows = |words: &[&str]| {
        nodes
            .get(i + 1)
            .is_some_and(|next| words.contains(&next.lower()))
    };
    let introduced = before.checked_sub(1).is_some_and(|at| {
        matches!(nodes[at].tag, PosTag::Preposition) || nodes[at].lower() == "than"
    });
    let point = follows(&POINTS) || introduced && article;
    if !(TIMES.contains(&node.lower()) && (article || each)) || point {
        return None;
    }
    belongs(c, i, node.head).then(|| c.graph.text(i, i))
}

/// Returns the unit that an adjective or adverb means: "daily deaths rose to 20", "20 people die annually".
fn adverb(c: &FigureContext, i: usize) -> Option<&'static str> {
    let node = c.graph.node(i);
    let (_, unit) = *ADVERBS.iter().find(|(word, _)| *word == node.lower())?;
    let head = c.graph.node(node.head);
    let counts = |node: &GraphNode| {
        node.is(Class::Measure) || node.is(Class::Toll) || node.is(Class::NumberNoun)
    };
    let describes = matches!(node.relation, Relation::Amod | Relation::Compound) && counts(head);
    let modifies = matches!(node.relation, Relation::Advmod | Relation::Npadvmod);
    ((describes || modifies) && belongs(c, i, node.head)).then_some(unit)
}

/// Returns whether the word at `i`, whose head is `head`, belongs to the figure, its noun or its clause.
fn belongs(c: &FigureContext, i: usize, head: usize) -> bool {
    let graph = c.graph;
    let noun = c.anchor.noun;
    let inside = c.anchor.span.contains(&head) || head == noun;
    let chain = graph.chain(noun);
    let pairs = chain.iter().skip(1).zip(&chain);
    let governs = pairs
        .take_while(|(_, below)| !is_clause(graph.node(**below)))
        .any(|(&at, _)| at == head);
    let is_subject = |at: usize| {
        let node = graph.node(at);
        matches!(node.relation, Relation::Nsubj | Relation::Nsubjpass) && chain.contains(&node.head)
    };
    let mut heads = graph.chain(head).into_iter().take(LONGEST_SUBJECT);
    let of_subject = heads.any(is_subject);
    let modifies = matches!(graph.node(head).relation, Relation::Acl | Relation::Relcl)
        && graph.node(head).head == noun;
    let end = end_of_change(c).max(c.anchor.span.end).max(noun + 1);
    let breaks = |node: &GraphNode| {
        node.tag == PosTag::Cardinal
            || matches!(node.lower(), "," | ";" | ":" | "—" | "and" | "but")
    };
    let near = i >= end && i - end <= REACH && !graph.nodes()[end..i].iter().any(breaks);
    inside || governs || of_subject || modifies || near
}

/// Returns the end of the second number in "rose from 328 to 348 deaths per 100,000 people", whose unit also belongs to
/// the first, or 0 if the figure is not the first number of a change.
fn end_of_change(c: &FigureContext) -> usize {
    let nodes = c.graph.nodes();
    let span = &c.anchor.span;
    let is = |at: Option<usize>, word| {
        at.and_then(|at| nodes.get(at))
            .is_some_and(|node| node.lower() == word)
    };
    if !is(span.start.checked_sub(1), "from") || !is(Some(span.end), "to") {
        return 0;
    }
    let after = nodes.get(span.end + 1..).unwrap_or_default();
    let number = after.iter().position(|node| node.tag == PosTag::Cardinal);
    let number = number.filter(|&words| words < LONGEST_BOUND);
    number.map_or(0, |words| span.end + 1 + words + 1)
}

fn is_every(node: &GraphNode) -> bool {
    matches!(node.lower(), "every" | "each")
}

/// Returns whether a node is the head of an embedded clause.
fn is_clause(node: &GraphNode) -> bool {
    matches!(
        node.relation,
        Relation::Ccomp | Relation::Advcl | Relation::Relcl | Relation::Parataxis | Relation::Acl
    )
}

/// Returns the object of the preposition at `i`, with the words that depend on it.
fn object<'t>(c: &FigureContext<'_, 't>, i: usize) -> Option<&'t str> {
    let (first, last) = c.graph.phrase(object_head(c, i)?);
    Some(c.graph.text(first.max(i + 1), with_noun(c, last)))
}

/// Returns the last node of a unit that ends at `last`. The parser often takes the number in "100,000 people" as the
/// whole object.
fn with_noun(c: &FigureContext, last: usize) -> usize {
    let nodes = c.graph.nodes();
    let counted = nodes[last].tag == PosTag::Cardinal
        && nodes
            .get(last + 1)
            .is_some_and(|next| next.tag == PosTag::NounPlural);
    last + usize::from(counted)
}

/// Returns the head of the object of the preposition at `i`.
fn object_head(c: &FigureContext, i: usize) -> Option<usize> {
    c.graph.child(i, Relation::Pobj).filter(|&at| at > i)
}
