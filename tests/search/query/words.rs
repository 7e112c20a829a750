//! Words, phrases, wildcards, fields and operators.

use super::find;

#[test]
fn stems_match_in_title_and_text() {
    let repatriated = "1200-bodies-repatriated-kyiv-confirms 8841-how-the-dead-come-home a21a \
        bodies-of-22-pickers-repatriated bodies-of-three-miners-repatriated meridian-wire-repatriation-sunday \
        mw-250611-01 one-year-on-final-toll-2291 reznikov-3000-bodies-offer trucks-bring-1200-dead-home \
        what-we-can-know-about-the-losses";
    let rows = [
        ("bodies repatriated", repatriated),
        ("body repatriation", repatriated),
        ("BODIES Repatriating", repatriated),
        ("repatriat*", repatriated),
        ("miners trapped", "brackmoor-14-trapped"),
        ("hostages freed", "crew-of-the-orlena"),
        ("hochwasser", "hochwasser-ishra-58-tote"),
        ("Lucía", "20240209-boy-nine-found-after-61-hours"),
        ("lucia", "20240209-boy-nine-found-after-61-hours"),
        (
            "search dogs",
            "a1f9 meridian-wire-toll-passes-1100 talmira-quake-dead-now-1120",
        ),
        ("morgue", "moscow-plans-6000-returns mw-250611-01"),
        ("geological", "brief-aftershock quake-kills-at-least-340"),
        (
            "cholera union",
            "cholera-over-161-deaths-audit doctors-union-says-at-least-120 minister-denies-300-deaths-in-camp mw-250420-07",
        ),
        ("avalanche", ""),
        ("cholera avalanche", ""),
        ("strike ballot", ""),
    ];
    find(&rows);
}

#[test]
fn phrases_wildcards_and_near_find_articles() {
    let rows = [
        (
            "\"bodies repatriated\"",
            "1200-bodies-repatriated-kyiv-confirms",
        ),
        ("\"crowd expert\"", "how-many-marched-in-belvar"),
        ("\"expert crowd\"", ""),
        ("\"ice hall\"", "mayor-disputes-agency-toll"),
        ("\"bodies of three\"", "bodies-of-three-miners-repatriated"),
        ("hostages NEAR/5 freed", "crew-of-the-orlena"),
        ("freed NEAR/5 hostages", "crew-of-the-orlena"),
        ("mine NEAR/1 repatriated", ""),
        ("drone*", "how-many-marched-in-belvar"),
        ("rubl*", "ukraine-says-5300-russian-troops-killed"),
        ("*drone*", "how-many-marched-in-belvar"),
        ("r?bles", "ukraine-says-5300-russian-troops-killed"),
        ("r?t", ""),
        (
            "volunteer*",
            "58-or-131-dead-in-ishra-floods quake-kills-at-least-340",
        ),
        ("hostges~1", "crew-of-the-orlena"),
    ];
    find(&rows);
}

#[test]
fn operators_and_groups_combine_words() {
    let without_vaccine = "capital-post-port-adunn-cholera-spreads cholera-confirmed-11-dead \
        cholera-over-161-deaths-audit doctors-union-says-at-least-120 minister-denies-300-deaths-in-camp \
        pcp-cholera-cases-near-2000";
    let without_union = "capital-post-port-adunn-cholera-spreads cholera-confirmed-11-dead \
        pcp-cholera-cases-near-2000 vaccine-doses-arrive";
    let rows = [
        ("cholera -vaccine", without_vaccine),
        ("cholera NOT vaccine", without_vaccine),
        ("-vaccine cholera", without_vaccine),
        ("cholera AND NOT vaccine", without_vaccine),
        ("cholera -union", without_union),
        (
            "cholera -(union OR vaccine)",
            "capital-post-port-adunn-cholera-spreads cholera-confirmed-11-dead pcp-cholera-cases-near-2000",
        ),
        (
            "morgue OR drone",
            "how-many-marched-in-belvar moscow-plans-6000-returns mw-250611-01",
        ),
        (
            "(morgue OR drone) -expert",
            "moscow-plans-6000-returns mw-250611-01",
        ),
        (
            "morgue OR drone -expert",
            "moscow-plans-6000-returns mw-250611-01",
        ),
        (
            "(morgue OR drone) (expert OR busiest)",
            "how-many-marched-in-belvar mw-250611-01",
        ),
        ("cholera -cholera", ""),
    ];
    find(&rows);
}

#[test]
fn numbers_match_in_any_notation() {
    let seven_thousand = "dorsa-camp-rations-cut nato-7000-to-15000-after-a-month voices-from-the-roofs \
        what-we-can-know-about-the-losses";
    let strikers = "day-one-41000-walk-out were-there-41000-strikers";
    let thirteen = "26000-or-1500 bodies-in-vilkhivka";
    let rows = [
        ("7000", seven_thousand),
        ("7,000", seven_thousand),
        ("seven thousand", seven_thousand),
        ("\"seven thousand\"", seven_thousand),
        ("41000", strikers),
        ("41,000", strikers),
        ("forty-one thousand", strikers),
        ("17500", strikers),
        ("seventeen thousand five hundred", strikers),
        ("\"13 bodies\"", thirteen),
        ("\"thirteen bodies\"", thirteen),
    ];
    find(&rows);
}

#[test]
fn article_fields_narrow_the_results() {
    let coastline = "1200-bodies-repatriated-kyiv-confirms 26000-or-1500 a1f3 ferry-sinks-at-least-38-dead \
        search-called-off-coast";
    let belvar = "at-least-640-held-rights-group-says how-many-marched-in-belvar police-arrest-212-in-belvar \
        recount-narrows-gap";
    let untitled = "20240209-boy-nine-found-after-61-hours brief-strike-ballot";
    let rows = [
        ("outlet:\"Coastline News\"", coastline),
        ("outlet:coastline", coastline),
        (
            "outlet:COASTLINE killed:*",
            "1200-bodies-repatriated-kyiv-confirms 26000-or-1500 a1f3 ferry-sinks-at-least-38-dead search-called-off-coast",
        ),
        ("outlet:\"Radio Lantern\" -talmira", "a20c"),
        ("outlet:nowhere", ""),
        (
            "title:repatriated",
            "1200-bodies-repatriated-kyiv-confirms bodies-of-22-pickers-repatriated bodies-of-three-miners-repatriated",
        ),
        (
            "title:\"bodies of\"",
            "bodies-of-22-pickers-repatriated bodies-of-three-miners-repatriated",
        ),
        (
            "title:correction",
            "correction-1864-not-18640 correction-tax-relief",
        ),
        ("title:lucía", ""),
        (
            "author:bohm",
            "heat-killed-1380-study-says how-many-marched-in-belvar were-there-41000-strikers",
        ),
        ("lang:de", "hochwasser-ishra-58-tote"),
        ("path:belvar-election", belvar),
        ("path:corpus/belvar-election", belvar),
        ("id:90118", "90118"),
        ("id:mw-250611-01", "mw-250611-01"),
        ("id:90", ""),
        (
            "site:coastlinenews.example ferry",
            "a1f3 ferry-sinks-at-least-38-dead",
        ),
        ("url:skerry-lines", "a1f3"),
        ("-has:title", untitled),
        ("no:title", untitled),
        ("cholera -has:date", "minister-denies-300-deaths-in-camp"),
        ("cholera has:date -has:figure", ""),
    ];
    find(&rows);
}
