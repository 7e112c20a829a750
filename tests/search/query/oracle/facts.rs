//! The properties of an article that a plain scan needs. They are computed from the stored article, without the
//! analyzers of the index.

use figured::date::PartialDate;
use figured::figure::{Bound, Fact, Figure, Measure, Scope, Stance};
use figured::index::StoredArticle;

use super::made::WORDS;

/// The names that occur in queries, each with its spellings.
pub const NAMES: [(&str, &[&str]); 9] = [
    ("russia", &["russian", "russians", "russia"]),
    ("ukraine", &["ukrainian", "ukrainians", "ukraine"]),
    ("soldiers", &["soldiers", "soldier"]),
    ("people", &["people"]),
    ("bodies", &["bodies", "body"]),
    ("defense", &["defence", "defense"]),
    ("ministry", &["ministry", "ministries"]),
    ("police", &["police"]),
    ("doctor", &["doctors", "doctor"]),
];

/// The facts about an article.
pub struct Facts {
    pub id: String,
    /// A bit mask of the [`WORDS`] in the headline.
    pub title: u32,
    /// A bit mask of the [`WORDS`] in the headline or the body.
    pub words: u32,
    /// The first and last possible day of publication.
    pub days: Option<(u32, u32)>,
    pub figures: Vec<Stated>,
}

/// The facts about a figure.
pub struct Stated {
    pub measure: Option<Measure>,
    pub bound: Bound,
    pub scope: Option<Scope>,
    pub stance: Stance,
    pub vague: bool,
    pub rate: Option<String>,
    pub uncertain: Vec<Fact>,
    /// The lowest number that a range is compared with. `high` is the highest.
    pub low: f64,
    pub high: f64,
    pub unit: Option<String>,
    pub counted: Names,
    pub whose: Names,
    pub by: Names,
}

/// A bit mask of the [`NAMES`] in a field, or `None` if the field is empty.
pub type Names = Option<u32>;

impl Facts {
    pub fn of(record: &StoredArticle) -> Self {
        let article = &record.article;
        let title = words(article.title.as_ref().map_or("", |title| &title.value));
        let days = article.published.as_ref().map(|found| span(found.value));
        let figures = record.figures.iter().map(Stated::of).collect();
        Self {
            id: record.id.clone(),
            title,
            words: title | words(&article.body),
            days,
            figures,
        }
    }
}

impl Stated {
    pub fn of(figure: &Figure) -> Self {
        let value = figure.value.unwrap_or_default();
        // "More than 5" is matched as a number just above 5, and "fewer than 5" as one just below.
        let (low, high) = match figure.bound {
            Bound::Range => (figure.low.unwrap(), figure.high.unwrap()),
            Bound::MoreThan => (value.next_up(), value.next_up()),
            Bound::LessThan => (value.next_down(), value.next_down()),
            _ => (value, value),
        };
        Self {
            measure: figure.measure,
            bound: figure.bound,
            scope: figure.scope,
            stance: figure.stance,
            vague: figure.vague,
            rate: figure.rate.clone(),
            uncertain: Fact::ALL
                .into_iter()
                .filter(|&fact| figure.is_uncertain(fact))
                .collect(),
            low,
            high,
            unit: figure.unit.clone(),
            counted: names(figure.counted.as_deref()),
            whose: names(figure.whose.as_deref()),
            by: names(figure.source.as_deref()),
        }
    }
}

fn words(text: &str) -> u32 {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    let known = words.filter_map(|word| WORDS.iter().position(|known| *known == word));
    known.fold(0, |mask, bit| mask | 1 << bit)
}

fn names(text: Option<&str>) -> Names {
    let text = text?.to_lowercase();
    let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |(_, all): &(&str, &[&str])| words.iter().any(|word| all.contains(word));
    let bits = NAMES.iter().enumerate().filter(|(_, name)| has(name));
    Some(bits.fold(0, |mask, (bit, _)| mask | 1 << bit))
}

/// Returns the first and last day of a date, as numbers such as 20220301.
pub fn span(date: PartialDate) -> (u32, u32) {
    let number = |day: String| day.replace('-', "").parse().unwrap();
    (
        number(date.first().to_string()),
        number(date.last().to_string()),
    )
}
