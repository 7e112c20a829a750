//! `search new`: prints the articles that are new since a saved search last ran.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::Instant;

use super::Status;
use super::saved::{again, cannot_write, find, now, report_none_saved};
use crate::cli::{Global, NewArgs};
use crate::hints::HintedError;
use crate::index::IndexReader;
use crate::output::stderr::{hidden_articles, query_warning, status};
use crate::output::{Style, answer_csv, answer_text, new_json, new_jsonl};
use crate::plural::count_of;
use crate::query::{Answer, Parsed, Search, Sort};
use crate::sanitize::sanitize;
use crate::storage::{IndexFolder, SavedLock, SavedSearch, saved_searches};

/// Prints the new articles of one saved search or of all. Unless `--peek` is given, records that they were shown.
pub fn new(global: &Global, args: &NewArgs, style: Style) -> anyhow::Result<Status> {
    if args.limit.is_some() && !args.peek {
        return Err(HintedError::error(
            "--limit requires --peek; without --peek, articles beyond the limit would never be shown",
            "add --peek, or remove --limit",
        ));
    }
    let folder = IndexFolder::new(&global.index);
    let reader = IndexReader::open_for_lookups(&folder)?;
    // Looks for the searches before taking the lock, so that no lock file is created if there is nothing to run.
    let mut searches = saved_searches(&folder)?;
    if let Some(name) = &args.name {
        find(&searches, name)?;
    } else if searches.is_empty() {
        report_none_saved();
        return Ok(Status::Nothing);
    }
    let mut lock = None;
    if !args.peek {
        lock = Some(SavedLock::take(&folder).map_err(cannot_write(CANNOT))?);
        searches = saved_searches(&folder)?;
    }
    let mut asking = Asking {
        reader,
        args,
        style,
        out: BufWriter::new(io::stdout().lock()),
        shown: 0,
    };
    let chosen = match &args.name {
        Some(name) => vec![find(&searches, name)?],
        None => (0..searches.len()).collect(),
    };
    let mut unread = false;
    for at in chosen {
        unread |= !asking.ask(lock.as_ref(), &mut searches, at)?;
    }
    Ok(match (unread, asking.shown) {
        (true, _) => Status::Failed,
        (false, 0) => Status::Nothing,
        (false, _) => Status::Done,
    })
}

const CANNOT: &str = "cannot record which articles were shown (to show new articles without recording that, use `search new --peek`)";

/// Runs saved searches and prints their new articles.
struct Asking<'a, W: Write> {
    reader: IndexReader,
    args: &'a NewArgs,
    style: Style,
    out: W,
    /// The number of searches that had new articles.
    shown: usize,
}

impl<W: Write> Asking<'_, W> {
    /// Prints the new articles of the saved search at index `at`. If `lock` is given, also records that they were
    /// shown. Returns `false` if the saved query cannot be parsed.
    fn ask(
        &mut self,
        lock: Option<&SavedLock>,
        searches: &mut [SavedSearch],
        at: usize,
    ) -> anyhow::Result<bool> {
        let start = Instant::now();
        let saved = searches[at].clone();
        let Some((mut search, parsed)) = again(&saved)? else {
            return Ok(false);
        };
        let mut answer = search.run(&self.reader)?;
        if answer.total > 0 {
            // By default, all new articles are shown. The limit is their number rather than the maximum integer,
            // because the search reserves memory for as many hits as the limit allows.
            search.limit = self.args.limit.unwrap_or(answer.total);
            search.sort = Sort::Newest;
            answer = search.run(&self.reader)?;
        }
        answer
            .warnings
            .splice(0..0, parsed.warnings.iter().cloned());
        searches[at].asked = Some(now());
        searches[at].mark = saved.mark.max(self.reader.last_seen()?.unwrap_or(0));
        // The updated searches are staged before anything is printed, so that a write error is reported before any
        // output.
        let prepared = lock.map(|lock| lock.stage(searches)).transpose();
        let prepared = prepared.map_err(cannot_write(CANNOT))?;
        let written = self.write(start, &saved, &search, &parsed, &answer);
        let written = written.and_then(|()| self.out.flush());
        if written.is_err() && prepared.is_some() {
            status(&format!(
                "output incomplete; the new articles for `{}` will be shown again",
                sanitize(&saved.name)
            ));
        }
        written?;
        if let Some(prepared) = prepared {
            prepared.publish().map_err(cannot_write(
                "cannot record which articles were shown; they will be shown again",
            ))?;
        }
        self.report(&saved, &answer);
        Ok(true)
    }

    fn write(
        &mut self,
        start: Instant,
        saved: &SavedSearch,
        search: &Search,
        parsed: &Parsed,
        answer: &Answer,
    ) -> io::Result<()> {
        if answer.total == 0 {
            return Ok(());
        }
        self.shown += 1;
        let (out, name) = (&mut self.out, saved.name.as_str());
        if self.args.json {
            let took_ms = start.elapsed().as_secs_f64() * 1000.0;
            let parsed = parsed.query.to_string();
            new_json(out, name, &saved.query, parsed, took_ms, answer)
        } else if self.args.jsonl {
            new_jsonl(out, name, answer)
        } else if self.args.csv {
            answer_csv(out, answer, 0)
        } else {
            if self.args.name.is_none() {
                let gap = if self.shown > 1 { "\n" } else { "" };
                let (name, query) = (self.style.title(name), sanitize(&saved.query));
                let line = format!("{name}: {query}");
                writeln!(out, "{gap}{}\n", self.style.wrap(&line, 2))?;
            }
            answer_text(out, answer, search, false, self.style)
        }
    }

    /// Reports the numbers of new and hidden articles. If both are zero and standard error is not a terminal, prints
    /// nothing, so that cron sends no mail.
    fn report(&self, saved: &SavedSearch, answer: &Answer) {
        let mut hidden = hidden_articles(answer.excluded).peekable();
        let silent = answer.total == 0 && hidden.peek().is_none();
        if silent && !io::stderr().is_terminal() {
            return;
        }
        if !self.args.json {
            for warning in &answer.warnings {
                query_warning(warning);
            }
        }
        let found = match answer.total {
            0 => "nothing new".to_owned(),
            total => count_of(total, "new article"),
        };
        let (total, shown) = (answer.total, answer.hits.len());
        let part = (shown < total).then(|| match shown {
            0 => "none shown".to_owned(),
            1 => "showing the newest".to_owned(),
            _ => format!("showing the newest {shown}"),
        });
        let parts = std::iter::once(found).chain(part).chain(hidden);
        let parts = parts.collect::<Vec<_>>().join("; ");
        status(&format!("{}: {parts}", sanitize(&saved.name)));
    }
}
