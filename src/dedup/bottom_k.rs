//! Bottom-k sketches: a hundred shingles of a text, those with the smallest hashes.
//!
//! A shingle is some consecutive words. All texts choose their shingles alike, so what two sketches share says how
//! much of one text stands in the other, also if one is a part of the other.
//!
//! The hashes by which shingles are chosen leave out numbers, weekdays and months: the *frame*. Frames that both
//! texts have with other numbers in them are told from those that are the same to the letter. A duplicate in which
//! one figure was changed has a few of them; tomorrow's bulletin in the words of today's has many.

use super::word_hashes::{WordHash, each_word};

/// So many words are a shingle.
pub const WORDS: usize = 5;
/// So many shingles of a text are kept, at most.
pub const KEPT: usize = 128;

/// So many bytes are a word and what stands behind it.
const LETTERS: usize = 6;

/// A factor of hashes, and the same for the word that leaves a shingle.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
/// The factor for the word that leaves a shingle.
const LEAVING: u64 = FACTOR.wrapping_pow(WORDS as u32);

/// A shingle, as it is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shingle {
    /// The hash of its frame.
    pub frame: u32,
    /// The hash of its words, numbers and all.
    pub exact: u32,
    /// How many words stand before its last one.
    pub at: u32,
}

/// The shingles of a text with the smallest frames, each frame once, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch(Vec<Shingle>);

/// What two texts have in common. All but the shares are numbers of shingles, which are about as many as words.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TextOverlap {
    /// The share of the shorter text that the longer one has.
    pub share: f64,
    /// The share of the longer text that the shorter one has.
    pub of_longer: f64,
    /// How much both have.
    pub size: f64,
    /// How much of it has other numbers or days in it.
    pub changed: f64,
    /// What each has of its own, of the text with less of it: a text that was cut has none.
    pub own: f64,
    /// The same of what stands before the last that both have.
    pub replaced: f64,
}

impl Sketch {
    /// The sketch of a text.
    pub fn from_text(text: &str) -> Self {
        // Most shingles are passed over at once where it is known about how great those kept will be.
        let words = text.len() / LETTERS + 1;
        let share = (3 * KEPT) as f64 / words as f64;
        // What is too great for it is its greatest.
        let limit = (share * f64::from(u32::MAX)) as u32;
        let likely = Self::below(text, limit);
        if likely.0.len() < KEPT && limit < u32::MAX {
            return Self::below(text, u32::MAX);
        }
        likely
    }

    /// Of the shingles of a text that are no greater than `limit`.
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
        // What is too short for a shingle is one.
        if (1..WORDS as u32).contains(&count) {
            chosen.offer(frame, exact, count - 1);
        }
        Self(chosen.smallest())
    }

    /// Of shingles as [`Sketch::shingles`] gives them.
    pub fn from_shingles(shingles: Vec<Shingle>) -> Self {
        Self(shingles)
    }

    /// Its shingles.
    pub fn shingles(&self) -> &[Shingle] {
        &self.0
    }

    /// The greatest frame up to which it has all of its text.
    fn complete_to(&self) -> u32 {
        match self.0.last() {
            Some(last) if self.0.len() >= KEPT => last.frame,
            _ => u32::MAX,
        }
    }

    /// What two texts have in common.
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
        // One of those kept stands for so many.
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

/// What one of two texts has in common with the other.
#[derive(Default)]
struct TextShare {
    /// How many shingles both have.
    both: u32,
    /// The place of the last of these.
    last: u32,
    /// The places of those that the other lacks.
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

/// The smallest of many shingles.
struct SmallestShingles {
    shingles: Vec<Shingle>,
    /// What is greater is not among them.
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

/// The last step of splitmix64: every bit of a sum comes to bear on every bit of its hash.
fn mixed(mut hash: u64) -> u32 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of so many words, each another.
    fn text(name: &str, words: std::ops::Range<usize>) -> String {
        let words: Vec<_> = words
            .map(|nth| format!("{name}{}", to_letters(nth)))
            .collect();
        words.join(" ") + " "
    }

    /// A number as letters, since numbers are blanks.
    fn to_letters(nth: usize) -> String {
        nth.to_string()
            .bytes()
            .map(|digit| char::from(digit - b'0' + b'a'))
            .collect()
    }

    #[test]
    fn excerpt_is_fully_shared() {
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
    fn shared_fraction_is_about_right() {
        // Of 3,000 words the first 2,000, with 1,000 of its own in the middle of them, and none before the end.
        let one = Sketch::from_text(&text("a", 0..3000));
        let mixed = text("a", 0..1000) + &text("b", 0..1000) + &text("a", 1000..2000);
        let shared = one.shared(&Sketch::from_text(&mixed));
        assert!((0.5..0.85).contains(&shared.share), "{shared:?}");
        assert!((1700.0..2300.0).contains(&shared.size), "{shared:?}");
        assert!(shared.replaced.abs() < 1e-9, "{shared:?}");
        // Each has words of its own in the place of the other's.
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
