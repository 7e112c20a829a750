//! Finds headline figures that the body repeats, so that an article does not list the same figure twice.

use crate::figure::model::Figure;
use crate::figure::syntax::nation::nation;

/// Pairs each headline figure with the first body figure that repeats it.
///
/// `figures` are the figures of one article, headline figures first. For each figure, the result contains the index of
/// its duplicate, or `None` if it has none.
pub fn headline_duplicates(figures: &[Figure]) -> Vec<Option<usize>> {
    let mut twins = vec![None; figures.len()];
    let body = figures
        .iter()
        .position(|figure| figure.place == super::Place::Body)
        .unwrap_or(figures.len());
    for headline in 0..body {
        let twin = (body..figures.len()).find(|&nth| same(&figures[headline], &figures[nth]));
        if let Some(twin) = twin {
            (twins[headline], twins[twin]) = (Some(twin), Some(headline));
        }
    }
    twins
}

/// Returns whether two figures of one article state the same number for the same thing. The measures and the owners'
/// nations are compared only if both figures have them. Bounds are not compared, because headlines often omit them.
fn same(a: &Figure, b: &Figure) -> bool {
    let side = |figure: &Figure| figure.whose.as_deref().and_then(nation);
    number(a) == number(b)
        && a.unit == b.unit
        && a.change == b.change
        && agree(a.measure, b.measure)
        && agree(side(a), side(b))
}

/// Returns the bits of the value, or of both ends of a range, for exact comparison.
fn number(figure: &Figure) -> (Option<u64>, Option<u64>) {
    match figure.value {
        Some(value) => (Some(value.to_bits()), None),
        None => (figure.low.map(f64::to_bits), figure.high.map(f64::to_bits)),
    }
}

/// Returns whether two values are equal or at least one of them is `None`.
fn agree<T: PartialEq + Copy>(a: Option<T>, b: Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

#[cfg(test)]
mod tests {
    use super::super::{Place, extract};
    use super::*;

    #[test]
    fn headline_figure_is_paired_with_its_duplicate() {
        let rows: &[(&str, &str, &str)] = &[
            (
                "34 dead in quake",
                "At least 34 people were killed. Police found 34 bodies.",
                "++-",
            ),
            ("34 dead in quake", "At least 43 people were killed.", "--"),
            (
                "34 dead in quake",
                "A total of 34 people were injured.",
                "--",
            ),
            (
                "498 Russian soldiers killed",
                "It put Ukrainian deaths at 498.",
                "--",
            ),
            ("Prices up 5%", "Prices rose 5% in May.", "++"),
            ("No numbers here", "Some 20 were hurt.", "-"),
        ];
        for (title, body, expected) in rows {
            let mut figures = extract(title);
            for figure in &mut figures {
                figure.place = Place::Title;
            }
            figures.extend(extract(body));
            let found = headline_duplicates(&figures);
            let found: String = found
                .iter()
                .map(|t| if t.is_some() { '+' } else { '-' })
                .collect();
            assert_eq!(&found, expected, "{title}");
        }
    }
}
