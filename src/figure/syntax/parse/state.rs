//! The state of parsing a sentence: a stack, the words not yet read, and the arcs so far (the arc-hybrid system).
//!
//! The artificial root is the last word of the buffer. Its dependents are the roots of the sentence.

use super::hash::mix;
use super::pos_tag::PosTag;
use super::tagger::tag_hash;
use super::word_features::{Divider, WordFeatures};

/// A step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    /// Moves the next word to the stack.
    Shift,
    /// Makes the next word the head of the top of the stack, and pops that.
    LeftArc,
    /// Makes the second word of the stack the head of the top, and pops that.
    RightArc,
}

impl Transition {
    /// All transitions, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Shift, Self::LeftArc, Self::RightArc];
}

/// A set of transitions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TransitionSet(u8);

impl TransitionSet {
    /// Adds a transition.
    pub const fn insert(&mut self, transition: Transition) {
        self.0 |= 1 << transition as u8;
    }

    /// Returns whether the set has a transition.
    pub const fn contains(self, transition: Transition) -> bool {
        self.0 >> transition as u8 & 1 == 1
    }

    /// Returns the only transition of a set of one.
    pub fn single(self) -> Option<Transition> {
        let mut members = Transition::ALL
            .into_iter()
            .filter(|one| self.contains(*one));
        members.next().filter(|_| members.next().is_none())
    }
}

/// A word, the root or the lack of a word, with the arcs that end at it.
#[derive(Clone, Copy, Debug)]
pub struct TokenNode {
    /// The hash of the word in small letters.
    pub word: u64,
    /// The hash of its tag.
    pub tag: u64,
    /// Both hashes, mixed.
    pub word_tag: u64,
    /// The relations of its dependents, one bit each.
    pub relations: u64,
    /// The last left dependent and the one before it.
    pub left: [u16; 2],
    /// The last right dependent and the one before it.
    pub right: [u16; 2],
    /// The head.
    pub head: u16,
    /// The number of quotation marks before it.
    pub quotes_before: u16,
    /// The number of commas, semicolons, colons and dashes before it.
    pub separators_before: u16,
    /// The number of the relation to the head, or 255.
    pub relation: u8,
    /// The number of left dependents, at most 3.
    pub left_count: u8,
    /// The number of right dependents, at most 4.
    pub right_count: u8,
}

impl TokenNode {
    /// Creates a node without arcs. `absent` is the placeholder for a missing word.
    const fn new(word: u64, tag: u64, word_tag: u64, absent: u16) -> Self {
        Self {
            word,
            tag,
            word_tag,
            relations: 0,
            left: [absent; 2],
            right: [absent; 2],
            head: u16::MAX,
            quotes_before: 0,
            separators_before: 0,
            relation: u8::MAX,
            left_count: 0,
            right_count: 0,
        }
    }
}

/// The state of parsing a sentence.
#[derive(Debug, Default)]
pub struct ParserState {
    /// The words, then the root, then the placeholder for a missing word.
    nodes: Vec<TokenNode>,
    stack: Vec<u16>,
    /// The next word of the buffer.
    next: usize,
}

impl ParserState {
    /// Starts a sentence. It has less than 65,000 words.
    pub fn start(&mut self, words: &[WordFeatures], tags: &[PosTag]) {
        let absent = words.len() as u16 + 1;
        self.stack.clear();
        self.next = 0;
        self.nodes.clear();
        let (mut quotes, mut separators) = (0, 0);
        for (word, &tag) in words.iter().zip(tags) {
            let tag_hash = tag_hash(Some(tag));
            let mut node = TokenNode::new(word.lower, tag_hash, mix(word.lower, tag_hash), absent);
            node.quotes_before = quotes;
            node.separators_before = separators;
            quotes += u16::from(word.divider == Divider::Quote);
            separators += u16::from(word.divider == Divider::Separator);
            self.nodes.push(node);
        }
        let mut root = TokenNode::new(5, 6, 7, absent);
        root.quotes_before = quotes;
        root.separators_before = separators;
        self.nodes.push(root);
        // Nothing is between no word and another word.
        let mut none = TokenNode::new(11, 12, 13, absent);
        none.quotes_before = quotes;
        none.separators_before = separators;
        self.nodes.push(none);
    }

    /// Returns the index of the artificial root, which is the number of words.
    pub const fn root(&self) -> usize {
        self.nodes.len().saturating_sub(2)
    }

    /// Returns the index of the placeholder for a missing word.
    pub const fn absent(&self) -> usize {
        self.nodes.len().saturating_sub(1)
    }

    /// Returns a node.
    #[inline]
    pub fn node(&self, index: usize) -> &TokenNode {
        &self.nodes[index]
    }

    /// Returns the index of the word at `depth` on the stack, or the absent node's. The top has the depth 0.
    #[inline]
    pub fn stack(&self, depth: usize) -> usize {
        match self.stack.len().checked_sub(depth + 1) {
            Some(at) => usize::from(self.stack[at]),
            None => self.absent(),
        }
    }

    /// Returns the stack, from its bottom to its top.
    #[cfg(feature = "training")]
    pub fn whole_stack(&self) -> &[u16] {
        &self.stack
    }

    /// Returns the index of the word at `distance` in the buffer, or the absent node's. The next word has the distance 0.
    #[inline]
    pub const fn buffer(&self, distance: usize) -> usize {
        let at = self.next + distance;
        if at <= self.root() { at } else { self.absent() }
    }

    /// Returns whether all words have a head.
    pub const fn is_done(&self) -> bool {
        self.next == self.root() && self.stack.is_empty()
    }

    /// Returns the transitions that are possible. Without any, the sentence is done.
    pub const fn possible(&self) -> TransitionSet {
        let mut set = TransitionSet(0);
        let depth = self.stack.len();
        let words_left = self.next < self.root();
        if words_left {
            set.insert(Transition::Shift);
        }
        // Once all words are read, the next word is the root. A sentence may have several roots.
        if depth > 0 {
            set.insert(Transition::LeftArc);
        }
        if depth > 1 {
            set.insert(Transition::RightArc);
        }
        set
    }

    /// Returns the head and the dependent of an arc. `None` for a shift.
    pub fn arc(&self, transition: Transition) -> Option<Arc> {
        let direction = match transition {
            Transition::Shift => return None,
            Transition::LeftArc => Direction::Left,
            Transition::RightArc => Direction::Right,
        };
        let head = match direction {
            Direction::Left => self.next,
            Direction::Right => self.stack(1),
        };
        Some(Arc {
            head,
            dependent: self.stack(0),
            direction,
        })
    }

    /// Moves the next word to the stack.
    pub fn shift(&mut self) {
        self.stack.push(self.next as u16);
        self.next += 1;
    }

    /// Adds an arc with the number of its relation, and pops the dependent.
    pub fn attach(&mut self, arc: Arc, relation: u8) {
        self.stack.pop();
        let dependent = &mut self.nodes[arc.dependent];
        dependent.head = arc.head as u16;
        dependent.relation = relation;
        let head = &mut self.nodes[arc.head];
        head.relations |= 1 << (relation & 63);
        match arc.direction {
            Direction::Left => {
                head.left = [arc.dependent as u16, head.left[0]];
                head.left_count = (head.left_count + 1).min(3);
            }
            Direction::Right => {
                head.right = [arc.dependent as u16, head.right[0]];
                head.right_count = (head.right_count + 1).min(4);
            }
        }
    }
}

/// On which side of its head a dependent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before its head.
    Left,
    /// After its head.
    Right,
}

/// A head and its dependent, as indices of words or of the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The head.
    pub head: usize,
    /// The dependent.
    pub dependent: usize,
    /// On which side of its head the dependent is.
    pub direction: Direction,
}
