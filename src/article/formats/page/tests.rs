//! Tests for whole pages, including broken and hostile ones.

use proptest::prelude::*;

use super::*;
use crate::article::model::field_mapping::FieldMapping;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);

fn record(html: &[u8]) -> ParsedRecord {
    let mapping = FieldMapping::default();
    let context = ReadContext {
        today: TODAY,
        file_name: None,
        mapping: &mapping,
    };
    read(html, &context).unwrap()
}

fn article_of(html: &str) -> Article {
    record(html.as_bytes()).outcome.unwrap()
}

/// A typical page from a news site.
const PAGE: &str = r#"<!doctype html>
<html lang="en-GB"><head>
<title>Dam breaks in Adunn - Highland Gazette</title>
<link rel="canonical" href="https://www.highland-gazette.example/world/dam-breaks-in-adunn">
<meta property="og:site_name" content="Highland Gazette">
<meta property="og:description" content="Twelve people died when the Adunn dam broke on Sunday night after nine days of rain.">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "NewsArticle", "headline": "Dam breaks in Adunn", "datePublished": "2024-03-12T23:30:00-05:00",
   "dateModified": "2024-03-14T08:00:00Z", "author": [{"@type": "Person", "name": "Ada Holm"}],
   "publisher": {"@type": "Organization", "name": "Gazette Media Holding"}}]}</script>
<style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a><li><a href="/world">World</a></ul></nav>
<main><article><h1>Dam breaks in Adunn</h1>
<p class="standfirst">Twelve people died when the Adunn dam broke on Sunday night after nine days of rain.</p>
<div class="byline">By <a href="/ada">Ada Holm</a>, <time datetime="2024-03-12">12 March 2024</time></div>
<figure><img src="a.jpg"><figcaption>The dam on Monday. Picture: Ben Roth</figcaption></figure>
<div class="story-body"><p>It rained for nine days in Adunn, and on the tenth the dam &amp; its road broke, the mayor said.</p>
<h2>Helicopters</h2>
<p>More than 400 people were brought to safety by helicopter, said the ministry, which counts <b>12</b> dead.</p>
<ul><li>Roads in the valley are closed until the weekend.<li>Schools open again on Thursday, the council said.</ul>
<div class="related-links"><a href="/b">Rain in Kessari leaves hundreds without a roof over their heads</a></div>
<script>var a = "<p>no</p>";</script>
<p>The mayor of Adunn asked the government for tents, blankets and 2,000 litres of clean water a day.</p></div></article>
<aside><h3>Most read</h3><p>A minister resigned on Friday over a house that he had not declared to parliament.</p></aside>
<section id="comments"><p>Posted 1 April 2025: I saw the water come down the valley and ran as fast as I could.</p></section></main>
<footer><p>© 2025 Highland Gazette. All rights reserved, and no part of this page may be copied.</p></footer></body></html>"#;

#[test]
fn page_becomes_an_article() {
    let article = article_of(PAGE);
    assert_eq!(
        article.title,
        Some(marked("Dam breaks in Adunn".to_owned()))
    );
    assert_eq!(article.outlet, Some(marked("Highland Gazette".to_owned())));
    assert_eq!(article.authors, ["Ada Holm"]);
    assert_eq!(
        article.language.map(|found| found.value).as_deref(),
        Some("en")
    );
    assert_eq!(
        article.url.as_deref(),
        Some("https://www.highland-gazette.example/world/dam-breaks-in-adunn")
    );
    let published = article.published.unwrap();
    assert_eq!(published.value.to_string(), "2024-03-12");
    assert_eq!(
        (published.basis, published.words.as_str()),
        (Basis::Markup, "2024-03-12T23:30:00-05:00")
    );
    assert_eq!(article.modified.unwrap().value.to_string(), "2024-03-14");
    assert_eq!(
        article.body,
        "Twelve people died when the Adunn dam broke on Sunday night after nine days of rain.\n\n\
         It rained for nine days in Adunn, and on the tenth the dam & its road broke, the mayor said.\n\n\
         Helicopters\n\n\
         More than 400 people were brought to safety by helicopter, said the ministry, which counts 12 dead.\n\n\
         Roads in the valley are closed until the weekend.\n\n\
         Schools open again on Thursday, the council said.\n\n\
         The mayor of Adunn asked the government for tents, blankets and 2,000 litres of clean water a day."
    );
}

#[test]
fn page_content_fills_in_missing_metadata() {
    let rows = [
        (
            "<title>Dam breaks | Gazette</title><h1>The Gazette</h1><h1>Dam breaks</h1><p>It broke.",
            "Dam breaks",
            "Gazette",
        ),
        ("<title>Gazette » Dam breaks</title><h2>Dam breaks</h2><p>It broke.", "Dam breaks", ""),
        ("<title>Dam breaks</title><p>It broke.", "Dam breaks", ""),
        ("<meta name=twitter:title content='Dam &amp;amp; road'><meta name=twitter:site content=@gazette><p>It broke.", "Dam & road", "gazette"),
        (
            "<link rel=canonical href=https://gazette.example/a><meta property=og:title content='Dam breaks - Gazette'>
             <meta name=publisher content='Gazette Media Ltd'><meta name=application-name content=Gazette><p>It broke.",
            "Dam breaks",
            "Gazette",
        ),
        ("<link rel=canonical href=https://www.gazette.example/a><h1>Dam breaks</h1><p>It broke.", "Dam breaks", "gazette.example"),
    ];
    for (html, title, outlet) in rows {
        let article = article_of(html);
        let value =
            |found: Option<FieldValue<String>>| found.map(|found| found.value).unwrap_or_default();
        assert_eq!(
            (
                value(article.title).as_str(),
                value(article.outlet).as_str()
            ),
            (title, outlet),
            "{html}"
        );
        assert_eq!(article.body, "It broke.", "{html}");
    }
}

#[test]
fn authors_and_language_are_read_from_markup() {
    let rows: &[(&str, &[&str], Option<&str>)] = &[
        (
            "<html lang=pt-BR><meta name=author content='Ada Holm, Ben Roth'>",
            &["Ada Holm", "Ben Roth"],
            Some("pt"),
        ),
        (
            "<meta property=og:locale content=de_DE><a rel=author href=x>Ada Holm</a>",
            &["Ada Holm"],
            Some("de"),
        ),
        (
            "<meta property=article:author content='https://social.example/ada'><span class=byline>By Ada Holm</span>",
            &["Ada Holm"],
            None,
        ),
        (
            r#"<script type=application/ld+json>{"@type":"Article","inLanguage":"fr","author":"Ada Holm"}</script>"#,
            &["Ada Holm"],
            Some("fr"),
        ),
    ];
    for &(html, authors, language) in rows {
        let article = article_of(&format!("{html}<h1>Dam breaks</h1><p>It broke."));
        assert_eq!(article.authors, authors, "{html}");
        let found = article.language.map(|found| found.value);
        assert_eq!(found.as_deref(), language, "{html}");
    }
}

#[test]
fn page_without_text_or_title_is_an_error() {
    let titled = record(b"<title>Dam breaks</title><script>load()</script>");
    assert_eq!(titled.outcome.unwrap().body, "");
    assert_eq!(titled.warnings, [ParseWarning::NoText]);
    let rows: &[(&[u8], ParseErrorKind)] = &[
        (b"", ParseErrorKind::NoText),
        (
            b"<html><body><script>load()</script></body></html>",
            ParseErrorKind::NoText,
        ),
        (b"\x89PNG\0\0", ParseErrorKind::Binary),
    ];
    for (html, kind) in rows {
        assert_eq!(&record(html).outcome.unwrap_err().kind, kind);
    }
}

#[test]
fn truncated_page_is_read_to_its_end() {
    for end in (0..PAGE.len()).filter(|&end| PAGE.is_char_boundary(end)) {
        let record = record(&PAGE.as_bytes()[..end]);
        if let Ok(article) = record.outcome {
            assert!(
                !article.body.contains("<p") && !article.body.contains("color"),
                "{end}: {}",
                article.body
            );
        }
    }
    let cut = article_of(PAGE.split("<ul><li>Roads").next().unwrap());
    assert!(cut.body.ends_with("counts 12 dead."), "{}", cut.body);
}

/// Returns a page with article text between `before` and `after`.
fn filled(before: &str, after: &str) -> String {
    let paragraph =
        "<p>It rained for nine days in Adunn, and on the tenth the dam broke, the mayor said.</p>";
    format!(
        "<title>Dam breaks</title><body>{before}{}{after}",
        paragraph.repeat(5)
    )
}

#[test]
fn hostile_pages_are_only_partly_read() {
    let numbered = |before: &str, after: &str| {
        let all = (0..50_000).map(|number| [before, &number.to_string(), after].concat());
        all.collect::<String>()
    };
    let attributes = numbered("a", "=1 ");
    let rows = [
        ("nested div", filled(&"<div>".repeat(100_000), ""), true),
        ("nested b", filled(&"<b>".repeat(20_000), ""), true),
        (
            "nested b of many kinds",
            filled(&numbered("<b id=", ">"), &"<p>".repeat(10_000)),
            true,
        ),
        (
            "nested tables",
            filled(&"<table><tr><td>".repeat(20_000), ""),
            true,
        ),
        (
            "nested names",
            filled(
                &"<span class='author date byline related'>1".repeat(20_000),
                "",
            ),
            true,
        ),
        (
            "nested forms of no name",
            filled(&"<x-y>".repeat(20_000), &"</x-y>".repeat(20_000)),
            true,
        ),
        (
            "many ends",
            filled("", &"</div></p></b>".repeat(20_000)),
            false,
        ),
        (
            "many siblings",
            filled("", &"<i class=date>1.1.2024</i>".repeat(20_000)),
            false,
        ),
        (
            "a long attribute",
            filled(&format!("<div class='{}'>", "sidebar ".repeat(300_000)), ""),
            false,
        ),
        (
            "many attributes",
            filled(&format!("<div {attributes}>"), ""),
            false,
        ),
        (
            "a long title",
            filled(&format!("<title>{}</title>", "dam ".repeat(500_000)), ""),
            false,
        ),
        (
            "nested data",
            filled(
                &format!(
                    "<script type=application/ld+json>{}</script>",
                    "[{\"a\":".repeat(50_000)
                ),
                "",
            ),
            false,
        ),
    ];
    for (name, html, cut) in rows {
        let record = record(html.as_bytes());
        let article = record.outcome.unwrap();
        assert!(
            article.body.contains("on the tenth the dam broke"),
            "{name}"
        );
        assert_eq!(
            record.warnings.contains(&ParseWarning::PageTruncated),
            cut,
            "{name}"
        );
    }
}

#[test]
fn million_element_page_is_truncated() {
    let record = record(filled("", &"<br>".repeat(1_100_000)).as_bytes());
    assert_eq!(record.warnings, [ParseWarning::PageTruncated]);
    assert!(
        record
            .outcome
            .unwrap()
            .body
            .contains("on the tenth the dam broke")
    );
}

proptest! {
    #[test]
    fn parsing_arbitrary_html_does_not_panic(html in r#"(<|>|/|"|'|=|&|;|<p>|</p>|<div |class=|<script type=application/ld\+json>|</script>|\{|\}|\[|,|:|"@type":"Article"|"datePublished"|<time datetime=|2024-03-1|<meta name=date content=|<li>|<td>|<br>|\PC|\s){0,60}"#) {
        let _ = record(html.as_bytes());
        let _ = crate::article::html::fragment::text_of_fragment(&html);
        let _ = crate::article::html::fragment::is_markup(&html);
    }

    #[test]
    fn parsing_mutated_pages_does_not_panic(
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut html = PAGE.as_bytes().to_vec();
        for (from, to, byte) in cuts {
            let (from, to) = (from.index(html.len()), to.index(html.len()));
            html[from] = byte.max(1);
            if from < to && to - from < 200 {
                html.drain(from..to);
            }
        }
        let _ = record(&html);
    }
}
