//! Parses the arguments, runs the command, and turns the result into an exit status.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;
#[cfg(unix)]
use std::sync::Arc;

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

use crate::cli::{Cli, Colour, Command, Global};
use crate::command::{self, Status};
use crate::error::Error;
use crate::output::{Style, stderr, terminal_width};
use crate::panic_report;
use crate::sanitize::sanitize;

/// Runs the program and returns its exit status. Results go to standard output, everything else to standard error.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ask_for_errors();
    let cli = match Cli::read(args.into_iter().collect()) {
        Ok(cli) => cli,
        Err(e) => {
            // If printing fails, the output is closed, and there is nowhere to report the failure.
            let _ = e.print();
            return if e.use_stderr() {
                Status::Failed.into()
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    set_up_diagnostics(&cli.global);
    let outcome = panic_report::catch(|| dispatch(&cli)).unwrap_or_else(|panic| {
        let (command, index) = named(&cli);
        Err(panic_report::describe(&panic, command, index))
    });
    match outcome {
        Ok(status) => status.into(),
        Err(e) if is_closed_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            // Read errors already contain the path of their file. A plain I/O error comes from printing.
            let outermost = e.chain().next();
            let place = match outermost.and_then(|cause| cause.downcast_ref::<io::Error>()) {
                Some(cause) if cause.get_ref().is_none_or(|e| !e.is::<Error>()) => {
                    "standard output: "
                }
                _ => "",
            };
            stderr::error(place, &e);
            Status::Failed.into()
        }
    }
}

/// Handles the signal for exceeding `ulimit -f`, so that the write returns an error. Without a handler, the signal
/// would kill the process silently.
#[cfg(unix)]
fn ask_for_errors() {
    // The flag is not used. If the handler cannot be registered, the default behaviour stays.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

#[cfg(not(unix))]
fn ask_for_errors() {}

/// Returns the name of the command, for messages, and the path of the index if the command uses one.
fn named(cli: &Cli) -> (&'static str, Option<&Path>) {
    let index = Some(cli.global.index.as_path());
    match &cli.command {
        Command::Check(_) => ("check", index),
        Command::Completions(_) => ("completions", None),
        Command::Conflicts(_) => ("conflicts", index),
        Command::Extract(_) => ("extract", None),
        Command::Facets(_) => ("facets", index),
        Command::Figures(_) => ("figures", index),
        Command::Ingest(_) => ("ingest", index),
        Command::New(_) => ("new", index),
        Command::Query(_) => ("query", index),
        Command::Repeats(_) => ("repeats", index),
        Command::Save(_) => ("save", index),
        Command::Saved(_) => ("saved", index),
        Command::Show(_) => ("show", index),
        Command::Stats(_) => ("stats", index),
        Command::Timeline(_) => ("timeline", index),
    }
}

fn dispatch(cli: &Cli) -> anyhow::Result<Status> {
    let style = Style {
        colour: wants_colour(cli.global.color, &io::stdout()),
        width: terminal_width(),
    };
    match &cli.command {
        Command::Check(args) => command::check(&cli.global, args, style),
        Command::Ingest(args) => command::ingest(&cli.global, args, style),
        Command::Completions(args) => command::completions(args),
        Command::Extract(args) => command::extract(args, style),
        Command::Timeline(args) => command::timeline(&cli.global, args, style),
        Command::Conflicts(args) => command::conflicts(&cli.global, args, style),
        Command::Facets(args) => command::facets(&cli.global, args, style),
        Command::Repeats(args) => command::repeats(&cli.global, args, style),
        Command::Stats(args) => command::stats(&cli.global, args, style),
        Command::Show(args) => command::show(&cli.global, args, style),
        Command::Figures(args) => command::figures(&cli.global, args, style),
        Command::Save(args) => command::save(&cli.global, args),
        Command::Saved(args) => command::saved(&cli.global, args, style),
        Command::New(args) => command::new(&cli.global, args, style),
        Command::Query(args) => command::query(&cli.global, args, style),
    }
}

/// Returns whether to use colours on `stream`. `--color always` and `--color never` override `NO_COLOR`,
/// `CLICOLOR_FORCE`, `CLICOLOR` and `TERM`.
fn wants_colour<S: RawStream>(colour: Colour, stream: &S) -> bool {
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => AutoStream::choice(stream) != ColorChoice::Never,
    }
}

/// Formats a log event as its message only. With `-v`, log events have the default format, which includes the time and
/// the module.
struct BareMessage;

impl<S, N> FormatEvent<S, N> for BareMessage
where
    S: tracing::Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &tracing::Event<'_>,
    ) -> fmt::Result {
        let mut message = String::new();
        context.format_fields(Writer::new(&mut message), event)?;
        writeln!(writer, "search: {}", sanitize(&message))
    }
}

fn set_up_diagnostics(global: &Global) {
    let level = match global.verbose {
        0 => "warn,tantivy=error",
        1 => "info,tantivy=warn",
        _ => "debug",
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    let colour = io::stderr().is_terminal() && wants_colour(global.color, &io::stderr());
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(colour);
    // A subscriber that is already set in this process is kept.
    let _ = if global.verbose == 0 {
        subscriber.event_format(BareMessage).try_init()
    } else {
        subscriber.try_init()
    };
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(closed)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}
