//! Why each part of a figure is what it is.

use super::super::known::Known;
use super::super::model::Bound;
use super::super::quantity::Quantity;
use super::super::sentence::Sentence;
use super::super::token::Kind;
use super::super::token_range::TokenRange;
use super::figure::Facts;
use crate::byte_range::ByteRange;

/// Why a part of a figure is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Because {
    /// The part, by its name in JSON: "bound", "counted".
    pub part: &'static str,
    /// The rule that decided.
    pub rule: &'static str,
    /// The words that the rule went by; empty if it went by what is left out.
    pub words: ByteRange,
}

/// The reasons of a figure, the number's own first.
pub fn because(s: &Sentence, quantity: &Quantity, facts: &Facts) -> Vec<Because> {
    let mut reasons = vec![number(s, quantity)];
    reasons.extend(bound(s, quantity));
    reasons.extend(change(s, quantity));
    reasons.extend(unit(s, quantity, facts));
    let counted = facts.counted.filter(|_| quantity.unit.is_none());
    let parts = [
        counted.map(|known| part("counted", &known)),
        facts.whose.map(|known| part("whose", &known)),
        facts.measure.map(|known| part("measure", &known)),
        facts.scope.map(|known| part("scope", &known)),
        facts.stance.map(|known| part("stance", &known)),
        facts.claimant.map(|known| part("claimant", &known)),
        facts.as_of.map(|known| part("as_of", &known)),
    ];
    reasons.extend(parts.into_iter().flatten());
    reasons
}

fn part<T>(part: &'static str, known: &Known<T>) -> Because {
    let Known { rule, words, .. } = *known;
    Because { part, rule, words }
}

/// A reason that some tokens state.
fn tokens(s: &Sentence, name: &'static str, rule: &'static str, words: TokenRange) -> Because {
    part(name, &Known::by(s, rule, words, ()))
}

/// A reason that no words of the sentence state.
fn without_words(s: &Sentence, name: &'static str, rule: &'static str) -> Because {
    part(name, &Known::without_words(s, rule, ()))
}

fn number(s: &Sentence, quantity: &Quantity) -> Because {
    let (first, last) = (quantity.number, quantity.number_last);
    let rule = if quantity.vague {
        "a word that leaves open how many"
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

/// Whether digits or a fraction's sign stand at `i`.
fn in_digits(s: &Sentence, i: usize) -> bool {
    s.word(i).chars().any(char::is_numeric)
}

fn bound(s: &Sentence, quantity: &Quantity) -> Option<Because> {
    if quantity.bound == Bound::Exact {
        return None;
    }
    let (number, last) = (quantity.number, quantity.last);
    if quantity.is_range() {
        let words = TokenRange::new(quantity.first, last);
        return Some(tokens(s, "bound", "both ends", words));
    }
    // The nearest words that say it: "only about", "up to 500 or so".
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
        tokens(s, "bound", "words behind the number", words)
    } else if quantity.first < number {
        tokens(
            s,
            "bound",
            "words before the number",
            TokenRange::new(quantity.first, number - 1),
        )
    } else {
        without_words(s, "bound", "as for the number before")
    })
}

fn change(s: &Sentence, quantity: &Quantity) -> Option<Because> {
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
        None => without_words(s, "change", "as for the number before"),
    })
}

fn unit(s: &Sentence, quantity: &Quantity, facts: &Facts) -> Option<Because> {
    let Some(unit) = &quantity.unit else {
        let ratio = quantity.fraction && facts.counted.is_none();
        return ratio.then(|| without_words(s, "unit", "a fraction of nothing named"));
    };
    let (number, last) = (quantity.number, quantity.number_last);
    let signed = |i: usize| matches!(s.tokens[i].kind, Kind::Sign(_) | Kind::Word);
    Some(if unit.last > last && unit.last <= quantity.last {
        let words = TokenRange::new(last + 1, unit.last);
        tokens(s, "unit", "behind the number", words)
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
