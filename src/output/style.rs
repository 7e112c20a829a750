//! How text for people looks: words are emphasised in colour on a terminal, between asterisks elsewhere. Lines fit the
//! terminal, and are of any length elsewhere.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style as Ansi};

use super::width::{LongWords, wrap};
use crate::sanitize::sanitize;

/// How output is styled.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to write colour codes. If not, matching words are marked with asterisks.
    pub colour: bool,
    /// The width of the terminal, or `None` if nothing is cut or wrapped.
    pub width: Option<usize>,
}

impl Style {
    /// Formats a headline.
    pub fn title(self, text: &str) -> String {
        self.paint(Ansi::new().bold(), text)
    }

    /// Formats less important text.
    pub fn dim(self, text: &str) -> String {
        self.paint(Ansi::new().dimmed(), text)
    }

    /// Formats a figure.
    pub fn figure(self, text: &str) -> String {
        self.paint(AnsiColor::Cyan.on_default(), text)
    }

    /// Highlights text, such as a query word.
    pub fn mark(self, text: &str) -> String {
        if self.colour {
            self.paint(AnsiColor::Yellow.on_default().bold(), text)
        } else {
            format!("*{}*", sanitize(text))
        }
    }

    /// Breaks prose into lines that fit the terminal, and indents all but the first.
    pub fn wrap(self, text: &str, indent: usize) -> Cow<'_, str> {
        self.wrap_with(text, indent, LongWords::Break)
    }

    /// Breaks a line that may contain ids, paths or addresses, which stay whole.
    pub fn wrap_words(self, text: &str, indent: usize) -> Cow<'_, str> {
        self.wrap_with(text, indent, LongWords::Keep)
    }

    fn wrap_with(self, text: &str, indent: usize, long: LongWords) -> Cow<'_, str> {
        match self.width {
            Some(width) => Cow::Owned(wrap(text, indent, width, long)),
            None => Cow::Borrowed(text),
        }
    }

    fn paint(self, ansi: Ansi, text: &str) -> String {
        if self.colour {
            format!("{ansi}{}{ansi:#}", sanitize(text))
        } else {
            sanitize(text).into_owned()
        }
    }
}
