//! Tests for parsing whole files and lines with [`read`].

use proptest::prelude::*;

use super::*;

const CONTEXT: ReadContext<'static> = ReadContext {
    today: jiff::civil::date(2026, 6, 1),
    file_name: Some("2024-02-09-dam.txt"),
    mapping: FieldMapping::NONE,
};
const TXT: &str = "2024-02-09-dam.txt";
const MD: &str = "2024-02-09-dam.md";
const JSONL: &str = "2024-02-09-dam.jsonl";

fn records(name: &str, bytes: &[u8]) -> Vec<ParsedRecord> {
    let mut records = Vec::new();
    let context = ReadContext {
        file_name: Some(name),
        ..CONTEXT
    };
    let result = read(bytes, &context, &mut |record| {
        records.push(record);
        ControlFlow::Continue(())
    });
    result.unwrap();
    records
}

fn said(records: &[ParsedRecord]) -> Vec<String> {
    let say = |record: &ParsedRecord| match &record.outcome {
        Ok(article) => {
            let line = record
                .line
                .map(|line| format!("{line}: "))
                .unwrap_or_default();
            line + &article.body
        }
        Err(problem) => problem.to_string(),
    };
    records.iter().map(say).collect()
}

#[test]
fn records_after_a_bad_record_are_read() {
    let lines =
        "{\"text\": \"a\"}\n\n  \r\n{\"text\": \"é\", ]}\r\n[1]\n{\"other\": 1}\n{\"text\": \"b\"}";
    assert_eq!(
        said(&records(JSONL, lines.as_bytes())),
        [
            "1: a",
            "line 4, column 15: invalid JSON (key must be a string); correct this line",
            "line 5, column 2: not a JSON object; write one object per article, with its text in a \"text\" field",
            "line 6, column 1: no text or title; put the text in a \"text\" or \"body\" field, or pass the name of its field with --map body=NAME",
            "7: b",
        ]
    );
}

#[test]
fn lenient_json_is_read_with_a_warning() {
    let lines =
        b"{\"text\": \"a\\ud83d\", \"date\": NaN}\n{\"text\": \"b\xE9\"}\n{\"text\": \"c\"} {\n";
    let records = records(JSONL, lines);
    assert_eq!(
        said(&records),
        [
            "1: a\u{fffd}",
            "2: bé",
            "line 3, column 15: invalid JSON (trailing characters); correct this line",
        ]
    );
    assert_eq!(
        records[0].warnings,
        [ParseWarning::LenientJson(text::json_repair::REPAIRS)]
    );
    assert_eq!(
        records[1].warnings,
        [ParseWarning::Encoding {
            encoding: "windows-1252",
            replaced: 0
        }]
    );
}

#[test]
fn records_after_deep_nesting_are_read() {
    let deep = "[".repeat(200_000);
    let closed = deep.clone() + &"]".repeat(200_000);
    let lines = format!(
        "{deep}\n{{\"text\": {deep}\n{{\"other\": {closed}, \"text\": \"a\"}}\n{{\"text\": \"b\"}}"
    );
    let records = records(JSONL, lines.as_bytes());
    let articles: Vec<bool> = records
        .iter()
        .map(|record| record.outcome.is_ok())
        .collect();
    assert_eq!(articles, [false, false, true, true]);
}

#[test]
fn files_without_records_are_errors() {
    let rows: &[(&str, &[u8], &str)] = &[
        (JSONL, b"", "line 1, column 1: no content"),
        (JSONL, b" \n\n", "line 1, column 1: no content"),
        (
            JSONL,
            b"\x1f\x8b\0\n\0\n\0\n",
            "line 1, column 2: binary data (NUL byte)",
        ),
        (TXT, b"", "line 1, column 1: no content"),
        (MD, b"a\nGIF\0", "line 2, column 4: binary data (NUL byte)"),
    ];
    for &(format, bytes, expected) in rows {
        let said = said(&records(format, bytes));
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with(expected), "{said:?}");
    }
}

#[test]
fn utf_16_with_byte_order_mark_is_decoded() {
    let text = "\u{feff}{\"text\": \"Łódź\"}\n{\"text\": \"b\"}\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(said(&records(JSONL, &bytes)), ["1: Łódź", "2: b"]);
}

#[test]
fn reading_stops_on_request() {
    let mut count = 0;
    let lines = &b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n"[..];
    let result = read(
        lines,
        &ReadContext {
            file_name: Some(JSONL),
            ..CONTEXT
        },
        &mut |_| {
            count += 1;
            ControlFlow::Break(())
        },
    );
    result.unwrap();
    assert_eq!(count, 1);
}

#[test]
fn inferred_values_state_their_basis() {
    let json = r#"{"text": "It rained.", "url": "https://www.gazette.example/2024/03/12/dam", "headline": "Dam"}"#;
    let rows = [
        (
            JSONL,
            json,
            Some(("2024-03-12", Basis::Url)),
            Some(("gazette.example", Basis::Url)),
        ),
        (
            TXT,
            "Dam breaks\n\n5 March 2022\n\nIt rained. Gazette has contacted the mayor for comment.",
            Some(("2022-03-05", Basis::Text)),
            Some(("Gazette", Basis::Text)),
        ),
        (
            TXT,
            "It rained.",
            Some(("2024-02-09", Basis::FileName)),
            None,
        ),
        (JSONL, r#"{"text": "It rained."}"#, None, None),
        (
            TXT,
            "Date: 2021\nSource: Herald\n\n5 March 2022\n\nGazette has contacted the mayor.",
            Some(("2021", Basis::Given)),
            Some(("Herald", Basis::Given)),
        ),
    ];
    for (format, text, published, outlet) in rows {
        let article = records(format, text.as_bytes()).remove(0).outcome.unwrap();
        let found = article
            .published
            .map(|found| (found.value.to_string(), found.basis));
        assert_eq!(
            found,
            published.map(|(date, basis)| (date.to_owned(), basis)),
            "{text}"
        );
        let found = article.outlet.map(|found| (found.value, found.basis));
        assert_eq!(
            found,
            outlet.map(|(name, basis)| (name.to_owned(), basis)),
            "{text}"
        );
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_yield_a_record_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in [TXT, MD, JSONL] {
            prop_assert!(!records(format, &bytes).is_empty());
        }
    }

    #[test]
    fn text_body_extends_to_the_end_of_the_file(
        text in "(---\n|[A-Z][a-z]{1,5} |Title: |date: |By |\\[|\\]|— |2024|March |3, |©|’s |could not verify|\n|\\. |\\PC){0,40}"
    ) {
        let record = records(TXT, text.as_bytes()).remove(0);
        if let Ok(article) = record.outcome {
            prop_assert!(text.ends_with(&article.body), "{:?} is no end of {text:?}", article.body);
            if let Some(title) = article.title {
                prop_assert!(!title.value.is_empty());
            }
        }
    }

    #[test]
    fn each_line_yields_exactly_one_outcome(lines in prop::collection::vec("\\{\"(text|title|date)\": ?\\PC{0,20}\\}?", 1..20)) {
        prop_assert_eq!(records(JSONL, lines.join("\n").as_bytes()).len(), lines.len());
    }

    #[test]
    fn json_body_is_kept_byte_for_byte(title in "\\PC+", body in "(\\PC|\r|\n|\t)+") {
        let line = serde_json::json!({ "title": format!("T{title}"), "text": format!("B{body}") }).to_string();
        let article = records(JSONL, line.as_bytes()).remove(0).outcome.unwrap();
        prop_assert_eq!(article.body, format!("B{body}"));
    }
}
