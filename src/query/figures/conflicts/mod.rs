//! Where claimants differ: numbers of the same thing at the same time that cannot all be right.
//!
//! Claims are set against each other where they are of the same measure, of the same side's people or things, of the same
//! kind, of about the same time and, where the query names none, of one matter. A claim is an interval, as its bound says:
//! "more than 4,000" and "more than 5,300" do not differ, "fewer than 1,500" and "more than 26,000" do. How far two differ is
//! the least the one allows over the most that the other does.

mod claim;
mod time;
mod topic;

use rustc_hash::FxHashMap;

pub use self::claim::ConflictSide;
use self::claim::{Claim, allowed, by_source, hull, ratio};
use self::time::{SHORT, differing};
use self::topic::TopicSplitter;
use super::columns::Days;
use super::dimension::Dimension;
use super::group_key::GroupKeys;
use super::source_names::Aliases;
use super::valid_time::ValidTime;
use super::{FigureSearch, Figures};
use crate::error::Result;
use crate::figure::{Measure, Scope, Stance, kind, nation};
use crate::index::packed_attributes::Traits;
use crate::query::planner::names_topic;

/// Where claimants differ.
#[derive(Clone, Debug, Default)]
pub struct Conflicts {
    /// The widest first; those of which no date is known last.
    pub conflicts: Vec<Conflict>,
    /// The figures that were set against no other, by why.
    pub left_out: Vec<(&'static str, usize)>,
}

/// Claims of which some exclude others.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// What happened to what is counted.
    pub measure: Option<Measure>,
    /// Whose it is; none where the texts do not say.
    pub whose: Option<String>,
    /// What is counted.
    pub kind: String,
    /// From the first day to the last; none where no date is known.
    pub days: Option<Days>,
    /// How many times the least of one claim is the most of another.
    pub ratio: f64,
    /// Who claims what, the highest first.
    pub sides: Vec<ConflictSide>,
}

/// What claims have to have in common: measure, side, kind and, where nothing says whose it is or what is the matter, the
/// article.
type ClaimKey = (Option<Measure>, Option<u32>, Option<u32>, Option<u64>);

/// Why figures are set against no other.
const NAMELESS: &str = "that nobody is named for";
const VAGUE: &str = "vague";
const UNMEASURED: &str = "of which no measure is known";
const UNIT: &str = "with a unit, of what is not said";
const PART: &str = "that are parts of others or come on top of them";
const SHARE: &str = "that are shares or rates";
const CHANGE: &str = "that are changes";
const UNCLAIMED: &str = "planned, possible, denied or retracted";
const REASONS: &[&str] = &[
    NAMELESS, VAGUE, UNMEASURED, UNIT, PART, SHARE, CHANGE, UNCLAIMED,
];

/// Why a figure is no claim to set against others.
fn reason(traits: Traits, (low, high): (f64, f64), source: Option<u32>) -> Option<&'static str> {
    let reasons = [
        (traits.unit, UNIT),
        (traits.measure.is_none(), UNMEASURED),
        (traits.stance != Stance::Stated, UNCLAIMED),
        (traits.change.is_some(), CHANGE),
        (
            matches!(traits.scope, Some(Scope::Additional | Scope::Part)),
            PART,
        ),
        (low.fract() != 0.0 || high.fract() != 0.0, SHARE),
        (traits.vague, VAGUE),
        (source.is_none(), NAMELESS),
    ];
    reasons
        .iter()
        .find(|(holds, _)| *holds)
        .map(|(_, reason)| *reason)
}

impl FigureSearch {
    /// Where those who claim the figures differ. Dates that lie no more than `within` days apart are of one time.
    pub fn conflicts(
        &self,
        figures: &Figures<'_>,
        within: i64,
        aliases: &Aliases,
    ) -> Result<Conflicts> {
        let sources = figures.columns.keys(Dimension::Source, aliases)?;
        let sides = figures.columns.keys(Dimension::Whose, aliases)?;
        let (traits, stated) = (figures.columns.traits()?, figures.columns.stated()?);
        let (when, order) = (figures.valid_times()?, figures.columns.order()?);
        let kinds = kinds(figures, &traits, &sides, &order)?;
        let across = names_topic(&self.query);
        let mut left: FxHashMap<&str, usize> = FxHashMap::default();
        let mut same: FxHashMap<ClaimKey, Vec<Claim>> = FxHashMap::default();
        for nth in 0..figures.total() {
            if let Some(reason) = reason(traits[nth], stated[nth], sources.of[nth]) {
                *left.entry(reason).or_default() += 1;
                continue;
            }
            let article = (sides.of[nth].is_none() && !across).then(|| order[nth]);
            let (low, high) = allowed(stated[nth], traits[nth].bound);
            same.entry((traits[nth].measure, sides.of[nth], kinds.of[nth], article))
                .or_default()
                .push(Claim {
                    nth,
                    source: sources.of[nth].unwrap_or_default(),
                    low,
                    high,
                    days: when[nth].filter(known).map(|ValidTime { days, .. }| days),
                });
        }
        let mut conflicts = Vec::new();
        let mut matters = TopicSplitter::new(figures)?;
        for ((measure, whose, kind, article), claims) in same {
            let mut lists = differing(claims, within);
            if !across && article.is_none() {
                let own = whose.and_then(|whose| nation(&sides.keys[whose as usize].name));
                let split = lists.into_iter().map(|list| matters.split(list, own));
                lists = split.collect::<Result<Vec<_>>>()?.concat();
                lists.retain(|claims| ratio(claims) > 1.0);
            }
            for claims in lists {
                conflicts.push(Conflict {
                    measure,
                    whose: whose.map(|whose| sides.keys[whose as usize].name.clone()),
                    kind: kind
                        .map_or_else(String::new, |kind| kinds.keys[kind as usize].name.clone()),
                    days: hull(&claims),
                    ratio: ratio(&claims),
                    sides: by_source(&claims, &sources),
                });
            }
        }
        conflicts.sort_by(|a, b| {
            let first = |conflict: &Conflict| conflict.sides.iter().map(|side| side.lowest).min();
            let undated = a.days.is_none().cmp(&b.days.is_none());
            undated
                .then(b.ratio.total_cmp(&a.ratio))
                .then(first(a).cmp(&first(b)))
        });
        let left_out = REASONS
            .iter()
            .filter_map(|reason| Some((*reason, *left.get(reason)?)));
        Ok(Conflicts {
            conflicts,
            left_out: left_out.collect(),
        })
    }
}

/// Whether a time is known well enough to say what else is of it: what only the year of an article dates may be months
/// apart.
fn known(when: &ValidTime) -> bool {
    when.stated || when.days.1 - when.days.0 <= SHORT
}

/// The kind of what each figure counts. One that leaves it out counts what the one before it does, where they are of one
/// measure and side: "26,000 troops, while the ministry said 1,500".
fn kinds(
    figures: &Figures<'_>,
    traits: &[Traits],
    sides: &GroupKeys,
    order: &[u64],
) -> Result<GroupKeys> {
    let counted = figures.columns.names("counted")?;
    let mut kinds: Vec<Option<String>> = Vec::with_capacity(order.len());
    for nth in 0..order.len() {
        let before = nth.checked_sub(1).filter(|&before| {
            counted.of[nth].is_none()
                && order[before] == order[nth]
                && traits[before].measure == traits[nth].measure
                && sides.of[before] == sides.of[nth]
        });
        kinds.push(match before {
            Some(before) => kinds[before].clone(),
            None => Some(kind(counted.get(nth)).to_owned()),
        });
    }
    Ok(GroupKeys::plain(&kinds, Clone::clone))
}
