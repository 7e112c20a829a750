//! Links that lead out of the given folder, link loops, and special files such as pipes and sockets.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use crate::harness::{Counts, Sandbox};

const INSIDE: &str = "Title: Inside\n\nFive people died inside.\n";
const SECRET: &str = "Title: Secret\n\nNine people died in secret.\n";

/// Creates a sandbox with a folder that contains one article, and secret files outside this folder.
fn beside_a_secret() -> Sandbox {
    Sandbox::with([
        ("news/inside.txt", INSIDE),
        ("private/secret.txt", SECRET),
        ("private/deep/secret.txt", SECRET),
    ])
}

/// Creates a named pipe.
fn pipe(sandbox: &Sandbox, name: &str) {
    let made = Command::new("mkfifo").arg(sandbox.path(name)).status();
    assert!(made.unwrap().success());
}

#[test]
fn links_out_of_the_root_are_not_followed() {
    let sandbox = beside_a_secret();
    let links = [
        ("../private/secret.txt", "news/file.txt"),
        ("../private", "news/folder"),
        ("../news/../private", "news/dotted"),
        ("/etc", "news/etc"),
        ("folder/secret.txt", "news/through.txt"),
    ];
    for (to, from) in links {
        symlink(to, sandbox.path(from)).unwrap();
    }
    symlink(sandbox.path("private"), sandbox.path("news/absolute")).unwrap();
    for args in [&["ingest", "news"][..], &["ingest", "--rebuild"]] {
        let run = sandbox.search(args);
        run.complains(
            0,
            &["news/file.txt", "news/folder", "news/etc", "news/absolute"],
        );
        assert_eq!(Counts::of(&run).articles, 1, "{run}");
    }
    assert_eq!(sandbox.ids("*"), ["inside"]);
    let dry = sandbox.search(["ingest", "--dry-run", "news"]);
    assert!(!dry.stdout.contains("Secret"), "{dry}");
}

#[test]
fn folder_replaced_by_a_link_is_not_followed() {
    let sandbox = beside_a_secret();
    sandbox.write("news/deep/secret.txt", INSIDE);
    assert_eq!(sandbox.ingest(["news"]).articles, 2);
    sandbox.rename("news/deep", "elsewhere");
    symlink("../private/deep", sandbox.path("news/deep")).unwrap();
    let run = sandbox.search(["ingest", "news", "--prune"]);
    run.complains(0, &["news/deep"]);
    assert_eq!(sandbox.ids("*"), ["inside"]);
}

#[test]
fn link_loops_are_skipped() {
    let sandbox = beside_a_secret();
    symlink("b", sandbox.path("news/a")).unwrap();
    symlink("c", sandbox.path("news/b")).unwrap();
    symlink("a", sandbox.path("news/c")).unwrap();
    sandbox.make_folder("news/one");
    sandbox.make_folder("news/two");
    symlink("../two", sandbox.path("news/one/two")).unwrap();
    symlink("../one", sandbox.path("news/two/one")).unwrap();
    let run = sandbox.search(["ingest", "news"]);
    run.complains(0, &["news/a", "news/one/two", "news/two/one"]);
    assert_eq!(Counts::of(&run).articles, 1, "{run}");
    // A link loop is also reported if it is the argument.
    symlink("circle", sandbox.path("circle")).unwrap();
    sandbox
        .search(["ingest", "circle"])
        .complains(2, &["circle"]);
}

#[test]
fn special_files_are_skipped_without_blocking() {
    let sandbox = beside_a_secret();
    pipe(&sandbox, "news/pipe.txt");
    pipe(&sandbox, "news/pipe");
    // Socket paths have a maximum length, which paths in a sandbox do not exceed.
    let _socket = UnixListener::bind(sandbox.path("news/socket.txt")).unwrap();
    let device = Command::new("mknod")
        .arg(sandbox.path("news/zero.txt"))
        .args(["c", "1", "5"])
        .output()
        .is_ok_and(|made| made.status.success());
    symlink("/dev/zero", sandbox.path("news/endless.txt")).unwrap();
    let run = sandbox.search(["ingest", "news"]);
    let mut names = vec!["news/pipe.txt", "news/socket.txt", "news/endless.txt"];
    if device {
        names.push("news/zero.txt");
    }
    run.complains(0, &names);
    assert_eq!(Counts::of(&run).articles, 1, "{run}");
    let dry = sandbox.search(["ingest", "--dry-run", "news"]);
    assert!(dry.stdout.contains("Inside"), "{dry}");
}

#[test]
fn special_file_as_only_argument_is_an_error() {
    let sandbox = beside_a_secret();
    pipe(&sandbox, "pipe.txt");
    symlink("pipe.txt", sandbox.path("link.txt")).unwrap();
    for name in ["pipe.txt", "link.txt", "/dev/zero", "/dev/null"] {
        for args in [&["ingest", name][..], &["ingest", "--dry-run", name]] {
            let run = sandbox.search(args);
            assert!(run.stderr.contains(name), "{args:?}: {run}");
            assert!(run.stderr.contains("search ingest -"), "{args:?}: {run}");
            assert_eq!(run.status, 2, "{args:?}: {run}");
        }
    }
    // If another argument can be read, the pipe is reported and skipped.
    let run = sandbox.search(["ingest", "news", "pipe.txt"]);
    insta::assert_snapshot!(run.complaint(3), @"
    search: pipe.txt: not a file or folder
    hint: to read a stream, pipe it into `search ingest -`
    1 new, 0 changed, 0 unchanged, 0 removed, 1 skipped (1 unreadable); 1 figure in 1 article; took [time] seconds
    ");
    assert_eq!(sandbox.ids("*"), ["inside"]);
}

/// Opening a pipe would block until another process writes to it.
#[test]
fn pipe_in_the_index_is_reported() {
    let sandbox = beside_a_secret();
    sandbox.write("names.toml", "");
    sandbox.ingest(["news", "--corrections", "names.toml"]);
    assert_eq!(sandbox.search(["save", "deaths", "died"]).status, 0);
    let files = walkdir::WalkDir::new(sandbox.path("index"));
    let files = files.into_iter().map(|entry| entry.unwrap().into_path());
    let all = sandbox.path("");
    let names = files
        .filter(|path| path.is_file() && !path.to_string_lossy().ends_with("lock"))
        .map(|path| {
            path.strip_prefix(&all)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        });
    let names: Vec<_> = names.collect();
    assert!(names.len() > 14, "{names:?}");
    sandbox.rename("index", "before");
    for name in names {
        let copied = Command::new("cp")
            .args(["-a", "before", "index"])
            .current_dir(sandbox.path(""))
            .status();
        assert!(copied.unwrap().success());
        sandbox.remove(&name);
        pipe(&sandbox, &name);
        let run = sandbox.search(["check"]);
        assert_eq!(run.status, 4, "{name}: {run}");
        assert!(run.stdout.contains(&name), "{name}: {run}");
        for args in [
            &["query", "died"][..],
            &["new"],
            &["stats"],
            &["show", "inside"],
            &["ingest"],
        ] {
            let run = sandbox.search(args);
            assert!(
                !run.stderr.contains("fault of the program"),
                "{name}: {run}"
            );
        }
        fs::remove_dir_all(sandbox.path("index")).unwrap();
    }
    for name in ["pipe.toml", "folder.toml"] {
        if name == "pipe.toml" {
            pipe(&sandbox, name);
        } else {
            sandbox.make_folder(name);
        }
        for args in [
            ["ingest", "news", "--corrections"],
            ["figures", "died", "--aliases"],
        ] {
            let run = sandbox.call(args).args([name]).run();
            run.complains(2, &[name]);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn non_utf8_folder_name_is_reported() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let sandbox = beside_a_secret();
    let folder = sandbox
        .path("news")
        .join(OsStr::from_bytes(b"caf\xe9\x1b[31m\xff"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("b.txt"), SECRET).unwrap();
    for args in [&["ingest", "news"][..], &["ingest", "--rebuild"]] {
        let run = sandbox.search(args);
        run.complains(3, &["caf", "b.txt: "]);
        assert!(!run.stderr.contains('\u{1b}'), "{run}");
        assert_eq!(Counts::of(&run).articles, 1, "{run}");
    }
    // The name is also sanitized if the folder is the argument.
    let run = sandbox.search([OsStr::new("ingest"), folder.as_os_str()]);
    assert!(run.status >= 2 && !run.stderr.contains('\u{1b}'), "{run}");
    assert_eq!(sandbox.ids("*"), ["inside"]);
}
