//! Parses tokens into a syntax tree. `NEAR` binds most tightly, then `NOT`, then `AND` and juxtaposition, then `OR`.
//!
//! The parser is lenient. If it can keep every word and condition of the query in spite of an error, it only adds a
//! warning. Otherwise, it fails.

use std::str::FromStr;

use super::error::{Fault, QueryError, Warnings, not_closed, quoted};
use super::field::Field;
use super::lex::{QueryToken, QueryTokenKind, lex};
use super::near::Joiner;
use super::syntax::{self, Item, Syntax};
use super::value::ItemValue;
use crate::byte_range::ByteRange;
use crate::date::Today;
use crate::query::model::{BooleanTree, Leaf, Query, TextScope};
use crate::query::warning::Warning;

/// The maximum length of a query, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// The maximum nesting depth of parentheses.
const MOST_DEPTH: usize = 64;
/// The reason why an operator that lacks an operand is ignored.
const LONELY: &str = "it needs words or conditions on both sides";

/// A parsed query with its warnings.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The query value, without the parts that were ignored.
    pub query: Query,
    /// The warnings, sorted by position, about parts that were parsed leniently or may not mean what the user intended.
    pub warnings: Vec<Warning>,
}

/// Parses a query. Dates such as `7d` are relative to `today`.
pub fn parse(text: &str, today: Today) -> Result<Parsed, QueryError> {
    let mut warnings = Warnings::default();
    let query = read(text, today, &mut warnings).map_err(|fault| fault.in_query(text))?;
    let warnings = warnings.sorted();
    Ok(Parsed { query, warnings })
}

/// Calls [`parse`] with the current date, and discards the warnings.
impl FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        parse(text, Today::Current).map(|parsed| parsed.query)
    }
}

fn read(text: &str, today: Today, warnings: &mut Warnings) -> Result<Query, Fault> {
    if text.len() > MOST_BYTES {
        let message = format!("the query is longer than {} KB", MOST_BYTES / 1024);
        return Err(Fault::new(ByteRange::empty_at(0), message));
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
    let syntax = parser
        .alternatives(ParseContext::default())?
        .ok_or_else(|| {
            let fault = Fault::new(
                ByteRange::new(0, text.len()),
                "nothing to search for in this query",
            );
            fault.help("use `*` to find every article")
        })?;
    Ok(syntax::query(syntax, text, warnings))
}

/// The parentheses and braces that enclose the current token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ParseContext {
    /// The field whose parentheses enclose the token, or `None` if there is no such field.
    pub(super) field: Option<Field>,
    /// Whether the token is inside braces.
    pub(super) in_braces: bool,
    /// The number of open parentheses.
    pub(super) depth: usize,
}

impl ParseContext {
    /// Returns whether the token is neither inside braces nor inside a field's parentheses.
    pub(super) fn is_outermost(self) -> bool {
        self.field.is_none() && !self.in_braces
    }

    /// Returns whether a token of this kind ends the current list of operands.
    fn ends_at(self, kind: QueryTokenKind<'_>) -> bool {
        match kind {
            QueryTokenKind::Or => true,
            QueryTokenKind::Close => self.depth > 0,
            QueryTokenKind::CloseBrace => self.in_braces,
            _ => false,
        }
    }
}

/// A recursive-descent parser. More methods are in the modules `operand`, `same_sentence` and `hint`.
pub(super) struct Parser<'a, 'w> {
    pub(super) text: &'a str,
    pub(super) today: Today,
    pub(super) tokens: Vec<QueryToken<'a>>,
    pub(super) at: usize,
    pub(super) warnings: &'w mut Warnings,
    joiner: Joiner,
}

impl<'a> Parser<'a, '_> {
    pub(super) fn peek(&self) -> Option<QueryTokenKind<'a>> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    /// Returns the span of the next token, or an empty span at the end of the query.
    fn place(&self) -> ByteRange {
        let end = self.text.len();
        self.tokens
            .get(self.at)
            .map_or(ByteRange::empty_at(end), |token| token.span)
    }

    /// Skips the next token, and warns that it is ignored. `why` is the reason.
    fn skip(&mut self, why: &str) {
        self.leave_out(self.place(), why);
        self.at += 1;
    }

    /// Warns that the text at `span` is ignored. `why` is the reason.
    fn leave_out(&mut self, span: ByteRange, why: &str) {
        let sign = quoted(&self.text[span.as_range()]);
        self.warnings.add(span, format!("{sign} is ignored: {why}"));
    }

    /// Returns whether the token at `self.at + after` starts an operand or is a `NOT`.
    fn operand_follows(&self, after: usize) -> bool {
        self.tokens.get(self.at + after).is_some_and(|token| {
            !matches!(
                token.kind,
                QueryTokenKind::Or
                    | QueryTokenKind::And
                    | QueryTokenKind::Near(_)
                    | QueryTokenKind::Close
                    | QueryTokenKind::CloseBrace
            )
        })
    }

    /// Parses operands separated by `OR`.
    fn alternatives(&mut self, context: ParseContext) -> Result<Option<Syntax>, Fault> {
        let mut parts = vec![self.all(context)?];
        while self.peek() == Some(QueryTokenKind::Or) {
            let span = self.place();
            self.at += 1;
            let part = self.all(context)?;
            if part.is_none() || parts.iter().all(Option::is_none) {
                self.leave_out(span, LONELY);
            }
            parts.push(part);
        }
        Ok(BooleanTree::any(parts.into_iter().flatten().collect()))
    }

    /// Parses operands with `AND` or nothing between them.
    fn all(&mut self, context: ParseContext) -> Result<Option<Syntax>, Fault> {
        let mut parts = Vec::new();
        while let Some(kind) = self.peek().filter(|&kind| !context.ends_at(kind)) {
            match kind {
                QueryTokenKind::And if !parts.is_empty() && self.operand_follows(1) => self.at += 1,
                QueryTokenKind::And | QueryTokenKind::Near(_) => self.skip(LONELY),
                QueryTokenKind::Close | QueryTokenKind::CloseBrace => {
                    let sign = quoted(&self.text[self.place().as_range()]);
                    self.warnings
                        .add(self.place(), format!("unmatched {sign} is ignored"));
                    self.at += 1;
                }
                _ => parts.extend(self.negation(context)?),
            }
        }
        Ok(BooleanTree::all(parts))
    }

    /// Parses an operand and the `NOT` operators before it.
    fn negation(&mut self, context: ParseContext) -> Result<Option<Syntax>, Fault> {
        let mut negated = false;
        while self.peek() == Some(QueryTokenKind::Not) {
            if !self.operand_follows(1) {
                self.skip("it needs a word or condition after it");
                return Ok(None);
            }
            self.at += 1;
            negated = !negated;
        }
        let operand = self.proximity(context)?;
        Ok(if negated {
            operand.map(BooleanTree::negated)
        } else {
            operand
        })
    }

    /// Parses operands separated by `NEAR/n`. Each operand must be near the next.
    fn proximity(&mut self, context: ParseContext) -> Result<Option<Syntax>, Fault> {
        let start = self.place().start;
        // `neighbours` is a separate function to keep the stack frame of this recursive function small.
        match self.operand(context)? {
            Some(first) => self.neighbours(first, start, context).map(Some),
            None => Ok(None),
        }
    }

    /// Parses the `NEAR` operators after the first operand, and the operands that follow them.
    fn neighbours(
        &mut self,
        first: Syntax,
        start: usize,
        context: ParseContext,
    ) -> Result<Syntax, Fault> {
        let mut left = first;
        let mut pairs = Vec::new();
        while let Some(QueryTokenKind::Near(digits)) = self.peek() {
            let sign = self.place();
            self.at += 1;
            if self.peek() == Some(QueryTokenKind::Not) {
                return Err(Fault::new(
                    ByteRange::new(sign.start, self.place().end),
                    "NEAR cannot be combined with NOT or a minus sign",
                ));
            }
            let mut right = None;
            if self.operand_follows(0) {
                right = self.operand(context)?;
            }
            let Some(right) = right else {
                self.leave_out(sign, LONELY);
                break;
            };
            let distance = self.distance(digits, sign)?;
            let whole = ByteRange::new(start, self.tokens[self.at - 1].span.end);
            pairs.push(self.joiner.join(&left, &right, distance, whole)?);
            left = right;
        }
        let near = BooleanTree::all(pairs).unwrap_or(left);
        self.check_depth(&near, context, start)?;
        Ok(near)
    }

    fn distance(&mut self, digits: &str, sign: ByteRange) -> Result<u32, Fault> {
        match digits.parse() {
            Ok(0) => {
                self.warnings.add(sign, "`NEAR/0` is read as `NEAR/1`");
                Ok(1)
            }
            Ok(distance) => Ok(distance),
            Err(_) => Err(Fault::new(sign, "the distance is too large")),
        }
    }

    /// Returns an error if a list typed without parentheses would be printed with parentheses nested too deeply.
    pub(super) fn check_depth(
        &self,
        syntax: &Syntax,
        context: ParseContext,
        start: usize,
    ) -> Result<(), Fault> {
        let deeper = match syntax {
            BooleanTree::All(children) => {
                1 + usize::from(
                    children
                        .iter()
                        .any(|child| matches!(child, BooleanTree::Any(_))),
                )
            }
            _ => 0,
        };
        self.check_deeper(deeper, context, start)
    }

    /// Returns an error if the printed query would nest parentheses too deeply. `deeper` is the number of levels that
    /// it needs in addition to the open ones.
    pub(super) fn check_deeper(
        &self,
        deeper: usize,
        context: ParseContext,
        start: usize,
    ) -> Result<(), Fault> {
        if deeper > 0 && context.depth + deeper > MOST_DEPTH {
            return Err(too_deep(ByteRange::new(start, self.place().start)));
        }
        Ok(())
    }

    /// Parses a word, a field with its value, a value, or an expression in parentheses or braces.
    fn operand(&mut self, context: ParseContext) -> Result<Option<Syntax>, Fault> {
        let token = self.tokens[self.at].clone();
        self.at += 1;
        match token.kind {
            QueryTokenKind::Open => self.parenthesis(context, &token),
            QueryTokenKind::OpenBrace if context.in_braces => {
                let message = "braces inside braces are read as parentheses";
                self.warnings.add(token.span, message);
                self.parenthesis(context, &token)
            }
            QueryTokenKind::OpenBrace => self.braces(context, &token),
            QueryTokenKind::Field(name) => self.field(name, token.span, context),
            _ => match context.field {
                None => self.words(&token, TextScope::Anywhere, context),
                Some(field) => match field.scope() {
                    Some(scope) => self.words(&token, scope, context),
                    None => self.value_in_parentheses(field, &token).map(Some),
                },
            },
        }
    }

    /// Parses an expression in parentheses after its opening token `open`.
    pub(super) fn parenthesis(
        &mut self,
        context: ParseContext,
        open: &QueryToken<'_>,
    ) -> Result<Option<Syntax>, Fault> {
        let context = ParseContext {
            depth: context.depth + 1,
            ..context
        };
        if context.depth > MOST_DEPTH {
            return Err(too_deep(open.span));
        }
        let inner = self.alternatives(context)?;
        self.close(open);
        Ok(inner)
    }

    /// Skips the bracket that closes `open`, or warns if it is missing.
    fn close(&mut self, open: &QueryToken<'_>) {
        let closing = match open.kind {
            QueryTokenKind::OpenBrace => QueryTokenKind::CloseBrace,
            _ => QueryTokenKind::Close,
        };
        if self.peek() == Some(closing) {
            self.at += 1;
            return;
        }
        let sign = &self.text[open.span.as_range()];
        self.warnings.add(open.span, not_closed(sign));
    }

    /// Parses braces, which contain conditions on one figure, after their opening token `open`.
    fn braces(
        &mut self,
        context: ParseContext,
        open: &QueryToken<'_>,
    ) -> Result<Option<Syntax>, Fault> {
        let inner = self.alternatives(ParseContext {
            in_braces: true,
            ..context
        })?;
        self.close(open);
        let Some(inner) = inner else {
            self.warnings.add(open.span, "empty braces are ignored");
            return Ok(None);
        };
        syntax::warn_of_contradictions(&inner, self.text, self.warnings);
        let what = ItemValue::Article(BooleanTree::Leaf(Leaf::Figure(syntax::group(
            inner, self.text,
        )?)));
        let span = ByteRange::new(open.span.start, self.tokens[self.at - 1].span.end);
        Ok(Some(BooleanTree::Leaf(Item { what, span })))
    }
}

fn too_deep(span: ByteRange) -> Fault {
    Fault::new(
        span,
        format!("parentheses are nested more than {MOST_DEPTH} levels deep"),
    )
}
