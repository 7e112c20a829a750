//! The parts of the parser that `benches/training` learns the weights with. They are no part of the library's stable
//! interface.

pub use crate::figure::parse::attach::{attach_words, best_transition};
pub use crate::figure::parse::hash::SLOT_BITS;
pub use crate::figure::parse::relation_features::{RelationFeatures, push_relation_features};
pub use crate::figure::parse::scorer::{ArcScores, ClassScorer, ClassScores, TransitionScorer};
pub use crate::figure::parse::state::{Arc, ParserState, Transition, TransitionSet};
pub use crate::figure::parse::structure_features::{TransitionFeatures, push_transition_features};
pub use crate::figure::parse::tagger::{TagFeatures, TagLookup, push_tag_features, tag_words};
pub use crate::figure::parse::tokenizer::Tokenizer;
pub use crate::figure::parse::weights::{
    BUCKET_BYTES, CLASS_CAPACITY, DICTIONARY_CAPACITY, MAGIC, MOST_CLASSES, SECTIONS,
    TRANSITION_CAPACITY, TagDictionary, VERSION, WeightFile, bucket_index, dictionary_entry,
    expand_weight, fingerprint, label_names,
};
pub use crate::figure::parse::word_features::WordFeatures;
pub use crate::figure::parse::{
    LONGEST_PARSE, Parse, ParsedToken, PosTag, Relation, SentenceParser, parse,
};
