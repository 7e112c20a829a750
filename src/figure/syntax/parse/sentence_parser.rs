//! The sentence parser. It splits a sentence into tokens, tags them and attaches them to their heads.

use std::cell::RefCell;
use std::sync::LazyLock;

use super::attach::attach_words;
use super::pos_tag::PosTag;
use super::relation::Relation;
use super::state::ParserState;
use super::tagger::tag_words;
use super::tokenizer::Tokenizer;
use super::weights::WeightFile;
use super::word_features::WordFeatures;

/// The maximum number of tokens that are parsed. Later tokens are attached to the first root as [`Relation::Dep`].
pub const LONGEST_PARSE: usize = 200;

/// Aligns a value to a cache line, so that each bucket of a table lies within one line.
#[repr(align(64))]
struct CacheAligned<T: ?Sized>(T);

/// The embedded weight file.
static WEIGHT_BYTES: &CacheAligned<[u8]> = &CacheAligned(*include_bytes!("parser.bin"));

/// The models in the embedded weight file. A test checks that the file is valid, so the default is never used.
static WEIGHTS: LazyLock<WeightFile<'static>> =
    LazyLock::new(|| WeightFile::new(&WEIGHT_BYTES.0).unwrap_or_default());

thread_local! {
    static PARSER: RefCell<SentenceParser> = RefCell::new(SentenceParser::new());
}

/// A token of a parsed sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedToken {
    /// The offset of the token's first byte in the sentence.
    pub start: u32,
    /// The offset after the token's last byte.
    pub end: u32,
    /// The token's part of speech.
    pub tag: PosTag,
    /// The index of the token's head. A root is its own head.
    pub head: u16,
    /// The token's relation to its head.
    pub relation: Relation,
}

/// A parsed sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parse {
    /// The tokens in order. They contain no whitespace.
    pub tokens: Vec<ParsedToken>,
}

/// Parses a sentence with the parser of the current thread.
pub fn parse(sentence: &str) -> Parse {
    PARSER.with(|parser| match parser.try_borrow_mut() {
        Ok(mut parser) => parser.parse(sentence),
        Err(_) => SentenceParser::new().parse(sentence),
    })
}

/// A parser that reuses its buffers for every sentence.
#[derive(Debug)]
pub struct SentenceParser {
    weights: &'static WeightFile<'static>,
    tokenizer: Tokenizer,
    words: Vec<WordFeatures>,
    tags: Vec<PosTag>,
    state: ParserState,
}

impl Default for SentenceParser {
    fn default() -> Self {
        Self::new()
    }
}

impl SentenceParser {
    /// Creates a parser with the embedded weights.
    pub fn new() -> Self {
        Self {
            weights: &WEIGHTS,
            tokenizer: Tokenizer::default(),
            words: Vec::new(),
            tags: Vec::new(),
            state: ParserState::default(),
        }
    }

    /// Parses a sentence.
    pub fn parse(&mut self, sentence: &str) -> Parse {
        let spans = self.tokenizer.tokens(sentence);
        self.words.clear();
        self.words.extend(
            spans
                .iter()
                .map(|span| WordFeatures::new(span.text(sentence))),
        );
        tag_words(
            &self.weights.dictionary,
            &self.weights.tags,
            &self.words,
            &mut self.tags,
        );
        let parsed = self.words.len().min(LONGEST_PARSE);
        self.state
            .start(&self.words[..parsed], &self.tags[..parsed]);
        attach_words(
            &self.weights.transitions,
            &self.weights.relations,
            &mut self.state,
        );
        let root = (0..parsed)
            .find(|at| usize::from(self.state.node(*at).head) == parsed)
            .unwrap_or(0) as u16;
        let tokens = spans
            .iter()
            .zip(&self.tags)
            .enumerate()
            .map(|(at, (span, &tag))| {
                let (head, relation) = if at < parsed {
                    arc_of(&self.state, at)
                } else {
                    (root, Relation::Dep)
                };
                ParsedToken {
                    start: span.start,
                    end: span.end,
                    tag,
                    head,
                    relation,
                }
            });
        Parse {
            tokens: tokens.collect(),
        }
    }
}

/// Returns the head of the word at `at`, and the word's relation to it. A root is its own head.
fn arc_of(state: &ParserState, at: usize) -> (u16, Relation) {
    let node = state.node(at);
    if usize::from(node.head) == state.root() {
        return (at as u16, Relation::Root);
    }
    let relation = Relation::ALL.get(usize::from(node.relation)).copied();
    // The model may predict `Root` for any arc, but only the dependents of the artificial root are roots.
    let relation = relation.filter(|relation| *relation != Relation::Root);
    (node.head, relation.unwrap_or(Relation::Dep))
}
