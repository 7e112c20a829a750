//! Fingerprints of articles, and the rules and thresholds that decide whether two articles tell the same story.

use super::address;
use super::bottom_k::{KEPT, Shingle, Sketch, TextOverlap, WORDS};
use super::candidate_keys::CandidateKey;
use super::word_hashes::{each_word, hash_of};
use crate::article::Article;

/// The maximum number of headline words kept in a fingerprint.
const TITLE_WORDS: usize = 16;
/// The minimum number of letters in a significant headline word.
const SIGNIFICANT: usize = 4;

/// The number of shared words below which two articles are duplicates only if their headlines are equal.
const SHORT: f64 = 25.0;
/// The share of the shorter body that the longer one must contain.
const ENOUGH: f64 = 0.5;
/// Used instead of [`ENOUGH`] if one body is at least twice as long as the other. With a smaller share, the shorter
/// body may only be quoting the longer one.
const ENOUGH_OF_A_PART: f64 = 0.7;
/// Used instead of [`ENOUGH`] if the page and the headline are equal.
const ENOUGH_OF_A_PAGE: f64 = 0.25;
/// Used instead of [`ENOUGH`] if the bodies share fewer than [`SHORT`] words.
const ENOUGH_OF_SHORT: f64 = 0.8;
/// The share of the longer body that the shorter one must contain. For example, a newsletter with all stories of a day
/// is not a duplicate of any of them.
const LEAST_OF_LONGER: f64 = 0.2;

/// If numbers or days differ in at least this many of the shared shingles, and in at least this fraction of them, the
/// articles are separate bulletins with the same wording. Two changed numbers affect ten shingles.
const OTHER_NUMBERS: (f64, f64) = (8.0, 0.12);

/// Upper limits on the text that differs between two articles, relative to the text that they share.
struct OwnTextLimits {
    /// The limit for the whole body.
    all: f64,
    /// The limit for the part before the last shared shingle.
    before: f64,
}

/// The limits for articles of different outlets. An outlet may rewrite the lead, and add its own standard text around
/// the article.
const ELSEWHERE: OwnTextLimits = OwnTextLimits {
    all: 1.0,
    before: 0.4,
};
/// The limits for articles with similar headlines.
const TITLE_LIKE: OwnTextLimits = OwnTextLimits {
    all: 0.4,
    before: 0.25,
};
/// The limits for all other articles. The pages of one site may share captions, boxes and whole galleries.
const UNLIKE: OwnTextLimits = OwnTextLimits {
    all: 0.5,
    before: 0.25,
};
/// Absolute limits that apply in addition to [`UNLIKE`], in words: for the whole body, and for the part before the last
/// shared shingle. They allow for a line of navigation before the article and boxes after it.
const MOST_UNLIKE: (f64, f64) = (150.0, 60.0);

/// The fingerprint of an article. A hash of 0 means that the value is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    sketch: Sketch,
    /// The hashes of the significant headline words, sorted.
    title_words: Vec<u32>,
    /// The hash of the headline.
    title: u64,
    outlet: u64,
    site: u64,
    /// The hash of the page at the article's URL.
    page: u64,
}

impl Fingerprint {
    /// Computes the fingerprint of an article.
    pub fn from_article(article: &Article) -> Self {
        let title = article.title.as_ref().map_or("", |title| &title.value);
        let url = article.url.as_deref().unwrap_or_default();
        let outlet = article.outlet.as_ref().map_or("", |outlet| &outlet.value);
        Self {
            sketch: Sketch::from_text(&article.body),
            title_words: significant_words(title),
            title: words_in_order(title),
            outlet: words_in_order(outlet),
            site: address::site(url),
            page: address::page(url),
        }
    }

    /// Returns the hash of the page at the article's URL, or 0 if the page is unknown.
    pub fn page(&self) -> u64 {
        self.page
    }

    /// Returns the article's candidate keys: the key of the page and headline, if both are known, and the keys of the
    /// first `most` shingles.
    pub fn candidate_keys(&self, most: usize) -> impl Iterator<Item = CandidateKey> + '_ {
        let page =
            (self.page != 0 && self.title != 0).then(|| CandidateKey::page(self.page, self.title));
        let shingles = self.sketch.shingles().iter().take(most);
        page.into_iter().chain(shingles.map(CandidateKey::shingle))
    }

    /// Returns whether two articles tell the same story.
    pub fn is_same_story(&self, other: &Self) -> bool {
        let shared = self.sketch.shared(&other.sketch);
        let one_title = self.title != 0 && self.title == other.title;
        if shared.size < SHORT && !one_title {
            return false;
        }
        // Two versions of one page are the same article even if the numbers differ.
        if self.page != 0 && self.page == other.page {
            return shared.share >= if one_title { ENOUGH_OF_A_PAGE } else { ENOUGH };
        }
        if shared.size < SHORT {
            return shared.share >= ENOUGH_OF_SHORT && !other_numbers(shared);
        }
        let twice_as_long = shared.share >= 2.0 * shared.of_longer;
        let enough = if twice_as_long {
            ENOUGH_OF_A_PART
        } else {
            ENOUGH
        };
        shared.share >= enough
            && shared.of_longer >= LEAST_OF_LONGER
            && !other_numbers(shared)
            && self.fits_own_text_limits(other, shared)
    }

    /// Returns whether the text that the two articles do not share is within the limits.
    fn fits_own_text_limits(&self, other: &Self, shared: TextOverlap) -> bool {
        let within = |own: &OwnTextLimits, (all, before): (f64, f64)| {
            // Small differences are always allowed, because a single changed word affects `WORDS` shingles.
            let least = 2.0 * WORDS as f64;
            shared.own <= (own.all * shared.size).min(all).max(least)
                && shared.replaced <= (own.before * shared.size).min(before).max(least)
        };
        let any = (f64::INFINITY, f64::INFINITY);
        if self.is_of_other_outlet(other) {
            within(&ELSEWHERE, any)
        } else {
            self.has_similar_title(other) && within(&TITLE_LIKE, any)
                || within(&UNLIKE, MOST_UNLIKE)
        }
    }

    /// Returns whether two articles are certainly from different outlets.
    fn is_of_other_outlet(&self, other: &Self) -> bool {
        let differ = |one: u64, other: u64| (one != 0 && other != 0).then_some(one != other);
        let (site, outlet) = (
            differ(self.site, other.site),
            differ(self.outlet, other.outlet),
        );
        match (site, outlet) {
            (Some(false), _) | (_, Some(false)) | (None, None) => false,
            (Some(true), _) | (_, Some(true)) => true,
        }
    }

    /// Returns whether two headlines share at least half of the significant words of the longer one.
    fn has_similar_title(&self, other: &Self) -> bool {
        let most = self.title_words.len().max(other.title_words.len());
        let theirs = &other.title_words;
        let is_shared = |word: &&u32| theirs.binary_search(word).is_ok();
        most > 0 && 2 * self.title_words.iter().filter(is_shared).count() >= most
    }
}

fn other_numbers(shared: TextOverlap) -> bool {
    let (shingles, part) = OTHER_NUMBERS;
    shared.changed >= shingles && shared.changed >= part * shared.size
}

fn significant_words(text: &str) -> Vec<u32> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let significant = words.filter(|word| word.chars().count() >= SIGNIFICANT);
    let mut hashes: Vec<_> = significant
        .map(|word| hash_of(&word.to_lowercase()) as u32)
        .take(TITLE_WORDS)
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Returns a hash of the words in `text`, ignoring case and separators, or 0 if there are no words.
fn words_in_order(text: &str) -> u64 {
    let mut hash = 0_u64;
    each_word(text, |word| {
        hash = (hash.rotate_left(7) ^ word.exact).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    });
    hash
}

/// The maximum size of an encoded fingerprint in bytes.
pub const BYTES: usize = 4 * 8 + 2 + 4 * TITLE_WORDS + 12 * KEPT;

impl Fingerprint {
    /// Encodes the fingerprint in at most [`BYTES`] bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(BYTES);
        for hash in [self.title, self.outlet, self.site, self.page] {
            bytes.extend(hash.to_le_bytes());
        }
        let shingles = self.sketch.shingles();
        bytes.extend([self.title_words.len() as u8, shingles.len() as u8]);
        let numbers = shingles.iter().flat_map(|s| [s.frame, s.exact, s.at]);
        for number in self.title_words.iter().copied().chain(numbers) {
            bytes.extend(number.to_le_bytes());
        }
        bytes
    }

    /// Decodes a fingerprint from the start of `bytes`, and ignores any bytes after it. Returns `None` if there are too
    /// few bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (hashes, rest) = bytes.split_at_checked(32)?;
        let mut hashes = hashes.chunks_exact(8).map(|eight| {
            let eight: [u8; 8] = eight.try_into().unwrap_or_default();
            u64::from_le_bytes(eight)
        });
        let (counts, rest) = rest.split_at_checked(2)?;
        let (words, shingles) = (usize::from(counts[0]), usize::from(counts[1]));
        let numbers: Vec<u32> = rest
            .get(..4 * (words + 3 * shingles))?
            .chunks_exact(4)
            .map(|four| u32::from_le_bytes(four.try_into().unwrap_or_default()))
            .collect();
        let (title_words, numbers) = numbers.split_at(words);
        let shingles = numbers.chunks_exact(3).map(|three| Shingle {
            frame: three[0],
            exact: three[1],
            at: three[2],
        });
        Some(Self {
            sketch: Sketch::from_shingles(shingles.collect()),
            title_words: title_words.to_vec(),
            title: hashes.next()?,
            outlet: hashes.next()?,
            site: hashes.next()?,
            page: hashes.next()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Basis, FieldValue};
    use proptest::prelude::*;

    fn fingerprint(title: &str, outlet: &str, url: &str, body: &str) -> Fingerprint {
        let found = |text: &str| {
            (!text.is_empty()).then(|| FieldValue {
                value: text.to_owned(),
                basis: Basis::Given,
                words: text.to_owned(),
                day_order: None,
            })
        };
        Fingerprint::from_article(&Article {
            title: found(title),
            outlet: found(outlet),
            url: (!url.is_empty()).then(|| url.to_owned()),
            body: body.to_owned(),
            ..Article::default()
        })
    }

    /// Returns `many` distinct words.
    fn words(name: &str, many: usize) -> String {
        let words: Vec<_> = (0..many)
            .map(|nth| format!("{name}{}", "x".repeat(nth)))
            .collect();
        words.join(" ") + " "
    }

    #[test]
    fn shared_boilerplate_does_not_join_stories() {
        let page = |own: &str| words("a", 60) + &words(own, 100) + &words("b", 60);
        let row = |outlets: [&str; 2], titles: [&str; 2]| {
            let one = fingerprint(titles[0], outlets[0], "", &page("c"));
            one.is_same_story(&fingerprint(titles[1], outlets[1], "", &page("d")))
        };
        let unlike = ["Dam breaks", "Mayor resigns"];
        assert!(!row(["Mail", "Mail"], unlike));
        assert!(!row(["", ""], unlike));
        assert!(!row(["Mail", ""], unlike));
        // Different newspapers of one chain also share the text around their articles.
        assert!(!row(["Mail", "Post"], unlike));
    }

    #[test]
    fn short_texts_are_compared_by_headline() {
        let read_more = "Read more on this story.";
        let of = |title: &str| fingerprint(title, "Mail", "", read_more);
        assert!(!of("Dam breaks").is_same_story(&of("Mayor resigns")));
        assert!(!of("").is_same_story(&of("")));
        assert!(of("Dam breaks").is_same_story(&of("DAM BREAKS!")));
        let empty = fingerprint("Dam breaks", "Mail", "", "");
        assert!(!empty.is_same_story(&empty));
    }

    #[test]
    fn rewritten_page_stays_the_same_story() {
        let of = |url: &str, own: &str| {
            fingerprint("Flood", "Mail", url, &(words("a", 60) + &words(own, 100)))
        };
        let (page, other) = ("https://mail.example/flood", "https://mail.example/drought");
        assert!(of(page, "b").is_same_story(&of(page, "c")));
        assert!(!of(page, "b").is_same_story(&of(other, "c")));
        assert!(!of("https://mail.example", "b").is_same_story(&of("https://mail.example", "c")));
    }

    proptest! {
        #[test]
        fn fingerprint_round_trips(title in any::<String>(), body in any::<String>(), many in 0_usize..300) {
            let one = fingerprint(&title, "Mail", "https://mail.example/a", &(body + " " + &words("a", many)));
            let mut bytes = one.to_bytes();
            prop_assert!(bytes.len() <= BYTES);
            bytes.extend([7; 3]);
            prop_assert_eq!(Fingerprint::from_bytes(&bytes), Some(one));
        }

        #[test]
        fn parsing_arbitrary_bytes_does_not_panic(bytes in any::<Vec<u8>>()) {
            let _ = Fingerprint::from_bytes(&bytes);
        }

        #[test]
        fn story_match_is_symmetric(a in 0_usize..200, b in 0_usize..200, c in 0_usize..200) {
            let one = fingerprint("Flood", "Mail", "", &(words("a", a) + &words("b", b)));
            let other = fingerprint("Flood", "Post", "", &(words("a", a) + &words("c", c)));
            prop_assert_eq!(one.is_same_story(&other), other.is_same_story(&one));
        }
    }
}
