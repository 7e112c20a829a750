//! Bottom-k sketches: the 128 shingles of a text with the smallest hashes.
//!
//! A shingle is five consecutive words. All texts choose their shingles by the same rule. Two sketches therefore
//! estimate how much of one text the other contains, even if one text is a part of the other.
//!
//! The hashes that choose shingles leave out numbers, weekdays and months; such a hash is the *frame* of a shingle. A
//! second hash covers the exact words. It separates frames that two texts share word for word from frames with other
//! numbers. A duplicate with one changed figure has few frames with other numbers; tomorrow's bulletin in today's words
//! has many.

use super::word_hashes::{WordHash, each_word};

/// The number of words in a shingle.
pub const WORDS: usize = 5;
/// The maximum number of shingles kept of a text.
pub const KEPT: usize = 128;

/// The assumed length in bytes of a word and the space after it.
const LETTERS: usize = 6;

/// The factor of the rolling hash.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
/// The factor by which the word that leaves a shingle was multiplied.
const LEAVING: u64 = FACTOR.wrapping_pow(WORDS as u32);

/// A shingle as a sketch stores it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shingle {
    /// The hash of its frame.
    pub frame: u32,
    /// The hash of its words, including numbers.
    pub exact: u32,
    /// The number of words before its last one.
    pub at: u32,
}

/// The shingles of a text with the smallest frames, each frame once, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch(Vec<Shingle>);

/// How much two texts have in common. All fields except the shares count shingles, of which a text has about as many as
/// words.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TextOverlap {
    /// The share of the shorter text that the longer one contains.
    pub share: f64,
    /// The share of the longer text that the shorter one contains.
    pub of_longer: f64,
    /// The amount of text that both contain.
    pub size: f64,
    /// How much of it has other numbers or days.
    pub changed: f64,
    /// The length of the parts that the other text lacks, in the text with less of them. In a text that was only cut,
    /// this is 0.
    pub own: f64,
    /// The same, before the last shingle that both contain.
    pub replaced: f64,
}

impl Sketch {
    /// Computes the sketch of a text.
    pub fn from_text(text: &str) -> Self {
        // A limit estimated from the length of the text rejects most shingles at once.
        let words = text.len() / LETTERS + 1;
        let share = (3 * KEPT) as f64 / words as f64;
        // The cast saturates: a greater limit becomes `u32::MAX`.
        let limit = (share * f64::from(u32::MAX)) as u32;
        let likely = Self::below(text, limit);
        if likely.0.len() < KEPT && limit < u32::MAX {
            return Self::below(text, u32::MAX);
        }
        likely
    }

    /// Collects the smallest shingles among those whose frame is at most `limit`.
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
        // A text that is shorter than a shingle is one shingle.
        if (1..WORDS as u32).contains(&count) {
            chosen.offer(frame, exact, count - 1);
        }
        Self(chosen.smallest())
    }

    /// A sketch of the given shingles, as [`Sketch::shingles`] returns them.
    pub fn from_shingles(shingles: Vec<Shingle>) -> Self {
        Self(shingles)
    }

    /// The shingles, sorted by frame.
    pub fn shingles(&self) -> &[Shingle] {
        &self.0
    }

    /// The greatest frame up to which the sketch holds all shingles of its text.
    fn complete_to(&self) -> u32 {
        match self.0.last() {
            Some(last) if self.0.len() >= KEPT => last.frame,
            _ => u32::MAX,
        }
    }

    /// Compares two texts.
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
        // The number of shingles of the text that each kept one represents.
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

/// The shingles of one text, compared with those of another.
#[derive(Default)]
struct TextShare {
    /// The number of shared shingles.
    both: u32,
    /// The position of the last shared shingle.
    last: u32,
    /// The positions of the shingles that the other text lacks.
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

/// Collects the smallest of many shingles.
struct SmallestShingles {
    shingles: Vec<Shingle>,
    /// Greater frames are rejected.
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

/// The last step of splitmix64: every input bit affects every bit of the hash.
fn mixed(mut hash: u64) -> u32 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of distinct words, one for each number in the range.
    fn text(name: &str, words: std::ops::Range<usize>) -> String {
        let words: Vec<_> = words
            .map(|nth| format!("{name}{}", to_letters(nth)))
            .collect();
        words.join(" ") + " "
    }

    /// A number as letters, because digits would not count for the frame.
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
        // The second text has the first 2,000 of 3,000 words, and 1,000 other words in the middle of them.
        let one = Sketch::from_text(&text("a", 0..3000));
        let mixed = text("a", 0..1000) + &text("b", 0..1000) + &text("a", 1000..2000);
        let shared = one.shared(&Sketch::from_text(&mixed));
        assert!((0.5..0.85).contains(&shared.share), "{shared:?}");
        assert!((1700.0..2300.0).contains(&shared.size), "{shared:?}");
        assert!(shared.replaced.abs() < 1e-9, "{shared:?}");
        // Each text has its own words in the same place.
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
