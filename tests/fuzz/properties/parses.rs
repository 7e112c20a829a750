//! Properties of sentence parses.

use figured::fuzzing::parse_sentence;

/// Checks that the tokens of `text` do not overlap and cover everything but whitespace, and that their heads form no
/// cycle.
pub fn check(text: &str) {
    let tokens = parse_sentence(text).tokens;
    let mut end = 0;
    for token in &tokens {
        let (start, stop) = (token.start as usize, token.end as usize);
        let gap = text.get(end..start);
        assert!(
            gap.is_some_and(|gap| gap.trim().is_empty()),
            "{token:?} in {text:?}"
        );
        let surface = text.get(start..stop);
        assert!(
            surface.is_some_and(|token| !token.is_empty()),
            "{token:?} in {text:?}"
        );
        end = stop;
    }
    assert!(text[end..].trim().is_empty(), "end of {text:?}");
    for start in 0..tokens.len() {
        let mut at = start;
        let mut steps = 0;
        while usize::from(tokens[at].head) != at {
            at = usize::from(tokens[at].head);
            steps += 1;
            assert!(steps < tokens.len(), "cycle from {start} in {text:?}");
        }
    }
}
