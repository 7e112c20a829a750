//! What the extractor reads, and what holds for every text.

use proptest::prelude::*;

use super::{Bound, Figure, Measure, explain, extract, nation, sentences, unit_of};

/// The figures of a text as one line each: surface, bound, unit or counted, measure.
fn lines(text: &str) -> Vec<String> {
    let line = |f: &Figure| {
        let what = f.unit.as_deref().or(f.counted.as_deref()).unwrap_or("-");
        let measure = f.measure.map_or("-", Measure::word);
        format!(
            "{} | {} | {what} | {measure}",
            &text[f.start..f.end],
            f.bound
        )
    };
    extract(text).iter().map(line).collect()
}

#[test]
fn reads_numbers_bounds_nouns_and_measures() {
    let rows: &[(&str, &[&str])] = &[
        (
            "At least 40 miners died on Tuesday.",
            &["At least 40 | at_least | miners | killed"],
        ),
        (
            "The flood killed 12 villagers and injured about 30 others.",
            &[
                "12 | exact | villagers | killed",
                "about 30 | approx | villagers | wounded",
            ],
        ),
        (
            "Repairs will cost $1.2bn.",
            &["$1.2bn | exact | USD | money"],
        ),
        (
            "Between 7,000 and 9,000 homes were destroyed.",
            &["Between 7,000 and 9,000 | range | homes | destroyed"],
        ),
        (
            "Sales rose 4.5 percent in May.",
            &["4.5 percent | exact | percent | percent"],
        ),
        (
            "The tunnel is nearly nine kilometres long.",
            &["nearly nine kilometres | nearly | kilometre | -"],
        ),
        (
            "Dozens of workers were evacuated.",
            &["Dozens | range | workers | evacuated"],
        ),
        (
            "No more than two hundred tents arrived.",
            &["No more than two hundred | at_most | tents | -"],
        ),
        (
            "Half a million people fled.",
            &["Half a million | exact | people | displaced"],
        ),
        (
            "It pumps 300,000 barrels per day.",
            &["300,000 barrels per day | exact | barrel per day | -"],
        ),
        (
            "The driver, aged 35, was unhurt.",
            &["35 | exact | year of age | -"],
        ),
        (
            "They waited 20 minutes or more.",
            &["20 minutes or more | at_least | minute | -"],
        ),
        (
            "A third of the fields lie bare.",
            &["A third | exact | fields | -"],
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(lines(text), *expected, "{text}");
    }
}

#[test]
fn leaves_what_is_no_figure() {
    let rows = [
        "It happened in 2019, on 5 March.",
        "Trains leave at 7:45 and 9 p.m.",
        "She came 3rd in the 1990s.",
        "Call 555-123-4567 or see page 12.",
        "Flight 752 was a Boeing 737.",
        "The guests won 3-1.",
        "No one saw COVID-19 coming.",
        "Version 1.2.3 is out.",
        "The code word was Cargo 200.",
    ];
    for text in rows {
        assert_eq!(lines(text), Vec::<String>::new(), "{text}");
        assert!(
            explain(text)
                .iter()
                .all(|candidate| candidate.excluded.is_some()),
            "{text}"
        );
    }
}

#[test]
fn reads_claimants_sides_and_stance() {
    let text = "The mayor said 15 people were missing. Norway plans to send 300 tents, according to Aftenbladet.";
    let figures = extract(text);
    let claimants: Vec<_> = figures.iter().map(|f| f.claimant.as_deref()).collect();
    assert_eq!(claimants, [Some("mayor"), Some("Aftenbladet")]);
    assert_eq!(figures[1].stance, super::Stance::Planned);
    let figures = extract("More than 20 Danish soldiers were wounded.");
    assert_eq!(figures[0].whose.as_deref(), Some("Danish"));
}

#[test]
fn names_units_and_nations() {
    assert_eq!(unit_of("km"), Some("kilometre"));
    assert_eq!(unit_of("%"), Some("percent"));
    assert_eq!(unit_of("$"), Some("USD"));
    assert_eq!(unit_of("EUR"), Some("EUR"));
    assert_eq!(unit_of("cows"), None);
    for word in ["Russian", "Russians", "Russia's", "Russia", "russia"] {
        assert_eq!(nation(word), Some("russia"), "{word}");
    }
    assert_eq!(nation("South Korean"), Some("south korea"));
    assert_eq!(nation("soldier"), None);
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

/// A figure's place and number.
type Number = (usize, usize, Option<f64>, Option<f64>, Option<f64>, Bound);

/// What must not depend on other paragraphs.
fn numbers(text: &str, shift: usize) -> Vec<Number> {
    let figures = extract(text);
    figures
        .iter()
        .map(|f| {
            (
                f.start + shift,
                f.end + shift,
                f.value,
                f.low,
                f.high,
                f.bound,
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn figures_stand_in_order_on_boundaries(text in prop_oneof![text(), any::<String>()]) {
        let mut floor = 0;
        for figure in extract(&text) {
            prop_assert!(figure.start >= floor && figure.start < figure.end);
            prop_assert!(text.get(figure.start..figure.end).is_some());
            prop_assert!(text.get(figure.sentence.0..figure.sentence.1).is_some());
            prop_assert!(figure.sentence.0 <= figure.start && figure.end <= figure.sentence.1);
            prop_assert_eq!(figure.value.is_none(), figure.bound == Bound::Range);
            floor = figure.end;
        }
        let spans = sentences(&text);
        prop_assert!(spans.iter().all(|&(start, end)| start < end && text.get(start..end).is_some()));
        prop_assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0));
    }

    #[test]
    fn a_cut_between_paragraphs_changes_no_number(a in text(), b in text()) {
        let (a, b) = (a.trim(), b.trim());
        let whole = numbers(&format!("{a}\n\n{b}"), 0);
        let mut parts = numbers(a, 0);
        parts.extend(numbers(b, a.len() + 2));
        prop_assert_eq!(whole, parts);
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
