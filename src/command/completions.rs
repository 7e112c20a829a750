//! `search completions`: prints a completion script for a shell.

use std::io::{self, Write};

use super::Status;
use crate::cli::{CompletionsArgs, completed};

/// Prints the completion script.
pub fn completions(args: &CompletionsArgs) -> anyhow::Result<Status> {
    // The generator panics on write errors, so the script is generated in memory first.
    let mut script = Vec::new();
    let mut command = completed();
    let name = command.get_name().to_owned();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    let mut out = io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Status::Done)
}
