//! Files as they lie on disk to the streams of bytes in them: gzip and Zstandard are unpacked, a zip archive is entered.
//!
//! Which of them a file is, its first bytes say. Nothing is written anywhere, whatever names an archive holds.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;

use crate::regular_file;

/// A stream that unpacks to more than this many times its size is no text: prose reaches 5, pages 50.
const MOST_TIMES: u64 = 250;
/// So much may come of any stream, however small it is.
const ALWAYS: u64 = 64 << 20;
/// So many members of an archive may unpack to far too much, and the others are read all the same.
const BOMBS: u64 = 16;
/// What is packed more often than this was not packed to save room.
const DEEPEST: usize = 3;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
const ZIP: &[u8] = b"PK\x03\x04";
/// A zip archive without any file in it.
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";

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

/// What a file holds.
pub struct InputPart<'a> {
    /// Its path within the archive it is in.
    pub member: Option<&'a str>,
    /// Its name, without the extension of what it was packed with.
    pub name: &'a str,
    /// Its bytes.
    pub input: &'a mut dyn BufRead,
}

/// What to do with each part. The error is what ended the reading of that part alone.
pub type PartHandler<'a> = &'a mut dyn FnMut(InputPart<'_>) -> io::Result<ControlFlow<()>>;

/// Hands the parts of the file at `path` on, one after the other, until told to stop. What cannot be read of an archive is
/// named to `refuse`, and the others are read; the error is that of a file that cannot be read, or not to its end.
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

/// As `read_parts`, of what is not or not yet a file.
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
    let whole = UnpackBudget::new(size);
    if [ZIP, EMPTY_ZIP].contains(&&head[..length]) {
        return read_members(file, &whole, on, refuse);
    }
    let mut input = BufReader::with_capacity(1 << 16, file);
    unpack(&mut input, name, None, (0, &whole), on).map(|_| ())
}

/// Hands on what `input` holds, unpacked as often as it is packed.
fn unpack(
    input: &mut dyn BufRead,
    name: &str,
    member: Option<&str>,
    (depth, whole): (usize, &UnpackBudget),
    on: PartHandler<'_>,
) -> io::Result<ControlFlow<()>> {
    let head = input.fill_buf()?;
    let (gzip, zstandard) = (head.starts_with(GZIP), head.starts_with(ZSTANDARD));
    if OTHERS
        .iter()
        .any(|(at, magic)| head.get(*at..).is_some_and(|head| head.starts_with(magic)))
    {
        return Err(unsupported(
            "an archive of a kind that is not read here; unpack it first".to_owned(),
        ));
    }
    if !gzip && !zstandard {
        return on(InputPart {
            member,
            name,
            input,
        });
    }
    if depth == DEEPEST {
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
    let bounded = BoundedReader {
        inner: unpacked,
        packed: read,
        given: 0,
        whole,
    };
    let mut input = BufReader::with_capacity(1 << 16, bounded);
    unpack(
        &mut input,
        without_packing_extension(name),
        member,
        (depth + 1, whole),
        on,
    )
}

/// A name without the extension of what its file is packed with.
fn without_packing_extension(name: &str) -> &str {
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

/// Hands on the files of a zip archive.
fn read_members(
    file: impl Read + Seek,
    whole: &UnpackBudget,
    on: PartHandler<'_>,
    refuse: &mut dyn FnMut(&str, &io::Error),
) -> io::Result<()> {
    let mut archive = ZipArchive::new(BufReader::new(file))?;
    if archive.has_duplicate_names() {
        refuse(
            "",
            &unsupported(
                "several files of one name, of which only one is read; pack it anew".to_owned(),
            ),
        );
    }
    for nth in 0..archive.len() {
        // Each member may be small enough and all of them too much; what is packed may even lie in several at once.
        if whole.is_too_much() {
            return Err(too_much());
        }
        let name = archive.name_for_index(nth).and_then(Result::ok);
        let path = name.map_or_else(|| format!("file {}", nth + 1), Cow::into_owned);
        let member = match archive.by_index(nth) {
            Ok(member) => member,
            Err(e) => {
                refuse(&path, &e.into());
                continue;
            }
        };
        if member.is_dir() || is_hidden(&path) {
            continue;
        }
        if leads_out(&path) {
            refuse(
                &path,
                &unsupported("its name leads out of the archive; pack it anew".to_owned()),
            );
            continue;
        }
        if member.is_symlink() {
            refuse(
                &path,
                &unsupported(
                    "a symbolic link, which is not followed; pack the file itself".to_owned(),
                ),
            );
            continue;
        }
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let packed = Rc::new(Cell::new(member.compressed_size()));
        let bounded = BoundedReader {
            inner: Box::new(member),
            packed,
            given: 0,
            whole,
        };
        let mut input = BufReader::with_capacity(1 << 16, bounded);
        match unpack(&mut input, name, Some(&path), (1, whole), on) {
            Ok(ControlFlow::Continue(())) => {}
            Ok(ControlFlow::Break(())) => return Ok(()),
            Err(e) => refuse(&path, &e),
        }
    }
    Ok(())
}

/// Whether a member of an archive would not be walked as a file: a part of its path begins with a dot, or it is what
/// macOS adds.
fn is_hidden(path: &str) -> bool {
    let mut parts = path.split(['/', '\\']);
    parts.any(|part| part == "__MACOSX" || (part.starts_with('.') && part != "." && part != ".."))
}

/// Whether the path of a member would not stay below the folder that the archive is unpacked in.
fn leads_out(path: &str) -> bool {
    let absolute = path.starts_with(['/', '\\']) || path.get(1..3) == Some(":\\");
    absolute || path.split(['/', '\\']).any(|part| part == "..")
}

/// What is not read though it may be whole: damage is what the readers of packed files name.
fn unsupported(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, what)
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

/// Counts what is read.
struct CountingReader<'a> {
    inner: &'a mut dyn BufRead,
    read: Rc<Cell<u64>>,
}

impl<'a> CountingReader<'a> {
    fn new(inner: &'a mut dyn BufRead) -> Self {
        let read = Rc::default();
        Self { inner, read }
    }
}

impl Read for CountingReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

impl BufRead for CountingReader<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.read.set(self.read.get() + amount as u64);
        self.inner.consume(amount);
    }
}

/// How much has come of a file, of all that is packed in it, and how much may.
struct UnpackBudget {
    given: Cell<u64>,
    most: u64,
}

impl UnpackBudget {
    /// Of a file of `size` bytes.
    fn new(size: u64) -> Self {
        Self {
            given: Cell::new(0),
            most: (BOMBS * ALWAYS).max(size.saturating_mul(MOST_TIMES)),
        }
    }

    fn add(&self, given: u64) {
        self.given.set(self.given.get().saturating_add(given));
    }

    fn is_too_much(&self) -> bool {
        self.given.get() > self.most
    }
}

fn too_much() -> io::Error {
    unsupported(format!(
        "it unpacks to more than {MOST_TIMES} times its size, which no text does; unpack it first if that is right"
    ))
}

/// Ends with an error where much more comes out than any text would give.
struct BoundedReader<'a> {
    inner: Box<dyn Read + 'a>,
    packed: Rc<Cell<u64>>,
    given: u64,
    whole: &'a UnpackBudget,
}

impl Read for BoundedReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.given += read as u64;
        self.whole.add(read as u64);
        let most = ALWAYS.max(self.packed.get().saturating_mul(MOST_TIMES));
        if self.given > most || self.whole.is_too_much() {
            return Err(too_much());
        }
        Ok(read)
    }
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

    /// What each part of a file holds, and what was refused.
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
    fn the_first_bytes_say_how_a_file_is_packed() {
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
    fn what_cannot_be_unpacked_is_said_and_the_others_are_read() {
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
                "bomb: it unpacks",
            ),
            (
                "a.zip",
                zip(&[("../../b.txt", text), ("b.txt", text)]),
                1,
                "../../b.txt: its name leads out",
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
