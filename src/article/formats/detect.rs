//! Detects the input format of a file, first from its content and then from its name.

use crate::article::fields;

/// A format that can contain articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputFormat {
    /// Plain text: one article per file.
    Text,
    /// Markdown: one article per file.
    Markdown,
    /// HTML: one article per file.
    Html,
    /// JSON: an object, an array, an envelope, or one object per line.
    Json,
    /// A table with a header: one article per row.
    Table,
}

/// The number of bytes that are inspected at the start of a file.
pub const HEAD: usize = 4096;

/// File extensions in lower case, with their formats.
const EXTENSIONS: &[(&str, InputFormat)] = &[
    ("txt", InputFormat::Text),
    ("text", InputFormat::Text),
    ("md", InputFormat::Markdown),
    ("markdown", InputFormat::Markdown),
    ("html", InputFormat::Html),
    ("htm", InputFormat::Html),
    ("xhtml", InputFormat::Html),
    ("json", InputFormat::Json),
    ("jsonl", InputFormat::Json),
    ("ndjson", InputFormat::Json),
    ("csv", InputFormat::Table),
    ("tsv", InputFormat::Table),
];

/// Extensions of files with one JSON object per line.
const LINES: &[&str] = &["jsonl", "ndjson"];

/// Magic numbers of images and PDF files.
const PICTURES: &[&[u8]] = &[b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"%PDF-"];

/// Lower-case tags that an HTML page can start with.
const PAGES: &[&str] = &["<!doctype html", "<html", "<head", "<body"];

/// What a file's name suggests about its format.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NameHint {
    /// The extension belongs to a known format.
    Known(InputFormat),
    /// The extension is unknown.
    Unknown,
    /// The name has no extension.
    Bare,
}

impl InputFormat {
    /// Detects the format of a file from its name and its first bytes. Returns `None` if the file probably contains no
    /// articles.
    ///
    /// HTML is recognised by its first tag, JSON by its first few characters and a table by its header. In these cases
    /// the file name is ignored, because crawlers save pages as `index.php` and API responses as `.txt`. The only
    /// exception is a Markdown file that starts like JSON, which is read as Markdown. The format of any other file is
    /// determined by its extension. A file without an extension is read as plain text if it looks like prose.
    pub fn detect(name: &str, head: &[u8]) -> Option<Self> {
        if PICTURES.iter().any(|magic| head.starts_with(magic)) {
            return None;
        }
        let hint = name_hint(name);
        match (hint, by_content(head)) {
            (NameHint::Known(Self::Markdown), Some(Self::Json)) => Some(Self::Markdown),
            (_, Some(format)) | (NameHint::Known(format), None) => Some(format),
            (NameHint::Bare, None) if is_prose(head) => Some(Self::Text),
            (NameHint::Bare | NameHint::Unknown, None) => None,
        }
    }
}

/// Returns whether the file extension is one of [`LINES`].
pub fn promises_lines(name: &str) -> bool {
    extension(name).is_some_and(|extension| {
        LINES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(extension))
    })
}

fn name_hint(name: &str) -> NameHint {
    let Some(extension) = extension(name) else {
        return NameHint::Bare;
    };
    let known = EXTENSIONS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(extension));
    known.map_or(NameHint::Unknown, |&(_, format)| NameHint::Known(format))
}

fn extension(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, extension)| extension)
}

/// Detects the format from the first bytes of a file. Returns `None` if they are inconclusive.
fn by_content(head: &[u8]) -> Option<InputFormat> {
    // Formats are recognised by ASCII characters, which have the same bytes in every encoding except UTF-16. Dropping
    // the zero bytes makes UTF-16 match as well.
    let plain: Vec<u8> = head
        .iter()
        .copied()
        .filter(|byte| *byte != 0 && byte.is_ascii())
        .collect();
    let text = String::from_utf8(plain).unwrap_or_default();
    let start = without_prologue(text.trim_start());
    let page = |tag: &&str| {
        start
            .get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    if PAGES.iter().any(page) {
        return Some(InputFormat::Html);
    }
    let inner = start.strip_prefix('[').map_or(start, str::trim_start);
    if inner
        .strip_prefix('{')
        .is_some_and(|inner| inner.trim_start().starts_with(['"', '}']))
    {
        return Some(InputFormat::Json);
    }
    let header = start.lines().next().unwrap_or_default();
    is_header(header).then_some(InputFormat::Table)
}

/// Strips the XML declaration and comments from the start of `text`.
fn without_prologue(text: &str) -> &str {
    let mut rest = text;
    loop {
        let after = match rest {
            _ if rest.starts_with("<?xml") => rest.split_once("?>"),
            _ if rest.starts_with("<!--") => rest.split_once("-->"),
            _ => None,
        };
        match after {
            Some((_, after)) => rest = after.trim_start(),
            None => return rest,
        }
    }
}

/// Returns whether a line is the header of a table of articles.
///
/// A header names a body, description or title field and at least one other known field, and none of its cells has more
/// than three words.
fn is_header(line: &str) -> bool {
    [',', '\t', ';', '|'].iter().any(|mark| {
        let names: Vec<&str> = line
            .split(*mark)
            .map(|name| name.trim().trim_matches('"'))
            .collect();
        let short = names.iter().all(|name| name.split_whitespace().count() < 4);
        let known = names
            .iter()
            .filter(|name| fields::field_role(name).known)
            .count();
        short && known > 1 && names.iter().any(|name| fields::field_role(name).text)
    })
}

/// Returns whether `head` looks like prose: it contains a space, no zero byte and at most 1% control characters.
fn is_prose(head: &[u8]) -> bool {
    let controls = head
        .iter()
        .filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace() && **byte != 0x1b)
        .count();
    !head.is_empty()
        && memchr::memchr(0, head).is_none()
        && controls * 100 <= head.len()
        && head.contains(&b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_takes_precedence_over_file_name() {
        let rows: &[(&str, &[u8], Option<InputFormat>)] = &[
            ("a.txt", b"It rained.", Some(InputFormat::Text)),
            ("b.x.Markdown", b"# Dam", Some(InputFormat::Markdown)),
            ("b.NDJSON", b"", Some(InputFormat::Json)),
            ("b.html", b"<p>It rained.", Some(InputFormat::Html)),
            (
                "index.php?id=7",
                b"\xef\xbb\xbf<!DOCTYPE HTML>\n",
                Some(InputFormat::Html),
            ),
            (
                "a.txt",
                b"<?xml version='1.0'?>\n<!-- saved -->\n<html lang=\"en\">",
                Some(InputFormat::Html),
            ),
            ("a.xhtml", b"<?xml version='1.0'?>", Some(InputFormat::Html)),
            ("a", b"<\0h\0t\0m\0l\0>\0", Some(InputFormat::Html)),
            ("a.md", b"<body>", Some(InputFormat::Html)),
            ("a.txt", b" [\n {\n  \"title\": 1", Some(InputFormat::Json)),
            ("response", b"{ \"status\": \"ok\"", Some(InputFormat::Json)),
            ("a.txt", b"{sic} it rained", Some(InputFormat::Text)),
            ("a.txt", b"[ADUNN] It rained.", Some(InputFormat::Text)),
            ("a.md", b"{\"title\"", Some(InputFormat::Markdown)),
            (
                "export",
                b"title,url,publish_date\n",
                Some(InputFormat::Table),
            ),
            (
                "export.txt",
                b"\"Headline\"\t\"Body text\"\t\"Source\"\n",
                Some(InputFormat::Table),
            ),
            ("a.csv", b"a;b\n", Some(InputFormat::Table)),
            (
                "a.txt",
                b"Title, date and author, as given by the text itself\n",
                Some(InputFormat::Text),
            ),
            ("12345", b"From: ada\n\nIt rained.", Some(InputFormat::Text)),
            ("12345", b"\x7fELF\0\0", None),
            ("12345", b"deadbeef\n", None),
            ("a.txt", b"\x89PNG\r\n\x1a\n\0", None),
            ("feed.rss", b"<?xml version='1.0'?><rss>", None),
            ("notes.org", b"It rained.", None),
            ("empty", b"", None),
        ];
        for &(name, head, expected) in rows {
            assert_eq!(InputFormat::detect(name, head), expected, "{name}");
        }
    }
}
