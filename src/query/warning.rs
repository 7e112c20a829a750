//! Warnings about queries and their answers.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::byte_range::ByteRange;
use crate::sanitize::sanitize;

/// A warning about a query. The query is still answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The message, without the hint.
    pub message: String,
    /// A hint on what to write instead, if there is one.
    pub hint: Option<String>,
    /// The part of the query that the warning is about, or `None` if it is about the whole answer.
    pub span: Option<ByteRange>,
}

impl Warning {
    /// Creates a warning about the whole answer, without a hint.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
            span: None,
        }
    }
}

/// Formats the message and the hint on one line.
impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&sanitize(&self.message))?;
        match &self.hint {
            Some(hint) => write!(f, "; {}", sanitize(hint)),
            None => Ok(()),
        }
    }
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
