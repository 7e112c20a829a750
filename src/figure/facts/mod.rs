//! Candidates for the facts of a figure, with features for the models that choose among them.
//!
//! The rules of the other folders propose a fact, and the parse of the sentence gives further candidates. So far only
//! `benches/training` uses them, to learn the models from annotated sentences.
//!
//! 1. `graph` reads the parse, and `context` finds the figure in it.
//! 2. `measure`, `owner`, `source`, `time`, `modality`, `agent` and `location` list the candidates of a fact and their
//!    features. `candidate` has the candidates and `relation_features` the features that they share.
//! 3. `feature` names and hashes features. `fact` lists the facts.

mod agent;
mod candidate;
mod context;
mod fact;
pub mod feature;
mod graph;
mod location;
mod measure;
mod modality;
mod owner;
mod relation_features;
mod source;
mod time;

pub use candidate::{Candidate, FactValue};
pub use context::{FigureContext, FigurePosition, RuleAnswer};
pub use fact::LearnedFact;
pub use graph::Graph;
