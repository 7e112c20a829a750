//! Compares `search ingest` with raw tantivy in speed and memory.
//!
//! Both sides read the same JSON Lines file, with the same number of threads and the same memory budget. Raw tantivy
//! indexes title and body with `en_stem`, positions and norms, and stores them with zstd. It does not extract figures,
//! dates or outlets. A run ends after the last merge. The sides take turns. Each run is a separate process, so that its
//! peak memory can be measured (`RssAnon`, sampled every 5 ms). On a busy machine, the ratio of processor times is more
//! reliable than the ratio of elapsed times.
//!
//! ```text
//! cargo bench --bench ingest                                      # 5,000 made-up articles
//! cargo bench --bench ingest -- articles.jsonl --rounds 5         # or FIGURED_CORPUS=articles.jsonl
//! ```
#![allow(clippy::print_stdout)]

mod common {
    pub mod corpus;
    pub mod made_up_word;
    pub mod random;
    pub mod raw_tantivy;
}

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use clap::{Parser, ValueEnum};
use common::raw_tantivy::{self, each_line};
use figured::ingest::IngestOptions;
use figured::storage::IndexFolder;
use serde::{Deserialize, Serialize};

/// Both sides use the same allocator as `search`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
struct Args {
    /// JSON lines with "title" and "text"; made-up articles if omitted.
    #[arg(env = "FIGURED_CORPUS")]
    corpus: Option<PathBuf>,
    /// The number of articles to make up.
    #[arg(long, default_value_t = 5_000)]
    articles: usize,
    /// How many times each side runs.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// The memory budget in MB.
    #[arg(long, default_value_t = 512)]
    memory: usize,
    /// The number of writer threads; by default, one for each core.
    #[arg(long)]
    threads: Option<usize>,
    /// Runs one side alone, in this process.
    #[arg(long)]
    side: Option<Side>,
    /// The flag that cargo passes to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Side {
    Figured,
    Raw,
}

/// The measurements of one run.
#[derive(Serialize, Deserialize)]
struct Taken {
    articles: u64,
    figures: u64,
    seconds: f64,
    /// The processor time in seconds, or `None` if the system does not report it.
    cpu: Option<f64>,
    /// The peak anonymous memory in MB, or `None` if the system does not report it.
    peak: Option<u64>,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = args.threads.unwrap_or(cores);
    let scratch = tempfile::tempdir()?;
    let corpus = if let Some(corpus) = args.corpus.clone() {
        corpus
    } else {
        let made = scratch.path().join("made.jsonl");
        common::corpus::write(&made, args.articles)?;
        made
    };
    if let Some(side) = args.side {
        let taken = take(
            side,
            &corpus,
            &scratch.path().join("index"),
            args.memory * 1_000_000,
            threads,
        )?;
        println!("{}", serde_json::to_string(&taken)?);
        return Ok(());
    }
    compare(&args, &corpus, threads)
}

fn compare(args: &Args, corpus: &Path, threads: usize) -> anyhow::Result<()> {
    let bytes = bytes_of_text(corpus)?;
    println!(
        "{} MB of text, {threads} threads, {} MB of memory",
        bytes / 1_000_000,
        args.memory
    );
    let (mut ratios, mut of_cpu, mut peak) = (Vec::new(), Vec::new(), None);
    for round in 0..args.rounds.max(1) {
        let run = |side| in_child(side, corpus, args.memory, threads);
        let (raw, figured);
        if round % 2 == 0 {
            raw = run(Side::Raw)?;
            figured = run(Side::Figured)?;
        } else {
            figured = run(Side::Figured)?;
            raw = run(Side::Raw)?;
        }
        ensure!(
            raw.articles == figured.articles,
            "{} articles here, {} there",
            raw.articles,
            figured.articles
        );
        let ratio = raw.seconds / figured.seconds;
        show("raw tantivy", bytes, &raw);
        show("figured", bytes, &figured);
        println!("ratio       {ratio:.3}");
        ratios.push(ratio);
        of_cpu.extend(raw.cpu.zip(figured.cpu).map(|(raw, figured)| raw / figured));
        peak = peak.max(figured.peak);
    }
    let known = median(&mut ratios).unwrap_or_default();
    println!("\nmedian of the ratios {known:.3} (goal: at least 0.45)");
    if let Some(of_cpu) = median(&mut of_cpu) {
        println!("median of the ratios of processor time {of_cpu:.3}");
    }
    if let Some(peak) = peak {
        println!(
            "peak RssAnon of figured {peak} MB (goal: at most {} MB)",
            args.memory + 200
        );
    }
    Ok(())
}

fn median(ratios: &mut [f64]) -> Option<f64> {
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied()
}

fn show(side: &str, bytes: u64, taken: &Taken) {
    let Taken {
        articles,
        figures,
        seconds,
        cpu,
        peak,
    } = taken;
    let cpu = cpu.map_or("unknown".to_owned(), |cpu| format!("{cpu:.1} s"));
    let speed = bytes as f64 / 1e6 / seconds;
    let peak = peak.map_or("unknown".to_owned(), |peak| format!("{peak} MB"));
    println!(
        "{side:11} {articles} articles, {figures} figures, {seconds:.2} s (processors {cpu}), {speed:.1} MB/s, peak RssAnon {peak}"
    );
}

/// Runs one side in a child process.
fn in_child(side: Side, corpus: &Path, memory: usize, threads: usize) -> anyhow::Result<Taken> {
    let side = side.to_possible_value().context("a side without a name")?;
    let mut child = Command::new(std::env::current_exe()?);
    child.arg(corpus).args(["--side", side.get_name()]);
    child.args([
        "--memory",
        &memory.to_string(),
        "--threads",
        &threads.to_string(),
    ]);
    let output = child.stderr(std::process::Stdio::inherit()).output()?;
    ensure!(output.status.success(), "{} failed", side.get_name());
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn take(
    side: Side,
    corpus: &Path,
    dir: &Path,
    memory: usize,
    threads: usize,
) -> anyhow::Result<Taken> {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let peak = scope.spawn(|| peak_until(&done));
        let start = Instant::now();
        let counts = match side {
            Side::Figured => figured(corpus, dir, memory, threads),
            Side::Raw => {
                raw_tantivy::index(corpus, dir, memory, threads).map(|articles| (articles, 0))
            }
        };
        let seconds = start.elapsed().as_secs_f64();
        done.store(true, Ordering::Relaxed);
        let peak = peak.join().ok().flatten();
        let (articles, figures) = counts?;
        Ok(Taken {
            articles,
            figures,
            seconds,
            cpu: processor_time(),
            peak,
        })
    })
}

/// Returns the processor time of this process in seconds, or `None` if the system does not report it.
fn processor_time() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The process name is in parentheses and may contain spaces. On Linux, a tick is a hundredth of a second.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(str::parse::<u64>);
    Some(ticks.sum::<Result<u64, _>>().ok()? as f64 / 100.0)
}

/// Samples the anonymous memory of this process until `done` is set. Returns the peak in MB, or `None` if the system
/// does not report it.
fn peak_until(done: &AtomicBool) -> Option<u64> {
    let mut peak = None;
    while !done.load(Ordering::Relaxed) {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let now = status
            .lines()
            .find_map(|line| line.strip_prefix("RssAnon:"))?;
        let now: u64 = now.trim().trim_end_matches(" kB").parse().ok()?;
        peak = peak.max(Some(now * 1024 / 1_000_000));
        thread::sleep(Duration::from_millis(5));
    }
    peak
}

fn figured(corpus: &Path, dir: &Path, memory: usize, threads: usize) -> anyhow::Result<(u64, u64)> {
    let today = jiff::Zoned::now().date();
    let options = IngestOptions {
        roots: vec![corpus.to_owned()],
        rebuild: false,
        reextract: false,
        mapping: None,
        prune: false,
        memory,
        threads,
        corrections: None,
        patience: Duration::ZERO,
        today,

        unfinished: None,
    };
    let summary = figured::ingest::run(&IndexFolder::new(dir), &options, &mut |_| {})?;
    Ok((summary.articles, summary.figures))
}

fn bytes_of_text(corpus: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    each_line(corpus, |line| {
        bytes += (line.title.len() + line.text.len()) as u64;
        Ok(())
    })?;
    Ok(bytes)
}
