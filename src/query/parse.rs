//! Tokens to what they mean, by precedence: `NEAR` binds closest, then `NOT`, then `AND` and mere juxtaposition, then
//! `OR`.
//!
//! Reading is lenient where nothing is lost by it, and then says so; it fails where something would be.

use jiff::civil::Date;

use super::error::{Fault, QueryError, Warning, Warnings, quoted};
use super::field::Field;
use super::lex::{Kind, Token, lex};
use super::model::{Leaf, Pattern, Query, Span, TextScope, Tree};
use super::near::Joiner;
use super::number;
use super::quote;
use super::spell;
use super::syntax::{self, Item, Syntax};
use super::value::{self, Value, What};
use super::word::{self, Word};

/// The longest query, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// How deep parentheses may be nested.
const MOST_DEPTH: usize = 64;

/// A query that was read, with what there is to say of how.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The query.
    pub query: Query,
    /// What was read leniently, or may not mean what was meant, in the order of its places.
    pub warnings: Vec<Warning>,
}

/// Reads a query; `today` is the day from which dates such as `7d` are counted.
pub fn parse(text: &str, today: Date) -> Result<Parsed, QueryError> {
    let mut warnings = Warnings::default();
    let query = read(text, today, &mut warnings).map_err(|fault| fault.in_query(text))?;
    let warnings = warnings.sorted();
    Ok(Parsed { query, warnings })
}

fn read(text: &str, today: Date, warnings: &mut Warnings) -> Result<Query, Fault> {
    if text.len() > MOST_BYTES {
        return Err(Fault::new(
            0..0,
            format!("the query is longer than {} KB", MOST_BYTES / 1024),
        ));
    }
    let tokens = lex(text, warnings);
    let mut parser = Parser {
        text,
        today,
        tokens,
        at: 0,
        warnings,
        joiner: Joiner::default(),
    };
    let syntax = parser.alternatives(Context::default())?;
    match syntax {
        Some(syntax) => Ok(syntax::query(syntax, text, warnings)),
        None => Err(
            Fault::new(0..text.len(), "there is nothing to look for in this query")
                .help("`*` finds every article"),
        ),
    }
}

/// What stands around a place in a query.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    /// The field whose parentheses these are.
    field: Option<Field>,
    /// Whether braces are open.
    in_braces: bool,
    /// How many parentheses are open.
    depth: usize,
}

impl Context {
    /// Whether `kind` ends what is being read here.
    fn ends_at(self, kind: Kind<'_>) -> bool {
        match kind {
            Kind::Or => true,
            Kind::Close => self.depth > 0,
            Kind::CloseBrace => self.in_braces,
            _ => false,
        }
    }
}

struct Parser<'a, 'w> {
    text: &'a str,
    today: Date,
    tokens: Vec<Token<'a>>,
    at: usize,
    warnings: &'w mut Warnings,
    joiner: Joiner,
}

impl<'a> Parser<'a, '_> {
    fn peek(&self) -> Option<Kind<'a>> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    /// The place of the token that comes next, or of the end.
    fn place(&self) -> Span {
        let end = self.text.len();
        self.tokens
            .get(self.at)
            .map_or(end..end, |token| token.span.clone())
    }

    /// Steps over the next token, and says that it is not used.
    fn skip(&mut self, why: &str) {
        let span = self.place();
        let sign = quoted(&self.text[span.clone()]);
        self.warnings.add(span, format!("{sign} {why}"));
        self.at += 1;
    }

    fn operand_follows(&self) -> bool {
        self.peek().is_some_and(|kind| {
            !matches!(
                kind,
                Kind::Or | Kind::And | Kind::Near(_) | Kind::Close | Kind::CloseBrace
            )
        })
    }

    /// Operands with `OR` between them.
    fn alternatives(&mut self, context: Context) -> Result<Option<Syntax>, Fault> {
        let mut parts = vec![self.all(context)?];
        while self.peek() == Some(Kind::Or) {
            let span = self.place();
            self.at += 1;
            let part = self.all(context)?;
            if part.is_none() || parts.iter().all(Option::is_none) {
                let sign = quoted(&self.text[span.clone()]);
                self.warnings.add(
                    span,
                    format!("{sign} is left out: it needs something on both sides"),
                );
            }
            parts.push(part);
        }
        Ok(Tree::any(parts.into_iter().flatten().collect()))
    }

    /// Operands with `AND` or nothing between them.
    fn all(&mut self, context: Context) -> Result<Option<Syntax>, Fault> {
        let mut parts = Vec::new();
        while let Some(kind) = self.peek().filter(|&kind| !context.ends_at(kind)) {
            match kind {
                Kind::And => {
                    self.at += 1;
                    if parts.is_empty() || !self.operand_follows() {
                        self.at -= 1;
                        self.skip("is left out: it needs something on both sides");
                    }
                }
                Kind::Near(_) => self.skip("is left out: it needs something on both sides"),
                Kind::Close | Kind::CloseBrace => {
                    self.skip("is left out: nothing was opened that it closes");
                }
                _ => parts.extend(self.negation(context)?),
            }
        }
        Ok(Tree::all(parts))
    }

    /// An operand with any number of `NOT` before it.
    fn negation(&mut self, context: Context) -> Result<Option<Syntax>, Fault> {
        let mut negated = false;
        while self.peek() == Some(Kind::Not) {
            self.at += 1;
            negated = !negated;
            if !self.operand_follows() {
                self.at -= 1;
                self.skip("is left out: it needs something behind it");
                return Ok(None);
            }
        }
        let operand = self.proximity(context)?;
        Ok(if negated {
            operand.map(Tree::negated)
        } else {
            operand
        })
    }

    /// Operands with `NEAR/n` between them: each is near the next.
    fn proximity(&mut self, context: Context) -> Result<Option<Syntax>, Fault> {
        let start = self.place().start;
        let Some(mut left) = self.operand(context)? else {
            return Ok(None);
        };
        let mut pairs = Vec::new();
        while let Some(Kind::Near(digits)) = self.peek() {
            let sign = self.place();
            self.at += 1;
            if self.peek() == Some(Kind::Not) {
                return Err(Fault::new(
                    sign.start..self.place().end,
                    "nothing negated can be near",
                ));
            }
            let right = if self.operand_follows() {
                self.operand(context)?
            } else {
                None
            };
            let Some(right) = right else {
                self.warnings
                    .add(sign, "NEAR is left out: it needs something on both sides");
                break;
            };
            let distance = self.distance(digits, &sign)?;
            let whole = start..self.tokens[self.at - 1].span.end;
            pairs.push(self.joiner.join(&left, &right, distance, whole)?);
            left = right;
        }
        let near = Tree::all(pairs).unwrap_or(left);
        self.check_depth(&near, context, start)?;
        Ok(Some(near))
    }

    fn distance(&mut self, digits: &str, sign: &Span) -> Result<u32, Fault> {
        match digits.parse() {
            Ok(0) => {
                self.warnings
                    .add(sign.clone(), "no two words are 0 apart; read as NEAR/1");
                Ok(1)
            }
            Ok(distance) => Ok(distance),
            Err(_) => Err(Fault::new(sign.clone(), "this distance is too large")),
        }
    }

    /// Refuses what would print with more parentheses than may be read: a list that was written without any.
    fn check_depth(&self, syntax: &Syntax, context: Context, start: usize) -> Result<(), Fault> {
        let deeper = match syntax {
            Tree::All(children) => {
                1 + usize::from(children.iter().any(|child| matches!(child, Tree::Any(_))))
            }
            _ => 0,
        };
        if deeper > 0 && context.depth + deeper > MOST_DEPTH {
            return Err(too_deep(start..self.place().start));
        }
        Ok(())
    }

    /// A word, a value, or what stands in parentheses or braces.
    fn operand(&mut self, context: Context) -> Result<Option<Syntax>, Fault> {
        let token = self.tokens[self.at].clone();
        self.at += 1;
        match token.kind {
            Kind::Open => self.parenthesis(context, &token),
            Kind::OpenBrace => self.braces(context, &token),
            Kind::Field(name) => self.field(name, &token.span, context),
            _ => match context.field {
                None => self.words(&token, TextScope::Anywhere, context),
                Some(Field::Title) => self.words(&token, TextScope::Title, context),
                Some(field) => self.value_in_parentheses(field, &token).map(Some),
            },
        }
    }

    /// What stands in the parenthesis that was just opened.
    fn parenthesis(&mut self, context: Context, open: &Token<'_>) -> Result<Option<Syntax>, Fault> {
        let context = Context {
            depth: context.depth + 1,
            ..context
        };
        if context.depth > MOST_DEPTH {
            return Err(too_deep(open.span.clone()));
        }
        let inner = self.alternatives(context)?;
        self.close(Kind::Close, open);
        Ok(inner)
    }

    fn close(&mut self, kind: Kind<'_>, open: &Token<'_>) {
        if self.peek() == Some(kind) {
            self.at += 1;
            return;
        }
        let sign = quoted(&self.text[open.span.clone()]);
        self.warnings.add(
            open.span.clone(),
            format!("{sign} is not closed; read as closed where the rest ends"),
        );
    }

    /// Conditions on one figure.
    fn braces(&mut self, context: Context, open: &Token<'_>) -> Result<Option<Syntax>, Fault> {
        if context.in_braces {
            self.warnings.add(
                open.span.clone(),
                "braces within braces are read as parentheses",
            );
            let context = Context {
                depth: context.depth + 1,
                ..context
            };
            if context.depth > MOST_DEPTH {
                return Err(too_deep(open.span.clone()));
            }
            let inner = self.alternatives(context)?;
            self.close(Kind::CloseBrace, open);
            return Ok(inner);
        }
        let inner = self.alternatives(Context {
            in_braces: true,
            ..context
        })?;
        self.close(Kind::CloseBrace, open);
        let Some(inner) = inner else {
            self.warnings
                .add(open.span.clone(), "nothing stands in these braces");
            return Ok(None);
        };
        syntax::warn_of_contradictions(&inner, self.text, self.warnings);
        let what = What::Article(Tree::Leaf(Leaf::Figure(syntax::group(inner)?)));
        let span = open.span.start..self.tokens[self.at - 1].span.end;
        Ok(Some(Tree::Leaf(Item { what, span })))
    }

    /// A field with its value or, in parentheses, its values.
    fn field(
        &mut self,
        name: &str,
        span: &Span,
        context: Context,
    ) -> Result<Option<Syntax>, Fault> {
        let Some(field) = Field::named(name) else {
            return Err(unknown_field(name, span.start..span.end - 1));
        };
        let token = self
            .tokens
            .get(self.at)
            .filter(|token| token.span.start == span.end)
            .cloned();
        let Some(token) =
            token.filter(|token| token.kind == Kind::Open || Value::of(token).is_some())
        else {
            return Err(no_value(name, span));
        };
        self.at += 1;
        let context = Context {
            field: Some(field),
            ..context
        };
        if token.kind == Kind::Open {
            let inner = self.parenthesis(context, &token)?;
            return inner.map(Some).ok_or_else(|| no_value(name, span));
        }
        let whole = span.start..token.span.end;
        if field == Field::Title {
            let title = self.words_of(std::slice::from_ref(&token), TextScope::Title, context)?;
            return title.map(Some).ok_or_else(|| no_value(name, &whole));
        }
        self.warn_of_slop(&token);
        self.value(field, Value::of(&token), whole).map(Some)
    }

    fn warn_of_slop(&mut self, token: &Token<'_>) {
        if matches!(token.kind, Kind::Quoted(_, Some(_))) {
            self.warnings
                .add(token.span.clone(), "`~` is left out: only words have it");
        }
    }

    /// A value, or a name of several words, in the parentheses of its field.
    fn value_in_parentheses(&mut self, field: Field, token: &Token<'a>) -> Result<Syntax, Fault> {
        let first = self.at - 1;
        if value::takes_names(field) && matches!(token.kind, Kind::Word(_)) {
            while matches!(self.peek(), Some(Kind::Word(_))) {
                self.at += 1;
            }
        }
        self.warn_of_slop(token);
        let value = Value::joined(&self.tokens[first..self.at]);
        let span = token.span.start..self.tokens[self.at - 1].span.end;
        self.value(field, value, span)
    }

    fn value(
        &mut self,
        field: Field,
        value: Option<Value<'_>>,
        span: Span,
    ) -> Result<Syntax, Fault> {
        let value = value.ok_or_else(|| Fault::new(span.clone(), "a value is missing here"))?;
        let what = value::read(field, &value, self.today)?;
        Ok(Tree::Leaf(Item { what, span }))
    }

    /// A word with those behind it that say one number with it.
    fn words(
        &mut self,
        token: &Token<'a>,
        scope: TextScope,
        context: Context,
    ) -> Result<Option<Syntax>, Fault> {
        let first = self.at - 1;
        self.at = first + self.number(first);
        self.warn_of_operators(token, first);
        let tokens = self.tokens[first..self.at].to_vec();
        self.words_of(&tokens, scope, context)
    }

    /// How many tokens from `first` on say one number; one where they say none.
    fn number(&self, first: usize) -> usize {
        let mut words = Vec::new();
        let mut end = self.tokens[first].span.start;
        for token in &self.tokens[first..] {
            let Kind::Word(raw) = token.kind else { break };
            let Some((word, before, behind)) = word::single(raw) else {
                break;
            };
            let apart = before || !self.text[end..token.span.start].trim().is_empty();
            if !words.is_empty() && apart {
                break;
            }
            words.push(word);
            end = token.span.end;
            if behind || words.len() == number::MOST_WORDS {
                break;
            }
        }
        number::of_words(&words).map_or(1, |(_, count)| count)
    }

    /// Hints at operators that were typed as words.
    fn warn_of_operators(&mut self, token: &Token<'a>, at: usize) {
        let Kind::Word(raw) = token.kind else { return };
        let between = at > 0 && at + 1 < self.tokens.len();
        let hint = match word::core(raw) {
            "or" if between => "`or` is read as a word; either of two is written a OR b",
            "NEAR" if between => {
                "`NEAR` is read as a word; close to each other is written a NEAR/5 b"
            }
            core if looks_like_range(raw, core) => {
                "this is read as words; a range needs a field, as in figure:1000..5000 or killed:>5000"
            }
            _ => return,
        };
        self.warnings.add(token.span.clone(), hint);
    }

    /// The patterns of tokens that are one word, one number or one phrase.
    fn words_of(
        &mut self,
        tokens: &[Token<'a>],
        scope: TextScope,
        context: Context,
    ) -> Result<Option<Syntax>, Fault> {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return Ok(None);
        };
        let span = first.span.start..last.span.end;
        let leaf = |leaf| {
            Tree::Leaf(Item {
                what: What::Article(Tree::Leaf(leaf)),
                span: span.clone(),
            })
        };
        let patterns = match first.kind {
            Kind::Quoted(inner, slop) => self.phrase(inner, slop, &span).into_iter().collect(),
            Kind::Url(url) if scope == TextScope::Anywhere => {
                return Ok(Some(leaf(Leaf::Url(url.to_owned()))));
            }
            Kind::Url(text) => vec![Pattern::Phrase {
                text: text.to_owned(),
                slop: 0,
            }],
            Kind::Bracketed(_) => {
                return Err(Fault::new(span, "a range of titles cannot be looked for"));
            }
            Kind::Word(raw) if tokens.len() == 1 => match word::read(raw, &span, self.warnings) {
                Word::Every if scope == TextScope::Anywhere => return Ok(Some(leaf(Leaf::Every))),
                Word::Every => {
                    return Ok(value::property_of(Field::Title).map(|title| leaf(Leaf::Has(title))));
                }
                Word::Patterns(patterns) => patterns,
            },
            _ => number_of(tokens).into_iter().collect(),
        };
        let leaves = patterns
            .into_iter()
            .map(|pattern| leaf(Leaf::Text(scope, spell::settled(pattern))));
        let words = Tree::all(leaves.collect());
        if let Some(words) = &words {
            self.check_depth(words, context, span.start)?;
        }
        Ok(words)
    }

    fn phrase(&mut self, inner: &str, slop: Option<&str>, span: &Span) -> Option<Pattern> {
        let text = quote::unescaped(inner)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if text.contains('*') {
            self.warnings
                .add(span.clone(), "`*` is no wildcard between quotes");
        }
        if slop == Some("") {
            self.warnings.add(
                span.clone(),
                "`~` is left out: behind a phrase it needs a number, as in \"a b\"~5",
            );
        }
        let slop = match slop.unwrap_or_default() {
            "" => 0,
            digits => digits.parse().unwrap_or(u32::MAX),
        };
        text.contains(char::is_alphanumeric)
            .then_some(Pattern::Phrase { text, slop })
    }
}

/// The number that several words say.
fn number_of(tokens: &[Token<'_>]) -> Option<Pattern> {
    let words: Vec<_> = tokens
        .iter()
        .filter_map(|token| match token.kind {
            Kind::Word(raw) => Some(word::core(raw)),
            _ => None,
        })
        .collect();
    number::of_words(&words).map(|(digits, _)| Pattern::Word(digits))
}

/// Whether a word looks like a range of numbers for which no field is given.
fn looks_like_range(raw: &str, core: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let compares = raw.starts_with(['<', '>', '=', '≤', '≥']) && core.starts_with(digit);
    let spans = core
        .split_once("..")
        .is_some_and(|(low, high)| low.ends_with(digit) && high.starts_with(digit));
    compares || spans
}

fn too_deep(span: Span) -> Fault {
    Fault::new(
        span,
        format!("parentheses are nested more than {MOST_DEPTH} deep"),
    )
}

fn unknown_field(name: &str, span: Span) -> Fault {
    let help = format!(
        "to look for the word, put a space behind the colon or quotes around it: \"{name}\""
    );
    Fault::new(span, format!("there is no field {}", quoted(name)))
        .did_you_mean(Field::nearest(name), &help)
}

fn no_value(name: &str, span: &Span) -> Fault {
    Fault::new(
        span.clone(),
        format!("{} has no value", quoted(&format!("{name}:"))),
    )
    .help("quote it: the shell took '>'; or put the value right behind the colon")
}
