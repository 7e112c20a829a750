//! Applies corrections to the figures of an article.

use std::sync::Arc;

use super::correction::{Correction, FigureCorrection};
use super::originals::{OriginalFigure, OriginalValues};
use crate::byte_range::ByteRange;
use crate::figure::{Figure, Place, number_parser};
use crate::lines::single_spaced;
use crate::storage::correction_outcome::{
    CorrectedPart, FigureOutcome, UnappliedCorrection, UnappliedReason,
};

/// The headline and body of an article, in which its figures occur.
#[derive(Clone, Copy, Debug)]
pub struct ArticleTexts<'a> {
    /// The headline, or an empty string if there is none.
    pub title: &'a str,
    /// The main text, without the headline.
    pub body: &'a str,
}

impl<'a> ArticleTexts<'a> {
    fn of_figure(self, figure: &Figure) -> &'a str {
        match figure.place {
            Place::Title => self.title,
            Place::Body => self.body,
        }
    }
}

/// Applies an article's corrections to its figures, and adds the original figures to `corrected`.
pub fn apply(
    figures: &mut Vec<Figure>,
    texts: ArticleTexts<'_>,
    corrections: &[Arc<Correction>],
    corrected: &mut OriginalValues,
) -> FigureOutcome {
    let mut plan: Vec<(usize, &FigureCorrection)> = Vec::new();
    let mut unapplied = Vec::new();
    for one in corrections {
        for (nth, correction) in one.figures.iter().enumerate() {
            match target(figures, texts, correction, &plan) {
                Ok(Some(at)) => plan.push((at, correction)),
                Ok(None) => {}
                Err(why) => unapplied.push(UnappliedCorrection {
                    by: one.key,
                    what: CorrectedPart::Figure(nth),
                    why,
                }),
            }
        }
    }
    plan.sort_unstable_by_key(|(at, _)| *at);
    carry_out(&plan, figures, corrected);
    FigureOutcome {
        corrected: plan.len() as u64,
        unapplied,
    }
}

/// Returns the index of the figure that a correction changes, or `None` if an earlier correction makes the same change.
fn target(
    figures: &[Figure],
    texts: ArticleTexts<'_>,
    correction: &FigureCorrection,
    plan: &[(usize, &FigureCorrection)],
) -> Result<Option<usize>, UnappliedReason> {
    let at = choose(figures, texts, correction)?;
    if let Some((_, other)) = plan.iter().find(|(other, _)| *other == at) {
        return if other.action == correction.action {
            Ok(None)
        } else {
            Err(UnappliedReason::Contradicted)
        };
    }
    let edit = correction.action.as_ref();
    if edit.is_none_or(|edit| edit.is_valid(&figures[at])) {
        Ok(Some(at))
    } else {
        Err(UnappliedReason::Reversed)
    }
}

/// Edits and removes figures according to `plan`, which must be sorted by figure index.
fn carry_out(
    plan: &[(usize, &FigureCorrection)],
    figures: &mut Vec<Figure>,
    corrected: &mut OriginalValues,
) {
    // Starts at the end, so that earlier indices stay valid.
    for (at, correction) in plan.iter().rev() {
        if let Some(edit) = &correction.action {
            let was = figures[*at].clone();
            edit.apply(&mut figures[*at]);
            corrected.edited.push(OriginalFigure { nth: *at, was });
        } else {
            corrected.removed.push(figures.remove(*at));
            for original in &mut corrected.edited {
                original.nth -= 1;
            }
        }
    }
    corrected.edited.reverse();
    corrected.removed.reverse();
}

/// Returns the index of the figure that a correction selects, or an error unless it selects exactly one.
fn choose(
    figures: &[Figure],
    texts: ArticleTexts<'_>,
    correction: &FigureCorrection,
) -> Result<usize, UnappliedReason> {
    let part = |figure: &Figure, range: ByteRange| {
        texts
            .of_figure(figure)
            .get(range.as_range())
            .unwrap_or_default()
    };
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

/// Converts `text` to lower case with single spaces.
fn plain(text: &str) -> String {
    single_spaced(text).to_lowercase()
}

/// Returns whether `text` contains `words`, not counting matches within a longer word or number.
fn holds(text: &str, words: &str) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    // "15,300" does not contain the number "5,300", and "5,300" does not contain the number "300".
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
