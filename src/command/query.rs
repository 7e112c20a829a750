//! `search query`

use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::Instant;

use super::{Status, today};
use crate::cli::{Global, QueryArgs};
use crate::error::HintedError;
use crate::index::IndexReader;
use crate::output::stderr::{query_warning, status};
use crate::output::{Style, answer_csv, answer_json, answer_text, hits_jsonl};
use crate::query::{Answer, ExcludedCounts, Search, Sort, parse};
use crate::sanitize::sanitize;
use crate::storage::IndexFolder;

/// Answers a query.
pub fn query(global: &Global, args: &QueryArgs, style: Style) -> anyhow::Result<Status> {
    let start = Instant::now();
    let text = args.query.join(" ");
    if args.query.is_empty() {
        return Err(HintedError::new(
            "no query given",
            "try `search \"bodies repatriated\"`, or `search --help`",
        ));
    }
    let parsed = match parse(&text, today()?) {
        Ok(parsed) => parsed,
        Err(e) => {
            status(&e.to_string());
            return Ok(Status::Failed);
        }
    };
    let reader = IndexReader::open(&IndexFolder::new(&global.index))?;
    let search = Search {
        query: parsed.query,
        any: args.any,
        vague: args.vague,
        matching: args.matching,
        sort: args.sort,
        offset: args.offset,
        limit: if args.count { 0 } else { args.limit },
        copies: args.copies,
        seen_after: None,
    };
    let mut answer = search.run(&reader)?;
    let warnings = parsed.warnings.iter().map(ToString::to_string);
    answer.warnings.splice(0..0, warnings);
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        let took_ms = start.elapsed().as_secs_f64() * 1000.0;
        let parsed = search.query.to_string();
        answer_json(&mut out, &text, parsed, took_ms, &answer, args.explain)?;
        out.flush()?;
    } else {
        write_plainly(&mut out, &search, &reader, &answer, args, style)?;
    }
    Ok(if answer.total == 0 {
        Status::Nothing
    } else {
        Status::Done
    })
}

/// Writes an answer that has no place in it for what was left out: that goes to standard error.
fn write_plainly(
    out: &mut impl Write,
    search: &Search,
    reader: &IndexReader,
    answer: &Answer,
    args: &QueryArgs,
    style: Style,
) -> anyhow::Result<()> {
    for warning in &answer.warnings {
        query_warning(warning);
    }
    if args.count {
        writeln!(out, "{}", answer.total)?;
    } else if args.jsonl {
        if args.explain {
            status(&format!("read as: {}", sanitize(&answer.read_as)));
        }
        hits_jsonl(out, answer, args.explain)?;
    } else if args.csv {
        answer_csv(out, answer, search.offset)?;
    } else {
        if args.explain {
            writeln!(out, "read as: {}\n", sanitize(&answer.read_as))?;
        }
        answer_text(out, answer, search, args.explain, style)?;
    }
    out.flush()?;
    status(&count_line(search, answer, !args.count));
    let person = io::stdout().is_terminal() && !args.jsonl && !args.csv && !args.count;
    if answer.total == 0 && person && !args.any && !args.all {
        widen(out, search, reader, args.explain, style)?;
    }
    Ok(())
}

/// Says how many there are and what was left out.
fn count_line(search: &Search, answer: &Answer, shown: bool) -> String {
    let found = match answer.total {
        0 => "nothing found".to_owned(),
        1 => "1 article".to_owned(),
        total => format!("{total} articles"),
    };
    let shown = shown.then(|| shown_part(search, answer)).flatten();
    let parts = [Some(found), shown].into_iter().flatten();
    let parts = parts.chain(left_out(answer.excluded));
    parts.collect::<Vec<_>>().join("; ")
}

/// Says what articles were left out, and what takes them in.
pub(super) fn left_out(excluded: ExcludedCounts) -> impl Iterator<Item = String> {
    let ExcludedCounts {
        undated,
        vague,
        duplicates,
    } = excluded;
    let copies = match duplicates {
        1 => "copy or earlier version",
        _ => "copies and earlier versions",
    };
    let parts = [
        (undated > 0)
            .then(|| format!("{undated} without a date left out (date:unknown finds them)")),
        (vague > 0)
            .then(|| format!("{vague} with only a vague number left out (--vague takes them in)")),
        (duplicates > 0).then(|| format!("{duplicates} {copies} left out (--copies shows all)")),
    ];
    parts.into_iter().flatten()
}

/// Says which of the hits are shown, unless all are.
fn shown_part(search: &Search, answer: &Answer) -> Option<String> {
    let (total, shown, before) = (answer.total, answer.hits.len(), search.offset);
    if shown == total || search.limit == 0 {
        return None;
    }
    Some(match shown {
        0 => format!("none after the first {before}"),
        1 if before > 0 => format!("hit {} shown", before + 1),
        _ if before > 0 => format!("hits {} to {} shown", before + 1, before + shown),
        _ => {
            let first = match search.sort {
                Sort::Relevance => "best",
                Sort::Newest => "newest",
                Sort::Oldest => "oldest",
            };
            format!("the {first} {shown} shown")
        }
    })
}

/// Shows a person, where nothing has all the words, what has some.
fn widen(
    out: &mut impl Write,
    search: &Search,
    reader: &IndexReader,
    explain: bool,
    style: Style,
) -> anyhow::Result<()> {
    let wider = Search {
        any: true,
        ..search.clone()
    }
    .run(reader)?;
    if !wider.hits.is_empty() {
        let have = if wider.total == 1 { "has" } else { "have" };
        status(&format!("{} {have} some of the words:", wider.total));
        answer_text(out, &wider, search, explain, style)?;
        out.flush()?;
    }
    Ok(())
}
