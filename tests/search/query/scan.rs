//! Figure conditions beside a plain scan over the figures of `corpus/`, with the rules of the design written a second time.

use figured::figure::{Bound, Figure, Measure};
use figured::index::{Key, Reader, Record};
use figured::query::{Search, parse};

use crate::harness::{Sandbox, TODAY, records, release};
use crate::random::Random;

/// A range in the language of queries, and what it comes to.
struct Range {
    text: String,
    from: f64,
    to: f64,
}

impl Range {
    /// A range that begins or ends at a number that `figures` state, or close to one.
    fn random(figures: &[&Figure], random: &mut Random) -> Self {
        let mut number = || {
            let figure = random.pick(figures);
            let stated = figure.value.or(figure.low).or(figure.high).unwrap();
            stated + [0.0, 0.0, 0.0, 1.0, -1.0, 0.5][random.below(6)]
        };
        let (one, other) = (number(), number());
        let (low, high) = (one.min(other), one.max(other));
        // "More than 5" counts as just above 5: `>5` reaches it, and `5` and `>=5` take it in. Likewise below.
        let (text, from, to) = match random.below(7) {
            0 => (format!("{low}"), low.next_down(), low.next_up()),
            1 => (format!("={low}"), low.next_down(), low.next_up()),
            2 => (format!(">{low}"), low.next_up(), f64::INFINITY),
            3 => (format!(">={low}"), low.next_down(), f64::INFINITY),
            4 => (format!("<{low}"), f64::NEG_INFINITY, low.next_down()),
            5 => (format!("<={low}"), f64::NEG_INFINITY, low.next_up()),
            _ => (format!("{low}..{high}"), low.next_down(), high.next_up()),
        };
        Self { text, from, to }
    }

    fn holds(&self, figure: &Figure) -> bool {
        let value = figure.value.unwrap_or_default();
        let (low, high) = match figure.bound {
            Bound::Range => (figure.low.unwrap(), figure.high.unwrap()),
            Bound::MoreThan => (value.next_up(), value.next_up()),
            Bound::LessThan => (value.next_down(), value.next_down()),
            _ => (value, value),
        };
        !figure.vague && low <= self.to && high >= self.from
    }
}

/// One or two conditions on the figures of a measure, or of all.
struct Wanted {
    measure: Option<Measure>,
    ranges: [Range; 2],
}

impl Wanted {
    fn random(all: &[Record], random: &mut Random) -> Self {
        let measure = (!random.once_in(4)).then(|| {
            *random.pick(&[
                Measure::Killed,
                Measure::Killed,
                Measure::Wounded,
                Measure::Bodies,
                Measure::Money,
                Measure::Percent,
            ])
        });
        let figures = all.iter().flat_map(|record| &record.figures);
        let figures: Vec<_> = figures
            .filter(|figure| measure.is_none_or(|m| figure.measure == Some(m)))
            .collect();
        let ranges = [0, 1].map(|_| Range::random(&figures, random));
        Self { measure, ranges }
    }

    fn text(&self, nth: usize) -> String {
        format!(
            "{}:{}",
            self.measure.map_or("figure", Measure::word),
            self.ranges[nth].text
        )
    }

    fn one(&self, nth: usize, figure: &Figure) -> bool {
        self.measure
            .is_none_or(|measure| figure.measure == Some(measure))
            && self.ranges[nth].holds(figure)
    }

    fn any(&self, nth: usize, record: &Record) -> bool {
        record.figures.iter().any(|figure| self.one(nth, figure))
    }
}

/// Whether an article meets a query.
type Holds<'a> = &'a dyn Fn(&Record) -> bool;

#[test]
fn conditions_on_figures_find_what_a_plain_scan_finds() {
    let sandbox = Sandbox::corpus();
    let reader = Reader::open(&sandbox.index()).unwrap();
    let all = records(&reader);
    let mut random = Random::new(5300);
    let mut total = 0;
    for round in 0..150 {
        let wanted = Wanted::random(&all, &mut random);
        let (a, b) = (wanted.text(0), wanted.text(1));
        let both = |record: &Record| {
            record
                .figures
                .iter()
                .any(|f| wanted.one(0, f) && wanted.one(1, f))
        };
        let rows: [(String, Holds<'_>); 6] = [
            (a.clone(), &|record| wanted.any(0, record)),
            (format!("{a} {b}"), &both),
            (format!("{{{a} {b}}}"), &both),
            (format!("{{{a}}} {{{b}}}"), &|record| {
                wanted.any(0, record) && wanted.any(1, record)
            }),
            (format!("{a} OR {b}"), &|record| {
                wanted.any(0, record) || wanted.any(1, record)
            }),
            (format!("-{a}"), &|record| !wanted.any(0, record)),
        ];
        for (text, holds) in rows {
            let expected: Vec<_> = all
                .iter()
                .filter(|record| holds(record))
                .map(|record| record.key)
                .collect();
            // To look at hits takes long, so most are only counted.
            let limit = if round < 30 { all.len() } else { 0 };
            let (found, count) = search(&reader, &text, limit);
            assert_eq!(count, expected.len(), "{text}");
            assert!(limit == 0 || found == expected, "{text}: {found:?}");
            total += expected.len();
        }
    }
    release(reader);
    // Otherwise nothing was compared.
    assert!(total > 1000, "{total}");
}

/// The keys of the articles that a query finds, in their order, and how many there are.
fn search(reader: &Reader, text: &str, limit: usize) -> (Vec<Key>, usize) {
    let parsed = parse(text, TODAY.parse().unwrap()).unwrap_or_else(|e| panic!("{text}: {e}"));
    let answer = Search::new(parsed.query, limit).run(reader).unwrap();
    let mut keys: Vec<_> = answer.hits.into_iter().map(|hit| hit.record.key).collect();
    keys.sort_unstable();
    (keys, answer.total)
}
