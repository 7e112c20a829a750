//! Finds the encoding that a page declares in a `<meta>` element or in its XML declaration.

use encoding_rs::Encoding;

/// The number of bytes that are searched at the start of a page. Browsers search only 1,024 bytes.
const TOP: usize = 4096;

/// The words that precede an encoding label.
const MARKS: &[&str] = &["charset", "encoding"];

/// Returns the first known encoding that is declared at the start of a page.
pub fn declared(html: &[u8]) -> Option<&'static Encoding> {
    let top = &html[..html.len().min(TOP)];
    let top = String::from_utf8_lossy(top).to_ascii_lowercase();
    MARKS.iter().find_map(|mark| {
        let mut after = top
            .match_indices(mark)
            .map(|(at, _)| &top[at + mark.len()..]);
        after.find_map(|rest| {
            let value = rest.trim_start().strip_prefix('=')?;
            let value = value.trim_start_matches([' ', '"', '\'', '\n', '\t']);
            let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
            Encoding::for_label(&value.as_bytes()[..end.unwrap_or(value.len())])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_charset_is_recognized() {
        let rows = [
            ("<meta charset=windows-1251>", Some("windows-1251")),
            ("<META CHARSET = 'Shift_JIS'/>", Some("Shift_JIS")),
            (
                "<meta http-equiv=content-type content=\"text/html; charset=koi8-r\">",
                Some("KOI8-R"),
            ),
            (
                "<?xml version='1.0' encoding=\"iso-8859-1\"?>",
                Some("windows-1252"),
            ),
            (
                "<script charset=x></script><meta charset=utf-8>",
                Some("UTF-8"),
            ),
            ("<meta charset=", None),
            ("<meta charset=nonsense>", None),
            ("a charset", None),
        ];
        for (html, expected) in rows {
            assert_eq!(
                declared(html.as_bytes()).map(Encoding::name),
                expected,
                "{html}"
            );
        }
    }
}
