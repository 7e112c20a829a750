//! Resolved outlets as bytes. The name of one outlet can be looked up without decoding the others.

use rustc_hash::FxHashMap;
use tantivy::directory::OwnedBytes;

use super::OutletIndex;

/// The outlets of an index, encoded.
#[derive(Clone, Debug)]
pub struct StoredOutlets {
    /// The mentions that resolve to an outlet, in ascending order.
    mentions: StringList,
    /// The outlet of each mention, as a little-endian `u32` index into `names`.
    outlets: OwnedBytes,
    /// The names of the outlets, those with the most articles first.
    names: StringList,
    /// All outlets in the same order, in the `postcard` format.
    all: OwnedBytes,
}

impl StoredOutlets {
    /// The number of sections in which outlets are stored.
    pub const SECTIONS: usize = 4;

    /// Encodes outlets. The result is the same for equal outlets.
    pub fn encode(outlets: &OutletIndex) -> postcard::Result<[Vec<u8>; Self::SECTIONS]> {
        let mut mentions: Vec<_> = outlets.sources.iter().collect();
        mentions.sort_unstable();
        Ok([
            StringList::encode(mentions.iter().map(|(mention, _)| mention.as_str())),
            mentions
                .iter()
                .flat_map(|(_, nth)| (**nth as u32).to_le_bytes())
                .collect(),
            StringList::encode(outlets.outlets.iter().map(|outlet| outlet.name.as_str())),
            postcard::to_stdvec(&outlets.outlets)?,
        ])
    }

    /// Creates the outlets from the sections that [`StoredOutlets::encode`] returned.
    pub fn from_sections([mentions, outlets, names, all]: [OwnedBytes; Self::SECTIONS]) -> Self {
        Self {
            mentions: StringList(mentions),
            outlets,
            names: StringList(names),
            all,
        }
    }

    /// Returns the name of the outlet of a mention, which is given in the format of
    /// [`OutletMention::to_text`](super::OutletMention::to_text). Returns `None` if the mention did not resolve to an
    /// outlet.
    pub fn name(&self, mention: &str) -> Option<&str> {
        self.names.get(self.outlet(self.mentions.find(mention)?)?)
    }

    /// Returns the index of the outlet of the mention at index `nth`.
    fn outlet(&self, nth: usize) -> Option<usize> {
        number(&self.outlets, nth)
    }

    /// Decodes all outlets.
    pub fn decode(&self) -> postcard::Result<OutletIndex> {
        let outlets: Vec<_> = postcard::from_bytes(&self.all)?;
        let resolved = (0..self.outlets.len() / NUMBER).filter_map(|nth| {
            let outlet = self.outlet(nth).filter(|outlet| *outlet < outlets.len())?;
            Some((self.mentions.get(nth)?.to_owned(), outlet))
        });
        let sources: FxHashMap<_, _> = resolved.collect();
        Ok(OutletIndex { outlets, sources })
    }
}

/// The size in bytes of a number.
const NUMBER: usize = size_of::<u32>();

/// Returns the number at index `nth` in a list of little-endian `u32` numbers.
fn number(list: &[u8], nth: usize) -> Option<usize> {
    let bytes = list.get(nth * NUMBER..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes) as usize)
}

/// A list of strings: the count, the end offset of each string, and the text.
#[derive(Clone, Debug)]
struct StringList(OwnedBytes);

impl StringList {
    fn encode<'a>(strings: impl ExactSizeIterator<Item = &'a str>) -> Vec<u8> {
        let mut list = (strings.len() as u32).to_le_bytes().to_vec();
        let mut text = Vec::new();
        for string in strings {
            text.extend_from_slice(string.as_bytes());
            list.extend((text.len() as u32).to_le_bytes());
        }
        list.extend(text);
        list
    }

    fn len(&self) -> usize {
        number(&self.0, 0).unwrap_or(0)
    }

    /// Returns the string at index `nth`.
    fn get(&self, nth: usize) -> Option<&str> {
        let count = self.len();
        let start = if nth == 0 { 0 } else { number(&self.0, nth)? };
        let end = number(&self.0, nth + 1).filter(|_| nth < count)?;
        let text = self.0.get((count + 1) * NUMBER..)?;
        std::str::from_utf8(text.get(start..end)?).ok()
    }

    /// Returns the index of a string in a sorted list.
    fn find(&self, string: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle)?.cmp(string) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}
