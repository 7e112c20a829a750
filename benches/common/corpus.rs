//! Made-up articles for benchmarks.
//!
//! The articles are about as long as real ones (6 KB) and have about as many figures (14). Their words are nonsense,
//! with frequencies that follow Zipf's law.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use super::made_up_word::push_made_up_word;
use super::random::Random;

/// The number of distinct words in made-up articles.
const VOCABULARY: u32 = 60_000;
const SENTENCES: u32 = 72;
/// On average, one sentence in this many has a figure.
const FIGURES: u32 = 5;

/// A made-up article.
pub struct Made {
    pub id: String,
    /// The headline.
    pub title: String,
    pub body: String,
    /// The date, or `None` for about one article in ten. Many articles share a date.
    pub date: Option<String>,
}

/// Generates `articles` made-up articles. Every run generates the same ones.
pub fn made(articles: usize) -> impl Iterator<Item = Made> {
    let mut random = Random::new(7);
    (0..articles).map(move |nth| article(nth, &mut random))
}

/// Writes `articles` made-up articles to `path` as JSON Lines.
pub fn write(path: &Path, articles: usize) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for Made {
        id,
        title,
        body,
        date,
    } in made(articles)
    {
        let line = serde_json::json!({ "id": id, "title": title, "text": body, "date": date, "outlet": "The Example" });
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    Ok(())
}

fn article(nth: usize, random: &mut Random) -> Made {
    let mut title = String::new();
    words(&mut title, 8, random);
    let mut body = String::new();
    for sentence in 0..SENTENCES {
        let (before, after) = (random.below(16), random.below(16));
        words(&mut body, before + 1, random);
        if random.below(FIGURES) == 0 {
            figure(&mut body, random);
        } else {
            body.push(' ');
        }
        words(&mut body, after + 1, random);
        body.push_str(if sentence % 4 == 3 { ".\n\n" } else { ". " });
    }
    let day = random.below(400);
    let date = (day < 360).then(|| format!("2022-{:02}-{:02}", day / 30 + 1, day % 28 + 1));
    Made {
        id: format!("made-{nth}"),
        title,
        body,
        date,
    }
}

/// Appends a claim with a number below 100,000: "about 40 people were wounded, officials said".
fn figure(text: &mut String, random: &mut Random) {
    const BOUNDS: [&str; 4] = ["", "more than ", "about ", "at least "];
    const COUNTED: [&str; 5] = [
        "soldiers were killed",
        "people were wounded",
        "bodies were found",
        "houses were destroyed",
        "workers",
    ];
    let value = random.rank(100_000);
    let (bound, counted) = (random.pick(&BOUNDS), random.pick(&COUNTED));
    let number = if value < 1_000 {
        value.to_string()
    } else {
        format!("{},{:03}", value / 1_000, value % 1_000)
    };
    let _ = write!(text, " {bound}{number} {counted}, officials said, ");
}

fn words(text: &mut String, count: u32, random: &mut Random) {
    for nth in 0..count {
        if nth > 0 {
            text.push(' ');
        }
        word(text, random.rank(VOCABULARY), nth == 0);
    }
}

/// Appends the word with this frequency rank. Frequent words are short.
fn word(text: &mut String, rank: u32, capital: bool) {
    let start = text.len();
    push_made_up_word(text, rank as usize);
    if capital {
        text[start..]
            .get_mut(..1)
            .unwrap_or_default()
            .make_ascii_uppercase();
    }
}
