//! The day-month order of each site, learned from its unambiguous dates.
//!
//! The state stores day-order notes for each record. The day-month order is inferred from the notes of all records,
//! including those read by earlier ingests, so the result does not depend on which files are read first.

use jiff::civil;
use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::date::DayOrder;
use crate::outlets::site_of;
use crate::storage::ContentHash;
use crate::storage::day_order_notes::{DayOrderEvidence, DayOrderNote, DayOrderNotes, SEPARATORS};
use crate::storage::state::RecordState;

/// The minimum number of unambiguous dates needed to infer an order.
const FEWEST: u32 = 3;

/// Counts of unambiguous day-first and month-first dates, by site and separator.
#[derive(Debug, Default)]
pub struct DayMonthOrders(FxHashMap<(u32, u8), [u32; 2]>);

impl DayMonthOrders {
    /// Counts the unambiguous dates in `records`.
    pub fn from_records<'r>(records: impl Iterator<Item = &'r RecordState>) -> Self {
        let mut orders = Self::default();
        for notes in records.map(|record| record.dates) {
            for note in notes.evidence() {
                if let DayOrderEvidence::Certain(order) = note.says {
                    let counts = orders.0.entry((notes.site, note.mark)).or_default();
                    counts[usize::from(order == DayOrder::MonthFirst)] += 1;
                }
            }
        }
        orders
    }

    /// Returns the order of at least 95% of the site's unambiguous dates with this separator. Returns `None` if neither
    /// order has that share or if there are fewer than [`FEWEST`] such dates.
    fn prevailing_order(&self, site: u32, mark: u8) -> Option<DayOrder> {
        let [day, month] = *self.0.get(&(site, mark))?;
        let all = day + month;
        let nearly_all = |count: u32| all >= FEWEST && count * 20 >= all * 19;
        match (nearly_all(day), nearly_all(month)) {
            (true, _) => Some(DayOrder::DayFirst),
            (_, true) => Some(DayOrder::MonthFirst),
            _ => None,
        }
    }

    /// Reparses the ambiguous dates of an article in its site's prevailing order. Returns the article's day-order
    /// notes.
    pub fn read(&self, article: &mut Article, today: civil::Date) -> DayOrderNotes {
        let Some(site) = site_of(article) else {
            return DayOrderNotes::default();
        };
        let site = ContentHash::from_bytes(site.as_bytes()).order() as u32;
        let mut notes = [0, 0];
        for (date, note) in article.dates_mut().into_iter().zip(&mut notes) {
            let Some(date) = date else { continue };
            let Some(clue) = date.order_clue(today) else {
                continue;
            };
            let mark = SEPARATORS.iter().position(|mark| *mark == clue.separator);
            let Some(mark) = mark.map(|mark| mark as u8) else {
                continue;
            };
            let says = clue.order.map_or_else(
                || {
                    let prevailing = self.prevailing_order(site, mark);
                    date.reparse(prevailing, today);
                    DayOrderEvidence::Ambiguous(prevailing)
                },
                DayOrderEvidence::Certain,
            );
            *note = DayOrderNote { mark, says }.pack();
        }
        if notes == [0, 0] {
            return DayOrderNotes::default();
        }
        DayOrderNotes { site, notes }
    }

    /// Returns whether all ambiguous dates in `notes` were read in the order that now prevails.
    pub fn is_consistent_with(&self, notes: DayOrderNotes) -> bool {
        notes.evidence().all(|note| match note.says {
            DayOrderEvidence::Certain(_) => true,
            DayOrderEvidence::Ambiguous(order) => {
                order == self.prevailing_order(notes.site, note.mark)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Basis, FieldValue};

    const TODAY: civil::Date = civil::date(2026, 6, 1);

    fn article(url: &str, published: &str, value: &str) -> Article {
        Article {
            url: Some(url.to_owned()),
            published: Some(FieldValue {
                value: value.parse().expect("is a date"),
                basis: Basis::Given,
                words: published.to_owned(),
                day_order: None,
            }),
            ..Article::default()
        }
    }

    fn record(dates: DayOrderNotes) -> RecordState {
        RecordState {
            key: crate::storage::ArticleKey::default(),
            hash: ContentHash::from_bytes(b""),
            figures: 0,
            copy: false,
            dates,
            other_language: false,
        }
    }

    #[test]
    fn clear_majority_of_dates_sets_the_site_order() {
        use DayOrder::{DayFirst, MonthFirst};
        let day = ("13/04/2024", "2024-04-13");
        let month = ("04/13/2024", "2024-04-13");
        let dotted = ("13.04.2024", "2024-04-13");
        let rows = [
            (vec![day; 3], Some(DayFirst)),
            (vec![month; 3], Some(MonthFirst)),
            (vec![day; 2], None),
            ([vec![day; 9], vec![month]].concat(), None),
            ([vec![day; 19], vec![month]].concat(), Some(DayFirst)),
            (vec![dotted; 5], None),
            (vec![], None),
        ];
        for (certain, expected) in rows {
            let none = DayMonthOrders::default();
            let notes = certain.iter().enumerate().map(|(nth, (words, value))| {
                let url = format!("https://www{nth}.kestrel.example/a");
                record(none.read(&mut article(&url, words, value), TODAY))
            });
            let orders = DayMonthOrders::from_records(notes.collect::<Vec<_>>().iter());
            let mut open = article("https://kestrel.example/b", "03/04/2024", "2024");
            let before = none.read(&mut open.clone(), TODAY);
            let after = orders.read(&mut open, TODAY);
            let order = open.published.and_then(|date| date.day_order);
            assert_eq!(order, expected, "{certain:?}");
            assert!(orders.is_consistent_with(after) && after.is_ambiguous());
            assert_eq!(
                orders.is_consistent_with(before),
                expected.is_none(),
                "{certain:?}"
            );
            let mut elsewhere = article("https://heron.example/b", "03/04/2024", "2024");
            orders.read(&mut elsewhere, TODAY);
            assert_eq!(elsewhere.published.and_then(|date| date.day_order), None);
        }
    }

    #[test]
    fn order_giving_an_impossible_date_is_ignored() {
        let none = DayMonthOrders::default();
        let notes = ["13/04/2024", "14/04/2024", "15/04/2024"].map(|words| {
            let value = format!("2024-04-{}", &words[..2]);
            record(none.read(
                &mut article("https://kestrel.example/a", words, &value),
                TODAY,
            ))
        });
        let orders = DayMonthOrders::from_records(notes.iter());
        // Read day-first, this is 2 November, which is after `TODAY`.
        let mut ahead = article("https://kestrel.example/b", "02/11/2026", "2026");
        let read = orders.read(&mut ahead, TODAY);
        assert_eq!(
            ahead
                .published
                .map(|date| date.value.to_string())
                .as_deref(),
            Some("2026")
        );
        assert!(orders.is_consistent_with(read));
    }
}
