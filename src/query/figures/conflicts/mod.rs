//! Conflicts: numbers that different sources state for the same thing at the same time and that cannot all be right.
//!
//! Claims are compared if they agree in measure, owner and the kind of people or things counted, apply to about the
//! same time, and share a topic. If the query names a topic, all claims are assumed to share it. A claim's number and
//! bound define an interval, so "more than 4,000" and "more than 5,300" are compatible, but "fewer than 1,500" and
//! "more than 26,000" conflict. The ratio of a conflict is the lower end of one claim divided by the upper end of
//! another.

mod claim;
mod time;
mod topic;

use rustc_hash::FxHashMap;

pub use self::claim::ConflictSide;
use self::claim::{Claim, allowed, by_source, ratio, span_of_days};
use self::time::{SHORT, differing};
use self::topic::TopicSplitter;
use super::dimension::Dimension;
use super::doc_columns::Days;
use super::group_key::GroupKeys;
use super::source_names::Aliases;
use super::valid_time::ValidTime;
use super::{FigureSearch, Figures};
use crate::error::Result;
use crate::figure::{Measure, Scope, Stance, kind, nation};
use crate::index::figure_attributes::FigureAttributes;
use crate::query::planner::names_topic;

/// The conflicts among the matching figures.
#[derive(Clone, Debug, Default)]
pub struct Conflicts {
    /// The conflicts, sorted by ratio, highest first. Conflicts without a date come last.
    pub conflicts: Vec<Conflict>,
    /// The numbers of figures that were not compared, by reason.
    pub left_out: Vec<(&'static str, usize)>,
}

/// A set of claims of which at least two cannot both be right.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The measure of all claims.
    pub measure: Option<Measure>,
    /// The owner of the counted people or things, or `None` if the claims name no owner.
    pub whose: Option<String>,
    /// The kind of people or things counted.
    pub kind: String,
    /// The first and the last day to which any claim applies, or `None` if no date is known.
    pub days: Option<Days>,
    /// The lower end of one claim divided by the upper end of another, for the two claims that differ most.
    pub ratio: f64,
    /// The claims of each source. The source with the highest claim comes first.
    pub sides: Vec<ConflictSide>,
}

/// The attributes that claims must have in common to be compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct ClaimKey {
    measure: Option<Measure>,
    /// The index of the owner's group key, or `None` if the owner is not known.
    whose: Option<u32>,
    /// The index of the group key for the kind of people or things counted, if it is known.
    kind: Option<u32>,
    /// The tie order of the article, which restricts the comparison to claims in the same article. It is `None` if the
    /// owner is known or the query names a topic.
    article: Option<u64>,
}

/// Claims by key.
type ClaimLists = FxHashMap<ClaimKey, Vec<Claim>>;

// The reasons why figures are not compared.
const NAMELESS: &str = "no named source";
const VAGUE: &str = "vague number";
const UNMEASURED: &str = "no measure";
const UNIT: &str = "unit without a noun";
const PART: &str = "part or addition";
const SHARE: &str = "fraction";
const CHANGE: &str = "change";
const UNCLAIMED: &str = "not stated as fact";
const REASONS: &[&str] = &[
    NAMELESS, VAGUE, UNMEASURED, UNIT, PART, SHARE, CHANGE, UNCLAIMED,
];

/// Returns the reason why a figure is not compared, or `None` if it is compared.
fn exclusion_reason(
    traits: FigureAttributes,
    (low, high): (f64, f64),
    source: Option<u32>,
) -> Option<&'static str> {
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
    /// Finds the conflicts between the sources of `figures`. Dates at most `within` days apart count as the same time.
    pub fn conflicts(
        &self,
        figures: &Figures<'_>,
        within: i64,
        aliases: &Aliases,
    ) -> Result<Conflicts> {
        let columns = ClaimColumns::new(figures, aliases)?;
        let across = names_topic(&self.query);
        let (claims, left_out) = columns.claims(figures.total(), across);
        let mut topics = TopicSplitter::new(figures)?;
        let mut conflicts = Vec::new();
        for (key, claims) in claims {
            let mut lists = differing(claims, within);
            if !across && key.article.is_none() {
                let own = key.whose.and_then(|whose| nation(columns.side(whose)));
                let split = lists.into_iter().map(|list| topics.split(list, own));
                lists = split.collect::<Result<Vec<_>>>()?.concat();
                lists.retain(|claims| ratio(claims) > 1.0);
            }
            let found = lists.iter().map(|claims| columns.conflict(key, claims));
            conflicts.extend(found);
        }
        conflicts.sort_by(|a, b| {
            let first = |conflict: &Conflict| conflict.sides.iter().map(|side| side.lowest).min();
            let undated = a.days.is_none().cmp(&b.days.is_none());
            undated
                .then(b.ratio.total_cmp(&a.ratio))
                .then(first(a).cmp(&first(b)))
        });
        Ok(Conflicts {
            conflicts,
            left_out,
        })
    }
}

/// The columns from which claims are built, with one value per figure.
struct ClaimColumns {
    sources: GroupKeys,
    sides: GroupKeys,
    kinds: GroupKeys,
    attributes: Vec<FigureAttributes>,
    stated: Vec<(f64, f64)>,
    times: Vec<Option<ValidTime>>,
    order: Vec<u64>,
}

impl ClaimColumns {
    fn new(figures: &Figures<'_>, aliases: &Aliases) -> Result<Self> {
        let sides = figures.columns.keys(Dimension::Whose, aliases)?;
        let (attributes, order) = (figures.columns.traits()?, figures.columns.order()?);
        Ok(Self {
            sources: figures.columns.keys(Dimension::Source, aliases)?,
            kinds: kinds(figures, &attributes, &sides, &order)?,
            sides,
            attributes,
            stated: figures.columns.stated()?,
            times: figures.valid_times()?,
            order,
        })
    }

    /// Groups the claims of all `total` figures by key, and counts the figures that are not compared. Claims without a
    /// known owner are grouped separately for each article, or across all articles if `across` is set.
    fn claims(&self, total: usize, across: bool) -> (ClaimLists, Vec<(&'static str, usize)>) {
        let mut left: FxHashMap<&str, usize> = FxHashMap::default();
        let mut claims = ClaimLists::default();
        for nth in 0..total {
            let (attributes, stated) = (self.attributes[nth], self.stated[nth]);
            let (source, side) = (self.sources.of[nth], self.sides.of[nth]);
            if let Some(reason) = exclusion_reason(attributes, stated, source) {
                *left.entry(reason).or_default() += 1;
                continue;
            }
            let key = ClaimKey {
                measure: attributes.measure,
                whose: side,
                kind: self.kinds.of[nth],
                article: (side.is_none() && !across).then(|| self.order[nth]),
            };
            let (low, high) = allowed(stated, attributes.bound);
            claims.entry(key).or_default().push(Claim {
                nth,
                source: source.unwrap_or_default(),
                low,
                high,
                days: self.times[nth].filter(is_precise).map(|time| time.days),
            });
        }
        let left_out = REASONS
            .iter()
            .filter_map(|reason| Some((*reason, *left.get(reason)?)));
        (claims, left_out.collect())
    }

    /// Returns the name of the owner whose group key has the index `key`.
    fn side(&self, key: u32) -> &str {
        &self.sides.keys[key as usize].name
    }

    fn conflict(&self, key: ClaimKey, claims: &[Claim]) -> Conflict {
        let kind = key.kind.map(|kind| &self.kinds.keys[kind as usize].name);
        Conflict {
            measure: key.measure,
            whose: key.whose.map(|whose| self.side(whose).to_owned()),
            kind: kind.cloned().unwrap_or_default(),
            days: span_of_days(claims),
            ratio: ratio(claims),
            sides: by_source(claims, &self.sources),
        }
    }
}

/// Returns whether a time is precise enough to compare claims. If only the year of publication is known, two claims may
/// be months apart.
fn is_precise(time: &ValidTime) -> bool {
    time.stated || time.days.1 - time.days.0 <= SHORT
}

/// Returns the kind of people or things that each figure counts. A figure without a counted noun takes the kind of the
/// previous figure in its article if both have the same measure and owner, as in "26,000 troops, while the ministry
/// said 1,500".
fn kinds(
    figures: &Figures<'_>,
    traits: &[FigureAttributes],
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
