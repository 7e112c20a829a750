//! The slots of a figure: what is read from the words around its number.

use crate::figure::confidence::Confidence;
use crate::figure::finding::Finding;
use crate::figure::model::{Measure, Scope, Stance};

/// The parts of a figure that are read from the words around its number.
#[derive(Default)]
pub struct FigureSlots<'t> {
    /// The counted noun, which may be inherited from an earlier number.
    pub counted: Option<Finding<&'t str>>,
    /// The owner of what is counted.
    pub owner: Option<Finding<&'t str>>,
    /// The measure: what happened to what is counted.
    pub measure: Option<Finding<Measure>>,
    /// The source that states the figure.
    pub source: Option<Finding<&'t str>>,
    /// The time expression that dates the figure.
    pub as_of: Option<Finding<&'t str>>,
    /// Whether the figure is a total, a part or an addition.
    pub scope: Option<Finding<Scope>>,
    /// The modality, or `None` if the text plainly states the figure.
    pub stance: Option<Finding<Stance>>,
    /// The person or thing that caused the event.
    pub agent: Option<Finding<&'t str>>,
    /// The place of the event.
    pub location: Option<Finding<&'t str>>,
    /// The reporter through whom the source is quoted.
    pub via: Option<&'t str>,
    /// The unit of a rate: "year" in "20 deaths a year".
    pub rate: Option<&'t str>,
    /// The confidence of the facts.
    pub confidence: Confidence,
}
