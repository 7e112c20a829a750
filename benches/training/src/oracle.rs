//! A dynamic oracle. It finds the transitions after which the most arcs of the correct tree can still be built.

use figured::training::{ParserState, Transition, TransitionSet};

/// Returns the possible transitions that make the fewest arcs of the correct tree unreachable.
pub fn best_transitions(state: &ParserState, heads: &[u16]) -> TransitionSet {
    let possible = state.possible();
    let losses = Transition::ALL.map(|transition| {
        possible
            .contains(transition)
            .then(|| lost_arcs(state, heads, transition))
    });
    let fewest = losses.iter().flatten().min().copied();
    let mut best = TransitionSet::default();
    for (transition, loss) in Transition::ALL.into_iter().zip(losses) {
        if loss.is_some() && loss == fewest {
            best.insert(transition);
        }
    }
    best
}

/// Returns the number of arcs of the correct tree that `transition` makes unreachable.
fn lost_arcs(state: &ParserState, heads: &[u16], transition: Transition) -> usize {
    let next = state.buffer(0);
    let head = |word: usize| heads.get(word).map(|head| usize::from(*head));
    match transition {
        // The next word loses its head if the head is on the stack below the top. It also loses its dependents on the
        // stack.
        Transition::Shift => {
            let stack = state.whole_stack();
            let below = &stack[..stack.len().saturating_sub(1)];
            let lost_head = below
                .iter()
                .filter(|word| head(next) == Some(usize::from(**word)));
            let lost_dependents = stack
                .iter()
                .filter(|word| head(usize::from(**word)) == Some(next));
            lost_head.count() + lost_dependents.count()
        }
        // The top word loses its dependents in the buffer. It also loses its head, unless the new arc has the same
        // head.
        Transition::LeftArc | Transition::RightArc => {
            let top = state.stack(0);
            let lost_dependents = (next..state.root()).filter(|word| head(*word) == Some(top));
            let lost_head = head(top).is_some_and(|head| match transition {
                Transition::LeftArc => {
                    head == state.stack(1) || (head > next && head <= state.root())
                }
                _ => head >= next,
            });
            lost_dependents.count() + usize::from(lost_head)
        }
    }
}
