//! Features of how a candidate is related to what the figure counts. Every model of a phrase uses them.

use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::graph::{Code, Path};
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::Relation;

/// How a candidate is related to the counted noun, for features that other modules combine.
#[derive(Clone, Copy, Debug)]
pub struct RelationCodes {
    /// The relations up from the counted noun.
    pub up: Code,
    /// The relations down to the candidate.
    pub down: Code,
    /// The clauses left and entered on the way.
    pub clauses: (Code, Code),
    /// The kind of the lowest common ancestor: the predicate, the noun, a higher verb or another noun.
    pub ancestor: &'static str,
    /// The last relation on the way up.
    pub last: &'static str,
}

/// Adds the features of the relation between the counted noun and the node `at`.
fn describe(c: &FigureContext, at: usize, sink: &mut dyn FeatureSink) -> RelationCodes {
    let (graph, anchor) = (c.graph, &c.anchor);
    let noun = anchor.noun;
    let path = graph.path(noun, at);
    let (up, down) = (
        Code::new(path.up.iter().copied()),
        Code::new(path.down.iter().copied()),
    );
    let (up_label, down_label) = (up.label(), down.label());
    let node = graph.node(at);
    let relation = Label::new(node.relation.name());
    let tag = Label::new(node.tag.name());
    let head = graph.head(at);
    feature!(sink, "up", up_label);
    feature!(sink, "down", down_label);
    feature!(sink, "path", up_label, down_label);
    feature!(sink, "relation", relation);
    feature!(sink, "tag", tag);
    feature!(sink, "path+relation", up_label, down_label, relation);
    feature!(sink, "word", node.word());
    feature!(sink, "head", head.stem());
    feature!(sink, "head+relation", head.stem(), relation);
    feature!(sink, "before", Label::flag(at < noun));
    feature!(sink, "distance", Label::count(at.abs_diff(noun) / 3, 6));
    feature!(sink, "capital", Label::flag(node.capital));
    let (left, entered) = (up.clauses(), down.clauses());
    let (left_start, entered_start) = (left.first(3), entered.first(3));
    feature!(sink, "clauses left", Label::count(left.len(), 3));
    feature!(sink, "clauses entered", Label::count(entered.len(), 3));
    feature!(sink, "clauses", left_start.label(), entered_start.label());
    feature!(
        sink,
        "clauses+relation",
        left_start.label(),
        entered_start.label(),
        relation
    );
    feature!(
        sink,
        "tree distance",
        Label::count(path.up.len() + path.down.len(), 7)
    );
    let other = graph.path(anchor.predicate, at);
    let (other_up, other_down) = (Code::new(other.up), Code::new(other.down.iter().copied()));
    feature!(sink, "predicate path", other_up.label(), other_down.label());
    let last = path.up.last().map_or("-", |relation| relation.name());
    let mut codes = RelationCodes {
        up,
        down,
        clauses: (left_start, entered_start),
        ancestor: "?",
        last,
    };
    let Some(ancestor) = path.ancestor else {
        return codes;
    };
    codes.ancestor = describe_ancestor(c, at, &path, ancestor, sink);
    codes
}

/// Adds the features of the lowest common ancestor of the counted noun and the node `at`. Returns its kind.
fn describe_ancestor(
    c: &FigureContext,
    at: usize,
    path: &Path,
    ancestor: usize,
    sink: &mut dyn FeatureSink,
) -> &'static str {
    let (graph, anchor) = (c.graph, &c.anchor);
    let noun = anchor.noun;
    let (up, down) = (
        Code::new(path.up.iter().copied()),
        Code::new(path.down.iter().copied()),
    );
    let (up_label, down_label) = (up.label(), down.label());
    let relation = Label::new(graph.node(at).relation.name());
    let last = path.up.last().map_or("-", |relation| relation.name());
    let top = graph.node(ancestor);
    let says = Label::flag(is_speech(c, ancestor));
    let kind = match path.verbs {
        _ if ancestor == anchor.predicate => "predicate",
        _ if ancestor == noun => "noun",
        0 | 1 if top.is_verb() => "verb 1",
        _ if top.is_verb() => "verb 2",
        0 | 1 => "word 1",
        _ => "word 2",
    };
    let name = kind;
    let (kind, last) = (Label::new(kind), Label::new(last));
    let argument = Label::new(
        path.down
            .first()
            .map_or("=", |relation: &Relation| relation.name()),
    );
    feature!(sink, "top", top.stem());
    feature!(sink, "top+down", top.stem(), down_label);
    feature!(sink, "top+path", top.stem(), up_label, down_label);
    feature!(
        sink,
        "top tag+path",
        Label::new(top.tag.name()),
        up_label,
        down_label
    );
    feature!(sink, "at", kind);
    feature!(sink, "at+last", kind, last);
    feature!(sink, "at+last+says", kind, last, says);
    feature!(sink, "at+last+down", kind, last, down.first(2).label());
    feature!(sink, "at+relation", kind, relation);
    feature!(sink, "at+says+relation", kind, says, relation);
    feature!(sink, "at+last+relation", kind, last, relation);
    feature!(sink, "at+depth", kind, Label::count(path.down.len(), 3));
    feature!(sink, "at+argument", kind, argument);
    feature!(sink, "at+argument+last", kind, argument, last);
    feature!(
        sink,
        "argument+last+says",
        argument,
        last,
        says,
        Label::flag(top.is_verb())
    );
    name
}

/// Returns whether the node at `at` is a verb of saying.
pub fn is_speech(c: &FigureContext, at: usize) -> bool {
    let node = c.graph.node(at);
    node.is(Class::Speech) || node.is(Class::WeakSpeech) && node.is_verb()
}

/// The ranks of candidates by their distance from the figure.
#[derive(Clone, Debug)]
pub struct Ranks {
    /// For each candidate, how many are nearer in the tree and how many in the text, or `None` without a node.
    ranks: Vec<Option<(usize, usize)>>,
    /// The number of candidates with a node.
    count: usize,
}

impl Ranks {
    /// Ranks the candidates by their nodes.
    pub fn new(c: &FigureContext, nodes: &[Option<usize>]) -> Self {
        let noun = c.anchor.noun;
        let distance = |at: usize| {
            let path = c.graph.path(noun, at);
            let in_tree = path.up.len() + path.down.len();
            (in_tree.min(7), (at.abs_diff(noun) / 3).min(6))
        };
        let distances: Vec<_> = nodes.iter().map(|at| at.map(distance)).collect();
        let known = || distances.iter().flatten();
        let rank = |&(tree, text): &(usize, usize)| {
            let nearer_in_tree = known().filter(|d| d.0 < tree).count();
            let nearer_in_text = known().filter(|d| d.1 < text).count();
            (nearer_in_tree, nearer_in_text)
        };
        Self {
            ranks: distances.iter().map(|d| d.as_ref().map(rank)).collect(),
            count: known().count(),
        }
    }

    /// Adds the features of the candidate with this index: of its relation to the figure, and of its ranks.
    pub fn describe(
        &self,
        c: &FigureContext,
        candidate: usize,
        at: usize,
        sink: &mut dyn FeatureSink,
    ) -> RelationCodes {
        feature!(sink, "some");
        let codes = describe(c, at, sink);
        let Some((tree, text)) = self.ranks[candidate] else {
            return codes;
        };
        let (tree, text) = (Label::count(tree, 3), Label::count(text, 3));
        let (left, entered) = codes.clauses;
        feature!(sink, "tree rank", tree);
        feature!(sink, "text rank", text);
        feature!(sink, "ranks", tree, text);
        feature!(sink, "only one", Label::flag(self.count == 1));
        feature!(
            sink,
            "clauses+tree rank",
            left.label(),
            entered.label(),
            tree
        );
        codes
    }
}
