//! Missing, empty and moved folders, links, and unreadable names.

use super::check;
use crate::harness::Sandbox;

fn five_articles() -> Sandbox {
    let sandbox = Sandbox::new();
    for name in ["a", "b", "c", "d", "e"] {
        sandbox.write(
            format!("news/{name}.txt"),
            format!("Title: {name}\n\nArticle {name} tells of 7 dead.\n"),
        );
    }
    sandbox.ingest(["news"]);
    sandbox
}

#[test]
fn missing_folders_are_reported() {
    check(
        "errors-folders-missing",
        &five_articles(),
        &[
            "search ingest nowhere",
            "search ingest nowhere news",
            "search ingest --dry-run nowhere",
            "mv news away; search ingest",
            "search ingest news",
            "search ingest --rebuild",
            "search ingest --prune",
            "search ingest",
        ],
    );
}

#[test]
fn emptied_folders_cause_warnings() {
    check(
        "warnings-folders-emptied",
        &five_articles(),
        &[
            "rm news/a.txt news/b.txt news/c.txt; search ingest",
            "search ingest --rebuild",
            "rm news/d.txt news/e.txt; search ingest",
            "search ingest --rebuild",
            "search ingest news --prune",
            "search '*'",
        ],
    );
}

#[test]
fn moved_and_removed_folders_are_reported() {
    let sandbox = five_articles();
    sandbox.write(
        "more/one.txt",
        "Title: One\n\nNine people died in the mine.\n",
    );
    check(
        "warnings-folders-moved",
        &sandbox,
        &[
            "search ingest more",
            "mv news articles; search ingest articles",
            "mv articles again; rm again/a.txt; search ingest again",
            "search ingest",
            "search ingest --prune",
            "mv more again/; search ingest",
            "mkdir empty; search ingest empty",
            "rmdir empty; search ingest",
            "rm index/roots.json; search ingest",
            "search ingest --rebuild",
            "mkdir other; search ingest --rebuild other",
            "search ingest --rebuild other again",
        ],
    );
}

#[test]
fn links_and_special_files_are_reported() {
    check(
        "warnings-folders-names",
        &five_articles(),
        &[
            "ln -s a.txt news/link.txt; search ingest",
            "mkfifo news/pipe.txt; search ingest",
            "rm news/link.txt news/pipe.txt",
            "cp news/a.txt \"$(printf 'news/caf\\351.txt')\" && search ingest",
            "rm \"$(printf 'news/caf\\351.txt')\"",
            "search ingest index",
            "search ingest index/generation-000001",
            "mkdir other; cp -r index other/index; search ingest other",
        ],
    );
}

#[test]
fn ingest_summary_counts_each_kind_of_change() {
    let sandbox = Sandbox::with([("news/a.txt", "Title: A\n\nFive people died in the flood.\n")]);
    check(
        "ingest-summaries",
        &sandbox,
        &[
            "search ingest",
            "search ingest --rebuild",
            "search ingest news",
            "search ingest -v news 2>&1 | tail -n 1",
            "echo 'Nine more.' >> news/a.txt; search ingest",
            "mv news/a.txt news/b.txt; search ingest",
            "touch news/photo.jpg; search ingest",
            "touch news/empty.txt; search ingest",
            "rm news/photo.jpg; search ingest --rebuild",
            "rm news/empty.txt; echo 'Es starben 5 Menschen, und niemand weiß, wer sie waren.' > news/de.txt; search ingest",
            "rm news/de.txt; search ingest --prune",
        ],
    );
}

/// Uses `--poll`, because not every system can report changes.
#[test]
fn watch_reports_each_ingest() {
    let sandbox = Sandbox::with([("news/a.txt", "Title: A\n\nFive people died in the flood.\n")]);
    // An ingest postpones files that have just been written, so their modification times are set back.
    sandbox.write(
        "watch.sh",
        "old() { touch -d '1 hour ago' $1; }\n\
         wait_for() { for n in $(seq 600); do grep -q \"$1\" log && return; sleep 0.1; done; }\n\
         old news/a.txt; echo 'Nine died.' > b.txt; old b.txt\n\
         search ingest --watch --poll news > out 2> log & watch=$!\n\
         wait_for figures\n\
         mv b.txt news\n\
         wait_for '1 new, 0 changed, 1 unchanged'\n\
         kill $watch; { wait $watch; } 2> ended; cat out log\n",
    );
    check("ingest-watch", &sandbox, &["sh watch.sh"]);
}
