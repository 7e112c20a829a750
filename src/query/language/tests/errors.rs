//! What is refused, as it is shown.

use super::read;

/// Each row: what is typed, where the caret stands and how wide it is, what is wrong, and what to write instead.
fn check(rows: &[(&str, &str, &str, &str)]) {
    for &(typed, carets, message, help) in rows {
        let shown = read(typed)
            .map(|parsed| parsed.query.to_string())
            .map_err(|error| error.to_string());
        let help = if help.is_empty() {
            String::new()
        } else {
            format!("\n{help}")
        };
        assert_eq!(
            shown,
            Err(format!("{message}\n  {typed}\n  {carets}{help}")),
            "typed: {typed}"
        );
    }
}

const NUMBER: &str =
    "a number is written 5000, 5,000, 5k or \"five thousand\", a range 1000..5000 or >5000";
const DATE: &str =
    "a date is written 2022, 2022-03 or 2022-03-01, a range 2022-03..2022-06, the last week 7d";
const SHELL: &str = "quote it: the shell took '>'; or put the value right behind the colon";
const EMPTY: &str = "there is nothing to look for in this query";
const EVERY: &str = "`*` finds every article";

#[test]
fn what_would_be_lost_behind_a_colon() {
    let minus = (
        "a minus stands before the field",
        "write -title:word, not title:-word",
    );
    let star = (
        "wildcards are not looked up in names",
        "write a whole word of the name",
    );
    check(&[
        ("title:-bodies", "      ^^^^^^^", minus.0, minus.1),
        ("by:-russia", "   ^^^^^^^", minus.0, minus.1),
        ("outlet:coast*", "       ^^^^^^", star.0, star.1),
        ("by:ukr*", "   ^^^^", star.0, star.1),
    ]);
}

#[test]
fn nothing() {
    check(&[
        ("", "^", EMPTY, EVERY),
        (", - …", "^^^^^", EMPTY, EVERY),
        ("\"\"", "^^", EMPTY, EVERY),
        ("OR", "^^", EMPTY, EVERY),
        ("()", "^^", EMPTY, EVERY),
    ]);
}

#[test]
fn numbers() {
    let inverted = "the range ends below where it begins";
    check(&[
        ("killed:abc", "       ^^^", "`abc` is not a number", NUMBER),
        (
            "a killed:5x b",
            "         ^^",
            "`5x` is not a number",
            NUMBER,
        ),
        (
            "killed:\"many men\"",
            "        ^^^^^^^^",
            "`many men` is not a number",
            NUMBER,
        ),
        (
            "killed:“many men”",
            "        ^^^^^^^^",
            "`many men` is not a number",
            NUMBER,
        ),
        (
            "killed:1000..abc",
            "             ^^^",
            "`abc` is not a number",
            NUMBER,
        ),
        (
            "killed:[1 TO x]",
            "             ^",
            "`x` is not a number",
            NUMBER,
        ),
        ("killed:..", "       ^^", "`..` is not a number", NUMBER),
        ("killed:>", "        ^", "a number is missing here", NUMBER),
        ("killed:inf", "       ^^^", "`inf` is not a number", NUMBER),
        (
            "killed:1e999",
            "       ^^^^^",
            "`1e999` is too large a number",
            "",
        ),
        (
            "killed:1,23",
            "       ^^^^",
            "`1,23` is not a number",
            NUMBER,
        ),
        (
            "killed:5000..1000",
            "       ^^^^^^^^^^",
            inverted,
            "did you mean `1000..5000`?",
        ),
        (
            "killed:[5k TO 1k]",
            "       ^^^^^^^^^^",
            inverted,
            "did you mean `1k..5k`?",
        ),
        (
            "killed:5000-1000",
            "       ^^^^^^^^^",
            inverted,
            "did you mean `1000..5000`?",
        ),
        (
            "killed:{5 TO 5}",
            "       ^^^^^^^^",
            "no number lies in this range",
            "did you mean `5`?",
        ),
        (
            "figure:$5..10%",
            "       ^^^^^^^",
            "the ends of the range have different units, USD and percent",
            "",
        ),
        (
            "killed:(1 OR b)",
            "             ^",
            "`b` is not a number",
            NUMBER,
        ),
    ]);
}

#[test]
fn dates() {
    let month = "no such month: they go from 01 to 12";
    let day = "no such day in that month";
    check(&[
        (
            "after:2022-13",
            "      ^^^^^^^",
            month,
            "did you mean `2022-12`?",
        ),
        (
            "after:2022-00-03",
            "      ^^^^^^^^^^",
            month,
            "did you mean `2022-01`?",
        ),
        (
            "date:2023-02-29",
            "     ^^^^^^^^^^",
            day,
            "did you mean `2023-02-28`?",
        ),
        (
            "date:2023-02-00",
            "     ^^^^^^^^^^",
            day,
            "did you mean `2023-02-01`?",
        ),
        (
            "date:2022..2022-31",
            "           ^^^^^^^",
            month,
            "did you mean `2022-12`?",
        ),
        (
            "date:0000",
            "     ^^^^",
            "no such year: they go from 0001 to 9999",
            "did you mean `0001`?",
        ),
        (
            "date:12/03/2022",
            "     ^^^^^^^^^^",
            "`12/03/2022` is not a date",
            "the year comes first: `2022-03-12` or `2022-12-03`",
        ),
        (
            "date:31.12.2022",
            "     ^^^^^^^^^^",
            "`31.12.2022` is not a date",
            "the year comes first: `2022-12-31`",
        ),
        (
            "date:2022/03/01",
            "     ^^^^^^^^^^",
            "`2022/03/01` is not a date",
            "did you mean `2022-03-01`?",
        ),
        (
            "date:20220301",
            "     ^^^^^^^^",
            "`20220301` is not a date",
            "did you mean `2022-03-01`?",
        ),
        ("date:soon", "     ^^^^", "`soon` is not a date", DATE),
        (
            "date:2023..2022",
            "     ^^^^^^^^^^",
            "the range ends before it begins",
            "did you mean `2022..2023`?",
        ),
        (
            "after:2022..2023",
            "      ^^^^^^^^^^",
            "one date belongs here, not a range",
            "a range of dates is written date:2022-03..2022-06",
        ),
        (
            "before:0001",
            "       ^^^^",
            "the years of the calendar go from 0001 to 9999",
            "",
        ),
        (
            "date:9999y",
            "     ^^^^^",
            "the years of the calendar go from 0001 to 9999",
            "",
        ),
        ("asof:maybe", "     ^^^^^", "`maybe` is not a date", DATE),
    ]);
}

#[test]
fn fields() {
    let quotes =
        "to look for the word, put a space behind the colon or quotes around it: \"zebra\"";
    check(&[
        (
            "kiled:100",
            "^^^^^",
            "there is no field `kiled`",
            "did you mean `killed`?",
        ),
        (
            "a Kiled:100",
            "  ^^^^^",
            "there is no field `Kiled`",
            "did you mean `killed`?",
        ),
        (
            "Oulet:bbc",
            "^^^^^",
            "there is no field `Oulet`",
            "did you mean `outlet`?",
        ),
        (
            "update:5",
            "^^^^^^",
            "there is no field `update`",
            "to look for the word, put a space behind the colon or quotes around it: \"update\"",
        ),
        (
            "{Killed:Many}",
            "        ^^^^",
            "`Many` is not a number",
            NUMBER,
        ),
        (
            "killed:Many",
            "       ^^^^",
            "`Many` is not a number",
            NUMBER,
        ),
        (
            "tilte:a",
            "^^^^^",
            "there is no field `tilte`",
            "did you mean `title`?",
        ),
        (
            "-oulet:a",
            " ^^^^^",
            "there is no field `oulet`",
            "did you mean `outlet`?",
        ),
        ("zebra:a", "^^^^^", "there is no field `zebra`", quotes),
        (
            "zebra:\"a b\"",
            "^^^^^",
            "there is no field `zebra`",
            quotes,
        ),
        ("outlet:\"\"", "       ^^", "a name is missing here", ""),
        (
            "has:dat",
            "    ^^^",
            "`dat` is not something that an article has",
            "did you mean `date`?",
        ),
        (
            "scope:whole",
            "      ^^^^^",
            "`whole` is not a scope",
            "write one of: total, additional, part",
        ),
        (
            "bound:exakt",
            "      ^^^^^",
            "`exakt` is not a bound",
            "did you mean `exact`?",
        ),
        ("site:www.", "     ^^^^", "a name is missing here", ""),
        (
            "site:https://bbc.co.uk/news",
            "     ^^^^^^^^^^^^^^^^^^^^^^",
            "`https://bbc.co.uk/news` is more than a site",
            "a part of an address is written url:bbc.co.uk/news",
        ),
        (
            "lang:english",
            "     ^^^^^^^",
            "`english` is not the code of a language",
            "a language is written en, de, fr",
        ),
    ]);
}

#[test]
fn structure() {
    let beside = "only words and phrases, or such with OR in parentheses, stand beside NEAR";
    let how = "write (a OR b) NEAR/5 \"c d\"";
    check(&[
        ("a NEAR/3 killed:5", "         ^^^^^^^^", beside, how),
        ("(a b) NEAR/3 c", "^^^^^^^^^^^^^^", beside, how),
        ("* NEAR/3 c", "^", beside, how),
        (
            "a NEAR/3 -b",
            "  ^^^^^^^^",
            "nothing negated can be near",
            "",
        ),
        (
            "a NEAR/99999999999 b",
            "  ^^^^^^^^^^^^^^^^",
            "this distance is too large",
            "",
        ),
        (
            "{killed:5 zebra}",
            "          ^^^^^",
            "only conditions on a figure stand in braces",
            "words and the article's own fields go outside: zebra {killed:498}",
        ),
    ]);
}

#[test]
fn values_that_are_missing() {
    check(&[
        ("killed:", "^^^^^^^", "`killed:` has no value", SHELL),
        ("date:", "^^^^^", "`date:` has no value", SHELL),
        (
            "after:",
            "^^^^^^",
            "`after:` has no value",
            "put the value right behind the colon, as in after:2022-03",
        ),
        (
            "date:{2022 TO 2023}",
            "     ^^^^^^^^^^^^^^",
            "no day lies in this range: braces leave its ends out",
            "did you mean `2022..2023`?",
        ),
        ("{killed:}", " ^^^^^^^", "`killed:` has no value", SHELL),
        (
            "title:()",
            "^^^^^^^^",
            "`title:` has no value",
            "put the value right behind the colon, as in title:word",
        ),
        (
            "title:...",
            "^^^^^^^^^",
            "`title:` has no value",
            "put the value right behind the colon, as in title:word",
        ),
        (
            "title:= a",
            "^^^^^^^",
            "`title:` has no value",
            "put the value right behind the colon, as in title:word",
        ),
    ]);
}

#[test]
fn one_sentence() {
    let stand = "only words and phrases, or such with OR in parentheses, stand in same:(…)";
    let how = "write same:(killed \"defence ministry\")";
    check(&[
        ("same:(a -b)", "         ^", stand, how),
        ("same:(a killed:>5 b)", "        ^^^^^^^^^", stand, how),
        ("same:(a title:b)", "              ^", stand, how),
        ("same:(a NEAR/3 b)", "      ^^^^^^^^^^", stand, how),
        ("same:(a {killed:5})", "        ^^^^^^^^^^", stand, how),
        ("same:(a same:(b c))", "        ^^^^^^^^^^", stand, how),
        ("same:(a *)", "        ^", stand, how),
        ("same:(a http://a.b)", "        ^^^^^^^^^^", stand, how),
        ("same:((a b OR c) d)", "       ^", stand, how),
        (
            "same:(a [1 TO 5])",
            "        ^^^^^^^^",
            "words have no ranges",
            "",
        ),
        (
            "same:-a",
            "     ^^",
            "a minus stands before the field",
            "write -title:word, not title:-word",
        ),
        (
            "same:",
            "^^^^^",
            "`same:` has no value",
            "put the value right behind the colon, as in same:word",
        ),
        (
            "same:()",
            "^^^^^^^",
            "`same:` has no value",
            "put the value right behind the colon, as in same:word",
        ),
        (
            "same:...",
            "^^^^^^^^",
            "`same:` has no value",
            "put the value right behind the colon, as in same:word",
        ),
        (
            "smae:(a b)",
            "^^^^",
            "there is no field `smae`",
            "did you mean `same`?",
        ),
        (
            "sentense:(a b)",
            "^^^^^^^^",
            "there is no field `sentense`",
            "did you mean `sentence`?",
        ),
        (
            "{same:(a b)}",
            " ^^^^^^^^^^",
            "only conditions on a figure stand in braces",
            "words and the article's own fields go outside: zebra {killed:498}",
        ),
    ]);
}

#[test]
fn what_would_take_too_long() {
    let says = |text: &str| read(text).map_err(|error| error.message);
    let deep = "parentheses are nested more than 64 deep".to_owned();
    for sign in ["(", "-(", "title:(", "same:(", "{(", "NOT ("] {
        assert_eq!(says(&sign.repeat(5000)), Err(deep.clone()), "{sign}");
    }
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(says(&nested(64)).is_ok());
    assert_eq!(says(&nested(65)), Err(deep));
    let long = "the query is longer than 64 KB".to_owned();
    for sign in ["(", "a OR ", "\"", "“", "-", "NOT ", "{", "a~1", "a^1"] {
        assert_eq!(
            says(&sign.repeat(1_000_000 / sign.len())),
            Err(long.clone()),
            "{sign}"
        );
    }
    let group = format!("({})", vec!["a"; 40].join(" OR "));
    let near = format!("{group} NEAR/3 {group}");
    assert_eq!(
        says(&near),
        Err("there are too many alternatives on both sides of NEAR".to_owned())
    );
}

#[test]
fn long_queries_that_are_read() {
    let braces = format!("killed:(5 {}", "{".repeat(60_000));
    assert!(read(&braces).is_err(), "too deep");
    let signs = [
        "a OR ",
        "\"",
        "“ ",
        "- ",
        "NOT ",
        "a~1",
        "a^1",
        "a b ",
        "seven ",
        "NOT NOT ",
        "‘a ",
        "“a\" ",
        "Foo:a ",
        "killed:5 ",
        "[",
        "|",
        ") ",
    ];
    for sign in signs {
        let text = format!("a {}", sign.repeat(60_000 / sign.len()));
        assert!(read(&text).is_ok(), "{sign}");
    }
}

#[test]
fn what_is_read_at_the_greatest_depth_prints_no_deeper() {
    let inner = [
        "a OR b",
        "-well-kn*",
        "-a NEAR/3 b",
        "-a NEAR/3 b NEAR/3 c",
        "{by:x} killed:(1 OR 2)",
        "title:(a OR b) c",
        "same:well-kn*",
        "same:(a b OR c d)",
        "x same:(a b OR c d)",
        "-same:((a OR b) c)",
    ];
    for inner in inner {
        for depth in 60..=64 {
            let text = format!("{}{inner}{}", "a (b OR ".repeat(depth), ")".repeat(depth));
            let Ok(parsed) = read(&text) else { continue };
            let again = read(&parsed.query.to_string());
            assert_eq!(
                again.map(|again| again.query),
                Ok(parsed.query),
                "{inner} at {depth}"
            );
        }
    }
}

#[test]
fn shown_text_is_harmless() {
    let error = read("killed:\u{1b}[2J")
        .map_err(|error| error.to_string())
        .expect_err("no number");
    assert!(
        error.contains("\u{fffd}") && !error.contains('\u{1b}'),
        "{error}"
    );
}
