//! Converts HTML fragments, such as record fields with markup and headlines with entities, to plain text.

use super::boilerplate::BoilerplateNames;
use super::{blocks, tree_builder};
use crate::lines::single_spaced;

/// Returns the text of an HTML fragment, with blank lines between its paragraphs and without scripts and styles.
pub fn text_of_fragment(html: &str) -> String {
    let tree = tree_builder::parse(html);
    let blocks = blocks::collect(&tree, BoilerplateNames::All);
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    texts.join("\n\n")
}

/// Elements whose tags identify text as HTML.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "a", "article", "b", "blockquote", "body", "br", "div", "em", "figure", "h1", "h2", "h3", "h4", "html", "i", "img",
    "li", "ol", "p", "section", "span", "strong", "table", "ul",
];

/// Returns whether `text` contains a tag of one of the elements in [`MARKS`]. A bare `<` does not count.
pub fn is_markup(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text[at + 1..];
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, after) = rest.split_at(length);
        let known = MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(name));
        known && after.starts_with([' ', '>', '/', '\n', '\t']) && after.contains('>')
    })
}

/// Returns `text` with its markup removed and its entities decoded.
pub fn text(text: &str) -> String {
    if is_markup(text) || has_entity(text) {
        text_of_fragment(text)
    } else {
        text.trim().to_owned()
    }
}

/// Returns `text` on one line, with its markup removed and its entities decoded.
pub fn line(text: &str) -> String {
    single_spaced(&self::text(text))
}

/// Returns whether `text` contains an entity such as `&amp;` or `&#38;`.
fn has_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let name = text[at + 1..]
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
            .count();
        name > 1 && text[at + 1 + name..].starts_with(';')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_become_paragraphs() {
        let rows = [
            (
                "<p>Five&nbsp;died.</p><p>It <b>rained</b>.",
                "Five died.\n\nIt rained.",
            ),
            ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
            ("<ul><li>a<li>b</ul>", "a\n\nb"),
            (
                "<script>var a = '<p>no</p>';</script>Five &amp; six<style>p {}</style>",
                "Five & six",
            ),
            ("no markup at all", "no markup at all"),
            ("<p> a \n b\t</p>", "a b"),
            ("", ""),
        ];
        for (html, text) in rows {
            assert_eq!(text_of_fragment(html), text, "{html}");
        }
    }

    #[test]
    fn markup_is_distinguished_from_text() {
        let rows = [
            ("<p>Five died.", true),
            ("Five died.<br/>", true),
            ("a </div> b", true),
            ("<a href='x'>b</a>", true),
            ("1 < 2 > 0", false),
            ("<placeholder>", false),
            ("a<b", false),
            ("Five & six", false),
            ("", false),
        ];
        for (text, expected) in rows {
            assert_eq!(is_markup(text), expected, "{text}");
        }
    }

    #[test]
    fn headlines_drop_tags_and_decode_entities() {
        let rows = [
            ("Rain &amp; <i>flood</i>", "Rain & flood"),
            ("Rain & flood; more", "Rain & flood; more"),
            ("5 < 6\n and 7", "5 < 6 and 7"),
            ("Ada&#39;s dam", "Ada's dam"),
        ];
        for (text, expected) in rows {
            assert_eq!(line(text), expected, "{text}");
        }
    }
}
