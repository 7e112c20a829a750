//! Wildcards that match more words than a query looks up.

use crate::harness::Sandbox;

/// Letters in alphabetical order. The stemmer does not change the words that are built from them.
const LETTERS: &str = "bcfhjklmnpqrtvx";

/// Returns, in alphabetical order, all 3,375 words that consist of an `a` followed by three of the letters.
fn words() -> Vec<String> {
    let mut words = vec!["a".to_owned()];
    for _ in 0..3 {
        let longer = |word: &String| {
            LETTERS
                .chars()
                .map(move |c| format!("{word}{c}"))
                .collect::<Vec<_>>()
        };
        words = words.iter().flat_map(longer).collect();
    }
    words
}

#[test]
fn wildcard_expansion_limit_is_reported() {
    let words = words();
    let sandbox = Sandbox::new();
    for (name, words) in [
        ("first", &words[..1000]),
        ("second", &words[1000..2000]),
        ("third", &words[2000..]),
    ] {
        sandbox.write(
            format!("news/{name}.txt"),
            format!("Title: Words\n\n{}.", words.join(" ")),
        );
    }
    sandbox.ingest(["news"]);
    let bounded = "matches too many words; only the first 1,000 are used";
    let rows = [
        ("a*", "first", true),
        ("*", "first second third", false),
        ("ab*", "first", false),
        ("ax*", "third", false),
        ("ap*", "third", false),
        ("am*", "second", false),
        ("words a*x", "first second third", false),
    ];
    for (query, ids, is_bounded) in rows {
        let run = sandbox.search(["query", "--json", "--", query]);
        let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let mut found: Vec<_> = answer["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["id"].as_str().unwrap())
            .collect();
        found.sort_unstable();
        let warnings = if is_bounded {
            vec![format!("`{query}` {bounded}")]
        } else {
            Vec::new()
        };
        assert_eq!(found.join(" "), ids, "{query}");
        assert_eq!(
            answer["query"]["warnings"],
            serde_json::json!(warnings),
            "{query}"
        );
    }
}
