//! `search figures`

use std::io::{self, BufWriter, Write};

use super::Status;
use super::ask::{Ask, tell_count, warn};
use crate::cli::{FiguresArgs, Global};
use crate::output::{FigureTable, JsonAnswer, RowView, Style, row_jsonl, row_text};

/// So many figures are shown to a person who does not say how many.
const SHOWN: usize = 20;

/// Answers with figures.
pub fn figures(global: &Global, args: &FiguresArgs, style: Style) -> anyhow::Result<Status> {
    let Some(ask) = Ask::new(global, &args.ask)? else {
        return Ok(Status::Failed);
    };
    let figures = ask.figures()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let page = args.json || args.jsonl || args.csv;
    let limit = args.limit.unwrap_or(if page { usize::MAX } else { SHOWN });
    let sorted = figures.sorted(args.sort)?;
    let shown = sorted.get(args.offset..).unwrap_or_default();
    let shown = &shown[..shown.len().min(limit)];
    let rows = figures.rows(shown.iter().copied());
    if args.json {
        let mut answer = JsonAnswer::new(&mut out, &ask.asked(&figures), "figures")?;
        for row in rows {
            answer.item(&RowView::new(&row?))?;
        }
        answer.end()?;
    } else {
        warn(&figures);
        if args.csv {
            let mut table = FigureTable::new(&mut out)?;
            for row in rows {
                table.row(&row?)?;
            }
            table.end()?;
        } else if args.jsonl {
            for row in rows {
                row_jsonl(&mut out, &row?)?;
            }
        } else {
            for (rank, row) in (args.offset + 1..).zip(rows) {
                row_text(&mut out, rank, &row?, style)?;
            }
        }
        out.flush()?;
        let part = (shown.len() < figures.total()).then(|| shown_part(args.offset, shown.len()));
        tell_count(&figures, part);
    }
    Ok(if figures.total() == 0 {
        Status::Nothing
    } else {
        Status::Done
    })
}

/// Which of the figures are shown, where not all are.
fn shown_part(offset: usize, shown: usize) -> String {
    match (offset, shown) {
        (_, 0) => format!("none after the first {offset}"),
        (0, _) => format!("the first {shown} shown"),
        _ => format!("{} to {} shown", offset + 1, offset + shown),
    }
}
