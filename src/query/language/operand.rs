//! Parses operands: words, phrases, and fields with their values.

use super::error::{Fault, quoted};
use super::field::Field;
use super::lex::{QueryToken, QueryTokenKind};
use super::parse::{ParseContext, Parser};
use super::scan::capitalised;
use super::syntax::{Item, Syntax};
use super::value::{self, ItemValue, Value, misplaced_minus};
use super::word::{self, WordSyntax};
use super::{format_leaf, number_words, quote};
use crate::byte_range::ByteRange;
use crate::lines::single_spaced;
use crate::query::model::{BooleanTree, Leaf, Pattern, Property, TextScope};

impl<'a> Parser<'a, '_> {
    /// Parses a field with its value, or with several values in parentheses.
    pub(super) fn field(
        &mut self,
        name: &str,
        span: ByteRange,
        context: ParseContext,
    ) -> Result<Option<Syntax>, Fault> {
        let Some(field) = Field::from_name(name) else {
            return Err(unknown_field(
                name,
                ByteRange::new(span.start, span.end - 1),
            ));
        };
        let token = self
            .tokens
            .get(self.at)
            .filter(|token| token.span.start == span.end)
            .cloned();
        let Some(token) = token.filter(|token| {
            token.kind == QueryTokenKind::Open || Value::from_token(token, self.text).is_some()
        }) else {
            return Err(no_value(name, span));
        };
        self.at += 1;
        let inside = ParseContext {
            field: Some(field),
            ..context
        };
        // `single` is a separate function to keep the stack frame of this recursive function small.
        let inner = if token.kind == QueryTokenKind::Open {
            self.parenthesis(inside, &token)?
        } else {
            self.single(field, name, span, &token, context)?
        };
        self.behind_colon(field, name, span, inner, context)
    }

    /// Parses a field with a single value.
    fn single(
        &mut self,
        field: Field,
        name: &str,
        span: ByteRange,
        token: &QueryToken<'a>,
        context: ParseContext,
    ) -> Result<Option<Syntax>, Fault> {
        let whole = ByteRange::new(span.start, token.span.end);
        self.warn_of_rest(field, token, span);
        if let Some(scope) = field.scope() {
            if matches!(token.kind, QueryTokenKind::Word(raw) if raw.starts_with('-')) {
                return Err(misplaced_minus(token.span));
            }
            return self.words_of(std::slice::from_ref(token), scope, context);
        }
        self.warn_of_slop(token);
        let value = Value::from_token(token, self.text);
        if value::takes_name(field) && value.as_ref().is_some_and(Value::lacks_name) {
            return Err(no_value(name, token.span));
        }
        match self.value(field, value, whole) {
            Err(fault) if context.is_outermost() && of_headline(name, token) => {
                self.headline(&fault, whole, context)
            }
            value => value.map(Some),
        }
    }

    /// Applies a field to `inner`, the operand after its colon.
    fn behind_colon(
        &mut self,
        field: Field,
        name: &str,
        span: ByteRange,
        inner: Option<Syntax>,
        context: ParseContext,
    ) -> Result<Option<Syntax>, Fault> {
        let whole = ByteRange::new(span.start, self.tokens[self.at - 1].span.end);
        match inner {
            None => Err(no_value(name, whole)),
            Some(inner) if field == Field::Same => self.same(inner, whole, context).map(Some),
            inner => Ok(inner),
        }
    }

    /// Reads a field name, colon and value as plain words, because they look like part of a headline. `fault`, the
    /// error in the value, becomes a warning.
    fn headline(
        &mut self,
        fault: &Fault,
        span: ByteRange,
        context: ParseContext,
    ) -> Result<Option<Syntax>, Fault> {
        let raw = &self.text[span.as_range()];
        let message = format!(
            "{} is read as plain words: {}",
            quoted(raw),
            fault.message()
        );
        self.warnings.add(span, message);
        let kind = QueryTokenKind::Word(raw);
        self.words_of(&[QueryToken { kind, span }], TextScope::Anywhere, context)
    }

    fn warn_of_slop(&mut self, token: &QueryToken<'_>) {
        if matches!(token.kind, QueryTokenKind::Quoted(_, Some(_))) {
            self.warnings.add(
                token.span,
                "`~` is ignored here; use it after a word or phrase that is not part of a condition",
            );
        }
    }

    /// Parses a value or a multi-word name inside a field's parentheses.
    pub(super) fn value_in_parentheses(
        &mut self,
        field: Field,
        token: &QueryToken<'a>,
    ) -> Result<Syntax, Fault> {
        let first = self.at - 1;
        if value::takes_names(field) && matches!(token.kind, QueryTokenKind::Word(_)) {
            while matches!(self.peek(), Some(QueryTokenKind::Word(_))) {
                self.at += 1;
            }
        }
        self.warn_of_slop(token);
        let value = Value::joined(&self.tokens[first..self.at], self.text);
        let span = ByteRange::new(token.span.start, self.tokens[self.at - 1].span.end);
        self.value(field, value, span)
    }

    fn value(
        &mut self,
        field: Field,
        value: Option<Value<'_>>,
        span: ByteRange,
    ) -> Result<Syntax, Fault> {
        let value = value.ok_or_else(|| Fault::new(span, "missing value"))?;
        let what = value::read(field, &value, self.today)?;
        Ok(BooleanTree::Leaf(Item { what, span }))
    }

    /// Parses text to search for, such as a word or phrase. Words that form a number are parsed together.
    pub(super) fn words(
        &mut self,
        token: &QueryToken<'a>,
        scope: TextScope,
        context: ParseContext,
    ) -> Result<Option<Syntax>, Fault> {
        let first = self.at - 1;
        self.at = first + self.number(first);
        self.warn_of_operators(token, first);
        let tokens = self.tokens[first..self.at].to_vec();
        self.words_of(&tokens, scope, context)
    }

    /// Returns how many tokens, starting at `first`, form a number, or 1 if they form none.
    fn number(&self, first: usize) -> usize {
        let mut end = self.tokens[first].span.start;
        let raws = self.tokens[first..].iter().map_while(|token| {
            let between = self.text[end..token.span.start].trim();
            end = token.span.end;
            match token.kind {
                QueryTokenKind::Word(raw) if between.is_empty() => Some(raw),
                _ => None,
            }
        });
        number_words::of_words(&word::plain_run(raws)).map_or(1, |(_, count)| count)
    }

    /// Parses tokens that form one word, one number or one phrase.
    fn words_of(
        &mut self,
        tokens: &[QueryToken<'a>],
        scope: TextScope,
        context: ParseContext,
    ) -> Result<Option<Syntax>, Fault> {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return Ok(None);
        };
        let span = ByteRange::new(first.span.start, last.span.end);
        let leaves = self.leaves(tokens, scope, span)?;
        let items = leaves.into_iter().map(|leaf| {
            let (what, span) = (ItemValue::Article(BooleanTree::Leaf(leaf)), span);
            BooleanTree::Leaf(Item { what, span })
        });
        let words = BooleanTree::all(items.collect());
        if let Some(words) = &words {
            self.check_depth(words, context, span.start)?;
        }
        Ok(words)
    }

    fn leaves(
        &mut self,
        tokens: &[QueryToken<'a>],
        scope: TextScope,
        span: ByteRange,
    ) -> Result<Vec<Leaf>, Fault> {
        let text = |pattern| Leaf::Text(scope, format_leaf::settled(pattern));
        let [QueryToken { kind, .. }] = *tokens else {
            return Ok(number_of(tokens).map(text).into_iter().collect());
        };
        Ok(match kind {
            QueryTokenKind::Quoted(inner, slop) => {
                let phrase = self.phrase(inner, slop, span);
                phrase.map(text).into_iter().collect()
            }
            QueryTokenKind::Word(raw) => match (word::read(raw, span, self.warnings), scope) {
                (WordSyntax::Every, TextScope::Anywhere) => vec![Leaf::Every],
                (WordSyntax::Every, TextScope::Title) => vec![Leaf::Has(Property::Title)],
                (WordSyntax::Patterns(patterns), _) => patterns.into_iter().map(text).collect(),
            },
            QueryTokenKind::Url(url) if scope == TextScope::Anywhere => {
                vec![Leaf::Url(url.to_owned())]
            }
            QueryTokenKind::Url(url) => vec![text(Pattern::Word(url.to_owned()))],
            _ => {
                return Err(Fault::new(
                    span,
                    "a range is not allowed here, because it needs a field such as killed:",
                ));
            }
        })
    }

    fn phrase(&mut self, inner: &str, slop: Option<&str>, span: ByteRange) -> Option<Pattern> {
        let text = single_spaced(&quote::unescaped(inner));
        if text.contains('*') {
            self.warnings
                .add(span, "`*` is not a wildcard inside quotes");
        }
        if slop == Some("") {
            self.warnings.add(
                span,
                "`~` is ignored: after a phrase it needs a number, as in \"a b\"~5",
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

/// Returns whether both the field name and the word after its colon are capitalised, as in "Missing:Poor pundits".
fn of_headline(name: &str, value: &QueryToken<'_>) -> bool {
    capitalised(name) && matches!(value.kind, QueryTokenKind::Word(raw) if capitalised(raw))
}

/// Returns the number that several words form, or `None` if they form none.
fn number_of(tokens: &[QueryToken<'_>]) -> Option<Pattern> {
    let words: Vec<_> = tokens
        .iter()
        .filter_map(|token| match token.kind {
            QueryTokenKind::Word(raw) => Some(word::core(raw)),
            _ => None,
        })
        .collect();
    number_words::of_words(&words).map(|(digits, _)| Pattern::Word(digits))
}

fn unknown_field(name: &str, span: ByteRange) -> Fault {
    let help = format!(
        "to search for the word, write \"{name}\" in quotes, or put a space after the colon"
    );
    Fault::new(span, format!("unknown field {}", quoted(name)))
        .did_you_mean(Field::nearest(name), &help)
}

fn no_value(name: &str, span: ByteRange) -> Fault {
    let field = Field::from_name(name);
    let is_compared =
        field.is_some_and(|field| field.is_number() || matches!(field, Field::Date | Field::AsOf));
    let example = match field {
        Some(Field::After | Field::Before | Field::Until) => "2022-03",
        _ => "word",
    };
    Fault::new(
        span,
        format!("{} has no value", quoted(&format!("{name}:"))),
    )
    .help(if is_compared {
        "put the value directly after the colon; quote the query if it contains >, because the shell reads > as a redirection".to_owned()
    } else {
        format!("put the value directly after the colon, as in {name}:{example}")
    })
}
