//! Which quotations are open at some place.

use crate::figure::syntax::{Token, TokenKind};

/// Quotations that are open at some place.
#[derive(Clone, Copy, Default)]
pub struct OpenQuotes {
    curly: bool,
    straight: bool,
}

impl OpenQuotes {
    /// Goes on over one sign.
    pub fn pass(&mut self, c: char) {
        match c {
            '“' => self.curly = true,
            '”' => self.curly = false,
            '"' => self.straight = !self.straight,
            _ => {}
        }
    }

    /// Goes on over one token; whether a quotation is open behind it.
    pub fn pass_token(&mut self, token: &Token) -> bool {
        if let TokenKind::Sign(sign) = token.kind {
            self.pass(sign);
        }
        self.curly || self.straight
    }
}
