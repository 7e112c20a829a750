//! Queries that are refused, with their error messages.

use super::read;

/// Returns the error message of each query.
fn refused(queries: &[&str]) -> String {
    let shown = queries.iter().map(|typed| match read(typed) {
        Ok(parsed) => panic!("{typed} is read as {}", parsed.query),
        Err(error) => error.to_string(),
    });
    shown.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn operators_after_a_colon() {
    let queries = ["title:-bodies", "by:-russia", "outlet:coast*", "by:ukr*"];
    insta::assert_snapshot!(refused(&queries), @"
    a minus stands before the field
      title:-bodies
            ^^^^^^^
    write -title:word, not title:-word

    a minus stands before the field
      by:-russia
         ^^^^^^^
    write -title:word, not title:-word

    wildcards are not looked up in names
      outlet:coast*
             ^^^^^^
    write a whole word of the name

    wildcards are not looked up in names
      by:ukr*
         ^^^^
    write a whole word of the name
    ");
}

#[test]
fn nothing() {
    let queries = ["", ", - …", "\"\"", "OR", "()"];
    insta::assert_snapshot!(refused(&queries), @r#"
    there is nothing to look for in this query
      
      ^
    `*` finds every article

    there is nothing to look for in this query
      , - …
      ^^^^^
    `*` finds every article

    there is nothing to look for in this query
      ""
      ^^
    `*` finds every article

    there is nothing to look for in this query
      OR
      ^^
    `*` finds every article

    there is nothing to look for in this query
      ()
      ^^
    `*` finds every article
    "#);
}

#[test]
fn numbers() {
    let queries = [
        "killed:abc",
        "a killed:5x b",
        "killed:\"many men\"",
        "killed:“many men”",
        "killed:1000..abc",
        "killed:[1 TO x]",
        "killed:..",
        "killed:>",
        "killed:inf",
        "killed:1e999",
        "killed:1,23",
        "killed:5000..1000",
        "killed:[5k TO 1k]",
        "killed:5000-1000",
        "killed:{5 TO 5}",
        "figure:$5..10%",
        "killed:(1 OR b)",
    ];
    insta::assert_snapshot!(refused(&queries), @r#"
    `abc` is not a number
      killed:abc
             ^^^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    `5x` is not a number
      a killed:5x b
               ^^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    `many men` is not a number
      killed:"many men"
              ^^^^^^^^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    `many men` is not a number
      killed:“many men”
              ^^^^^^^^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    `abc` is not a number
      killed:1000..abc
                   ^^^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    `x` is not a number
      killed:[1 TO x]
                   ^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    `..` is not a number
      killed:..
             ^^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    a number is missing here
      killed:>
              ^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    `inf` is not a number
      killed:inf
             ^^^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    `1e999` is too large a number
      killed:1e999
             ^^^^^

    `1,23` is not a number
      killed:1,23
             ^^^^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    the range ends below where it begins
      killed:5000..1000
             ^^^^^^^^^^
    did you mean `1000..5000`?

    the range ends below where it begins
      killed:[5k TO 1k]
             ^^^^^^^^^^
    did you mean `1k..5k`?

    the range ends below where it begins
      killed:5000-1000
             ^^^^^^^^^
    did you mean `1000..5000`?

    no number lies in this range
      killed:{5 TO 5}
             ^^^^^^^^
    did you mean `5`?

    the ends of the range have different units, USD and percent
      figure:$5..10%
             ^^^^^^^

    `b` is not a number
      killed:(1 OR b)
                   ^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000
    "#);
}

#[test]
fn dates() {
    let queries = [
        "after:2022-13",
        "after:2022-00-03",
        "date:2023-02-29",
        "date:2023-02-00",
        "date:2022..2022-31",
        "date:0000",
        "date:12/03/2022",
        "date:31.12.2022",
        "date:2022/03/01",
        "date:20220301",
        "date:soon",
        "date:2023..2022",
        "after:2022..2023",
        "before:0001",
        "date:9999y",
        "asof:maybe",
    ];
    insta::assert_snapshot!(refused(&queries), @"
    no such month: they go from 01 to 12
      after:2022-13
            ^^^^^^^
    did you mean `2022-12`?

    no such month: they go from 01 to 12
      after:2022-00-03
            ^^^^^^^^^^
    did you mean `2022-01`?

    no such day in that month
      date:2023-02-29
           ^^^^^^^^^^
    did you mean `2023-02-28`?

    no such day in that month
      date:2023-02-00
           ^^^^^^^^^^
    did you mean `2023-02-01`?

    no such month: they go from 01 to 12
      date:2022..2022-31
                 ^^^^^^^
    did you mean `2022-12`?

    no such year: they go from 0001 to 9999
      date:0000
           ^^^^
    did you mean `0001`?

    `12/03/2022` is not a date
      date:12/03/2022
           ^^^^^^^^^^
    the year comes first: `2022-03-12` or `2022-12-03`

    `31.12.2022` is not a date
      date:31.12.2022
           ^^^^^^^^^^
    the year comes first: `2022-12-31`

    `2022/03/01` is not a date
      date:2022/03/01
           ^^^^^^^^^^
    did you mean `2022-03-01`?

    `20220301` is not a date
      date:20220301
           ^^^^^^^^
    did you mean `2022-03-01`?

    `soon` is not a date
      date:soon
           ^^^^
    a date is written 2022, 2022-03 or 2022-03-01, a range 2022-03..2022-06, the last week 7d

    the range ends before it begins
      date:2023..2022
           ^^^^^^^^^^
    did you mean `2022..2023`?

    one date belongs here, not a range
      after:2022..2023
            ^^^^^^^^^^
    a range of dates is written date:2022-03..2022-06

    the years of the calendar go from 0001 to 9999
      before:0001
             ^^^^

    the years of the calendar go from 0001 to 9999
      date:9999y
           ^^^^^

    `maybe` is not a date
      asof:maybe
           ^^^^^
    a date is written 2022, 2022-03 or 2022-03-01, a range 2022-03..2022-06, the last week 7d
    ");
}

#[test]
fn fields() {
    let queries = [
        "kiled:100",
        "a Kiled:100",
        "Oulet:bbc",
        "update:5",
        "{Killed:Many}",
        "killed:Many",
        "tilte:a",
        "-oulet:a",
        "zebra:a",
        "zebra:\"a b\"",
        "outlet:\"\"",
        "has:dat",
        "scope:whole",
        "bound:exakt",
        "site:www.",
        "site:https://bbc.co.uk/news",
        "lang:english",
    ];
    insta::assert_snapshot!(refused(&queries), @r#"
    there is no field `kiled`
      kiled:100
      ^^^^^
    did you mean `killed`?

    there is no field `Kiled`
      a Kiled:100
        ^^^^^
    did you mean `killed`?

    there is no field `Oulet`
      Oulet:bbc
      ^^^^^
    did you mean `outlet`?

    there is no field `update`
      update:5
      ^^^^^^
    to look for the word, put a space behind the colon or quotes around it: "update"

    `Many` is not a number
      {Killed:Many}
              ^^^^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    `Many` is not a number
      killed:Many
             ^^^^
    a number is written 5000, 5,000, 5k or "five thousand", a range 1000..5000 or >5000

    there is no field `tilte`
      tilte:a
      ^^^^^
    did you mean `title`?

    there is no field `oulet`
      -oulet:a
       ^^^^^
    did you mean `outlet`?

    there is no field `zebra`
      zebra:a
      ^^^^^
    to look for the word, put a space behind the colon or quotes around it: "zebra"

    there is no field `zebra`
      zebra:"a b"
      ^^^^^
    to look for the word, put a space behind the colon or quotes around it: "zebra"

    a name is missing here
      outlet:""
             ^^

    `dat` is not something that an article has
      has:dat
          ^^^
    did you mean `date`?

    `whole` is not a scope
      scope:whole
            ^^^^^
    write one of: total, additional, part

    `exakt` is not a bound
      bound:exakt
            ^^^^^
    did you mean `exact`?

    a name is missing here
      site:www.
           ^^^^

    `https://bbc.co.uk/news` is more than a site
      site:https://bbc.co.uk/news
           ^^^^^^^^^^^^^^^^^^^^^^
    a part of an address is written url:bbc.co.uk/news

    `english` is not the code of a language
      lang:english
           ^^^^^^^
    a language is written en, de, fr
    "#);
}

#[test]
fn structure() {
    let queries = [
        "a NEAR/3 killed:5",
        "(a b) NEAR/3 c",
        "* NEAR/3 c",
        "a NEAR/3 -b",
        "a NEAR/99999999999 b",
        "{killed:5 zebra}",
    ];
    insta::assert_snapshot!(refused(&queries), @r#"
    only words and phrases, or such with OR in parentheses, stand beside NEAR
      a NEAR/3 killed:5
               ^^^^^^^^
    write (a OR b) NEAR/5 "c d"

    only words and phrases, or such with OR in parentheses, stand beside NEAR
      (a b) NEAR/3 c
      ^^^^^^^^^^^^^^
    write (a OR b) NEAR/5 "c d"

    only words and phrases, or such with OR in parentheses, stand beside NEAR
      * NEAR/3 c
      ^
    write (a OR b) NEAR/5 "c d"

    nothing negated can be near
      a NEAR/3 -b
        ^^^^^^^^

    this distance is too large
      a NEAR/99999999999 b
        ^^^^^^^^^^^^^^^^

    only conditions on a figure stand in braces
      {killed:5 zebra}
                ^^^^^
    words and the article's own fields go outside: zebra {killed:498}
    "#);
}

#[test]
fn missing_values() {
    let queries = [
        "killed:",
        "date:",
        "after:",
        "date:{2022 TO 2023}",
        "{killed:}",
        "title:()",
        "title:...",
        "title:= a",
    ];
    insta::assert_snapshot!(refused(&queries), @"
    `killed:` has no value
      killed:
      ^^^^^^^
    quote it: the shell took '>'; or put the value right behind the colon

    `date:` has no value
      date:
      ^^^^^
    quote it: the shell took '>'; or put the value right behind the colon

    `after:` has no value
      after:
      ^^^^^^
    put the value right behind the colon, as in after:2022-03

    no day lies in this range: braces leave its ends out
      date:{2022 TO 2023}
           ^^^^^^^^^^^^^^
    did you mean `2022..2023`?

    `killed:` has no value
      {killed:}
       ^^^^^^^
    quote it: the shell took '>'; or put the value right behind the colon

    `title:` has no value
      title:()
      ^^^^^^^^
    put the value right behind the colon, as in title:word

    `title:` has no value
      title:...
      ^^^^^^^^^
    put the value right behind the colon, as in title:word

    `title:` has no value
      title:= a
      ^^^^^^^
    put the value right behind the colon, as in title:word
    ");
}

#[test]
fn one_sentence() {
    let queries = [
        "same:(a -b)",
        "same:(a killed:>5 b)",
        "same:(a title:b)",
        "same:(a NEAR/3 b)",
        "same:(a {killed:5})",
        "same:(a same:(b c))",
        "same:(a *)",
        "same:(a http://a.b)",
        "same:((a b OR c) d)",
        "same:(a [1 TO 5])",
        "same:-a",
        "same:",
        "same:()",
        "same:...",
        "smae:(a b)",
        "sentense:(a b)",
        "{same:(a b)}",
    ];
    insta::assert_snapshot!(refused(&queries), @r#"
    only words and phrases, or such with OR in parentheses, stand in same:(…)
      same:(a -b)
               ^
    write same:(killed "defence ministry")

    only words and phrases, or such with OR in parentheses, stand in same:(…)
      same:(a killed:>5 b)
              ^^^^^^^^^
    write same:(killed "defence ministry")

    only words and phrases, or such with OR in parentheses, stand in same:(…)
      same:(a title:b)
                    ^
    write same:(killed "defence ministry")

    only words and phrases, or such with OR in parentheses, stand in same:(…)
      same:(a NEAR/3 b)
            ^^^^^^^^^^
    write same:(killed "defence ministry")

    only words and phrases, or such with OR in parentheses, stand in same:(…)
      same:(a {killed:5})
              ^^^^^^^^^^
    write same:(killed "defence ministry")

    only words and phrases, or such with OR in parentheses, stand in same:(…)
      same:(a same:(b c))
              ^^^^^^^^^^
    write same:(killed "defence ministry")

    only words and phrases, or such with OR in parentheses, stand in same:(…)
      same:(a *)
              ^
    write same:(killed "defence ministry")

    only words and phrases, or such with OR in parentheses, stand in same:(…)
      same:(a http://a.b)
              ^^^^^^^^^^
    write same:(killed "defence ministry")

    only words and phrases, or such with OR in parentheses, stand in same:(…)
      same:((a b OR c) d)
             ^
    write same:(killed "defence ministry")

    words have no ranges
      same:(a [1 TO 5])
              ^^^^^^^^

    a minus stands before the field
      same:-a
           ^^
    write -title:word, not title:-word

    `same:` has no value
      same:
      ^^^^^
    put the value right behind the colon, as in same:word

    `same:` has no value
      same:()
      ^^^^^^^
    put the value right behind the colon, as in same:word

    `same:` has no value
      same:...
      ^^^^^^^^
    put the value right behind the colon, as in same:word

    there is no field `smae`
      smae:(a b)
      ^^^^
    did you mean `same`?

    there is no field `sentense`
      sentense:(a b)
      ^^^^^^^^
    did you mean `sentence`?

    only conditions on a figure stand in braces
      {same:(a b)}
       ^^^^^^^^^^
    words and the article's own fields go outside: zebra {killed:498}
    "#);
}

#[test]
fn too_expensive_queries() {
    let says = |text: &str| read(text).map(drop).expect_err("it is refused").message;
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(read(&nested(64)).is_ok());
    let deep = says(&nested(65));
    for sign in ["(", "-(", "title:(", "same:(", "{(", "NOT ("] {
        assert_eq!(says(&sign.repeat(5000)), deep, "{sign}");
    }
    let long = says(&"a".repeat(70_000));
    for sign in ["(", "a OR ", "\"", "“", "-", "NOT ", "{", "a~1", "a^1"] {
        let text = sign.repeat(1_000_000 / sign.len());
        assert_eq!(says(&text), long, "{sign}");
    }
    let group = format!("({})", vec!["a"; 40].join(" OR "));
    let near = says(&format!("{group} NEAR/3 {group}"));
    insta::assert_snapshot!([deep, long, near].join("\n"), @"
    parentheses are nested more than 64 deep
    the query is longer than 64 KB
    there are too many alternatives on both sides of NEAR
    ");
}

#[test]
fn accepted_long_queries() {
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
fn printing_adds_no_depth_at_the_limit() {
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
