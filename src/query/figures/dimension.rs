//! The dimensions by which figures and articles are counted and grouped, and their group keys.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::doc_columns::{Days, DocColumns};
use super::group_key::GroupKeys;
use super::source_names::{self, Aliases};
use crate::date::month_of;
use crate::error::Result;
use crate::figure::{Fact, Measure, nation};
use crate::outlets::OutletMention;

/// An attribute by which figures or articles are counted or grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// The outlet of the article.
    Outlet,
    /// The month in which the article was published.
    Month,
    /// The measure.
    Measure,
    /// The source.
    Source,
    /// The owner of the counted people or things.
    Whose,
    /// The counted noun.
    Counted,
    /// The number.
    Value,
}

impl Dimension {
    /// All dimensions.
    pub const ALL: &[Self] = &[
        Self::Outlet,
        Self::Month,
        Self::Measure,
        Self::Source,
        Self::Whose,
        Self::Counted,
        Self::Value,
    ];

    /// Returns the dimension's name in commands and output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Month => "month",
            Self::Measure => "measure",
            Self::Source => "claimant",
            Self::Whose => "whose",
            Self::Counted => "counted",
            Self::Value => "value",
        }
    }

    /// Returns the fact by which the dimension divides figures, or `None` if it divides them by
    /// something that is never uncertain.
    pub fn fact(self) -> Option<Fact> {
        match self {
            Self::Measure => Some(Fact::Measure),
            Self::Source => Some(Fact::Source),
            Self::Whose => Some(Fact::Owner),
            Self::Outlet | Self::Month | Self::Counted | Self::Value => None,
        }
    }

    /// Returns whether the dimension applies to articles rather than to figures.
    pub fn of_articles(self) -> bool {
        matches!(self, Self::Outlet | Self::Month)
    }
}

impl DocColumns<'_> {
    /// Returns the outlets as group keys, with the spellings that articles use.
    fn outlet_keys(&self) -> Result<GroupKeys> {
        let (sources, outlets) = (self.sources()?, self.outlets()?);
        let mut keys = GroupKeys::joined(&outlets, |name| (name.to_owned(), None));
        let mut given: FxHashMap<(u32, &str), usize> = FxHashMap::default();
        for (source, key) in sources.of.iter().zip(&keys.of) {
            if let (Some(source), Some(key)) = (source, key) {
                let source = OutletMention::from_text(&sources.texts[*source as usize]);
                let text = source.spelling.or(source.host).unwrap_or_default();
                *given.entry((*key, text)).or_default() += 1;
            }
        }
        let mut given: Vec<_> = given.into_iter().collect();
        given.sort_unstable_by_key(|((key, text), times)| (*key, Reverse(*times), *text));
        for ((key, text), _) in given {
            let key = &mut keys.keys[key as usize];
            if key.name != text {
                key.also.push(text.to_owned());
            }
        }
        Ok(keys)
    }

    /// Returns the group keys of a dimension. If the documents are articles, `by` must be a dimension that applies to
    /// articles.
    pub fn keys(&self, by: Dimension, aliases: &Aliases) -> Result<GroupKeys> {
        Ok(match by {
            Dimension::Outlet => self.outlet_keys()?,
            Dimension::Month => {
                let published = self.published()?;
                let months: Vec<_> = published
                    .into_iter()
                    .map(|days| days.and_then(month))
                    .collect();
                GroupKeys::plain(&months, Clone::clone)
            }
            Dimension::Measure => {
                let measures: Vec<_> = self.traits()?.iter().map(|traits| traits.measure).collect();
                GroupKeys::plain(&measures, Measure::to_string)
            }
            Dimension::Source => {
                let (speakers, written) = (self.names("speaker")?, self.names("claimant")?);
                source_names::joined(&speakers, &written, aliases)
            }
            Dimension::Whose => GroupKeys::joined(&self.names("whose")?, |name| (side(name), None)),
            Dimension::Counted => {
                GroupKeys::joined(&self.names("counted")?, |name| (name.to_lowercase(), None))
            }
            Dimension::Value => {
                let numbers: Vec<_> = self.stated()?.into_iter().map(Some).collect();
                GroupKeys::plain(&numbers, |(low, high)| {
                    if low.total_cmp(high).is_eq() {
                        low.to_string()
                    } else {
                        format!("{low}..{high}")
                    }
                })
            }
        })
    }
}

/// Returns the key of an owner. All forms of a nation's name have the same key: `=` followed by the nation. The key of
/// any other owner is its name in lower case.
pub fn side(name: &str) -> String {
    nation(name).map_or_else(|| name.to_lowercase(), |nation| format!("={nation}"))
}

/// Returns the month that contains both days, or `None` if they are in different months.
fn month((first, last): Days) -> Option<String> {
    let (first, last) = (month_of(first)?, month_of(last)?);
    (first == last).then_some(first)
}
