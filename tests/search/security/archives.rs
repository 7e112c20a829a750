//! Hostile archives: member names that lead out of the folder, links, devices, and too many members. Nothing may be
//! written outside the index.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{Counts, Sandbox};

const TEXT: &[u8] = b"Title: Within\n\nFive people died within.\n";

/// Creates a zip archive whose members have arbitrary names and file modes.
fn zip(members: &[(&str, u32, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (nth, (name, ..)) in members.iter().enumerate() {
        // The writer sanitizes names, so it is given placeholders of the same length, which are replaced below.
        let place = format!("{nth:0>width$}", width = name.len());
        archive
            .start_file(place, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(members[nth].2).unwrap();
    }
    let mut bytes = archive.finish().unwrap().into_inner();
    for (nth, (name, mode, _)) in members.iter().enumerate() {
        let place = format!("{nth:0>width$}", width = name.len());
        for local in [true, false] {
            // The name is at the end of the member's local header and of its entry in the central directory.
            let (magic, header): (&[u8], usize) = if local {
                (b"PK\x03\x04", 30)
            } else {
                (b"PK\x01\x02", 46)
            };
            let at = (0..bytes.len())
                .find(|&at| {
                    bytes[at..].starts_with(magic)
                        && bytes[at + header..].starts_with(place.as_bytes())
                })
                .unwrap();
            bytes[at + header..][..name.len()].copy_from_slice(name.as_bytes());
            if !local {
                bytes[at + 5] = 3;
                bytes[at + 38..at + 42].copy_from_slice(&(mode << 16).to_le_bytes());
            }
        }
    }
    bytes
}

const FILE: u32 = 0o100_644;
const LINK: u32 = 0o120_777;
const PIPE: u32 = 0o010_644;
const DEVICE: u32 = 0o020_644;

/// Returns all files and folders in a sandbox, except the index, with their content.
fn all(sandbox: &Sandbox) -> BTreeSet<(PathBuf, Vec<u8>)> {
    fn walk(folder: &Path, index: &Path, met: &mut BTreeSet<(PathBuf, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path == index {
                continue;
            }
            if path.is_dir() {
                met.insert((path.clone(), Vec::new()));
                walk(&path, index, met);
            } else {
                met.insert((path.clone(), std::fs::read(&path).unwrap()));
            }
        }
    }
    let mut met = BTreeSet::new();
    walk(&sandbox.path(""), &sandbox.path("index"), &mut met);
    met
}

#[test]
fn members_with_hostile_names_are_not_written() {
    let sandbox = Sandbox::new();
    let outside = sandbox.path("outside.txt");
    let absolute = outside.to_str().unwrap();
    let members: &[(&str, u32, &[u8])] = &[
        ("../up.txt", FILE, TEXT),
        ("a/../../../up.txt", FILE, TEXT),
        ("..\\up.txt", FILE, TEXT),
        (absolute, FILE, TEXT),
        ("C:\\up.txt", FILE, TEXT),
        ("\\\\host\\share\\up.txt", FILE, TEXT),
        ("link.txt", LINK, b"/etc/passwd"),
        ("folder-link/", LINK, b"/etc"),
        ("folder-link/in.txt", FILE, TEXT),
        ("pipe.txt", PIPE, TEXT),
        ("device.txt", DEVICE, TEXT),
        ("/dev/stdout", FILE, TEXT),
        ("dir/new\nline\u{1b}[31m\u{202e}.txt", FILE, TEXT),
        ("good.txt", FILE, TEXT),
    ];
    sandbox.write("deep/er/news/all.zip", zip(members));
    let before = all(&sandbox);
    let run = sandbox.search(["ingest", "deep/er/news"]);
    insta::assert_snapshot!(run.complaint(3), @r"
    search: deep/er/news/all.zip/../up.txt: path leads outside the archive; repack the archive
    search: deep/er/news/all.zip/a/../../../up.txt: path leads outside the archive; repack the archive
    search: deep/er/news/all.zip/..\up.txt: path leads outside the archive; repack the archive
    search: deep/er/news/all.zip/[folder]/outside.txt: path leads outside the archive; repack the archive
    search: deep/er/news/all.zip/C:\up.txt: path leads outside the archive; repack the archive
    search: deep/er/news/all.zip/\\host\share\up.txt: path leads outside the archive; repack the archive
    search: deep/er/news/all.zip/link.txt: symbolic links are not followed; add the file itself to the archive
    search: deep/er/news/all.zip//dev/stdout: path leads outside the archive; repack the archive
    5 new, 0 changed, 0 unchanged, 0 removed, 8 skipped (8 unreadable); 5 figures in 5 articles (4 duplicates); took [time] seconds
    ");
    assert!(!run.stderr.contains(['\u{1b}', '\u{202e}']), "{run}");
    assert_eq!(run.stdout, "", "{run}");
    assert!(all(&sandbox) == before, "{run}");
    assert!(!outside.exists());
    // The type of a member is ignored. A pipe or device in an archive is read as plain bytes.
    assert_eq!(Counts::of(&run).new, 5, "{run}");
    assert!(sandbox.ids("passwd").is_empty());
    let dry = sandbox.search(["ingest", "--dry-run", "deep"]);
    assert!(dry.stderr.contains("all.zip/../up.txt: "), "{dry}");
    assert!(all(&sandbox) == before, "{dry}");
}

#[test]
fn archive_bombs_are_abandoned_quickly() {
    let bomb = zstd::encode_all(&vec![b' '; 65 << 20][..], 1).unwrap();
    let names: Vec<_> = (0..40).map(|nth| format!("{nth:02}.txt.zst")).collect();
    let mut members: Vec<(&str, u32, &[u8])> = vec![("a.txt", FILE, TEXT)];
    members.extend(names.iter().map(|name| (name.as_str(), FILE, &bomb[..])));
    let sandbox = Sandbox::new();
    sandbox.write("news/all.zip", zip(&members));
    let run = sandbox.search(["ingest", "news"]);
    run.complains(3, &["news/all.zip/00.txt.zst: ", "news/all.zip: "]);
    let told = run.stderr.matches(".txt.zst: ").count();
    assert!((10..20).contains(&told), "{run}");
    assert_eq!(sandbox.ids("within"), ["a"]);
}
