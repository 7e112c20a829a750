//! Which claimants are one: by the spelling of their names, and by what an article says beside them.

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
