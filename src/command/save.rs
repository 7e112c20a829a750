//! `search save`: saves a query under a name.

use clap::ValueEnum;

use super::saved::{cannot_write, now};
use super::{Status, today};
use crate::cli::{Global, SaveArgs};
use crate::hints::HintedError;
use crate::index::IndexReader;
use crate::output::command_line;
use crate::output::stderr::{query_warning, status};
use crate::plural::count_of;
use crate::query::{Included, Search, parse};
use crate::sanitize::sanitize;
use crate::storage::{IndexFolder, SavedLock, SavedSearch, saved_searches};

/// Saves a search. Articles that already match do not count as new.
pub fn save(global: &Global, args: &SaveArgs) -> anyhow::Result<Status> {
    check_name(&args.name)?;
    let text = args.query.join(" ");
    let parsed = match parse(&text, today()?) {
        Ok(parsed) => parsed,
        Err(e) => {
            status(&e.to_string());
            return Ok(Status::Failed);
        }
    };
    let folder = IndexFolder::new(&global.index);
    let reader = IndexReader::open_for_lookups(&folder)?;
    let search = Search {
        any: args.any,
        include: Included {
            vague: args.vague,
            uncertain: args.uncertain,
            rates: false,
        },
        matching: args.matching,
        copies: false,
        ..Search::new(parsed.query, 0)
    };
    let answer = search.run(&reader)?;
    let matching = args.matching.to_possible_value();
    let new = SavedSearch {
        name: args.name.clone(),
        query: text,
        any: args.any,
        vague: args.vague,
        uncertain: args.uncertain,
        matching: matching.map_or(String::new(), |value| value.get_name().to_owned()),
        saved: now(),
        asked: None,
        mark: reader.last_seen()?.unwrap_or(0),
    };
    put(&folder, new, args.replace)?;
    for warning in parsed.warnings.iter().chain(&answer.warnings) {
        query_warning(warning);
    }
    let articles = count_of(answer.total, "article");
    status(&format!(
        "saved as `{name}`; read as: {}; matches {articles} now; `search new {name}` will show new ones",
        sanitize(&answer.read_as),
        name = args.name,
    ));
    Ok(Status::Done)
}

fn put(folder: &IndexFolder, new: SavedSearch, replace: bool) -> anyhow::Result<()> {
    let what = "cannot save the search";
    let lock = SavedLock::take(folder).map_err(cannot_write(what))?;
    let mut searches = saved_searches(folder)?;
    match searches.iter_mut().find(|search| search.name == new.name) {
        Some(old) if replace => *old = new,
        Some(old) => {
            return Err(HintedError::error(
                format!("`{}` already exists: {}", old.name, command_line(old)),
                "pass --replace to overwrite it, or choose another name",
            ));
        }
        None => searches.push(new),
    }
    let prepared = lock.stage(&searches).map_err(cannot_write(what))?;
    Ok(prepared.publish()?)
}

/// Returns an error if a name is empty, might need quoting in a shell, or looks like an option.
fn check_name(name: &str) -> anyhow::Result<()> {
    let shown = sanitize(name);
    let sound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.is_empty() {
        return Err(HintedError::error(
            "the name of a saved search cannot be empty",
            "pass a name, as in `search save deaths QUERY`",
        ));
    }
    if !name.chars().all(sound) {
        return Err(HintedError::error(
            format!("`{shown}` is not a valid name"),
            "use only letters, digits, `-`, `_` and `.`, as in `search save deaths QUERY`",
        ));
    }
    if !name.starts_with(char::is_alphanumeric) {
        return Err(HintedError::error(
            format!("`{shown}` is not a valid name"),
            "start the name with a letter or digit",
        ));
    }
    Ok(())
}
