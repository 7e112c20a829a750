//! Header lines at the top of a file: `Title: …`, `Date: …`, `Source: …`. They end at the first line of another form.

use serde_json::Value;

use crate::article::fields::RecordFields;

/// Lower-case names of header lines, each with the field that it sets. Words that also start ordinary lines, such as
/// "Update: …" and "Text: …", are deliberately absent.
const NAMES: &[(&str, &str)] = &[
    ("title", "title"),
    ("headline", "title"),
    ("date", "date"),
    ("published", "date"),
    ("publication date", "date"),
    ("date published", "date"),
    ("pubdate", "date"),
    ("updated", "modified"),
    ("last updated", "modified"),
    ("modified", "modified"),
    ("last modified", "modified"),
    ("lastmod", "modified"),
    ("outlet", "outlet"),
    ("source", "source"),
    ("publication", "outlet"),
    ("publisher", "outlet"),
    ("newspaper", "outlet"),
    ("by", "author"),
    ("author", "author"),
    ("authors", "author"),
    ("byline", "author"),
    ("url", "url"),
    ("link", "url"),
    ("lang", "language"),
    ("language", "language"),
    ("id", "id"),
];

/// Returns the fields in the header lines at the start of `text` and the text after them, or `None` if there is no
/// header.
///
/// A header has at least two known names, or one known name and a blank line after it.
pub(super) fn read(text: &str) -> Option<(RecordFields, &str)> {
    let mut fields = RecordFields::default();
    let mut known = 0;
    let mut rest = text.trim_start_matches('\n');
    while let Some((name, value)) = rest.lines().next().and_then(pair) {
        if let Some(field) = field(name) {
            known += 1;
            fields.insert(field, Value::from(value));
        }
        rest = after_line(rest);
    }
    let blank = rest
        .lines()
        .next()
        .is_none_or(|line| line.trim().is_empty());
    (known > 1 || (known == 1 && blank)).then_some((fields, rest))
}

/// Returns the fields in the header lines of a block. Other lines are skipped.
pub(super) fn parse_block(block: &str) -> RecordFields {
    let mut fields = RecordFields::default();
    for (name, value) in block.lines().filter_map(pair) {
        if let Some(field) = field(name) {
            fields.insert(field, Value::from(unquoted(value)));
        }
    }
    fields
}

fn field(name: &str) -> Option<&'static str> {
    let known = NAMES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    known.map(|&(_, field)| field)
}

/// Splits a line of the form `Name: value`. Returns `None` if the line has another form or the name has more than three
/// words.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim();
    let plain = |c: char| c.is_alphanumeric() || " -_".contains(c);
    let short = (1..=3).contains(&name.split_whitespace().count()) && name.len() <= 30;
    // The colon in "9:41" or "https://" does not end a name.
    let separated = value.is_empty() || value.starts_with(char::is_whitespace);
    (short && separated && name.chars().all(plain)).then_some((name, value.trim()))
}

fn unquoted(value: &str) -> &str {
    let within = |mark| value.strip_prefix(mark)?.strip_suffix(mark);
    within('"').or_else(|| within('\'')).unwrap_or(value)
}

fn after_line(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::*;
    use crate::article::fields::to_article;
    use crate::article::model::field_mapping::FieldMapping;
    use crate::article::model::record::ReadContext;

    #[test]
    fn header_ends_at_the_first_non_header_line() {
        let rows = [
            (
                "Title: A\nDate: 2024-03-12\n\nBody.",
                Some(("A", "\nBody.")),
            ),
            (
                "TITLE: A: b\nSection: World\nBy: Ada Holm\nBody.",
                Some(("A: b", "Body.")),
            ),
            ("Title: A\n\nBody.", Some(("A", "\nBody."))),
            ("Title: A", Some(("A", ""))),
            (
                "Headline:  A  \nTime: 9:41\nURL: https://g.example/a\n\nBody.",
                Some(("A", "\nBody.")),
            ),
            ("Title: A\nBody.", None),
            ("Update: A\n\nBody.", None),
            ("Quake: 12 dead\n\nBody.", None),
            ("He said: no\nBody.", None),
            ("Body.", None),
            ("", None),
        ];
        for (text, expected) in rows {
            let read = read(text).map(|(fields, rest)| {
                let context = ReadContext {
                    today: civil::date(2026, 6, 1),
                    file_name: None,
                    mapping: FieldMapping::NONE,
                };
                let article = to_article(&fields, &context, &mut Vec::new()).article;
                (
                    article.title.map(|title| title.value).unwrap_or_default(),
                    rest,
                )
            });
            let expected = expected.map(|(title, rest)| (title.to_owned(), rest));
            assert_eq!(read, expected, "{text}");
        }
    }
}
