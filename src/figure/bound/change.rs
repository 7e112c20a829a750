//! Reads the rise or fall that a number states: "rose 5 percent", "up 5 percent".

use crate::figure::model::{Bound, Change};
use crate::figure::quantity::Quantity;
use crate::figure::syntax::{Class, Sentence, Token};

/// Sets the change of a quantity from the words or the sign before its number. Words before the token `floor` belong to
/// the previous number and are ignored.
pub fn read_change(s: &Sentence, quantity: &mut Quantity, floor: usize) {
    let first = quantity.first;
    let at = first - usize::from(first > floor && s.is_before(first, Class::ChangeLink));
    let found = (at > 0 && at >= floor)
        .then(|| verb(s, quantity, at, floor).or_else(|| adverb(s, quantity, at, floor)))
        .flatten();
    match found {
        Some(change) => quantity.change = Some(change),
        None => signed(s, quantity),
    }
}

/// Returns the change stated by a verb before `at`: "rose 5 percent", "climbed to 40", "grow sales by 35 percent".
fn verb(s: &Sentence, quantity: &Quantity, at: usize, floor: usize) -> Option<Change> {
    let by = s.any_before(quantity.first, &["by"]);
    let to = s.any_before(quantity.first, &["to"]);
    let named = |name: &str| quantity.unit.as_ref().is_some_and(|u| u.name == name);
    let changes = (quantity.unit.is_some() || to || by || leads_to_level(s, quantity))
        && !quantity.is_range();
    // "raised $5 million" and "lost 20 men" state no change.
    let amount = s.is_before(at, Class::TakesAmount) && !by && !named("percent");
    let lost = s.any_before(at, &["lost"])
        && (quantity.bound == Bound::MoreThan || !named("percent") && !named("point"));
    if !changes || amount || lost {
        return None;
    }
    let verb = |at: usize| {
        s.lexicon
            .change_verbs
            .before(&s.tokens, at)
            .filter(|(len, _)| at - len >= floor)
    };
    let farther =
        || (1..=3).find_map(|n| at.checked_sub(n).filter(|&at| at > floor).and_then(verb));
    let found = verb(at).or_else(|| by.then(farther).flatten());
    found.map(|(_, change)| change)
}

/// Returns whether the level that the change leads to comes after the number: "rose 12 to 85".
fn leads_to_level(s: &Sentence, quantity: &Quantity) -> bool {
    let level = quantity.last + 2;
    s.any(quantity.last + 1, &["to"]) && s.get(level).is_some_and(Token::is_number)
}

/// Returns the change stated by an adverb: "up 5 percent".
fn adverb(s: &Sentence, quantity: &Quantity, at: usize, floor: usize) -> Option<Change> {
    let fits = quantity.unit.is_some()
        && !s.any_before(quantity.first, &["to"])
        && s.any_before(at, &["up", "down"]);
    let (len, change) = s.lexicon.change_adverbs.before(&s.tokens, at)?;
    let phrasal = s.is_before(at - len, Class::UpVerb);
    (fits && at - len >= floor && !phrasal).then_some(change)
}

/// Reads a plus sign before a percentage as a rise: "+0.2%".
fn signed(s: &Sentence, quantity: &mut Quantity) {
    let percent = quantity.unit.as_ref().is_some_and(|u| u.name == "percent");
    if percent && quantity.first > 0 && s.sign(quantity.first - 1, '+') {
        quantity.change = Some(Change::Rise);
        quantity.first -= 1;
    }
}
