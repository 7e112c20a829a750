//! Bad input: named, never fatal for the rest, and nothing is lost by it.

mod files;
mod folders;
mod index;
mod words;
