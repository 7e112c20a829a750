//! Collects the evidence for a figure: the rule and the words that decided each part.

use crate::byte_range::ByteRange;

use crate::figure::figure_slots::FigureSlots;
use crate::figure::finding::Finding;
use crate::figure::model::Bound;
use crate::figure::quantity::Quantity;
use crate::figure::rule;
use crate::figure::syntax::{Sentence, TokenKind, TokenRange};

/// The rule that decided one part of a figure, and the words that the rule matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The name of the part, as in JSON: "bound", "counted".
    pub part: &'static str,
    /// A description of the rule.
    pub rule: &'static str,
    /// The span of the words that the rule matched. It is empty if the rule matched no words.
    pub words: ByteRange,
}

/// Returns the evidence for each part of a figure, starting with the number itself.
pub fn evidence(s: &Sentence, quantity: &Quantity, slots: &FigureSlots) -> Vec<Evidence> {
    let mut evidence = vec![number(s, quantity)];
    evidence.extend(bound(s, quantity));
    evidence.extend(change(s, quantity));
    evidence.extend(unit(s, quantity, slots));
    let counted = slots.counted.filter(|_| quantity.unit.is_none());
    let parts = [
        counted.map(|found| part("counted", &found)),
        slots.owner.map(|found| part("whose", &found)),
        slots.measure.map(|found| part("measure", &found)),
        slots.scope.map(|found| part("scope", &found)),
        slots.stance.map(|found| part("stance", &found)),
        slots.source.map(|found| part("claimant", &found)),
        slots.as_of.map(|found| part("as_of", &found)),
        slots.agent.map(|found| part("agent", &found)),
        slots.location.map(|found| part("place", &found)),
    ];
    evidence.extend(parts.into_iter().flatten());
    evidence
}

fn part<T>(part: &'static str, found: &Finding<T>) -> Evidence {
    let Finding { rule, words, .. } = *found;
    Evidence { part, rule, words }
}

/// Creates evidence that refers to the tokens `words`.
fn tokens(s: &Sentence, name: &'static str, rule: &'static str, words: TokenRange) -> Evidence {
    part(name, &Finding::by(s, rule, words, ()))
}

/// Creates evidence that refers to no words.
fn inferred(s: &Sentence, name: &'static str, rule: &'static str) -> Evidence {
    part(name, &Finding::inferred(s, rule, ()))
}

fn number(s: &Sentence, quantity: &Quantity) -> Evidence {
    let (first, last) = (quantity.number, quantity.number_last);
    let rule = if quantity.vague {
        "a word for an open number"
    } else if quantity.is_range() {
        "two ends of a range"
    } else if quantity.fraction {
        "a fraction"
    } else if (first..=last).any(|i| in_digits(s, i)) {
        "digits"
    } else {
        "number words"
    };
    tokens(s, "number", rule, TokenRange::new(first, last))
}

/// Returns whether the token at `i` contains a digit or a vulgar fraction.
fn in_digits(s: &Sentence, i: usize) -> bool {
    s.word(i).chars().any(char::is_numeric)
}

fn bound(s: &Sentence, quantity: &Quantity) -> Option<Evidence> {
    if quantity.bound == Bound::Exact {
        return None;
    }
    let (number, last) = (quantity.number, quantity.last);
    if quantity.is_range() {
        let words = TokenRange::new(quantity.first, last);
        return Some(tokens(s, "bound", "both ends", words));
    }
    // The phrase nearest to the number that states the bound: "about" in "only about 500".
    let before = (quantity.first..number).rev().find_map(|i| {
        let (len, bound) = s.lexicon.bounds_before.at(&s.tokens, i)?;
        (bound == quantity.bound && i + len <= number).then_some(TokenRange::starting_at(i, len))
    });
    let behind = || {
        (quantity.number_last + 1..=last).find_map(|i| {
            let (len, _) = s.lexicon.bounds_after.at(&s.tokens, i)?;
            Some(TokenRange::starting_at(i, len))
        })
    };
    Some(if let Some(words) = before {
        tokens(s, "bound", "words before the number", words)
    } else if let Some(words) = behind() {
        tokens(s, "bound", "words after the number", words)
    } else if quantity.first < number {
        tokens(
            s,
            "bound",
            "words before the number",
            TokenRange::new(quantity.first, number - 1),
        )
    } else {
        inferred(s, "bound", rule::SAME_AS_BEFORE)
    })
}

fn change(s: &Sentence, quantity: &Quantity) -> Option<Evidence> {
    quantity.change?;
    let lexicon = s.lexicon;
    let before = (quantity.first.saturating_sub(3)..=quantity.first)
        .rev()
        .find_map(|end| {
            let found = lexicon.change_verbs.before(&s.tokens, end);
            let (len, _) = found.or_else(|| lexicon.change_adverbs.before(&s.tokens, end))?;
            Some(TokenRange::ending_before(end, len))
        });
    Some(match before {
        Some(words) => tokens(s, "change", "a word of change before the number", words),
        None if s.sign(quantity.first, '+') => {
            tokens(s, "change", "its sign", TokenRange::single(quantity.first))
        }
        None => inferred(s, "change", rule::SAME_AS_BEFORE),
    })
}

fn unit(s: &Sentence, quantity: &Quantity, slots: &FigureSlots) -> Option<Evidence> {
    let Some(unit) = &quantity.unit else {
        let ratio = quantity.fraction && slots.counted.is_none();
        return ratio.then(|| inferred(s, "unit", "a fraction without a noun"));
    };
    let (number, last) = (quantity.number, quantity.number_last);
    let signed = |i: usize| matches!(s.tokens[i].kind, TokenKind::Sign(_) | TokenKind::Word);
    Some(if unit.last > last && unit.last <= quantity.last {
        let words = TokenRange::new(last + 1, unit.last);
        tokens(s, "unit", "after the number", words)
    } else if unit.money && number > 0 && signed(number - 1) && number > quantity.first {
        tokens(
            s,
            "unit",
            "before the number",
            TokenRange::single(number - 1),
        )
    } else {
        let around = TokenRange::new(
            quantity.first.saturating_sub(2),
            (last + 1).min(s.tokens.len() - 1),
        );
        tokens(s, "unit", "by what stands around it", around)
    })
}
