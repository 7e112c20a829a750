//! How a file is packed, by its first bytes or by its name.

use std::io;
use std::path::Path;

/// What gzip files begin with.
pub const GZIP: &[u8] = &[0x1f, 0x8b];
/// What Zstandard files begin with.
pub const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// What zip archives begin with.
pub const ZIP: &[u8] = b"PK\x03\x04";
/// A zip archive without any file in it.
pub const EMPTY_ZIP: &[u8] = b"PK\x05\x06";

/// Whether a file is packed, or an archive, by its name.
pub fn is_packed_by_name(path: &Path) -> bool {
    let end = path.extension().unwrap_or_default().to_string_lossy();
    PACKED
        .iter()
        .chain(&["zip"])
        .any(|packed| end.eq_ignore_ascii_case(packed))
}

/// Whether what begins with these bytes is packed, or an archive.
pub fn is_packed(head: &[u8]) -> bool {
    [GZIP, ZSTANDARD, ZIP, EMPTY_ZIP]
        .iter()
        .any(|magic| head.starts_with(magic))
}

/// What archives begin with that are not read, and where that stands.
const OTHERS: &[(usize, &[u8])] = &[
    (0, ZIP),
    (257, b"ustar"),
    (0, b"7z\xbc\xaf\x27\x1c"),
    (0, b"Rar!\x1a\x07"),
    (0, b"\xfd7zXZ\0"),
    (0, b"BZh"),
];

/// Extensions that say how a file is packed, in lower case.
const PACKED: &[&str] = &["gz", "gzip", "zst", "zstd"];

/// Whether this is the beginning of an archive of a kind that is not read.
pub fn is_unsupported_archive(head: &[u8]) -> bool {
    OTHERS
        .iter()
        .any(|(at, magic)| head.get(*at..).is_some_and(|head| head.starts_with(magic)))
}

/// A name without the extension of what its file is packed with.
pub fn without_packing_extension(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((bare, extension))
            if PACKED
                .iter()
                .any(|known| known.eq_ignore_ascii_case(extension)) =>
        {
            bare
        }
        _ => name,
    }
}

/// What is not read though it may be whole: damage is what the readers of packed files name.
pub fn unsupported(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, what)
}
