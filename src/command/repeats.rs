//! `search repeats`: traces the propagation of a figure.

use std::io::{self, BufWriter, Write};

use anyhow::{Context, bail};

use super::figure_query::{json_list, report_warnings, shown_part};
use super::show::split_id;
use super::{Status, today};
use crate::cli::{FormatArgs, Global, RepeatsArgs};
use crate::figure::Figure;
use crate::hints::HintedError;
use crate::index::IndexReader;
use crate::output::stderr::status;
use crate::output::{AnswerHeader, PropagationView, Style, propagation_csv, propagation_text};
use crate::plural::count_of;
use crate::query::{
    Appearance, BooleanTree, CitationFinder, FigureSearch, Included, IntervalMatch, Leaf, Search,
    SharedFigure, TraceTarget,
};
use crate::sanitize::sanitize;
use crate::storage::IndexFolder;

/// The default number of figures in text output.
const SHOWN: usize = 10;

/// The maximum number of articles for each figure in text output.
const ARTICLES: usize = 30;

/// Prints where a figure first appeared and which articles repeated it.
pub fn repeats(global: &Global, args: &RepeatsArgs, style: Style) -> anyhow::Result<Status> {
    let start = std::time::Instant::now();
    let text = args.what.join(" ");
    let reader = IndexReader::open(&IndexFolder::new(&global.index))?;
    let target = trace_target(&text, &reader)?;
    let search = FigureSearch {
        query: target.query(),
        // The number alone determines which figures are traced.
        include: Included {
            vague: false,
            uncertain: true,
            rates: true,
        },
        matching: IntervalMatch::Stated,
        // Copies are included, because they are part of the propagation.
        copies: true,
    };
    let figures = search.run(&reader)?;
    let repeated = figures.traced(&target)?;
    let outlets = CitationFinder::new(&reader)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let most = args.format.limit(None, ARTICLES);
    let mut rows = figures.reading();
    let trace = |one| -> anyhow::Result<(&SharedFigure, Vec<Appearance>)> {
        Ok((one, figures.trace(&mut rows, one, &outlets, most)?))
    };
    let limit = args.format.limit(args.limit, SHOWN);
    let appearances = repeated.iter().take(limit).map(trace);
    let total = repeated.len();
    let parsed = search.query.to_string();
    let header = AnswerHeader {
        text: &text,
        parsed: &parsed,
        warnings: &figures.warnings,
        asks: &[],
        total,
        excluded: figures.excluded,
        took_ms: start.elapsed().as_secs_f64() * 1000.0,
    };
    write(&mut out, args.format, &header, appearances, style)?;
    out.flush()?;
    if !args.format.json {
        report_warnings(&figures);
        report_total(total, limit, figures.excluded.vague);
    }
    Ok(Status::found(total))
}

/// Writes shared figures with their articles in the requested format.
fn write<'a>(
    out: &mut impl Write,
    format: FormatArgs,
    header: &AnswerHeader<'_>,
    appearances: impl Iterator<Item = anyhow::Result<(&'a SharedFigure, Vec<Appearance>)>>,
    style: Style,
) -> anyhow::Result<()> {
    if let Some(mut list) = json_list(&mut *out, format, header, "repeated")? {
        for one in appearances {
            let (figure, appearances) = one?;
            list.item(&PropagationView::new(figure, &appearances))?;
        }
        list.end()?;
    } else if format.csv {
        propagation_csv(out, appearances)?;
    } else {
        for one in appearances {
            let (figure, appearances) = one?;
            propagation_text(out, figure, &appearances, style)?;
        }
    }
    Ok(())
}

/// Reports the number of figures, how many of them are shown, and how many vague figures are hidden.
fn report_total(total: usize, limit: usize, vague: usize) {
    let vague = match vague {
        0 => String::new(),
        vague => format!(
            "; {} hidden (`search figures --vague` lists them)",
            count_of(vague, "vague figure")
        ),
    };
    let cut = if total <= limit {
        String::new()
    } else {
        format!("; {}", shown_part(0, limit, limit))
    };
    status(&match total {
        0 => format!("no article has this figure{vague}"),
        total => format!("{}{cut}{vague}", count_of(total, "figure")),
    });
}

/// Parses the trace target, which is a number or the id of an article or figure.
fn trace_target(text: &str, reader: &IndexReader) -> anyhow::Result<TraceTarget> {
    if text.trim().is_empty() {
        return Err(HintedError::error(
            "no figure given",
            "pass a number, as in `search repeats \"9,861\"`, or the id of an article or figure",
        ));
    }
    if !text.contains('#')
        && let Some(number) = TraceTarget::number(text, today()?)
    {
        return Ok(number);
    }
    let (id, nth) = split_id(text);
    let answer = Search::new(BooleanTree::Leaf(Leaf::Id(id.to_owned())), 1).run(reader)?;
    let Some(hit) = answer.hits.first() else {
        let text = sanitize(text).into_owned();
        return Err(HintedError::error(
            format!("`{text}` is neither a number nor the id of an article"),
            "find the ids of figures with `search figures --jsonl QUERY`",
        ));
    };
    let id = sanitize(id);
    if answer.total > 1 {
        status(&format!(
            "{} have the id `{id}`; using the first",
            count_of(answer.total, "article")
        ));
    }
    let record = &hit.record;
    let order = record.tie_order();
    let traced = if let Some(nth) = nth {
        let figure = nth.checked_sub(1).and_then(|nth| record.figures.get(nth));
        let Some(figure) = figure else {
            let has = count_of(record.figures.len(), "figure");
            bail!("article `{id}` has {has}, but no figure {nth}");
        };
        TraceTarget::figures(std::iter::once(figure), order)
    } else {
        // Figures with neither a measure nor a counted noun are often lengths or times, which unrelated articles share.
        let telling = |f: &&Figure| !f.vague && (f.measure.is_some() || f.counted.is_some());
        TraceTarget::figures(record.figures.iter().filter(telling), order)
    };
    traced.with_context(|| format!("article `{id}` has no figures to trace"))
}
