//! The [`Attribution`] type, which links a statement to its source.

/// A verb of saying or a phrase that attributes a statement to a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution<'t> {
    /// The index of the verb, or of the first token of a phrase such as "according to".
    pub at: usize,
    /// The source as written, or `None` if it is a pronoun.
    pub who: Option<&'t str>,
    /// Whether the attribution applies to the text after it: "X said …".
    pub leads: bool,
    /// Whether the attribution applies to the text before it: "…, X said".
    pub trails: bool,
}
