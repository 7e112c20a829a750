//! The errors of reading one file, as the state of an ingest keeps them.

use crate::plural::count_of;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The number of errors of one file that are kept. A file that is not in the format its name promises could have
/// millions.
const NAMED: usize = 1_000;

/// The errors of reading one file: the first ones with their messages, and the number of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadErrors {
    /// The messages of the errors that are kept.
    named: Vec<String>,
    others: u64,
}

impl ReadErrors {
    /// Reports an error and keeps it, or only counts it if too many were reported.
    pub fn add(&mut self, problem: String, tell: impl FnOnce(&str)) {
        if self.named.len() < NAMED {
            self.add_last(problem, tell);
        } else {
            self.others += 1;
        }
    }

    /// Reports and keeps the error that ended the reading, regardless of the number before it.
    pub fn add_last(&mut self, problem: String, tell: impl FnOnce(&str)) {
        tell(&problem);
        self.named.push(problem);
    }

    /// The number of errors.
    pub fn count(&self) -> u64 {
        self.named.len() as u64 + self.others
    }

    /// The messages of the errors that are kept.
    pub fn named(&self) -> &[String] {
        &self.named
    }

    /// Returns a message about the errors that are only counted, if there are any.
    pub fn describe_others(&self, path: &Path) -> Option<String> {
        let (others, path) = (self.others, path.display());
        (others > 0).then(|| {
            format!(
                "{path}: {} not shown; does the format match the file name?",
                count_of(others, "more error")
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_errors_are_named_all_counted() {
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
