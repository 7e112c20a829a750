//! What the extractor reads.

use super::{Candidate, Figure, Measure, explain, extract, nation, unit_of};

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
                .all(|candidate| matches!(candidate, Candidate::Left { .. })),
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
