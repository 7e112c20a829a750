//! `search save`, `search new` and `search saved`: each new article is reported exactly once.

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::harness::{Call, Run, Sandbox};

const NOTHING: &str = "[exit status 1]";

/// Writes an article that reports five deaths.
fn killed(sandbox: &Sandbox, name: &str, rest: &str) {
    let text = format!("Title: The {name}\n\nFive people were killed at the {name}.{rest}\n");
    sandbox.write(format!("news/{name}.txt"), text);
}

/// Creates a sandbox with the articles "dam" and "ferry" and the saved search "deaths".
fn two_articles() -> Sandbox {
    let sandbox = Sandbox::new();
    killed(&sandbox, "dam", "");
    killed(&sandbox, "ferry", "");
    sandbox.ingest(["news"]);
    let run = sandbox.search(["save", "deaths", "killed:5"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{run}");
    sandbox
}

fn add(sandbox: &Sandbox, name: &str) {
    killed(sandbox, name, "");
    sandbox.ingest(["news"]);
}

/// Runs `search new` and returns the ids of the new articles.
#[track_caller]
fn new(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    let run = sandbox.call(["new", "--jsonl"]).args(args).run();
    let lines = run.stdout.lines();
    let ids: Vec<_> = lines
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|hit| hit["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(run.status, i32::from(ids.is_empty()), "{run}");
    assert!(!ids.is_empty() || run.stderr.is_empty(), "{run}");
    ids
}

#[test]
fn new_articles_are_reported_once() {
    let sandbox = two_articles();
    sandbox.search(["new", "deaths"]).shows(NOTHING);
    sandbox.write("news/rain.txt", "Title: Rain\n\nIt rained.\n");
    add(&sandbox, "mine");
    insta::assert_snapshot!(sandbox.search(["new", "deaths"]), @"
    1. The mine
       outlet unknown, no date, news/mine.txt
       *Five* people were killed at the mine.
       - Five people killed · place: mine
    2> deaths: 1 new article
    ");
    sandbox.search(["new", "deaths"]).shows(NOTHING);
    sandbox.search(["new"]).shows(NOTHING);
}

#[test]
fn saving_a_search_is_confirmed() {
    let sandbox = two_articles();
    insta::assert_snapshot!(sandbox.search(["save", "x", "-ferry", "people"]), @"2> saved as `x`; read as: -ferry people; matches 1 article now; `search new x` will show new ones");
    let run = sandbox.search(["save", "--any", "y", "dam", "or", "ferry"]);
    insta::assert_snapshot!(run.complaint(0), @"
    search: `or` is read as a plain word
    hint: to match either word, write `a OR b`
    saved as `y`; read as: dam OR ferry; matches 2 articles now; `search new y` will show new ones
    ");
    let run = sandbox.search(["saved", "--json"]);
    let saved: Value = serde_json::from_str(&run.stdout).unwrap();
    let told = |at: usize, key: &str| saved["searches"][at][key].clone();
    assert_eq!(told(1, "query"), "-ferry people");
    assert_eq!(told(2, "any"), true);
    assert_eq!(told(0, "match"), "stated");
    assert_eq!(
        (told(0, "new"), told(0, "asked")),
        (0.into(), Value::Null),
        "{run}"
    );
}

#[test]
fn options_are_saved_with_the_query() {
    let sandbox = two_articles();
    let save = |args: &[&str]| assert_eq!(sandbox.call(["save"]).args(args).run().status, 0);
    save(&["any", "--any", "mine", "lorry"]);
    save(&["all", "mine", "lorry"]);
    save(&["vague", "--vague", "killed:20..90"]);
    save(&["clear", "killed:20..90"]);
    save(&["possible", "--match", "possible", "wounded:>100"]);
    save(&["stated", "wounded:>100"]);
    killed(
        &sandbox,
        "mine",
        " Dozens of people were killed. More than 50 people were wounded.",
    );
    sandbox.ingest(["news"]);
    for (name, found) in [
        ("any", true),
        ("all", false),
        ("vague", true),
        ("clear", false),
        ("possible", true),
        ("stated", false),
    ] {
        let run = sandbox.search(["new", name]);
        assert_eq!(run.status, i32::from(!found), "{name}: {run}");
        let hint = run
            .stderr
            .contains("nothing new; 1 article hidden because its matching figures are vague");
        assert_eq!(hint, name == "clear", "{name}: {run}");
    }
    let saved = sandbox.search(["saved"]).stdout;
    for line in [
        "any: mine lorry --any\n",
        "vague: killed:20..90 --vague\n",
        "possible: wounded:>100 --match possible\n",
        "stated: wounded:>100\n",
    ] {
        assert!(saved.contains(line), "{line}{saved}");
    }
}

#[test]
fn rebuild_makes_no_article_new() {
    let sandbox = two_articles();
    add(&sandbox, "mine");
    assert_eq!(new(&sandbox, &["deaths"]), ["mine"]);
    sandbox.ingest(["--rebuild"]);
    assert!(new(&sandbox, &["deaths"]).is_empty());
    add(&sandbox, "quake");
    sandbox.ingest(["--rebuild"]);
    killed(&sandbox, "storm", "");
    sandbox.ingest(["--rebuild"]);
    let mut found = new(&sandbox, &["deaths"]);
    found.sort_unstable();
    assert_eq!(found, ["quake", "storm"]);
    assert!(new(&sandbox, &["deaths"]).is_empty());
}

#[test]
fn changed_moved_or_readded_articles_are_not_new() {
    let sandbox = two_articles();
    killed(&sandbox, "dam", " It broke.");
    sandbox.ingest(["news"]);
    sandbox.rename("news/dam.txt", "news/levee.txt");
    sandbox.ingest(["news"]);
    sandbox.remove("news/ferry.txt");
    sandbox.ingest(["news"]);
    assert!(new(&sandbox, &["deaths"]).is_empty());
    add(&sandbox, "ferry");
    assert!(new(&sandbox, &["deaths"]).is_empty());
}

#[test]
fn article_changed_before_report_stays_new() {
    let sandbox = two_articles();
    add(&sandbox, "mine");
    add(&sandbox, "quake");
    killed(&sandbox, "mine", " It fell in.");
    sandbox.ingest(["news"]);
    let mut found = new(&sandbox, &["deaths"]);
    found.sort_unstable();
    assert_eq!(found, ["mine", "quake"]);
}

#[test]
fn clock_changes_hide_no_new_articles() {
    let sandbox = two_articles();
    for name in ["mine", "quake", "storm"] {
        add(&sandbox, name);
        assert_eq!(new(&sandbox, &["deaths"]), [name]);
    }
    // One timestamp is in seconds, as in early versions, and the other is in the year 2255.
    for (nth, seen) in [1_700_000_000_i64, 9_000_000_000_000]
        .into_iter()
        .enumerate()
    {
        let aged = |line: &str| {
            let mut version: Value = serde_json::from_str(line).unwrap();
            version["seen"] = seen.into();
            version.as_object_mut().unwrap().remove("checksum");
            format!("{version}\n")
        };
        let history = sandbox.read("index/history.jsonl");
        sandbox.write(
            "index/history.jsonl",
            history.lines().map(aged).collect::<String>(),
        );
        sandbox.ingest(["--rebuild"]);
        sandbox.search(["save", "--replace", "deaths", "killed:5"]);
        assert!(new(&sandbox, &["deaths"]).is_empty());
        let name = format!("fire{nth}");
        add(&sandbox, &name);
        assert_eq!(new(&sandbox, &["deaths"]), [name]);
    }
}

#[test]
fn all_saved_searches_run_in_turn() {
    let sandbox = two_articles();
    sandbox.search(["save", "rain", "rained"]);
    sandbox.search(["save", "mines", "mine"]);
    add(&sandbox, "mine");
    let hit = "1. The mine
   outlet unknown, no date, news/mine.txt";
    let run = sandbox.search(["new", "--peek"]);
    assert_eq!(run.status, 0, "{run}");
    let names = [
        "deaths: killed:5\n\n1. The mine\n",
        "\n\nmines: mine\n\n1. The mine\n",
    ];
    assert!(names.iter().all(|name| run.stdout.contains(name)), "{run}");
    assert_eq!(run.stdout.matches(hit).count(), 2, "{run}");
    assert_eq!(run.stderr, "deaths: 1 new article\nmines: 1 new article\n");
    let run = sandbox.search(["new", "--json"]);
    let objects = serde_json::Deserializer::from_str(&run.stdout).into_iter::<Value>();
    let told: Vec<_> = objects
        .map(Result::unwrap)
        .map(|one| {
            (
                one["search"].clone(),
                one["total"].clone(),
                one["hits"][0]["id"].clone(),
            )
        })
        .collect();
    let expected = ["deaths", "mines"].map(|name| (name.into(), 1.into(), "mine".into()));
    assert_eq!(told, expected, "{run}");
    sandbox.search(["new", "--json"]).shows(NOTHING);
    sandbox.search(["new", "--csv"]).complains(2, &["<NAME>"]);
    sandbox.search(["new", "--csv", "deaths"]).shows(NOTHING);
}

#[test]
fn newest_articles_come_first() {
    let sandbox = two_articles();
    for (name, date) in [
        ("a", "2024-01-01"),
        ("b", "2026-01-01"),
        ("c", "2025-01-01"),
    ] {
        let text = format!("Title: {name}\nDate: {date}\n\nFive people were killed.\n");
        sandbox.write(format!("news/{name}.txt"), text);
    }
    killed(&sandbox, "undated", "");
    sandbox.ingest(["news"]);
    let run = sandbox.search(["new", "deaths", "--peek", "-n", "2"]);
    insta::assert_snapshot!(run, @"
    1. b
       outlet unknown, 2026-01-01, news/b.txt
       *Five* people were killed.
       - Five people killed

    2. c
       outlet unknown, 2025-01-01, news/c.txt
       *Five* people were killed.
       - Five people killed
    2> deaths: 4 new articles; showing the newest 2
    ");
    let run = sandbox.search(["new", "deaths", "--csv", "--peek"]);
    let rows = run.stdout.lines().skip(1);
    let ids: Vec<_> = rows.map(|row| row.split(',').nth(1).unwrap()).collect();
    assert_eq!(ids, ["b", "c", "a", "undated"]);
    assert_eq!(new(&sandbox, &["deaths"]), ids);
}

#[test]
fn peek_keeps_articles_new() {
    let sandbox = two_articles();
    add(&sandbox, "mine");
    let before = sandbox.read("index/saved.json");
    assert_eq!(new(&sandbox, &["deaths", "--peek"]), ["mine"]);
    assert_eq!(sandbox.read("index/saved.json"), before);
    sandbox
        .search(["new", "deaths", "--limit", "1"])
        .complains(2, &["--peek"]);
    sandbox.search(["saved"]).complains(0, &[]);
    assert_eq!(new(&sandbox, &["deaths"]), ["mine"]);
}

/// Creates a sandbox with so many articles that their output does not fit into a pipe.
fn many_articles() -> Sandbox {
    let sandbox = two_articles();
    let line = |nth| {
        format!(
            "{{\"id\": \"{nth}\", \"title\": \"Mine {nth}\", \"text\": \"Five people were killed.\"}}\n"
        )
    };
    sandbox.write("news/many.jsonl", (0..300).map(line).collect::<String>());
    sandbox.ingest(["news"]);
    sandbox
}

#[test]
fn articles_stay_new_if_the_pipe_closes() {
    let sandbox = many_articles();
    for args in [["new", "deaths", "--json"], ["new", "deaths", "--jsonl"]] {
        let mut child = sandbox.call(args).spawn();
        drop(child.stdin.take());
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 100]).unwrap();
        drop(stdout);
        let ended = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(ended.stderr).unwrap();
        assert!(
            stderr.contains("the new articles for `deaths` will be shown again"),
            "{stderr}"
        );
    }
    assert!(!sandbox.path("index/saved.tmp").exists());
    assert_eq!(new(&sandbox, &["deaths"]).len(), 300);
    assert!(new(&sandbox, &["deaths"]).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn articles_stay_new_if_output_cannot_be_written() {
    let sandbox = two_articles();
    add(&sandbox, "mine");
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_search"));
    let output = command
        .args(["new", "deaths"])
        .current_dir(sandbox.path(""))
        .env_clear()
        .stdin(Stdio::null())
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(new(&sandbox, &["deaths"]), ["mine"]);
}

#[test]
fn concurrent_runs_report_each_article_once() {
    let sandbox = many_articles();
    let mut asked: Vec<_> = (0..4)
        .map(|_| sandbox.call(["new", "deaths", "--jsonl"]))
        .collect();
    let children: Vec<_> = asked.iter_mut().map(Call::spawn).collect();
    // Reads all outputs at once, because one process may block on a full pipe while the others wait for it.
    let reading: Vec<_> = children
        .into_iter()
        .map(|child| std::thread::spawn(|| child.wait_with_output().unwrap()))
        .collect();
    let mut lines: Vec<_> = reading
        .into_iter()
        .map(|reading| {
            let output = reading.join().unwrap();
            let lines = output.stdout.split(|b| *b == b'\n').count() - 1;
            (output.status.code().unwrap(), lines)
        })
        .collect();
    lines.sort_unstable();
    assert_eq!(lines, [(0, 300), (1, 0), (1, 0), (1, 0)]);
}

#[test]
fn invalid_search_names_are_rejected() {
    let sandbox = two_articles();
    for name in ["a b", "", "a/b", "x;", "\u{202e}x", "-x", "."] {
        let run = sandbox.search(["save", name, "killed:5"]);
        assert_eq!(run.status, 2, "{name}: {run}");
        assert!(!run.stderr.contains('\u{202e}'), "{run}");
    }
    for name in ["a-b_c.d", "2022", "Süd"] {
        assert_eq!(
            sandbox.search(["save", name, "killed:5"]).status,
            0,
            "{name}"
        );
    }
    for (name, hint) in [
        ("death", "did you mean `deaths`?"),
        ("Deaths", "`deaths`"),
        ("floods", "`search saved`"),
    ] {
        for args in [
            &["new", name][..],
            &["saved", "--remove", name],
            &["new", "--peek", name],
        ] {
            let run = sandbox.search(args);
            run.complains(2, &[name, hint]);
            assert_eq!(run.stdout, "");
        }
    }
    for args in [&["save"][..], &["save", "x"], &["new", "a", "b"]] {
        assert_eq!(sandbox.search(args).status, 2, "{args:?}");
    }
}

#[test]
fn overwriting_a_search_requires_replace() {
    let sandbox = two_articles();
    add(&sandbox, "mine");
    let run = sandbox.search(["save", "deaths", "mine"]);
    insta::assert_snapshot!(run.complaint(2), @"
    search: `deaths` already exists: killed:5
    hint: pass --replace to overwrite it, or choose another name
    ");
    assert_eq!(new(&sandbox, &["deaths", "--peek"]), ["mine"]);
    let run = sandbox.search(["save", "--replace", "deaths", "mine"]);
    assert_eq!(run.status, 0, "{run}");
    assert!(new(&sandbox, &["deaths"]).is_empty());
    assert!(
        sandbox
            .search(["saved"])
            .stdout
            .starts_with("deaths: mine\n   0 new; saved 20")
    );
}

#[test]
fn invalid_query_is_not_saved() {
    let sandbox = two_articles();
    let before = sandbox.read("index/saved.json");
    insta::assert_snapshot!(sandbox.search(["save", "more", "kiled:5"]), @"
    2> unknown field `kiled`
    2>   kiled:5
    2>   ^^^^^
    2> hint: did you mean `killed`?
    [exit status 2]
    ");
    assert_eq!(sandbox.search(["save", "more", ""]).status, 2);
    assert_eq!(sandbox.read("index/saved.json"), before);
}

#[test]
fn invalid_saved_query_does_not_block_others() {
    let sandbox = two_articles();
    sandbox.search(["save", "mines", "mine"]);
    let saved = sandbox.unsealed("index/saved.json");
    sandbox.write("index/saved.json", saved.replace("killed:5", "kiled:5"));
    add(&sandbox, "mine");
    let run = sandbox.search(["new"]);
    insta::assert_snapshot!(run.complaint(2), @"
    search: cannot parse the query of `deaths`
    unknown field `kiled`
      kiled:5
      ^^^^^
    hint: save a corrected query with `search save deaths QUERY --replace`
    mines: 1 new article
    ");
    assert!(run.stdout.contains("The mine"), "{run}");
    let run = sandbox.search(["saved", "--json"]);
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(told["searches"][0]["new"], Value::Null);
}

#[test]
fn exit_status_is_1_without_saved_searches() {
    let sandbox = Sandbox::new();
    sandbox.write("news/dam.txt", "Title: Dam\n\nIt broke.\n");
    for args in [
        &["saved"][..],
        &["new"],
        &["save", "x", "dam"],
        &["new", "x"],
    ] {
        let run = sandbox.search(args);
        run.complains(2, &["search ingest FOLDER"]);
    }
    sandbox.ingest(["news"]);
    for args in [&["saved"][..], &["saved", "--json"], &["new"]] {
        sandbox
            .search(args)
            .complains(1, &["search save NAME QUERY"]);
    }
    let run = sandbox.search(["new", "x"]);
    insta::assert_snapshot!(run.complaint(2), @"
    search: no saved search named `x`
    hint: save one with `search save NAME QUERY`
    ");
    assert!(!sandbox.path("index/saved.lock").exists());
}

#[test]
fn saved_search_is_removed() {
    let sandbox = two_articles();
    sandbox.search(["save", "mines", "mine"]);
    insta::assert_snapshot!(sandbox.search(["saved", "--remove", "deaths"]), @"2> removed `deaths`");
    assert!(
        sandbox
            .search(["saved"])
            .stdout
            .starts_with("mines: mine\n")
    );
    assert_eq!(sandbox.search(["saved", "--remove", "mines"]).status, 0);
    assert_eq!(sandbox.search(["saved"]).status, 1);
}

#[test]
fn damaged_search_file_is_reported_and_kept() {
    let sandbox = two_articles();
    let whole = sandbox.unsealed("index/saved.json");
    let later = whole.replace("\"version\": 1", "\"version\": 2");
    for (text, reason) in [
        (&whole[..40], "EOF"),
        ("", "EOF"),
        (
            "{\"version\": 1, \"searches\": [{}]}",
            "missing field `name`",
        ),
        (&later, "version mismatch: found 2, expected 1"),
    ] {
        sandbox.write("index/saved.json", text);
        for args in [
            &["new"][..],
            &["new", "deaths"],
            &["new", "--peek"],
            &["saved"],
            &["saved", "--remove", "deaths"],
            &["save", "--replace", "deaths", "dam"],
        ] {
            let run = sandbox.search(args);
            run.complains(2, &["index/saved.json", reason]);
            assert_eq!(
                (run.stdout.as_str(), run.stderr.lines().count()),
                ("", 2),
                "{run}"
            );
        }
        assert_eq!(sandbox.read("index/saved.json"), text);
    }
    assert_eq!(sandbox.ids("dam"), ["dam"]);
    sandbox.ingest(["--rebuild"]);
    sandbox.write("index/saved.json", whole);
    assert!(new(&sandbox, &["deaths"]).is_empty());
}

/// Fails unless the run reported that it cannot record the new articles, and printed none.
#[track_caller]
fn refused(run: &Run) {
    run.complains(2, &["`search new --peek`", "index/saved."]);
    assert_eq!(run.stdout, "", "{run}");
}

#[test]
fn articles_stay_new_if_they_cannot_be_recorded() {
    for blocked in ["index/saved.tmp", "index/saved.lock"] {
        let sandbox = two_articles();
        add(&sandbox, "mine");
        let _ = fs::remove_file(sandbox.path(blocked));
        sandbox.make_folder(blocked);
        refused(&sandbox.search(["new", "deaths"]));
        refused(&sandbox.search(["new"]));
        assert_eq!(new(&sandbox, &["deaths", "--peek"]), ["mine"]);
        let run = sandbox.search(["save", "more", "dam"]);
        run.complains(2, &[blocked]);
        fs::remove_dir(sandbox.path(blocked)).unwrap();
        assert_eq!(new(&sandbox, &["deaths"]), ["mine"]);
    }
}

#[cfg(unix)]
#[test]
fn read_only_user_can_peek() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = two_articles();
    add(&sandbox, "mine");
    let set = |mode| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(sandbox.path("index"), permissions).unwrap();
    };
    set(0o555);
    // Root can write despite the permissions.
    if fs::write(sandbox.path("index/probe.new"), "").is_err() {
        refused(&sandbox.search(["new", "deaths"]));
        assert_eq!(new(&sandbox, &["deaths", "--peek"]), ["mine"]);
        assert!(sandbox.search(["saved"]).stdout.contains("1 new"));
    }
    set(0o755);
    assert_eq!(new(&sandbox, &["deaths"]), ["mine"]);
}

#[test]
fn hidden_undated_article_is_reported_once() {
    let sandbox = two_articles();
    sandbox.search(["save", "dated", "killed:5 after:2022"]);
    add(&sandbox, "mine");
    insta::assert_snapshot!(sandbox.search(["new", "dated"]), @"
    2> dated: nothing new; 1 undated article hidden (`date:unknown` finds it)
    [exit status 1]
    ");
    sandbox.search(["new", "dated"]).shows(NOTHING);
}
