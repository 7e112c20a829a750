//! `search saved`: lists and removes saved searches. The module also contains helpers for `search save` and `search
//! new`.

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;

use super::{Status, today};
use crate::cli::{Global, SavedArgs};
use crate::error::Error;
use crate::hints::HintedError;
use crate::index::IndexReader;
use crate::output::stderr::{hint, status, warn};
use crate::output::{SavedRow, Style, saved_json, saved_text};
use crate::query::{Included, IntervalMatch, Parsed, QueryError, Search, nearest, parse};
use crate::sanitize::sanitize;
use crate::storage::{IndexFolder, SavedLock, SavedSearch, saved_searches};

/// Lists the saved searches, or removes one.
pub fn saved(global: &Global, args: &SavedArgs, style: Style) -> anyhow::Result<Status> {
    let folder = IndexFolder::new(&global.index);
    if let Some(name) = &args.remove {
        return remove(&folder, name);
    }
    let reader = IndexReader::open_for_lookups(&folder)?;
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
    // Fails before taking the lock if there is no such search, so that no lock file is created.
    find(&saved_searches(folder)?, name)?;
    let lock = SavedLock::take(folder).map_err(cannot_write(what))?;
    let mut searches = saved_searches(folder)?;
    let at = find(&searches, name)?;
    searches.remove(at);
    let prepared = lock.stage(&searches).map_err(cannot_write(what))?;
    prepared.publish()?;
    status(&format!("removed `{}`", sanitize(name)));
    Ok(Status::Done)
}

/// Reports that there are no saved searches.
pub fn report_none_saved() {
    status("no saved searches yet; save one with `search save NAME QUERY`");
}

/// Returns the index of the search called `name`, or an error if there is none.
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
    Err(HintedError::error(
        format!("no saved search named `{}`", sanitize(name)),
        hint,
    ))
}

/// Parses a saved search and restricts it to new articles. Relative dates in the query are resolved against the current
/// date. If the search cannot be parsed, prints the error and returns `None`.
pub fn again(saved: &SavedSearch) -> anyhow::Result<Option<(Search, Parsed)>> {
    let name = sanitize(&saved.name);
    let Ok(matching) = IntervalMatch::from_str(&saved.matching, false) else {
        let how = sanitize(&saved.matching);
        warn(&format!(
            "`{name}` was saved with --match {how}, which this version does not support"
        ));
        hint(&format!(
            "save it again with `search save {name} QUERY --replace`"
        ));
        return Ok(None);
    };
    let parsed = match parse(&saved.query, today()?) {
        Ok(parsed) => parsed,
        Err(e) => {
            warn(&format!("cannot parse the query of `{name}`"));
            status(&QueryError { help: None, ..e }.to_string());
            hint(&format!(
                "save a corrected query with `search save {name} QUERY --replace`"
            ));
            return Ok(None);
        }
    };
    let search = Search {
        any: saved.any,
        include: Included {
            vague: saved.vague,
            uncertain: saved.uncertain,
            rates: false,
        },
        matching,
        copies: false,
        seen_after: Some(saved.mark),
        ..Search::new(parsed.query.clone(), 0)
    };
    Ok(Some((search, parsed)))
}

/// Returns a function that adds the context `what` to an I/O error.
pub fn cannot_write(what: &'static str) -> impl FnOnce(Error) -> anyhow::Error {
    move |e| match e {
        Error::Io { .. } => anyhow::Error::new(e).context(what),
        other => other.into(),
    }
}

/// Returns the current time in milliseconds since 1970.
pub fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
