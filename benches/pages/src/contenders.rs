//! The page readers that are compared: figured and other crates.

use std::ops::ControlFlow;

use figured::article::{ReadContext, FieldMapping, ParsedRecord};

/// The body, title and date that a contender extracts from a page. A missing value is empty.
#[derive(Default)]
pub struct Read {
    pub body: String,
    pub title: String,
    pub date: String,
}

/// A page reader and its name.
pub struct Contender {
    pub name: &'static str,
    pub read: fn(&str) -> Read,
}

pub const CONTENDERS: &[Contender] = &[
    Contender {
        name: "figured",
        read: figured,
    },
    Contender {
        name: "dom_smoothie",
        read: dom_smoothie,
    },
    Contender {
        name: "legible",
        read: legible,
    },
    Contender {
        name: "libreadability",
        read: libreadability,
    },
    Contender {
        name: "llm_readability",
        read: llm_readability,
    },
    Contender {
        name: "rs-trafilatura",
        read: rs_trafilatura,
    },
    Contender {
        name: "trafilatura",
        read: trafilatura,
    },
];

/// The date that is passed to figured as today's date.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

/// A made-up URL, because llm_readability needs one and the pages do not contain their own.
const ADDRESS: &str = "https://gazette.example/a";

fn figured(html: &str) -> Read {
    let mapping = FieldMapping::default();
    let context = ReadContext {
        today: TODAY,
        file_name: Some("page.html"),
        mapping: &mapping,
    };
    let mut read = Read::default();
    let mut take = |record: ParsedRecord| {
        if let Ok(article) = record.outcome {
            let date = article.published.map(|date| date.value.to_string());
            read = Read {
                body: article.body,
                title: article.title.map(|title| title.value).unwrap_or_default(),
                date: date.unwrap_or_default(),
            };
        }
        ControlFlow::Continue(())
    };
    figured::article::read(html.as_bytes(), &context, &mut take).expect("no error of reading");
    read
}

fn dom_smoothie(html: &str) -> Read {
    let config = dom_smoothie::Config {
        text_mode: dom_smoothie::TextMode::Formatted,
        ..Default::default()
    };
    let article = dom_smoothie::Readability::new(html, None, Some(config))
        .and_then(|mut reader| reader.parse());
    article.map_or_else(
        |_| Read::default(),
        |article| Read {
            body: article.text_content.to_string(),
            title: article.title,
            date: article.published_time.unwrap_or_default(),
        },
    )
}

fn legible(html: &str) -> Read {
    legible::parse(html, None, None).map_or_else(
        |_| Read::default(),
        |article| Read {
            body: article.text_content,
            title: article.title,
            date: article.published_time.unwrap_or_default(),
        },
    )
}

fn libreadability(html: &str) -> Read {
    libreadability::extract(html, None).map_or_else(
        |_| Read::default(),
        |article| Read {
            body: article.text_content,
            title: article.title,
            date: article.published_time,
        },
    )
}

fn llm_readability(html: &str) -> Read {
    let address = ADDRESS.parse().expect("an address");
    llm_readability::extractor::extract(&mut html.as_bytes(), &address).map_or_else(
        |_| Read::default(),
        |product| Read {
            body: product.text,
            ..Read::default()
        },
    )
}

fn rs_trafilatura(html: &str) -> Read {
    rs_trafilatura::extract(html).map_or_else(
        |_| Read::default(),
        |result| Read {
            body: result.content_text,
            title: result.metadata.title.unwrap_or_default(),
            date: result
                .metadata
                .date
                .map(|date| date.to_rfc3339())
                .unwrap_or_default(),
        },
    )
}

fn trafilatura(html: &str) -> Read {
    trafilatura::extract(html, &trafilatura::Options::default().with_fallback(true)).map_or_else(
        |_| Read::default(),
        |result| Read {
            body: result.content_text,
            title: result.metadata.title,
            date: result
                .metadata
                .date
                .map(|date| date.to_string())
                .unwrap_or_default(),
        },
    )
}
