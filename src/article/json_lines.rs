//! JSON lines: one object a line, read as a stream, so that a file of any size takes no more memory than its longest
//! line.

use std::fmt;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::complete;
use super::decode::{self, LONGEST};
use super::fields::Fields;
use super::mend;
use super::model::Article;
use super::outcome::{Context, Doubt, Problem, Record, Wrong};

/// Reads all records of `input`; lines of white space are none.
pub(super) fn read(
    input: impl BufRead,
    context: &Context<'_>,
    on: &mut dyn FnMut(Record) -> ControlFlow<()>,
) -> io::Result<()> {
    // The file's name says nothing of one of its many records.
    let context = Context {
        file_name: None,
        ..*context
    };
    let mut input = decode::unmarked(input);
    let mut bytes = Vec::new();
    let mut records = 0;
    let mut line = 0;
    while next_line(&mut input, &mut bytes)? {
        line += 1;
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        records += 1;
        let record = record(line, &bytes, &context);
        // A file that begins with binary data has no lines, only more of it.
        let binary = records == 1 && is_binary(&record);
        if on(record).is_break() || binary {
            return Ok(());
        }
    }
    if records == 0 {
        let _ = on(failed(1, 1, Wrong::Empty));
    }
    Ok(())
}

/// Reads the next line, but not more of it than [`LONGEST`] and one byte; false at the end.
fn next_line(input: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<bool> {
    bytes.clear();
    let read = input
        .by_ref()
        .take(LONGEST as u64 + 1)
        .read_until(b'\n', bytes)?;
    if read > LONGEST && !bytes.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(read > 0)
}

fn record(line: usize, bytes: &[u8], context: &Context<'_>) -> Record {
    if bytes.len() > LONGEST {
        return failed(line, 1, Wrong::TooLong { limit: LONGEST });
    }
    if let Some(nul) = memchr::memchr(0, bytes) {
        let column = String::from_utf8_lossy(&bytes[..nul]).chars().count() + 1;
        return failed(line, column, Wrong::Binary);
    }
    let (text, doubt) = decode::lenient(bytes);
    let mut doubts: Vec<Doubt> = doubt.into_iter().collect();
    let outcome = article(&text, context, &mut doubts).map_err(|(column, wrong)| Problem {
        line,
        column,
        wrong,
    });
    Record {
        line,
        outcome,
        doubts,
    }
}

fn article(
    text: &str,
    context: &Context<'_>,
    doubts: &mut Vec<Doubt>,
) -> Result<Article, (usize, Wrong)> {
    let fields = fields(text, doubts)?;
    let mut article = fields.article(context.today, doubts);
    if article.body.trim().is_empty() {
        if article.title.is_none() {
            return Err((1, Wrong::NoArticle));
        }
        doubts.push(Doubt::NoText);
    }
    complete::complete(&mut article, context);
    Ok(article)
}

/// The known fields of the object that `text` is, mended if need be.
fn fields(text: &str, doubts: &mut Vec<Doubt>) -> Result<Fields, (usize, Wrong)> {
    let error = match parse(text) {
        Ok(fields) => return fields.ok_or((1, Wrong::NotObject)),
        Err(error) => error,
    };
    if let Some(Ok(Some(fields))) = mend::mend(text).as_deref().map(parse) {
        doubts.push(Doubt::Mended(mend::WHAT));
        return Ok(fields);
    }
    Err((column(text, &error), Wrong::NotJson(without_place(&error))))
}

/// The known fields of the object that `text` is; none where it is JSON, but no object.
fn parse(text: &str) -> serde_json::Result<Option<Fields>> {
    if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map(|Known(fields)| Some(fields))
    } else {
        serde_json::from_str(text).map(|IgnoredAny| None)
    }
}

/// The error's column, in characters where serde counts bytes.
fn column(text: &str, error: &serde_json::Error) -> usize {
    let before = text.as_bytes().get(..error.column().saturating_sub(1));
    before.map_or(1, |before| {
        String::from_utf8_lossy(before).chars().count() + 1
    })
}

/// The error's message without serde's place, which is one within the line.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(place) => message[..place].to_owned(),
        None => message,
    }
}

fn failed(line: usize, column: usize, wrong: Wrong) -> Record {
    Record {
        line,
        outcome: Err(Problem {
            line,
            column,
            wrong,
        }),
        doubts: Vec::new(),
    }
}

fn is_binary(record: &Record) -> bool {
    matches!(&record.outcome, Err(problem) if problem.wrong == Wrong::Binary)
}

/// The known fields of an object; all others are passed over without being kept, however deep they are.
struct Known(Fields);

impl<'de> Deserialize<'de> for Known {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(KnownVisitor)
    }
}

struct KnownVisitor;

impl<'de> Visitor<'de> for KnownVisitor {
    type Value = Known;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Known, A::Error> {
        let mut fields = Fields::default();
        while let Some(key) = map.next_key::<String>()? {
            if Fields::knows(&key) {
                fields.insert(&key, map.next_value::<Value>()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Known(fields))
    }
}
