//! An outlet with several spellings and hosts, which every command must treat as one outlet.

use serde_json::{Value, json};

use crate::harness::{Hit, Sandbox};
use crate::redaction::redacted;

/// Returns JSON lines for articles with the given ids, hosts and outlet spellings. The host and the spelling may be
/// empty.
fn lines(articles: &[(&str, &str, &str)]) -> String {
    let line = |(id, host, spelling): &(&str, &str, &str)| {
        let mut article = json!({"id": id, "title": format!("Flood {id}"), "text": "The flood killed 12 people."});
        if !host.is_empty() {
            article["url"] = format!("https://www.{host}/{id}").into();
        }
        if !spelling.is_empty() {
            article["outlet"] = (*spelling).into();
        }
        format!("{article}\n")
    };
    articles.iter().map(line).collect()
}

/// Creates a sandbox with articles from the Kestrel Post and from other outlets.
fn kestrel() -> Sandbox {
    let articles = [
        ("a1", "kestrelpost.example", "Kestrel Post"),
        ("a2", "kestrelpost.example", "Kestrel Post"),
        ("a3", "kestrelpost.example", "The KESTREL Post"),
        ("a4", "news.kestrelpost.example", "Kestrel Post"),
        ("a5", "kestrelpost.example", "Kestrel Post"),
        ("a6", "kestrelpost.example", "Ada Holm"),
        ("a7", "m.kestrelpost.example", ""),
        ("b1", "bbc.co.uk", "BBC News"),
        ("b2", "news.bbc.co.uk", ""),
        ("b3", "", "BBC"),
        ("c1", "uk.news.yahoo.com", "Reuters"),
        ("c2", "heron.example", "Ada Holm"),
        ("d1", "", ""),
    ];
    let sandbox = Sandbox::with([("news/a.jsonl", lines(&articles))]);
    assert_eq!(sandbox.ingest(["news"]).new, 13);
    sandbox
}

/// Returns the only hit with the given id.
fn hit(sandbox: &Sandbox, id: &str) -> Hit {
    let mut hits = sandbox.hits(&format!("id:{id}"));
    assert_eq!(hits.len(), 1, "{id}");
    hits.remove(0)
}

#[test]
fn hits_show_the_outlet_and_its_spelling() {
    let sandbox = kestrel();
    let rows = [
        ("a1", Some("Kestrel Post"), None, Some("given")),
        (
            "a3",
            Some("Kestrel Post"),
            Some("The KESTREL Post"),
            Some("given"),
        ),
        ("a6", Some("Kestrel Post"), Some("Ada Holm"), Some("given")),
        (
            "a7",
            Some("Kestrel Post"),
            Some("m.kestrelpost.example"),
            Some("url"),
        ),
        ("b1", Some("BBC"), Some("BBC News"), Some("given")),
        ("b2", Some("BBC"), Some("news.bbc.co.uk"), Some("url")),
        ("b3", Some("BBC"), None, Some("given")),
        ("c1", Some("Reuters"), None, Some("given")),
        ("c2", Some("Ada Holm"), None, Some("given")),
        ("d1", None, None, None),
    ];
    for (id, outlet, given, basis) in rows {
        let hit = hit(&sandbox, id);
        assert_eq!(hit.outlet.as_deref(), outlet, "{id}");
        assert_eq!(hit.outlet_as_given.as_deref(), given, "{id}");
        assert_eq!(hit.outlet_basis.as_deref(), basis, "{id}");
    }
}

#[test]
fn name_or_address_finds_all_spellings() {
    let sandbox = kestrel();
    let kestrel = ["a1", "a2", "a3", "a4", "a5", "a6", "a7"];
    let bbc = ["b1", "b2", "b3"];
    let rows: [(&str, &[&str]); 9] = [
        ("outlet:kestrel", &kestrel),
        ("outlet:\"the kestrel post\"", &kestrel),
        ("outlet:kestrelpost.example", &kestrel),
        ("outlet:bbc", &bbc),
        ("outlet:\"British Broadcasting Corporation\"", &bbc),
        ("outlet:bbc.co.uk", &bbc),
        ("outlet:holm", &["a6", "c2"]),
        ("outlet:reuters -outlet:bbc", &["c1"]),
        ("-outlet:kestrel -outlet:bbc has:outlet", &["c1", "c2"]),
    ];
    for (query, expected) in rows {
        assert_eq!(sandbox.ids(query), expected, "{query}");
    }
}

#[test]
fn answers_count_merged_outlets_once() {
    let sandbox = kestrel();
    let run = sandbox.search(["facets", "outlet", "--json", "*"]);
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    let facet = &answer["facets"][0];
    assert_eq!(facet["unknown"], 1, "{facet}");
    let expected = json!([
        {"value": "Kestrel Post", "also": ["Ada Holm", "The KESTREL Post", "m.kestrelpost.example"], "count": 7},
        {"value": "BBC", "also": ["BBC News", "news.bbc.co.uk"], "count": 3},
        {"value": "Ada Holm", "count": 1},
        {"value": "Reuters", "count": 1},
    ]);
    assert_eq!(facet["values"], expected);
    let run = sandbox.search(["figures", "--group-by", "outlet", "killed", "--json"]);
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    let groups = answer["groups"].as_array().unwrap().iter();
    let groups: Vec<_> = groups
        .map(|group| (&group["key"], &group["figures"]))
        .collect();
    assert_eq!(groups.len(), 5, "{run}");
    assert_eq!(groups[0], (&json!("Kestrel Post"), &json!(7)), "{run}");
    let run = sandbox.search(["figures", "--jsonl", "killed id:b1"]);
    let row: Value = serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&row["outlet"], &row["outlet_as_given"]),
        (&json!("BBC"), &json!("BBC News")),
        "{run}"
    );
    let run = sandbox.search(["show", "b1"]);
    insta::assert_snapshot!(redacted(&run.stdout), @r#"
    Flood b1
    outlet: BBC, given in the file; the article calls it "BBC News"
    published: unknown
    headline: given in the file
    url: https://www.bbc.co.uk/b1
    path: news/a.jsonl
    id: b1

    The flood killed *12*[1] people.

    [1] 12 people killed · agent: flood
    "#);
}

#[test]
fn outlet_merging_follows_article_changes() {
    let sandbox = kestrel();
    // A spelling with fewer than five articles is not merged with a domain.
    sandbox.write(
        "news/a.jsonl",
        lines(&[
            ("a1", "kestrelpost.example", "Kestrel Post"),
            ("a6", "kestrelpost.example", "Ada Holm"),
        ]),
    );
    sandbox.ingest(["news"]);
    assert_eq!(hit(&sandbox, "a6").outlet.as_deref(), Some("Ada Holm"));
    assert_eq!(
        sandbox.ids("outlet:kestrelpost.example"),
        ["a1", "a6"],
        "by the address itself"
    );
    let more: Vec<_> = (0..5).map(|nth| format!("n{nth}")).collect();
    let more: Vec<_> = more
        .iter()
        .map(|id| (id.as_str(), "kestrelpost.example", "Kestrel Post"))
        .collect();
    sandbox.write("news/b.jsonl", lines(&more));
    sandbox.ingest(["news"]);
    assert_eq!(hit(&sandbox, "a6").outlet.as_deref(), Some("Kestrel Post"));
}

#[test]
fn user_file_merges_outlets() {
    let sandbox = kestrel();
    let own = "
[[outlet]]
name = \"Heron & Kestrel\"
spellings = [\"Kestrel Post\", \"Ada Holm\"]
domains = [\"heron.example\"]
";
    sandbox.write("index/corrections.toml", own);
    for id in ["a1", "a6", "c2"] {
        assert_eq!(
            hit(&sandbox, id).outlet.as_deref(),
            Some("Heron & Kestrel"),
            "{id}"
        );
    }
    assert_eq!(
        sandbox.ids("outlet:heron"),
        ["a1", "a2", "a3", "a4", "a5", "a6", "c2"]
    );
    // A folder that also contains `corrections.toml` still counts as an index.
    assert_eq!(sandbox.ingest(["news"]).unchanged, 13);
    sandbox.ingest(["--rebuild"]);
    assert_eq!(sandbox.read("index/corrections.toml"), own);
    assert_eq!(
        hit(&sandbox, "c2").outlet.as_deref(),
        Some("Heron & Kestrel")
    );
}

#[test]
fn invalid_user_file_is_reported_with_its_line() {
    let sandbox = kestrel();
    let rows: [(&str, &[&str]); 5] = [
        (
            "[[outlet]]\nnames = \"a\"\n",
            &[
                "index/corrections.toml, line 2, column 1: ",
                "write an outlet as [[outlet]]",
            ],
        ),
        (
            "[[outlet]]\nname = \"a\"\ndomains\n",
            &["index/corrections.toml, line 3, column "],
        ),
        (
            "[[outlet]]\nname = \"\u{e9}\"\ndomains = [\"https://a.example/\"]\n",
            &["line 3, column 12: ", "is not a domain", "write a domain"],
        ),
        (
            "[[outlet]]\nname = \"A\"\n[[outlet]]\nname = \"The A\"\n",
            &["line 4, column 8: "],
        ),
        ("outlet = 5\n", &["line 1, column 10: "]),
    ];
    for (text, words) in rows {
        sandbox.write("index/corrections.toml", text);
        sandbox.search(["flood"]).complains(2, words);
        sandbox
            .search(["facets", "outlet", "*"])
            .complains(2, words);
        let ingested = sandbox.search(["ingest", "news"]);
        for word in words {
            assert!(
                ingested.stderr.contains(word),
                "{text}: {}",
                ingested.stderr
            );
        }
    }
    sandbox.write("index/corrections.toml", "[[article]]\nurl = \n");
    let refused = sandbox.search(["flood"]);
    assert!(!refused.stderr.contains("[[outlet]]"), "{}", refused.stderr);
}
