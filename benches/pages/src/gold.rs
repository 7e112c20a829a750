//! Reads the saved pages listed in `gold.jsonl`, and compares what a contender extracts with the known values.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use serde_json::Value;

/// A saved page with its known body, title and date.
pub struct Page {
    pub name: String,
    pub html: String,
    pub body: Option<String>,
    pub title: Option<String>,
    pub date: Option<String>,
}

/// Returns the pages listed in the `gold.jsonl` of a folder.
pub fn pages(folder: &str) -> Vec<Page> {
    let gold = fs::read_to_string(Path::new(folder).join("gold.jsonl")).expect("gold.jsonl");
    let rows = gold
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    rows.map(|row| {
        let text = |key: &str| row[key].as_str().map(str::to_owned);
        let name = text("page").expect("a page");
        Page {
            html: html(&Path::new(folder).join(&name)),
            body: text("body"),
            title: text("title"),
            date: text("date"),
            name,
        }
    })
    .collect()
}

fn html(path: &Path) -> String {
    let file = File::open(path).expect("a page");
    let mut bytes = Vec::new();
    if path.extension().is_some_and(|end| end == "gz") {
        flate2::read::MultiGzDecoder::new(file).read_to_end(&mut bytes)
    } else {
        { file }.read_to_end(&mut bytes)
    }
    .expect("bytes");
    match String::from_utf8(bytes) {
        Ok(html) => html,
        Err(error) => encoding_rs::WINDOWS_1252
            .decode(error.as_bytes())
            .0
            .into_owned(),
    }
}

/// Returns whether a page belongs to the second half of the pages. Rules are tuned on one half and checked on the
/// other.
pub fn is_second_half(name: &str) -> bool {
    name.bytes().map(u32::from).sum::<u32>() % 2 == 1
}

/// Returns the F1 score of the words in `read` against the words in `gold`.
pub fn f1(gold: &str, read: &str) -> f64 {
    let (gold, read) = (words(gold), words(read));
    let shared: usize = gold
        .iter()
        .map(|(word, count)| (*count).min(read.get(word).copied().unwrap_or(0)))
        .sum();
    let all: usize = gold.values().sum::<usize>() + read.values().sum::<usize>();
    if all == 0 {
        1.0
    } else {
        2.0 * shared as f64 / all as f64
    }
}

fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    let parts = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    for word in parts.filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    words
}

/// Returns whether one of two titles contains the other. Only letters and digits are compared, and case is ignored. An
/// empty title matches nothing.
pub fn one_holds_the_other(a: &str, b: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (a, b) = (bare(a), bare(b));
    !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
}
