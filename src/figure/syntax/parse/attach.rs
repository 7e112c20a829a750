//! Attaches the words of a sentence to their heads, greedily from left to right.

use super::hash::FeatureList;
use super::relation_features::{RelationFeatures, push_relation_features};
use super::scorer::{ArcScores, ClassScorer, TransitionScorer};
use super::state::{ParserState, Transition, TransitionSet};
use super::structure_features::{TransitionFeatures, push_transition_features};

/// Returns the transition in `allowed` with the highest score, or `None` if `allowed` is empty. In a tie, the first
/// transition wins.
pub fn best_transition(allowed: TransitionSet, scores: ArcScores) -> Option<Transition> {
    let candidates = [
        (Transition::Shift, 0),
        (Transition::LeftArc, scores.left),
        (Transition::RightArc, scores.right),
    ];
    let mut best: Option<(Transition, i32)> = None;
    for (transition, score) in candidates {
        if allowed.contains(transition) && best.is_none_or(|(_, highest)| score > highest) {
            best = Some((transition, score));
        }
    }
    best.map(|(transition, _)| transition)
}

/// Attaches all words of the sentence in `state`.
pub fn attach_words(
    transitions: &impl TransitionScorer,
    relations: &impl ClassScorer,
    state: &mut ParserState,
) {
    let mut transition_features: TransitionFeatures = FeatureList::default();
    let mut relation_features: RelationFeatures = FeatureList::default();
    while !state.is_done() {
        let possible = state.possible();
        let transition = possible.single().or_else(|| {
            push_transition_features(state, &mut transition_features);
            best_transition(possible, transitions.scores(transition_features.slots()))
        });
        match transition.and_then(|transition| state.arc(transition)) {
            None => state.shift(),
            Some(arc) => {
                push_relation_features(state, arc, &mut relation_features);
                let relation = relations.best_class(relation_features.slots());
                state.attach(arc, relation);
            }
        }
    }
}
