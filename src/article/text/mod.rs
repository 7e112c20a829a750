//! Decodes bytes to text, and extracts the headline, byline, outlet and language from plain text.

pub mod byline;
pub mod decode;
pub mod headline;
pub mod host;
pub mod json_repair;
pub mod language;
pub mod line_features;
pub mod proper_names;
pub mod publishing_outlet;
