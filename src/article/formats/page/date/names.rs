//! Names and substrings that identify dates in a page's markup. The substrings are searched for in the class, id and
//! similar attributes of elements.

/// Names of `meta` elements that contain the date of publication, most trusted first.
#[rustfmt::skip]
pub(super) const PUBLISHED: &[&str] = &[
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "og:published_time", "bt:pubdate", "dcterms.issued",
    "dc.date.issued", "citation_publication_date", "citation_online_date", "article_date_original", "article.published",
    "published_time_telegram", "publication_date", "publish-date", "publish_date", "published-date", "published",
    "pubdate", "pub_date", "datecreated", "date_published", "dcterms.created", "dc.date.created", "dcterms.date",
    "dc.date", "dcsext.articlefirstpublished", "rnews:datepublished", "originalpublicationdate", "article:published",
    "article:post_date", "createdate", "created", "timestamp", "displaydate", "date", "dc.date.publication",
    "article:created_time", "og:pubdate", "shareaholic:article_published_time", "vr:published_time", "gentime", "cdate",
    "ptime", "article.created", "issued", "release_date", "og:article:published_date", "og:regdate", "datetime", "doc_date",
];

/// Names of `meta` elements that contain the date of the last change.
#[rustfmt::skip]
pub(super) const MODIFIED: &[&str] = &[
    "article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "revised", "article:modified", "bt:moddate", "modified",
    "updated_time", "utime", "modified_time",
];

/// Keys of the date of publication in page scripts.
#[rustfmt::skip]
pub(super) const KEYS: &[&str] = &[
    "datePublished", "publishedAt", "published_at", "publishDate", "publicationDate", "pubDate", "publish_date",
    "publishedDate",
];

/// Substrings that identify elements with the date of publication.
#[rustfmt::skip]
pub(super) const SURE: &[&str] = &[
    "publish", "pubdate", "posted", "entry-date", "post-date", "postdate", "article-date", "articledate", "article__date",
    "date-header", "date-posted", "dateline", "created", "entry-time", "release",
];

/// Substrings that hint at a date in the element, possibly among other text.
#[rustfmt::skip]
pub(super) const LIKELY: &[&str] = &[
    "author", "byline", "credit", "date", "datum", "fecha", "info", "meta", "stand", "submitted", "time",
];

/// Substrings of attributes and text that indicate the date of a change.
#[rustfmt::skip]
pub(super) const CHANGED: &[&str] = &[
    "actualis", "actualiz", "aggiorn", "aktualis", "aktualiz", "atualiz", "bijgewerkt", "changed", "güncel", "lastmod",
    "letzte änderung", "mis à jour", "modif", "opdater", "oppdater", "revis", "update", "uppdater", "обновл",
];

/// Substrings that identify elements outside the page's article. Elements near the headline are exempt.
#[rustfmt::skip]
pub(super) const OTHERS: &[&str] = &[
    "archive", "calendar", "card", "carousel", "copyright", "event", "footer", "latest", "more-", "most-", "newsletter",
    "popular", "recent", "sidebar", "teaser", "trending", "tweet", "twitter", "widget-area", "widget_",
];

/// Substrings that identify elements outside the page's article, even near the headline.
#[rustfmt::skip]
pub(super) const NEVER: &[&str] = &["comment", "disqus", "kommentar", "recommend", "related", "respond"];
