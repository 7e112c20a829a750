//! Features of the relation between a candidate and the counted noun. Every model that chooses a phrase uses them.

use super::candidate::{Candidate, FactValue};
use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::graph::{Code, Path};
use crate::figure::syntax::Class;
use crate::figure::syntax::parse::Relation;

/// The relation between a candidate and the counted noun, for features in other modules.
#[derive(Clone, Copy, Debug, Default)]
pub struct RelationCodes {
    /// The relations up from the counted noun.
    pub up: Code,
    /// The relations down to the candidate.
    pub down: Code,
    /// The first clause relations on the way up and on the way down.
    pub clauses: (Code, Code),
    /// The kind of the lowest common ancestor: the predicate, the noun, another verb or another word.
    pub ancestor: &'static str,
    /// The last relation on the way up, or "-" if there is none.
    pub last: &'static str,
}

/// Adds the features of the relation between the counted noun and the node `at`. Returns its codes.
fn describe(
    c: &FigureContext,
    at: usize,
    path: &Path,
    sink: &mut dyn FeatureSink,
) -> RelationCodes {
    let (graph, anchor) = (c.graph, &c.anchor);
    let noun = anchor.noun;
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
    codes.ancestor = describe_ancestor(c, at, path, ancestor, sink);
    codes
}

/// Adds the features of the lowest common ancestor of the counted noun and the node `at`. Returns the ancestor's kind.
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

/// The relations between the candidates and the counted noun.
#[derive(Clone, Debug)]
pub struct Relations {
    /// For each candidate, its relation, or `None` if it has no node in the sentence.
    relations: Vec<Option<CandidateRelation>>,
    /// The number of candidates that have a node in the sentence.
    count: usize,
}

/// The relation between one candidate and the counted noun.
#[derive(Clone, Debug)]
struct CandidateRelation {
    /// The path from the counted noun.
    path: Path,
    /// The number of candidates that are nearer in the tree.
    tree_rank: usize,
    /// The number of candidates that are nearer in the text.
    text_rank: usize,
}

impl Relations {
    /// Finds the paths to the candidates, and ranks the candidates by distance.
    pub fn new(c: &FigureContext, list: &[Candidate]) -> Self {
        let noun = c.anchor.noun;
        let path = |at: usize| (at, c.graph.path(noun, at));
        let paths: Vec<Option<(usize, Path)>> = list
            .iter()
            .map(|candidate| candidate.node.map(path))
            .collect();
        let distance = |(at, path): &(usize, Path)| {
            let in_tree = path.up.len() + path.down.len();
            (in_tree.min(7), (at.abs_diff(noun) / 3).min(6))
        };
        let distances: Vec<(usize, usize)> = paths.iter().flatten().map(distance).collect();
        let relation = |found: (usize, Path)| {
            let (tree, text) = distance(&found);
            CandidateRelation {
                path: found.1,
                tree_rank: distances.iter().filter(|d| d.0 < tree).count(),
                text_rank: distances.iter().filter(|d| d.1 < text).count(),
            }
        };
        Self {
            count: distances.len(),
            relations: paths.into_iter().map(|found| found.map(relation)).collect(),
        }
    }
}

/// A candidate with the data that its features depend on.
#[derive(Clone, Copy, Debug)]
pub struct CandidateView<'a, 'g, 't> {
    /// The figure.
    pub c: &'a FigureContext<'g, 't>,
    /// All candidates of the fact.
    pub list: &'a [Candidate<'t>],
    relations: &'a Relations,
    index: usize,
}

impl<'a, 'g, 't> CandidateView<'a, 'g, 't> {
    /// Creates the view of the candidate at `index`.
    pub const fn new(
        c: &'a FigureContext<'g, 't>,
        list: &'a [Candidate<'t>],
        relations: &'a Relations,
        index: usize,
    ) -> Self {
        Self {
            c,
            list,
            relations,
            index,
        }
    }

    /// Returns the candidate.
    pub fn candidate(&self) -> &'a Candidate<'t> {
        &self.list[self.index]
    }

    /// Returns the node of the candidate, or `None` if the fact is absent or the candidate is in another sentence.
    pub fn node(&self) -> Option<usize> {
        let candidate = self.candidate();
        candidate
            .node
            .filter(|_| candidate.value != FactValue::Absent)
    }

    /// Adds the features of the relation between the counted noun and the candidate, whose node is `at`.
    pub fn describe_relation(&self, at: usize, sink: &mut dyn FeatureSink) -> RelationCodes {
        feature!(sink, "some");
        let Some(relation) = &self.relations.relations[self.index] else {
            return RelationCodes::default();
        };
        let codes = describe(self.c, at, &relation.path, sink);
        let tree = Label::count(relation.tree_rank, 3);
        let text = Label::count(relation.text_rank, 3);
        let (left, entered) = codes.clauses;
        feature!(sink, "tree rank", tree);
        feature!(sink, "text rank", text);
        feature!(sink, "ranks", tree, text);
        feature!(sink, "only one", Label::flag(self.relations.count == 1));
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
