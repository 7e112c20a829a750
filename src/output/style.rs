//! Styles text output: emphasises words, either in colour or with asterisks, and wraps lines to the width of the
//! terminal.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style as Ansi};

use super::width::{LongWords, wrap};
use crate::sanitize::sanitize;

/// How text output is styled.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to write colour codes. If false, matching words are marked with asterisks.
    pub colour: bool,
    /// The width of the terminal, or `None` if the output is not a terminal. Without a width, lines are not wrapped.
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

    /// Like [`Style::wrap`], but never breaks a long word, which may be an id, a path or a URL.
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
