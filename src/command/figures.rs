//! `search figures`

use std::io::{self, BufWriter, Write};

use super::Status;
use super::ask::{Ask, tell_count, warn};
use crate::cli::{FiguresArgs, Global};
use crate::output::{
    FigureTable, FoldedRow, FoldedView, JsonAnswer, RowView, Style, counted, folded_csv,
    folded_text, json_line, row_text,
};
use crate::query::{Dimension, Figures, Folded};

/// So many figures are shown to a person who does not say how many.
const SHOWN: usize = 20;

/// Answers with figures.
pub fn figures(global: &Global, args: &FiguresArgs, style: Style) -> anyhow::Result<Status> {
    let Some(ask) = Ask::new(global, &args.ask)? else {
        return Ok(Status::Failed);
    };
    let figures = ask.figures()?;
    let format = args.format;
    let whole = format.json || format.jsonl || format.csv;
    let limit = args.limit.unwrap_or(if whole { usize::MAX } else { SHOWN });
    let mut out = BufWriter::new(io::stdout().lock());
    if !format.json {
        warn(&figures);
    }
    let (shown, total) = if let Some(by) = args.group_by {
        let groups = figures.groups(by, &ask.aliases)?;
        let page = page(&groups, args.offset, limit);
        folded(&mut out, &ask, &figures, args, (by, page))?;
        (page.len(), groups.len())
    } else {
        let sorted = figures.sorted(args.sort)?;
        let page = page(&sorted, args.offset, limit);
        listed(&mut out, &ask, &figures, args, page, style)?;
        (page.len(), sorted.len())
    };
    out.flush()?;
    if !format.json {
        let groups = args
            .group_by
            .filter(|_| total > 0)
            .map(|by| format!("{} by {}", counted(total, "group"), by.word()));
        let part = (shown < total).then(|| shown_part(args.offset, shown, limit));
        tell_count(&figures, groups.into_iter().chain(part));
    }
    Ok(Status::found(figures.total()))
}

fn page<T>(all: &[T], offset: usize, limit: usize) -> &[T] {
    let rest = all.get(offset..).unwrap_or_default();
    &rest[..rest.len().min(limit)]
}

/// Which are shown, where not all are.
fn shown_part(offset: usize, shown: usize, limit: usize) -> String {
    match (offset, shown) {
        (_, 0) if limit == 0 => "none shown".to_owned(),
        (_, 0) => format!("none after the first {offset}"),
        (0, _) => format!("the first {shown} shown"),
        _ => format!("{} to {} shown", offset + 1, offset + shown),
    }
}

/// Writes figures, a row each.
fn listed(
    out: &mut impl Write,
    ask: &Ask,
    figures: &Figures<'_>,
    args: &FiguresArgs,
    page: &[(usize, f32)],
    style: Style,
) -> anyhow::Result<()> {
    let rows = figures.rows(page.iter().copied());
    if args.format.json {
        let mut answer = JsonAnswer::new(out, &ask.asked(figures), "figures")?;
        for row in rows {
            answer.item(&RowView::new(&row?))?;
        }
        answer.end()?;
    } else if args.format.csv {
        let mut table = FigureTable::new(out)?;
        for row in rows {
            table.row(&row?)?;
        }
        table.end()?;
    } else if args.format.jsonl {
        for row in rows {
            json_line(out, &RowView::new(&row?))?;
        }
    } else {
        for (rank, row) in (args.offset + 1..).zip(rows) {
            row_text(out, rank, &row?, style)?;
        }
    }
    Ok(())
}

/// Writes groups of figures, a row each.
fn folded(
    out: &mut impl Write,
    ask: &Ask,
    figures: &Figures<'_>,
    args: &FiguresArgs,
    (by, page): (Dimension, &[Folded]),
) -> anyhow::Result<()> {
    let rows = page.iter().map(|group| folded_row(figures, group));
    if args.format.json {
        let mut answer = JsonAnswer::new(out, &ask.asked(figures), "groups")?;
        for row in rows {
            answer.item(&FoldedView::new(&row?))?;
        }
        answer.end()?;
    } else if args.format.csv {
        folded_csv(out, by.word(), rows)?;
    } else if args.format.jsonl {
        for row in rows {
            json_line(out, &FoldedView::new(&row?))?;
        }
    } else if !page.is_empty() {
        let rows: Vec<_> = rows.collect::<anyhow::Result<_>>()?;
        folded_text(out, by.word(), &rows)?;
    }
    Ok(())
}

fn folded_row<'a>(figures: &Figures<'_>, group: &'a Folded) -> anyhow::Result<FoldedRow<'a>> {
    Ok(FoldedRow {
        group,
        lowest: figures.row(group.lowest)?,
        highest: figures.row(group.highest)?,
        first: figures.row(group.first)?,
    })
}
