//! Tests for mapping record fields to articles.

use serde_json::json;

use jiff::civil;
use serde_json::Value;

use super::record_fields::MOST_NAMES;
use super::*;
use crate::article::limits;
use crate::article::model::article::Article;
use crate::article::model::field_mapping::FieldMapping;
use crate::article::model::record::{ParseWarning, ReadContext};

fn article(record: &Value) -> (Article, Vec<ParseWarning>) {
    let mut fields = RecordFields::default();
    for (name, value) in record.as_object().unwrap() {
        fields.insert(name, value.clone());
    }
    let mut warnings = Vec::new();
    let context = ReadContext {
        today: civil::date(2026, 6, 1),
        file_name: None,
        mapping: FieldMapping::NONE,
    };
    let given = to_article(&fields, &context, &mut warnings);
    (given.article, warnings)
}

#[test]
fn body_comes_from_the_highest_priority_field() {
    let rows = [
        (json!({"articleBody": "a", "text": "b"}), "a"),
        (json!({"text": "b", "maintext": "a"}), "a"),
        (json!({"raw_text": "b", "text": "a"}), "a"),
        (json!({"content": "<p>b", "textContent": "a"}), "a"),
        (
            json!({"bodies": [{"value": "a"}, {"value": "b"}]}),
            "a\n\nb",
        ),
        (json!({"body_text": "None", "body": " a\r\n"}), " a\r\n"),
        (json!({"body": null}), ""),
    ];
    for (record, body) in rows {
        assert_eq!(article(&record).0.body, body, "{record}");
    }
}

#[test]
fn field_lengths_and_author_counts_are_limited() {
    let many: Vec<_> = (0..3 * MOST_NAMES)
        .map(|nth| format!("Ada Holm{nth}"))
        .collect();
    let long = "o".repeat(100_000);
    let (read, warnings) = article(&json!({"outlet": long, "authors": many, "text": "a"}));
    assert_eq!(read.authors, many[..MOST_NAMES]);
    let outlet = read.outlet.unwrap().value;
    assert!(outlet.len() < long.len() && long.starts_with(&outlet));
    let limit = outlet.len();
    assert_eq!(
        warnings,
        [ParseWarning::TooLong {
            field: "outlet",
            limit
        }]
    );
    let names = many.join(", ");
    assert!(names.len() < limits::LONGEST_FIELD);
    assert_eq!(article(&json!({"by": names})).0.authors, many[..MOST_NAMES]);
    assert!(
        article(&json!({"by": names.repeat(9)}))
            .0
            .authors
            .is_empty()
    );
}

#[test]
fn outlet_name_takes_precedence_over_domain() {
    let rows = [
        (
            json!({"outlet": "The Gazette", "domain": "g.example"}),
            Some("The Gazette"),
        ),
        (
            json!({"source": {"id": null, "name": "The Gazette"}}),
            Some("The Gazette"),
        ),
        (
            json!({"source": "https://g.example/1", "source-hostname": "Gazette"}),
            Some("Gazette"),
        ),
        (
            json!({"source": "https://g.example/1", "hostname": "www.g.example"}),
            Some("g.example"),
        ),
        (
            json!({"publication": {"code": "g", "name": "Gazette"}}),
            Some("Gazette"),
        ),
        (json!({"publication": "Gazette"}), Some("Gazette")),
        (
            json!({"publisher": {"@type": "Organization", "name": "Gazette"}}),
            Some("Gazette"),
        ),
        (
            json!({"outlet": "N/A", "siteName": "Gazette"}),
            Some("Gazette"),
        ),
        (json!({"Outlet ": "The\n Gazette"}), Some("The Gazette")),
        (json!({"outlet": "None"}), None),
    ];
    for (record, outlet) in rows {
        let found = article(&record).0.outlet.map(|found| found.value);
        assert_eq!(found.as_deref(), outlet, "{record}");
    }
}

#[test]
fn crawl_dates_are_not_publication_dates() {
    let rows = [
        (
            json!({"date_publish": "2024-03-12 08:00:00", "date_download": "2025-01-01"}),
            Some("2024-03-12"),
        ),
        (
            json!({"date_publish": "None", "date_download": "2025-01-01"}),
            None,
        ),
        (
            json!({"filedate": "2025-01-01", "crawled": "2025-01-01", "seendate": "20250101T000000Z"}),
            None,
        ),
        (
            json!({"ts": "2025-01-01", "indexed_date": "2025-01-01"}),
            None,
        ),
        (
            json!({"dateTime": "2025-01-01T00:00:00Z", "dateTimePub": "2024-12-31T23:00:00Z"}),
            Some("2024-12-31"),
        ),
        (
            json!({"publishedAt": "2024-03-12T23:30:00-05:00", "date": "2024"}),
            Some("2024-03-12"),
        ),
        (
            json!({"published": "soon", "date": "March 2024"}),
            Some("2024-03"),
        ),
        (
            json!({"article:published_time": "2024-03-12T00:00:00+03:00"}),
            Some("2024-03-12"),
        ),
        (json!({"date": 1_710_201_600}), Some("2024-03-12")),
    ];
    for (record, date) in rows {
        let (article, warnings) = article(&record);
        let found = article.published.map(|found| found.value.to_string());
        assert_eq!(found.as_deref(), date, "{record}");
        assert_eq!(warnings, [], "{record}");
    }
}

#[test]
fn nonexistent_and_future_dates_cause_warnings() {
    let (article, warnings) = article(&json!({"date": "2050-01-01", "updated": "31 June 2024"}));
    assert_eq!((article.published, article.modified), (None, None));
    let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "date ignored: \"2050-01-01\" is in the future",
            "date of change ignored: \"31 June 2024\" is not a real date",
        ]
    );
}

#[test]
fn authors_may_be_text_a_list_or_objects() {
    let rows = [
        (
            json!({"authors": ["Ada Holm", "Ben Roth"]}),
            vec!["Ada Holm", "Ben Roth"],
        ),
        (
            json!({"author": "By Ada Holm and Ben Roth"}),
            vec!["Ada Holm", "Ben Roth"],
        ),
        (
            json!({"author": [{"@type": "Person", "name": "Ada Holm"}]}),
            vec!["Ada Holm"],
        ),
        (json!({"author": {"name": "Ada Holm"}}), vec!["Ada Holm"]),
        (
            json!({"authors": [], "byline": "Ada Holm; Ben Roth"}),
            vec!["Ada Holm", "Ben Roth"],
        ),
        (
            json!({"authors": ["Ada Holm", "Ada Holm", "https://x.example/a"]}),
            vec!["Ada Holm"],
        ),
        (json!({"authors": "None"}), vec![]),
    ];
    for (record, authors) in rows {
        assert_eq!(article(&record).0.authors, authors, "{record}");
    }
}

#[test]
fn ids_urls_and_languages_are_normalized() {
    let rows = [
        (json!({"id": 90118}), Some("90118"), None, None),
        (
            json!({"_id": {"$oid": "5f"}, "lang": "en-GB"}),
            Some("5f"),
            None,
            Some("en"),
        ),
        (
            json!({"url": "", "canonical_link": "http://g.example/a"}),
            None,
            Some("http://g.example/a"),
            None,
        ),
        (
            json!({"source": "https://g.example/1"}),
            None,
            Some("https://g.example/1"),
            None,
        ),
        (
            json!({"source": "Gazette", "language": "English"}),
            None,
            None,
            Some("en"),
        ),
        (
            json!({"id": "", "uuid": "u", "language": "fr-unknown"}),
            Some("u"),
            None,
            Some("fr"),
        ),
    ];
    for (record, id, url, language) in rows {
        let article = article(&record).0;
        assert_eq!(article.id.as_deref(), id, "{record}");
        assert_eq!(article.url.as_deref(), url, "{record}");
        assert_eq!(
            article.language.map(|found| found.value).as_deref(),
            language,
            "{record}"
        );
    }
}
