//! Properties that hold for every query and for every string.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::read;
use crate::date::PartialDate;
use crate::figure::{Bound, Measure, Scope, Stance};
use crate::query::model::{
    BooleanTree, Condition, DateRange, Leaf, Near, NumberCondition, NumberRange, Party, Pattern,
    Property, RangeEnd, RangeSubject, TextScope,
};

fn word() -> impl Strategy<Value = String> {
    let words = select(vec![
        "a", "and", "or", "seven", "thousand", "hundred", "million", "two", "killed", "w", "near",
    ]);
    prop_oneof![
        words.prop_map(str::to_owned),
        "[b-z]{1,8}",
        "[1-9][0-9]{0,6}",
        "[é-ö]{3}",
        "[c-f]{2}-[c-f]{3}"
    ]
}

fn name() -> impl Strategy<Value = String> {
    let any = any::<String>()
        .prop_map(|text| format!("n{}", text.trim()))
        .prop_map(|text| text.trim().to_owned());
    prop_oneof![
        word(),
        any,
        "[A-Z][a-z]+ [A-Z][a-z]+",
        Just("unknown".to_owned())
    ]
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let phrase = vec("[a-z\"\\\\*:()]{0,4}[a-z]", 1..4).prop_map(|words| words.join(" "));
    prop_oneof![
        4 => word().prop_map(Pattern::Word),
        1 => (phrase, prop_oneof![Just(0), any::<u32>()]).prop_map(|(text, slop)| Pattern::Phrase { text, slop }),
        1 => "[a-z]{1,3}[*?][a-z]{1,3}\\*?".prop_map(Pattern::Wildcard),
        1 => ("[a-z]{2,8}", 1..=2u8).prop_map(|(word, distance)| Pattern::Fuzzy { word, distance }),
    ]
}

fn scope() -> impl Strategy<Value = TextScope> {
    select(vec![TextScope::Anywhere, TextScope::Title])
}

fn near() -> impl Strategy<Value = Near> {
    (scope(), pattern(), pattern(), 1..=u32::MAX).prop_map(|(scope, left, right, distance)| Near {
        scope,
        left,
        right,
        distance,
    })
}

fn date() -> impl Strategy<Value = PartialDate> {
    let date = (1..=9999i16, 0..=12i8, 0..=31i8).prop_map(|(year, month, day)| {
        let month_or_year = || PartialDate::month(year, month).or(PartialDate::year(year));
        PartialDate::day(year, month, day).or_else(month_or_year)
    });
    date.prop_filter_map("a date", |date| date)
}

fn dates() -> impl Strategy<Value = DateRange> {
    (option::of(date()), option::of(date())).prop_filter_map("in order", |(from, to)| {
        let ordered = from
            .zip(to)
            .is_none_or(|(from, to)| from.first() <= to.last());
        ordered.then_some(DateRange { from, to })
    })
}

fn end() -> impl Strategy<Value = RangeEnd> {
    let value = prop_oneof![
        (-20..20i32).prop_map(f64::from),
        (0..20_000_000u32).prop_map(|n| f64::from(n) / 4.0),
        any::<f64>().prop_filter("a number", |value| value.is_finite()),
    ];
    // Adding 0 turns -0 into 0.
    (value, any::<bool>()).prop_map(|(value, inclusive)| RangeEnd {
        value: value + 0.0,
        inclusive,
    })
}

fn range() -> impl Strategy<Value = NumberRange> {
    (option::of(end()), option::of(end())).prop_filter_map("in order", |(low, high)| {
        let ordered = low.zip(high).is_none_or(|(low, high)| {
            low.value < high.value || low.value <= high.value && low.inclusive && high.inclusive
        });
        ordered.then_some(NumberRange { low, high })
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    let unit =
        option::of(select(vec!["percent", "USD", "EUR", "kilometre"]).prop_map(str::to_owned));
    let measure = select(Measure::ALL.to_vec()).prop_map(RangeSubject::Measure);
    let subject = prop_oneof![Just(RangeSubject::Figure), measure];
    let party = || prop_oneof![Just(Party::Unknown), name().prop_map(Party::Named)];
    prop_oneof![
        4 => (subject, range(), unit).prop_map(|(subject, range, unit)| Condition::Number(NumberCondition { subject, range, unit })),
        1 => name().prop_map(Condition::Counted),
        1 => party().prop_map(Condition::Whose),
        1 => party().prop_map(Condition::By),
        1 => select(Bound::ALL.to_vec()).prop_map(Condition::Bound),
        1 => select(Scope::ALL.to_vec()).prop_map(Condition::Scope),
        1 => select(Stance::ALL.to_vec()).prop_map(Condition::Stance),
        1 => dates().prop_map(Condition::AsOf),
        1 => option::of(name()).prop_map(Condition::Rate),
    ]
}

fn tree<L: Clone + std::fmt::Debug + 'static>(
    leaf: impl Strategy<Value = L> + 'static,
) -> impl Strategy<Value = BooleanTree<L>> {
    leaf.prop_map(BooleanTree::Leaf)
        .prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                vec(inner.clone(), 1..4).prop_map(BooleanTree::All),
                vec(inner.clone(), 1..4).prop_map(BooleanTree::Any),
                inner.prop_map(|child| BooleanTree::Not(Box::new(child))),
            ]
        })
}

fn leaf() -> impl Strategy<Value = Leaf> {
    use Property::{Author, Date, Figure, Outlet, Title, Url};
    prop_oneof![
        1 => Just(Leaf::Every),
        6 => (scope(), pattern()).prop_map(|(scope, pattern)| Leaf::Text(scope, pattern)),
        2 => near().prop_map(Leaf::Near),
        2 => vec(vec(pattern(), 1..4), 1..4).prop_map(Leaf::SameSentence),
        1 => name().prop_map(Leaf::Outlet),
        1 => name().prop_map(Leaf::Author),
        1 => "[a-z]{2}".prop_map(Leaf::Language),
        1 => name().prop_map(Leaf::Id),
        1 => name().prop_map(Leaf::Path),
        1 => name().prop_map(Leaf::Url),
        1 => "[a-z]{1,8}\\.[a-z]{2,3}".prop_map(Leaf::Site),
        1 => dates().prop_map(Leaf::Date),
        1 => select(vec![Figure, Date, Outlet, Title, Author, Url]).prop_map(Leaf::Has),
        5 => tree(condition()).prop_map(Leaf::Figure),
    ]
}

/// Generates strings that resemble queries, by joining pieces of query syntax.
fn likely() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a",
        "b*",
        "?",
        "*",
        "seven",
        "thousand",
        "7,000",
        "OR",
        "AND",
        "NOT",
        "or",
        "NEAR/3",
        "w/2",
        "-",
        "--",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "“",
        "”",
        "‘",
        "’",
        "«",
        "~1",
        "~",
        "^2",
        ":",
        ".",
        "..",
        "|",
        "&&",
        "killed:",
        "kiled:",
        "Foo:",
        "title:",
        "same:",
        "same:(",
        "outlet:",
        "by:",
        "date:",
        "after:",
        "has:",
        "figure",
        "5",
        "5..9",
        ">5",
        "$1m",
        "%",
        "[1 TO 5]",
        "{1 TO 5}",
        "2022-03",
        "7d",
        "unknown",
        "U.S.",
        "http://a.b/c(d)",
        "\\",
        "\u{301}",
        "\u{1b}",
        "+",
        "#",
        "'",
        ",",
        " ",
        " ",
        " ",
        " ",
        "\n",
    ];
    vec(select(pieces), 0..14).prop_map(|pieces| pieces.concat())
}

/// Checks that `text` is rejected with a caret under the error, or that it parses to a query in normal form whose
/// printed text parses to the same query.
fn settles(text: &str) -> Result<(), TestCaseError> {
    match read(text) {
        Err(error) => prop_assert!(error.to_string().contains('^')),
        Ok(parsed) => {
            let shown = parsed.query.to_string();
            let again =
                read(&shown).map_err(|error| TestCaseError::fail(format!("{text}\n{error}")))?;
            prop_assert_eq!(&again.query, &parsed.query, "{} prints as {}", text, shown);
            prop_assert_eq!(again.query.to_string(), shown);
            prop_assert_eq!(
                parsed.query.clone().normal(),
                parsed.query,
                "{} is not in normal form",
                text
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printed_query_round_trips(query in tree(leaf())) {
        let query = query.normal();
        let shown = query.to_string();
        let read = read(&shown).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(read.query, query, "{}", shown);
    }

    #[test]
    fn query_like_text_reaches_normal_form(text in likely()) {
        settles(&text)?;
    }

    #[test]
    fn arbitrary_text_reaches_normal_form(text in any::<String>()) {
        settles(&text)?;
    }
}
