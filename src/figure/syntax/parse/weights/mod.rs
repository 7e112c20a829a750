//! The weights of the tagger and the parser, read from a file in the program without copying it.
//!
//! # The file
//!
//! All numbers are little-endian. Every section begins at a multiple of 64 bytes.
//!
//! | part | content |
//! |---|---|
//! | magic | `FIGPARSE` |
//! | version | `u32` |
//! | sections | for each of the seven sections its offset and its length, `u32` each |
//! | names | the names of tags and relations, separated by line feeds |
//! | transition buckets | see `transition_table.rs` |
//! | relation buckets and pool | see `class_table.rs` |
//! | tag buckets and pool | see `class_table.rs` |
//! | dictionary | see `tag_dictionary.rs` |
//!
//! `benches/training` writes the file.

mod bucket;
mod class_table;
mod file;
mod tag_dictionary;
mod transition_table;

pub use bucket::{BUCKET_BYTES, bucket_index, expand_weight, fingerprint};
pub use class_table::{CLASS_CAPACITY, MOST_CLASSES};
pub use file::{MAGIC, SECTIONS, VERSION, WeightFile, label_names};
pub use tag_dictionary::{DICTIONARY_CAPACITY, TagDictionary, dictionary_entry};
pub use transition_table::TRANSITION_CAPACITY;
