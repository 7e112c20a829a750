//! The properties that the fuzz targets check. A check panics if its property does not hold.
//!
//! The fuzz targets and `tests/search/fuzzed.rs` share this module.

mod archives;
mod articles;
mod figures;
mod index_files;
mod parses;
mod queries;

/// The name of a fuzz target, and the function that checks its property for an input.
pub type Target = (&'static str, fn(&[u8]));

/// All fuzz targets. Each has an archive of the same name in `corpus/`.
pub const TARGETS: &[Target] = &[
    ("extract", |bytes| {
        figures::check(&String::from_utf8_lossy(bytes));
    }),
    ("query", |bytes| {
        queries::check(&String::from_utf8_lossy(bytes));
    }),
    ("text", |bytes| articles::check("2024-03-12-dam.txt", bytes)),
    ("front_matter", |bytes| articles::check("dam.md", bytes)),
    ("json", articles::check_json),
    ("table", |bytes| articles::check("dam.csv", bytes)),
    ("page", |bytes| articles::check("dam.html", bytes)),
    ("archive", archives::check),
    ("index_file", index_files::check),
    ("parser", |bytes| {
        parses::check(&String::from_utf8_lossy(bytes));
    }),
];

/// Returns the check of the target called `name`.
pub fn check_for(name: &str) -> fn(&[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    target.expect("TARGETS lists every fuzz target").1
}
