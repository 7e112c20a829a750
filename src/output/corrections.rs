//! Renders the values that corrections replaced, as text and JSON.

use serde::Serialize;

use crate::article::FieldValue;
use crate::corrections::OriginalValue;
use crate::date::DayOrder;
use crate::figure::{Bound, Figure, Measure, Scope, Stance};
use crate::index::StoredArticle;
use crate::sanitize::sanitize;

/// A function that returns an attribute of a figure as text.
type FactText = fn(&Figure) -> Option<String>;

/// The attributes that corrections can change, by name.
const FACTS: &[(&str, FactText)] = &[
    ("value", |f| f.value.map(|value| value.to_string())),
    ("low", |f| f.low.map(|low| low.to_string())),
    ("high", |f| f.high.map(|high| high.to_string())),
    ("bound", |f| Some(f.bound.to_string())),
    ("unit", |f| f.unit.clone()),
    ("counted", |f| f.counted.clone()),
    ("whose", |f| f.whose.clone()),
    ("measure", |f| f.measure.map(|measure| measure.to_string())),
    ("scope", |f| f.scope.map(|scope| scope.to_string())),
    ("stance", |f| Some(f.stance.to_string())),
    ("claimant", |f| f.source.clone()),
    ("as_of", |f| f.as_of.clone()),
];

/// Formats the original values of a corrected figure: "corrected, was value 5300, claimant none". Returns `None` if the
/// figure was not corrected.
pub fn correction_note(record: &StoredArticle, figure: &Figure) -> Option<String> {
    let was = record.original_figure(figure)?;
    let facts = FACTS.iter().map(|(name, of)| (name, of(was), of(figure)));
    // Skips `low` and `high` if the original had none. If the value itself is listed, they are skipped too, because
    // they follow from it.
    let told = facts.filter(|(name, was, now)| {
        was != now && (was.is_some() || !matches!(**name, "low" | "high"))
    });
    let value_told = was.value != figure.value && was.value.is_some();
    let told = told.filter(|(name, ..)| !(value_told && matches!(**name, "low" | "high")));
    let told =
        told.map(|(name, was, _)| format!("{name} {}", was.unwrap_or_else(|| "none".to_owned())));
    let told: Vec<_> = told.collect();
    Some(if told.is_empty() {
        "corrected to the same".to_owned()
    } else {
        format!("corrected, was {}", sanitize(&told.join(", ")))
    })
}

/// The JSON view of a figure's correction.
#[derive(Debug, Serialize)]
pub struct CorrectedFigureView<'a> {
    was: OriginalFigureView<'a>,
}

/// The JSON view of a figure as it was before its correction.
#[derive(Debug, Serialize)]
struct OriginalFigureView<'a> {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    bound: Bound,
    unit: Option<&'a str>,
    counted: Option<&'a str>,
    whose: Option<&'a str>,
    measure: Option<Measure>,
    scope: Option<Scope>,
    stance: Stance,
    claimant: Option<&'a str>,
    as_of: Option<&'a str>,
}

impl<'a> CorrectedFigureView<'a> {
    /// Returns the original values of a figure, or `None` if the figure was not corrected.
    pub fn from_record(record: &'a StoredArticle, figure: &Figure) -> Option<Self> {
        let was = record.original_figure(figure)?;
        Some(Self {
            was: OriginalFigureView {
                value: was.value,
                low: was.low,
                high: was.high,
                bound: was.bound,
                unit: was.unit.as_deref(),
                counted: was.counted.as_deref(),
                whose: was.whose.as_deref(),
                measure: was.measure,
                scope: was.scope,
                stance: was.stance,
                claimant: was.source.as_deref(),
                as_of: was.as_of.as_deref(),
            },
        })
    }
}

/// The JSON view of the corrected fields of an article.
#[derive(Debug, Serialize)]
pub struct CorrectedArticleView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<CorrectedValueView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<CorrectedValueView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<CorrectedValueView<'a>>,
}

#[derive(Debug, Serialize)]
struct CorrectedValueView<'a> {
    was: Option<SourcedValueView<'a>>,
}

/// The JSON view of a value with its provenance.
#[derive(Debug, Serialize)]
pub struct SourcedValueView<'a> {
    value: String,
    basis: &'static str,
    words: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    day_order: Option<DayOrder>,
}

impl<'a> SourcedValueView<'a> {
    /// Returns the view of a value, or `None` if there is no value.
    pub fn from_found<T: ToString>(found: Option<&'a FieldValue<T>>) -> Option<Self> {
        found.map(|found| Self {
            value: found.value.to_string(),
            basis: found.basis.word(),
            words: &found.words,
            day_order: found.day_order,
        })
    }
}

impl<'a> CorrectedArticleView<'a> {
    /// Returns the original values of an article's corrected fields, or `None` if no field was corrected.
    pub fn from_record(record: &'a StoredArticle) -> Option<Self> {
        let corrected = &record.corrected;
        let any = corrected.outlet.is_some()
            || corrected.published.is_some()
            || corrected.modified.is_some();
        any.then(|| Self {
            outlet: value(corrected.outlet.as_ref()),
            published: value(corrected.published.as_ref()),
            modified: value(corrected.modified.as_ref()),
        })
    }
}

fn value<T: ToString>(was: Option<&OriginalValue<T>>) -> Option<CorrectedValueView<'_>> {
    was.map(|was| CorrectedValueView {
        was: SourcedValueView::from_found(was.was.as_ref()),
    })
}
