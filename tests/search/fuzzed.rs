//! Replays the fuzz corpora and regressions in `tests/fuzz`, and checks the same properties on random text.

use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use figured::figure::extract;
use proptest::prelude::*;

use crate::harness::Sandbox;

#[path = "../fuzz/properties/mod.rs"]
mod properties;

/// The maximum size of an unpacked corpus in bytes. A corpus that was not minimized would slow down the tests.
const CORPUS_LIMIT: u64 = 16 << 20;

/// The name and content of an input.
type Input = (String, Vec<u8>);

fn fuzz_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

/// Unpacks the inputs of a corpus into memory. Fails if the corpus is empty.
fn unpack(path: &Path) -> io::Result<Vec<Input>> {
    let mut tar = Vec::new();
    zstd::Decoder::new(File::open(path)?)?
        .take(CORPUS_LIMIT + 1)
        .read_to_end(&mut tar)?;
    if tar.len() as u64 > CORPUS_LIMIT {
        return Err(io::Error::other("corpus too large; minimize it"));
    }
    let mut inputs = Vec::new();
    for entry in tar::Archive::new(&*tar).entries()? {
        let mut entry = entry?;
        if entry.header().entry_type().is_file() {
            let name = entry.path()?.display().to_string();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            inputs.push((name, bytes));
        }
    }
    if inputs.is_empty() {
        return Err(io::Error::other("no inputs"));
    }
    Ok(inputs)
}

/// Checks the property of `target` on each input. Fails with the names of the inputs that violate it.
fn replay(target: &str, inputs: &[Input]) {
    let check = properties::check_for(target);
    let failed: Vec<_> = inputs
        .iter()
        .filter(|(_, bytes)| catch_unwind(|| check(bytes)).is_err())
        .map(|(name, _)| name)
        .collect();
    assert!(failed.is_empty(), "{target} fails for {failed:#?}");
}

#[test]
fn fuzz_corpora_satisfy_properties() {
    for (target, _) in properties::TARGETS {
        let archive = fuzz_folder().join(format!("corpus/{target}.tar.zst"));
        let inputs = unpack(&archive).unwrap_or_else(|e| panic!("{}: {e}", archive.display()));
        replay(target, &inputs);
    }
}

#[test]
fn fuzz_regressions_satisfy_properties() {
    let archive = fuzz_folder().join("corpus/regressions.tar.zst");
    let mut inputs = unpack(&archive).unwrap_or_else(|e| panic!("{}: {e}", archive.display()));
    for (target, _) in properties::TARGETS {
        let folder = format!("regressions/{target}/");
        let own: Vec<_> = inputs
            .extract_if(.., |(name, _)| name.starts_with(&folder))
            .collect();
        replay(target, &own);
    }
    // Every input belongs to a target.
    let names: Vec<_> = inputs.iter().map(|(name, _)| name).collect();
    assert!(names.is_empty(), "{names:#?}");
}

/// A missing, empty or truncated archive must not pass for a corpus without failures.
#[test]
fn invalid_fuzz_corpora_are_rejected() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("corpus.tar.zst");
    assert_eq!(unpack(&path).unwrap_err().kind(), io::ErrorKind::NotFound);
    let error = |content: &[u8]| {
        fs::write(&path, content).unwrap();
        unpack(&path).unwrap_err().to_string()
    };
    let compress = |content: &[u8]| zstd::encode_all(content, 1).unwrap();
    assert_eq!(error(b""), "incomplete frame");
    let empty = tar::Builder::new(Vec::new()).into_inner().unwrap();
    assert_eq!(error(&compress(&empty)), "no inputs");
    let corpus = fs::read(fuzz_folder().join("corpus/json.tar.zst")).unwrap();
    assert_eq!(error(&corpus[..corpus.len() / 2]), "incomplete frame");
    let large = vec![0; CORPUS_LIMIT as usize + 1];
    assert_eq!(error(&compress(&large)), "corpus too large; minimize it");
}

/// Strings that produce a long or deeply nested query when they are repeated.
const REPEATED: [&str; 16] = [
    "(",
    "a OR ",
    "\"",
    "-",
    "{",
    "a NEAR/5 ",
    "NOT ",
    "same:(",
    "title:(",
    "-(",
    "a~1 ",
    "killed:5 ",
    "“",
    "[",
    "a (b OR ",
    "same:((a OR b) c) ",
];

#[test]
fn long_and_deep_queries_need_little_stack() {
    // The queries are as long as the limit allows, or longer.
    let check_all = || {
        for sign in REPEATED {
            for bytes in [64 * 1024, 1_000_000] {
                properties::check_for("query")(sign.repeat(bytes / sign.len()).as_bytes());
            }
        }
    };
    let small = std::thread::Builder::new().stack_size(512 * 1024);
    small.spawn(check_all).unwrap().join().unwrap();
}

/// A word, a number or punctuation, for random text.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "more than",
        "at least",
        "between",
        "and",
        "to",
        "of",
        "killed",
        "said",
        "according to",
        "the",
        "one",
        "two hundred",
        "a dozen",
        "dozens",
        "half",
        "a third",
        "million",
        "$",
        "€",
        "%",
        "percent",
        "km",
        "people",
        "soldiers",
        "Russian",
        "in 2019",
        "March",
        "5",
        "1,200",
        "3.5",
        "7-9",
        "1/2",
        "½",
        "-",
        "–",
        ",",
        ".",
        "“",
        "”",
        "\"",
        "(",
        ")",
        "\n",
        "'s",
        "its",
        "were",
        "including",
        "or more",
        "rose by",
        "aged",
        "a year or two",
        "few hundred",
        "US",
        "20s",
        "p.m.",
        "é",
        "x-9",
        "point",
        "nought",
        "hundred",
        "quarter",
        "twenty",
        "fifths",
        "-first",
        "6-foot-",
        "feet",
        "inches",
        "dollars",
        "cents",
        "1/64th",
        "MUSD",
        "less than",
        "at most",
        "but",
        "or",
        "minus",
        "plus or minus",
        "over",
        "2 1/4",
        "-to-1",
        "x10^6",
        "e5",
        "T",
        "(kg)",
        "through",
        "~",
        "from",
        "⅔",
    ]);
    prop_oneof![8 => words.prop_map(str::to_owned), 1 => any::<String>(), 1 => "[0-9]{1,5}"]
}

/// Random text without paragraph breaks.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((piece(), prop::bool::weighted(0.9)), 0..40).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(piece, spaced)| if spaced { piece + " " } else { piece })
            .collect()
    })
}

/// Random paragraphs.
fn paragraphs() -> impl Strategy<Value = String> {
    prop::collection::vec(text(), 1..4).prop_map(|texts| texts.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_texts_satisfy_properties(text in prop_oneof![3 => paragraphs(), 1 => any::<String>()]) {
        properties::check_for("extract")(text.as_bytes());
    }

    #[test]
    fn extracted_number_reads_the_same_on_its_own(
        bound in prop::sample::select(vec!["", "more than ", "about ", "at least ", "fewer than ", "nearly "]),
        number in prop_oneof![
            (2u32..999).prop_map(|n| n.to_string()),
            (1u32..999, 0u32..999).prop_map(|(a, b)| format!("{a},{b:03}")),
            (2u32..99, 0u32..9).prop_map(|(a, b)| format!("{a}.{b} million")),
            prop::sample::select(vec!["seven", "two dozen", "forty-two", "three hundred and six", "half a million"]).prop_map(str::to_owned),
        ],
        noun in prop::sample::select(vec!["people", "houses", "kilometres", "percent", "days"]),
    ) {
        let text = format!("There were {bound}{number} {noun} that day.");
        let figures = extract(&text);
        prop_assert_eq!(figures.len(), 1, "{}", text);
        let surface = &text[figures[0].start..figures[0].end];
        let again = extract(&format!("{surface} {noun}"));
        prop_assert_eq!(again.first().map(|f| (f.value, f.low, f.high)), Some((figures[0].value, figures[0].low, figures[0].high)), "{}", surface);
    }
}
