//! Formats a figure as an English phrase: "more than 5,300 Russian troops killed · source: Ukraine".

use super::style::Style;
use crate::figure::{Fact, Figure, Measure, Scope, Stance, nation};
use crate::sanitize::sanitize;

/// How a unit is written after a bare number.
struct UnitWords {
    /// The unit, as in `Figure::unit`.
    unit: &'static str,
    /// The text after the number 1.
    one: &'static str,
    /// The text after any other number.
    many: &'static str,
}

/// How units are written. Any other unit is written as its name, with a plural "s" unless the name is in capitals.
#[rustfmt::skip]
const UNITS: &[UnitWords] = &[
    unit("percent", "%", "%"),
    unit("percentage point", " percentage point", " percentage points"),
    unit("ratio", "", ""),
    unit("count", "", ""),
    unit("year of age", " year old", " years old"),
    unit("month of age", " month old", " months old"),
    unit("week of age", " week old", " weeks old"),
    unit("day of age", " day old", " days old"),
    unit("century", " century", " centuries"),
    unit("foot", " foot", " feet"),
    unit("inch", " inch", " inches"),
    unit("square foot", " square foot", " square feet"),
    unit("cubic foot", " cubic foot", " cubic feet"),
    unit("square inch", " square inch", " square inches"),
    unit("celsius", " °C", " °C"),
    unit("fahrenheit", " °F", " °F"),
    unit("kilometre per hour", " km/h", " km/h"),
    unit("mile per hour", " mph", " mph"),
    unit("metre per second", " m/s", " m/s"),
    unit("kilometre", " km", " km"),
    unit("hertz", " hertz", " hertz"),
    unit("USD", " dollar", " dollars"),
    unit("EUR", " euro", " euros"),
    unit("GBP", " pound", " pounds"),
    unit("JPY", " yen", " yen"),
    unit("CNY", " yuan", " yuan"),
    unit("RUB", " rouble", " roubles"),
    unit("UAH", " hryvnia", " hryvnias"),
    unit("INR", " rupee", " rupees"),
    unit("CHF", " Swiss franc", " Swiss francs"),
    unit("PLN", " zloty", " zlotys"),
    unit("SEK", " Swedish krona", " Swedish kronor"),
];

const fn unit(unit: &'static str, one: &'static str, many: &'static str) -> UnitWords {
    UnitWords { unit, one, many }
}

/// How a measure is expressed with a counted noun.
struct MeasurePhrase {
    measure: Measure,
    /// The text after the noun, such as "killed".
    after: &'static str,
    /// Word prefixes that already express the measure, such as "injur".
    said_by: &'static [&'static str],
}

#[rustfmt::skip]
const MEASURES: &[MeasurePhrase] = &[
    said(Measure::Killed, "killed", &["dead", "death", "toll", "fatal", "kill"]),
    said(Measure::Wounded, "wounded", &["wound", "injur", "hurt"]),
    said(Measure::Missing, "missing", &["missing"]),
    said(Measure::Captured, "captured", &["captur", "captive", "prisoner"]),
    said(Measure::Casualties, "killed or wounded", &["casualt"]),
    said(Measure::Losses, "lost", &["loss", "lost"]),
    said(Measure::Bodies, "", &["bodies", "body", "corpse", "remains"]),
    said(Measure::Displaced, "displaced", &["displac", "refugee"]),
    said(Measure::Evacuated, "evacuated", &["evacu"]),
    said(Measure::Rescued, "rescued", &["rescue", "survivor"]),
    said(Measure::Arrested, "arrested", &["arrest", "detain", "detention"]),
    said(Measure::Hostages, "held hostage", &["hostage", "captive"]),
    said(Measure::Infected, "infected", &["infect", "case"]),
    said(Measure::Recovered, "recovered", &["recover"]),
    said(Measure::Hospitalized, "hospitalized", &["hospital"]),
    said(Measure::Affected, "affected", &["affected"]),
    said(Measure::Destroyed, "destroyed", &["destroyed"]),
    said(Measure::Damaged, "damaged", &["damaged"]),
    said(Measure::Money, "", &[]),
    said(Measure::Percent, "", &[]),
];

const fn said(
    measure: Measure,
    after: &'static str,
    said_by: &'static [&'static str],
) -> MeasurePhrase {
    MeasurePhrase {
        measure,
        after,
        said_by,
    }
}

/// Quantity words that take "of", as in "dozens of Americans".
const QUANTITIES: &[&str] = &[
    "tens",
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "trillions",
    "handful",
    "couple",
    "majority",
    "half",
    "third",
    "thirds",
    "quarter",
    "quarters",
];

/// Words that may start a counted noun but cannot follow a number.
const DETERMINERS: &[&str] = &[
    "its", "their", "his", "her", "our", "my", "your", "the", "these", "those", "such", "of",
];

/// Words that may start a time expression and are lower case within a sentence.
const TIME_WORDS: &[&str] = &[
    "after",
    "as",
    "at",
    "before",
    "between",
    "by",
    "during",
    "earlier",
    "for",
    "from",
    "in",
    "last",
    "late",
    "later",
    "next",
    "now",
    "on",
    "over",
    "since",
    "so",
    "that",
    "this",
    "today",
    "tomorrow",
    "until",
    "within",
    "yesterday",
];

/// Formats a figure as one line: "more than 5,300 Russian troops killed (denied) · source: Ukraine · on Monday".
pub fn figure_line(figure: &Figure, surface: &str, style: Style) -> String {
    let (before, after) = around(figure, surface);
    let mut line = format!(
        "{}{}{}",
        sanitize(&before),
        style.figure(surface),
        sanitize(&after)
    );
    if let Some(stance) = stance_words(figure.measure, figure.stance) {
        line.extend([" (", stance, mark(figure, Fact::Stance), ")"]);
    }
    for detail in details(figure, &format!("{surface}{after}")) {
        line.push_str(" · ");
        line.push_str(&sanitize(&detail));
    }
    line
}

/// Returns the text to write before and after `surface`.
fn around(figure: &Figure, surface: &str) -> (String, String) {
    let counted = figure.counted.as_deref().map(noun).unwrap_or_default();
    let counted = if has_phrase(surface, counted) {
        ""
    } else {
        counted
    };
    let toll = figure.measure == Some(Measure::Killed)
        && ["toll", "death toll", "losses"].contains(&counted.to_lowercase().as_str());
    let counted = if toll { "deaths" } else { counted };
    let mut after = unit_words(figure, surface);
    if figure.scope == Some(Scope::Additional) && !is_additional(surface, counted) {
        let over = surface.to_lowercase().starts_with("more than");
        after.push_str(if over { " additional" } else { " more" });
    }
    if !counted.is_empty() {
        let of = surface.rsplit([' ', '-']).next().is_some_and(|last| {
            after.is_empty() && QUANTITIES.contains(&last.to_lowercase().as_str())
        });
        after.push_str(if of { " of " } else { " " });
        after.push_str(counted);
    }
    let nouns = format!("{surface} {counted}");
    let mut before = String::new();
    if let Some(phrase) = figure.measure.and_then(phrase_of)
        && !says(&nouns, phrase)
    {
        if figure.measure == Some(Measure::Bodies) {
            if counted.is_empty() {
                after.push_str(" bodies");
            } else {
                before.push_str("bodies of ");
            }
        } else if !phrase.after.is_empty() {
            after.extend([" ", phrase.after]);
        }
    }
    after.push_str(mark(figure, Fact::Measure));
    if figure.scope == Some(Scope::Total) && !nouns.to_lowercase().contains("total") {
        after.push_str(" in total");
    }
    (before, after)
}

/// Combines a counted noun with a measure: "soldiers killed", "bodies of miners".
pub fn event_words(counted: &str, measure: Option<Measure>) -> String {
    let counted = noun(counted);
    match measure.and_then(phrase_of) {
        Some(phrase) if says(counted, phrase) => counted.to_owned(),
        Some(phrase) if phrase.measure == Measure::Bodies && counted.is_empty() => {
            "bodies".to_owned()
        }
        Some(phrase) if phrase.measure == Measure::Bodies => format!("bodies of {counted}"),
        Some(phrase) => format!("{counted} {}", phrase.after).trim().to_owned(),
        None => counted.to_owned(),
    }
}

/// Lists the side, the source and the time of a figure, and notes if the figure is part of a larger number. The side is
/// omitted if `phrase`, the text before the details, already names it.
fn details(figure: &Figure, phrase: &str) -> Vec<String> {
    let whose = figure
        .whose
        .as_deref()
        .filter(|whose| !names_side(phrase, whose));
    let fact = |name: &str, value: &str, fact| format!("{name}: {value}{}", mark(figure, fact));
    let details = [
        figure.rate.as_ref().map(|rate| format!("per {rate}")),
        whose.map(|whose| fact("side", whose, Fact::Owner)),
        (figure.scope == Some(Scope::Part)).then(|| scope_words(Scope::Part).to_owned()),
        figure
            .source
            .as_ref()
            .map(|source| fact("source", source, Fact::Source)),
        figure.via.as_ref().map(|via| format!("via {via}")),
        figure
            .as_of
            .as_deref()
            .map(|words| format!("{}{}", time_words(words), mark(figure, Fact::Time))),
        figure
            .agent
            .as_ref()
            .map(|agent| fact("agent", agent, Fact::Agent)),
        figure
            .location
            .as_ref()
            .map(|place| fact("place", place, Fact::Location)),
    ];
    details.into_iter().flatten().collect()
}

/// Lists all details of a figure, for tables that have separate columns for the number and the measure.
pub fn detail_list(figure: &Figure) -> String {
    let scope = figure.scope.filter(|scope| *scope != Scope::Part);
    let scope = scope.map(scope_words).map(str::to_owned);
    let stance = stance_words(figure.measure, figure.stance)
        .map(|stance| format!("{stance}{}", mark(figure, Fact::Stance)));
    let details = stance.into_iter().chain(scope).chain(details(figure, ""));
    details.collect::<Vec<_>>().join(" · ")
}

/// Returns a question mark if a fact of a figure is uncertain, or else an empty string.
pub fn mark(figure: &Figure, fact: Fact) -> &'static str {
    if figure.is_uncertain(fact) { "?" } else { "" }
}

/// Returns a word for the stance of a figure, or `None` if the figure is stated as a fact. A planned number of deaths,
/// for example, is called a forecast.
pub fn stance_words(measure: Option<Measure>, stance: Stance) -> Option<&'static str> {
    match stance {
        Stance::Stated => None,
        Stance::Planned => {
            let forecast = measure.is_some_and(|measure| !measure.is_plannable());
            Some(if forecast { "forecast" } else { "planned" })
        }
        other => Some(other.word()),
    }
}

/// Describes a scope: how a figure relates to others of its kind.
pub fn scope_words(scope: Scope) -> &'static str {
    match scope {
        Scope::Total => "in total",
        Scope::Additional => "in addition",
        Scope::Part => "part of a larger number",
    }
}

/// Returns the unit to write after a figure that ends with a bare number, such as "11" in "11 and 38 km", or an empty
/// string for any other figure.
fn unit_words(figure: &Figure, surface: &str) -> String {
    let bare = surface.ends_with(|c: char| c.is_ascii_digit())
        && surface.is_ascii()
        && !surface.contains('$')
        && !surface.contains(|c: char| c.is_ascii_uppercase());
    match figure.unit.as_deref() {
        Some(unit) if bare => unit_after(unit, figure.value == Some(1.0)),
        _ => String::new(),
    }
}

/// Formats a unit to follow a number, with a leading space if one is needed. `one` states whether the number is 1.
pub fn unit_after(unit: &str, one: bool) -> String {
    match UNITS.iter().find(|words| words.unit == unit) {
        Some(words) if one => words.one.to_owned(),
        Some(words) => words.many.to_owned(),
        None if one || unit.chars().all(char::is_uppercase) => format!(" {unit}"),
        None => match unit.split_once(" per ") {
            Some((unit, per)) => format!(" {unit}s per {per}"),
            None => format!(" {unit}s"),
        },
    }
}

fn phrase_of(measure: Measure) -> Option<&'static MeasurePhrase> {
    MEASURES.iter().find(|phrase| phrase.measure == measure)
}

fn says(nouns: &str, phrase: &MeasurePhrase) -> bool {
    let nouns = nouns.to_lowercase();
    let mut words = nouns.split(|c: char| !c.is_alphanumeric());
    words.any(|word| phrase.said_by.iter().any(|stem| word.starts_with(stem)))
}

/// Returns whether the words of a figure already express an addition, as in "another 12" or "12 others".
fn is_additional(surface: &str, counted: &str) -> bool {
    let words = format!("{surface} {counted}").to_lowercase();
    let words = words.strip_prefix("more than").unwrap_or(&words);
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        [
            "another",
            "more",
            "further",
            "additional",
            "other",
            "others",
            "extra",
        ]
        .contains(&word)
    })
}

/// Removes a leading determiner from a counted noun.
fn noun(counted: &str) -> &str {
    match counted.split_once(' ') {
        Some((first, rest)) if DETERMINERS.contains(&first.to_lowercase().as_str()) => rest,
        _ => counted,
    }
}

/// Returns whether `text` contains `phrase` as whole words, ignoring case.
fn has_phrase(text: &str, phrase: &str) -> bool {
    let (text, phrase) = (text.to_lowercase(), phrase.to_lowercase());
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !phrase.is_empty()
        && text.match_indices(&phrase).any(|(at, _)| {
            !is_letter(text[..at].chars().next_back())
                && !is_letter(text[at + phrase.len()..].chars().next())
        })
}

/// Returns whether a phrase names a side, possibly with another word for the same nation: "Russian dead" names Russia.
fn names_side(phrase: &str, side: &str) -> bool {
    let same_nation = || {
        let side = nation(side)?;
        let mut words = phrase.split_whitespace();
        words.find(|word| nation(word) == Some(side))
    };
    has_phrase(phrase, side) || same_nation().is_some()
}

/// Formats a time expression for the middle of a line, where "As of May 2023" becomes "as of May 2023".
fn time_words(as_of: &str) -> String {
    let first = as_of.split(' ').next().unwrap_or_default();
    let lower = first.to_lowercase();
    if TIME_WORDS.contains(&lower.as_str()) {
        return format!("{lower}{}", &as_of[first.len()..]);
    }
    as_of.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::extract_in;

    fn line(text: &str) -> String {
        let figures = extract_in(text, None, usize::MAX);
        let figure = figures.first().expect("a figure");
        figure_line(
            figure,
            &text[figure.start..figure.end],
            Style {
                colour: false,
                width: None,
            },
        )
    }

    #[test]
    fn figure_line_reads_as_plain_english() {
        let rows = [
            (
                "Ukraine says more than 5,300 Russian troops have been killed.",
                "more than 5,300 Russian troops killed · source: Ukraine",
            ),
            ("Prices rose to 42%.", "42%"),
            (
                "Another 1,200 bodies were repatriated to Ukraine.",
                "1,200 more bodies",
            ),
            ("Dozens of Americans came.", "Dozens of Americans"),
            ("The wall costs $18 billion.", "$18 billion"),
        ];
        for (text, expected) in rows {
            assert_eq!(line(text), expected, "{text}");
        }
    }

    #[test]
    fn planned_deaths_are_labelled_forecast() {
        assert_eq!(
            stance_words(Some(Measure::Killed), Stance::Planned),
            Some("forecast")
        );
        assert_eq!(
            stance_words(Some(Measure::Evacuated), Stance::Planned),
            Some("planned")
        );
    }

    #[test]
    fn units_agree_with_their_numbers() {
        let rows = [
            ("percent", false, "%"),
            ("year of age", false, " years old"),
            ("tonne", false, " tonnes"),
            ("tonne", true, " tonne"),
            ("EUR", false, " euros"),
            ("NOK", false, " NOK"),
        ];
        for (unit, one, expected) in rows {
            assert_eq!(unit_after(unit, one), expected, "{unit}");
        }
    }
}
