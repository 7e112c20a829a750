//! Input formats: detection, and one module for each.

pub mod detect;
pub mod json;
pub mod page;
pub mod table;
pub mod text_file;
