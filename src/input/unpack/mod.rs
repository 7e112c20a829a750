//! Unpacks files into byte streams: decompresses gzip and Zstandard, and reads the members of zip archives.
//!
//! The format is detected from the first bytes of a file. Nothing is written to disk, so malicious member names do no
//! harm.

mod packing;
mod unpack_budget;
mod zip_members;

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

use self::packing::{
    EMPTY_ZIP, GZIP, ZIP, ZSTANDARD, is_unsupported_archive, unsupported, without_packing_extension,
};
pub use self::packing::{is_packed, is_packed_by_name};
use self::unpack_budget::{BoundedReader, CountingReader, UnpackBudget};
use self::zip_members::read_members;
use crate::regular_file;
use flate2::bufread::MultiGzDecoder;

/// The maximum number of nested packing layers. More layers do not save space.
const DEEPEST: usize = 3;

/// A file or an archive member, as a byte stream.
pub struct InputPart<'a> {
    /// The path within the archive, or `None` if this is not an archive member.
    pub member: Option<&'a str>,
    /// The name of the file or member, without extensions such as `.gz`.
    pub name: &'a str,
    /// The content, unpacked while it is read.
    pub input: &'a mut dyn BufRead,
}

/// A callback that reads a part. If it returns an error for an archive member, reading continues with the next member.
pub type PartHandler<'a> = &'a mut dyn FnMut(InputPart<'_>) -> io::Result<ControlFlow<()>>;

/// Passes the parts of the file at `path` to `on` in order, until `on` returns `Break`. Archive members that cannot be
/// read are passed to `refuse`, and reading continues. Returns an error if the file cannot be read to its end.
pub fn read_parts(
    path: &Path,
    on: PartHandler<'_>,
    refuse: &mut dyn FnMut(&str, &io::Error),
) -> io::Result<()> {
    let name = path.file_name().and_then(|name| name.to_str());
    read_parts_of(
        regular_file::open(path)?,
        name.unwrap_or_default(),
        on,
        refuse,
    )
}

/// Like `read_parts`, but for input without a path.
pub fn read_parts_of(
    mut file: impl Read + Seek,
    name: &str,
    on: PartHandler<'_>,
    refuse: &mut dyn FnMut(&str, &io::Error),
) -> io::Result<()> {
    let mut head = [0; 4];
    let length = read_up_to(&mut file, &mut head)?;
    let size = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let budget = UnpackBudget::new(size);
    if [ZIP, EMPTY_ZIP].contains(&&head[..length]) {
        return read_members(file, &budget, on, refuse);
    }
    let mut input = BufReader::with_capacity(1 << 16, file);
    let layer = Layer {
        member: None,
        depth: 0,
        budget: &budget,
    };
    unpack(&mut input, name, layer, on).map(|_| ())
}

/// The packing layer that a stream is read from.
#[derive(Clone, Copy)]
struct Layer<'a> {
    /// The path of the archive member that the stream comes from, or `None` if it is not from an archive.
    member: Option<&'a str>,
    /// The number of packing layers that have been removed.
    depth: usize,
    budget: &'a UnpackBudget,
}

/// Removes all packing layers from `input` and passes the content to `on`.
fn unpack(
    input: &mut dyn BufRead,
    name: &str,
    layer: Layer<'_>,
    on: PartHandler<'_>,
) -> io::Result<ControlFlow<()>> {
    let head = input.fill_buf()?;
    let (gzip, zstandard) = (head.starts_with(GZIP), head.starts_with(ZSTANDARD));
    if is_unsupported_archive(head) {
        return Err(unsupported(
            "unsupported archive format; unpack it first".to_owned(),
        ));
    }
    if !gzip && !zstandard {
        return on(InputPart {
            member: layer.member,
            name,
            input,
        });
    }
    if layer.depth == DEEPEST {
        return Err(unsupported(format!(
            "compressed more than {DEEPEST} times; unpack it first"
        )));
    }
    let packed = CountingReader::new(input);
    let read = Rc::clone(&packed.read);
    let unpacked: Box<dyn Read + '_> = if gzip {
        Box::new(MultiGzDecoder::new(packed))
    } else {
        Box::new(zstd::Decoder::with_buffer(packed)?)
    };
    let bounded = BoundedReader::new(unpacked, read, layer.budget);
    let mut input = BufReader::with_capacity(1 << 16, bounded);
    let inner = Layer {
        depth: layer.depth + 1,
        ..layer
    };
    unpack(&mut input, without_packing_extension(name), inner, on)
}

fn read_up_to(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match input.read(&mut buffer[length..])? {
            0 => break,
            read => length += read,
        }
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            archive
                .start_file(*name, zip::write::SimpleFileOptions::default())
                .unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// Returns a summary of each part that was read, and the errors for the other parts.
    fn read(name: &str, bytes: &[u8]) -> (Vec<String>, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let (mut read, mut refused) = (Vec::new(), Vec::new());
        let result = read_parts(
            &path,
            &mut |part| {
                let mut text = String::new();
                part.input.read_to_string(&mut text)?;
                read.push(format!(
                    "{}|{}|{}",
                    part.member.unwrap_or_default(),
                    part.name,
                    text.len()
                ));
                Ok(ControlFlow::Continue(()))
            },
            &mut |member, e| refused.push(format!("{member}: {e}")),
        );
        refused.extend(result.err().map(|e| e.to_string()));
        (read, refused.join("; "))
    }

    #[test]
    fn first_bytes_determine_the_compression_format() {
        let text = b"It rained.";
        let zst = zstd::encode_all(&text[..], 3).unwrap();
        let rows: &[(&str, Vec<u8>, &[&str])] = &[
            ("a.txt", text.to_vec(), &["|a.txt|10"]),
            ("a.txt.gz", gzip(text), &["|a.txt|10"]),
            ("a.txt", gzip(text), &["|a.txt|10"]),
            ("a.jsonl.ZST", zst, &["|a.jsonl|10"]),
            ("a.gz", gzip(&gzip(text)), &["|a|10"]),
            (
                "a.txt.gz",
                [gzip(text), gzip(text)].concat(),
                &["|a.txt|20"],
            ),
            ("a", Vec::new(), &["|a|0"]),
            (
                "a.zip",
                zip(&[
                    ("b/c.txt", text),
                    ("b/.hidden", text),
                    ("d.md.gz", &gzip(text)),
                ]),
                &["b/c.txt|c.txt|10", "d.md.gz|d.md|10"],
            ),
            ("empty.zip", zip(&[]), &[]),
        ];
        for (name, bytes, expected) in rows {
            let (read, refused) = read(name, bytes);
            assert_eq!(
                (&read[..], refused.as_str()),
                (
                    &expected.iter().map(ToString::to_string).collect::<Vec<_>>()[..],
                    ""
                ),
                "{name}"
            );
        }
    }

    #[test]
    fn bad_archive_members_are_reported_and_skipped() {
        let text = b"It rained.";
        let whole = gzip(&vec![b'a'; 100_000]);
        let bomb = zstd::encode_all(&vec![0; 80 << 20][..], 1).unwrap();
        let often = (0..4).fold(text.to_vec(), |bytes, _| gzip(&bytes));
        let rows: &[(&str, Vec<u8>, usize, &str)] = &[
            ("a.gz", whole[..whole.len() / 2].to_vec(), 0, "truncated"),
            ("a.zst", bomb.clone(), 0, "more than 250 times"),
            ("a.gz", often, 0, "more than 3 times"),
            (
                "a.zip",
                zip(&[("bomb", &bomb), ("b.txt", text)]),
                1,
                "bomb: unpacks",
            ),
            (
                "a.zip",
                zip(&[("../../b.txt", text), ("b.txt", text)]),
                1,
                "../../b.txt: path leads outside the archive",
            ),
            (
                "a.zip",
                zip(&[("c.txt", text)])[..40].to_vec(),
                0,
                "archive",
            ),
        ];
        for (name, bytes, others, expected) in rows {
            let (read, refused) = read(name, bytes);
            assert_eq!(read.len(), *others, "{read:?}");
            assert!(refused.to_lowercase().contains(expected), "{refused}");
        }
    }
}
