//! `search ingest` is killed before each of its file changes in turn, and at random times.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

use super::{
    Telling, answers, check_first_seen, check_not_damaged, check_nothing_is_left_over, check_same,
    copy, dumped, edition, lines, rebuilt, trace, versions, wire,
};
use crate::harness::Sandbox;
use crate::index_dump::Dump;
use crate::random::Random;

/// The seed for the random kill times.
const SEED: u64 = 2022;
/// The timeout for a watching process. It is far longer than needed, because the machine may be busy.
const PATIENCE: Duration = Duration::from_mins(2);

/// The kind of ingest that is killed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    First,
    Changed,
    Rebuild,
    Merge,
    Watch,
    /// An ingest of an article from standard input.
    Received,
}

/// The standard input of [`Kind::Received`].
const INPUT: &str =
    "Title: Mine\nURL: https://a.example/mine\n\nThe mine killed 14 people, a minister said.\n";

/// When the ingest is killed.
#[derive(Clone, Copy, Debug)]
enum When {
    /// Before the file change with this number.
    Change(u64),
    /// After this duration.
    Time(Duration),
}

/// An ingest that is killed repeatedly, each time starting from the same index.
struct Victim {
    sandbox: Sandbox,
    kind: Kind,
    /// The index and the answers before the ingest, or `None` if there was no index.
    old: Option<(Dump, Vec<String>)>,
    /// The index and the answers after an undisturbed ingest.
    new: (Dump, Vec<String>),
    versions: BTreeSet<String>,
    saved: Option<String>,
    /// The number of file changes that an undisturbed ingest makes.
    changes: u64,
    takes: Duration,
}

impl Victim {
    fn new(kind: Kind) -> Self {
        let sandbox = Sandbox::new();
        edition(&sandbox, 0);
        if kind != Kind::First {
            sandbox.ingest(["news"]);
            if kind == Kind::Merge {
                // With six more segments, there are seven. The next one triggers a merge.
                for nth in 0..6 {
                    sandbox.write(
                        format!("news/more{nth}.txt"),
                        format!("Title: More {nth}\n\nThere were {nth}00 more.\n"),
                    );
                    sandbox.ingest(["news"]);
                }
            }
            let run = sandbox.search(["save", "deaths", "killed:>0"]);
            assert_eq!(run.status, 0, "{run}");
            copy(&sandbox.path("index"), &sandbox.path("before"));
        }
        let old = (kind != Kind::First).then(|| (dumped(&sandbox), answers(&sandbox).1));
        match kind {
            // For these kinds, `run` itself makes a single change, which becomes visible as a whole or not at all.
            Kind::Watch | Kind::Received => {}
            Kind::Merge => sandbox.write("news/last.txt", "Title: Last\n\nThere were 900 more.\n"),
            _ => edition(&sandbox, 1),
        }
        let mut victim = Self {
            sandbox,
            kind,
            old,
            new: (Dump::new(), Vec::new()),
            versions: BTreeSet::new(),
            saved: None,
            changes: 0,
            takes: Duration::ZERO,
        };
        victim.run_undisturbed();
        victim
    }

    fn run_undisturbed(&mut self) {
        let start = Instant::now();
        let (path, trace) = (self.sandbox.path("trace"), "FIGURED_TRACE");
        let status = self.run((trace, path.to_str().unwrap()), None);
        self.takes = start.elapsed();
        assert!(status.success() || self.kind == Kind::Watch, "{status}");
        self.changes = trace::read(&path).len() as u64;
        let sandbox = &self.sandbox;
        self.new = (dumped(sandbox), answers(sandbox).1);
        if self.kind == Kind::Received {
            sandbox.ingest(["--rebuild"]);
            assert_eq!(self.new.0, dumped(sandbox));
        } else {
            assert_eq!(self.new.0, rebuilt(sandbox));
        }
        assert_ne!(Some(&self.new), self.old.as_ref());
        self.versions = versions(sandbox);
        check_first_seen(sandbox);
        check_nothing_is_left_over(sandbox);
        self.saved = self.saved();
        if self.kind == Kind::Merge {
            assert!(segments(sandbox) < 4, "nothing was merged");
        }
    }

    fn saved(&self) -> Option<String> {
        fs::read_to_string(self.sandbox.path("index/saved.json")).ok()
    }

    /// Restores the original index and runs the ingest until it ends, is killed, or (with `--watch`) has ingested the
    /// change.
    fn run(&self, env: (&str, &str), time: Option<Duration>) -> ExitStatus {
        let _ = fs::remove_dir_all(self.sandbox.path("index"));
        if self.kind != Kind::First {
            copy(&self.sandbox.path("before"), &self.sandbox.path("index"));
        }
        let args = match self.kind {
            Kind::Rebuild => &["ingest", "news", "--rebuild"][..],
            Kind::Watch => &["ingest", "news", "--watch"],
            Kind::Received => &["ingest", "-"],
            _ => &["ingest", "news"],
        };
        if self.kind == Kind::Watch {
            self.sandbox.write("news/wire.jsonl", wire(0));
        }
        let mut child = self.sandbox.call(args).env(env.0, env.1).spawn();
        if self.kind == Kind::Received {
            // The process may die before it reads its input.
            let _ = child.stdin.take().unwrap().write_all(INPUT.as_bytes());
        }
        if self.kind == Kind::Watch {
            self.follow(&mut child, time);
        } else if let Some(time) = time {
            std::thread::sleep(time);
            child.kill().unwrap();
        }
        child.wait().unwrap()
    }

    /// Changes a file while the process is watching, and kills the process after `time`. If `time` is `None`, kills it
    /// as soon as it has reported the change.
    fn follow(&self, child: &mut Child, time: Option<Duration>) {
        let told = lines(child);
        let ingested = |line: &String| line.contains("figures in");
        let next = || loop {
            match told.recv_timeout(PATIENCE) {
                Ok(line) if ingested(&line) => return true,
                Ok(_) => {}
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return false,
                Err(e) => panic!("{e}"),
            }
        };
        let watches = next();
        self.sandbox.write("wire", wire(1));
        self.sandbox.rename("wire", "news/wire.jsonl");
        match time {
            Some(time) => std::thread::sleep(time),
            None => drop(watches && next()),
        }
        child.kill().unwrap();
    }

    fn kill(&self, when: When) {
        let _telling = Telling(format!(
            "{:?} killed at {when:?} of {} changes",
            self.kind, self.changes
        ));
        let status = match when {
            When::Change(nth) => self.run(("FIGURED_FAULT", &format!("{nth} kill")), None),
            When::Time(time) => self.run(("FIGURED_FAULT", "1000000 kill"), Some(time)),
        };
        assert!(status.success() || status.signal().is_some(), "{status}");
        self.check();
    }

    fn check(&self) {
        let sandbox = &self.sandbox;
        let (run, lines) = answers(sandbox);
        if sandbox.path("index/CURRENT").exists() {
            check_not_damaged(sandbox);
            let now = (dumped(sandbox), lines);
            let whole = now == self.new || Some(&now) == self.old.as_ref();
            assert!(
                whole,
                "neither as before nor as after:\n{run}\n{:#?}",
                now.0
            );
        } else {
            assert_eq!(self.kind, Kind::First);
            run.complains(2, &["no index in", "search ingest"]);
        }
        if self.kind == Kind::Received {
            // The next ingest reads input that was received completely. Incomplete input has to be piped again.
            let received = fs::read_dir(sandbox.path("index/received"));
            let mut names = received
                .into_iter()
                .flatten()
                .map(|entry| entry.unwrap().path());
            if names.any(|path| path.extension().is_none()) {
                sandbox.ingest([""; 0]);
            } else {
                let run = sandbox.call(["ingest", "-"]).input(INPUT).run();
                assert_eq!(run.status, 0, "{run}");
            }
        } else {
            sandbox.ingest(["news"]);
        }
        check_same(&dumped(sandbox), &self.new.0);
        assert_eq!(versions(sandbox), self.versions);
        assert_eq!(self.saved(), self.saved);
        check_first_seen(sandbox);
        check_nothing_is_left_over(sandbox);
    }
}

fn segments(sandbox: &Sandbox) -> usize {
    let reader = figured::index::IndexReader::open(&sandbox.index()).unwrap();
    let segments = reader.searcher().segment_readers().len();
    crate::harness::release(reader);
    segments
}

/// Kills the ingest `rounds` times. One round in five kills it at a random time, and the others before a file change.
fn rounds(kind: Kind, rounds: usize, random: &mut Random) {
    let victim = Victim::new(kind);
    let by_time = rounds / 5;
    let by_change = (rounds - by_time) as u64;
    for nth in 0..by_change {
        // If there are enough rounds, every change is taken in turn. Otherwise, the rounds are spread evenly over the
        // changes.
        let change = if by_change < victim.changes {
            nth * victim.changes / by_change
                + random.below((victim.changes / by_change) as usize) as u64
        } else {
            nth % victim.changes
        };
        victim.kill(When::Change(change + 1));
    }
    for _ in 0..by_time {
        let time = random.below(victim.takes.as_micros() as usize) as u64;
        victim.kill(When::Time(Duration::from_micros(time)));
    }
}

fn all(each: usize) {
    let mut random = Random::new(SEED);
    let _telling = Telling(format!("rounds of seed {SEED}"));
    for kind in [
        Kind::First,
        Kind::Changed,
        Kind::Rebuild,
        Kind::Merge,
        Kind::Watch,
        Kind::Received,
    ] {
        rounds(kind, each, &mut random);
    }
}

#[test]
fn ingest_survives_30_kills() {
    all(5);
}

#[test]
#[ignore = "takes minutes"]
fn ingest_survives_1000_kills() {
    all(167);
}
