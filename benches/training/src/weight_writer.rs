//! Writes the weight file. `src/figure/syntax/parse/weights` describes its format.

use figured::training::{BUCKET_BYTES, MAGIC, SECTIONS, VERSION, label_names};

use crate::quantize::ClassTableBytes;

/// Returns the bytes of the weight file.
pub fn file(
    transitions: &[u8],
    relations: &ClassTableBytes,
    tags: &ClassTableBytes,
    dictionary: &[u8],
) -> Vec<u8> {
    let names = label_names();
    let sections: [&[u8]; SECTIONS] = [
        names.as_bytes(),
        transitions,
        &relations.buckets,
        &relations.pool,
        &tags.buckets,
        &tags.pool,
        dictionary,
    ];
    let header = MAGIC.len() + 4 + 8 * SECTIONS;
    let mut body = Vec::new();
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    let body_start = header.next_multiple_of(BUCKET_BYTES);
    for section in sections {
        bytes.extend(((body_start + body.len()) as u32).to_le_bytes());
        bytes.extend((section.len() as u32).to_le_bytes());
        body.extend_from_slice(section);
        body.resize(body.len().next_multiple_of(BUCKET_BYTES), 0);
    }
    bytes.resize(body_start, 0);
    bytes.extend(body);
    bytes
}
