//! The kinds of counted people and things. Queries match figures by kind, and conflicts compare figures of the same
//! kind.

use crate::figure::syntax::nation::nation;

/// The kind for people in general.
const PEOPLE: &str = "people";

/// The kinds, with the words that indicate them. If a counted noun contains words of several kinds, the kind that comes
/// first in this list wins. If it contains none of the words, its kind is its last word, or people if that word is a
/// nation.
#[rustfmt::skip]
const KINDS: &[(&str, &[&str])] = &[
    ("children", &["child", "children", "kid", "kids", "baby", "babies", "toddler", "toddlers", "infant", "infants"]),
    ("civilians", &["civilian", "civilians", "non-combatants", "noncombatants"]),
    ("women", &["woman", "women"]),
    ("soldiers", &[
        "soldier", "soldiers", "troop", "troops", "serviceman", "servicemen", "servicewomen", "service", "military",
        "personnel", "conscripts", "reservists", "marines", "fighters", "combatants", "militants", "guardsmen",
        "paratroopers", "forces",
    ]),
    (PEOPLE, &[
        "people", "person", "persons", "individuals", "others", "men", "man", "dead", "deaths", "death", "fatalities",
        "fatality", "losses", "loss", "casualties", "casualty", "victims", "victim", "lives", "bodies", "body",
        "corpses", "remains", "residents", "citizens", "nationals", "wounded", "injured", "injuries", "missing",
        "killed", "toll",
    ]),
];

/// Returns the kind that a single word indicates, or `None` if the word is unknown or means people in general.
pub fn kind_named(word: &str) -> Option<&'static str> {
    let names = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
    let found = KINDS.iter().find(|(_, known)| names(known));
    found.map(|(kind, _)| *kind).filter(|kind| *kind != PEOPLE)
}

/// Returns the kind of a counted noun. "Russian troops" and "servicemen" are soldiers; "Russians", "deaths" and `None`
/// are people.
pub fn kind(counted: Option<&str>) -> &str {
    let Some(counted) = counted else {
        return PEOPLE;
    };
    let words = || {
        counted
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty())
    };
    let has = |known: &[&str]| {
        words().any(|word| known.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    if let Some((kind, _)) = KINDS.iter().find(|(_, known)| has(known)) {
        return kind;
    }
    match words().next_back() {
        Some(word) if nation(word).is_none() => word,
        _ => PEOPLE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_nouns_are_classified_by_kind() {
        let rows = [
            (Some("Russian troops"), "soldiers"),
            (Some("servicemen"), "soldiers"),
            (Some("military deaths"), "soldiers"),
            (Some("Russians"), "people"),
            (Some("confirmed deaths"), "people"),
            (None, "people"),
            (Some("Civilian deaths"), "civilians"),
            (Some("armoured vehicles"), "vehicles"),
            (Some(""), "people"),
        ];
        for (counted, expected) in rows {
            assert_eq!(kind(counted), expected, "{counted:?}");
        }
        assert_eq!(kind_named("Troops"), Some("soldiers"));
        assert_eq!(kind_named("people"), None);
        assert_eq!(kind_named("vehicles"), None);
    }
}
