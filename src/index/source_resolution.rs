//! Assigns the same key to all names of a source in an article.

use rustc_hash::FxHashMap;

use super::stored_article::StoredArticle;
use crate::figure::{appositions, name_key};

/// Maps each source name in an article to a key that all names of that source share.
pub struct SourceKeys<'a>(FxHashMap<&'a str, String>);

impl<'a> SourceKeys<'a> {
    /// Computes the keys for an article's sources. If the body mentions a role next to a person, as in "Jane Doe, the
    /// defence minister", the role gets the person's key.
    pub fn from_article(record: &'a StoredArticle) -> Self {
        let claimants = record.figures.iter().filter_map(|f| f.source.as_deref());
        let mut names: Vec<&str> = claimants.collect();
        names.sort_unstable();
        names.dedup();
        let mut keys: FxHashMap<_, _> = names.iter().map(|&name| (name, name_key(name))).collect();
        if names.len() > 1 {
            for found in appositions(&record.article.body, &names) {
                keys.insert(names[found.role], name_key(names[found.person]));
            }
        }
        Self(keys)
    }

    /// Returns the key for a source name, or `None` if the article has no such source.
    pub fn key(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
