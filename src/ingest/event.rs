//! What an ingest reports while it runs.

/// Something that an ingest reports.
#[derive(Debug)]
pub enum IngestEvent<'a> {
    /// So many files will be read.
    Planned {
        /// How many.
        files: usize,
    },
    /// This file of corrections is in force.
    Corrections(&'a str),
    /// A file has been read.
    Read,
    /// Something could not be read, or is not as it should be; it is named.
    Failed(&'a str),
    /// Something was read in spite of a doubt, or was left alone.
    Doubt(&'a str),
    /// What to do about the failure or doubt before it.
    Hint(&'a str),
}

/// What receives the events of an ingest.
pub type EventHandler<'a> = &'a mut dyn FnMut(IngestEvent<'_>);
