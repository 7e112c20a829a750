//! What the fuzzers of `tests/fuzz` have gathered, and texts made at random, against the same properties.

use std::fs;
use std::path::Path;

use figured::figure::extract;
use proptest::prelude::*;

#[path = "../fuzz/holds/mod.rs"]
mod holds;

/// What each fuzz target has gathered.
#[test]
fn the_fuzz_corpora_hold() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for (name, _) in holds::TARGETS {
        let holds = holds::of(name);
        let mut inputs = 0;
        for entry in fs::read_dir(corpus.join(name)).unwrap() {
            holds(&fs::read(entry.unwrap().path()).unwrap());
            inputs += 1;
        }
        assert!(inputs > 0, "{name}");
    }
}

/// What is repeated to make a query that is long or deep.
const REPEATED: [&str; 16] = [
    "(",
    "a OR ",
    "\"",
    "-",
    "{",
    "a NEAR/5 ",
    "NOT ",
    "same:(",
    "title:(",
    "-(",
    "a~1 ",
    "killed:5 ",
    "“",
    "[",
    "a (b OR ",
    "same:((a OR b) c) ",
];

#[test]
fn long_and_deep_queries_need_little_stack() {
    // Just as long as what is read, and longer.
    let asked = || {
        for sign in REPEATED {
            for bytes in [64 * 1024, 1_000_000] {
                holds::of("query")(sign.repeat(bytes / sign.len()).as_bytes());
            }
        }
    };
    let small = std::thread::Builder::new().stack_size(512 * 1024);
    small.spawn(asked).unwrap().join().unwrap();
}

/// Pieces of which texts full of numbers are made.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "more than",
        "at least",
        "between",
        "and",
        "to",
        "of",
        "killed",
        "said",
        "according to",
        "the",
        "one",
        "two hundred",
        "a dozen",
        "dozens",
        "half",
        "a third",
        "million",
        "$",
        "€",
        "%",
        "percent",
        "km",
        "people",
        "soldiers",
        "Russian",
        "in 2019",
        "March",
        "5",
        "1,200",
        "3.5",
        "7-9",
        "1/2",
        "½",
        "-",
        "–",
        ",",
        ".",
        "“",
        "”",
        "\"",
        "(",
        ")",
        "\n",
        "'s",
        "its",
        "were",
        "including",
        "or more",
        "rose by",
        "aged",
        "a year or two",
        "few hundred",
        "US",
        "20s",
        "p.m.",
        "é",
        "x-9",
        "point",
        "nought",
        "hundred",
        "quarter",
        "twenty",
        "fifths",
        "-first",
        "6-foot-",
        "feet",
        "inches",
        "dollars",
        "cents",
        "1/64th",
        "MUSD",
        "less than",
        "at most",
        "but",
        "or",
        "minus",
        "plus or minus",
        "over",
        "2 1/4",
        "-to-1",
        "x10^6",
        "e5",
        "T",
        "(kg)",
        "through",
        "~",
        "from",
        "⅔",
    ]);
    prop_oneof![8 => words.prop_map(str::to_owned), 1 => any::<String>(), 1 => "[0-9]{1,5}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((piece(), prop::bool::weighted(0.9)), 0..40).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(piece, spaced)| if spaced { piece + " " } else { piece })
            .collect()
    })
}

/// Paragraphs of pieces.
fn paragraphs() -> impl Strategy<Value = String> {
    prop::collection::vec(text(), 1..4).prop_map(|texts| texts.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn texts_at_random_hold(text in prop_oneof![3 => paragraphs(), 1 => any::<String>()]) {
        holds::of("extract")(text.as_bytes());
    }

    #[test]
    fn a_surface_reads_back(
        bound in prop::sample::select(vec!["", "more than ", "about ", "at least ", "fewer than ", "nearly "]),
        number in prop_oneof![
            (2u32..999).prop_map(|n| n.to_string()),
            (1u32..999, 0u32..999).prop_map(|(a, b)| format!("{a},{b:03}")),
            (2u32..99, 0u32..9).prop_map(|(a, b)| format!("{a}.{b} million")),
            prop::sample::select(vec!["seven", "two dozen", "forty-two", "three hundred and six", "half a million"]).prop_map(str::to_owned),
        ],
        noun in prop::sample::select(vec!["people", "houses", "kilometres", "percent", "days"]),
    ) {
        let text = format!("There were {bound}{number} {noun} that day.");
        let figures = extract(&text);
        prop_assert_eq!(figures.len(), 1, "{}", text);
        let surface = &text[figures[0].start..figures[0].end];
        let again = extract(&format!("{surface} {noun}"));
        prop_assert_eq!(again.first().map(|f| (f.value, f.low, f.high)), Some((figures[0].value, figures[0].low, figures[0].high)), "{}", surface);
    }
}
