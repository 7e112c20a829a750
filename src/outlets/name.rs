//! Folds outlet names for comparison: ignores case, accents, punctuation and a leading "The".

use crate::analysis::{query_parts, terms};

/// Returns the folded form of a name. A name without letters or digits is only trimmed and converted to lower case.
pub fn folded(name: &str) -> String {
    let words = terms(&mut query_parts(), name);
    let mut words: Vec<_> = words.into_iter().map(|(_, word)| word).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    if words.is_empty() {
        return name.trim().to_lowercase();
    }
    words.join(" ")
}

/// Returns whether a folded name and the first label of a domain match: one contains the other, ignoring spaces,
/// hyphens and a leading "the".
pub fn matches_label(folded: &str, label: &str) -> bool {
    let letters: String = folded.split(' ').collect();
    let label: String = label.chars().filter(|c| *c != '-').collect();
    let (letters, label) = (bare(&letters), bare(&label));
    let (shorter, longer) = if letters.len() < label.len() {
        (letters, label)
    } else {
        (label, letters)
    };
    shorter.len() >= LEAST && longer.contains(shorter)
}

/// The minimum number of matching bytes. Shorter matches are coincidences: "Chicago" contains `go`.
const LEAST: usize = 3;

fn bare(letters: &str) -> &str {
    letters.strip_prefix("the").unwrap_or(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_fold_to_one_name() {
        let rows = [
            ("The Harbour Gazette", "harbour gazette"),
            ("HARBOUR-GAZETTE!", "harbour gazette"),
            ("Harb\u{f6}ur Gazette", "harbour gazette"),
            ("Lantern (Online)", "lantern online"),
            ("The", "the"),
            ("***", "***"),
            ("\u{65b0}\u{805e}", "\u{65b0}\u{805e}"),
        ];
        for (name, expected) in rows {
            assert_eq!(folded(name), expected, "{name}");
        }
    }

    #[test]
    fn domains_are_matched_to_outlet_names() {
        let rows = [
            ("harbour gazette", "harbourgazette", true),
            ("harbour gazette online", "theharbourgazette", true),
            ("harbour gazette", "harbour-gazette", true),
            ("north harbour gazette", "harbourgazette", true),
            ("ada holm", "harbourgazette", false),
            ("goal", "go", false),
        ];
        for (name, label, expected) in rows {
            assert_eq!(matches_label(name, label), expected, "{name} at {label}");
        }
    }
}
