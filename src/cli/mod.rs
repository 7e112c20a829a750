//! The command line: `Cli` with its commands, and one file for the arguments of each command.

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
pub use self::extract::ExtractArgs;
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

/// Returns the command line for completion scripts. It accepts the options of a query without a command too.
pub fn completed() -> clap::Command {
    let cli = Cli::command();
    let query = cli.find_subcommand("query").into_iter();
    let options: Vec<_> = query.flat_map(clap::Command::get_opts).cloned().collect();
    cli.args(options)
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
    /// On a terminal; `NO_COLOR`, `CLICOLOR_FORCE` and `CLICOLOR=0` override this
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_line_definition_is_valid() {
        Cli::command().debug_assert();
    }
}
