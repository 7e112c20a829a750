//! The words that date a figure.

use super::candidate::{self, Candidate, FactValue, candidate_at};
use super::context::FigureContext;
use super::feature::{FeatureSink, Label, feature};
use super::graph::GraphNode;
use super::relation_features::{CandidateView, is_speech};
use crate::figure::syntax::parse::{PosTag, Relation};
use crate::figure::syntax::{Class, LEXICON};

/// Words that introduce a phrase or clause of time.
const OPENERS: [&str; 23] = [
    "to",
    "in",
    "on",
    "at",
    "since",
    "during",
    "after",
    "following",
    "before",
    "by",
    "until",
    "over",
    "within",
    "from",
    "between",
    "throughout",
    "amid",
    "as",
    "through",
    "for",
    "ago",
    "when",
    "while",
];

/// Openers that date a figure whatever follows them.
const EVENT_OPENERS: [&str; 5] = ["since", "during", "after", "following", "amid"];

/// Adverbs that date a figure.
const ADVERBS: [&str; 16] = [
    "today",
    "yesterday",
    "tonight",
    "overnight",
    "now",
    "recently",
    "earlier",
    "currently",
    "already",
    "ago",
    "previously",
    "once",
    "later",
    "then",
    "annually",
    "so",
];

/// The maximum length of a time phrase in bytes.
const LONGEST: usize = 100;

/// Returns whether a word denotes a time.
pub fn is_time_word(node: &GraphNode) -> bool {
    let classes = [
        Class::Month,
        Class::Weekday,
        Class::Time,
        Class::Season,
        Class::DayPart,
        Class::TimeWord,
        Class::Moment,
    ];
    classes.into_iter().any(|class| node.is(class))
        || node.is_year()
        || is_decade(node)
        || is_date(node)
}

/// Returns whether a word is a date in digits: "9/11".
fn is_date(node: &GraphNode) -> bool {
    let digits = |part: &str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let word = node.lower();
    word.contains('/') && word.len() > 3 && word.split('/').all(digits)
}

/// Returns whether a word for a time is used as a noun: "November saw protests", "that same year".
fn is_time_noun(c: &FigureContext, i: usize) -> bool {
    let node = c.graph.node(i);
    let points = |&i: &usize| {
        matches!(
            c.graph.node(i).lower(),
            "that" | "this" | "same" | "next" | "last" | "the"
        )
    };
    let loose = matches!(
        node.relation,
        Relation::Nsubj
            | Relation::Attr
            | Relation::Appos
            | Relation::Conj
            | Relation::Root
            | Relation::Dep
            | Relation::Pobj
    );
    loose
        && (is_date(node)
            || node.is(Class::Month)
            || node.is(Class::Weekday)
            || (node.is(Class::Time) || node.is(Class::DayPart) || node.is(Class::Season))
                && node.children().iter().any(points))
}

/// Returns whether a word is a decade: "1990s".
fn is_decade(node: &GraphNode) -> bool {
    node.lower().strip_suffix("0s").is_some_and(|start| {
        start
            .bytes()
            .next_back()
            .is_some_and(|b| b.is_ascii_digit())
    })
}

/// Returns the phrases and clauses of time, and the rules' answer.
pub fn candidates<'t>(c: &FigureContext<'_, 't>) -> Vec<Candidate<'t>> {
    let graph = c.graph;
    let nodes = graph.nodes();
    let dates = |&i: &usize| {
        let node = &nodes[i];
        let below = || graph.subtree(i);
        let opens = matches!(
            node.relation,
            Relation::Prep | Relation::Advmod | Relation::Mark
        ) && OPENERS.contains(&node.lower())
            && (EVENT_OPENERS.contains(&node.lower())
                || below().iter().any(|&i| is_time_word(&nodes[i])));
        let clause = node.relation == Relation::Advcl
            && node.children().iter().any(|&i| {
                let word = nodes[i].lower();
                matches!(
                    nodes[i].relation,
                    Relation::Mark | Relation::Advmod | Relation::Prep
                ) && matches!(word, "since" | "after" | "when" | "before" | "as" | "while")
            });
        let noun = matches!(
            node.relation,
            Relation::Npadvmod
                | Relation::Nmod
                | Relation::Compound
                | Relation::Amod
                | Relation::Nummod
                | Relation::Poss
                | Relation::Dobj
        ) && is_time_word(node);
        let adverb = ADVERBS.contains(&node.lower()) && node.tag != PosTag::Preposition;
        let loose = is_time_noun(c, i)
            && !(node.relation == Relation::Pobj && OPENERS.contains(&graph.head(i).lower()));
        let found = opens || clause || noun || adverb || node.is_year() || loose;
        found && !below().iter().any(|i| c.anchor.span.contains(i))
    };
    let found: Vec<usize> = (0..nodes.len()).filter(dates).collect();
    let rule = c.rule_time.map(|answer| answer.text);
    let mut candidates = vec![Candidate::ABSENT];
    let mut rule_is_listed = false;
    for i in found {
        if is_duration(c, i) {
            continue;
        }
        let (first, last) = time_phrase(c, i);
        let text = graph.text(first, last);
        let overlaps = rule.is_some_and(|rule| shares_words(rule, text));
        let mut candidate = candidate_at(c, first, last);
        if let FactValue::Words(text, range) = candidate.value {
            let text = shortened(text);
            candidate.value = FactValue::Words(text, range);
        }
        candidate.node = Some(i);
        if overlaps {
            rule_is_listed = true;
            candidate.by_rule = true;
            if let (Some(rule), FactValue::Words(text, range)) = (rule, candidate.value)
                && text.contains(rule)
            {
                candidate.value = FactValue::Words(rule, range);
            }
        }
        candidates.push(candidate);
    }
    if !rule_is_listed && c.rule_time.is_some() {
        candidates.extend(
            candidate::with_rule(c, Vec::new(), c.rule_time, |i| candidate_at(c, i, i))
                .into_iter()
                .skip(1),
        );
    }
    candidates
}

/// Returns whether two phrases share a word besides prepositions and articles.
fn shares_words(a: &str, b: &str) -> bool {
    const SMALL: [&str; 15] = [
        "the", "in", "on", "of", "a", "an", "at", "by", "as", "to", "for", "and", "from", "s",
        "since",
    ];
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .filter(|word| !SMALL.contains(&word.as_str()))
            .collect()
    };
    let b = words(b);
    words(a).iter().any(|word| b.contains(word))
}

/// Returns a phrase, truncated at a space if it is longer than [`LONGEST`] bytes.
fn shortened(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let mut end = LONGEST;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end]
        .rsplit_once(' ')
        .map_or(&text[..end], |(start, _)| start)
}

/// Adds the features of a candidate.
pub fn describe(view: &CandidateView, sink: &mut dyn FeatureSink) {
    let (c, candidate) = (view.c, view.candidate());
    let (graph, anchor) = (c.graph, &c.anchor);
    let measure_word = c.measure_label();
    let rule_name = Label::new(c.rule_time.map_or("-", |answer| answer.rule));
    let any_rule = Label::flag(c.rule_time.is_some());
    let FactValue::Words(text, _) = candidate.value else {
        let choices = Label::count(view.list.len() - 1, 3);
        feature!(sink, "none");
        feature!(sink, "none+choices", choices);
        feature!(sink, "none+rule", rule_name);
        feature!(sink, "none+choices+rule", choices, any_rule);
        feature!(sink, "none+measure", measure_word);
        feature!(sink, "none+role", Label::new(anchor.role.name()));
        feature!(sink, "none+counts", Label::flag(c.counts));
        return;
    };
    let by_rule = Label::flag(candidate.by_rule);
    let Some(at) = candidate.node else {
        let first = text.split(' ').next().unwrap_or_default().to_lowercase();
        feature!(sink, "elsewhere");
        feature!(sink, "elsewhere+word", Label::new(&first));
        return;
    };
    let codes = view.describe_relation(at, sink);
    let node = graph.node(at);
    let (up, down) = (codes.up.label(), codes.down.label());
    let relation = Label::new(node.relation.name());
    let lower = text.to_lowercase();
    let kind = Label::new(kind(node, &lower));
    let (place, last_up) = (Label::new(codes.ancestor), Label::new(codes.last));
    feature!(sink, "by rule", by_rule);
    feature!(sink, "by rule+any", by_rule, any_rule);
    feature!(sink, "by rule+path", by_rule, up, down);
    feature!(sink, "kind", kind);
    feature!(sink, "kind+at+last", kind, place, last_up);
    feature!(sink, "kind+relation", kind, relation);
    let head = graph.head(at);
    let says = Label::flag(is_speech(c, node.head));
    let subject = |&i: &usize| {
        let child = graph.node(i);
        matches!(child.relation, Relation::Nsubj | Relation::Nsubjpass) && i < at
    };
    let front = Label::flag(at < anchor.noun && !head.children().iter().any(subject));
    feature!(sink, "says+front", says, front);
    feature!(sink, "front+path", front, up, down);
    let frequent = [
        "each ", "every ", " a day", " a week", " a month", " a year", "per ",
    ];
    feature!(
        sink,
        "frequency",
        Label::flag(frequent.iter().any(|words| lower.contains(words)))
    );
    let time = graph
        .subtree(at)
        .into_iter()
        .find(|&i| is_time_word(graph.node(i)));
    feature!(
        sink,
        "time word",
        time.map_or(Label::new("-"), |i| graph.node(i).stem())
    );
    let counted = Label::flag(counts_units(c, at));
    let pointed = Label::flag(is_pointed(&lower));
    feature!(sink, "counted+pointed", counted, pointed);
    feature!(sink, "counted+pointed+kind", counted, pointed, kind);
    feature!(sink, "counted+pointed+word", counted, pointed, node.word());
    let aux = Label::new(auxiliary(c, anchor.predicate));
    feature!(sink, "kind+auxiliary", kind, aux);
    feature!(sink, "kind+front", kind, front);
    feature!(sink, "kind+front+at", kind, front, place);
    feature!(sink, "kind+says", kind, says);
    let by_predicate = Label::flag(node.head == anchor.predicate);
    feature!(sink, "at predicate", by_predicate);
    feature!(sink, "kind+at predicate", kind, by_predicate);
    feature!(sink, "kind+head", kind, Label::new(head.tag.name()));
    feature!(sink, "head+at+last", head.stem(), place, last_up);
    feature!(sink, "head tag", Label::new(head.tag.name()));
    feature!(sink, "word+path", node.word(), up, down);
    feature!(sink, "word+says", node.word(), says);
    feature!(
        sink,
        "length",
        Label::count(lower.split(' ').count() / 2, 4)
    );
}

/// Returns the time phrase at a node, including a following word such as "ago": "18 years ago".
fn time_phrase(c: &FigureContext, at: usize) -> (usize, usize) {
    let (first, last) = c.graph.phrase(at);
    let head = c.graph.node(at).head;
    let relative = matches!(
        c.graph.node(head).lower(),
        "ago" | "earlier" | "later" | "before" | "after"
    );
    let last = if relative && head == last + 1 {
        head
    } else {
        last
    };
    (first, last)
}

/// Returns whether a phrase states how long something took, and so does not date a figure: "for 20 years", "within 24
/// hours", "nine minutes".
fn is_duration(c: &FigureContext, at: usize) -> bool {
    let word = c.graph.node(at).lower();
    if !matches!(
        word,
        "for" | "to" | "within" | "hours" | "minutes" | "hour" | "minute"
    ) {
        return false;
    }
    let (first, last) = c.graph.phrase(at);
    let text = c.graph.text(first, last).to_lowercase();
    counts_units(c, at) && !is_pointed(&text)
}

/// Returns whether a phrase relates a period to a point in time: "in the past 24 hours".
fn is_pointed(text: &str) -> bool {
    [
        " past ", " last ", " next ", " ago", "first ", "earlier", "previous",
    ]
    .iter()
    .any(|words| text.contains(words))
}

/// Returns whether a phrase contains a number that is not a year, a date or a day of the month: "within 24 hours".
fn counts_units(c: &FigureContext, at: usize) -> bool {
    let nodes = c.graph.nodes();
    let is_month = |i: Option<usize>| {
        i.and_then(|i| nodes.get(i))
            .is_some_and(|node| node.is(Class::Month))
    };
    let (first, last) = c.graph.phrase(at);
    (first..=last).any(|i| {
        nodes[i].tag == PosTag::Cardinal
            && !nodes[i].is_year()
            && !is_date(&nodes[i])
            && !is_month(i.checked_sub(1))
            && !is_month(Some(i + 1))
    })
}

/// Returns the auxiliary that shows the tense of a verb, or "-" if there is none.
fn auxiliary(c: &FigureContext, verb: usize) -> &'static str {
    let children = c.graph.node(verb).children().iter();
    let words = children.map(|&i| c.graph.node(i).lower());
    let mut found = "-";
    for word in words {
        match word {
            "has" | "have" | "'ve" => found = "has",
            "had" => found = "had",
            "will" | "would" | "could" | "may" | "might" | "can" => return "modal",
            "is" | "are" => found = "is",
            "was" | "were" if found == "-" => found = "was",
            _ => {}
        }
    }
    found
}

/// Returns the kind of a time phrase.
fn kind(node: &GraphNode, text: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    let year = |text: &str| {
        text.split(|c: char| !c.is_ascii_digit()).any(|digits| {
            digits.len() == 4 && (digits.starts_with("20") || digits.starts_with('1'))
        })
    };
    if text.starts_with("since") {
        "since"
    } else if starts(&["for ", "over ", "within ", "during ", "throughout "]) {
        "length"
    } else if year(text) {
        "year"
    } else if has(&["day"]) {
        "day"
    } else if text.split(|c: char| !c.is_alphabetic()).any(is_month) {
        "month"
    } else if has(&[" ago"]) {
        "ago"
    } else if has(&["this ", "last ", "past ", "next ", "earlier", "recent"]) {
        "relative"
    } else if node.relation == Relation::Advmod {
        "adverb"
    } else if node.relation == Relation::Advcl {
        "clause"
    } else {
        "other"
    }
}

/// Returns whether a word is a month.
fn is_month(word: &str) -> bool {
    LEXICON.has(word, Class::Month)
}
