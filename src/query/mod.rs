//! Queries: text to a [`Query`] value, and that value to hits.

mod model;
mod search;

pub use model::{
    Condition, DateRange, End, Group, Leaf, Near, Number, NumberRange, Party, Pattern, Property,
    Query, Span, Subject, TextScope, Tree,
};
pub use search::{Answer, Excluded, Hit, Passage, Search};
