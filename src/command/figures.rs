//! `search figures`: lists or exports matching figures.

use std::io::{self, BufWriter, Write};

use super::Status;
use super::export::Export;
use super::figure_query::{
    FigureQuery, SHOWN, report_count, report_found, report_warnings, shown_part,
};
use super::groups::groups;
use crate::cli::{FiguresArgs, Global};
use crate::output::{Style, figure_row_text};
use crate::query::page_of;

/// Prints or exports the figures that match a query.
pub fn figures(global: &Global, args: &FiguresArgs, style: Style) -> anyhow::Result<Status> {
    if let Some(by) = args.group_by {
        return groups(global, args, by, style);
    }
    let export = Export::from_args(args)?;
    let Some(query) = FigureQuery::new(global, &args.figure_query)? else {
        return Ok(Status::Failed);
    };
    let figures = query.figures()?;
    // An export of all figures is not ranked unless `--sort` is given. In index order, each article is read only once.
    let all = export.is_some() && args.limit.is_none() && args.offset == 0;
    let sorted = match args.sort {
        None if all => figures.unsorted(),
        sort => figures.sorted(sort.unwrap_or_default())?,
    };
    let limit = match (args.limit, &export) {
        (Some(limit), _) => limit,
        (None, Some(_)) => usize::MAX,
        (None, None) => SHOWN,
    };
    let shown = page_of(&sorted, args.offset, limit);
    let quiet = export.as_ref().is_some_and(Export::includes_header);
    if !quiet {
        report_warnings(&figures);
    }
    let written = if let Some(export) = export {
        export.write(&query, &figures, shown)?
    } else {
        let mut out = BufWriter::new(io::stdout().lock());
        for (rank, row) in (args.offset + 1..).zip(figures.rows(shown.iter().copied())) {
            figure_row_text(&mut out, rank, &row?, style)?;
        }
        out.flush()?;
        None
    };
    if !quiet {
        if let Some(written) = written {
            report_found(&figures, written, None);
        } else {
            let part = (shown.len() < figures.total())
                .then(|| shown_part(args.offset, shown.len(), limit));
            report_count(&figures, part);
        }
    }
    Ok(Status::found(figures.total()))
}
