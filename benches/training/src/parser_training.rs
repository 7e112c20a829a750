//! Trains the two models of the parser.

use std::time::Instant;

use figured::training::{
    ClassScorer, ParserState, Relation, RelationFeatures, TransitionFeatures, TransitionScorer,
    best_transition, push_relation_features, push_transition_features,
};

use crate::class_model::ClassModel;
use crate::corpus::TreeSentence;
use crate::oracle::best_transitions;
use crate::shuffle::Random;
use crate::slot_index::SlotIndex;
use crate::transition_model::TransitionModel;

/// After this many out of ten mistakes, training continues from the wrong state, so that the parser learns to recover.
const FOLLOWED_MISTAKES: u64 = 9;

/// The models of the parser.
pub struct ParserModels {
    /// The model that chooses transitions.
    pub transitions: TransitionModel,
    /// The model that chooses relations.
    pub relations: ClassModel,
}

impl ParserModels {
    /// Trains the models on the trees and the predicted tags of `sentences`.
    pub fn train(
        sentences: &[TreeSentence],
        epochs: usize,
        transitions: SlotIndex,
        relations: SlotIndex,
    ) -> Self {
        let mut training = ParserTraining {
            models: Self {
                transitions: TransitionModel::new(transitions),
                relations: ClassModel::new(Relation::ALL.len(), relations),
            },
            random: Random::new(99),
            state: ParserState::default(),
            transition_features: TransitionFeatures::default(),
            relation_features: RelationFeatures::default(),
            follows_mistakes: false,
            choices: 0,
            mistakes: 0,
        };
        let mut order: Vec<&TreeSentence> = sentences.iter().collect();
        for epoch in 0..epochs {
            let start = Instant::now();
            training.random.shuffle(&mut order);
            training.follows_mistakes = epoch > 0;
            (training.choices, training.mistakes) = (0, 0);
            for sentence in &order {
                training.learn(sentence);
            }
            let share = 100.0 * training.mistakes as f64 / training.choices as f64;
            println!(
                "  epoch {epoch}: {share:.2} % mistakes, {:.0} s",
                start.elapsed().as_secs_f32()
            );
        }
        let mut models = training.models;
        models.transitions.average();
        models.relations.average();
        models
    }
}

/// The models in training, with the parser state, the buffers and the counts of an epoch.
struct ParserTraining {
    models: ParserModels,
    random: Random,
    state: ParserState,
    transition_features: TransitionFeatures,
    relation_features: RelationFeatures,
    follows_mistakes: bool,
    choices: usize,
    mistakes: usize,
}

impl ParserTraining {
    /// Parses a sentence and updates the models after each mistake.
    fn learn(&mut self, sentence: &TreeSentence) {
        self.state.start(&sentence.words, &sentence.predicted_tags);
        while !self.state.is_done() {
            let possible = self.state.possible();
            let transition = match possible.single() {
                Some(transition) => Some(transition),
                None => self.learn_transition(sentence),
            };
            self.models.transitions.count_step();
            match transition.and_then(|transition| self.state.arc(transition)) {
                None => self.state.shift(),
                Some(arc) => {
                    push_relation_features(&self.state, arc, &mut self.relation_features);
                    let slots = self.relation_features.slots();
                    let relation = self.models.relations.best_class(slots);
                    if usize::from(sentence.projective_heads[arc.dependent]) == arc.head {
                        let gold = sentence.relations[arc.dependent] as u8;
                        self.models.relations.learn(slots, gold, relation);
                    }
                    self.state.attach(arc, relation);
                }
            }
        }
    }

    /// Chooses a transition, and updates the model if the choice is wrong. Returns the transition to continue with, or
    /// `None` if no transition is possible.
    fn learn_transition(
        &mut self,
        sentence: &TreeSentence,
    ) -> Option<figured::training::Transition> {
        push_transition_features(&self.state, &mut self.transition_features);
        let slots = self.transition_features.slots();
        let scores = self.models.transitions.scores(slots);
        let predicted = best_transition(self.state.possible(), scores)?;
        let right = best_transitions(&self.state, &sentence.projective_heads);
        self.choices += 1;
        if right.contains(predicted) {
            return Some(predicted);
        }
        self.mistakes += 1;
        let gold = best_transition(right, scores)?;
        self.models.transitions.learn(slots, gold, predicted);
        let follow = self.follows_mistakes && self.random.next() % 10 < FOLLOWED_MISTAKES;
        Some(if follow { predicted } else { gold })
    }
}
