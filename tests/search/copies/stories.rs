//! Which articles belong to one story, and how answers count them.

use serde_json::{Value, json};

use super::{Maker, article};
use crate::harness::Sandbox;

/// Returns an article and six copies of it. A copy may be shortened, have a changed figure or another headline, or be
/// surrounded by boilerplate.
fn told_again(maker: &mut Maker) -> Vec<Value> {
    let mut story = maker.text(30);
    "The flood killed 12 people in the valley, the mayor said on Monday.".clone_into(&mut story[2]);
    let changed = story
        .iter()
        .map(|line| line.replace("12 people", "14 people"));
    let changed: Vec<_> = changed.collect();
    let navigation =
        ["Home News Sport Weather", "Sign up for our morning letter"].map(str::to_owned);
    let around = [&navigation[..], &story, &maker.text(8)].concat();
    let half_around = [&navigation[..], &story[..15], &maker.text(4)].concat();
    vec![
        article(
            "first",
            "Harbour Mail",
            "Flood kills 12 in the valley",
            &story,
        ),
        article("same", "Coast Post", "Flood kills 12 in the valley", &story),
        article(
            "half",
            "Hill Times",
            "A dozen dead after river rises",
            &story[..15],
        ),
        article(
            "end",
            "Lake Gazette",
            "What we know of the flood",
            &story[5..],
        ),
        article("changed", "Plain Courier", "Death toll rises", &changed),
        article("around", "Moor Herald", "Mayor speaks of disaster", &around),
        article(
            "half-around",
            "Dale Echo",
            "Water in the streets",
            &half_around,
        ),
    ]
}

#[test]
fn altered_copies_join_their_story() {
    let mut articles = told_again(&mut Maker::new(1));
    let mut ids: Vec<_> = articles
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort_unstable();
    // The order in which articles are read and the number of ingests do not matter.
    for turn in 0..3 {
        articles.rotate_left(2);
        let at_once = Sandbox::new();
        at_once.lines("news/all.jsonl", &articles);
        at_once.ingest(["news"]);
        let one_by_one = Sandbox::new();
        for (nth, one) in articles.iter().enumerate() {
            one_by_one.lines(&format!("news/{nth}.jsonl"), std::slice::from_ref(one));
            one_by_one.ingest(["news"]);
        }
        for sandbox in [at_once, one_by_one] {
            assert_eq!(sandbox.story("first"), ids, "turn {turn}");
            assert_eq!(sandbox.found(&["*"]).1, 6, "turn {turn}");
        }
    }
}

#[test]
fn figure_changed_in_a_copy_is_kept() {
    let sandbox = Sandbox::new();
    sandbox.lines("news/all.jsonl", &told_again(&mut Maker::new(2)));
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.found(&["killed:14"]).0, ["changed"]);
    let killed = |args: &[&str]| {
        let run = sandbox
            .call(["figures", "killed", "--json"])
            .args(args)
            .run();
        let answer: Value = serde_json::from_str(&run.stdout).unwrap();
        let figures = answer["figures"].as_array().unwrap();
        let mut values: Vec<_> = figures
            .iter()
            .map(|f| f["value"].as_f64().unwrap())
            .collect();
        values.sort_by(f64::total_cmp);
        (values, answer["excluded"]["duplicates"].as_u64().unwrap())
    };
    assert_eq!(killed(&[]), (vec![12.0, 14.0], 4));
    assert_eq!(killed(&["--copies"]).0.len(), 6);
    let run = sandbox.search(["figures", "killed"]);
    insta::assert_snapshot!(run.complaint(0), @"
    read as: killed (measure)
    2 figures; 4 duplicates hidden (--copies shows them)
    ");
    let run = sandbox.search(["facets", "outlet,value", "killed"]);
    insta::assert_snapshot!(run.complaint(0), @"
    read as: killed (measure)
    articles: 1 found; 5 duplicates hidden (--copies shows them)
    figures: 2 found; 4 duplicates hidden (--copies shows them)
    ");
    // `repeats` considers all copies.
    let run = sandbox.search(["repeats", "12", "--json"]);
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(answer["excluded"]["duplicates"], 0, "{run}");
    assert_eq!(answer["repeated"][0]["articles"], 5, "{run}");
}

#[test]
fn earliest_matching_copy_represents_its_story() {
    let mut maker = Maker::new(3);
    let mut articles = Vec::new();
    for nth in 0..30 {
        let story = maker.text(20);
        for (copy, day) in [(0, 20), (1, 10), (2, 15)] {
            let mut text = story.clone();
            if copy == 0 {
                text.push("Reported by a wombat.".to_owned());
            }
            let outlet = ["Harbour Mail", "Coast Post", "Hill Times"][copy];
            let mut one = article(&format!("{nth:02}-{copy}"), outlet, "Headline", &text);
            one["date"] = json!(format!("2024-03-{day}"));
            articles.push(one);
        }
    }
    let sandbox = Sandbox::new();
    sandbox.lines("news/all.jsonl", &articles);
    sandbox.ingest(["news"]);
    let (ids, duplicates) = sandbox.found(&["*"]);
    assert_eq!(duplicates, 60);
    assert_eq!(
        ids,
        (0..30).map(|nth| format!("{nth:02}-1")).collect::<Vec<_>>()
    );
    // If only a copy matches, it represents the story.
    assert_eq!(sandbox.found(&["wombat"]).0[0], "00-0");
    assert_eq!(
        sandbox.found(&["--copies", "*"]),
        (sandbox.found(&["--copies", "river OR -river"]).0, 0)
    );
    assert_eq!(sandbox.search(["query", "--count", "*"]).stdout, "30\n");
    for sort in ["relevance", "newest", "oldest"] {
        let page = |offset: &str, limit: &str| {
            let args = [
                "query", "--jsonl", "--sort", sort, "--offset", offset, "-n", limit, "river",
            ];
            sandbox.search(args).stdout
        };
        let all = page("0", "100");
        assert!(all.lines().count() > 10, "{all}");
        let pages: String = (0..10)
            .map(|nth| page(&(nth * 3).to_string(), "3"))
            .collect();
        assert_eq!(pages, all, "{sort}");
    }
    let run = sandbox.search(["wombat"]);
    insta::assert_snapshot!(run.complaint(0), @"showing the best 10 of 30 articles");
    let run = sandbox.search(["query", "*"]);
    insta::assert_snapshot!(run.complaint(0), @"showing the best 10 of 30 articles; 60 duplicates hidden (--copies shows them)");
}

#[test]
fn articles_sharing_boilerplate_are_not_joined() {
    let mut maker = Maker::new(4);
    let mut articles = Vec::new();
    // More than 40% of each page is text that all pages of the site share. It comes before the article, after it, or
    // both.
    let (head, foot) = (maker.text(6), maker.text(10));
    let sides: [(&[String], &[String]); 3] = [(&head, &foot), (&[], &foot), (&head, &[])];
    for (site, (head, foot)) in sides.into_iter().enumerate() {
        for nth in 0..20 {
            let text = [head, &maker.text(8), foot].concat();
            let outlet = ["Harbour Mail", "Coast Post", ""][site];
            articles.push(article(
                &format!("page-{site}-{nth}"),
                outlet,
                &maker.sentence(),
                &text,
            ));
        }
    }
    // Daily bulletins have the same wording and different numbers.
    for day in 1..=9 {
        let numbers = [day, day * 7 + 3, 1000 + day * 13, 200 + day * 5, day * 31];
        let text = format!(
            "The ministry of health said on {weekday} 2024-03-0{day} that {} people died of cholera and {} were taken \
             to hospital in the past day. Since the outbreak began {} people were infected, of whom {} recovered. \
             Doctors visited {} villages on {weekday} and asked people to boil water, to wash their hands and to tell \
             the nearest clinic of those who fall ill.",
            numbers[0],
            numbers[1],
            numbers[2],
            numbers[3],
            numbers[4],
            weekday = ["Monday", "Tuesday", "Wednesday"][day % 3],
        );
        articles.push(article(
            &format!("day-{day}"),
            "Health Desk",
            "Cholera: the daily report",
            &[text],
        ));
    }
    // These bodies are too short to compare, or empty.
    for nth in 0..5 {
        let click = ["Click here to watch the video and read more on this story.".to_owned()];
        articles.push(article(
            &format!("short-{nth}"),
            "Hill Times",
            &maker.sentence(),
            &click,
        ));
        articles.push(article(&format!("empty-{nth}"), "Hill Times", "Live", &[]));
    }
    let sandbox = Sandbox::new();
    sandbox.lines("news/all.jsonl", &articles);
    let counts = sandbox.ingest(["news"]);
    let joined: Vec<_> = articles
        .iter()
        .map(|one| sandbox.story(one["id"].as_str().unwrap()))
        .filter(|story| !story.is_empty())
        .collect();
    assert_eq!(joined, [[""; 0]; 0]);
    assert_eq!(
        sandbox.found(&["*"]),
        (sandbox.found(&["--copies", "*"]).0, 0)
    );
    assert_eq!(counts.articles as usize, articles.len());
}

#[test]
fn story_survives_the_loss_of_its_original() {
    let mut maker = Maker::new(5);
    let story = maker.text(20);
    let sandbox = Sandbox::new();
    for (id, outlet) in [
        ("a", "Harbour Mail"),
        ("b", "Coast Post"),
        ("c", "Hill Times"),
    ] {
        sandbox.lines(
            &format!("news/{id}.jsonl"),
            &[article(id, outlet, "Flood", &story)],
        );
    }
    sandbox.write("news/other.txt", "Title: Other\n\nNothing of the kind.\n");
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.story("b"), ["a", "b", "c"]);
    sandbox.remove("news/a.jsonl");
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.story("b"), ["b", "c"]);
    sandbox.ingest(["--rebuild"]);
    assert_eq!(sandbox.story("c"), ["b", "c"]);
    sandbox.remove("news/b.jsonl");
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.story("c"), [""; 0]);
    // An article whose body changes leaves its story. Its former copies stay in the story.
    sandbox.lines(
        "news/b.jsonl",
        &[article("b", "Coast Post", "Flood", &story)],
    );
    sandbox.ingest(["news"]);
    sandbox.lines(
        "news/c.jsonl",
        &[article("c", "Hill Times", "Drought", &maker.text(20))],
    );
    sandbox.lines(
        "news/d.jsonl",
        &[article("d", "Lake Gazette", "Flood", &story)],
    );
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.story("d"), ["b", "d"]);
    assert_eq!(sandbox.story("c"), [""; 0]);
}

#[test]
fn thread_count_does_not_change_stories() {
    let mut maker = Maker::new(6);
    let mut articles = Vec::new();
    for nth in 0..40 {
        let story = maker.text(12 + nth % 9);
        for copy in 0..maker.0.below(4) {
            // A copy omits up to three paragraphs at the start and may end with unrelated text.
            let from = maker.0.below(4);
            let text = [&story[from..], &maker.text(copy * 2)].concat();
            let outlet = ["Harbour Mail", "Coast Post", "Hill Times", ""][maker.0.below(4)];
            articles.push(article(
                &format!("{nth}-{copy}"),
                outlet,
                &maker.sentence(),
                &text,
            ));
        }
    }
    for nth in (1..articles.len()).rev() {
        articles.swap(nth, maker.0.below(nth + 1));
    }
    let sandbox = Sandbox::new();
    sandbox.lines("news/all.jsonl", &articles);
    let copies = |threads: &str| {
        let run = sandbox.search(["ingest", "news", "--rebuild", "--threads", threads]);
        let line = run.to_string();
        (line, sandbox.found(&["*"]), sandbox.found(&["river"]))
    };
    let alone = copies("1");
    assert!(alone.1.1 > 20, "{alone:?}");
    for _ in 0..3 {
        assert_eq!(copies("4"), alone);
    }
}

/// Runs an ingest and returns the totals in its last line, and the number of copies that `search stats` reports.
fn totals(sandbox: &Sandbox, args: &[&str]) -> (String, Value) {
    let run = sandbox.call(["ingest"]).args(args).run();
    assert_eq!(run.status, 0, "{run}");
    let line = run.stderr.lines().last().unwrap_or_default();
    let totals = line.rsplit("; ").next().unwrap_or_default();
    let (totals, _) = totals.rsplit_once(", ").unwrap_or_default();
    let index = args.windows(2).find(|pair| pair[0] == "--index");
    let index = index.map_or("index", |pair| pair[1]);
    let stats = sandbox.search(["stats", "--json", "--index", index]);
    let stats: Value = serde_json::from_str(&stats.stdout).unwrap();
    (totals.to_owned(), stats["copies"].clone())
}

#[test]
fn duplicate_counts_match_a_rebuild() {
    let mut maker = Maker::new(11);
    let (story, other) = (maker.text(20), maker.text(20));
    let write = |sandbox: &Sandbox, name: &str, story: &[String]| {
        sandbox.lines(
            &format!("{name}.jsonl"),
            &[article(name, name, "Headline", story)],
        );
    };
    let outlet = |sandbox: &Sandbox, name: &str, outlet: &str| {
        let correction = format!("[[article]]\nid = \"{name}\"\noutlet = \"{outlet}\"\n");
        sandbox.write("corrections.toml", correction);
    };
    let sandbox = Sandbox::new();
    for folder in ["a", "b", "c"] {
        write(&sandbox, &format!("{folder}/{folder}"), &story);
    }
    sandbox.write("corrections.toml", "");
    let mut longer = story.clone();
    longer.extend(maker.text(1));
    let changes: [(&str, &dyn Fn()); 12] = [
        ("first ingest", &|| {}),
        ("original corrected", &|| {
            outlet(&sandbox, "a/a", "Coast Post");
        }),
        ("copy corrected", &|| outlet(&sandbox, "c/c", "Hill Times")),
        ("original changed a little", &|| {
            write(&sandbox, "a/a", &longer);
        }),
        ("original rewritten", &|| write(&sandbox, "a/a", &other)),
        ("original restored", &|| write(&sandbox, "a/a", &story)),
        ("original removed", &|| sandbox.remove("a/a.jsonl")),
        ("copy removed", &|| sandbox.remove("b/b.jsonl")),
        ("original added again", &|| write(&sandbox, "a/a", &story)),
        ("last copy rewritten", &|| write(&sandbox, "c/c", &other)),
        ("original corrected, copy added", &|| {
            outlet(&sandbox, "a/a", "Moor Herald");
            write(&sandbox, "b/b", &story);
        }),
        ("both changed, another copy added", &|| {
            write(&sandbox, "a/a", &longer);
            write(&sandbox, "b/b", &longer);
            write(&sandbox, "c/new", &longer);
        }),
    ];
    let options = ["--prune", "--corrections", "corrections.toml"];
    for (what, change) in changes {
        change();
        let folders: Vec<_> = ["a", "b", "c"]
            .into_iter()
            .filter(|folder| sandbox.path(folder).exists())
            .collect();
        let updated = totals(&sandbox, &[&options[..], &folders].concat());
        // A second ingest has nothing to do and reports the same totals.
        assert_eq!(totals(&sandbox, &options), updated, "{what}");
        let rebuilt = [&["--rebuild", "--index", "rebuilt"], &options[..], &folders].concat();
        assert_eq!(totals(&sandbox, &rebuilt), updated, "{what}");
    }
}
