//! Space characters, and scripts in which one word can follow another without a space.

/// Space characters that may occur within a quantity.
pub const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// Returns whether a character is Japanese, Chinese, Korean or Thai. In these scripts, a word can be followed by
/// another word or a particle without a space.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{e00}'..='\u{e7f}')
}
