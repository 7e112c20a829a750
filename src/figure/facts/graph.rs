//! The parse of a sentence as the models read it: words, their heads, and the paths between them.

use crate::figure::syntax::parse::{Parse, PosTag, Relation};
use crate::figure::syntax::{Class, Classes, LEXICON, Sentence};

use super::feature::{Label, hash};

/// The maximum length of a chain of heads.
const LONGEST_CHAIN: usize = 40;

/// A word of a parsed sentence.
#[derive(Debug)]
pub struct GraphNode {
    /// The start offset in the text.
    pub start: usize,
    /// The end offset in the text.
    pub end: usize,
    /// The part of speech.
    pub tag: PosTag,
    /// The relation to the head.
    pub relation: Relation,
    /// The index of the head, or the node's own index at the root.
    pub head: usize,
    /// The index of the [`Sentence`] token that contains the start of the word.
    pub token: usize,
    /// Whether the word begins with a capital letter.
    pub capital: bool,
    classes: Classes,
    lower: Box<str>,
    word_hash: u64,
    stem: usize,
    stem_hash: u64,
    children: Vec<usize>,
}

impl GraphNode {
    /// Returns the word in lower case, with straight apostrophes.
    pub fn lower(&self) -> &str {
        &self.lower
    }

    /// Returns the label of the word in lower case.
    pub fn word(&self) -> Label<'_> {
        Label::with_hash(&self.lower, self.word_hash)
    }

    /// Returns the label of the word without its ending.
    pub fn stem(&self) -> Label<'_> {
        Label::with_hash(&self.lower[..self.stem], self.stem_hash)
    }

    /// Returns the indices of the nodes whose head is this node, in order.
    pub fn children(&self) -> &[usize] {
        &self.children
    }

    /// Returns whether the word is a noun or a name.
    pub const fn is_noun(&self) -> bool {
        matches!(
            self.tag,
            PosTag::Noun | PosTag::NounPlural | PosTag::ProperNoun | PosTag::ProperNounPlural
        )
    }

    /// Returns whether the word is a verb.
    pub const fn is_verb(&self) -> bool {
        matches!(
            self.tag,
            PosTag::VerbBase
                | PosTag::VerbPast
                | PosTag::VerbGerund
                | PosTag::VerbPastParticiple
                | PosTag::VerbPresent
                | PosTag::VerbPresentThird
        )
    }

    /// Returns whether the word is a year from 1600 to 2099.
    pub fn is_year(&self) -> bool {
        let word = self.lower.as_bytes();
        word.len() == 4
            && word.iter().all(u8::is_ascii_digit)
            && (word.starts_with(b"20") || word[0] == b'1' && word[1] >= b'6')
    }

    /// Returns whether the word belongs to a class of the lexicon.
    pub fn is(&self, class: Class) -> bool {
        self.classes & class.bit() != 0
    }
}

/// Returns the length of a word without its ending.
fn stem_length(word: &str) -> usize {
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 3
        {
            return stem.len();
        }
    }
    word.len()
}

/// The relations on a path as one letter each, truncated to [`Code::LONGEST`] letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Code {
    letters: [u8; Self::LONGEST],
    len: usize,
}

impl Code {
    const LONGEST: usize = 6;

    /// Creates the code of `relations`. Relations between a number and its noun are skipped.
    pub fn new(relations: impl IntoIterator<Item = Relation>) -> Self {
        let mut code = Self::default();
        for letter in relations.into_iter().filter_map(letter) {
            code.push(letter);
        }
        code
    }

    const fn push(&mut self, letter: u8) {
        if self.len < Self::LONGEST {
            self.letters[self.len] = letter;
            self.len += 1;
        }
    }

    /// Returns the code with only its clause relations.
    pub fn clauses(self) -> Self {
        let mut code = Self::default();
        for &letter in self.letters[..self.len]
            .iter()
            .filter(|l| b"CXARLJ".contains(l))
        {
            code.push(letter);
        }
        code
    }

    /// Returns the code's first `most` letters.
    pub fn first(self, most: usize) -> Self {
        Self {
            len: self.len.min(most),
            ..self
        }
    }

    /// Returns the number of letters.
    pub const fn len(self) -> usize {
        self.len
    }

    /// Returns the label of the code.
    pub fn label(&self) -> Label<'_> {
        Label::new(std::str::from_utf8(&self.letters[..self.len]).unwrap_or_default())
    }
}

/// Returns the classes of a word. An abbreviation such as "Aug." also has the classes of the word without the full
/// stop.
fn classes(lower: &str) -> Classes {
    let classes = LEXICON.look_up(lower).1;
    match lower.strip_suffix('.') {
        Some(word) => classes | LEXICON.look_up(word).1,
        None => classes,
    }
}

/// Returns the letter of a relation in a [`Code`], or `None` for the relations between a number and its noun.
fn letter(relation: Relation) -> Option<u8> {
    Some(match relation {
        Relation::Nummod | Relation::Quantmod => return None,
        Relation::Ccomp | Relation::Parataxis => b'C',
        Relation::Xcomp => b'X',
        Relation::Advcl => b'A',
        Relation::Relcl => b'R',
        Relation::Acl => b'L',
        Relation::Conj => b'J',
        Relation::Pobj | Relation::Prep | Relation::Pcomp => b'p',
        Relation::Nsubj => b's',
        Relation::Nsubjpass => b'S',
        Relation::Dobj => b'o',
        Relation::Agent => b'g',
        Relation::Amod | Relation::Compound => b'm',
        Relation::Poss => b'P',
        Relation::Npadvmod => b'n',
        Relation::Appos => b'=',
        Relation::Attr => b't',
        _ => b'_',
    })
}

/// The path between two nodes: up from the first to their lowest common ancestor, and down to the second.
#[derive(Clone, Debug)]
pub struct Path {
    /// The lowest common ancestor, or `None` if the nodes belong to different trees.
    pub ancestor: Option<usize>,
    /// The relations from the first node up.
    pub up: Vec<Relation>,
    /// The relations down to the second node.
    pub down: Vec<Relation>,
    /// The number of verbs on the way up, without the ancestor.
    pub verbs: usize,
}

/// A parsed sentence.
#[derive(Debug)]
pub struct Graph<'t> {
    text: &'t str,
    nodes: Vec<GraphNode>,
}

impl<'t> Graph<'t> {
    /// Creates the graph of a sentence from its parse.
    pub fn new(s: &Sentence<'t>, parse: &Parse) -> Self {
        let mut nodes: Vec<GraphNode> = parse
            .tokens
            .iter()
            .map(|token| {
                let start = s.start + token.start as usize;
                let end = s.start + token.end as usize;
                let word = &s.text[start..end];
                let lower = word.to_lowercase().replace('’', "'").into_boxed_str();
                let stem = stem_length(&lower);
                let after = s.tokens.partition_point(|t| t.start <= start);
                GraphNode {
                    start,
                    end,
                    tag: token.tag,
                    relation: token.relation,
                    head: usize::from(token.head),
                    token: after.saturating_sub(1),
                    capital: word.starts_with(char::is_uppercase),
                    classes: classes(&lower),
                    word_hash: hash(&lower),
                    stem,
                    stem_hash: hash(&lower[..stem]),
                    lower,
                    children: Vec::new(),
                }
            })
            .collect();
        for i in 0..nodes.len() {
            let head = nodes[i].head;
            if head != i {
                nodes[head].children.push(i);
            }
        }
        Self {
            text: s.text,
            nodes,
        }
    }

    /// Returns the nodes in order.
    pub fn nodes(&self) -> &[GraphNode] {
        &self.nodes
    }

    /// Returns the node at `i`.
    pub fn node(&self, i: usize) -> &GraphNode {
        &self.nodes[i]
    }

    /// Returns the head of the node at `i`.
    pub fn head(&self, i: usize) -> &GraphNode {
        &self.nodes[self.nodes[i].head]
    }

    /// Returns the text from one node to another.
    pub fn text(&self, first: usize, last: usize) -> &'t str {
        &self.text[self.nodes[first].start..self.nodes[last].end]
    }

    /// Returns the node at `i` and its heads up to the root.
    pub fn chain(&self, i: usize) -> Vec<usize> {
        let mut chain = vec![i];
        let mut at = i;
        while self.nodes[at].head != at && chain.len() < LONGEST_CHAIN {
            at = self.nodes[at].head;
            chain.push(at);
        }
        chain
    }

    /// Returns the first child of the node at `i` that has the given relation to it.
    pub fn child(&self, i: usize, relation: Relation) -> Option<usize> {
        let mut children = self.nodes[i].children.iter().copied();
        children.find(|&child| self.nodes[child].relation == relation)
    }

    /// Returns the nodes below the node at `i` and the node itself, in order.
    pub fn subtree(&self, i: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open = vec![i];
        while let Some(at) = open.pop() {
            found.push(at);
            open.extend_from_slice(&self.nodes[at].children);
        }
        found.sort_unstable();
        found
    }

    /// Returns the path from one node to another.
    pub fn path(&self, from: usize, to: usize) -> Path {
        let (up, down) = (self.chain(from), self.chain(to));
        let Some(meet) = up.iter().position(|i| down.contains(i)) else {
            return Path {
                ancestor: None,
                up: Vec::new(),
                down: Vec::new(),
                verbs: 0,
            };
        };
        let ancestor = up[meet];
        let below = down.iter().take_while(|&&i| i != ancestor);
        let mut down: Vec<Relation> = below.map(|&i| self.nodes[i].relation).collect();
        down.reverse();
        Path {
            ancestor: Some(ancestor),
            up: up[..meet].iter().map(|&i| self.nodes[i].relation).collect(),
            down,
            verbs: up[..meet]
                .iter()
                .filter(|&&i| self.nodes[i].is_verb())
                .count(),
        }
    }

    /// Returns the shortest noun phrase with this head: the head with the modifiers directly before it.
    pub fn noun_phrase(&self, head: usize) -> (usize, usize) {
        let mut first = head;
        for &child in self.nodes[head].children.iter().rev() {
            if child > head {
                continue;
            }
            let modifies = matches!(
                self.nodes[child].relation,
                Relation::Compound
                    | Relation::Amod
                    | Relation::Nmod
                    | Relation::Poss
                    | Relation::Quantmod
            );
            if !modifies {
                break;
            }
            first = self.subtree(child)[0].min(first);
        }
        (first, head)
    }

    /// Returns the noun phrase with this head. If it is the name of an institution, it continues after the head:
    /// "Department of Health and Human Services", "Center on Extremism".
    pub fn name_phrase(&self, head: usize) -> (usize, usize) {
        let (first, mut last) = self.noun_phrase(head);
        let node = &self.nodes[head];
        let singular = node.lower.trim_end_matches('s');
        let institution = node.is(Class::Institution) || LEXICON.has(singular, Class::Institution);
        if !(node.capital && node.is_noun()) {
            return (self.with_missed_noun(first, head), last);
        }
        let mut at = head + 1;
        let mut linked = false;
        while let Some(next) = self.nodes.get(at) {
            let links = match next.lower() {
                "of" => institution,
                "for" | "on" => true,
                "and" | "the" | "&" => linked,
                _ => false,
            };
            if links {
                linked = true;
            } else if linked && next.capital && next.is_noun() {
                last = at;
            } else if !(linked && next.capital) {
                break;
            }
            at += 1;
        }
        (first, last)
    }

    /// Returns the first node of a phrase that ends with `head`. Includes a noun that the parser attached elsewhere
    /// although a determiner precedes it: "the defence ministry".
    fn with_missed_noun(&self, first: usize, head: usize) -> usize {
        let missed = head.checked_sub(1).filter(|&at| {
            let determiner = at.checked_sub(1).map(|before| &self.nodes[before]);
            first == head
                && self.nodes[at].tag == PosTag::Noun
                && determiner.is_some_and(|node| node.tag == PosTag::Determiner)
        });
        missed.unwrap_or(first)
    }

    /// Returns the phrase around a node: its subtree up to the first clause or punctuation mark after the node.
    pub fn phrase(&self, i: usize) -> (usize, usize) {
        let all = self.subtree(i);
        let first = all[0];
        let mut last = i;
        for &at in all.iter().filter(|&&at| at > i) {
            let node = &self.nodes[at];
            let opens = matches!(
                node.relation,
                Relation::Relcl | Relation::Acl | Relation::Appos
            ) || node.tag == PosTag::WhDeterminer
                || node.relation == Relation::Punct
                    && !self.is_inside_date(at)
                    && !self.is_hyphen(at);
            if at != last + 1 || opens {
                break;
            }
            last = at;
        }
        (first, last)
    }

    /// Returns whether a node is a hyphen inside a word: "seven-hour".
    fn is_hyphen(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let joins = at > 0 && self.nodes[at - 1].end == node.start;
        joins && node.lower() == "-" && self.nodes.get(at + 1).is_some_and(|n| n.start == node.end)
    }

    /// Returns whether a comma belongs to a date: "July 22, 2014".
    fn is_inside_date(&self, at: usize) -> bool {
        let year = |node: &GraphNode| {
            node.lower.len() == 4 && node.lower.bytes().all(|b| b.is_ascii_digit())
        };
        at > 0
            && self.nodes[at - 1].tag == PosTag::Cardinal
            && self.nodes.get(at + 1).is_some_and(year)
    }
}
