//! `search ingest --dry-run`: previews the first articles, with the provenance of each field.

use std::io::{self, BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::article::{self, FieldMapping, ParseErrorKind, ParsedRecord, ReadContext};
use crate::cli::{Global, IngestArgs};
use crate::command::{Status, today};
use crate::input::{InputPart, WalkEntry, read_parts, real_path, walk};
use crate::output::stderr::{status, warn};
use crate::output::{Style, preview};
use crate::plural::count_of;
use crate::storage::{IndexFolder, remembered};

/// The maximum number of articles to show.
const SHOWN: usize = 10;
/// The maximum number of records to read, including those that are not articles.
const READ: usize = 1000;

/// Prints the preview.
pub fn dry_run(global: &Global, args: &IngestArgs, style: Style) -> anyhow::Result<Status> {
    let mut preview = Preview {
        mapping: args.map.clone().unwrap_or_default(),
        today: today()?.date(),
        style,
        out: Vec::new(),
        shown: 0,
        read: 0,
        failed: 0,
    };
    for root in roots(global, args)? {
        if preview.is_full() {
            break;
        }
        if let Some(mapping) = root.mapping.filter(|_| args.map.is_none()) {
            preview.mapping = mapping;
        }
        preview.root(&root.path, &global.index)?;
    }
    io::stdout().lock().write_all(&preview.out)?;
    let first = if preview.is_full() { "first " } else { "" };
    status(&match preview.shown {
        0 => "no article found; nothing was changed".to_owned(),
        shown => format!(
            "{first}{} shown; nothing was changed",
            count_of(shown, "article")
        ),
    });
    Ok(if preview.failed > 0 {
        Status::Incomplete
    } else {
        Status::Done
    })
}

/// An input root, and the field mapping that the index remembers for it, if any.
struct PreviewRoot {
    path: PathBuf,
    mapping: Option<FieldMapping>,
}

fn roots(global: &Global, args: &IngestArgs) -> anyhow::Result<Vec<PreviewRoot>> {
    let known = remembered(&IndexFolder::new(&global.index))?;
    if args.paths.is_empty() {
        let of = |(path, mapping): (PathBuf, FieldMapping)| PreviewRoot {
            path,
            mapping: Some(mapping),
        };
        return Ok(known.into_iter().map(of).collect());
    }
    let mapping = |path: &Path| {
        let same = |(known, _): &&(PathBuf, FieldMapping)| {
            path.canonicalize().is_ok_and(|real| real == *known)
        };
        known.iter().find(same).map(|(_, mapping)| mapping.clone())
    };
    Ok(args
        .paths
        .iter()
        .map(|path| PreviewRoot {
            path: path.clone(),
            mapping: mapping(path),
        })
        .collect())
}

struct Preview {
    mapping: FieldMapping,
    today: jiff::civil::Date,
    style: Style,
    out: Vec<u8>,
    shown: usize,
    read: usize,
    failed: usize,
}

impl Preview {
    fn is_full(&self) -> bool {
        self.shown >= SHOWN || self.read >= READ
    }

    fn root(&mut self, path: &Path, index: &Path) -> anyhow::Result<()> {
        if path == Path::new("-") {
            return self.input(Path::new("standard input"), io::stdin().lock());
        }
        let real = real_path(path).map_err(crate::error::at(path))?;
        let index = index.canonicalize().unwrap_or_else(|_| index.to_owned());
        for walked in walk(path, &real, &index) {
            match walked {
                WalkEntry::File(found) => self.file(&found.path),
                WalkEntry::Failed(path, e) => self.fail(&format!("{}: {e}", path.display())),
                WalkEntry::Other | WalkEntry::PassedOver(_) => {}
            }
            if self.is_full() {
                break;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path) {
        let mut refused = Vec::new();
        let mut each = |part: InputPart<'_>| self.part(path, part);
        let read = read_parts(path, &mut each, &mut |member, e| {
            refused.push(format!("{}/{member}: {e}", path.display()));
        });
        refused.extend(read.err().map(|e| format!("{}: {e}", path.display())));
        for refused in refused {
            self.fail(&refused);
        }
    }

    fn input(&mut self, path: &Path, input: impl io::Read) -> anyhow::Result<()> {
        let part = InputPart {
            member: None,
            name: "",
            input: &mut BufReader::new(input),
        };
        let _ = self.part(path, part).map_err(crate::error::at(path))?;
        Ok(())
    }

    fn part(&mut self, path: &Path, part: InputPart<'_>) -> io::Result<ControlFlow<()>> {
        let mapping = self.mapping.clone();
        let context = ReadContext {
            today: self.today,
            file_name: Some(part.name),
            mapping: &mapping,
        };
        let place = match part.member {
            Some(member) => format!("{}/{member}", path.display()),
            None => path.display().to_string(),
        };
        let mut told = ControlFlow::Continue(());
        article::read(part.input, &context, &mut |record| {
            self.record(&place, &record);
            if self.is_full() {
                told = ControlFlow::Break(());
            }
            told
        })?;
        Ok(told)
    }

    fn record(&mut self, place: &str, record: &ParsedRecord) {
        self.read += 1;
        let line = record
            .line
            .map(|line| format!(": line {line}"))
            .unwrap_or_default();
        match &record.outcome {
            Ok(article) => {
                self.shown += 1;
                let place = format!("{place}{line}");
                let text = preview(&place, article, record, self.style);
                self.out.extend(text.into_bytes());
            }
            Err(problem) if problem.kind == ParseErrorKind::NotAnArticle => {}
            Err(problem) => self.fail(&format!("{place}: {problem}")),
        }
    }

    fn fail(&mut self, message: &str) {
        self.failed += 1;
        warn(message);
    }
}
