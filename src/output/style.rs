//! Text styles. Output to a terminal is coloured; in other output, only highlighted words are marked, with asterisks.

use anstyle::{AnsiColor, Style as Ansi};

use crate::sanitize::sanitize;

/// How output is styled.
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

    fn paint(self, ansi: Ansi, text: &str) -> String {
        if self.colour {
            format!("{ansi}{}{ansi:#}", sanitize(text))
        } else {
            sanitize(text).into_owned()
        }
    }
}
