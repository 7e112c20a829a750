//! `search show`: prints an article.

use std::io::{self, BufWriter, Write};

use anyhow::bail;

use super::Status;
use crate::cli::{Global, ShowArgs};
use crate::hints::HintedError;
use crate::index::IndexReader;
use crate::output::stderr::status;
use crate::output::{Style, article_json, article_text};
use crate::query::{BooleanTree, Leaf, RelatedArticles, Search};
use crate::sanitize::sanitize;
use crate::storage::IndexFolder;

/// The maximum number of articles to show if several have the same id.
const MOST: usize = 100;

/// Prints the articles with the given id.
pub fn show(global: &Global, args: &ShowArgs, style: Style) -> anyhow::Result<Status> {
    let reader = IndexReader::open_for_lookups(&IndexFolder::new(&global.index))?;
    let of = |id: &str| Search::new(BooleanTree::Leaf(Leaf::Id(id.to_owned())), MOST).run(&reader);
    // An article's id may look like a figure's id, so the whole argument is tried as an article's id first.
    let mut answer = of(&args.id)?;
    let (id, mut figure) = split_id(&args.id);
    if answer.total > 0 {
        figure = None;
    } else if figure.is_some() {
        answer = of(id)?;
    }
    if answer.total == 0 {
        let id = sanitize(id).into_owned();
        let what = if id.is_empty() {
            "no id given".to_owned()
        } else {
            format!("no article has the id `{id}`")
        };
        return Err(HintedError::error(
            what,
            "find ids with `search --jsonl QUERY`, or find articles by file name with `search path:NAME`",
        ));
    }
    if let Some(figure) = figure {
        answer
            .hits
            .retain(|hit| (1..=hit.record.figures.len()).contains(&figure));
        if answer.hits.is_empty() {
            bail!("article `{}` has no figure {figure}", sanitize(id));
        }
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for (nth, hit) in answer.hits.iter().enumerate() {
        let related = RelatedArticles::new(&reader, &hit.record)?;
        if args.json {
            article_json(&mut out, &hit.record, &related)?;
        } else {
            if nth > 0 {
                writeln!(out, "\n")?;
            }
            article_text(&mut out, &hit.record, &related, figure, style)?;
        }
    }
    out.flush()?;
    if answer.hits.len() > 1 {
        status(&format!("{} articles have this id", answer.hits.len()));
    }
    Ok(Status::Done)
}

/// Splits a figure's id into the article's id and the figure's number: `a#3` is the third figure of `a`. The number is
/// `None` for any other id.
pub fn split_id(id: &str) -> (&str, Option<usize>) {
    let figure = id.rsplit_once('#');
    let figure = figure.and_then(|(article, nth)| Some((article, nth.parse().ok()?)));
    figure.map_or((id, None), |(article, nth)| (article, Some(nth)))
}
