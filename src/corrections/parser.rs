//! Parses the corrections file. Each error is reported with its position, and the valid parts of the file still apply.

use std::fmt;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::article_selector::ArticleSelector;
use super::correction::{Correction, FigureCorrection, FilePosition};
use super::figure_edit::FigureEdit;
use super::new_value::NewValue;
use crate::date::PartialDate;
use crate::figure::{Bound, Measure, Scope, Stance, number_parser, unit_of};
use crate::lines::single_spaced;
use crate::storage::ContentHash;

/// The tables that the file may contain. `outlets_section` parses the outlets.
const TABLES: &[&str] = &["article", "outlet"];
const OF_ARTICLES: &[&str] = &[
    "url",
    "id",
    "path",
    "outlet",
    "published",
    "modified",
    "figure",
];
const OF_FIGURES: &[&str] = &[
    "text", "in", "nth", "strike", "value", "low", "high", "bound", "measure", "counted", "whose",
    "claimant", "unit", "as_of", "scope", "stance",
];

const ARTICLE_FORM: &str = "`article` must be an array of tables; start each one with [[article]]";
const FIGURE_FORM: &str =
    "`figure` must be an array of tables; start each one with [[article.figure]]";

type TableEntry<'e, 'i> = (&'e str, usize, &'e Spanned<DeValue<'i>>);

/// Parses the corrections in a file. Returns the valid corrections and messages about the invalid ones, or an error if
/// the file is not valid TOML.
pub fn read(text: &str) -> Result<(Vec<Correction>, Vec<String>), (FilePosition, String)> {
    let mut reader = CorrectionsParser {
        text,
        problems: Vec::new(),
    };
    let whole = DeTable::parse(text).map_err(|e| {
        let at = reader.at(e.span().map_or(0, |span| span.start));
        (at, e.message().to_owned())
    })?;
    let mut all = Vec::new();
    for (name, at, value) in entries(whole.get_ref()) {
        match (name, value.get_ref()) {
            ("article", DeValue::Array(articles)) => all.extend(reader.articles(articles)),
            ("article", _) => reader.wrong(at, ARTICLE_FORM),
            ("outlet", _) => {}
            _ => reader.unknown(at, name, TABLES, "table"),
        }
    }
    reader.problems.sort_by_key(|(at, _)| (at.line, at.column));
    let problems = reader
        .problems
        .into_iter()
        .map(|(at, problem)| format!("{at}: {problem}"));
    Ok((all, problems.collect()))
}

/// Returns the entries of a table in file order.
fn entries<'e, 'i>(table: &'e DeTable<'i>) -> Vec<TableEntry<'e, 'i>> {
    let entries = table.iter();
    let mut entries: Vec<_> = entries
        .map(|(key, value)| (key.get_ref().as_ref(), key.span().start, value))
        .collect();
    entries.sort_unstable_by_key(|(_, at, _)| *at);
    entries
}

/// Parses the tables of a corrections file and collects their errors.
struct CorrectionsParser<'t> {
    text: &'t str,
    problems: Vec<(FilePosition, String)>,
}

impl CorrectionsParser<'_> {
    fn at(&self, offset: usize) -> FilePosition {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let line = before.rsplit('\n').next().unwrap_or_default();
        FilePosition {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    }

    fn wrong(&mut self, offset: usize, what: impl Into<String>) {
        self.problems.push((self.at(offset), what.into()));
    }

    fn unknown(&mut self, offset: usize, name: &str, known: &[&str], kind: &str) {
        let near = known
            .iter()
            .min_by_key(|known| strsim::osa_distance(known, name));
        let near = near.filter(|known| strsim::osa_distance(known, name) <= 2);
        let help = near.map_or_else(
            || format!("use one of {}", known.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        self.wrong(offset, format!("unknown {kind} `{name}`; {help}"));
    }

    fn articles(&mut self, articles: &DeArray) -> Vec<Correction> {
        let articles = articles.iter();
        articles.filter_map(|one| self.article(one)).collect()
    }

    fn article(&mut self, one: &Spanned<DeValue>) -> Option<Correction> {
        let start = one.span().start;
        let Some(table) = one.get_ref().as_table() else {
            self.wrong(start, ARTICLE_FORM);
            return None;
        };
        let mut correction = Correction {
            at: self.at(start),
            ..Correction::default()
        };
        let mut broken = false;
        for (name, at, value) in entries(table) {
            let known = OF_ARTICLES.iter().find(|known| **known == name);
            correction
                .places
                .extend(known.map(|known| (*known, self.at(at))));
            match name {
                "url" | "id" | "path" => {
                    let text = self.text_of(name, value);
                    broken |= text.is_none();
                    match name {
                        "url" => correction.choice.url = text,
                        "id" => correction.choice.id = text,
                        _ => correction.choice.path = text,
                    }
                }
                "outlet" => correction.outlet = self.name(name, value),
                "published" => correction.published = self.date(value),
                "modified" => correction.modified = self.date(value),
                "figure" => correction.figures = self.figures(at, value),
                _ => self.unknown(at, name, OF_ARTICLES, "key"),
            }
        }
        if correction.choice == ArticleSelector::default() {
            if !broken {
                self.wrong(start, "no article selected; set `url`, `id` or `path`");
            }
            return None;
        }
        if broken {
            return None;
        }
        let json = serde_json::to_vec(&correction).unwrap_or_default();
        correction.key = ContentHash::from_bytes(&json);
        Some(correction)
    }

    /// Parses a non-empty string. Also accepts a number, which is returned as a string.
    fn text_of(&mut self, name: &str, value: &Spanned<DeValue>) -> Option<String> {
        let text = match value.get_ref() {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            _ => {
                self.wrong(value.span().start, not_a_string(name));
                return None;
            }
        };
        if text.is_empty() {
            self.wrong(value.span().start, format!("`{name}` must not be empty"));
            return None;
        }
        Some(text)
    }

    /// Parses a name. An empty string, "none" or "unknown" removes the name.
    fn name(&mut self, name: &str, value: &Spanned<DeValue>) -> Option<NewValue<String>> {
        match value.get_ref().as_str() {
            Some(text) if is_absent_value(text) => Some(NewValue::Nothing),
            Some(text) => Some(NewValue::To(single_spaced(text))),
            None => {
                self.wrong(value.span().start, not_a_string(name));
                None
            }
        }
    }

    fn date(&mut self, value: &Spanned<DeValue>) -> Option<NewValue<PartialDate>> {
        let text = match value.get_ref() {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Integer(year) => year.as_str().to_owned(),
            _ => String::new(),
        };
        if matches!(value.get_ref(), DeValue::String(_)) && is_absent_value(&text) {
            return Some(NewValue::Nothing);
        }
        let date = text
            .get(..10)
            .filter(|_| text[10..].starts_with(['T', ' ']))
            .unwrap_or(&text);
        let date = date.parse().ok();
        if date.is_none() {
            self.wrong(
                value.span().start,
                format!("{text:?} is not a date; use one such as 2022-03-01, 2022-03 or 2022, or \"unknown\""),
            );
        }
        date.map(NewValue::To)
    }

    fn figures(&mut self, at: usize, value: &Spanned<DeValue>) -> Vec<FigureCorrection> {
        let Some(figures) = value.get_ref().as_array() else {
            self.wrong(at, FIGURE_FORM);
            return Vec::new();
        };
        figures.iter().filter_map(|one| self.figure(one)).collect()
    }

    fn figure(&mut self, one: &Spanned<DeValue>) -> Option<FigureCorrection> {
        let start = one.span().start;
        let Some(table) = one.get_ref().as_table() else {
            self.wrong(start, FIGURE_FORM);
            return None;
        };
        let known = self.problems.len();
        let mut correction = FigureCorrection {
            at: self.at(start),
            ..FigureCorrection::default()
        };
        let (mut edit, mut strike) = (FigureEdit::default(), false);
        for (name, at, value) in entries(table) {
            match name {
                "text" => correction.text = self.text_of(name, value).unwrap_or_default(),
                "in" => correction.within = self.text_of(name, value),
                "nth" => correction.nth = self.nth(value),
                "strike" => strike = self.flag(value),
                _ => self.figure_key(&mut edit, (name, at, value)),
            }
        }
        // If any part of a figure's correction is invalid, the figure stays unchanged.
        if self.problems.len() > known {
            return None;
        }
        let wrong = if correction.text.is_empty() {
            "no figure selected; set `text` to a figure's wording or number"
        } else if strike && edit != FigureEdit::default() {
            "a figure with `strike = true` cannot have other corrections; remove `strike`, or remove the other corrections"
        } else if !strike && edit == FigureEdit::default() {
            "no correction given; set `strike = true`, or a new value such as `claimant = \"mayor\"`"
        } else if matches!(
            (&edit.unit, &edit.counted),
            (Some(NewValue::To(_)), Some(NewValue::To(_)))
        ) {
            "a figure cannot have both `unit` and `counted`; remove one of them"
        } else if edit.value.is_some()
            && (edit.low.is_some() || edit.high.is_some() || edit.bound == Some(Bound::Range))
        {
            "a figure cannot have both a `value` and a range; remove one of them"
        } else {
            correction.action = (!strike).then_some(edit);
            return Some(correction);
        };
        self.wrong(start, wrong);
        None
    }

    fn figure_key(&mut self, edit: &mut FigureEdit, (name, at, value): TableEntry<'_, '_>) {
        match name {
            "value" => edit.value = self.number(name, value),
            "low" => edit.low = self.number(name, value),
            "high" => edit.high = self.number(name, value),
            "bound" => edit.bound = self.word(value, Bound::ALL, Bound::from_word),
            "stance" => edit.stance = self.word(value, Stance::ALL, Stance::from_word),
            "measure" => edit.measure = self.word_or_none(value, Measure::ALL, Measure::from_word),
            "scope" => edit.scope = self.word_or_none(value, Scope::ALL, Scope::from_word),
            "counted" => edit.counted = self.name(name, value),
            "whose" => edit.whose = self.name(name, value),
            "claimant" => edit.source = self.name(name, value),
            "as_of" => edit.as_of = self.name(name, value),
            "unit" => edit.unit = self.unit(value),
            _ => self.unknown(at, name, OF_FIGURES, "key"),
        }
    }

    fn nth(&mut self, value: &Spanned<DeValue>) -> Option<usize> {
        let number = value.get_ref().as_integer();
        let nth = number
            .and_then(|number| number.as_str().parse().ok())
            .filter(|nth| *nth > 0);
        if nth.is_none() {
            self.wrong(
                value.span().start,
                "`nth` must be 1 for the first matching figure, 2 for the second, and so on",
            );
        }
        nth
    }

    fn flag(&mut self, value: &Spanned<DeValue>) -> bool {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(
                value.span().start,
                "`strike` must be true or false, without quotation marks",
            );
        }
        flag.unwrap_or_default()
    }

    /// Parses a number, given as a TOML number or as a string: `5300`, `5_300`, `"5,300"`.
    fn number(&mut self, name: &str, value: &Spanned<DeValue>) -> Option<f64> {
        let number = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => {
                number.as_str().replace('_', "").parse().ok()
            }
            DeValue::Float(number) => number.as_str().replace('_', "").parse().ok(),
            DeValue::String(text) => {
                let (negative, text) = text
                    .trim()
                    .strip_prefix('-')
                    .map_or((1.0, text.trim()), |rest| (-1.0, rest));
                let whole = number_parser::read(text, 0).filter(|number| number.end == text.len());
                whole.map(|number| negative * number.value)
            }
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.wrong(
                value.span().start,
                format!("`{name}` must be a number such as 5300 or \"5,300\""),
            );
        }
        number
    }

    fn word<T: fmt::Display>(
        &mut self,
        value: &Spanned<DeValue>,
        all: &[T],
        of: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let word = value.get_ref().as_str().map(str::trim);
        let known = word.and_then(of);
        if known.is_none() {
            let all: Vec<_> = all.iter().map(ToString::to_string).collect();
            let what = word.map_or("expected".to_owned(), |word| format!("{word:?} is not"));
            self.wrong(
                value.span().start,
                format!("{what} one of {}", all.join(", ")),
            );
        }
        known
    }

    fn word_or_none<T: fmt::Display>(
        &mut self,
        value: &Spanned<DeValue>,
        all: &[T],
        of: impl Fn(&str) -> Option<T>,
    ) -> Option<NewValue<T>> {
        if value.get_ref().as_str().is_some_and(is_absent_value) {
            return Some(NewValue::Nothing);
        }
        self.word(value, all, of).map(NewValue::To)
    }

    fn unit(&mut self, value: &Spanned<DeValue>) -> Option<NewValue<String>> {
        match self.name("unit", value)? {
            NewValue::Nothing => Some(NewValue::Nothing),
            NewValue::To(text) => {
                let known = unit_of(&text).map(str::to_owned);
                if known.is_none() {
                    self.wrong(
                        value.span().start,
                        format!("unknown unit {text:?}; use one such as kilometre, percent or EUR"),
                    );
                }
                known.map(NewValue::To)
            }
        }
    }
}

fn not_a_string(name: &str) -> String {
    format!("`{name}` must be a string; put it in quotation marks")
}

/// Returns whether `text` is empty or a word for an absent value.
fn is_absent_value(text: &str) -> bool {
    ["", "none", "unknown"]
        .iter()
        .any(|word| text.trim().eq_ignore_ascii_case(word))
}
