//! Panics. tantivy panics on files that are not as it wrote them, and nobody should see that: what is said instead is
//! which file is damaged or, where none is, that the program is at fault.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::check::IndexCheck;
use crate::error::MORE_THREADS;
use crate::storage::IndexFolder;

/// The first panic, in whatever thread: those behind it follow from it.
static FIRST: Mutex<Option<String>> = Mutex::new(None);

/// What a panic says where the system starts no thread.
const NO_THREAD: &str = "failed to spawn thread";

/// Runs what may panic. What it panicked with is the error.
pub fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    let before = take_hook();
    set_hook(Box::new(note));
    let outcome = catch_unwind(AssertUnwindSafe(run));
    set_hook(before);
    outcome.map_err(|_| {
        let first = FIRST.lock().unwrap_or_else(PoisonError::into_inner).take();
        first.unwrap_or_else(|| "it is not known where".to_owned())
    })
}

/// Notes a panic in place of printing it; `-v` shows it.
fn note(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    let place = place.unwrap_or_else(|| "an unknown place".to_owned());
    let what = panic.payload_as_str().unwrap_or("no message");
    tracing::info!("panic at {place}: {what}");
    let mut first = FIRST.lock().unwrap_or_else(PoisonError::into_inner);
    first.get_or_insert_with(|| format!("{place}: {what}"));
}

/// What to say of a panic of a command, in place of its answer. Whether files are damaged is soon found out, and to blame
/// them without would hide a fault of ours.
pub fn explain(panic: &str, command: &str, index: Option<&Path>) -> String {
    if panic.contains(NO_THREAD) {
        return format!(
            "{command} was broken off: the system starts no more threads: {MORE_THREADS}"
        );
    }
    let ours =
        format!("this is a fault of the program: please report it, with what was typed ({panic})");
    let Some(path) = index else {
        return format!("{command} was broken off: {ours}");
    };
    let index = path.display();
    match IndexCheck::first_damage(&IndexFolder::new(path)) {
        Ok(Some(damage)) => format!(
            "{command} was broken off: the index in {index} is damaged ({}: {}): run `search check --index {index}`",
            damage.path.display(),
            damage.what
        ),
        Ok(None) => format!(
            "{command} was broken off: the files of the index in {index} are whole, and {ours}"
        ),
        Err(e) => format!(
            "{command} was broken off, and the index cannot be checked now ({e}): run `search check --index {index}`; if that \
             finds nothing, {ours}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_from_damage() {
        assert_eq!(caught(|| 5), Ok(5));
        let panic = caught(|| {
            std::thread::scope(|scope| {
                scope.spawn(|| panic!("within a thread"));
            });
        });
        let panic = panic.expect_err("panics");
        assert!(panic.starts_with("src/fault.rs:"), "{panic}");
        assert!(panic.ends_with(": within a thread"), "{panic}");
        let said = explain(&panic, "the extraction", None);
        for part in [
            "the extraction was broken off: this is a fault of the program",
            &panic,
        ] {
            assert!(said.contains(part), "{said}");
        }
        let refused = format!("a.rs: {NO_THREAD}: Os {{ code: 11 }}");
        let said = explain(&refused, "the ingest", Some(Path::new("none")));
        assert!(
            said.ends_with("with `ulimit -v`, then run the same again"),
            "{said}"
        );
        let folder = tempfile::tempdir().expect("temporary folder");
        let said = explain(&panic, "the query", Some(folder.path()));
        assert!(
            said.contains("cannot be checked now (no index in"),
            "{said}"
        );
        std::fs::create_dir(folder.path().join("generation-000001")).expect("creates");
        std::fs::write(folder.path().join("history.jsonl"), "").expect("writes");
        let said = explain(&panic, "the query", Some(folder.path()));
        for part in [
            "is damaged (CURRENT: it is missing)",
            "run `search check --index",
        ] {
            assert!(said.contains(part), "{said}");
        }
    }
}
