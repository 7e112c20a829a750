//! Tests for finding the dates of small pages, some of which contain misleading dates.

use jiff::civil;

use super::super::read as read_page;
use crate::article::model::field_mapping::FieldMapping;
use crate::article::model::record::{ParseWarning, ReadContext};

const TEXT: &str =
    "<p>It rained for nine days in Adunn, and on the tenth the dam broke, the mayor said.</p>";

/// Returns the dates of publication and of the last change, the basis of the date of publication, and the warnings.
fn dates(html: &str) -> (String, String, &'static str, Vec<ParseWarning>) {
    let mapping = FieldMapping::default();
    let context = ReadContext {
        today: civil::date(2026, 6, 1),
        file_name: None,
        mapping: &mapping,
    };
    let record = read_page(html.as_bytes(), &context).unwrap();
    let article = record.outcome.unwrap();
    let shown = |date: &Option<super::date_value::DateValue>| {
        date.as_ref()
            .map_or(String::new(), |found| found.value.to_string())
    };
    let basis = article
        .published
        .as_ref()
        .map_or("", |found| found.basis.word());
    (
        shown(&article.published),
        shown(&article.modified),
        basis,
        record.warnings,
    )
}

fn page(head: &str, top: &str, bottom: &str) -> String {
    format!(
        "<html><head>{head}</head><body><article><h1>Dam breaks in Adunn</h1>{top}{TEXT}{TEXT}</article>{bottom}"
    )
}

#[test]
fn publication_date_is_read_from_many_sources() {
    let linked = |json: &str| format!(r#"<script type="application/ld+json">{json}</script>"#);
    let meta = |name: &str| format!("<meta name='{name}' content='2024-03-12T10:00:00+01:00'>");
    let heads = [
        linked(
            r#"{"@type": "NewsArticle", "datePublished": "2024-03-12T23:59:00-11:00", "dateModified": "2024-04-01"}"#,
        ),
        linked(
            r#"[{"@type": "Organization"}, {"@type": "ReportageNewsArticle", "datePublished": "2024-03-12"}]"#,
        ),
        linked(
            r#"{"@graph": [{"@type": "WebPage", "datePublished": "2023-01-01"}, {"@type": "NewsArticle", "datePublished": "2024-03-12"}]}"#,
        ),
        linked(r#"{"@type": "NewsArticle", "headline": "a "b"", "datePublished": "2024-03-12"#)
            + "\"}",
        linked(r#"{"@type": "VideoObject", "uploadDate": "2024-03-12"}"#),
        meta("article:published_time"),
        meta("parsely-pub-date"),
        meta("DC.date"),
        meta("date"),
        "<meta property=article:published_time content=1710201600>".to_owned(),
        "<meta name=date content='12. März 2024'><meta name=last-modified content=2024-04-01>"
            .to_owned(),
    ];
    for head in heads {
        let (published, _, basis, warnings) = dates(&page(&head, "", ""));
        assert_eq!(
            (published.as_str(), basis),
            ("2024-03-12", "markup"),
            "{head}"
        );
        assert_eq!(warnings, [], "{head}");
    }
    let tops = [
        "<time datetime='2024-03-12T10:00'>a while ago</time>",
        "<time>12 March 2024</time>",
        "<span itemprop=datePublished content=2024-03-12>yesterday</span>",
        "<abbr class=published title='2024-03-12T05:11:00-05:00'>5:11</abbr>",
        "<div class=entry-meta>Posted on March 12th, 2024 by Ada Holm in World</div>",
        "<div class=date>Dienstag, 12. März 2024, 10:02 Uhr</div>",
        "<span class=x1>12 de marzo de 2024</span>",
        "<p>12 mars 2024 // Ada Holm</p>",
        "<small>12.03.2024 World</small>",
        "<div>2024年3月12日</div>",
        "<div>12 марта 2024, 10:02</div>",
    ];
    for top in tops {
        let (published, ..) = dates(&page("", top, ""));
        assert_eq!(published, "2024-03-12", "{top}");
    }
    let url = "<link rel=canonical href=https://g.example/2024/03/12/dam>";
    let (published, _, basis, _) = dates(&page(url, "", ""));
    assert_eq!((published.as_str(), basis), ("2024-03-12", "url"));
    let state = r#"<script>window.state = {"publishDate": "2024-03-12T10:00:00Z"}</script>"#;
    assert_eq!(dates(&page("", "", state)).0, "2024-03-12");
}

#[test]
fn unrelated_dates_are_ignored() {
    let rows = [
        (
            "",
            "<div id=comments><time datetime=2024-03-12>12 March 2024</time></div>",
        ),
        (
            "",
            "<ul class=related><li><span class=date>12 March 2024</span></ul>",
        ),
        (
            "",
            "<footer>© 2024 Gazette <time>12 March 2024</time></footer>",
        ),
        ("", "<aside><time datetime=2024-03-12></time></aside>"),
        ("<span class=updated>12 March 2024</span>", ""),
        ("<p>Aktualisiert am 12.03.2024</p>", ""),
        ("<meta name=date content='2050-01-01'>", ""),
    ];
    for (top, bottom) in rows {
        let (published, ..) = dates(&page("", top, bottom));
        assert_eq!(published, "", "{top}{bottom}");
    }
}

#[test]
fn modification_date_is_not_publication_date() {
    let changed = "<meta property=article:modified_time content=2024-03-14>";
    assert_eq!(dates(&page(changed, "", "")).1, "2024-03-14");
    assert_eq!(dates(&page(changed, "", "")).0, "");
    let both = format!("{changed}<meta property=article:published_time content=2024-03-12>");
    let (published, modified, ..) = dates(&page(&both, "", ""));
    assert_eq!(
        (published.as_str(), modified.as_str()),
        ("2024-03-12", "2024-03-14")
    );
}

#[test]
fn day_in_url_overrides_nearby_utc_timestamp() {
    let url = "<link rel=canonical href=https://g.example/2024/03/11/dam>";
    let rows = [
        ("2024-03-12T02:00:00Z", "2024-03-11"),
        ("2024-03-12T02:00:00-05:00", "2024-03-12"),
        ("2024-03-12", "2024-03-12"),
        ("2024-03-14T02:00:00Z", "2024-03-14"),
    ];
    for (stamp, expected) in rows {
        let head = format!("{url}<meta property=article:published_time content={stamp}>");
        assert_eq!(dates(&page(&head, "", "")).0, expected, "{stamp}");
    }
}

#[test]
fn language_and_country_set_day_month_order() {
    let rows = [
        ("en-US", "03/04/2024", "2024-03-04"),
        ("en-GB", "03/04/2024", "2024-04-03"),
        ("fr", "03/04/2024", "2024-04-03"),
        ("en", "03/04/2024", "2024"),
        ("en", "03.04.2024", "2024-04-03"),
        ("en", "13/04/2024", "2024-04-13"),
    ];
    for (language, words, expected) in rows {
        let html = page("", &format!("<time>{words}</time>"), "")
            .replace("<html>", &format!("<html lang={language}>"));
        assert_eq!(dates(&html).0, expected, "{language} {words}");
    }
}

#[test]
fn page_with_only_a_future_date_causes_a_warning() {
    let head = "<meta property=article:published_time content=2050-01-01>";
    let (published, _, _, warnings) = dates(&page(head, "", ""));
    assert_eq!(published, "");
    let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["date ignored: \"2050-01-01\" is in the future"]);
    assert_eq!(
        dates(&page(head, "<time datetime=2024-03-12></time>", "")).0,
        "2024-03-12"
    );
}
