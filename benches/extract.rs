//! Measures the speed of figure extraction and sentence parsing, on made-up articles and on input that was designed to
//! be slow.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use figured::figure;
use figured::training::SentenceParser;

/// Paragraphs in the style of news articles, in which most sentences contain no number. Each `{}` is replaced with a
/// number.
const PARAGRAPHS: [&str; 6] = [
    "The river left its bed on Sunday night and took the lower town by surprise. People who live along the quay said that nobody had \
     warned them. Shops stayed shut, and the school serves as a shelter until the water goes.",
    "At least {} people died and more than {} were injured, the regional governor said. Rescue teams from the capital are expected \
     to arrive before dawn. “We have never seen anything like it,” said a baker whose shop stands beside the bridge.",
    "The council met behind closed doors. Its members disagreed about who should pay for the repairs, and they put off the vote. \
     Critics say that the dam had been neglected since the last government sold it.",
    "Repairs could cost between ${} million and ${} million, according to the Ministry of Works. Insurers called that too low. \
     The minister declined to comment on the figures.",
    "In a neighbouring valley the road is blocked by fallen trees, and villagers carry food across on foot. Doctors there treat \
     the sick in a church. The army has sent helicopters, although fog keeps them on the ground.",
    "Rainfall was {} percent above the average of the past {} years, the weather service reported on Monday, and it expects more.",
];

/// Returns at least `bytes` bytes of made-up article text.
fn articles(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 1000);
    let mut seed = 17u32;
    while text.len() < bytes {
        for paragraph in PARAGRAPHS {
            let mut pieces = paragraph.split("{}");
            text.push_str(pieces.next().unwrap_or_default());
            for piece in pieces {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let _ = write!(text, "{}{piece}", seed >> 20);
            }
            text.push_str("\n\n");
        }
    }
    text
}

fn news(c: &mut Criterion) {
    let text = articles(4_000_000);
    let mut group = c.benchmark_group("extract");
    group
        .throughput(Throughput::Bytes(text.len() as u64))
        .sample_size(10)
        .measurement_time(Duration::from_secs(5));
    group.bench_function("articles", |b| {
        b.iter(|| figure::extract(black_box(&text)).len());
    });
    group.finish();
}

fn slow_input(c: &mut Criterion) {
    let mut group = c.benchmark_group("ten megabytes of");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(5));
    for (name, unit) in [
        ("digits", "7"),
        ("million", "million "),
        ("open quotes", "“"),
        ("dots", "."),
        ("commas", "1,000,"),
        ("groups", "100 "),
        ("pairs", "12,"),
    ] {
        let text = unit.repeat(10_000_000 / unit.len());
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), &text, |b, text| {
            b.iter(|| figure::extract(black_box(text)).len());
        });
    }
    group.finish();
}

fn sentences(c: &mut Criterion) {
    let text = articles(200_000);
    let spans = figure::sentences(&text);
    let sentences: Vec<&str> = spans.iter().map(|span| &text[span.as_range()]).collect();
    let mut parser = SentenceParser::new();
    let mut group = c.benchmark_group("parse");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(5));
    group.throughput(Throughput::Elements(sentences.len() as u64));
    group.bench_function("sentences", |b| {
        b.iter(|| {
            let tokens = sentences
                .iter()
                .map(|one| parser.parse(black_box(one)).tokens.len());
            tokens.sum::<usize>()
        });
    });
    // The time per token must not grow with the length of the sentence.
    for tokens in [100, 1_000, 10_000, 100_000] {
        let sentence = "that \"men,".repeat(tokens / 4);
        group.throughput(Throughput::Elements(tokens as u64));
        group.bench_with_input(
            BenchmarkId::new("tokens", tokens),
            &sentence,
            |b, sentence| {
                b.iter(|| parser.parse(black_box(sentence)).tokens.len());
            },
        );
    }
    group.finish();
}

criterion_group!(benches, news, slow_input, sentences);
criterion_main!(benches);
