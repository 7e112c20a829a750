//! What holds for the figures of every text; the fuzz target and the test suite ask the same.

use figured::figure::{Bound, Figure, extract, sentences};

/// Panics where a property does not hold for `text`.
pub fn hold(text: &str) {
    let figures = extract(text);
    in_order(text, &figures);
    read_back(text, &figures);
    cut_between_paragraphs(text, &figures);
}

/// Figures stand one after another, each on character boundaries within its sentence, its numbers in order.
pub fn in_order(text: &str, figures: &[Figure]) {
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

/// A surface that is read alone gives the same number, or needs its sentence to be one ("one", "half", "2020").
///
/// What stands beside it may tell more: "5m" is metres where "long" follows, and "about" holds for the second of
/// two numbers too.
fn read_back(text: &str, figures: &[Figure]) {
    for figure in figures {
        let surface = &text[figure.start..figure.end];
        let alone = extract(surface);
        let Some(again) = alone.first() else {
            // Digits need no sentence, but where they could be a year, a decade of life, a code.
            let digits = surface.bytes().all(|byte| byte.is_ascii_digit());
            assert!(!(digits && surface.len() <= 2), "{surface:?} in {text:?}");
            continue;
        };
        // "one - 5" alone is "5": a lone "one" before a dash is a number by its sentence.
        let lone = surface
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("one "));
        let whole = again.end == surface.len() && (again.start == 0 || !lone);
        if figure.unit.as_deref() != Some("metre") && whole {
            assert_eq!(number(figure), number(again), "{surface:?} in {text:?}");
        }
    }
}

/// The value, or the ends of a range.
fn number(figure: &Figure) -> (Option<f64>, Option<f64>) {
    match figure.bound {
        Bound::Range => (figure.low, figure.high),
        _ => (figure.value, figure.value),
    }
}

/// Which numbers are figures, with value and bound, is the same where the text ends between two paragraphs.
fn cut_between_paragraphs(text: &str, figures: &[Figure]) {
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
