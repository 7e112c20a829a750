//! Warnings and status lines of the program on standard error, which holds all that is no answer.

use std::io::{self, Write};

use crate::sanitize::sanitize;

/// Prints a warning or an error on one line after the program's name. Messages name files and quote them, so they are
/// sanitized. What cannot be printed is dropped: there is no other place for it.
pub fn warn(message: &str) {
    let _ = writeln!(io::stderr(), "search: {}", sanitize(message));
}

/// Prints status lines, such as the number of hits, as they are.
pub fn status(lines: &str) {
    for line in lines.lines() {
        let _ = writeln!(io::stderr(), "{}", sanitize(line));
    }
}
