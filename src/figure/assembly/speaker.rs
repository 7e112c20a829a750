//! Finds the source of a figure, even if another sentence names it.
//!
//! Resolves pronouns, finds the speaker of a quotation, and carries a source over to the next sentence of a report.

use super::quotation::OpenQuotes;
use super::sentence_context::{SentenceContext, begins};
use super::sentence_list::SentenceList;
use crate::figure::attribution::{self, Attribution};
use crate::figure::finding::Finding;
use crate::figure::quantity::Quantity;
use crate::figure::syntax::{Class, LEXICON, TokenRange};
use crate::figure::{owner, rule};

/// The maximum number of sentences that are searched for a person, in each direction.
const BACK: usize = 6;

/// The maximum number of sentences that are searched backwards for the start of a quotation.
const QUOTED: usize = 12;

/// Finds the source of a figure.
pub fn source<'t>(
    sentences: SentenceList<'t, '_>,
    c: &SentenceContext<'t>,
    quantity: &Quantity,
) -> Option<Finding<&'t str>> {
    let s = &c.sentence;
    if let Some(attribution) = attribution::covering(s, c.attributions(), quantity.number) {
        // In "mothers, officials say, recall the 15,000 killed", the number is presupposed, not claimed by the
        // officials.
        let aside = attribution.at < quantity.first && s.sign(attribution.at + 1, ',');
        if aside && s.any_before(quantity.first, &["the"]) {
            return None;
        }
        let verb = TokenRange::single(attribution.at);
        let (who, rule) = named_source(sentences, c, attribution)?;
        return Some(Finding::by(s, rule, verb, who));
    }
    if in_quotation(sentences, c, quantity) {
        let who = *c.speaker.get_or_init(|| speaker(sentences, c.index));
        return who.map(|who| Finding::inferred(s, rule::SPEAKER, who));
    }
    if !continues_report(c, quantity) {
        return None;
    }
    let reporter = *c.reporter_before.get_or_init(|| {
        let before = sentences.sentence(c.index - 1);
        let said = attribution::attributions(&before);
        said.iter().rev().find_map(|a| a.who)
    });
    reporter.map(|who| Finding::inferred(s, rule::SAME_SOURCE, who))
}

/// Returns whether the sentence continues the report of the previous one: it is short and starts with the number.
fn continues_report(c: &SentenceContext, quantity: &Quantity) -> bool {
    let s = &c.sentence;
    let short = c.joined && s.tokens.len() < 16;
    let acts = || {
        let agent = (0..quantity.first).any(|i| s.is(i, Class::Agent));
        agent || owner::side_precedes(s, quantity.first)
    };
    short && quantity.unit.is_none() && begins(s, quantity) && !acts()
}

/// Returns the source of an attribution and the rule that found it. Resolves a pronoun or an office such as "the
/// spokesman" to a person named earlier.
fn named_source<'t>(
    sentences: SentenceList<'t, '_>,
    c: &SentenceContext<'t>,
    attribution: &Attribution<'t>,
) -> Option<(&'t str, &'static str)> {
    let spokesman = |who: &str| LEXICON.has(who, Class::Spokesman);
    match attribution.who {
        Some(who) if spokesman(who) => {
            let person =
                person_before(sentences, c.index).map(|person| (person, rule::BY_REFERENCE));
            person.or(Some((who, rule::BY_WORD)))
        }
        Some(who) => Some((who, rule::BY_WORD)),
        None => {
            let attributions = c.attributions().iter();
            attributions
                .take_while(|a| a.at < attribution.at)
                .filter_map(|a| a.who)
                .last()
                .or_else(|| attribution::first_subject(&c.sentence, attribution.at))
                .or_else(|| *c.antecedent.get_or_init(|| antecedent(sentences, c.index)))
                .map(|who| (who, rule::BY_REFERENCE))
        }
    }
}

/// Returns the last person before a sentence who is named with an office.
fn person_before<'t>(sentences: SentenceList<'t, '_>, index: usize) -> Option<&'t str> {
    sentences
        .before(index, BACK)
        .find_map(|s| attribution::spokesman(&s))
}

/// Returns the antecedent of a pronoun: the last source or person named before the sentence.
fn antecedent<'t>(sentences: SentenceList<'t, '_>, index: usize) -> Option<&'t str> {
    sentences.before(index, BACK).find_map(|s| {
        let said = attribution::attributions(&s);
        said.iter()
            .rev()
            .find_map(|a| a.who)
            .or_else(|| attribution::first_person(&s))
    })
}

/// Returns whether a number is inside a quotation that began in its paragraph.
fn in_quotation<'t>(
    sentences: SentenceList<'t, '_>,
    c: &SentenceContext<'t>,
    quantity: &Quantity,
) -> bool {
    let open = quoted(sentences, c);
    quantity
        .number
        .checked_sub(1)
        .is_some_and(|before| open[before])
}

/// Returns for each token of a sentence whether a quotation that began in its paragraph is open after it.
pub fn quoted<'t, 'c>(sentences: SentenceList<'t, '_>, c: &'c SentenceContext<'t>) -> &'c [bool] {
    c.open_quotes.get_or_init(|| {
        let mut first = c.index;
        while first > 0 && c.index - first < QUOTED && sentences.same_paragraph(first) {
            first -= 1;
        }
        let mut quotes = OpenQuotes::default();
        sentences.text[sentences.spans[first].start..c.sentence.start]
            .chars()
            .for_each(|c| quotes.pass(c));
        let tokens = c.sentence.tokens.iter();
        tokens.map(|token| quotes.pass_token(token)).collect()
    })
}

/// Finds the speaker of a quotation that has no verb of saying in its own sentence: the nearest source in the
/// paragraph. Earlier sentences take precedence over later ones.
fn speaker<'t>(sentences: SentenceList<'t, '_>, index: usize) -> Option<&'t str> {
    let who = |at: usize| {
        let said = attribution::attributions(&sentences.sentence(at));
        let named = said.iter().rev().find_map(|a| a.who);
        let pronoun = || {
            (!said.is_empty())
                .then(|| antecedent(sentences, at))
                .flatten()
        };
        named.or_else(pronoun)
    };
    let before = (index.saturating_sub(BACK)..index)
        .rev()
        .take_while(|&at| sentences.same_paragraph(at + 1));
    let after = (index + 1..sentences.spans.len().min(index + BACK))
        .take_while(|&at| sentences.same_paragraph(at));
    before.chain(after).find_map(who)
}
