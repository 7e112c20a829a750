//! The features of a word for the tagger and the parser: hashes of its letters, prefixes, suffixes and shape.

use super::hash::hash_bytes;

/// The number of bytes after which the rest of a word is ignored.
const LONGEST_WORD: usize = 60;

/// The maximum length of a word's shape, in bytes.
const LONGEST_SHAPE: usize = 8;

/// How a word divides a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Divider {
    /// A quotation mark.
    Quote,
    /// A comma, semicolon, colon or dash.
    Separator,
    /// Any other word.
    #[default]
    None,
}

/// Hashes of a normalised word, in which quotation marks and dashes are ASCII and all digits are zeros.
#[derive(Clone, Copy, Debug)]
pub struct WordFeatures {
    /// The word itself.
    pub form: u64,
    /// The word in lower case.
    pub lower: u64,
    /// The last one to four bytes, in lower case.
    pub suffixes: [u64; 4],
    /// The first one to three bytes, in lower case.
    pub prefixes: [u64; 3],
    /// The kinds of the word's characters, with runs of one kind shortened to two: "Xxx" for "Russian".
    pub shape: u64,
    /// How the word divides its sentence.
    pub divider: Divider,
}

impl WordFeatures {
    /// The features that stand for a word before the start or after the end of a sentence.
    pub const ABSENT: Self = Self {
        form: 1,
        lower: 1,
        suffixes: [1; 4],
        prefixes: [1; 3],
        shape: 1,
        divider: Divider::None,
    };

    /// Computes the features of `word`. The end of a very long word is ignored.
    pub fn new(word: &str) -> Self {
        let mut letters = ByteBuffer::<64>::default();
        let mut shape = ByteBuffer::<LONGEST_SHAPE>::default();
        for c in word.chars() {
            if letters.len >= LONGEST_WORD {
                break;
            }
            let c = normalize(c);
            letters.push_char(c);
            shape.push_shape(character_kind(c));
        }
        let form = letters.bytes();
        let divider = match form {
            b"\"" | b"''" | b"``" => Divider::Quote,
            b"," | b";" | b"-" | b"--" | b":" => Divider::Separator,
            _ => Divider::None,
        };
        let form_hash = hash_bytes(form);
        letters.bytes[..letters.len].make_ascii_lowercase();
        let small = letters.bytes();
        let suffix = |len: usize| hash_bytes(&small[small.len().saturating_sub(len)..]);
        let prefix = |len: usize| hash_bytes(&small[..small.len().min(len)]);
        Self {
            form: form_hash,
            lower: hash_bytes(small),
            suffixes: [suffix(1), suffix(2), suffix(3), suffix(4)],
            prefixes: [prefix(1), prefix(2), prefix(3)],
            shape: hash_bytes(shape.bytes()),
            divider,
        }
    }
}

/// Replaces typographic quotation marks, dashes and ellipses with ASCII characters, and digits with zeros.
const fn normalize(c: char) -> char {
    match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '–' | '—' => '-',
        '…' => '.',
        '0'..='9' | '０'..='９' | '٠'..='٩' | '۰'..='۹' | '०'..='९' | '০'..='৯' | '๐'..='๙' => {
            '0'
        }
        other => other,
    }
}

/// Returns the byte that represents `c` in a word's shape.
fn character_kind(c: char) -> u8 {
    match c {
        '0' => b'd',
        'A'..='Z' => b'X',
        'a'..='z' => b'x',
        _ if c.is_ascii() => c as u8,
        _ if c.is_uppercase() => b'X',
        _ if c.is_alphabetic() => b'x',
        _ => c as u32 as u8,
    }
}

/// A fixed-capacity byte buffer that needs no heap allocation.
struct ByteBuffer<const CAPACITY: usize> {
    bytes: [u8; CAPACITY],
    len: usize,
}

impl<const CAPACITY: usize> Default for ByteBuffer<CAPACITY> {
    fn default() -> Self {
        Self {
            bytes: [0; CAPACITY],
            len: 0,
        }
    }
}

impl<const CAPACITY: usize> ByteBuffer<CAPACITY> {
    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// Appends a character, which must fit.
    fn push_char(&mut self, c: char) {
        self.len += c.encode_utf8(&mut self.bytes[self.len..]).len();
    }

    /// Appends `kind`. Does nothing if the buffer is full or already ends with two bytes of this kind.
    fn push_shape(&mut self, kind: u8) {
        let repeated = self.bytes().ends_with(&[kind, kind]);
        if self.len < CAPACITY && !repeated {
            self.bytes[self.len] = kind;
            self.len += 1;
        }
    }
}
