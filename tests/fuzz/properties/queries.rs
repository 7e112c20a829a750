//! Properties of parsing arbitrary text as a query.

use figured::query::parse;

/// The date that is passed to the parser as today's date.
const TODAY: &str = "2024-05-15";
/// The maximum length of a query, in bytes.
const QUERY_LIMIT: usize = 64 * 1024;

/// Checks that `text` parses to a query in normal form, or fails with a valid span. Also checks that printing a query
/// and parsing it again does not change it.
pub fn check(text: &str) {
    let today = TODAY.parse().expect("the date is valid");
    let parsed = match parse(text, today) {
        Ok(parsed) => parsed,
        Err(error) => {
            assert!(text.get(error.span.as_range()).is_some(), "{error:?}");
            assert!(error.to_string().contains('^'), "{error:?}");
            return;
        }
    };
    for warning in &parsed.warnings {
        let part = warning.span.and_then(|span| text.get(span.as_range()));
        assert!(part.is_some(), "{warning:?} of {text:?}");
        assert!(
            !warning.to_string().contains(char::is_control),
            "{warning:?} of {text:?}"
        );
    }
    let shown = parsed.query.to_string();
    // A printed query may be longer than the typed one, and may then exceed the limit.
    match parse(&shown, today) {
        Ok(again) => {
            assert_eq!(again.query, parsed.query, "{text:?} prints as {shown:?}");
            assert_eq!(again.query.to_string(), shown, "{text:?}");
        }
        Err(error) => assert!(shown.len() > QUERY_LIMIT, "{text:?}\n{error}"),
    }
    assert_eq!(
        parsed.query.clone().normal(),
        parsed.query,
        "{text:?} is not in normal form"
    );
}
