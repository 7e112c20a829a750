//! Decides which names mean the same source: spelling variants of a name, or a role and the person who holds it.

mod apposition;
mod name_key;
mod name_words;
mod nation_name;
mod offices;
mod person_name;
mod spelling;
#[cfg(test)]
mod tests;

pub use apposition::{Apposition, appositions};
pub use name_key::name_key;
