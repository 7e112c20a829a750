//! Which claimants are one: by the spelling of their names, and by what an article says beside them.

mod apposition;
mod fold;
mod key;
mod nation;
mod offices;
mod person;
mod spelling;
#[cfg(test)]
mod tests;

pub use apposition::{Apposition, appositions};
pub use key::name_key;
