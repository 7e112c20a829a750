//! Tests of invalid queries and their error messages.

use super::read;

/// Returns the error messages of queries that must be invalid.
fn refused(queries: &[&str]) -> String {
    let shown = queries.iter().map(|typed| match read(typed) {
        Ok(parsed) => panic!("{typed} is read as {}", parsed.query),
        Err(error) => error.to_string(),
    });
    shown.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn operators_after_a_colon_are_rejected() {
    let queries = ["title:-bodies", "by:-russia", "outlet:coast*", "by:ukr*"];
    insta::assert_snapshot!(refused(&queries), @"
    the minus sign must come before the field
      title:-bodies
            ^^^^^^^
    hint: write -title:word, not title:-word

    the minus sign must come before the field
      by:-russia
         ^^^^^^^
    hint: write -title:word, not title:-word

    wildcards do not work in names
      outlet:coast*
             ^^^^^^
    hint: write each word of the name in full

    wildcards do not work in names
      by:ukr*
         ^^^^
    hint: write each word of the name in full
    ");
}

#[test]
fn empty_queries_are_rejected() {
    let queries = ["", ", - …", "\"\"", "OR", "()"];
    insta::assert_snapshot!(refused(&queries), @r#"
    nothing to search for in this query
      
      ^
    hint: use `*` to find every article

    nothing to search for in this query
      , - …
      ^^^^^
    hint: use `*` to find every article

    nothing to search for in this query
      ""
      ^^
    hint: use `*` to find every article

    nothing to search for in this query
      OR
      ^^
    hint: use `*` to find every article

    nothing to search for in this query
      ()
      ^^
    hint: use `*` to find every article
    "#);
}

#[test]
fn invalid_numbers_are_rejected() {
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
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    `5x` is not a number
      a killed:5x b
               ^^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    `many men` is not a number
      killed:"many men"
              ^^^^^^^^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    `many men` is not a number
      killed:“many men”
              ^^^^^^^^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    `abc` is not a number
      killed:1000..abc
                   ^^^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    `x` is not a number
      killed:[1 TO x]
                   ^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    `..` is not a number
      killed:..
             ^^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    missing number
      killed:>
              ^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    `inf` is not a number
      killed:inf
             ^^^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    `1e999` is too large
      killed:1e999
             ^^^^^

    `1,23` is not a number
      killed:1,23
             ^^^^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    the range ends below its start
      killed:5000..1000
             ^^^^^^^^^^
    hint: did you mean `1000..5000`?

    the range ends below its start
      killed:[5k TO 1k]
             ^^^^^^^^^^
    hint: did you mean `1k..5k`?

    the range ends below its start
      killed:5000-1000
             ^^^^^^^^^
    hint: did you mean `1000..5000`?

    the range contains no number
      killed:{5 TO 5}
             ^^^^^^^^
    hint: did you mean `5`?

    the ends of the range have different units: USD and percent
      figure:$5..10%
             ^^^^^^^

    `b` is not a number
      killed:(1 OR b)
                   ^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000
    "#);
}

#[test]
fn invalid_dates_are_rejected() {
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
    no such month: months are 01 to 12
      after:2022-13
            ^^^^^^^
    hint: did you mean `2022-12`?

    no such month: months are 01 to 12
      after:2022-00-03
            ^^^^^^^^^^
    hint: did you mean `2022-01`?

    no such day in that month
      date:2023-02-29
           ^^^^^^^^^^
    hint: did you mean `2023-02-28`?

    no such day in that month
      date:2023-02-00
           ^^^^^^^^^^
    hint: did you mean `2023-02-01`?

    no such month: months are 01 to 12
      date:2022..2022-31
                 ^^^^^^^
    hint: did you mean `2022-12`?

    no such year: years are 0001 to 9999
      date:0000
           ^^^^
    hint: did you mean `0001`?

    `12/03/2022` is not a date
      date:12/03/2022
           ^^^^^^^^^^
    hint: write the year first: `2022-03-12` or `2022-12-03`

    `31.12.2022` is not a date
      date:31.12.2022
           ^^^^^^^^^^
    hint: write the year first: `2022-12-31`

    `2022/03/01` is not a date
      date:2022/03/01
           ^^^^^^^^^^
    hint: did you mean `2022-03-01`?

    `20220301` is not a date
      date:20220301
           ^^^^^^^^
    hint: did you mean `2022-03-01`?

    `soon` is not a date
      date:soon
           ^^^^
    hint: use a date such as 2022, 2022-03 or 2022-03-01, a range such as 2022-03..2022-06, or 7d for the last 7 days

    the range ends before it starts
      date:2023..2022
           ^^^^^^^^^^
    hint: did you mean `2022..2023`?

    expected one date, not a range
      after:2022..2023
            ^^^^^^^^^^
    hint: for a range of dates, write, for example, date:2022-03..2022-06

    no date is before the year 0001, the earliest that `search` supports
      before:0001
             ^^^^

    the date is outside the years 0001 to 9999
      date:9999y
           ^^^^^

    `maybe` is not a date
      asof:maybe
           ^^^^^
    hint: use a date such as 2022, 2022-03 or 2022-03-01, a range such as 2022-03..2022-06, or 7d for the last 7 days
    ");
}

#[test]
fn unknown_fields_and_values_are_rejected() {
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
    unknown field `kiled`
      kiled:100
      ^^^^^
    hint: did you mean `killed`?

    unknown field `Kiled`
      a Kiled:100
        ^^^^^
    hint: did you mean `killed`?

    unknown field `Oulet`
      Oulet:bbc
      ^^^^^
    hint: did you mean `outlet`?

    unknown field `update`
      update:5
      ^^^^^^
    hint: to search for the word, write "update" in quotes, or put a space after the colon

    `Many` is not a number
      {Killed:Many}
              ^^^^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    `Many` is not a number
      killed:Many
             ^^^^
    hint: use a number such as 5000, 5,000, 5k or "five thousand", or a range such as 1000..5000 or >5000

    unknown field `tilte`
      tilte:a
      ^^^^^
    hint: did you mean `title`?

    unknown field `oulet`
      -oulet:a
       ^^^^^
    hint: did you mean `outlet`?

    unknown field `zebra`
      zebra:a
      ^^^^^
    hint: to search for the word, write "zebra" in quotes, or put a space after the colon

    unknown field `zebra`
      zebra:"a b"
      ^^^^^
    hint: to search for the word, write "zebra" in quotes, or put a space after the colon

    `outlet:` has no value
      outlet:""
             ^^
    hint: put the value directly after the colon, as in outlet:word

    `dat` is not a property of articles
      has:dat
          ^^^
    hint: did you mean `date`?

    `whole` is not a scope
      scope:whole
            ^^^^^
    hint: use one of: total, additional, part

    `exakt` is not a bound
      bound:exakt
            ^^^^^
    hint: did you mean `exact`?

    missing name
      site:www.
           ^^^^

    `https://bbc.co.uk/news` is the address of a page, not of a site
      site:https://bbc.co.uk/news
           ^^^^^^^^^^^^^^^^^^^^^^
    hint: to find articles by address, write url:bbc.co.uk/news

    `english` is not a language code
      lang:english
           ^^^^^^^
    hint: use a code such as en, de or fr
    "#);
}

#[test]
fn misused_near_and_braces_are_rejected() {
    let queries = [
        "a NEAR/3 killed:5",
        "(a b) NEAR/3 c",
        "* NEAR/3 c",
        "a NEAR/3 -b",
        "a NEAR/99999999999 b",
        "{killed:5 zebra}",
    ];
    insta::assert_snapshot!(refused(&queries), @r#"
    NEAR works only with words, phrases, and alternatives such as (a OR b)
      a NEAR/3 killed:5
               ^^^^^^^^
    hint: write, for example, `(a OR b) NEAR/5 "c d"`

    NEAR works only with words, phrases, and alternatives such as (a OR b)
      (a b) NEAR/3 c
      ^^^^^^^^^^^^^^
    hint: write, for example, `(a OR b) NEAR/5 "c d"`

    NEAR works only with words, phrases, and alternatives such as (a OR b)
      * NEAR/3 c
      ^
    hint: write, for example, `(a OR b) NEAR/5 "c d"`

    NEAR cannot be combined with NOT or a minus sign
      a NEAR/3 -b
        ^^^^^^^^

    the distance is too large
      a NEAR/99999999999 b
        ^^^^^^^^^^^^^^^^

    only conditions on figures may be in braces
      {killed:5 zebra}
                ^^^^^
    hint: put words and article fields outside the braces: zebra {killed:5}
    "#);
}

#[test]
fn missing_values_are_rejected() {
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
    hint: put the value directly after the colon; quote the query if it contains >, because the shell reads > as a redirection

    `date:` has no value
      date:
      ^^^^^
    hint: put the value directly after the colon; quote the query if it contains >, because the shell reads > as a redirection

    `after:` has no value
      after:
      ^^^^^^
    hint: put the value directly after the colon, as in after:2022-03

    the range contains no day, because braces exclude both ends
      date:{2022 TO 2023}
           ^^^^^^^^^^^^^^
    hint: did you mean `2022..2023`?

    `killed:` has no value
      {killed:}
       ^^^^^^^
    hint: put the value directly after the colon; quote the query if it contains >, because the shell reads > as a redirection

    `title:` has no value
      title:()
      ^^^^^^^^
    hint: put the value directly after the colon, as in title:word

    `title:` has no value
      title:...
      ^^^^^^^^^
    hint: put the value directly after the colon, as in title:word

    `title:` has no value
      title:= a
      ^^^^^^^
    hint: put the value directly after the colon, as in title:word
    ");
}

#[test]
fn invalid_same_sentence_operands_are_rejected() {
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
    same:(…) works only with words, phrases, and alternatives such as (a OR b)
      same:(a -b)
               ^
    hint: write, for example, `same:(killed "defence ministry")`

    same:(…) works only with words, phrases, and alternatives such as (a OR b)
      same:(a killed:>5 b)
              ^^^^^^^^^
    hint: write, for example, `same:(killed "defence ministry")`

    same:(…) works only with words, phrases, and alternatives such as (a OR b)
      same:(a title:b)
                    ^
    hint: write, for example, `same:(killed "defence ministry")`

    same:(…) works only with words, phrases, and alternatives such as (a OR b)
      same:(a NEAR/3 b)
            ^^^^^^^^^^
    hint: write, for example, `same:(killed "defence ministry")`

    same:(…) works only with words, phrases, and alternatives such as (a OR b)
      same:(a {killed:5})
              ^^^^^^^^^^
    hint: write, for example, `same:(killed "defence ministry")`

    same:(…) works only with words, phrases, and alternatives such as (a OR b)
      same:(a same:(b c))
              ^^^^^^^^^^
    hint: write, for example, `same:(killed "defence ministry")`

    same:(…) works only with words, phrases, and alternatives such as (a OR b)
      same:(a *)
              ^
    hint: write, for example, `same:(killed "defence ministry")`

    same:(…) works only with words, phrases, and alternatives such as (a OR b)
      same:(a http://a.b)
              ^^^^^^^^^^
    hint: write, for example, `same:(killed "defence ministry")`

    same:(…) works only with words, phrases, and alternatives such as (a OR b)
      same:((a b OR c) d)
             ^
    hint: write, for example, `same:(killed "defence ministry")`

    a range is not allowed here, because it needs a field such as killed:
      same:(a [1 TO 5])
              ^^^^^^^^

    the minus sign must come before the field
      same:-a
           ^^
    hint: write -title:word, not title:-word

    `same:` has no value
      same:
      ^^^^^
    hint: put the value directly after the colon, as in same:word

    `same:` has no value
      same:()
      ^^^^^^^
    hint: put the value directly after the colon, as in same:word

    `same:` has no value
      same:...
      ^^^^^^^^
    hint: put the value directly after the colon, as in same:word

    unknown field `smae`
      smae:(a b)
      ^^^^
    hint: did you mean `same`?

    unknown field `sentense`
      sentense:(a b)
      ^^^^^^^^
    hint: did you mean `sentence`?

    only conditions on figures may be in braces
      {same:(a b)}
       ^^^^^^^^^^
    hint: put words and article fields outside the braces
    "#);
}

#[test]
fn too_deep_or_long_queries_are_rejected() {
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
    parentheses are nested more than 64 levels deep
    the query is longer than 64 KB
    too many alternatives around NEAR
    ");
}

#[test]
fn long_queries_within_the_limits_are_accepted() {
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
fn query_at_the_depth_limit_round_trips() {
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
fn errors_contain_no_control_characters() {
    let error = read("killed:\u{1b}[2J")
        .map_err(|error| error.to_string())
        .expect_err("no number");
    assert!(
        error.contains("\u{fffd}") && !error.contains('\u{1b}'),
        "{error}"
    );
}
