//! Trains the tagger.

use std::collections::HashMap;

use figured::training::{
    BUCKET_BYTES, ClassScorer, ENTRY_BYTES, PosTag, TagDictionary, TagFeatures, TagLookup,
    dictionary_entry, push_tag_features, tag_words,
};

use crate::class_model::ClassModel;
use crate::corpus::TreeSentence;
use crate::shuffle::Random;
use crate::slot_index::SlotIndex;

/// How often a word must occur to be in the dictionary.
const LEAST_OCCURRENCES: u32 = 40;

/// The share of a word's occurrences that must have the same tag for the word to be in the dictionary.
const LEAST_SHARE: f64 = 0.997;

/// How many times a tagger learns from each sentence if its tags are only used to train the parser.
const JACKKNIFE_EPOCHS: usize = 3;

/// The number of words in a dictionary bucket.
const BUCKET_WORDS: usize = BUCKET_BYTES / ENTRY_BYTES;

/// A trained tagger.
pub struct Tagger {
    /// The model for words that are not in the dictionary.
    pub model: ClassModel,
    /// The dictionary, encoded as in the weight file.
    dictionary: Vec<u8>,
}

/// Replaces the predicted tags of `sentences`. Each half is tagged by a tagger that was trained on the other half.
pub fn jackknife(sentences: &mut [TreeSentence]) {
    let (first, second) = sentences.split_at_mut(sentences.len() / 2);
    let first_tags = Tagger::train(second, JACKKNIFE_EPOCHS, SlotIndex::default()).tags(first);
    let second_tags = Tagger::train(first, JACKKNIFE_EPOCHS, SlotIndex::default()).tags(second);
    for (sentence, tags) in sentences
        .iter_mut()
        .zip(first_tags.into_iter().chain(second_tags))
    {
        sentence.predicted_tags = tags;
    }
}

impl Tagger {
    /// Trains a tagger on the tags of `sentences`.
    pub fn train(sentences: &[TreeSentence], epochs: usize, index: SlotIndex) -> Self {
        let dictionary = dictionary(sentences);
        let look_up = TagDictionary::new(&dictionary);
        let mut model = ClassModel::new(PosTag::ALL.len(), index);
        let mut random = Random::new(77);
        let mut order: Vec<&TreeSentence> = sentences.iter().collect();
        let mut features = TagFeatures::default();
        for _ in 0..epochs {
            random.shuffle(&mut order);
            for sentence in &order {
                let mut previous = [None; 2];
                for (at, word) in sentence.words.iter().enumerate() {
                    let tag = look_up.look_up(word.form).unwrap_or_else(|| {
                        push_tag_features(&sentence.words, at, previous, &mut features);
                        let class = model.best_class(features.slots());
                        model.learn(features.slots(), sentence.tags[at] as u8, class);
                        PosTag::ALL[usize::from(class)]
                    });
                    previous = [Some(tag), previous[0]];
                }
            }
        }
        model.average();
        Self { model, dictionary }
    }

    /// Returns the dictionary, encoded as in the weight file.
    pub fn dictionary_bytes(&self) -> Vec<u8> {
        self.dictionary.clone()
    }

    /// Predicts the tags of each sentence.
    fn tags(&self, sentences: &[TreeSentence]) -> Vec<Vec<PosTag>> {
        let dictionary = TagDictionary::new(&self.dictionary);
        let tags_of = |sentence: &TreeSentence| {
            let mut tags = Vec::new();
            tag_words(&dictionary, &self.model, &sentence.words, &mut tags);
            tags
        };
        sentences.iter().map(tags_of).collect()
    }
}

/// Builds the dictionary of words that almost always have the same tag. If a bucket is full, its rarest words are left
/// out.
fn dictionary(sentences: &[TreeSentence]) -> Vec<u8> {
    let mut counts: HashMap<u64, HashMap<u8, u32>> = HashMap::new();
    for sentence in sentences {
        for (word, tag) in sentence.words.iter().zip(&sentence.tags) {
            *counts
                .entry(word.form)
                .or_default()
                .entry(*tag as u8)
                .or_default() += 1;
        }
    }
    let mut words: Vec<(u32, u64, u8)> = counts
        .iter()
        .filter_map(|(&form, tags)| {
            let total: u32 = tags.values().sum();
            let (&tag, &most) = tags.iter().max_by_key(|(tag, count)| (**count, **tag))?;
            let sure = f64::from(most) >= LEAST_SHARE * f64::from(total);
            (total >= LEAST_OCCURRENCES && sure).then_some((total, form, tag))
        })
        .collect();
    words.sort_unstable_by(|a, b| b.cmp(a));
    let buckets = (words.len() * 2).div_ceil(BUCKET_WORDS).max(1);
    let mut bytes = vec![0; buckets * BUCKET_BYTES];
    let mut used = vec![0; buckets];
    for (_, form, tag) in words {
        let (bucket, hash) = dictionary_entry(form, buckets);
        if used[bucket] < BUCKET_WORDS {
            let start = bucket * BUCKET_BYTES + ENTRY_BYTES * used[bucket];
            bytes[start..start + ENTRY_BYTES]
                .copy_from_slice(&(hash | u64::from(tag)).to_le_bytes());
            used[bucket] += 1;
        }
    }
    bytes
}
