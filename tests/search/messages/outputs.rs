//! Unknown articles and figures, unwritable output files, and saved searches.

use super::{check, two_articles};
use crate::harness::Sandbox;

#[test]
fn unknown_articles_and_figures_are_reported() {
    let sandbox = Sandbox::with([
        (
            "north/dam.txt",
            "Title: Dam in the north\n\nFive people were killed.\n",
        ),
        (
            "south/dam.txt",
            "Title: Dam in the south\n\nSix people were killed.\n",
        ),
        ("south/rain.txt", "Title: Rain\n\nIt rained.\n"),
    ]);
    sandbox.ingest(["north", "south"]);
    check(
        "errors-articles",
        &sandbox,
        &[
            // Which of the two articles comes first depends on the path of the sandbox, so the output is discarded.
            "search show dam > out",
            "search show nosuch",
            "search show nosuch#1",
            "search show rain#9",
            "search show ''",
            "search repeats",
            "search repeats ' '",
            "search repeats nosuch",
            "search repeats dam -n 1 > out",
            "search repeats dam#9",
            "search repeats rain",
            "search repeats 5..6",
        ],
    );
}

#[test]
fn export_errors_are_explained() {
    check(
        "errors-exports",
        &two_articles(),
        &[
            "touch out; search figures --csv --output out killed",
            "search figures --csv --output out --force killed",
            "search figures --sqlite out killed",
            "search figures --sqlite out --force killed",
            "search figures --sqlite new.db killed",
            "search figures --sqlite - killed",
            "search figures --csv --output - killed",
            "search figures --csv --output news --force killed",
            "search figures --csv --output /dev/null --force killed",
            "search figures --csv --output no/such/out killed",
            "search figures --csv --output .. killed",
            "search figures --csv --output '' killed",
            "search figures --csv --output no/.. killed",
            "search figures --csv --output none nosuchword",
            "search figures --csv killed > /dev/full",
            "ulimit -f 0; search figures --csv --output full killed",
        ],
    );
}

#[test]
fn saved_search_commands_report_their_results() {
    let sandbox = two_articles();
    check(
        "saved-searches",
        &sandbox,
        &[
            "search saved",
            "search new",
            "search new deaths",
            "search saved --remove deaths",
            "search save deaths 'killed:>0'",
            "search save deaths fire",
            "search save deaths fire --replace",
            "search save 'two words' dam",
            "search save '' dam",
            "search save -- -x dam",
            "search save both dam or fire --any --vague --match possible",
            "search new deths",
            "search new zebra",
            "search saved --remove zebra",
            "search saved",
            "search saved --json",
            "search new deaths --limit 1",
            "search new deaths",
            "echo 'Nine people died in the fire of 2022.' > news/new.txt; search ingest",
            "search new --peek",
            "search new deaths --peek -n 0",
            "search new deaths --json --peek",
            "search new deaths --jsonl --peek",
            "search new deaths --csv --peek",
            "search new deaths > /dev/full",
            "search new",
            "search new",
            "search saved",
            "mkdir index/saved.tmp; search save third dam",
            "search saved --remove both",
            "search new",
            "rmdir index/saved.tmp; search saved --remove both",
            "search save odd 'date:7d'",
            "sed -i 's/stated/loosely/' index/saved.json; search saved",
        ],
    );
}

#[test]
fn invalid_saved_searches_are_reported() {
    let sandbox = two_articles();
    sandbox.search(["save", "deaths", "fire"]);
    let text = sandbox.unsealed("index/saved.json");
    sandbox.write("index/saved.json", text.replace("\"fire\"", "\"killed:x\""));
    check(
        "errors-saved",
        &sandbox,
        &[
            "search saved",
            "search new",
            "search new deaths",
            "search check | head -n 1",
        ],
    );
    sandbox.write(
        "index/saved.json",
        text.replace("\"stated\"", "\"loosely\""),
    );
    check(
        "errors-saved-match",
        &sandbox,
        &["search saved", "search new"],
    );
}
