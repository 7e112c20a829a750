//! The reporter through whom a source is quoted: "Reuters" in "12 died, Reuters reported, citing officials".

use super::context::FigureContext;
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
            subject(c, verb).or_else(|| subject(c, graph.node(verb).head))
        }
        (Relation::Nsubj, tells) if TELLS.contains(&tells) => named_object(c, verb),
        _ => None,
    }?;
    let (first, last) = graph.name_phrase(reporter);
    let name = graph.text(first, last);
    (name != source).then_some(name)
}

/// Returns the subject of a verb.
fn subject(c: &FigureContext, verb: usize) -> Option<usize> {
    let mut children = c.graph.node(verb).children().iter().copied();
    children.find(|&child| c.graph.node(child).relation == Relation::Nsubj)
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
