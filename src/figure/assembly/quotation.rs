//! Which quotations are open at some place.

use crate::figure::syntax::{Kind, Token};

/// Quotations that are open at some place.
#[derive(Clone, Copy, Default)]
pub struct Quotes {
    curly: bool,
    straight: bool,
}

impl Quotes {
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
        if let Kind::Sign(sign) = token.kind {
            self.pass(sign);
        }
        self.curly || self.straight
    }
}
