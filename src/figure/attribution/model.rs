//! The link between a statement and its source.

/// An attribution: a source makes a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution<'t> {
    /// The token of the verb or of the "according to".
    pub at: usize,
    /// The source as written; none for a pronoun.
    pub who: Option<&'t str>,
    /// Whether the statement comes after the attribution: "X said …".
    pub leads: bool,
    /// Whether the statement comes before the attribution: "…, X said".
    pub trails: bool,
}
