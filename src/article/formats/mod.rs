//! Input formats: `detect` recognises the format of a file, and the other modules read one format each.

pub mod detect;
pub mod json;
pub mod page;
pub mod table;
pub mod text_file;
