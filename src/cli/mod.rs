//! What can be typed.

mod choice;
mod saved;

pub use choice::FacetList;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::SignedDuration;

pub use self::saved::{NewArgs, SaveArgs, SavedArgs};
use crate::article::Mapping;
use crate::article::language_code;
use crate::query::{Dimension, FigureSort, IntervalMatch, Period, Sort};

/// Search news articles and the figures in them.
#[derive(Debug, Parser)]
#[command(
    name = "search",
    version,
    about,
    override_usage = "search [OPTIONS] QUERY...\n       search [OPTIONS] <COMMAND>",
    after_help = EXAMPLES,
    max_term_width = 100
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  search ingest corpus/                            make an index of a folder
  search \"bodies repatriated\"                      the same as: search query \"bodies repatriated\"
  search \"killed:1000..5000 after:2022-03\"         figures in a range, in articles since March 2022
  search '{killed:>5000 by:ukraine} {killed:<2000 by:russia}'
  search --sort newest --csv \"killed:>1000\"        the newest first, as a table
  search figures \"soldiers killed\" --sort -value    figures as answers, the highest first
  search timeline \"russian troops killed\"           how a figure moved
  search conflicts killed --after 2022-02          who disagrees
  search extract report.txt                        the figures of one text
  search help query                                all options of a query";

const LANGUAGE: &str = "\
The language of queries:
  killed soldiers  \"human shields\"  \"a b\"~5      words, all of them; in this order; nearly so
  a OR b  -a  ( )  a NEAR/5 b  same:(a b)        either, without, grouped, close, in one sentence
  repatriat*  kil?ed  reznikov~1                 wildcards, misspellings
  title: outlet: author: lang: id: path: url: site: has: no:
  after: before: until: date:2022-03..2022-06    months and years are intervals; 7d 2w 3m 1y, unknown
  killed:1000..5000  wounded:>100k  bodies:5+    a figure in a range, of any of these measures:
    killed wounded missing captured casualties losses bodies displaced evacuated rescued arrested
    hostages infected recovered hospitalized affected destroyed damaged money percent; figure is any
  figure:$1m..$5m  figure:>100km  figure:10%..20%
  counted: whose: by: bound: scope: stance: asof:  of the same figure; {…} {…} asks for two";

const NEW: &str = "\
New is what was ingested for the first time after the search was saved or last asked: no article that changed, moved or came
back. What was printed is not new again; where not all could be written, all stays new. The exit status is 1 where
nothing is new, and then nothing is printed, so that a mail from cron says that there is something:
  15 * * * *  search --index /srv/news ingest 2>/dev/null; search --index /srv/news new deaths";

const CHECKED: &str = "\
Reads all files of the index and changes none. What is damaged is named with what to do about it: most of it a rebuild makes
anew. The exit status is 0 where all is whole, 4 where something is damaged, and 2 where there is no index to check or
another version wrote it. Locks and corrections.toml, which is yours, are not checked.";

impl Cli {
    /// Reads what was typed. Where no command is named, it is a query.
    pub fn read(mut args: Vec<OsString>) -> Result<Self, clap::Error> {
        if let Some(query) = first_word(&args) {
            if RESERVED.contains(&query) {
                let message = format!(
                    "`{query}` is kept for a command to come; {}\n",
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
            // Commands that are words of queries, too, and are refused for the words behind them.
            if let Some(word) = refuses {
                let tip = ContextValue::StyledStrs(vec![to_look_for(&word).into()]);
                error.insert(ContextKind::Suggested, tip);
            }
            error
        })
    }
}

fn to_look_for(word: &str) -> String {
    format!("to look for the word: search query {word}")
}

/// All that can be typed, for shells to complete it: the options of a query also where no command is named.
pub fn completed() -> clap::Command {
    let cli = Cli::command();
    let query = cli.find_subcommand("query").into_iter();
    let options: Vec<_> = query.flat_map(clap::Command::get_opts).cloned().collect();
    cli.args(options)
}

/// What was typed for a command that takes a query, with its words behind `--`: `-russia` is one of them.
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

/// Whether an option of a command is followed by its value.
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

/// The first word that is neither an option nor its value; empty where `--` comes before any, none where there is nothing
/// to look for.
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

/// What holds for every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The folder of the index
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "SEARCH_INDEX",
        default_value = "index"
    )]
    pub index: PathBuf,
    /// Say more on standard error; twice for all there is (`RUST_LOG` overrides it)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub color: Colour,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Look for articles, by words and by figures
    #[command(after_help = LANGUAGE)]
    Query(QueryArgs),
    /// Look for figures, each an answer of its own
    #[command(after_help = LANGUAGE)]
    Figures(FiguresArgs),
    /// Show how a figure moved: a plot and a table, by who says it
    ///
    /// Figures stand at the time that their own words name, else at the date of their article. Bars are ranges, arrows are
    /// "more than" and "fewer than", capitals are planned, possible, denied or retracted. Undated figures are in the table
    /// alone. Of several units the most frequent one is shown.
    #[command(after_help = LANGUAGE)]
    Timeline(TimelineArgs),
    /// Find where claimants differ on the same thing at the same time
    ///
    /// Numbers are set against each other that cannot both be right ("more than 4,000" and "more than 5,300" can), of one
    /// measure, of one side's people or things, of one kind, and dated no more than some days apart. Where the query says no
    /// more than what happened to whom, those of two articles are compared if headline or sentence share a telling word, and
    /// those of which nobody says whose they are within one article only. Figures without a claimant or with a unit, vague
    /// ones, parts, additions, shares, changes, and what is planned, possible, denied or retracted are left out and counted.
    #[command(after_help = LANGUAGE)]
    Conflicts(ConflictsArgs),
    /// Find where a figure appeared first, and who gave it again
    Repeats(RepeatsArgs),
    /// Show an article with its figures marked, and what is known of it
    Show(ShowArgs),
    /// Count articles by outlet and month, figures by measure, claimant, side and what is counted
    #[command(after_help = LANGUAGE)]
    Facets(FacetsArgs),
    /// Say what the index holds: articles, figures, outlets, dates, and what the last ingest did
    Stats(StatsArgs),
    /// Check that the index is whole: every byte of its files, every article with its figures
    #[command(after_help = CHECKED)]
    Check(CheckArgs),
    /// Add what is new, replace what changed, remove what is gone
    Ingest(IngestArgs),
    /// Print the figures of a text; no index is needed
    Extract(ExtractArgs),
    /// Save a query under a name; `search new NAME` then prints what comes from now on
    #[command(after_help = LANGUAGE)]
    Save(SaveArgs),
    /// List the searches that are saved, and how many articles each has that are new
    Saved(SavedArgs),
    /// Print what came since a saved search was last asked, the newest published first
    #[command(after_help = NEW)]
    New(NewArgs),
    /// Print a script by which a shell completes commands and options
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that can be typed"
)]
pub struct QueryArgs {
    /// The query; everything after `--` belongs to it
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Answer with one JSON object
    #[arg(long, conflicts_with_all = ["jsonl", "csv", "count"])]
    pub json: bool,
    /// Answer with a JSON object a line, one for each hit
    #[arg(long, conflicts_with_all = ["csv", "count"])]
    pub jsonl: bool,
    /// Answer with a table for spreadsheets, a row for each hit and its first figure
    #[arg(long, conflicts_with = "count")]
    pub csv: bool,
    /// What comes first
    #[arg(long, value_enum, value_name = "BY", default_value_t)]
    pub sort: Sort,
    /// Leave out so many hits before the first that is shown
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Show so many hits
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// Print only how many articles there are
    #[arg(long)]
    pub count: bool,
    /// Any of the words will do; conditions in fields and on figures always hold
    #[arg(long, conflicts_with = "all")]
    pub any: bool,
    /// All words must match, also where no article has them all
    #[arg(long)]
    pub all: bool,
    /// Let "dozens" and "tens of thousands" meet conditions on numbers
    #[arg(long)]
    pub vague: bool,
    /// How a range is met by "more than 5", "fewer than 5" and the like
    #[arg(long = "match", value_enum, value_name = "HOW", default_value_t)]
    pub matching: IntervalMatch,
    /// Say how the query was read, and for each hit why it is where it is
    #[arg(long, conflicts_with_all = ["csv", "count"])]
    pub explain: bool,
    /// Show every copy of a story and the earlier versions of a page, each a hit of its own
    #[arg(long)]
    pub copies: bool,
}

/// What figures are asked for.
#[derive(Debug, Args)]
pub struct AskArgs {
    /// The query; everything after `--` belongs to it. A word for a measure, a nation or people asks for that fact of the
    /// figure; others may stand in its sentence or headline or, beside a measure or a condition, anywhere in its article
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Only figures of articles published on this day or later, as after: in the query
    #[arg(long, value_name = "DATE")]
    pub after: Option<String>,
    /// Only figures of articles published before this day, as before: in the query
    #[arg(long, value_name = "DATE")]
    pub before: Option<String>,
    /// Let "dozens" and "tens of thousands" meet conditions on numbers
    #[arg(long)]
    pub vague: bool,
    /// How a range is met by "more than 5", "fewer than 5" and the like
    #[arg(long = "match", value_enum, value_name = "HOW", default_value_t)]
    pub matching: IntervalMatch,
    /// Take in what copies of a story repeat and what earlier versions of a page said
    #[arg(long)]
    pub copies: bool,
    /// Take claimants for one as a TOML file says, a line each: `"Name" = ["other spelling", "another"]`
    #[arg(long, value_name = "FILE")]
    pub aliases: Option<PathBuf>,
}

/// The format of an answer that has all that matches.
#[derive(Clone, Copy, Debug, Args)]
pub struct FormatArgs {
    /// Answer with one JSON object, with all there is
    #[arg(long, group = "table", conflicts_with_all = ["jsonl", "csv"])]
    pub json: bool,
    /// Answer with a JSON object a line, with all there is
    #[arg(long, group = "table", conflicts_with = "csv")]
    pub jsonl: bool,
    /// Answer with a table for spreadsheets, with all there is
    #[arg(long, group = "table")]
    pub csv: bool,
}

impl FormatArgs {
    /// How many to show: so many where that was asked for, else so many to a person and all to a program.
    pub fn limit(self, asked: Option<usize>, to_a_person: usize) -> usize {
        let all = self.json || self.jsonl || self.csv;
        asked.unwrap_or(if all { usize::MAX } else { to_a_person })
    }
}

#[derive(Debug, Args)]
pub struct TimelineArgs {
    #[command(flatten)]
    pub ask: AskArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// How long periods are; where not given the shortest of which there are no more than 60
    #[arg(long, value_enum, value_name = "PERIOD")]
    pub by: Option<Period>,
    /// What tells the marks apart
    #[arg(long, value_enum, value_name = "BY", default_value_t = Dimension::Source)]
    pub group_by: Dimension,
    /// Show so many lines; where not given 50, and all in JSON and tables for spreadsheets
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Args)]
pub struct ConflictsArgs {
    #[command(flatten)]
    pub ask: AskArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Take dates that lie no more than so many days apart for one time
    #[arg(long, value_name = "DAYS", default_value_t = 3, value_parser = clap::value_parser!(u16).range(0..=3660))]
    pub within: u16,
    /// Show so many conflicts; where not given 10, and all in JSON and tables for spreadsheets
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Args)]
pub struct RepeatsArgs {
    /// A number ("9,861", "$2.3bn"), or the id of an article or of one of its figures (`id#3`)
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Show so many figures; where not given 10, and all in JSON and tables for spreadsheets
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The id of an article, or of one of its figures (`id#3`)
    #[arg(value_name = "ID")]
    pub id: String,
    /// Answer with JSON, a line for each article of that id
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct FacetsArgs {
    /// What to count by, with commas between: outlet, month, measure, claimant, whose, counted, value
    #[arg(value_name = "BY", value_parser = choice::facets)]
    pub by: Option<FacetList>,
    #[command(flatten)]
    pub ask: AskArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Show so many of each; where not given 20, and all in JSON and tables
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that can be typed"
)]
pub struct FiguresArgs {
    #[command(flatten)]
    pub ask: AskArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Fold figures that have this in common into one line, with the lowest, the highest and the first
    #[arg(long, value_enum, value_name = "BY", conflicts_with_all = ["sort", "output", "sqlite"])]
    pub group_by: Option<Dimension>,
    /// Write the JSON or the table into a file, which is there whole or not at all
    #[arg(long, value_name = "FILE", group = "file", requires = "table")]
    pub output: Option<PathBuf>,
    /// Write all figures that match, their articles and a full-text table into an SQLite file, as Datasette opens it
    #[arg(long, value_name = "FILE", group = "file", conflicts_with_all = ["json", "jsonl", "csv", "output"])]
    pub sqlite: Option<PathBuf>,
    /// Replace a file that exists
    #[arg(long, requires = "file")]
    pub force: bool,
    /// What comes first; with a hyphen before it the highest, latest or last. Where not given relevance, but all figures
    /// in JSON, tables and SQLite come article by article, and are not ranked
    #[arg(long, value_enum, value_name = "BY", allow_hyphen_values = true)]
    pub sort: Option<FigureSort>,
    /// Leave out so many figures before the first that is shown
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Show so many figures; where not given 20, and all of them in JSON and tables
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that can be typed"
)]
pub struct IngestArgs {
    /// Folders and files, - for standard input; those of earlier times where none is given
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What fields of the records mean whose names are not known, as `body=my_field,date=meta.pub`; remembered for the paths
    /// given
    #[arg(long, value_name = "FIELD=NAME,…")]
    pub map: Option<Mapping>,
    /// Show for the first articles which field was read from where, and change nothing
    #[arg(long, conflicts_with_all = ["rebuild", "prune"])]
    pub dry_run: bool,
    /// Write a new index and put it in the place of the old one at once
    #[arg(long)]
    pub rebuild: bool,
    /// A file of corrections, remembered for later times; corrections.toml in the folder of the index where none is named
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
    /// Remove articles that are gone even where a folder is missing, empty or less than half of what it was
    #[arg(long)]
    pub prune: bool,
    /// Go on to ingest what changes in the folders, until stopped; a file is read when it has been closed
    #[arg(long, conflicts_with = "dry_run")]
    pub watch: bool,
    /// Look through the folders every second, where the system does not tell of changes, as on network drives
    #[arg(long, requires = "watch")]
    pub poll: bool,
    /// Wait so long, as 30s or 5m, for another process that ingests into the same index
    #[arg(long, value_name = "TIME", default_value = "0s", hide_default_value = true, value_parser = duration)]
    pub wait: Duration,
    /// About how much memory to use, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 512, value_parser = clap::value_parser!(u32).range(64..=65536))]
    pub memory: u32,
    /// How many threads to write with; all cores where not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub threads: Option<u16>,
}

#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Answer with one JSON object, with all there is
    #[arg(long)]
    pub json: bool,
    /// Show so many of each kind; where not given 10, and all in JSON
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Answer with one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// A text file; standard input where none is given, or -
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Read JSON lines that have a "text", and write for each its figures as a JSON line
    #[arg(long)]
    pub jsonl: bool,
    /// Say for each figure which rules and words decided, and for each other number what it is
    #[arg(long, conflicts_with = "jsonl")]
    pub explain: bool,
    /// The language of the texts, as de or uk: of others than English, plain numbers with units are read [default: en]
    #[arg(long, value_name = "CODE", value_parser = language, conflicts_with = "explain")]
    pub lang: Option<String>,
}

fn duration(text: &str) -> Result<Duration, String> {
    let span: Option<SignedDuration> = text.parse().ok();
    span.and_then(|span| Duration::try_from(span).ok())
        .ok_or_else(|| "it is not a time: write 30s or 5m".to_owned())
}

fn language(name: &str) -> Result<String, String> {
    language_code(name)
        .ok_or_else(|| "it is not the code of a language: write en, de, fr".to_owned())
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

/// The commands that take a query.
const WITH_WORDS: &[&str] = &[
    "query",
    "figures",
    "timeline",
    "conflicts",
    "facets",
    "repeats",
    "save",
];

/// Words that are commands, or will be, and so are no query when they stand first and alone.
const RESERVED: &[&str] = &["watch", "serve", "export"];

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_first_word_is_found_behind_options() {
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
    fn the_words_of_a_query_may_begin_with_a_hyphen() {
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
