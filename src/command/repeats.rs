//! `search repeats`

use std::io::{self, BufWriter, Write};

use anyhow::bail;

use super::show::article_of;
use super::{Status, today};
use crate::cli::{Global, RepeatsArgs};
use crate::figure::Figure;
use crate::index::{IndexFolder, Reader};
use crate::output::{
    Asked, JsonAnswer, RepeatedView, Style, counted, json_line, plain, repeated_csv, repeated_text,
};
use crate::query::{
    Condition, End, FigureSearch, Figures, Leaf, Matching, Number, NumberRange, Outlets, Query,
    Repeat, Repeated, Search, Subject, Tree, parse,
};
use crate::run::tell;

/// Of the articles that have a figure so many are shown to a person.
const ARTICLES: usize = 30;

/// What is traced: any figure of a number, or those of an article.
enum What {
    Number(Query),
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
        What::Number(query) | What::Article { query, .. } => query.clone(),
    };
    let search = FigureSearch {
        query,
        vague: false,
        matching: Matching::Stated,
    };
    let figures = search.run(&reader)?;
    let mut repeated = figures.repeated()?;
    repeated.retain(|one| is_meant(&what, one, &figures));
    let outlets = Outlets::of(&reader)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let whole = args.format.json || args.format.jsonl || args.format.csv;
    let most = if whole { usize::MAX } else { ARTICLES };
    let trace = |one| -> anyhow::Result<(&Repeated, Vec<Repeat>)> {
        Ok((one, figures.trace(one, &outlets, most)?))
    };
    let traced = repeated.iter().map(trace);
    let total = repeated.len();
    if args.format.json {
        let parsed = search.query.to_string();
        let asked = Asked {
            text: &text,
            parsed: &parsed,
            warnings: &figures.warnings,
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
        for one in traced.take(args.limit) {
            let (repeated, repeats) = one?;
            repeated_text(&mut out, repeated, &repeats, style)?;
        }
    }
    out.flush()?;
    if !args.format.json {
        let cut = if whole || total <= args.limit {
            String::new()
        } else {
            format!("; the first {} shown", args.limit)
        };
        tell(&match total {
            0 => "no article has this figure".to_owned(),
            total => format!("{}{cut}", counted(total, "figure")),
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
        return Ok(What::Number(parsed.query));
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
    let any = figures.iter().map(|figure| {
        Tree::Leaf(Leaf::Figure(Tree::Leaf(Condition::Number(number_of(
            figure,
        )))))
    });
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
        subject: figure.measure.map_or(Subject::Figure, Subject::Measure),
        range: NumberRange {
            low: end(low),
            high: end(high),
        },
        unit: figure.unit.clone(),
    }
}

/// Whether a figure that articles have in common is one that is asked for.
fn is_meant(what: &What, one: &Repeated, figures: &Figures<'_>) -> bool {
    let bits = |(low, high): (f64, f64)| (low.to_bits(), high.to_bits());
    match what {
        // A range that holds the number is another figure.
        What::Number(Tree::Leaf(Leaf::Figure(Tree::Leaf(Condition::Number(number))))) => {
            let end = |end: Option<End>| end.map(|end| end.value).unwrap_or_default();
            bits((end(number.range.low), end(number.range.high))) == bits(one.numbers)
        }
        What::Number(_) => true,
        What::Article {
            figures: wanted,
            order,
            ..
        } => {
            let same = |figure: &Figure| {
                bits(figure.stated()) == bits(one.numbers)
                    && figure.measure == one.measure
                    && figure.unit == one.unit
            };
            wanted.iter().any(same) && figures.of_article(&one.places, *order)
        }
    }
}
