//! Finds dates in the paths of URLs and in file names.

use jiff::civil;

use super::parse::{self, DateMatch};
use crate::web_address::WebAddress;

/// Returns the first date in the path of a URL.
pub fn in_url(url: &str, today: civil::Date) -> Option<DateMatch<'_>> {
    let path = WebAddress::new(url).path();
    let mut slashes = path.match_indices('/').map(|(at, _)| at + 1);
    slashes.find_map(|at| at_start(&path[at..], today))
}

/// Returns the date at the start of `path`, as in 2024/03/12/, 2024/mar/12/, 2024-03-12-…, 20240312/ or 2024/03/.
fn at_start(path: &str, today: civil::Date) -> Option<DateMatch<'_>> {
    const PATTERNS: &[&str] = &["Y/m/d", "Y/B/d", "Y-M-D", "YMD", "Y/M"];
    let found = parse::at_start_in(PATTERNS, path, today)?;
    let next = path[found.words.len()..].chars().next();
    next.is_none_or(|next| "/-_".contains(next))
        .then_some(found)
}

/// Returns the first full date in a file name.
pub fn in_file_name(name: &str, today: civil::Date) -> Option<DateMatch<'_>> {
    const PATTERNS: &[&str] = &["Y-M-D", "Y_M_D", "Y.M.D", "YMD"];
    let digits = |at: usize| name.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let starts = name.char_indices().map(|(at, _)| at);
    let mut numbers = starts.filter(|&at| digits(at) && (at == 0 || !digits(at - 1)));
    numbers.find_map(|at| {
        let found = parse::at_start_in(PATTERNS, &name[at..], today);
        found.filter(|found| !digits(at + found.words.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: civil::Date = civil::date(2026, 6, 1);

    #[test]
    fn dates_are_found_in_urls() {
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
            let found = in_url(url, TODAY).map(|found| (found.date.to_string(), found.words));
            let expected = expected.map(|(date, words)| (date.to_owned(), words));
            assert_eq!(found, expected, "{url}");
        }
    }

    #[test]
    fn dates_are_found_in_file_names() {
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
            let found = in_file_name(name, TODAY).map(|found| found.date.to_string());
            assert_eq!(found.as_deref(), expected, "{name}");
        }
    }
}
