//! All ways to query words, with their hits in `corpus/`: operators, phrases, proximity, sentences and wildcards.

use super::find;

#[test]
fn boolean_operators_combine_words() {
    let trucks = "meridian-wire-repatriation-sunday trucks-bring-1200-dead-home";
    find(&[
        (
            "refrigerated",
            "26000-or-1500 bodies-in-vilkhivka meridian-wire-repatriation-sunday trucks-bring-1200-dead-home",
        ),
        ("refrigerated trucks", trucks),
        ("refrigerated AND trucks", trucks),
        ("refrigerated && trucks", trucks),
        ("refrigerated -trucks", "26000-or-1500 bodies-in-vilkhivka"),
        (
            "penguins OR sandbags",
            "dam-release-warning heatwave-43-8-degrees",
        ),
        (
            "penguins | sandbags",
            "dam-release-warning heatwave-43-8-degrees",
        ),
        (
            "penguins|sandbags",
            "dam-release-warning heatwave-43-8-degrees",
        ),
        ("penguins or sandbags", ""),
        (
            "penguins OR sandbags football",
            "dam-release-warning heatwave-43-8-degrees",
        ),
        ("(penguins OR sandbags) football", "dam-release-warning"),
        ("coffins NOT Oltra", "bodies-of-22-pickers-repatriated"),
        (
            "coffins -\"Red Crescent\"",
            "bodies-of-22-pickers-repatriated",
        ),
        ("coffins -(Oltra | Solvane)", ""),
        ("coffins NOT NOT Oltra", "8841-how-the-dead-come-home a21a"),
    ]);
}

#[test]
fn phrases_match_with_and_without_slop() {
    find(&[
        ("“Red Crescent”", "8841-how-the-dead-come-home a21a"),
        ("\"red crescents\"", "8841-how-the-dead-come-home a21a"),
        ("\"Crescent Red\"", ""),
        ("\"pathologist hall\"", ""),
        ("\"pathologist hall\"~2", ""),
        ("\"pathologist hall\"~3", "mayor-disputes-agency-toll"),
        ("\"mine rescuers\"", "brackmoor-14-trapped"),
        ("«mine rescuers»", "brackmoor-14-trapped"),
    ]);
}

#[test]
fn near_operator_limits_word_distance() {
    find(&[
        ("penguins NEAR/6 ice", "heatwave-43-8-degrees"),
        ("ice near/6 penguins", "heatwave-43-8-degrees"),
        ("penguins NEAR/5 ice", ""),
        ("zoo w/2 penguins", "heatwave-43-8-degrees"),
        ("zoo W/1 penguins", ""),
        (
            "(penguins OR sandbags) NEAR/2 (zoo OR levee)",
            "heatwave-43-8-degrees",
        ),
        ("\"tear gas\" NEAR/3 cannon", "police-arrest-212-in-belvar"),
        ("title:ferry NEAR/8 dead", "ferry-sinks-at-least-38-dead"),
        ("title:ferry NEAR/7 dead", ""),
        ("penguin* w/2 zoos", "heatwave-43-8-degrees"),
        ("penguins NEAR ice", ""),
        (
            "Belvar -opposition NEAR/9 saw",
            "at-least-640-held-rights-group-says police-arrest-212-in-belvar recount-narrows-gap 90141",
        ),
    ]);
}

#[test]
fn same_sentence_operator_requires_one_sentence() {
    find(&[
        ("same:(penguins ice)", "heatwave-43-8-degrees"),
        ("sentence:(ice zoo)", "heatwave-43-8-degrees"),
        ("same:(zoo (penguins OR lions))", "heatwave-43-8-degrees"),
        (
            "same:(zoo ice OR tear cannon)",
            "heatwave-43-8-degrees police-arrest-212-in-belvar",
        ),
        ("same:(\"tear gas\" cannon)", "police-arrest-212-in-belvar"),
        ("same:(\"gas tear\" cannon)", ""),
        ("same:(pengu* zoo)", "heatwave-43-8-degrees"),
        ("same:(pengiuns~1 zoo)", "heatwave-43-8-degrees"),
        ("same:(penguins sandbags)", ""),
        (
            "-same:(penguins ice) Orsholt",
            "heat-killed-1380-study-says",
        ),
        ("same:penguins", "heatwave-43-8-degrees"),
    ]);
}

#[test]
fn wildcards_and_fuzzy_words_match_variants() {
    let refrigerated = "26000-or-1500 bodies-in-vilkhivka meridian-wire-repatriation-sunday trucks-bring-1200-dead-home";
    let reznikov = "reznikov-3000-bodies-offer ukraine-says-5300-russian-troops-killed \
        what-we-can-know-about-the-losses";
    find(&[
        ("refrig*", refrigerated),
        ("*frigerat*", refrigerated),
        ("PENGU?NS", "heatwave-43-8-degrees"),
        ("pengu?n", ""),
        ("penguin?", "heatwave-43-8-degrees"),
        ("peng*s", "heatwave-43-8-degrees"),
        ("kil?ed Crimea", "ukraine-says-5300-russian-troops-killed"),
        ("sandbgas~1", "dam-release-warning"),
        ("reznikof~1", reznikov),
        ("resnikof~1", ""),
        ("resnikof~2", reznikov),
        ("9862~1", ""),
        (
            "9861~1",
            "deleted-toll-9861 reznikov-3000-bodies-offer what-we-can-know-about-the-losses",
        ),
    ]);
}
