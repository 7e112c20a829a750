//! Ranges, bounds and changes: what the words beside a number make of it.

use super::lexicon::Class;
use super::model::{Bound, Change};
use super::quantity::Quantity;
use super::sentence::Sentence;
use super::unit::Found;

/// Joins neighbours that are the two ends of one range.
pub fn ranges(s: &Sentence, quantities: Vec<Quantity>) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::with_capacity(quantities.len());
    for quantity in quantities {
        match joined.pop() {
            Some(last) => {
                if let Some(range) = range(s, &last, &quantity) {
                    joined.push(range);
                } else {
                    joined.push(last);
                    joined.push(quantity);
                }
            }
            None => joined.push(quantity),
        }
    }
    joined
}

/// The range from `a` to `b`, if the words between make one.
fn range(s: &Sentence, a: &Quantity, b: &Quantity) -> Option<Quantity> {
    if a.is_range() || b.is_range() || a.fraction != b.fraction {
        return None;
    }
    let (from, mut to) = (a.last + 1, b.first);
    // "30 to -40", "to about 40", "and up to 900"
    if to > from + 1
        && s.lexicon
            .bounds_before
            .before(&s.tokens, to)
            .is_some_and(|(len, bound)| bound == Bound::Approx && from + 1 + len == to)
    {
        to = from + 1;
    }
    if to != from + 1 && !(to == from + 2 && s.any(from, &["to", "and"]) && s.dash(from + 1)) {
        return two_words(s, a, b);
    }
    let aside = s.word(from).starts_with('—') && !s.glued(from);
    let dash = s.dash(from) && !aside;
    let between = s.any(from, &["and"]) && opened(s, a.first, &["between"]);
    let or = s.any(from, &["or"]) && near(a, b);
    let run = s.any(from, &["to"]) && !moved(s, a, b);
    let joined = dash || between || or || run;
    if !joined {
        return None;
    }
    let units = match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => a.name == b.name || a.money && b.money && b.name.starts_with(&a.name),
        (Some(a), None) => a.money || a.name == "year of age" || dash && a.name == "percent",
        _ => true,
    };
    let (low, high) = shared(a, b);
    let ordered = low < high || b.first != b.number && low.abs() < high.abs();
    let either = between && (low - high).abs() > 0.0;
    let ordered = ordered || either;
    if !units || !ordered {
        return None;
    }
    let first = if between || s.any_before(a.first, &["from"]) {
        a.first - 1
    } else {
        a.first
    };
    Some(Quantity {
        first,
        number: a.number,
        number_last: b.number_last,
        last: b.last,
        ends: (low.min(high), low.max(high)),
        bound: Bound::Range,
        unit: b.unit.clone().or_else(|| a.unit.clone()),
        ..b.clone()
    })
}

/// "from 450 square feet up to 900": ends with more than one word between.
fn two_words(s: &Sentence, a: &Quantity, b: &Quantity) -> Option<Quantity> {
    let from = a.last + 1;
    let up = s.any(from, &["up", "all"]) && s.any(from + 1, &["to"]) && b.first == from + 2;
    if !(up && opened(s, a.first, &["from"])) || a.ends.0 >= b.ends.0 {
        return None;
    }
    Some(Quantity {
        first: a.first - 1,
        number: a.number,
        ends: (a.ends.0, b.ends.0),
        bound: Bound::Range,
        unit: b.unit.clone().or_else(|| a.unit.clone()),
        ..b.clone()
    })
}

/// Whether one of `words` stands before `first`, bounds between them let be.
fn opened(s: &Sentence, first: usize, words: &[&str]) -> bool {
    s.any_before(first, words)
        || first >= 2
            && s.any(first - 2, words)
            && s.lexicon.bounds_before.before(&s.tokens, first).is_some()
}

/// "three or four": ends that are close, in one unit.
fn near(a: &Quantity, b: &Quantity) -> bool {
    let (low, high) = shared(a, b);
    let money = b.unit.as_ref().is_some_and(|unit| unit.money);
    a.unit.is_none()
        && !money
        && high > low
        && (high - low <= 2.0 * b.factor.max(a.factor) && high - low <= low + b.factor
            || high <= low * 1.5)
        && high < 1e9
        && b.unit
            .as_ref()
            .is_none_or(|u| !u.money || a.first == a.number)
}

/// Both ends, the first with the multiplier of the second where it is left out: "seven to nine thousand".
fn shared(a: &Quantity, b: &Quantity) -> (f64, f64) {
    let (low, high) = (a.ends.0, b.ends.0);
    if a.factor <= 1.0
        && b.factor >= 1e3
        && low < b.factor
        && low < (high / b.factor).max(1.0) * 10.0
        && low < 1000.0
        && low <= high / b.factor * 5.0
        && low / (high / b.factor) <= 1.0
    {
        (low * b.factor, high)
    } else {
        (low, high)
    }
}

/// "rose 5 to 60", "cut it by 3 to 7": two numbers, not the ends of one range.
fn moved(s: &Sentence, a: &Quantity, b: &Quantity) -> bool {
    let by = s.any_before(a.first, &["by"]);
    let verb = s.lexicon.change_verbs.before(&s.tokens, a.first).is_some();
    let different = a.unit.as_ref().map(|u| &u.name) != b.unit.as_ref().map(|u| &u.name);
    (by || verb || !s.any_before(a.first, &["from"])) && different && a.unit.is_some()
        || a.ends.0 > shared(a, b).1 && a.ends.0 >= b.ends.0
        || s.any_before(a.first, &["voted"])
}

/// Reads the bounds and changes of every quantity.
pub fn apply(s: &Sentence, quantities: &mut [Quantity]) {
    let mut floor = 0;
    parallel(s, quantities);
    for i in 0..quantities.len() {
        let (done, rest) = quantities.split_at_mut(i);
        let quantity = &mut rest[0];
        before(s, quantity, floor);
        after(s, quantity);
        change(s, quantity, floor);
        if let Some(last) = done.last() {
            carry(s, last, quantity);
        }
        floor = quantity.last + 1;
    }
}

/// "rose 64 points to 4,577", "2.4 million yen ($22) or 2.3 million": a bare number has the unit of the like one before.
fn parallel(s: &Sentence, quantities: &mut [Quantity]) {
    for i in 1..quantities.len() {
        let (before, after) = quantities.split_at_mut(i);
        let Some(bare) = after
            .first_mut()
            .filter(|q| q.unit.is_none() && !q.vague && !q.fraction)
        else {
            continue;
        };
        if !super::quantity::closes(s, bare.last + 1)
            || s.any(bare.last + 1, &["who", "that", "of"])
        {
            continue;
        }
        let point = s.any_before(bare.first, &["to", "at"]);
        let like = |unit: &Found, ends: f64| {
            let ratio = bare.ends.0 / ends;
            point && unit.name == "point"
                || unit.money && (0.2..=5.0).contains(&ratio) && bare.ends.0 >= 1000.0
        };
        let found = before
            .iter()
            .rev()
            .take(4)
            .find_map(|q| q.unit.as_ref().filter(|unit| like(unit, q.ends.0)));
        bare.unit = found.cloned();
    }
}

/// Bounds before the number.
fn before(s: &Sentence, quantity: &mut Quantity, floor: usize) {
    let mut outer = None;
    loop {
        // "over “46,000", "more than a dozen", "as many as the 300"
        let skip = quantity.first > floor + 1
            && s.tokens[quantity.first - 1].is_quote()
            && outer.is_none();
        let at = quantity.first - usize::from(skip);
        let Some((len, bound)) = s
            .lexicon
            .bounds_before
            .before(&s.tokens, at)
            .filter(|(len, _)| at - len >= floor)
        else {
            break;
        };
        if !holds(s, at - len, len, bound, quantity) {
            break;
        }
        quantity.first = at - len;
        // "only about 5": the inner bound tells; "no more than" is one phrase.
        if outer.is_none() || outer == Some(Bound::Exact) {
            outer = Some(bound);
        }
    }
    if let Some(bound) = outer.filter(|_| !quantity.is_range()) {
        quantity.bound = bound;
    }
    younger(s, quantity);
}

/// Whether a word that has other uses bounds the number here.
fn holds(s: &Sentence, at: usize, len: usize, bound: Bound, quantity: &Quantity) -> bool {
    let timed = quantity
        .unit
        .as_ref()
        .is_some_and(|u| super::unit::is_time(&u.name));
    if len > 1 {
        return true;
    }
    let the_over =
        s.any(at, &["over", "under", "near", "passed", "within"]) && s.any(at + 1, &["the"]);
    match bound {
        _ if the_over => false,
        // "over 20 years of war", "over five weeks": through, not more than.
        Bound::MoreThan if s.any(at, &["over"]) => {
            !(timed && s.any_before(at, &["spread", "place", "phased", "happened", "stretched"]))
        }
        Bound::AtMost if s.any(at, &["within"]) => true,
        Bound::LessThan if s.any(at, &["under"]) => !s.any_before(at, &["from"]),
        Bound::Approx if s.any(at, &["say", "average", "maybe", "so"]) => {
            s.any(at, &["maybe"]) || s.any_before(at, &[",", "a", "an"])
        }
        Bound::Approx if s.any(at, &["estimated"]) => {
            !s.is(at.wrapping_sub(1), Class::Auxiliary)
                || s.any(at, &["estimated"]) && s.any_before(at, &["an"])
        }
        Bound::Approx if s.any(at, &["around"]) => !s.any_before(at, &["all", "turned"]),
        Bound::Nearly if s.any(at, &["near"]) => quantity.unit.is_none(),
        _ => true,
    }
}

/// "under the age of 21", "younger than 18", "aged under five".
fn younger(s: &Sentence, quantity: &mut Quantity) {
    let aged = quantity
        .unit
        .as_ref()
        .is_some_and(|u| u.name.ends_with("of age"));
    let of = quantity.first >= 3
        && s.any(quantity.first - 1, &["of"])
        && s.any(quantity.first - 2, &["age", "ages"]);
    if of && s.any(quantity.first - 3, &["the"]) && quantity.first >= 4 {
        let word = quantity.first - 4;
        let bound = if s.any(word, &["under", "below", "before"]) {
            Some(Bound::LessThan)
        } else if s.any(word, &["over", "above"]) {
            Some(Bound::MoreThan)
        } else if s.any(word, &["through", "until", "to"]) {
            Some(Bound::AtMost)
        } else {
            None
        };
        if let Some(bound) = bound.filter(|_| aged && !quantity.is_range()) {
            quantity.bound = bound;
            quantity.first = word;
        }
    }
    let compared = quantity.unit.is_none()
        && s.any(quantity.first, &["younger", "older"])
        && quantity.ends.0 <= 120.0;
    if compared {
        quantity.unit = Some(Found {
            name: "year of age".to_owned(),
            money: false,
            last: quantity.last,
        });
    }
}

/// Bounds behind the number: "500 or more", "20-odd".
fn after(s: &Sentence, quantity: &mut Quantity) {
    for at in [quantity.number_last + 1, quantity.last + 1] {
        let dash = usize::from(s.dash(at) && s.glued(at) && s.glued(at + 1));
        if let Some((len, bound)) = s
            .lexicon
            .bounds_after
            .at(&s.tokens, at + dash)
            .or_else(|| s.lexicon.bounds_after.at(&s.tokens, at))
        {
            let plus = s.sign(at, '+') && !s.glued(at);
            let listed = len == 1
                && s.get(at).is_some_and(super::token::Token::is_word)
                && !s.any(at + dash, &["odd", "ish", "plus"]);
            if plus
                || listed
                || quantity.is_range()
                || quantity.bound != Bound::Exact && quantity.bound != Bound::AtMost
            {
                continue;
            }
            quantity.bound = if quantity.bound == Bound::AtMost {
                Bound::Approx
            } else {
                bound
            };
            if at + dash + len - 1 > quantity.last {
                quantity.last = at + dash + len - 1;
            }
            return;
        }
    }
}

/// A bound holds through a conversion in brackets, and from "more than 5 to" on.
fn carry(s: &Sentence, last: &Quantity, quantity: &mut Quantity) {
    let bracket = quantity.first == last.last + 2
        && s.sign(last.last + 1, '(')
        && s.sign(quantity.last + 1, ')');
    let converts = bracket && last.unit.is_some() && quantity.unit.is_some();
    // "about 2,870 killed and 3,700 injured": the same two words, joined.
    let joined = quantity.first == last.last + 3
        && s.any(last.last + 2, &["and"])
        && s.is(last.last + 1, Class::Measure)
        && s.is(quantity.last + 1, Class::Measure)
        && last.unit.is_none();
    if (converts || joined) && quantity.bound == Bound::Exact && !last.is_range() {
        quantity.bound = last.bound;
    }
    // "lost 190 points, or 0.6 percent", "down 2.3%, the others by 2.6%".
    let again = quantity.first == last.last + 3
        && s.sign(last.last + 1, ',')
        && s.any(last.last + 2, &["or"]);
    let same = last.unit.as_ref().map(|u| &u.name) == quantity.unit.as_ref().map(|u| &u.name);
    let by = s.any_before(quantity.first, &["by"]) && same;
    if (again || by) && quantity.change.is_none() && quantity.unit.is_some() {
        quantity.change = last.change;
    }
    let bare = quantity.unit.is_none()
        && quantity.change.is_some()
        && super::quantity::closes(s, quantity.last + 1)
        && s.any_before(quantity.first, &["by"]);
    if bare && last.unit.as_ref().is_some_and(|u| u.name == "percent") {
        quantity.unit.clone_from(&last.unit);
    }
}

/// What the verb before says of a rise or a fall.
fn change(s: &Sentence, quantity: &mut Quantity, floor: usize) {
    let mut at = quantity.first;
    let to = s.any_before(at, &["to"]);
    if s.any_before(
        at,
        &[
            "by", "to", "another", "a", "an", "roughly", "just", "as", "further",
        ],
    ) && at > floor
    {
        at -= 1;
    }
    if at <= floor && !(at > 0 && floor == at) {
        return signed(s, quantity);
    }
    let by = s.any_before(quantity.first, &["by"]);
    let verb = |at: usize| {
        s.lexicon
            .change_verbs
            .before(&s.tokens, at)
            .filter(|(len, _)| at - len >= floor)
    };
    let lost = s.any_before(at, &["lost"])
        && !quantity
            .unit
            .as_ref()
            .is_some_and(|u| matches!(u.name.as_str(), "percent" | "point"))
        || quantity.bound == Bound::MoreThan && s.any_before(at, &["lost"]);
    // "grow sales by 35 percent"
    let found = verb(at)
        .or_else(|| {
            (1..=3).find_map(|n| {
                by.then(|| at.checked_sub(n))
                    .flatten()
                    .filter(|&at| at > floor)
                    .and_then(verb)
            })
        })
        .filter(|_| !lost);
    let adverb = s
        .lexicon
        .change_adverbs
        .before(&s.tokens, at)
        .filter(|(len, _)| at - len >= floor && !to && (s.any(at - 1, &["up", "down"])));
    let thing = quantity.unit.is_some() || to || s.any_before(quantity.first, &["by"]);
    let money_cut = s.any_before(
        at,
        &[
            "cut", "raised", "raise", "raises", "add", "added", "shed", "raising",
        ],
    ) && !s.any_before(quantity.first, &["by"])
        && quantity.unit.as_ref().is_none_or(|u| u.name != "percent");
    if let Some((_, change)) = found.filter(|_| thing && !money_cut && !quantity.is_range()) {
        quantity.change = Some(change);
    } else if let Some((_, change)) = adverb.filter(|_| quantity.unit.is_some()) {
        quantity.change = Some(change);
    } else {
        signed(s, quantity);
    }
}

/// "+0.2%".
fn signed(s: &Sentence, quantity: &mut Quantity) {
    let percent = quantity.unit.as_ref().is_some_and(|u| u.name == "percent");
    if percent && quantity.first > 0 && s.sign(quantity.first - 1, '+') {
        quantity.change = Some(Change::Rise);
        quantity.first -= 1;
    }
}
