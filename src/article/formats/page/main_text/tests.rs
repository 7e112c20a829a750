//! Tests for extracting the main text of small pages.

use super::super::linked_data::Scripts;
use super::super::web_page::WebPage;
use super::*;
use crate::article::html::tree_builder;

const A: &str = "It rained for nine days in Adunn, and on the tenth the dam broke, the mayor said.";
const B: &str = "More than 400 people were brought to safety by helicopter, said the ministry.";
const C: &str = "Schools in the valley will open again on Thursday, the council of Adunn decided.";

fn text(html: &str) -> String {
    let tree = tree_builder::parse(html);
    let scripts = Scripts::from_tree(&tree);
    let page = WebPage::new(html, &tree, &scripts, jiff::civil::date(2026, 6, 1));
    extract(&page, "Dam breaks")
}

fn check(html: &str, expected: &[&str]) {
    assert_eq!(
        text(html).split("\n\n").collect::<Vec<_>>(),
        expected,
        "{html}"
    );
}

#[test]
fn main_text_is_the_densest_part() {
    check(
        &format!("<div>Menu</div><div><p>{A}<p>{B}</div><div>Imprint</div>"),
        &[A, B],
    );
    check(
        &format!("<div class=a1><div><p>{A}</div><div>x</div><div><p>{B}</div></div><p>Terms"),
        &[A, B],
    );
    check(
        &format!("<table><tr><td>Menu<td>{A}<br><br>{B}<tr><td>Imprint</table>"),
        &[A, B],
    );
    check(
        &format!("<form id=aspnet><h1>Dam breaks</h1><p>{A}<p>{B}</form>"),
        &[A, B],
    );
    check(
        "<h1>Dam breaks</h1><p>It broke.<p>All fled.",
        &["It broke.", "All fled."],
    );
}

#[test]
fn boilerplate_in_and_around_text_is_dropped() {
    let around = [
        ("<nav><p>", "</nav>"),
        ("<div class=related><p>", "</div>"),
        ("<figure><figcaption>", "</figure>"),
        ("<p><a href=x>", "</a>"),
        ("<div hidden><p>", "</div>"),
        ("<section id=comments><p>", "</section>"),
        ("<footer><p>", "</footer>"),
        ("<script>", "</script>"),
        ("<noscript><p>", "</noscript>"),
    ];
    for (start, end) in around {
        check(
            &format!("<article><p>{A}</p>{start}{C}{end}<p>{B}</p></article>"),
            &[A, B],
        );
    }
    let within = [
        "<div>Picture: Ben Roth</div>",
        "<div>1/12</div>",
        "<p>***</p>",
        "<ul><li><a href=x>Rain</a></ul>",
    ];
    for small in within {
        check(
            &format!("<article><p>{A}</p>{small}<p>{B}</p></article>"),
            &[A, B],
        );
    }
}

#[test]
fn headings_lists_and_quotes_are_kept() {
    check(
        &format!(
            "<article><p>{A}</p><h2>Why</h2><ul><li>{B}</ul><blockquote>{C}</blockquote></article>"
        ),
        &[A, "Why", B, C],
    );
    check(
        &format!("<article><p>{A}</p><p>{B}</p><h2>Read on</h2></article>"),
        &[A, B],
    );
}

#[test]
fn leading_title_byline_and_date_are_dropped() {
    let head = "<h2>Dam breaks</h2><p>By Ada Holm</p><p>12 March 2024</p>";
    check(
        &format!("<article>{head}<p>{A}</p><p>{B}</p></article>"),
        &[A, B],
    );
}

#[test]
fn summary_is_part_of_the_text() {
    let body = format!("<div class=article-body><p>{A}</p><p>{B}</p></div>");
    check(&format!("<h1>Dam breaks</h1><p>{C}</p>{body}"), &[C, A, B]);
    let named = "Twelve people died when the dam broke after nine days of rain";
    check(
        &format!("<h1>Dam breaks</h1><div class=standfirst>{named}</div>{body}"),
        &[named, A, B],
    );
    check(
        &format!("<h1>Dam breaks</h1><div class=leading-7>{named}</div>{body}"),
        &[A, B],
    );
    check(
        &format!("<meta name=description content='{C}'><div>{C}</div><h1>Dam breaks</h1>{body}"),
        &[C, A, B],
    );
    check(
        &format!("<meta name=description content='{A}'><h1>Dam breaks</h1>{body}"),
        &[A, B],
    );
}

#[test]
fn linked_data_supplies_hidden_text() {
    let data = |body: &str| {
        format!(
            r#"<script type="application/ld+json">{{"@type": "Article", "articleBody": "{body}"}}</script>"#
        )
    };
    check(
        &format!("{}<p>{A}", data(&format!("<p>{A}</p><p>{B}</p><p>{C}</p>"))),
        &[A, B, C],
    );
    check(&format!("{}<p>{A}", data(B)), &[A]);
}

#[test]
fn boilerplate_is_kept_if_nothing_else_remains() {
    let cards = [A, B, C]
        .map(|text| format!("<div class=card><p>{text}</p></div>"))
        .concat();
    check(&cards, &[A, B, C]);
    check(
        &format!("{cards}<div class=comment><p>{A}</p></div>"),
        &[A, B, C],
    );
}
