//! A corpus of any size that grows as news does.
//!
//! Sentences are taken from the sample articles in `corpus/`. Function words and words about people and losses are kept,
//! numbers other than years are replaced by random ones, and all other words are drawn from a vocabulary whose
//! frequencies follow Zipf's law with a steeper tail, so that new words keep appearing. The constants below were chosen
//! so that words, figures and new words per article and the share of copies are within 20 % of those of 37,554 real
//! articles. The articles of `corpus.rs` are simpler: nonsense words between claims with numbers.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, ensure};
use fastrand::Rng;
use figured::figure::{Figure, Measure, extract};

use super::made_up_word::push_made_up_word;

/// The length of an article in words: median, and standard deviation of the logarithm (log-normal).
const WORDS: (f64, f64) = (815.0, 0.6);
/// The share of sentences with figures.
const WITH_FIGURES: f64 = 0.057;
/// The share of these sentences in which a figure has a measure other than money or percent.
const WITH_MEASURE: f64 = 0.13;
/// The number of outlets. Their numbers of articles follow Zipf's law.
const OUTLETS: f64 = 5_000.0;
/// The share of articles whose body repeats that of the article before.
const COPIES: f64 = 0.0012;
/// The ranks up to which the frequency of a word is proportional to 1 / rank.
const HEAD: f64 = 9_000.0;
/// The exponent of the frequencies of rarer words.
const TAIL: f64 = 2.3;
/// Words of the sample articles have every eighth rank, because there are few. The others are made up.
const SAMPLE_STEP: u64 = 8;

/// Words that are kept, besides those of up to three letters: function words, and words on which figures depend.
const KEPT: &str = "that this with from have were been they their which said would about more than after before when \
    what where there into over only also some other most many them these those will could should because while until \
    since under between during against each such both does then here just very even still does every \
    killed dead died deaths wounded injured missing soldiers troops people civilians officials police \
    ministry percent million billion thousand hundred dozens hundreds thousands dollars according reported least";

/// A sentence: text to be copied, and slots to be filled.
struct Template(Vec<Piece>);

enum Piece {
    Text(String),
    Word { capital: bool },
    Number(String),
}

/// Generates articles.
pub struct ArticleGenerator {
    with_measure: Vec<Template>,
    with_figure: Vec<Template>,
    without_figures: Vec<Template>,
    /// The words of the sample articles that are not kept, in alphabetical order, so that their rank is unrelated to their
    /// frequency in the samples.
    samples: Vec<String>,
    random: Rng,
    previous_body: Option<String>,
}

impl ArticleGenerator {
    /// Reads the sample articles in `corpus`.
    pub fn new(corpus: &Path, seed: u64) -> anyhow::Result<Self> {
        let mut text = String::new();
        read_all(corpus, &mut text)?;
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect()
        };
        let all = words(&text);
        let kept: Vec<&str> = KEPT.split_whitespace().collect();
        let is_kept = |word: &str| word.len() < 4 || kept.contains(&word);
        let mut made = Self {
            with_measure: Vec::new(),
            with_figure: Vec::new(),
            without_figures: Vec::new(),
            samples: Vec::new(),
            random: Rng::with_seed(seed),
            previous_body: None,
        };
        for sentence in text.split_inclusive(['.', '\n']).map(str::trim) {
            if sentence.len() < 40 || !sentence.ends_with('.') {
                continue;
            }
            let figures = extract(sentence);
            let has_measure = |figure: &Figure| {
                !matches!(
                    figure.measure,
                    None | Some(Measure::Money | Measure::Percent)
                )
            };
            let list = if figures.iter().any(has_measure) {
                &mut made.with_measure
            } else if figures.is_empty() {
                &mut made.without_figures
            } else {
                &mut made.with_figure
            };
            list.push(Template::new(sentence, is_kept));
        }
        let lists = [&made.with_measure, &made.with_figure, &made.without_figures];
        ensure!(
            lists.iter().all(|list| !list.is_empty()),
            "too few sentences in {}",
            corpus.display()
        );
        let words = all.into_iter().filter(|word| !is_kept(word));
        let words: BTreeSet<_> = words
            .filter(|word| word.chars().all(char::is_alphabetic))
            .collect();
        made.samples = words.into_iter().collect();
        Ok(made)
    }

    /// Writes `articles` articles as JSON Lines.
    pub fn write(&mut self, articles: usize, out: &mut impl Write) -> anyhow::Result<()> {
        for nth in 0..articles {
            let repeated = self
                .previous_body
                .take()
                .filter(|_| self.random.f64() < COPIES);
            let body = repeated.unwrap_or_else(|| self.body());
            let title = self.title();
            let outlet = self.outlet();
            let day = self.random.u32(..4_600);
            let date = (self.random.u32(..10) > 0).then(|| {
                format!(
                    "{}-{:02}-{:02}",
                    2010 + day / 360,
                    day % 360 / 30 + 1,
                    day % 28 + 1
                )
            });
            let line = serde_json::json!({
                "id": format!("grown-{nth}"), "title": title, "text": body, "date": date, "outlet": outlet,
            });
            writeln!(out, "{line}").context("cannot write the articles")?;
            self.previous_body = Some(body);
        }
        Ok(())
    }

    fn body(&mut self) -> String {
        let wanted = (WORDS.0.ln() + WORDS.1 * normal(&mut self.random))
            .exp()
            .clamp(60.0, 8_000.0);
        let mut body = String::with_capacity(wanted as usize * 7);
        let mut words = 0;
        let mut sentences = 0;
        while (words as f64) < wanted {
            let templates = if self.random.f64() >= WITH_FIGURES {
                &self.without_figures
            } else if self.random.f64() < WITH_MEASURE {
                &self.with_measure
            } else {
                &self.with_figure
            };
            let nth = self.random.u32(..templates.len() as u32) as usize;
            let before = body.len();
            templates[nth].fill(&self.samples, &mut self.random, &mut body);
            words += body[before..].split(' ').count();
            sentences += 1;
            body.push_str(if sentences % 4 == 0 { "\n\n" } else { " " });
        }
        body
    }

    fn title(&mut self) -> String {
        let words: Vec<_> = (0..8)
            .map(|nth| word(&self.samples, &mut self.random, nth == 0))
            .collect();
        words.join(" ")
    }

    fn outlet(&mut self) -> String {
        let rank = u64::from(OUTLETS.powf(self.random.f64()) as u32);
        let mut name = "The ".to_owned();
        made_up(rank + 977, &mut name);
        name[4..5].make_ascii_uppercase();
        name.push_str([" Times", " Post", " Herald", " News", " Gazette"][(rank % 5) as usize]);
        name
    }
}

impl Template {
    fn new(sentence: &str, is_kept: impl Fn(&str) -> bool) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut text = String::new();
        for part in sentence.split_inclusive(|c: char| !c.is_alphanumeric() && c != ',') {
            let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            let digits = word.starts_with(|c: char| c.is_ascii_digit());
            let lower = word.to_lowercase();
            let letters = !word.is_empty() && word.chars().all(char::is_alphabetic);
            let piece = if digits && word.bytes().all(|b| b.is_ascii_digit() || b == b',') {
                Piece::Number(word.to_owned())
            } else if letters && !is_kept(&lower) {
                Piece::Word {
                    capital: word.starts_with(char::is_uppercase),
                }
            } else {
                text.push_str(part);
                continue;
            };
            pieces.push(Piece::Text(std::mem::take(&mut text)));
            pieces.push(piece);
            text.push_str(&part[word.len()..]);
        }
        pieces.push(Piece::Text(text));
        Self(pieces)
    }

    fn fill(&self, samples: &[String], random: &mut Rng, body: &mut String) {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => body.push_str(text),
                Piece::Word { capital } => body.push_str(&word(samples, random, *capital)),
                Piece::Number(number) => {
                    let year =
                        number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
                    if year {
                        body.push_str(number);
                        continue;
                    }
                    let digits = number.bytes().filter(u8::is_ascii_digit).count();
                    // Small numbers are more frequent than in the sample articles.
                    let digits = 1 + random.u32(..digits.min(9) as u32);
                    let value = 10_u32.pow(digits - 1) + random.u32(..9 * 10_u32.pow(digits - 1));
                    body.push_str(&with_commas(value));
                }
            }
        }
    }
}

/// Returns a normally distributed number with mean 0 and standard deviation 1 (Box and Muller).
fn normal(random: &mut Rng) -> f64 {
    let radius = (-2.0 * (1.0 - random.f64()).ln()).sqrt();
    radius * (std::f64::consts::TAU * random.f64()).cos()
}

/// Formats a number with commas between thousands.
fn with_commas(value: u32) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Returns a random word, in capitalised form if `capital` is set.
fn word(samples: &[String], random: &mut Rng, capital: bool) -> String {
    // The head has the weight of Zipf's law (0.577 is Euler's constant), and the tail that of the power law's integral.
    let head = HEAD.ln() + 0.577;
    let tail = 1.0 / (TAIL - 1.0);
    let rank = if random.f64() * (head + tail) < head {
        HEAD.powf(random.f64())
    } else {
        HEAD * (1.0 - random.f64()).powf(-1.0 / (TAIL - 1.0))
    } as u64;
    let sample = samples
        .get((rank / SAMPLE_STEP) as usize)
        .filter(|_| rank.is_multiple_of(SAMPLE_STEP));
    let mut word = String::new();
    match sample {
        Some(sample) => word.push_str(sample),
        None => made_up(rank, &mut word),
    }
    if capital && word.is_char_boundary(1) {
        word[..1].make_ascii_uppercase();
    }
    word
}

/// Appends a made-up word of at least five letters, which no English word is likely to equal.
fn made_up(rank: u64, word: &mut String) {
    push_made_up_word(word, rank as usize + 70);
    word.push('n');
}

fn read_all(folder: &Path, text: &mut String) -> io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_unstable_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            read_all(&path, text)?;
        } else if path
            .extension()
            .is_some_and(|end| end == "txt" || end == "md")
        {
            text.push_str(&fs::read_to_string(&path)?);
            text.push('\n');
        }
    }
    Ok(())
}
