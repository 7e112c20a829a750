//! Reads the user's TOML file of aliases for source names.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;

use crate::hints::HintedError;
use crate::query::Aliases;
use crate::regular_file;

/// Reads a TOML file that maps source names to their other spellings.
pub fn read(path: &Path) -> anyhow::Result<Aliases> {
    let name = path.display();
    let text = regular_file::read_to_string(path).with_context(|| name.to_string())?;
    let names: BTreeMap<String, Vec<String>> = toml::from_str(&text).map_err(|e| {
        let line = e
            .span()
            .map(|span| 1 + text[..span.start].matches('\n').count());
        let line = line
            .map(|line| format!(", line {line}"))
            .unwrap_or_default();
        let why = without_list(&text).map_or_else(
            || e.message().to_owned(),
            |key| format!("{key:?} needs a list of names"),
        );
        HintedError::error(
            format!("{name}{line}: {why}"),
            "write each line as \"Name\" = [\"other spelling\", \"another\"]",
        )
    })?;
    Aliases::new(names)
        .map_err(|e| HintedError::error(format!("{name}: {e}"), "keep it under one name"))
}

/// Returns the first key whose value is not a list of strings. Returns `None` if there is no such key, or if `text` is
/// not valid TOML.
fn without_list(text: &str) -> Option<String> {
    let is_list = |value: &toml::Value| {
        let list = value.as_array();
        list.is_some_and(|list| list.iter().all(toml::Value::is_str))
    };
    let table: toml::Table = text.parse().ok()?;
    let mut wrong = table.into_iter().filter(|(_, value)| !is_list(value));
    wrong.next().map(|(key, _)| key)
}
