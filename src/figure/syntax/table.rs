//! Reads the word tables, which are plain text and can be extended without changing code.
//!
//! Every line is `head = item, item, …`. A line that starts with `#` is a comment. The comments at the top of each file
//! in `tables/` explain its heads.

/// Returns the head and the items of each row in a table, without the whitespace around them.
pub fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            line.split_once('=')
                .filter(|(head, _)| !head.trim().is_empty())
        })
        .map(|(head, items)| {
            let items = items
                .split(", ")
                .map(str::trim)
                .filter(|item| !item.is_empty())
                .collect();
            (head.trim(), items)
        })
}

/// Splits a head into its two words: "killed noun" becomes `("killed", "noun")`. The second is empty if the head is a
/// single word.
pub fn words(head: &'static str) -> (&'static str, &'static str) {
    head.split_once(' ').unwrap_or((head, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_row_heads_and_items() {
        let read: Vec<_> =
            rows("# note = none\nrise verb = rose, rises\n\nnight =\nat most = <=\n").collect();
        let expected = vec![
            ("rise verb", vec!["rose", "rises"]),
            ("night", vec![]),
            ("at most", vec!["<="]),
        ];
        assert_eq!(read, expected);
        assert_eq!(words("rise verb"), ("rise", "verb"));
    }
}
