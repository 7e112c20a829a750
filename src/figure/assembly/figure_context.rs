//! Applies the models of `facts` to a figure. Their input is the rules' answers and the parse of the sentence.

use super::sentence_context::SentenceContext;
use super::sentence_list::SentenceList;
use super::speaker;
use crate::figure::facts::{self, FigureContext, FigurePosition, Graph, MeasureWords, RuleAnswer};
use crate::figure::figure_slots::FigureSlots;
use crate::figure::finding::Finding;
use crate::figure::model::Stance;
use crate::figure::quantity::Quantity;
use crate::figure::syntax::parse::parse;

/// A sentence with its parse.
#[derive(Debug)]
pub struct ParsedSentence<'t> {
    graph: Graph<'t>,
    measure_words: Vec<MeasureWords>,
    /// For each node, whether it is inside a quotation.
    quoted: Vec<bool>,
}

impl<'t> ParsedSentence<'t> {
    /// Parses a sentence.
    fn new(sentences: SentenceList<'t, '_>, c: &SentenceContext<'t>) -> Self {
        let s = &c.sentence;
        let graph = Graph::new(s, &parse(&s.text[s.start..s.end]));
        let open = speaker::quoted(sentences, c);
        let inside = |token: usize| token.checked_sub(1).is_some_and(|before| open[before]);
        let nodes = graph.nodes().iter();
        let quoted = nodes.map(|node| inside(node.token)).collect();
        Self {
            graph,
            measure_words: facts::measure_words(s),
            quoted,
        }
    }
}

/// Returns the model input for a figure, or `None` if no token of the parse belongs to the figure.
pub fn context<'c, 't>(
    sentences: SentenceList<'t, '_>,
    c: &'c SentenceContext<'t>,
    quantity: &Quantity,
    slots: &FigureSlots<'t>,
) -> Option<FigureContext<'c, 't>> {
    let s = &c.sentence;
    let parsed = c.parsed.get_or_init(|| ParsedSentence::new(sentences, c));
    let answer = |found: Option<Finding<&'t str>>| {
        found.map(|found| RuleAnswer {
            text: found.value,
            words: found.words,
            rule: found.rule,
        })
    };
    let stance = slots.stance.map_or(Stance::Stated, |found| found.value);
    Some(FigureContext {
        s,
        graph: &parsed.graph,
        anchor: FigurePosition::find(&parsed.graph, s, quantity)?,
        counts: quantity.unit.is_none(),
        measure_words: &parsed.measure_words,
        rule_measure: slots.measure.map(|found| (found.value, found.rule)),
        rule_owner: answer(slots.owner),
        rule_source: answer(slots.source),
        rule_time: answer(slots.as_of),
        rule_stance: stance.word(),
        quoted: &parsed.quoted,
        measure: None,
    })
}

/// Replaces the rules' facts in the slots of a figure with the facts that the models decide, and returns the model input
/// with the decided measure. Leaves the slots unchanged and returns `None` if no token of the parse belongs to the
/// figure.
pub fn decide<'c, 't>(
    sentences: SentenceList<'t, '_>,
    c: &'c SentenceContext<'t>,
    quantity: &Quantity,
    slots: &mut FigureSlots<'t>,
) -> Option<FigureContext<'c, 't>> {
    let mut context = context(sentences, c, quantity, slots)?;
    facts::decide(&mut context, slots);
    Some(context)
}
