//! Parses author lists and bylines such as "By Jane Doe".

use super::host;
use crate::lines;

/// The number of lines at the top of an article that are searched for a byline.
pub const TOP: usize = 10;

/// The maximum length of a byline in bytes. Longer lines that start with "By" are sentences.
const LONGEST: usize = 120;

/// Words that are not part of a person's name, mostly roles, outlets, departments and days.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "staff", "agencies", "agency", "newsdesk", "desk", "editor", "editors", "reporter", "reporters", "writer",
    "writers", "correspondent", "correspondents", "columnist", "bureau", "chief", "news", "newsroom", "press",
    "times", "post", "gazette", "tribune", "guardian", "reuters", "ap", "afp", "cnn", "bbc", "admin", "team",
    "contributor", "contributors", "with", "the", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday",
];

/// Returns the people named in an author field such as `By A and B`, `A; B`, `A, B and C` or `A, Senior Reporter`.
pub fn parse_names(written: &str) -> Vec<String> {
    let written = written.trim();
    let listed = after_by(written)
        .unwrap_or(written)
        .replace(" and ", ",")
        .replace(" & ", ",");
    let parts = listed.split([',', ';', '|', '\n']).map(str::trim);
    parts
        .filter(|part| is_given_name(part))
        .map(str::to_owned)
        .collect()
}

/// Returns the people named in the first byline near the top of `text`.
pub fn find(text: &str) -> Vec<String> {
    let mut top = lines::non_blank(text).take(TOP);
    top.find_map(|line| parse_line(line.text))
        .unwrap_or_default()
}

/// Returns the people named in a byline, or `None` if `line` is not a byline.
pub fn parse_line(line: &str) -> Option<Vec<String>> {
    let first = lines::parts(line).next()?;
    let list = after_by(first).filter(|list| list.len() <= LONGEST)?;
    // Drops the place in "By Ada Holm in Kyiv" and the outlet in "By Ada Holm for the Gazette".
    let list = [" in ", " for "]
        .iter()
        .fold(list, |list, word| list.split(word).next().unwrap_or(list));
    let listed = list.replace(" and ", ",").replace(" & ", ",");
    let names = listed
        .split(',')
        .map(str::trim)
        .filter(|part| !is_role(part));
    let names: Vec<String> = names.map(str::to_owned).collect();
    (!names.is_empty() && names.iter().all(|name| is_full_name(name))).then_some(names)
}

fn after_by(text: &str) -> Option<&str> {
    let head = text.get(..2)?;
    let rest = &text[2..];
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    (head.eq_ignore_ascii_case("by") && rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}

/// Returns whether a part of an author field can be a name. The field is trusted, so only parts that are clearly not
/// names are rejected, such as roles and URLs.
fn is_given_name(part: &str) -> bool {
    part.contains(char::is_alphabetic)
        && !host::is_url(part)
        && !part.contains('@')
        && !is_role(part)
}

/// Returns whether a part of a byline is a full name: two to five words, each capitalised or a particle such as "van".
fn is_full_name(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || is_particle(word);
    let plain = |c: char| c.is_alphabetic() || " .'’-".contains(c);
    (2..=5).contains(&words.len()) && words.iter().all(capital) && part.chars().all(plain)
}

fn is_particle(word: &str) -> bool {
    [
        "de", "da", "del", "der", "den", "di", "la", "le", "van", "von", "al", "el", "bin",
    ]
    .contains(&word)
}

fn is_role(part: &str) -> bool {
    let mut words = part.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        NO_NAMES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_yield_author_names() {
        let rows: &[(&str, &[&str])] = &[
            ("By Ada Holm", &["Ada Holm"]),
            (
                "By ADA HOLM and Ben van Roth",
                &["ADA HOLM", "Ben van Roth"],
            ),
            ("by Ada Holm | 21.9.2024 | Gazette", &["Ada Holm"]),
            (
                "By Ada Holm, Ben Roth and C. J. O’Neil",
                &["Ada Holm", "Ben Roth", "C. J. O’Neil"],
            ),
            ("By Ada Holm, Senior Correspondent", &["Ada Holm"]),
            ("By Ada Holm for the Gazette", &["Ada Holm"]),
            ("By the roadside, the dead that nobody fetched", &[]),
            ("By Monday the water had gone", &[]),
            ("By Sunday Evening", &[]),
            ("By 2024", &[]),
            ("Bystanders Ran", &[]),
            ("", &[]),
        ];
        for &(line, expected) in rows {
            assert_eq!(parse_line(line).unwrap_or_default(), expected, "{line}");
        }
    }

    #[test]
    fn author_fields_yield_author_names() {
        let rows: &[(&str, &[&str])] = &[
            ("Ada Holm", &["Ada Holm"]),
            ("By: Ada Holm and agencies", &["Ada Holm"]),
            ("Ada Holm; Ben Roth", &["Ada Holm", "Ben Roth"]),
            ("Ada Holm, Political Editor", &["Ada Holm"]),
            ("madrigal", &["madrigal"]),
            ("Staff", &[]),
            ("https://x.example/ada", &[]),
        ];
        for &(written, expected) in rows {
            assert_eq!(parse_names(written), expected, "{written}");
        }
    }

    #[test]
    fn byline_is_found_only_near_the_top() {
        assert_eq!(find("Flood\n\nBy Ada Holm\n\nIt rained."), ["Ada Holm"]);
        let deep = "It rained.\n".repeat(TOP) + "By Ada Holm";
        assert_eq!(find(&deep), [""; 0]);
    }
}
