//! The attribution of a statement to its source.

/// An attribution: someone says something.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution<'t> {
    /// The token of the verb or of the "according to".
    pub at: usize,
    /// The source as written; none for a pronoun.
    pub who: Option<&'t str>,
    /// Whether the statement follows, as after "X said".
    pub leads: bool,
    /// Whether the statement comes before, as in "…, X said".
    pub trails: bool,
}
