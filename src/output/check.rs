//! Renders the result of `search check`, as text and JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::json::{SCHEMA, pretty};
use super::number::size;
use super::style::Style;
use crate::check::{CheckCounts, IndexCheck, Remedy};
use crate::error::with_dot;
use crate::plural::count_of;
use crate::sanitize::sanitize;

#[derive(Serialize)]
struct CheckView {
    schema: u32,
    whole: bool,
    damages: Vec<DamageView>,
    remarks: Vec<RemarkView>,
    checked: CheckedView,
    took_ms: u64,
}

#[derive(Serialize)]
struct DamageView {
    file: String,
    what: String,
    remedy: String,
}

#[derive(Serialize)]
struct RemarkView {
    file: String,
    what: String,
}

#[derive(Serialize)]
struct CheckedView {
    files: u64,
    bytes: u64,
    versions: u64,
    /// `None` if the articles were not checked because the index is damaged. The same applies to `figures`.
    articles: Option<u64>,
    figures: Option<u64>,
}

/// Writes the result of checking the index in `folder` as one JSON object.
pub fn check_json(out: &mut impl Write, check: &IndexCheck, folder: &Path) -> io::Result<()> {
    let file = |path: &Path| folder.join(path).display().to_string();
    let damages = check.damages.iter().map(|damage| DamageView {
        file: file(&damage.path),
        what: damage.what.clone(),
        remedy: damage.remedy.describe(folder, 1),
    });
    let remarks = check.remarks.iter().map(|(path, what)| RemarkView {
        file: file(path),
        what: what.clone(),
    });
    let CheckCounts {
        files,
        bytes,
        articles,
        figures,
        versions,
    } = check.checked;
    let view = CheckView {
        schema: SCHEMA,
        whole: check.damages.is_empty(),
        damages: damages.collect(),
        remarks: remarks.collect(),
        checked: CheckedView {
            files,
            bytes,
            versions,
            articles: check.blocks.then_some(articles),
            figures: check.blocks.then_some(figures),
        },
        took_ms: (check.seconds * 1000.0) as u64,
    };
    pretty(out, &view)
}

/// Writes the result of checking the index in `folder` as text: the damaged files, the remedies, and how much was
/// checked.
pub fn check_text(
    out: &mut impl Write,
    check: &IndexCheck,
    folder: &Path,
    style: Style,
) -> io::Result<()> {
    let mut line = |text: &str| writeln!(out, "{}", style.wrap_words(text, 2));
    let file = |path: &Path| sanitize(&folder.join(path).display().to_string()).into_owned();
    let mut remedies: BTreeMap<Remedy, Vec<String>> = BTreeMap::new();
    for damage in &check.damages {
        let name = file(&damage.path);
        line(&describe_damage(&name, &sanitize(&damage.what)))?;
        let of = remedies.entry(damage.remedy).or_default();
        if !of.contains(&name) {
            of.push(name);
        }
    }
    for (path, what) in &check.remarks {
        line(&format!("{}: {}", file(path), sanitize(what)))?;
    }
    for (remedy, files) in &remedies {
        let of = match &files[..] {
            [one] => one.clone(),
            [first, rest @ ..] => format!("{first} and {}", count_of(rest.len(), "other file")),
            [] => String::new(),
        };
        line(&format!(
            "{of}: {}",
            sanitize(&remedy.describe(folder, files.len()))
        ))?;
    }
    line(&sum(check, folder))
}

/// Describes damage to a file as a sentence, such as "meta.json is missing".
fn describe_damage(name: &str, what: &str) -> String {
    match what.strip_prefix("file ") {
        Some(state) => format!("{name} {state}"),
        None if what.starts_with("cannot be read") => format!("{name} {what}"),
        None => format!("{name} is damaged: {what}"),
    }
}

fn sum(check: &IndexCheck, folder: &Path) -> String {
    let count = |number: u64, what: &str| count_of(number, what);
    let checked = &check.checked;
    let index = sanitize(&with_dot(folder)).into_owned();
    let mut all = vec![format!(
        "{} ({})",
        count(checked.files, "file"),
        size(checked.bytes)
    )];
    if check.blocks {
        all.push(count(checked.articles, "article"));
        all.push(count(checked.figures, "figure"));
    } else {
        all.push("articles not checked".to_owned());
    }
    all.push(format!(
        "{} in the history",
        count(checked.versions, "article version")
    ));
    let all = all.join(", ");
    let what = if check.damages.is_empty() {
        "intact"
    } else {
        "damaged"
    };
    format!(
        "the index in {index} is {what}: {all}; checked in {:.1} seconds",
        check.seconds
    )
}
