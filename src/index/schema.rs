//! The schema of the index.
//!
//! An article and each of its figures are separate documents. No text field other than `key` and `label` is set on both
//! articles and figures, so a query for words in articles never matches a figure.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};

use crate::analysis;
use crate::figure::Place;
use crate::outlets::OUTLET_MENTION;

/// The fields of the schema.
#[derive(Clone, Copy, Debug)]
pub struct SchemaFields {
    /// The key of an article, set on the article and on all of its figures.
    pub key: Field,
    /// The labels of a document, which the module [`label`] defines.
    pub label: Field,

    /// An article with its figures, as JSON.
    pub record: Field,
    /// The tie-breaker for sorting articles, from [`StoredArticle::tie_order`](super::StoredArticle::tie_order).
    pub order: Field,
    /// The number of documents that precede a document in its block.
    pub before: Field,
    /// The number of words before the end of each sentence in an article's body.
    pub sentence_ends: Field,
    /// The words of an article's headline.
    pub title: Field,
    /// The words of an article's body.
    pub body: Field,
    /// The unstemmed words of all headlines and bodies. This is the word dictionary. Each writing thread adds a word
    /// once, to a document that belongs to no article.
    pub words: Field,
    /// The names of an article's outlet, and parts of its domain.
    pub outlet: Field,
    /// The names of an article's authors.
    pub author: Field,
    /// The article id that is shown to users.
    pub id: Field,
    /// The components of an article's path.
    pub path: Field,
    /// The components of an article's URL.
    pub url: Field,
    /// The host of an article's URL, and its parent domains.
    pub site: Field,
    /// The first day on which an article may have been published.
    pub first_day: Field,
    /// The last day on which an article may have been published.
    pub last_day: Field,
    /// How an article mentions its outlet, as [`OutletMention`](crate::outlets::OutletMention) encodes it.
    pub outlet_mention: Field,
    /// The stamp of the ingest that first saw an article.
    pub first_seen: Field,
    /// The candidate keys by which duplicates of an article are found.
    pub candidate_key: Field,
    /// The number of an article's story.
    pub story: Field,
    /// A hash that identifies the web page at an article's URL.
    pub page: Field,
    /// The last day on which an article may have been changed or, if no change is known, published.
    pub updated: Field,

    /// The number of documents from a figure to its article.
    pub distance: Field,
    /// The position of a figure in the headline or the body, as [`position`] encodes it.
    pub position: Field,
    /// The lowest number that a figure states.
    pub low: Field,
    /// The highest number that a figure states.
    pub high: Field,
    /// Several attributes of a figure, as [`FigureAttributes`](super::figure_attributes::FigureAttributes) packs them.
    pub attributes: Field,
    /// The unit of a figure. The field is missing if people or things are counted.
    pub unit: Field,
    /// The counted noun of a figure.
    pub counted: Field,
    /// The owner of what a figure counts: a nation, a side or a group.
    pub whose: Field,
    /// The source of a figure: the person or body that states it.
    pub source: Field,
    /// The name key of a figure's source, shared by all names of that source in the article.
    pub source_key: Field,
    /// The unit of a rate, such as "year". The field is missing if a figure is not a rate.
    pub rate: Field,
    /// The first day to which a figure applies.
    pub as_of_first: Field,
    /// The last day to which a figure applies.
    pub as_of_last: Field,
}

/// Document labels. Each label is a term for one property of an article or figure.
pub mod label {
    use crate::figure::{Bound, Fact, Measure, Scope, Stance};
    use crate::index::value_buckets::{NumberKind, ValueBucket};

    /// The label of every article, and of no other document.
    pub const ARTICLE: &str = "article";
    /// The label of articles that are copies of an earlier article.
    pub const COPY: &str = "copy";
    /// The label of every figure, and of no other document.
    pub const FIGURE: &str = "figure";
    /// The label of articles in languages other than English.
    pub const OTHER_LANGUAGE: &str = "other language";
    /// The label of figures with a vague number such as "dozens".
    pub const VAGUE: &str = "vague";
    /// The label of figures that are rates, such as "20 deaths a year".
    pub const RATE: &str = "rate";
    /// The label of figures with at least one uncertain fact.
    pub const UNCERTAIN: &str = "uncertain";
    /// The label of figures without a named source.
    pub const BY_NOBODY: &str = "by:unknown";
    /// The label of figures without a named owner.
    pub const WHOSE_NOBODY: &str = "whose:unknown";
    /// The label of figures in the headline.
    pub const IN_TITLE: &str = "in:title";

    /// Returns the label of figures that count a given kind of people, such as soldiers. `None` stands for no known
    /// kind.
    pub fn kind(kind: Option<&str>) -> String {
        format!("kind:{}", kind.unwrap_or("unknown"))
    }

    /// Returns the label of figures whose owner belongs to a given nation. `None` stands for no known nation.
    pub fn nation(nation: Option<&str>) -> String {
        format!("nation:{}", nation.unwrap_or("unknown"))
    }

    /// Returns the label of figures with the given measure.
    pub fn measure(measure: Measure) -> String {
        format!("measure:{measure}")
    }

    /// Returns the label of figures with the given unit.
    pub fn unit(unit: &str) -> String {
        format!("unit:{unit}")
    }

    /// Returns the label of figures with the given bound.
    pub fn bound(bound: Bound) -> String {
        format!("bound:{bound}")
    }

    /// Returns the label of figures with the given scope.
    pub fn scope(scope: Scope) -> String {
        format!("scope:{scope}")
    }

    /// Returns the label of figures with the given stance.
    pub fn stance(stance: Stance) -> String {
        format!("stance:{stance}")
    }

    /// Returns the label of figures in which the given fact is uncertain.
    pub fn uncertain(fact: Fact) -> String {
        format!("uncertain:{}", fact.name())
    }

    /// Returns the label of articles that have a figure of a given kind, with the given measure, in a value bucket.
    /// `None` stands for all figures, with or without a measure.
    pub fn magnitude(measure: Option<Measure>, kind: NumberKind, size: ValueBucket) -> String {
        let subject = measure.map_or("figure", Measure::word);
        format!("{kind}{subject}/{size}")
    }

    /// Returns the label of articles that match the given `has:` value, such as "date".
    pub fn has(property: &str) -> String {
        format!("has:{property}")
    }

    /// Returns the label of articles in the given language.
    pub fn language(code: &str) -> String {
        format!("lang:{}", code.to_ascii_lowercase())
    }
}

/// Encodes the position of a figure: the number of words before it, and whether it is in the headline or the body.
pub fn position(before: u64, place: Place) -> u32 {
    (before as u32) << 1 | u32::from(place == Place::Body)
}

/// Decodes a position that [`position`] encoded.
pub fn place_of(position: u32) -> (Place, u32) {
    let place = if position & 1 == 0 {
        Place::Title
    } else {
        Place::Body
    };
    (place, position >> 1)
}

/// The name of the column with the distances from figures to their articles.
pub const DISTANCE: &str = "distance";
/// The name of the column with the numbers of documents before each document in its block.
pub const BEFORE: &str = "before";
/// The name of the column with the ends of sentences.
pub const SENTENCE_ENDS: &str = "sentence_ends";
/// The name of the column with the positions of figures.
pub const POSITION: &str = "position";
/// The name of the column with the lowest numbers of figures.
pub const LOW: &str = "low";
/// The name of the column with the highest numbers of figures.
pub const HIGH: &str = "high";
/// The name of the column with the attributes of figures.
pub const ATTRIBUTES: &str = "traits";
/// The name of the column with the units of figures.
pub const UNIT: &str = "unit";
/// The name of the column with the first days of publication.
pub const FIRST_DAY: &str = "first_day";
/// The name of the column with the last days of publication.
pub const LAST_DAY: &str = "last_day";
/// The name of the column with the first days to which figures apply.
pub const AS_OF_FIRST: &str = "as_of_first";
/// The name of the column with the last days to which figures apply.
pub const AS_OF_LAST: &str = "as_of_last";
/// The name of the column with the first-seen stamps of articles.
pub const FIRST_SEEN: &str = "first_seen";
/// The name of the column with the story numbers of articles.
pub const STORY: &str = "story";
/// The name of the column with the tie orders of articles.
pub const ORDER: &str = "order";
/// The name of the column with the page hashes of articles.
pub const PAGE: &str = "page";
/// The name of the column with the day of each article's last change.
pub const UPDATED: &str = "updated";

/// Returns the options for a text field that `analyzer` tokenizes.
fn text(analyzer: &str, record: IndexRecordOption, norms: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(analyzer)
        .set_index_option(record)
        .set_fieldnorms(norms);
    TextOptions::default().set_indexing_options(indexing)
}

/// Returns the options for running text, whose matches are ranked by word frequencies and positions.
fn ranked() -> TextOptions {
    text(
        analysis::TEXT,
        IndexRecordOption::WithFreqsAndPositions,
        true,
    )
}

/// Returns the options for names that are searched but not ranked.
fn name(analyzer: &str) -> TextOptions {
    text(analyzer, IndexRecordOption::Basic, false)
}

/// Returns the options for paths and URLs, whose components are searched in order.
fn parts() -> TextOptions {
    text(
        analysis::PARTS,
        IndexRecordOption::WithFreqsAndPositions,
        false,
    )
}

/// Returns the options for values that are only matched as a whole.
fn raw() -> TextOptions {
    text(analysis::RAW, IndexRecordOption::Basic, false)
}

/// Returns the options for values that are shown but not searched.
fn shown() -> TextOptions {
    TextOptions::default().set_fast(analysis::RAW)
}

/// Returns the options for names that are searched and shown.
fn named() -> TextOptions {
    name(analysis::NAMES).set_fast(analysis::RAW)
}

/// Builds the schema and returns it with its fields. The order and the names of the fields are part of the index
/// format.
pub fn schema() -> (Schema, SchemaFields) {
    let mut schema = Schema::builder();
    let fields = SchemaFields {
        key: schema.add_text_field("key", raw()),
        label: schema.add_text_field("label", raw()),
        record: schema.add_bytes_field("record", STORED),
        order: schema.add_u64_field(ORDER, FAST),
        before: schema.add_u64_field(BEFORE, FAST),
        sentence_ends: schema.add_u64_field(SENTENCE_ENDS, FAST),
        title: schema.add_text_field("title", ranked()),
        body: schema.add_text_field("body", ranked()),
        words: schema.add_text_field("words", name(analysis::WORDS)),
        outlet: schema.add_text_field("outlet", name(analysis::OUTLET)),
        author: schema.add_text_field("author", name(analysis::NAMES)),
        id: schema.add_text_field("id", raw()),
        path: schema.add_text_field("path", parts()),
        url: schema.add_text_field("url", parts()),
        site: schema.add_text_field("site", raw()),
        first_day: schema.add_i64_field(FIRST_DAY, FAST),
        last_day: schema.add_i64_field(LAST_DAY, FAST),
        outlet_mention: schema.add_text_field(OUTLET_MENTION, raw().set_fast(analysis::RAW)),
        first_seen: schema.add_i64_field(FIRST_SEEN, FAST),
        candidate_key: schema.add_u64_field("anchor", INDEXED),
        story: schema.add_u64_field(STORY, INDEXED | FAST),
        page: schema.add_u64_field(PAGE, FAST),
        updated: schema.add_i64_field(UPDATED, FAST),
        distance: schema.add_u64_field(DISTANCE, FAST),
        position: schema.add_u64_field(POSITION, FAST),
        low: schema.add_f64_field(LOW, FAST),
        high: schema.add_f64_field(HIGH, FAST),
        attributes: schema.add_u64_field(ATTRIBUTES, FAST),
        unit: schema.add_text_field(UNIT, shown()),
        counted: schema.add_text_field("counted", named()),
        whose: schema.add_text_field("whose", named()),
        source: schema.add_text_field("claimant", named()),
        source_key: schema.add_text_field("speaker", shown()),
        rate: schema.add_text_field("rate", name(analysis::NAMES)),
        as_of_first: schema.add_i64_field(AS_OF_FIRST, FAST),
        as_of_last: schema.add_i64_field(AS_OF_LAST, FAST),
    };
    (schema.build(), fields)
}
