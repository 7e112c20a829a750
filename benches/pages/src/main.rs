//! Compares figured with crates that extract the main text of a web page, on saved pages whose text is known.
//!
//! ```text
//! cd benches/pages
//! cargo run --release -- PAGES            # body, title, date and speed of each reader
//! cargo run --release -- PAGES figured    # the same for one reader
//! cargo run --release -- --hostile        # broken pages: time, panics, overflows
//! ```
//!
//! PAGES is a folder that contains `gold.jsonl`, with one page on each line, and the pages as `.html` or `.html.gz`. A
//! body is scored by the F1 of its words against those of the known body. Each occurrence of a word counts. Scores are
//! averaged over the pages with a known body. A date is correct if the day is correct. A title is correct if it
//! contains the known title or is contained in it. Only the letters and digits of titles are compared.
//!
//! Measured on 2026-11-23 on 709 pages and two shared cores, with the settings in `contenders.rs`:
//!
//! | crate | body F1 | title | date | pages/s | 100,000 nested `div` |
//! |---|---|---|---|---|---|
//! | dom_smoothie 0.19 | .9187 | .828 | .566 | 273 | over 30 s |
//! | legible 0.5.1 | .9016 | .813 | .569 | 317 | over 30 s |
//! | libreadability 0.3 | .9181 | .828 | .576 | 238 | stack overflow |
//! | llm_readability 0.0.17 | .8128 | – | – | 266 | over 30 s |
//! | rs-trafilatura 0.2.2 | .9263 | .799 | .651 | 68 | over 30 s |
//! | trafilatura 0.6 | .9416 | .890 | .823 | 85 | over 30 s |
//!
//! On the half of the pages that no rule was tuned on, the body F1 is .929 for trafilatura and .9661 for figured.

mod contenders;
mod gold;
mod hostile;

use std::time::{Duration, Instant};

use contenders::{CONTENDERS, Contender};
use gold::Page;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--hostile"] => hostile::all(),
        ["--one", name, page] => hostile::one(name, page),
        [folder] => compare(folder, CONTENDERS.iter()),
        [folder, name] => compare(folder, CONTENDERS.iter().filter(|one| one.name == name)),
        _ => eprintln!("name the folder of gold.jsonl, or --hostile"),
    }
}

fn compare<'c>(folder: &str, contenders: impl Iterator<Item = &'c Contender>) {
    let pages = gold::pages(folder);
    println!(
        "{:16} {:>6} {:>7} {:>7} {:>6} {:>6} {:>6} {:>8}",
        "crate", "body", "half 1", "half 2", "none", "title", "date", "pages/s"
    );
    for contender in contenders {
        println!("{}", line(contender, &pages));
    }
}

fn line(contender: &Contender, pages: &[Page]) -> String {
    let mut bodies: [Vec<f64>; 2] = Default::default();
    let (mut titles, mut dates) = (Vec::new(), Vec::new());
    let mut none = 0;
    let mut took = Duration::ZERO;
    for page in pages {
        let started = Instant::now();
        let read = std::panic::catch_unwind(|| (contender.read)(&page.html)).unwrap_or_default();
        took += started.elapsed();
        if let Some(body) = &page.body {
            let f1 = gold::f1(body, &read.body);
            if std::env::var_os("EACH").is_some() {
                println!("{f1:.3} {}", page.name);
            }
            none += usize::from(read.body.is_empty());
            bodies[usize::from(gold::is_second_half(&page.name))].push(f1);
        }
        if let Some(title) = &page.title {
            titles.push(f64::from(gold::one_holds_the_other(title, &read.title)));
        }
        if let Some(date) = &page.date {
            dates.push(f64::from(read.date.get(..10) == date.get(..10)));
        }
    }
    let all: Vec<f64> = bodies.concat();
    format!(
        "{:16} {:6.4} {:7.4} {:7.4} {:6} {:6.3} {:6.3} {:8.0}",
        contender.name,
        mean(&all),
        mean(&bodies[0]),
        mean(&bodies[1]),
        none,
        mean(&titles),
        mean(&dates),
        pages.len() as f64 / took.as_secs_f64()
    )
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
