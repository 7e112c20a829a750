//! Injects faults into file operations, for tests. This module is compiled only with the feature `fault-points`.
//!
//! The environment variable `FIGURED_FAULT` contains an operation number and a fault. `17 kill` ends the process before
//! the 17th operation. `17 error 28` makes the 17th operation fail with system error 28, and `17+ error 28` makes all
//! later operations fail as well. If the 17th operation is a write, half of its bytes are written before the fault.
//! Every completed operation is appended to the file at the path in `FIGURED_TRACE`.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::process::abort;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::FileOperation;

/// The fault to inject, the trace file, and the number of operations so far.
struct FaultInjection {
    at: Option<InjectedFault>,
    trace: Option<File>,
    changes: u64,
}

/// A fault, and the number of the operation at which it occurs.
struct InjectedFault {
    change: u64,
    /// Whether all later operations fail as well.
    later: bool,
    /// The system error number, or `None` to end the process.
    error: Option<i32>,
}

/// The error number for a full disk. Removals still succeed.
const FULL: i32 = 28;
/// The error number for too many open files. Operations that open no file still succeed.
const TOO_MANY_OPEN: i32 = 24;

impl InjectedFault {
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let change = words.next()?;
        let error = match words.next()? {
            "kill" => None,
            "error" => Some(words.next()?.parse().ok()?),
            _ => return None,
        };
        Some(Self {
            change: change.trim_end_matches('+').parse().ok()?,
            later: change.ends_with('+'),
            error,
        })
    }

    /// Returns whether the fault applies to `change`, the `nth` operation.
    fn applies_to(&self, nth: u64, change: FileOperation<'_>) -> bool {
        let removes = matches!(
            change,
            FileOperation::Remove(_) | FileOperation::RemoveFolder(_)
        );
        let opens = matches!(
            change,
            FileOperation::Create(_) | FileOperation::Touch(_) | FileOperation::SyncFolder(_)
        );
        let may_fail = match self.error {
            Some(FULL) => !removes,
            Some(TOO_MANY_OPEN) => opens,
            _ => true,
        };
        may_fail && (nth == self.change || self.later && nth > self.change)
    }
}

fn faults() -> Option<&'static Mutex<FaultInjection>> {
    static FAULTS: OnceLock<Option<Mutex<FaultInjection>>> = OnceLock::new();
    let read = || {
        let at = std::env::var("FIGURED_FAULT").ok();
        // Aborts if the fault cannot be parsed. If a misspelled fault were ignored, the test would run without any
        // fault.
        let at = at.map(|text| InjectedFault::parse(&text).unwrap_or_else(|| abort()));
        let trace = std::env::var_os("FIGURED_TRACE");
        let trace = trace.map(|path| {
            let file = OpenOptions::new().create(true).append(true).open(path);
            file.unwrap_or_else(|_| abort())
        });
        (at.is_some() || trace.is_some()).then(|| {
            Mutex::new(FaultInjection {
                at,
                trace,
                changes: 0,
            })
        })
    };
    FAULTS.get_or_init(read).as_ref()
}

/// Performs an operation, or injects the fault instead if it applies to the operation. Operations are performed one at
/// a time, so that the trace lists them in order.
pub fn perform<T>(change: FileOperation<'_>, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let Some(faults) = faults() else {
        return act();
    };
    let mut faults = faults.lock().unwrap_or_else(PoisonError::into_inner);
    faults.changes += 1;
    if let Some(at) = faults
        .at
        .as_ref()
        .filter(|at| at.applies_to(faults.changes, change))
    {
        if let (FileOperation::Write(path, bytes), true) = (change, at.change == faults.changes) {
            let file = OpenOptions::new().append(true).open(path);
            let _ = file.and_then(|mut file| file.write_all(&bytes[..bytes.len() / 2]));
        }
        return Err(match at.error {
            Some(error) => io::Error::from_raw_os_error(error),
            None => abort(),
        });
    }
    let made = act()?;
    if let Some(trace) = &mut faults.trace {
        trace.write_all(&trace_line(change))?;
    }
    Ok(made)
}

/// Formats an operation for the trace: a line of tab-separated fields, followed by the bytes if the operation is a
/// write.
fn trace_line(change: FileOperation<'_>) -> Vec<u8> {
    let told = |kind: &str, paths: &[&Path], length: usize| {
        let mut line = kind.to_owned();
        for path in paths {
            let path = std::path::absolute(path).unwrap_or_else(|_| abort());
            line = format!("{line}\t{}", path.display());
        }
        format!("{line}\t{length}\n").into_bytes()
    };
    match change {
        FileOperation::MakeFolder(path) => told("make_folder", &[path], 0),
        FileOperation::Create(path) => told("create", &[path], 0),
        FileOperation::Touch(path) => told("touch", &[path], 0),
        FileOperation::Write(path, bytes) => [&told("write", &[path], bytes.len()), bytes].concat(),
        FileOperation::Sync(path) => told("sync", &[path], 0),
        FileOperation::Rename(from, to) => told("rename", &[from, to], 0),
        FileOperation::Remove(path) => told("remove", &[path], 0),
        FileOperation::RemoveFolder(path) => told("remove_folder", &[path], 0),
        FileOperation::SyncFolder(path) => told("sync_folder", &[path], 0),
    }
}
