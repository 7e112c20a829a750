//! The headline that a text begins with, judged by its shape.

use jiff::civil;

use super::byline;
use super::lines::{self, Line};
use super::stated;

/// How many lines are looked at.
const TOP: usize = 8;

/// The longest headline, in characters.
const LONGEST: usize = 140;

/// Names of a site's sections and of its buttons, in lower case: lines that hold nothing else.
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
    "advertisement", "africa", "americas", "analysis", "asia", "breaking news", "business", "close", "comment",
    "culture", "economy", "entertainment", "environment", "europe", "exclusive", "features", "finance", "health",
    "home", "international", "latest", "latest news", "lifestyle", "live", "local", "log in", "markets", "menu",
    "middle east", "national", "news", "opinion", "politics", "science", "share", "sign in", "sport", "sports",
    "subscribe", "tech", "technology", "top stories", "travel", "u.s.", "uk", "uk news", "us", "us news", "video",
    "war in ukraine", "world", "world news",
];

/// What a page's furniture begins with, in lower case.
#[rustfmt::skip]
const FURNITURE: &[&str] = &[
    "click here", "copy link", "enlarge this image", "image caption", "image copyright", "listen to this",
    "media caption", "media playback", "play video", "print this", "read more", "read:", "share all", "share on",
    "share this", "sign up", "skip to ", "source link", "story highlights", "the opinions expressed",
    "the views expressed", "this article is more than", "watch:",
];

/// What only captions of pictures hold, in lower case.
#[rustfmt::skip]
const CAPTION: &[&str] = &[
    "(photo", "photo:", "photo by", "picture:", "credit:", "image:", "getty images", "file photo", "/reuters", "/ap",
];

/// Words that a line breaks after, but that no headline ends with.
#[rustfmt::skip]
const OPEN_ENDS: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "had", "has", "in", "is", "its", "of", "on", "or",
    "that", "the", "their", "to", "was", "were", "with",
];

/// A text's headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading<'t> {
    /// The headline as it stands there.
    pub(super) title: &'t str,
    /// Where the text below it begins.
    pub(super) body: usize,
}

/// The headline that `text` begins with, below a section's name and other furniture.
pub(super) fn find(text: &str, today: civil::Date) -> Option<Heading<'_>> {
    let top: Vec<Line<'_>> = lines::filled(text).take(TOP).collect();
    let above = (0..top.len())
        .take_while(|&at| is_furniture(top[at].text, today) || is_section(&top[at..]));
    let lines = &top[above.count()..];
    let line = lines.first()?;
    let title = marked(lines).or_else(|| stands_out(lines).then_some(line.text))?;
    below(text, title, lines)
}

/// The headline `title`, where `text` begins with it.
pub(super) fn of<'t>(text: &'t str, title: &'t str) -> Option<Heading<'t>> {
    let top: Vec<Line<'_>> = lines::filled(text).take(TOP).collect();
    let first = top.first()?;
    let same = without_marks(first.text) == title;
    same.then(|| below(text, title, &top)).flatten()
}

/// The headline that is the first of `lines`, its copies and its underline passed over. Alone it is no headline.
fn below<'t>(text: &str, title: &'t str, lines: &[Line<'_>]) -> Option<Heading<'t>> {
    let copy = |line: &&Line<'_>| without_marks(line.text) == title || is_underline(line.text);
    let copies = lines[1..].iter().take_while(copy).count();
    let body = lines::next_filled(text, lines[copies].end);
    (body < text.len()).then_some(Heading { title, body })
}

/// The headline that Markdown marks as one: `# A headline`, or a line of `=` below it.
fn marked<'t>(lines: &[Line<'t>]) -> Option<&'t str> {
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

/// Whether the first of `lines` has the shape of a headline and does not go on in the next.
fn stands_out(lines: &[Line<'_>]) -> bool {
    let [line, below @ ..] = lines else {
        return false;
    };
    is_headline(line.text)
        && !is_signature(line.text, below)
        && (line.alone || !goes_on(line.text, below))
}

/// Whether a line is the author's name, with no more than a role or an outlet below it.
fn is_signature(line: &str, below: &[Line<'_>]) -> bool {
    let names = |word: &str| word.starts_with(char::is_uppercase) || word == "and";
    let short = |next: &Line<'_>| {
        next.text.split_whitespace().count() < 4 && !next.text.contains(char::is_numeric)
    };
    let follows = below
        .first()
        .is_some_and(|next| short(next) && byline::of_line(next.text).is_none());
    follows && line.split_whitespace().all(names)
}

/// Whether the lines directly below `line` go on with its sentence.
fn goes_on(line: &str, below: &[Line<'_>]) -> bool {
    let Some(next) = below.first() else {
        return false;
    };
    let last_word = line.rsplit(' ').next().unwrap_or_default();
    if next.text.starts_with(char::is_lowercase) || OPEN_ENDS.contains(&last_word) {
        return true;
    }
    if is_long(next.text) || byline::of_line(next.text).is_some() || is_title_case(line) {
        return false;
    }
    // A short line below may be a second headline, or the rest of a paragraph that was cut into lines.
    let block = below
        .iter()
        .position(|line| line.alone)
        .map_or(below, |last| &below[..=last]);
    let (last, others) = block.split_last().unwrap_or((next, &[]));
    others.len() > 2
        || (ends_sentence(last.text) && !others.iter().any(|line| ends_sentence(line.text)))
}

/// Whether a line has the shape of a headline: short, beginning like a sentence and not ending like one.
fn is_headline(line: &str) -> bool {
    let first = line.chars().find(|c| c.is_alphanumeric());
    let begins = first.is_some_and(|c| !c.is_lowercase())
        && !line.starts_with(['•', '-', '*', '–', '(', '[']);
    let ends = !ends_sentence(line) && !line.ends_with([',', ';', ':', '-']);
    let words = line.contains(char::is_alphabetic) && byline::of_line(line).is_none();
    let furniture = begins_as_furniture(line) || is_caption(line) || line.contains("://");
    begins && ends && words && !furniture && !is_long(line)
}

fn is_long(line: &str) -> bool {
    line.chars().count() > LONGEST
}

/// Whether a line ends with a full stop, and not with that of "U.S.".
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    let last_word = line.rsplit(' ').next().unwrap_or_default();
    let initials = last_word.matches('.').count() > 1 && !line.ends_with("..");
    line.ends_with('.') && !initials
}

/// Whether most of the longer words are capitalised.
fn is_title_case(line: &str) -> bool {
    let long = line
        .split_whitespace()
        .filter(|word| word.chars().count() > 3);
    let (capital, small): (Vec<&str>, Vec<&str>) =
        long.partition(|word| !word.starts_with(char::is_lowercase));
    capital.len() > 2 * small.len()
}

/// Whether the first of `lines` is a section's name, which stands above the headline.
fn is_section(lines: &[Line<'_>]) -> bool {
    let [line, next, others @ ..] = lines else {
        return false;
    };
    let name = line.text.to_lowercase();
    let words = name.split_whitespace().count();
    let repeated = others.first().is_some_and(|copy| copy.text == next.text);
    let longer = next.text.split_whitespace().count() > 4;
    SECTIONS.contains(&name.as_str())
        || is_headline(line.text)
            && is_headline(next.text)
            && longer
            && words <= if repeated { 4 } else { 2 }
}

fn is_furniture(line: &str, today: civil::Date) -> bool {
    let breadcrumbs = [" > ", " » ", " › "].iter().any(|mark| line.contains(mark));
    (begins_as_furniture(line) && line.split_whitespace().count() < 8)
        || (breadcrumbs && !is_long(line))
        || byline::of_line(line).is_some()
        || stated::is_date(line, today)
}

fn begins_as_furniture(line: &str) -> bool {
    let small = line.to_lowercase();
    FURNITURE.iter().any(|start| small.starts_with(start))
}

fn is_caption(line: &str) -> bool {
    let small = line.to_lowercase();
    CAPTION.iter().any(|mark| small.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: civil::Date = civil::date(2026, 6, 1);

    #[test]
    fn headlines() {
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
    fn a_given_title_is_found_at_the_start() {
        let rows = [
            ("# Dam breaks\n\nIt broke.", Some("It broke.")),
            ("Dam breaks\nDam breaks\nIt broke.", Some("It broke.")),
            ("It broke.\nDam breaks\n", None),
            ("Dam breaks", None),
        ];
        for (text, expected) in rows {
            let found = of(text, "Dam breaks").map(|heading| &text[heading.body..]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
