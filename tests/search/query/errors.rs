//! Hits for queries whose syntax is corrected with a warning. The warnings are tested in `messages::queries`.

use crate::harness::Sandbox;

#[test]
fn imperfect_queries_still_find_articles() {
    let rows = [
        ("penguins or ice", 1),
        ("penguins NEAR ice", 0),
        ("\"penguins", 1),
        ("(penguins", 1),
        ("penguins)", 1),
        ("penguins AND", 1),
        ("penguins w/5", 1),
        ("killed: 5000", 3),
        ("killed: >5000", 3),
        ("killed > 5000", 3),
        ("killed:1000 to 5000", 0),
        ("figure:>100 km", 12),
        ("same:penguins", 1),
        ("9861~1", 3),
        ("penguin~9", 1),
        ("well-kn*", 0),
        ("Penguins:Ice and zoo", 0),
        ("Missing:Penguins", 0),
        ("killed:498 wounded:1597", 0),
        ("penguins^2 ice", 1),
    ];
    for (query, count) in rows {
        let run = Sandbox::corpus().search(["query", "--json", "--limit", "0", "--", query]);
        let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(answer["total"], count, "{query}: {run}");
        let warnings = answer["query"]["warnings"].as_array().unwrap();
        assert!(!warnings.is_empty(), "{query}: {run}");
    }
}
