//! The parts of the library that `benches/training` needs to train models. They are not part of the stable API.

pub mod fact_candidates;

pub use crate::figure::parse::attach::{attach_words, best_transition};
pub use crate::figure::parse::hash::SLOT_BITS;
pub use crate::figure::parse::relation_features::{RelationFeatures, push_relation_features};
pub use crate::figure::parse::scorer::{ArcScores, ClassScorer, ClassScores, TransitionScorer};
pub use crate::figure::parse::state::{Arc, ParserState, Transition, TransitionSet};
pub use crate::figure::parse::structure_features::{TransitionFeatures, push_transition_features};
pub use crate::figure::parse::tagger::{TagFeatures, TagLookup, push_tag_features, tag_words};
pub use crate::figure::parse::tokenizer::Tokenizer;
pub use crate::figure::parse::weights::WeightFile;
pub use crate::figure::parse::weights::bucket::{BUCKET_BYTES, bucket_index, fingerprint};
pub use crate::figure::parse::weights::class_table::{CLASS_CAPACITY, MOST_CLASSES};
pub use crate::figure::parse::weights::file::{MAGIC, SECTIONS, VERSION, label_names};
pub use crate::figure::parse::weights::tag_dictionary::{
    ENTRY_BYTES, TagDictionary, dictionary_entry,
};
pub use crate::figure::parse::weights::transition_table::{
    LEFT_WEIGHTS, RIGHT_WEIGHTS, TRANSITION_CAPACITY,
};
pub use crate::figure::parse::word_features::WordFeatures;
pub use crate::figure::parse::{PosTag, Relation, SentenceParser};
