//! Prints warnings and status lines on standard error, which holds everything that is not an answer.

use std::io::{self, Write};

use crate::sanitize::sanitize;

/// Prints a warning or an error on one line after the program's name. Messages quote file names and file contents, so
/// they are sanitized. An error of printing is ignored, because it cannot be reported anywhere else.
pub fn warn(message: &str) {
    let _ = writeln!(io::stderr(), "search: {}", sanitize(message));
}

/// Prints status lines, such as the number of hits.
pub fn status(lines: &str) {
    for line in lines.lines() {
        let _ = writeln!(io::stderr(), "{}", sanitize(line));
    }
}
