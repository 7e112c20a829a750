//! Checks the history, line by line.

use crate::storage::layout;
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::findings::{IndexCheck, MOST};
use super::remedy::Remedy;
use crate::regular_file;
use crate::storage::history::ArticleVersion;
use crate::storage::ingest_report::IngestReport;

/// Checks the history. `last` is the report of the last ingest, which records the size that the history had then. A
/// broken line beyond that size is not damage, because an interrupted ingest may have left it.
pub fn check_history(check: &mut IndexCheck, index: &Path, last: Option<&IngestReport>) {
    let noted = last.and_then(|last| last.state.as_ref());
    // If the report is damaged, the recorded size is unknown, and every broken line counts as damage.
    let unknown = if index.join(layout::INGEST_REPORT).exists() {
        u64::MAX
    } else {
        0
    };
    let whole = last.map_or(unknown, |_| noted.map_or(0, |(_, size)| *size));
    let mut lines = Lines::default();
    let path = index.join(layout::HISTORY);
    let walked = match regular_file::open(&path) {
        Ok(file) => lines.walk(BufReader::new(file), whole),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(e),
    };
    check.checked.files += u64::from(lines.bytes > 0);
    check.checked.bytes += lines.bytes;
    check.checked.versions += lines.read;
    let mut damage = |what: String| check.damage(layout::HISTORY, what, Remedy::History);
    if let Err(e) = walked {
        damage(format!("cannot be read: {e}"));
    } else if noted.is_some() && lines.bytes < whole {
        let missing = whole - lines.bytes;
        damage(format!(
            "the last {} missing",
            if missing == 1 {
                "byte is".to_owned()
            } else {
                format!("{missing} bytes are")
            }
        ));
    }
    for &(line, why) in lines.broken.iter().take(MOST) {
        damage(format!("line {line} {why}"));
    }
    if lines.broken.len() > MOST {
        damage(format!(
            "damaged lines not listed: {}",
            lines.broken.len() - MOST
        ));
    }
    if lines.unfinished > 0 {
        check.remark(
            layout::HISTORY,
            "an interrupted ingest left an incomplete last line; the next ingest will remove that line",
        );
    }
}

/// The results of checking the lines of a history.
#[derive(Default)]
struct Lines {
    bytes: u64,
    /// The number of intact lines.
    read: u64,
    /// The line numbers of the broken lines, each with the reason.
    broken: Vec<(u64, &'static str)>,
    /// The number of broken lines that an interrupted ingest may have left.
    unfinished: u64,
}

impl Lines {
    fn walk(&mut self, mut file: impl BufRead, whole: u64) -> std::io::Result<()> {
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            if file.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            let wrong = match line.strip_suffix(b"\n") {
                Some(line) => ArticleVersion::why_invalid(line),
                None => Some("is incomplete"),
            };
            match wrong {
                None => self.read += 1,
                Some(_) if self.bytes >= whole => self.unfinished += 1,
                Some(why) => self.broken.push((number, why)),
            }
            self.bytes += line.len() as u64;
        }
        Ok(())
    }
}
