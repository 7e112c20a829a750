//! Catches panics and reports them as errors, because tantivy panics on some damaged files. The report names the
//! damaged file or, if no file is damaged, asks the user to report a bug.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::error::quoted;
use crate::hints::{HintedError, MORE_THREADS};
use crate::storage::IndexFolder;

/// The message of the first panic in any thread. Later panics are usually consequences of it.
static FIRST: Mutex<Option<String>> = Mutex::new(None);

/// A phrase from the standard library's panic message when a thread cannot be started.
const NO_THREAD: &str = "failed to spawn thread";

/// Runs a function that may panic. If it does, returns the message of the first panic as the error.
pub fn catch<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    let before = take_hook();
    set_hook(Box::new(record_panic));
    let outcome = catch_unwind(AssertUnwindSafe(run));
    set_hook(before);
    outcome.map_err(|_| {
        let first = FIRST.lock().unwrap_or_else(PoisonError::into_inner).take();
        first.unwrap_or_else(|| "unknown place".to_owned())
    })
}

/// Records a panic instead of printing it. With `-v`, the panic is logged as well.
fn record_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    let place = place.unwrap_or_else(|| "unknown place".to_owned());
    let what = panic.payload_as_str().unwrap_or("no message");
    tracing::info!("panic at {place}: {what}");
    let mut first = FIRST.lock().unwrap_or_else(PoisonError::into_inner);
    first.get_or_insert_with(|| format!("{place}: {what}"));
}

/// Returns the error to print for a command that panicked. A quick check of the index decides whether the error reports
/// damage or a bug. Blaming the index without a check would hide bugs.
pub fn describe(panic: &str, command: &str, index: Option<&Path>) -> anyhow::Error {
    if panic.contains(NO_THREAD) {
        let cause = format!("`search {command}` could not start a thread");
        return HintedError::error(cause, MORE_THREADS);
    }
    let cause = format!("internal error in `search {command}` ({panic})");
    let report = "please report this bug with the command you ran";
    let Some(path) = index else {
        return HintedError::error(cause, report);
    };
    let index = quoted(path);
    match crate::check::first_damage(&IndexFolder::new(path)) {
        Ok(Some(damage)) => HintedError::error(
            format!(
                "`search {command}` failed: the index in {} is damaged ({}: {})",
                path.display(),
                damage.path.display(),
                damage.what
            ),
            format!("run `search check --index {index}`"),
        ),
        Ok(None) => HintedError::error(
            format!("{cause}; the index in {} is not damaged", path.display()),
            report,
        ),
        Err(e) => HintedError::error(
            format!("{cause}; the index cannot be checked now ({e})"),
            format!("run `search check --index {index}`; if it finds no damage, {report}"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(error: &anyhow::Error) -> String {
        let hint = crate::error::hint_of(error).expect("a hint");
        format!("{error}\nhint: {hint}")
    }

    #[test]
    fn panic_report_distinguishes_damage_from_bugs() {
        assert_eq!(catch(|| 5), Ok(5));
        let panic = catch(|| {
            std::thread::scope(|scope| {
                scope.spawn(|| panic!("within a thread"));
            });
        });
        let panic = panic.expect_err("panics");
        assert!(panic.starts_with("src/panic_report.rs:"), "{panic}");
        assert!(panic.ends_with(": within a thread"), "{panic}");
        let said = shown(&describe(&panic, "extract", None));
        for part in [
            "internal error in `search extract` (",
            &panic,
            "report this bug with the command you ran",
        ] {
            assert!(said.contains(part), "{said}");
        }
        let refused = format!("a.rs: {NO_THREAD}: Os {{ code: 11 }}");
        let said = shown(&describe(&refused, "ingest", Some(Path::new("none"))));
        assert!(
            said.ends_with("with `ulimit -v`, then run the command again"),
            "{said}"
        );
        let folder = tempfile::tempdir().expect("temporary folder");
        let said = shown(&describe(&panic, "query", Some(folder.path())));
        assert!(
            said.contains("cannot be checked now (no index in"),
            "{said}"
        );
        std::fs::create_dir(folder.path().join("generation-000001")).expect("creates");
        std::fs::write(folder.path().join("history.jsonl"), "").expect("writes");
        let said = shown(&describe(&panic, "query", Some(folder.path())));
        for part in [
            "is damaged (CURRENT: file is missing)",
            "run `search check --index",
        ] {
            assert!(said.contains(part), "{said}");
        }
    }
}
