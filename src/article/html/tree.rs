//! The HTML tree: a flat list of nodes in document order, each with the end of its descendants.
//!
//! The descendants of an element directly follow it. Traversing a page is therefore a loop, and deep nesting cannot
//! overflow the stack.

use std::ops::Range;

use super::tag::Tag;

/// The index of a node in its tree.
pub type NodeId = usize;

/// The attributes that the tree keeps. All others are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeName {
    AriaHidden,
    Class,
    Content,
    DataTestId,
    DateTime,
    Hidden,
    Href,
    HttpEquiv,
    Id,
    ItemProp,
    Lang,
    Named,
    Property,
    Pubdate,
    Rel,
    Role,
    Style,
    Title,
    Type,
}

impl AttributeName {
    /// Returns the attribute with this lower-case name, or `None` if it is not kept.
    pub fn from_name(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"aria-hidden" => Self::AriaHidden,
            b"class" => Self::Class,
            b"content" | b"value" => Self::Content,
            b"data-testid"
            | b"data-component"
            | b"data-component-name"
            | b"data-qa"
            | b"data-type" => Self::DataTestId,
            b"datetime" => Self::DateTime,
            b"hidden" => Self::Hidden,
            b"href" => Self::Href,
            b"http-equiv" => Self::HttpEquiv,
            b"id" => Self::Id,
            b"itemprop" => Self::ItemProp,
            b"lang" | b"xml:lang" => Self::Lang,
            b"name" => Self::Named,
            b"property" => Self::Property,
            b"pubdate" => Self::Pubdate,
            b"rel" => Self::Rel,
            b"role" => Self::Role,
            b"style" => Self::Style,
            b"title" => Self::Title,
            b"type" => Self::Type,
            _ => return None,
        })
    }
}

/// The kind of a node.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// An element, with its attributes as a range of [`HtmlTree::attributes`].
    Element(Tag, Range<usize>),
    /// A text node, as a byte range of [`HtmlTree::text`].
    Text(Range<usize>),
}

/// A node of the tree.
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: NodeKind,
    /// The element that contains this node.
    pub parent: NodeId,
    /// The first node after the descendants of this one.
    pub end: NodeId,
}

/// The tree of a page.
#[derive(Debug, Default)]
pub struct HtmlTree {
    pub nodes: Vec<Node>,
    /// The attributes of all elements. Each value is a byte range of [`HtmlTree::text`].
    pub attributes: Vec<(AttributeName, Range<usize>)>,
    /// The contents of all text nodes and attributes, concatenated.
    pub text: String,
    /// Whether parts of the page were dropped or moved because it had too many nodes or was nested too deeply.
    pub cut: bool,
}

impl HtmlTree {
    /// The root, which contains all other nodes.
    pub const ROOT: NodeId = 0;

    /// Returns the tag of a node, or `None` for a text node.
    pub fn tag(&self, id: NodeId) -> Option<Tag> {
        match self.nodes[id].kind {
            NodeKind::Element(tag, _) => Some(tag),
            NodeKind::Text(_) => None,
        }
    }

    /// Returns whether a node is an element with this tag.
    pub fn has_tag(&self, id: NodeId, tag: Tag) -> bool {
        self.tag(id) == Some(tag)
    }

    /// Returns the text of a text node, or `None` for an element.
    pub fn node_text(&self, id: NodeId) -> Option<&str> {
        match &self.nodes[id].kind {
            NodeKind::Text(range) => Some(&self.text[range.clone()]),
            NodeKind::Element(..) => None,
        }
    }

    /// Returns the value of an attribute, or `None` if the node does not have it.
    pub fn attribute(&self, id: NodeId, name: AttributeName) -> Option<&str> {
        let NodeKind::Element(_, range) = &self.nodes[id].kind else {
            return None;
        };
        let mut attributes = self.attributes[range.clone()].iter();
        let (_, value) = attributes.find(|(known, _)| *known == name)?;
        Some(&self.text[value.clone()])
    }

    /// Returns the first node after the descendants of a node.
    pub fn end(&self, id: NodeId) -> NodeId {
        self.nodes[id].end
    }

    /// Returns the descendants of a node.
    pub fn descendants(&self, id: NodeId) -> Range<NodeId> {
        id + 1..self.nodes[id].end
    }

    /// Returns the ancestors of a node, nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let mut at = id;
        std::iter::from_fn(move || {
            (at != Self::ROOT).then(|| {
                at = self.nodes[at].parent;
                at
            })
        })
    }

    /// Returns the descendants of a node that have this tag.
    pub fn elements(&self, id: NodeId, tag: Tag) -> impl Iterator<Item = NodeId> {
        self.descendants(id)
            .filter(move |&at| self.has_tag(at, tag))
    }

    /// Returns whether `inner` is `outer` or a descendant of it.
    pub fn contains_node(&self, outer: NodeId, inner: NodeId) -> bool {
        (outer..self.nodes[outer].end).contains(&inner)
    }

    /// Returns the text of a node with single spaces and without hidden elements. Returns `None` if the text is empty
    /// or longer than `most` bytes.
    pub fn words(&self, id: NodeId, most: usize) -> Option<String> {
        let mut words = String::new();
        // The ends of the open block-level elements.
        let mut ends: Vec<NodeId> = Vec::new();
        let mut at = id;
        while at < self.end(id) && words.len() <= most {
            while ends.last().is_some_and(|&end| end <= at) {
                ends.pop();
                push_spaced(&mut words, " ");
            }
            match &self.nodes[at].kind {
                NodeKind::Element(tag, _) if tag.is_hidden() && at != id => {
                    at = self.end(at);
                    continue;
                }
                NodeKind::Element(tag, _) if !tag.is_inline() => {
                    push_spaced(&mut words, " ");
                    ends.push(self.end(at));
                }
                NodeKind::Element(..) => {}
                NodeKind::Text(range) => push_spaced(&mut words, &self.text[range.clone()]),
            }
            at += 1;
        }
        let words = words.trim();
        (!words.is_empty() && words.len() <= most).then(|| words.to_owned())
    }
}

/// Appends `text` with white space collapsed to single spaces. Line-break hints are dropped, because a query would not
/// find a word that contains one.
pub fn push_spaced(words: &mut String, text: &str) {
    for c in text.chars().filter(|&c| !is_line_break_hint(c)) {
        if !c.is_whitespace() {
            words.push(c);
        } else if !words.ends_with([' ', '\n']) {
            words.push(' ');
        }
    }
}

/// Returns whether a character only controls where a line may break: the soft hyphen, the zero-width space and the
/// zero-width no-break space.
fn is_line_break_hint(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}')
}
