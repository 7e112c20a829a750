//! The features from which the parser predicts the relation of a new arc.

use super::hash::{FeatureList, mix};
use super::state::{Arc, ParserState, TokenNode};
use super::structure_features::distance;

/// The number of feature templates in [`push_relation_features`].
pub const RELATION_TEMPLATES: usize = 31;

/// The features for predicting one relation.
pub type RelationFeatures = FeatureList<RELATION_TEMPLATES>;

/// Replaces `features` with the features of `arc`, which is not yet part of `state`.
pub fn push_relation_features(state: &ParserState, arc: Arc, features: &mut RelationFeatures) {
    let head = state.node(arc.head);
    let dependent = state.node(arc.dependent);
    let direction = arc.direction as u64;
    let left = |node: &TokenNode| state.node(usize::from(node.left[0]));
    let right = |node: &TokenNode, place: usize| state.node(usize::from(node.right[place]));
    let before = state.node(
        arc.dependent
            .checked_sub(1)
            .unwrap_or_else(|| state.absent()),
    );
    let after = state.node(arc.dependent + 1);
    let next = state.node(state.buffer(0));
    let dividers = dividers_between(head, dependent);
    // The tags of both words and the direction of the arc.
    let tags = mix(mix(head.tag, dependent.tag), direction);

    features.clear();
    features.push(tags);
    features.push(mix(tags, distance(arc.head, arc.dependent)));
    // The two words.
    features.push(mix(dependent.word, direction));
    features.push(mix(head.word, direction));
    features.push(mix(head.word, dependent.tag));
    features.push(mix(head.tag, dependent.word));
    features.push(mix(head.word, dependent.word));
    features.push(mix(mix(head.word, dependent.word), direction));
    features.push(mix(tags, dependent.word));
    features.push(mix(tags, head.word));
    // The other dependents of the two words.
    features.push(mix(tags, dependent.relations));
    features.push(mix(tags, head.relations));
    features.push(mix(mix(tags, dependent.relations), head.relations));
    features.push(mix(dependent.word, head.relations));
    features.push(mix(mix(head.word, dependent.tag), head.relations));
    features.push(mix(mix(head.word, dependent.tag), dependent.relations));
    features.push(mix(tags, left(dependent).word));
    features.push(mix(tags, right(dependent, 0).word));
    features.push(mix(tags, right(head, 0).word));
    features.push(mix(
        tags,
        mix(
            u64::from(right(head, 0).relation),
            u64::from(left(head).relation),
        ),
    ));
    let last_two = [0, 1].map(|place| u64::from(right(dependent, place).relation));
    features.push(mix(tags, mix(last_two[0], last_two[1])));
    features.push(mix(
        dependent.tag,
        mix(left(dependent).word, right(dependent, 0).word),
    ));
    features.push(mix(tags, mix(dependent.relations, left(dependent).tag)));
    features.push(mix(
        tags,
        u64::from(dependent.right_count) * 8 + u64::from(head.right_count),
    ));
    // The words beside the dependent, and the next word of the buffer.
    features.push(mix(tags, mix(before.tag, after.tag)));
    features.push(mix(tags, before.word));
    features.push(mix(tags, after.word));
    features.push(mix(tags, next.tag));
    // Quotation marks and separators between the two words.
    features.push(mix(tags, dividers));
    features.push(mix(mix(tags, dividers), dependent.relations));
    features.push(mix(head.word, mix(dependent.tag, dividers)));
}

/// Packs the counts of quotation marks and separators between two words into one number. Each count is capped at 2.
fn dividers_between(a: &TokenNode, b: &TokenNode) -> u64 {
    let quotes = a.quotes_before.abs_diff(b.quotes_before).min(2);
    let separators = a.separators_before.abs_diff(b.separators_before).min(2);
    u64::from(separators) * 4 + u64::from(quotes)
}
