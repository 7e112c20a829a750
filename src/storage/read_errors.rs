//! The read errors of a file, as stored in the state.

use crate::plural::count_of;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The maximum number of messages kept for a file. A file whose name suggests the wrong format could have millions of
/// errors.
const NAMED: usize = 1_000;

/// The read errors of a file: the messages of the first errors, and the number of further ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadErrors {
    /// The kept messages.
    named: Vec<String>,
    others: u64,
}

impl ReadErrors {
    /// Reports an error and keeps its message. If `NAMED` messages are already kept, only counts the error.
    pub fn add(&mut self, problem: String, tell: impl FnOnce(&str)) {
        if self.named.len() < NAMED {
            self.add_last(problem, tell);
        } else {
            self.others += 1;
        }
    }

    /// Reports an error and keeps its message, even if `NAMED` messages are already kept. Call this for the error that
    /// ended the reading.
    pub fn add_last(&mut self, problem: String, tell: impl FnOnce(&str)) {
        tell(&problem);
        self.named.push(problem);
    }

    /// Returns the number of errors.
    pub fn count(&self) -> u64 {
        self.named.len() as u64 + self.others
    }

    /// Returns the kept messages.
    pub fn named(&self) -> &[String] {
        &self.named
    }

    /// Returns a message about the errors that were only counted, or `None` if there are none.
    pub fn describe_others(&self, path: &Path) -> Option<String> {
        let (others, path) = (self.others, path.display());
        (others > 0).then(|| {
            format!(
                "{path}: {} not shown; check that the file name matches the format",
                count_of(others, "more error")
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_errors_are_listed_and_all_are_counted() {
        let (mut problems, mut told) = (ReadErrors::default(), 0);
        for nth in 0..NAMED as u64 + 5 {
            problems.add(format!("{nth}"), |_| told += 1);
            assert_eq!(problems.count(), nth + 1);
        }
        problems.add_last("the end".to_owned(), |_| told += 1);
        assert_eq!((told, problems.count()), (NAMED + 1, NAMED as u64 + 6));
        assert_eq!(problems.named().len(), told);
        let others = problems.describe_others(Path::new("a.csv"));
        assert!(others.is_some_and(|others| others.starts_with("a.csv: 5 more errors not shown")));
        assert_eq!(
            ReadErrors::default().describe_others(Path::new("a.csv")),
            None
        );
    }
}
