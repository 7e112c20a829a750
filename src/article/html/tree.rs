//! A page as a tree that lies flat: nodes in the order of their beginnings, each with the end of what it holds.
//!
//! What an element holds is the run of nodes behind it, so everything that walks a page is a loop and no nesting can
//! overflow the stack.

use std::ops::Range;

use super::tag::Tag;

/// A node's place in its tree.
pub type Id = usize;

/// The attributes that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
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

impl Name {
    /// The attribute of a name in lower case.
    pub fn of(name: &[u8]) -> Option<Self> {
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

/// What a node is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// An element with its attributes, as a run of [`Tree::attributes`].
    Element(Tag, Range<usize>),
    /// A text, as a run of bytes of [`Tree::text`].
    Text(Range<usize>),
}

/// A node of a page.
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: Kind,
    /// The element that holds it.
    pub parent: Id,
    /// The first node behind what this one holds.
    pub end: Id,
}

/// A page.
#[derive(Debug, Default)]
pub struct Tree {
    pub nodes: Vec<Node>,
    /// The attributes of all elements, each with its value as a run of bytes of the text.
    pub attributes: Vec<(Name, Range<usize>)>,
    /// All texts and values, one after the other.
    pub text: String,
    /// Whether the page had more in it than is kept.
    pub cut: bool,
}

impl Tree {
    /// The node that holds all others.
    pub const ROOT: Id = 0;

    /// What element a node is.
    pub fn tag(&self, id: Id) -> Option<Tag> {
        match self.nodes[id].kind {
            Kind::Element(tag, _) => Some(tag),
            Kind::Text(_) => None,
        }
    }

    /// Whether a node is this element.
    pub fn is(&self, id: Id, tag: Tag) -> bool {
        self.tag(id) == Some(tag)
    }

    /// The text of a node that is one.
    pub fn piece(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].kind {
            Kind::Text(range) => Some(&self.text[range.clone()]),
            Kind::Element(..) => None,
        }
    }

    /// An attribute's value.
    pub fn attribute(&self, id: Id, name: Name) -> Option<&str> {
        let Kind::Element(_, range) = &self.nodes[id].kind else {
            return None;
        };
        let mut attributes = self.attributes[range.clone()].iter();
        let (_, value) = attributes.find(|(known, _)| *known == name)?;
        Some(&self.text[value.clone()])
    }

    /// The first node behind what a node holds.
    pub fn end(&self, id: Id) -> Id {
        self.nodes[id].end
    }

    /// The nodes that a node holds, at any depth.
    pub fn within(&self, id: Id) -> Range<Id> {
        id + 1..self.nodes[id].end
    }

    /// The elements above a node, the nearest first.
    pub fn above(&self, id: Id) -> impl Iterator<Item = Id> {
        let mut at = id;
        std::iter::from_fn(move || {
            (at != Self::ROOT).then(|| {
                at = self.nodes[at].parent;
                at
            })
        })
    }

    /// The elements of a kind within a node.
    pub fn elements(&self, id: Id, tag: Tag) -> impl Iterator<Item = Id> {
        self.within(id).filter(move |&at| self.is(at, tag))
    }

    /// Whether `outer` holds `inner`.
    pub fn holds(&self, outer: Id, inner: Id) -> bool {
        (outer..self.nodes[outer].end).contains(&inner)
    }

    /// The words of a node, with single spaces, without those of scripts; none where they are more than `most` bytes.
    pub fn words(&self, id: Id, most: usize) -> Option<String> {
        let mut words = String::new();
        // The ends of what breaks lines.
        let mut ends: Vec<Id> = Vec::new();
        let mut at = id;
        while at < self.end(id) && words.len() <= most {
            while ends.last().is_some_and(|&end| end <= at) {
                ends.pop();
                push_spaced(&mut words, " ");
            }
            match &self.nodes[at].kind {
                Kind::Element(tag, _) if tag.is_hidden() && at != id => {
                    at = self.end(at);
                    continue;
                }
                Kind::Element(tag, _) if !tag.is_inline() => {
                    push_spaced(&mut words, " ");
                    ends.push(self.end(at));
                }
                Kind::Element(..) => {}
                Kind::Text(range) => push_spaced(&mut words, &self.text[range.clone()]),
            }
            at += 1;
        }
        let words = words.trim();
        (!words.is_empty() && words.len() <= most).then(|| words.to_owned())
    }
}

/// Appends `text`, its white space as single spaces, without hints for line breaks: a word is found with or without them.
pub fn push_spaced(words: &mut String, text: &str) {
    for c in text.chars().filter(|&c| !is_line_break_hint(c)) {
        if !c.is_whitespace() {
            words.push(c);
        } else if !words.ends_with([' ', '\n']) {
            words.push(' ');
        }
    }
}

/// Whether a character only says where a line may break, or may not: the soft hyphen, the zero-width space and the
/// zero-width no-break space.
fn is_line_break_hint(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}')
}
