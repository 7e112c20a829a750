//! What holds for every text that is read as a query; the fuzz target and the test suite ask the same.

use figured::query::parse;

/// The day on which queries are read.
const TODAY: &str = "2024-05-15";
/// The longest query that is read.
const MOST_BYTES: usize = 64 * 1024;

/// Panics where a property does not hold for `text`.
pub fn settle(text: &str) {
    let today = TODAY.parse().expect("a date");
    let parsed = match parse(text, today) {
        Ok(parsed) => parsed,
        Err(error) => {
            assert!(text.get(error.span.as_range()).is_some(), "{error:?}");
            assert!(error.to_string().contains('^'), "{error:?}");
            return;
        }
    };
    for warning in &parsed.warnings {
        assert!(
            text.get(warning.span.as_range()).is_some(),
            "{warning:?} of {text:?}"
        );
        assert!(
            !warning.to_string().contains(char::is_control),
            "{warning:?} of {text:?}"
        );
    }
    let shown = parsed.query.to_string();
    // Printed, a query may be longer than it was typed, and then longer than what is read.
    match parse(&shown, today) {
        Ok(again) => {
            assert_eq!(again.query, parsed.query, "{text:?} prints as {shown:?}");
            assert_eq!(again.query.to_string(), shown, "{text:?}");
        }
        Err(error) => assert!(shown.len() > MOST_BYTES, "{text:?}\n{error}"),
    }
    assert_eq!(
        parsed.query.clone().normal(),
        parsed.query,
        "{text:?} is not in normal form"
    );
}
