//! Formats timestamps, which the index stores as milliseconds since 1970.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Formats a timestamp in UTC, for JSON output. Returns `None` if it is out of range.
pub fn utc_time(at: i64) -> Option<String> {
    format(at, TimeZone::UTC, "%Y-%m-%dT%H:%M:%SZ")
}

/// Formats a timestamp in the local time zone, for text output. Returns "once" if it is out of range.
pub fn local_time(at: i64) -> String {
    format(at, TimeZone::system(), "%Y-%m-%d %H:%M").unwrap_or("once".to_owned())
}

fn format(at: i64, zone: TimeZone, format: &str) -> Option<String> {
    let at = Timestamp::from_millisecond(at).ok()?;
    Some(at.to_zoned(zone).strftime(format).to_string())
}
