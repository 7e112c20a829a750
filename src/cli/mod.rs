//! The CLI definition: `Cli` with its commands, and one module for the arguments of each command.

mod check;
mod completions;
mod conflicts;
mod default_command;
mod extract;
mod facets;
mod figure_query;
mod figures;
mod ingest;
mod new;
mod query;
mod repeats;
mod save;
mod saved;
mod show;
mod stats;
mod timeline;
mod value_enums;

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

pub use self::check::CheckArgs;
pub use self::completions::CompletionsArgs;
pub use self::conflicts::ConflictsArgs;
pub use self::extract::{Explained, ExtractArgs};
pub use self::facets::FacetsArgs;
pub use self::figure_query::{FigureQueryArgs, FormatArgs};
pub use self::figures::FiguresArgs;
pub use self::ingest::IngestArgs;
pub use self::new::NewArgs;
pub use self::query::QueryArgs;
pub use self::repeats::RepeatsArgs;
pub use self::save::SaveArgs;
pub use self::saved::SavedArgs;
pub use self::show::ShowArgs;
pub use self::stats::StatsArgs;
pub use self::timeline::TimelineArgs;

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
  search ingest corpus/                          index a folder
  search \"bodies repatriated\"                    same as: search query \"bodies repatriated\"
  search \"killed:1000..5000 after:2022-03\"       figures in a range, since March 2022
  search '{killed:>5000 by:ukraine} {killed:<2000 by:russia}'
  search --sort newest --csv \"killed:>1000\"      newest articles first, as CSV
  search figures \"soldiers killed\" --sort -value
                                                 list figures, highest first
  search timeline \"russian troops killed\"        how a figure changed over time
  search conflicts killed --after 2022-02        find sources that disagree
  search extract report.txt                      print the figures in a file
  search help query                              all query options";

const LANGUAGE: &str = "\
Query language:
  killed soldiers              articles with all of these words
  \"human shields\"              words in this order
  \"a b\"~5                      words in this order, with up to 5 other words
                               between them; swapping two adjacent words
                               uses 2 of the 5
  a OR b   -a   ( )            either word; without the word; grouping
  a NEAR/5 b   same:(a b)      words close together; words in one sentence
  repatriat* kil?ed reznikov~1 wildcards and misspellings
  title: outlet: author: lang: id: path: url: site:
                               text in one field of the article
  has:date  no:outlet          articles with a date; without an outlet
  after: before: until: date:2022-03..2022-06
                               a year or month includes all of its days; 7d,
                               2w, 3m and 1y count back from today; also
                               date:unknown
  killed:1000..5000  wounded:>100k  bodies:5+
                               figures in a range, with one of these measures:
                               killed wounded missing captured casualties
                               losses bodies displaced evacuated rescued
                               arrested hostages infected recovered
                               hospitalized affected destroyed damaged money
                               percent; or `figure:` for any measure or none
  figure:$1m..$5m  figure:>100km  figure:10%..20%
  counted: whose: by: bound: scope: stance: asof: rate:
                               more conditions on the same figure
  {killed:>50} {wounded:>90}   articles with both of these figures";

const NEW: &str = "\
An article is new if it was first ingested after you saved the search or last ran `search new`. Articles that changed, \
moved, or were removed and added again are not new. An article is no longer new once it has been printed, unless the output \
could not be written in full.

If nothing is new, the command prints nothing and exits with status 1, so that cron sends mail only if there are new articles:

  15 * * * *  search ingest 2>/dev/null; search new deaths";

const CHECKED: &str = "\
Reads every file in the index and changes none. Lists each damaged file and how to repair it, usually with \
`search ingest --rebuild`. Does not check lock files or your corrections file.

Exit status: 0 if the index is intact, 4 if a file is damaged, 2 if the index does not exist or was written by a \
different version of `search`.";

/// Returns the CLI definition for completion scripts. Its root command also accepts the options of `query`, because a
/// query needs no command.
pub fn completed() -> clap::Command {
    let cli = Cli::command();
    let query = cli.find_subcommand("query").into_iter();
    let options: Vec<_> = query.flat_map(clap::Command::get_opts).cloned().collect();
    cli.args(options)
}

/// The options that every command accepts.
#[derive(Debug, Args)]
pub struct Global {
    /// Index folder
    #[arg(
        long,
        global = true,
        value_name = "FOLDER",
        env = "SEARCH_INDEX",
        default_value = "index"
    )]
    pub index: PathBuf,
    /// Print more details to standard error; use -vv for debug output (`RUST_LOG` overrides this)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub color: Colour,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// Use colours if the output is a terminal; `NO_COLOR`, `CLICOLOR_FORCE` and `CLICOLOR=0` override this
    Auto,
    /// Use colours even in pipes and files
    Always,
    /// Never use colours
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Search for articles by words and figures
    #[command(after_help = LANGUAGE)]
    Query(QueryArgs),
    /// Search for figures and list each with its sentence
    #[command(after_help = LANGUAGE)]
    #[command(
        mut_arg("jsonl", |arg| arg.help("Print one JSON object per line, one for each figure or group")),
        mut_arg("csv", |arg| arg.help("Print CSV, one row for each figure or group"))
    )]
    Figures(FiguresArgs),
    /// Show how a figure changed over time, as a plot and a table
    ///
    /// A figure is dated by its text or, if the text gives no date, by its article. In the plot, each letter stands for a
    /// source (or what you choose with --group-by), a bar joins the ends of a range, and an arrow points to where the true
    /// number may be, as for "more than 5". Capital letters and `!` mark figures that are not stated as
    /// fact. Undated figures appear only in the table. Only figures with the most common measure and unit are shown.
    #[command(after_help = LANGUAGE)]
    #[command(
        mut_arg("jsonl", |arg| arg.help("Print one JSON object per line, one for each row of the table")),
        mut_arg("csv", |arg| arg.help("Print the table as CSV"))
    )]
    Timeline(TimelineArgs),
    /// Find sources that give conflicting figures for the same thing at the same time
    ///
    /// Two figures conflict if they have the same measure, side and kind of person, are dated only a few days apart, and
    /// cannot both be right. "More than 4,000" and "more than 5,300" can both be right, so they do not conflict. If the
    /// query names no topic, figures from different articles are compared only if their headlines or sentences share a
    /// distinctive word, and figures without a side are compared only with others in the same article. Some figures are
    /// counted but never compared: those that have no source, have a unit, are vague, give only a part, an addition, a
    /// fraction or a change, or are not stated as fact. Rates are compared only if the query has `rate:`, and figures
    /// with an uncertain fact only with --uncertain.
    #[command(after_help = LANGUAGE)]
    #[command(
        mut_arg("jsonl", |arg| arg.help("Print one JSON object per line, one for each conflict")),
        mut_arg("csv", |arg| arg.help("Print CSV, one row for each source in a conflict"))
    )]
    Conflicts(ConflictsArgs),
    /// Find where a figure first appeared and who repeated it
    #[command(
        mut_arg("jsonl", |arg| arg.help("Print one JSON object per line, one for each figure")),
        mut_arg("csv", |arg| arg.help("Print CSV, one row for each article that contains the figure"))
    )]
    Repeats(RepeatsArgs),
    /// Show an article and its metadata, with its figures marked
    Show(ShowArgs),
    /// Count articles by outlet or month, or figures by measure, source, side and more
    #[command(after_help = LANGUAGE)]
    #[command(
        mut_arg("jsonl", |arg| arg.help("Print one JSON object per line, one for each facet")),
        mut_arg("csv", |arg| arg.help("Print CSV, one row for each value of a facet"))
    )]
    Facets(FacetsArgs),
    /// Summarize the index: its articles, figures, outlets and dates, and the last ingest
    Stats(StatsArgs),
    /// Check every file, article and figure in the index for damage
    #[command(after_help = CHECKED)]
    Check(CheckArgs),
    /// Add new articles to the index, update changed ones and remove deleted ones
    Ingest(IngestArgs),
    /// Extract the figures from text; needs no index
    Extract(ExtractArgs),
    /// Save a query under a name; `search new NAME` then shows new matching articles
    #[command(after_help = LANGUAGE)]
    Save(SaveArgs),
    /// List saved searches and how many new articles each has
    Saved(SavedArgs),
    /// Show the articles that are new since a saved search last ran, newest first
    #[command(after_help = NEW)]
    New(NewArgs),
    /// Print a shell completion script
    Completions(CompletionsArgs),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_line_definition_is_valid() {
        Cli::command().debug_assert();
    }
}
