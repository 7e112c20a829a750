//! Differences between the figures of two versions of an article.

use serde::{Deserialize, Serialize};

use super::ArticleKey;
use crate::figure::{Bound, Figure, Measure};

/// The difference between the figures of two versions of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VersionDiff {
    /// The article key of the earlier version.
    pub from: ArticleKey,
    /// The article key of the later version, which may be the same key.
    pub to: ArticleKey,
    /// The claims that only the earlier version makes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<FigureClaim>,
    /// The claims that only the later version makes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<FigureClaim>,
}

/// What a figure claims, regardless of its position in the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureClaim {
    /// The lowest and the highest number that the figure states, regardless of its bound.
    pub numbers: (f64, f64),
    /// How the number limits the quantity: exactly, at least, about and so on.
    pub bound: Bound,
    /// The unit, or `None` if people or things are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The figure's measure: killed, wounded and so on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// The noun that says what is counted, such as "soldiers".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<String>,
}

/// The figures in one version of an article.
#[derive(Clone, Copy, Debug)]
pub struct VersionFigures<'a> {
    /// The article key of the version.
    pub key: ArticleKey,
    /// The figures of the version.
    pub figures: &'a [Figure],
}

impl FigureClaim {
    /// Returns the claims of `figures`.
    pub fn from_figures(figures: &[Figure]) -> Vec<Self> {
        figures.iter().map(Self::from_figure).collect()
    }

    fn from_figure(figure: &Figure) -> Self {
        Self {
            numbers: figure.stated(),
            bound: figure.bound,
            unit: figure.unit.clone(),
            measure: figure.measure,
            counted: figure.counted.clone(),
        }
    }

    /// Returns whether two claims have the same measure and unit and, if `counted` is true, the same counted noun.
    fn matches_claim(&self, other: &Self, counted: bool) -> bool {
        (self.measure, &self.unit) == (other.measure, &other.unit)
            && (!counted || self.counted == other.counted)
    }
}

impl VersionDiff {
    /// Returns the difference between a version and a later one, or `None` if their claims are the same.
    pub fn between(earlier: VersionFigures<'_>, later: VersionFigures<'_>) -> Option<Self> {
        Self::since(
            earlier.key,
            &FigureClaim::from_figures(earlier.figures),
            later,
        )
    }

    /// Like [`VersionDiff::between`], but takes only the key and the claims of the earlier version.
    pub fn since(
        from: ArticleKey,
        before: &[FigureClaim],
        later: VersionFigures<'_>,
    ) -> Option<Self> {
        let now = FigureClaim::from_figures(later.figures);
        let change = Self {
            from,
            to: later.key,
            removed: list_difference(before, &now),
            added: list_difference(&now, before),
        };
        (!change.removed.is_empty() || !change.added.is_empty()).then_some(change)
    }

    /// Pairs each removed claim with the added claim that replaced it. Claims with the same measure, unit and counted
    /// noun are paired first, then claims with the same measure and unit. The other claims are paired with `None`.
    pub fn pairs(&self) -> Vec<(Option<&FigureClaim>, Option<&FigureClaim>)> {
        let mut removed: Vec<_> = self.removed.iter().map(|one| (one, None)).collect();
        let mut added: Vec<_> = self.added.iter().collect();
        for counted in [true, false] {
            for (one, to) in removed.iter_mut().filter(|(_, to)| to.is_none()) {
                let found = added
                    .iter()
                    .position(|other| one.matches_claim(other, counted));
                *to = found.map(|place| added.remove(place));
            }
        }
        let removed = removed.into_iter().map(|(one, to)| (Some(one), to));
        removed
            .chain(added.into_iter().map(|one| (None, Some(one))))
            .collect()
    }
}

/// Returns the claims that remain in `list` after each claim in `other` is removed from it once.
fn list_difference(list: &[FigureClaim], other: &[FigureClaim]) -> Vec<FigureClaim> {
    let mut rest = other.to_vec();
    let mut left = Vec::new();
    for one in list {
        match rest.iter().position(|other| other == one) {
            Some(place) => {
                rest.swap_remove(place);
            }
            None => left.push(one.clone()),
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::extract;

    #[test]
    fn version_diff_pairs_old_and_new_values() {
        let earlier = extract("The flood killed 12 people and wounded 30. It cost $5 million.");
        let later = extract("It cost $5 million. The flood killed 14 people, and 7 are missing.");
        let version = |figures| VersionFigures {
            key: ArticleKey::default(),
            figures,
        };
        let (earlier, later) = (version(&earlier), version(&later));
        let change = VersionDiff::between(earlier, later).expect("figures changed");
        let told = change.pairs().into_iter().map(|(from, to)| {
            let number = |said: Option<&FigureClaim>| said.map(|said| said.numbers.0);
            let measure = from.or(to).and_then(|said| said.measure);
            (measure, number(from), number(to))
        });
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                (Some(Measure::Killed), Some(12.0), Some(14.0)),
                (Some(Measure::Wounded), Some(30.0), None),
                (Some(Measure::Missing), None, Some(7.0)),
            ]
        );
        assert_eq!(VersionDiff::between(earlier, earlier), None);
    }
}
