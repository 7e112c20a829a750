//! Sources: the files below the folders given, with what tells a changed file from an unchanged one.

mod walk;

pub use walk::{Found, Stat, Walked, nanoseconds, walk};
