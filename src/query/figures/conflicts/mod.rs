//! Conflicts: sources that state numbers for the same thing at the same time which cannot all be right.
//!
//! Claims are compared if they agree in measure, side and kind, are of about the same time and, unless the query names a
//! topic, share one. A claim is an interval, as its bound says: "more than 4,000" and "more than 5,300" agree, "fewer
//! than 1,500" and "more than 26,000" conflict. The ratio of a conflict is the least that one claim allows over the most
//! that the other allows.

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
use crate::index::figure_attributes::FigureAttributes;
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

/// What claims have to have in common to be set against each other.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct ClaimKey {
    measure: Option<Measure>,
    /// Whose it is, as a group key.
    whose: Option<u32>,
    /// The kind of what is counted, as a group key.
    kind: Option<u32>,
    /// The article, where nothing says whose it is or what the topic is.
    article: Option<u64>,
}

/// Claims by what they have in common.
type ClaimLists = FxHashMap<ClaimKey, Vec<Claim>>;

/// Why figures are set against no other.
const NAMELESS: &str = "no named source";
const VAGUE: &str = "vague number";
const UNMEASURED: &str = "no measure";
const UNIT: &str = "unit without a noun";
const PART: &str = "part or addition";
const SHARE: &str = "share or rate";
const CHANGE: &str = "change";
const UNCLAIMED: &str = "not stated as fact";
const REASONS: &[&str] = &[
    NAMELESS, VAGUE, UNMEASURED, UNIT, PART, SHARE, CHANGE, UNCLAIMED,
];

/// The reason why a figure is not compared; none if it is.
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
    /// Where those who claim the figures differ. Dates that lie no more than `within` days apart are of one time.
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

/// The columns that claims are read from, with a value for each figure.
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

    /// Groups the claims of `total` figures by what they have in common, and counts the figures that are none. Claims of
    /// no known side are grouped within one article, or `across` articles.
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

    /// The name of a group key of sides.
    fn side(&self, key: u32) -> &str {
        &self.sides.keys[key as usize].name
    }

    /// The conflict that claims are.
    fn conflict(&self, key: ClaimKey, claims: &[Claim]) -> Conflict {
        let kind = key.kind.map(|kind| &self.kinds.keys[kind as usize].name);
        Conflict {
            measure: key.measure,
            whose: key.whose.map(|whose| self.side(whose).to_owned()),
            kind: kind.cloned().unwrap_or_default(),
            days: hull(claims),
            ratio: ratio(claims),
            sides: by_source(claims, &self.sources),
        }
    }
}

/// Whether a time is known well enough to say what else is of it: what only the year of an article dates may be months
/// apart.
fn is_precise(time: &ValidTime) -> bool {
    time.stated || time.days.1 - time.days.0 <= SHORT
}

/// The kind of what each figure counts. One that leaves it out counts what the one before it does, where they are of one
/// measure and side: "26,000 troops, while the ministry said 1,500".
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
