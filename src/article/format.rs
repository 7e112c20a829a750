//! The formats that articles come in.

use std::path::Path;

/// A format that articles come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: one article a file.
    Text,
    /// Markdown: one article a file.
    Markdown,
    /// A page of the web: one article a file.
    Html,
    /// One JSON object a line, each an article.
    JsonLines,
}

/// Extensions in lower case, each with its format.
const EXTENSIONS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
];

impl Format {
    /// The format that a file's name promises.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        EXTENSIONS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(extension))
            .map(|&(_, format)| format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_in_any_case() {
        let rows = [
            ("a/b.txt", Some(Format::Text)),
            ("a/b.TEXT", Some(Format::Text)),
            ("b.md", Some(Format::Markdown)),
            ("b.x.Markdown", Some(Format::Markdown)),
            ("b.jsonl", Some(Format::JsonLines)),
            ("b.NDJSON", Some(Format::JsonLines)),
            ("b.html", Some(Format::Html)),
            ("b.HTM", Some(Format::Html)),
            ("b.xhtml", Some(Format::Html)),
            ("b.jpg", None),
            ("txt", None),
            (".md", None),
            ("", None),
        ];
        for (path, expected) in rows {
            assert_eq!(Format::of_path(Path::new(path)), expected, "{path}");
        }
    }
}
