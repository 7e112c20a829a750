//! What is printed of a query that cannot be read, and of one that was read leniently.

use crate::harness::Sandbox;

/// Each row: a query, and all that is printed for it.
#[track_caller]
fn refuse(rows: &[(&str, &str)]) {
    for (query, expected) in rows {
        let run = Sandbox::corpus().search(["query", "--", query]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{query}: {run}");
        assert_eq!(run.stderr.trim_end(), *expected, "{query}");
    }
}

/// Each row: a query, how many articles it finds, and what is said of how it was read.
#[track_caller]
fn warn(rows: &[(&str, usize, &[&str])]) {
    for &(query, count, warnings) in rows {
        let run = Sandbox::corpus().search(["query", "--json", "--limit", "0", "--", query]);
        let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(answer["total"], count, "{query}: {run}");
        assert_eq!(
            answer["query"]["warnings"],
            serde_json::json!(warnings),
            "{query}"
        );
    }
}

#[test]
fn numbers() {
    refuse(&[
        (
            "killed:",
            concat!(
                "`killed:` has no value\n",
                "  killed:\n",
                "  ^^^^^^^\n",
                "quote it: the shell took '>'; or put the value right behind the colon"
            ),
        ),
        (
            "killed:>",
            concat!(
                "a number is missing here\n",
                "  killed:>\n",
                "          ^\n",
                "a number is written 5000, 5,000, 5k or \"five thousand\", a range 1000..5000 or >5000"
            ),
        ),
        (
            "penguins killed:abc",
            concat!(
                "`abc` is not a number\n",
                "  penguins killed:abc\n",
                "                  ^^^\n",
                "a number is written 5000, 5,000, 5k or \"five thousand\", a range 1000..5000 or >5000"
            ),
        ),
        (
            "killed:5000..1000",
            concat!(
                "the range ends below where it begins\n",
                "  killed:5000..1000\n",
                "         ^^^^^^^^^^\n",
                "did you mean `1000..5000`?"
            ),
        ),
        (
            "killed:[5k TO 1k]",
            concat!(
                "the range ends below where it begins\n",
                "  killed:[5k TO 1k]\n",
                "         ^^^^^^^^^^\n",
                "did you mean `1k..5k`?"
            ),
        ),
        (
            "killed:{5 TO 5}",
            concat!(
                "no number lies in this range\n",
                "  killed:{5 TO 5}\n",
                "         ^^^^^^^^\n",
                "did you mean `5`?"
            ),
        ),
        (
            "killed:1,23",
            concat!(
                "`1,23` is not a number\n",
                "  killed:1,23\n",
                "         ^^^^\n",
                "a number is written 5000, 5,000, 5k or \"five thousand\", a range 1000..5000 or >5000"
            ),
        ),
        (
            "killed:1e999",
            concat!(
                "`1e999` is too large a number\n",
                "  killed:1e999\n",
                "         ^^^^^"
            ),
        ),
        (
            "killed:\"between 5 and 9\"",
            concat!(
                "`between 5 and 9` is not a number\n",
                "  killed:\"between 5 and 9\"\n",
                "          ^^^^^^^^^^^^^^^\n",
                "a number is written 5000, 5,000, 5k or \"five thousand\", a range 1000..5000 or >5000"
            ),
        ),
        (
            "figure:$5..10%",
            concat!(
                "the ends of the range have different units, USD and percent\n",
                "  figure:$5..10%\n",
                "         ^^^^^^^"
            ),
        ),
        (
            "figure:100km..200mi",
            concat!(
                "the ends of the range have different units, kilometre and mile\n",
                "  figure:100km..200mi\n",
                "         ^^^^^^^^^^^^"
            ),
        ),
    ]);
}

#[test]
fn dates() {
    refuse(&[
        (
            "after:2022-13",
            concat!(
                "no such month: they go from 01 to 12\n",
                "  after:2022-13\n",
                "        ^^^^^^^\n",
                "did you mean `2022-12`?"
            ),
        ),
        (
            "date:2022-02-30",
            concat!(
                "no such day in that month\n",
                "  date:2022-02-30\n",
                "       ^^^^^^^^^^\n",
                "did you mean `2022-02-28`?"
            ),
        ),
        (
            "date:01/02/2022",
            concat!(
                "`01/02/2022` is not a date\n",
                "  date:01/02/2022\n",
                "       ^^^^^^^^^^\n",
                "the year comes first: `2022-02-01` or `2022-01-02`"
            ),
        ),
        (
            "date:20220301",
            concat!(
                "`20220301` is not a date\n",
                "  date:20220301\n",
                "       ^^^^^^^^\n",
                "did you mean `2022-03-01`?"
            ),
        ),
        (
            "date:2023..2022",
            concat!(
                "the range ends before it begins\n",
                "  date:2023..2022\n",
                "       ^^^^^^^^^^\n",
                "did you mean `2022..2023`?"
            ),
        ),
        (
            "date:soon",
            concat!(
                "`soon` is not a date\n",
                "  date:soon\n",
                "       ^^^^\n",
                "a date is written 2022, 2022-03 or 2022-03-01, a range 2022-03..2022-06, the last week 7d"
            ),
        ),
        (
            "after:2022..2023",
            concat!(
                "one date belongs here, not a range\n",
                "  after:2022..2023\n",
                "        ^^^^^^^^^^\n",
                "a range of dates is written date:2022-03..2022-06"
            ),
        ),
        (
            "before:0001",
            concat!(
                "the years of the calendar go from 0001 to 9999\n",
                "  before:0001\n",
                "         ^^^^"
            ),
        ),
    ]);
}

#[test]
fn fields() {
    refuse(&[
        (
            "kiled:1000..5000",
            concat!(
                "there is no field `kiled`\n",
                "  kiled:1000..5000\n",
                "  ^^^^^\n",
                "did you mean `killed`?"
            ),
        ),
        (
            "titel:peace",
            concat!(
                "there is no field `titel`\n",
                "  titel:peace\n",
                "  ^^^^^\n",
                "did you mean `title`?"
            ),
        ),
        (
            "foo:bar",
            concat!(
                "there is no field `foo`\n",
                "  foo:bar\n",
                "  ^^^\n",
                "to look for the word, put a space behind the colon or quotes around it: \"foo\""
            ),
        ),
        (
            "Oulet:bbc",
            concat!(
                "there is no field `Oulet`\n",
                "  Oulet:bbc\n",
                "  ^^^^^\n",
                "did you mean `outlet`?"
            ),
        ),
    ]);
}

#[test]
fn values() {
    refuse(&[
        (
            "has:killed",
            concat!(
                "`killed` is not something that an article has\n",
                "  has:killed\n",
                "      ^^^^^^\n",
                "write one of: figure, figures, date, published, outlet, source, title, headline, author, authors, url"
            ),
        ),
        (
            "scope:whole",
            concat!(
                "`whole` is not a scope\n",
                "  scope:whole\n",
                "        ^^^^^\n",
                "write one of: total, additional, part"
            ),
        ),
        (
            "bound:>5",
            concat!(
                "`>5` is not a bound\n",
                "  bound:>5\n",
                "        ^^\n",
                "write one of: exact, approx, nearly, more_than, at_least, less_than, at_most, range"
            ),
        ),
        (
            "stance:plan",
            concat!(
                "`plan` is not a stance\n",
                "  stance:plan\n",
                "         ^^^^\n",
                "write one of: stated, planned, possible, denied, retracted"
            ),
        ),
        (
            "lang:english",
            concat!(
                "`english` is not the code of a language\n",
                "  lang:english\n",
                "       ^^^^^^^\n",
                "a language is written en, de, fr"
            ),
        ),
        (
            "outlet:coast*",
            concat!(
                "wildcards are not looked up in names\n",
                "  outlet:coast*\n",
                "         ^^^^^^\n",
                "write a whole word of the name"
            ),
        ),
        (
            "title:-peace",
            concat!(
                "a minus stands before the field\n",
                "  title:-peace\n",
                "        ^^^^^^\n",
                "write -title:word, not title:-word"
            ),
        ),
        (
            "site:bbc.co.uk/news",
            concat!(
                "`bbc.co.uk/news` is more than a site\n",
                "  site:bbc.co.uk/news\n",
                "       ^^^^^^^^^^^^^^\n",
                "a part of an address is written url:bbc.co.uk/news"
            ),
        ),
        (
            "id:...",
            concat!("a name is missing here\n", "  id:...\n", "     ^^^"),
        ),
    ]);
}

#[test]
fn structure() {
    refuse(&[
        (
            "same:(killed -Kyiv)",
            concat!(
                "only words and phrases, or such with OR in parentheses, stand in same:(…)\n",
                "  same:(killed -Kyiv)\n",
                "                ^^^^\n",
                "write same:(killed \"defence ministry\")"
            ),
        ),
        (
            "same:(killed killed:>5)",
            concat!(
                "only words and phrases, or such with OR in parentheses, stand in same:(…)\n",
                "  same:(killed killed:>5)\n",
                "               ^^^^^^^^^\n",
                "write same:(killed \"defence ministry\")"
            ),
        ),
        (
            "penguins NEAR/3 killed:5",
            concat!(
                "only words and phrases, or such with OR in parentheses, stand beside NEAR\n",
                "  penguins NEAR/3 killed:5\n",
                "                  ^^^^^^^^\n",
                "write (a OR b) NEAR/5 \"c d\""
            ),
        ),
        (
            "penguins NEAR/3 -ice",
            concat!(
                "nothing negated can be near\n",
                "  penguins NEAR/3 -ice\n",
                "           ^^^^^^^^"
            ),
        ),
        (
            "penguins NEAR/99999999999 ice",
            concat!(
                "this distance is too large\n",
                "  penguins NEAR/99999999999 ice\n",
                "           ^^^^^^^^^^^^^^^^"
            ),
        ),
        (
            "{killed:5 penguins}",
            concat!(
                "only conditions on a figure stand in braces\n",
                "  {killed:5 penguins}\n",
                "            ^^^^^^^^\n",
                "words and the article's own fields go outside: zebra {killed:498}"
            ),
        ),
        (
            "{outlet:coastline}",
            concat!(
                "only conditions on a figure stand in braces\n",
                "  {outlet:coastline}\n",
                "   ^^^^^^^^^^^^^^^^\n",
                "words and the article's own fields go outside: zebra {killed:498}"
            ),
        ),
        (
            "OR",
            concat!(
                "there is nothing to look for in this query\n",
                "  OR\n",
                "  ^^\n",
                "`*` finds every article"
            ),
        ),
        (
            "()",
            concat!(
                "there is nothing to look for in this query\n",
                "  ()\n",
                "  ^^\n",
                "`*` finds every article"
            ),
        ),
    ]);
}

#[test]
fn what_was_read_leniently() {
    warn(&[
        (
            "penguins or ice",
            1,
            &["`or` is read as a word; either of two is written a OR b"],
        ),
        (
            "penguins NEAR ice",
            0,
            &["`NEAR` is read as a word; close to each other is written a NEAR/5 b"],
        ),
        (
            "\"penguins",
            1,
            &["the quote is not closed; what follows is read as words"],
        ),
        (
            "(penguins",
            1,
            &["`(` is not closed; read as closed where the rest ends"],
        ),
        (
            "penguins)",
            1,
            &["`)` is left out: nothing was opened that it closes"],
        ),
        (
            "penguins AND",
            1,
            &["`AND` is left out: it needs something on both sides"],
        ),
        (
            "penguins w/5",
            1,
            &["`w/5` is left out: it needs something on both sides"],
        ),
    ]);
}

#[test]
fn what_may_have_been_meant_otherwise() {
    warn(&[
        (
            "killed: 5000",
            3,
            &[
                "`killed:` has no value right behind its colon and is read as a word; if there was a `>`, quote the query: the shell took it",
            ],
        ),
        (
            "killed: >5000",
            3,
            &[
                "`killed:` has no value right behind its colon and is read as a word; if there was a `>`, quote the query: the shell took it",
                "this is read as words; a range needs a field, as in figure:1000..5000 or killed:>5000",
            ],
        ),
        (
            "killed > 5000",
            3,
            &[
                "this is read as words; a range needs a field, as in figure:1000..5000 or killed:>5000",
            ],
        ),
        (
            "killed:1000 to 5000",
            0,
            &["`to 5000` is looked for in the text; a range is written killed:1000..5000"],
        ),
        (
            "figure:>100 km",
            12,
            &[
                "`km` is looked for in the text; a unit stands right behind its number, as in figure:>100km",
            ],
        ),
        (
            "same:penguins",
            1,
            &[
                "what stands alone is always in one sentence; `same:` is for two or more, as in same:(killed Kyiv)",
            ],
        ),
        (
            "9861~1",
            3,
            &["`~` is left out: there is no fuzzy search for numbers"],
        ),
        (
            "penguin~9",
            1,
            &["`~9` is read as `~2`: 1 or 2 letters may differ"],
        ),
        (
            "well-kn*",
            0,
            &["wildcards stand in single words; read as `well kn*`"],
        ),
        (
            "Penguins:Ice and zoo",
            0,
            &["there is no field `Penguins`; it is read as words"],
        ),
        (
            "Missing:Penguins",
            0,
            &["`Missing:Penguins` is read as words: `Penguins` is not a number"],
        ),
        (
            "killed:498 wounded:1597",
            0,
            &[
                "`killed:498` and `wounded:1597` are asked of one figure, and no figure has two measures; for two figures write {killed:498} {wounded:1597}",
            ],
        ),
        (
            "penguins^2 ice",
            1,
            &["what follows `^` is left out: words have no weights"],
        ),
    ]);
}
