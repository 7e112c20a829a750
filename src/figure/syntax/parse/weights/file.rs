//! Reads the weight file: checks its header and splits it into sections.

use thiserror::Error;

use super::class_table::ClassTable;
use super::tag_dictionary::TagDictionary;
use super::transition_table::TransitionTable;
use crate::figure::syntax::parse::pos_tag::PosTag;
use crate::figure::syntax::parse::relation::Relation;

/// The first bytes of the file.
pub const MAGIC: [u8; 8] = *b"FIGPARSE";

/// The version of the file format and of the features.
pub const VERSION: u32 = 1;

/// The number of sections in the file.
pub const SECTIONS: usize = 7;

/// The models in a weight file.
#[derive(Clone, Copy, Debug, Default)]
pub struct WeightFile<'w> {
    /// The model that chooses transitions.
    pub transitions: TransitionTable<'w>,
    /// The model that chooses relations.
    pub relations: ClassTable<'w>,
    /// The model that chooses tags.
    pub tags: ClassTable<'w>,
    /// The words that almost always have the same tag.
    pub dictionary: TagDictionary<'w>,
}

/// The reason why a weight file is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeightFileError {
    /// The file does not start with [`MAGIC`].
    #[error("not a file of parser weights")]
    Magic,
    /// The file has this version instead of [`VERSION`].
    #[error("parser weights have version {0}, expected {VERSION}")]
    Version(u32),
    /// The file ends within the header or before the end of a section.
    #[error("parser weights are truncated")]
    Truncated,
    /// The tags or relations differ from those of the program, or are in a different order.
    #[error("parser weights have other tags or relations")]
    Labels,
}

impl<'w> WeightFile<'w> {
    /// Reads a weight file without copying it.
    pub fn new(bytes: &'w [u8]) -> Result<Self, WeightFileError> {
        let (numbers, _) = bytes.as_chunks::<4>();
        let number = |at: usize| numbers.get(at).map(|number| u32::from_le_bytes(*number));
        if !bytes.starts_with(&MAGIC) {
            return Err(WeightFileError::Magic);
        }
        let version = number(2).ok_or(WeightFileError::Truncated)?;
        if version != VERSION {
            return Err(WeightFileError::Version(version));
        }
        let mut sections = [&bytes[..0]; SECTIONS];
        for (at, section) in sections.iter_mut().enumerate() {
            let range = number(3 + 2 * at).zip(number(4 + 2 * at));
            let (offset, len) = range.ok_or(WeightFileError::Truncated)?;
            let rest = bytes
                .get(offset as usize..)
                .ok_or(WeightFileError::Truncated)?;
            *section = rest.get(..len as usize).ok_or(WeightFileError::Truncated)?;
        }
        let [
            names,
            transitions,
            relations,
            relation_pool,
            tags,
            tag_pool,
            dictionary,
        ] = sections;
        if names != label_names().as_bytes() {
            return Err(WeightFileError::Labels);
        }
        Ok(Self {
            transitions: TransitionTable::new(transitions),
            relations: ClassTable::new(relations, relation_pool, Relation::ALL.len()),
            tags: ClassTable::new(tags, tag_pool, PosTag::ALL.len()),
            dictionary: TagDictionary::new(dictionary),
        })
    }
}

/// Returns the names of all tags and relations, one on each line.
pub fn label_names() -> String {
    let tags = PosTag::ALL.iter().map(|tag| tag.name());
    let relations = Relation::ALL.iter().map(|relation| relation.name());
    tags.chain(relations).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{MAGIC, VERSION, WeightFile, WeightFileError};

    /// The embedded weight file.
    const BYTES: &[u8] = include_bytes!("../parser.bin");

    #[test]
    fn built_in_weights_are_valid() {
        assert!(WeightFile::new(BYTES).is_ok());
        assert!(BYTES.len() <= 4_500_000);
    }

    #[test]
    fn damaged_weights_are_rejected() {
        let error = |bytes: &[u8]| WeightFile::new(bytes).map(drop).err();
        assert_eq!(error(b""), Some(WeightFileError::Magic));
        assert_eq!(error(&MAGIC), Some(WeightFileError::Truncated));
        assert_eq!(
            error(&BYTES[..BYTES.len() / 2]),
            Some(WeightFileError::Truncated)
        );
        let mut bytes = BYTES.to_vec();
        bytes[MAGIC.len()] += 1;
        assert_eq!(error(&bytes), Some(WeightFileError::Version(VERSION + 1)));
        // The first section contains the names of the labels.
        let mut bytes = BYTES.to_vec();
        let names = u32::from_le_bytes(*bytes[12..].first_chunk().expect("a header")) as usize;
        bytes[names] += 1;
        assert_eq!(error(&bytes), Some(WeightFileError::Labels));
    }
}
