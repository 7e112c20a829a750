//! Finds measures stated by a verb whose subject is the number: "20 people, including an American, were killed".

use super::measure_match::{MeasureMatch, REACH};
use super::verb_sense::dead_and_wounded;
use crate::figure::counted_noun::of_them;
use crate::figure::quantity::Quantity;
use crate::figure::rule;
use crate::figure::syntax::noun::NounPhrase;
use crate::figure::syntax::suffix::is_adverb;
use crate::figure::syntax::{Class, Sentence, Token, TokenKind};

/// Finds a measure verb after the counted noun in the same clause. `others` are the quantities after this one.
pub fn find(
    s: &Sentence,
    quantity: &Quantity,
    phrase: Option<NounPhrase>,
    others: &[Quantity],
) -> Option<MeasureMatch> {
    // In "650 of them seriously, and 63,000 were displaced", the 650 are part of an earlier number, and the next verb
    // does not refer to them.
    let next = quantity.last + 1;
    if of_them(s, next)
        && (s.sign(next + 2, ',') || is_adverb(s, next + 2) && !s.get(next + 3)?.is_word())
    {
        return None;
    }
    let from = phrase.map_or(quantity.last, |phrase| phrase.last) + 1;
    let end = (from + REACH).min(s.tokens.len());
    let within = s.any_before(quantity.first, &["including", "includes", "and", ","]);
    let mut helped = false;
    let mut others = others.iter().peekable();
    for i in from..end {
        let token = &s.tokens[i];
        if matches!(token.kind, TokenKind::Sign(';' | ':')) {
            return None;
        }
        if let Some((len, measure)) = s.lexicon.measure_verbs.at(&s.tokens, i)
            && follows(s, i, len, from, helped)
        {
            let measure = dead_and_wounded(s, i).unwrap_or(measure);
            return Some(MeasureMatch::by(
                s,
                rule::SUBJECT_OF_VERB,
                NounPhrase::starting_at(i, len),
                measure,
            ));
        }
        helped |= token.is(Class::Auxiliary);
        let other = others.next_if(|other| other.number <= i);
        let parted = other
            .is_some_and(|q| q.unit.is_none() && clause_break(s, from, q.first) && !joins(s, q));
        if parted || barrier(s, i, from, within) {
            return None;
        }
    }
    None
}

/// Returns whether a number belongs to the same subject as the previous number. It does if "including", "and" or "or"
/// comes before it, or "of them" after it: "six priests, five of them Spaniards, were killed".
fn joins(s: &Sentence, quantity: &Quantity) -> bool {
    s.any_before(quantity.first, &["including", "and", "or"]) || of_them(s, quantity.last + 1)
}

/// Returns whether the phrase that ends before `from` is the subject of the verb at `i`. `helped` is true if there is
/// an auxiliary between the two.
fn follows(s: &Sentence, i: usize, len: usize, from: usize, helped: bool) -> bool {
    let near = i <= from + 1;
    // A verb with an object is active: "five men killed a guard".
    let object = s.is(i + len, Class::Determiner)
        && !s.any(i + len, &["this", "that", "each", "every", "all"])
        || s.get(i + len).is_some_and(Token::is_number) && !helped;
    let passive = helped && (!object || s.is(i.wrapping_sub(1), Class::Auxiliary));
    s.is(i, Class::Intransitive) || passive || near && !object
}

/// Returns whether the number's clause ends at `i`.
fn barrier(s: &Sentence, i: usize, from: usize, within: bool) -> bool {
    // In "in touch with someone who later died", the subject of "died" is a pronoun and not the number.
    let someone = s.any(i, &["who"]) && i > from + 1 && s.is(i - 1, Class::Pronoun);
    let relative = someone || s.any(i, &["that"]) && i > from + 1 && !within;
    let speech = s.is(i, Class::Speech) && !s.is(i, Class::Hearsay) && i > from && !within;
    s.is(i, Class::ClauseOpener) || relative || speech
}

/// Returns whether a new clause can start in the tokens `from..to`.
fn clause_break(s: &Sentence, from: usize, to: usize) -> bool {
    (from..to).any(|i| s.sign(i, ',') || s.any(i, &["and", "but", "while", "with"]))
}
