//! Folders that are missing, empty, unreadable, hidden or linked in a loop, and how many articles an ingest may remove.

use crate::harness::{Counts, Sandbox, counts};

const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

/// Creates a sandbox with five ingested articles in `news`.
fn five_articles() -> Sandbox {
    let sandbox = Sandbox::new();
    for name in NAMES {
        sandbox.write(
            format!("news/{name}.txt"),
            format!("Title: {name}\n\nArticle {name} tells of 7 dead.\n"),
        );
    }
    assert_eq!(sandbox.ingest(["news"]).new, 5);
    sandbox
}

fn remove(sandbox: &Sandbox, names: &[&str]) {
    for name in names {
        sandbox.remove(format!("news/{name}.txt"));
    }
}

#[test]
fn empty_folder_yields_an_empty_index() {
    let sandbox = Sandbox::new();
    sandbox.make_folder("news/deep");
    insta::assert_snapshot!(sandbox.search(["ingest", "news"]), @"2> 0 new, 0 changed, 0 unchanged, 0 removed, 0 skipped; 0 figures in 0 articles; took [time] seconds");
    for query in ["*", "dam", "killed:>1", "NOT dam"] {
        let run = sandbox.search(["query", "--", query]);
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{run}");
    }
    let run = sandbox.search(["query", "--json", "*"]);
    assert!(
        run.status == 1 && run.stdout.contains("\"total\": 0"),
        "{run}"
    );
}

#[test]
fn ingest_of_only_a_missing_path_fails() {
    let sandbox = Sandbox::new();
    let run = sandbox.search(["ingest", "nowhere"]);
    insta::assert_snapshot!(run.complaint(2), @"search: nowhere: No such file or directory (os error 2)");
    assert_eq!(run.stderr.matches("o such file").count(), 1, "{run}");
    sandbox.search(["dam"]).complains(2, &["search ingest"]);
}

#[test]
fn missing_path_among_others_is_reported() {
    let sandbox = five_articles();
    let run = sandbox.search(["ingest", "nowhere", "news"]);
    insta::assert_snapshot!(run.complaint(3), @"
    search: nowhere: No such file or directory (os error 2)
    0 new, 0 changed, 5 unchanged, 0 removed, 1 skipped (1 missing); 5 figures in 5 articles; took [time] seconds
    ");
    assert_eq!(Counts::of(&run).unchanged, 5, "{run}");
}

#[test]
fn emptied_root_keeps_its_articles() {
    let sandbox = five_articles();
    remove(&sandbox, &NAMES);
    for args in [&["ingest", "news"][..], &["ingest"]] {
        let run = sandbox.search(args);
        run.complains(0, &["news", "--prune"]);
        assert_eq!(Counts::of(&run).done(), counts("5 unchanged"), "{run}");
        assert_eq!(sandbox.ids("*").len(), 5);
    }
    insta::assert_snapshot!(sandbox.search(["ingest", "--rebuild"]).complaint(2), @"
    search: news: 5 of 5 files are missing, and a rebuild would lose their articles
    hint: restore the files, or pass --prune to remove their articles
    ");
    assert_eq!(sandbox.ids("*").len(), 5);
    assert_eq!(
        sandbox.ingest(["news", "--prune"]).done(),
        counts("5 removed")
    );
    assert_eq!(sandbox.ids("*").len(), 0);
}

#[test]
fn rebuild_can_prune_an_emptied_root() {
    let sandbox = five_articles();
    remove(&sandbox, &NAMES);
    assert_eq!(sandbox.ingest(["--rebuild", "--prune"]).articles, 0);
    assert_eq!(sandbox.ids("*").len(), 0);
}

#[test]
fn missing_root_keeps_its_articles() {
    let sandbox = five_articles();
    sandbox.write("other/o.txt", "Title: Other\n\nOther news.\n");
    sandbox.ingest(["other"]);
    sandbox.rename("news", "elsewhere");
    let run = sandbox.search(["ingest"]);
    insta::assert_snapshot!(run.complaint(3), @"
    search: [folder]/news: No such file or directory (os error 2); the articles from this path stay in the index
    hint: restore the folder, or remove its articles with `search ingest --prune [folder]/news`
    0 new, 0 changed, 6 unchanged, 0 removed, 1 skipped (1 missing); 5 figures in 6 articles; took [time] seconds
    ");
    assert_eq!(Counts::of(&run).articles, 6, "{run}");
    insta::assert_snapshot!(sandbox.search(["ingest", "news"]).complaint(2), @"search: news: No such file or directory (os error 2)");
    insta::assert_snapshot!(sandbox.search(["ingest", "--rebuild"]).complaint(2), @"
    search: [folder]/news: 5 of 5 files are missing, and a rebuild would lose their articles
    hint: restore the files, or pass --prune to remove their articles
    ");
    assert_eq!(sandbox.ids("*").len(), 6);
    assert_eq!(
        sandbox.ingest(["--prune"]).done(),
        counts("1 unchanged, 5 removed")
    );
    assert_eq!(sandbox.ids("*"), ["o"]);
}

#[test]
fn ingest_fails_if_its_only_root_is_missing() {
    let sandbox = five_articles();
    sandbox.rename("news", "elsewhere");
    let run = sandbox.search(["ingest"]);
    assert!(run.status >= 2, "{run}");
    assert!(run.stderr.contains("news"), "{run}");
    assert_eq!(sandbox.ids("*").len(), 5);
}

#[test]
fn missing_root_can_be_pruned_by_name() {
    let sandbox = five_articles();
    sandbox.rename("news", "elsewhere");
    assert_eq!(
        sandbox.ingest(["news", "--prune"]).done(),
        counts("5 removed")
    );
}

#[test]
fn removing_most_articles_requires_prune() {
    // How many of the five files are deleted, and whether an ingest without `--prune` removes their articles.
    for (gone, removed) in [(1, true), (2, true), (3, false), (4, false)] {
        let sandbox = five_articles();
        remove(&sandbox, &NAMES[..gone]);
        let run = sandbox.search(["ingest", "news"]);
        assert_eq!(run.status, 0, "{run}");
        assert_eq!(
            Counts::of(&run).removed,
            if removed { gone as u64 } else { 0 },
            "{run}"
        );
        assert_eq!(run.stderr.contains("--prune"), !removed, "{run}");
        assert_eq!(sandbox.ids("*").len(), if removed { 5 - gone } else { 5 });
        assert_eq!(
            sandbox.ingest(["news", "--prune"]).articles,
            5 - gone as u64
        );
        assert_eq!(sandbox.ids("*"), NAMES[gone..]);
    }
}

#[test]
fn restored_root_counts_as_unchanged() {
    let sandbox = five_articles();
    sandbox.rename("news", "elsewhere");
    sandbox.make_folder("news");
    sandbox.search(["ingest"]).complains(0, &["--prune"]);
    sandbox.rename("elsewhere", "news");
    assert_eq!(sandbox.ingest(["news"]).done(), counts("5 unchanged"));
    assert_eq!(sandbox.records().len(), 5);
}

#[test]
fn hidden_files_and_folders_are_skipped() {
    let sandbox = five_articles();
    for name in [
        "news/.git/x.txt",
        "news/.hidden.txt",
        "news/deep/.cache/deep/y.md",
        "news/.z/.z.jsonl",
    ] {
        sandbox.write(name, "Title: Hidden\n\nHidden.\n");
    }
    let run = sandbox.search(["ingest", "news"]);
    assert_eq!(Counts::of(&run).done(), counts("5 unchanged"), "{run}");
}

#[test]
fn index_inside_a_root_is_not_ingested() {
    for index in ["index", "news/index", "news/deep/my index"] {
        let sandbox = Sandbox::with([("news/a.txt", "Title: A\n\nFive died.\n")]);
        sandbox.make_folder("news/deep");
        for expected in [counts("1 new"), counts("1 unchanged")] {
            let run = sandbox.search(["ingest", ".", "--index", index]);
            assert_eq!(
                (run.status, Counts::of(&run).done()),
                (0, expected),
                "{index}: {run}"
            );
        }
        let run = sandbox.search(["ingest", "--rebuild", "--index", index]);
        assert_eq!(
            (
                run.status,
                Counts::of(&run).articles,
                Counts::of(&run).skipped
            ),
            (0, 1, 0),
            "{index}: {run}"
        );
    }
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, File, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    impl Sandbox {
        /// Removes all permissions from a file or folder. Returns `false` if it can be read anyway, for example by
        /// root.
        pub fn forbid(&self, name: &str) -> bool {
            let path = self.path(name);
            fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
            let readable = if path.is_dir() {
                fs::read_dir(&path).is_ok()
            } else {
                File::open(&path).is_ok()
            };
            if readable {
                self.allow(name);
            }
            !readable
        }

        /// Restores the permissions of a file or folder.
        pub fn allow(&self, name: &str) {
            fs::set_permissions(self.path(name), Permissions::from_mode(0o755)).unwrap();
        }
    }

    #[test]
    fn link_loops_are_reported_and_skipped() {
        let sandbox = five_articles();
        sandbox.make_folder("news/deep");
        symlink(sandbox.path("news"), sandbox.path("news/deep/loop")).unwrap();
        symlink("self.txt", sandbox.path("news/self.txt")).unwrap();
        symlink("..", sandbox.path("news/up")).unwrap();
        let run = sandbox.search(["ingest", "news"]);
        run.complains(0, &["news/deep/loop", "news/self.txt", "news/up"]);
        let told = Counts::of(&run);
        assert_eq!(
            (told.unchanged, told.new, told.articles),
            (5, 0, 5),
            "{run}"
        );
    }

    #[test]
    fn link_to_a_file_adds_no_article() {
        let sandbox = five_articles();
        symlink("a.txt", sandbox.path("news/z.txt")).unwrap();
        let run = sandbox.search(["ingest", "news"]);
        assert_eq!(
            (Counts::of(&run).articles, sandbox.ids("*").len()),
            (5, 5),
            "{run}"
        );
    }

    #[test]
    fn dangling_link_is_reported() {
        let sandbox = five_articles();
        symlink("nowhere.txt", sandbox.path("news/link.txt")).unwrap();
        let run = sandbox.search(["ingest", "news"]);
        assert!(
            run.stderr.contains("news/link.txt") && matches!(run.status, 0 | 3),
            "{run}"
        );
        assert_eq!(Counts::of(&run).articles, 5, "{run}");
        sandbox
            .search(["ingest", "news/link.txt"])
            .complains(2, &["news/link.txt"]);
    }

    #[test]
    fn unreadable_folder_keeps_its_articles() {
        let sandbox = five_articles();
        sandbox.write("news/deep/f.txt", "Title: F\n\nArticle f.\n");
        sandbox.ingest(["news"]);
        if !sandbox.forbid("news/deep") {
            return;
        }
        for args in [&["ingest", "news"][..], &["ingest", "news", "--prune"]] {
            let run = sandbox.search(args);
            run.complains(3, &["news/deep", "denied"]);
            assert_eq!(Counts::of(&run).articles, 6, "{run}");
        }
        sandbox.allow("news/deep");
        assert_eq!(sandbox.ingest(["news"]).done(), counts("6 unchanged"));
    }

    #[test]
    fn unreadable_root_keeps_its_articles() {
        let sandbox = five_articles();
        if !sandbox.forbid("news") {
            return;
        }
        let runs = [&["ingest", "news"][..], &["ingest"], &["ingest", "--prune"]]
            .map(|args| sandbox.search(args));
        sandbox.allow("news");
        for run in runs {
            assert!(run.status >= 2 && run.stderr.contains("denied"), "{run}");
        }
        assert_eq!(sandbox.ids("*").len(), 5);
    }

    #[test]
    fn read_only_index_can_be_queried() {
        let sandbox = five_articles();
        let folders = [
            "index/generation-000001/files",
            "index/generation-000001",
            "index",
        ];
        let set = |mode| {
            for name in folders {
                fs::set_permissions(sandbox.path(name), Permissions::from_mode(mode)).unwrap();
            }
        };
        set(0o555);
        let found = sandbox.search(["query", "--count", "dead"]);
        set(0o755);
        assert_eq!((found.status, found.stdout.as_str()), (0, "5\n"), "{found}");
    }
}
