//! What happened to what is counted, from the nouns and verbs around it.

use super::counted::Phrase;
use super::lexicon::{Class, Phrases};
use super::model::Measure;
use super::quantity::Quantity;
use super::sentence::Sentence;

/// How far a measure's word may stand from its number, in tokens.
const REACH: usize = 28;

/// What was found: the measure, and the noun that stands for what is counted where the number has none of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The measure.
    pub measure: Measure,
    /// A noun before the number that says what is counted: "deaths had climbed to 9,861".
    pub noun: Option<Phrase>,
}

impl Found {
    fn of(measure: Measure) -> Self {
        Self {
            measure,
            noun: None,
        }
    }
}

/// What happened to what `quantity` counts.
pub fn find(s: &Sentence, all: &[Quantity], index: usize, phrase: Option<Phrase>) -> Option<Found> {
    let quantity = &all[index];
    if let Some(unit) = &quantity.unit {
        return if unit.money {
            Some(Found::of(Measure::Money))
        } else if unit.name == "percent" {
            Some(Found::of(Measure::Percent))
        } else {
            None
        };
    }
    let attached = s.dash(quantity.last + 1) && s.glued(quantity.last + 1);
    if attached {
        return None;
    }
    let floor = index
        .checked_sub(1)
        .map_or(0, |before| all[before].last + 1);
    remains(s, quantity)
        .filter(|found| found.measure == Measure::Bodies)
        .or_else(|| own_noun(s, phrase))
        .or_else(|| state(s, quantity, phrase))
        .or_else(|| object(s, quantity, floor))
        .or_else(|| remains(s, quantity))
        .or_else(|| predicate(s, quantity, phrase, &all[index + 1..]))
        .or_else(|| subject(s, quantity, phrase))
        .or_else(|| shared_object(s, quantity, phrase, floor))
        .map(|found| refine(s, found, phrase))
}

/// "750 deaths", "498 dead": what is counted says it.
fn own_noun(s: &Sentence, phrase: Option<Phrase>) -> Option<Found> {
    let (first, last) = phrase?;
    (first..=last).rev().find_map(|i| {
        let (len, measure) = s.lexicon.measure_nouns.at(&s.tokens, i)?;
        let disease = measure != Measure::Infected || ill(s, first, last);
        (i + len > last && disease && !legal(s, measure, last)).then(|| Found::of(measure))
    })
}

/// Words beside cases of an illness.
const ILL: &[&str] = &[
    "confirmed",
    "new",
    "coronavirus",
    "covid",
    "active",
    "positive",
    "cholera",
    "ebola",
    "measles",
    "flu",
    "zika",
    "suspected",
    "virus",
    "infection",
    "infections",
    "infected",
    "disease",
    "outbreak",
    "patients",
    "deaths",
    "pandemic",
    "epidemic",
    "recovered",
    "tested",
    "hospitalized",
    "died",
    "reported",
    "monkeypox",
    "mpox",
    "polio",
    "malaria",
    "sars",
    "mers",
    "influenza",
];

/// Whether "cases" are those of an illness: not court cases, not cases of beer.
fn ill(s: &Sentence, first: usize, last: usize) -> bool {
    if !s.any(last, &["cases"]) {
        return true;
    }
    let near = first.saturating_sub(40)..(last + 40).min(s.tokens.len());
    near.into_iter().any(|i| s.any(i, ILL))
}

/// "prisoners", "arrest" and "murder" in another sense: charges and counts.
fn legal(s: &Sentence, measure: Measure, last: usize) -> bool {
    measure == Measure::Killed && s.any(last + 1, &["charges", "counts", "threats", "penalty"])
}

/// "seven missing sailors", "2,870 killed", "five seriously injured": a state beside the number.
fn state(s: &Sentence, quantity: &Quantity, phrase: Option<Phrase>) -> Option<Found> {
    let end = phrase.map_or(quantity.last + 1, |(_, last)| last + 1);
    let mut i = quantity.last + 1;
    while i < end || i == end && !s.is(i, Class::Auxiliary) && i < end + 2 {
        let Some(token) = s.get(i) else { break };
        if !token.is_word() {
            break;
        }
        if let Some((_, measure)) = s.lexicon.measure_states.at(&s.tokens, i) {
            let both = both(s, i);
            return Some(Found::of(both.unwrap_or(measure)));
        }
        if i >= end
            && !adverb(s, i)
            && !s.any(i, &["were", "are", "others", "more", "other", "with"])
        {
            break;
        }
        i += 1;
        if i > end && !adverb(s, i - 1) && !s.any(i - 1, &["others", "more", "other", "with"]) {
            break;
        }
    }
    None
}

fn adverb(s: &Sentence, i: usize) -> bool {
    s.word(i).len() > 4 && s.word(i).ends_with("ly")
}

/// "killed or wounded" counts both together.
fn both(s: &Sentence, i: usize) -> Option<Measure> {
    s.lexicon
        .measure_verbs
        .at(&s.tokens, i)
        .filter(|&(len, measure)| len == 3 && measure == Measure::Casualties)
        .map(|(_, measure)| measure)
}

/// "killed at least 18 people", "killing 20": the number is the verb's object.
fn object(s: &Sentence, quantity: &Quantity, floor: usize) -> Option<Found> {
    let mut at = quantity.first;
    let mut steps = 0;
    while at > floor && steps < 4 {
        if let Some((len, measure)) = s.lexicon.measure_actives.before(&s.tokens, at) {
            let passive = at > len
                && s.is(at - len - 1, Class::Auxiliary)
                && !s.any(
                    at - len - 1,
                    &[
                        "has", "have", "had", "having", "to", "could", "would", "will", "may",
                        "might", "can",
                    ],
                );
            if !passive && !idiom(s, at - len, quantity) {
                return Some(Found::of(measure));
            }
        }
        let skips = s.is(at - 1, Class::Determiner)
            || s.any(
                at - 1,
                &["another", "of", "some", "other", "up", "at", "only", "the"],
            )
            || s.tokens[at - 1].is_quote()
            || s.is(at - 1, Class::Pronoun) && s.any(at - 1, &["him", "them"]);
        if !skips {
            break;
        }
        at -= 1;
        steps += 1;
    }
    None
}

/// "claimed 6606 lives" kills; "lost 5 games" and "saved 3 goals" do nothing to people.
fn idiom(s: &Sentence, verb: usize, quantity: &Quantity) -> bool {
    let next = quantity.last + 1;
    let people = (next..next + 4).any(|i| {
        s.is(i, Class::Person)
            || s.is(i, Class::Nation)
            || s.any(i, &["lives", "life", "men", "tanks", "aircraft", "of"])
    }) || !s.get(next).is_some_and(super::token::Token::is_word);
    if s.any(verb, &["claimed", "claims", "claiming"]) {
        return !(next..next + 4).any(|i| s.any(i, &["lives", "life"]));
    }
    if s.any(verb, &["lost", "lose", "loses", "losing"]) {
        let side = (verb.saturating_sub(4)..verb).any(|i| {
            s.is(i, Class::Nation)
                || s.is(i, Class::Group)
                || s.any(
                    i,
                    &[
                        "army", "forces", "military", "side", "regiment", "brigade", "they",
                        "troops",
                    ],
                )
        });
        let named = (next..next + 3).any(|i| {
            s.any(
                i,
                &[
                    "men",
                    "soldiers",
                    "troops",
                    "lives",
                    "servicemen",
                    "fighters",
                    "personnel",
                ],
            )
        });
        return !(side && people || named);
    }
    let things = &["saved", "saving", "save", "rescue", "sank", "caught", "hit"];
    s.any(verb, things) && !people
}

/// "the bodies of 1,200 soldiers", "the deaths of two children".
fn remains(s: &Sentence, quantity: &Quantity) -> Option<Found> {
    let mut at = quantity.first;
    if s.any_before(at, &["the", "its", "their", "some", "all"]) {
        at -= 1;
    }
    if !s.any_before(at, &["of", "for"]) {
        return None;
    }
    let (_, measure) = s.lexicon.measure_nouns.before(&s.tokens, at - 1)?;
    let fits = matches!(
        measure,
        Measure::Bodies
            | Measure::Killed
            | Measure::Arrested
            | Measure::Infected
            | Measure::Missing
    ) && s.any_before(at, &["of"])
        || measure == Measure::Killed;
    let total = s.any_before(at - 1, &["lives", "life", "cases"]);
    (fits && !total).then(|| Found::of(measure))
}

/// "20 people, including an American, were killed": the verb that follows.
fn predicate(
    s: &Sentence,
    quantity: &Quantity,
    phrase: Option<Phrase>,
    others: &[Quantity],
) -> Option<Found> {
    let from = phrase.map_or(quantity.last, |(_, last)| last) + 1;
    let end = (from + REACH).min(s.tokens.len());
    let within = s.any_before(quantity.first, &["including", "includes", ","])
        || s.any_before(quantity.first, &["and"]);
    let mut helped = false;
    let mut i = from;
    let mut others = others.iter().peekable();
    while i < end {
        let token = &s.tokens[i];
        if matches!(token.kind, super::token::Kind::Sign(';' | ':')) {
            return None;
        }
        if let Some((len, measure)) = s.lexicon.measure_verbs.at(&s.tokens, i)
            && follows(s, i, len, from, helped)
        {
            return Some(Found::of(both(s, i).unwrap_or(measure)));
        }
        helped |= token.is(Class::Auxiliary);
        let other = others.next_if(|other| other.number <= i);
        let parted = other
            .is_some_and(|q| q.unit.is_none() && clause_break(s, from, q.first) && !listed(s, q));
        if parted || barrier(s, i, from, within) {
            return None;
        }
        i += 1;
    }
    None
}

/// A number that "including" or "and" adds to the same subject.
fn listed(s: &Sentence, quantity: &Quantity) -> bool {
    s.any_before(quantity.first, &["including", "and", "or"])
}

/// Whether a verb at `i` belongs to a subject that ended before `from`.
fn follows(s: &Sentence, i: usize, len: usize, from: usize, helped: bool) -> bool {
    let intransitive = s.any(
        i,
        &[
            "died",
            "dies",
            "die",
            "perished",
            "perish",
            "disappeared",
            "vanished",
            "fled",
            "flee",
            "survived",
            "recovered",
            "surrendered",
            "drowned",
            "succumbed",
            "lost",
            "sustained",
            "suffered",
            "missing",
            "dead",
            "tested",
            "contracted",
        ],
    );
    let near = i <= from + 1;
    // Its own object behind it makes it active: "five men killed a guard".
    let object = s.is(i + len, Class::Determiner)
        && !s.any(i + len, &["this", "that", "each", "every", "all"])
        || s.get(i + len).is_some_and(super::token::Token::is_number) && !helped;
    let passive = helped && (!object || s.is(i.wrapping_sub(1), Class::Auxiliary));
    intransitive || passive || near && !object
}

/// Whether the clause of the number ends at `i`.
fn barrier(s: &Sentence, i: usize, from: usize, within: bool) -> bool {
    let closes = Class::Conjunction.bit()
        | Class::Preposition.bit()
        | Class::Pronoun.bit()
        | Class::Determiner.bit()
        | Class::Speech.bit();
    if s.tokens[i].classes & closes == 0 {
        return false;
    }
    let joined = s.any(
        i,
        &[
            "while", "whereas", "after", "before", "when", "although", "though", "because", "as",
            "since", "but", "amid", "until",
        ],
    );
    let relative = s.any(i, &["who", "that", "which"]) && i > from + 1;
    let speech = s.is(i, Class::Speech)
        && i > from
        && !within
        && !s.any(
            i,
            &[
                "reported",
                "confirmed",
                "believed",
                "estimated",
                "put",
                "found",
                "added",
                "shows",
                "claimed",
                "counted",
            ],
        );
    joined || relative && !within && s.any(i, &["that"]) || speech
}

/// Whether a new clause begins between two tokens.
fn clause_break(s: &Sentence, from: usize, to: usize) -> bool {
    (from..to).any(|i| s.sign(i, ',') || s.any(i, &["and", "but", "while", "with"]))
}

/// "deaths had climbed to 9,861", "losses between 7,000 and 15,000", "cases (over 503,500)": the noun before.
fn subject(s: &Sentence, quantity: &Quantity, phrase: Option<Phrase>) -> Option<Found> {
    if phrase.is_some_and(|(first, last)| {
        (first..=last).any(|i| s.get(i).is_some_and(|t| !t.capital))
            && !s.any(
                last,
                &[
                    "people",
                    "persons",
                    "soldiers",
                    "troops",
                    "civilians",
                    "men",
                ],
            )
    }) {
        return None;
    }
    let linked = s.any_before(
        quantity.first,
        &[
            "to", "at", "of", "was", "is", "were", "be", "(", ":", "as", "reached", "hit", "by",
            "with", "stands", "stood", "now", "from", "reaching", "anywhere", "topped", "total",
            "below",
        ],
    ) || quantity.is_range()
        || matches!(
            quantity.bound,
            super::model::Bound::MoreThan
                | super::model::Bound::AtLeast
                | super::model::Bound::AtMost
                | super::model::Bound::LessThan
        );
    if !linked {
        return None;
    }
    let from = quantity.first.saturating_sub(REACH);
    for i in (from..quantity.first).rev() {
        if s.sign(i, ';') || s.any(i, &["while", "but"]) {
            return None;
        }
        let Some((len, measure)) = noun_at(&s.lexicon.measure_nouns, s, i) else {
            continue;
        };
        if i + len > quantity.first || measure == Measure::Infected && !ill(s, i, i) {
            continue;
        }
        let plural = s.any(i, &["toll", "count", "dead", "lives"])
            || s.word(i + len - 1).ends_with('s')
            || s.any(i + len, &["toll", "tally", "count", "total"]);
        if !plural || s.any(i, &["lives", "body", "prisoners"]) {
            continue;
        }
        return Some(Found {
            measure,
            noun: Some((i, i + len - 1)),
        });
    }
    None
}

fn noun_at(nouns: &Phrases<Measure>, s: &Sentence, i: usize) -> Option<(usize, Measure)> {
    s.is(i, Class::Measure)
        .then(|| nouns.at(&s.tokens, i))
        .flatten()
}

/// "killed along with two gunmen", "killed three, including a girl and two boys": a verb before that holds on.
fn shared_object(
    s: &Sentence,
    quantity: &Quantity,
    phrase: Option<Phrase>,
    _floor: usize,
) -> Option<Found> {
    let adds = s.any_before(quantity.first, &["including", "with", "and", "whom", "or"])
        || s.any_before(quantity.first, &["another", "them", "those"]);
    let person = phrase.is_none_or(|(first, last)| {
        (first..=last).any(|i| s.is(i, Class::Person) || s.is(i, Class::Nation))
    });
    if !adds || !person {
        return None;
    }
    let from = quantity.first.saturating_sub(16);
    for i in (from..quantity.first).rev() {
        if s.sign(i, ';') || s.any(i, &["while", "but", "when", "that", "after"]) {
            return None;
        }
        if let Some((_, measure)) = s
            .lexicon
            .measure_verbs
            .at(&s.tokens, i)
            .or_else(|| s.lexicon.measure_actives.at(&s.tokens, i))
            && !s.any(
                i,
                &[
                    "lost", "claimed", "claims", "hospital", "treated", "shot", "dead",
                ],
            )
        {
            return Some(Found::of(measure));
        }
    }
    None
}

/// What is counted can change what a verb says: "tanks destroyed", "hostages freed", "bodies found".
fn refine(s: &Sentence, found: Found, phrase: Option<Phrase>) -> Found {
    let Some((first, last)) = phrase else {
        return found;
    };
    let things = |words: &[&str]| (first..=last).any(|i| s.any(i, words));
    let measure = match found.measure {
        Measure::Wounded if things(&["houses", "homes", "buildings", "vehicles", "cars"]) => {
            Measure::Damaged
        }
        Measure::Recovered if things(&["bodies", "remains", "corpses"]) => Measure::Bodies,
        other => other,
    };
    Found { measure, ..found }
}
