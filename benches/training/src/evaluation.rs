//! Evaluates the tagger and the parser on sentences that they were not trained on.

use std::hint::black_box;
use std::time::Instant;

use figured::training::{
    ClassScorer, ParserState, PosTag, Relation, TagLookup, Tokenizer, TransitionScorer, WeightFile,
    WordFeatures, attach_words, tag_words,
};

use crate::corpus::TreeSentence;

/// The models that tag and parse a sentence.
pub struct Models<'m, D, T, A, R> {
    pub dictionary: &'m D,
    pub tags: &'m T,
    pub transitions: &'m A,
    pub relations: &'m R,
}

/// How often a relation occurs, how often it was predicted, and how often both the relation and the head were right.
#[derive(Clone, Copy, Default)]
struct RelationCount {
    gold: usize,
    predicted: usize,
    right: usize,
}

impl<D: TagLookup, T: ClassScorer, A: TransitionScorer, R: ClassScorer> Models<'_, D, T, A, R> {
    /// Prints the shares of correct tags, heads and labelled arcs, and the F1 score of each relation with at least 50
    /// occurrences.
    pub fn print_scores(&self, title: &str, sentences: &[TreeSentence]) {
        let (mut state, mut tags) = (ParserState::default(), Vec::new());
        let (mut words, mut right_tags, mut right_heads, mut right_arcs) = (0, 0, 0, 0);
        let mut counts = vec![RelationCount::default(); 64];
        for sentence in sentences {
            self.parse(&sentence.words, &mut tags, &mut state);
            for (at, gold) in sentence
                .relations
                .iter()
                .map(|relation| *relation as usize)
                .enumerate()
            {
                let node = state.node(at);
                let right_head = node.head == sentence.heads[at];
                let right = right_head && usize::from(node.relation) == gold;
                words += 1;
                right_tags += usize::from(tags[at] == sentence.tags[at]);
                right_heads += usize::from(right_head);
                right_arcs += usize::from(right);
                counts[gold].gold += 1;
                counts[usize::from(node.relation & 63)].predicted += 1;
                counts[gold].right += usize::from(right);
            }
        }
        let percent = |part: usize| 100.0 * part as f64 / words as f64;
        println!(
            "{title}: tags {:.2}, UAS {:.2}, LAS {:.2} of {words} words",
            percent(right_tags),
            percent(right_heads),
            percent(right_arcs)
        );
        let f1 = |count: &RelationCount| {
            200.0 * count.right as f64 / (count.gold + count.predicted).max(1) as f64
        };
        let scores = Relation::ALL
            .iter()
            .zip(&counts)
            .filter(|(_, count)| count.gold >= 50);
        let scores: Vec<String> = scores
            .map(|(relation, count)| format!("{} {:.1}", relation.name(), f1(count)))
            .collect();
        println!("  F1: {}", scores.join(", "));
    }

    /// Tags and attaches the words of a sentence.
    fn parse(&self, words: &[WordFeatures], tags: &mut Vec<PosTag>, state: &mut ParserState) {
        tag_words(self.dictionary, self.tags, words, tags);
        state.start(words, tags);
        attach_words(self.transitions, self.relations, state);
    }

    /// Returns how many sentences one thread parses per second, including tokenisation.
    fn sentences_a_second(&self, sentences: &[TreeSentence]) -> f64 {
        let (mut state, mut tags, mut words) = (ParserState::default(), Vec::new(), Vec::new());
        let mut tokenizer = Tokenizer::default();
        let seconds = (0..3).map(|_| {
            let start = Instant::now();
            for sentence in sentences {
                words.clear();
                let spans = tokenizer.tokens(&sentence.text).iter();
                words.extend(spans.map(|span| WordFeatures::new(span.text(&sentence.text))));
                self.parse(&words, &mut tags, &mut state);
                black_box(&state);
            }
            start.elapsed().as_secs_f64()
        });
        sentences.len() as f64 / seconds.fold(f64::INFINITY, f64::min)
    }
}

/// Prints the scores and the speed of the models in a weight file.
pub fn print_file_scores(file: &WeightFile, sentences: &[TreeSentence]) {
    let models = Models {
        dictionary: &file.dictionary,
        tags: &file.tags,
        transitions: &file.transitions,
        relations: &file.relations,
    };
    models.print_scores("quantized", sentences);
    println!(
        "  {:.0} sentences a second",
        models.sentences_a_second(sentences)
    );
}
