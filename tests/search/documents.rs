//! The examples in README.md and docs/. Each command must print the documented output.
//!
//! With `INSTA_UPDATE=always`, the tests rewrite the output in these files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Run, Sandbox};
use crate::redaction::redacted;

/// Returns the path and content of README.md and of each page in docs/.
fn pages() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_dir(root.join("docs")).unwrap();
    let mut paths: Vec<_> = docs.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.push(root.join("README.md"));
    paths.sort();
    let read = |path: PathBuf| {
        let page = fs::read_to_string(&path).unwrap();
        (path, page)
    };
    paths.into_iter().map(read).collect()
}

/// A fenced block with its language, the index of its first line within the page, and its lines.
#[derive(Debug)]
struct Block<'a> {
    language: &'a str,
    start: usize,
    lines: Vec<&'a str>,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut open = false;
    for (nth, line) in page.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(language) => {
                open = true;
                blocks.push(Block {
                    language,
                    start: nth + 1,
                    lines: Vec::new(),
                });
            }
            None if open => blocks.last_mut().unwrap().lines.push(line),
            None => {}
        }
    }
    assert!(!open, "a block does not end");
    blocks
}

/// A command with its documented output and the index of the first line of this output within the page.
#[derive(Debug, PartialEq)]
struct Example<'a> {
    command: &'a str,
    start: usize,
    output: Vec<&'a str>,
}

/// Returns the examples of a page, in order. The output of a `sh` block is the `text` block directly after it. Without
/// such a block, the output is empty.
fn examples(page: &str) -> Vec<Example<'_>> {
    let mut examples: Vec<Example<'_>> = Vec::new();
    let mut after_commands = None;
    for block in blocks(page) {
        match block.language {
            "sh" => {
                for (nth, command) in block.lines.iter().enumerate() {
                    examples.push(Example {
                        command,
                        start: block.start + nth + 1,
                        output: Vec::new(),
                    });
                }
                // Skips the fence, an empty line and the next fence.
                after_commands = Some(block.start + block.lines.len() + 3);
                continue;
            }
            "text" | "console" if block.lines.iter().any(|line| line.starts_with("$ ")) => {
                for (nth, line) in block.lines.iter().enumerate() {
                    if let Some(command) = line.strip_prefix("$ ") {
                        examples.push(Example {
                            command,
                            start: block.start + nth + 1,
                            output: Vec::new(),
                        });
                    } else {
                        let example = examples.last_mut().expect("a command comes first");
                        example.output.push(line);
                    }
                }
            }
            "text" => {
                assert_eq!(
                    after_commands,
                    Some(block.start),
                    "no command prints this: {block:?}"
                );
                let example = examples.last_mut().unwrap();
                example.start = block.start;
                example.output = block.lines;
            }
            "toml" => {}
            other => panic!("unknown kind of block: {other:?}"),
        }
        after_commands = None;
    }
    examples
}

/// Creates a sandbox that resembles the project's folder, and that also serves as the user's home folder.
fn project() -> Sandbox {
    let sandbox = Sandbox::with_corpus();
    sandbox.make_folder(".config/fish/completions");
    sandbox
}

/// Runs a command line with the built program. Standard output and standard error are interleaved, as on a terminal.
fn run(sandbox: &Sandbox, command: &str) -> Run {
    let line = command
        .replace("cargo build --release && ", "")
        .replace("target/release/search", "search");
    sandbox.write("line.sh", format!("exec 2>&1\n{line}\n"));
    let home = sandbox.path("");
    let call = sandbox.shell("bash line.sh");
    call.env("HOME", home.to_str().unwrap()).run()
}

/// Returns whether a command builds or tests the program instead of running it.
fn is_cargo(command: &str) -> bool {
    command.starts_with("cargo ") && !command.contains("&&")
}

#[test]
fn examples_print_the_documented_output() {
    let mut count = 0;
    for (path, page) in pages() {
        let examples = examples(&page);
        count += examples.len();
        check_examples(&path, &page, &examples);
    }
    assert!(count >= 8, "{count} examples");
}

fn check_examples(path: &Path, page: &str, examples: &[Example<'_>]) {
    let sandbox = project();
    // The pages in docs/ use the index that the examples in README.md create.
    if !path.ends_with("README.md") {
        sandbox.ingest(["corpus"]);
    }
    let mut wrong = Vec::new();
    let mut printed = Vec::new();
    for example in examples.iter().filter(|example| !is_cargo(example.command)) {
        let run = run(&sandbox, example.command);
        let expected = example.output.join("\n");
        let (shown, expected) = (redacted(run.stdout.trim_end()), redacted(&expected));
        if shown != expected {
            wrong.push(format!(
                "$ {}\n{shown}\n--- and {} says\n{expected}",
                example.command,
                path.display()
            ));
            printed.push((example, run.stdout));
        }
    }
    if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") && !wrong.is_empty() {
        let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
        // Starts at the end, so that the line numbers of earlier examples stay valid.
        for (example, stdout) in printed.iter().rev() {
            let end = example.start + example.output.len();
            lines.splice(example.start..end, stdout.lines().map(str::to_owned));
        }
        fs::write(path, lines.join("\n") + "\n").unwrap();
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

/// Runs the commands that the running text mentions. Commands with placeholders such as `ID`, `NAME` or `FOLDER…` are
/// skipped.
#[test]
fn documented_commands_work() {
    let sandbox = project();
    sandbox.ingest(["corpus"]);
    let mut outside = String::new();
    for (_, page) in pages() {
        for (nth, part) in page.split("```").enumerate() {
            outside.push_str(if nth % 2 == 0 { part } else { "" });
        }
    }
    let spans = outside.split('`').skip(1).step_by(2);
    let commands = spans.filter(|span| span.starts_with("search "));
    let stands_for =
        |word: &str| word.len() > 1 && word.chars().all(|c| c.is_uppercase() || "…[]=".contains(c));
    let mut known = 0;
    for command in commands {
        let mut command = command.replace('\n', " ");
        if command.split_whitespace().any(stands_for) {
            continue;
        }
        // A command without arguments is only mentioned by name and may need arguments to run.
        if command.split_whitespace().count() == 2 {
            command.push_str(" -h");
        }
        let run = run(&sandbox, &command);
        assert!(matches!(run.status, 0 | 1), "{command}\n{run}");
        known += 1;
    }
    assert!(known >= 5, "{known} commands are in the text");
}

#[test]
fn documented_corrections_apply() {
    let pages: String = pages().into_iter().map(|(_, page)| page).collect();
    let text = "Title: Dam breaks\nURL: https://gazette.example/dam\n\nAbout 5,300 people fled on Monday.\n";
    let mut files = 0;
    for block in blocks(&pages) {
        if block.language == "toml" {
            let sandbox = Sandbox::with([("news/dam.txt", text)]);
            sandbox.write("index/corrections.toml", block.lines.join("\n"));
            let run = sandbox.search(["ingest", "news"]);
            assert_eq!(run.status, 0, "{}\n{run}", block.lines.join("\n"));
            files += 1;
        }
    }
    assert!(files > 0);
}
