//! Who says a figure, where the words of other sentences tell: pronouns, quotations, reports that go on.

use super::super::claimant::{self, Attribution};
use super::super::known::Known;
use super::super::lexicon::{Class, LEXICON};
use super::super::quantity::Quantity;
use super::super::sentence::Sentence;
use super::super::token_range::TokenRange;
use super::Reader;
use super::context::{Context, begins};
use super::quotes::Quotes;

/// How many sentences back a pronoun is looked for.
const BACK: usize = 6;

/// How many sentences back a quotation may have begun.
const QUOTED: usize = 12;

/// The rule that names most claimants.
const ATTRIBUTED: &str = "the one to whom it is attributed";

impl<'t> Reader<'t, '_> {
    /// Who says a figure.
    pub(super) fn claimant(&self, c: &Context<'t>, quantity: &Quantity) -> Option<Known<&'t str>> {
        let (s, said) = (&c.sentence, c.said());
        if let Some(attribution) = claimant::covering(s, said, quantity.number) {
            // "mothers, officials say, recall the 15,000 killed": what is known already is nobody's claim.
            let aside = attribution.at < quantity.first && s.sign(attribution.at + 1, ',');
            if aside && s.any_before(quantity.first, &["the"]) {
                return None;
            }
            let verb = TokenRange::single(attribution.at);
            let (who, rule) = self.named(c, attribution)?;
            return Some(Known::by(s, rule, verb, who));
        }
        let unsaid = |rule| move |value| Known::without_words(s, rule, value);
        if self.quoted(c, quantity) {
            let who = *c.speaker.get_or_init(|| self.speaker(c.index));
            return who.map(unsaid("the one who speaks in the quotation"));
        }
        // The same report goes on where a short sentence opens with its number.
        let short = c.joined && s.tokens.len() < 16;
        let acts = (0..quantity.first).any(|i| s.is(i, Class::Agent));
        if !(short && quantity.unit.is_none() && begins(s, quantity) && !acts) {
            return None;
        }
        let before = *c.before.get_or_init(|| {
            let before = Sentence::read(self.text, self.spans[c.index - 1]);
            let said = claimant::attributions(&before);
            said.iter().rev().find_map(|a| a.who)
        });
        before.map(unsaid("the report of the sentence before goes on"))
    }

    /// Whom an attribution names, itself or by a pronoun, and by which rule.
    fn named(
        &self,
        c: &Context<'t>,
        attribution: &Attribution<'t>,
    ) -> Option<(&'t str, &'static str)> {
        let spokesman = |who: &str| LEXICON.has(who, Class::Spokesman);
        let earlier = "named before, and meant by the one who speaks";
        match attribution.who {
            Some(who) if spokesman(who) => {
                let person = self.person(c.index).map(|person| (person, earlier));
                person.or(Some((who, ATTRIBUTED)))
            }
            Some(who) => Some((who, ATTRIBUTED)),
            None => {
                let before = c.said().iter().take_while(|a| a.at < attribution.at);
                before
                    .filter_map(|a| a.who)
                    .last()
                    .or_else(|| claimant::head(&c.sentence, attribution.at))
                    .or_else(|| *c.antecedent.get_or_init(|| self.antecedent(c.index)))
                    .map(|who| (who, earlier))
            }
        }
    }

    /// The sentences before one, the nearest first.
    fn before(&self, index: usize) -> impl Iterator<Item = Sentence<'t>> {
        let spans = self.spans[index.saturating_sub(BACK)..index].iter().rev();
        spans.map(|&span| Sentence::read(self.text, span))
    }

    /// The person named last before a sentence.
    fn person(&self, index: usize) -> Option<&'t str> {
        self.before(index).find_map(|s| claimant::spokesman(&s))
    }

    /// Whom a pronoun means: the last one named before.
    fn antecedent(&self, index: usize) -> Option<&'t str> {
        self.before(index).find_map(|s| {
            let said = claimant::attributions(&s);
            said.iter()
                .rev()
                .find_map(|a| a.who)
                .or_else(|| claimant::named(&s))
        })
    }

    /// Whether a quotation that began in this paragraph is open at a number.
    fn quoted(&self, c: &Context<'t>, quantity: &Quantity) -> bool {
        let open = c.open.get_or_init(|| {
            let mut first = c.index;
            while first > 0 && c.index - first < QUOTED && self.same_paragraph(first) {
                first -= 1;
            }
            let mut quotes = Quotes::default();
            self.text[self.spans[first].start..c.sentence.start]
                .chars()
                .for_each(|c| quotes.pass(c));
            let tokens = c.sentence.tokens.iter();
            tokens.map(|token| quotes.pass_token(token)).collect()
        });
        quantity
            .number
            .checked_sub(1)
            .is_some_and(|before| open[before])
    }

    /// Who speaks in a quotation without a verb of its own: the one named nearest in the paragraph.
    fn speaker(&self, index: usize) -> Option<&'t str> {
        let who = |at: usize| {
            let s = Sentence::read(self.text, self.spans[at]);
            let said = claimant::attributions(&s);
            let named = said.iter().rev().find_map(|a| a.who);
            named.or_else(|| (!said.is_empty()).then(|| self.antecedent(at)).flatten())
        };
        let before = (index.saturating_sub(BACK)..index)
            .rev()
            .take_while(|&at| self.same_paragraph(at + 1));
        let after = (index + 1..self.spans.len().min(index + BACK))
            .take_while(|&at| self.same_paragraph(at));
        before.chain(after).find_map(who)
    }
}
