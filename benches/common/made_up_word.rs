//! Made-up words.

/// Appends a made-up word that is different for each number. Small numbers give short words.
pub fn push_made_up_word(text: &mut String, number: usize) {
    const CONSONANTS: &[u8] = b"bdfgklmnprstvz";
    const VOWELS: &[u8] = b"aeiou";
    let mut rest = number;
    while rest > 0 {
        text.push(char::from(CONSONANTS[rest % CONSONANTS.len()]));
        rest /= CONSONANTS.len();
        text.push(char::from(VOWELS[rest % VOWELS.len()]));
        rest /= VOWELS.len();
    }
}
