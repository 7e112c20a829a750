//! The parser state of the arc-hybrid system: a stack, a buffer of unread words, and the arcs added so far.
//!
//! The buffer ends with an artificial root, whose dependents are the roots of the sentence.

use super::hash::mix;
use super::pos_tag::PosTag;
use super::tagger::tag_hash;
use super::word_features::{Divider, WordFeatures};

/// A step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    /// Moves the next word to the stack.
    Shift,
    /// Makes the next word the head of the top word of the stack, and pops the top word.
    LeftArc,
    /// Makes the second word of the stack the head of the top word, and pops the top word.
    RightArc,
}

impl Transition {
    /// All transitions, in numeric order.
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

    /// Returns whether the set contains a transition.
    pub const fn contains(self, transition: Transition) -> bool {
        self.0 >> transition as u8 & 1 == 1
    }

    /// Returns the only transition in the set, or `None` if the set is empty or contains several.
    pub fn single(self) -> Option<Transition> {
        let mut members = Transition::ALL
            .into_iter()
            .filter(|one| self.contains(*one));
        members.next().filter(|_| members.next().is_none())
    }
}

/// A word, the artificial root or the placeholder for a missing word, with its head and dependents.
#[derive(Clone, Copy, Debug)]
pub struct TokenNode {
    /// The hash of the word in lower case.
    pub word: u64,
    /// The hash of the word's tag.
    pub tag: u64,
    /// The hashes of the word and its tag, mixed.
    pub word_tag: u64,
    /// The relations of the node's dependents, as a bit set.
    pub relations: u64,
    /// The indices of the two left dependents attached last, the latest first. A missing dependent has the
    /// placeholder's index.
    pub left: [u16; 2],
    /// The indices of the two right dependents attached last, the latest first. A missing dependent has the
    /// placeholder's index.
    pub right: [u16; 2],
    /// The index of the head, or `u16::MAX` if there is no head yet.
    pub head: u16,
    /// The number of quotation marks before the word.
    pub quotes_before: u16,
    /// The number of commas, semicolons, colons and dashes before the word.
    pub separators_before: u16,
    /// The index of the relation to the head in `Relation::ALL`, or 255 if there is no head yet.
    pub relation: u8,
    /// The number of left dependents, capped at 3.
    pub left_count: u8,
    /// The number of right dependents, capped at 4.
    pub right_count: u8,
}

impl TokenNode {
    /// Creates a node without arcs. `absent` is the index of the placeholder for a missing word.
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

/// The state of the parser within a sentence.
#[derive(Debug, Default)]
pub struct ParserState {
    /// The words, then the root, then the placeholder for a missing word.
    nodes: Vec<TokenNode>,
    stack: Vec<u16>,
    /// The index of the next word of the buffer.
    next: usize,
}

impl ParserState {
    /// Resets the state to the start of a sentence, which must have fewer than 65,000 words.
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
        // The placeholder gets the counts of all dividers, so that `dividers_between` returns 0 if it is the left word.
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

    /// Returns the node at `index`.
    #[inline]
    pub fn node(&self, index: usize) -> &TokenNode {
        &self.nodes[index]
    }

    /// Returns the index of the word at `depth` on the stack, or the placeholder's index if the stack is not that deep.
    /// The top of the stack has depth 0.
    #[inline]
    pub fn stack(&self, depth: usize) -> usize {
        match self.stack.len().checked_sub(depth + 1) {
            Some(at) => usize::from(self.stack[at]),
            None => self.absent(),
        }
    }

    /// Returns the stack, from bottom to top.
    #[cfg(feature = "training")]
    pub fn whole_stack(&self) -> &[u16] {
        &self.stack
    }

    /// Returns the index of the word at `distance` in the buffer, or the placeholder's index if the buffer is shorter.
    /// The next word has distance 0.
    #[inline]
    pub const fn buffer(&self, distance: usize) -> usize {
        let at = self.next + distance;
        if at <= self.root() { at } else { self.absent() }
    }

    /// Returns whether all words have a head.
    pub const fn is_done(&self) -> bool {
        self.next == self.root() && self.stack.is_empty()
    }

    /// Returns the possible transitions. There are none once the sentence is done.
    pub const fn possible(&self) -> TransitionSet {
        let mut set = TransitionSet(0);
        let depth = self.stack.len();
        let words_left = self.next < self.root();
        if words_left {
            set.insert(Transition::Shift);
        }
        // Once all words are read, a left arc attaches a word to the root. A sentence may have several roots.
        if depth > 0 {
            set.insert(Transition::LeftArc);
        }
        if depth > 1 {
            set.insert(Transition::RightArc);
        }
        set
    }

    /// Returns the arc that a transition adds, or `None` for a shift.
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

    /// Adds an arc, and pops its dependent off the stack. `relation` is the arc's relation, as an index into
    /// `Relation::ALL`.
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

/// Whether a dependent comes before or after its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The dependent is before its head.
    Left,
    /// The dependent is after its head.
    Right,
}

/// A head and its dependent, as indices of words or of the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The index of the head.
    pub head: usize,
    /// The index of the dependent.
    pub dependent: usize,
    /// Whether the dependent comes before or after the head.
    pub direction: Direction,
}
