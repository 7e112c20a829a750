//! Malformed and oversized pages. Each contender reads each page in a separate process, so that a stack overflow ends
//! only that process.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::contenders::CONTENDERS;

/// The maximum time for one page.
const PATIENCE: Duration = Duration::from_secs(30);

/// The names of the pages, with functions that create them.
const PAGES: &[(&str, fn() -> String)] = &[
    ("empty", String::new),
    ("cut in a tag", || {
        plain().replace("</p>", "").split_at(900).0.to_owned() + "<a href=\"htt"
    }),
    ("cut in a script", || {
        format!("<html><head><script>var a = '{}", plain())
    }),
    ("binary", || {
        (0..1_000_000_u32)
            .map(|n| char::from((n.wrapping_mul(2_654_435_761) >> 24) as u8))
            .collect()
    }),
    ("100,000 nested div", || {
        format!("<body>{}{}", "<div>".repeat(100_000), plain())
    }),
    ("100,000 nested b", || {
        format!("<body>{}{}", "<b>".repeat(100_000), plain())
    }),
    ("20,000 nested tables", || {
        format!("<body>{}{}", "<table><tr><td>".repeat(20_000), plain())
    }),
    ("300,000 siblings", || {
        format!(
            "<body>{}",
            "<p>It rained in Adunn, and the dam broke.</p>".repeat(300_000)
        )
    }),
    ("an attribute of 8 MB", || {
        format!(
            "<body><div class=\"{}\">{}",
            "a ".repeat(4_000_000),
            plain()
        )
    }),
    ("50 MB", || {
        format!("<body>{}", plain().repeat(50_000_000 / plain().len()))
    }),
];

fn plain() -> String {
    "<h1>Dam breaks in Adunn</h1><p>It rained for nine days, and on the tenth the dam broke, the mayor said.</p>".repeat(20)
}

/// Runs all contenders on all pages.
pub fn all() {
    for contender in CONTENDERS {
        for (page, _) in PAGES {
            println!(
                "{:16} {page:22} {}",
                contender.name,
                tried(contender.name, page)
            );
        }
    }
}

/// Runs one contender on one page, in this process.
pub fn one(name: &str, page: &str) {
    let contender = CONTENDERS
        .iter()
        .find(|one| one.name == name)
        .expect("a contender");
    let (_, make) = PAGES
        .iter()
        .find(|(name, _)| *name == page)
        .expect("a page");
    let html = make();
    let started = Instant::now();
    let read = (contender.read)(&html);
    println!(
        "{:.2} s, {} bytes",
        started.elapsed().as_secs_f64(),
        read.body.len()
    );
}

/// Runs one contender on one page in a child process, and describes the result.
fn tried(name: &str, page: &str) -> String {
    let program = std::env::current_exe().expect("this program");
    let mut child = Command::new(program)
        .args(["--one", name, page])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a process");
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        if child.try_wait().expect("its end").is_some() {
            let output = child.wait_with_output().expect("its output");
            let said = String::from_utf8_lossy(&output.stdout);
            return if output.status.success() {
                said.trim().to_owned()
            } else {
                format!("ended by {}", output.status)
            };
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    format!("not done after {} s", PATIENCE.as_secs())
}
