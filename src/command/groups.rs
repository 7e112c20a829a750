//! `search figures --group-by`: groups matching figures.

use std::io::{self, BufWriter, Write};

use super::Status;
use super::figure_query::{
    FigureQuery, SHOWN, json_list, report_count, report_warnings, shown_part,
};
use crate::cli::{FiguresArgs, Global};
use crate::output::{GroupRow, GroupView, Style, groups_csv, groups_text};
use crate::plural::count_of;
use crate::query::{Dimension, FigureGroup, FigureRows, page_of};

/// Prints the figures that match a query, grouped by `by`.
pub fn groups(
    global: &Global,
    args: &FiguresArgs,
    by: Dimension,
    style: Style,
) -> anyhow::Result<Status> {
    let Some(query) = FigureQuery::new(global, &args.figure_query)? else {
        return Ok(Status::Failed);
    };
    let mut figures = query.figures()?;
    figures.leave_out_uncertain(&query.search, by.fact().as_slice())?;
    let format = args.format;
    let limit = format.limit(args.limit, SHOWN);
    let groups = figures.groups(by, &query.aliases)?;
    let page = page_of(&groups, args.offset, limit);
    let mut reading = figures.reading();
    let rows = page.iter().map(|group| row(&mut reading, group));
    let mut out = BufWriter::new(io::stdout().lock());
    if !format.json {
        report_warnings(&figures);
    }
    if let Some(mut list) = json_list(&mut out, format, &query.header(&figures), "groups")? {
        for row in rows {
            list.item(&GroupView::new(&row?))?;
        }
        list.end()?;
    } else if format.csv {
        groups_csv(&mut out, by.word(), rows)?;
    } else if !page.is_empty() {
        let rows: Vec<_> = rows.collect::<anyhow::Result<_>>()?;
        groups_text(&mut out, by.word(), &rows, style)?;
    }
    out.flush()?;
    if !format.json {
        let total = groups.len();
        let part = (page.len() < total).then(|| shown_part(args.offset, page.len(), limit));
        let found = (total > 0).then(|| format!("{} by {}", count_of(total, "group"), by.word()));
        report_count(&figures, found.into_iter().chain(part));
    }
    Ok(Status::found(figures.total()))
}

fn row<'a>(rows: &mut FigureRows<'_>, group: &'a FigureGroup) -> anyhow::Result<GroupRow<'a>> {
    Ok(GroupRow {
        group,
        lowest: rows.read(group.lowest, 0.0)?,
        highest: rows.read(group.highest, 0.0)?,
        first: rows.read(group.first, 0.0)?,
    })
}
