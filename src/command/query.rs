//! `search query`

use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::Instant;

use anyhow::bail;

use super::{Status, today};
use crate::cli::{Global, QueryArgs};
use crate::index::{IndexFolder, Reader};
use crate::output::{Style, answer_json, answer_text, hits_jsonl};
use crate::query::{Answer, Search, parse};
use crate::run::complain;

/// Answers a query.
pub fn query(global: &Global, args: &QueryArgs, style: Style) -> anyhow::Result<Status> {
    let start = Instant::now();
    let text = args.query.join(" ");
    if args.query.is_empty() {
        bail!("no query given: try `search \"bodies repatriated\"`, or `search --help`");
    }
    let parsed = match parse(&text, today()?) {
        Ok(parsed) => parsed,
        Err(e) => {
            let _ = writeln!(io::stderr(), "{e}");
            return Ok(Status::Failed);
        }
    };
    let warnings: Vec<_> = parsed.warnings.iter().map(ToString::to_string).collect();
    let reader = Reader::open(&IndexFolder::new(&global.index))?;
    let search = Search { query: parsed.query, any: args.any, vague: args.vague, limit: args.limit };
    let mut out = BufWriter::new(io::stdout().lock());
    if args.count {
        let total = search.count(&reader)?;
        warnings.iter().for_each(|warning| complain(warning));
        writeln!(out, "{total}")?;
        out.flush()?;
        return Ok(found(total));
    }
    let mut answer = search.run(&reader)?;
    answer.warnings.splice(0..0, warnings);
    let took_ms = start.elapsed().as_secs_f64() * 1000.0;
    if args.json {
        answer_json(&mut out, &text, search.query.to_string(), took_ms, &answer)?;
    } else {
        answer.warnings.iter().for_each(|warning| complain(warning));
        if args.jsonl {
            hits_jsonl(&mut out, &answer)?;
        } else {
            answer_text(&mut out, &answer, style)?;
            out.flush()?;
            complain_of(&search, &reader, &answer, args, style, &mut out)?;
        }
    }
    out.flush()?;
    Ok(found(answer.total))
}

fn found(total: usize) -> Status {
    if total == 0 { Status::Nothing } else { Status::Done }
}

/// Says how many there are and what was left out; to a person, where nothing has all words, what has some.
fn complain_of(
    search: &Search,
    reader: &Reader,
    answer: &Answer,
    args: &QueryArgs,
    style: Style,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let mut line = match answer.total {
        0 => "nothing found".to_owned(),
        1 => "1 article".to_owned(),
        total => format!("{total} articles"),
    };
    if answer.hits.len() < answer.total {
        line += &format!(", the best {} shown", answer.hits.len());
    }
    let excluded = answer.excluded;
    if excluded.undated > 0 {
        line += &format!("; {} without a date left out (date:unknown finds them)", excluded.undated);
    }
    if excluded.vague > 0 {
        line += &format!("; {} with only a vague number left out (--vague takes them in)", excluded.vague);
    }
    let _ = writeln!(io::stderr(), "{line}");
    if answer.total == 0 && io::stdout().is_terminal() && !args.any && !args.all {
        let wider = Search { any: true, ..search.clone() }.run(reader)?;
        if wider.total > 0 {
            let _ = writeln!(io::stderr(), "{} have some of the words:", wider.total);
            answer_text(out, &wider, style)?;
        }
    }
    Ok(())
}

