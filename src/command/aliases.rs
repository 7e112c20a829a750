//! The user's TOML file with aliases for the names of sources.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;

use crate::error::HintedError;
use crate::query::Aliases;
use crate::regular_file;

/// Reads a TOML file of names, each with its other spellings.
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
        let why = e.message();
        HintedError::error(
            format!("{name}{line}: {why}"),
            "write each line as \"Name\" = [\"other spelling\", \"another\"]",
        )
    })?;
    Aliases::new(names)
        .map_err(|e| HintedError::error(format!("{name}: {e}"), "keep it under one name"))
}
