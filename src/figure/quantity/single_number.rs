//! Reads single numbers with their units, and skips non-claims.

use super::{Quantity, adjacent_unit, age, fraction, scale, vague_number};
use crate::figure::non_claims::{self, Reason};
use crate::figure::syntax::{Class, Sentence, TokenKind, TokenRange};

/// A number that is skipped because it is not a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkippedNumber {
    /// The tokens of the number. The last one may be past the end of the sentence.
    pub words: TokenRange,
    /// The reason why the number is not a claim.
    pub reason: Reason,
}

/// Returns the single numbers and the non-claims of a sentence, each in order.
pub fn read(s: &Sentence) -> (Vec<Quantity>, Vec<SkippedNumber>) {
    let (mut taken, mut skipped) = (Vec::new(), Vec::new());
    let mut i = 0;
    while i < s.tokens.len() {
        if let Some(mut quantity) = number_in_words(s, i) {
            if s.tokens[quantity.number].is_number() && !quantity.is_range() {
                scale::negate(s, &mut quantity);
            }
            adjacent_unit::read_units(s, &mut quantity);
            i = quantity.last + 1;
            taken.push(quantity);
            continue;
        }
        if let TokenKind::Number { value, factor } = s.tokens[i].kind {
            if let Some(non_claim) = non_claims::find(s, i) {
                skipped.push(SkippedNumber {
                    words: TokenRange::new(i, non_claim.last),
                    reason: non_claim.reason,
                });
                i = non_claim.last + 1;
                continue;
            }
            let mut quantity = Quantity {
                factor,
                ..Quantity::new(i, i, value)
            };
            scale::read_sign_and_multiplier(s, &mut quantity);
            adjacent_unit::read_units(s, &mut quantity);
            i = quantity.last.max(quantity.number_last) + 1;
            taken.push(quantity);
            continue;
        }
        if s.tokens[i].kind == TokenKind::Digits {
            skipped.push(SkippedNumber {
                words: TokenRange::single(i),
                reason: Reason::Identifier,
            });
        }
        i += 1;
    }
    (taken, skipped)
}

/// Reads a number that is not a plain numeral: a vague number, a fraction, a multiple such as "fourfold", or an age
/// given as a decade.
fn number_in_words(s: &Sentence, i: usize) -> Option<Quantity> {
    let token = &s.tokens[i];
    let may = match token.kind {
        TokenKind::Word => token.is(Class::Amount) || s.word(i).ends_with("fold"),
        TokenKind::Number { .. } => true,
        TokenKind::Sign(sign) => !sign.is_ascii(),
        TokenKind::Digits => false,
    };
    may.then(|| {
        vague_number::vague_number(s, i)
            .or_else(|| fraction::fraction(s, i))
            .or_else(|| scale::fold(s, i))
            .or_else(|| age::decade(s, i))
    })?
}
