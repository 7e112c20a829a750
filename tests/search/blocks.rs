//! Blocks, each of which consists of an article and its figures. All conditions outside braces apply to the same
//! figure, and queries find, count and exclude only whole articles.

use figured::index::IndexReader;

use crate::harness::{Sandbox, ingest_here, options};
use crate::index_dump::dump;

/// Creates a sandbox with four articles: one with 498 and 15,000 killed, one with 3,000 killed, one with 20 wounded,
/// and one without a figure.
fn four_articles() -> Sandbox {
    let sandbox = Sandbox::with([
        (
            "news/both.txt",
            "Title: Both\n\nMoscow said 498 soldiers were killed. Kyiv said 15,000 soldiers were killed.",
        ),
        (
            "news/general.txt",
            "Title: General\n\nThe general said 3,000 soldiers were killed.",
        ),
        (
            "news/hurt.txt",
            "Title: Hurt\n\nPolice said 20 people were wounded.",
        ),
        (
            "news/none.txt",
            "Title: None\n\nThe general said nothing of soldiers.",
        ),
    ]);
    sandbox.ingest(["news"]);
    sandbox
}

#[test]
fn conditions_apply_to_the_same_figure() {
    let sandbox = four_articles();
    let rows = [
        ("killed:>=1000 killed:<=5000", "general"),
        ("killed:1000..5000", "general"),
        ("{killed:>=1000 killed:<=5000}", "general"),
        ("{killed:>=1000} {killed:<=5000}", "both general"),
        ("{killed:>=10000} {killed:<=500}", "both"),
        ("killed:>=10000 killed:<=500", ""),
        ("killed:498", "both"),
        ("killed:15000", "both"),
        ("killed:499..14999", "general"),
        ("killed:498 by:Kyiv", ""),
        ("killed:498 by:Moscow", "both"),
        ("{killed:498} {by:Kyiv}", "both"),
        ("wounded:20 killed:*", ""),
        ("figure:20", "hurt"),
        ("figure:*", "both general hurt"),
    ];
    for (query, expected) in rows {
        assert_eq!(sandbox.ids(query).join(" "), expected, "{query}");
    }
}

#[test]
fn single_figure_must_satisfy_both_range_ends() {
    let sandbox = Sandbox::with([(
        "a.txt",
        "Title: Two tolls\n\nRussia said 498 soldiers were killed. Others said 15,000 soldiers were killed.",
    )]);
    sandbox.ingest(["."]);
    assert_eq!(sandbox.ids("killed:498"), ["a"]);
    assert_eq!(sandbox.ids("killed:15000"), ["a"]);
    let run = sandbox.search(["killed:>=1000 killed:<=5000"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{run}");
}

#[test]
fn counts_and_negations_apply_to_articles() {
    let sandbox = four_articles();
    let rows = [
        ("*", "both general hurt none"),
        ("soldiers", "both general none"),
        ("-soldiers", "hurt"),
        ("NOT killed:*", "hurt none"),
        ("-figure:*", "none"),
        ("-killed:>=1000", "hurt none"),
        ("-killed:<=498", "general hurt none"),
        ("-(killed:498 OR wounded:20)", "general none"),
        ("* -both -hurt", "general none"),
        ("soldiers -killed:498", "general none"),
        ("soldiers OR wounded:20", "both general hurt none"),
        ("killed:>100 OR soldiers", "both general none"),
        ("-has:figure", "none"),
        ("has:figure", "both general hurt"),
        ("-by:Kyiv", "general hurt none"),
    ];
    for (query, expected) in rows {
        assert_eq!(sandbox.ids(query).join(" "), expected, "{query}");
        let counted = sandbox.search(["query", "--count", "--", query]);
        let expected = expected.split_whitespace().count();
        assert_eq!(counted.stdout, format!("{expected}\n"), "{query}");
        assert_eq!(counted.status, i32::from(expected == 0), "{query}");
    }
}

#[test]
fn shown_figures_match_the_conditions() {
    let sandbox = four_articles();
    let rows = [
        ("killed:>1000", "both", "15,000"),
        ("killed:<1000", "both", "498"),
        ("{killed:>1000} {killed:<1000}", "both", "498 15,000"),
        ("killed:>0 by:Kyiv", "both", "15,000"),
        ("soldiers both", "both", "498 15,000"),
        ("nothing", "none", ""),
    ];
    for (query, id, expected) in rows {
        let hits = sandbox.hits(query);
        let hit = hits
            .iter()
            .find(|hit| hit.id == id)
            .unwrap_or_else(|| panic!("{query}: {hits:?}"));
        let figures: Vec<_> = hit
            .figures
            .iter()
            .map(|figure| figure.text.as_str())
            .collect();
        assert_eq!(figures.join(" "), expected, "{query}");
    }
}

/// Counts the articles and figures of the index. Fails if an article has more or fewer figure documents than figures.
fn counts(sandbox: &Sandbox) -> (usize, usize) {
    let index = dump(IndexReader::open(&sandbox.index()).unwrap());
    let figures = index
        .values()
        .map(|article| article.record.figures.len())
        .sum();
    (index.len(), figures)
}

#[test]
fn replaced_file_leaves_no_old_figures() {
    let sandbox = four_articles();
    assert_eq!(counts(&sandbox), (4, 4));
    sandbox.write(
        "news/both.txt",
        "Title: Both\n\nMoscow and Kyiv said nothing of soldiers.",
    );
    let told = sandbox.ingest(["news"]);
    assert_eq!((told.changed, told.figures, told.articles), (1, 2, 4));
    assert_eq!(counts(&sandbox), (4, 2));
    for query in ["killed:498", "killed:15000", "by:Kyiv", "{by:Moscow}"] {
        assert_eq!(sandbox.ids(query), [""; 0], "{query}");
    }
    sandbox.remove("news/general.txt");
    sandbox.ingest(["news"]);
    assert_eq!(counts(&sandbox), (3, 1));
}

#[test]
fn title_figure_belongs_to_the_article() {
    let sandbox = Sandbox::with([(
        "a.txt",
        "Title: 340 killed in quake\n\nThe town woke to ruins.\n",
    )]);
    sandbox.ingest(["a.txt"]);
    let hits = sandbox.hits("killed:340");
    let [figure] = hits[0].figures.as_slice() else {
        panic!("{hits:?}")
    };
    assert_eq!(
        (figure.text.as_str(), figure.place.as_str(), figure.start),
        ("340", "title", 0)
    );
    assert_eq!(figure.sentence.text, "340 killed in quake");
}

#[test]
fn phrase_is_excluded_at_any_position() {
    let sandbox = Sandbox::with([
        ("news/a.txt", "Title: A\n\nWhite coffins."),
        (
            "news/b.txt",
            "Title: B\n\nThe Red Crescent took the coffins.",
        ),
        ("news/c.txt", "Title: C\n\nCoffins and a crescent in red."),
    ]);
    // Writes all articles to one segment.
    ingest_here(
        &sandbox.index(),
        &options(&[sandbox.path("news")]),
        &mut |_| {},
    );
    let rows = [
        ("coffins -\"red crescent\"", "a c"),
        ("-\"red crescent\"", "a c"),
        ("coffins -(took \"red crescent\") -\"white coffins\"", "c"),
        ("coffins -(took OR \"crescent in\")", "a"),
    ];
    for (query, expected) in rows {
        assert_eq!(sandbox.ids(query).join(" "), expected, "{query}");
    }
}
