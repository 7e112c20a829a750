//! Finds the content root of a page: the innermost element that contains most of the text.

use crate::article::html::blocks;
use crate::article::html::blocks::Block;
use crate::article::html::boilerplate;
use crate::article::html::boilerplate::BoilerplateNames;
use crate::article::html::tag::Tag;
use crate::article::html::tree::{HtmlTree, NodeId};

/// The search descends into a child that has at least this share of its parent's weight.
const MOST: f64 = 0.80;

/// Blocks with fewer bytes than this have no weight.
const SHORTEST: usize = 40;

/// Blocks with a larger share of link text than this have no weight.
const LINKS: f64 = 0.4;

/// Returns the weight of a block: the length of its text outside links, in bytes. Short blocks, headings, link lists
/// and boilerplate have a weight of zero.
pub(super) fn weight(block: &Block) -> usize {
    let counts =
        block.text.len() >= SHORTEST && !block.tag.is_heading() && block.link_share() <= LINKS;
    let counts = counts && block.boilerplate.is_none();
    if counts {
        block.text.len() - block.linked
    } else {
        0
    }
}

/// If the total weight of a page is lower than this, its text may be inside elements with boilerplate class names.
const FEW: usize = 200;

/// Returns the blocks of a page. All known class names are treated as boilerplate. If this leaves hardly any text, only
/// the reliable ones are, provided that this more than doubles the weight.
pub(super) fn blocks(tree: &HtmlTree) -> Vec<Block> {
    let weigh = |blocks: &[Block]| blocks.iter().map(weight).sum::<usize>();
    let blocks = blocks::collect(tree, BoilerplateNames::All);
    let left = weigh(&blocks);
    if left >= FEW {
        return blocks;
    }
    let more = blocks::collect(tree, BoilerplateNames::Sure);
    if weigh(&more) > 2 * left {
        more
    } else {
        blocks
    }
}

/// Returns the innermost element that contains most of the text. The search stops early at an element whose attributes
/// suggest that it contains article text.
pub(super) fn find(tree: &HtmlTree, blocks: &[Block]) -> NodeId {
    let weights = BlockWeights::new(blocks);
    let mut at = HtmlTree::ROOT;
    loop {
        let all = weights.within(tree, at);
        let heaviest = children(tree, at)
            .map(|child| (weights.within(tree, child), child))
            .max_by_key(|&(weight, child)| (weight, std::cmp::Reverse(child)));
        match heaviest {
            Some((weight, child))
                if weight > 0 && weight as f64 >= MOST * all as f64 && can_be(tree, child) =>
            {
                at = child;
            }
            _ => return at,
        }
        if boilerplate::is_named_text(tree, at) {
            return at;
        }
    }
}

/// Returns whether an element can contain a whole article rather than a single paragraph.
fn can_be(tree: &HtmlTree, id: NodeId) -> bool {
    let paragraph = |tag| matches!(tag, Tag::P | Tag::BlockQuote | Tag::Li | Tag::Pre);
    tree.tag(id)
        .is_some_and(|tag| !paragraph(tag) && !tag.is_text_style())
}

fn children(tree: &HtmlTree, id: NodeId) -> impl Iterator<Item = NodeId> {
    let end = tree.end(id);
    let mut next = id + 1;
    std::iter::from_fn(move || {
        let child = next;
        (child < end).then(|| {
            next = tree.end(child);
            child
        })
    })
}

/// Running sums of the block weights. The weight of an element is the difference between two of them.
struct BlockWeights {
    starts: Vec<NodeId>,
    sums: Vec<usize>,
}

impl BlockWeights {
    fn new(blocks: &[Block]) -> Self {
        let mut sum = 0;
        let sums = blocks.iter().map(|block| {
            sum += weight(block);
            sum
        });
        Self {
            sums: std::iter::once(0).chain(sums).collect(),
            starts: blocks.iter().map(|block| block.at).collect(),
        }
    }

    fn within(&self, tree: &HtmlTree, id: NodeId) -> usize {
        let before = |node: NodeId| self.sums[self.starts.partition_point(|&at| at < node)];
        before(tree.end(id)) - before(id)
    }
}
