//! `search facets`

use std::io::{self, BufWriter, Write};

use anyhow::bail;

use super::Status;
use super::ask::Ask;
use crate::cli::{FacetsArgs, Global};
use crate::output::{FacetView, JsonAnswer, Style, facet_text, facets_csv, json_line};
use crate::run::{complain, tell};

/// So many of each are shown to a person who does not say how many.
const SHOWN: usize = 20;

/// Counts what matches.
pub fn facets(global: &Global, args: &FacetsArgs, style: Style) -> anyhow::Result<Status> {
    let Some(by) = &args.by else {
        bail!("nothing to count by: try `search facets outlet,month \"bodies repatriated\"`");
    };
    let Some(ask) = Ask::new(global, &args.ask)? else {
        return Ok(Status::Failed);
    };
    let counted = ask.search.facets(&ask.reader, &by.0, &ask.aliases)?;
    let facets = &counted.facets;
    let whole = args.format.json || args.format.jsonl || args.format.csv;
    let limit = args.limit.unwrap_or(if whole { usize::MAX } else { SHOWN });
    let mut out = BufWriter::new(io::stdout().lock());
    let total = facets.iter().map(|facet| facet.total).max().unwrap_or(0);
    let mut asked = ask.asked_of(total, counted.excluded, &counted.warnings);
    asked.total = total;
    if args.format.json {
        let mut answer = JsonAnswer::new(&mut out, &asked, "facets")?;
        for facet in facets {
            answer.item(&FacetView::new(facet, limit))?;
        }
        answer.end()?;
    } else {
        for warning in &counted.warnings {
            complain(warning);
        }
        if args.format.jsonl {
            for facet in facets {
                json_line(&mut out, &FacetView::new(facet, limit))?;
            }
        } else if args.format.csv {
            facets_csv(&mut out, facets, limit)?;
        } else {
            for facet in facets {
                facet_text(&mut out, facet, limit, style)?;
            }
        }
        out.flush()?;
        if total == 0 {
            tell("nothing found");
        }
    }
    Ok(Status::found(total))
}
