//! Makes untrusted text safe to show in a terminal.
//!
//! Articles, file names and queries may contain characters that move the cursor, recolour the screen, or reorder the
//! displayed text. Each kind of character is handled as follows:
//!
//! | characters | shown as |
//! |---|---|
//! | tab, line feed, carriage return | a space |
//! | other control characters | U+FFFD |
//! | writing-direction controls (Unicode's `Bidi_Control`) | U+FFFD |
//! | line and paragraph separators | U+FFFD |
//! | format characters that hide or reshape text: deprecated ones, interlinear annotations, tags, U+FEFF | U+FFFD |
//! | joiners and line-break hints: U+00AD, U+200B to U+200D, U+2060 to U+2064 | unchanged |
//!
//! Joiners and line-break hints are kept because ordinary text needs them and they have no effect on the terminal
//! itself. Persian, Hindi and other languages spell words with the zero-width joiner and non-joiner, and the joiner
//! also joins emoji. Thai and Khmer separate words with the zero-width space, and web pages contain soft hyphens.

use std::borrow::Cow;

/// Returns `text` on one line, with characters that control a terminal replaced. The number of characters stays the
/// same.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if is_printable_ascii(text) || !text.contains(steers_terminal) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(sanitize_char).collect())
    }
}

/// Returns `c`, or the character that [`sanitize`] replaces it with.
pub fn sanitize_char(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        c if steers_terminal(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// Returns whether `c` can move the cursor, end a line, change the writing direction or hide the text after it.
pub fn steers_terminal(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Returns whether `text` consists of printable ASCII characters only, as most text does. This test is faster than
/// checking each character with [`steers_terminal`].
pub fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn control_characters_are_replaced() {
        let rows = [
            ("plain", "plain"),
            ("a\nb\tc\rd", "a b c d"),
            ("\u{1b}[31mred", "\u{fffd}[31mred"),
            ("\u{9b}31m", "\u{fffd}31m"),
            ("a\u{202e}b", "a\u{fffd}b"),
            ("a\u{fff9}b\u{e0041}", "a\u{fffd}b\u{fffd}"),
        ];
        for (text, expected) in rows {
            assert_eq!(sanitize(text), expected, "{text:?}");
        }
    }

    #[test]
    fn ordinary_text_is_unchanged() {
        for text in [
            "caf\u{e9} \u{201c}x\u{201d} \u{2013} 5\u{a0}km",
            // "I want" in Persian, with a zero-width non-joiner.
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            // A family emoji, joined from two people.
            "\u{1f469}\u{200d}\u{1f467}",
            "Donau\u{ad}dampf\u{ad}schiff",
            "e\u{301} \u{645}\u{645} \u{65e5}\u{672c}",
        ] {
            assert!(matches!(sanitize(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    /// A pattern for the characters that must be replaced. It uses proptest's Unicode tables, so it checks the ranges
    /// above independently.
    const STEERING: &str = "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Bidi_Control}]";

    proptest! {
        #[test]
        fn output_never_contains_control_characters(text in "(\\PC|[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]){0,40}") {
            let shown = sanitize(&text);
            prop_assert!(!shown.contains(steers_terminal));
            prop_assert_eq!(shown.chars().count(), text.chars().count());
            prop_assert_eq!(sanitize(&shown), shown.as_ref());
        }

        #[test]
        fn every_kind_of_control_character_is_replaced(text in STEERING) {
            let shown = sanitize(&text);
            prop_assert!(shown == " " || shown == "\u{fffd}", "{:?}", text);
        }
    }
}
