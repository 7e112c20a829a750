//! Tests that run the extractor on whole sentences.

use super::{Fact, Figure, Measure, NumberExplanation, explain, extract, unit_of};
use crate::figure::syntax::nation::nation;

/// Returns the figures in `text`, each formatted as "words | bound | unit or counted noun | measure".
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
fn rates_have_a_unit() {
    let rows = [
        ("About 20 people die on this road every year.", Some("year")),
        ("Every single day, 20 people die on this road.", Some("day")),
        ("The crash killed 20 people a day after the storm.", None),
        ("Daily deaths rose to 20.", Some("day")),
        (
            "Six people per 100,000 inhabitants were killed.",
            Some("100,000 inhabitants"),
        ),
        ("One in 33 patients died.", Some("33 patients")),
        ("Twenty people were killed in 2007.", None),
        (
            "The storm killed 20 people in one of its worst hours.",
            None,
        ),
    ];
    for (text, unit) in rows {
        let figures = extract(text);
        let figure = figures.iter().find(|figure| figure.measure.is_some());
        let rate = figure.and_then(|figure| figure.rate.as_deref());
        assert!(figure.is_some(), "{text}");
        assert_eq!(rate, unit, "{text}");
    }
}

#[test]
fn agent_and_place_are_not_the_victims() {
    let figures = extract("Coastal forces killed 60 Inland soldiers near Ishra on Monday.");
    let figure = &figures[0];
    assert_eq!(figure.agent.as_deref(), Some("Coastal forces"));
    assert_eq!(figure.location.as_deref(), Some("Ishra"));
    assert_eq!(figure.as_of.as_deref(), Some("on Monday"));
    assert_eq!(figure.source, None);
}

#[test]
fn sources_and_places_are_not_units_of_rates() {
    let rows = [
        ("A storm killed 40 in three states.", None),
        ("Police said 12 were killed in one attack.", None),
        ("40 people were killed, per police.", None),
        ("40 people were killed, per the ministry.", None),
        ("There were 20 deaths per.", None),
        ("There were 20 deaths a day.", Some("day")),
        (
            "About 9 deaths per million people were recorded.",
            Some("million people"),
        ),
        ("One in 33 patients died.", Some("33 patients")),
    ];
    for (text, rate) in rows {
        assert_eq!(extract(text)[0].rate.as_deref(), rate, "{text}");
    }
}

#[test]
fn cited_source_is_reported_with_its_reporter() {
    let rows = [
        (
            "Meridian reported that 12 people died, citing officials.",
            "officials",
            Some("Meridian"),
        ),
        (
            "The mayor told Meridian that 15 people were killed.",
            "mayor",
            Some("Meridian"),
        ),
        (
            "The mayor told reporters that 16 people were killed.",
            "mayor",
            None,
        ),
        ("Meridian reported that 12 people died.", "Meridian", None),
    ];
    for (text, source, via) in rows {
        let figure = &extract(text)[0];
        assert_eq!(
            (figure.source.as_deref(), figure.via.as_deref()),
            (Some(source), via),
            "{text}"
        );
    }
}

#[test]
fn facts_of_events_have_a_confidence() {
    let figures = extract("At least 40 miners died on Tuesday, the union said.");
    let confidence = figures[0].confidence;
    for fact in [Fact::Measure, Fact::Source, Fact::Time, Fact::Stance] {
        assert!(confidence.get(fact).is_some(), "{fact:?}");
    }
    assert!(confidence.all.is_some());
    assert!(extract("It cost $40.")[0].confidence.is_empty());
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
            "The fire killed ４ villagers, and ٣٠ people were hurt.",
            &[
                "４ | exact | villagers | killed",
                "٣٠ | exact | people | wounded",
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
fn dates_times_and_versions_are_not_figures() {
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
        "By day 12 of the strike it rained.",
        "Week three: the bakers go home.",
        "UPDATE 2-Bakers strike in Norvik",
        "WRAPUP 4: Bakers go home",
        "The under-16s and an under-21 side met the over 60s.",
        "Ring +353 1 234 5678, (020) 7946 0123 or 0131 496 0009.",
        "Dial 101 or call 999.",
        "The bakers meet at 60.3913, 5.3221 or at 51.5072°N, 0.1276°W.",
        "See clause 7.3 and version 2.5.",
        "BBC 2 and Radio 4 broadcast it.",
        "Old versions such as Oracle 10g, 11g and 12c ran on the 4G mast.",
        "They watched it in 4K on an 8K television.",
        "A 737 Max 9 landed; Motel 6 and Maroon 5 cheered.",
        "She was born in nineteen sixty-eight and left in twenty ten.",
        "It was built in the nineteen thirties and sold in two thousand and fourteen.",
    ];
    for text in rows {
        assert_eq!(lines(text), Vec::<String>::new(), "{text}");
        assert!(
            explain(text)
                .iter()
                .all(|candidate| matches!(candidate, NumberExplanation::NonClaim { .. })),
            "{text}"
        );
    }
}

#[test]
fn counts_beside_names_and_times_are_figures() {
    let rows: &[(&str, &[&str])] = &[
        (
            "On the following day 45 were killed.",
            &["45 | exact | people | killed"],
        ),
        ("On day 45 bakers died.", &["45 | exact | bakers | killed"]),
        (
            "By the end of the game 300 were singing.",
            &["300 | exact | people | -"],
        ),
        (
            "Over 60 bakers left.",
            &["Over 60 | more_than | bakers | -"],
        ),
        (
            "It took under-30 minutes.",
            &["30 minutes | exact | minute | -"],
        ),
        (
            "The strike call 300 bakers heard.",
            &["300 | exact | bakers | -"],
        ),
        ("The recipe needs 11g of salt.", &["11g | exact | gram | -"]),
        ("They own 3M homes.", &["3M | exact | homes | -"]),
        ("She has 4K followers.", &["4K | exact | followers | -"]),
        ("It costs 50 cents.", &["50 cents | exact | cent | money"]),
        (
            "He met twenty ten-year-olds.",
            &[
                "twenty | exact | - | -",
                "ten-year-olds | exact | year of age | -",
            ],
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(lines(text), *expected, "{text}");
    }
}

#[test]
fn reads_sources_sides_and_stances() {
    let text = "The mayor said 15 people were missing. Norway plans to send 300 tents, according to Aftenbladet.";
    let figures = extract(text);
    let claimants: Vec<_> = figures.iter().map(|f| f.source.as_deref()).collect();
    assert_eq!(claimants, [Some("mayor"), Some("Aftenbladet")]);
    assert_eq!(figures[1].stance, super::Stance::Planned);
    let figures = extract("More than 20 Danish soldiers were wounded.");
    assert_eq!(figures[0].whose.as_deref(), Some("Danish"));
}

#[test]
fn unit_and_nation_names_are_normalized() {
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

#[test]
fn omitted_nouns_and_verbs_are_inferred() {
    let rows: &[(&str, &[&str])] = &[
        (
            "The number of farmers detained since May has risen to 75.",
            &["75 | exact | farmers | arrested"],
        ),
        (
            "The number of trams was cut to 12.",
            &["12 | exact | trams | -"],
        ),
        (
            "How many had lost their homes was unclear: about 300, he thought.",
            &["about 300 | approx | people | displaced"],
        ),
        (
            "Rescuers say 40 miners were killed. The company says 12.",
            &[
                "40 | exact | miners | killed",
                "12 | exact | miners | killed",
            ],
        ),
        (
            "Six boys and ten girls were killed. About 40 others were hurt.",
            &[
                "Six | exact | boys | killed",
                "ten | exact | girls | killed",
                "About 40 | approx | people | wounded",
            ],
        ),
        (
            "The fire killed nine, including three girls, and injured 20.",
            &[
                "nine | exact | people | killed",
                "three | exact | girls | killed",
                "20 | exact | people | wounded",
            ],
        ),
        (
            "The fire injured 30 nurses, six of them badly.",
            &[
                "30 | exact | nurses | wounded",
                "six | exact | nurses | wounded",
            ],
        ),
        (
            "Two explosions shook the port. The second killed 14.",
            &[
                "Two | exact | explosions | -",
                "14 | exact | people | killed",
            ],
        ),
        (
            "Refugees kept coming, and 300 of them slept outside.",
            &["300 | exact | Refugees | -"],
        ),
        (
            "The law gives 14 seats to the north and three to the south.",
            &["14 | exact | seats | -", "three | exact | seats | -"],
        ),
        (
            "A town of about 4,000 was cut off.",
            &["about 4,000 | approx | people | -"],
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(lines(text), *expected, "{text}");
    }
}

#[test]
fn counted_noun_has_the_expected_extent() {
    let rows = [
        ("She sold 95 fewer carpets.", "carpets"),
        ("He bought two “Blue Moon” garden lamps.", "garden lamps"),
        (
            "A third of Danish, Swedish and Finnish farms failed.",
            "Danish, Swedish and Finnish farms",
        ),
        ("One crew carried flags.", "crew"),
        (
            "We saw 20 nicely built stone-clad town houses.",
            "built stone-clad town houses",
        ),
        (
            "He was one of the Rovers’ younger players.",
            "younger players",
        ),
        ("They met three sheep breeders.", "sheep breeders"),
        ("Three sheep were sold.", "sheep"),
    ];
    for (text, counted) in rows {
        let figures = extract(text);
        assert_eq!(figures[0].counted.as_deref(), Some(counted), "{text}");
    }
    for text in [
        "Halvorsen 11.5 3.2 Petersen",
        "The 20 million the bank lost were insured.",
        "It has 165 this year.",
    ] {
        assert!(extract(text).iter().all(|f| f.counted.is_none()), "{text}");
    }
}

#[test]
fn emergency_number_with_a_unit_is_a_figure() {
    for text in [
        "Prices rose by 911 percent.",
        "They paid $911 for it.",
        "Some 911 calls went unanswered, of 911 people.",
    ] {
        let figures = extract(text);
        assert_eq!(figures.len(), 1, "{text}");
        assert_eq!(figures[0].value, Some(911.0), "{text}");
    }
}

#[test]
fn numbers_in_markup_names_and_idioms_are_ignored() {
    let rows = [
        "He left office.[22] Nobody noticed.",
        "For two reasons, he said: 1) it rained. 2) it froze.",
        "A 501(c)(4) organization ran it.",
        "Neighbours called 911 at once.",
        "The senators known as the Gang of Eight walked slowly home together.",
        "They watched a 3-D film about 60 Minutes presenters.",
        "The court divided 5-to-4 there.",
        "Many of the 2016 hopefuls came along.",
        "One of these days it will end.",
        "Not one came.",
    ];
    for text in rows {
        let figures = lines(text);
        assert!(
            figures.iter().all(|line| line.starts_with("two ")),
            "{text}: {figures:?}"
        );
    }
}

#[test]
fn reads_ages_and_ratios() {
    let rows: &[(&str, &[&str])] = &[
        (
            "Children under 12 ride free.",
            &["under 12 | less_than | year of age | -"],
        ),
        (
            "It is for those 65 and older.",
            &["65 and older | at_least | year of age | -"],
        ),
        (
            "Workers aged 60-to-64 stay.",
            &["60-to-64 | range | year of age | -"],
        ),
        (
            "The park turns 40 this year.",
            &["40 | exact | year of age | -"],
        ),
        (
            "About four-in-ten refused.",
            &["About four-in-ten | approx | ratio | -"],
        ),
        (
            "A baker, 51, and her son, 9, were hurt.",
            &[
                "51 | exact | year of age | -",
                "9 | exact | year of age | -",
            ],
        ),
        (
            "A woman (51) and two boys, 9 and 11, left.",
            &[
                "51 | exact | year of age | -",
                "two | exact | boys | -",
                "9 | exact | year of age | -",
                "11 | exact | year of age | -",
            ],
        ),
        (
            "Of the boys, 43 left; the girls, 12 others and a nurse stayed.",
            &["43 | exact | - | -", "12 | exact | people | -"],
        ),
        ("They outnumber us 3 to 1.", &["3 to 1 | exact | ratio | -"]),
        ("He handed over five keys.", &["five | exact | keys | -"]),
        (
            "She walked ten more miles.",
            &["ten more miles | exact | mile | -"],
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(lines(text), *expected, "{text}");
    }
    let made = &extract("Women make up 21 percent of the crew.")[0];
    assert_eq!(made.change, None);
}

#[test]
fn retractions_are_detected() {
    let text = "The site carried a figure of 7,300, which it then took down.";
    assert_eq!(extract(text)[0].stance, super::Stance::Retracted);
    assert_eq!(
        extract("The site carried a figure of 7,300.")[0].stance,
        super::Stance::Stated
    );
}

#[test]
fn side_that_harmed_people_is_not_their_owner() {
    let rows = [
        ("Danish troops killed 40 soldiers near Ishra.", None),
        ("The Houthis wounded 40 soldiers and killed 12.", None),
        ("Norway said it had killed 300 soldiers.", None),
        (
            "Norwegian forces shelled the camp, killing 12 soldiers.",
            None,
        ),
        ("Some 60 soldiers were killed by Danish forces.", None),
        (
            "Danish troops killed 40 Norwegian soldiers.",
            Some("Norwegian"),
        ),
        ("Norway killed 20 of its own soldiers.", Some("Norway")),
        ("Denmark lost 300 soldiers there.", Some("Denmark")),
        (
            "The attack on a Danish convoy killed 12 soldiers.",
            Some("Danish"),
        ),
    ];
    for (text, whose) in rows {
        let figures = extract(text);
        assert_eq!(figures[0].whose.as_deref(), whose, "{text}");
        assert_ne!(figures[0].measure, None, "{text}");
    }
}

#[test]
fn stance_follows_from_the_words_around_the_report() {
    use super::Stance::{Denied, Possible, Retracted, Stated};
    let rows = [
        ("The company denied that 40 miners had died.", Denied),
        (
            "The mayor dismissed a claim that 40 miners had died.",
            Denied,
        ),
        ("Claims of 40 dead are wrong, the mayor said.", Denied),
        ("It is not true that 40 miners died.", Denied),
        ("There is no proof that 40 miners were killed.", Denied),
        ("The Herald retracted its report of 40 dead.", Retracted),
        ("All but six of the miners were rescued.", Denied),
        ("The company did not deny that 40 miners had died.", Stated),
        (
            "The company denied that the fire, which killed 40 miners, was its fault.",
            Stated,
        ),
        (
            "The company rejected the blame after 40 miners died.",
            Stated,
        ),
        ("Forty miners may have died.", Possible),
        ("Some 40 miners in the pit might have died.", Possible),
        ("About 40 tourists may be trapped.", Possible),
        ("It is feared that 40 miners died.", Possible),
        ("There is a chance of 40 deaths.", Possible),
        ("About 40 tourists could see the fire.", Stated),
    ];
    for (text, stance) in rows {
        assert_eq!(extract(text)[0].stance, stance, "{text}");
    }
}

#[test]
fn base_of_a_part_has_no_measure() {
    let rows: &[(&str, &[&str])] = &[
        ("None of the 40 miners died.", &["40 | exact | miners | -"]),
        (
            "Few of the 300 sailors were rescued.",
            &["300 | exact | sailors | -"],
        ),
        (
            "Most of the 40 miners killed in the blast were young.",
            &["40 | exact | miners | killed"],
        ),
        (
            "All of the 40 miners were killed.",
            &["40 | exact | miners | killed"],
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(lines(text), *expected, "{text}");
    }
}

#[test]
fn headlines_and_omitted_verbs_have_a_source() {
    let rows: [(&str, &[Option<&str>]); 9] = [
        ("Ministry: fire kills 12 in Ishra", &[Some("Ministry")]),
        (
            "12 dead, 40 hurt in ferry blaze: officials",
            &[Some("officials"), Some("officials")],
        ),
        ("Flood kills 12 in Ishra - governor", &[Some("governor")]),
        ("Ishra: 12 dead in fire", &[None]),
        ("Officers: 12 dead; civilians: 30 dead.", &[None, None]),
        (
            "The mayor put the toll at 12, and the coroner at 15.",
            &[Some("mayor"), Some("coroner")],
        ),
        (
            "Denmark said 30 troops died. Norway 12.",
            &[Some("Denmark"), None],
        ),
        ("Per the FBI, 12 people died.", &[Some("FBI")]),
        ("It will pay $300 per family.", &[None]),
    ];
    for (text, sources) in rows {
        let figures = extract(text);
        let found: Vec<_> = figures.iter().map(|f| f.source.as_deref()).collect();
        assert_eq!(found, sources, "{text}");
    }
}

#[test]
fn labels_and_abbreviations_state_measures() {
    let rows: &[(&str, &[&str])] = &[
        (
            "Wounded: 40, missing: at least 3.",
            &[
                "40 | exact | people | wounded",
                "at least 3 | at_least | people | missing",
            ],
        ),
        (
            "Deaths - 12, people wounded - 30",
            &[
                "12 | exact | Deaths | killed",
                "30 | exact | people | wounded",
            ],
        ),
        ("Road closed: 3 lanes", &["3 | exact | lanes | -"]),
        ("They buried 12 KIA.", &["12 | exact | KIA | killed"]),
        ("They flew out 9 WIA.", &["9 | exact | WIA | wounded"]),
        ("Mia sold 12 Kia.", &["12 | exact | Kia | -"]),
        (
            "According to the mayor, 12 died; according to the hospital, 15.",
            &[
                "12 | exact | people | killed",
                "15 | exact | people | killed",
            ],
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(lines(text), *expected, "{text}");
    }
}
