//! Decides the facts of a figure with models that were trained on annotated sentences.
//!
//! The rules of the other folders propose a fact, and the parse of the sentence gives further candidates. A log-linear
//! model chooses one of them, or none. `benches/training` trains the models.
//!
//! 1. `graph` reads the parse, and `context` finds the figure in it.
//! 2. `measure`, `owner`, `source`, `time`, `modality`, `agent` and `location` list the candidates of a fact and their
//!    features. `candidate` defines the candidates, and `relation_features` adds the features that most facts share.
//!    `harmer` finds the side that cannot be the owner.
//! 3. `feature` names and hashes features. `value_choice` chooses a value. `log_linear` scores the candidates, and
//!    `reliable_rule` contains the rules that need no model.
//! 4. `decision` decides all facts of a figure. `rate` finds the unit of a rate by rules, and `reporter` who quotes the
//!    source. `explanation` lists the candidates and their scores.

mod agent;
mod candidate;
mod context;
mod decision;
mod explanation;
pub mod feature;
mod graph;
mod harmer;
mod location;
mod log_linear;
mod measure;
mod measure_words;
mod modality;
mod owner;
mod rate;
mod relation_features;
mod reliable_rule;
mod reporter;
mod source;
mod time;
mod value_choice;

pub use candidate::{Candidate, FactValue};
pub use context::{FigureContext, FigurePosition, RuleAnswer};
pub use decision::decide;
pub use explanation::{FactChoice, ScoredCandidate, choices};
pub use graph::Graph;
pub use measure_words::{MeasureWords, has_measure_words, measure_words};
