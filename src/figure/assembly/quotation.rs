//! Tracks open quotations. Curly and straight quotation marks are tracked separately.

use crate::figure::syntax::{Token, TokenKind};

/// The kinds of quotation that are open at a position in the text.
#[derive(Clone, Copy, Default)]
pub struct OpenQuotes {
    curly: bool,
    straight: bool,
}

impl OpenQuotes {
    /// Advances past one character.
    pub fn pass(&mut self, c: char) {
        match c {
            '“' => self.curly = true,
            '”' => self.curly = false,
            '"' => self.straight = !self.straight,
            _ => {}
        }
    }

    /// Advances past one token, and returns whether a quotation is open after it.
    pub fn pass_token(&mut self, token: &Token) -> bool {
        if let TokenKind::Sign(sign) = token.kind {
            self.pass(sign);
        }
        self.curly || self.straight
    }
}
