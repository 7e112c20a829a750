//! Dates that a text plainly states for itself: "Published: 12 March 2024", "Update 05/12/22", a dateline, a line
//! that is only a date. Dates within sentences are the dates of what the text tells of, and not its own.

use std::sync::LazyLock;

use jiff::civil;
use rustc_hash::FxHashSet;

use super::parse;
use crate::article::model::article::{Basis, Found};
use crate::date::PartialDate;
use crate::lines;

/// How many of a text's first lines can be a date or begin with a dateline.
const TOP: usize = 10;

/// Lines of this length in bytes are the article's text, and bare dates below them are dates of what it tells of.
const PARAGRAPH: usize = 240;

/// The longest dateline, and the longest line that is no paragraph, in bytes.
const SHORT: usize = 100;

/// What a stated date is the date of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Publication,
    Change,
}

/// What such a statement begins with, in lower case; a longer one stands before its beginning.
const LEADS: &[(&str, Of)] = &[
    ("first published", Of::Publication),
    ("originally published", Of::Publication),
    ("date published", Of::Publication),
    ("publication date", Of::Publication),
    ("published", Of::Publication),
    ("posted", Of::Publication),
    ("date modified", Of::Change),
    ("date", Of::Publication),
    ("last updated", Of::Change),
    ("last modified", Of::Change),
    ("last edited", Of::Change),
    ("updated", Of::Change),
    ("update", Of::Change),
    ("modified", Of::Change),
    ("corrected", Of::Change),
    ("correction", Of::Change),
    // German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Turkish and Scandinavian pages.
    ("veröffentlicht am", Of::Publication),
    ("veröffentlicht", Of::Publication),
    ("publiziert am", Of::Publication),
    ("erschienen am", Of::Publication),
    ("erstellt am", Of::Publication),
    ("datum", Of::Publication),
    ("zuletzt aktualisiert am", Of::Change),
    ("zuletzt aktualisiert", Of::Change),
    ("aktualisiert am", Of::Change),
    ("aktualisiert", Of::Change),
    ("letzte änderung", Of::Change),
    ("stand", Of::Change),
    ("publié le", Of::Publication),
    ("publié", Of::Publication),
    ("posté le", Of::Publication),
    ("mis en ligne le", Of::Publication),
    ("mis à jour le", Of::Change),
    ("modifié le", Of::Change),
    ("publicado el", Of::Publication),
    ("publicado em", Of::Publication),
    ("publicado", Of::Publication),
    ("publicada el", Of::Publication),
    ("fecha", Of::Publication),
    ("actualizado el", Of::Change),
    ("actualizado", Of::Change),
    ("atualizado em", Of::Change),
    ("atualizado", Of::Change),
    ("pubblicato il", Of::Publication),
    ("pubblicato", Of::Publication),
    ("aggiornato il", Of::Change),
    ("aggiornato", Of::Change),
    ("geplaatst op", Of::Publication),
    ("gepubliceerd op", Of::Publication),
    ("bijgewerkt", Of::Change),
    ("opublikowano", Of::Publication),
    ("data publikacji", Of::Publication),
    ("dodano", Of::Publication),
    ("aktualizacja", Of::Change),
    ("опубликовано", Of::Publication),
    ("обновлено", Of::Change),
    ("yayınlanma tarihi", Of::Publication),
    ("yayınlanma", Of::Publication),
    ("giriş tarihi", Of::Publication),
    ("güncelleme tarihi", Of::Change),
    ("güncelleme", Of::Change),
    ("publisert", Of::Publication),
    ("publicerad", Of::Publication),
    ("publicerat", Of::Publication),
    ("uppdaterad", Of::Change),
    ("oppdatert", Of::Change),
    ("udgivet", Of::Publication),
    ("opdateret", Of::Change),
];

/// What can stand before those.
#[rustfmt::skip]
const SUBJECTS: &[&str] = &[
    "this article was ", "this story was ", "this report was ", "article ", "story ",
];

/// Words that begin a phrase of time or a caption, and so no dateline, though they are capitalised.
#[rustfmt::skip]
const NO_PLACES: &[&str] = &[
    "After", "As", "At", "Before", "Between", "By", "During", "File", "From", "In", "On", "Photo", "Picture", "Since",
    "The", "Till", "Until",
];

const DASHES: &[&str] = &["—", "–", " - ", "--", "\u{fffd}"];

/// The dates that a text states for itself.
#[derive(Default)]
pub struct Stated {
    /// The first date of publication.
    pub published: Option<Found<PartialDate>>,
    /// The last date of a change.
    pub modified: Option<Found<PartialDate>>,
}

/// Looks for the dates that `text` states for itself.
pub fn dates(text: &str, today: civil::Date) -> Stated {
    let mut stated = Stated::default();
    let mut head = true;
    for (number, line) in lines::filled(text).enumerate() {
        head = head && number < TOP && line.text.len() < PARAGRAPH;
        for part in lines::parts(line.text) {
            stated.take_all(part, head, today);
        }
        if number < TOP && stated.published.is_none() {
            let found = dateline(line.text, number, today);
            stated.published = found.map(|(date, words)| from_text(date, words));
        }
    }
    stated
}

/// Whether a line is a date and nothing else.
pub fn is_date(line: &str, today: civil::Date) -> bool {
    let found = parse::at_start(line, today);
    found.is_some_and(|(_, words)| parse::after_time(&line[words.len()..]).trim().is_empty())
}

impl Stated {
    /// Takes the statements that `part` is made of: `3 March 2022, updated 4 March 2022`.
    fn take_all(&mut self, part: &str, in_head: bool, today: civil::Date) {
        let mut rest = part;
        loop {
            rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
            let Some(statement) = statement(rest, in_head, today) else {
                return;
            };
            self.take(&statement);
            rest = statement.rest;
        }
    }

    fn take(&mut self, statement: &Statement<'_>) {
        let found = from_text(statement.date, statement.words);
        match statement.of {
            Of::Publication => _ = self.published.get_or_insert(found),
            Of::Change => {
                let later = |known: &Found<PartialDate>| found.value.days() > known.value.days();
                if self.modified.as_ref().is_none_or(later) {
                    self.modified = Some(found);
                }
            }
        }
    }
}

fn from_text(value: PartialDate, words: &str) -> Found<PartialDate> {
    Found {
        value,
        basis: Basis::Text,
        words: words.to_owned(),
        day_order: None,
    }
}

/// A date with what it is the date of.
struct Statement<'t> {
    of: Of,
    date: PartialDate,
    words: &'t str,
    rest: &'t str,
}

/// The statement that `text` begins with. A bare date is one in the head only.
fn statement(text: &str, in_head: bool, today: civil::Date) -> Option<Statement<'_>> {
    let lead = lead(text);
    let (of, from) = match lead {
        Some((of, after)) => (of, text.len() - to_date(after, today).len()),
        None if in_head => (Of::Publication, 0),
        None => return None,
    };
    let (date, words) = parse::at_start(&text[from..], today)?;
    let end = from + words.len();
    let rest = parse::after_time(&text[end..]);
    let statement = Statement {
        of,
        date,
        words: &text[..end],
        rest,
    };
    (of == Of::Change || closes(rest, lead.is_some())).then_some(statement)
}

/// Whether its first two letters are those of a lead; nearly no paragraph's are.
fn may_lead(text: &str) -> bool {
    static BEGINNINGS: LazyLock<FxHashSet<[u8; 2]>> = LazyLock::new(|| {
        let leads = LEADS.iter().map(|(lead, _)| *lead);
        let all = leads.chain(SUBJECTS.iter().copied());
        all.filter_map(|lead| lead.as_bytes().first_chunk().copied())
            .collect()
    });
    let Some(first) = text.as_bytes().first_chunk::<2>() else {
        return false;
    };
    !first.is_ascii() || BEGINNINGS.contains(&first.map(|b| b.to_ascii_lowercase()))
}

/// What the text begins with, and what follows that.
fn lead(text: &str) -> Option<(Of, &str)> {
    if !may_lead(text) {
        return None;
    }
    let subject = SUBJECTS
        .iter()
        .find(|subject| parse::starts_with(text, subject));
    let text = &text[subject.map_or(0, |subject| subject.len())..];
    let &(lead, of) = LEADS
        .iter()
        .find(|(lead, _)| parse::starts_with(text, lead))?;
    let after = &text[lead.len()..];
    (!after.starts_with(char::is_alphanumeric)).then_some((of, after))
}

/// What is left from the date on: `: on Monday …`, ` by the desk, …`, ` at 10:02 on …` are passed over.
fn to_date(after_lead: &str, today: civil::Date) -> &str {
    let mut rest = skip(after_lead);
    if parse::starts_with(rest, "by ") {
        rest = rest.split_once(',').map_or(rest, |(_, rest)| skip(rest));
    }
    // 25.04.2025 begins like a time.
    if parse::at_start(rest, today).is_none() {
        rest = skip(parse::after_time(rest));
    }
    if parse::starts_with(rest, "on ") {
        skip(&rest[3..])
    } else {
        rest
    }
}

fn skip(text: &str) -> &str {
    text.trim_start_matches([' ', ':', ',', '(', '-', '–', '—', '\u{a0}'])
}

/// Whether nothing follows that would make the date part of a sentence.
fn closes(rest: &str, led: bool) -> bool {
    let after = rest.trim_start();
    let marked = DASHES.iter().any(|dash| after.starts_with(dash.trim()));
    let named = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    let another = lead(named).is_some();
    after.is_empty()
        || another
        || (led && (marked || after.starts_with(['.', ')', '/', ']'])))
        || (marked && rest.len() <= SHORT && is_name(named))
}

/// The date of the dateline that a line begins with: `[ – 2022.03.01]`, `KYIV, March 5, 2022 (AP) —`.
fn dateline(line: &str, number: usize, today: civil::Date) -> Option<(PartialDate, &str)> {
    if let Some(inner) = line.strip_prefix('[') {
        let inner = &inner[..inner.find(']')?];
        return dated_place(inner, today).map(|date| (date, &line[..inner.len() + 2]));
    }
    // Behind that much of a paragraph no dash ends a dateline.
    let near = &line[..line.floor_char_boundary(SHORT + 4)];
    let dash = DASHES.iter().filter_map(|dash| near.find(dash)).min()?;
    let head = &line[..dash];
    // A date alone before a dash begins the entries of a chronicle too.
    let alone = head.starts_with(|c: char| c.is_ascii_digit()) || is_date(head, today);
    if dash > SHORT || (alone && number > 2) {
        return None;
    }
    dated_place(head, today).map(|date| (date, head.trim()))
}

/// The day in a place and a day: `KYIV, March 5, 2022 (AP)`, ` – 2022.03.01`.
fn dated_place(head: &str, today: civil::Date) -> Option<PartialDate> {
    if head.len() > SHORT || !head.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let starts = head.char_indices().map(|(at, _)| at);
    let at_word = |at: &usize| !head[..*at].ends_with(char::is_alphanumeric);
    let (at, (date, words)) = starts
        .filter(at_word)
        .find_map(|at| Some((at, parse::at_start(&head[at..], today)?)))?;
    let (place, after) = (&head[..at], parse::after_time(&head[at + words.len()..]));
    let bare = after.trim_matches([' ', ',', ':']);
    let agency = bare.is_empty() || (bare.starts_with('(') && bare.ends_with(')'));
    (agency && lead(place).is_none() && is_place(place) && date.exact().is_some()).then_some(date)
}

/// Whether a text is capitalised words and marks, and no phrase of time.
fn is_place(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.clone().next().unwrap_or_default();
    let closed = text.matches('(').count() == text.matches(')').count();
    closed && !NO_PLACES.contains(&first) && words.clone().count() < 8 && words.all(is_capital)
}

/// Whether a text is a name of an outlet or a person.
fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.clone().count() < 7 && words.all(|word| is_capital(word) || word == "&")
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || ["of", "the", "and", "near", "de", "la", "in", "on"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: civil::Date = civil::date(2026, 6, 1);

    fn check(text: &str, published: Option<(&str, &str)>, modified: Option<(&str, &str)>) {
        let stated = dates(text, TODAY);
        for (found, expected) in [(stated.published, published), (stated.modified, modified)] {
            let found = found.map(|found| (found.value.to_string(), found.words));
            let expected = expected.map(|(date, words)| (date.to_owned(), words.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn dates_of_publication() {
        let rows = [
            (
                "[ – 2022.03.01] When it rained, it flooded.",
                "2022-03-01",
                "[ – 2022.03.01]",
            ),
            (
                "[Adunn, 1 March 2022] It rained.",
                "2022-03-01",
                "[Adunn, 1 March 2022]",
            ),
            (
                "ADUNN, March 5, 2022 (AP) — It rained.",
                "2022-03-05",
                "ADUNN, March 5, 2022 (AP)",
            ),
            (
                "PORT ADUNN, Kessari, 5 March 2022 -- It rained.",
                "2022-03-05",
                "PORT ADUNN, Kessari, 5 March 2022",
            ),
            (
                "ADUNN (Gazette), Mar. 5, 2022 - It rained.",
                "2022-03-05",
                "ADUNN (Gazette), Mar. 5, 2022",
            ),
            ("March 5, 2022 — It rained.", "2022-03-05", "March 5, 2022"),
            (
                "Published: 12 March 2024",
                "2024-03-12",
                "Published: 12 March 2024",
            ),
            (
                "Published on Tuesday, 12 March 2024 at 10:02 GMT",
                "2024-03-12",
                "Published on Tuesday, 12 March 2024",
            ),
            (
                "Posted Mar 3, 2022 at 10:02",
                "2022-03-03",
                "Posted Mar 3, 2022",
            ),
            (
                "Posted by newsdesk, 25.04.2025",
                "2025-04-25",
                "Posted by newsdesk, 25.04.2025",
            ),
            (
                "This article was first published on 3 May 2021.",
                "2021-05-03",
                "This article was first published on 3 May 2021",
            ),
            (
                "It rained.\n\n10 May 2022, 6:12 pm\n\nMore rain.",
                "2022-05-10",
                "10 May 2022",
            ),
            (
                "By Ada Holm | 21.9.2024 | Gazette",
                "2024-09-21",
                "21.9.2024",
            ),
            (
                "1 February 2023 – Highland Gazette",
                "2023-02-01",
                "1 February 2023",
            ),
            (
                "1 February 2023 \u{fffd} Highland Gazette",
                "2023-02-01",
                "1 February 2023",
            ),
            ("March 2024", "2024-03", "March 2024"),
            ("03/04/2024", "2024", "03/04/2024"),
        ];
        for (text, date, words) in rows {
            check(text, Some((date, words)), None);
        }
    }

    #[test]
    fn dates_of_changes() {
        let rows = [
            (
                "Update 05/12/22, 7:45 a.m. ET: A line was added.",
                "2022",
                "Update 05/12/22",
            ),
            (
                "Updated: 12 March 2024 10:00",
                "2024-03-12",
                "Updated: 12 March 2024",
            ),
            (
                "UPDATED 10:02 a.m. EST, March 12, 2024",
                "2024-03-12",
                "UPDATED 10:02 a.m. EST, March 12, 2024",
            ),
            (
                "Last modified on 2024-03-12",
                "2024-03-12",
                "Last modified on 2024-03-12",
            ),
            (
                "Correction (12 March 2024): the toll was wrong.",
                "2024-03-12",
                "Correction (12 March 2024",
            ),
            (
                "Update 1 May 2024: a.\n\nUpdate 3 May 2024: b.\n\nUpdate 2 May 2024: c.",
                "2024-05-03",
                "Update 3 May 2024",
            ),
        ];
        for (text, date, words) in rows {
            check(text, None, Some((date, words)));
        }
        check(
            "Published 3 March 2022, 9:00 | Updated 4 March 2022",
            Some(("2022-03-03", "Published 3 March 2022")),
            Some(("2022-03-04", "Updated 4 March 2022")),
        );
        check(
            "March 3, 2022, updated March 4, 2022",
            Some(("2022-03-03", "March 3, 2022")),
            Some(("2022-03-04", "updated March 4, 2022")),
        );
    }

    #[test]
    fn dates_that_a_text_only_tells_of() {
        let rows = [
            "As of May 2023, 138 people lived there.",
            "The dam on April 25, 2022 in Adunn. Picture: Gazette",
            "On March 5, 2022 – a Saturday – it rained.",
            "March 5, 2022, was a Saturday.",
            "May 2023 saw more rain.",
            "Published on 3 March 2022, the report counts 40 dams.",
            "ADUNN, March 5 (AP) — It rained.",
            "ADUNN, Thursday — It rained.",
            "Update, 23 March: a line was added.",
            "UPDATE 1-Dam breaks",
            "Published 14 hours ago",
            "Published: 12 March 2099",
            "24 February 2022 – water rises",
            "Since March 5, 2022 — a year ago — it rained.",
            "In total 2022 dams broke.",
            "Ada Holm (February 3, 1973 – September 20, 2016) built dams.",
        ];
        for text in rows {
            check(&format!("One.\n\nTwo.\n\nThree.\n\n{text}"), None, None);
        }
        let deep = "It rained.\n".repeat(TOP) + "12 March 2024";
        check(&deep, None, None);
    }
}
