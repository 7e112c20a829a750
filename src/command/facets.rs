//! `search facets`: counts the matching articles and figures by facet.

use std::io::{self, BufWriter, Write};

use super::Status;
use super::figure_query::{FigureQuery, json_list, report_asks};
use crate::cli::{FacetsArgs, Global};
use crate::hints::HintedError;
use crate::output::stderr::{hidden_articles, hidden_figures, query_warning, status};
use crate::output::{AnswerHeader, FacetView, Style, facet_text, facets_csv};
use crate::plural::{count_of, with_commas};
use crate::query::Facet;

/// The default number of values for each facet in text output.
const SHOWN: usize = 20;

/// Prints how many matches have each value of the requested facets.
pub fn facets(global: &Global, args: &FacetsArgs, style: Style) -> anyhow::Result<Status> {
    let Some(by) = &args.by else {
        return Err(HintedError::error(
            "no facet given",
            "try `search facets outlet,month \"bodies repatriated\"`",
        ));
    };
    let Some(query) = FigureQuery::new(global, &args.figure_query)? else {
        return Ok(Status::Failed);
    };
    let mut found = query.search.facets(&query.reader, &by.0, &query.aliases)?;
    query.prepend_warnings(&mut found.warnings);
    let facets = &found.facets;
    let limit = args.format.limit(args.limit, SHOWN);
    let mut out = BufWriter::new(io::stdout().lock());
    let total = facets.iter().map(|facet| facet.total).max().unwrap_or(0);
    let excluded = facets
        .iter()
        .map(|facet| facet.excluded)
        .next_back()
        .unwrap_or_default();
    let header = AnswerHeader {
        asks: &found.asks,
        ..query.header_of(total, excluded, &found.warnings)
    };
    if !args.format.json {
        for warning in &found.warnings {
            query_warning(warning);
        }
    }
    if let Some(mut list) = json_list(&mut out, args.format, &header, "facets")? {
        for facet in facets {
            list.item(&FacetView::new(facet, limit))?;
        }
        list.end()?;
    } else if args.format.csv {
        facets_csv(&mut out, facets, limit)?;
    } else {
        for facet in facets {
            facet_text(&mut out, facet, limit, style)?;
        }
    }
    out.flush()?;
    if !args.format.json {
        report_asks(&found.asks);
        report_left_out(facets);
    }
    Ok(Status::found(total))
}

/// Reports the total number of articles or figures, and how many more are hidden. If some facets count articles and
/// others count figures, each total gets its own line.
fn report_left_out(facets: &[Facet]) {
    let of = |articles: bool| {
        facets
            .iter()
            .find(|facet| facet.by.of_articles() == articles)
    };
    match (of(true), of(false)) {
        (Some(articles), Some(figures)) => {
            for (name, facet) in [("articles", articles), ("figures", figures)] {
                let found = match facet.total {
                    0 => "none found".to_owned(),
                    total => format!("{} found", with_commas(&total.to_string())),
                };
                status(&format!("{name}: {}", with_hidden(found, facet)));
            }
        }
        (Some(facet), None) | (None, Some(facet)) => {
            let noun = if facet.by.of_articles() {
                "article"
            } else {
                "figure"
            };
            let found = match facet.total {
                0 => format!("no {noun}s found"),
                total => count_of(total, noun),
            };
            status(&with_hidden(found, facet));
        }
        (None, None) => {}
    }
}

/// Appends the numbers of hidden articles or figures to `found`.
fn with_hidden(found: String, facet: &Facet) -> String {
    let mut parts = vec![found];
    if facet.by.of_articles() {
        parts.extend(hidden_articles(facet.excluded));
    } else {
        parts.extend(hidden_figures(facet.excluded));
    }
    parts.join("; ")
}
