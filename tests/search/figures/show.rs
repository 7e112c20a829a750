//! `search show`: an article with its figures highlighted. The offsets that other commands print refer to the title and
//! body that `search show` prints.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Row, article, articles, lines};
use crate::harness::{Figure, Sandbox};

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    schema: u32,
    id: String,
    title: Option<Found>,
    outlet: Option<Found>,
    #[serde(default)]
    outlet_as_given: Option<String>,
    published: Option<Found>,
    modified: Option<Found>,
    authors: Vec<String>,
    language: Option<String>,
    language_basis: Option<String>,
    url: Option<String>,
    path: String,
    body: String,
    content_hash: String,
    extractor: u32,
    figures: Vec<Figure>,
    story: Option<serde_json::Value>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    value: String,
    basis: String,
    words: String,
    #[serde(default)]
    day_order: Option<String>,
}

fn shown(sandbox: &Sandbox, id: &str) -> Vec<Shown> {
    let run = sandbox.search(["show", "--json", id]);
    assert_eq!(run.status, 0, "{run}");
    let all = run.stdout.lines().map(serde_json::from_str);
    all.map(Result::unwrap).collect()
}

#[test]
fn row_offsets_match_the_shown_text() {
    let rows: Vec<Row> = lines(Sandbox::corpus(), "figures", &["--", "*"]);
    assert!(rows.len() > 900, "{}", rows.len());
    let mut known: HashMap<String, Shown> = HashMap::new();
    for row in &rows {
        let shown = known.entry(row.article.clone()).or_insert_with(|| {
            let mut all = shown(Sandbox::corpus(), &row.article);
            assert_eq!(all.len(), 1, "{}", row.article);
            all.remove(0)
        });
        let text = match row.place.as_str() {
            "body" => &shown.body,
            _ => &shown.title.as_ref().unwrap().value,
        };
        assert_eq!(&text[row.start..row.end], row.text, "{row:?}");
        assert_eq!(
            text[row.sentence.start..row.sentence.end],
            row.sentence.text,
            "{row:?}"
        );
        let hash = blake3(text);
        assert_eq!(row.content_hash, hash, "{row:?}");
        if row.place == "body" {
            assert_eq!(shown.content_hash, hash);
        }
        let nth: usize = row.id.rsplit_once('#').unwrap().1.parse().unwrap();
        let figure = &shown.figures[nth - 1];
        assert_eq!(
            (&figure.text, figure.start),
            (&row.text, row.start),
            "{row:?}"
        );
        assert_eq!((shown.schema, shown.extractor), (1, row.extractor));
        assert_eq!(shown.path, row.path);
    }
}

fn blake3(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

#[test]
fn article_is_shown_with_its_figures() {
    let sandbox = articles(&[(
        "dam",
        "Dam kills 120",
        "2024-05-02",
        "Harbour Mail",
        "The governor said 120 people were killed.\n\nAt least 30 were wounded, a doctor said.",
    )]);
    insta::assert_snapshot!(sandbox.search(["show", "dam"]), @"
    Dam kills *120*[1]
    outlet: Harbour Mail, given in the file
    published: 2024-05-02, given in the file
    headline: given in the file
    path: news/dam.txt
    id: dam

    The governor said *120*[2] people were killed.

    *At least 30*[3] were wounded, a doctor said.

    [1] 120 people killed · agent: Dam
    [2] 120 people killed · source: governor
    [3] At least 30 people wounded · source: doctor
    ");
    // A figure's id selects the article that contains the figure.
    insta::assert_snapshot!(sandbox.search(["show", "dam#3"]), @"
    Dam kills *120*[1]
    outlet: Harbour Mail, given in the file
    published: 2024-05-02, given in the file
    headline: given in the file
    path: news/dam.txt
    id: dam

    The governor said *120*[2] people were killed.

    *At least 30*[3] were wounded, a doctor said.

    [1] 120 people killed · agent: Dam
    [2] 120 people killed · source: governor
    [3] At least 30 people wounded · source: doctor  <- you asked for this figure
    ");
    let none = sandbox.search(["show", "dam#9"]);
    insta::assert_snapshot!(none.complaint(2), @"search: article `dam` has no figure 9");
}

#[test]
fn values_are_shown_with_their_provenance() {
    let rows = [
        (
            "498-dead-moscow-gives-first-count",
            "published: 2022-03-02, read from the text: \"[ – 2022.03.02]\"",
        ),
        (
            "498-dead-moscow-gives-first-count",
            "outlet: The Harbour Gazette, read from the text: \"© 2022 The Harbour Gazette\"",
        ),
        (
            "ukraine-says-5300-russian-troops-killed",
            "authors: Ruta Vance; Colm Adeyemi",
        ),
        (
            "ukraine-says-5300-russian-troops-killed",
            "published: 2022-03-01, given in the file",
        ),
        ("zelensky-46000-and-silence-in-moscow", "published: unknown"),
        ("minister-denies-300-deaths-in-camp", "published: unknown"),
        ("hochwasser-ishra-58-tote", "language: de"),
        (
            "a221",
            "url: https://eastgatetribune.example/2026/02/19/kessari-revises-its-dead",
        ),
    ];
    for (id, line) in rows {
        let run = Sandbox::corpus().search(["show", id]);
        assert!(run.stdout.lines().any(|l| l == line), "{line:?}\n{run}");
    }
    let shown = shown(Sandbox::corpus(), "498-dead-moscow-gives-first-count");
    let outlet = Found {
        value: "The Harbour Gazette".into(),
        basis: "text".into(),
        words: "© 2022 The Harbour Gazette".into(),
        day_order: None,
    };
    assert_eq!(shown[0].outlet, Some(outlet));
    assert_eq!(
        (shown[0].modified.as_ref(), shown[0].url.as_ref()),
        (None, None)
    );
}

#[test]
fn all_articles_with_the_same_id_are_shown() {
    let sandbox = Sandbox::with([
        (
            "north/dam.txt",
            article("Dam in the north", "", "", "Five people were killed."),
        ),
        (
            "south/dam.txt",
            article("Dam in the south", "", "", "Six people were killed."),
        ),
        (
            "south/odd#3.txt",
            article("Odd name", "", "", "Nothing was counted."),
        ),
    ]);
    sandbox.ingest(["north", "south"]);
    let run = sandbox.search(["show", "dam"]);
    assert_eq!(run.stderr, "2 articles have this id\n", "{run}");
    let both = ["in the north", "in the south"];
    assert!(both.iter().all(|one| run.stdout.contains(one)), "{run}");
    assert_eq!(shown(&sandbox, "dam#1").len(), 2);
    // An article's id may look like a figure's id.
    assert_eq!(shown(&sandbox, "odd#3")[0].id, "odd#3");
    for id in ["nosuch", "nosuch#1", "odd", ""] {
        let run = sandbox.search(["show", id]);
        run.complains(2, &["--jsonl QUERY"]);
        assert_eq!(run.stdout, "", "{run}");
    }
    sandbox.search(["show"]).complains(2, &["<ID>"]);
}
