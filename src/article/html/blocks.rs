//! Collects the text blocks of a page in order: paragraphs, headings, list items and cells. Each block includes the
//! features that are used to decide whether it belongs to the article.

use super::boilerplate;
use super::boilerplate::BoilerplateNames;
use super::tag::Tag;
use super::tree::{AttributeName, HtmlTree, NodeId, NodeKind, push_spaced};

/// The maximum share of a page's text that a boilerplate element can contain. Only long text nodes count. `nav`,
/// `footer` and `figcaption` are exempt from this limit.
const LARGE: f64 = 0.4;

/// The minimum length of a long text node, in bytes.
const LONG: usize = 40;

/// A run of text that is not interrupted by a block-level element.
#[derive(Debug)]
pub struct Block {
    /// The first text node of the block.
    pub at: NodeId,
    /// The innermost block-level element that contains the block.
    pub element: NodeId,
    /// The tag of `element`.
    pub tag: Tag,
    /// The text of the block, with single spaces.
    pub text: String,
    /// The number of bytes of `text` that are inside links.
    pub linked: usize,
    /// The outermost boilerplate element that contains the block.
    pub boilerplate: Option<NodeId>,
}

impl Block {
    /// Returns the share of the text that is inside links.
    pub fn link_share(&self) -> f64 {
        self.linked as f64 / self.text.len().max(1) as f64
    }
}

/// Collects the blocks of a page. `names` selects the class names that indicate boilerplate.
pub fn collect(tree: &HtmlTree, names: BoilerplateNames) -> Vec<Block> {
    let mut builder = BlockBuilder {
        tree,
        names,
        lengths: lengths(tree),
        blocks: Vec::new(),
        open: vec![(HtmlTree::ROOT, tree.end(HtmlTree::ROOT))],
        current: None,
        link_end: 0,
        boilerplate: None,
    };
    builder.build();
    builder.blocks
}

/// For each node, returns the total length of the long text nodes before it. Text in links and hidden elements does not
/// count. The last entry is the total for the page.
fn lengths(tree: &HtmlTree) -> Vec<usize> {
    let (mut sum, mut shown_from) = (0, 0);
    let mut lengths = vec![0];
    for (id, node) in tree.nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::Text(range)
                if id >= shown_from
                    && range.len() >= LONG
                    && !tree.has_tag(node.parent, Tag::A) =>
            {
                sum += range.len();
            }
            NodeKind::Element(tag, _) if tag.is_hidden() => shown_from = shown_from.max(node.end),
            _ => {}
        }
        lengths.push(sum);
    }
    lengths
}

struct BlockBuilder<'t> {
    tree: &'t HtmlTree,
    names: BoilerplateNames,
    lengths: Vec<usize>,
    blocks: Vec<Block>,
    /// The open block-level elements, each with its end.
    open: Vec<(NodeId, NodeId)>,
    current: Option<Block>,
    /// The end of the most recent link. The current node is inside that link if it comes before this end.
    link_end: NodeId,
    /// The outermost open boilerplate element and its end.
    boilerplate: Option<(NodeId, NodeId)>,
}

impl BlockBuilder<'_> {
    fn build(&mut self) {
        let end = self.tree.end(HtmlTree::ROOT);
        let mut at = HtmlTree::ROOT + 1;
        while at < end {
            self.leave(at);
            match &self.tree.nodes[at].kind {
                NodeKind::Text(range) => self.text(at, &self.tree.text[range.clone()]),
                NodeKind::Element(tag, _) if tag.is_hidden() => {
                    at = self.tree.end(at);
                    continue;
                }
                NodeKind::Element(tag, _) => self.element(at, *tag),
            }
            at += 1;
        }
        self.flush();
    }

    /// Closes the elements that end at or before `at`.
    fn leave(&mut self, at: NodeId) {
        while self.open.len() > 1 && self.open.last().is_some_and(|&(_, end)| end <= at) {
            self.flush();
            self.open.pop();
        }
        if self.boilerplate.is_some_and(|(_, end)| end <= at) {
            self.flush();
            self.boilerplate = None;
        }
    }

    fn element(&mut self, at: NodeId, tag: Tag) {
        let end = self.tree.end(at);
        match tag {
            Tag::Br => self.line_break(),
            Tag::A if self.tree.attribute(at, AttributeName::Href).is_some() => self.link_end = end,
            _ if !tag.is_inline() => {
                self.flush();
                self.open.push((at, end));
            }
            _ => {}
        }
        if self.boilerplate.is_none() && self.is_boilerplate(at, tag) {
            self.flush();
            self.boilerplate = Some((at, end));
        }
    }

    /// Returns whether an element's tag or attributes identify it as boilerplate. An element that contains an `h1` or
    /// much of the page's text is boilerplate only if it is a `nav`, `footer` or `figcaption`.
    fn is_boilerplate(&self, at: NodeId, tag: Tag) -> bool {
        let end = self.tree.end(at);
        let sure = matches!(tag, Tag::Nav | Tag::Footer | Tag::FigCaption);
        let small = || {
            let (held, all) = (
                self.lengths[end] - self.lengths[at],
                self.lengths[self.tree.nodes.len()],
            );
            held as f64 <= LARGE * all as f64 && self.tree.elements(at, Tag::H1).next().is_none()
        };
        end > at + 1
            && boilerplate::is_boilerplate(self.tree, at, tag, self.names)
            && (sure || small())
    }

    fn text(&mut self, at: NodeId, text: &str) {
        let &(element, _) = self.open.last().unwrap_or(&(HtmlTree::ROOT, 0));
        let boilerplate = self.boilerplate.map(|(id, _)| id);
        let block = self.current.get_or_insert_with(|| Block {
            at,
            element,
            tag: self.tree.tag(element).unwrap_or(Tag::Other),
            text: String::new(),
            linked: 0,
            boilerplate,
        });
        let before = block.text.len();
        push_spaced(&mut block.text, text);
        if at < self.link_end {
            block.linked += block.text[before..].trim().len();
        }
    }

    /// Handles a `<br>`. One starts a new line, and two in a row start a new block.
    fn line_break(&mut self) {
        let Some(block) = &mut self.current else {
            return;
        };
        if block.text.trim_end_matches(' ').ends_with('\n') {
            self.flush();
            return;
        }
        block.text.truncate(block.text.trim_end().len());
        if !block.text.is_empty() {
            block.text.push('\n');
        }
    }

    fn flush(&mut self) {
        let Some(mut block) = self.current.take() else {
            return;
        };
        block.text.truncate(block.text.trim_end().len());
        let leading = block.text.len() - block.text.trim_start().len();
        block.text.drain(..leading);
        if !block.text.is_empty() {
            self.blocks.push(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::html::tree_builder;

    #[test]
    fn elements_break_text_into_blocks() {
        let rows: &[(&str, &[&str])] = &[
            (
                "<p>It <b>rained</b> on\n  Sunday.<p>Then not.",
                &["It rained on Sunday.", "Then not."],
            ),
            ("a<div>b<p>c</div>d", &["a", "b", "c", "d"]),
            ("a<br>b<br> <br>c<br>", &["a\nb", "c"]),
            (
                "<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>",
                &["a", "b", "c", "d"],
            ),
            ("a<script>b</script><style>c</style>d", &["ad"]),
            ("<my-text>a<p>b</p></my-text>", &["a", "b"]),
            ("fl\u{ad}ood", &["flood"]),
            ("<h2>A</h2>b", &["A", "b"]),
            ("", &[]),
        ];
        for &(html, expected) in rows {
            let tree = tree_builder::parse(html);
            let blocks = collect(&tree, BoilerplateNames::All);
            let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
            assert_eq!(texts, expected, "{html}");
        }
    }

    #[test]
    fn links_and_boilerplate_are_marked() {
        let text = "It rained in Adunn for nine days, and on the tenth the dam broke.";
        let tree = tree_builder::parse(&format!(
            "<p>{text}<a href=x>more</a></p><div class=related>{text}</div><p>{text}"
        ));
        let blocks = collect(&tree, BoilerplateNames::All);
        let told: Vec<_> = blocks
            .iter()
            .map(|block| (block.linked, block.boilerplate.is_some()))
            .collect();
        assert_eq!(told, [(4, false), (0, true), (0, false)]);
    }

    #[test]
    fn element_with_most_text_is_not_boilerplate() {
        let text = "It rained in Adunn for nine days, and on the tenth the dam broke.";
        for html in [
            format!("<div class='with-sidebar comment'>{text}</div><p>{text}</p>"),
            format!("<div class='sidebar'><h1>Dam breaks</h1>{text}</div><p>{text}<p>{text}"),
        ] {
            let tree = tree_builder::parse(&html);
            assert!(
                collect(&tree, BoilerplateNames::All)
                    .iter()
                    .all(|block| block.boilerplate.is_none()),
                "{html}"
            );
        }
    }
}
