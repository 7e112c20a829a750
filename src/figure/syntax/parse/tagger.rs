//! Assigns a part of speech to each word, from left to right.

use super::hash::{FeatureList, mix};
use super::pos_tag::PosTag;
use super::scorer::ClassScorer;
use super::word_features::WordFeatures;

/// The number of feature templates in [`push_tag_features`].
pub const TAG_TEMPLATES: usize = 25;

/// The features for predicting one tag.
pub type TagFeatures = FeatureList<TAG_TEMPLATES>;

/// Returns the hash of a tag. A missing tag has a hash of its own.
pub fn tag_hash(tag: Option<PosTag>) -> u64 {
    let number = tag.map_or(255, |tag| tag as u64);
    (number + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// Replaces `features` with the features of the word at `at`. `previous` contains the tags of the two words before it,
/// the nearer word first.
pub fn push_tag_features(
    words: &[WordFeatures],
    at: usize,
    previous: [Option<PosTag>; 2],
    features: &mut TagFeatures,
) {
    let word_at = |index: Option<usize>| {
        index
            .and_then(|index| words.get(index))
            .unwrap_or(&WordFeatures::ABSENT)
    };
    let word = word_at(Some(at));
    let left = word_at(at.checked_sub(1));
    let second_left = word_at(at.checked_sub(2));
    let right = word_at(Some(at + 1));
    let second_right = word_at(Some(at + 2));
    let [tag, second_tag] = previous.map(tag_hash);

    features.clear();
    // The word.
    features.push(word.form);
    features.push(word.lower);
    for suffix in word.suffixes {
        features.push(suffix);
    }
    features.push(mix(word.prefixes[0], word.shape));
    features.push(word.prefixes[1]);
    features.push(word.prefixes[2]);
    features.push(mix(word.shape, u64::from(at == 0)));
    // The previous tags.
    features.push(tag);
    features.push(mix(tag, second_tag));
    features.push(mix(tag, word.lower));
    features.push(mix(tag, word.suffixes[2]));
    // The neighbouring words.
    features.push(left.lower);
    features.push(second_left.lower);
    features.push(right.lower);
    features.push(second_right.lower);
    features.push(left.suffixes[2]);
    features.push(right.suffixes[2]);
    features.push(mix(left.lower, word.lower));
    features.push(mix(word.lower, right.lower));
    features.push(mix(tag, right.lower));
    features.push(mix(mix(left.shape, right.shape), word.shape));
    features.push(mix(tag, right.suffixes[1]));
}

/// A dictionary of words that almost always have the same tag.
pub trait TagLookup {
    /// Returns the tag of the word whose form has this hash, or `None` if the word is not in the dictionary.
    fn look_up(&self, form: u64) -> Option<PosTag>;
}

/// Replaces `tags` with the tags of `words`.
pub fn tag_words(
    dictionary: &impl TagLookup,
    model: &impl ClassScorer,
    words: &[WordFeatures],
    tags: &mut Vec<PosTag>,
) {
    tags.clear();
    let mut features = TagFeatures::default();
    let mut previous = [None; 2];
    for (at, word) in words.iter().enumerate() {
        let tag = dictionary.look_up(word.form).unwrap_or_else(|| {
            push_tag_features(words, at, previous, &mut features);
            let class = usize::from(model.best_class(features.slots()));
            PosTag::ALL.get(class).copied().unwrap_or(PosTag::Unknown)
        });
        tags.push(tag);
        previous = [Some(tag), previous[0]];
    }
}
