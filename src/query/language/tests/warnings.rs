//! What is said of a query that was read leniently.

use super::read;

/// Each row: what is typed, and the warnings with the texts that they are about.
fn check(rows: &[(&str, &[(&str, &str)])]) {
    for &(typed, expected) in rows {
        let parsed = read(typed).unwrap_or_else(|error| panic!("typed: {typed}\n{error}"));
        let warnings = parsed.warnings.iter();
        let warnings: Vec<_> = warnings
            .map(|w| (&typed[w.span.as_range()], w.to_string()))
            .collect();
        let warnings: Vec<_> = warnings
            .iter()
            .map(|(place, text)| (*place, text.as_str()))
            .collect();
        assert_eq!(warnings, expected, "typed: {typed}");
    }
}

#[test]
fn none_for_what_is_clear() {
    let clear = [
        "bodies repatriated",
        "“a b” -c (d OR e) NEAR/3 f*",
        "killed:>=1000 killed:<=5000 by:russia",
        "{killed:498} {killed:2870}",
        "Word: next, \"...\" - what?!",
    ];
    for typed in clear {
        check(&[(typed, &[])]);
    }
}

#[test]
fn numbers_of_several_words() {
    check(&[
        (
            "killed:seven thousand",
            &[(
                "thousand",
                "`thousand` is looked for in the text; a number of several words is quoted, as in killed:\"seven thousand\"",
            )],
        ),
        (
            "killed:1 000 Kyiv",
            &[(
                "000",
                "`000` is looked for in the text; a number of several words is quoted, as in killed:\"1 000\"",
            )],
        ),
        ("killed:7 thousand", &[]),
        ("killed:\"seven thousand\"", &[]),
    ]);
}

#[test]
fn signs_that_are_left_out() {
    let both = "is left out: it needs something on both sides";
    check(&[
        (
            "\"bodies",
            &[(
                "\"",
                "the quote is not closed; what follows is read as words",
            )],
        ),
        (
            "a “b “c",
            &[(
                "“",
                "the quote is not closed; what follows is read as words",
            )],
        ),
        (
            "bodies”",
            &[(
                "”",
                "the quote is not closed; what follows is read as words",
            )],
        ),
        ("bodies AND", &[("AND", &format!("`AND` {both}"))]),
        ("AND bodies", &[("AND", &format!("`AND` {both}"))]),
        ("a AND OR b", &[("AND", &format!("`AND` {both}"))]),
        ("a OR OR b", &[("OR", &format!("`OR` {both}"))]),
        (
            "OR a |",
            &[
                ("OR", &format!("`OR` {both}")),
                ("|", &format!("`|` {both}")),
            ],
        ),
        (
            "a NOT",
            &[("NOT", "`NOT` is left out: it needs something behind it")],
        ),
        ("a NEAR/3", &[("NEAR/3", &format!("`NEAR/3` {both}"))]),
        ("NEAR/3 a", &[("NEAR/3", &format!("`NEAR/3` {both}"))]),
        (
            "a NEAR/0 b",
            &[("NEAR/0", "no two words are 0 apart; read as NEAR/1")],
        ),
        (
            "(a b",
            &[("(", "`(` is not closed; read as closed where the rest ends")],
        ),
        (
            "a) b",
            &[(")", "`)` is left out: nothing was opened that it closes")],
        ),
        (
            "a} b",
            &[("}", "`}` is left out: nothing was opened that it closes")],
        ),
        (
            "{killed:5",
            &[("{", "`{` is not closed; read as closed where the rest ends")],
        ),
        ("{} a", &[("{", "nothing stands in these braces")]),
        (
            "{by:x {by:y}}",
            &[("{", "braces within braces are read as parentheses")],
        ),
        ("killed:[1 TO 5", &[("[", "the bracket is not closed")]),
        (
            "word^2",
            &[(
                "word^2",
                "what follows `^` is left out: words have no weights",
            )],
        ),
        (
            "\"a b\"~",
            &[(
                "\"a b\"~",
                "`~` is left out: behind a phrase it needs a number, as in \"a b\"~5",
            )],
        ),
        (
            "by:\"a b\"~2",
            &[("\"a b\"~2", "`~` is left out: only words have it")],
        ),
        (
            "*-* a",
            &[("*-*", "a wildcard needs a letter; this one is left out")],
        ),
    ]);
}

#[test]
fn words_that_may_mean_more() {
    let range =
        "this is read as words; a range needs a field, as in figure:1000..5000 or killed:>5000";
    check(&[
        (
            "a or b",
            &[(
                "or",
                "`or` is read as a word; either of two is written a OR b",
            )],
        ),
        (
            "a NEAR b",
            &[(
                "NEAR",
                "`NEAR` is read as a word; close to each other is written a NEAR/5 b",
            )],
        ),
        ("1000..5000", &[("1000..5000", range)]),
        ("a >5000", &[(">5000", range)]),
        (
            "7000~1",
            &[(
                "7000~1",
                "`~` is left out: there is no fuzzy search for numbers",
            )],
        ),
        (
            "a-b~",
            &[(
                "a-b~",
                "`~` is left out: there is no fuzzy search for anything but a single word",
            )],
        ),
        (
            "kyiv~7",
            &[("kyiv~7", "`~7` is read as `~2`: 1 or 2 letters may differ")],
        ),
        (
            "well-kn*",
            &[(
                "well-kn*",
                "wildcards stand in single words; read as `well kn*`",
            )],
        ),
        (
            "\"a b*\"",
            &[("\"a b*\"", "`*` is no wildcard between quotes")],
        ),
        (
            "Berlin:Step Off",
            &[(
                "Berlin:Step",
                "there is no field `Berlin`; it is read as words",
            )],
        ),
        (
            "French Debate:Free Speech",
            &[(
                "Debate:Free",
                "there is no field `Debate`; it is read as words",
            )],
        ),
        (
            "Missing:Poor Pundits",
            &[(
                "Missing:Poor",
                "`Missing:Poor` is read as words: `Poor` is not a number",
            )],
        ),
        (
            "killed: by:russia",
            &[(
                "killed:",
                "`killed:` has no value right behind its colon and is read as a word; if there was a `>`, quote the query: the shell took it",
            )],
        ),
    ]);
}

#[test]
fn what_stands_apart_from_its_value() {
    let range =
        "this is read as words; a range needs a field, as in figure:1000..5000 or killed:>5000";
    let says = |words: &str, rest: &str| format!("`{words}` is looked for in the text; {rest}");
    check(&[
        ("killed > 5000", &[("5000", range)]),
        ("killed>5000", &[("killed>5000", range)]),
        ("killed>=5000", &[("killed>=5000", range)]),
        ("Killed=5000", &[("Killed=5000", range)]),
        ("E=5 x > y = z", &[]),
        (
            "killed:1000 to 5000",
            &[(
                "to 5000",
                &says("to 5000", "a range is written killed:1000..5000"),
            )],
        ),
        (
            "killed:1000 - 5000",
            &[(
                "5000",
                &says("5000", "a range is written killed:1000..5000"),
            )],
        ),
        (
            "date:2022-03 – 2022-06 a",
            &[(
                "2022-06",
                &says("2022-06", "a range is written date:2022-03..2022-06"),
            )],
        ),
        ("killed:5 to the", &[]),
        ("killed:1000..2000 5000", &[]),
        ("outlet:a to 5", &[]),
        (
            "figure:>100 km",
            &[(
                "km",
                &says(
                    "km",
                    "a unit stands right behind its number, as in figure:>100km",
                ),
            )],
        ),
        ("killed:5 year", &[]),
        ("figure:5 people", &[]),
        ("figure:5% km", &[]),
    ]);
}

#[test]
fn one_sentence_for_one_word() {
    let alone = "what stands alone is always in one sentence; `same:` is for two or more, as in same:(killed Kyiv)";
    let either = "one of these is enough, so `same:` says no more than OR without it; two or more are written same:(killed Kyiv)";
    check(&[
        ("same:(a b)", &[]),
        ("same:(a b OR c d)", &[]),
        ("same:a b", &[("same:a", alone)]),
        ("c same:(a)", &[("same:(a)", alone)]),
        ("same:\"a b\"", &[("same:\"a b\"", alone)]),
        ("same:(a OR b)", &[("same:(a OR b)", either)]),
        ("same:(a OR b c)", &[("same:(a OR b c)", alone)]),
    ]);
}

#[test]
fn figures_that_cannot_be() {
    check(&[
        (
            "killed:498 wounded:5",
            &[(
                "wounded:5",
                "`killed:498` and `wounded:5` are asked of one figure, and no figure has two measures; for two figures write {killed:498} {wounded:5}",
            )],
        ),
        (
            "killed:498 a killed:2870",
            &[(
                "killed:2870",
                "`killed:498` and `killed:2870` are asked of one figure, and no figure lies in both ranges; for two figures write {killed:498} {killed:2870}",
            )],
        ),
        (
            "{killed:<5 killed:>5}",
            &[(
                "killed:>5",
                "`killed:<5` and `killed:>5` are asked of one figure, and no figure lies in both ranges; for two figures write {killed:<5} {killed:>5}",
            )],
        ),
        (
            "(killed:5 OR zebra) by:x",
            &[(
                "killed:5",
                "this condition stands in an OR with words, so it may hold for another figure than those outside",
            )],
        ),
    ]);
}

#[test]
fn many_warnings_end() {
    let parsed = read(&"a) ".repeat(1000)).expect("it is lenient");
    assert_eq!(parsed.warnings.len(), 33);
}
