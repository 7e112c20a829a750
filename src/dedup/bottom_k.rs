//! Bottom-k sketches: the 128 shingles of an article body that have the smallest hashes.
//!
//! A shingle is five consecutive words. Because all sketches select shingles by the same hash function, comparing two
//! sketches gives an estimate of how much of one body the other contains, even if one is an excerpt of the other.
//!
//! The hash that selects shingles is called the *frame* of a shingle. It treats all numbers, weekdays and months as the
//! same word. A second hash covers the exact words. If two bodies share a frame but differ in the exact hash, the
//! numbers or days in that shingle differ. A duplicate with one changed figure has few such shingles, whereas a daily
//! bulletin that repeats the previous day's wording has many.

use super::word_hashes::{WordHash, each_word};

/// The number of words in a shingle.
pub const WORDS: usize = 5;
/// The maximum number of shingles in a sketch.
pub const KEPT: usize = 128;

/// The assumed average length in bytes of a word and the space after it.
const LETTERS: usize = 6;

/// The multiplier of the rolling hash.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
/// The multiplier that a word's hash has accumulated by the time the word leaves the rolling hash.
const LEAVING: u64 = FACTOR.wrapping_pow(WORDS as u32);

/// A shingle, as stored in a sketch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shingle {
    /// The hash of the words, with all numbers, weekdays and months treated as the same word.
    pub frame: u32,
    /// The hash of the exact words.
    pub exact: u32,
    /// The index of the shingle's last word among the words of the body.
    pub at: u32,
}

/// The shingles with the smallest frames, sorted by frame. No frame occurs twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch(Vec<Shingle>);

/// An estimate of how much two article bodies have in common. Except for the two shares, the fields are numbers of
/// shingles. A body has about as many shingles as words.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TextOverlap {
    /// The share of the shorter body that the longer one contains.
    pub share: f64,
    /// The share of the longer body that the shorter one contains.
    pub of_longer: f64,
    /// The number of shingles that both bodies contain.
    pub size: f64,
    /// The number of shared shingles in which numbers or days differ.
    pub changed: f64,
    /// The number of shingles that only the first body contains, or that only the second contains, whichever is
    /// smaller. If one body is an excerpt of the other, this is 0.
    pub own: f64,
    /// Like `own`, but counting only shingles before the last shared one.
    pub replaced: f64,
}

impl Sketch {
    /// Computes the sketch of an article body.
    pub fn from_text(text: &str) -> Self {
        // An upper limit for frames, estimated from the length of the body, allows most shingles to be rejected
        // immediately.
        let words = text.len() / LETTERS + 1;
        let share = (3 * KEPT) as f64 / words as f64;
        // The cast saturates at `u32::MAX`.
        let limit = (share * f64::from(u32::MAX)) as u32;
        let likely = Self::below(text, limit);
        if likely.0.len() < KEPT && limit < u32::MAX {
            return Self::below(text, u32::MAX);
        }
        likely
    }

    /// Computes the sketch from only those shingles whose frame is at most `limit`.
    fn below(text: &str, limit: u32) -> Self {
        let mut chosen = SmallestShingles {
            shingles: Vec::new(),
            limit,
        };
        let mut ring = [WordHash::default(); WORDS];
        let (mut frame, mut exact, mut count) = (0_u64, 0_u64, 0_u32);
        each_word(text, |word| {
            let place = &mut ring[count as usize % WORDS];
            let entered = |hash: u64, new: u64, old: u64| {
                hash.wrapping_mul(FACTOR)
                    .wrapping_add(new)
                    .wrapping_sub(old.wrapping_mul(LEAVING))
            };
            frame = entered(frame, word.frame, place.frame);
            exact = entered(exact, word.exact, place.exact);
            *place = word;
            count += 1;
            if count as usize >= WORDS {
                chosen.offer(frame, exact, count - 1);
            }
        });
        // If there are too few words for a shingle, all of them form one.
        if (1..WORDS as u32).contains(&count) {
            chosen.offer(frame, exact, count - 1);
        }
        Self(chosen.smallest())
    }

    /// Creates a sketch from shingles that [`Sketch::shingles`] returned.
    pub fn from_shingles(shingles: Vec<Shingle>) -> Self {
        Self(shingles)
    }

    /// Returns the shingles, sorted by frame.
    pub fn shingles(&self) -> &[Shingle] {
        &self.0
    }

    /// Returns the greatest frame up to which the sketch contains all shingles of the body.
    fn complete_to(&self) -> u32 {
        match self.0.last() {
            Some(last) if self.0.len() >= KEPT => last.frame,
            _ => u32::MAX,
        }
    }

    /// Estimates how much two article bodies have in common.
    pub fn shared(&self, other: &Self) -> TextOverlap {
        let limit = self.complete_to().min(other.complete_to());
        let (a, b) = (self.up_to(limit), other.up_to(limit));
        let (mut ours, mut theirs) = (TextShare::default(), TextShare::default());
        let mut changed = 0_u32;
        let mut rest = b.iter().peekable();
        for one in a {
            while let Some(other) = rest.next_if(|other| other.frame < one.frame) {
                theirs.own.push(other.at);
            }
            match rest.next_if(|other| other.frame == one.frame) {
                Some(other) => {
                    ours.meet(one.at);
                    theirs.meet(other.at);
                    changed += u32::from(one.exact != other.exact);
                }
                None => ours.own.push(one.at),
            }
        }
        theirs.own.extend(rest.map(|other| other.at));
        let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
        if ours.both == 0 {
            return TextOverlap::default();
        }
        // The number of shingles in the body that each compared shingle represents.
        let of_all = (f64::from(u32::MAX) + 1.0) / (f64::from(limit) + 1.0);
        let many = |few: u32| f64::from(few) * of_all;
        TextOverlap {
            share: f64::from(ours.both) / shorter as f64,
            of_longer: f64::from(ours.both) / longer as f64,
            own: many(ours.own.len().min(theirs.own.len()) as u32),
            size: many(ours.both),
            changed: many(changed),
            replaced: many(ours.own_before_last().min(theirs.own_before_last())),
        }
    }

    fn up_to(&self, limit: u32) -> &[Shingle] {
        let end = self.0.partition_point(|one| one.frame <= limit);
        &self.0[..end]
    }
}

/// The shingles of one body, classified by whether another body shares them.
#[derive(Default)]
struct TextShare {
    /// The number of shared shingles.
    both: u32,
    /// The position of the last shared shingle.
    last: u32,
    /// The positions of the shingles that the other body lacks.
    own: Vec<u32>,
}

impl TextShare {
    fn meet(&mut self, at: u32) {
        self.both += 1;
        self.last = self.last.max(at);
    }

    fn own_before_last(&self) -> u32 {
        self.own.iter().filter(|at| **at < self.last).count() as u32
    }
}

/// Collects the shingles with the smallest frames.
struct SmallestShingles {
    shingles: Vec<Shingle>,
    /// The greatest frame that is accepted.
    limit: u32,
}

impl SmallestShingles {
    #[inline]
    fn offer(&mut self, frame: u64, exact: u64, at: u32) {
        let frame = mixed(frame);
        if frame > self.limit {
            return;
        }
        let exact = mixed(exact);
        self.shingles.push(Shingle { frame, exact, at });
        if self.shingles.len() >= 8 * KEPT {
            self.sort();
        }
    }

    fn sort(&mut self) {
        self.shingles.sort_unstable();
        self.shingles.dedup_by_key(|shingle| shingle.frame);
        self.shingles.truncate(KEPT);
        if self.shingles.len() == KEPT {
            self.limit = self.shingles[KEPT - 1].frame;
        }
    }

    fn smallest(mut self) -> Vec<Shingle> {
        self.sort();
        self.shingles.shrink_to_fit();
        self.shingles
    }
}

/// Applies the last step of splitmix64, after which every input bit affects every bit of the hash.
fn mixed(mut hash: u64) -> u32 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns distinct words, one for each number in the range.
    fn text(name: &str, words: std::ops::Range<usize>) -> String {
        let words: Vec<_> = words
            .map(|nth| format!("{name}{}", to_letters(nth)))
            .collect();
        words.join(" ") + " "
    }

    /// Encodes a number in letters, because frames treat all numbers as the same word.
    fn to_letters(nth: usize) -> String {
        nth.to_string()
            .bytes()
            .map(|digit| char::from(digit - b'0' + b'a'))
            .collect()
    }

    #[test]
    fn excerpt_shares_all_its_shingles() {
        for words in [60, 600, 6000] {
            let whole = Sketch::from_text(&text("a", 0..words));
            for part in [0..words / 2, words / 3..words] {
                let shared = whole.shared(&Sketch::from_text(&text("a", part)));
                assert!((shared.share - 1.0).abs() < 1e-9, "{words} {shared:?}");
                assert!(shared.replaced.abs() < 1e-9, "{words} {shared:?}");
            }
        }
    }

    #[test]
    fn overlap_of_two_texts_is_estimated() {
        // `mixed` has the first 2,000 of the 3,000 words, with 1,000 other words in the middle.
        let one = Sketch::from_text(&text("a", 0..3000));
        let mixed = text("a", 0..1000) + &text("b", 0..1000) + &text("a", 1000..2000);
        let shared = one.shared(&Sketch::from_text(&mixed));
        assert!((0.5..0.85).contains(&shared.share), "{shared:?}");
        assert!((1700.0..2300.0).contains(&shared.size), "{shared:?}");
        assert!(shared.replaced.abs() < 1e-9, "{shared:?}");
        // `mixed` and `other` differ in the 1,000 words in the middle.
        let other = text("a", 0..1000) + &text("c", 0..1000) + &text("a", 1000..2000);
        let shared = Sketch::from_text(&mixed).shared(&Sketch::from_text(&other));
        assert!((750.0..1250.0).contains(&shared.replaced), "{shared:?}");
    }

    #[test]
    fn changed_number_affects_five_shingles() {
        let report = |number: u32| {
            format!(
                "{}killed {number} people {}",
                text("a", 0..40),
                text("b", 0..40)
            )
        };
        let shared = Sketch::from_text(&report(12)).shared(&Sketch::from_text(&report(14)));
        assert!(
            (shared.share - 1.0).abs() < 1e-9 && (shared.changed - 5.0).abs() < 1e-3,
            "{shared:?}"
        );
    }

    #[test]
    fn empty_text_shares_nothing() {
        let (none, some) = (Sketch::from_text(" -- "), Sketch::from_text("a dam broke"));
        assert_eq!(none.shingles(), []);
        assert_eq!(none.shared(&some), TextOverlap::default());
        assert_eq!(none.shared(&none), TextOverlap::default());
        assert!((some.shared(&some).share - 1.0).abs() < 1e-9);
        assert_eq!(some.shingles().len(), 1);
    }
}
