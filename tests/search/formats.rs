//! Input formats: compressed files, archives, tables, envelopes, encodings, standard input, and fields with custom
//! names.

use std::io::Write;

use encoding_rs::Encoding;
use zip::write::SimpleFileOptions;

use crate::harness::{Counts, Sandbox, counts};
use crate::redaction::redacted;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const LINES: &str =
    "{\"id\":\"one\",\"text\":\"A dam broke.\"}\n{\"id\":\"two\",\"text\":\"A ferry sank.\"}\n";

#[test]
fn compressed_files_and_archives_are_read() {
    let sandbox = Sandbox::new();
    sandbox.write("news/a.jsonl.gz", gzip(LINES.as_bytes()));
    sandbox.write(
        "news/b.json.zst",
        zstd::encode_all(&b"[{\"text\": \"A bridge fell.\"}]"[..], 1).unwrap(),
    );
    let members: &[(&str, &[u8])] = &[
        ("news/c.txt", b"A headline\n\nA mine caught fire.\n"),
        ("pages/d", b"<!doctype html><title>Storm at sea</title><p>A storm sank nine boats off the coast of Adunn on Monday.</p>"),
        ("photo.jpg", b"\xff\xd8\xff\0"),
        ("data/e.csv", b"title;text\nFlood;\"It rained; a lot.\"\n"),
    ];
    sandbox.write("news/all.zip", zip(members));
    let told = sandbox.ingest(["news"]);
    assert_eq!(told.done(), counts("6 new, 1 skipped"));
    assert_eq!(sandbox.ids("*"), ["b#1", "c", "d", "e#1", "one", "two"]);
    let [hit] = &sandbox.hits("mine")[..] else {
        panic!("not found")
    };
    assert_eq!(hit.path, "news/all.zip/news/c.txt");
    assert_eq!(
        sandbox.ingest(["news"]).done(),
        counts("6 unchanged, 1 skipped")
    );
}

#[test]
fn damaged_archive_keeps_readable_members() {
    let line = |nth: u32| {
        let number = nth * 7919 % 10_007;
        format!("{{\"id\":\"{nth}\",\"text\":\"Report {nth} of the dam at {number}.\"}}")
    };
    let many = (0..5000).map(line).collect::<Vec<_>>().join("\n");
    let cut = gzip(many.as_bytes());
    let bomb = zstd::encode_all(&vec![b' '; 80 << 20][..], 1).unwrap();
    let sandbox = Sandbox::new();
    sandbox.write("news/cut.jsonl.gz", &cut[..cut.len() / 2]);
    sandbox.write("news/bomb.txt.zst", &bomb);
    let inner = zip(&[("a.txt", b"A headline\n\nIt is within.\n")]);
    let members: &[(&str, &[u8])] = &[
        ("../../evil.txt", b"A headline\n\nIt is evil.\n"),
        ("bomb.zst", &bomb),
        ("inner.zip", &inner),
        ("good.txt", b"A headline\n\nIt is good.\n"),
    ];
    sandbox.write("news/all.zip", zip(members));
    let run = sandbox.search(["ingest", "news"]);
    insta::assert_snapshot!(run.complaint(3), @"
    search: news/all.zip/../../evil.txt: path leads outside the archive; repack the archive
    search: news/all.zip/bomb.zst: unpacks to more than 250 times its size, which is unusual for text; if you trust this file, unpack it first
    search: news/all.zip/inner.zip: unsupported archive format; unpack it first
    search: news/bomb.txt.zst: unpacks to more than 250 times its size, which is unusual for text; if you trust this file, unpack it first
    search: news/cut.jsonl.gz: the compressed data is truncated; only the part before the damage was read
    2,501 new, 0 changed, 0 unchanged, 0 removed, 5 skipped (5 unreadable); 4,624 figures in 2,501 articles; took [time] seconds
    ");
    let told = Counts::of(&run);
    assert!(told.articles > 1000, "{run}");
    assert_eq!(sandbox.ids("good"), ["good"]);
    assert_eq!(sandbox.ids("id:0"), ["0"]);
    assert!(!sandbox.path("../evil.txt").exists() && !sandbox.path("evil.txt").exists());
}

#[test]
fn broken_json_keeps_records_around_the_error() {
    let rows: [(&str, &str, &str, &[&str]); 5] = [
        (
            "quote.json",
            "[\n{\"id\": \"a\", \"text\": \"One.\"},\n{\"id\": \"b\", \"text\": \"He said \"no\" twice.\"},\n{\"id\": \"c\", \"text\": \"Three.\"}\n]\n",
            "line 3, column 31: invalid JSON",
            &["a", "c"],
        ),
        (
            "open.json",
            "[\n {\n  \"id\": \"a\",\n  \"text\": \"One.\"\n },\n {\n  \"id\": \"b\",\n  \"text\": \"Two.\n },\n {\n  \"id\": \"c\",\n  \"text\": \"Three.\"\n }\n]\n",
            "line 9, column 1: invalid JSON",
            &["a", "c"],
        ),
        (
            "odd.json",
            "[{\"id\": \"a\", \"text\": \"One.\"}, null, 3, {\"id\": \"c\", \"text\": \"Three.\"}]",
            "line 1, column 31: not a JSON object",
            &["a", "c"],
        ),
        (
            "cut.json",
            "{\"articles\": [{\"id\": \"a\", \"title\": \"One\"}, {\"id\": \"b\", \"ti",
            "line 1, column ",
            &["a"],
        ),
        (
            "lines.jsonl",
            "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\": \"Two.\n{\"id\": \"c\", \"text\": \"Three.\"}\n",
            "line 2, column 25: invalid JSON",
            &["a", "c"],
        ),
    ];
    for (name, content, complaint, kept) in rows {
        let sandbox = Sandbox::new();
        sandbox.write(format!("news/{name}"), content);
        let run = sandbox.search(["ingest", "news"]);
        run.complains(3, &[&format!("news/{name}: {complaint}")]);
        assert_eq!(sandbox.ids("*"), kept, "{name}: {run}");
    }
}

#[test]
fn unclosed_quote_affects_only_one_row() {
    let rows = "title,text,date\nA,\"Ten, they said\",2024-01-01\nB,too,many,cells\nC,\"never closed\nD,Eleven,2024-02-01\nE,Twelve,2024-02-02\nF\n";
    let sandbox = Sandbox::with([("news/table.csv", rows), ("news/numbers.csv", "x,y\n1,2\n")]);
    let run = sandbox.search(["ingest", "news"]);
    insta::assert_snapshot!(run.complaint(3), @"
    search: news/numbers.csv: line 1, column 1: no column for the text or the title; pass the column names with --map body=NAME,title=NAME
    search: news/table.csv: line 3, column 1: 4 cells, but the header has 3; quote each cell that contains a separator or a quotation mark
    search: news/table.csv: line 4, column 1: 2 cells, but the header has 3; quote each cell that contains a separator or a quotation mark
    search: news/table.csv: line 7, column 1: 1 cell, but the header has 3; quote each cell that contains a separator or a quotation mark
    3 new, 0 changed, 0 unchanged, 0 removed, 4 skipped (4 unreadable); 3 figures in 3 articles; took [time] seconds
    ");
    let titles: Vec<_> = sandbox
        .hits("*")
        .into_iter()
        .filter_map(|hit| hit.title)
        .collect();
    assert_eq!(titles.len(), 3, "{titles:?}");
    assert_eq!(sandbox.ids("title:D").len(), 1);
}

#[test]
fn declared_and_undeclared_encodings_are_read() {
    let russian = "В результате обстрела погибли девять человек, сообщили местные власти.";
    let japanese = "洪水で九人が死亡したと市長が述べた。数百人が避難している。";
    let western = "The café on the quay – “the old one” – was closed; nine died.";
    let rows = [
        ("windows-1252", western),
        ("windows-1251", russian),
        ("koi8-r", russian),
        ("shift_jis", japanese),
        ("utf-16le", russian),
        ("utf-16be", western),
    ];
    let sandbox = Sandbox::new();
    let encode = |name: &str, text: &str| -> Vec<u8> {
        match name {
            "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => Encoding::for_label(name.as_bytes())
                .unwrap()
                .encode(text)
                .0
                .into_owned(),
        }
    };
    for (name, text) in rows {
        let id = name.replace('_', "-");
        sandbox.write(
            format!("news/{id}-text.txt"),
            encode(name, &format!("Headline\n\n{text}\n")),
        );
        sandbox.write(
            format!("news/{id}-lines.jsonl"),
            encode(
                name,
                &format!("{{\"title\": \"Headline\", \"text\": \"{text}\"}}\n"),
            ),
        );
        sandbox.write(
            format!("news/{id}-table.csv"),
            encode(name, &format!("title,text\nHeadline,\"{text}\"\n")),
        );
        let page = format!(
            "<!doctype html><html><head><meta charset=\"{name}\"><title>Headline</title></head><body><article><p>{text}</p><p>{text}</p></article></body></html>"
        );
        sandbox.write(format!("news/{id}-page.html"), encode(name, &page));
    }
    let told = sandbox.ingest(["news"]);
    assert_eq!(told.articles, 24);
    for record in sandbox.records() {
        let (_, text) = rows
            .iter()
            .find(|(name, _)| record.path.contains(&name.replace('_', "-")))
            .unwrap();
        assert!(
            record.article.body.contains(text),
            "{}: {}",
            record.path,
            record.article.body
        );
    }
}

#[test]
fn replaced_characters_are_counted() {
    let text =
        "Première journée d’été à Besançon: neuf blessés, dit l’hôpital \u{0}".replace('\u{0}', "");
    let mut bytes = format!("Titre\n\n{text}\n").into_bytes();
    bytes.extend(b"fin \xff\n");
    let sandbox = Sandbox::with([("news/a.txt", bytes)]);
    let run = sandbox.search(["ingest", "news"]);
    insta::assert_snapshot!(run.complaint(0), @"
    search: news/a.txt: invalid UTF-8; 1 character replaced (to avoid this, save the file as UTF-8)
    1 new, 0 changed, 0 unchanged, 0 removed, 0 skipped; 1 character not decoded; 0 figures in 1 article; took [time] seconds
    ");
}

#[test]
fn standard_input_articles_survive_a_rebuild() {
    let sandbox = Sandbox::with([("news/a.txt", "A headline\n\nA dam broke.\n")]);
    sandbox.ingest(["news"]);
    let run = sandbox
        .call(["ingest", "-"])
        .input(gzip(LINES.as_bytes()))
        .run();
    assert_eq!(
        Counts::of(&run).done(),
        counts("2 new, 1 unchanged"),
        "{run}"
    );
    let run = sandbox
        .call(["ingest", "-"])
        .input(gzip(LINES.as_bytes()))
        .run();
    assert_eq!(Counts::of(&run).done(), counts("3 unchanged"), "{run}");
    assert_eq!(sandbox.ingest(["--rebuild"]).articles, 3);
    assert_eq!(sandbox.ids("ferry"), ["two"]);
    insta::assert_snapshot!(sandbox.search(["ingest", "-"]).complaint(2), @"
    search: no articles on standard input
    hint: pipe articles in, or pass a folder
    ");
    insta::assert_snapshot!(sandbox.search(["ingest", "-", "--watch"]).complaint(2), @"
    search: standard input cannot be watched
    hint: pass a folder to watch
    ");
}

#[test]
fn custom_field_mapping_is_remembered() {
    let line = "{\"key\":\"k1\",\"story\":{\"words\":\"A dam broke.\"},\"when\":\"2024-03-12\",\"paper\":\"Sill Herald\",\"body\":\"Menu\"}\n";
    let sandbox = Sandbox::with([("news/a.jsonl", line)]);
    let map = "id=key,body=story.words,date=when,outlet=paper";
    sandbox.ingest(["news", "--map", map]);
    let check = |sandbox: &Sandbox| {
        let [hit] = &sandbox.hits("dam")[..] else {
            panic!("not found")
        };
        assert_eq!(hit.id, "k1");
        assert_eq!(hit.published.as_deref(), Some("2024-03-12"));
        assert_eq!(hit.outlet.as_deref(), Some("Sill Herald"));
    };
    check(&sandbox);
    assert_eq!(sandbox.ingest([""; 0]).done(), counts("1 unchanged"));
    sandbox.ingest(["--rebuild"]);
    check(&sandbox);
    assert_eq!(sandbox.ingest(["news", "--map", ""]).new, 1);
    assert_eq!(sandbox.ids("menu"), ["a#1"]);
    let mistyped = sandbox.search(["ingest", "news", "--map", "body=storey"]);
    insta::assert_snapshot!(redacted(&mistyped.stderr), @"
    search: --map body=storey: no such field in 1 record
    hint: `search ingest --dry-run` shows where each field comes from
    0 new, 0 changed, 1 unchanged, 0 removed, 0 skipped; 0 figures in 1 article; took [time] seconds
    ");
    insta::assert_snapshot!(sandbox.search(["ingest", "news", "--map", "words=x"]).complaint(2), @"
    error: invalid value 'words=x' for '--map <FIELD=NAME,…>': unknown field `words`; use one of id, title, body, outlet, date, modified, author, language, url

    For more information, try '--help'.
    ");
}

#[test]
fn dry_run_shows_fields_and_changes_nothing() {
    let line = "{\"id\":\"x\",\"headline\":\"Dam breaks\",\"datePublished\":\"2024-03-12\",\"text\":\"A dam broke.\",\"url\":\"https://sill.example/dam\"}\n";
    let sandbox = Sandbox::with([("news/a.jsonl", line)]);
    let run = sandbox.search(["ingest", "--dry-run", "news"]);
    insta::assert_snapshot!(run, @"
    news/a.jsonl: line 1
      id        x  (from the `id` field)
      title     Dam breaks  (from the `headline` field)
      outlet    sill.example  (from the URL: sill.example)
      date      2024-03-12  (from the `datePublished` field)
      modified  unknown
      author    unknown
      language  unknown
      url       https://sill.example/dam  (from the `url` field)
      body      A dam broke.  (from the `text` field)
    2> 1 article shown; nothing was changed
    ");
    assert!(!sandbox.path("index").exists());
}

#[test]
fn consecutive_bad_lines_are_reported_once() {
    let noise =
        "one line\nand another\n".repeat(50) + "{\"text\": \"A dam broke.\"}\nand more\nand more\n";
    let sandbox = Sandbox::with([("news/a.json", noise.as_str())]);
    let run = sandbox.search(["ingest", "news"]);
    assert_eq!(run.stderr.matches("news/a.json").count(), 2, "{run}");
    assert_eq!(sandbox.ids("dam").len(), 1);
}
