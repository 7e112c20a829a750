//! Front matter: YAML between lines of three hyphens at the start of a file.

use serde_json::{Map, Value};

use super::header_lines;
use crate::article::fields::RecordFields;
use crate::article::model::record::ParseWarning;

/// The maximum length of front matter, in bytes. A longer block is part of the text.
const LONGEST: usize = 64 << 10;

/// Returns the fields in the front matter of `text` and the text after it, or `None` if there is no front matter.
///
/// If the block is not valid YAML but has header lines, returns their fields and adds a warning. If it has no header
/// lines either, it is part of the text.
pub(super) fn read<'t>(
    text: &'t str,
    warnings: &mut Vec<ParseWarning>,
) -> Option<(RecordFields, &'t str)> {
    let above = text.len() - text.trim_start_matches('\n').len();
    let (block, rest) = split(&text[above..])?;
    let error = match parse(block) {
        Ok(values) => return Some((fields(values?), rest)),
        Err(error) => error,
    };
    let scattered = header_lines::parse_block(block);
    (!scattered.is_empty()).then(|| {
        warnings.push(warning(&error, above + 1));
        (scattered, rest)
    })
}

/// Splits `text` into the front matter block and the text after it. The block lies between a first line `---` and the
/// next line `---` or `...`. Returns `None` if either line is missing or the block is too long.
fn split(text: &str) -> Option<(&str, &str)> {
    let (first, block) = text.split_once('\n')?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        let end = at + line.len();
        if ["---", "..."].contains(&line.trim_end()) {
            return Some((&block[..at], &block[end..]));
        }
        if end > LONGEST {
            break;
        }
        at = end;
    }
    None
}

/// Parses a YAML block. Returns `None` if the block is not a mapping but, for example, a paragraph between two
/// horizontal rules.
fn parse(block: &str) -> Result<Option<Map<String, Value>>, serde_saphyr::Error> {
    if block.trim().is_empty() {
        return Ok(Some(Map::new()));
    }
    let value = serde_saphyr::from_str_with_options(block, options())?;
    Ok(match value {
        Value::Object(values) => Some(values),
        _ => None,
    })
}

/// Returns parser options that limit size and alias expansion, because hostile YAML can expand without bound. Real
/// front matter stays far below the limits.
fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: 20_000,
            max_depth: 32,
            max_aliases: 100,
            max_anchors: 100,
            max_recorded_anchor_events: 10_000,
            max_recorded_anchor_bytes: 1 << 20,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 10_000,
            max_replay_stack_depth: 8,
        },
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        strict_booleans: true,
        with_snippet: false,
    }
}

fn fields(values: Map<String, Value>) -> RecordFields {
    let mut fields = RecordFields::default();
    for (name, value) in values {
        fields.insert(&name, value);
    }
    fields
}

/// Converts a YAML parser error to a warning with a line number relative to the file.
fn warning(error: &serde_saphyr::Error, lines_above: usize) -> ParseWarning {
    let place = error.location();
    let message = error.to_string();
    let what = message.lines().next().unwrap_or_default();
    let what = what.split(" at line ").next().unwrap_or(what);
    ParseWarning::FrontMatter {
        line: lines_above + place.map_or(1, |place| place.line() as usize),
        column: place.map_or(1, |place| place.column() as usize),
        what: what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::*;
    use crate::article::Article;
    use crate::article::fields::to_article;
    use crate::article::model::field_mapping::FieldMapping;
    use crate::article::model::record::ReadContext;

    fn article(text: &str) -> (Option<(Article, &str)>, Vec<ParseWarning>) {
        let mut warnings = Vec::new();
        let read = read(text, &mut warnings);
        let context = ReadContext {
            today: civil::date(2026, 6, 1),
            file_name: None,
            mapping: FieldMapping::NONE,
        };
        let read =
            read.map(|(fields, rest)| (to_article(&fields, &context, &mut warnings).article, rest));
        (read, warnings)
    }

    #[test]
    fn yaml_between_hyphen_lines_is_front_matter() {
        let rows = [
            ("---\ntitle: A\n---\nBody.", Some(("A", "Body."))),
            (
                "\n---  \ntitle: \"A: b\"\ntags: [x, y]\n...\nBody.",
                Some(("A: b", "Body.")),
            ),
            ("---\ntitle: 1984\n---\n", Some(("1984", ""))),
            ("---\n---\nBody.", Some(("", "Body."))),
            ("---\ntitle: A\ntitle: B\n---\nBody.", Some(("B", "Body."))),
            ("---\nA paragraph.\n---\nBody.", None),
            ("---\ntitle: A\nBody.", None),
            ("----\ntitle: A\n---\nBody.", None),
            ("Body.\n---\ntitle: A\n---\n", None),
            ("---", None),
        ];
        for (text, expected) in rows {
            let (read, warnings) = article(text);
            let read = read
                .map(|(article, rest)| (article.title.map(|t| t.value).unwrap_or_default(), rest));
            let expected = expected.map(|(title, rest)| (title.to_owned(), rest));
            assert_eq!(read, expected, "{text}");
            assert_eq!(warnings, [], "{text}");
        }
    }

    #[test]
    fn front_matter_fills_all_article_fields() {
        let text = "---\ntitle: A\ndate: 2024-03-12\nlastmod: 2024-03-13T08:00:00Z\npublication: Gazette\n\
                    authors:\n  - Ada Holm\n  - name: Ben Roth\nurl: https://g.example/a\nlang: en-GB\nid: 007\n---\n";
        let (article, _) = article(text).0.unwrap();
        assert_eq!(article.published.unwrap().value.to_string(), "2024-03-12");
        assert_eq!(article.modified.unwrap().value.to_string(), "2024-03-13");
        assert_eq!(article.outlet.unwrap().value, "Gazette");
        assert_eq!(article.authors, ["Ada Holm", "Ben Roth"]);
        assert_eq!(article.url.unwrap(), "https://g.example/a");
        assert_eq!(article.language.unwrap().value, "en");
        assert_eq!(article.id.unwrap(), "007");
    }

    #[test]
    fn invalid_yaml_is_read_line_by_line() {
        let (read, warnings) =
            article("---\ntitle: Quake: 12 dead\ndate: '2024-03-12'\n---\nBody.");
        let (article, rest) = read.unwrap();
        assert_eq!(article.title.unwrap().value, "Quake: 12 dead");
        assert_eq!(article.published.unwrap().value.to_string(), "2024-03-12");
        assert_eq!(rest, "Body.");
        assert!(
            matches!(
                warnings[..],
                [ParseWarning::FrontMatter {
                    line: 2,
                    column: 13,
                    ..
                }]
            ),
            "{warnings:?}"
        );
    }

    #[test]
    fn prose_between_hyphen_lines_stays_in_the_body() {
        let (read, warnings) = article("---\nHe said: no: never.\n---\nBody.");
        assert_eq!((read, warnings.len()), (None, 0));
    }

    #[test]
    fn hostile_yaml_is_rejected() {
        let mut bomb = String::from("---\ntitle: T\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..9 {
            let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
            bomb.extend([format!("a{level}: &a{level} [{aliases}]\n")]);
        }
        bomb += "---\nBody.";
        let deep = format!("---\ntitle: T\na: {}\n---\nBody.", "[".repeat(20_000));
        for text in [bomb, deep] {
            let (read, warnings) = article(&text);
            let (article, rest) = read.unwrap();
            assert_eq!(article.title.unwrap().value, "T");
            assert_eq!((rest, warnings.len()), ("Body.", 1));
        }
    }
}
