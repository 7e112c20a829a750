//! Compares phrase queries with slop to a brute-force search over all assignments of positions to words.

use figured::index::IndexReader;
use figured::query::{Search, parse};

use crate::harness::{Sandbox, TODAY, release};
use crate::random::Random;

const WORDS: &[&str] = &["zab", "dul", "tov", "mir", "pum"];

/// Returns whether the words of the phrase can be assigned distinct positions in the text, such that the displacements
/// of the words from their positions in the phrase differ by at most `slop`.
fn stands(text: &[&str], phrase: &[&str], slop: i64, given: &mut Vec<usize>) -> bool {
    let nth = given.len();
    if nth == phrase.len() {
        let number = |at: usize| i64::try_from(at).unwrap();
        let off = || {
            given
                .iter()
                .enumerate()
                .map(|(place, at)| number(*at) - number(place))
        };
        return off().max().unwrap() - off().min().unwrap() <= slop;
    }
    (0..text.len()).any(|at| {
        if text[at] != phrase[nth] || given.contains(&at) {
            return false;
        }
        given.push(at);
        let found = stands(text, phrase, slop, given);
        given.pop();
        found
    })
}

#[test]
fn sloppy_phrase_results_match_a_full_scan() {
    let mut random = Random::new(5);
    let mut draw = |most: usize| -> Vec<&str> {
        let length = 2 + random.below(most - 1);
        (0..length).map(|_| *random.pick(WORDS)).collect()
    };
    let texts: Vec<_> = (0..60).map(|_| draw(12)).collect();
    let line = |(nth, text): (usize, &Vec<&str>)| {
        format!("{{\"id\":\"{nth}\",\"text\":\"{}\"}}\n", text.join(" "))
    };
    let sandbox = Sandbox::with([(
        "news.jsonl",
        texts.iter().enumerate().map(line).collect::<String>(),
    )]);
    sandbox.search(["ingest", "news.jsonl"]);
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    let mut hits = 0;
    for round in 0..200 {
        let (phrase, slop) = (draw(3), round % 5);
        let text = format!("\"{}\"~{slop}", phrase.join(" "));
        let query = parse(&text, TODAY.parse().unwrap()).unwrap().query;
        let found = Search::new(query, 100).run(&reader).unwrap().hits;
        let mut found: Vec<usize> = found
            .iter()
            .map(|hit| hit.record.id.parse().unwrap())
            .collect();
        found.sort_unstable();
        let matches = |nth: &usize| stands(&texts[*nth], &phrase, i64::from(slop), &mut Vec::new());
        let expected: Vec<_> = (0..texts.len()).filter(matches).collect();
        assert_eq!(found, expected, "{text}");
        hits += expected.len();
    }
    assert!(hits > 500, "{hits}");
    release(reader);
}
