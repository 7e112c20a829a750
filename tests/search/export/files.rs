//! Output files are either complete or not written at all, and a failed write is reported.

use std::fs;
use std::process::{Command, Stdio};

use super::QUERIES;
use crate::harness::Sandbox;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with([(
        "news/a.txt",
        "Title: Quake kills 34\n\nAt least 34 people were killed, police said.\n",
    )]);
    sandbox.ingest(["news"]);
    sandbox
}

/// Returns the sorted names of all files and folders in the sandbox except `news` and `index`.
fn left(sandbox: &Sandbox) -> Vec<String> {
    let names = fs::read_dir(sandbox.path("")).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|n| n != "news" && n != "index").collect();
    names.sort_unstable();
    names
}

/// The options that write to a file.
const INTO: [&[&str]; 4] = [
    &["--sqlite"],
    &["--csv", "--output"],
    &["--json", "--output"],
    &["--jsonl", "--output"],
];

#[test]
fn exported_file_matches_standard_output() {
    let corpus = Sandbox::corpus();
    let folder = Sandbox::new();
    for (nth, query) in QUERIES.iter().enumerate() {
        for format in ["--csv", "--jsonl", "--json"] {
            let path = folder.path(format!("{nth}{format}"));
            let path = path.to_str().unwrap();
            let run = corpus
                .call(["figures", format, "--output", path])
                .args(*query)
                .run();
            assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{run}");
            run.complains(0, &[path]);
            let out = corpus.call(["figures", format]).args(*query).run().stdout;
            // The duration of the query differs from run to run.
            let timeless = |text: &str| -> Vec<String> {
                let lines = text.lines().filter(|line| !line.contains("took_ms"));
                lines.map(str::to_owned).collect()
            };
            let written = fs::read_to_string(path).unwrap();
            assert_eq!(timeless(&written), timeless(&out), "{format} {query:?}");
        }
    }
}

#[test]
fn overwriting_a_file_requires_force() {
    let sandbox = sandbox();
    for into in INTO {
        sandbox.write("out", "mine");
        let args = [&["figures"], into, &["out", "34"]].concat();
        // The program reports the existing file before it looks for the missing index.
        let run = sandbox.call(&args).args(["--index", "none"]).run();
        run.complains(2, &["out: ", "--force"]);
        assert_eq!(sandbox.read("out"), "mine");
        let run = sandbox.call(&args).args(["--force"]).run();
        run.complains(0, &["out"]);
        assert_ne!(fs::read(sandbox.path("out")).unwrap(), b"mine");
        assert_eq!(left(&sandbox), ["out"]);
    }
}

#[test]
fn non_regular_files_are_never_replaced() {
    let sandbox = sandbox();
    for into in INTO {
        let run = sandbox.search([&["figures"], into, &["news", "--force", "34"]].concat());
        run.complains(2, &["news"]);
        let run = sandbox.search([&["figures"], into, &["/dev/null", "--force", "34"]].concat());
        run.complains(2, &["/dev/null"]);
    }
    assert!(sandbox.path("news/a.txt").exists());
}

#[test]
fn link_is_kept_and_its_target_replaced() {
    let sandbox = sandbox();
    sandbox.write("real", "mine");
    std::os::unix::fs::symlink(sandbox.path("real"), sandbox.path("out")).unwrap();
    let run = sandbox.search(["figures", "--csv", "--output", "out", "34"]);
    insta::assert_snapshot!(run.complaint(2), @"
    search: out: already exists
    hint: choose another file, or overwrite this one with --force
    ");
    let run = sandbox.search(["figures", "--csv", "--output", "out", "--force", "34"]);
    assert_eq!(run.status, 0, "{run}");
    assert!(sandbox.read("real").starts_with("id,text,"));
    assert!(sandbox.path("out").is_symlink());
}

#[test]
fn missing_folder_is_reported() {
    let sandbox = sandbox();
    for into in INTO {
        let run = sandbox.search([&["figures"], into, &["no/such/out", "34"]].concat());
        run.complains(2, &["no/such/out", "folder no/such does not exist"]);
    }
    assert_eq!(left(&sandbox), [""; 0]);
}

#[test]
fn empty_answer_writes_no_file() {
    let sandbox = sandbox();
    for into in INTO {
        let args = [&["figures"], into, &["out", "99"]].concat();
        sandbox.search(&args).complains(1, &["out"]);
        assert_eq!(left(&sandbox), [""; 0]);
        let bad = [&["figures"], into, &["out", "killed:x"]].concat();
        assert_eq!(sandbox.search(bad).status, 2);
        assert_eq!(left(&sandbox), [""; 0]);
    }
    // An existing file stays if the answer is empty.
    sandbox.write("out", "mine");
    insta::assert_snapshot!(sandbox.search(["figures", "--sqlite", "out", "--force", "99"]).complaint(1), @"
    read as: 99 (in the sentence or headline)
    no figures found; `[folder]/out` was not written
    ");
    assert_eq!(sandbox.read("out"), "mine");
}

#[test]
fn full_disk_leaves_no_partial_file() {
    let sandbox = sandbox();
    for format in ["--csv", "--json", "--jsonl"] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_search"))
            .args(["figures", format, "34"])
            .current_dir(sandbox.path(""))
            .stdout(Stdio::from(full))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("standard output"), "{said}");
        assert!(said.contains("No space left on device"), "{said}");
    }
    // Exceeding a file size limit has the same effect as a full disk.
    let limited = "trap '' XFSZ; ulimit -f 8; exec \"$0\" figures \"$@\"";
    for into in INTO {
        let output = Command::new("bash")
            .args(["-c", limited, env!("CARGO_BIN_EXE_search")])
            .args(into)
            .args(["out", "*", "--index"])
            .arg(Sandbox::corpus().index().path())
            .current_dir(sandbox.path(""))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("out: "), "{said}");
        assert_eq!(left(&sandbox), [""; 0], "{said}");
    }
}

#[test]
fn file_mode_follows_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = sandbox();
    sandbox.write("plain", "");
    sandbox.search(["figures", "--sqlite", "out", "34"]);
    let mode = |name| {
        fs::metadata(sandbox.path(name))
            .unwrap()
            .permissions()
            .mode()
    };
    assert_eq!(mode("out"), mode("plain"));
}

#[test]
fn invalid_option_combinations_are_errors() {
    let sandbox = sandbox();
    for (args, words) in [
        (&["--sqlite", "out", "--csv"][..], "--sqlite"),
        (&["--sqlite", "out", "--output", "b"], "--output"),
        (&["--output", "out"], "--output"),
        (&["--force"], "--force"),
    ] {
        let run = sandbox.search([&["figures"], args, &["34"]].concat());
        run.complains(2, &[words]);
    }
    assert_eq!(left(&sandbox), [""; 0]);
}

#[test]
fn table_cells_are_never_formulas() {
    let sandbox = Sandbox::with([(
        "news/a.txt",
        "Title: =HYPERLINK(\"http://evil.example\",\"5 died\")\nOutlet: @Evil\u{1b}[2J, News\n\n\
         +12 people\tdied \u{202e}near the \"Old\nFord\".\n",
    )]);
    sandbox.ingest(["news"]);
    let run = sandbox.search(["figures", "--csv", "*"]);
    let mut table = csv::Reader::from_reader(run.stdout.as_bytes());
    let mut rows = 0;
    for row in table.records() {
        let row = row.unwrap();
        for cell in &row {
            let formula = cell.trim_start().starts_with(['=', '+', '-', '@']);
            assert!(!formula || cell.parse::<f64>().is_ok(), "{cell:?}");
            assert!(
                !cell.contains(char::is_control) && !cell.contains('\u{202e}'),
                "{cell:?}"
            );
        }
        rows += 1;
    }
    assert!(rows > 0, "{run}");
    assert!(run.stdout.contains("'=HYPERLINK"), "{run}");
    assert!(run.stdout.lines().all(|line| !line.is_empty()));
}
