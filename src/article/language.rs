//! Names of languages as sources write them, to codes of two letters.

/// Names and codes of three letters, in lower case, for the languages that news is most often written in.
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "ara"]),
    ("bg", &["bulgarian", "bul"]),
    ("cs", &["czech", "ces", "cze"]),
    ("da", &["danish", "dan"]),
    ("de", &["german", "deutsch", "deu", "ger"]),
    ("el", &["greek", "ell", "gre"]),
    ("en", &["english", "eng"]),
    ("es", &["spanish", "español", "spa"]),
    ("fa", &["persian", "farsi", "fas", "per"]),
    ("fi", &["finnish", "fin"]),
    ("fr", &["french", "français", "fra", "fre"]),
    ("he", &["hebrew", "heb"]),
    ("hi", &["hindi", "hin"]),
    ("hu", &["hungarian", "hun"]),
    ("id", &["indonesian", "ind"]),
    ("it", &["italian", "italiano", "ita"]),
    ("ja", &["japanese", "jpn"]),
    ("ko", &["korean", "kor"]),
    ("nl", &["dutch", "nld", "dut"]),
    ("no", &["norwegian", "nor"]),
    ("pl", &["polish", "pol"]),
    ("pt", &["portuguese", "português", "por"]),
    ("ro", &["romanian", "ron", "rum"]),
    ("ru", &["russian", "русский", "rus"]),
    ("sv", &["swedish", "swe"]),
    ("tr", &["turkish", "tur"]),
    ("uk", &["ukrainian", "українська", "ukr"]),
    ("vi", &["vietnamese", "vie"]),
    ("zh", &["chinese", "zho", "chi"]),
];

/// The code for a language's name, tag or code; none where it is not known.
pub(super) fn code(name: &str) -> Option<String> {
    let name = name.trim().to_lowercase();
    let tag = name.split(['-', '_']).next().unwrap_or_default();
    if tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(tag.to_owned());
    }
    let known = NAMES.iter().find(|(_, names)| names.contains(&tag));
    known.map(|&(code, _)| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tags_and_codes() {
        let rows = [
            ("en", Some("en")),
            ("EN_us", Some("en")),
            ("pt-BR", Some("pt")),
            ("Ukrainian", Some("uk")),
            ("deu", Some("de")),
            ("mul", None),
            ("", None),
            ("the usual", None),
        ];
        for (name, expected) in rows {
            assert_eq!(code(name).as_deref(), expected, "{name}");
        }
    }
}
