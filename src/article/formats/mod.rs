//! Input formats: `detect` recognises the format of a file, and one module per format reads it.

pub mod detect;
pub mod json;
pub mod page;
pub mod table;
pub mod text_file;
