//! Saved web pages. They may contain navigation, linked data and comments, and be compressed, in other encodings,
//! truncated or hostile.

use crate::harness::{Sandbox, counts};
use crate::redaction::redacted;

/// A typical page of a news site.
const PAGE: &str = r#"<!doctype html><html lang="en-GB"><head>
<title>Dam breaks in Adunn - Highland Gazette</title>
<link rel="canonical" href="https://www.highland-gazette.example/world/dam-breaks-in-adunn">
<meta property="og:site_name" content="Highland Gazette">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Dam breaks in Adunn",
"datePublished": "2024-03-12T23:30:00-05:00", "dateModified": "2024-03-14", "author": {"name": "Ada Holm"}}</script>
</head><body><nav><a href="/">Home</a> 77 people were arrested in Kessari on Friday</nav>
<article><h1>Dam breaks in Adunn</h1><div class="byline">By Ada Holm, 1 April 2023</div>
<p>At least 41 people were killed when the dam of Adunn broke on Sunday night, the mayor said.</p>
<figure><img src="a.jpg"><figcaption>The dam, where 66 people were killed in 1911</figcaption></figure>
<p>Another 1,200 people were evacuated by boat and by helicopter, according to the ministry.</p>
</article><section id="comments"><p>I heard that 900 people were killed, and nobody wants to say so.</p></section>
<footer>© 2019 Highland Gazette</footer></body></html>"#;

#[test]
fn page_is_found_by_text_and_metadata() {
    let sandbox = Sandbox::with([("pages/dam.html", PAGE)]);
    assert_eq!(sandbox.ingest(["pages"]).done(), counts("1 new"));
    let hits = sandbox.hits("killed:41 outlet:gazette date:2024-03-12");
    let [hit] = &hits[..] else {
        panic!("{hits:?}");
    };
    assert_eq!(hit.title.as_deref(), Some("Dam breaks in Adunn"));
    assert_eq!(hit.outlet.as_deref(), Some("Highland Gazette"));
    assert_eq!(hit.outlet_basis.as_deref(), Some("markup"));
    assert_eq!(hit.published.as_deref(), Some("2024-03-12"));
    assert_eq!(hit.published_basis.as_deref(), Some("markup"));
    assert_eq!(hit.modified.as_deref(), Some("2024-03-14"));
    assert_eq!(hit.authors, ["Ada Holm"]);
    assert_eq!(
        hit.url.as_deref(),
        Some("https://www.highland-gazette.example/world/dam-breaks-in-adunn")
    );
    for query in [
        "killed:900",
        "arrested:77",
        "killed:66",
        "Kessari",
        "comments",
    ] {
        assert_eq!(sandbox.ids(query), [""; 0], "{query}");
    }
    assert_eq!(sandbox.ids("evacuated:1200").len(), 1);
}

#[test]
fn page_is_read_in_its_declared_encoding() {
    let html = b"<html><head><meta charset=windows-1251><title>\xcd\xe0\xe2\xee\xe4\xed\xe5\xed\xe8\xe5</title></head><body>\
        <p>\xcf\xee\xe3\xe8\xe1\xeb\xe8 12 \xf7\xe5\xeb\xee\xe2\xe5\xea, \xf1\xee\xee\xe1\xf9\xe8\xeb\xe8 \xe2\xeb\xe0\xf1\xf2\xe8.</p>";
    let sandbox = Sandbox::with([("pages/flood.html", html)]);
    sandbox.ingest(["pages"]);
    let hits = sandbox.hits("человек");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].title.as_deref(), Some("Наводнение"));
}

#[test]
fn empty_page_is_reported_and_skipped() {
    let deep = format!(
        "<title>Deep</title>{}<p>Nine people died when a ferry sank.",
        "<div>".repeat(100_000)
    );
    let sandbox = Sandbox::new();
    sandbox.write("pages/dam.html", PAGE);
    sandbox.write(
        "pages/app.html",
        "<html><body><div id=app></div><script>load()</script></body></html>",
    );
    sandbox.write("pages/cut.htm", &PAGE[..PAGE.find("Another").unwrap()]);
    sandbox.write("pages/deep.xhtml", deep);
    let run = sandbox.search(["ingest", "pages"]);
    assert_eq!(run.status, 3, "{run}");
    insta::assert_snapshot!(redacted(&run.stderr), @"
    search: pages/app.html: line 1, column 1: the page has no text or title; open it in a browser, wait until it has loaded, and save it again
    search: pages/deep.xhtml: too many or too deeply nested elements; only part of the page was read
    3 new, 0 changed, 0 unchanged, 0 removed, 1 skipped (1 unreadable); 4 figures in 3 articles (1 duplicate); took [time] seconds
    ");
    assert_eq!(sandbox.ids("ferry").len(), 1);
    assert!(!sandbox.ids("killed:41").is_empty());
}
