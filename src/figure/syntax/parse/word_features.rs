//! The features of a word for the tagger and the parser: hashes of its letters, ends and shape.

use super::hash::hash_bytes;

/// The number of bytes of a word that are read.
const LONGEST_WORD: usize = 60;

/// The number of signs in the shape of a word.
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

/// Hashes of a word, with straight quotation marks and all digits as zeros.
#[derive(Clone, Copy, Debug)]
pub struct WordFeatures {
    /// The word itself.
    pub form: u64,
    /// The word in small letters.
    pub lower: u64,
    /// The last one to four bytes.
    pub suffixes: [u64; 4],
    /// The first one to three bytes.
    pub prefixes: [u64; 3],
    /// The kinds of characters, at most two equal ones in a row: "Xxx" for "Russian".
    pub shape: u64,
    /// How the word divides its sentence.
    pub divider: Divider,
}

impl WordFeatures {
    /// Stands for a word before or after the sentence.
    pub const ABSENT: Self = Self {
        form: 1,
        lower: 1,
        suffixes: [1; 4],
        prefixes: [1; 3],
        shape: 1,
        divider: Divider::None,
    };

    /// Reads the features of `word`. Of a long word, only the beginning counts.
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

/// Straightens quotation marks and dashes, and replaces digits by zeros.
const fn normalize(c: char) -> char {
    match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '–' | '—' => '-',
        '…' => '.',
        '0'..='9' => '0',
        other => other,
    }
}

/// Returns the sign for `c` in the shape of its word.
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

/// A short run of bytes without an allocation.
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

    /// Adds a character, which has to fit.
    fn push_char(&mut self, c: char) {
        self.len += c.encode_utf8(&mut self.bytes[self.len..]).len();
    }

    /// Adds a sign, unless the buffer is full or ends with two of them.
    fn push_shape(&mut self, kind: u8) {
        let repeated = self.bytes().ends_with(&[kind, kind]);
        if self.len < CAPACITY && !repeated {
            self.bytes[self.len] = kind;
            self.len += 1;
        }
    }
}
