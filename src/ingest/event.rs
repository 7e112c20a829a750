//! The events that an ingest reports while it runs.

/// An event during an ingest.
#[derive(Debug)]
pub enum IngestEvent<'a> {
    /// The plan is complete.
    Planned {
        /// The number of files to read.
        files: usize,
    },
    /// The path of the corrections file in use.
    Corrections(&'a str),
    /// A file has been read.
    Read,
    /// An error that does not end the ingest, such as an unreadable file.
    Failed(&'a str),
    /// A warning, for example about a skipped link or a value that may have been misread.
    Warning(&'a str),
    /// How to resolve the preceding error or warning.
    Hint(&'a str),
}

/// A callback that receives the events of an ingest.
pub type EventHandler<'a> = &'a mut dyn FnMut(IngestEvent<'_>);
