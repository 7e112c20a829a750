//! Tests of the warnings about queries that are parsed leniently.

use super::read;

/// Formats each query with its warnings. Each warning follows the part of the query that it is about.
fn warned(queries: &[&str]) -> String {
    let shown = queries.iter().map(|typed| {
        let parsed = read(typed).unwrap_or_else(|error| panic!("typed: {typed}\n{error}"));
        let lines = parsed.warnings.iter().map(|warning| {
            let span = warning.span.expect("the warning is about a part");
            format!("\n  {}: {warning}", &typed[span.as_range()])
        });
        (*typed).to_owned() + &lines.collect::<String>()
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn clear_queries_cause_no_warnings() {
    let clear = [
        "bodies repatriated",
        "“a b” -c (d OR e) NEAR/3 f*",
        "killed:>=1000 killed:<=5000 by:russia",
        "{killed:498} {killed:2870}",
        "Word: next, \"...\" - what?!",
    ];
    for typed in clear {
        assert_eq!(warned(&[typed]), typed);
    }
}

#[test]
fn unquoted_multiword_number_causes_a_warning() {
    let queries = [
        "killed:seven thousand",
        "killed:1 000 Kyiv",
        "killed:7 thousand",
        "killed:\"seven thousand\"",
    ];
    insta::assert_snapshot!(warned(&queries), @r#"
    killed:seven thousand
      thousand: `thousand` is read as a plain word; quote a number of several words: `killed:"seven thousand"`
    killed:1 000 Kyiv
      000: `000` is read as a plain word; quote a number of several words: `killed:"1 000"`
    killed:7 thousand
    killed:"seven thousand"
    "#);
}

#[test]
fn ignored_syntax_causes_a_warning() {
    let queries = [
        "\"bodies",
        "a “b “c",
        "bodies”",
        "bodies AND",
        "AND bodies",
        "a AND OR b",
        "a OR OR b",
        "OR a |",
        "a NOT",
        "a NEAR/3",
        "NEAR/3 a",
        "a NEAR/0 b",
        "(a b",
        "a) b",
        "a} b",
        "{killed:5",
        "{} a",
        "{by:x {by:y}}",
        "killed:[1 TO 5",
        "word^2",
        "\"a b\"~",
        "by:\"a b\"~2",
        "*-* a",
    ];
    insta::assert_snapshot!(warned(&queries), @r#"
    "bodies
      ": the quote is not closed; the rest is read as plain words
    a “b “c
      “: the quote is not closed; the rest is read as plain words
    bodies”
      ”: the quote is not closed; the rest is read as plain words
    bodies AND
      AND: `AND` is ignored: it needs words or conditions on both sides
    AND bodies
      AND: `AND` is ignored: it needs words or conditions on both sides
    a AND OR b
      AND: `AND` is ignored: it needs words or conditions on both sides
    a OR OR b
      OR: `OR` is ignored: it needs words or conditions on both sides
    OR a |
      OR: `OR` is ignored: it needs words or conditions on both sides
      |: `|` is ignored: it needs words or conditions on both sides
    a NOT
      NOT: `NOT` is ignored: it needs a word or condition after it
    a NEAR/3
      NEAR/3: `NEAR/3` is ignored: it needs words or conditions on both sides
    NEAR/3 a
      NEAR/3: `NEAR/3` is ignored: it needs words or conditions on both sides
    a NEAR/0 b
      NEAR/0: `NEAR/0` is read as `NEAR/1`
    (a b
      (: `(` is not closed; read as closed at the end
    a) b
      ): unmatched `)` is ignored
    a} b
      }: unmatched `}` is ignored
    {killed:5
      {: `{` is not closed; read as closed at the end
    {} a
      {: empty braces are ignored
    {by:x {by:y}}
      {: braces inside braces are read as parentheses
    killed:[1 TO 5
      [: `[` is not closed; read as closed at the end
    word^2
      word^2: `^` and the number after it are ignored: words cannot be weighted
    "a b"~
      "a b"~: `~` is ignored: after a phrase it needs a number, as in "a b"~5
    by:"a b"~2
      "a b"~2: `~` is ignored here; use it after a word or phrase that is not part of a condition
    *-* a
      *-*: wildcard ignored: it needs at least one letter
    "#);
}

#[test]
fn ambiguous_syntax_causes_a_warning() {
    let queries = [
        "a or b",
        "a NEAR b",
        "1000..5000",
        "a >5000",
        "7000~1",
        "a-b~",
        "kyiv~7",
        "well-kn*",
        "\"a b*\"",
        "Berlin:Step Off",
        "French Debate:Free Speech",
        "Missing:Poor Pundits",
        "killed: by:russia",
    ];
    insta::assert_snapshot!(warned(&queries), @r#"
    a or b
      or: `or` is read as a plain word; to match either word, write `a OR b`
    a NEAR b
      NEAR: `NEAR` is read as a plain word; write `a NEAR/5 b` for words close to each other
    1000..5000
      1000..5000: `1000..5000` is read as plain words; did you mean `figure:1000..5000`?
    a >5000
      >5000: `>5000` is read as a plain word; did you mean `figure:>5000`?
    7000~1
      7000~1: `~` is ignored: fuzzy search does not work for numbers
    a-b~
      a-b~: `~` is ignored: fuzzy search does not work for more than one word
    kyiv~7
      kyiv~7: `~7` is read as `~2`: at most 2 letters may differ
    well-kn*
      well-kn*: wildcards work only in single words; read as `well kn*`
    "a b*"
      "a b*": `*` is not a wildcard inside quotes
    Berlin:Step Off
      Berlin:Step: unknown field `Berlin`; `Berlin:Step` is read as plain words
    French Debate:Free Speech
      Debate:Free: unknown field `Debate`; `Debate:Free` is read as plain words
    Missing:Poor Pundits
      Missing:Poor: `Missing:Poor` is read as plain words: `Poor` is not a number
    killed: by:russia
      killed:: `killed:` has no value and is read as a word; put the value directly after the colon; quote the query if it contains `>`
    "#);
}

#[test]
fn value_separated_from_field_causes_a_warning() {
    let queries = [
        "killed > 5000",
        "killed>5000",
        "killed>=5000",
        "Killed=5000",
        "E=5 x > y = z",
        "killed:1000 to 5000",
        "killed:1000 - 5000",
        "date:2022-03 – 2022-06 a",
        "killed:5 to the",
        "killed:1000..2000 5000",
        "outlet:a to 5",
        "figure:>100 km",
        "killed:5 year",
        "figure:5 people",
        "figure:5% km",
    ];
    insta::assert_snapshot!(warned(&queries), @"
    killed > 5000
      5000: `5000` is read as a plain word; did you mean `figure:>5000`?
    killed>5000
      killed>5000: `killed>5000` is read as plain words; did you mean `killed:>5000`?
    killed>=5000
      killed>=5000: `killed>=5000` is read as plain words; did you mean `killed:>=5000`?
    Killed=5000
      Killed=5000: `Killed=5000` is read as plain words; did you mean `Killed:=5000`?
    E=5 x > y = z
    killed:1000 to 5000
      to 5000: `to 5000` is read as plain words; write the range as `killed:1000..5000`
    killed:1000 - 5000
      5000: `5000` is read as a plain word; write the range as `killed:1000..5000`
    date:2022-03 – 2022-06 a
      2022-06: `2022-06` is read as a plain word; write the range as `date:2022-03..2022-06`
    killed:5 to the
    killed:1000..2000 5000
    outlet:a to 5
    figure:>100 km
      km: `km` is read as a plain word; write the unit directly after the number: `figure:>100km`
    killed:5 year
    figure:5 people
    figure:5% km
    ");
}

#[test]
fn same_sentence_with_one_word_causes_a_warning() {
    let queries = [
        "same:(a b)",
        "same:(a b OR c d)",
        "same:a b",
        "c same:(a)",
        "same:\"a b\"",
        "same:(a OR b)",
        "same:(a OR b c)",
    ];
    insta::assert_snapshot!(warned(&queries), @r#"
    same:(a b)
    same:(a b OR c d)
    same:a b
      same:a: `same:` has no effect on a single word or phrase; write two or more, as in same:(killed Kyiv)
    c same:(a)
      same:(a): `same:` has no effect on a single word or phrase; write two or more, as in same:(killed Kyiv)
    same:"a b"
      same:"a b": `same:` has no effect on a single word or phrase; write two or more, as in same:(killed Kyiv)
    same:(a OR b)
      same:(a OR b): `same:` has no effect on alternatives; write words that must all occur, as in same:(killed Kyiv)
    same:(a OR b c)
      same:(a OR b c): `same:` has no effect on a single word or phrase; write two or more, as in same:(killed Kyiv)
    "#);
}

#[test]
fn contradictory_conditions_cause_a_warning() {
    let queries = [
        "killed:498 wounded:5",
        "killed:498 a killed:2870",
        "{killed:<5 killed:>5}",
        "(killed:5 OR zebra) by:x",
    ];
    insta::assert_snapshot!(warned(&queries), @"
    killed:498 wounded:5
      wounded:5: `killed:498` and `wounded:5` apply to the same figure, but no figure has two measures; for two figures, write `{killed:498} {wounded:5}`
    killed:498 a killed:2870
      killed:2870: `killed:498` and `killed:2870` apply to the same figure, but no figure is in both ranges; for two figures, write `{killed:498} {killed:2870}`
    {killed:<5 killed:>5}
      killed:>5: `killed:<5` and `killed:>5` apply to the same figure, but no figure is in both ranges; for two figures, write `{killed:<5} {killed:>5}`
    (killed:5 OR zebra) by:x
      killed:5: `killed:5` is in an OR with words, so `killed:5` and `by:x` may match different figures
    ");
}

#[test]
fn number_of_warnings_is_limited() {
    let parsed = read(&"a) ".repeat(1000)).expect("it is lenient");
    assert_eq!(parsed.warnings.len(), 33);
}
