//! What figures and articles are counted and folded by.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::claimants::{self, Aliases};
use super::columns::{Days, Names, Places};
use crate::date::month_of;
use crate::error::Result;
use crate::figure::{Measure, nation};
use crate::outlets::OutletMention;

/// What is counted or folded by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// The outlet of the article.
    Outlet,
    /// The month in which the article was published.
    Month,
    /// What happened to what is counted.
    Measure,
    /// Who says it.
    Claimant,
    /// Whose it is that is counted.
    Whose,
    /// What is counted.
    Counted,
    /// The number.
    Value,
}

impl Dimension {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Outlet,
        Self::Month,
        Self::Measure,
        Self::Claimant,
        Self::Whose,
        Self::Counted,
        Self::Value,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Month => "month",
            Self::Measure => "measure",
            Self::Claimant => "claimant",
            Self::Whose => "whose",
            Self::Counted => "counted",
            Self::Value => "value",
        }
    }

    /// Whether it is one of articles.
    pub fn of_articles(self) -> bool {
        matches!(self, Self::Outlet | Self::Month)
    }
}

/// Names for figures or articles, the spellings of one name together.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// Each name once.
    pub keys: Vec<Key>,
    /// For each figure or article which one it has; none where that is not known.
    pub of: Vec<Option<u32>>,
}

/// A name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// As it is shown: its most frequent spelling, unless a user says otherwise.
    pub name: String,
    /// The other spellings that were met, the most frequent ones first.
    pub also: Vec<String>,
}

impl Keys {
    /// Joins spellings that `fold` makes the same text of. It may give the name to show, too.
    pub fn joined(names: &Names, fold: impl Fn(&str) -> (String, Option<String>)) -> Self {
        let mut times = vec![0_usize; names.texts.len()];
        for name in names.of.iter().flatten() {
            times[*name as usize] += 1;
        }
        let mut by_key: FxHashMap<String, u32> = FxHashMap::default();
        let mut keys: Vec<(Option<String>, Vec<usize>)> = Vec::new();
        let mut joined = Vec::with_capacity(names.texts.len());
        for (nth, text) in names.texts.iter().enumerate() {
            let (key, shown) = fold(text);
            let place = *by_key.entry(key).or_insert_with(|| {
                keys.push((shown, Vec::new()));
                keys.len() as u32 - 1
            });
            keys[place as usize].1.push(nth);
            joined.push(place);
        }
        let key = |(shown, mut spellings): (Option<String>, Vec<usize>)| {
            spellings.sort_by(|&a, &b| {
                times[b]
                    .cmp(&times[a])
                    .then(names.texts[a].cmp(&names.texts[b]))
            });
            let mut spellings: Vec<_> = spellings
                .iter()
                .map(|&nth| names.texts[nth].clone())
                .collect();
            let name = shown.unwrap_or_else(|| spellings[0].clone());
            spellings.retain(|spelling| *spelling != name);
            Key {
                name,
                also: spellings,
            }
        };
        Self {
            keys: keys.into_iter().map(key).collect(),
            of: names
                .of
                .iter()
                .map(|name| name.map(|name| joined[name as usize]))
                .collect(),
        }
    }

    /// Of values that are written in one way only.
    pub fn plain<T>(values: &[Option<T>], write: impl Fn(&T) -> String) -> Self {
        let mut known = FxHashMap::default();
        let mut keys = Vec::new();
        let mut of = Vec::with_capacity(values.len());
        for value in values {
            of.push(value.as_ref().map(|value| {
                let name = write(value);
                *known.entry(name).or_insert_with_key(|name| {
                    keys.push(Key {
                        name: name.clone(),
                        also: Vec::new(),
                    });
                    keys.len() as u32 - 1
                })
            }));
        }
        Self { keys, of }
    }
}

impl Places<'_> {
    /// The outlets, each with what the articles call it.
    fn outlet_keys(&self) -> Result<Keys> {
        let (sources, outlets) = (self.sources()?, self.outlets()?);
        let mut keys = Keys::joined(&outlets, |name| (name.to_owned(), None));
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

    /// The keys of a dimension. Those of figures alone have no meaning for articles.
    pub fn keys(&self, by: Dimension, aliases: &Aliases) -> Result<Keys> {
        Ok(match by {
            Dimension::Outlet => self.outlet_keys()?,
            Dimension::Month => {
                let published = self.published()?;
                let months: Vec<_> = published
                    .into_iter()
                    .map(|days| days.and_then(month))
                    .collect();
                Keys::plain(&months, Clone::clone)
            }
            Dimension::Measure => {
                let measures: Vec<_> = self.traits()?.iter().map(|traits| traits.measure).collect();
                Keys::plain(&measures, Measure::to_string)
            }
            Dimension::Claimant => {
                let (speakers, written) = (self.names("speaker")?, self.names("claimant")?);
                claimants::joined(&speakers, &written, aliases)
            }
            Dimension::Whose => Keys::joined(&self.names("whose")?, |name| (side(name), None)),
            Dimension::Counted => {
                Keys::joined(&self.names("counted")?, |name| (name.to_lowercase(), None))
            }
            Dimension::Value => {
                let numbers: Vec<_> = self.stated()?.into_iter().map(Some).collect();
                Keys::plain(&numbers, |(low, high)| {
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

/// The nation that a name means in whatever form, else the name.
pub fn side(name: &str) -> String {
    nation(name).map_or_else(|| name.to_lowercase(), |nation| format!("={nation}"))
}

/// The month of days that all lie in it.
fn month((first, last): Days) -> Option<String> {
    let (first, last) = (month_of(first)?, month_of(last)?);
    (first == last).then_some(first)
}
