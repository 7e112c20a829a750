//! What a web address and a file's name say: the outlet's host, and a date in the path.

use jiff::civil;

use crate::date::PartialDate;
use crate::date::parse;

/// Whether a text is a web address and not a name.
pub fn is_url(text: &str) -> bool {
    let text = text.trim();
    let known = ["http://", "https://", "//", "www."];
    known.iter().any(|start| parse::starts_with(text, start)) && !text.contains(char::is_whitespace)
}

/// The host of an address, without `www.`.
pub fn host(url: &str) -> Option<&str> {
    let after_scheme = url
        .trim()
        .split_once("//")
        .map_or(url.trim(), |(_, rest)| rest);
    let authority = after_scheme.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    without_www(host.split(':').next()?)
}

/// A host without `www.`; none where it is no host's name.
pub fn without_www(host: &str) -> Option<&str> {
    let bare = if parse::starts_with(host, "www.") {
        &host[4..]
    } else {
        host
    };
    let has_letter = bare.contains(char::is_alphabetic);
    (bare.contains('.') && has_letter && !bare.contains(char::is_whitespace)).then_some(bare)
}

/// The date in an address's path, with the part that says it.
pub fn date_in_url(url: &str, today: civil::Date) -> Option<(PartialDate, &str)> {
    let after_scheme = url.split_once("//").map_or(url, |(_, rest)| rest);
    let path = &after_scheme[after_scheme.find('/')?..];
    let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
    let mut slashes = path.match_indices('/').map(|(at, _)| at + 1);
    slashes.find_map(|at| at_start(&path[at..], today))
}

/// The date at the start of a path: /2024/03/12/, /2024/mar/12/, /2024-03-12-…, /20240312/, /2024/03/.
fn at_start(path: &str, today: civil::Date) -> Option<(PartialDate, &str)> {
    const FORMS: &[&str] = &["Y/m/d", "Y/B/d", "Y-M-D", "YMD", "Y/M"];
    parse::in_forms(FORMS, path, today).filter(|(_, words)| ends(path, words.len(), "/-_"))
}

/// The day in a file's name, with the part that says it.
pub fn date_in_file_name(name: &str, today: civil::Date) -> Option<(PartialDate, &str)> {
    const FORMS: &[&str] = &["Y-M-D", "Y_M_D", "Y.M.D", "YMD"];
    let digits = |at: usize| name.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let starts = name.char_indices().map(|(at, _)| at);
    let mut numbers = starts.filter(|&at| digits(at) && (at == 0 || !digits(at - 1)));
    numbers.find_map(|at| {
        let found = parse::in_forms(FORMS, &name[at..], today);
        found.filter(|(_, words)| !digits(at + words.len()))
    })
}

/// Whether `text` ends at `at`, or goes on with one of `marks`.
fn ends(text: &str, at: usize, marks: &str) -> bool {
    text[at..]
        .chars()
        .next()
        .is_none_or(|next| marks.contains(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: civil::Date = civil::date(2026, 6, 1);

    #[test]
    fn hosts() {
        let rows = [
            ("https://www.gazette.example/a/b?c", Some("gazette.example")),
            (
                "http://user@news.gazette.example:8080",
                Some("news.gazette.example"),
            ),
            ("//gazette.example", Some("gazette.example")),
            ("https://127.0.0.1/a", None),
            ("https://localhost/a", None),
            ("gazette.example/a", Some("gazette.example")),
            ("", None),
        ];
        for (url, expected) in rows {
            assert_eq!(host(url), expected, "{url}");
        }
    }

    #[test]
    fn dates_in_addresses() {
        let rows = [
            (
                "https://g.example/2024/03/12/quake",
                Some(("2024-03-12", "2024/03/12")),
            ),
            (
                "https://g.example/world/2024/3/2/",
                Some(("2024-03-02", "2024/3/2")),
            ),
            (
                "https://g.example/world/2024/mar/12/quake",
                Some(("2024-03-12", "2024/mar/12")),
            ),
            (
                "https://g.example/2024-03-12-quake.html",
                Some(("2024-03-12", "2024-03-12")),
            ),
            (
                "https://g.example/a/20240312/quake",
                Some(("2024-03-12", "20240312")),
            ),
            (
                "https://g.example/2024/03/quake",
                Some(("2024-03", "2024/03")),
            ),
            ("https://g.example/2050/03/12/quake", None),
            ("https://g.example/2024/13/12/quake", None),
            ("https://g.example/2024/quake", None),
            ("https://g.example/20240312987", None),
            ("https://g.example/a?d=/2024/03/12/", None),
            ("https://g.example", None),
        ];
        for (url, expected) in rows {
            let found = date_in_url(url, TODAY).map(|(date, words)| (date.to_string(), words));
            let expected = expected.map(|(date, words)| (date.to_owned(), words));
            assert_eq!(found, expected, "{url}");
        }
    }

    #[test]
    fn dates_in_file_names() {
        let rows = [
            ("2024-03-12-quake.md", Some("2024-03-12")),
            ("20240209-boy-found.txt", Some("2024-02-09")),
            ("quake_2024_03_12.txt", Some("2024-03-12")),
            ("8841-quake.txt", None),
            ("quake-2024.txt", None),
            ("20241399-quake.txt", None),
            ("202403121.txt", None),
            ("000_bd474d21a8adaac6.txt", None),
        ];
        for (name, expected) in rows {
            let found = date_in_file_name(name, TODAY).map(|(date, _)| date.to_string());
            assert_eq!(found.as_deref(), expected, "{name}");
        }
    }
}
