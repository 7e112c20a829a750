//! How words are emphasised: in colour on a terminal, between asterisks elsewhere.

use anstyle::{AnsiColor, Style as Ansi};

use crate::sanitize::sanitize;

/// The style of emphasis.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to use colours.
    pub colour: bool,
}

impl Style {
    /// Formats a headline.
    pub fn title(self, text: &str) -> String {
        self.paint(Ansi::new().bold(), text)
    }

    /// Formats text of less importance.
    pub fn dim(self, text: &str) -> String {
        self.paint(Ansi::new().dimmed(), text)
    }

    /// Formats a figure.
    pub fn figure(self, text: &str) -> String {
        self.paint(AnsiColor::Cyan.on_default(), text)
    }

    /// Formats a word of the query.
    pub fn mark(self, text: &str) -> String {
        if self.colour {
            self.paint(AnsiColor::Yellow.on_default().bold(), text)
        } else {
            format!("*{}*", sanitize(text))
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
