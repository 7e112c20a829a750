//! `search conflicts`: finds sources that contradict each other.

use std::io::{self, BufWriter, Write};

use super::Status;
use super::figure_query::{FigureQuery, json_list, report_count, report_warnings};
use crate::cli::{ConflictsArgs, Global};
use crate::figure::Fact;
use crate::output::stderr::status;
use crate::output::{
    AnswerHeader, ConflictRow, ConflictView, Style, conflict_text, conflicts_csv,
    conflicts_merged_names,
};
use crate::plural::count_of;
use crate::query::{Conflict, FigureRows};

/// The default number of conflicts in text output.
const SHOWN: usize = 10;

/// Prints the conflicts among the matching figures.
pub fn conflicts(global: &Global, args: &ConflictsArgs, style: Style) -> anyhow::Result<Status> {
    let Some(query) = FigureQuery::new(global, &args.figure_query)? else {
        return Ok(Status::Failed);
    };
    let mut figures = query.figures()?;
    figures.leave_out_rates(&query.search)?;
    figures.leave_out_uncertain(&query.search, &Fact::ESSENTIAL)?;
    let found = query
        .search
        .conflicts(&figures, args.within.into(), &query.aliases)?;
    let total = found.conflicts.len();
    let mut out = BufWriter::new(io::stdout().lock());
    let limit = args.format.limit(args.limit, SHOWN);
    let mut reading = figures.reading();
    let rows = found
        .conflicts
        .iter()
        .take(limit)
        .map(|one| row(&mut reading, one));
    if !args.format.json {
        report_warnings(&figures);
    }
    let header = AnswerHeader {
        total,
        ..query.header(&figures)
    };
    if let Some(mut list) = json_list(&mut out, args.format, &header, "conflicts")? {
        for row in rows {
            list.item(&ConflictView::new(&row?))?;
        }
        list.end()?;
    } else if args.format.csv {
        conflicts_csv(&mut out, rows)?;
    } else {
        let shown: Vec<_> = rows.collect::<anyhow::Result<_>>()?;
        for (nth, row) in shown.iter().enumerate() {
            conflict_text(&mut out, nth + 1, row, style)?;
        }
        conflicts_merged_names(&mut out, &shown, style)?;
    }
    out.flush()?;
    if !args.format.json {
        let differ = (figures.total() > 0).then(|| match total {
            0 => "no conflicts found".to_owned(),
            total => count_of(total, "conflict"),
        });
        let cut = (total > limit).then(|| match limit {
            1 => "showing the widest".to_owned(),
            _ => format!("showing the widest {limit}"),
        });
        report_count(&figures, differ.into_iter().chain(cut));
        let left = found
            .left_out
            .iter()
            .map(|(why, count)| format!("{why} ({count})"));
        let left: Vec<_> = left.collect();
        if !left.is_empty() {
            status(&format!("not compared: {}", left.join("; ")));
        }
    }
    Ok(Status::found(total))
}

fn row<'a>(rows: &mut FigureRows<'_>, conflict: &'a Conflict) -> anyhow::Result<ConflictRow<'a>> {
    let mut sides = Vec::new();
    for side in &conflict.sides {
        let (lowest, highest) = (rows.read(side.lowest, 0.0)?, rows.read(side.highest, 0.0)?);
        sides.push((side, lowest, highest));
    }
    Ok(ConflictRow { conflict, sides })
}
