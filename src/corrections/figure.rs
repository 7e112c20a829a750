//! Applies corrections to the figures of an article.

use std::sync::Arc;

use super::file::{Correction, FigureCorrection, FigureEdit, NewValue};
use super::originals::{OriginalFigure, OriginalValues};
use super::{CorrectedPart, UnappliedCorrection, UnappliedReason};
use crate::byte_range::ByteRange;
use crate::figure::{Bound, Figure, Place, number_parser};

/// Applies the corrections of an article to its figures, which stand in its headline and its text. What was there before
/// goes into `corrected`; how many were corrected, and what could not be.
pub fn apply(
    figures: &mut Vec<Figure>,
    (title, body): (&str, &str),
    corrections: &[Arc<Correction>],
    corrected: &mut OriginalValues,
) -> (u64, Vec<UnappliedCorrection>) {
    let mut plan: Vec<(usize, &FigureCorrection)> = Vec::new();
    let mut unmet = Vec::new();
    for one in corrections {
        for (nth, correction) in one.figures.iter().enumerate() {
            let text = |figure: &Figure| {
                if figure.place == Place::Title {
                    title
                } else {
                    body
                }
            };
            let chosen = choose(figures, text, correction).and_then(|at| {
                let held = plan.iter().find(|(other, _)| *other == at);
                match held {
                    Some((_, other)) if other.action == correction.action => Ok(None),
                    Some(_) => Err(UnappliedReason::Contradicted),
                    None if !correction
                        .action
                        .as_ref()
                        .is_none_or(|mend| mend.is_sound(&figures[at])) =>
                    {
                        Err(UnappliedReason::Reversed)
                    }
                    None => Ok(Some(at)),
                }
            });
            match chosen {
                Ok(at) => plan.extend(at.map(|at| (at, correction))),
                Err(why) => unmet.push(UnappliedCorrection {
                    by: one.key,
                    what: CorrectedPart::Figure(nth),
                    why,
                }),
            }
        }
    }
    plan.sort_unstable_by_key(|(at, _)| *at);
    // From the end, so that the places before stay.
    for (at, correction) in plan.iter().rev() {
        if let Some(mend) = &correction.action {
            let was = figures[*at].clone();
            mend.apply(&mut figures[*at]);
            corrected.mended.push(OriginalFigure { nth: *at, was });
        } else {
            corrected.struck.push(figures.remove(*at));
            for mended in &mut corrected.mended {
                mended.nth -= 1;
            }
        }
    }
    corrected.mended.reverse();
    corrected.struck.reverse();
    (plan.len() as u64, unmet)
}

/// Which figure a correction means.
fn choose<'t>(
    figures: &[Figure],
    text: impl Fn(&Figure) -> &'t str,
    correction: &FigureCorrection,
) -> Result<usize, UnappliedReason> {
    let part =
        |figure: &Figure, range: ByteRange| text(figure).get(range.as_range()).unwrap_or_default();
    let surface = |figure: &Figure| plain(part(figure, figure.span()));
    let within = correction.within.as_deref().map(plain);
    let in_sentence = |figure: &Figure| {
        let sentence = plain(part(figure, figure.sentence));
        within
            .as_deref()
            .is_none_or(|words| holds(&sentence, words))
    };
    let wanted = plain(&correction.text);
    let number = number_parser::read(&wanted, 0).filter(|number| number.end == wanted.len());
    let is = |stated: Option<f64>| {
        stated
            .zip(number)
            .is_some_and(|(stated, number)| stated.total_cmp(&number.value).is_eq())
    };
    let all = || {
        figures
            .iter()
            .enumerate()
            .filter(|(_, figure)| in_sentence(figure))
    };
    let mut found: Vec<_> = all()
        .filter(|(_, figure)| surface(figure) == wanted)
        .collect();
    if found.is_empty() {
        let fits = |figure: &Figure| {
            holds(&surface(figure), &wanted)
                || is(figure.value)
                || figure.value.is_none() && (is(figure.low) || is(figure.high))
        };
        found = all().filter(|(_, figure)| fits(figure)).collect();
    }
    match (correction.nth, found.as_slice()) {
        (Some(nth), found) => nth
            .checked_sub(1)
            .and_then(|nth| found.get(nth))
            .map(|(at, _)| *at)
            .ok_or(UnappliedReason::NotFound),
        (None, []) => Err(UnappliedReason::NotFound),
        (None, [(at, _)]) => Ok(*at),
        (None, several) => Err(UnappliedReason::Several(several.len())),
    }
}

/// In small letters, with single blanks.
fn plain(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Whether `words` stand in `text`, and not as a part of a longer word or number.
fn holds(text: &str, words: &str) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    // "5,300" does not stand in "15,300", nor "300" in "5,300".
    let mark = |mut chars: Box<dyn Iterator<Item = char> + '_>| {
        chars.next().is_some_and(|c| matches!(c, ',' | '.'))
            && chars.next().is_some_and(|c| c.is_ascii_digit())
    };
    !words.is_empty()
        && text.match_indices(words).any(|(at, found)| {
            let (before, after) = (&text[..at], &text[at + found.len()..]);
            apart(before.chars().next_back())
                && apart(after.chars().next())
                && !mark(Box::new(before.chars().rev()))
                && !mark(Box::new(after.chars()))
        })
}

impl FigureEdit {
    /// The bound of a figure as it is mended.
    fn bound_of(&self, figure: &Figure) -> Bound {
        let ends = self.low.is_some() || self.high.is_some();
        self.bound.unwrap_or(match figure.bound {
            _ if ends => Bound::Range,
            Bound::Range if self.value.is_some() => Bound::Exact,
            bound => bound,
        })
    }

    /// The ends of the range that a figure becomes.
    fn ends_of(&self, figure: &Figure) -> (Option<f64>, Option<f64>) {
        let (low, high) = figure.stated();
        (self.low.or(Some(low)), self.high.or(Some(high)))
    }

    /// Whether what it makes of a figure can be.
    fn is_sound(&self, figure: &Figure) -> bool {
        let (low, high) = self.ends_of(figure);
        self.bound_of(figure) != Bound::Range || low < high
    }

    fn apply(&self, figure: &mut Figure) {
        let bound = self.bound_of(figure);
        let value = self.value.or(figure.value).unwrap_or(figure.stated().0);
        (figure.value, figure.low, figure.high) = match bound {
            Bound::Range => {
                let (low, high) = self.ends_of(figure);
                (None, low, high)
            }
            _ if bound.or_more() => (Some(value), Some(value), None),
            _ if bound.or_less() => (Some(value), None, Some(value)),
            _ => (Some(value), Some(value), Some(value)),
        };
        figure.bound = bound;
        figure.vague &= self.value.is_none() && self.low.is_none() && self.high.is_none();
        figure.stance = self.stance.unwrap_or(figure.stance);
        change(&mut figure.measure, self.measure.as_ref());
        change(&mut figure.scope, self.scope.as_ref());
        change(&mut figure.counted, self.counted.as_ref());
        change(&mut figure.unit, self.unit.as_ref());
        change(&mut figure.whose, self.whose.as_ref());
        change(&mut figure.claimant, self.claimant.as_ref());
        change(&mut figure.as_of, self.as_of.as_ref());
        // A number has a unit or counts something.
        match (&self.unit, &self.counted) {
            (Some(NewValue::To(_)), _) => figure.counted = None,
            (_, Some(NewValue::To(_))) => figure.unit = None,
            _ => {}
        }
    }
}

fn change<T: Clone>(value: &mut Option<T>, change: Option<&NewValue<T>>) {
    match change {
        Some(NewValue::To(to)) => *value = Some(to.clone()),
        Some(NewValue::Nothing) => *value = None,
        None => {}
    }
}
