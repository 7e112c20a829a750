//! Rewrites the command-line arguments before clap parses them, so that a query needs no command and its words may
//! start with a hyphen.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};

use super::Cli;

/// The commands that take a query or other free text.
const WITH_WORDS: &[&str] = &[
    "query",
    "figures",
    "timeline",
    "conflicts",
    "facets",
    "repeats",
    "save",
];

/// Names reserved for future commands. A query that starts with one of them needs the command `query`.
const RESERVED: &[&str] = &[
    "changes", "claim", "events", "export", "mcp", "open", "serve", "watch",
];

impl Cli {
    /// Parses the command-line arguments. Arguments without a command are parsed as a query.
    pub fn read(mut args: Vec<OsString>) -> Result<Self, clap::Error> {
        if let Some(query) = first_word(&args) {
            if RESERVED.contains(&query) {
                let message = format!(
                    "`{query}` is reserved for a future command\nhint: {}",
                    to_look_for(query)
                );
                return Err(Self::command().error(ErrorKind::InvalidSubcommand, message));
            }
            let named = Self::command().find_subcommand(query).is_some() || query == "help";
            let command = if named { query } else { "query" }.to_owned();
            if !named {
                args.insert(1, "query".into());
            }
            if WITH_WORDS.contains(&command.as_str()) {
                args = with_words_last(args, &command);
            }
        }
        let first = first_word(&args);
        let refuses = first.filter(|word| matches!(*word, "check" | "completions" | "stats"));
        let refuses = refuses.map(str::to_owned);
        Self::try_parse_from(args).map_err(|mut error| {
            // `check`, `completions` and `stats` are also plausible query words. If clap rejects the arguments, the
            // hint shows how to search for the word instead.
            if let Some(word) = refuses {
                let tip = ContextValue::StyledStrs(vec![to_look_for(&word).into()]);
                error.insert(ContextKind::Suggested, tip);
            }
            error
        })
    }
}

fn to_look_for(word: &str) -> String {
    format!("to search for the word `{word}`, run `search query {word}`")
}

/// Moves the query words to the end, after `--`, so that clap parses `-russia` as a word and not as an option.
fn with_words_last(args: Vec<OsString>, command: &str) -> Vec<OsString> {
    let is_option = |arg: &str| {
        let short = arg.strip_prefix('-').unwrap_or_default();
        let counted = short
            .strip_prefix('n')
            .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
        let verbose = !short.is_empty() && short.bytes().all(|b| b == b'v');
        arg.starts_with("--") || verbose || counted || matches!(short, "h" | "V")
    };
    let (mut options, mut words) = (Vec::new(), Vec::new());
    let mut rest = args.into_iter();
    let mut commanded = false;
    options.extend(rest.next());
    while let Some(arg) = rest.next() {
        match arg.to_str() {
            Some("--") => words.extend(rest.by_ref()),
            Some(option) if is_option(option) => {
                let valued = takes_value(option, command);
                options.push(arg);
                options.extend(valued.then(|| rest.next()).flatten());
            }
            Some(word) if !commanded && word == command => {
                commanded = true;
                options.push(arg);
            }
            _ => words.push(arg),
        }
    }
    options.push("--".into());
    options.extend(words);
    options
}

/// Returns whether `typed`, such as `-n` or `--limit`, is an option of `command` that takes a value.
fn takes_value(typed: &str, command: &str) -> bool {
    let cli = Cli::command();
    let of_command = cli
        .find_subcommand(command)
        .into_iter()
        .flat_map(clap::Command::get_arguments);
    cli.get_arguments()
        .chain(of_command)
        .filter(|option| option.get_action().takes_values())
        .any(|option| {
            let long = option
                .get_long()
                .is_some_and(|long| typed.strip_prefix("--") == Some(long));
            long || option
                .get_short()
                .is_some_and(|short| typed == format!("-{short}"))
        })
}

/// Returns the first argument that is neither an option nor an option's value. Returns an empty string if `--` comes
/// first or if there are only options, and `None` if there are no arguments or if help or the version is requested.
fn first_word(args: &[OsString]) -> Option<&str> {
    let mut rest = args
        .iter()
        .skip(1)
        .map(|arg| arg.to_str().unwrap_or_default());
    while let Some(arg) = rest.next() {
        match arg {
            "--" => return Some(""),
            "-h" | "--help" | "-V" | "--version" => return None,
            option if option.starts_with('-') => {
                if WITH_WORDS
                    .iter()
                    .any(|command| takes_value(option, command))
                {
                    rest.next();
                }
            }
            word => return Some(word),
        }
    }
    (args.len() > 1).then_some("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;

    #[test]
    fn first_word_is_found_after_options() {
        let rows = [
            ("search ingest corpus", Some("ingest")),
            ("search --index ingest bodies", Some("bodies")),
            ("search --index=x -v ingest", Some("ingest")),
            ("search -n 5 --json figures", Some("figures")),
            ("search --sqlite x.db figures dam", Some("figures")),
            ("search --json -- ingest", Some("")),
            ("search --json", Some("")),
            ("search --index x --help", None),
            ("search", None),
        ];
        for (line, expected) in rows {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(first_word(&args), expected, "{line}");
        }
    }

    #[test]
    fn query_words_may_begin_with_a_hyphen() {
        let rows = [
            (
                "search query -russia -n 5 dam",
                "search query -n 5 -- -russia dam",
            ),
            (
                "search --index x query -v -killed:5",
                "search --index x query -v -- -killed:5",
            ),
            ("search query query --json", "search query --json -- query"),
            (
                "search query --count -- --any",
                "search query --count -- --any",
            ),
        ];
        for (line, expected) in rows {
            let args = line.split(' ').map(OsString::from).collect();
            let sorted = with_words_last(args, "query").join(OsStr::new(" "));
            assert_eq!(sorted, expected, "{line}");
        }
    }
}
