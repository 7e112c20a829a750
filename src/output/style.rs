//! How words are emphasised: in colour on a terminal, between asterisks elsewhere.

use anstyle::{AnsiColor, Style as Ansi};

use crate::sanitize::sanitize;

/// How words are set off.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether the one who reads sees colours.
    pub colour: bool,
}

impl Style {
    /// A headline.
    pub fn title(self, text: &str) -> String {
        self.paint(Ansi::new().bold(), text)
    }

    /// What stands in the background.
    pub fn faint(self, text: &str) -> String {
        self.paint(Ansi::new().dimmed(), text)
    }

    /// A figure.
    pub fn figure(self, text: &str) -> String {
        self.paint(AnsiColor::Cyan.on_default(), text)
    }

    /// A word that was looked for.
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
