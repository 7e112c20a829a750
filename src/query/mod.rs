//! Queries: text to a [`Query`] value, and that value to hits.

mod model;
mod search;

pub use model::{
    Condition, DateRange, End, Group, Leaf, Near, Number, NumberRange, Party, Pattern, Property,
    Query, Span, Subject, TextScope, Tree,
};
pub use search::{Answer, Excluded, Hit, Passage, Search};
// STUB
/// Stub.
pub struct Parsed {
    #[allow(missing_docs)]
    pub query: Query,
    #[allow(missing_docs)]
    pub warnings: Vec<String>,
}
/// Stub.
pub fn parse(text: &str, _today: jiff::civil::Date) -> Result<Parsed, String> {
    let words: Vec<Query> = text
        .split_whitespace()
        .map(|w| {
            if w == "*" {
                Tree::Leaf(Leaf::Every)
            } else if let Some(n) = w.strip_prefix("killed:") {
                let (a, b) = n.split_once("..").unwrap();
                let e = |t: &str| {
                    t.parse().ok().map(|value| End {
                        value,
                        inclusive: true,
                    })
                };
                Tree::Leaf(Leaf::Figure(Tree::Leaf(Condition::Number(Number {
                    subject: Subject::Measure(crate::figure::Measure::Killed),
                    range: NumberRange {
                        low: e(a),
                        high: e(b),
                    },
                    unit: None,
                }))))
            } else {
                Tree::Leaf(Leaf::Text(TextScope::Anywhere, Pattern::Word(w.to_owned())))
            }
        })
        .collect();
    Ok(Parsed {
        query: if words.len() == 1 {
            words[0].clone()
        } else {
            Tree::All(words)
        },
        warnings: vec![],
    })
}
impl std::fmt::Display for Tree<Leaf> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}
