//! Articles: bytes in one of the known formats to [`Article`] values.

mod model;

pub use model::{Article, Basis, Found};
