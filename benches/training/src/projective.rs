//! Makes trees projective, because the parser cannot build trees with crossing arcs.

/// Returns the heads of the nearest tree without crossing arcs. The head of a root is the number of words.
///
/// While any arcs cross, attaches the dependent of the shortest crossing arc to its head's head.
pub fn projective_heads(heads: &[u16]) -> Vec<u16> {
    let mut heads = heads.to_vec();
    while let Some(dependent) = shortest_crossing_arc(&heads) {
        let head = usize::from(heads[dependent]);
        heads[dependent] = heads[head];
    }
    heads
}

/// Returns the dependent of the shortest crossing arc, or `None` if no arcs cross. An arc crosses another if it spans a
/// word that does not depend on the arc's head. Arcs from the artificial root are ignored.
fn shortest_crossing_arc(heads: &[u16]) -> Option<usize> {
    let root = heads.len();
    let crossing = (0..root).filter(|&dependent| {
        let head = usize::from(heads[dependent]);
        let (start, end) = (dependent.min(head), dependent.max(head));
        head != root && (start + 1..end).any(|between| !depends_on(heads, between, head))
    });
    crossing.min_by_key(|&dependent| usize::from(heads[dependent]).abs_diff(dependent))
}

/// Returns whether `word` is `head` or depends on it, directly or indirectly.
fn depends_on(heads: &[u16], mut word: usize, head: usize) -> bool {
    for _ in 0..heads.len() {
        if word == head {
            return true;
        }
        if word == heads.len() {
            return false;
        }
        word = usize::from(heads[word]);
    }
    false
}
