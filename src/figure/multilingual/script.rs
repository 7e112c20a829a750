//! Space characters, and scripts in which one word can follow another without a space.

/// Space characters that may occur within a quantity.
pub const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// Returns whether a character is Japanese, Chinese, Korean or Thai. In these scripts, a word can be followed by
/// another word or a particle without a space.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{e00}'..='\u{e7f}')
}

/// Letters that Arabic and Hebrew write together with the word after them: "and", "in", "to", "from".
const PREFIX_LETTERS: &str = "وفبلكובלמכהש";

/// Characters that can come between such letters and a number.
const JOINERS: [char; 3] = ['-', '־', 'ـ'];

/// Returns whether `text` ends with one or two letters that belong to the word after them: "و" (and), "ב-" (in).
pub fn ends_in_prefix(text: &str) -> bool {
    let joined = text.strip_suffix(JOINERS).unwrap_or(text);
    let mut before = joined.chars().rev();
    let letters = before.by_ref().take(3).take_while(|c| c.is_alphabetic());
    let letters: Vec<char> = letters.collect();
    (1..=2).contains(&letters.len()) && letters.iter().all(|&c| PREFIX_LETTERS.contains(c))
}
