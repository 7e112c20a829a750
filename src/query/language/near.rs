//! Parses `a NEAR/5 b`: checks the operands and expands their alternatives.

use super::error::Fault;
use super::syntax::{Item, Syntax};
use super::value::ItemValue;
use crate::byte_range::ByteRange;
use crate::query::model::{BooleanTree, Leaf, Near, Pattern, TextScope};

/// The maximum number of pattern pairs to which the `NEAR` operators of one query may expand.
const MOST_PAIRS: usize = 1024;

/// An operand of `NEAR`: a pattern with its scope.
type NearOperand<'a> = (TextScope, &'a Pattern);

/// Joins the operands of `NEAR`, and counts the resulting pairs.
#[derive(Debug, Default)]
pub(super) struct Joiner {
    pairs: usize,
}

impl Joiner {
    /// Builds `left NEAR/distance right` for each pair of alternatives. `span` covers the whole expression.
    pub(super) fn join(
        &mut self,
        left: &Syntax,
        right: &Syntax,
        distance: u32,
        span: ByteRange,
    ) -> Result<Syntax, Fault> {
        let (lefts, rights) = (sides(left, span)?, sides(right, span)?);
        self.pairs += lefts.len() * rights.len();
        if self.pairs > MOST_PAIRS {
            return Err(Fault::new(span, "too many alternatives around NEAR"));
        }
        let mut pairs = Vec::with_capacity(lefts.len() * rights.len());
        for &left in &lefts {
            for &right in &rights {
                let leaf = Leaf::Near(near(left, right, distance));
                let what = ItemValue::Article(BooleanTree::Leaf(leaf));
                pairs.push(BooleanTree::Leaf(Item { what, span }));
            }
        }
        BooleanTree::any(pairs).ok_or_else(|| Fault::new(span, "NEAR needs words on both sides"))
    }
}

/// Joins two patterns. If one of them is restricted to the headline, so is the other.
fn near(left: NearOperand<'_>, right: NearOperand<'_>, distance: u32) -> Near {
    let scope = if left.0 == TextScope::Title {
        left.0
    } else {
        right.0
    };
    let (left, right) = (left.1.clone(), right.1.clone());
    Near {
        scope,
        left,
        right,
        distance,
    }
}

/// Returns the alternative patterns of an operand, or an error if it contains anything else.
fn sides(operand: &Syntax, span: ByteRange) -> Result<Vec<NearOperand<'_>>, Fault> {
    let alternatives = match operand {
        BooleanTree::Any(children) => children.as_slice(),
        one => std::slice::from_ref(one),
    };
    alternatives
        .iter()
        .map(|one| one.as_text().ok_or_else(|| refused(one, span)))
        .collect()
}

fn refused(operand: &Syntax, span: ByteRange) -> Fault {
    let span = match operand {
        BooleanTree::Leaf(item) => item.span,
        _ => span,
    };
    let message = "NEAR works only with words, phrases, and alternatives such as (a OR b)";
    Fault::new(span, message).help("write, for example, `(a OR b) NEAR/5 \"c d\"`")
}
