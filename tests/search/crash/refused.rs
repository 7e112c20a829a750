//! System errors during an ingest. The message names the file and the remedy, the index still answers queries as
//! before, and the next ingest completes the work.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{
    Telling, answers, check_nothing_is_left_over, check_same, copy, dumped, edition, lines,
    rebuilt, trace, versions,
};
use crate::harness::{Run, Sandbox};
use crate::random::Random;

const SEED: u64 = 2022;

/// The injected faults. Each row has the end of a fault specification with the error number, the text of that error,
/// and a part of the expected hint. With `+`, all later changes fail as well.
const REFUSALS: &[(&str, &str, &str)] = &[
    ("+ error 28", "No space left on device", "free some space"),
    (
        "+ error 30",
        "Read-only file system",
        "choose another location",
    ),
    ("+ error 24", "Too many open files", "ulimit -n"),
    (" error 5", "Input/output error", "the disk may be failing"),
    (" error 28", "No space left on device", "free some space"),
];

/// Creates a sandbox with an index of one edition and the files of the next.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    edition(&sandbox, 0);
    sandbox.ingest(["news"]);
    copy(&sandbox.path("index"), &sandbox.path("before"));
    edition(&sandbox, 1);
    sandbox
}

fn restore(sandbox: &Sandbox) {
    fs::remove_dir_all(sandbox.path("index")).unwrap();
    copy(&sandbox.path("before"), &sandbox.path("index"));
}

#[test]
fn failed_write_is_reported_and_retried() {
    let sandbox = sandbox();
    let old = dumped(&sandbox);
    let new = rebuilt(&sandbox);
    let mut random = Random::new(SEED);
    for args in [&["ingest", "news"][..], &["ingest", "--rebuild"]] {
        restore(&sandbox);
        let path = sandbox.path("trace");
        let _ = fs::remove_file(&path);
        let run = sandbox
            .call(args)
            .env("FIGURED_TRACE", path.to_str().unwrap())
            .run();
        assert_eq!(run.status, 0, "{run}");
        let expected = versions(&sandbox);
        let changes = trace::read(&path).len();
        for (fault, name, remedy) in REFUSALS {
            let fault = format!("{}{fault}", 1 + random.below(changes));
            restore(&sandbox);
            let run = sandbox.call(args).env("FIGURED_FAULT", &fault).run();
            let _telling = Telling(format!("{args:?} of {changes} changes, {fault}:\n{run}"));
            // A run may succeed although it could not remove old files or complete a merge. The next ingest then does
            // so.
            let now = dumped(&sandbox);
            if run.status == 0 {
                assert!(now == new, "{now:#?}");
            } else {
                run.complains(2, &[name, remedy, "index"]);
                assert!(now == old || now == new, "{now:#?}");
            }
            sandbox.ingest(["news"]);
            check_same(&dumped(&sandbox), &new);
            assert_eq!(versions(&sandbox), expected);
            check_nothing_is_left_over(&sandbox);
        }
    }
}

#[test]
fn watch_retries_after_a_failed_write() {
    let sandbox = sandbox();
    sandbox.ingest(["news"]);
    let path = sandbox.path("trace");
    let idle = sandbox.call(["ingest", "news"]);
    idle.env("FIGURED_TRACE", path.to_str().unwrap()).run();
    // The first ingest has nothing to do. The fault is injected after the changes that such an ingest makes.
    let fault = format!("{} error 28", trace::read(&path).len() + 9);
    let mut watch = sandbox
        .call(["ingest", "news", "--watch"])
        .env("FIGURED_FAULT", &fault);
    let mut child = watch.spawn();
    let told = lines(&mut child);
    let next = |words: &[&str]| {
        let mut seen = Vec::new();
        while let Ok(line) = told.recv_timeout(Duration::from_mins(1)) {
            if words.iter().all(|word| line.contains(word)) {
                return;
            }
            seen.push(line);
        }
        panic!("{words:?} is not among {seen:#?}");
    };
    next(&["figures in"]);
    sandbox.write("late", "Title: Late\n\nThe late flood killed 9 people.\n");
    sandbox.rename("late", "news/late.txt");
    next(&["No space left on device", "trying again"]);
    next(&["hint: free some space"]);
    next(&["1 new", "figures in"]);
    child.kill().unwrap();
    child.wait().unwrap();
    check_same(&dumped(&sandbox), &rebuilt(&sandbox));
    check_nothing_is_left_over(&sandbox);
}

/// Runs the program in a shell that first runs `limit`, such as `ulimit -v 20000`.
fn limited(sandbox: &Sandbox, limit: &str, args: &[&str]) -> Run {
    let script = format!("{limit}; exec \"$0\" \"$@\"");
    sandbox.call(args).through(&["sh", "-c", &script]).run()
}

#[test]
fn file_size_limit_is_reported() {
    let sandbox = sandbox();
    let old = dumped(&sandbox);
    let letter = |n: u32| char::from(b'a' + (n % 26) as u8);
    let word = |n: u32| format!("{}{}{} ", letter(n / 676), letter(n / 26), letter(n));
    let text: String = (0..4_000).map(word).collect();
    sandbox.write("news/long.txt", format!("Title: Long\n\n{text}\n"));
    for args in [&["ingest", "news"][..], &["ingest", "--rebuild"]] {
        // The limit is in units of 512 bytes. SIGXFSZ kills a process that neither handles nor ignores it.
        for limit in ["ulimit -f 16", "trap '' XFSZ; ulimit -f 16"] {
            let run = limited(&sandbox, limit, args);
            run.complains(2, &["File too large", "index/generation-", "ulimit -f"]);
            check_same(&dumped(&sandbox), &old);
            check_nothing_is_left_over(&sandbox);
        }
    }
    sandbox.ingest(["news"]);
    check_same(&dumped(&sandbox), &rebuilt(&sandbox));
    check_nothing_is_left_over(&sandbox);
}

#[test]
fn open_file_limit_is_reported() {
    let sandbox = sandbox();
    let old = dumped(&sandbox);
    let expected = answers(&sandbox).1;
    let mut refused = [0; 3];
    for limit in [4, 8, 12, 24] {
        let limit = format!("ulimit -n {limit}");
        let asked: [&[&str]; 3] = [
            &["query", "--jsonl", "--copies", "--limit", "1000", "*"],
            &["ingest", "--rebuild"],
            &["ingest", "news"],
        ];
        for (nth, args) in asked.into_iter().enumerate() {
            let run = limited(&sandbox, &limit, args);
            let _telling = Telling(format!("{limit}, {args:?}:\n{run}"));
            if run.status == 0 && nth == 0 {
                let mut lines: Vec<_> = run.stdout.lines().collect();
                lines.sort_unstable();
                assert_eq!(lines, expected);
            } else if run.status != 0 {
                refused[nth] += 1;
                run.complains(2, &["Too many open files", "ulimit -n"]);
                assert!(!run.stderr.contains("damaged"), "{run}");
                check_same(&dumped(&sandbox), &old);
            }
            if nth > 0 && run.status == 0 {
                check_same(&dumped(&sandbox), &rebuilt(&sandbox));
                restore(&sandbox);
            }
        }
    }
    assert!(refused.iter().all(|times| *times > 0), "{refused:?}");
    sandbox.ingest(["news"]);
    check_same(&dumped(&sandbox), &rebuilt(&sandbox));
    check_nothing_is_left_over(&sandbox);
}

/// If memory runs out, the program must report this and not damage. The amount of memory that the program needs differs
/// between machines. With too little memory to start, the program ends before it can print a message.
#[test]
fn memory_limit_is_not_reported_as_damage() {
    let sandbox = sandbox();
    let old = dumped(&sandbox);
    let mut failed = 0;
    for megabytes in (20..200).step_by(20) {
        let limit = format!("ulimit -c 0; ulimit -v {}", megabytes * 1000);
        for args in [&["ingest", "news"][..], &["check"], &["query", "died"]] {
            let run = limited(&sandbox, &limit, args);
            let _telling = Telling(format!("{limit}, {args:?}:\n{run}"));
            failed += usize::from(run.status != 0);
            if run.status == 2 {
                let told = [
                    "Cannot allocate memory",
                    "could not start a thread",
                    "os error 11",
                ];
                assert!(told.iter().any(|told| run.stderr.contains(told)), "{run}");
            }
            assert!([-1, 0, 1, 2, 127].contains(&run.status), "{run}");
            assert!(!run.stderr.contains("damaged"), "{run}");
            if args[0] == "ingest" {
                assert!(run.status == 0 || dumped(&sandbox) == old, "{run}");
                restore(&sandbox);
            }
        }
    }
    assert!(failed > 0);
}

/// A mounted disk of one megabyte.
struct Mounted(PathBuf);

impl Mounted {
    fn at(path: &Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        let mounted = mount
            .args(["-t", "tmpfs", "-o", "size=1m", "none"])
            .arg(path)
            .output();
        let mounted = mounted.is_ok_and(|run| run.status.success());
        mounted.then(|| Self(path.to_owned()))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn full_disk_is_reported() {
    let sandbox = Sandbox::new();
    let disk = sandbox.path("disk");
    fs::create_dir(&disk).unwrap();
    // Only a user who may mount file systems can create a small disk. For all others, the injected faults above cover
    // this case.
    let Some(_mounted) = Mounted::at(&disk) else {
        return;
    };
    edition(&sandbox, 0);
    let at = |args: &[&str]| sandbox.search([args, &["--index", "disk/index"]].concat());
    let answer = || at(&["query", "--count", "*"]).stdout;
    let run = at(&["ingest", "news"]);
    let before = answer();
    let mut ends = vec![run];
    // The first ingest may have filled the disk already. The filler takes up the rest of the space.
    let mut room = vec![0_u8; 1 << 20];
    while fs::write(disk.join("filler"), &room).is_err() && room.len() > 1 {
        room.truncate(room.len() - (1 << 12));
    }
    edition(&sandbox, 1);
    ends.push(at(&["ingest", "news"]));
    ends.push(at(&["ingest", "--rebuild"]));
    let during = answer();
    fs::remove_file(disk.join("filler")).unwrap();
    ends.push(at(&["ingest", "news"]));
    let after = answer();
    let clean = {
        sandbox.ingest(["news"]);
        sandbox.search(["query", "--count", "*"]).stdout
    };
    assert_eq!(ends[0].status, 0, "{}", ends[0]);
    for refused in &ends[1..3] {
        refused.complains(
            2,
            &["No space left on device", "disk/index", "free some space"],
        );
    }
    assert_eq!(during, before);
    assert_eq!(ends[3].status, 0, "{}", ends[3]);
    assert_eq!(after, clean);
}

/// A wrapper that runs a command as a user without write access. It usually requires root.
const NOBODY: &[&str] = &[
    "setpriv",
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
];

#[test]
fn read_only_user_can_query() {
    let sandbox = sandbox();
    let mode = |path: &str, mode| {
        fs::set_permissions(sandbox.path(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    // Permissions do not restrict root, so root switches to another user. Any other user revokes their own write
    // access.
    let become_nobody = sandbox.call(["--version"]).through(NOBODY).run().status == 0;
    mode("", 0o755);
    if !become_nobody {
        mode("index", 0o555);
        if fs::write(sandbox.path("index/lock"), "").is_ok()
            && fs::write(sandbox.path("index/new"), "").is_ok()
        {
            return;
        }
    }
    let run = |args: &[&str]| {
        let call = sandbox.call(args);
        if become_nobody {
            call.through(NOBODY).run()
        } else {
            call.run()
        }
    };
    let asked: [&[&str]; 8] = [
        &["query", "--copies", "flood"],
        &["query", "--jsonl", "*"],
        &["figures", "killed"],
        &["timeline", "killed"],
        &["facets", "outlet", "*"],
        &["stats"],
        &["show", "changes1"],
        &["query", "--csv", "*"],
    ];
    for args in asked {
        let theirs = run(args);
        assert_eq!(theirs.status, 0, "{args:?}: {theirs}");
        assert_eq!(theirs, sandbox.search(args), "{args:?}");
    }
    let before = dumped(&sandbox);
    for args in [&["ingest", "news"][..], &["ingest", "--rebuild"]] {
        run(args).complains(2, &["Permission denied", "index/", "ask the owner"]);
    }
    run(&["save", "deaths", "killed:>0"]).complains(2, &["Permission denied", "index/saved"]);
    check_same(&dumped(&sandbox), &before);
    mode("index", 0o755);
    sandbox.ingest(["news"]);
    check_same(&dumped(&sandbox), &rebuilt(&sandbox));
}
