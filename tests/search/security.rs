//! Hostile input: text that steers terminals or runs in spreadsheets, archives and links that lead out, files that never end.

mod archives;
mod outputs;
#[cfg(unix)]
mod special;
