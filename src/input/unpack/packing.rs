//! Recognises compressed files and archives by their first bytes or by their names.

use std::io;
use std::path::Path;

/// The first bytes of a gzip file.
pub const GZIP: &[u8] = &[0x1f, 0x8b];
/// The first bytes of a Zstandard file.
pub const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// The first bytes of a zip archive.
pub const ZIP: &[u8] = b"PK\x03\x04";
/// The first bytes of a zip archive without members.
pub const EMPTY_ZIP: &[u8] = b"PK\x05\x06";

/// Returns whether a file is compressed or an archive, judging by its name.
pub fn is_packed_by_name(path: &Path) -> bool {
    let end = path.extension().unwrap_or_default().to_string_lossy();
    PACKED
        .iter()
        .chain(&["zip"])
        .any(|packed| end.eq_ignore_ascii_case(packed))
}

/// Returns whether a file that starts with `head` is compressed or an archive.
pub fn is_packed(head: &[u8]) -> bool {
    [GZIP, ZSTANDARD, ZIP, EMPTY_ZIP]
        .iter()
        .any(|magic| head.starts_with(magic))
}

/// The signatures of unsupported formats, each with its offset. Zip is among them because zip archives are not
/// supported inside other archives or compressed files.
const OTHERS: &[(usize, &[u8])] = &[
    (0, ZIP),
    (257, b"ustar"),
    (0, b"7z\xbc\xaf\x27\x1c"),
    (0, b"Rar!\x1a\x07"),
    (0, b"\xfd7zXZ\0"),
    (0, b"BZh"),
];

/// Lower-case extensions of compressed files.
const PACKED: &[&str] = &["gz", "gzip", "zst", "zstd"];

/// Returns whether a file or member that starts with `head` is in an unsupported format.
pub fn is_unsupported_archive(head: &[u8]) -> bool {
    OTHERS
        .iter()
        .any(|(at, magic)| head.get(*at..).is_some_and(|head| head.starts_with(magic)))
}

/// Returns `name` without an extension such as `.gz`.
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

/// Creates the error for input that is unsupported rather than damaged.
pub fn unsupported(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, what)
}
