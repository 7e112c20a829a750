//! `search repeats`

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};

use anyhow::bail;

use super::ask::warn;
use super::show::article_of;
use super::{Status, today};
use crate::cli::{Global, RepeatsArgs};
use crate::error::Result;
use crate::figure::{Figure, extract};
use crate::index::{IndexFolder, Reader};
use crate::output::{
    Asked, JsonAnswer, RepeatedView, Style, counted, json_line, plain, repeated_csv, repeated_text,
};
use crate::query::{
    Condition, End, FigureSearch, Figures, Leaf, Matching, Number, NumberRange, Outlets, Query,
    Repeat, Repeated, Search, Subject, Tree, parse,
};
use crate::run::tell;

/// So many figures are shown to a person who does not say how many.
const SHOWN: usize = 10;

/// Of the articles that have a figure so many are shown to a person.
const ARTICLES: usize = 30;

/// What is traced: any figure of a number, or those of an article.
enum What {
    Number(Number),
    Article {
        query: Query,
        figures: Vec<Figure>,
        order: u64,
    },
}

/// Shows where a figure appeared first and who gave it again.
pub fn repeats(global: &Global, args: &RepeatsArgs, style: Style) -> anyhow::Result<Status> {
    let start = std::time::Instant::now();
    let text = args.what.join(" ");
    let reader = Reader::open(&IndexFolder::new(&global.index))?;
    let what = what(&text, &reader)?;
    let query = match &what {
        What::Number(number) => asked_of(number.clone()),
        What::Article { query, .. } => query.clone(),
    };
    let search = FigureSearch {
        query,
        vague: false,
        matching: Matching::Stated,
    };
    let figures = search.run(&reader)?;
    let mut repeated = figures.repeated()?;
    leave_meant(&what, &mut repeated, &figures)?;
    let outlets = Outlets::of(&reader)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let whole = args.format.json || args.format.jsonl || args.format.csv;
    let most = if whole { usize::MAX } else { ARTICLES };
    let mut rows = figures.reading();
    let trace = |one| -> anyhow::Result<(&Repeated, Vec<Repeat>)> {
        Ok((one, figures.trace(&mut rows, one, &outlets, most)?))
    };
    let limit = args.format.limit(args.limit, SHOWN);
    let traced = repeated.iter().take(limit).map(trace);
    let total = repeated.len();
    if args.format.json {
        let parsed = search.query.to_string();
        let asked = Asked {
            text: &text,
            parsed: &parsed,
            warnings: &figures.warnings,
            asks: &[],
            total,
            excluded: figures.excluded,
            took_ms: start.elapsed().as_secs_f64() * 1000.0,
        };
        let mut answer = JsonAnswer::new(&mut out, &asked, "repeated")?;
        for one in traced {
            let (repeated, repeats) = one?;
            answer.item(&RepeatedView::new(repeated, &repeats))?;
        }
        answer.end()?;
    } else if args.format.jsonl {
        for one in traced {
            let (repeated, repeats) = one?;
            json_line(&mut out, &RepeatedView::new(repeated, &repeats))?;
        }
    } else if args.format.csv {
        repeated_csv(&mut out, traced)?;
    } else {
        for one in traced {
            let (repeated, repeats) = one?;
            repeated_text(&mut out, repeated, &repeats, style)?;
        }
    }
    out.flush()?;
    if !args.format.json {
        warn(&figures);
        let vague = match figures.excluded.vague {
            0 => String::new(),
            vague => format!("; {vague} vague ones left out"),
        };
        let cut = if total <= limit {
            String::new()
        } else {
            format!("; the first {limit} shown")
        };
        tell(&match total {
            0 => format!("no article has this figure{vague}"),
            total => format!("{}{cut}{vague}", counted(total, "figure")),
        });
    }
    Ok(Status::found(total))
}

/// What is asked for: a number as it is written, or the id of an article or of one of its figures.
fn what(text: &str, reader: &Reader) -> anyhow::Result<What> {
    if text.trim().is_empty() {
        bail!(
            "nothing to trace: give a number, as in `search repeats \"9,861\"`, or the id of an article or figure"
        );
    }
    if !text.contains('#')
        && let Ok(parsed) = parse(&format!("figure:{text}"), today()?)
        && parsed.warnings.is_empty()
        && let Tree::Leaf(Leaf::Figure(Tree::Leaf(Condition::Number(number)))) = &parsed.query
        && number.range.low.is_some()
        && number.range.high.is_some()
    {
        return Ok(What::Number(number.clone()));
    }
    // As texts write it: "more than 5,300", "7,000 to 15,000", "10 percent".
    if let [figure] = extract(text).as_slice()
        && !figure.vague
        && text.trim().len() == figure.end - figure.start
    {
        return Ok(What::Number(number_of(figure)));
    }
    let id = article_of(text);
    let answer = Search::new(Tree::Leaf(Leaf::Id(id.to_owned())), 1).run(reader)?;
    let Some(hit) = answer.hits.first() else {
        let text = plain(text).into_owned();
        bail!(
            "`{text}` is no number, and no article has that id: `search figures --jsonl QUERY` shows the ids of figures"
        );
    };
    if answer.total > 1 {
        tell(&format!(
            "{} articles have the id {}: the first is taken",
            answer.total,
            plain(id)
        ));
    }
    let nth = text
        .strip_prefix(id)
        .and_then(|rest| rest.strip_prefix('#'));
    let record = &hit.record;
    let figures: Vec<_> = match nth.and_then(|nth| nth.parse::<usize>().ok()) {
        Some(nth) => match nth.checked_sub(1).and_then(|nth| record.figures.get(nth)) {
            Some(figure) => vec![figure.clone()],
            None => bail!(
                "the article {} has {}, and no number {nth}",
                plain(id),
                counted(record.figures.len(), "figure")
            ),
        },
        // What is neither of a measure nor counts anything is a length or a time, which many share.
        None => record
            .figures
            .iter()
            .filter(|f| !f.vague && (f.measure.is_some() || f.counted.is_some()))
            .cloned()
            .collect(),
    };
    let any = figures.iter().map(|figure| asked_of(number_of(figure)));
    let Some(query) = Query::any_of(any.collect()) else {
        bail!("the article {} has no figure to trace", plain(id));
    };
    Ok(What::Article {
        query,
        figures,
        order: record.key.order(),
    })
}

/// The numbers that a figure states, as a condition.
fn number_of(figure: &Figure) -> Number {
    let (low, high) = figure.stated();
    let end = |value| {
        Some(End {
            value,
            inclusive: true,
        })
    };
    Number {
        // Others may not say what happened.
        subject: Subject::Figure,
        range: NumberRange {
            low: end(low),
            high: end(high),
        },
        unit: figure.unit.clone(),
    }
}

/// The figures of a number.
fn asked_of(number: Number) -> Query {
    Tree::Leaf(Leaf::Figure(Tree::Leaf(Condition::Number(number))))
}

/// Leaves the figures that are asked for.
fn leave_meant(what: &What, repeated: &mut Vec<Repeated>, figures: &Figures<'_>) -> Result<()> {
    let bits = |(low, high): (f64, f64)| (low.to_bits(), high.to_bits());
    match what {
        // A range that holds the number is another figure.
        What::Number(number) => {
            let end = |end: Option<End>| end.map(|end| end.value).unwrap_or_default();
            let asked = bits((end(number.range.low), end(number.range.high)));
            repeated.retain(|one| bits(one.numbers) == asked);
        }
        What::Article {
            figures: wanted,
            order,
            ..
        } => {
            let wanted: HashSet<_> = wanted
                .iter()
                .map(|figure| (bits(figure.stated()), figure.unit.clone()))
                .collect();
            let own = figures.of_article(*order)?;
            repeated.retain(|one| {
                wanted.contains(&(bits(one.numbers), one.unit.clone()))
                    && one.places.iter().any(|nth| own.contains(nth))
            });
        }
    }
    Ok(())
}
