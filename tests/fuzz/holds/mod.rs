//! What holds for whatever is read: one property for each fuzz target, which panics where it does not hold. The fuzz
//! targets and the test suite ask the same.

mod articles;
mod figures;
mod kept;
mod packed;
mod queries;

/// What a fuzz target is called, and what holds for the bytes that it is given.
pub type Target = (&'static str, fn(&[u8]));

/// The fuzz targets, each with what holds for the bytes it is given; `corpus/` has a folder for each.
pub const TARGETS: &[Target] = &[
    ("extract", |bytes| {
        figures::hold(&String::from_utf8_lossy(bytes));
    }),
    ("query", |bytes| {
        queries::settle(&String::from_utf8_lossy(bytes));
    }),
    ("text", |bytes| articles::hold("2024-03-12-dam.txt", bytes)),
    ("front_matter", |bytes| articles::hold("dam.md", bytes)),
    ("json", articles::of_json),
    ("table", |bytes| articles::hold("dam.csv", bytes)),
    ("page", |bytes| articles::hold("dam.html", bytes)),
    ("packed", packed::holds),
    ("kept", kept::holds),
];

/// What holds for the bytes that the target called `name` is given.
pub fn of(name: &str) -> fn(&[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    target.expect("a target of the table").1
}
