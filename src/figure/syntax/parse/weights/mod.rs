//! The weights of the tagger and the parser, read from an embedded file without copying it.
//!
//! # File format
//!
//! All numbers are little-endian. Every section starts at a multiple of 64 bytes.
//!
//! | part | content |
//! |---|---|
//! | magic | `FIGPARSE` |
//! | version | `u32` |
//! | sections | the offset and the length of each of the seven sections, as `u32` |
//! | names | the names of tags and relations, separated by line feeds |
//! | transition buckets | see `transition_table.rs` |
//! | relation buckets and pool | see `class_table.rs` |
//! | tag buckets and pool | see `class_table.rs` |
//! | dictionary | see `tag_dictionary.rs` |
//!
//! `benches/training` writes the file.

pub mod bucket;
pub mod class_table;
pub mod file;
pub mod tag_dictionary;
pub mod transition_table;

pub use file::WeightFile;
