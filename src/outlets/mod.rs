//! Outlets: merges the spellings and addresses of one outlet.
//!
//! The index stores what each article says itself: the spelling that it gives and the host of its address. Which outlet
//! this is depends on all articles together. It is therefore decided when an index is read, from one column:
//!
//! 1. The spelling is one of an outlet in the user's file or in the built-in table: that outlet, whatever the address.
//!    "Reuters" is Reuters even on a page of Yahoo. If several outlets have the spelling, the address must be one of
//!    theirs.
//! 2. The spelling is an address ("NBCNews.com"): the outlet of that domain.
//! 3. The spelling belongs to a domain, which has at least nine tenths of its five or more articles: the domain's
//!    outlet.
//! 4. The spelling belongs to no domain (a byline, a section, a guest) and the address has a known outlet: that outlet,
//!    because it published the article. Sites that carry the articles of others (Yahoo, Medium) are an exception:
//!    there, the spelling is the outlet.
//! 5. Otherwise the spelling is an outlet of that name; without a spelling, the domain is.
//!
//! A domain has a known outlet if a table lists it. It also has one if a spelling belongs to it that resembles the
//! domain's name, or that has nearly all of its articles. Other domains may host several outlets side by side, so their
//! spellings stay separate. An address with the name of an outlet but the domain of another country belongs to another
//! outlet.
//!
//! The column has one value for each article, so counting reads as many numbers as there are articles. Each pair of
//! host and spelling is resolved once. With 1,000,000 articles and 23,400 pairs, a query that shows outlets took .1 s
//! in total, and one that shows none .01 s; with 190,000 pairs, it took .7 s. The result is therefore not stored: a
//! stored one would have to follow every change of the articles and of the user's file.

mod catalog;
mod domain;
mod mention;
mod name;
mod overrides;
mod resolution;

use rustc_hash::FxHashMap;
use tantivy::tokenizer::TextAnalyzer;

pub use self::domain::self_and_parents;
use self::name::matches_label;
use super::analysis::{query_outlet, terms};
use crate::web_address::WebAddress;
use catalog::OutletCatalog;
pub use mention::{OUTLET_MENTION, OutletMention, outlet_mention, site_of};
pub use name::folded;
pub use overrides::{OutletEntry, OutletOverrides};
use resolution::{OutletIdentity, by_frequency, resolve};

/// The outlets of an index.
#[derive(Debug)]
pub struct OutletIndex {
    outlets: Vec<Outlet>,
    /// The outlet of each mention, as a position in `outlets`.
    sources: FxHashMap<String, usize>,
}

/// An outlet with its names and domains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// The name that is shown.
    pub name: String,
    /// The number of its articles.
    pub articles: u64,
    /// The names that its articles give, the most frequent first, or a host if they give none.
    pub as_given: Vec<String>,
    /// Its other well-known names.
    pub known_as: Vec<String>,
    /// Its domains.
    domains: Vec<String>,
}

impl OutletIndex {
    /// Resolves the outlet mentions of an index, each with its article count.
    pub fn new(own: &OutletOverrides, counted: Vec<(String, u64)>) -> Self {
        let catalog = OutletCatalog::with_overrides(own);
        let sources: Vec<_> = counted
            .iter()
            .map(|(text, articles)| (OutletMention::from_text(text), *articles))
            .collect();
        let is_of = resolve(&catalog, &sources);
        let mut members: FxHashMap<&OutletIdentity, Vec<usize>> = FxHashMap::default();
        for (nth, joined) in is_of.iter().enumerate() {
            if let Some(joined) = joined {
                members.entry(&joined.is).or_default().push(nth);
            }
        }
        let mut all: Vec<_> = members
            .into_iter()
            .map(|(is, members)| {
                let by_name = |nth: usize| is_of[nth].as_ref().is_some_and(|joined| joined.by_name);
                let of_it = members
                    .iter()
                    .map(|&nth| (sources[nth].0, sources[nth].1, by_name(nth)));
                (
                    Outlet::new(&catalog, is, &of_it.collect::<Vec<_>>()),
                    members,
                )
            })
            .collect();
        all.sort_by(|(a, _), (b, _)| {
            b.articles
                .cmp(&a.articles)
                .then_with(|| a.name.cmp(&b.name))
        });
        let mut outlets = Self {
            outlets: Vec::with_capacity(all.len()),
            sources: FxHashMap::default(),
        };
        let mut texts: Vec<_> = counted.into_iter().map(|(text, _)| text).collect();
        for (outlet, members) in all {
            for nth in members {
                outlets
                    .sources
                    .insert(std::mem::take(&mut texts[nth]), outlets.outlets.len());
            }
            outlets.outlets.push(outlet);
        }
        outlets
    }

    /// All outlets, those with the most articles first.
    pub fn all(&self) -> &[Outlet] {
        &self.outlets
    }

    /// The outlet of a mention, as [`OutletMention::to_text`] writes it.
    pub fn get(&self, source: &str) -> Option<&Outlet> {
        self.sources.get(source).map(|nth| &self.outlets[*nth])
    }

    /// The mentions of all outlets that have a name with all words of `name`, or the address `name`.
    pub fn mentions_named(&self, name: &str) -> Vec<&str> {
        let mut analyzer = query_outlet();
        let words = words(&mut analyzer, name);
        let host = WebAddress::new(name).site_host();
        let meant = self
            .outlets
            .iter()
            .map(|outlet| outlet.is_named(&mut analyzer, &words) || outlet.is_at(&host));
        let meant: Vec<_> = meant.collect();
        let sources = self.sources.iter().filter(|(_, nth)| meant[**nth]);
        sources.map(|(source, _)| source.as_str()).collect()
    }
}

fn words(analyzer: &mut TextAnalyzer, name: &str) -> Vec<String> {
    terms(analyzer, name)
        .into_iter()
        .map(|(_, word)| word)
        .collect()
}

impl Outlet {
    /// Builds the outlet of the given mentions. Each comes with its article count and with whether its spelling is a
    /// name of the outlet.
    fn new(
        catalog: &OutletCatalog,
        is: &OutletIdentity,
        sources: &[(OutletMention<'_>, u64, bool)],
    ) -> Self {
        let mut given: FxHashMap<&str, u64> = FxHashMap::default();
        let mut names: FxHashMap<&str, u64> = FxHashMap::default();
        for (source, articles, by_name) in sources {
            if let Some(text) = source.spelling.or(source.host) {
                *given.entry(text).or_default() += articles;
            }
            if let Some(spelling) = source.spelling.filter(|_| *by_name) {
                *names.entry(spelling).or_default() += articles;
            }
        }
        let (name, known_as, domains) = match is {
            OutletIdentity::Row(row) => {
                let row = catalog.row(*row);
                (row.name.clone(), row.spellings.clone(), row.domains.clone())
            }
            OutletIdentity::Site(site) => {
                let mut names = by_frequency(&names);
                // Prefer the domain's own name to that of someone who writes there.
                names.sort_by_key(|name| !matches_label(&folded(name), domain::label(site)));
                let name = names.into_iter().next();
                (
                    name.unwrap_or_else(|| site.clone()),
                    Vec::new(),
                    vec![site.clone()],
                )
            }
            OutletIdentity::Spelling(folded) => {
                let name = by_frequency(&names).into_iter().next();
                (
                    name.unwrap_or_else(|| folded.clone()),
                    Vec::new(),
                    Vec::new(),
                )
            }
        };
        Self {
            name,
            articles: sources.iter().map(|(_, articles, _)| articles).sum(),
            as_given: by_frequency(&given),
            known_as,
            domains,
        }
    }

    /// Whether one of its names contains all these words. The labels of its domains are names, too.
    fn is_named(&self, analyzer: &mut TextAnalyzer, asked: &[String]) -> bool {
        let names = self.known_as.iter().chain([&self.name]);
        let mut names = names.map(String::as_str).chain(self.labels(asked.len()));
        !asked.is_empty()
            && names.any(|name| {
                let words = words(analyzer, name);
                asked.iter().all(|word| words.contains(word))
            })
    }

    /// The labels of its domains, which are names of one word.
    fn labels(&self, words: usize) -> impl Iterator<Item = &str> {
        let domains = self.domains.iter().filter(move |_| words == 1);
        domains.map(|domain| domain::label(domain))
    }

    /// Whether a host belongs to one of its domains.
    fn is_at(&self, host: &str) -> bool {
        self_and_parents(host).any(|site| self.domains.iter().any(|domain| domain == site))
    }
}

#[cfg(test)]
mod tests;
