//! Queries on the fields of an article, with all names and values that the fields accept.

use super::find;

#[test]
fn name_and_address_fields_find_articles() {
    let gazette = "498-dead-moscow-gives-first-count a213 correction-1864-not-18640 day-one-41000-walk-out \
        first-ships-leave-sarrow-strait";
    find(&[
        ("title:penguins", ""),
        (
            "title:repatriat*",
            "1200-bodies-repatriated-kyiv-confirms bodies-of-22-pickers-repatriated \
        bodies-of-three-miners-repatriated",
        ),
        ("headline:\"ferry sinks\"", "ferry-sinks-at-least-38-dead"),
        (
            "title:(ferry OR rail)",
            "90097 day-four-38-million-a-day ferry-sinks-at-least-38-dead",
        ),
        (
            "title:(dead -ukraine) harbour",
            "498-dead-moscow-gives-first-count ferry-sinks-at-least-38-dead one-year-on-final-toll-2291",
        ),
        (
            "author:vance",
            "58-or-131-dead-in-ishra-floods a221 doctors-union-says-at-least-120 \
        ukraine-says-5300-russian-troops-killed",
        ),
        (
            "author:\"colm adeyemi\" -author:vance",
            "at-least-640-held-rights-group-says toll-1864-opposition-says-up-to-3000",
        ),
        (
            "author:(vance OR quill) flood",
            "58-or-131-dead-in-ishra-floods",
        ),
        ("outlet:\"The Harbour Gazette\"", gazette),
        ("outlet:\"harbour gazette\"", gazette),
        ("outlet:HARBOUR", gazette),
        (
            "outlet:harbourgazette",
            "a213 correction-1864-not-18640 day-one-41000-walk-out first-ships-leave-sarrow-strait",
        ),
        (
            "source:\"Signal & Standard\"",
            "cholera-over-161-deaths-audit deleted-toll-9861 heat-killed-1380-study-says \
        what-we-can-know-about-the-losses",
        ),
        (
            "outlet:(ledger OR nordblatt)",
            "hochwasser-ishra-58-tote reznikov-3000-bodies-offer were-there-41000-strikers",
        ),
        ("-lang:en", "hochwasser-ishra-58-tote"),
        ("language:DE-at", "hochwasser-ishra-58-tote"),
        ("id:(90118 OR 90141)", "90118 90141"),
        (
            "path:sources/dailyledger",
            "correction-tax-relief reznikov-3000-bodies-offer were-there-41000-strikers",
        ),
        ("path:exports cholera", "mw-250420-07"),
        (
            "url:2023/08",
            "58-or-131-dead-in-ishra-floods dam-release-warning hochwasser-ishra-58-tote \
        ishra-bursts-banks-27-dead",
        ),
        ("inurl:corrections", "correction-1864-not-18640"),
        (
            "https://nordblatt.example/2023/08/21/hochwasser-ishra",
            "hochwasser-ishra-58-tote",
        ),
        ("site:nordblatt.example", "hochwasser-ishra-58-tote"),
        (
            "site:https://www.nordblatt.example/",
            "hochwasser-ishra-58-tote",
        ),
        ("site:nordblatt", ""),
        ("site:example sandbags", "dam-release-warning"),
        (
            "has:author no:date",
            "a1f9 missing-list-shrinks-to-187 pensioners-count-the-cents",
        ),
        (
            "has:title no:outlet has:author",
            "how-many-marched-in-belvar missing-list-shrinks-to-187",
        ),
        (
            "no:url cholera",
            "minister-denies-300-deaths-in-camp vaccine-doses-arrive",
        ),
        ("outlet:* sandbags", "dam-release-warning"),
        ("-outlet:* Crimea", ""),
    ]);
}

#[test]
fn date_fields_find_articles() {
    let first_day = "nato-7000-to-15000-after-a-month ukraine-says-5300-russian-troops-killed";
    find(&[
        ("date:2022-04..2022-05", "26000-or-1500 bodies-in-vilkhivka"),
        (
            "date:[2022-05 TO 2022-08]",
            "26000-or-1500 bodies-in-vilkhivka first-ships-leave-sarrow-strait",
        ),
        (
            "date:{2022-03 TO 2022-08}",
            "26000-or-1500 bodies-in-vilkhivka",
        ),
        (
            "date:>2026-02",
            "8841-how-the-dead-come-home derby-and-a-diverted-flight",
        ),
        (
            "date:>=2026-02",
            "8841-how-the-dead-come-home a221 derby-and-a-diverted-flight",
        ),
        ("date:<2022-03-02", first_day),
        (
            "date:<=2022-03-02",
            "498-dead-moscow-gives-first-count nato-7000-to-15000-after-a-month \
        ukraine-says-5300-russian-troops-killed",
        ),
        ("date:30d", ""),
        ("date:31d", "8841-how-the-dead-come-home"),
        (
            "since:4m",
            "8841-how-the-dead-come-home derby-and-a-diverted-flight",
        ),
        ("after:today", ""),
        ("date:2022-5-11", "bodies-in-vilkhivka"),
        ("published:2022-08-05", "first-ships-leave-sarrow-strait"),
        (
            "date:(2022-08 OR 2022-12)",
            "27-million-tonnes-or-19 first-ships-leave-sarrow-strait mw-221205-02",
        ),
        (
            "date:2024-02-29",
            "damage-2-3-billion-lender-says search-called-off-coast",
        ),
        ("Crimea date:*", "ukraine-says-5300-russian-troops-killed"),
        ("date:2022…2022-03-01", first_day),
    ]);
}
