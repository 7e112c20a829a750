//! Builds an [`HtmlTree`] from html5gum tokens and supplies omitted end tags.
//!
//! All work is bounded: elements nested deeper than [`DEEPEST`] become siblings, and at most [`MOST`] nodes are kept.
//! html5ever and the crates built on it take minutes for 100,000 nested `div` elements, or overflow the stack
//! (`benches/pages`).

use std::ops::Range;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer, naive_next_state};

use super::tag::Tag;
use super::tree::{AttributeName, HtmlTree, Node, NodeId, NodeKind};

/// The maximum nesting depth. The deepest of 709 saved pages has 40 levels.
const DEEPEST: usize = 256;

/// The maximum number of nodes. The largest of 709 saved pages has 17,711 nodes.
const MOST: usize = 1 << 20;

/// The maximum length of an attribute value, in bytes. Longer values are dropped. They occur only in page metadata.
const LONGEST: usize = 16 << 10;

/// Parses a page into a tree.
pub fn parse(html: &str) -> HtmlTree {
    let mut builder = Builder::new(html.len());
    let emitter = CallbackEmitter::new(&mut builder);
    let mut tokens = Tokenizer::new_with_emitter(html, emitter);
    // Reading from a string cannot fail.
    while let Some(Ok(state)) = tokens.next() {
        tokens.set_state(state);
    }
    drop(tokens);
    builder.finish()
}

struct Builder {
    tree: HtmlTree,
    /// The open elements, outermost first.
    open: Vec<NodeId>,
    /// The start tag whose attributes are being read.
    tag: Tag,
    /// The tokenizer state for the content of the start tag's element, or `None` if the content is ordinary markup.
    raw: Option<State>,
    attributes: usize,
    name: Option<AttributeName>,
}

impl Builder {
    fn new(length: usize) -> Self {
        let root = Node {
            kind: NodeKind::Element(Tag::Root, 0..0),
            parent: HtmlTree::ROOT,
            end: 1,
        };
        let tree = HtmlTree {
            nodes: vec![root],
            text: String::with_capacity(length / 4),
            ..HtmlTree::default()
        };
        Self {
            tree,
            open: vec![HtmlTree::ROOT],
            tag: Tag::Other,
            raw: None,
            attributes: 0,
            name: None,
        }
    }

    fn finish(mut self) -> HtmlTree {
        self.close_to(0);
        self.tree.nodes[HtmlTree::ROOT].end = self.tree.nodes.len();
        self.tree
    }

    fn top(&self) -> NodeId {
        self.open.last().copied().unwrap_or(HtmlTree::ROOT)
    }

    fn tag_of(&self, at: usize) -> Tag {
        self.tree.tag(self.open[at]).unwrap_or(Tag::Other)
    }

    /// Closes all open elements from index `at` on.
    fn close_to(&mut self, at: usize) {
        let end = self.tree.nodes.len();
        for id in self.open.drain(at..) {
            self.tree.nodes[id].end = end;
        }
    }

    fn push(&mut self, kind: NodeKind) -> Option<NodeId> {
        if self.tree.nodes.len() >= MOST {
            self.tree.cut = true;
            return None;
        }
        let id = self.tree.nodes.len();
        let parent = self.top();
        self.tree.nodes.push(Node {
            kind,
            parent,
            end: id + 1,
        });
        Some(id)
    }

    fn keep(&mut self, bytes: &[u8]) -> Range<usize> {
        let start = self.tree.text.len();
        // The bytes are valid UTF-8, because the tokenizer splits its input only at ASCII characters.
        self.tree.text.push_str(&String::from_utf8_lossy(bytes));
        start..self.tree.text.len()
    }

    fn text(&mut self, bytes: &[u8]) {
        let top = self.tree.tag(self.top()).unwrap_or(Tag::Other);
        let kept = match top {
            Tag::Style | Tag::NoScript | Tag::Iframe | Tag::TextArea => false,
            Tag::Script => self.is_data(self.top()),
            _ => true,
        };
        if kept {
            let range = self.keep(bytes);
            self.push(NodeKind::Text(range));
        }
    }

    /// Returns whether a script contains data rather than code.
    fn is_data(&self, script: NodeId) -> bool {
        let kind = self.tree.attribute(script, AttributeName::Type);
        kind.is_some_and(|kind| kind.to_ascii_lowercase().contains("json"))
    }

    fn attribute(&mut self, value: &[u8]) {
        let Some(name) = self.name.take() else {
            return;
        };
        let known = self.tree.attributes[self.attributes..].iter();
        if known.clone().all(|(known, _)| *known != name) && value.len() <= LONGEST {
            let value = self.keep(value);
            self.tree.attributes.push((name, value));
        }
    }

    fn start(&mut self, self_closing: bool) {
        let tag = self.tag;
        let attributes = self.attributes..self.tree.attributes.len();
        if matches!(tag, Tag::Html | Tag::Body | Tag::Head) && self.has(tag) {
            return;
        }
        self.close_implied(tag);
        let Some(id) = self.push(NodeKind::Element(tag, attributes)) else {
            return;
        };
        let raw = self.raw.is_some();
        let empty = tag.is_void() || (self_closing && matches!(tag, Tag::Other | Tag::Svg));
        if raw || (!empty && self.open.len() < DEEPEST) {
            self.open.push(id);
        } else if !empty {
            self.tree.cut = true;
        }
    }

    /// Returns whether an element with this tag is already open near the root. For `head`, an open `body` also counts.
    fn has(&self, tag: Tag) -> bool {
        self.open
            .iter()
            .take(4)
            .any(|&id| self.tree.has_tag(id, tag))
            || (tag == Tag::Head && self.open.iter().any(|&id| self.tree.has_tag(id, Tag::Body)))
    }

    /// Closes the open elements whose end tag is implied by the start tag `tag`.
    fn close_implied(&mut self, tag: Tag) {
        if !tag.is_of_head() {
            self.close_nearest(|open| open == Tag::Head, |_| false);
        }
        if !tag.is_inline() && tag != Tag::Br {
            self.close_nearest(|open| open == Tag::P, Tag::stops_end_tags);
        }
        let list =
            |open: Tag| open.stops_end_tags() || matches!(open, Tag::Ul | Tag::Ol | Tag::Menu);
        let table = |open: Tag| matches!(open, Tag::Table | Tag::Root);
        match tag {
            Tag::Li => self.close_nearest(|open| open == Tag::Li, list),
            Tag::Dt | Tag::Dd => {
                self.close_nearest(
                    |open| matches!(open, Tag::Dt | Tag::Dd),
                    |open| open.stops_end_tags() || open == Tag::Dl,
                );
            }
            Tag::Td | Tag::Th => self.close_nearest(
                |open| matches!(open, Tag::Td | Tag::Th),
                |open| matches!(open, Tag::Table | Tag::Tr | Tag::Root),
            ),
            Tag::Tr => self.close_nearest(|open| open == Tag::Tr, table),
            Tag::TBody | Tag::THead | Tag::TFoot => self.close_nearest(
                |open| {
                    matches!(
                        open,
                        Tag::TBody | Tag::THead | Tag::TFoot | Tag::Caption | Tag::ColGroup
                    )
                },
                table,
            ),
            Tag::Choice => self.close_nearest(
                |open| open == Tag::Choice,
                |open| open == Tag::Select || open.stops_end_tags(),
            ),
            Tag::A => self.close_nearest(|open| open == Tag::A, |open| !open.is_text_style()),
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                self.close_nearest(Tag::is_heading, |open| !open.is_text_style());
            }
            _ => {}
        }
    }

    /// Closes the innermost open element that `wanted` accepts. Does nothing if an element that `wall` accepts is open
    /// inside it.
    fn close_nearest(&mut self, wanted: impl Fn(Tag) -> bool, wall: impl Fn(Tag) -> bool) {
        for at in (1..self.open.len()).rev() {
            let tag = self.tag_of(at);
            if wanted(tag) {
                return self.close_to(at);
            }
            if wall(tag) {
                return;
            }
        }
    }

    fn end(&mut self, tag: Tag) {
        match tag {
            Tag::Br => _ = self.push(NodeKind::Element(Tag::Br, 0..0)),
            // Content after these end tags still belongs to the page.
            Tag::Html | Tag::Body => {}
            _ if tag.is_heading() => self.close_nearest(Tag::is_heading, Tag::stops_end_tags),
            _ if tag.is_text_style() => self.close_nearest(
                |open| open == tag,
                |open| !open.is_text_style() && open != Tag::Other,
            ),
            Tag::Table
            | Tag::Td
            | Tag::Th
            | Tag::Caption
            | Tag::Tr
            | Tag::TBody
            | Tag::THead
            | Tag::TFoot => {
                self.close_nearest(
                    |open| open == tag,
                    |open| open == Tag::Table || open == Tag::Root,
                );
            }
            _ => self.close_nearest(|open| open == tag, Tag::stops_end_tags),
        }
    }
}

impl Callback<State, ()> for &mut Builder {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<State> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag::from_name(name);
                // Inside SVG, elements such as `title` contain ordinary markup.
                let drawn = self.open.iter().any(|&id| self.tree.has_tag(id, Tag::Svg));
                self.raw = naive_next_state(name).filter(|_| !drawn);
                self.attributes = self.tree.attributes.len();
                self.name = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute(b"");
                self.name = AttributeName::from_name(name);
            }
            CallbackEvent::AttributeValue { value } => self.attribute(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                self.attribute(b"");
                self.start(self_closing);
                return self.raw.take();
            }
            CallbackEvent::EndTag { name } => {
                self.name = None;
                self.end(Tag::from_name(name));
            }
            CallbackEvent::String { value } => self.text(value),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Formats the descendants of a node: elements as `name(children)`, and text nodes as their text.
    fn outline(tree: &HtmlTree, id: NodeId) -> String {
        let mut parts = Vec::new();
        let mut at = id + 1;
        while at < tree.end(id) {
            parts.push(match &tree.nodes[at].kind {
                NodeKind::Text(range) => tree.text[range.clone()].trim().to_owned(),
                NodeKind::Element(tag, _) => {
                    format!("{tag:?}({})", outline(tree, at)).to_lowercase()
                }
            });
            at = tree.end(at);
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }

    #[test]
    fn omitted_end_tags_are_inserted() {
        let rows = [
            ("<p>a<p>b", "p(a) p(b)"),
            ("<p>a<div>b</div>c", "p(a) div(b) c"),
            ("<p>a<span>b<div>c</div>", "p(a span(b)) div(c)"),
            (
                "<ul><li>a<ul><li>b</ul><li>c</ul>",
                "ul(li(a ul(li(b))) li(c))",
            ),
            ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a) dd(b) dt(c))"),
            (
                "<table><tr><td>a<td>b<tr><td>c</table>d",
                "table(tr(td(a) td(b)) tr(td(c))) d",
            ),
            (
                "<table><tbody><tr><td>a<tbody><tr><td>b</table>",
                "table(tbody(tr(td(a))) tbody(tr(td(b))))",
            ),
            (
                "<td>a<table><tr><td>b</table>c<td>d",
                "td(a table(tr(td(b))) c) td(d)",
            ),
            ("<h1>a<h2>b</h1>c", "h1(a) h2(b) c"),
            ("<a href=x>a<a href=y>b", "a(a) a(b)"),
            (
                "<html><head><title>a<b></title><p>c",
                "html(head(title(a<b>)) p(c))",
            ),
            ("<html><body>a<body>b</html>c", "html(body(a b c))"),
            (
                "<select><option>a<option>b</select>",
                "select(choice(a) choice(b))",
            ),
        ];
        for (html, expected) in rows {
            let tree = parse(html);
            assert_eq!(outline(&tree, HtmlTree::ROOT), expected, "{html}");
        }
    }

    #[test]
    fn unmatched_end_tags_are_ignored() {
        let rows = [
            ("<div>a</span>b</div>", "div(a b)"),
            ("<div><b>a</div>b", "div(b(a)) b"),
            ("<b><p>a</b>b</p>c", "b(p(a b) c)"),
            ("<table><tr><td>a</div></p>b</table>", "table(tr(td(a b)))"),
            ("a</p>b</br>c", "a b br() c"),
            ("<x-a><x-b>a</x-b>b</x-a>c", "other(other(a) b) c"),
            (
                "<svg><path d=1 /><path/></svg>a<img/>b",
                "svg(other() other()) a img() b",
            ),
            ("<!-- <p>a -->b<!doctype html>", "b"),
            ("a < b <> c", "a < b <> c"),
            (
                "<svg><title/><path></svg>a<p>b",
                "svg(title(other())) a p(b)",
            ),
        ];
        for (html, expected) in rows {
            let tree = parse(html);
            assert_eq!(outline(&tree, HtmlTree::ROOT), expected, "{html}");
        }
    }

    #[test]
    fn attributes_are_deduplicated_and_decoded() {
        let tree = parse("<p CLASS='a &amp; b' class=c hidden data-x=y id=d>");
        let values = [
            AttributeName::Class,
            AttributeName::Hidden,
            AttributeName::Id,
            AttributeName::Href,
        ]
        .map(|name| tree.attribute(1, name));
        assert_eq!(values, [Some("a & b"), Some(""), Some("d"), None]);
    }

    #[test]
    fn only_linked_data_scripts_are_kept() {
        let tree = parse(
            "<script>a</script><style>b</style><script type=application/ld+json>{\"c\": \"<p>\"}</script>",
        );
        let pieces: Vec<&str> = tree
            .descendants(HtmlTree::ROOT)
            .filter_map(|id| tree.node_text(id))
            .collect();
        assert_eq!(pieces, ["{\"c\": \"<p>\"}"]);
    }

    #[test]
    fn nesting_depth_is_bounded() {
        let html = "<div>".repeat(10_000) + "a" + &"</div>".repeat(10_000) + "b";
        let tree = parse(&html);
        assert!(tree.cut);
        let deepest = tree
            .descendants(HtmlTree::ROOT)
            .map(|id| tree.ancestors(id).count())
            .max();
        assert_eq!(deepest, Some(DEEPEST));
        assert_eq!(tree.words(HtmlTree::ROOT, 100).as_deref(), Some("a b"));
    }
}
