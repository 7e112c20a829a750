//! Resolves the sources of an article, so that different names of one source get the same key.

use rustc_hash::FxHashMap;

use super::stored_article::StoredArticle;
use crate::figure::{appositions, name_key};

/// The key of each name of a source, which all names of that source share.
pub struct SourceKeys<'a>(FxHashMap<&'a str, String>);

impl<'a> SourceKeys<'a> {
    /// Resolves the sources of an article. If its text gives a person a role, the role is a name of that person.
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

    /// Returns the key of a name.
    pub fn key(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
