//! `search timeline`: shows how a figure changed over time.

use std::io::{self, BufWriter, Write};

use super::Status;
use super::figure_query::{FigureQuery, json_list, report_count, report_warnings, shown_part};
use crate::cli::{Global, TimelineArgs};
use crate::figure::Fact;
use crate::output::{
    PointRow, PointView, Style, timeline_csv, timeline_left_out, timeline_plot, timeline_table,
};
use crate::plural::count_of;
use crate::query::{Figures, Point, Timeline};

/// The default number of table rows in text output.
const SHOWN: usize = 50;

/// Prints the timeline of the figures that match a query.
pub fn timeline(global: &Global, args: &TimelineArgs, style: Style) -> anyhow::Result<Status> {
    let Some(query) = FigureQuery::new(global, &args.figure_query)? else {
        return Ok(Status::Failed);
    };
    let mut figures = query.figures()?;
    let facts = [Fact::Measure, Fact::Time, Fact::Stance];
    let facts: Vec<_> = facts.into_iter().chain(args.group_by.fact()).collect();
    figures.leave_out_rates(&query.search)?;
    figures.leave_out_uncertain(&query.search, &facts)?;
    let timeline = figures.timeline(args.by, args.group_by, &query.aliases)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let limit = args.format.limit(args.limit, SHOWN);
    let shown = &timeline.points[..timeline.points.len().min(limit)];
    let rows = rows(&figures, &timeline, shown);
    if !args.format.json {
        report_warnings(&figures);
    }
    let header = query.header(&figures);
    if let Some(mut list) = json_list(&mut out, args.format, &header, "points")? {
        for row in rows {
            list.item(&PointView::new(&row?))?;
        }
        list.end()?;
    } else if args.format.csv {
        timeline_csv(&mut out, rows)?;
    } else if figures.total() > 0 {
        timeline_plot(&mut out, &timeline, style)?;
        writeln!(out)?;
        let shown: Vec<_> = rows.collect::<anyhow::Result<_>>()?;
        timeline_table(&mut out, &shown, style)?;
    }
    out.flush()?;
    if !args.format.json {
        let points = timeline.points.len();
        let cut = (points > limit).then(|| {
            format!(
                "{} of {}",
                shown_part(0, limit, limit),
                count_of(points, "row")
            )
        });
        report_count(
            &figures,
            cut.into_iter().chain(timeline_left_out(&timeline)),
        );
    }
    Ok(Status::found(figures.total()))
}

/// Returns a row for each point, with the point's earliest figure.
fn rows<'a>(
    figures: &Figures<'_>,
    timeline: &'a Timeline,
    points: &'a [Point],
) -> impl Iterator<Item = anyhow::Result<PointRow<'a>>> {
    let firsts = figures.rows(points.iter().map(|point| (point.first, 0.0)));
    points.iter().zip(firsts).map(move |(point, first)| {
        Ok(PointRow {
            timeline,
            point,
            first: first?,
        })
    })
}
