//! Quantities of a sentence: numbers with their signs, units, ranges and bounds.

use super::bound;
use super::exclude::{self, Reason};
use super::lexicon::Class;
use super::model::{Bound, Change};
use super::sentence::Sentence;
use super::token::Kind;
use super::unit::{self, Found};

/// A quantity, by its tokens.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The first token of the surface, bound words included.
    pub first: usize,
    /// The first token of the number itself.
    pub number: usize,
    /// The last token of the number itself.
    pub number_last: usize,
    /// The last token of the surface.
    pub last: usize,
    /// The least and the most it says, before bounds.
    pub ends: (f64, f64),
    /// The multiplier the number ended by.
    pub factor: f64,
    /// Its bound.
    pub bound: Bound,
    /// Its change.
    pub change: Option<Change>,
    /// Its unit.
    pub unit: Option<Found>,
    /// Whether it is a guess at "dozens".
    pub vague: bool,
    /// Whether it is a fraction in words.
    pub fraction: bool,
}

impl Quantity {
    fn new(first: usize, last: usize, value: f64) -> Self {
        Self {
            first,
            number: first,
            number_last: last,
            last,
            ends: (value, value),
            factor: 1.0,
            bound: Bound::Exact,
            change: None,
            unit: None,
            vague: false,
            fraction: false,
        }
    }

    /// Whether it is a range.
    pub fn is_range(&self) -> bool {
        self.bound == Bound::Range
    }
}

/// A number that was not taken: its tokens, and why.
pub type Excluded = (usize, usize, Reason);

/// The quantities of a sentence in order, and the numbers that are none.
pub fn read(s: &Sentence) -> (Vec<Quantity>, Vec<Excluded>) {
    let (mut quantities, excluded) = atoms(s);
    hanging(s, &mut quantities);
    quantities = bound::ranges(s, quantities);
    bound::apply(s, &mut quantities);
    ages(s, &mut quantities);
    (apart(quantities), excluded)
}

/// Quantities that share no token: what one has taken, the next goes without.
fn apart(quantities: Vec<Quantity>) -> Vec<Quantity> {
    let mut floor = 0;
    let free = |mut quantity: Quantity| {
        quantity.first = quantity.first.max(floor);
        let whole = quantity.first <= quantity.number_last && quantity.number >= floor;
        floor = floor.max(quantity.last + 1);
        whole.then_some(quantity)
    };
    quantities.into_iter().filter_map(free).collect()
}

/// "four-, five- and six-cylinder": hyphens that wait for their unit.
fn hanging(s: &Sentence, quantities: &mut [Quantity]) {
    for i in (1..quantities.len()).rev() {
        let (before, after) = quantities.split_at_mut(i);
        let (Some(last), Some(next)) = (before.last_mut(), after.first()) else {
            continue;
        };
        let hangs = s.dash(last.last + 1)
            && s.glued(last.last + 1)
            && !(s.glued(last.last + 2)
                && s.get(last.last + 2)
                    .is_some_and(super::token::Token::is_word))
            && next.first <= last.last + 4;
        if hangs && last.unit.is_none() {
            last.unit.clone_from(&next.unit);
        }
    }
}

/// "18, 19, 20 year olds": ages in a list.
fn ages(s: &Sentence, quantities: &mut [Quantity]) {
    for i in (1..quantities.len()).rev() {
        let (before, after) = quantities.split_at_mut(i);
        let (Some(last), Some(next)) = (before.last_mut(), after.first()) else {
            continue;
        };
        let aged = next
            .unit
            .as_ref()
            .is_some_and(|unit| unit.name == "year of age")
            && next.last > next.number_last
            || next.unit.is_some() && before_list(s, next);
        let listed = next.first == last.last + 2
            && (s.sign(last.last + 1, ',') || s.any(last.last + 1, &["and", "or"]));
        if aged && listed && last.unit.is_none() && last.ends.0 < 120.0 {
            last.unit.clone_from(&next.unit);
        }
    }
}

fn before_list(s: &Sentence, next: &Quantity) -> bool {
    next.unit
        .as_ref()
        .is_some_and(|unit| unit.name == "year of age")
        && next.last == next.number_last
        && s.sign(next.last + 1, ',')
}

/// Single numbers with their units.
fn atoms(s: &Sentence) -> (Vec<Quantity>, Vec<Excluded>) {
    let (mut taken, mut excluded) = (Vec::new(), Vec::new());
    let mut i = 0;
    while i < s.tokens.len() {
        if let Some(mut quantity) = worded(s, i) {
            units(s, &mut quantity);
            i = quantity.last + 1;
            taken.push(quantity);
            continue;
        }
        if let Kind::Number { value, factor } = s.tokens[i].kind {
            if let Some((reason, last)) = exclude::reason(s, i) {
                excluded.push((i, last, reason));
                i = last + 1;
                continue;
            }
            let mut quantity = Quantity {
                factor,
                ..Quantity::new(i, i, value)
            };
            extend(s, &mut quantity);
            units(s, &mut quantity);
            i = quantity.last.max(quantity.number_last) + 1;
            taken.push(quantity);
            continue;
        }
        if s.tokens[i].kind == Kind::Digits {
            excluded.push((i, i, Reason::Identifier));
        }
        i += 1;
    }
    (taken, excluded)
}

/// An amount that is no plain numeral.
fn worded(s: &Sentence, i: usize) -> Option<Quantity> {
    let token = &s.tokens[i];
    let may = match token.kind {
        Kind::Word => token.is(Class::Amount) || s.word(i).ends_with("fold"),
        Kind::Number { .. } => true,
        Kind::Sign(sign) => !sign.is_ascii(),
        Kind::Digits => false,
    };
    may.then(|| {
        vague(s, i)
            .or_else(|| fraction(s, i))
            .or_else(|| age_decade(s, i))
    })?
}

/// Words for uncertain numbers, with the range each stands for.
const VAGUE: [(&str, f64, f64); 8] = [
    ("dozens", 12.0, 120.0),
    ("scores", 20.0, 200.0),
    ("hundreds", 100.0, 1e3),
    ("thousands", 1e3, 1e4),
    ("millions", 1e6, 1e7),
    ("billions", 1e9, 1e10),
    ("trillions", 1e12, 1e13),
    ("tens", 10.0, 100.0),
];

/// "dozens", "tens of thousands", "a few hundred".
fn vague(s: &Sentence, i: usize) -> Option<Quantity> {
    if !s.tokens[i].is_word() {
        return None;
    }
    let by = |word: &str| {
        VAGUE
            .iter()
            .find(|(name, _, _)| word.eq_ignore_ascii_case(name))
    };
    let few = s.any(i, &["few", "several", "couple"]);
    if few {
        return few_hundred(s, i);
    }
    let &(name, mut low, mut high) = by(s.word(i))?;
    let mut last = i;
    if s.any(i + 1, &["of"])
        && let Some(&(_, times, _)) =
            by(s.word(i + 2)).filter(|(name, _, _)| *name != "tens" && *name != "dozens")
    {
        (low, high) = (low * times, high * times);
        last = i + 2;
    }
    // "scores points", "tens" alone.
    let counts = s.any(last + 1, &["of", "more", "have", "were", "are", "had"]);
    let results =
        !s.any(i + 1, &["of"]) || s.any_before(i, &["test", "the", "credit", "box", "exam"]);
    if last == i && (name == "tens" || name == "scores" && results) {
        return None;
    }
    let hyphened = s.glued(i) && s.before(i).is_some_and(super::token::Token::is_dash);
    if hyphened || !counts && s.any(i + 1, &["s"]) {
        return None;
    }
    Some(Quantity {
        ends: (low, high),
        bound: Bound::Range,
        vague: true,
        ..Quantity::new(i, last, 0.0)
    })
}

/// "a few hundred", "several dozen", "a couple of thousand".
fn few_hundred(s: &Sentence, i: usize) -> Option<Quantity> {
    let couple = s.any(i, &["couple"]);
    let next = i + 1 + usize::from(couple && s.any(i + 1, &["of"]));
    let scale = [
        ("dozen", 12.0),
        ("hundred", 100.0),
        ("thousand", 1e3),
        ("million", 1e6),
        ("billion", 1e9),
    ];
    let found = scale.iter().find(|(name, _)| s.any(next, &[name]));
    let first = if s.any_before(i, &["a"]) { i - 1 } else { i };
    let Some(&(_, times)) = found else {
        let counts = couple
            && first < i
            && s.any(i + 1, &["of"])
            && s.get(i + 2)
                .is_some_and(|t| t.is_word() && !t.is(Class::Determiner))
            || couple && first < i && s.is(i + 1, Class::Time);
        return counts.then(|| Quantity::new(first, i, 2.0));
    };
    let (low, high) = if couple {
        (2.0 * times, 2.0 * times)
    } else {
        (times, times * 10.0)
    };
    let bound = if couple { Bound::Approx } else { Bound::Range };
    Some(Quantity {
        ends: (low, high),
        bound,
        vague: !couple,
        ..Quantity::new(first, next, 0.0)
    })
}

/// Parts by name.
const PARTS: [(&str, f64); 13] = [
    ("half", 2.0),
    ("third", 3.0),
    ("quarter", 4.0),
    ("fourth", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("ninth", 9.0),
    ("tenth", 10.0),
    ("twentieth", 20.0),
    ("hundredth", 100.0),
    ("thousandth", 1000.0),
];

/// A part's size by the word at `i`.
fn part(s: &Sentence, i: usize) -> Option<f64> {
    let word = s.word(i);
    let word = word.strip_suffix('s').unwrap_or(word);
    PARTS
        .iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name))
        .map(|&(_, parts)| 1.0 / parts)
}

/// "half", "a third", "two-thirds", "half a million", "a dozen", "1/2", "½".
fn fraction(s: &Sentence, i: usize) -> Option<Quantity> {
    if let Kind::Sign(sign) = s.tokens[i].kind {
        let value = vulgar(sign)?;
        return Some(multiplied(s, Quantity::new(i, i, value)));
    }
    if s.any(i, &["dozen"]) {
        let first = if s.any_before(i, &["a"]) { i - 1 } else { i };
        let half = s.any_before(first, &["half"]) || s.any_before(i, &["half"]);
        let first = if half && !s.any_before(i, &["half"]) {
            first - 1
        } else {
            first
        };
        return (first < i).then(|| Quantity::new(first, i, if half { 6.0 } else { 12.0 }));
    }
    if s.any(i, &["half"]) {
        return half(s, i);
    }
    if s.any(i, &["fold"]) || s.word(i).len() > 5 && s.word(i).ends_with("fold") {
        return fold(s, i);
    }
    if s.any(i, &["a", "one"])
        && let Some(value) = part(s, i + 1 + usize::from(s.dash(i + 1)))
    {
        let last = i + 1 + usize::from(s.dash(i + 1));
        // "a fifth man" is one more.
        let of =
            s.any(last + 1, &["of", "as"]) || s.any(i, &["one"]) && !s.any(last + 1, &["time"]);
        return of.then(|| as_part(Quantity::new(i, last, value)));
    }
    let Kind::Number { value, factor } = s.tokens[i].kind else {
        return None;
    };
    scientific(s, i, value)
        .or_else(|| or_two(s, i))
        .or_else(|| over(s, i, value, factor))
}

/// "2.998×10−8": a power of ten.
fn scientific(s: &Sentence, i: usize, value: f64) -> Option<Quantity> {
    let times = s.sign(i + 1, '×') || s.any(i + 1, &["x"]);
    if !(times && s.any(i + 2, &["10"])) {
        return None;
    }
    let sign = s.dash(i + 3) || s.sign(i + 3, '^');
    let at = i + 3 + usize::from(sign) + usize::from(s.sign(i + 3, '^') && s.dash(i + 4));
    let Kind::Number { value: power, .. } = s.get(at).filter(|t| t.glued && sign)?.kind else {
        return None;
    };
    let power = if s.dash(at - 1) { -power } else { power };
    (power.abs() < 300.0).then(|| Quantity::new(i, at, value * 10f64.powf(power)))
}

/// "a year or two", "past day or two".
fn or_two(s: &Sentence, i: usize) -> Option<Quantity> {
    let first = i.checked_sub(2).filter(|&first| {
        s.any(first + 1, &["or"]) && s.any(i, &["two"]) && s.is(first, Class::Time)
    })?;
    let unit = unit::named(s.word(first))?;
    let unit = Found {
        name: unit.to_owned(),
        money: false,
        last: i,
    };
    let whole = !s.word(first).ends_with('s');
    whole.then(|| Quantity {
        ends: (1.0, 2.0),
        bound: Bound::Range,
        unit: Some(unit),
        ..Quantity::new(first, i, 0.0)
    })
}

fn as_part(quantity: Quantity) -> Quantity {
    Quantity {
        fraction: true,
        ..quantity
    }
}

/// "half of", "half the", "half a million", "half-hour".
fn half(s: &Sentence, i: usize) -> Option<Quantity> {
    // "half a million": the tokens are "half" and "a million".
    if let Some(Kind::Number { value, factor }) = s.get(i + 1).map(|t| t.kind)
        && value >= 100.0
        && value.to_bits() == factor.max(100.0).to_bits()
    {
        return Some(Quantity {
            factor: value,
            ..Quantity::new(i, i + 1, 0.5 * value)
        });
    }
    let article = usize::from(s.any(i + 1, &["a"]) || s.dash(i + 1));
    if let Some((_, times)) = scale(s, i + 1 + article) {
        return Some(Quantity {
            factor: times,
            ..Quantity::new(i, i + 1 + article, 0.5 * times)
        });
    }
    if s.any(i + 1 + article, &["dozen"]) {
        let first = if s.any_before(i, &["a"]) { i - 1 } else { i };
        return Some(Quantity::new(first, i + 1 + article, 6.0));
    }
    let ordinal = s
        .before(i)
        .is_some_and(|t| t.is(Class::Ordinal) || t.is(Class::Adjective))
        || s.any_before(
            i,
            &[
                "the", "other", "better", "latter", "second", "first", "this", "each", "and", "-",
                "in", "one", "final",
            ],
        );
    let of = s.any(
        i + 1,
        &[
            "of", "the", "its", "their", "his", "her", "that", "as", "our", "all", "those", "these",
        ],
    ) || s.is(i + 2, Class::Time) && article > 0;
    let bounded = s.lexicon.bounds_before.before(&s.tokens, i).is_some();
    ((of || bounded) && !ordinal && !s.glued(i + 1)).then(|| as_part(Quantity::new(i, i, 0.5)))
}

/// "fourfold".
fn fold(s: &Sentence, i: usize) -> Option<Quantity> {
    let word = s.word(i).to_ascii_lowercase();
    let stem = word.strip_suffix("fold").filter(|stem| !stem.is_empty())?;
    let value = super::numeral::read(stem, 0)
        .filter(|n| n.end == stem.len())?
        .value;
    let unit = Found {
        name: "fold".to_owned(),
        money: false,
        last: i,
    };
    Some(Quantity {
        unit: Some(unit),
        ..Quantity::new(i, i, value)
    })
}

/// The multiplier word at `i`.
fn scale(s: &Sentence, i: usize) -> Option<(usize, f64)> {
    let scale = [
        ("hundred", 100.0),
        ("thousand", 1e3),
        ("million", 1e6),
        ("billion", 1e9),
        ("trillion", 1e12),
    ];
    scale
        .iter()
        .find(|(name, _)| s.any(i, &[name]))
        .map(|&(_, times)| (i, times))
}

/// "half million" after a vulgar fraction.
fn multiplied(s: &Sentence, quantity: Quantity) -> Quantity {
    match scale(s, quantity.last + 1) {
        Some((last, times)) => Quantity {
            ends: (quantity.ends.0 * times, quantity.ends.1 * times),
            factor: times,
            last,
            number_last: last,
            ..quantity
        },
        None => quantity,
    }
}

/// The value of a fraction in one sign.
fn vulgar(sign: char) -> Option<f64> {
    Some(match sign {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

/// "two thirds", "1/2", "3 1/2", "one in five", "two and a half".
fn over(s: &Sentence, i: usize, value: f64, factor: f64) -> Option<Quantity> {
    let gap = i + 1 + usize::from(s.dash(i + 1));
    if value > 1.0
        && value < 100.0
        && s.word(gap).ends_with('s')
        && let Some(size) = part(s, gap)
    {
        return Some(as_part(Quantity::new(i, gap, value * size)));
    }
    let plain = exclude::plain_digits(s, i);
    if plain
        && (s.sign(i + 1, '/') || s.sign(i + 1, '⁄'))
        && s.glued(i + 1)
        && exclude::plain_digits(s, i + 2)
        && s.glued(i + 2)
        && !s.sign(i + 3, '/')
    {
        let below = match s.tokens[i + 2].kind {
            Kind::Number { value, .. }
                if value > value.min(0.0)
                    && [2.0, 3.0, 4.0, 5.0, 8.0, 16.0, 100.0].contains(&value) =>
            {
                value
            }
            _ => return None,
        };
        return (value < below).then(|| as_part(Quantity::new(i, i + 2, value / below)));
    }
    let (inside, of) = (
        s.any(i + 1, &["in"]),
        s.any(i + 1, &["out"]) && s.any(i + 2, &["of"]),
    );
    let at = if of { i + 3 } else { i + 2 };
    let every = usize::from(s.any(at, &["every"]));
    if (inside || of)
        && let Some(Kind::Number { value: whole, .. }) = s.get(at + every).map(|t| t.kind)
    {
        let year = exclude::plain_digits(s, at + every) && s.word(at + every).len() == 4;
        let unit = s.is(at + every + 1, Class::Time)
            || s.lexicon.units.at(&s.tokens, at + every + 1).is_some()
            || s.is(at + every + 1, Class::Month);
        if whole > value
            && value >= 1.0
            && !year
            && !unit
            && factor <= 1.0
            && whole.fract() == 0.0
            && (whole <= 20.0 || whole % 10.0 == 0.0)
            && value <= 20.0
        {
            return Some(as_part(Quantity::new(i, at + every, value / whole)));
        }
    }
    mixed(s, i, value, factor)
}

/// "two and a half", "3½", "3 1/2", "one and two thirds", and the multiplier behind.
fn mixed(s: &Sentence, i: usize, value: f64, factor: f64) -> Option<Quantity> {
    if value >= 1000.0 && factor <= 1.0 {
        return None;
    }
    let vulgar = s.get(i + 1).and_then(|t| {
        if let Kind::Sign(sign) = t.kind {
            vulgar(sign)
        } else {
            None
        }
    });
    if let Some(more) = vulgar {
        return Some(multiplied(s, Quantity::new(i, i + 1, value + more)));
    }
    let and = i + 1 + usize::from(s.dash(i + 1));
    if !s.any(and, &["and"]) {
        return None;
    }
    let at = and + 1 + usize::from(s.dash(and + 1));
    if s.any(at, &["a", "one"]) {
        let at = at + 1 + usize::from(s.dash(at + 1));
        return part(s, at).map(|more| multiplied(s, Quantity::new(i, at, value + more * factor)));
    }
    if let Some(Kind::Number { value: above, .. }) = s.get(at).map(|t| t.kind) {
        return part(s, at + 1)
            .filter(|_| s.word(at + 1).ends_with('s'))
            .map(|more| Quantity::new(i, at + 1, value + more * above));
    }
    None
}

/// "in his late 20s", "in her forties": ten years of age.
fn age_decade(s: &Sentence, i: usize) -> Option<Quantity> {
    const TENS: [(&str, f64); 8] = [
        ("twenties", 20.0),
        ("thirties", 30.0),
        ("forties", 40.0),
        ("fifties", 50.0),
        ("sixties", 60.0),
        ("seventies", 70.0),
        ("eighties", 80.0),
        ("nineties", 90.0),
    ];
    let owned = s.any_before(i, exclude::AGES) && !s.any_before(i, &["and"]);
    let digits = exclude::plain_digits(s, i)
        && s.word(i).len() == 2
        && s.glued(i + 1)
        && s.any(i + 1, &["s"]);
    let value = match s.tokens[i].kind {
        Kind::Number { value, .. } if digits => value,
        _ => TENS.iter().find(|(name, _)| s.any(i, &[name]))?.1,
    };
    let decade = owned && value % 10.0 == 0.0;
    if !decade {
        return None;
    }
    let dash = usize::from(s.dash(i - 1));
    let part = i.checked_sub(1 + dash)?;
    let (low, high, first) = if s.any(part, &["early"]) {
        (value, value + 3.0, part)
    } else if s.any(part, &["mid"]) {
        (value + 4.0, value + 6.0, part)
    } else if s.any(part, &["late"]) {
        (value + 7.0, value + 9.0, part)
    } else {
        (value, value + 9.0, i)
    };
    let last = i + usize::from(digits);
    let unit = Found {
        name: "year of age".to_owned(),
        money: false,
        last,
    };
    Some(Quantity {
        ends: (low, high),
        bound: Bound::Range,
        number: i,
        unit: Some(unit),
        ..Quantity::new(first, last, 0.0)
    })
}

/// Signs before a number, and multipliers that the numeral did not hold.
fn extend(s: &Sentence, quantity: &mut Quantity) {
    let i = quantity.number;
    // "10 [thousand]"
    if s.sign(i + 1, '[')
        && s.sign(i + 3, ']')
        && let Some((_, times)) = scale(s, i + 2)
    {
        quantity.ends = (quantity.ends.0 * times, quantity.ends.1 * times);
        quantity.factor = times;
        (quantity.last, quantity.number_last) = (i + 3, i + 3);
    }
    if s.any(i + 1, &["dozen"]) && quantity.factor <= 1.0 {
        quantity.ends = (quantity.ends.0 * 12.0, quantity.ends.1 * 12.0);
        (quantity.last, quantity.number_last) = (i + 1, i + 1);
    }
    if s.any(i + 1, &["m", "b", "k"]) && !s.glued(i + 1) && unit::before(s, i).is_some() {
        let times = if s.any(i + 1, &["m"]) {
            1e6
        } else if s.any(i + 1, &["b"]) {
            1e9
        } else {
            1e3
        };
        quantity.ends = (quantity.ends.0 * times, quantity.ends.1 * times);
        quantity.factor = times;
        (quantity.last, quantity.number_last) = (i + 1, i + 1);
    }
    // "5m" may be metres: where something long follows or it stands in brackets beside another unit.
    let metres = s.word(i).ends_with('m')
        && s.word(i)
            .bytes()
            .nth_back(1)
            .is_some_and(|b| b.is_ascii_digit())
        && unit::before(s, i).is_none();
    if metres && metre(s, i) {
        quantity.ends = (quantity.ends.0 / 1e6, quantity.ends.1 / 1e6);
        quantity.factor = 1.0;
        quantity.unit = Some(Found {
            name: "metre".to_owned(),
            money: false,
            last: i,
        });
    }
    if let Some(before) = i.checked_sub(1) {
        let minus = s.any(before, &["minus", "negative"]);
        let dash = s.glued(i)
            && s.dash(before)
            && (before == 0 || !s.glued(before) || s.sign(before - 1, '('));
        let worded = s.glued(i) && s.dash(before) && before > 0 && s.any(before - 1, &["minus"]);
        if minus || dash && !s.word(before).starts_with('—') || worded {
            quantity.ends = (-quantity.ends.0, -quantity.ends.1);
            quantity.number = before - usize::from(worded);
            quantity.first = quantity.number;
        }
    }
}

/// Whether "5m" stands for metres here.
fn metre(s: &Sentence, i: usize) -> bool {
    let shape = s.any(
        i + 1,
        &[
            "long",
            "high",
            "tall",
            "wide",
            "deep",
            "above",
            "below",
            "away",
            "radius",
            "from",
            "apart",
            "race",
            "sprint",
            "freestyle",
            "butterfly",
            "backstroke",
            "hurdles",
            "relay",
            "final",
            "thick",
        ],
    );
    let bracket = s.sign(i + 1, '(')
        && (i + 2..i + 6).any(|at| s.any(at, &["ft", "feet", "foot", "yards", "yd", "miles"]))
        || s.sign(i + 1, ')')
            && (1..5).any(|n| i >= n && s.any(i - n, &["ft", "feet", "foot", "yards"]));
    shape
        || bracket
        || s.dash(i + 1) && s.any(i + 2, &["long", "high", "tall", "wide", "deep", "thick"])
}

/// The units before and behind a number.
fn units(s: &Sentence, quantity: &mut Quantity) {
    if quantity.unit.is_some() {
        quantity.last = quantity
            .last
            .max(quantity.unit.as_ref().map_or(0, |unit| unit.last));
        return;
    }
    if let Some((first, money)) = unit::before(s, quantity.number) {
        quantity.first = first;
        let mut last = quantity.number_last;
        // "$5 US", "$40 dollars"
        if let Some(again) = unit::after(s, last).filter(|again| {
            again.money && s.get(last + 1).is_some_and(super::token::Token::is_word)
        }) {
            last = again.last;
        } else if s.any(last + 1, &["us", "cdn", "usd", "cad"])
            && s.get(last + 1).is_some_and(|t| t.capital)
            && s.word(last + 1).len() > 1
            && money.name == "USD"
            && s.word(last + 1) != "us"
        {
            last += 1;
        }
        let per = unit::per(s, last + 1, true);
        let name = per.map_or_else(
            || money.name.to_owned(),
            |(by, _)| format!("{} per {by}", money.name),
        );
        quantity.last = per.map_or(last, |(_, last)| last);
        quantity.unit = Some(Found {
            name,
            money: true,
            last: quantity.last,
        });
        return;
    }
    if quantity.fraction && !s.dash(quantity.last + 1) {
        let hours = unit::after(s, quantity.last).filter(|_| !s.any(quantity.last + 1, &["of"]));
        if let Some(found) = hours {
            quantity.last = found.last;
            quantity.unit = Some(found);
        }
        return;
    }
    // "dozens of dollars"
    let of = usize::from(quantity.vague && s.any(quantity.last + 1, &["of"]));
    if let Some(mut found) = unit::after(s, quantity.number_last + of) {
        quantity.last = found.last;
        if found.name == "year"
            && s.any_before(quantity.number, &["of"])
            && quantity.number >= 2
            && s.any(quantity.number - 2, &["age", "ages"])
        {
            "year of age".clone_into(&mut found.name);
        }
        quantity.unit = Some(found);
        return;
    }
    age(s, quantity);
    magnitude(s, quantity);
}

/// "aged 35", "Smith, 42,": an age without its unit.
fn age(s: &Sentence, quantity: &mut Quantity) {
    let i = quantity.number;
    let value = quantity.ends.0;
    if !(0.0..=120.0).contains(&value) || quantity.vague || value.fract() != 0.0 {
        return;
    }
    let told = s.any_before(i, &["aged", "age", "ages"])
        || s.any_before(i, &["of"]) && i >= 2 && s.any(i - 2, &["age"])
        || s.any_before(i, &["turned"]) && value > 12.0 && closes(s, quantity.last + 1);
    let named = i >= 2
        && s.sign(i - 1, ',')
        && s.get(i - 2).is_some_and(|t| {
            t.is_word()
                && t.capital
                && !t.is(Class::Month)
                && !t.is(Class::Weekday)
                && !t.is(Class::Nation)
        })
        && (s.sign(quantity.last + 1, ',')
            || quantity.last + 1 >= s.tokens.len()
            || s.sign(quantity.last + 1, ';')
            || s.sign(quantity.last + 1, '.'))
        && exclude::plain_digits(s, i)
        && s.word(i).len() <= 3
        && value > 0.0;
    let was = i >= 2
        && s.any(
            i - 1,
            &["was", "is", "be", "'s", "’s", "am", "were", "only", "just"],
        )
        && (i.saturating_sub(4)..i).any(|at| s.any(at, &["he", "she", "i", "who"]))
        && closes(s, quantity.last + 1)
        && value > 3.0;
    if told || named || was {
        quantity.unit = Some(Found {
            name: "year of age".to_owned(),
            money: false,
            last: quantity.last,
        });
    }
}

/// Whether nothing counted can follow at `i`.
pub fn closes(s: &Sentence, i: usize) -> bool {
    s.get(i).is_none_or(|t| {
        !t.is_word() && !t.is_dash() && !t.is_sign('%')
            || t.is(Class::Preposition) && !s.any(i, &["of", "per"])
            || t.is(Class::Conjunction)
    })
}

/// "magnitude 7.8", "measured at 8.0".
fn magnitude(s: &Sentence, quantity: &mut Quantity) {
    let i = quantity.number;
    let before = s.any_before(i, &["magnitude", "magnitude-"])
        || i >= 2 && s.any(i - 2, &["magnitude"]) && s.any(i - 1, &["of", "-", "at", "was"]);
    let decimal = s.word(i).len() == 3 && s.word(i).contains('.') && closes(s, i + 1);
    let quake = decimal
        && (i.saturating_sub(24)..i + 24).any(|at| {
            s.any(
                at,
                &["earthquake", "quake", "richter", "tremor", "aftershock"],
            )
        });
    if before || quake && quantity.ends.0 < 10.0 {
        quantity.unit = Some(Found {
            name: "magnitude".to_owned(),
            money: false,
            last: quantity.last,
        });
    }
}
