//! Splits a sentence into tokens as spaCy's English tokenizer does, because the models were trained on its tokens.
//!
//! The sentence is first split into words at whitespace. Prefixes and suffixes are then split from each word, until the
//! rest has none or is a fixed word. A rest that is neither a fixed word nor an address is split at its infixes. Every
//! step takes time linear in the length of the word.

mod address;
mod affixes;
mod char_class;
mod fixed_words;
mod infixes;
#[cfg(test)]
mod tests;

/// The byte range of a token in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenSpan {
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

impl TokenSpan {
    /// Creates the span from `start` to `end`, exclusive. Sentences are shorter than 4 GiB, so the offsets fit.
    fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// Returns the token's text in `sentence`.
    pub fn text(self, sentence: &str) -> &str {
        &sentence[self.start as usize..self.end as usize]
    }
}

/// A tokenizer that reuses its buffers for every sentence.
#[derive(Debug, Default)]
pub struct Tokenizer {
    /// The tokens of the sentence so far.
    tokens: Vec<TokenSpan>,
    /// The suffixes of the current word, the outermost first.
    suffixes: Vec<TokenSpan>,
}

impl Tokenizer {
    /// Returns the tokens of `sentence`. Reads at most 4 GiB of it.
    pub fn tokens(&mut self, sentence: &str) -> &[TokenSpan] {
        self.tokens.clear();
        let sentence = &sentence[..sentence.floor_char_boundary(u32::MAX as usize)];
        let base = sentence.as_ptr().addr();
        for word in sentence.split(char::is_whitespace) {
            if !word.is_empty() {
                let first = self.tokens.len();
                self.push_word(word, word.as_ptr().addr() - base);
                self.join_fixed(sentence, first);
            }
        }
        &self.tokens
    }

    /// Pushes the tokens of `word`, which starts at byte `offset` of the sentence.
    fn push_word(&mut self, word: &str, offset: usize) {
        // Most words consist only of letters. Such words have no affixes, and only contractions are split.
        let letters = word.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !letters {
            let (start, end) = self.cut_affixes(word, offset);
            self.push_middle(&word[start..end], offset + start);
        } else if !self.push_fixed(word, offset) {
            self.tokens
                .push(TokenSpan::new(offset, offset + word.len()));
        }
        self.tokens.extend(self.suffixes.drain(..).rev());
    }

    /// Pushes the prefixes of `word`, stores its suffixes, and returns the start and the end of the rest.
    fn cut_affixes(&mut self, word: &str, offset: usize) -> (usize, usize) {
        let (mut start, mut end) = (0, word.len());
        while start < end && !is_fixed(&word[start..end]) {
            let prefix = affixes::prefix_len(&word[start..end]);
            let suffix = affixes::suffix_len(&word[start + prefix..end]);
            if prefix == 0 && suffix == 0 {
                break;
            }
            // If splitting off only one affix leaves a fixed word, the other affix is kept: "(Inc." keeps its dot.
            let fixed_after_prefix = prefix > 0 && is_fixed(&word[start + prefix..end]);
            let fixed_before_suffix =
                !fixed_after_prefix && suffix > 0 && is_fixed(&word[start..end - suffix]);
            if prefix > 0 && !fixed_before_suffix {
                self.tokens
                    .push(TokenSpan::new(offset + start, offset + start + prefix));
                start += prefix;
            }
            if suffix > 0 && !fixed_after_prefix {
                self.suffixes
                    .push(TokenSpan::new(offset + end - suffix, offset + end));
                end -= suffix;
            }
        }
        (start, end)
    }

    /// Pushes the tokens of `middle`, which starts at byte `offset` of the sentence and has no affixes.
    fn push_middle(&mut self, middle: &str, offset: usize) {
        if self.push_fixed(middle, offset) {
            return;
        }
        if address::is_address(middle) {
            self.tokens
                .push(TokenSpan::new(offset, offset + middle.len()));
        } else {
            infixes::push_parts(middle, offset, &mut self.tokens);
        }
    }

    /// Joins adjacent tokens that together form a fixed word that is not split: "Calif" and "." at the end of
    /// "D-Calif.". Tokens before `first` are not changed.
    fn join_fixed(&mut self, sentence: &str, first: usize) {
        let mut kept = first;
        for at in first..self.tokens.len() {
            let token = self.tokens[at];
            if kept > first && is_fixed_pair(self.tokens[kept - 1], token, sentence) {
                self.tokens[kept - 1].end = token.end;
            } else {
                self.tokens[kept] = token;
                kept += 1;
            }
        }
        self.tokens.truncate(kept);
    }

    /// Pushes the tokens of `word` if it is a fixed word. Returns whether it is.
    fn push_fixed(&mut self, word: &str, mut offset: usize) -> bool {
        let Some(lengths) = fixed_words::fixed_parts(word) else {
            return false;
        };
        for length in lengths.into_iter().filter(|length| *length > 0) {
            let end = offset + usize::from(length);
            self.tokens.push(TokenSpan::new(offset, end));
            offset = end;
        }
        true
    }
}

/// Returns whether `word` is a fixed word.
fn is_fixed(word: &str) -> bool {
    fixed_words::fixed_parts(word).is_some()
}

/// Returns whether two adjacent tokens together form a fixed word that is not split.
fn is_fixed_pair(left: TokenSpan, right: TokenSpan, sentence: &str) -> bool {
    let text = &sentence[left.start as usize..right.end as usize];
    fixed_words::fixed_parts(text).is_some_and(|lengths| usize::from(lengths[0]) == text.len())
}
