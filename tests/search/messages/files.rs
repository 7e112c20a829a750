//! Archives, standard input, and files that can be parsed only in part or not at all.

use std::io::{Cursor, Write};

use super::check;
use crate::harness::Sandbox;
use crate::transcript::{Transcript, assert_snapshot};

const GOOD: &str = "Title: Dam breaks\n\nThe dam broke and five people died.\n";

/// Ingests `news`, runs a dry run, and ingests `news` again.
fn check_news(name: &str, sandbox: &Sandbox) {
    check(
        name,
        sandbox,
        &[
            "search ingest news",
            "search ingest --dry-run news > out",
            // Warnings about files that are not read again are printed in no fixed order.
            "search ingest 2>&1 | sort",
        ],
    );
}

#[test]
fn unreadable_files_are_reported() {
    let ragged = "title,text\n".to_owned() + &"a,b,c\n".repeat(1_100);
    let files: [(&str, &[u8]); 27] = [
        ("news/good.txt", GOOD.as_bytes()),
        ("news/binary.jsonl", b"\x07\x8b\x08\0\0\0\0\n\0\0\n\0"),
        ("news/binary.txt", b"two\nlines\0\x01\x02"),
        ("news/blank.md", b" \n\t\n\n"),
        (
            "news/broken.json",
            b"[{\"text\": \"One.\"}, {\"text\": no}]",
        ),
        (
            "news/broken.jsonl",
            b"{\"text\":\"One.\"}\n{\"text\":two}\n{\"text\":\"Three.\"}\n",
        ),
        ("news/cells.csv", b"title,text\nA,b,c\n"),
        ("news/cut.json", b"[{\"text\": \"One.\"}, {\"text\": \"Tw"),
        ("news/cut.jsonl", b"{\"text\":\"One.\"}\n{\"text\":\"Tw"),
        ("news/empty.csv", b""),
        ("news/empty.jsonl", b"\n\n"),
        ("news/empty.txt", b""),
        ("news/fields.jsonl", b"{\"id\": 1}\n"),
        ("news/front.md", b"---\ndate: 2024\n---\n"),
        ("news/list.jsonl", b"[1]\n"),
        ("news/many.jsonl", &b"x\n".repeat(1_003)),
        ("news/nameless.csv", b"a,b\n1,2\n3,4\n"),
        ("news/nul.csv", b"title,text\nA,\0\0\nB,Five people died.\n"),
        ("news/number.json", b"5"),
        ("news/page.html", b"<html><body></body></html>"),
        ("news/photo.jpg", b"\xff\xd8\xff\0"),
        ("news/quote.csv", b"title,text\n\"A,b\nC,d\n"),
        ("news/ragged.csv", ragged.as_bytes()),
        ("news/row.csv", b"id,title,text\n1,,\n"),
        ("news/table.tsv", b"id\tcount\n1\t2\n"),
        ("news/wrong.json", b"{\"articles\": [{\"id\": 7}]}"),
        ("news/settings.json", b"{\"colour\": \"red\"}"),
    ];
    let sandbox = Sandbox::with(files);
    let mut transcript = Transcript::new(&sandbox);
    for line in [
        "search ingest news 2>&1 | sed '/many.jsonl: line [2-9]/d; /many.jsonl: line .[0-9]/d; /ragged.csv: line [4-9]/d; /ragged.csv: line .[0-9]/d'",
        "search ingest --dry-run news 2>&1 | tail -n 1",
        "search ingest 2>&1 | tail -n 1",
    ] {
        transcript.run(line);
    }
    assert_snapshot("errors-files", transcript);
}

#[test]
fn questionable_files_cause_warnings() {
    let deep = "<div>".repeat(300) + "Five died." + &"</div>".repeat(300);
    let page = format!("<html><head><title>Deep</title></head><body>{deep}</body></html>");
    let files: [(&str, &[u8]); 19] = [
        ("news/bom16.txt", b"\xff\xfeF\0i\0v\0e\0 \0d\0i\0e\0d\0.\0"),
        ("news/calendar.txt", b"Title: A\nDate: 2022-02-31\n\nFive died.\n"),
        ("news/deep.html", page.as_bytes()),
        ("news/description.jsonl", b"{\"title\":\"A\",\"description\":\"Five people died.\"}\n"),
        ("news/early.txt", b"Title: A\nDate: 1200-01-01\n\nFive died.\n"),
        ("news/form.txt", b"Title: A\nDate: some day\n\nFive died.\n"),
        ("news/front.md", b"---\ntitle: [a\ndate: 2024-01-01\n---\nFive died.\n"),
        ("news/future.txt", b"Title: A\nDate: 2027-01-01\n\nFive died.\n"),
        ("news/headline.html", b"<html><head><title>Dam breaks</title></head><body></body></html>"),
        ("news/latin.jsonl", b"{\"id\":\"x\",\"text\":\"Nine died in the caf\xe9.\"}\n"),
        ("news/latin.txt", b"Title: Caf\xe9\n\nNine people died in the caf\xe9.\n"),
        ("news/lenient.jsonl", b"{\"text\":\"Five died.\", \"a\": NaN}\n"),
        ("news/long-title.jsonl", b""),
                ("news/mixed.txt", b"Five people died in \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 and \xff.\n"),
        (
            "news/mixed-twice.txt",
            b"Five people died in \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9, \xe2\x80\x9c\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xe2\x80\x9d and \xff or \xff \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9.\n",
        ),
        ("news/mixed.jsonl", b"{\"text\":\"Five \xc3\xa9\xc3\xa9 and \xff\xfe died.\"}\n"),
        ("news/title.jsonl", b"{\"title\":\"Dam breaks\"}\n"),
        ("news/title.txt", b"Title: Dam breaks\n\n"),
        ("news/row.csv", b"title,text\nDam breaks,\n"),
    ];
    let sandbox = Sandbox::with(files);
    let title = "word ".repeat(20_000);
    sandbox.write(
        "news/long-title.jsonl",
        format!("{{\"title\":\"{title}\",\"text\":\"Five died.\"}}\n"),
    );
    check_news("warnings-files", &sandbox);
}

#[test]
fn excess_warnings_are_only_counted() {
    let sandbox = Sandbox::new();
    for nth in 10..33 {
        let text = format!("Title: A\nDate: day {nth}\n\nFive died.\n");
        sandbox.write(format!("news/{nth}.txt"), text);
    }
    check(
        "warnings-many",
        &sandbox,
        &[
            "search ingest news",
            "search ingest --rebuild -v 2>&1 | grep -c ignored",
        ],
    );
}

#[test]
fn too_many_figures_cause_a_warning() {
    let sandbox = Sandbox::new();
    let one = |nth: usize| format!("{} people died. ", nth + 100_000);
    sandbox.write("news/many.txt", (0..10_100).map(one).collect::<String>());
    check("warnings-figures", &sandbox, &["search ingest news"]);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Creates a zip archive. A member whose name starts with `same` gets the name of the previous member.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive
        .add_symlink(
            "link.txt",
            "/etc/passwd",
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
    archive.finish().unwrap().into_inner()
}

#[test]
fn damaged_archives_are_reported() {
    let lines = "{\"text\":\"Five died.\"}\n".repeat(3_000);
    let whole = gzip(lines.as_bytes());
    let bomb = zstd::encode_all(&vec![b' '; 65 << 20][..], 1).unwrap();
    let often = (0..4).fold(GOOD.as_bytes().to_vec(), |bytes, _| gzip(&bytes));
    let mut archive = zip(&[
        ("good.txt", GOOD.as_bytes()),
        ("half.jsonl.gz", &whole[..whole.len() / 2]),
        ("xx/up.txt", b"Up."),
    ]);
    let mut twice = zip(&[("aa.txt", GOOD.as_bytes()), ("ab.txt", b"Other.")]);
    let replace = |bytes: &mut [u8], from: &[u8], to: &[u8]| {
        for at in 0..bytes.len() - from.len() {
            if bytes[at..].starts_with(from) {
                bytes[at..at + to.len()].copy_from_slice(to);
            }
        }
    };
    replace(&mut archive, b"xx/up.txt", b"../up.txt");
    replace(&mut twice, b"ab.txt", b"aa.txt");
    let files: [(&str, &[u8]); 9] = [
        ("news/archive.zip", &archive),
        ("news/bomb.zst", &bomb),
        ("news/cut.zip", &archive[..40]),
        ("news/half.jsonl.gz", &whole[..whole.len() / 2]),
        ("news/often.gz", &often),
        ("news/other.txt", b"7z\xbc\xaf\x27\x1c\0\0"),
        ("news/other.zst", b"\x28\xb5\x2f\xfd\0\0\0\0"),
        ("news/twice.zip", &twice),
        ("news/flipped.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\0abcdefgh"),
    ];
    check_news("errors-packed", &Sandbox::with(files));
}

#[test]
fn truncated_files_keep_earlier_records() {
    let line = |nth| format!("{{\"id\":\"a{nth}\",\"text\":\"Quake {nth}.\"}}\n");
    let lines = (0..100).map(line).collect::<Vec<_>>().concat();
    let whole = gzip(lines.as_bytes());
    let archive = |second: &[u8]| zip(&[("one.jsonl.gz", &whole), ("two.jsonl.gz", second)]);
    let sandbox = Sandbox::with([
        ("a/lines.jsonl.gz", whole.clone()),
        ("b/archive.zip", archive(&whole)),
        ("c/lines.jsonl", lines.clone().into_bytes()),
        ("d/lines.jsonl.gz", whole.clone()),
    ]);
    let mut transcript = Transcript::new(&sandbox);
    transcript.run("search ingest a b c d");
    sandbox.write("a/lines.jsonl.gz", &whole[..whole.len() / 2]);
    sandbox.write("b/archive.zip", archive(&whole[..whole.len() / 2]));
    sandbox.write("c/lines.jsonl", &lines[..lines.len() / 2]);
    sandbox.write("d/lines.jsonl.gz", "");
    transcript.note("all files are cut in the middle, the last one is empty");
    transcript.run_all(&[
        "search ingest",
        "search ingest --rebuild",
        "search ingest --rebuild --prune",
    ]);
    assert_snapshot("warnings-cut-files", transcript);
}

#[test]
fn standard_input_errors_are_explained() {
    check(
        "errors-streams",
        &Sandbox::with([("news/good.txt", GOOD)]),
        &[
            "search ingest - < /dev/null",
            "search ingest - < news",
            "search ingest --watch -",
            "search ingest /dev/null",
            "printf '\\0\\0' | search ingest -",
            "printf 'Five died.' | search ingest --dry-run -",
            "printf '' | search ingest --dry-run -",
            "search ingest - < news/good.txt",
            "for f in index/received/*; do echo more >> $f; done; search ingest",
            "search ingest --rebuild",
            "search check",
        ],
    );
}

#[test]
fn unmatched_field_mapping_causes_a_warning() {
    let record = "{\"mt\":\"Five people died in the flood.\"}\n";
    check(
        "warnings-mapping",
        &Sandbox::with([("a/one.jsonl", record)]),
        &[
            "search ingest a",
            "search ingest --map body=nosuch a",
            "search ingest --map body=mt a",
            "mv a b; search ingest b",
        ],
    );
}
