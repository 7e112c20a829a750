//! The reporter through whom a source is quoted: "Reuters" in "12 died, Reuters reported, citing officials".

use super::context::FigureContext;
use super::relation_features::is_speech;
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::{PosTag, Relation};

/// Verbs whose object is the source and whose subject is the reporter.
const CITES: [&str; 6] = ["citing", "cites", "cited", "quoting", "quotes", "quoted"];

/// Verbs whose subject is the source and whose object is the reporter.
const TELLS: [&str; 3] = ["told", "tells", "tell"];

/// Returns the reporter through whom `source` is quoted, or `None` if the sentence names none.
pub fn find<'t>(c: &FigureContext<'_, 't>, source: &str) -> Option<&'t str> {
    let graph = c.graph;
    let at = c.node_of(source)?;
    let verb = graph.node(at).head;
    let reporter = match (graph.node(at).relation, graph.node(verb).lower()) {
        (Relation::Dobj, cites) if CITES.contains(&cites) => {
            let subject = graph.child(verb, Relation::Nsubj);
            subject.or_else(|| speaker_above(c, verb))
        }
        (Relation::Nsubj, tells) if TELLS.contains(&tells) => named_object(c, verb),
        _ => None,
    }?;
    let (first, last) = graph.name_phrase(reporter);
    let name = graph.text(first, last);
    (name != source).then_some(name)
}

/// Returns the subject of the nearest verb of saying above a word.
fn speaker_above(c: &FigureContext, at: usize) -> Option<usize> {
    let chain = c.graph.chain(at).into_iter().skip(1);
    let mut speakers = chain.filter(|&verb| is_speech(c, verb));
    speakers.find_map(|verb| c.graph.child(verb, Relation::Nsubj))
}

/// Returns the head of the source that "citing" or "quoting" names, if the figure is in the clause that cites it.
pub fn cited_source(c: &FigureContext) -> Option<usize> {
    let graph = c.graph;
    let chain = graph.chain(c.anchor.noun);
    let applies = |verb: usize| {
        let head = graph.node(verb).head;
        [head, graph.node(head).head]
            .iter()
            .any(|at| chain[1..].contains(at))
    };
    let mut verbs = (0..graph.nodes().len())
        .filter(|&i| ["citing", "quoting"].contains(&graph.node(i).lower()) && applies(i));
    verbs.find_map(|verb| {
        let object = graph.child(verb, Relation::Dobj)?;
        can_speak(c, object).then_some(object)
    })
}

/// Returns whether a noun denotes somebody, an institution or a report.
fn can_speak(c: &FigureContext, at: usize) -> bool {
    let node = c.graph.node(at);
    let name = matches!(node.tag, PosTag::ProperNoun | PosTag::ProperNounPlural);
    let classes = [Class::Agent, Class::Institution, Class::SpeechNoun];
    name || classes.iter().any(|class| node.is(*class))
}

/// Returns the object of a verb if it is a name: "Reuters", but not "reporters".
fn named_object(c: &FigureContext, verb: usize) -> Option<usize> {
    let mut children = c.graph.node(verb).children().iter().copied();
    children.find(|&child| {
        let node = c.graph.node(child);
        let object = matches!(node.relation, Relation::Dobj | Relation::Dative);
        let name = matches!(node.tag, PosTag::ProperNoun | PosTag::ProperNounPlural);
        object && name && child > verb
    })
}
