//! `search ingest`

use std::io::{self, IsTerminal};
use std::thread::available_parallelism;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Status, today};
use crate::cli::{Global, IngestArgs};
use crate::index::{Event, IndexFolder, Options, ingest as run};
use crate::output::{plain, summary_line};
use crate::run::complain;

/// Doubts beyond these are counted and not shown, unless asked for.
const DOUBTS_SHOWN: u64 = 20;

/// Ingests.
pub fn ingest(global: &Global, args: &IngestArgs) -> anyhow::Result<Status> {
    let cores = available_parallelism().map_or(1, usize::from);
    let options = Options {
        roots: args.paths.clone(),
        rebuild: args.rebuild,
        prune: args.prune,
        memory: args.memory as usize * 1_000_000,
        threads: args.threads.map_or(cores, usize::from),
        corrections: args.corrections.clone(),
        today: today()?,
    };
    let mut teller = Teller::new(global.verbose > 0);
    let summary = run(&IndexFolder::new(&global.index), &options, &mut |event| {
        teller.tell(&event);
    })?;
    teller.end();
    complain_plainly(&summary_line(&summary));
    Ok(if summary.failed > 0 {
        Status::Incomplete
    } else {
        Status::Done
    })
}

fn complain_plainly(line: &str) {
    use std::io::Write;
    let _ = writeln!(io::stderr(), "{line}");
}

/// Shows how far the ingest is, and names what went wrong.
struct Teller {
    bar: ProgressBar,
    doubts: u64,
    all: bool,
}

impl Teller {
    fn new(all: bool) -> Self {
        let terminal = io::stderr().is_terminal();
        let target = if terminal {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{pos} of {len} files {wide_bar} {eta}") {
            bar.set_style(style);
        }
        Self {
            bar,
            doubts: 0,
            all,
        }
    }

    fn tell(&mut self, event: &Event<'_>) {
        match event {
            Event::Planned { files } => self.bar.set_length(*files as u64),
            Event::Corrections(name) => self.name(&format!("corrections from {name}")),
            Event::Read => self.bar.inc(1),
            Event::Failed(message) => self.name(message),
            Event::Doubt(message) => {
                self.doubts += 1;
                if self.all || self.doubts <= DOUBTS_SHOWN {
                    self.name(message);
                }
            }
        }
    }

    fn name(&self, message: &str) {
        self.bar.suspend(|| complain(&plain(message)));
    }

    fn end(&self) {
        self.bar.finish_and_clear();
        if !self.all && self.doubts > DOUBTS_SHOWN {
            complain(&format!(
                "{} more doubts like these: -v shows all",
                self.doubts - DOUBTS_SHOWN
            ));
        }
    }
}
