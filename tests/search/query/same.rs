//! Compares `same:(…)` with a plain scan of the sentences in `corpus/`.

use std::collections::BTreeSet;

use figured::analysis;
use figured::analysis::terms;
use figured::figure::sentences;
use figured::index::{IndexReader, StoredArticle};
use figured::query::{Search, parse};

use super::find;
use crate::harness::{Sandbox, TODAY, records, release};
use crate::random::Random;

/// Returns the stems in the headline and in each sentence of an article.
fn stems(record: &StoredArticle) -> Vec<BTreeSet<String>> {
    let mut analyzer = analysis::analyzers().get(analysis::TEXT).unwrap();
    let body = &record.article.body;
    let title = record.article.title.as_ref();
    let spans = sentences(body)
        .into_iter()
        .map(|span| &body[span.as_range()]);
    let texts = title
        .map(|title| title.value.as_str())
        .into_iter()
        .chain(spans);
    let mut of = |text| {
        terms(&mut analyzer, text)
            .into_iter()
            .map(|(_, term)| term)
            .collect()
    };
    texts.map(&mut of).collect()
}

#[test]
fn same_sentence_results_match_a_full_scan() {
    let sandbox = Sandbox::corpus();
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    let all = records(&reader);
    // Only English words are stemmed, so articles in other languages are skipped.
    let english = |record: &&StoredArticle| record.article.other_language().is_none();
    let articles: Vec<_> = all
        .iter()
        .filter(english)
        .map(|record| (record.id.clone(), stems(record)))
        .collect();
    // In every second round, both words come from one sentence. In the other rounds, they may come from different
    // sentences.
    let mut random = Random::new(11);
    let plain = |stem: &String| stem.bytes().all(|b| b.is_ascii_lowercase()) && stem.len() > 2;
    let (mut together, mut apart) = (0, 0);
    for round in 0..400 {
        let mut word = || {
            let (_, sentences) = random.pick(&articles);
            let words: Vec<_> = random.pick(sentences).iter().filter(|s| plain(s)).collect();
            words
                .get(random.below(words.len().max(1)))
                .map(|stem| (*stem).clone())
        };
        let (Some(a), Some(mut b)) = (word(), word()) else {
            continue;
        };
        if round % 2 == 0 {
            let with_a = articles
                .iter()
                .flat_map(|(_, sentences)| sentences)
                .find(|s| s.contains(&a));
            b = with_a
                .unwrap()
                .iter()
                .find(|s| plain(s))
                .unwrap_or(&b)
                .clone();
        }
        let query = parse(&format!("lang:en same:({a} {b})"), TODAY.parse().unwrap())
            .unwrap()
            .query;
        // The query stems the words again, and the stem of a stem may be a different word.
        let stem = |word: &str| terms(&mut analysis::query_text(), word).remove(0).1;
        let (a, b) = (stem(&a), stem(&b));
        let has = |sentences: &Vec<BTreeSet<String>>| {
            sentences.iter().any(|s| s.contains(&a) && s.contains(&b))
        };
        let both = |sentences: &Vec<BTreeSet<String>>| {
            let any = |word: &String| sentences.iter().any(|s| s.contains(word));
            any(&a) && any(&b)
        };
        let mut expected: Vec<_> = articles
            .iter()
            .filter(|(_, s)| has(s))
            .map(|(id, _)| id.as_str())
            .collect();
        let hits = Search::new(query, 200).run(&reader).unwrap().hits;
        let mut found: Vec<_> = hits.iter().map(|hit| hit.record.id.as_str()).collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{a} {b}");
        together += expected.len();
        apart += articles.iter().filter(|(_, s)| both(s)).count() - expected.len();
    }
    assert!(together > 100 && apart > 100, "{together} {apart}");
    release(reader);
}

#[test]
fn words_in_two_sentences_do_not_match() {
    find(&[
        ("penguins gigawatts", "heatwave-43-8-degrees"),
        ("same:(penguins gigawatts)", ""),
        ("Crimea NATO", "ukraine-says-5300-russian-troops-killed"),
        ("same:(Crimea NATO)", ""),
    ]);
}
