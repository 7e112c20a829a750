//! `search query`: prints matching articles.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::Instant;

use super::{Status, today};
use crate::cli::{Global, QueryArgs};
use crate::hints::HintedError;
use crate::index::IndexReader;
use crate::output::stderr::{hidden_articles, query_warning, status};
use crate::output::{Style, answer_csv, answer_json, answer_text, hits_jsonl};
use crate::plural::{count_of, with_commas};
use crate::query::{Answer, Included, Search, Sort, parse};
use crate::sanitize::sanitize;
use crate::storage::IndexFolder;

/// Prints the articles that match a query.
pub fn query(global: &Global, args: &QueryArgs, style: Style) -> anyhow::Result<Status> {
    let start = Instant::now();
    let text = args.query.join(" ");
    if args.query.is_empty() {
        return Err(HintedError::error(
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
    let reader = IndexReader::open_for_lookups(&IndexFolder::new(&global.index))?;
    let search = Search {
        query: parsed.query,
        any: args.any,
        include: Included {
            vague: args.vague,
            uncertain: args.uncertain,
            rates: false,
        },
        matching: args.matching,
        sort: args.sort,
        offset: args.offset,
        limit: if args.count { 0 } else { args.limit },
        copies: args.copies,
        seen_after: None,
    };
    let mut answer = search.run(&reader)?;
    answer.warnings.splice(0..0, parsed.warnings);
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

/// Writes an answer in any format except `--json`. Warnings and the status line go to standard error.
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
            let line = format!("read as: {}", sanitize(&answer.read_as));
            writeln!(out, "{}\n", style.wrap(&line, 2))?;
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

/// Formats the number of matching articles, and how many more are hidden.
fn count_line(search: &Search, answer: &Answer, shown: bool) -> String {
    let found = match answer.total {
        0 => "nothing found".to_owned(),
        total => shown
            .then(|| shown_part(search, answer))
            .flatten()
            .unwrap_or_else(|| count_of(total, "article")),
    };
    let parts = std::iter::once(found).chain(hidden_articles(answer.excluded));
    parts.collect::<Vec<_>>().join("; ")
}

/// Describes which hits are shown. Returns `None` if all are shown, or if the limit is 0.
fn shown_part(search: &Search, answer: &Answer) -> Option<String> {
    let (total, shown, before) = (answer.total, answer.hits.len(), search.offset);
    if shown == total || search.limit == 0 {
        return None;
    }
    let all = count_of(total, "article");
    Some(match shown {
        0 => format!("{all}, none after the first {before}"),
        1 if before == 0 => format!("showing the {} of {all}", first_word(search.sort)),
        1 if before > 0 => format!(
            "showing article {} of {}",
            before + 1,
            with_commas(&total.to_string())
        ),
        _ if before > 0 => format!("showing {} to {} of {all}", before + 1, before + shown),
        _ => format!("showing the {} {shown} of {all}", first_word(search.sort)),
    })
}

/// Returns an adjective that describes the first hits in a sort order.
fn first_word(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "best",
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
    }
}

/// Repeats a search that found nothing, and prints the articles that contain at least one of the words.
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
        let contain = if wider.total == 1 {
            "contains"
        } else {
            "contain"
        };
        let articles = count_of(wider.total, "article");
        status(&format!("{articles} {contain} some of the words:"));
        answer_text(out, &wider, search, explain, style)?;
        out.flush()?;
    }
    Ok(())
}
