//! Properties of the figures that are extracted from arbitrary text.

use figured::figure::{Bound, Figure, extract, sentences};

/// Checks the figures of `text`.
pub fn check(text: &str) {
    let figures = extract(text);
    check_order(text, &figures);
    check_surfaces(text, &figures);
    check_paragraphs(text, &figures);
}

/// Checks that figures do not overlap, lie within their sentences and on character boundaries, have `low <= high`, and
/// have a value unless they are ranges. Also checks that sentences are not empty, do not overlap, and lie on character
/// boundaries.
pub fn check_order(text: &str, figures: &[Figure]) {
    let mut floor = 0;
    for figure in figures {
        let surface = text.get(figure.start..figure.end);
        assert!(
            figure.start >= floor && surface.is_some_and(|s| !s.is_empty()),
            "{figure:?} in {text:?}"
        );
        let sentence = figure.sentence;
        assert!(
            sentence.contains(figure.span()) && text.get(sentence.as_range()).is_some(),
            "{figure:?} in {text:?}"
        );
        assert_eq!(
            figure.value.is_none(),
            figure.bound == Bound::Range,
            "{figure:?} in {text:?}"
        );
        if let (Some(low), Some(high)) = (figure.low, figure.high) {
            assert!(low <= high, "{figure:?} in {text:?}");
        }
        floor = figure.end;
    }
    let spans = sentences(text);
    assert!(
        spans
            .iter()
            .all(|span| !span.is_empty() && text.get(span.as_range()).is_some()),
        "{text:?}"
    );
    assert!(
        spans.windows(2).all(|pair| pair[0].end <= pair[1].start),
        "{text:?}"
    );
}

/// Checks that extracting from a figure's surface alone yields the same number.
///
/// Some surfaces are figures only in their sentence: "one", "half", "2020". Context can also change a unit: "5m" is a
/// length if "long" follows.
fn check_surfaces(text: &str, figures: &[Figure]) {
    for figure in figures {
        let surface = &text[figure.start..figure.end];
        let alone = extract(surface);
        let Some(again) = alone.first() else {
            // One or two digits are a figure even without context. More digits could be a year or a code.
            let digits = surface.bytes().all(|byte| byte.is_ascii_digit());
            assert!(!(digits && surface.len() <= 2), "{surface:?} in {text:?}");
            continue;
        };
        // "one - 5" alone yields "5", because "one" before a dash is a number only in a sentence.
        let starts_with_one = surface
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("one "));
        let whole = again.end == surface.len() && (again.start == 0 || !starts_with_one);
        if figure.unit.as_deref() != Some("metre") && whole {
            assert_eq!(number(figure), number(again), "{surface:?} in {text:?}");
        }
    }
}

/// Returns the ends of a figure's range. If the figure is not a range, both ends are its value.
fn number(figure: &Figure) -> (Option<f64>, Option<f64>) {
    match figure.bound {
        Bound::Range => (figure.low, figure.high),
        _ => (figure.value, figure.value),
    }
}

/// Splits the text at the last paragraph break in its first half, and checks that the parts yield the same spans,
/// values and bounds as the whole. Does nothing if there is no such break.
fn check_paragraphs(text: &str, figures: &[Figure]) {
    let Some(cut) = text[..text.floor_char_boundary(text.len() / 2)].rfind("\n\n") else {
        return;
    };
    let (before, after) = (extract(&text[..cut]), extract(&text[cut..]));
    let parts = before
        .iter()
        .map(|f| (f, 0))
        .chain(after.iter().map(|f| (f, cut)));
    let parts: Vec<_> = parts
        .map(|(f, shift)| (f.start + shift, f.end + shift, number(f), f.bound))
        .collect();
    let whole: Vec<_> = figures
        .iter()
        .map(|f| (f.start, f.end, number(f), f.bound))
        .collect();
    assert_eq!(whole, parts, "{text:?} cut at {cut}");
}
