//! Finds the dates of publication and change that an article states in its text. They are recognised in phrases such as
//! "Published: 12 March 2024" and "Update 05/12/22", in datelines, and in lines that consist only of a date. Dates
//! inside sentences are ignored, because they belong to the reported events.

use std::sync::LazyLock;

use jiff::civil;
use rustc_hash::FxHashSet;

use super::PartialDate;
use super::parse::{self, DateMatch};
use super::time_of_day::skip_time;
use crate::lines;
use crate::prefix::starts_with_ignore_case;

/// The number of lines at the top of the text in which bare dates and datelines are recognised.
const TOP: usize = 10;

/// The minimum length of a paragraph, in bytes. Bare dates after a paragraph belong to the reported events.
const PARAGRAPH: usize = 240;

/// The maximum length, in bytes, of a dateline and of an outlet's or person's name after a date.
const SHORT: usize = 100;

/// Whether a date is the date of publication or of a later change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DateRole {
    Publication,
    Modification,
}

/// Lower-case phrases that introduce a date. A longer phrase comes before any phrase that is a prefix of it.
const LEADS: &[(&str, DateRole)] = &[
    ("first published", DateRole::Publication),
    ("originally published", DateRole::Publication),
    ("date published", DateRole::Publication),
    ("publication date", DateRole::Publication),
    ("published", DateRole::Publication),
    ("posted", DateRole::Publication),
    ("date modified", DateRole::Modification),
    ("date", DateRole::Publication),
    ("last updated", DateRole::Modification),
    ("last modified", DateRole::Modification),
    ("last edited", DateRole::Modification),
    ("updated", DateRole::Modification),
    ("update", DateRole::Modification),
    ("modified", DateRole::Modification),
    ("corrected", DateRole::Modification),
    ("correction", DateRole::Modification),
    // German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Turkish and Scandinavian phrases.
    ("veröffentlicht am", DateRole::Publication),
    ("veröffentlicht", DateRole::Publication),
    ("publiziert am", DateRole::Publication),
    ("erschienen am", DateRole::Publication),
    ("erstellt am", DateRole::Publication),
    ("datum", DateRole::Publication),
    ("zuletzt aktualisiert am", DateRole::Modification),
    ("zuletzt aktualisiert", DateRole::Modification),
    ("aktualisiert am", DateRole::Modification),
    ("aktualisiert", DateRole::Modification),
    ("letzte änderung", DateRole::Modification),
    ("stand", DateRole::Modification),
    ("publié le", DateRole::Publication),
    ("publié", DateRole::Publication),
    ("posté le", DateRole::Publication),
    ("mis en ligne le", DateRole::Publication),
    ("mis à jour le", DateRole::Modification),
    ("modifié le", DateRole::Modification),
    ("publicado el", DateRole::Publication),
    ("publicado em", DateRole::Publication),
    ("publicado", DateRole::Publication),
    ("publicada el", DateRole::Publication),
    ("fecha", DateRole::Publication),
    ("actualizado el", DateRole::Modification),
    ("actualizado", DateRole::Modification),
    ("atualizado em", DateRole::Modification),
    ("atualizado", DateRole::Modification),
    ("pubblicato il", DateRole::Publication),
    ("pubblicato", DateRole::Publication),
    ("aggiornato il", DateRole::Modification),
    ("aggiornato", DateRole::Modification),
    ("geplaatst op", DateRole::Publication),
    ("gepubliceerd op", DateRole::Publication),
    ("bijgewerkt", DateRole::Modification),
    ("opublikowano", DateRole::Publication),
    ("data publikacji", DateRole::Publication),
    ("dodano", DateRole::Publication),
    ("aktualizacja", DateRole::Modification),
    ("опубликовано", DateRole::Publication),
    ("обновлено", DateRole::Modification),
    ("yayınlanma tarihi", DateRole::Publication),
    ("yayınlanma", DateRole::Publication),
    ("giriş tarihi", DateRole::Publication),
    ("güncelleme tarihi", DateRole::Modification),
    ("güncelleme", DateRole::Modification),
    ("publisert", DateRole::Publication),
    ("publicerad", DateRole::Publication),
    ("publicerat", DateRole::Publication),
    ("uppdaterad", DateRole::Modification),
    ("oppdatert", DateRole::Modification),
    ("udgivet", DateRole::Publication),
    ("opdateret", DateRole::Modification),
];

/// Words that can precede a phrase from [`LEADS`].
#[rustfmt::skip]
const SUBJECTS: &[&str] = &[
    "this article was ", "this story was ", "this report was ", "article ", "story ",
];

/// Capitalised words that start a time phrase or a caption rather than a dateline.
#[rustfmt::skip]
const NO_PLACES: &[&str] = &[
    "After", "As", "At", "Before", "Between", "By", "During", "File", "From", "In", "On", "Photo", "Picture", "Since",
    "The", "Till", "Until",
];

const DASHES: &[&str] = &["—", "–", " - ", "--", "\u{fffd}"];

/// The dates of publication and change that are stated in an article.
#[derive(Default)]
pub struct StatedDates<'t> {
    /// The first stated date of publication.
    pub published: Option<DateMatch<'t>>,
    /// The latest stated date of a change.
    pub modified: Option<DateMatch<'t>>,
}

/// Finds the dates of publication and change that are stated in `text`.
pub fn stated_dates(text: &str, today: civil::Date) -> StatedDates<'_> {
    let mut stated = StatedDates::default();
    let mut head = true;
    for (number, line) in lines::non_blank(text).enumerate() {
        head = head && number < TOP && line.text.len() < PARAGRAPH;
        for part in lines::parts(line.text) {
            stated.add_all(part, head, today);
        }
        if number < TOP && stated.published.is_none() {
            stated.published = dateline(line.text, number, today);
        }
    }
    stated
}

/// Returns whether a line is a date, possibly with a time, and nothing else.
pub fn is_date_line(line: &str, today: civil::Date) -> bool {
    let found = parse::at_start(line, today);
    found.is_some_and(|found| skip_time(&line[found.words.len()..]).trim().is_empty())
}

impl<'t> StatedDates<'t> {
    /// Adds all dates stated in `part`, as in `3 March 2022, updated 4 March 2022`.
    fn add_all(&mut self, part: &'t str, in_head: bool, today: civil::Date) {
        let mut rest = part;
        loop {
            rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
            let Some(statement) = statement(rest, in_head, today) else {
                return;
            };
            self.add(&statement);
            rest = statement.rest;
        }
    }

    fn add(&mut self, statement: &DateStatement<'t>) {
        let found = statement.found;
        match statement.role {
            DateRole::Publication => _ = self.published.get_or_insert(found),
            DateRole::Modification => {
                let later = |known: DateMatch<'_>| found.date.days() > known.date.days();
                if self.modified.is_none_or(later) {
                    self.modified = Some(found);
                }
            }
        }
    }
}

/// A stated date with its role, and the text after the statement.
struct DateStatement<'t> {
    role: DateRole,
    found: DateMatch<'t>,
    rest: &'t str,
}

/// Parses the date statement at the start of `text`. A date without an introductory phrase counts only if `in_head` is
/// true.
fn statement(text: &str, in_head: bool, today: civil::Date) -> Option<DateStatement<'_>> {
    let lead = lead(text);
    let (role, from) = match lead {
        Some((role, after)) => (role, text.len() - skip_to_date(after, today).len()),
        None if in_head => (DateRole::Publication, 0),
        None => return None,
    };
    let bare = parse::at_start(&text[from..], today)?;
    let end = from + bare.words.len();
    let rest = skip_time(&text[end..]);
    let found = DateMatch {
        date: bare.date,
        words: &text[..end],
    };
    (role == DateRole::Modification || closes(rest, lead.is_some())).then_some(DateStatement {
        role,
        found,
        rest,
    })
}

/// Returns whether `text` may start with an introductory phrase, judging by its first two bytes. This fast test rules
/// out nearly all paragraphs.
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

/// Returns the role of the date that the phrase at the start of `text` introduces, and the text after the phrase.
/// Returns `None` if `text` does not start with such a phrase.
fn lead(text: &str) -> Option<(DateRole, &str)> {
    if !may_lead(text) {
        return None;
    }
    let subject = SUBJECTS
        .iter()
        .find(|subject| starts_with_ignore_case(text, subject));
    let text = &text[subject.map_or(0, |subject| subject.len())..];
    let &(lead, role) = LEADS
        .iter()
        .find(|(lead, _)| starts_with_ignore_case(text, lead))?;
    let after = &text[lead.len()..];
    (!after.starts_with(char::is_alphanumeric)).then_some((role, after))
}

/// Skips the words between an introductory phrase and its date, as in ": on 3 March", " by the desk, 3 March" or
/// " at 10:02 on 3 March".
fn skip_to_date(after_lead: &str, today: civil::Date) -> &str {
    let mut rest = skip(after_lead);
    if starts_with_ignore_case(rest, "by ") {
        rest = rest.split_once(',').map_or(rest, |(_, rest)| skip(rest));
    }
    // A date such as 25.04.2025 starts like a time, so a time is skipped only if there is no date.
    if parse::at_start(rest, today).is_none() {
        rest = skip(skip_time(rest));
    }
    if starts_with_ignore_case(rest, "on ") {
        skip(&rest[3..])
    } else {
        rest
    }
}

fn skip(text: &str) -> &str {
    text.trim_start_matches([' ', ':', ',', '(', '-', '–', '—', '\u{a0}'])
}

/// Returns whether the statement ends before `rest`. If it does not, the date is part of a sentence.
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

/// Returns the date in the dateline at the start of a line, such as `[ – 2022.03.01]` or `KYIV, March 5, 2022 (AP) —`.
fn dateline(line: &str, number: usize, today: civil::Date) -> Option<DateMatch<'_>> {
    if let Some(inner) = line.strip_prefix('[') {
        let inner = &inner[..inner.find(']')?];
        let date = dated_place(inner, today)?;
        let words = &line[..inner.len() + 2];
        return Some(DateMatch { date, words });
    }
    // A dash further along the line does not end a dateline.
    let near = &line[..line.floor_char_boundary(SHORT + 4)];
    let dash = DASHES.iter().filter_map(|dash| near.find(dash)).min()?;
    let head = &line[..dash];
    // Entries in a timeline also start with just a date and a dash, so such lines count only at the top of the text.
    let alone = head.starts_with(|c: char| c.is_ascii_digit()) || is_date_line(head, today);
    if dash > SHORT || (alone && number > 2) {
        return None;
    }
    let date = dated_place(head, today)?;
    let words = head.trim();
    Some(DateMatch { date, words })
}

/// Returns the date after an optional place name, as in `KYIV, March 5, 2022 (AP)` or ` – 2022.03.01`. The date must be
/// exact to the day.
fn dated_place(head: &str, today: civil::Date) -> Option<PartialDate> {
    if head.len() > SHORT || !head.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let starts = head.char_indices().map(|(at, _)| at);
    let at_word = |at: &usize| !head[..*at].ends_with(char::is_alphanumeric);
    let (at, found) = starts
        .filter(at_word)
        .find_map(|at| Some((at, parse::at_start(&head[at..], today)?)))?;
    let (place, after) = (&head[..at], skip_time(&head[at + found.words.len()..]));
    let bare = after.trim_matches([' ', ',', ':']);
    let agency = bare.is_empty() || (bare.starts_with('(') && bare.ends_with(')'));
    (agency && lead(place).is_none() && is_place(place) && found.date.exact().is_some())
        .then_some(found.date)
}

/// Returns whether `text` consists of capitalised words and punctuation, and is not a time phrase.
fn is_place(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.clone().next().unwrap_or_default();
    let closed = text.matches('(').count() == text.matches(')').count();
    closed && !NO_PLACES.contains(&first) && words.clone().count() < 8 && words.all(is_capital)
}

/// Returns whether `text` can be the name of an outlet or a person.
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
        let stated = stated_dates(text, TODAY);
        for (found, expected) in [(stated.published, published), (stated.modified, modified)] {
            let found = found.map(|found| (found.date.to_string(), found.words.to_owned()));
            let expected = expected.map(|(date, words)| (date.to_owned(), words.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn publication_dates_are_found_in_text() {
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
    fn modification_dates_are_found_in_text() {
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
    fn other_dates_in_text_are_ignored() {
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
