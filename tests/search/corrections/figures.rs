//! Figures that are struck or mended.

use super::corrected;

#[test]
fn a_struck_figure_is_in_no_answer_and_is_shown_as_struck() {
    let sandbox = corrected(
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"5300\"\nstrike = true\n",
    );
    for query in ["killed:5300", "figure:5300", "killed:>0"] {
        assert_eq!(sandbox.ids(query), [""; 0], "{query}");
    }
    let rows = sandbox.search(["figures", "*", "--jsonl"]).stdout;
    assert!(
        rows.lines().count() == 3 && !rows.contains("5,300 dead"),
        "{rows}"
    );
    // Its words are still there.
    assert_eq!(sandbox.ids("\"5,300 dead\""), ["dam"]);
    let shown = sandbox.search(["show", "dam"]).stdout;
    assert!(shown.contains("[struck] 5,300 dead: killed"), "{shown}");
    assert!(shown.contains("counted 5,300 dead on"), "{shown}");
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.search(["show", "--json", "dam"]).stdout).unwrap();
    assert_eq!(
        (
            json["struck"][0]["value"].as_f64(),
            json["figures"].as_array().unwrap().len()
        ),
        (Some(5300.0), 3)
    );
}

#[test]
fn a_figure_is_mended() {
    let sandbox = corrected(
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"5,300\"\nvalue = \"6,300\"\nbound = \"at_least\"\nclaimant = \"the army\"\n\
         measure = \"wounded\"\nwhose = \"Kessari\"\nas_of = \"on Sunday\"\n",
    );
    assert_eq!(
        sandbox.ids("wounded:6300 by:army whose:kessari bound:at_least"),
        ["dam"]
    );
    assert_eq!(sandbox.ids("killed:5300"), [""; 0]);
    let hit = sandbox.hits("wounded:6300").remove(0);
    let figure = &hit.figures[0];
    assert_eq!(
        (figure.value, figure.low, figure.high),
        (Some(6300.0), Some(6300.0), None)
    );
    let was = &figure.corrected.as_ref().unwrap()["was"];
    assert_eq!(
        (was["value"].as_f64(), was["measure"].as_str()),
        (Some(5300.0), Some("killed"))
    );
    assert_eq!(was["claimant"].as_str(), Some("Rescuers"));
    assert!(was["whose"].is_null());
    // The others are as they were read.
    let others = sandbox.hits("missing:40").remove(0);
    assert_eq!(others.figures[0].corrected, None);
    let shown = sandbox.search(["show", "dam"]).stdout;
    assert!(shown.contains("(corrected: was value 5300, bound exact, whose none, measure killed, claimant Rescuers, as_of none)"), "{shown}");
    let listed = sandbox.search(["figures", "wounded:6300"]).stdout;
    assert!(listed.contains("corrected: was value 5300"), "{listed}");
    let table = sandbox.search(["figures", "wounded:6300", "--csv"]).stdout;
    assert!(table.contains("corrected: was value 5300"), "{table}");
}

#[test]
fn two_figures_are_told_apart_by_their_sentence_or_place() {
    for choice in ["in = \"the  Mayor said\"", "nth = 1"] {
        let text = format!(
            "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"40\"\n{choice}\nvalue = 41\n"
        );
        let sandbox = corrected(&text);
        assert_eq!(
            sandbox.ids("{missing:41} {wounded:40} {destroyed:40}"),
            ["dam"],
            "{choice}"
        );
    }
}

#[test]
fn facts_are_taken_away_and_ranges_made() {
    let sandbox = corrected(
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"more than 40\"\nmeasure = \"none\"\nclaimant = \"\"\nlow = 40\nhigh = 50\n\
         [[article.figure]]\ntext = \"5,300\"\nunit = \"km\"\n",
    );
    let hit = sandbox.hits("figure:45").remove(0);
    let figure = &hit.figures[0];
    assert_eq!(
        (figure.bound.as_str(), figure.value, figure.low, figure.high),
        ("range", None, Some(40.0), Some(50.0))
    );
    assert_eq!((&figure.measure, &figure.claimant), (&None, &None));
    let hit = sandbox.hits("figure:5300km").remove(0);
    assert_eq!(
        (hit.figures[0].unit.as_deref(), &hit.figures[0].counted),
        (Some("kilometre"), &None)
    );
}
