//! The events that an ingest reports while it runs.

/// An event during an ingest.
#[derive(Debug)]
pub enum IngestEvent<'a> {
    /// Planning is done.
    Planned {
        /// The number of files to read.
        files: usize,
    },
    /// The corrections file at this path is in use.
    Corrections(&'a str),
    /// A file has been read.
    Read,
    /// An error that does not end the ingest, such as an unreadable file.
    Failed(&'a str),
    /// A warning: something was read but may be wrong, or was left unchanged.
    Warning(&'a str),
    /// How to resolve the preceding error or warning.
    Hint(&'a str),
}

/// Receives the events of an ingest.
pub type EventHandler<'a> = &'a mut dyn FnMut(IngestEvent<'_>);
