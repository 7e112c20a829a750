//! Samples in the formats of article corpora, with their own field names and quirks. The title, text, outlet, date and
//! id must be right without any configuration.

use crate::harness::Sandbox;

/// A sample and the expected id, title, outlet, date of publication and start of the text.
type Row = (&'static str, &'static str, [&'static str; 5]);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("trafilatura.json", r#"{
        "title": "Ferry sinks off Adunn", "author": "Ada Holm; Ben Roth", "hostname": "harbour-gazette.example", "date": "2024-03-12",
        "fingerprint": "b5ad9b7d2e", "id": null, "license": null, "comments": "Sad.", "raw_text": "Ferry sinks Eleven people drowned",
        "text": "Eleven people drowned when a ferry sank off Adunn.", "language": "en", "image": "https://harbour-gazette.example/f.jpg",
        "pagetype": "article", "filedate": "2025-01-30", "source": "https://harbour-gazette.example/news/ferry",
        "source-hostname": "Harbour Gazette", "excerpt": "A ferry sank.", "categories": "News;Coast", "tags": "ferry;storm"}"#,
        ["trafilatura", "Ferry sinks off Adunn", "Harbour Gazette", "2024-03-12", "Eleven people drowned when"]),
    ("trafilatura-bare.json", r#"{"text": "Nine people drowned.", "comments": ""}"#,
        ["trafilatura-bare", "", "", "", "Nine people drowned."]),
    ("news-please.json", r#"{
        "authors": ["Ada Holm"], "date_download": "2025-02-01 10:00:00", "date_modify": "2024-03-13 08:00:00",
        "date_publish": "2024-03-12 23:30:00", "description": "A dam broke.", "filename": "dam.html", "image_url": "None",
        "language": "en", "localpath": "/data/dam.html", "maintext": "Forty people fled when the dam broke.",
        "source_domain": "kessari-times.example", "text": null, "title": "Dam breaks at Sill", "title_page": "Dam breaks at Sill | KT",
        "title_rss": "NULL", "url": "https://kessari-times.example/dam"}"#,
        ["news-please", "Dam breaks at Sill", "kessari-times.example", "2024-03-12", "Forty people fled when"]),
    ("news-please-undated.json", r#"{
        "date_download": "2025-02-01 10:00:00", "date_modify": "None", "date_publish": "None", "description": "None",
        "maintext": "Fifty people fled.", "source_domain": "kessari-times.example", "title": "Flood", "url": "https://kessari-times.example/flood"}"#,
        ["news-please-undated", "Flood", "kessari-times.example", "", "Fifty people fled."]),
    ("newspaper4k.json", r#"[{
        "url": "https://oltra-post.example/a/1", "read_more_link": "", "language": "en", "title": "Mine closed after collapse",
        "top_image": "", "meta_img": "", "images": [], "movies": [], "keywords": ["mine"], "meta_keywords": [""], "tags": null,
        "authors": ["Cora Vale"], "publish_date": "2024-03-12T23:30:00+11:00", "summary": "Mine closed.", "meta_description": "A mine.",
        "meta_lang": "en", "meta_favicon": "", "meta_site_name": "Oltra Post", "canonical_link": "https://oltra-post.example/a/1",
        "text": "Seven miners died in the collapse."}]"#,
        ["newspaper4k#1", "Mine closed after collapse", "Oltra Post", "2024-03-12", "Seven miners died in"]),
    ("zyte.jsonl", r#"{"headline": "Fire at the mill", "datePublished": "2024-03-12T00:10:00Z", "datePublishedRaw": "12 March", "dateModified": "2024-03-14T00:00:00Z", "dateModifiedRaw": "14 March", "authors": [{"name": "Ada Holm", "nameRaw": "By Ada Holm"}], "breadcrumbs": [{"name": "Home"}], "inLanguage": "en", "mainImage": {"url": "https://sill-herald.example/m.jpg"}, "articleBody": "Two workers died in a fire at the mill.", "url": "https://sill-herald.example/fire"}"#,
        ["zyte#1", "Fire at the mill", "sill-herald.example", "2024-03-12", "Two workers died in"]),
    ("elasticdump.jsonl", r#"{"_index": "news", "_type": "_doc", "_id": "e7", "_score": 1, "_source": {"title": "Bus leaves the road", "body": "Nine passengers died when a bus left the road.", "date": "2024-03-12", "source": "Sill Herald"}}"#,
        ["e7", "Bus leaves the road", "Sill Herald", "2024-03-12", "Nine passengers died when"]),
    ("elasticsearch.json", r#"{"took": 3, "timed_out": false, "hits": {"total": {"value": 1}, "hits": [
        {"_index": "news", "_id": "e8", "_score": 1.0, "_source": {"title": "Mast falls", "text": "Four climbers fell with the mast.", "date": "2024-03-12", "outlet": "Sill Herald"}}]}}"#,
        ["e8", "Mast falls", "Sill Herald", "2024-03-12", "Four climbers fell with"]),
    ("cut-from-a-list.jsonl", "{\"title\": \"Lift stops\", \"text\": \"Six people were stuck.\", \"id\": \"c1\", \"date\": \"2024-03-12\", \"outlet\": \"Post\"},\n",
        ["c1", "Lift stops", "Post", "2024-03-12", "Six people were stuck."]),
    ("readability.json", r#"{
        "title": "Bridge falls", "content": "<div id=\"readability-page-1\"><p>Three cars fell with the bridge.</p></div>",
        "textContent": "Three cars fell with the bridge.", "length": 32, "excerpt": "Three cars fell.", "byline": "By Ada Holm", "dir": null,
        "siteName": "Adunn Courier", "lang": "en", "publishedTime": "2024-03-12T09:00:00Z"}"#,
        ["readability", "Bridge falls", "Adunn Courier", "2024-03-12", "Three cars fell with"]),
    ("readability-content.json", r#"{"title": "Bridge &amp; road fall", "content": "<div id=\"readability-page-1\"><p>Four cars fell &amp; sank.</p><p>Nobody knows why.</p></div>", "siteName": "Adunn Courier"}"#,
        ["readability-content", "Bridge & road fall", "Adunn Courier", "", "Four cars fell & sank.\n\nNobody knows why."]),
    ("mediacloud.jsonl", r#"{"id": "5f2e", "indexed_date": "2025-05-01T00:00:00", "language": "en", "media_name": "Vale Tribune", "media_url": "valetribune.example", "publish_date": "2024-03-12", "text": "Ten homes burned.", "title": "Homes burn in Vale", "url": "https://valetribune.example/1", "archived_url": "https://archive.example/1", "article_url": "https://valetribune.example/1"}"#,
        ["5f2e", "Homes burn in Vale", "Vale Tribune", "2024-03-12", "Ten homes burned."]),
    ("mediacloud.csv", "id,indexed_date,language,media_name,media_url,publish_date,title,url\n77,2025-05-01,en,Vale Tribune,valetribune.example,2024-03-12,\"Twelve homes burn, two die\",https://valetribune.example/2\n",
        ["77", "Twelve homes burn, two die", "Vale Tribune", "2024-03-12", ""]),
    ("gdelt.json", r#"{"articles": [{"url": "https://coast.example/1", "url_mobile": "", "title": "Thirty boats lost", "seendate": "20230918T031500Z", "socialimage": "", "domain": "coast.example", "language": "English", "sourcecountry": "Adunn"}]}"#,
        ["gdelt#1", "Thirty boats lost", "coast.example", "", ""]),
    ("newsapi.json", r#"{"status": "ok", "totalResults": 1, "articles": [{"source": {"id": null, "name": "Kessari Daily"}, "author": "Ada Holm", "title": "Strike at port", "description": "A strike.", "url": "https://kessaridaily.example/s", "urlToImage": null, "publishedAt": "2024-03-12T22:00:00Z", "content": "Some 400 dockers walked out… [+2100 chars]"}]}"#,
        ["newsapi#1", "Strike at port", "Kessari Daily", "2024-03-12", "Some 400 dockers walked"]),
    ("eventregistry.json", r#"{"articles": {"page": 1, "totalResults": 1, "results": [{"uri": "8123456", "url": "https://sill.example/q", "title": "Quake at Sill", "body": "Eighty people were hurt.", "date": "2024-03-13", "time": "01:00:00", "dateTime": "2024-03-13T01:00:00Z", "dateTimePub": "2024-03-12T21:00:00Z", "lang": "eng", "source": {"uri": "sill.example", "dataType": "news", "title": "Sill Today"}, "authors": [{"uri": "ada@sill.example", "name": "Ada Holm", "type": "author"}], "eventUri": "eng-1", "isDuplicate": false}]}}"#,
        ["8123456", "Quake at Sill", "Sill Today", "2024-03-12", "Eighty people were hurt."]),
    ("eventregistry-found.json", r#"[{"uri": "8123457", "url": "https://sill.example/r", "title": "Rain at Sill", "body": "It rained.", "date": "2024-03-13", "time": "01:00:00", "dateTime": "2024-03-13T01:00:00Z", "lang": "eng", "source": {"uri": "sill.example", "title": "Sill Today"}}]"#,
        ["8123457", "Rain at Sill", "Sill Today", "", "It rained."]),
    ("webz.json", r#"{"posts": [{"uuid": "c0ffee", "url": "https://oltra-post.example/w", "author": "Ada Holm", "published": "2024-03-12T23:59:00.000+02:00", "title": "Wind turns over trucks", "text": "Six trucks were blown over.", "language": "english", "crawled": "2024-03-20T00:00:00.000+02:00", "updated": "2024-03-21T00:00:00.000+02:00", "thread": {"site": "oltra-post.example", "site_full": "www.oltra-post.example", "title": "Wind", "published": "2024-03-12T23:59:00.000+02:00", "country": "AD"}, "syndication": {"syndicated": false, "syndicate_id": null, "first_syndicated": true}}]}"#,
        ["c0ffee", "Wind turns over trucks", "oltra-post.example", "2024-03-12", "Six trucks were blown"]),
    ("scrapeomat.jsonl", r#"{"id": 4411, "canonical_url": "https://adunn-mail.example/x", "urls": ["https://adunn-mail.example/x"], "headline": "Hospital counts 90 patients", "authors": [{"name": "Ada Holm"}], "content": "The hospital counted 90 patients.", "published": "2024-03-12", "updated": "2024-03-15", "publication": {"code": "adunnmail", "name": "Adunn Mail", "domain": "adunn-mail.example"}, "keywords": [], "section": "health", "extra": ""}"#,
        ["4411", "Hospital counts 90 patients", "Adunn Mail", "2024-03-12", "The hospital counted 90"]),
    ("cc-news.jsonl", r#"{"title": "Snow closes pass", "text": "Snow closed the pass for 14 days.", "domain": "pass-news.example", "date": "2024-03-12 05:00:00", "description": "Snow.", "url": "https://pass-news.example/s", "image_url": null}"#,
        ["cc-news#1", "Snow closes pass", "pass-news.example", "2024-03-12", "Snow closed the pass"]),
    ("mediastack.json", r#"{"pagination": {"limit": 1}, "data": [{"author": null, "title": "Storm warning", "description": "A storm with winds of 140 km/h nears Adunn.", "url": "https://coast.example/w", "source": "Coast News", "image": null, "category": "general", "language": "en", "country": "ad", "published_at": "2024-03-12T06:00:00+00:00"}]}"#,
        ["mediastack#1", "Storm warning", "Coast News", "2024-03-12", "A storm with winds"]),
    ("pages.jsonl", "{\"format\": \"json-pages-1.0\", \"id\": \"pages\", \"title\": \"All Pages\"}\n{\"url\": \"https://coast.example/p\", \"ts\": \"2025-02-01T00:00:00Z\", \"title\": \"Lighthouse dark\", \"id\": \"p1\", \"text\": \"The lighthouse was dark for 3 nights.\", \"size\": 120}\n",
        ["p1", "Lighthouse dark", "coast.example", "", "The lighthouse was dark"]),
    ("ninjs1.json", r#"{
        "uri": "urn:agency.example:20240312:a1", "firstcreated": "2024-03-12T10:00:00+01:00", "versioncreated": "2024-03-14T10:00:00+01:00",
        "contentcreated": "2024-03-12T09:00:00+01:00", "pubstatus": "usable", "language": "en", "byline": "Ada Holm", "headline": "Talks end at Sill",
        "body_text": "Both sides gave back 64 bodies.", "body_xhtml": "<p>Both sides gave back 64 bodies.</p>", "description_text": "Talks ended.",
        "infosource": [{"name": "Pan Agency"}]}"#,
        ["urn:agency.example:20240312:a1", "Talks end at Sill", "Pan Agency", "2024-03-12", "Both sides gave back"]),
    ("ninjs3.json", r#"{
        "uri": "urn:agency.example:20240312:a2", "firstCreated": "2024-03-12T10:00:00+01:00", "versionCreated": "2024-03-14T10:00:00+01:00",
        "contentCreated": "2024-03-12T09:00:00+01:00", "language": "en", "by": "Ada Holm", "title": "a2",
        "headlines": [{"role": "main", "value": "Talks begin at Sill"}],
        "bodies": [{"contentType": "text/html", "value": "<p>Both sides want 90 bodies back.</p>"}, {"contentType": "text/plain", "value": "Both sides want 90 bodies back."}],
        "infoSources": [{"name": "Pan Agency", "role": "creator"}]}"#,
        ["urn:agency.example:20240312:a2", "Talks begin at Sill", "Pan Agency", "2024-03-12", "Both sides want 90"]),
    ("json-ld.json", r#"{"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": "Sill Herald", "url": "https://sill-herald.example/"},
        {"@type": ["NewsArticle"], "headline": "Flood takes mill", "articleBody": "The flood took 5 mills.", "datePublished": "2024-03-12T23:00:00-05:00",
         "dateModified": "2024-03-13", "author": [{"@type": "Person", "name": "Ada Holm"}], "publisher": {"@type": "Organization", "name": "Sill Herald"},
         "inLanguage": "en", "url": "https://sill-herald.example/f", "mainEntityOfPage": {"@id": "https://sill-herald.example/f"}}]}"#,
        ["json-ld#1", "Flood takes mill", "Sill Herald", "2024-03-12", "The flood took 5"]),
    ("scrapy.json", "[\n{\"title\": \"Herd lost\", \"body\": \"Some 300 sheep were lost.\", \"date\": \"12 March 2024\", \"outlet\": \"Hill Voice\", \"link\": \"https://hillvoice.example/1\"},\n{\"title\": \"Herd found\", \"body\": \"None\"}\n]",
        ["scrapy#1", "Herd lost", "Hill Voice", "2024-03-12", "Some 300 sheep were"]),
    ("front-matter.md", "---\ntitle: Wells dry\ndate: 2024-03-12\nlastmod: 2024-04-01\nauthors: [Ada Holm]\noutlet: Hill Voice\nurl: https://hillvoice.example/2\nlang: en\ntags: [water]\n---\n\nTwenty wells ran dry.\n",
        ["front-matter", "Wells dry", "Hill Voice", "2024-03-12", "Twenty wells ran dry."]),
    ("collection.tsv", "id\ttitle\ttext\nD1\tRocks fall\tRocks fell on \"the\" road, 4 days ago.\n",
        ["D1", "Rocks fall", "", "", "Rocks fell on \"the\""]),
];

#[test]
fn third_party_files_need_no_configuration() {
    let sandbox = Sandbox::new();
    for (name, content, _) in ROWS {
        sandbox.write(format!("news/{name}"), content);
    }
    let run = sandbox.search(["ingest", "news"]);
    assert_eq!(run.status, 0, "{run}");
    let records = sandbox.records();
    for (name, _, [id, title, outlet, published, text]) in ROWS {
        let path = format!("news/{name}");
        let record = records
            .iter()
            .find(|record| record.path == path && record.id == *id);
        let record = record.unwrap_or_else(|| panic!("{name}: no article with the id {id}\n{run}"));
        let article = &record.article;
        let read = [
            article.title.as_ref().map_or("", |title| &title.value),
            article.outlet.as_ref().map_or("", |outlet| &outlet.value),
        ];
        assert_eq!(read, [*title, *outlet], "{name}");
        let date = article
            .published
            .as_ref()
            .map(|date| date.value.to_string());
        assert_eq!(date.unwrap_or_default(), *published, "{name}");
        assert!(article.body.starts_with(text), "{name}: {}", article.body);
    }
}
