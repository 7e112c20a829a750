//! The fields of the index.
//!
//! An article and each of its figures are documents. A figure's fields are its own: no query for articles meets a figure.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};

use crate::analysis;
use crate::figure::Place;
use crate::outlets::OUTLET_MENTION;

/// Every field, by its purpose.
#[derive(Clone, Copy, Debug)]
pub struct SchemaFields {
    /// The block a document belongs to: its article's key, on the article and on its figures.
    pub key: Field,
    /// Facts about a document that have few values, as [`label`] writes them.
    pub label: Field,

    /// An article as JSON, with its figures.
    pub record: Field,
    /// The first eight bytes of an article's key: the last resort of sorting.
    pub order: Field,
    /// How many figures of its block stand directly before a document.
    pub before: Field,
    /// How many words of an article's text stand in each of its sentences and those before it.
    pub sentence_ends: Field,
    /// An article's headline.
    pub title: Field,
    /// An article's text.
    pub body: Field,
    /// The words of headlines and texts, as they are. They stand in documents of their own, each word now and then: it is
    /// a dictionary, which says what there is and not where.
    pub words: Field,
    /// The names of an article's outlet.
    pub outlet: Field,
    /// The names of its authors.
    pub author: Field,
    /// Its shown id.
    pub id: Field,
    /// The parts of its path.
    pub path: Field,
    /// The parts of its address.
    pub url: Field,
    /// The domain of its address and those above.
    pub site: Field,
    /// The first day on which it may have been published.
    pub first_day: Field,
    /// The last day on which it may have been published.
    pub last_day: Field,
    /// How an article mentions its outlet, as [`OutletMention`](crate::outlets::OutletMention) writes it.
    pub outlet_mention: Field,
    /// When an article was first ingested.
    pub first_seen: Field,
    /// The keys that duplicates of an article are found by.
    pub candidate_key: Field,
    /// The story that an article tells.
    pub story: Field,
    /// The page at its address.
    pub page: Field,
    /// The last day on which it may have been changed, or published where that is not known.
    pub updated: Field,

    /// How many documents after a figure its article stands.
    pub distance: Field,
    /// Where a figure begins among the words of the headline or of the text, as [`position`] writes it.
    pub position: Field,
    /// The least that a figure states.
    pub low: Field,
    /// The most that a figure states.
    pub high: Field,
    /// The attributes of a figure that have few values, as
    /// [`FigureAttributes`](super::figure_attributes::FigureAttributes) packs them.
    pub attributes: Field,
    /// A figure's unit.
    pub unit: Field,
    /// What a figure counts.
    pub counted: Field,
    /// Whom a figure belongs to.
    pub whose: Field,
    /// The source of a figure: who states it.
    pub source: Field,
    /// What all names of the source of a figure have in common.
    pub source_key: Field,
    /// The first day a figure holds for.
    pub as_of_first: Field,
    /// The last day a figure holds for.
    pub as_of_last: Field,
}

/// The labels of documents: what an article or a figure is or has, one term each.
pub mod label {
    use crate::figure::{Bound, Measure, Scope, Stance};
    use crate::index::value_buckets::ValueBucket;

    /// On every article, and only there.
    pub const ARTICLE: &str = "article";
    /// On articles that tell a story which another told before them.
    pub const COPY: &str = "copy";
    /// On every figure, and only there.
    pub const FIGURE: &str = "figure";
    /// On articles in another language than English, whose words are not stemmed.
    pub const OTHER_LANGUAGE: &str = "other language";
    /// On figures whose number is a guess at a word such as "dozens".
    pub const VAGUE: &str = "vague";
    /// On figures that nobody is named for.
    pub const BY_NOBODY: &str = "by:unknown";
    /// On figures that belong to nobody named.
    pub const WHOSE_NOBODY: &str = "whose:unknown";
    /// On figures of the headline.
    pub const IN_TITLE: &str = "in:title";

    /// On figures that count people of a kind, by whatever word, or nothing of a kind that has a name.
    pub fn kind(kind: Option<&str>) -> String {
        format!("kind:{}", kind.unwrap_or("unknown"))
    }

    /// On figures that belong to a nation, or to none that is known.
    pub fn nation(nation: Option<&str>) -> String {
        format!("nation:{}", nation.unwrap_or("unknown"))
    }

    /// On figures of a measure.
    pub fn measure(measure: Measure) -> String {
        format!("measure:{measure}")
    }

    /// On figures with a unit.
    pub fn unit(unit: &str) -> String {
        format!("unit:{unit}")
    }

    /// On figures with a bound.
    pub fn bound(bound: Bound) -> String {
        format!("bound:{bound}")
    }

    /// On figures with a scope.
    pub fn scope(scope: Scope) -> String {
        format!("scope:{scope}")
    }

    /// On figures with a stance.
    pub fn stance(stance: Stance) -> String {
        format!("stance:{stance}")
    }

    /// On articles that have a figure of a measure, or of any, of some size.
    pub fn magnitude(measure: Option<Measure>, vague: bool, size: ValueBucket) -> String {
        let subject = measure.map_or("figure", Measure::word);
        let vague = if vague { "vague " } else { "" };
        format!("{vague}{subject}/{size}")
    }

    /// On articles of which something is known.
    pub fn has(property: &str) -> String {
        format!("has:{property}")
    }

    /// On articles of a language.
    pub fn language(code: &str) -> String {
        format!("lang:{}", code.to_ascii_lowercase())
    }
}

/// How the place of a figure is written that has so many words before it.
pub fn position(before: u64, place: Place) -> u64 {
    before << 1 | u64::from(place == Place::Body)
}

/// The column of when articles were first seen.
pub const FIRST_SEEN: &str = "first_seen";
/// The column of the stories that articles tell.
pub const STORY: &str = "story";
/// The column of the pages at their addresses.
pub const PAGE: &str = "page";
/// The column of when they were last changed.
pub const UPDATED: &str = "updated";

/// The place of a figure, and how many words stand before it.
pub fn place_of(position: u64) -> (Place, u64) {
    let place = if position & 1 == 0 {
        Place::Title
    } else {
        Place::Body
    };
    (place, position >> 1)
}

/// Options of a text field that is split by `analyzer`.
fn text(analyzer: &str, record: IndexRecordOption, norms: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(analyzer)
        .set_index_option(record)
        .set_fieldnorms(norms);
    TextOptions::default().set_indexing_options(indexing)
}

/// Running text, which is ranked by how often and where words stand in it.
fn ranked() -> TextOptions {
    text(
        analysis::TEXT,
        IndexRecordOption::WithFreqsAndPositions,
        true,
    )
}

/// Names that are looked up and not ranked.
fn name(analyzer: &str) -> TextOptions {
    text(analyzer, IndexRecordOption::Basic, false)
}

/// Paths and addresses, whose parts are looked up in their order.
fn parts() -> TextOptions {
    text(
        analysis::PARTS,
        IndexRecordOption::WithFreqsAndPositions,
        false,
    )
}

/// Whole values that are looked up.
fn raw() -> TextOptions {
    text(analysis::RAW, IndexRecordOption::Basic, false)
}

/// Values that are only shown: columns hold them as they are.
fn shown() -> TextOptions {
    TextOptions::default().set_fast(analysis::RAW)
}

/// Names that are looked up and shown.
fn named() -> TextOptions {
    name(analysis::NAMES).set_fast(analysis::RAW)
}

/// The schema, and its fields. The order and the names of the fields are part of the format of an index.
pub fn schema() -> (Schema, SchemaFields) {
    let mut schema = Schema::builder();
    let fields = SchemaFields {
        key: schema.add_text_field("key", raw()),
        label: schema.add_text_field("label", raw()),
        record: schema.add_bytes_field("record", STORED),
        order: schema.add_u64_field("order", FAST),
        before: schema.add_u64_field("before", FAST),
        sentence_ends: schema.add_u64_field("sentence_ends", FAST),
        title: schema.add_text_field("title", ranked()),
        body: schema.add_text_field("body", ranked()),
        words: schema.add_text_field("words", name(analysis::WORDS)),
        outlet: schema.add_text_field("outlet", name(analysis::OUTLET)),
        author: schema.add_text_field("author", name(analysis::NAMES)),
        id: schema.add_text_field("id", raw()),
        path: schema.add_text_field("path", parts()),
        url: schema.add_text_field("url", parts()),
        site: schema.add_text_field("site", raw()),
        first_day: schema.add_i64_field("first_day", FAST),
        last_day: schema.add_i64_field("last_day", FAST),
        outlet_mention: schema.add_text_field(OUTLET_MENTION, raw().set_fast(analysis::RAW)),
        first_seen: schema.add_i64_field(FIRST_SEEN, FAST),
        candidate_key: schema.add_u64_field("anchor", INDEXED),
        story: schema.add_u64_field(STORY, FAST),
        page: schema.add_u64_field(PAGE, FAST),
        updated: schema.add_i64_field(UPDATED, FAST),
        distance: schema.add_u64_field("distance", FAST),
        position: schema.add_u64_field("position", FAST),
        low: schema.add_f64_field("low", FAST),
        high: schema.add_f64_field("high", FAST),
        attributes: schema.add_u64_field("traits", FAST),
        unit: schema.add_text_field("unit", shown()),
        counted: schema.add_text_field("counted", named()),
        whose: schema.add_text_field("whose", named()),
        source: schema.add_text_field("claimant", named()),
        source_key: schema.add_text_field("speaker", shown()),
        as_of_first: schema.add_i64_field("as_of_first", FAST),
        as_of_last: schema.add_i64_field("as_of_last", FAST),
    };
    (schema.build(), fields)
}
