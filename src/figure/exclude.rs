//! Numbers that are no figures: years, dates, clock times, ordinals, scores, phone numbers, versions, names.

use super::lexicon::Class;
use super::sentence::Sentence;
use super::token::Kind;

/// Why a number is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A year.
    Year,
    /// A date.
    Date,
    /// A time of day.
    Clock,
    /// The place in a row.
    Ordinal,
    /// The score of a game or vote.
    Score,
    /// A telephone number or another long identifier.
    Identifier,
    /// A part of a name, a model, a reference.
    Name,
    /// "one" in place of a noun.
    Pronoun,
    /// The base of a rate ("per 100,000 people").
    Base,
}

impl Reason {
    /// The reason as a person reads it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Year => "a year",
            Self::Date => "a date",
            Self::Clock => "a time of day",
            Self::Ordinal => "an ordinal",
            Self::Score => "a score",
            Self::Identifier => "an identifier",
            Self::Name => "part of a name",
            Self::Pronoun => "a pronoun",
            Self::Base => "the base of a rate",
        }
    }
}

/// Why the number at token `i` is no figure, and the last token that belongs to it; none if it is one.
pub fn reason(s: &Sentence, i: usize) -> Option<(Reason, usize)> {
    identifier(s, i)
        .or_else(|| date(s, i))
        .or_else(|| clock(s, i))
        .or_else(|| ordinal(s, i))
        .or_else(|| base(s, i))
        .or_else(|| name(s, i))
        .or_else(|| year(s, i))
        .or_else(|| score(s, i))
        .or_else(|| pronoun(s, i))
}

/// The value of the number at `i`.
fn value(s: &Sentence, i: usize) -> Option<f64> {
    match s.get(i)?.kind {
        Kind::Number { value, .. } => Some(value),
        _ => None,
    }
}

/// Whether the number at `i` is written in digits and nothing else.
pub fn plain_digits(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(super::token::Token::is_number)
        && s.word(i).bytes().all(|b| b.is_ascii_digit())
}

/// Whether the token at `i` could be a year.
fn year_like(s: &Sentence, i: usize) -> bool {
    plain_digits(s, i)
        && s.word(i).len() == 4
        && value(s, i).is_some_and(|v| (1000.0..=2199.0).contains(&v))
}

/// Groups of digits held together by hyphens, slashes or dots.
fn identifier(s: &Sentence, i: usize) -> Option<(Reason, usize)> {
    if s.get(i)?.kind == Kind::Digits {
        return Some((Reason::Identifier, i));
    }
    // "9. It is easy", "5) There are": the number of a paragraph; "Image 2 of 14": of a picture.
    let opens = i == 0
        && (s.sign(1, ')') && s.glued(1) || s.sign(1, '.') && s.glued(1) && s.tokens.len() == 2);
    let picture = s.any(i + 1, &["of"])
        && plain_digits(s, i)
        && plain_digits(s, i + 2)
        && !s.get(i + 3).is_some_and(|t| t.is_word() && !t.capital);
    let named = i == 0 || s.before(i).is_some_and(|t| t.capital && t.is_word());
    if opens && plain_digits(s, i) {
        return Some((Reason::Ordinal, i + 1));
    }
    if picture && named {
        return Some((Reason::Name, i + 2));
    }
    // "X21,700": the rest of a code.
    if s.glued(i)
        && s.sign(i.wrapping_sub(1), ',')
        && s.glued(i - 1)
        && i >= 2
        && s.word(i - 2).ends_with(|c: char| c.is_ascii_digit())
    {
        return Some((Reason::Identifier, i));
    }
    // A part of a web address.
    if s.glued(i)
        && s.any_before(i, &["/", "_", "=", "@", "#", "&"])
        && !s.before(i).is_some_and(|t| t.is_sign('/'))
    {
        return Some((Reason::Identifier, i));
    }
    let twin = s.sign(i + 1, '/')
        && s.glued(i + 1)
        && s.glued(i + 2)
        && (s.any(i, &["9"]) && s.any(i + 2, &["11"]) || s.any(i, &["24"]) && s.any(i + 2, &["7"]));
    if twin {
        return Some((Reason::Name, i + 2));
    }
    let mut last = i;
    let mut groups = 1;
    while s.glued(last + 1)
        && s.glued(last + 2)
        && (s.dash(last + 1) || s.sign(last + 1, '/'))
        && digits(s, last + 2)
    {
        last += 2;
        groups += 1;
    }
    let open = s.sign(i.wrapping_sub(1), '(') && s.sign(i + 1, ')') && s.word(i).len() == 3;
    let phone = open && digits(s, i + 2) && s.dash(i + 3) && digits(s, i + 4);
    if phone {
        return Some((Reason::Identifier, i + 4));
    }
    let long = s.word(last).len() >= 3
        && s.word(last).len() == 4
        && s.word(i).len() == 3
        && groups == 2
        && plain_digits(s, last);
    (groups >= 3 || long).then(|| {
        let dated = groups == 3
            && (s.word(last).len() <= 2 || s.word(last).len() == 4)
            && s.word(i + 2).len() <= 2;
        (
            if dated {
                Reason::Date
            } else {
                Reason::Identifier
            },
            name_end(s, last),
        )
    })
}

fn digits(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(|t| t.kind == Kind::Digits) || plain_digits(s, i)
}

/// A day beside its month: "March 16", "16 March", "Nov. 3 and 4", "20th of May".
fn date(s: &Sentence, i: usize) -> Option<(Reason, usize)> {
    let value = value(s, i)?;
    if !plain_digits(s, i) {
        return None;
    }
    let mut before = i;
    if s.any_before(before, &[".", ","]) && s.is(before.wrapping_sub(2), Class::Month) {
        before -= 1;
    }
    if s.is(before.wrapping_sub(1), Class::Month) && month_word(s, before - 1) {
        return Some((Reason::Date, day_list(s, i)));
    }
    // "March 5, 2022": the day was taken before; "16 and 17 March" and "16 March".
    let mut after = i + 1;
    if s.any(after, &["of"]) {
        after += 1;
    }
    while (s.dash(after) || s.any(after, &["and", "to", ",", "or"]))
        && plain_digits(s, after + 1)
        && after < i + 4
    {
        after += 2;
    }
    if value <= 31.0 && s.is(after, Class::Month) && month_word(s, after) {
        return Some((Reason::Date, after));
    }
    None
}

/// Whether a month's name is one here: "may" and "march" need a capital.
fn month_word(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(|t| t.capital) || s.word(i).len() > 5 && !s.any(i, &["march"])
}

/// The last token of a list of days and the year after it: "20-24, 2022".
fn day_list(s: &Sentence, i: usize) -> usize {
    let mut last = i;
    if s.any(last + 1, &["st", "nd", "rd", "th"]) && s.glued(last + 1) {
        last += 1;
    }
    loop {
        let joined = s.dash(last + 1) || s.any(last + 1, &["and", "to", "through", "or", "until"]);
        if joined
            && plain_digits(s, last + 2)
            && s.word(last + 2).len() <= 2
            && !s.dash(last + 3)
            && !countable(s, last + 3)
        {
            last += 2;
        } else {
            break;
        }
    }
    let comma = usize::from(s.sign(last + 1, ','));
    if year_like(s, last + 1 + comma) {
        last += 1 + comma;
    }
    last
}

/// A time of day: "7:45", "2 p.m.", "15:00 GMT", "1639 UTC".
fn clock(s: &Sentence, i: usize) -> Option<(Reason, usize)> {
    let mut last = i;
    let colon = |at: usize| {
        let number = digits(s, at + 2)
            || s.get(at + 2).is_some_and(super::token::Token::is_number)
                && s.word(at + 2).contains('.');
        s.sign(at + 1, ':') && s.glued(at + 1) && s.glued(at + 2) && number
    };
    while colon(last) {
        last += 2;
    }
    let zone = |at: usize| {
        s.any(
            at,
            &[
                "am",
                "pm",
                "a.m.",
                "p.m.",
                "a.m",
                "p.m",
                "gmt",
                "utc",
                "est",
                "edt",
                "pst",
                "pdt",
                "et",
                "cet",
                "bst",
                "o'clock",
                "o’clock",
                "hrs",
                "noon",
                "midnight",
                "a.m.,",
                "ist",
            ],
        )
    };
    let upper = |at: usize| {
        zone(at)
            && (s.word(at).len() > 2
                || s.word(at).bytes().all(|b| b.is_ascii_uppercase())
                || !s.any(at, &["et"]))
    };
    if upper(last + 1) && !(last == i && s.any(i + 1, &["hrs"]) && s.word(i).len() < 4) {
        return Some((Reason::Clock, last + 1));
    }
    // "from 10 to 11 a.m."
    let range = s.dash(i + 1) || s.any(i + 1, &["to", "and", "or"]);
    if last == i && range && plain_digits(s, i + 2) {
        let mut end = i + 2;
        while colon(end) {
            end += 2;
        }
        if upper(end + 1) {
            return Some((Reason::Clock, end + 1));
        }
    }
    (last > i).then_some((Reason::Clock, last))
}

/// "19th", "1980s", "the 1990s": an order or a decade.
fn ordinal(s: &Sentence, i: usize) -> Option<(Reason, usize)> {
    let next = i + 1;
    let glued = s.glued(next) && plain_digits(s, i);
    if glued && s.any(next, &["st", "nd", "rd", "th", "nds", "ths", "sts"]) {
        return Some((Reason::Ordinal, next));
    }
    // "two 707s" are models.
    if glued && s.any(next, &["s"]) && s.word(i).len() == 3 {
        return Some((Reason::Name, next));
    }
    let decade = s.any(next, &["s", "'s", "’s"]) && s.glued(next) && plain_digits(s, i);
    (decade && (s.word(i).len() == 4 || s.word(i).len() == 2 && !s.any_before(i, AGES)))
        .then_some((Reason::Year, next))
}

/// Words before a decade of life: "in his 20s".
pub const AGES: &[&str] = &[
    "his", "her", "their", "my", "early", "mid", "late", "-", "our", "your", "mid-", "and",
];

/// "per 100,000 people": what a rate is counted by.
fn base(s: &Sentence, i: usize) -> Option<(Reason, usize)> {
    let bare = s.any_before(i, &["per"])
        || s.any_before(i, &["every"]) && s.is(i + 1, Class::Person) && value(s, i)? >= 100.0;
    bare.then_some((Reason::Base, i))
}

/// "Flight 752", "COVID-19", "Boeing 737", "3D": a part of a name.
fn name(s: &Sentence, i: usize) -> Option<(Reason, usize)> {
    let token = s.get(i)?;
    if token.glued && i > 0 {
        let before = s.before(i)?;
        let letters = s
            .get(i.wrapping_sub(2))
            .filter(|t| t.is_word() && before.glued);
        if before.is_dash()
            && letters.is_some_and(|t| {
                !PREFIXES.iter().any(|p| s.any(i - 2, &[p]))
                    && !t.is(Class::Speech)
                    && !t.is(Class::Ordinal)
            })
            && !s.word_before(i).starts_with('—')
            && !s.word_before(i).starts_with('–')
        {
            return Some((Reason::Name, name_end(s, i)));
        }
        if before.is_word() && !before.is(Class::Code) && !before.is(Class::Nation) {
            return Some((Reason::Name, name_end(s, i)));
        }
    }
    if glued_letters(s, i) {
        return Some((Reason::Name, name_end(s, i)));
    }
    if road(s, i) || jersey(s, i) || after_capital(s, i) || model(s, i) {
        return Some((Reason::Name, name_end(s, i)));
    }
    let (len, ()) = s
        .lexicon
        .names
        .before(&s.tokens, i)
        .filter(|_| !s.glued(i) || s.any_before(i, &["."]))?;
    let listed = s.get(i - len)?;
    let upper =
        listed.capital && !(i == len && len == 1) || plain_digits(s, i) && !countable(s, i + 1);
    let amount = countable(s, i + 1) && !(upper && listed.capital && plain_digits(s, i) && i > len);
    let unit = super::unit::after(s, i).is_some();
    (upper && !amount && !unit && !s.word(i).contains(',')).then(|| (Reason::Name, name_end(s, i)))
}

/// Small words that a hyphen joins to an amount: "now-18", "minus-5".
const PREFIXES: [&str; 16] = [
    "now", "then", "minus", "sub", "under", "over", "some", "about", "nearly", "almost", "to",
    "or", "mid", "plus", "age", "ages",
];

/// Letters directly behind digits that are no unit: "737s", "3D", "4K".
fn glued_letters(s: &Sentence, i: usize) -> bool {
    let next = i + 1;
    s.glued(next)
        && plain_digits(s, i)
        && s.get(next).is_some_and(super::token::Token::is_word)
        && !s.any(next, &["'s", "’s", "s", "x"])
        && s.lexicon.units.at(&s.tokens, next).is_none()
        && !s.dash(next)
}

/// "575 High Road": the number of a house.
fn road(s: &Sentence, i: usize) -> bool {
    const ROADS: &[&str] = &[
        "road",
        "street",
        "avenue",
        "boulevard",
        "drive",
        "lane",
        "st",
        "ave",
        "blvd",
        "broadway",
        "rd",
        "highway",
        "parkway",
        "court",
        "terrace",
        "way",
        "wall",
    ];
    let capital = |at: usize| s.get(at).is_some_and(|t| t.capital && t.is_word());
    exclude_plain(s, i)
        && capital(i + 1)
        && (i + 2..i + 5)
            .take_while(|&at| capital(at))
            .any(|at| s.any(at, ROADS))
}

fn exclude_plain(s: &Sentence, i: usize) -> bool {
    plain_digits(s, i) && s.word(i).len() <= 5
}

/// "quarterback Smith (4)": a number on a shirt.
fn jersey(s: &Sentence, i: usize) -> bool {
    let named = i >= 2
        && s.get(i - 2)
            .is_some_and(|t| t.capital && t.is_word() && !t.is(Class::Nation));
    named && s.sign(i - 1, '(') && s.sign(i + 1, ')') && plain_digits(s, i) && s.word(i).len() <= 2
}

/// "Galaxy 9", "ISO 3888", "Kick Six": a number that a name ends with.
fn after_capital(s: &Sentence, i: usize) -> bool {
    let Some(before) = s
        .before(i)
        .filter(|t| t.is_word() && t.capital && !t.is(Class::Nation))
    else {
        return false;
    };
    let other = [
        Class::Month,
        Class::Weekday,
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Pronoun,
        Class::Verb,
        Class::Speech,
        Class::Measure,
        Class::Code,
        Class::Unit,
        Class::Adjective,
    ];
    if other.iter().any(|&class| before.is(class))
        || s.word_before(i).ends_with("ly")
        || s.word_before(i).ends_with("ed")
        || s.lexicon.bounds_before.before(&s.tokens, i).is_some()
        || s.lexicon.scopes_before.before(&s.tokens, i).is_some()
    {
        return false;
    }
    let open = s.get(i + 1).is_none_or(|t| {
        !t.is_word()
            || t.capital
            || t.is(Class::Auxiliary)
            || t.is(Class::Preposition)
            || t.is(Class::Conjunction)
            || t.is(Class::Determiner)
            || s.any(i + 1, &["'s", "’s"])
    });
    let percent = s.sign(i + 1, '%')
        || super::unit::after(s, i).is_some()
        || s.dash(i + 1) && s.get(i + 2).is_some_and(super::token::Token::is_word);
    let digits = plain_digits(s, i) && s.word(i).len() <= 4 && !year_like(s, i);
    let word = s.get(i).is_some_and(|t| t.capital)
        && s.word(i).bytes().all(|b| b.is_ascii_alphabetic())
        && i > 1;
    let age = s.sign(i + 1, ',') && i > 0 && s.sign(i - 1, ',');
    !percent && !age && (open && digits || word)
}

/// "the 707 was", "uses the 747": a number in place of a thing's name.
fn model(s: &Sentence, i: usize) -> bool {
    let open = s.get(i + 1).is_none_or(|t| {
        t.is(Class::Auxiliary)
            || t.is(Class::Preposition) && !s.any(i + 1, &["of"])
            || s.any(i + 1, &["involved"])
    });
    s.any_before(i, &["the", "a"]) && plain_digits(s, i) && s.word(i).len() == 3 && open
}

/// A name's number goes on through hyphens and letters: "747-400ER".
fn name_end(s: &Sentence, i: usize) -> usize {
    let mut last = i;
    while s.glued(last + 1)
        && s.get(last + 1)
            .is_some_and(|t| t.is_word() || t.is_number() || t.is_dash() && s.glued(last + 2))
        && last < i + 6
    {
        last += 1;
    }
    last
}

/// Whether the word at `i` looks like something in small letters that is counted.
pub fn countable(s: &Sentence, i: usize) -> bool {
    let Some(token) = s.get(i).filter(|t| t.is_word() && !t.capital) else {
        return false;
    };
    let word = s.word(i);
    let plural = token.is(Class::Plural)
        || word.ends_with('s')
            && !word.ends_with("ss")
            && word.len() > 3
            && !token.is(Class::Auxiliary);
    plural
        && !token.is(Class::Conjunction)
        && !token.is(Class::Preposition)
        && !token.is(Class::Verb)
        || token.is(Class::Person)
}

/// Four digits that stand where a year stands.
fn year(s: &Sentence, i: usize) -> Option<(Reason, usize)> {
    if !year_like(s, i) {
        // "the class of '99"
        let short = s.glued(i)
            && s.any_before(i, &["'", "’", "‘"])
            && s.word(i).len() == 2
            && plain_digits(s, i);
        return short.then_some((Reason::Year, i));
    }
    let value = value(s, i)?;
    let name = s.get(i + 1).is_some_and(|t| t.capital)
        && s.word(i + 1)
            .bytes()
            .skip(1)
            .any(|b| b.is_ascii_lowercase());
    let primed = s.any(i + 1, &["′"]) && s.any(i + 2, &["s"]);
    let unit = !name && !primed && super::unit::after(s, i).is_some();
    let money = s
        .before(i)
        .is_some_and(|t| t.is(Class::Code) || t.is_sign('$') || t.is_sign('£') || t.is_sign('€'));
    if unit
        || money
        || s.dash(i + 1) && s.lexicon.units.at(&s.tokens, i + 2).is_some() && s.glued(i + 1)
    {
        return None;
    }
    let bounded =
        s.lexicon.bounds_before.before(&s.tokens, i).is_some() && !s.any_before(i, YEARLY);
    let recent = (1900.0..=2199.0).contains(&value);
    // "from 1000 to 2000 hires"
    let run = s.any_before(i, &["to"])
        && i >= 2
        && s.get(i - 2).is_some_and(super::token::Token::is_number)
        && !year_like(s, i - 2);
    let thousands = s.any_before(i, &["to"]) && i >= 2 && s.any(i - 2, &["1000", "1500", "1200"]);
    if counted_plural(s, i + 1) && (run || thousands) {
        return None;
    }
    let dating = s.any_before(i, &["in", "since", "until", "by", "circa"]);
    let leads = (if recent {
        s.any_before(i, YEARLY)
    } else {
        dating && value >= 1500.0 || s.any_before(i, &["year"])
    }) || s
        .before(i)
        .is_some_and(|t| t.is(Class::Month) || t.is_sign('(') || t.is_sign('©'));
    let counted = countable(s, i + 1)
        && !s.any(
            i + 1,
            &[
                "levels",
                "elections",
                "midterms",
                "primaries",
                "standards",
                "season",
                "games",
                "olympics",
                "figures",
                "campaigns",
            ],
        )
        || s.is(i + 1, Class::Adjective) && countable(s, i + 2);
    let free = bounded || !leads;
    if free && (counted || !recent) {
        return None;
    }
    let mut last = i;
    while (s.dash(last + 1) || s.sign(last + 1, '/') || s.any(last + 1, &["and", "to", ","]))
        && (year_like(s, last + 2)
            || s.glued(last + 2) && plain_digits(s, last + 2) && s.word(last + 2).len() == 2)
    {
        last += 2;
    }
    Some((Reason::Year, last))
}

fn counted_plural(s: &Sentence, i: usize) -> bool {
    countable(s, i)
}

/// Words that a year follows.
const YEARLY: &[&str] = &[
    "in", "since", "until", "by", "of", "during", "from", "before", "after", "between", "early",
    "late", "mid", "mid-", "through", "for", "spring", "summer", "fall", "autumn", "winter",
    "year", "fiscal", "the", "its", "and", "to", "circa", "back", "than", "into", "'s", "’s",
    "around", "a", "about", "till", "(", "on", "his", "her", "their", "-",
];

/// "a 9-2 lead", "won 3–1", "voted 52-48": two numbers of a contest.
fn score(s: &Sentence, i: usize) -> Option<(Reason, usize)> {
    if !(s.dash(i + 1)
        && s.glued(i + 1)
        && s.glued(i + 2)
        && plain_digits(s, i)
        && plain_digits(s, i + 2))
    {
        return None;
    }
    let (first, second) = (value(s, i)?, value(s, i + 2)?);
    if s.word(i).len() == 4
        || first > 300.0
        || s.lexicon.units.at(&s.tokens, i + 3).is_some()
        || s.sign(i + 3, '%')
    {
        return None;
    }
    let word = |at: usize| s.any(at, CONTEST);
    let cued = (1..=3).any(|n| i >= n && word(i - n)) || (3..=5).any(|n| word(i + n));
    let falling = first > second && !(s.dash(i + 3) || countable(s, i + 3));
    (falling || first > second && cued || cued && first <= second && !countable(s, i + 3))
        .then_some((Reason::Score, i + 2))
}

/// Words beside a score.
const CONTEST: &[&str] = &[
    "won", "win", "wins", "beat", "beats", "beating", "lost", "lose", "loses", "loss", "lead",
    "leads", "led", "victory", "defeat", "defeated", "tie", "tied", "draw", "drew", "vote",
    "voted", "votes", "ruling", "ruled", "decision", "score", "record", "majority", "final",
    "margin", "split", "leading", "trailed", "trailing", "ahead", "triumph", "game", "series",
];

/// "one" in place of a noun: "no one", "one should", "the one that".
fn pronoun(s: &Sentence, i: usize) -> Option<(Reason, usize)> {
    if !s.any(i, &["one"]) {
        return None;
    }
    let out = Some((Reason::Pronoun, i));
    if s.any(i + 1, &["to", "or"]) && s.get(i + 2).is_some_and(super::token::Token::is_number) {
        return None;
    }
    if s.get(i + 1).is_some_and(super::token::Token::is_number) {
        return out;
    }
    if s.any_before(i, &["only"]) && s.any_before(i - 1, &["the"]) {
        return out;
    }
    let glued_after = s.glued(i + 1) && s.dash(i + 1);
    if s.any_before(
        i,
        &[
            "no", "any", "every", "each", "another", "this", "that", "which", "other", "number",
            "a", "an", "some", "someone", "such",
        ],
    ) || s.any(i + 1, &["'s", "’s", "another"])
    {
        return out;
    }
    if glued_after {
        // "one-time champion" counts; "one-sided" does not.
        let unit = s.lexicon.units.at(&s.tokens, i + 2).is_some()
            || s.any(
                i + 2,
                &[
                    "bedroom", "room", "story", "storey", "person", "man", "woman", "vehicle",
                    "seat", "engine", "page",
                ],
            );
        return if unit {
            None
        } else {
            Some((Reason::Pronoun, i + 2))
        };
    }
    if s.any(i + 1, &["of"]) {
        let superlative = (i + 2..i + 6).any(|at| {
            s.is(at, Class::Superlative) || s.word(at).len() > 5 && s.word(at).ends_with("est")
        });
        return if superlative || s.any(i + 2, &["a"]) {
            out
        } else {
            None
        };
    }
    let bounded = s.any_before(
        i,
        &[
            "least",
            "only",
            "just",
            "but",
            "including",
            "than",
            "included",
            "with",
            "killing",
            "and",
            "two",
            ",",
        ],
    ) && i > 0;
    let Some(next) = s.get(i + 1).filter(|t| t.is_word()) else {
        // "killing one.", "only one,": counts where a word before makes it.
        let counts = s.lexicon.bounds_before.before(&s.tokens, i).is_some()
            || s.is(i.wrapping_sub(1), Class::Measure)
            || s.any_before(i, &["only", "but", "just", "one"]);
        return if counts { None } else { out };
    };
    let closed = [
        Class::Auxiliary,
        Class::Determiner,
        Class::Pronoun,
        Class::Conjunction,
        Class::Verb,
    ]
    .iter()
    .any(|&class| next.is(class));
    let idiom = s.any(
        i + 1,
        &[
            "day", "thing", "way", "side", "hand", "point", "time", "end", "step", "by", "on",
            "more", "last", "big", "little", "final",
        ],
    ) && !s.any_before(i, &["only", "just", "least", "than"]);
    let placed = next.is(Class::Preposition) && !bounded;
    let measured = next.is(Class::Measure) && bounded;
    if (closed || placed) && !measured
        || idiom
        || s.any_before(i, &["the"]) && !countable(s, i + 1) && !next.is(Class::Person)
    {
        return out;
    }
    None
}
