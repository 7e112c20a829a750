//! The features from which the parser predicts its next transition.
//!
//! `s0`, `s1` and `s2` are the top three words of the stack, starting with the top. `b0` to `b3` are the next four
//! words of the buffer.

use super::hash::{FeatureList, mix};
use super::state::{ParserState, TokenNode};

/// The number of feature templates in [`push_transition_features`]. About as many others were tried and were then
/// removed, one by one, without a loss of accuracy.
pub const TRANSITION_TEMPLATES: usize = 51;

/// The features for predicting one transition.
pub type TransitionFeatures = FeatureList<TRANSITION_TEMPLATES>;

/// The words that the features are computed from, and combinations of their tags that many features share.
struct View<'s> {
    state: &'s ParserState,
    s0: &'s TokenNode,
    s1: &'s TokenNode,
    s2: &'s TokenNode,
    b0: &'s TokenNode,
    b1: &'s TokenNode,
    b2: &'s TokenNode,
    /// The tags of `s0` and `b0`, mixed.
    s0_b0: u64,
    /// The tags of `s1` and `s0`, mixed.
    s1_s0: u64,
    /// The tags of `s1`, `s0` and `b0`, mixed.
    three: u64,
}

impl<'s> View<'s> {
    fn new(state: &'s ParserState) -> Self {
        let s0 = state.node(state.stack(0));
        let s1 = state.node(state.stack(1));
        let b0 = state.node(state.buffer(0));
        let s1_s0 = mix(s1.tag, s0.tag);
        Self {
            state,
            s0,
            s1,
            s2: state.node(state.stack(2)),
            b0,
            b1: state.node(state.buffer(1)),
            b2: state.node(state.buffer(2)),
            s0_b0: mix(s0.tag, b0.tag),
            s1_s0,
            three: mix(s1_s0, b0.tag),
        }
    }

    /// Returns the left dependent of `node` that was attached last (`place` 0) or second to last (`place` 1), or the
    /// placeholder if there is none.
    fn left(&self, node: &TokenNode, place: usize) -> &'s TokenNode {
        self.state.node(usize::from(node.left[place]))
    }

    /// Returns the right dependent of `node` that was attached last (`place` 0) or second to last (`place` 1), or the
    /// placeholder if there is none.
    fn right(&self, node: &TokenNode, place: usize) -> &'s TokenNode {
        self.state.node(usize::from(node.right[place]))
    }
}

/// Replaces `features` with the features of `state`.
pub fn push_transition_features(state: &ParserState, features: &mut TransitionFeatures) {
    let view = View::new(state);
    features.clear();
    push_words(&view, features);
    push_tags(&view, features);
    push_dependents(&view, features);
    push_relations(&view, features);
    push_distances(&view, features);
    push_dividers(&view, features);
}

/// Pushes single words and tags, and combinations of words with other words or tags.
#[inline]
fn push_words(v: &View, features: &mut TransitionFeatures) {
    for node in [v.s0, v.s1, v.b0] {
        features.push(node.tag);
        features.push(node.word);
    }
    for node in [v.s1, v.b0, v.b1] {
        features.push(node.word_tag);
    }
    features.push(mix(v.s0.word, v.b0.word));
    features.push(mix(v.s1.word, v.s0.word));
    features.push(mix(v.s0.tag, v.b0.word_tag));
    features.push(mix(v.s1.word_tag, v.b0.tag));
    features.push(mix(v.b0.word_tag, v.b1.tag));
    features.push(mix(v.b0.tag, v.b1.word));
    features.push(mix(mix(v.s0.word, v.b0.word), v.b1.word));
}

/// Pushes combinations of two to five tags, and combinations of three tags with a word.
#[inline]
fn push_tags(v: &View, features: &mut TransitionFeatures) {
    let ahead = mix(v.b0.tag, v.b1.tag);
    let b3 = v.state.node(v.state.buffer(3));
    features.push(ahead);
    features.push(mix(ahead, v.b2.tag));
    features.push(v.s1_s0);
    features.push(mix(v.s1_s0, v.s2.tag));
    features.push(mix(v.s0_b0, v.b1.tag));
    features.push(mix(mix(v.s0_b0, v.b1.tag), v.b2.tag));
    features.push(mix(mix(v.s0_b0, v.b1.tag), mix(v.b2.tag, b3.tag)));
    features.push(mix(v.three, v.b1.word));
    features.push(mix(v.three, v.b2.word));
}

/// Pushes combinations of tags or words with the dependents that were attached last.
#[inline]
fn push_dependents(v: &View, features: &mut TransitionFeatures) {
    let s0_left = v.left(v.s0, 0);
    let s0_right = v.right(v.s0, 0);
    let s1_right = v.right(v.s1, 0);
    let b0_left = v.left(v.b0, 0);
    for dependent in [s0_left, s0_right, b0_left] {
        features.push(mix(v.s0_b0, dependent.tag));
    }
    for dependent in [s0_left, s0_right, s1_right] {
        features.push(mix(v.s1_s0, dependent.tag));
    }
    features.push(mix(mix(v.s1.tag, v.b0.tag), s1_right.tag));
    features.push(mix(v.three, b0_left.word));
    features.push(mix(mix(v.s0.word, s0_right.word), v.b0.tag));
    features.push(mix(mix(v.s1.word, s0_right.word), v.s0.word));
}

/// Pushes combinations of tags or words with the relations and counts of their dependents.
#[inline]
fn push_relations(v: &View, features: &mut TransitionFeatures) {
    let s0_left = relation(v.left(v.s0, 0));
    let s0_lefts = mix(s0_left, relation(v.left(v.s0, 1)));
    let s0_rights = mix(relation(v.right(v.s0, 0)), relation(v.right(v.s0, 1)));
    let s1_right = relation(v.right(v.s1, 0));
    features.push(mix(v.s0_b0, s0_lefts));
    features.push(mix(v.s0_b0, s0_rights));
    features.push(mix(v.s0_b0, relation(v.left(v.b0, 0))));
    features.push(mix(v.s0_b0, v.s0.relations));
    features.push(mix(v.s0_b0, v.b0.relations));
    features.push(mix(v.s1_s0, mix(s1_right, s0_left)));
    features.push(mix(v.s1_s0, dependent_counts(v.s1)));
    features.push(mix(v.s0.word, v.s0.relations));
    features.push(mix(v.s1.word, v.s1.relations));
    features.push(mix(mix(v.three, v.s2.tag), v.s2.relations));
}

/// Pushes combinations of tags or words with the distances between words.
#[inline]
fn push_distances(v: &View, features: &mut TransitionFeatures) {
    let near = distance(v.state.stack(0), v.state.buffer(0));
    let far = distance(v.state.stack(1), v.state.stack(0));
    features.push(mix(v.s0_b0, near));
    features.push(mix(v.s0.word, near));
    features.push(mix(v.b0.word, near));
    features.push(mix(v.s1.word, far));
}

/// Pushes combinations of tags with the counts of quotation marks and separators between words.
#[inline]
fn push_dividers(v: &View, features: &mut TransitionFeatures) {
    features.push(mix(v.s0_b0, dividers_between(v.s0, v.b0)));
    features.push(mix(v.s1_s0, dividers_between(v.s1, v.s0)));
}

/// Returns the relation of a node to its head, as an index into `Relation::ALL`.
fn relation(node: &TokenNode) -> u64 {
    u64::from(node.relation)
}

/// Packs the counts of a node's left and right dependents into one number.
fn dependent_counts(node: &TokenNode) -> u64 {
    u64::from(node.left_count) * 8 + u64::from(node.right_count)
}

/// Packs the counts of quotation marks and separators between two words into one number. Quotation marks are capped at
/// 2, and separators at 3.
fn dividers_between(left: &TokenNode, right: &TokenNode) -> u64 {
    let quotes = right.quotes_before.saturating_sub(left.quotes_before);
    let separators = right
        .separators_before
        .saturating_sub(left.separators_before);
    u64::from(separators.min(3)) * 4 + u64::from(quotes.min(2))
}

/// Returns the distance between two words, quantised to eight levels.
pub fn distance(a: usize, b: usize) -> u64 {
    match a.abs_diff(b) {
        near @ 0..=4 => near as u64,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}
