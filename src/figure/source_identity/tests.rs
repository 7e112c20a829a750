//! Tests of name keys and appositions.

use proptest::prelude::*;

use super::{Apposition, appositions, name_key};

/// Each row contains spellings of one name. They must all have the same key.
const SAME: &[&[&str]] = &[
    &[
        "Oleksii Doe",
        "Oleksiy Doe",
        "Oleksij Doe",
        "Mr. Oleksiy Doe",
        "Defense Minister Oleksii Doe",
        "OLEKSII DOE",
    ],
    &[
        "Volodymyr Zelensky",
        "Volodymyr Zelenskyy",
        "Volodymyr Zelenskiy",
        "Ukrainian President Volodymyr Zelenskyi",
    ],
    &[
        "Zelensky",
        "Zelenskyy",
        "Zelenskiy",
        "Zelens'kyi",
        "President Zelensky",
    ],
    &["Sergei Doe", "Sergey Doe"],
    &["Dmitri Doe", "Dmitry Doe", "Dmitriy Doe", "Dmitrii Doe"],
    &["Yelena Petrova", "Elena Petrova"],
    &[
        "Natalia Petrenko",
        "Nataliya Petrenko",
        "Nataliia Petrenko",
        "Natalya Petrenko",
    ],
    &["Mikhail Ivanov", "Mihail Ivanov"],
    &[
        "Muammar Gaddafi",
        "Muammar Qaddafi",
        "Muammar Kadhafi",
        "Muammar al-Qaddafi",
    ],
    &["Mohammed Hussein", "Muhammad Hussain", "Mohamed Husain"],
    &[
        "Bashar al-Assad",
        "Bashar Al Assad",
        "Bashar el-Assad",
        "Bashar Assad",
    ],
    &["al-Qaeda", "Al Qaeda", "al-Qaida"],
    &["U.S.", "US", "the U.S.", "the US"],
    &[
        "U.S. officials",
        "US officials",
        "American officials",
        "United States officials",
    ],
    &[
        "Russia's Defense Ministry",
        "Russian Defence Ministry",
        "Russian defense ministry",
        "Russian Ministry of Defence",
        "the Ministry of Defence of Russia",
        "Russia’s Ministry of Defense",
    ],
    &[
        "Ministry of Defence",
        "Defence Ministry",
        "the defense ministry",
    ],
    &["Department of the Interior", "Interior Department"],
    &[
        "Department of Health and Human Services",
        "Department of Health & Human Services",
        "Health and Human Services Department",
    ],
    &[
        "Ukraine's defense minister",
        "Ukrainian Defence Minister",
        "Ukraine’s minister of defence",
    ],
    &[
        "World Health Organization",
        "World Health Organisation",
        "the World Health Organization's",
    ],
    &["Centre for Policy", "Center for Policy"],
    &["J.J. Doe", "J. J. Doe", "JJ Doe"],
    &["George W. Doe", "George W Doe"],
    &["Beyoncé Doe", "Beyonce Doe", "Beyonce\u{301} Doe"],
    &["O'Doe", "O’Doe", "ODoe"],
    &["Ocasio-Doe", "Ocasio Doe"],
    &[
        "Maj. Gen. John Doe",
        "Major General John Doe",
        "John Doe",
        "Attorney General John Doe",
        "US Secretary of State John Doe",
    ],
    &["Kyiv officials", "Kiev officials"],
    &["Officials", "officials", "officials'"],
    &["Sheriff's Office", "sheriff’s office", "Sheriff Office"],
    &["State's attorney", "state's attorney", "State’s Attorney"],
    &["Łukasz Doe", "Lukasz Doe"],
];

/// Each row contains different names. They must all have different keys.
const OTHER: &[&[&str]] = &[
    &[
        "Ukraine",
        "Ukraine's defense minister",
        "Ukrainians",
        "Ukrainian officials",
    ],
    &["Putin", "Vladimir Putin"],
    &["John Doe", "Jane Doe", "Doe", "J. Doe"],
    &[
        "Ministry of Health",
        "Ministry of Defence",
        "Ministry of Health and Sport",
    ],
    &["Labor", "Labour"],
    &["Labor Party", "Labour Party"],
    &["State Department", "state's department"],
    &["University of Miami", "Miami University"],
    &["General Motors", "Motors"],
    &["Major League Baseball", "League Baseball"],
    &["Justice Department", "Department"],
    &["St. Louis", "Louis"],
    &["King Charles", "Charles"],
    &["Mrs. Doe", "Doe"],
    &[
        "President",
        "president of Ukraine",
        "prime minister",
        "minister",
    ],
    &["Daily News", "Dailey News"],
    &["John Daly", "John Daley"],
    &["Carl Levi", "Carl Levy"],
    &["Russians", "Russia"],
    &["Americans for Peace", "U.S. for Peace"],
    &["American Airlines", "US Airlines"],
    &["official", "officials"],
    &["Al Doe", "Doe"],
    &["1.5", "15"],
    &["😀", "💥", ""],
    &["Иван", "Йван"],
    &["President Obama administration", "Obama administration"],
];

#[test]
fn spellings_of_one_name_share_a_key() {
    for row in SAME {
        for name in *row {
            assert_eq!(name_key(name), name_key(row[0]), "{name}");
        }
    }
}

#[test]
fn different_names_have_different_keys() {
    for row in OTHER {
        let keys: std::collections::BTreeSet<_> = row.iter().map(|name| name_key(name)).collect();
        assert_eq!(keys.len(), row.len(), "{keys:?}");
    }
}

/// An article body, its sources and the expected pairs of a role and a person.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
);

const BESIDE: &[Case] = &[
    (
        "Olha Doe, Ukraine's defense minister, said 5.",
        &["Olha Doe", "defense minister"],
        &[("defense minister", "Olha Doe")],
    ),
    (
        "Olha Doe, Ukraine's defense minister, said 5.",
        &["Olha Doe", "Ukraine's defense minister"],
        &[("Ukraine's defense minister", "Olha Doe")],
    ),
    (
        "Ukraine's defense minister, Olha Doe, said 5.",
        &["Olha Doe", "defense minister"],
        &[("defense minister", "Olha Doe")],
    ),
    (
        "On Monday defense minister Olha Doe said 5.",
        &["defense minister"],
        &[],
    ),
    (
        "Earlier, Defense Minister Olha Doe said 5.",
        &["defense minister", "Olha Doe"],
        &[("defense minister", "Olha Doe")],
    ),
    (
        "Doe (Ukraine's defense minister) said 5.",
        &["Doe", "defense minister"],
        &[("defense minister", "Doe")],
    ),
    (
        "The defense minister (Olha Doe) said 5.",
        &["Olha Doe", "defense minister"],
        &[("defense minister", "Olha Doe")],
    ),
    (
        "It was said by the mayor, Dr. Olha Doe.",
        &["mayor", "Olha Doe"],
        &[("mayor", "Olha Doe")],
    ),
    (
        "The mayor, John R. van Doe-Roe, said 5.",
        &["mayor", "John R. van Doe-Roe"],
        &[("mayor", "John R. van Doe-Roe")],
    ),
    (
        "President John Doe came. President Doe said 5.",
        &["president", "Doe", "John Doe"],
        &[("president", "John Doe")],
    ),
    (
        "President John Doe came. President Doe said 5.",
        &["president", "Doe"],
        &[("president", "Doe")],
    ),
    (
        "They praised President Doe. Aides met President Roe.",
        &["president", "Doe"],
        &[],
    ),
    (
        "The Envoy for Trade (ETR) said 5.",
        &["Envoy for Trade", "ETR"],
        &[],
    ),
    // The text names the holder of a different role.
    (
        "Ukraine's deputy defense minister, Hanna Doe, said 5.",
        &["Hanna Doe", "defense minister", "minister"],
        &[],
    ),
    (
        "Vice President John Doe said 5.",
        &["John Doe", "president"],
        &[],
    ),
    (
        "Former president John Doe said 5.",
        &["John Doe", "president"],
        &[],
    ),
    (
        "Shell's president, John Doe, said 5.",
        &["John Doe", "president"],
        &[],
    ),
    (
        "Russian President John Doe said 5.",
        &["John Doe", "president"],
        &[],
    ),
    // Several people hold the role.
    (
        "President Doe met President Roe.",
        &["president", "Doe", "Roe"],
        &[],
    ),
    (
        "President Doe met President Roe.",
        &["president", "Doe"],
        &[],
    ),
    (
        "A spokesman, John Doe, said 5. A spokesman said 6.",
        &["spokesman", "John Doe"],
        &[],
    ),
    (
        "John Doe, the minister, Jane Roe, the mayor, said 5.",
        &["minister", "Jane Roe"],
        &[],
    ),
    (
        "The senator, John Doe, came. The Ohio senator Jane Roe said 5.",
        &["senator", "John Doe"],
        &[],
    ),
    (
        "President John Doe came. Vice President Jane Roe said 5.",
        &["president", "John Doe"],
        &[("president", "John Doe")],
    ),
    // The commas do not enclose an apposition.
    (
        "Ukraine, Russia, and the US",
        &["Ukraine", "Russia", "US"],
        &[],
    ),
    (
        "The minister, John Doe and a spokesman said 5.",
        &["minister", "John Doe", "spokesman"],
        &[],
    ),
    (
        "The minister, John Doe, and a spokesman said 5.",
        &["minister", "John Doe", "spokesman"],
        &[],
    ),
    (
        "Jane Roe, John Doe, the minister, said 5.",
        &["minister", "John Doe"],
        &[],
    ),
    (
        "According to Jane Roe, the minister, who left, said 5.",
        &["minister", "Jane Roe"],
        &[],
    ),
    (
        "A minister, Reuters reported, said 5.",
        &["minister", "Reuters"],
        &[],
    ),
    (
        "In Brighton, the minister, who left, said 5.",
        &["minister", "Brighton"],
        &[],
    ),
    (
        "John Doe told the minister that 5 died.",
        &["minister", "John Doe"],
        &[],
    ),
    ("", &["", "minister", "Doe"], &[]),
];

#[test]
fn apposition_joins_role_and_person() {
    for (text, names, expected) in BESIDE {
        let found: Vec<_> = appositions(text, names)
            .into_iter()
            .map(|found| (names[found.role], names[found.person]))
            .collect();
        assert_eq!(&found, expected, "{text}");
    }
}

#[test]
fn very_long_names_cause_no_panic() {
    let long = 3_000;
    for name in [
        "a",
        "President ",
        "Ministry of ",
        "Doe's ",
        "U.",
        "Russian ",
        "é",
        "&",
        "the ",
    ] {
        let name = name.repeat(long);
        assert!(!name_key(&name).is_empty());
    }
    for text in [
        "minister ",
        "the minister, John Doe, ",
        "Doe, minister ",
        "(",
    ] {
        let text = text.repeat(long);
        let _ = appositions(&text, &["minister", "John Doe", "Doe", &text]);
    }
}

proptest! {
    #[test]
    fn apposition_search_does_not_panic(text in "\\PC{0,80}", names in proptest::collection::vec("\\PC{0,10}", 0..4)) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let _ = appositions(&text, &names);
    }

    #[test]
    fn appositions_among_role_words_are_well_formed(text in "((the|minister|president|Doe|John|,|\\(|\\)|and|'s|’s|Ukraine|U.S.|-|—|\\.|é|J\\.|said)[ ]?){0,20}") {
        let names = ["minister", "president", "Doe", "John Doe", "Ukraine's minister", "J. Doe"];
        for Apposition { role, person } in appositions(&text, &names) {
            prop_assert!(role != person && role < names.len() && person < names.len());
        }
    }

    #[test]
    fn name_key_is_idempotent(name in "\\PC{0,40}") {
        let key = name_key(&name);
        prop_assert_eq!(name_key(&key), key);
    }

    #[test]
    fn name_key_of_known_words_is_idempotent(name in "((the|The|Ministry|Department|of|Russian|Ukraine's|U.S.|Mr.|President|Minister|Sergei|Yelenskiy|Thee|al|and|&|J.|officials|Defence|in)[ -]){0,7}") {
        let key = name_key(&name);
        prop_assert_eq!(name_key(&key), key);
    }
}
