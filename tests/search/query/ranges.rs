//! All ways to write a range of numbers, each with exactly the articles in `corpus/` that match.

use super::find;

#[test]
fn number_ranges_select_articles() {
    let three = "498-dead-moscow-gives-first-count meridian-wire-tolls-differ-tenfold \
        what-we-can-know-about-the-losses";
    find(&[
        ("wounded:1597", three),
        ("wounded:=1,597", three),
        ("wounded:[1,500 TO 1,600]", three),
        ("wounded:1.5k..1.6k", three),
        ("wounded:{1597 TO 2000}", ""),
        ("wounded:[1597 TO 2000}", three),
        (
            "injured:3.7k",
            "498-dead-moscow-gives-first-count meridian-wire-tolls-differ-tenfold \
        northfield-courier-kyiv-moscow-tolls what-we-can-know-about-the-losses",
        ),
        ("killed:9,861 Komsomolskaya", "deleted-toll-9861"),
        ("rescued:870", "ishra-bursts-banks-27-dead"),
        (
            "displaced:63k",
            "meridian-wire-toll-passes-1100 talmira-quake-dead-now-1120",
        ),
        ("evacuated:40000", "ishra-bursts-banks-27-dead"),
        ("destroyed:2k..3k", "dorsa-fire-displaces-11000"),
        ("infected:5760", "mw-250420-07"),
        ("recovered:5000+", "mw-250420-07"),
        ("recovered:5,000..", "mw-250420-07"),
        ("hospitalized:388", "mw-250420-07"),
        ("arrested:640", "at-least-640-held-rights-group-says"),
        ("hostages:23", "crew-of-the-orlena"),
        (
            "killed:\"two thousand two hundred and thirteen\"",
            "search-called-off-coast toll-1864-opposition-says-up-to-3000",
        ),
        ("killed:>300k", ""),
        (
            "killed:≥300000",
            "meridian-wire-repatriation-sunday what-we-can-know-about-the-losses \
        zelensky-46000-and-silence-in-moscow",
        ),
        ("killed:..10 coaster", "mw-221205-02"),
    ]);
}

#[test]
fn ranges_with_units_select_articles() {
    find(&[
        ("figure:$28m", "8841-how-the-dead-come-home"),
        ("figure:$25m..$30m", "8841-how-the-dead-come-home"),
        ("figure:€410m", "90118"),
        ("figure:£96m", "90097"),
        ("figure:85km", "a20c"),
        ("figure:\"85 kilometres\"", "a20c"),
        (
            "figure:2.3%",
            "capital-post-port-adunn-cholera-spreads pcp-cholera-cases-near-2000",
        ),
        ("percent:97", "dam-release-warning"),
        (
            "figure:50%..52%",
            "police-arrest-212-in-belvar recount-narrows-gap",
        ),
        ("figure:\"80 cm\"", "one-year-on-final-toll-2291"),
        (
            "figure:>400km",
            "8841-how-the-dead-come-home bodies-of-three-miners-repatriated",
        ),
        ("figure:28%", "mw-241107-05"),
    ]);
}

#[test]
fn figure_conditions_select_articles() {
    let of_ukraine = "498-dead-moscow-gives-first-count meridian-wire-tolls-differ-tenfold \
        northfield-courier-kyiv-moscow-tolls";
    let four = "498-dead-moscow-gives-first-count meridian-wire-tolls-differ-tenfold \
        northfield-courier-kyiv-moscow-tolls what-we-can-know-about-the-losses";
    find(&[
        (
            "{bodies:1200 scope:additional}",
            "1200-bodies-repatriated-kyiv-confirms",
        ),
        ("infected:5760 scope:total", "mw-250420-07"),
        ("infected:5760 scope:part", ""),
        (
            "killed:300 stance:denied",
            "minister-denies-300-deaths-in-camp",
        ),
        (
            "figure:5300 bound:more_than",
            "498-dead-moscow-gives-first-count meridian-wire-tolls-differ-tenfold \
        northfield-courier-kyiv-moscow-tolls ukraine-says-5300-russian-troops-killed \
        what-we-can-know-about-the-losses",
        ),
        ("killed:5300 bound:exact", ""),
        ("counted:huts", "dorsa-fire-displaces-11000"),
        ("counted:hut", "dorsa-fire-displaces-11000"),
        ("counted:lorry", "8841-how-the-dead-come-home"),
        (
            "counted:(penguins OR helicopters)",
            "ishra-bursts-banks-27-dead",
        ),
        ("killed:2870 whose:ukraine", of_ukraine),
        ("killed:2870 whose:Ukrainians", of_ukraine),
        ("killed:498 by:\"defence ministry\"", four),
        ("killed:498 by:\"defense ministry\"", four),
        ("figure:12600 asof:2024-05", "still-in-tents"),
        ("figure:12600 asof:2024-06", ""),
        ("figure:138000 asof:2024", "dorsa-camp-rations-cut"),
        (
            "killed:>=100k asof:2023",
            "reznikov-3000-bodies-offer what-we-can-know-about-the-losses",
        ),
        ("killed:66 pickers", "bodies-of-22-pickers-repatriated"),
    ]);
}

#[test]
fn braces_group_figure_conditions() {
    find(&[
        ("{killed:27} {missing:16}", "ishra-bursts-banks-27-dead"),
        ("killed:27 missing:16", ""),
        ("{killed:27 missing:16}", ""),
        ("{killed:27} {missing:17}", ""),
        (
            "{killed:27 OR rescued:870} {missing:16}",
            "ishra-bursts-banks-27-dead",
        ),
        (
            "cholera -killed:>250",
            "capital-post-port-adunn-cholera-spreads cholera-confirmed-11-dead cholera-over-161-deaths-audit \
        doctors-union-says-at-least-120 mw-250420-07 pcp-cholera-cases-near-2000 \
        vaccine-doses-arrive",
        ),
        (
            "{wounded:3700 -by:konashenkov} title:losses",
            "what-we-can-know-about-the-losses",
        ),
        (
            "wounded:3700 by:konashenkov title:tolls",
            "meridian-wire-tolls-differ-tenfold northfield-courier-kyiv-moscow-tolls",
        ),
        ("{wounded:3700 -by:konashenkov} title:tolls", ""),
        ("-wounded:3700 wounded:1597", ""),
        (
            "rescued:870 OR hostages:23",
            "crew-of-the-orlena ishra-bursts-banks-27-dead",
        ),
        (
            "rescued:870 OR penguins",
            "heatwave-43-8-degrees ishra-bursts-banks-27-dead",
        ),
        (
            "(rescued:870 OR penguins) -Orsholt",
            "ishra-bursts-banks-27-dead",
        ),
        (
            "has:figure Crimea",
            "ukraine-says-5300-russian-troops-killed",
        ),
        ("no:figure", ""),
    ]);
}
