//! `search saved`, and what the commands over saved searches share.

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;

use super::{Status, today};
use crate::cli::{Global, SavedArgs};
use crate::error::{Error, HintedError};
use crate::index::IndexReader;
use crate::output::stderr::{hint, status, warn};
use crate::output::{SavedRow, Style, saved_json, saved_text};
use crate::query::{IntervalMatch, Parsed, Search, nearest, parse};
use crate::sanitize::sanitize;
use crate::storage::{IndexFolder, SavedLock, SavedSearch, saved_searches};

const SAVE_AGAIN: &str = "save it again with --replace";

/// Lists the searches that are saved, or removes one.
pub fn saved(global: &Global, args: &SavedArgs, style: Style) -> anyhow::Result<Status> {
    let folder = IndexFolder::new(&global.index);
    if let Some(name) = &args.remove {
        return remove(&folder, name);
    }
    let reader = IndexReader::open(&folder)?;
    let searches = saved_searches(&folder)?;
    if searches.is_empty() {
        report_none_saved();
        return Ok(Status::Nothing);
    }
    let mut rows = Vec::new();
    for search in &searches {
        let new = match again(search)? {
            Some((asked, _)) => Some(asked.run(&reader)?.total),
            None => None,
        };
        rows.push(SavedRow { search, new });
    }
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        saved_json(&mut out, &rows)?;
    } else {
        saved_text(&mut out, &rows, style)?;
    }
    out.flush()?;
    Ok(Status::Done)
}

fn remove(folder: &IndexFolder, name: &str) -> anyhow::Result<Status> {
    let what = "cannot remove the search";
    // A folder in which nothing is saved stays without the lock.
    find(&saved_searches(folder)?, name)?;
    let lock = SavedLock::take(folder).map_err(cannot_write(what))?;
    let mut searches = saved_searches(folder)?;
    let at = find(&searches, name)?;
    searches.remove(at);
    let prepared = lock.stage(&searches).map_err(cannot_write(what))?;
    prepared.publish()?;
    status(&format!("{} removed", sanitize(name)));
    Ok(Status::Done)
}

/// Reports that no search is saved.
pub fn report_none_saved() {
    status("no saved searches yet; save one with `search save NAME QUERY`");
}

/// Where the search of that name is.
pub fn find(searches: &[SavedSearch], name: &str) -> anyhow::Result<usize> {
    if let Some(at) = searches.iter().position(|search| search.name == name) {
        return Ok(at);
    }
    let names = searches.iter().map(|search| search.name.as_str());
    let hint = match nearest(name, names) {
        Some(nearest) => format!("did you mean `{}`?", sanitize(nearest)),
        None if searches.is_empty() => "save one with `search save NAME QUERY`".to_owned(),
        None => "`search saved` lists all saved searches".to_owned(),
    };
    Err(HintedError::new(
        format!("no saved search `{}`", sanitize(name)),
        hint,
    ))
}

/// A search as it was saved, for what is new to it, with its query as it is read today: days may count back from now.
/// None where it cannot be read, which was said then.
pub fn again(saved: &SavedSearch) -> anyhow::Result<Option<(Search, Parsed)>> {
    let name = sanitize(&saved.name);
    let Ok(matching) = IntervalMatch::from_str(&saved.matching, false) else {
        let how = sanitize(&saved.matching);
        warn(&format!(
            "`{name}` was saved with --match {how}, which this version does not support"
        ));
        hint(SAVE_AGAIN);
        return Ok(None);
    };
    let parsed = match parse(&saved.query, today()?) {
        Ok(parsed) => parsed,
        Err(e) => {
            warn(&format!("cannot parse the query of `{name}`"));
            status(&e.to_string());
            hint(SAVE_AGAIN);
            return Ok(None);
        }
    };
    let search = Search {
        any: saved.any,
        vague: saved.vague,
        matching,
        copies: false,
        seen_after: Some(saved.mark),
        ..Search::new(parsed.query.clone(), 0)
    };
    Ok(Some((search, parsed)))
}

/// What it comes to that the system refuses to write.
pub fn cannot_write(what: &'static str) -> impl FnOnce(Error) -> anyhow::Error {
    move |e| match e {
        Error::Io { .. } => anyhow::Error::new(e).context(what),
        other => other.into(),
    }
}

/// Milliseconds since 1970.
pub fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
