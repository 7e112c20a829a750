//! Invalid options and arguments.

use super::check;
use crate::harness::Sandbox;

#[test]
fn invalid_commands_and_options_are_explained() {
    check(
        "errors-command-line",
        &Sandbox::new(),
        &[
            "search watch",
            "search serve",
            "search export",
            "search check dam",
            "search stats of floods",
            "search completions of tasks",
            "search --nosuch dam",
            "search figures --nosuch dam",
            "search query",
            "search ''",
            "search figures",
            "search timeline",
            "search facets",
            "search facets outlet",
            "search repeats",
            "search show",
            "search save",
            "search save deaths",
            "search new --csv",
            "search --json --csv dam",
            "search --jsonl --count dam",
            "search --any --all dam",
            "search --explain --csv dam",
            "search figures --json --csv dam",
            "search figures --sort value --group-by outlet dam",
            "search figures --sqlite out --csv dam",
            "search figures --sqlite out --output other dam",
            "search figures --output out dam",
            "search figures --force dam",
            "search ingest --dry-run --rebuild news",
            "search ingest --dry-run --watch news",
            "search ingest --poll news",
            "search saved --json --remove deaths",
            "search extract --explain --jsonl",
        ],
    );
}

#[test]
fn invalid_option_values_are_explained() {
    check(
        "errors-values",
        &Sandbox::new(),
        &[
            "search --limit many dam",
            "search -n",
            "search --offset -1 dam",
            "search --sort best dam",
            "search --match never dam",
            "search --color sometimes dam",
            "search --index",
            "search figures --sort size dam",
            "search figures --group-by size dam",
            "search timeline --by hour dam",
            "search timeline --group-by size dam",
            "search conflicts --within=9999 dam",
            "search conflicts --within=soon dam",
            "search facets outlets dam",
            "search facets outlet,size dam",
            "search figures --after soon dam",
            "search figures --before '2022 OR dam' dam",
            "search figures --after 2022..2023 dam",
            "search ingest --wait soon news",
            "search ingest --memory 5 news",
            "search ingest --threads 0 news",
            "search ingest --map text news",
            "search ingest --map colour=red news",
            "search ingest --map body= news",
            "search extract --lang english",
            "SEARCH_TODAY=soon search dam",
            "SEARCH_TODAY=soon search ingest .",
        ],
    );
}
