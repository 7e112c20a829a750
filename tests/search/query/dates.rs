//! Date filters. A partial date matches if it overlaps the filter, and undated articles are counted.

use super::find;
use super::json::answer;

#[test]
fn date_filter_matches_overlapping_dates() {
    let quake = "20240209-boy-nine-found-after-61-hours correction-1864-not-18640 damage-2-3-billion-lender-says \
        mayor-disputes-agency-toll meridian-wire-toll-passes-1100 quake-kills-at-least-340 \
        talmira-quake-dead-now-1120 toll-1864-opposition-says-up-to-3000";
    let march = "498-dead-moscow-gives-first-count deleted-toll-9861 meridian-wire-tolls-differ-tenfold \
        nato-7000-to-15000-after-a-month northfield-courier-kyiv-moscow-tolls \
        ukraine-says-5300-russian-troops-killed";
    let first_of_june = "1200-bodies-repatriated-kyiv-confirms bonds-and-currencies-after-budget \
        meridian-wire-repatriation-sunday moscow-plans-6000-returns mw-250611-01 trucks-bring-1200-dead-home";
    let rows = [
        ("date:2024-02 -title:coast", quake),
        ("date:2022-03", march),
        (
            "date:2022-03-01",
            "nato-7000-to-15000-after-a-month ukraine-says-5300-russian-troops-killed",
        ),
        ("date:2023-09", "rice-crop-18-percent-down"),
        ("date:2023-09-30", "rice-crop-18-percent-down"),
        ("after:2025-06 before:2025-07", first_of_june),
        ("date:2025-06", first_of_june),
        ("since:2025-06-01 until:2025-06-30", first_of_june),
        (
            "date:2024-02-09 -title:coast",
            "20240209-boy-nine-found-after-61-hours",
        ),
        // `after`, `since` and `until` include the given day. `before` does not.
        ("after:2026-05-30", "8841-how-the-dead-come-home"),
        ("after:2026-05-31", ""),
        ("since:2026-05-30", "8841-how-the-dead-come-home"),
        (
            "before:2022-03-02",
            "nato-7000-to-15000-after-a-month ukraine-says-5300-russian-troops-killed",
        ),
        (
            "until:2022-03-02 before:2022-03-03 -title:nato",
            "498-dead-moscow-gives-first-count ukraine-says-5300-russian-troops-killed",
        ),
        ("before:2022-03", ""),
        // A month that belongs to an update or a figure is not the date of the article.
        ("id:missing-list-shrinks-to-187 date:2024", ""),
        ("id:dorsa-camp-rations-cut date:2024", ""),
        ("cholera date:unknown", "minister-denies-300-deaths-in-camp"),
    ];
    find(&rows);
}

#[test]
fn date_filter_counts_undated_articles() {
    let rows = [
        ("cholera date:2025", 1),
        ("cholera after:2025", 1),
        ("cholera date:2025 vaccine", 0),
        ("cholera", 0),
        ("cholera -date:2025", 0),
        ("strike before:2030", 2),
        ("has:date date:2024", 0),
        ("date:unknown", 0),
    ];
    for (query, undated) in rows {
        let excluded = answer(&["--json", query]).excluded;
        assert_eq!(excluded.undated, undated, "{query}");
    }
}

#[test]
fn each_date_states_its_basis() {
    let rows = [
        (
            "id:498-dead-moscow-gives-first-count",
            Some("2022-03-02"),
            Some("text"),
            None,
        ),
        (
            "id:nato-7000-to-15000-after-a-month",
            Some("2022-03"),
            Some("given"),
            None,
        ),
        (
            "id:bonds-and-currencies-after-budget",
            Some("2025"),
            Some("given"),
            None,
        ),
        ("id:a1f3", Some("2024-05-21"), Some("url"), None),
        (
            "id:20240209-boy-nine-found-after-61-hours",
            Some("2024-02-09"),
            Some("file_name"),
            None,
        ),
        // Either of the two numbers may be the day.
        (
            "id:search-called-off-coast",
            Some("2024"),
            Some("given"),
            None,
        ),
        ("id:missing-list-shrinks-to-187", None, None, Some("2024")),
        ("id:dorsa-camp-rations-cut", None, None, None),
        ("id:90141", None, None, None),
        ("id:reznikov-3000-bodies-offer", None, None, None),
        ("id:still-in-tents", Some("2024-07-30"), Some("given"), None),
    ];
    for (query, published, basis, modified) in rows {
        let hits = crate::harness::Sandbox::corpus().hits(query);
        let [hit] = &hits[..] else {
            panic!("{query}: {hits:?}")
        };
        let found = (
            hit.published.as_deref(),
            hit.published_basis.as_deref(),
            hit.modified.as_deref(),
        );
        assert_eq!(found, (published, basis, modified), "{query}");
    }
}
