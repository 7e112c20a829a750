//! Figures that a correction removes or changes.

use super::corrected;
use crate::redaction::redacted;

#[test]
fn struck_figure_is_shown_but_not_found() {
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
    // The words remain in the body and can be searched for.
    assert_eq!(sandbox.ids("\"5,300 dead\""), ["dam"]);
    let shown = sandbox.search(["show", "dam"]).stdout;
    assert!(shown.contains("[removed] 5,300 dead"), "{shown}");
    insta::assert_snapshot!(redacted(&shown), @"
    Dam breaks above Adunn
    outlet: Gazete, given in the file
    published: 2022-03-05, given in the file
    headline: given in the file
    url: https://gazette.example/dam
    path: news/dam.md
    id: dam

    Rescuers counted 5,300 dead on Monday. The mayor said that *40*[1] people were missing. On Tuesday the ministry said that *more than 40*[2] people were injured. In the valley *40*[3] houses were destroyed.

    [1] 40 people missing · source: mayor
    [2] more than 40 people wounded · source: ministry
    [3] 40 houses destroyed
    [removed] 5,300 dead · source: Rescuers · on Monday
    ");
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
fn correction_replaces_figure_properties() {
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
    // Other figures are unchanged.
    let others = sandbox.hits("missing:40").remove(0);
    assert_eq!(others.figures[0].corrected, None);
    let shown = sandbox.search(["show", "dam"]).stdout;
    insta::assert_snapshot!(redacted(&shown), @"
    Dam breaks above Adunn
    outlet: Gazete, given in the file
    published: 2022-03-05, given in the file
    headline: given in the file
    url: https://gazette.example/dam
    path: news/dam.md
    id: dam

    Rescuers counted *5,300*[1] dead on Monday. The mayor said that *40*[2] people were missing. On Tuesday the ministry said that *more than 40*[3] people were injured. In the valley *40*[4] houses were destroyed.

    [1] 5,300 dead wounded · side: Kessari · source: the army · on Sunday (corrected, was value 5300, bound exact, whose none, measure killed, claimant Rescuers, as_of on Monday)
    [2] 40 people missing · source: mayor
    [3] more than 40 people wounded · source: ministry
    [4] 40 houses destroyed
    ");
    let listed = sandbox.search(["figures", "wounded:6300"]).stdout;
    insta::assert_snapshot!(redacted(&listed), @"
    1. 5,300 dead wounded · side: Kessari · source: the army · on Sunday
       Rescuers counted *5,300* dead on Monday.
       Gazete, 2022-03-05, news/dam.md, dam#1, corrected, was value 5300, bound exact, whose none, measure killed, claimant Rescuers, as_of on Monday
    ");
    let table = sandbox.search(["figures", "wounded:6300", "--csv"]).stdout;
    insta::assert_snapshot!(redacted(&table), @r#"
    id,text,value,low,high,bound,change,unit,counted,whose,measure,scope,stance,claimant,as_of,as_of_date,vague,place,in_headline,text_start,text_end,quote,quote_start,quote_end,agent,event_place,via,rate,confidence,published,published_basis,outlet,title,url,path,article,content_hash,extractor,corrected
    dam#1,"5,300",6300,6300,,at_least,,,dead,Kessari,wounded,,stated,the army,on Sunday,2022-02-27,0,body,0,17,22,"Rescuers counted 5,300 dead on Monday.",0,38,,,,,0.97,2022-03-05,given,Gazete,Dam breaks above Adunn,https://gazette.example/dam,news/dam.md,dam,67f22120c854f9463e6abbcf6c43b788,7,"corrected, was value 5300, bound exact, whose none, measure killed, claimant Rescuers, as_of on Monday"
    "#);
}

#[test]
fn figures_are_selected_by_sentence_or_ordinal() {
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
fn corrections_remove_properties_and_set_ranges() {
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
