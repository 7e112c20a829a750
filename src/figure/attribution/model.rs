//! What an attribution is.

/// Someone says something.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution<'t> {
    /// Where the verb or the "according to" stands.
    pub at: usize,
    /// Who, as written; none for a pronoun.
    pub who: Option<&'t str>,
    /// Whether what is said follows, as after "X said".
    pub leads: bool,
    /// Whether what is said stands before, as before ", X said".
    pub trails: bool,
}
