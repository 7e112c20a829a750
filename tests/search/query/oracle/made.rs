//! Synthetic articles with invented words and sentences that contain figures.

use crate::harness::Sandbox;
use crate::random::Random;

/// Words that the stemmer does not change.
pub const WORDS: [&str; 20] = [
    "bako", "dilu", "fomo", "gazu", "helo", "kemu", "lodo", "mifu", "nabo", "pelu", "rozo", "sibu",
    "tago", "vuno", "zadu", "brelo", "drimu", "glono", "krapu", "plovo",
];
const FILES: usize = 12;

/// Writes `articles` articles. Omits those for which `gone` returns true, and changes the body of those for which
/// `changed` returns true.
pub fn write(
    sandbox: &Sandbox,
    articles: usize,
    gone: fn(usize) -> bool,
    changed: fn(usize) -> bool,
) {
    for file in 0..FILES {
        let mut lines = String::new();
        for nth in (file..articles).step_by(FILES).filter(|&nth| !gone(nth)) {
            let seed = if changed(nth) { nth + articles } else { nth };
            lines += &article(nth, &mut Random::new(seed as u64));
            lines.push('\n');
        }
        sandbox.write(format!("news/{file}.jsonl"), lines);
    }
}

fn article(nth: usize, random: &mut Random) -> String {
    let title = [0; 3].map(|_| *random.pick(&WORDS)).join(" ");
    let sentences = 2 + random.below(2);
    let text: Vec<_> = (0..sentences).map(|_| sentence(random)).collect();
    let (month, day) = (1 + random.below(9), 1 + random.below(28));
    let date = match random.below(6) {
        0 => None,
        1 => Some("2022".to_owned()),
        2 => Some(format!("2022-0{month}")),
        _ => Some(format!("2022-0{month}-{day:02}")),
    };
    let text = text.join(" ");
    serde_json::json!({ "id": format!("made-{nth}"), "title": title, "text": text, "date": date })
        .to_string()
}

/// Generates a sentence that usually contains one or two figures.
fn sentence(random: &mut Random) -> String {
    let (one, other) = (*random.pick(&WORDS), *random.pick(&WORDS));
    let claimant = *random.pick(&["The defence ministry", "Police", "The mayor", "Doctors"]);
    let noun = *random.pick(&[
        "soldiers",
        "Russian soldiers",
        "Ukrainian soldiers",
        "people",
    ]);
    let what = *random.pick(&["killed", "killed", "wounded", "captured"]);
    let number = number(random);
    match random.below(12) {
        0..4 => format!("{claimant} said {number} {noun} were {what} near {one} {other}."),
        4 => format!("In {one} {other} {number} {noun} were {what}."),
        5 => format!("A total of {number} {noun} were {what} in {one}, {claimant} said."),
        6 => format!(
            "{claimant} said another {number} {noun} were {what} in {one} and {}0 wounded.",
            2 + random.below(90)
        ),
        7 => format!("{claimant} plans to return {number} bodies to {one} {other}."),
        8 => format!("{claimant} denied that {number} {noun} had been {what} in {one}."),
        9 => format!(
            "The {one} cost ${} million and {} percent of {other}.",
            1 + random.below(40),
            1 + random.below(60)
        ),
        10 => format!("Dozens of {noun} were {what} near {one}, {claimant} said."),
        _ => format!("Nothing was {one} in {other}."),
    }
}

/// Generates a number with or without a bound. Only a few different numbers occur, so that many articles share each of
/// them.
fn number(random: &mut Random) -> String {
    let number = random.pick(&[
        12, 40, 41, 498, 500, 640, 1000, 1001, 2870, 5300, 7000, 15000,
    ]);
    match random.below(8) {
        0 => format!("more than {number}"),
        1 => format!("fewer than {number}"),
        2 => format!("at least {number}"),
        3 => format!("between {number} and {}", number + 1 + random.below(2000)),
        4 => format!("about {number}"),
        _ => number.to_string(),
    }
}
