//! `search figures --group-by`

use std::io::{self, BufWriter, Write};

use super::Status;
use super::ask::{Ask, tell_count, warn};
use super::figures::{SHOWN, page, shown_part};
use crate::cli::{FiguresArgs, Global};
use crate::output::{FoldedRow, FoldedView, JsonAnswer, folded_csv, folded_text, json_line};
use crate::query::{Dimension, Figures, Folded};

/// Answers with figures folded into groups.
pub fn groups(global: &Global, args: &FiguresArgs, by: Dimension) -> anyhow::Result<Status> {
    let Some(ask) = Ask::new(global, &args.ask)? else {
        return Ok(Status::Failed);
    };
    let figures = ask.figures()?;
    let format = args.format;
    let whole = format.json || format.jsonl || format.csv;
    let limit = args.limit.unwrap_or(if whole { usize::MAX } else { SHOWN });
    let groups = figures.groups(by, &ask.aliases)?;
    let page = page(&groups, args.offset, limit);
    let rows = page.iter().map(|group| row(&figures, group));
    let mut out = BufWriter::new(io::stdout().lock());
    if format.json {
        let mut answer = JsonAnswer::new(&mut out, &ask.asked(&figures), "groups")?;
        for row in rows {
            answer.item(&FoldedView::new(&row?))?;
        }
        answer.end()?;
        return Ok(Status::found(figures.total()));
    }
    warn(&figures);
    if format.csv {
        folded_csv(&mut out, by.word(), rows)?;
    } else if format.jsonl {
        for row in rows {
            json_line(&mut out, &FoldedView::new(&row?))?;
        }
    } else if !page.is_empty() {
        let rows: Vec<_> = rows.collect::<anyhow::Result<_>>()?;
        folded_text(&mut out, by.word(), &rows)?;
    }
    out.flush()?;
    let total = groups.len();
    let part = (page.len() < total).then(|| shown_part(args.offset, page.len()));
    let found = format!("{total} groups by {}", by.word());
    tell_count(&figures, std::iter::once(found).chain(part));
    Ok(Status::found(figures.total()))
}

fn row<'a>(figures: &Figures<'_>, group: &'a Folded) -> anyhow::Result<FoldedRow<'a>> {
    Ok(FoldedRow {
        group,
        lowest: figures.row(group.lowest)?,
        highest: figures.row(group.highest)?,
        first: figures.row(group.first)?,
    })
}
