//! Corrections, outlets and aliases that cannot be parsed or applied.

use super::two_articles;
use crate::harness::Sandbox;
use crate::transcript::{Transcript, assert_snapshot};

const DAM: &str = "Title: Dam breaks\nDate: 2022-03-01\n\nOn Monday 5,300 people fled. Some 40 people died, and 40 homes burned.\n";

#[test]
fn invalid_corrections_are_explained() {
    let sandbox = Sandbox::with([("news/dam.md", DAM), ("more/dam.md", DAM)]);
    sandbox.ingest(["news"]);
    let mut transcript = Transcript::new(&sandbox);
    let figure = "[[article]]\nid = \"dam\"\n[[article.figure]]\n";
    let of_figure = [
        "text = \"77\"\nstrike = true",
        "text = \"40\"\nstrike = true",
        "text = \"5,300\"\nstrike = true\nvalue = 5",
        "text = \"5,300\"",
        "strike = true",
        "text = \"5,300\"\nbound = \"over\"",
        "text = \"5,300\"\nstance = \"maybe\"",
        "text = \"5,300\"\nmeasure = \"hurt\"",
        "text = \"5,300\"\nscope = \"whole\"",
        "text = \"5,300\"\nvalue = \"many\"",
        "text = \"5,300\"\nunit = \"furlongs\"",
        "text = \"5,300\"\nunit = \"kilometre\"\ncounted = \"people\"",
        "text = \"5,300\"\nvalue = 5\nlow = 4",
        "text = \"5,300\"\nlow = 9000",
        "text = \"5,300\"\nnth = 0\nvalue = 5",
        "text = \"5,300\"\nstrike = \"yes\"",
        "text = 5300\nstrke = true",
        "text = \"5,300\"\nvalue = 1\n[[article.figure]]\ntext = \"5300\"\nvalue = 2",
    ]
    .map(|rest| format!("{figure}{rest}"));
    let others = [
        "[[articel]]\nid = \"dam\"",
        "[colours]\nred = 1",
        "[article]\nid = \"dam\"",
        "article = [1]",
        "[[article]]\nid = \"dam\"\noutlt = \"Y\"",
        "[[article]]\nid = 5\noutlet = \"Y\"",
        "[[article]]\nid = \"dam\"\noutlet = 5",
        "[[article]]\nid = \"dam\"\npublished = \"31 March\"",
        "[[article]]\noutlet = \"Y\"",
        "[[article]]\nurl = \"https://other.example\"\nid = \"x\"\noutlet = \"Y\"",
        "[[article]]\nid = \"dam\"\nfigure = 5",
        "[[article]]\nid = \"dam\"\nfigure = [5]",
        "[[article]]\nid = \"dam\"\noutlet = \"X\"\n[[article]]\npath = \"news/dam.md\"\noutlet = \"Y\"",
        "[[article]]\nid = \"dam\"\noutlet = \"X\"",
        "[[article]]\nid = dam",
    ]
    .map(str::to_owned);
    for text in others.into_iter().chain(of_figure) {
        sandbox.write("index/corrections.toml", &text);
        transcript.note(&text.replace('\n', "\n# "));
        transcript.run("search ingest");
    }
    sandbox.write(
        "index/corrections.toml",
        "[[article]]\nid = \"dam\"\noutlet = \"X\"",
    );
    transcript.note("the outlet is X");
    transcript.run_all(&[
        "search ingest news more",
        "sed -i s/X/Y/ index/corrections.toml; search ingest more",
        "cp index/corrections.toml mine.toml; search ingest --corrections mine.toml",
        "search ingest --corrections none.toml",
        "mv mine.toml away.toml; search ingest",
        "printf '\\377\\376' > mine.toml; search ingest",
        "echo x > index/corrections.json; search ingest",
    ]);
    assert_snapshot("errors-corrections", transcript);
}

#[test]
fn invalid_outlet_sections_are_explained() {
    let sandbox = two_articles();
    let mut transcript = Transcript::new(&sandbox);
    for text in [
        "[[outlet]]\nname = 'A'\nspellings = ['B']\n[[outlet]]\nname = 'B'",
        "[[outlet]]\nname = 'A'\ndomains = ['a.example']\n[[outlet]]\nname = 'B'\ndomains = ['a.example']",
        "[[outlet]]\nname = ' '",
        "[[outlet]]\nname = 'A'\ndomains = ['a b']",
        "[[outlet]]\nname = 5",
        "[[outlet]]\nnames = 'A'",
        "outlet = 5",
        "[[outlet]",
    ] {
        sandbox.write("index/corrections.toml", text);
        transcript.note(&text.replace('\n', "\n# "));
        transcript.run_all(&["search outlet:a", "search ingest"]);
    }
    assert_snapshot("errors-outlets", transcript);
}

#[test]
fn invalid_alias_files_are_explained() {
    let sandbox = two_articles();
    let mut transcript = Transcript::new(&sandbox);
    for text in [
        "\"Town\" = [\"mayor\"]\n\"Port\" =\n",
        "\"Town\" = \"mayor\"\n",
        "\"Town\" = [\"mayor\"]\n\"Town\" = [\"port\"]\n",
        "\"Town\" = [\"mayor\"]\n\"Port\" = [\"mayor\"]\n",
        "[towns]\nTown = [\"mayor\"]\n",
    ] {
        sandbox.write("names.toml", text);
        transcript.note(text.trim_end().replace('\n', "\n# ").as_str());
        transcript.run("search figures --aliases names.toml killed");
    }
    transcript.run_all(&[
        "printf '\\377' > names.toml; search figures --aliases names.toml killed",
        "search figures --aliases nosuch.toml killed",
        "search figures --aliases news killed",
    ]);
    assert_snapshot("errors-aliases", transcript);
}
