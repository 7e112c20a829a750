//! Builds the tantivy documents for an article: one for each figure, followed by one for the article itself. The block
//! join depends on this order.

use rustc_hash::FxHashSet;
use tantivy::TantivyDocument;

use super::columns::spread;
use super::figure_attributes::FigureAttributes;
use super::positions::TextPositions;
use super::schema::{SchemaFields, label, position};
use super::source_resolution::SourceKeys;
use super::stored_article::StoredArticle;
use super::value_buckets::{NumberKind, buckets};
use crate::analysis::labelled;
use crate::dedup::{Fingerprint, INDEXED_KEYS};
use crate::figure::{
    Bound, Fact, Figure, Place, as_of_date, headline_duplicates, kind, kind_named, nation,
};
use crate::outlets::{outlet_mention, self_and_parents};
use crate::web_address::WebAddress;

/// The story that an article belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryAssignment {
    /// The number of the story.
    pub story: u64,
    /// Whether the article is a copy of an earlier one.
    pub copy: bool,
}

/// The story that an article belongs to, and the fingerprint used to find its duplicates.
pub struct StoryMembership<'a> {
    /// The fingerprint of the article.
    pub fingerprint: &'a Fingerprint,
    /// The story.
    pub assignment: StoryAssignment,
}

/// Word positions of the sentences and figures in an article.
pub struct ArticlePositions {
    /// The positions in the headline, counted in words.
    pub title: TextPositions,
    /// The positions in the body, counted in words.
    pub body: TextPositions,
}

/// Returns the documents of an article in the order that the block join requires.
pub fn article_block(
    fields: &SchemaFields,
    record: &StoredArticle,
    story: &StoryMembership<'_>,
    places: &ArticlePositions,
) -> serde_json::Result<Vec<TantivyDocument>> {
    let key = record.key.to_string();
    let count = record.figures.len();
    // `record.figures` lists the headline's figures before the body's, each in text order, so it can be zipped with the
    // positions.
    let (title, body) = (places.title.figures(), places.body.figures());
    let positions = title
        .iter()
        .map(|at| position(*at, Place::Title))
        .chain(body.iter().map(|at| position(*at, Place::Body)));
    let twins = headline_duplicates(&record.figures);
    let speakers = SourceKeys::from_article(record);
    let figures = record.figures.iter().zip(positions).enumerate();
    let mut documents: Vec<_> = figures
        .map(|(nth, (f, at))| {
            let traits = FigureAttributes::from_figure(f, twins[nth]);
            let mut document = figure_document(fields, &key, record, f, traits, count - nth);
            document.add_u64(fields.before, spread(nth as u32));
            document.add_u64(fields.position, spread(at));
            if let Some(speaker) = f.source.as_deref().and_then(|name| speakers.key(name)) {
                document.add_text(fields.source_key, speaker);
            }
            document
        })
        .collect();
    let mut article = article_document(fields, &key, record, &places.body)?;
    add_story(fields, &mut article, record, story);
    documents.push(article);
    Ok(documents)
}

/// Returns a document with 0 in each numeric field that all figures have. Documents that are not figures have these
/// fields too, because tantivy reads a column without missing values faster.
pub fn empty_document(fields: &SchemaFields) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    document.add_u64(fields.distance, 0);
    document.add_f64(fields.low, 0.0);
    document.add_f64(fields.high, 0.0);
    document.add_u64(fields.position, 0);
    document.add_u64(fields.attributes, 0);
    document
}

fn article_document(
    fields: &SchemaFields,
    key: &str,
    record: &StoredArticle,
    body: &TextPositions,
) -> serde_json::Result<TantivyDocument> {
    let article = &record.article;
    let mut document = empty_document(fields);
    document.add_text(fields.key, key);
    document.add_text(fields.label, label::ARTICLE);
    document.add_bytes(fields.record, &serde_json::to_vec(record)?);
    document.add_u64(fields.order, record.tie_order());
    document.add_i64(fields.first_seen, record.first_seen);
    document.add_u64(fields.before, spread(record.figures.len() as u32));
    for end in body.ends() {
        document.add_u64(fields.sentence_ends, spread(*end as u32));
    }
    let language = article.other_language();
    document.add_text(fields.body, labelled(&article.body, language));
    document.add_text(fields.id, &record.id);
    document.add_text(fields.path, &record.path);
    for property in properties(record) {
        document.add_text(fields.label, label::has(property));
    }
    for label in magnitudes(&record.figures) {
        document.add_text(fields.label, label);
    }
    if let Some(title) = &article.title {
        document.add_text(fields.title, labelled(&title.value, language));
    }
    if let Some(outlet) = &article.outlet {
        document.add_text(fields.outlet, &outlet.value);
    }
    if let Some(source) = outlet_mention(article) {
        document.add_text(fields.outlet_mention, source);
    }
    for author in &article.authors {
        document.add_text(fields.author, author);
    }
    if let Some(code) = &article.language {
        document.add_text(fields.label, label::language(&code.value));
    }
    if language.is_some() {
        document.add_text(fields.label, label::OTHER_LANGUAGE);
    }
    if let Some(published) = &article.published {
        let (first, last) = published.value.days();
        document.add_i64(fields.first_day, first);
        document.add_i64(fields.last_day, last);
    }
    if let Some(url) = &article.url {
        document.add_text(fields.url, url);
        let host = WebAddress::new(url).site_host();
        for site in self_and_parents(&host) {
            document.add_text(fields.site, site);
        }
        // Users may search for an outlet by part of its domain, as in `outlet:nytimes`.
        for part in host.split('.').filter(|part| part.len() > 3) {
            document.add_text(fields.outlet, part);
        }
    }
    Ok(document)
}

/// Adds the story and page fields to an article's document.
fn add_story(
    fields: &SchemaFields,
    document: &mut TantivyDocument,
    record: &StoredArticle,
    story: &StoryMembership<'_>,
) {
    document.add_u64(fields.story, story.assignment.story);
    if story.assignment.copy {
        document.add_text(fields.label, label::COPY);
    }
    for key in story.fingerprint.candidate_keys(INDEXED_KEYS) {
        document.add_u64(fields.candidate_key, key.hash);
    }
    let article = &record.article;
    if story.fingerprint.page() != 0 {
        document.add_u64(fields.page, story.fingerprint.page());
        let changed = article.modified.as_ref().or(article.published.as_ref());
        if let Some(changed) = changed {
            document.add_i64(fields.updated, changed.value.days().1);
        }
    }
}

/// Returns the value-bucket labels for an article's figures, both per measure and for all figures together.
fn magnitudes(figures: &[Figure]) -> impl Iterator<Item = String> {
    let mut magnitudes = FxHashSet::default();
    for figure in figures {
        let (low, high) = stated(figure);
        let kind = NumberKind {
            vague: figure.vague,
            uncertain: false,
            rate: figure.rate.is_some(),
        };
        let of_measure = NumberKind {
            uncertain: figure.is_uncertain(Fact::Measure),
            ..kind
        };
        for size in buckets(low, high) {
            magnitudes.insert((None, kind, size));
            magnitudes.extend(figure.measure.map(|m| (Some(m), of_measure, size)));
        }
    }
    magnitudes
        .into_iter()
        .map(|(measure, kind, size)| label::magnitude(measure, kind, size))
}

/// Returns the `has:` values that match an article.
fn properties(record: &StoredArticle) -> impl Iterator<Item = &'static str> {
    let article = &record.article;
    let known = [
        (!record.figures.is_empty(), "figure"),
        (article.published.is_some(), "date"),
        (article.outlet.is_some(), "outlet"),
        (article.title.is_some(), "title"),
        (!article.authors.is_empty(), "author"),
        (article.url.is_some(), "url"),
    ];
    known
        .into_iter()
        .filter_map(|(known, property)| known.then_some(property))
}

fn figure_document(
    fields: &SchemaFields,
    key: &str,
    record: &StoredArticle,
    figure: &Figure,
    traits: FigureAttributes,
    distance: usize,
) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    document.add_text(fields.key, key);
    document.add_u64(fields.distance, spread(distance as u32));
    let (low, high) = stated(figure);
    document.add_f64(fields.low, low);
    document.add_f64(fields.high, high);
    document.add_u64(fields.attributes, traits.pack());
    for label in labels(figure, traits) {
        document.add_text(fields.label, label);
    }
    let names = [
        (fields.unit, &figure.unit),
        (fields.counted, &figure.counted),
        (fields.whose, &figure.whose),
        (fields.source, &figure.source),
        (fields.rate, &figure.rate),
    ];
    for (field, name) in names {
        if let Some(name) = name {
            document.add_text(field, name);
        }
    }
    let published = record
        .article
        .published
        .as_ref()
        .map(|published| published.value);
    if let Some(date) = figure
        .as_of
        .as_ref()
        .and_then(|words| as_of_date(words, published))
    {
        let (first, mut last) = date.days();
        // A figure "since March" covers the time up to the article's publication.
        if let Some(published) = published.filter(|_| is_dated_since(figure)) {
            last = last.max(published.days().1);
        }
        document.add_i64(fields.as_of_first, first);
        document.add_i64(fields.as_of_last, last);
    }
    document
}

/// Returns the kind of people that a figure counts, or `None` if it counts no known kind.
fn counted_kind(figure: &Figure) -> Option<&'static str> {
    kind_named(kind(Some(figure.counted.as_deref()?)))
}

/// Returns whether a figure counts from its date onwards, as in "since March".
fn is_dated_since(figure: &Figure) -> bool {
    let first = figure
        .as_of
        .as_deref()
        .and_then(|words| words.split_whitespace().next());
    first.is_some_and(|word| word.eq_ignore_ascii_case("since"))
}

fn labels(figure: &Figure, traits: FigureAttributes) -> impl Iterator<Item = String> {
    let always = [
        label::FIGURE.to_owned(),
        label::bound(figure.bound),
        label::stance(figure.stance),
        label::nation(figure.whose.as_deref().and_then(nation)),
        label::kind(counted_kind(figure)),
    ];
    let sometimes = [
        figure.measure.map(label::measure),
        figure.unit.as_deref().map(label::unit),
        figure.scope.map(label::scope),
        figure.vague.then(|| label::VAGUE.to_owned()),
        traits.rate.then(|| label::RATE.to_owned()),
        figure.source.is_none().then(|| label::BY_NOBODY.to_owned()),
        figure
            .whose
            .is_none()
            .then(|| label::WHOSE_NOBODY.to_owned()),
        traits.in_title.then(|| label::IN_TITLE.to_owned()),
    ];
    let uncertain = Fact::ESSENTIAL
        .iter()
        .filter(|fact| figure.is_uncertain(**fact))
        .map(|fact| label::uncertain(*fact));
    let uncertain: Vec<_> = uncertain.collect();
    let any = (!uncertain.is_empty()).then(|| label::UNCERTAIN.to_owned());
    let sometimes = sometimes.into_iter().chain([any]).flatten();
    always.into_iter().chain(sometimes).chain(uncertain)
}

/// Returns the lowest and the highest number that a figure states. For "more than 5", both are the next float above 5.
/// For "fewer than 5", both are the next float below 5.
fn stated(figure: &Figure) -> (f64, f64) {
    let (low, high) = figure.stated();
    match figure.bound {
        Bound::MoreThan => (low.next_up(), high.next_up()),
        Bound::LessThan => (low.next_down(), high.next_down()),
        _ => (low, high),
    }
}
