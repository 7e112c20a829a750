//! Finds the headline of a page and strips the outlet's name, which many pages append to it.

use super::headings::{LONGEST, has_letters, letters_and_digits};
use super::web_page::WebPage;

/// Separators between a headline and an outlet's name.
const MARKS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " › ", " « ", " ‹ ", " · ", " • ", " / ",
];

/// The maximum number of words in an outlet's name.
const NAME: usize = 6;

/// Returns the headline of a page from its metadata, its heading or its `<title>`, in that order of preference.
pub(super) fn find(page: &WebPage<'_>, outlet: Option<&str>) -> Option<String> {
    let heading = page.heading.and_then(|id| page.tree.words(id, LONGEST));
    let all = page
        .titles
        .iter()
        .chain(&heading)
        .chain(std::iter::once(&page.window));
    let mut bare = all.map(|title| without_outlet(title, outlet));
    bare.find(|title| has_letters(title)).map(str::to_owned)
}

/// Returns the outlet's name after the headline in the page's `<title>`, or `None` if there is none.
pub(super) fn outlet_after_headline(page: &WebPage<'_>) -> Option<String> {
    let (before, after) = split_last(&page.window)?;
    let heading = page.heading.and_then(|id| page.tree.words(id, LONGEST));
    let mut headlines = page.titles.iter().chain(&heading);
    let before = letters_and_digits(before);
    let short = (1..=NAME).contains(&after.split_whitespace().count());
    let named = short
        && !before.is_empty()
        && headlines.any(|headline| letters_and_digits(headline).starts_with(&before));
    named.then(|| after.to_owned())
}

/// Splits `text` at the last separator, or returns `None` if there is none.
fn split_last(text: &str) -> Option<(&str, &str)> {
    let places = MARKS
        .iter()
        .filter_map(|mark| Some((text.rfind(mark)?, mark.len())));
    let (at, length) = places.max()?;
    Some((text[..at].trim(), text[at + length..].trim()))
}

/// Strips the outlet's name from the end of `title`.
fn without_outlet<'t>(title: &'t str, outlet: Option<&str>) -> &'t str {
    let Some((before, after)) = split_last(title) else {
        return title;
    };
    let (name, outlet) = (
        letters_and_digits(after),
        letters_and_digits(outlet.unwrap_or_default()),
    );
    let named =
        name.len() > 1 && outlet.len() > 1 && (name.contains(&outlet) || outlet.contains(&name));
    if named && has_letters(before) {
        before
    } else {
        title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headline_drops_trailing_outlet_name() {
        let rows = [
            ("Dam breaks | Adunn Gazette", "Adunn Gazette", "Dam breaks"),
            (
                "Dam breaks - World - Gazette",
                "Adunn Gazette",
                "Dam breaks - World",
            ),
            ("Dam breaks – GAZETTE.example", "gazette", "Dam breaks"),
            (
                "Dam - and town - gone",
                "Adunn Gazette",
                "Dam - and town - gone",
            ),
            ("Gazette", "Gazette", "Gazette"),
            ("Dam breaks", "", "Dam breaks"),
        ];
        for (title, outlet, expected) in rows {
            assert_eq!(without_outlet(title, Some(outlet)), expected, "{title}");
        }
    }
}
