//! Random queries, with their text and a plain implementation of their meaning.

use figured::figure::{Bound, Fact, Measure, Scope, Stance};
use figured::query::Included;

use super::facts::{Facts, NAMES, Names, Stated};
use super::made::WORDS;
use super::range::Range;
use crate::random::Random;

/// A query.
pub enum Asked {
    /// One of [`WORDS`], given by its index.
    Word(usize),
    Title(usize),
    /// The text of a date condition, with its first and last day.
    Date(String, u32, u32),
    Undated,
    /// A figure condition outside braces.
    Bare(Condition),
    /// Conditions in braces, all of which must be met by the same figure.
    Braces(Group),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

/// Conditions on the same figure.
pub enum Group {
    One(Condition),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

/// A condition on a figure.
pub struct Condition {
    text: String,
    kind: Kind,
}

enum Kind {
    Number(Option<Measure>, Option<Range>, Option<&'static str>),
    Counted(u32),
    Whose(Names),
    By(Names),
    Bound(Bound),
    Scope(Scope),
    Stance(Stance),
    Rate(Option<&'static str>),
}

/// Generates random queries.
pub struct Maker<'a> {
    pub random: Random,
    pub figures: &'a [&'a Stated],
    /// Whether queries also contain words and names.
    pub words: bool,
}

impl Maker<'_> {
    /// Generates a query that is nested at most `depth` levels deep.
    pub fn query(&mut self, depth: usize) -> Asked {
        match self.random.below(if depth == 0 { 6 } else { 12 }) {
            0 | 1 if self.words => self.word(),
            2 => {
                let depth = 1 + self.random.below(2);
                Asked::Braces(self.group(depth))
            }
            0..6 => Asked::Bare(self.condition()),
            6..9 => Asked::All(self.list(|maker| maker.query(depth - 1))),
            9 | 10 => Asked::Any(self.list(|maker| maker.query(depth - 1))),
            _ => match self.query(depth - 1) {
                Asked::Not(one) => *one,
                one => Asked::Not(Box::new(one)),
            },
        }
    }

    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = 2 + self.random.below(2);
        (0..count).map(|_| one(self)).collect()
    }

    fn word(&mut self) -> Asked {
        let word = self.random.below(WORDS.len());
        let month = 1 + self.random.below(9) as u32;
        let (first, last) = (20_220_000 + month * 100, 20_220_099 + month * 100);
        match self.random.below(12) {
            0 => Asked::Title(word),
            1 => Asked::Date(format!("date:2022-0{month}"), first, last),
            2 => Asked::Date(format!("after:2022-0{month}-15"), first + 15, u32::MAX),
            3 => Asked::Date(format!("before:2022-0{month}"), 0, first),
            4 => Asked::Date(
                format!("date:2022-0{month}..2022-0{month}-20"),
                first,
                first + 20,
            ),
            5 => Asked::Undated,
            _ => Asked::Word(word),
        }
    }

    fn group(&mut self, depth: usize) -> Group {
        match self.random.below(if depth == 0 { 1 } else { 6 }) {
            0 => Group::One(self.condition()),
            1..4 => Group::All(self.list(|maker| maker.group(depth - 1))),
            4 => Group::Any(self.list(|maker| maker.group(depth - 1))),
            _ => match self.group(depth - 1) {
                Group::Not(one) => *one,
                one => Group::Not(Box::new(one)),
            },
        }
    }

    fn condition(&mut self) -> Condition {
        let kinds = if self.words { 13 } else { 10 };
        let random = &mut self.random;
        let (text, kind) = match random.below(kinds) {
            0..6 => return self.number(),
            6 => {
                let bound = *random.pick(Bound::ALL);
                (format!("bound:{bound}"), Kind::Bound(bound))
            }
            7 => {
                let scope = *random.pick(Scope::ALL);
                (format!("scope:{scope}"), Kind::Scope(scope))
            }
            8 => {
                let stance = *random.pick(Stance::ALL);
                (format!("stance:{stance}"), Kind::Stance(stance))
            }
            9 => {
                let unit = random.once_in(2).then_some("year");
                let text = format!("rate:{}", unit.unwrap_or("*"));
                (text, Kind::Rate(unit))
            }
            10 => {
                let (text, mask) = name(random);
                (format!("counted:{text}"), Kind::Counted(mask))
            }
            11 => {
                let (text, party) = party(random);
                (format!("whose:{text}"), Kind::Whose(party))
            }
            _ => {
                let (text, party) = party(random);
                (format!("by:{text}"), Kind::By(party))
            }
        };
        Condition { text, kind }
    }

    /// Generates a condition on the number of a figure. It usually has a measure and a range.
    fn number(&mut self) -> Condition {
        use Measure::{Bodies, Killed, Money, Percent, Wounded};
        let random = &mut self.random;
        let measure = (!random.once_in(4))
            .then(|| *random.pick(&[Killed, Killed, Killed, Wounded, Bodies, Money, Percent]));
        let of = |figure: &&&Stated| measure.is_none() || figure.measure == measure;
        let figures: Vec<_> = self.figures.iter().filter(of).copied().collect();
        let range =
            (!figures.is_empty() && !random.once_in(6)).then(|| Range::random(&figures, random));
        let name = measure.map_or("figure", Measure::word);
        let (text, unit) = match &range {
            Some(range)
                if measure.is_none()
                    && range.text.ends_with(|c: char| c.is_ascii_digit())
                    && random.once_in(4) =>
            {
                (format!("{}%", range.text), Some("percent"))
            }
            Some(range) => (range.text.clone(), None),
            None => ("*".to_owned(), None),
        };
        let kind = Kind::Number(measure, range, unit);
        Condition {
            text: format!("{name}:{text}"),
            kind,
        }
    }
}

/// Returns a random spelling of one name, or of two names together, with the bit mask of the names.
fn name(random: &mut Random) -> (String, u32) {
    let mut one = || {
        let at = random.below(NAMES.len());
        (*random.pick(NAMES[at].1), 1 << at)
    };
    let ((first, mask), (second, also)) = (one(), one());
    if mask != also && random.once_in(4) {
        (format!("\"{first} {second}\""), mask | also)
    } else {
        (first.to_owned(), mask)
    }
}

fn party(random: &mut Random) -> (String, Names) {
    if random.once_in(4) {
        return ("unknown".to_owned(), None);
    }
    let (text, mask) = name(random);
    (text, Some(mask))
}

impl Condition {
    /// Returns whether a figure meets the condition. `negated` states whether the condition is inside a negation.
    fn holds(&self, figure: &Stated, include: Included, negated: bool) -> bool {
        let certain = |fact| negated || include.uncertain || !figure.uncertain.contains(&fact);
        let party = |names: Names, wanted: Names, fact| named(names, wanted) && certain(fact);
        match &self.kind {
            Kind::Number(measure, range, unit) => {
                (measure.is_none() || figure.measure == *measure && certain(Fact::Measure))
                    && range.as_ref().is_none_or(|range| range.holds(figure))
                    && unit.is_none_or(|unit| figure.unit.as_deref() == Some(unit))
            }
            Kind::Counted(mask) => named(figure.counted, Some(*mask)),
            Kind::Whose(whose) => party(figure.whose, *whose, Fact::Owner),
            Kind::By(by) => party(figure.by, *by, Fact::Source),
            Kind::Bound(bound) => figure.bound == *bound,
            Kind::Scope(scope) => figure.scope == Some(*scope),
            Kind::Stance(stance) => figure.stance == *stance && certain(Fact::Stance),
            Kind::Rate(None) => figure.rate.is_some(),
            Kind::Rate(Some(unit)) => figure.rate.as_deref() == Some(*unit),
        }
    }

    fn is_rate(&self) -> bool {
        matches!(self.kind, Kind::Rate(_))
    }

    fn has_range(&self) -> bool {
        matches!(self.kind, Kind::Number(_, Some(_), _))
    }
}

impl Group {
    fn holds(&self, figure: &Stated, include: Included, negated: bool) -> bool {
        match self {
            Self::One(condition) => condition.holds(figure, include, negated),
            Self::All(all) => all.iter().all(|one| one.holds(figure, include, negated)),
            Self::Any(any) => any.iter().any(|one| one.holds(figure, include, negated)),
            Self::Not(one) => !one.holds(figure, include, !negated),
        }
    }

    fn has_rate(&self) -> bool {
        match self {
            Self::One(condition) => condition.is_rate(),
            Self::All(all) | Self::Any(all) => all.iter().any(Self::has_rate),
            Self::Not(one) => one.has_rate(),
        }
    }

    fn has_range(&self) -> bool {
        match self {
            Self::One(condition) => condition.has_range(),
            Self::All(all) | Self::Any(all) => all.iter().any(Self::has_range),
            Self::Not(one) => one.has_range(),
        }
    }

    fn text(&self) -> String {
        let each = |all: &[Self], between| {
            all.iter()
                .map(Self::inner)
                .collect::<Vec<_>>()
                .join(between)
        };
        match self {
            Self::One(condition) => condition.text.clone(),
            Self::All(all) => each(all, " "),
            Self::Any(any) => each(any, " OR "),
            Self::Not(one) => format!("-{}", one.inner()),
        }
    }

    fn inner(&self) -> String {
        match self {
            Self::One(_) | Self::Not(_) => self.text(),
            Self::All(_) | Self::Any(_) => format!("({})", self.text()),
        }
    }
}

impl Asked {
    /// Returns, for each article, whether it matches.
    pub fn holds(&self, articles: &[Facts], include: Included) -> Vec<bool> {
        self.all_hold(articles, include, false)
    }

    /// Returns, for each article, whether it matches. `negated` states whether the query is inside a negation.
    fn all_hold(&self, articles: &[Facts], include: Included, negated: bool) -> Vec<bool> {
        let each = |holds: &dyn Fn(&Facts) -> bool| articles.iter().map(holds).collect();
        if self.is_figure() {
            return some_figure(articles, &[self], include, negated);
        }
        match self {
            Self::Word(word) => each(&|article| article.words >> word & 1 == 1),
            Self::Title(word) => each(&|article| article.title >> word & 1 == 1),
            Self::Date(_, from, to) => {
                let overlaps = |(first, last): (u32, u32)| first <= *to && last >= *from;
                each(&|article| article.days.is_some_and(overlaps))
            }
            Self::Undated => each(&|article| article.days.is_none()),
            Self::Not(one) => one
                .all_hold(articles, include, !negated)
                .iter()
                .map(|held| !held)
                .collect(),
            Self::Any(_) => {
                let each = self
                    .children()
                    .into_iter()
                    .map(|one| one.all_hold(articles, include, negated));
                joined(each, |one, other| one || other)
            }
            Self::All(_) => {
                // All conditions outside braces must hold for the same figure, wherever they are in the list.
                let (bare, rest): (Vec<_>, Vec<_>) =
                    self.children().into_iter().partition(|one| one.is_bare());
                let bare =
                    (!bare.is_empty()).then(|| some_figure(articles, &bare, include, negated));
                let rest = rest
                    .into_iter()
                    .map(|one| one.all_hold(articles, include, negated));
                joined(rest.chain(bare), |one, other| one && other)
            }
            Self::Bare(_) | Self::Braces(_) => unreachable!("they ask for a figure"),
        }
    }

    /// Returns the items of a list, including those of nested lists of the same kind. Returns nothing for any other
    /// query.
    fn children(&self) -> Vec<&Self> {
        let (Self::All(list) | Self::Any(list)) = self else {
            return Vec::new();
        };
        let mut children = Vec::new();
        for one in list {
            match (self, one) {
                (Self::All(_), Self::All(_)) | (Self::Any(_), Self::Any(_)) => {
                    children.extend(one.children());
                }
                _ => children.push(one),
            }
        }
        children
    }

    /// Returns whether the query consists only of figure conditions outside braces. All such parts of a list apply to
    /// the same figure.
    fn is_bare(&self) -> bool {
        match self {
            Self::Bare(_) => true,
            Self::All(all) | Self::Any(all) => all.iter().all(Self::is_bare),
            _ => false,
        }
    }

    /// Returns whether a single figure can satisfy the whole query. This is also true of alternatives between such
    /// queries.
    fn is_figure(&self) -> bool {
        match self {
            Self::Braces(_) => true,
            Self::Any(_) => self.children().iter().all(|one| one.is_figure()),
            _ => self.is_bare(),
        }
    }

    fn of_figure(&self, figure: &Stated, include: Included, negated: bool) -> bool {
        let holds = |one: &Self| one.of_figure(figure, include, negated);
        match self {
            Self::Bare(condition) => condition.holds(figure, include, negated),
            Self::Braces(group) => group.holds(figure, include, negated),
            Self::All(all) => all.iter().all(holds),
            Self::Any(any) => any.iter().any(holds),
            _ => unreachable!("it asks for no figure"),
        }
    }

    fn has_rate(&self) -> bool {
        match self {
            Self::Bare(condition) => condition.is_rate(),
            Self::Braces(group) => group.has_rate(),
            Self::All(all) | Self::Any(all) => all.iter().any(Self::has_rate),
            _ => false,
        }
    }

    fn has_range(&self) -> bool {
        match self {
            Self::Bare(condition) => condition.has_range(),
            Self::Braces(group) => group.has_range(),
            Self::All(all) | Self::Any(all) => all.iter().any(Self::has_range),
            _ => false,
        }
    }

    /// Formats the query in a random notation.
    pub fn text(&self, random: &mut Random) -> String {
        let mut each = |all: &[Self], between: &[&'static str]| {
            let mut text = all[0].inner(random);
            for one in &all[1..] {
                text += *random.pick(between);
                text += &one.inner(random);
            }
            text
        };
        match self {
            Self::Word(word) => WORDS[*word].to_owned(),
            Self::Title(word) => format!("title:{}", WORDS[*word]),
            Self::Date(text, ..) => text.clone(),
            Self::Undated => "date:unknown".to_owned(),
            Self::Bare(condition) => condition.text.clone(),
            Self::Braces(group) => format!("{{{}}}", group.text()),
            Self::All(all) => each(all, &[" ", " AND "]),
            Self::Any(any) => each(any, &[" OR ", " | "]),
            Self::Not(one) => [*random.pick(&["-", "NOT "]), &one.inner(random)].concat(),
        }
    }

    fn inner(&self, random: &mut Random) -> String {
        match self {
            Self::All(_) | Self::Any(_) => format!("({})", self.text(random)),
            _ => self.text(random),
        }
    }
}

/// Returns, for each article, whether one of its figures meets all of `asked`.
fn some_figure(
    articles: &[Facts],
    asked: &[&Asked],
    include: Included,
    negated: bool,
) -> Vec<bool> {
    let ranged = asked.iter().any(|one| one.has_range());
    let rates = include.rates || asked.iter().any(|one| one.has_rate());
    let left_out = |figure: &Stated| {
        ranged && (figure.vague && !include.vague || figure.rate.is_some() && !rates)
    };
    let meets = |figure: &Stated| {
        let mut all = asked.iter();
        !left_out(figure) && all.all(|one| one.of_figure(figure, include, negated))
    };
    let has = |article: &Facts| article.figures.iter().any(meets);
    articles.iter().map(has).collect()
}

/// Returns whether names are those that a condition wants.
fn named(names: Names, wanted: Names) -> bool {
    match wanted {
        Some(mask) => names.is_some_and(|names| names & mask == mask),
        None => names.is_none(),
    }
}

/// Combines lists of the same length element by element.
fn joined(lists: impl Iterator<Item = Vec<bool>>, join: fn(bool, bool) -> bool) -> Vec<bool> {
    let pairwise = |one: Vec<bool>, other: Vec<bool>| {
        one.into_iter()
            .zip(other)
            .map(|(a, b)| join(a, b))
            .collect()
    };
    lists.reduce(pairwise).unwrap()
}
