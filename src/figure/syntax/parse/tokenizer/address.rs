//! Recognises web and email addresses, which are not split.

/// Returns whether `word` is a web address, a host name or an email address.
pub fn is_address(word: &str) -> bool {
    if !word.contains('.') {
        return false;
    }
    let rest = word.split_once("://").map_or(word, |(_, rest)| rest);
    is_host_and_path(rest)
        || rest
            .rsplit_once('@')
            .is_some_and(|(_, host)| is_host_and_path(host))
}

/// Returns whether `text` is a host, optionally followed by a port and a path.
fn is_host_and_path(text: &str) -> bool {
    let end = text.find([':', '/', '?', '#']).unwrap_or(text.len());
    let (host, rest) = text.split_at(end);
    let path = rest.strip_prefix(':').map_or(rest, |port| {
        port.trim_start_matches(|c: char| c.is_ascii_digit())
    });
    let port = rest.len() - path.len();
    (port == 0 || (3..=6).contains(&port))
        && (path.is_empty() || path.starts_with(['/', '?', '#']))
        && (is_host(host) || is_ip(host))
}

/// Returns whether `host` is a domain name with a lower-case top-level domain: "example.org", but not "example.Org".
fn is_host(host: &str) -> bool {
    let Some((names, top)) = host.rsplit_once('.') else {
        return false;
    };
    let top_level =
        top.chars().all(super::char_class::is_small) && (2..=63).contains(&top.chars().count());
    top_level && names.split('.').all(is_label)
}

/// Returns whether `label` is a valid part of a host name.
fn is_label(label: &str) -> bool {
    let edge = |c: char| c.is_ascii_alphanumeric() || c >= '\u{a1}';
    label.starts_with(edge)
        && label.ends_with(edge)
        && label.len() <= 256
        && label.chars().all(|c| edge(c) || matches!(c, '-' | '_'))
}

/// Returns whether `host` is an IPv4 address with no zero among its four numbers.
fn is_ip(host: &str) -> bool {
    host.split('.').count() == 4
        && host
            .split('.')
            .all(|part| part.parse::<u8>().is_ok_and(|number| number > 0))
}
