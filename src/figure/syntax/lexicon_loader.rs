//! Loads the tables into the lexicon.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::lexicon::amount::Amount;
use super::lexicon::phrases::Phrases;
use super::lexicon::unit::{Unit, UnitPlacement};
use super::table;
use super::token::Token;
use super::tokenizer::tokens;
use super::word_class::{Class, Classes};
use crate::figure::model::{Bound, Change, Measure, Scope, Stance};

pub(super) const WORDS: &str = include_str!("../tables/words.txt");
pub(super) const CUE_WORDS: &str = include_str!("../tables/cue_words.txt");
const NAMES: &str = include_str!("../tables/names.txt");
const UNITS: &str = include_str!("../tables/units.txt");
const CURRENCIES: &str = include_str!("../tables/currencies.txt");
const BOUNDS: &str = include_str!("../tables/bounds.txt");
const CHANGES: &str = include_str!("../tables/changes.txt");
const MEASURES: &str = include_str!("../tables/measures.txt");
const SCOPES: &str = include_str!("../tables/scopes.txt");
const STANCES: &str = include_str!("../tables/stances.txt");
const SPEECH: &str = include_str!("../tables/speech.txt");
const AMOUNTS: &str = include_str!("../tables/amounts.txt");
const NATIONS: &str = include_str!("../tables/nations.txt");

/// A function that selects the lexicon's phrase list for a role. The role is the second word of a table head: "noun" in
/// "killed noun".
type PhraseListOf<T> = for<'l> fn(&'l mut Lexicon, &'static str) -> &'l mut Phrases<T>;

/// The lexicon, built from all tables on first use.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut loader = Loader::default();
    loader.read_tables();
    loader.lexicon
});

/// Builds the lexicon from the tables.
#[derive(Default)]
struct Loader {
    lexicon: Lexicon,
    /// An empty lexicon for splitting phrases into tokens, so that words loaded earlier have no influence.
    empty: Lexicon,
}

impl Loader {
    fn read_tables(&mut self) {
        // Read the classes first, because the forms of a time unit inherit the class of its name.
        self.read_classes(WORDS);
        self.read_classes(CUE_WORDS);
        self.read_units();
        self.read_currencies();
        self.read_roles();
        self.read_names();
        self.read_speech();
        self.read_nations();
        self.read_amounts();
        let sign = |byte: u8| {
            self.lexicon
                .look_up(char::from(byte).encode_utf8(&mut [0; 4]))
        };
        self.lexicon.signs = (0..128).map(sign).collect();
    }

    /// Reads a table of word classes.
    fn read_classes(&mut self, table: &'static str) {
        for (head, items) in table::rows(table) {
            let Some(class) = Class::from_name(head) else {
                continue;
            };
            for item in items {
                // A test below checks that each item is a single word. "gen." counts as one, although its dot is a
                // second token.
                self.words(item, class.bit());
            }
        }
    }

    fn read_units(&mut self) {
        for (name, items) in table::rows(UNITS) {
            // If two forms are equal, the first wins, so a form with a prefix is added before the bare name.
            let own = [name.to_owned(), format!("{name}s")];
            for form in items.into_iter().chain(own.iter().map(String::as_str)) {
                let (placement, form) = UnitPlacement::from_marked(form);
                let unit = Unit {
                    name,
                    money: false,
                    placement,
                };
                self.add_unit(form, unit);
            }
        }
    }

    fn read_currencies(&mut self) {
        for (name, items) in table::rows(CURRENCIES) {
            let unit = |placement| Unit {
                name,
                money: true,
                placement,
            };
            for item in items {
                let (placement, form) = UnitPlacement::from_marked(item);
                self.add_unit(form, unit(placement));
                let plural = placement == UnitPlacement::Free || !form.eq_ignore_ascii_case(name);
                if spelled(form) && plural {
                    self.add_unit(&format!("{form}s"), unit(UnitPlacement::Free));
                }
            }
            self.add_unit(name, unit(UnitPlacement::Free));
        }
    }

    fn add_unit(&mut self, form: &str, unit: Unit) {
        let words = self.words(form, Class::Unit.bit());
        if words.len() == 1 {
            let code = unit.money && form.len() <= 4;
            let code = if code { Class::Code.bit() } else { 0 };
            // Every form of a time unit inherits the class of the unit's name.
            let time = self.lexicon.look_up(unit.name).1 & Class::Time.bit();
            self.words(form, code | time);
        }
        self.lexicon.units.add(words, unit);
    }

    /// Reads the tables whose heads consist of a meaning and a role.
    fn read_roles(&mut self) {
        self.read_meanings(BOUNDS, 0, Bound::from_word, |lexicon, role| match role {
            "after" => &mut lexicon.bounds_after,
            _ => &mut lexicon.bounds_before,
        });
        self.read_meanings(CHANGES, 0, Change::from_word, |lexicon, role| match role {
            "adverb" => &mut lexicon.change_adverbs,
            _ => &mut lexicon.change_verbs,
        });
        let measure = Class::Measure.bit();
        self.read_meanings(
            MEASURES,
            measure,
            Measure::from_word,
            |lexicon, role| match role {
                "noun" => &mut lexicon.measure_nouns,
                "verb" => &mut lexicon.measure_verbs,
                "state" => &mut lexicon.measure_states,
                _ => &mut lexicon.measure_actives,
            },
        );
        self.read_meanings(SCOPES, 0, Scope::from_word, |lexicon, role| match role {
            "after" => &mut lexicon.scopes_after,
            _ => &mut lexicon.scopes_before,
        });
        self.read_meanings(STANCES, 0, Stance::from_word, |lexicon, role| match role {
            "after" => &mut lexicon.retractions,
            _ => &mut lexicon.stances,
        });
    }

    /// Reads a table of phrases and their meanings, and adds `classes` to the first word of each phrase.
    fn read_meanings<T: Copy>(
        &mut self,
        table: &'static str,
        classes: Classes,
        meaning: fn(&str) -> Option<T>,
        list: PhraseListOf<T>,
    ) {
        for (head, items) in table::rows(table) {
            let (word, role) = table::words(head);
            let Some(meaning) = meaning(word) else {
                continue;
            };
            for item in items {
                let words = self.words(item, classes);
                list(&mut self.lexicon, role).add(words, meaning);
            }
        }
    }

    fn read_names(&mut self) {
        for (_, items) in table::rows(NAMES) {
            for item in items {
                let words = self.words(item, 0);
                self.lexicon.names.add(words, ());
            }
        }
    }

    fn read_speech(&mut self) {
        for (head, items) in table::rows(SPEECH) {
            let classes = match head {
                "verb" => Class::Speech.bit(),
                "noun" => Class::SpeechNoun.bit(),
                _ => 0,
            };
            for item in items {
                let words = self.words(item, classes);
                if head == "source" {
                    self.lexicon.sources.add(words, ());
                }
            }
        }
    }

    fn read_nations(&mut self) {
        for (form, nation) in nation_forms() {
            let words = self.words(&form, Class::Nation.bit());
            self.lexicon.nations.add(words, nation);
        }
    }

    fn read_amounts(&mut self) {
        for (head, items) in table::rows(AMOUNTS) {
            let (kind, value) = table::words(head);
            let Some(amount) = Amount::from_words(kind, value) else {
                continue;
            };
            for item in items {
                let plural = matches!(amount, Amount::Part(_)).then(|| format!("{item}s"));
                for form in [item.to_owned()].into_iter().chain(plural) {
                    let words = self.words(&form, Class::Amount.bit());
                    self.lexicon.amounts.add(words, amount);
                }
            }
        }
    }

    /// Enters the words of a phrase in the vocabulary, adds `classes` to the first word, and returns the word ids.
    fn words(&mut self, phrase: &str, classes: Classes) -> Vec<u32> {
        let tokens = tokens(&self.empty, phrase, 0, phrase.len());
        let mut joined = classes;
        let mut number = |token: &Token| {
            self.lexicon
                .vocabulary
                .enter(&phrase[token.start..token.end], std::mem::take(&mut joined))
        };
        tokens.iter().map(&mut number).collect()
    }
}

/// Returns the names of nations and their peoples, each with the nation. Every name is followed by its plural.
pub(super) fn nation_forms() -> impl Iterator<Item = (String, &'static str)> {
    table::rows(NATIONS).flat_map(|(nation, items)| {
        let forms = items
            .into_iter()
            .flat_map(|item| [item.to_owned(), format!("{item}s")]);
        forms.map(move |form| (form, nation))
    })
}

/// Returns whether a currency form is spelt out in letters. Only such a form has a plural.
fn spelled(form: &str) -> bool {
    let letters = |b: u8| b.is_ascii_alphabetic() || b == b' ' || b == b'.';
    form.bytes().all(letters) && form.len() > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_row_has_a_known_head() {
        let unknown = |table, known: fn(&str) -> bool| {
            table::rows(table)
                .map(|(head, _)| table::words(head).0)
                .filter(|word| !known(word))
                .collect::<Vec<_>>()
        };
        let none: Vec<&str> = Vec::new();
        assert_eq!(
            unknown(BOUNDS, |word| Bound::from_word(word).is_some()),
            none
        );
        assert_eq!(
            unknown(CHANGES, |word| Change::from_word(word).is_some()),
            none
        );
        assert_eq!(
            unknown(MEASURES, |word| Measure::from_word(word).is_some()),
            none
        );
        assert_eq!(
            unknown(SCOPES, |word| Scope::from_word(word).is_some()),
            none
        );
        assert_eq!(
            unknown(STANCES, |word| Stance::from_word(word).is_some()),
            none
        );
    }

    #[test]
    fn word_class_entries_are_single_words() {
        let one = |item: &str| {
            let tokens = tokens(&Lexicon::default(), item, 0, item.len());
            tokens.len() == 1 || tokens.len() == 2 && item.ends_with('.')
        };
        let rows = || table::rows(WORDS).chain(table::rows(CUE_WORDS));
        for (head, _) in rows() {
            assert!(Class::from_name(head).is_some(), "{head}: no such class");
        }
        let dead: Vec<_> = rows()
            .flat_map(|(_, items)| items)
            .filter(|item| !one(item))
            .collect();
        assert_eq!(dead, Vec::<&str>::new(), "no class holds more than a word");
    }
}
