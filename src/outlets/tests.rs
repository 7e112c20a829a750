//! Tests of outlet resolution.

use proptest::prelude::*;
use tantivy::directory::OwnedBytes;

use super::overrides::OutletEntry;
use super::*;

/// Resolves mentions that are given as host, spelling and number of articles. `own` is the content of the user's file.
fn outlets(own: &str, counted: &[(&str, &str, u64)]) -> OutletIndex {
    #[derive(serde::Deserialize, Default)]
    struct File {
        #[serde(default)]
        outlet: Vec<OutletEntry>,
    }
    let file: File = toml::from_str(own).expect("is TOML");
    let own = OutletOverrides::new(file.outlet).expect("is sound");
    let counted = counted
        .iter()
        .map(|&(host, spelling, articles)| (written(host, spelling), articles));
    OutletIndex::new(&own, counted.collect())
}

fn written(host: &str, spelling: &str) -> String {
    format!("{host}\n{spelling}")
}

/// Asserts that each host and spelling in `expected` resolves to the outlet with the given name.
#[track_caller]
fn check(own: &str, counted: &[(&str, &str, u64)], expected: &[(&str, &str, &str)]) {
    let outlets = outlets(own, counted);
    for (host, spelling, name) in expected {
        let outlet = outlets
            .get(&written(host, spelling))
            .map(|outlet| outlet.name.as_str());
        assert_eq!(outlet, Some(*name), "{spelling} at {host}");
    }
}

#[test]
fn variants_of_well_known_outlets_are_merged() {
    let counted = [
        ("", "BBC News", 1),
        ("bbc.co.uk", "BBC", 1),
        ("news.bbc.co.uk", "", 1),
        ("bbc.com", "Ada Holm", 1),
        ("m.nytimes.com", "", 1),
        ("", "new york times", 1),
    ];
    let names = [
        ("", "BBC News", "BBC"),
        ("bbc.co.uk", "BBC", "BBC"),
        ("news.bbc.co.uk", "", "BBC"),
        ("bbc.com", "Ada Holm", "BBC"),
        ("m.nytimes.com", "", "The New York Times"),
        ("", "new york times", "The New York Times"),
    ];
    check("", &counted, &names);
    let outlets = outlets("", &counted);
    assert_eq!(outlets.all().len(), 2);
    assert_eq!(
        (outlets.all()[0].articles, outlets.all()[0].as_given.len()),
        (4, 4)
    );
}

#[test]
fn spelling_takes_precedence_over_address() {
    let counted = [
        ("finance.yahoo.com", "Reuters", 9),
        ("yahoo.com", "", 3),
        ("yahoo.com", "Kestrel Gazette", 6),
        ("kestrelgazette.example", "Reuters", 1),
        ("kestrelgazette.example", "Kestrel Gazette", 60),
        ("medium.com", "Ada Holm", 7),
        ("theatlantic.com", "WSJ.com", 1),
    ];
    let names = [
        ("finance.yahoo.com", "Reuters", "Reuters"),
        ("yahoo.com", "", "Yahoo"),
        ("yahoo.com", "Kestrel Gazette", "Kestrel Gazette"),
        ("kestrelgazette.example", "Reuters", "Reuters"),
        ("medium.com", "Ada Holm", "Ada Holm"),
        ("theatlantic.com", "WSJ.com", "The Wall Street Journal"),
    ];
    check("", &counted, &names);
}

#[test]
fn dominant_name_and_its_domain_are_merged() {
    let counted = [
        ("kestrel.example", "Kestrel News", 18),
        ("heron.example", "Kestrel News", 2),
        ("www2.kestrel.example", "Kestrel Online", 5),
        ("kestrel.example", "", 1),
        ("plover.example", "Plover Times", 17),
        ("heron.example", "Plover Times", 2),
        ("plover.example", "", 1),
        ("teal.example", "Teal Weekly", 4),
        ("teal.example", "", 1),
    ];
    let names = [
        ("kestrel.example", "Kestrel News", "Kestrel News"),
        ("heron.example", "Kestrel News", "Kestrel News"),
        ("www2.kestrel.example", "Kestrel Online", "Kestrel News"),
        ("kestrel.example", "", "Kestrel News"),
        ("plover.example", "Plover Times", "Plover Times"),
        ("plover.example", "", "plover.example"),
        ("teal.example", "Teal Weekly", "Teal Weekly"),
        ("teal.example", "", "teal.example"),
    ];
    check("", &counted, &names);
}

#[test]
fn outlets_do_not_merge_through_a_shared_name() {
    let counted = [
        ("kestrel.example", "Kestrel News", 50),
        ("heron.example", "Heron Post", 50),
        ("kestrel.example", "Guest Writer", 30),
        ("heron.example", "Guest Writer", 20),
        ("", "Guest Writer", 5),
    ];
    let names = [
        ("kestrel.example", "Guest Writer", "Kestrel News"),
        ("heron.example", "Guest Writer", "Heron Post"),
        ("", "Guest Writer", "Guest Writer"),
    ];
    check("", &counted, &names);
    assert_eq!(outlets("", &counted).all().len(), 3);
}

#[test]
fn shared_domain_does_not_merge_outlets() {
    let counted = [
        ("hosting.example", "Alder Letter", 30),
        ("hosting.example", "Birch Letter", 20),
        ("hosting.example", "Cedar Letter", 2),
        ("hosting.example", "", 2),
    ];
    let names = [
        ("hosting.example", "Alder Letter", "Alder Letter"),
        ("hosting.example", "Birch Letter", "Birch Letter"),
        ("hosting.example", "Cedar Letter", "Cedar Letter"),
        ("hosting.example", "", "hosting.example"),
    ];
    check("", &counted, &names);
    // If nearly all articles of a domain have one spelling, the domain belongs to the outlet with that spelling.
    let counted = [
        ("hosting.example", "Alder Letter", 30),
        ("hosting.example", "Cedar Letter", 2),
    ];
    check(
        "",
        &counted,
        &[("hosting.example", "Cedar Letter", "Alder Letter")],
    );
}

#[test]
fn addresses_distinguish_same_named_outlets() {
    let counted = [
        ("abcnews.go.com", "ABC News", 90),
        ("abc.net.au", "ABC News", 9),
        ("", "ABC News", 1),
        ("theguardian.com", "The Guardian", 90),
        ("theguardian.co.ke", "The Guardian", 9),
        ("kestrel.example", "The Guardian", 1),
        ("telegraphindia.com", "The Telegraph", 1),
        ("heronpost.example", "Heron Post", 90),
        ("heronpost.co.nz", "Heron Post", 9),
    ];
    let names = [
        ("abcnews.go.com", "ABC News", "ABC News (United States)"),
        ("abc.net.au", "ABC News", "ABC (Australia)"),
        ("", "ABC News", "ABC News"),
        ("theguardian.com", "The Guardian", "The Guardian"),
        ("theguardian.co.ke", "The Guardian", "theguardian.co.ke"),
        ("kestrel.example", "The Guardian", "The Guardian"),
        (
            "telegraphindia.com",
            "The Telegraph",
            "The Telegraph (India)",
        ),
        ("heronpost.co.nz", "Heron Post", "heronpost.co.nz"),
    ];
    check("", &counted, &names);
}

#[test]
fn user_file_takes_precedence_over_catalog() {
    let own = "
        [[outlet]]
        name = 'The Beeb'
        spellings = ['BBC', 'Kestrel News']
        [[outlet]]
        name = 'Radio Five'
        spellings = ['BBC Sport']
        domains = ['sport.bbc.co.uk']
    ";
    let counted = [
        ("bbc.co.uk", "", 1),
        ("", "BBC News", 1),
        ("kestrel.example", "Kestrel News", 90),
        ("", "BBC Sport", 1),
        ("sport.bbc.co.uk", "", 1),
    ];
    let names = [
        ("bbc.co.uk", "", "The Beeb"),
        ("", "BBC News", "The Beeb"),
        ("kestrel.example", "Kestrel News", "The Beeb"),
        ("", "BBC Sport", "Radio Five"),
        ("sport.bbc.co.uk", "", "Radio Five"),
    ];
    check(own, &counted, &names);
}

#[test]
fn outlets_match_name_words_and_addresses() {
    let counted = [
        ("", "BBC News", 1),
        ("news.bbc.co.uk", "", 1),
        ("kestrel.example", "Kestrel Evening News", 6),
        ("kestrel.example", "Ada Holm", 6),
        ("10.0.0.1", "", 1),
    ];
    let outlets = outlets("", &counted);
    let rows = [
        ("bbc", 2),
        ("British Broadcasting Corporation", 2),
        ("bbc.co.uk", 2),
        ("https://news.bbc.co.uk/a", 2),
        ("evening kestrel", 2),
        ("kestrel.example", 2),
        ("holm", 0),
        ("com", 0),
        ("", 0),
    ];
    for (name, expected) in rows {
        assert_eq!(outlets.mentions_named(name).len(), expected, "{name}");
    }
    assert!(outlets.get(&written("10.0.0.1", "")).is_none());
}

proptest! {
    #[test]
    fn outlet_resolution_does_not_depend_on_order(
        counted in prop::collection::vec(
            ("(|a\\.example|b\\.example|bbc\\.com|yahoo\\.com|[0-9.]{0,4})", "(|BBC|A|The b|\\PC{0,5})", 1_u64..20), 0..12)
    ) {
        let mut counted: Vec<_> = counted
            .into_iter()
            .filter(|(host, spelling, _)| !host.is_empty() || !spelling.is_empty())
            .map(|(host, spelling, articles)| (written(&host, &spelling), articles))
            .collect();
        counted.sort();
        counted.dedup_by(|(a, _), (b, _)| a == b);
        let outlets = OutletIndex::new(&OutletOverrides::default(), counted.clone());
        let mut sum = 0;
        for (source, articles) in &counted {
            let outlet = outlets.get(source);
            if OutletMention::from_text(source).spelling.is_some() {
                prop_assert!(outlet.is_some(), "{source:?}");
            }
            sum += outlet.map_or(0, |_| *articles);
        }
        prop_assert_eq!(outlets.all().iter().map(|outlet| outlet.articles).sum::<u64>(), sum);
        let names: Vec<_> = counted.iter().map(|(source, _)| outlets.get(source).cloned()).collect();
        let table = StoredOutlets::encode(&outlets).expect("encodes").map(OwnedBytes::new);
        let table = StoredOutlets::from_sections(table);
        for (source, _) in &counted {
            let name = outlets.get(source).map(|outlet| outlet.name.as_str());
            prop_assert_eq!(table.name(source), name);
        }
        prop_assert_eq!(table.name("no such\nmention"), None);
        prop_assert_eq!(table.decode().expect("decodes"), outlets);
        counted.reverse();
        let again = OutletIndex::new(&OutletOverrides::default(), counted.clone());
        let same: Vec<_> = counted.iter().rev().map(|(source, _)| again.get(source).cloned()).collect();
        prop_assert_eq!(names, same);
    }
}
