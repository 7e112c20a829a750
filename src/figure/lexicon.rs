//! Every word that a rule knows, read once from the tables.
//!
//! A token carries its word's number and classes, so that rules compare integers and bits and never letters.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::model::{Bound, Change, Measure, Scope, Stance};
use super::quantity::Amount;
use super::table;
use super::token::{self, Token};
use super::unit::{Stands, Unit};

/// The classes of a word, a bit each.
pub type Classes = u128;

/// What a word not in the lexicon is looked up as.
pub const UNKNOWN: (u32, Classes) = (0, 0);

/// Longer words are not looked up.
const LONGEST: usize = 32;

/// Declares the classes of words with the names they have in `tables/words.txt` and `tables/beside.txt`.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// What part a word can play.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Class { $($(#[$doc])* $name,)+ }

        impl Class {
            fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

classes! {
    /// A month.
    Month = "month",
    /// A day of the week.
    Weekday = "weekday",
    /// A preposition.
    Preposition = "preposition",
    /// An article or another word that opens a noun phrase.
    Determiner = "determiner",
    /// A word that joins clauses.
    Conjunction = "conjunction",
    /// A pronoun.
    Pronoun = "pronoun",
    /// A form of be, have, do, or a modal verb.
    Auxiliary = "auxiliary",
    /// A verb or adverb that ends a noun phrase.
    Verb = "verb",
    /// A plural that does not end in s.
    Plural = "plural",
    /// Someone.
    Person = "person",
    /// A superlative.
    Superlative = "superlative",
    /// An ordinal number.
    Ordinal = "ordinal",
    /// An adjective that may stand between a number and its noun.
    Adjective = "adjective",
    /// A title or office before a name.
    Title = "title",
    /// A word that says when.
    TimeWord = "timeword",
    /// A form of lose.
    LoseVerb = "loseverb",
    /// A group that fights or counts as a side.
    Group = "group",
    /// A currency's code or name that may touch its amount.
    Code = "code",
    /// A nation, or of a nation.
    Nation = "nation",
    /// Someone says something.
    Speech = "speech",
    /// What someone gives when saying a number.
    SpeechNoun = "speechnoun",
    /// May begin a measure's word.
    Measure = "measure",
    /// May begin a unit.
    Unit = "unit",
    /// A unit of time.
    Time = "time",
    /// Someone who can say a number.
    Agent = "agent",
    /// An office or body that "of" and "for" belong to.
    Institution = "institution",
    /// A verb of saying that is more often something else.
    Weak = "weak",
    /// Looks like a verb, and describes a noun that follows.
    Attribute = "attribute",
    /// Looks like a verb, and is a plural noun behind a number.
    Deed = "deed",
    /// A plural that often describes another noun.
    Collective = "collective",
    /// A plural that follows another: "crew members".
    Follower = "follower",
    /// Begins a cardinal in words.
    Numeral = "numeral",
    /// Begins an amount that is no plain numeral.
    Amount = "amount",
    /// Begins words that say when.
    When = "when",
    /// A part of the year.
    Season = "season",
    /// A part of the day.
    DayPart = "daypart",

    /// Makes a time of day of the number before it.
    Clock = "clock",
    /// Makes an ordinal of the digits that it touches.
    OrdinalEnd = "ordinalend",
    /// Stands before ten years of age.
    AgeLead = "agelead",
    /// Stands before an age that has no unit.
    AgeVerb = "ageverb",
    /// Joined to an amount by a hyphen.
    AmountPrefix = "amountprefix",
    /// A street, in an address.
    Road = "road",
    /// Stands before a year.
    YearLead = "yearlead",
    /// A plural that years describe.
    YearNoun = "yearnoun",
    /// Tells of a game or a vote.
    Contest = "contest",
    /// Makes a pronoun of the "one" behind it.
    OneLead = "onelead",
    /// Counted by "one-".
    OneNoun = "onenoun",
    /// Makes an amount of the "one" behind it.
    OneBound = "onebound",
    /// Makes an idiom of the "one" before it.
    OneIdiom = "oneidiom",
    /// Makes results of "scores of".
    ScoreLead = "scorelead",
    /// Makes one of two of the "half" behind it.
    HalfLead = "halflead",
    /// What "half" is of.
    HalfOf = "halfof",
    /// Measured by metres.
    MetreNoun = "metrenoun",
    /// A unit of length beside which "m" is metres.
    Imperial = "imperial",
    /// Tells of an earthquake.
    Quake = "quake",
    /// What money is counted by beside units.
    MoneyBase = "moneybase",
    /// A unit that "a" makes the base of a rate.
    RateBase = "ratebase",
    /// Makes "through" of the "over" behind it.
    Spread = "spread",
    /// Takes an amount and says nothing of a change.
    TakesAmount = "takesamount",
    /// May stand between a verb of change and its number.
    ChangeLink = "changelink",
    /// A short form that a name or a number follows.
    Short = "short",
    /// Twelve times the number before it.
    Dozen = "dozen",
    /// Makes an idiom of the "naught" behind it.
    NoughtLead = "noughtlead",
}

impl Class {
    /// Its bit.
    pub const fn bit(self) -> Classes {
        1 << self as u64
    }
}

/// A phrase by its words' numbers, and what it means.
type Phrase<T> = (Vec<u32>, T);

/// Words of one meaning each, found by where they begin or end.
#[derive(Debug)]
pub struct Phrases<T> {
    starts: Lists<T>,
    ends: Lists<T>,
}

/// Phrases by the number of one of their words.
#[derive(Debug)]
struct Lists<T> {
    /// For each word the place of its list, plus one; 0 where it has none.
    places: Vec<u16>,
    lists: Vec<Vec<Phrase<T>>>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            lists: Vec::new(),
        }
    }
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            starts: Lists::default(),
            ends: Lists::default(),
        }
    }
}

impl<T: Copy> Lists<T> {
    fn add(&mut self, word: u32, phrase: Phrase<T>) {
        let word = word as usize;
        if self.places.len() <= word {
            self.places.resize(word + 1, 0);
        }
        if self.places[word] == 0 {
            self.lists.push(Vec::new());
            self.places[word] = self.lists.len() as u16;
        }
        self.lists[usize::from(self.places[word]) - 1].push(phrase);
    }

    fn of(&self, word: u32) -> &[Phrase<T>] {
        match self.places.get(word as usize) {
            None | Some(0) => &[],
            Some(&place) => &self.lists[usize::from(place) - 1],
        }
    }

    /// Longest phrases first, so that the first match is the longest.
    fn sort(&mut self) {
        for list in &mut self.lists {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
    }
}

/// Whether tokens are the words of a phrase.
fn spells(tokens: &[Token], words: &[u32]) -> bool {
    tokens
        .iter()
        .zip(words)
        .all(|(token, &word)| token.id == word)
}

impl<T: Copy> Phrases<T> {
    fn add(&mut self, words: Vec<u32>, meaning: T) {
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else {
            return;
        };
        self.starts.add(first, (words.clone(), meaning));
        self.ends.add(last, (words, meaning));
    }

    fn sort(&mut self) {
        self.starts.sort();
        self.ends.sort();
    }

    /// The longest phrase whose first token is `tokens[at]`: how many tokens, and what it means.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<(usize, T)> {
        let list = self.starts.of(tokens.get(at)?.id);
        let fits = |words: &[u32]| {
            tokens
                .get(at..at + words.len())
                .is_some_and(|t| spells(t, words))
        };
        list.iter()
            .find(|(words, _)| fits(words))
            .map(|(words, meaning)| (words.len(), *meaning))
    }

    /// The longest phrase whose last token is the one before `tokens[end]`.
    pub fn before(&self, tokens: &[Token], end: usize) -> Option<(usize, T)> {
        let list = self.ends.of(tokens.get(end.checked_sub(1)?)?.id);
        let fits = |words: &[u32]| {
            end.checked_sub(words.len())
                .is_some_and(|start| spells(&tokens[start..end], words))
        };
        list.iter()
            .find(|(words, _)| fits(words))
            .map(|(words, meaning)| (words.len(), *meaning))
    }
}

/// All words and phrases of the tables.
#[derive(Debug, Default)]
pub struct Lexicon {
    ids: FxHashMap<Box<[u8]>, (u32, Classes)>,
    /// The numbers and classes of ASCII signs, which are looked up most.
    signs: Vec<(u32, Classes)>,
    /// Units and currencies.
    pub units: Phrases<Unit>,
    /// Bounds that stand before a number.
    pub bounds_before: Phrases<Bound>,
    /// Bounds that stand behind one.
    pub bounds_after: Phrases<Bound>,
    /// Verbs of change.
    pub change_verbs: Phrases<Change>,
    /// Adverbs of change.
    pub change_adverbs: Phrases<Change>,
    /// Nouns of measures.
    pub measure_nouns: Phrases<Measure>,
    /// Verbs of measures.
    pub measure_verbs: Phrases<Measure>,
    /// States of measures.
    pub measure_states: Phrases<Measure>,
    /// Transitive verbs of measures.
    pub measure_actives: Phrases<Measure>,
    /// Words of scope before a number.
    pub scopes_before: Phrases<Scope>,
    /// Words of scope behind one.
    pub scopes_after: Phrases<Scope>,
    /// Words of stance before a number.
    pub stances: Phrases<Stance>,
    /// Words by which a number is taken back.
    pub retractions: Phrases<Stance>,
    /// Words that make the number behind them a name.
    pub names: Phrases<()>,
    /// What stands before the one who says it.
    pub sources: Phrases<()>,
    /// Nations.
    pub nations: Phrases<&'static str>,
    /// Amounts that are no plain numerals.
    pub amounts: Phrases<Amount>,
}

/// The lexicon.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

impl Lexicon {
    /// The number and classes of a word, whatever its case.
    pub fn look_up(&self, word: &str) -> (u32, Classes) {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST {
            return UNKNOWN;
        }
        if !word.is_ascii() {
            let plain = word.to_lowercase().replace('’', "'");
            return self.ids.get(plain.as_bytes()).copied().unwrap_or(UNKNOWN);
        }
        let mut buffer = [0u8; LONGEST];
        let lower = &mut buffer[..bytes.len()];
        for (to, from) in lower.iter_mut().zip(bytes) {
            *to = from.to_ascii_lowercase();
        }
        self.ids.get(&*lower).copied().unwrap_or(UNKNOWN)
    }

    /// The number and classes of a sign.
    pub fn look_up_sign(&self, sign: &str) -> (u32, Classes) {
        let ascii = sign
            .as_bytes()
            .first()
            .and_then(|&byte| self.signs.get(usize::from(byte)));
        ascii.copied().unwrap_or_else(|| self.look_up(sign))
    }

    /// Whether a word belongs to a class.
    pub fn has(&self, word: &str, class: Class) -> bool {
        self.look_up(word).1 & class.bit() != 0
    }

    /// The number of a word that is in the lexicon or joins it now.
    fn intern(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.ids.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        self.ids
            .entry(
                word.to_lowercase()
                    .replace('’', "'")
                    .into_bytes()
                    .into_boxed_slice(),
            )
            .or_insert((next, 0))
            .0
    }

    /// The numbers of a phrase's words.
    fn words(&mut self, phrase: &str) -> Vec<u32> {
        let tokens = token::tokens(&Self::default(), phrase, 0, phrase.len());
        tokens
            .iter()
            .map(|token| self.intern(&phrase[token.start..token.end]))
            .collect()
    }

    /// Adds the first word of a phrase to a class.
    fn mark(&mut self, words: &[u32], phrase: &str, class: Class) {
        if words.is_empty() {
            return;
        }
        let tokens = token::tokens(&Self::default(), phrase, 0, phrase.len());
        if let Some(first) = tokens.first() {
            let word = phrase[first.start..first.end]
                .to_lowercase()
                .replace('’', "'");
            if let Some((_, classes)) = self.ids.get_mut(word.as_bytes()) {
                *classes |= class.bit();
            }
        }
    }

    fn read() -> Self {
        let mut lexicon = Self::default();
        lexicon.read_words();
        lexicon.read_units();
        lexicon.read_bounds();
        lexicon.read_measures();
        lexicon.read_stances();
        lexicon.read_speech();
        lexicon.read_nations();
        lexicon.read_amounts();
        lexicon.sort();
        let sign = |byte: u8| lexicon.look_up(char::from(byte).encode_utf8(&mut [0; 4]));
        lexicon.signs = (0..128).map(sign).collect();
        lexicon
    }

    fn read_words(&mut self) {
        let words = table::rows(include_str!("tables/words.txt"));
        let beside = table::rows(include_str!("tables/beside.txt"));
        for (head, items) in words.chain(beside) {
            let Some(class) = Class::named(head) else {
                continue;
            };
            for item in items {
                let words = self.words(item);
                // "gen." is the word before its dot.
                if words.len() == 1 || words.len() == 2 && item.ends_with('.') {
                    self.mark(&words, item, class);
                }
            }
        }
        for (_, items) in table::rows(include_str!("tables/names.txt")) {
            for item in items {
                let words = self.words(item);
                self.names.add(words, ());
            }
        }
    }

    fn read_units(&mut self) {
        for (name, items) in table::rows(include_str!("tables/units.txt")) {
            // A form with its mark goes before the name as it stands.
            let own = [name.to_owned(), format!("{name}s")];
            for form in items.into_iter().chain(own.iter().map(String::as_str)) {
                let (stands, form) = Stands::marked(form);
                self.add_unit(
                    form,
                    Unit {
                        name,
                        money: false,
                        stands,
                    },
                );
            }
        }
        for (name, items) in table::rows(include_str!("tables/currencies.txt")) {
            for item in items {
                let (stands, form) = Stands::marked(item);
                let unit = Unit {
                    name,
                    money: true,
                    stands,
                };
                self.add_unit(form, unit);
                if form
                    .bytes()
                    .all(|b| b.is_ascii_alphabetic() || b == b' ' || b == b'.')
                    && form.len() > 2
                    && (stands == Stands::Free || !form.eq_ignore_ascii_case(name))
                {
                    let stands = Stands::Free;
                    self.add_unit(&format!("{form}s"), Unit { stands, ..unit });
                }
            }
            self.add_unit(
                name,
                Unit {
                    name,
                    money: true,
                    stands: Stands::Free,
                },
            );
        }
    }

    fn add_unit(&mut self, form: &str, unit: Unit) {
        let words = self.words(form);
        self.mark(&words, form, Class::Unit);
        if unit.money && words.len() == 1 && form.len() <= 4 {
            self.mark(&words, form, Class::Code);
        }
        if TIMES.contains(&unit.name) && words.len() == 1 {
            self.mark(&words, form, Class::Time);
        }
        self.units.add(words, unit);
    }

    fn read_bounds(&mut self) {
        for (head, items) in table::rows(include_str!("tables/bounds.txt")) {
            let (bound, place) = table::words(head);
            let Some(bound) = Bound::from_word(bound) else {
                continue;
            };
            for item in items {
                let words = self.words(item);
                match place {
                    "after" => self.bounds_after.add(words, bound),
                    _ => self.bounds_before.add(words, bound),
                }
            }
        }
        for (head, items) in table::rows(include_str!("tables/changes.txt")) {
            let (change, kind) = table::words(head);
            let change = if change == "rise" {
                Change::Rise
            } else {
                Change::Fall
            };
            for item in items {
                let words = self.words(item);
                match kind {
                    "adverb" => self.change_adverbs.add(words, change),
                    _ => self.change_verbs.add(words, change),
                }
            }
        }
    }

    fn read_measures(&mut self) {
        for (head, items) in table::rows(include_str!("tables/measures.txt")) {
            let (measure, role) = table::words(head);
            let Some(measure) = Measure::from_word(measure) else {
                continue;
            };
            for item in items {
                let words = self.words(item);
                self.mark(&words, item, Class::Measure);
                match role {
                    "noun" => self.measure_nouns.add(words, measure),
                    "verb" => self.measure_verbs.add(words, measure),
                    "state" => self.measure_states.add(words, measure),
                    _ => self.measure_actives.add(words, measure),
                }
            }
        }
    }

    fn read_stances(&mut self) {
        for (head, items) in table::rows(include_str!("tables/scopes.txt")) {
            let (scope, place) = table::words(head);
            let Some(scope) = Scope::from_word(scope) else {
                continue;
            };
            for item in items {
                let words = self.words(item);
                if place == "after" {
                    self.scopes_after.add(words, scope);
                } else {
                    self.scopes_before.add(words, scope);
                }
            }
        }
        for (head, items) in table::rows(include_str!("tables/stances.txt")) {
            let (stance, place) = table::words(head);
            let Some(stance) = Stance::from_word(stance) else {
                continue;
            };
            for item in items {
                let words = self.words(item);
                if place == "after" {
                    self.retractions.add(words, stance);
                } else {
                    self.stances.add(words, stance);
                }
            }
        }
    }

    fn read_speech(&mut self) {
        for (head, items) in table::rows(include_str!("tables/speech.txt")) {
            for item in items {
                let words = self.words(item);
                match head {
                    "verb" => self.mark(&words, item, Class::Speech),
                    "noun" => self.mark(&words, item, Class::SpeechNoun),
                    _ => self.sources.add(words, ()),
                }
            }
        }
    }

    fn read_nations(&mut self) {
        for (nation, items) in table::rows(include_str!("tables/nations.txt")) {
            for item in items {
                for form in [item.to_owned(), format!("{item}s")] {
                    let words = self.words(&form);
                    self.mark(&words, &form, Class::Nation);
                    self.nations.add(words, nation);
                }
            }
        }
    }

    fn read_amounts(&mut self) {
        for (head, items) in table::rows(include_str!("tables/amounts.txt")) {
            let (kind, value) = table::words(head);
            let Some(amount) = Amount::from_words(kind, value) else {
                continue;
            };
            for item in items {
                let plural = matches!(amount, Amount::Part(_)).then(|| format!("{item}s"));
                for form in [item.to_owned()].into_iter().chain(plural) {
                    let words = self.words(&form);
                    self.mark(&words, &form, Class::Amount);
                    self.amounts.add(words, amount);
                }
            }
        }
    }

    fn sort(&mut self) {
        self.amounts.sort();
        self.units.sort();
        self.bounds_before.sort();
        self.bounds_after.sort();
        self.change_verbs.sort();
        self.change_adverbs.sort();
        self.measure_nouns.sort();
        self.measure_verbs.sort();
        self.measure_states.sort();
        self.measure_actives.sort();
        self.scopes_before.sort();
        self.scopes_after.sort();
        self.stances.sort();
        self.retractions.sort();
        self.names.sort();
        self.sources.sort();
        self.nations.sort();
    }
}

/// The units of time.
const TIMES: [&str; 12] = [
    "year",
    "month",
    "week",
    "weekend",
    "day",
    "night",
    "hour",
    "minute",
    "second",
    "decade",
    "century",
    "quarter-century",
];
