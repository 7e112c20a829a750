//! The events that an ingest reports while it runs.

/// An event of an ingest.
#[derive(Debug)]
pub enum IngestEvent<'a> {
    /// The plan is made.
    Planned {
        /// The number of files to read.
        files: usize,
    },
    /// This corrections file is in force.
    Corrections(&'a str),
    /// A file has been read.
    Read,
    /// Something could not be read or is damaged. The text names it.
    Failed(&'a str),
    /// A warning: something was read but may be wrong, or was left unchanged.
    Warning(&'a str),
    /// What to do about the failure or warning before it.
    Hint(&'a str),
}

/// Receives the events of an ingest.
pub type EventHandler<'a> = &'a mut dyn FnMut(IngestEvent<'_>);
