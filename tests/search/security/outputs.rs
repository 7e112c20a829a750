//! Harmful text in the output of every format. It must not control a terminal, and no cell may be a formula. JSON
//! preserves the text.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::harness::{Run, Sandbox};

/// Harmful strings, each with a name.
const HARM: [(&str, &str); 23] = [
    ("colour", "\u{1b}[31m"),
    ("title", "\u{1b}]0;owned\u{7}"),
    ("link", "\u{1b}]8;;https://harm.example\u{7}"),
    ("clipboard", "\u{1b}]52;c;aGFybQ==\u{1b}\\"),
    ("c1", "\u{9b}31m\u{9d}0;x\u{9c}"),
    ("bell", "\u{7}"),
    ("back", "\u{8}\u{8}\u{8}"),
    ("return", "\r"),
    ("delete", "\u{7f}"),
    ("nul", "\0"),
    ("override", "\u{202e}"),
    ("isolate", "\u{2066}\u{2067}\u{2068}\u{2069}"),
    ("mark", "\u{200f}\u{200e}\u{61c}"),
    ("joiner", "\u{200d}\u{200b}"),
    ("bom", "\u{feff}"),
    ("separator", "\u{2028}\u{2029}"),
    ("tags", "\u{e0041}\u{e007f}"),
    ("sum", "=1+1"),
    ("plus", "+1"),
    ("minus", "-1+cmd|'/c calc'!A0"),
    ("at", "@SUM(A1)"),
    ("tabbed", "\t=1+1"),
    ("wide", "＝1+1"),
];

/// The length of a very long name.
const LONG: usize = 5_000;

/// Creates a sandbox and ingests one article for each entry of [`HARM`], with the harmful text in all values of the
/// article, and one article with very long values.
fn harmful() -> (Sandbox, Vec<Value>, Run) {
    let sandbox = Sandbox::new();
    let long = ("long", "Long".repeat(LONG / 4));
    let all = HARM.map(|(name, harm)| (name, harm.to_owned()));
    let articles: Vec<Value> = all.into_iter().chain([long]).map(article).collect();
    sandbox.write("news/all.jsonl", lines(&articles));
    // The names of files and folders also contain the harmful text, if the system allows it.
    for (name, harm) in HARM {
        if cfg!(unix) && harm != "\0" && !harm.contains('/') {
            let text = format!("Title: {name} file\n\nFlood {name}: {harm} 41 died.\n");
            sandbox.write(format!("news/{harm}{name}/{harm}a.txt"), text);
            sandbox.write(
                format!("news/{harm}{name}/{harm}broken.json"),
                format!("{{\"{harm}"),
            );
        }
    }
    let run = sandbox.search(["ingest", "-v", "news"]);
    assert_eq!(run.status, 3, "{run}");
    (sandbox, articles, run)
}

/// Returns an article with the harmful text in each of its values.
fn article((name, harm): (&str, String)) -> Value {
    // Makes the bodies differ, so that the articles are not copies of each other.
    let own = format!("{name} ").repeat(9);
    serde_json::json!({
        "id": format!("{harm}{name}"),
        "title": format!("{harm}Flood {name}{harm} kills 40"),
        "source": format!("{harm}Gazette {name}{harm}"),
        "author": [format!("{harm}Ada {name}{harm}")],
        "url": format!("https://{name}.example/{harm}/flood"),
        "date": "2024-03-12",
        "text": format!(
            "{harm}At least 5,300 Russian soldiers were killed, Ukraine said. Fewer than 200 Russian soldiers were killed, \
             {harm}Russia said.\n\n{harm}At least 5,300 {harm}soldiers{harm} were killed on Monday, {harm}Governor {harm}Ada Brown{harm} said. {own}\n\n\
             {harm}General{harm} Cole of {harm} said fewer than 200 soldiers were killed on Monday. It cost {harm}$3 million{harm}. \
             {own} of \"{harm}{name}{harm}\". The flood {harm} killed {} people in {name}, Ben Cole{harm} said.",
            name.len() * 10,
        ),
    })
}

/// Returns whether a terminal would act on the character. Line breaks are allowed.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Fails if a run printed control characters. The program's own colours are removed first.
#[track_caller]
fn steers_nothing(args: &[&str], run: &Run) {
    // Article text cannot contain these codes, because every escape character in it is replaced.
    let ours = [
        "\u{1b}[0m",
        "\u{1b}[1m",
        "\u{1b}[2m",
        "\u{1b}[33m",
        "\u{1b}[36m",
    ];
    let coloured = args.contains(&"always");
    for stream in [&run.stdout, &run.stderr] {
        let mut text = stream.clone();
        for code in ours.iter().filter(|_| coloured) {
            text = text.replace(code, "");
        }
        let found = text.chars().find(|c| steers(*c));
        assert_eq!(
            found,
            None,
            "{args:?}: {:?}",
            text.find(steers).map(|at| &text[at.saturating_sub(9)..])
        );
    }
}

/// Saves a search and then ingests articles that match it.
fn save_and_add(sandbox: &Sandbox, articles: &[Value]) {
    let saved = sandbox.search(["save", "harm", "flood"]);
    assert_eq!(saved.status, 0, "{saved}");
    sandbox.write("news/later.jsonl", lines(articles));
    let run = sandbox.search(["ingest", "news"]);
    assert_eq!(run.status, 3, "{run}");
}

fn lines(articles: &[Value]) -> String {
    let lines: Vec<_> = articles.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Returns the id of a figure. The id contains no NUL, because a command-line argument cannot contain one.
fn figure_id(sandbox: &Sandbox) -> String {
    let run = sandbox.search(["figures", "--jsonl", "killed", "-n", "100"]);
    let rows = run.stdout.lines().map(|line| {
        let row: Value = serde_json::from_str(line).unwrap();
        row["id"].as_str().unwrap().to_owned()
    });
    rows.filter(|id| !id.contains('\0')).min().unwrap()
}

#[test]
fn text_output_has_no_control_characters() {
    let (sandbox, articles, ingest) = harmful();
    steers_nothing(&["ingest"], &ingest);
    sandbox.write(
        "harm.txt",
        articles
            .iter()
            .map(|one| one["text"].as_str().unwrap())
            .collect::<String>(),
    );
    let id = figure_id(&sandbox);
    save_and_add(&sandbox, &articles);
    let first = articles[0]["id"].as_str().unwrap();
    let colour = ["--color", "always"];
    let rows: &[&[&str]] = &[
        &["query", "flood", "-n", "100"],
        &["query", "flood", "--explain", "-n", "100"],
        &["query", "killed:>1", "-n", "100", "--copies"],
        &["query", "flood \u{1b}[31m\u{202e}x OR"],
        &["query", "\u{9b}flod~1"],
        &["query", "--any", "flood", "\u{1b}[31mred"],
        &["query", "--count", "flood"],
        &["figures", "killed", "-n", "100"],
        &["figures", "money", "-n", "100", "--sort", "-value"],
        &["timeline", "killed", "-n", "100"],
        &["conflicts", "killed", "--within", "300", "-n", "100"],
        &["repeats", "5,300"],
        &["repeats", "--", &id],
        &[
            "facets",
            "outlet,month,measure,claimant,whose,counted,value",
            "*",
            "-n",
            "100",
        ],
        &["stats", "-n", "100"],
        &["check"],
        &["check", "--index", "\u{1b}[31mnone"],
        &["show", "--", first],
        &["show", "--", &id],
        &["show", "--", "\u{1b}[31mnone"],
        &["extract", "harm.txt"],
        &["extract", "harm.txt", "--explain"],
        &["extract", "\u{1b}[31mnone.txt"],
        &["ingest", "--dry-run", "news"],
        &["ingest", "--dry-run", "-v", "news", "--map", "title=source"],
        &["ingest", "\u{1b}[31mnone"],
        &["ingest", "--rebuild", "-v"],
        &["save", "\u{1b}[31mname", "flood"],
        &["save", "name", "flood OR \"\u{202e}x\""],
        &["saved"],
        &["new", "--peek", "harm"],
        &["new"],
        &["saved", "--remove", "\u{1b}[31mname"],
        &["saved", "--remove", "\u{9b}31mnone"],
    ];
    let by = ["outlet", "claimant", "whose", "counted"];
    let groups = by.map(|by| ["figures", "killed", "--group-by", by, "-n", "100"]);
    let rows = rows
        .iter()
        .copied()
        .chain(groups.iter().map(|row| &row[..]));
    let mut answered = 0;
    for row in rows {
        let (command, rest) = row.split_first().unwrap();
        let all: Vec<&str> = [*command]
            .into_iter()
            .chain(colour)
            .chain(rest.iter().copied())
            .collect();
        let run = sandbox.search(&all);
        assert!((0..=3).contains(&run.status), "{run}");
        assert!(!run.stderr.contains("unexpected argument"), "{run}");
        steers_nothing(&all, &run);
        answered += usize::from(run.stdout.len() > 100);
    }
    assert!(answered > 20, "{answered}");
}

/// The errors are about invalid files that contain harmful text.
#[test]
fn errors_never_emit_control_characters() {
    let (sandbox, ..) = harmful();
    let harm = "\u{1b}[31m\u{9b}\u{202e}";
    let rows = [
        ("index/corrections.toml", format!("[[{harm}]]\n"), vec!["ingest"]),
        ("index/corrections.toml", "[[\"\u{202e}x\u{9b}\"]]\n[[article]]\nid = \"\u{202e}\"\n\"\u{9b}\" = 1\noutlet = 1\n".to_owned(), vec!["ingest"]),
        ("index/corrections.toml", "[[outlet]]\nname = \"\u{202e}\"\n\"\u{9b}x\" = 1\n".to_owned(), vec!["stats"]),
        ("aliases.toml", format!("{harm} = 1\n"), vec!["figures", "killed", "--aliases", "aliases.toml"]),
        ("aliases.toml", "\"\u{202e}a\" = [\"x\"]\n\"\u{9b}b\" = [\"x\"]\n".to_owned(), vec!["figures", "killed", "--aliases", "aliases.toml"]),
        ("index/saved.json", format!("{{\"version\":1,\"searches\":[{{\"name\":\"{harm}\"}}]}}"), vec!["saved"]),
        (
            "index/saved.json",
            "{\"version\":1,\"searches\":[{\"name\":\"\u{202e}\u{9b}a\",\"query\":\"\u{202e}(\u{9b}\",\"match\":\"\u{9b}\",\"saved\":1,\"mark\":1}]}".to_owned(),
            vec!["saved"],
        ),
        ("index/roots.json", format!("[\"{harm}"), vec!["ingest"]),
        ("index/CURRENT", format!("generation-{harm}"), vec!["query", "flood"]),
        ("harm.jsonl", format!("{{\"text\": \"{harm}\"}}\n{{\"{harm}\": 1}}\n"), vec!["extract", "--jsonl", "harm.jsonl"]),
    ];
    for (name, text, args) in rows {
        let before = std::fs::read(sandbox.path(name)).ok();
        sandbox.write(name, text);
        let run = sandbox.search(&args);
        steers_nothing(&args, &run);
        assert!(!run.stderr.is_empty(), "{name} {args:?}: {run}");
        match before {
            Some(before) => sandbox.write(name, before),
            None => sandbox.remove(name),
        }
    }
}

#[test]
fn json_output_preserves_the_original_text() {
    let (sandbox, articles, _) = harmful();
    let by_id: BTreeMap<&str, &Value> = articles
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one))
        .collect();
    let run = sandbox.search(["query", "--jsonl", "--copies", "-n", "1000", "path:all"]);
    steers_nothing(&[], &run);
    let mut met = BTreeSet::new();
    for line in run.stdout.lines() {
        let hit: Value = serde_json::from_str(line).unwrap();
        let Some(given) = by_id.get(hit["id"].as_str().unwrap()) else {
            panic!("{hit}")
        };
        met.insert(hit["id"].to_string());
        for (ours, theirs) in [("title", "title"), ("outlet", "source")] {
            let text = given[theirs].as_str().unwrap();
            // The program normalizes white space in headlines and outlet names, so only the words are compared.
            let told: Vec<_> = hit[ours].as_str().unwrap().split_whitespace().collect();
            let text: Vec<_> = text.split_whitespace().collect();
            assert_eq!(told, text, "{ours} of {given}");
        }
    }
    assert_eq!(met.len(), articles.len());
    // A command-line argument cannot contain NUL.
    let ids = articles
        .iter()
        .filter(|one| !one["id"].as_str().unwrap().contains('\0'));
    for one in ids.step_by(3) {
        let id = one["id"].as_str().unwrap();
        let run = sandbox.search(["show", "--json", "--", id]);
        steers_nothing(&["show", id], &run);
        let shown: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(shown["body"], one["text"], "{id:?}");
    }
    save_and_add(&sandbox, &articles);
    let rows: &[&[&str]] = &[
        &["query", "--json", "flood", "--explain", "-n", "100"],
        &["figures", "--json", "killed"],
        &["figures", "--jsonl", "killed"],
        &["timeline", "--json", "killed"],
        &["timeline", "--jsonl", "killed"],
        &["conflicts", "--json", "killed", "--within", "300"],
        &["conflicts", "--jsonl", "killed", "--within", "300"],
        &["repeats", "--json", "5,300"],
        &["facets", "outlet,claimant", "*", "--json"],
        &["figures", "--json", "killed", "--group-by", "claimant"],
        &["figures", "--jsonl", "killed", "--group-by", "outlet"],
        &["stats", "--json"],
        &["check", "--json"],
        &["saved", "--json"],
        &["new", "--jsonl", "--peek"],
        &["new", "--json"],
        &["extract", "--jsonl", "news/all.jsonl"],
    ];
    for row in rows {
        let run = sandbox.search(*row);
        steers_nothing(row, &run);
        assert_eq!(run.status, 0, "{row:?}: {run}");
        let values = serde_json::Deserializer::from_str(&run.stdout).into_iter::<Value>();
        let values: Vec<_> = values.collect::<Result<_, _>>().unwrap();
        assert!(!values.is_empty(), "{row:?}: {run}");
    }
}

/// Returns whether a spreadsheet would evaluate a cell as a formula. Numbers are not formulas.
fn is_formula(cell: &str) -> bool {
    let cell = cell.trim_start();
    cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && cell.parse::<f64>().is_err()
}

#[test]
fn csv_cells_are_never_formulas() {
    let (sandbox, articles, _) = harmful();
    let rows: &[&[&str]] = &[
        &["query", "--csv", "--copies", "path:all", "-n", "1000"],
        &["figures", "--csv", "--copies", "path:all"],
        &[
            "figures",
            "--csv",
            "--copies",
            "killed",
            "--group-by",
            "outlet",
        ],
        &["figures", "--csv", "killed", "--group-by", "claimant"],
        &["timeline", "--csv", "killed"],
        &["conflicts", "--csv", "killed", "--within", "300"],
        &["repeats", "--csv", "5,300"],
        &["facets", "outlet,claimant", "*", "--csv"],
        &["new", "--csv", "harm"],
    ];
    save_and_add(&sandbox, &articles);
    for row in rows {
        let run = sandbox.search(*row);
        assert_eq!(run.status, 0, "{row:?}: {run}");
        // RFC 4180 requires CR LF at the end of a row.
        assert!(!run.stdout.replace("\r\n", "").contains(steers), "{row:?}");
        let mut table = csv::ReaderBuilder::new().from_reader(run.stdout.as_bytes());
        let names = table.headers().unwrap().clone();
        let mut cells = 0;
        let mut neutral = 0;
        for record in table.records() {
            for (name, cell) in names.iter().zip(&record.unwrap()) {
                assert!(!is_formula(cell), "{row:?}: {name} is {cell:?}");
                cells += 1;
                neutral += usize::from(cell.starts_with('\''));
                let number = [
                    "value",
                    "low",
                    "high",
                    "lowest",
                    "highest",
                    "count",
                    "score",
                    "times_apart",
                ];
                if number.contains(&name) && row[0] != "facets" && !cell.is_empty() {
                    assert!(cell.parse::<f64>().is_ok(), "{row:?}: {name} is {cell:?}");
                }
            }
        }
        assert!(cells > 20, "{row:?}: {run}");
        let with_texts = ["query", "figures"].contains(&row[0]) && !row.contains(&"--group-by");
        assert!(neutral > 3 || !with_texts, "{row:?}: {run}");
    }
}

#[test]
fn text_exports_have_no_control_characters() {
    let (sandbox, articles, _) = harmful();
    for (name, args) in [
        ("all.csv", "--csv"),
        ("all.json", "--json"),
        ("all.jsonl", "--jsonl"),
    ] {
        let run = sandbox.search(["figures", "path:all", "--copies", args, "--output", name]);
        assert_eq!(run.status, 0, "{run}");
        assert!(
            !sandbox.read(name).replace("\r\n", "").contains(steers),
            "{name}"
        );
    }
    let run = sandbox.search(["figures", "path:all", "--copies", "--sqlite", "all.db"]);
    assert_eq!(run.status, 0, "{run}");
    let database = rusqlite::Connection::open(sandbox.path("all.db")).unwrap();
    for one in &articles {
        // The database contains the original text.
        let id = one["id"].as_str().unwrap();
        let title: Result<String, _> = database.query_row(
            "SELECT title FROM articles WHERE article = ?1",
            [id],
            |row| row.get(0),
        );
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            words(&title.unwrap()),
            words(one["title"].as_str().unwrap()),
            "{id:?}"
        );
    }
}
