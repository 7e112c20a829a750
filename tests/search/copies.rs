//! Copies of a story, versions of a page, and similar articles that are neither.

mod pages;
mod stories;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{Hit, Sandbox};
use crate::random::Random;

/// The related articles in the output of `search show --json`.
#[derive(Debug, Deserialize)]
struct Shown {
    id: String,
    #[serde(default)]
    story: Vec<Other>,
    #[serde(default)]
    versions: Vec<Other>,
    #[serde(default)]
    changes: Vec<Value>,
}

#[derive(Debug, Deserialize)]
struct Other {
    id: String,
    change: Option<Value>,
}

impl Sandbox {
    /// Writes articles to a file as JSON Lines.
    fn lines(&self, name: &str, articles: &[Value]) {
        let lines: Vec<_> = articles.iter().map(Value::to_string).collect();
        self.write(name, lines.join("\n"));
    }

    fn shown(&self, id: &str) -> Shown {
        let run = self.search(["show", "--json", id]);
        let line = run.stdout.lines().next().unwrap_or_default();
        serde_json::from_str(line).unwrap_or_else(|e| panic!("{id}: {e}: {run}"))
    }

    /// Returns the sorted ids of the articles in the story of `id`, or no ids if the story has only one article.
    fn story(&self, id: &str) -> Vec<String> {
        let shown = self.shown(id);
        assert_eq!(shown.id, id);
        let mut ids: Vec<_> = shown.story.into_iter().map(|other| other.id).collect();
        ids.sort_unstable();
        ids
    }

    /// Runs a query and returns the sorted ids of the hits and the number of hidden copies.
    fn found(&self, args: &[&str]) -> (Vec<String>, u64) {
        let run = self
            .call(["query", "--json", "-n", "10000"])
            .args(args)
            .run();
        let answer: Value = serde_json::from_str(&run.stdout).unwrap();
        let hits: Vec<Hit> = serde_json::from_value(answer["hits"].clone()).unwrap();
        let mut ids: Vec<_> = hits.into_iter().map(|hit| hit.id).collect();
        assert_eq!(answer["total"], ids.len(), "{run}");
        ids.sort_unstable();
        (ids, answer["excluded"]["duplicates"].as_u64().unwrap())
    }
}

/// Generates invented sentences, no two of which share five consecutive words.
struct Maker(Random);

const WORDS: &str = "river bridge council harbour market farmer doctor school garden railway letter winter \
    bottle candle window engine forest mayor baker teacher driver signal lantern orchard meadow valley station \
    ticket basket hammer ladder mirror pepper saddle timber velvet walnut anchor barrel carpet dragon feather \
    goblet helmet island jacket kettle ladle magnet needle oyster parrot quarry ribbon shovel tunnel urchin";

/// The form of each sentence. It contains enough English words for the language to be detected.
const PATTERN: &str = "The _ _ _ and _ _ _ of _ _ _ were _";

impl Maker {
    fn new(seed: u64) -> Self {
        Self(Random::new(seed))
    }

    fn sentence(&mut self) -> String {
        let words: Vec<_> = WORDS.split_whitespace().collect();
        let word = |part| {
            if part == "_" {
                *self.0.pick(&words)
            } else {
                part
            }
        };
        PATTERN.split(' ').map(word).collect::<Vec<_>>().join(" ") + "."
    }

    /// Returns paragraphs that each consist of one sentence of 14 words.
    fn text(&mut self, sentences: usize) -> Vec<String> {
        (0..sentences).map(|_| self.sentence()).collect()
    }
}

/// Returns an article as JSON.
fn article(id: &str, outlet: &str, title: &str, paragraphs: &[String]) -> Value {
    json!({"id": id, "title": title, "outlet": outlet, "date": "2024-03-01", "language": "en", "text": paragraphs.join("\n\n")})
}
