//! Unpacks files into streams of bytes: decompresses gzip and Zstandard, and reads the members of zip archives.
//!
//! The first bytes of a file show how it is packed. Nothing is written to disk, so the names in an archive can do no
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

/// The maximum depth of packing; deeper nesting does not save space.
const DEEPEST: usize = 3;

/// A stream of bytes in a file: the file itself, or a member of an archive.
pub struct InputPart<'a> {
    /// The path within the archive, if it is a member of one.
    pub member: Option<&'a str>,
    /// The name without the extension of its packing.
    pub name: &'a str,
    /// The bytes.
    pub input: &'a mut dyn BufRead,
}

/// Handles each part. An error ends the reading of that part alone.
pub type PartHandler<'a> = &'a mut dyn FnMut(InputPart<'_>) -> io::Result<ControlFlow<()>>;

/// Passes the parts of the file at `path` to `on`, one after the other, until it breaks. Members of an archive that
/// cannot be read are passed to `refuse`, and reading goes on. Returns an error if the file cannot be read to its end.
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

/// Like `read_parts`, for input that is not a file.
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

/// The layer of packing that a stream was read from.
#[derive(Clone, Copy)]
struct Layer<'a> {
    /// The path of the member within the archive.
    member: Option<&'a str>,
    /// How many times the stream was unpacked.
    depth: usize,
    budget: &'a UnpackBudget,
}

/// Passes on the content of `input` after removing every layer of packing.
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
            "packed more than {DEEPEST} times; unpack it first"
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

    /// The content of each part of a file, and the refused parts.
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
    fn first_bytes_determine_compression() {
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
    fn bad_members_are_reported_and_rest_read() {
        let text = b"It rained.";
        let whole = gzip(&vec![b'a'; 100_000]);
        let bomb = zstd::encode_all(&vec![0; 80 << 20][..], 1).unwrap();
        let often = (0..4).fold(text.to_vec(), |bytes, _| gzip(&bytes));
        let rows: &[(&str, Vec<u8>, usize, &str)] = &[
            ("a.gz", whole[..whole.len() / 2].to_vec(), 0, "incomplete"),
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
                "../../b.txt: path points outside the archive",
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
