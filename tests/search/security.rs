//! Hostile input: text that controls terminals or that spreadsheets evaluate, archives and links that lead out of their
//! folder, and endless files.

mod archives;
mod outputs;
#[cfg(unix)]
mod special;
