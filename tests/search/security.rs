//! Hostile input: text that controls terminals or is run by spreadsheets, archives and links that escape their folder,
//! endless files.

mod archives;
mod outputs;
#[cfg(unix)]
mod special;
