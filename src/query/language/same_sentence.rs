//! Parses `same:(killed Kyiv)`: checks the operands and expands their alternatives.

use super::error::{Fault, Warnings};
use super::parse::{ParseContext, Parser};
use super::syntax::{self, Item, Syntax};
use super::value::ItemValue;
use crate::byte_range::ByteRange;
use crate::query::model::{BooleanTree, Leaf, Pattern, TextScope};

impl Parser<'_, '_> {
    /// Builds the condition that one sentence contains all of `inner`. If `inner` is an `OR` of groups of words, each
    /// group becomes a separate condition.
    pub(super) fn same(
        &mut self,
        inner: Syntax,
        span: ByteRange,
        context: ParseContext,
    ) -> Result<Syntax, Fault> {
        let leaf = |all: Vec<Vec<Pattern>>| {
            let what = ItemValue::Article(BooleanTree::Leaf(Leaf::SameSentence(all)));
            BooleanTree::Leaf(Item { what, span })
        };
        let choices = match inner {
            BooleanTree::Any(choices) if !choices.iter().all(|one| pattern(one).is_some()) => {
                choices
            }
            one => vec![one],
        };
        let sentences = choices
            .iter()
            .map(|one| elements(one, span))
            .collect::<Result<Vec<_>, _>>()?;
        for sentence in &sentences {
            warn_of_one(sentence, span, self.warnings);
        }
        let sentences = BooleanTree::any(sentences.into_iter().map(leaf).collect());
        let sentences = sentences.ok_or_else(|| Fault::new(span, "same:(…) is empty"))?;
        if matches!(sentences, BooleanTree::Any(_)) {
            // Each condition is printed in its own parentheses, and so are the alternatives in it.
            self.check_deeper(3, context, span.start)?;
        }
        Ok(sentences)
    }
}

/// Returns the elements that a sentence must contain. Each element is a list of alternatives.
fn elements(sentence: &Syntax, whole: ByteRange) -> Result<Vec<Vec<Pattern>>, Fault> {
    let all = match sentence {
        BooleanTree::All(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    all.iter().map(|one| alternatives(one, whole)).collect()
}

fn alternatives(element: &Syntax, whole: ByteRange) -> Result<Vec<Pattern>, Fault> {
    let any = match element {
        BooleanTree::Any(any) => any.as_slice(),
        one => std::slice::from_ref(one),
    };
    any.iter()
        .map(|one| pattern(one).cloned().ok_or_else(|| refused(one, whole)))
        .collect()
}

/// Returns the pattern if `one` is a word or phrase that is not restricted to the headline, or `None` otherwise.
fn pattern(one: &Syntax) -> Option<&Pattern> {
    let (scope, pattern) = one.as_text()?;
    (scope == TextScope::Anywhere).then_some(pattern)
}

fn refused(element: &Syntax, whole: ByteRange) -> Fault {
    let span = syntax::first_place(element).unwrap_or(whole);
    let message = "same:(…) works only with words, phrases, and alternatives such as (a OR b)";
    Fault::new(span, message).help("write, for example, `same:(killed \"defence ministry\")`")
}

/// Warns if there is only one element, because `same:` then has no effect.
fn warn_of_one(sentence: &[Vec<Pattern>], span: ByteRange, warnings: &mut Warnings) {
    let message = match sentence {
        [one] if one.len() == 1 => {
            "`same:` has no effect on a single word or phrase; write two or more, as in same:(killed Kyiv)"
        }
        [_] => {
            "`same:` has no effect on alternatives; write words that must all occur, as in same:(killed Kyiv)"
        }
        _ => return,
    };
    warnings.add(span, message);
}
