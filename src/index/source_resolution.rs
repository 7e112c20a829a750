//! Who the claimants of an article are, by whatever name it calls them.

use rustc_hash::FxHashMap;

use super::stored_article::StoredArticle;
use crate::figure::{appositions, name_key};

/// For each name of a claimant what all names of that one have in common.
pub struct SourceKeys<'a>(FxHashMap<&'a str, String>);

impl<'a> SourceKeys<'a> {
    /// The claimants of an article. A role that its text gives a person beside is that person's.
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

    /// What the names of one claimant have in common.
    pub fn key(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
