//! Outlets: one outlet under its many spellings and addresses.
//!
//! The index keeps of each article what it says itself: the spelling it gives and the host of its address. Which outlet that
//! is depends on all articles together, and so is decided when an index is read, from one column of it:
//!
//! 1. The spelling is that of an outlet in the user's file or in the built-in table: that outlet, whatever the address.
//!    "Reuters" is Reuters also on a page of Yahoo. Where several outlets have the spelling, the address has to be one's.
//! 2. The spelling is an address ("NBCNews.com"): the outlet of that domain.
//! 3. The spelling belongs to a domain, with at least nine tenths of its at least five articles: the domain's outlet.
//! 4. The spelling belongs to none (a byline, a section, a guest) and the address has a known outlet: that one, since it
//!    published the article. Pages that carry the articles of others (Yahoo, Medium) publish what they say.
//! 5. Else the spelling is an outlet by itself; where none is given, the domain is.
//!
//! A domain has a known outlet where it stands in a table, or where a spelling belongs to it that is the domain's name in
//! other letters or nearly all that it has. On other domains outlets may live side by side, and what belongs there stays
//! by itself. An address that has the name of an outlet and is of another country is another outlet's.
//!
//! The column has one value for each article, so counting goes through as many numbers as there are articles, and what is
//! decided is decided once for each pair of host and spelling. Of 1,000,000 articles with 23,400 pairs, a query that shows
//! outlets took .1 s in all, one that shows none .01 s; with 190,000 pairs it took .7 s. So no file keeps what came out,
//! which would have to follow the articles and the user's file.

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
    /// The outlet of each mention.
    sources: FxHashMap<String, usize>,
}

/// An outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// The name that is shown.
    pub name: String,
    /// How many articles it has.
    pub articles: u64,
    /// What its articles call it, by their numbers; a host where they say nothing.
    pub as_given: Vec<String>,
    /// Its other well-known names.
    pub known_as: Vec<String>,
    /// Its domains.
    domains: Vec<String>,
}

impl OutletIndex {
    /// Resolves the outlet mentions of an index, each with the number of its articles.
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

    /// All of them, those with the most articles first.
    pub fn all(&self) -> &[Outlet] {
        &self.outlets
    }

    /// The outlet of a mention, as [`OutletMention::to_text`] writes it.
    pub fn get(&self, source: &str) -> Option<&Outlet> {
        self.sources.get(source).map(|nth| &self.outlets[*nth])
    }

    /// The mentions of the outlets whose name has all these words, or whose address it is.
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
    /// The outlet that these sources are, each with its articles and whether its spelling is a name of the outlet.
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
                // The domain's own name before that of one who writes there.
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

    /// Whether one of its names has all these words. The parts of its addresses are names, too.
    fn is_named(&self, analyzer: &mut TextAnalyzer, asked: &[String]) -> bool {
        let names = self.known_as.iter().chain([&self.name]);
        let mut names = names.map(String::as_str).chain(self.labels(asked.len()));
        !asked.is_empty()
            && names.any(|name| {
                let words = words(analyzer, name);
                asked.iter().all(|word| words.contains(word))
            })
    }

    /// What its domains are known by, which are names of one word.
    fn labels(&self, words: usize) -> impl Iterator<Item = &str> {
        let domains = self.domains.iter().filter(move |_| words == 1);
        domains.map(|domain| domain::label(domain))
    }

    /// Whether a host is of one of its domains.
    fn is_at(&self, host: &str) -> bool {
        self_and_parents(host).any(|site| self.domains.iter().any(|domain| domain == site))
    }
}

#[cfg(test)]
mod tests;
