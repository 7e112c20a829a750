//! The words of a corpus and their frequencies.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use figured::analysis;

use super::plain::each_article;

/// Returns the words of all headlines and article bodies, in lower case and unstemmed, each with the number of articles
/// that contain it. The most frequent words come first.
pub fn vocabulary(corpus: &Path) -> anyhow::Result<Vec<(String, usize)>> {
    let mut analyzer = analysis::analyzers()
        .get(analysis::WORDS)
        .unwrap_or_default();
    let mut counts: HashMap<String, usize> = HashMap::new();
    each_article(corpus, |article| {
        let mut words = HashSet::new();
        let title = article
            .title
            .as_ref()
            .map_or("", |title| title.value.as_str());
        for text in [title, &article.body] {
            analyzer.token_stream(text).process(&mut |token| {
                if let Some(word) = text.get(token.offset_from..token.offset_to) {
                    words.insert(word.to_lowercase());
                }
            });
        }
        for word in words {
            *counts.entry(word).or_default() += 1;
        }
        Ok(())
    })?;
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(counts)
}
