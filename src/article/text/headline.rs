//! Finds the headline at the start of an article's text by the features of its lines.

use jiff::civil;

use super::line_features;
use crate::lines;
use crate::lines::TextLine;

/// The number of lines at the top of the text that are searched for a headline.
const TOP: usize = 8;

/// Lower-case names of sections and buttons on news sites. A line that consists of such a name is not a headline.
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
    "advertisement", "africa", "americas", "analysis", "asia", "breaking news", "business", "close", "comment",
    "culture", "economy", "entertainment", "environment", "europe", "exclusive", "features", "finance", "health",
    "home", "international", "latest", "latest news", "lifestyle", "live", "local", "log in", "markets", "menu",
    "middle east", "national", "news", "opinion", "politics", "science", "share", "sign in", "sport", "sports",
    "subscribe", "tech", "technology", "top stories", "travel", "u.s.", "uk", "uk news", "us", "us news", "video",
    "war in ukraine", "world", "world news",
];

/// A headline at the start of an article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headline<'t> {
    /// The words of the headline, as written.
    pub title: &'t str,
    /// The byte offset at which the text below the headline starts.
    pub body: usize,
}

/// Finds the headline at the start of `text`. Section names and other boilerplate may precede it.
pub fn find(text: &str, today: civil::Date) -> Option<Headline<'_>> {
    let top: Vec<TextLine<'_>> = lines::non_blank(text).take(TOP).collect();
    let above = (0..top.len()).take_while(|&at| {
        line_features::is_boilerplate(top[at].text, today) || is_section(&top[at..])
    });
    let lines = &top[above.count()..];
    let line = lines.first()?;
    let title = marked(lines).or_else(|| stands_out(lines).then_some(line.text))?;
    below(text, title, lines)
}

/// Returns `title` as the headline, or `None` if it is not the first line of `text` or no text follows it.
pub fn find_title<'t>(text: &'t str, title: &'t str) -> Option<Headline<'t>> {
    let top: Vec<TextLine<'_>> = lines::non_blank(text).take(TOP).collect();
    let first = top.first()?;
    let same = without_marks(first.text) == title;
    same.then(|| below(text, title, &top)).flatten()
}

/// Returns `title`, which is on the first of `lines`, as the headline. The body starts after any underline and copies
/// of the title. Returns `None` if no text follows.
fn below<'t>(text: &str, title: &'t str, lines: &[TextLine<'_>]) -> Option<Headline<'t>> {
    let copy = |line: &&TextLine<'_>| without_marks(line.text) == title || is_underline(line.text);
    let copies = lines[1..].iter().take_while(copy).count();
    let body = lines::next_non_blank(text, lines[copies].end);
    (body < text.len()).then_some(Headline { title, body })
}

/// Returns the text of the first line if it is a Markdown heading, or `None` otherwise. A heading starts with `#` or is
/// underlined with `=`.
fn marked<'t>(lines: &[TextLine<'t>]) -> Option<&'t str> {
    let line = lines.first()?;
    let title = without_marks(line.text);
    let underlined = lines
        .get(1)
        .is_some_and(|next| !line.alone && is_underline(next.text));
    (!title.is_empty() && (title.len() < line.text.len() || underlined)).then_some(title)
}

fn without_marks(line: &str) -> &str {
    let title = line.trim_start_matches('#');
    if title.starts_with(' ') {
        title.trim_end_matches('#').trim()
    } else {
        line
    }
}

fn is_underline(line: &str) -> bool {
    line.len() > 2 && line.bytes().all(|b| b == b'=')
}

/// Returns whether the first of `lines` looks like a headline, and not like a signature or the first line of a sentence
/// that continues below.
fn stands_out(lines: &[TextLine<'_>]) -> bool {
    let [line, below @ ..] = lines else {
        return false;
    };
    line_features::is_headline(line.text)
        && !line_features::is_signature(line.text, below)
        && (line.alone || !line_features::continues_sentence(line.text, below))
}

/// Returns whether the first of `lines` is a section name above the headline.
fn is_section(lines: &[TextLine<'_>]) -> bool {
    let [line, next, others @ ..] = lines else {
        return false;
    };
    let name = line.text.to_lowercase();
    let words = name.split_whitespace().count();
    let repeated = others.first().is_some_and(|copy| copy.text == next.text);
    let longer = next.text.split_whitespace().count() > 4;
    SECTIONS.contains(&name.as_str())
        || (line_features::is_headline(line.text) || line_features::is_label(line.text))
            && line_features::is_headline(next.text)
            && longer
            && words <= if repeated { 4 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: civil::Date = civil::date(2026, 6, 1);

    #[test]
    fn headline_is_separated_from_the_body() {
        let rows = [
            (
                "Dam Breaks, 12 Dead\n\nThe dam broke.",
                Some(("Dam Breaks, 12 Dead", "The dam broke.")),
            ),
            (
                "\n\nDam breaks\n\n\n The dam broke.\n",
                Some(("Dam breaks", " The dam broke.\n")),
            ),
            (
                "World\n\nDam breaks in the north\n\nThe dam broke.",
                Some(("Dam breaks in the north", "The dam broke.")),
            ),
            (
                "Rivers and Lakes Daily\n\nDam breaks in the north\n\n Dam breaks in the north\n\nThe dam broke.",
                Some(("Dam breaks in the north", "The dam broke.")),
            ),
            (
                "Home > World\nDam breaks\nBy Ada Holm\n\nThe dam broke.",
                Some(("Dam breaks", "By Ada Holm\n\nThe dam broke.")),
            ),
            (
                "STORM WATCH\n\nDam breaks in the north\n\nThe dam broke.",
                Some(("Dam breaks in the north", "The dam broke.")),
            ),
            (
                "12 March 2024\n\nDam breaks\n\nThe dam broke.",
                Some(("Dam breaks", "The dam broke.")),
            ),
            (
                "Dam breaks at dawn\nSecond wall holds for now\n\nThe dam broke.",
                Some((
                    "Dam breaks at dawn",
                    "Second wall holds for now\n\nThe dam broke.",
                )),
            ),
            (
                "Troops Leave the U.S.\n\nThey left.",
                Some(("Troops Leave the U.S.", "They left.")),
            ),
            (
                "Did the dam break?\n\nIt did.",
                Some(("Did the dam break?", "It did.")),
            ),
            (
                "# Dam breaks.\n\nThe dam broke.",
                Some(("Dam breaks.", "The dam broke.")),
            ),
            (
                "Dam breaks\n==========\n\nThe dam broke.",
                Some(("Dam breaks", "The dam broke.")),
            ),
            (
                "The dam broke on Sunday, officials said.\n\nIt was old.",
                None,
            ),
            (
                "The dam broke on Sunday in the\nnorth of the province.\n\nIt was old.",
                None,
            ),
            (
                "The dam broke in Port\nAdunn on Sunday.\n\nIt was old.",
                None,
            ),
            ("• The dam broke\n\nIt was old.", None),
            ("A worker at the dam. (Photo: Gazette)\n\nIt broke.", None),
            ("Workers (Photo: Gazette)\n\nIt broke.", None),
            ("He said:\n\n“It broke.”", None),
            ("Dam breaks", None),
            ("12\n\nIt broke.", None),
            ("Ada Holm\n\nGAZETTE\n\nThe dam broke.", None),
            ("Story highlights The dam broke\n\nIt was old.", None),
            ("PORT ADUNN\n\nThe dam broke.", None),
            ("6 years ago\n\nThe dam broke.", None),
            ("Business\n\nThe dam broke on Sunday.", None),
            ("", None),
        ];
        for (text, expected) in rows {
            let found = find(text, TODAY).map(|heading| (heading.title, &text[heading.body..]));
            assert_eq!(found, expected, "{text}");
        }
        let long = "Dam ".repeat(40) + "\n\nIt broke.";
        assert_eq!(find(&long, TODAY), None);
    }

    #[test]
    fn given_title_is_found_at_the_start() {
        let rows = [
            ("# Dam breaks\n\nIt broke.", Some("It broke.")),
            ("Dam breaks\nDam breaks\nIt broke.", Some("It broke.")),
            ("It broke.\nDam breaks\n", None),
            ("Dam breaks", None),
        ];
        for (text, expected) in rows {
            let found = find_title(text, "Dam breaks").map(|heading| &text[heading.body..]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
