//! Classifies a line as a headline, a label, a signature or boilerplate.

use jiff::civil;

use super::byline;
use crate::date::in_text;
use crate::lines::TextLine;

/// The maximum length of a headline, in characters.
const LONGEST: usize = 140;

/// Lower-case prefixes of boilerplate lines.
#[rustfmt::skip]
const BOILERPLATE: &[&str] = &[
    "click here", "copy link", "enlarge this image", "image caption", "image copyright", "listen to this",
    "media caption", "media playback", "play video", "print this", "read more", "read:", "share all", "share on",
    "share this", "sign up", "skip to ", "source link", "story highlights", "the opinions expressed",
    "the views expressed", "this article is more than", "watch:",
];

/// Lower-case phrases that occur only in picture captions.
#[rustfmt::skip]
const CAPTION: &[&str] = &[
    "(photo", "photo:", "photo by", "picture:", "credit:", "image:", "getty images", "file photo", "/reuters", "/ap",
    "(reuters", "(ap", "| ap photo", "| reuters", "/associated press",
];

/// Words that do not end a headline. If a line ends with one of them, its sentence continues on the next line.
#[rustfmt::skip]
const OPEN_ENDS: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "had", "has", "in", "is", "its", "of", "on", "or",
    "that", "the", "their", "to", "was", "were", "with",
];

/// Returns whether a line looks like a headline: it is short, and it starts like a sentence but does not end like one.
pub fn is_headline(line: &str) -> bool {
    let first = line.chars().find(|c| c.is_alphanumeric());
    let begins = first.is_some_and(|c| !c.is_lowercase())
        && !line.starts_with(['•', '-', '*', '–', '(', '[']);
    let ends = !ends_sentence(line) && !line.ends_with([',', ';', ':', '-']);
    let words = line.contains(char::is_alphabetic) && byline::parse_line(line).is_none();
    let boilerplate = is_label(line)
        || line.ends_with(" ago")
        || begins_as_boilerplate(line)
        || is_caption(line)
        || line.contains("://");
    begins && ends && words && !boilerplate && !is_long(line)
}

/// Returns whether a line is one or two words in capitals, such as the name of a section, a place or an agency.
pub fn is_label(line: &str) -> bool {
    let capitals = line.contains(char::is_uppercase) && !line.contains(char::is_lowercase);
    capitals && line.split(' ').count() < 3
}

/// Returns whether the sentence in `line` continues on the lines directly below it.
pub fn continues_sentence(line: &str, below: &[TextLine<'_>]) -> bool {
    let Some(next) = below.first() else {
        return false;
    };
    let last_word = line.rsplit(' ').next().unwrap_or_default();
    if next.text.starts_with(char::is_lowercase) || OPEN_ENDS.contains(&last_word) {
        return true;
    }
    if is_long(next.text) || byline::parse_line(next.text).is_some() || is_title_case(line) {
        return false;
    }
    // A short line below may be a second headline or part of a hard-wrapped paragraph.
    let block = below
        .iter()
        .position(|line| line.alone)
        .map_or(below, |last| &below[..=last]);
    let (last, others) = block.split_last().unwrap_or((next, &[]));
    others.len() > 2
        || (ends_sentence(last.text) && !others.iter().any(|line| ends_sentence(line.text)))
}

/// Returns whether a line is an author's name with a role or an outlet on the line below it.
pub fn is_signature(line: &str, below: &[TextLine<'_>]) -> bool {
    let is_short = |text: &str| text.split(' ').count() < 4;
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_name = |name: &str| is_short(name) && name.split(' ').all(is_capital);
    let is_role =
        |next: &TextLine<'_>| is_short(next.text) && byline::parse_line(next.text).is_none();
    line.split(" and ").all(is_name) && below.first().is_some_and(is_role)
}

/// Returns whether a line is a boilerplate phrase, breadcrumbs, a byline or a date.
pub fn is_boilerplate(line: &str, today: civil::Date) -> bool {
    let breadcrumbs = [" > ", " » ", " › "].iter().any(|mark| line.contains(mark));
    (begins_as_boilerplate(line) && line.split_whitespace().count() < 8)
        || (breadcrumbs && !is_long(line))
        || byline::parse_line(line).is_some()
        || in_text::is_date_line(line, today)
}

fn is_long(line: &str) -> bool {
    line.chars().count() > LONGEST
}

/// Returns whether a line ends with a full stop that is not part of an abbreviation such as "U.S.".
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    let last_word = line.rsplit(' ').next().unwrap_or_default();
    let initials = last_word.matches('.').count() > 1 && !line.ends_with("..");
    line.ends_with('.') && !initials
}

/// Returns whether more than two thirds of the words with four or more characters are capitalised.
fn is_title_case(line: &str) -> bool {
    let long = line
        .split_whitespace()
        .filter(|word| word.chars().count() > 3);
    let (capital, small): (Vec<&str>, Vec<&str>) =
        long.partition(|word| !word.starts_with(char::is_lowercase));
    capital.len() > 2 * small.len()
}

fn begins_as_boilerplate(line: &str) -> bool {
    let small = line.to_lowercase();
    BOILERPLATE.iter().any(|start| small.starts_with(start))
}

fn is_caption(line: &str) -> bool {
    let small = line.to_lowercase();
    CAPTION.iter().any(|mark| small.contains(mark))
}
