//! Who says a figure: the shortest noun phrase, as written, that a verb of saying or an "according to" names.

use super::lexicon::Class;
use super::sentence::Sentence;

/// How far a name may stand from its verb, in tokens.
const REACH: usize = 30;

/// The longest name, in tokens.
const LONGEST: usize = 14;

/// Someone says something.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution<'t> {
    /// Where the verb or the "according to" stands.
    pub at: usize,
    /// Who, as written; none for a pronoun.
    pub who: Option<&'t str>,
    /// Whether what is said follows, as after "X said".
    pub leads: bool,
    /// Whether what is said stands before, as before ", X said".
    pub trails: bool,
}

/// All attributions of a sentence, in order.
pub fn attributions<'t>(s: &Sentence<'t>) -> Vec<Attribution<'t>> {
    (0..s.tokens.len())
        .filter_map(|i| source(s, i).or_else(|| verb(s, i)))
        .collect()
}

/// The attribution that covers the token `at`: the last that leads to it, else the first behind.
pub fn covering<'a, 't>(
    s: &Sentence,
    list: &'a [Attribution<'t>],
    at: usize,
) -> Option<&'a Attribution<'t>> {
    let apart = |a: &Attribution| (at.min(a.at)..at.max(a.at)).any(|i| s.sign(i, ';'));
    list.iter()
        .rev()
        .find(|a| a.at < at && a.leads && !apart(a))
        .or_else(|| list.iter().find(|a| a.at > at && a.trails && !apart(a)))
}

/// "according to X", "per X".
fn source<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    let (len, ()) = s.lexicon.sources.at(&s.tokens, i)?;
    let from = i + len;
    if len == 1 {
        let named = s.get(from).is_some_and(|t| t.capital)
            || s.is(from, Class::Determiner)
                && (from + 1..from + 5).any(|at| s.is(at, Class::Agent))
            || (from..from + 3).any(|at| s.is(at, Class::Agent) && s.any(i, &["per"]));
        if !named
            || !s.any(i, &["per", "citing"])
            || s.lexicon.units.at(&s.tokens, from).is_some() && !s.any(from, &["us"])
        {
            return None;
        }
    }
    let leads = i < 2 || s.tokens[..i].iter().filter(|t| t.is_word()).count() < 2;
    let who = forward(s, from);
    (who.is_some() || s.is(from, Class::Pronoun)).then_some(Attribution {
        at: i,
        who,
        leads,
        trails: true,
    })
}

/// Verbs that may stand before the one who says it: "…, said the ministry".
const INVERTED: &[&str] = &[
    "said",
    "says",
    "reported",
    "reports",
    "confirmed",
    "wrote",
    "added",
    "announced",
    "explained",
    "claimed",
    "say",
];

/// "X said", "said X".
fn verb<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    let token = s
        .get(i)
        .filter(|t| t.is(Class::Speech) && (!t.capital || i == 0))?;
    let determined = s.is(i.wrapping_sub(1), Class::Determiner)
        && !s.any_before(i, &["this", "that", "some", "all"]);
    let numbered = s
        .get(i.wrapping_sub(1))
        .is_some_and(|t| t.is_number() || t.is_dash() && t.glued);
    // "independent estimates place", "reports of"
    let noun = token.is(Class::SpeechNoun)
        && (s.is(i + 1, Class::Speech) || s.is(i + 1, Class::Auxiliary))
        || s.any(i + 1, &["of"]);
    if determined || numbered || noun {
        return None;
    }
    let quoted = i > 0 && (s.tokens[i - 1].is_quote() || s.tokens[i - 1].is_sign(','));
    if quoted
        && s.any(i, INVERTED)
        && let Some(who) = forward(s, i + 1)
    {
        return Some(Attribution {
            at: i,
            who: Some(who),
            leads: false,
            trails: true,
        });
    }
    if s.word(i).ends_with("ing")
        && let Some(found) = gerund(s, i)
    {
        return Some(found);
    }
    let (subject, first) = match subject(s, i) {
        Some(found) => found,
        None => (
            forward(s, i + 1)
                .filter(|_| s.any(i, &["said", "says", "reported", "confirmed", "say"]))
                .map(Some)?,
            i,
        ),
    };
    if token.is(Class::Weak) && !subject.is_some_and(|who| strong(s, who)) {
        return None;
    }
    // "…, X said." closes what it says; "X said that" opens it.
    let end = i + 1 >= s.tokens.len()
        || s.get(i + 1)
            .is_some_and(|t| t.is_sign('.') || t.is_sign(',') && i + 2 >= s.tokens.len());
    let quoted = first > 0
        && (s.tokens[first - 1].is_quote()
            || s.tokens[first - 1].is_sign(',')
            || s.dash(first - 1));
    Some(Attribution {
        at: i,
        who: subject,
        leads: !end,
        trails: quoted || end,
    })
}

/// Whether a name is of someone whose finding or showing is a claim.
fn strong(s: &Sentence, who: &str) -> bool {
    let last = who.rsplit(' ').next().unwrap_or(who);
    let (_, classes) = s.lexicon.look_up(last);
    let spoken = classes
        & (Class::SpeechNoun.bit()
            | Class::Agent.bit()
            | Class::Nation.bit()
            | Class::Institution.bit())
        != 0;
    let name = last.chars().next().is_some_and(char::is_uppercase);
    spoken || name
}

/// ", saying that": what the sentence's own subject says.
fn gerund<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    let progressive = s.is(i.wrapping_sub(1), Class::Auxiliary) || s.word_before(i).ends_with("ly");
    if progressive || s.any_before(i, &["by", "after", "for", "with", "without", "of"]) {
        return None;
    }
    let who = head(s, i)?;
    Some(Attribution {
        at: i,
        who: Some(who),
        leads: true,
        trails: false,
    })
}

/// The subject of the sentence, before its first verb.
pub fn head<'t>(s: &Sentence<'t>, limit: usize) -> Option<&'t str> {
    let verb = (1..limit).find(|&i| {
        s.is(i, Class::Auxiliary)
            || (s.is(i, Class::Speech) || s.is(i, Class::Verb))
                && !s.is(i - 1, Class::Preposition)
                && !s.tokens[i].capital
                && !s.is(i - 1, Class::Determiner)
    })?;
    let mut at = verb;
    while at > 0 && s.word_before(at).len() > 4 && s.word_before(at).ends_with("ly") {
        at -= 1;
    }
    if s.sign(at.wrapping_sub(1), ',') {
        at = opening(s, at - 1)?;
    }
    backward(s, at).map(|(who, _)| who)
}

/// The subject of the verb at `i`, none where it is a pronoun, and its first token.
fn subject<'t>(s: &Sentence<'t>, i: usize) -> Option<(Option<&'t str>, usize)> {
    const BETWEEN: &[&str] = &[
        "has",
        "have",
        "had",
        "also",
        "would",
        "already",
        "later",
        "previously",
        "now",
        "then",
        "recently",
        "did",
        "not",
        "could",
        "can",
        "will",
        "only",
        "still",
        "earlier",
        "initially",
        "first",
        "publicly",
        "even",
        "again",
        "further",
    ];
    let progressive = s.word(i).ends_with("ing");
    let mut at = i;
    loop {
        let adverb = s.word_before(at).len() > 4
            && s.word_before(at).ends_with("ly")
            && !s.before(at).is_some_and(|t| t.capital);
        let helps = progressive && s.any_before(at, &["is", "was", "are", "were", "been"]);
        if at == 0 || !(adverb || helps || s.any_before(at, BETWEEN)) {
            break;
        }
        at -= 1;
    }
    at = before_time(s, at);
    let before = s.get(at.checked_sub(1)?)?;
    if before.is(Class::Auxiliary) {
        return None;
    }
    if s.any(at - 1, &["who", "which", "that"]) {
        let gap = usize::from(s.sign(at.wrapping_sub(2), ','));
        return backward(s, at.checked_sub(1 + gap)?).map(|(who, first)| (Some(who), first));
    }
    if s.any(at - 1, &["he", "she", "they", "i", "we", "it", "one"]) {
        return Some((None, at - 1));
    }
    if before.is_sign(',') || before.is_sign(')') || before.is_dash() {
        let open = opening(s, at - 1)?;
        // "the minister, Jane Doe, said"
        let name =
            (open + 1..at - 1).all(|i| s.tokens[i].capital || s.sign(i, '.')) && at - 1 > open + 2;
        if name && s.sign(open, ',') {
            return Some((Some(s.slice(open + 1, at - 2)), open + 1));
        }
        return backward(s, open).map(|(who, first)| (Some(who), first));
    }
    backward(s, at).map(|(who, first)| (Some(who), first))
}

/// Skips words of time between a subject and its verb: "a report on Monday said".
fn before_time(s: &Sentence, i: usize) -> usize {
    let mut at = i;
    let time = |t: &super::token::Token| {
        [Class::Weekday, Class::TimeWord, Class::Time, Class::Month]
            .iter()
            .any(|&class| t.is(class))
            || t.is_number()
    };
    while at > 1 && s.before(at).is_some_and(&time) {
        at -= 1;
    }
    if at == i {
        return i;
    }
    while at > 1
        && s.any_before(
            at,
            &[
                "the", "this", "last", "earlier", "on", "in", "during", "over",
            ],
        )
    {
        at -= 1;
    }
    at
}

/// Where the apposition that `close` ends was opened: "X, the minister, said".
fn opening(s: &Sentence, close: usize) -> Option<usize> {
    let from = close.saturating_sub(REACH);
    let bracket = s.sign(close, ')');
    (from..close).rev().find(|&i| {
        if bracket {
            s.sign(i, '(')
        } else {
            s.sign(i, ',') || s.sign(i, '—') || s.sign(i, '–') || s.sign(i, '-') && !s.glued(i)
        }
    })
}

/// The name that ends before the token `end`, and its first token.
fn backward<'t>(s: &Sentence<'t>, end: usize) -> Option<(&'t str, usize)> {
    let last = end.checked_sub(1)?;
    let mut first = end;
    while first > 0 && end - first < LONGEST {
        let i = first - 1;
        let token = &s.tokens[i];
        let joint = (token.is_dash() || s.sign(i, '.'))
            && i > 0
            && (token.glued || s.glued(first))
            && s.tokens[i - 1].is_word()
            || s.sign(i, '’')
            || s.sign(i, '\'');
        if joint {
            first = i;
            continue;
        }
        let of = s.any(i, &["of", "for", "in", "at", "from", "on"])
            && first < end
            && i > 0
            && s.tokens[i - 1].is_word()
            && (s.is(i - 1, Class::Agent)
                || s.is(i - 1, Class::Institution)
                || s.any(i, &["of"]) && !s.is(i - 1, Class::Verb))
            && s.tokens[first].capital;
        let and = s.any(i, &["and", "&"])
            && i > 0
            && (s.tokens[i - 1].capital
                && s.get(first).is_some_and(|t| t.capital)
                && i > 1
                && !s.any_before(i - 1, &["in"])
                || s.is(i - 1, Class::Nation));
        if of || and {
            first = i;
            continue;
        }
        let closed = [
            Class::Preposition,
            Class::Conjunction,
            Class::Auxiliary,
            Class::Pronoun,
            Class::Weekday,
            Class::Month,
            Class::TimeWord,
        ]
        .iter()
        .any(|&class| token.is(class))
            && !(token.capital && s.any(i, &["may", "us"]) && i > 0);
        let name = token.is_word()
            && !closed
            && (!token.is(Class::Verb) || token.capital)
            && (!token.is(Class::Speech)
                || token.is(Class::Agent)
                || token.is(Class::SpeechNoun)
                || token.capital);
        if !name {
            break;
        }
        first = i;
        if token.is(Class::Determiner) && i > 0 {
            break;
        }
    }
    shorten(s, first, last).map(|who| (who, first))
}

/// The name that begins at the token `at`.
fn forward<'t>(s: &Sentence<'t>, at: usize) -> Option<&'t str> {
    let mut from = at;
    while s.is(from, Class::Determiner)
        || s.tokens
            .get(from)
            .is_some_and(super::token::Token::is_quote)
    {
        from += 1;
    }
    // "data from X", "a report by X", "reports by X"
    for i in from..from + 5 {
        if s.any(i, &["by", "from"])
            && i > from
            && (s.is(i - 1, Class::SpeechNoun)
                || s.any(
                    i - 1,
                    &[
                        "post",
                        "numbers",
                        "statistics",
                        "information",
                        "documents",
                        "article",
                    ],
                ))
        {
            return forward(s, i + 1);
        }
        if !s.get(i).is_some_and(super::token::Token::is_word) {
            break;
        }
    }
    let mut last = None;
    let mut i = from;
    while i < from + LONGEST {
        let Some(token) = s.get(i) else { break };
        let owner = token.glued && (token.is_sign('’') || token.is_sign('\''));
        let joint = (token.is_dash() || token.is_sign('.') || owner)
            && (s.glued(i + 1)
                || owner
                || token.is_sign('.') && (s.is(i - 1, Class::Title) || s.word(i - 1).len() == 1))
            && last.is_some()
            && s.get(i + 1).is_some_and(super::token::Token::is_word);
        if joint {
            i += 1;
            continue;
        }
        let next_capital = s.get(i + 1).is_some_and(|t| t.capital)
            || s.any(i + 1, &["the"]) && s.get(i + 2).is_some_and(|t| t.capital);
        let of = s.any(i, &["of", "for", "in", "at"])
            && next_capital
            && last.is_some_and(|last| {
                s.is(last, Class::Institution) || s.any(i, &["of"]) && !person(s, from, last)
            });
        let and = s.any(i, &["and", "&"])
            && s.get(i + 1).is_some_and(|t| t.capital)
            && last.is_some_and(|last| s.tokens[last].capital);
        let the = s.any(i, &["the"]) && s.any_before(i, &["of", "for", "in", "at"]);
        if of || and || the {
            i += 1;
            continue;
        }
        let closed = [
            Class::Preposition,
            Class::Conjunction,
            Class::Auxiliary,
            Class::Pronoun,
            Class::Determiner,
            Class::Weekday,
            Class::TimeWord,
        ]
        .iter()
        .any(|&class| token.is(class));
        let speech =
            token.is(Class::Speech) && !(token.is(Class::SpeechNoun) || token.capital && i > from);
        if !token.is_word()
            || closed && !(s.word(i) == "US" || token.capital && i > from)
            || (token.is(Class::Verb) || speech) && !token.capital
            || token.is(Class::Month) && token.capital
        {
            break;
        }
        // "data released Monday"
        if last.is_some() && !token.capital && s.word(i).len() > 4 && s.word(i).ends_with("ed") {
            break;
        }
        last = Some(i);
        i += 1;
    }
    let last = last?;
    // "first selectman, Chris Kervick,"
    if !s.tokens[last].capital
        && s.sign(last + 1, ',')
        && s.get(last + 2).is_some_and(|t| t.capital)
        && s.get(last + 3).is_some_and(|t| t.capital)
    {
        return forward(s, last + 2);
    }
    shorten(s, from, last)
}

/// Whether the tokens look like a person's name.
fn person(s: &Sentence, first: usize, last: usize) -> bool {
    let titled = (first..=last).any(|i| s.is(i, Class::Title))
        && s.tokens[last].capital
        && !s.is(last, Class::Title);
    titled
        || last > first
            && (first..=last).all(|i| {
                s.tokens[i].capital && !s.is(i, Class::Institution) && !s.is(i, Class::Nation)
            })
}

/// The shortest phrase that still names someone, or none where nobody is named.
fn shorten<'t>(s: &Sentence<'t>, mut first: usize, mut last: usize) -> Option<&'t str> {
    // Prepositions and articles at its head say nothing.
    while first < last
        && (s.is(first, Class::Preposition)
            || s.is(first, Class::Determiner) && !s.any(first, &["some"])
            || s.is(first, Class::Conjunction)
            || !s.tokens[first].is_word())
    {
        first += 1;
    }
    while last > first
        && (s.any(last, &["'s", "’s", "'", "’", "the"])
            || !s.tokens[last].is_word() && !s.sign(last, '.'))
    {
        last -= 1;
    }
    let owner = (first..last)
        .rev()
        .find(|&i| s.any(i, &["'s", "’s", "’", "'"]));
    if let Some(owner) = owner.filter(|&owner| owner > first) {
        if s.tokens[owner + 1].capital && !s.is(owner + 1, Class::Institution) {
            first = owner + 1;
        } else if s.is(last, Class::SpeechNoun)
            || s.any(
                last,
                &["website", "numbers", "dashboard", "tracker", "recollection"],
            )
        {
            last = owner - 1;
        }
    } else if last > first
        && s.is(last, Class::SpeechNoun)
        && s.tokens[last - 1].capital
        && last > 1
        && !s.tokens[last].capital
        && !s.is(last - 1, Class::Nation)
    {
        last -= 1;
    }
    if let Some(title) = (first..last).rev().find(|&i| s.is(i, Class::Title)) {
        let next = title + 1 + usize::from(s.sign(title + 1, '.'));
        if s.get(next).is_some_and(|t| t.capital && t.is_word())
            && next <= last
            && (next..=last).all(|i| s.tokens[i].capital || !s.tokens[i].is_word())
        {
            first = next;
        }
    }
    let named = (first..=last).any(|i| {
        s.tokens[i].capital && s.tokens[i].is_word() && (i > 0 || last > first || !common(s, i))
    }) || (first..=last).any(|i| s.is(i, Class::Agent));
    let number = (first..=last).any(|i| s.tokens[i].is_number() && !s.any(i, &["one"]));
    let who = s.slice(first, last);
    (named && !number && who.len() <= 80).then_some(who)
}

/// Whether a word is one of the small ones, which begin sentences with a capital and name nobody.
fn common(s: &Sentence, i: usize) -> bool {
    let token = &s.tokens[i];
    token.is(Class::Adjective)
        || token.is(Class::Verb)
        || token.is(Class::Person)
        || token.is(Class::Ordinal)
}

/// The names of people in a sentence, which a pronoun of the next may mean: the first of two words or more.
pub fn named<'t>(s: &Sentence<'t>) -> Option<&'t str> {
    let name = |i: usize| {
        s.get(i).is_some_and(|t| {
            t.capital
                && t.is_word()
                && !t.is(Class::Month)
                && !t.is(Class::Weekday)
                && !t.is(Class::Determiner)
                && !t.is(Class::Preposition)
                && !t.is(Class::Nation)
                && !t.is(Class::Institution)
                && !t.is(Class::Title)
        })
    };
    (0..s.tokens.len())
        .find(|&i| name(i) && name(i + 1))
        .map(|i| {
            let last = (i + 1..i + 4)
                .take_while(|&at| name(at))
                .last()
                .unwrap_or(i + 1);
            s.slice(i, last)
        })
}

/// A person with an office: "Defence Ministry Spokesman John Doe", "the spokesman, Maj. Gen. John Doe".
pub fn spokesman<'t>(s: &Sentence<'t>) -> Option<&'t str> {
    let name = |i: usize| {
        s.get(i).is_some_and(|t| {
            t.capital
                && t.is_word()
                && !t.is(Class::Title)
                && !t.is(Class::Nation)
                && !t.is(Class::Speech)
        })
    };
    let spoken = (0..s.tokens.len())
        .rev()
        .find(|&i| s.any(i, &["spokesman", "spokeswoman", "spokesperson"]))?;
    let first = (spoken + 1..spoken + 7).find(|&i| name(i) && name(i + 1))?;
    let last = (first + 1..first + 4).take_while(|&i| name(i)).last()?;
    Some(s.slice(first, last))
}
