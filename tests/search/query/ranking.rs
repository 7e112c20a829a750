//! Compares scores and ranks with a plain scan of all articles, which implements the formulas a second time.

use std::collections::HashMap;

use figured::analysis;
use figured::analysis::terms;
use figured::index::{IndexReader, StoredArticle};
use figured::query::{Search, Sort, parse};
use tantivy::fieldnorm::FieldNormReader;

use crate::harness::{Sandbox, TODAY, records, release};

const K1: f32 = 1.2;
const B: f32 = 0.75;
const TITLE: f32 = 2.0;
const PAIR: f32 = 0.6;

/// An article, with the term positions and the number of words in its headline and in its body.
struct Words {
    record: StoredArticle,
    fields: [(HashMap<String, Vec<usize>>, u32); 2],
}

impl Words {
    fn of(record: StoredArticle) -> Self {
        let mut analyzer = analysis::analyzers().get(analysis::TEXT).unwrap();
        let title = record.article.title.as_ref();
        let title = title.map_or("", |title| &title.value).to_owned();
        let fields = [title, record.article.body.clone()].map(|text| {
            let mut places = HashMap::<String, Vec<usize>>::new();
            let found = terms(&mut analyzer, &text);
            let length = found.len() as u32;
            for (at, term) in found {
                places.entry(term).or_default().push(at);
            }
            // Rounds the length like the index, which stores it in one byte.
            let kept = FieldNormReader::id_to_fieldnorm(FieldNormReader::fieldnorm_to_id(length));
            (places, kept)
        });
        Self { record, fields }
    }

    fn at(&self, field: usize, term: &str) -> &[usize] {
        self.fields[field].0.get(term).map_or(&[], Vec::as_slice)
    }
}

/// The articles in the corpus and the average length of each field.
struct Plain {
    articles: Vec<Words>,
    averages: [f32; 2],
}

impl Plain {
    fn of(records: Vec<StoredArticle>) -> Self {
        let articles: Vec<_> = records.into_iter().map(Words::of).collect();
        let total = |field: usize| -> usize {
            let of = |words: &Words| words.fields[field].0.values().map(Vec::len).sum::<usize>();
            articles.iter().map(of).sum()
        };
        let averages = [0, 1].map(|field| total(field) as f32 / articles.len() as f32);
        Self { articles, averages }
    }

    fn idf(&self, term: &str) -> f32 {
        let with = |field| {
            let has = |words: &&Words| !words.at(field, term).is_empty();
            self.articles.iter().filter(has).count()
        };
        let frequency = with(0).max(with(1)) as f32;
        (1.0 + (self.articles.len() as f32 - frequency + 0.5) / (frequency + 0.5)).ln()
    }

    /// Returns the BM25F score of a word, given how often it occurs in the headline and in the body.
    fn score(&self, idf: f32, words: &Words, times: [f32; 2]) -> f32 {
        let part = |field: usize| {
            let length = words.fields[field].1 as f32 / self.averages[field];
            [TITLE, 1.0][field] * times[field] / (1.0 - B + B * length)
        };
        let tf = part(0) + part(1);
        idf * (K1 + 1.0) * tf / (tf + K1)
    }

    /// Returns the score of an article for a query, or `None` if the article lacks a query word.
    fn of_all(&self, words: &Words, query: &[String]) -> Option<f32> {
        let has = |term: &String| (0..2).any(|field| !words.at(field, term).is_empty());
        if !query.iter().all(has) {
            return None;
        }
        let single = query.iter().map(|term| {
            let times = [0, 1].map(|field| words.at(field, term).len() as f32);
            self.score(self.idf(term), words, times)
        });
        let pairs = query.windows(2).filter(|two| two[0] != two[1]).map(|two| {
            let times = [0, 1].map(|field| {
                let second = words.at(field, &two[1]);
                let next = |at: &usize| {
                    second
                        .iter()
                        .find(|other| *other > at)
                        .map(|other| other - at)
                };
                let near = words.at(field, &two[0]).iter().filter_map(next);
                near.filter(|distance| *distance <= 4)
                    .map(|distance| 1.0 / distance as f32)
                    .sum()
            });
            let idf = self.idf(&two[0]).min(self.idf(&two[1]));
            PAIR * self.score(idf, words, times)
        });
        Some(single.sum::<f32>() + pairs.sum::<f32>())
    }
}

#[test]
fn scores_match_a_full_scan() {
    let sandbox = Sandbox::corpus();
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    let plain = Plain::of(records(&reader));
    let queries = [
        "soldiers",
        "bodies repatriated",
        "killed soldiers",
        "soldiers killed",
        "quake damage houses",
        "ministry said killed people",
        "flood families",
    ];
    for text in queries {
        let query = parse(text, TODAY.parse().unwrap()).unwrap().query;
        let found = Search::new(query, 100).run(&reader).unwrap();
        let stems: Vec<_> = terms(&mut analysis::query_text(), text)
            .into_iter()
            .map(|(_, term)| term)
            .collect();
        let mut expected: Vec<_> = plain
            .articles
            .iter()
            .filter_map(|words| Some((plain.of_all(words, &stems)?, words.record.id.as_str())))
            .collect();
        expected.sort_by(|a, b| b.0.total_cmp(&a.0));
        assert!(!expected.is_empty(), "{text}");
        assert_eq!(found.total, expected.len(), "{text}");
        for (hit, (score, _)) in found.hits.iter().zip(&expected) {
            assert!(
                (hit.score - score).abs() < 1e-3 * score,
                "{text}: {} not {score}",
                hit.score
            );
            let own = expected
                .iter()
                .find(|(_, id)| *id == hit.record.id)
                .unwrap();
            assert!(
                (hit.score - own.0).abs() < 1e-3 * own.0,
                "{text}: {}",
                hit.record.id
            );
            assert!(
                (hit.parts.score() - hit.score).abs() < 1e-4 * score,
                "{text}"
            );
        }
    }
    release(reader);
}

#[test]
fn article_with_figure_near_words_ranks_first() {
    let far = "Title: Far\n\nThe dam broke. The dam was old. Nobody knew of the dam. Many wept for the dam and the dam \
               keeper. In another country 40 people were killed in a fire.";
    let near = "Title: Near\n\nA long report on rivers, roads and bridges of the north and of the south, with all that is \
                known of them and much that is not. When the dam broke, 40 people were killed. The rest is about roads.";
    let sandbox = Sandbox::with([("news/far.txt", far), ("news/near.txt", near)]);
    sandbox.search(["ingest", "news"]);
    let run = sandbox.call(["--jsonl", "dam killed:40"]).run();
    let first = run.stdout.lines().next().unwrap();
    assert!(first.contains("\"near\""), "{run}");
    let run = sandbox.call(["--jsonl", "dam"]).run();
    assert!(
        run.stdout.lines().next().unwrap().contains("\"far\""),
        "{run}"
    );
}

#[test]
fn proximity_outranks_word_frequency() {
    let line = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let far = |nth| {
        let text = format!(
            "Harbour {nth}. The harbour was closed, the harbour was old. Inland 6,000 people were killed."
        );
        line(&format!("far{nth}"), &text)
    };
    let near =
        "A long report tells of other things at first. In the harbour 7,000 soldiers were killed.";
    let lines = (0..300)
        .map(far)
        .chain([line("near", near)])
        .collect::<String>();
    let sandbox = Sandbox::with([("news.jsonl", lines)]);
    sandbox.search(["ingest", "news.jsonl"]);
    let run = sandbox
        .call(["--jsonl", "-n", "1", "harbour killed:>5000"])
        .run();
    assert!(run.stdout.contains("\"near\""), "{run}");
    // Hits beyond those that are ranked by proximity are scored by their words alone.
    let run = sandbox
        .call(["--explain", "-n", "1", "--offset", "250", "harbour was"])
        .run();
    assert!(!run.stdout.contains("close together"), "{run}");
}

#[test]
fn negated_range_counts_vague_figures() {
    let sandbox = Sandbox::with([
        ("news/a.txt", "Title: A\n\nDozens of soldiers were killed."),
        ("news/b.txt", "Title: B\n\n20 soldiers were killed."),
    ]);
    sandbox.search(["ingest", "news"]);
    let run = sandbox
        .call(["--json", "{counted:soldiers -killed:>1000000}"])
        .run();
    assert!(run.stdout.contains("\"vague\": 1"), "{run}");
    assert!(run.stdout.contains("\"total\": 1"), "{run}");
}

#[test]
fn score_explanation_is_shown() {
    let sandbox = Sandbox::corpus();
    let run = sandbox
        .call([
            "--explain",
            "-n",
            "1",
            "bodies",
            "repatriated",
            "bodies:1200",
        ])
        .run();
    for part in [
        "read as: bodies repatriated bodies:1200",
        "score ",
        "in the headline",
        "close together: bodies, repatriated",
        "in the sentence of a matching figure: bodies, repatriated",
        "bodies:1200 matches 1,200",
    ] {
        assert!(run.stdout.contains(part), "{part}: {run}");
    }
    let by_date = Search {
        sort: Sort::Newest,
        ..Search::new(parse("soldiers", TODAY.parse().unwrap()).unwrap().query, 3)
    };
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    let found = by_date.run(&reader).unwrap();
    assert!(found.hits.iter().all(|hit| hit.score == 0.0));
    release(reader);
}
