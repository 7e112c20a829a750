//! Recognises files without articles by their extensions, so that they need not be opened.

use std::path::Path;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Lower-case extensions of files that contain no articles. All other files are opened to detect their format.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    // Images, sound and video
    "avif", "bmp", "gif", "heic", "ico", "jpeg", "jpg", "png", "psd", "svg", "tif", "tiff", "webp", "aac", "flac", "m4a", "mp3",
    "ogg", "opus", "wav", "avi", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "webm", "wmv",
    // Documents and books
    "doc", "docx", "epub", "mobi", "odp", "ods", "odt", "pdf", "ppt", "pptx", "ps", "rtf", "xls", "xlsx",
    // Parts of web pages
    "css", "eot", "js", "map", "mjs", "otf", "swf", "ttf", "wasm", "woff", "woff2",
    // Programs, source code, settings and data
    "bak", "bat", "bin", "c", "cc", "cfg", "class", "conf", "cpp", "crc", "db", "dll", "dylib", "exe", "go", "h", "ini", "ipynb",
    "iso", "jar", "java", "lock", "log", "md5", "npy", "npz", "o", "parquet", "php", "pickle", "pkl", "pl", "py", "pyc", "r", "rb",
    "rs", "sh", "sha1", "sha256", "so", "sql", "sqlite", "sqlite3", "tmp", "toml", "ts", "xml", "xsd", "xsl", "yaml", "yml",
    // Disk images
    "dmg",
];

/// Returns whether a file may contain articles, judging by its name.
pub fn may_hold_articles(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_none_or(|extension| {
        !KNOWN.contains(extension) && !KNOWN.contains(extension.to_ascii_lowercase().as_str())
    })
}

/// [`OTHERS`] as a set.
static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| OTHERS.iter().copied().collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_with_image_extensions_are_skipped() {
        let rows = [
            ("a/photo.JPG", false),
            ("a.tar", true),
            ("a.txt", true),
            ("a.jsonl.gz", true),
            ("a.zip", true),
            ("12345", true),
            ("index.php?id=7", true),
        ];
        for (name, expected) in rows {
            assert_eq!(may_hold_articles(Path::new(name)), expected, "{name}");
        }
    }
}
