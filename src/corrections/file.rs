//! Reads the file of corrections. What cannot be read of it is told with its place, and the rest holds.

use std::fmt;
use std::path::Path;

use serde::Serialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::{CorrectedPart, CorrectionSubject, UnappliedCorrection, UnappliedReason};
use crate::date::PartialDate;
use crate::figure::{Bound, Measure, Scope, Stance, number_parser, unit_of};
use crate::storage::ContentHash;
use crate::web_address::WebAddress;

/// A place in the file, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FilePosition {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl fmt::Display for FilePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// A new value, or none where there was a wrong one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum NewValue<T> {
    /// This value.
    To(T),
    /// No value.
    Nothing,
}

/// The corrections of an article.
#[derive(Debug, Default, Serialize)]
pub struct Correction {
    /// A hash of all that it says.
    #[serde(skip)]
    pub key: ContentHash,
    /// Where it begins.
    #[serde(skip)]
    pub at: FilePosition,
    /// Which article.
    pub choice: ArticleSelector,
    /// Its outlet.
    pub outlet: Option<NewValue<String>>,
    /// When it was published.
    pub published: Option<NewValue<PartialDate>>,
    /// When it was changed.
    pub modified: Option<NewValue<PartialDate>>,
    /// Its figures.
    pub figures: Vec<FigureCorrection>,
    /// Where each part stands.
    #[serde(skip)]
    places: Vec<(&'static str, FilePosition)>,
}

/// By what an article is chosen; what is given has to hold together.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct ArticleSelector {
    url: Option<String>,
    id: Option<String>,
    path: Option<String>,
}

/// The correction of a figure.
#[derive(Debug, Default, Serialize)]
pub struct FigureCorrection {
    /// Where it begins.
    #[serde(skip)]
    pub at: FilePosition,
    /// The figure's words, or its number.
    pub text: String,
    /// Words of its sentence.
    pub within: Option<String>,
    /// Which of those that fit, from 1.
    pub nth: Option<usize>,
    /// What becomes of it; none where it is struck.
    pub action: Option<FigureEdit>,
}

/// What is mended of a figure.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct FigureEdit {
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub bound: Option<Bound>,
    pub stance: Option<Stance>,
    pub measure: Option<NewValue<Measure>>,
    pub scope: Option<NewValue<Scope>>,
    pub counted: Option<NewValue<String>>,
    pub unit: Option<NewValue<String>>,
    pub whose: Option<NewValue<String>>,
    pub claimant: Option<NewValue<String>>,
    pub as_of: Option<NewValue<String>>,
}

/// Tables that the file may hold; that of outlets is read by what joins their names.
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

type TableEntry<'e, 'i> = (&'e str, usize, &'e Spanned<DeValue<'i>>);

/// The corrections of a file, and what is wrong with the others; an error where it is no TOML.
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
            ("article", _) => reader.wrong(at, "an article begins with [[article]]"),
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

/// The entries of a table in the order of the file.
fn entries<'e, 'i>(table: &'e DeTable<'i>) -> Vec<TableEntry<'e, 'i>> {
    let entries = table.iter();
    let mut entries: Vec<_> = entries
        .map(|(key, value)| (key.get_ref().as_ref(), key.span().start, value))
        .collect();
    entries.sort_unstable_by_key(|(_, at, _)| *at);
    entries
}

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
            || format!("those that are known are {}", known.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        self.wrong(offset, format!("there is no {kind} `{name}`: {help}"));
    }

    fn articles(&mut self, articles: &DeArray) -> Vec<Correction> {
        let articles = articles.iter();
        articles.filter_map(|one| self.article(one)).collect()
    }

    fn article(&mut self, one: &Spanned<DeValue>) -> Option<Correction> {
        let start = one.span().start;
        let Some(table) = one.get_ref().as_table() else {
            self.wrong(start, "an article begins with [[article]]");
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
                self.wrong(
                    start,
                    "no article is chosen: give its url, its id or its path",
                );
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

    /// A text that says something, or a number as a text.
    fn text_of(&mut self, name: &str, value: &Spanned<DeValue>) -> Option<String> {
        let text = match value.get_ref() {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            _ => String::new(),
        };
        if text.is_empty() {
            self.wrong(
                value.span().start,
                format!("`{name}` is no text: write it between quotation marks"),
            );
            return None;
        }
        Some(text)
    }

    /// A text that may be taken away.
    fn name(&mut self, name: &str, value: &Spanned<DeValue>) -> Option<NewValue<String>> {
        match value.get_ref().as_str() {
            Some(text) if is_nothing(text) => Some(NewValue::Nothing),
            Some(text) => Some(NewValue::To(
                text.split_whitespace().collect::<Vec<_>>().join(" "),
            )),
            None => {
                self.wrong(
                    value.span().start,
                    format!("`{name}` is no text: write it between quotation marks"),
                );
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
        if matches!(value.get_ref(), DeValue::String(_)) && is_nothing(&text) {
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
                format!(
                    "{text:?} is no date: write it as 2022-03-01, 2022-03 or 2022, or \"unknown\""
                ),
            );
        }
        date.map(NewValue::To)
    }

    fn figures(&mut self, at: usize, value: &Spanned<DeValue>) -> Vec<FigureCorrection> {
        let Some(figures) = value.get_ref().as_array() else {
            self.wrong(at, "a figure begins with [[article.figure]]");
            return Vec::new();
        };
        figures.iter().filter_map(|one| self.figure(one)).collect()
    }

    fn figure(&mut self, one: &Spanned<DeValue>) -> Option<FigureCorrection> {
        let start = one.span().start;
        let Some(table) = one.get_ref().as_table() else {
            self.wrong(start, "a figure begins with [[article.figure]]");
            return None;
        };
        let known = self.problems.len();
        let mut correction = FigureCorrection {
            at: self.at(start),
            ..FigureCorrection::default()
        };
        let (mut mend, mut strike) = (FigureEdit::default(), false);
        for (name, at, value) in entries(table) {
            match name {
                "text" => correction.text = self.text_of(name, value).unwrap_or_default(),
                "in" => correction.within = self.text_of(name, value),
                "nth" => correction.nth = self.nth(value),
                "strike" => strike = self.flag(value),
                _ => self.mend(&mut mend, (name, at, value)),
            }
        }
        // A figure whose correction is half understood is left as it is.
        if self.problems.len() > known {
            return None;
        }
        let wrong = if correction.text.is_empty() {
            "no figure is chosen: give its words or number as text"
        } else if strike && mend != FigureEdit::default() {
            "a figure that is struck cannot be mended: take out strike or all else"
        } else if !strike && mend == FigureEdit::default() {
            "nothing is corrected: give strike = true, or what is to be mended, such as value or claimant"
        } else if matches!(
            (&mend.unit, &mend.counted),
            (Some(NewValue::To(_)), Some(NewValue::To(_)))
        ) {
            "a number has a unit or counts something: take out unit or counted"
        } else if mend.value.is_some()
            && (mend.low.is_some() || mend.high.is_some() || mend.bound == Some(Bound::Range))
        {
            "a range has low and high and no value: take out the one or the other"
        } else {
            correction.action = (!strike).then_some(mend);
            return Some(correction);
        };
        self.wrong(start, wrong);
        None
    }

    fn mend(&mut self, mend: &mut FigureEdit, (name, at, value): TableEntry<'_, '_>) {
        match name {
            "value" => mend.value = self.number(name, value),
            "low" => mend.low = self.number(name, value),
            "high" => mend.high = self.number(name, value),
            "bound" => mend.bound = self.word(value, Bound::ALL, Bound::from_word),
            "stance" => mend.stance = self.word(value, Stance::ALL, Stance::from_word),
            "measure" => mend.measure = self.word_or_none(value, Measure::ALL, Measure::from_word),
            "scope" => mend.scope = self.word_or_none(value, Scope::ALL, Scope::from_word),
            "counted" => mend.counted = self.name(name, value),
            "whose" => mend.whose = self.name(name, value),
            "claimant" => mend.claimant = self.name(name, value),
            "as_of" => mend.as_of = self.name(name, value),
            "unit" => mend.unit = self.unit(value),
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
                "nth is 1 for the first figure that fits, 2 for the second",
            );
        }
        nth
    }

    fn flag(&mut self, value: &Spanned<DeValue>) -> bool {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(
                value.span().start,
                "strike is true or false, without quotation marks",
            );
        }
        flag.unwrap_or_default()
    }

    /// A number as TOML or a text has it: `5300`, `5_300`, `"5,300"`.
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
                format!("`{name}` is no number: write it as 5300 or \"5,300\""),
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
            let said = word.unwrap_or_default();
            self.wrong(
                value.span().start,
                format!("{said:?} is none of {}", all.join(", ")),
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
        if value.get_ref().as_str().is_some_and(is_nothing) {
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
                    self.wrong(value.span().start, format!("{text:?} is no unit that is known: write it as kilometre, percent or EUR"));
                }
                known.map(NewValue::To)
            }
        }
    }
}

/// Whether a text says that there is no value.
fn is_nothing(text: &str) -> bool {
    ["", "none", "unknown"]
        .iter()
        .any(|word| text.trim().eq_ignore_ascii_case(word))
}

impl ArticleSelector {
    /// Whether an article of this file may be meant. What lies in an archive has a longer path.
    pub fn may_match_file(&self, path: &Path, real: &Path) -> bool {
        let wanted = |wanted: &String| {
            let wanted = plain(Path::new(wanted));
            wanted.starts_with(plain(path)) || wanted.starts_with(real)
        };
        self.path.as_ref().is_none_or(wanted)
    }

    fn is_path(&self, subject: CorrectionSubject<'_>) -> bool {
        let CorrectionSubject {
            path, file, real, ..
        } = subject;
        let below = path.strip_prefix(file).unwrap_or(Path::new(""));
        // Joining nothing would add a slash.
        let real = if below.as_os_str().is_empty() {
            real.to_owned()
        } else {
            real.join(below)
        };
        let is =
            |wanted: &String| plain(Path::new(wanted)) == plain(path) || Path::new(wanted) == real;
        self.path.as_ref().is_none_or(is)
    }

    /// Whether this article is meant.
    pub fn is(&self, subject: CorrectionSubject<'_>) -> bool {
        let url = |wanted: &String| subject.url.is_some_and(|url| same_address(wanted, url));
        let id = |wanted: &String| wanted == subject.id;
        self.url.as_ref().is_none_or(url)
            && self.id.as_ref().is_none_or(id)
            && self.is_path(subject)
    }

    /// Whether only an id says which article, and several may have it.
    pub fn is_by_id_only(&self) -> bool {
        self.url.is_none() && self.path.is_none()
    }
}

impl fmt::Display for ArticleSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [("url", &self.url), ("id", &self.id), ("path", &self.path)];
        let given = parts
            .iter()
            .filter_map(|(name, value)| Some(format!("the {name} {}", value.as_ref()?)));
        f.write_str(&given.collect::<Vec<_>>().join(" and "))
    }
}

/// A path without the dot that it may begin with.
fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// Whether two addresses are one, however they are copied.
fn same_address(one: &str, other: &str) -> bool {
    let (one, other) = (WebAddress::new(one), WebAddress::new(other));
    one.site_host() == other.site_host()
        && one.rest.trim_end_matches('/') == other.rest.trim_end_matches('/')
}

impl Correction {
    /// The line of a part.
    pub fn line_of(&self, what: CorrectedPart) -> usize {
        self.place_of(what).line
    }

    fn place_of(&self, what: CorrectedPart) -> FilePosition {
        let name = match what {
            CorrectedPart::Outlet => "outlet",
            CorrectedPart::Published => "published",
            CorrectedPart::Modified => "modified",
            CorrectedPart::Figure(nth) => {
                return self.figures.get(nth).map_or(self.at, |figure| figure.at);
            }
        };
        let place = self.places.iter().find(|(known, _)| *known == name);
        place.map_or(self.at, |(_, at)| *at)
    }

    /// What could not be applied to an article of `path`, and what to do.
    pub fn describe(&self, unmet: &UnappliedCorrection, path: &Path) -> String {
        let at = self.place_of(unmet.what);
        let path = path.display();
        let CorrectedPart::Figure(nth) = unmet.what else {
            return format!(
                "{at}: an earlier correction of {path} says otherwise and holds: leave one of them"
            );
        };
        let text = self
            .figures
            .get(nth)
            .map_or("", |figure| figure.text.as_str());
        match unmet.why {
            UnappliedReason::NotFound => format!(
                "{at}: no such figure {text:?} in {path}: `search show` lists the figures of an article"
            ),
            UnappliedReason::Several(many) => format!(
                "{at}: {many} figures of {path} are {text:?}: give words of its sentence as `in`, or `nth`"
            ),
            UnappliedReason::Contradicted => format!(
                "{at}: an earlier correction of {text:?} in {path} says otherwise and holds: leave one of them"
            ),
            UnappliedReason::Reversed => format!(
                "{at}: {text:?} in {path} would be a range from high to low: give low and high"
            ),
        }
    }

    /// That no article was chosen, and what to do.
    pub fn describe_unmatched(&self) -> String {
        let Self { at, choice, .. } = self;
        format!(
            "{at}: no article has {choice}: `search show` tells the url, id and path of an article"
        )
    }
}
