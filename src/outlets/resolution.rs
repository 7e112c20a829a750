//! Resolves outlet mentions: determines which outlet each mention means.
//!
//! The outlet catalog decides first, then the article counts: a spelling belongs to a domain if nearly all articles
//! with the spelling are on that domain. Each mention is resolved independently, so two spellings are never merged
//! through a third.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::catalog::OutletCatalog;
use super::domain::{country, host_spelled, label};
use super::mention::OutletMention;
use super::name::{folded, matches_label};

/// A spelling can belong to a domain only if at least this many articles with the spelling have a known domain.
const FEWEST: u64 = 5;

/// The outlet that a mention was resolved to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OutletIdentity {
    /// The outlet in a row of the catalog.
    Row(usize),
    /// The outlet of a domain that the catalog does not list.
    Site(String),
    /// The outlet that has this folded spelling as its name.
    Spelling(String),
}

/// A mention whose host and spelling have been looked up in the catalog.
struct MentionContext<'s> {
    folded: Option<&'s str>,
    /// The domain that the spelling names, if the spelling is a host.
    named: Option<&'s str>,
    site: Option<&'s str>,
    articles: u64,
}

/// The hosts and spellings of all mentions. Each of them is looked up only once, even if many mentions share it.
struct MentionParts<'s> {
    sites: FxHashMap<&'s str, Option<&'s str>>,
    spellings: FxHashMap<&'s str, FoldedSpelling>,
}

struct FoldedSpelling {
    folded: String,
    named: Option<String>,
}

impl<'s> MentionParts<'s> {
    fn new(catalog: &OutletCatalog, sources: &[(OutletMention<'s>, u64)]) -> Self {
        let mut parts = Self {
            sites: FxHashMap::default(),
            spellings: FxHashMap::default(),
        };
        for (source, _) in sources {
            if let Some(host) = source.host {
                parts
                    .sites
                    .entry(host)
                    .or_insert_with(|| catalog.site(host));
            }
            if let Some(spelling) = source.spelling {
                parts
                    .spellings
                    .entry(spelling)
                    .or_insert_with(|| FoldedSpelling {
                        folded: folded(spelling),
                        named: host_spelled(spelling)
                            .and_then(|host| catalog.site(&host).map(str::to_owned)),
                    });
            }
        }
        parts
    }

    fn context(&self, (source, articles): (OutletMention<'_>, u64)) -> MentionContext<'_> {
        let spelling = source
            .spelling
            .and_then(|spelling| self.spellings.get(spelling));
        MentionContext {
            folded: spelling.map(|spelling| spelling.folded.as_str()),
            named: spelling.and_then(|spelling| spelling.named.as_deref()),
            site: source.host.and_then(|host| *self.sites.get(host)?),
            articles,
        }
    }
}

/// Relations between spellings and domains, derived from the article counts.
struct SpellingCounts {
    /// The domain that each folded spelling belongs to.
    belongs: FxHashMap<String, String>,
    /// The domains whose articles are all published by one known outlet.
    own: FxHashSet<String>,
}

/// The outlet that a mention means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedMention {
    /// The identity of the outlet.
    pub is: OutletIdentity,
    /// Whether the spelling determined the outlet and is therefore one of its names. If false, the host determined it.
    pub by_name: bool,
}

/// Resolves mentions, each of which comes with its number of articles. A mention resolves to `None` if it has no
/// spelling and its host has no registered domain.
pub fn resolve(
    catalog: &OutletCatalog,
    sources: &[(OutletMention<'_>, u64)],
) -> Vec<Option<ResolvedMention>> {
    let parts = MentionParts::new(catalog, sources);
    let met: Vec<_> = sources
        .iter()
        .map(|source| parts.context(*source))
        .collect();
    let numbers = SpellingCounts::new(catalog, &met);
    met.iter().map(|met| numbers.outlet(catalog, met)).collect()
}

/// Returns whether `part` is at least nine tenths of `whole`.
fn nearly_all(part: u64, whole: u64) -> bool {
    part * 10 >= whole * 9
}

impl SpellingCounts {
    fn new(catalog: &OutletCatalog, met: &[MentionContext<'_>]) -> Self {
        let mut by_spelling: FxHashMap<&str, FxHashMap<&str, u64>> = FxHashMap::default();
        let mut by_site: FxHashMap<&str, u64> = FxHashMap::default();
        for met in met {
            let (Some(folded), Some(site)) = (met.folded, met.site) else {
                continue;
            };
            *by_spelling
                .entry(folded)
                .or_default()
                .entry(site)
                .or_default() += met.articles;
            *by_site.entry(site).or_default() += met.articles;
        }
        let mut numbers = Self {
            belongs: FxHashMap::default(),
            own: FxHashSet::default(),
        };
        for (folded, sites) in by_spelling {
            let whole: u64 = sites.values().sum();
            // At most one domain can have nine tenths of the articles.
            let most = sites
                .iter()
                .find(|(_, articles)| nearly_all(**articles, whole));
            let Some((site, articles)) = most.filter(|_| whole >= FEWEST) else {
                continue;
            };
            let carries = catalog
                .row_of_domain(site)
                .is_some_and(|row| catalog.row(row).carries);
            if carries || !catalog.rows_spelled(folded).is_empty() {
                continue;
            }
            if matches_label(folded, label(site)) || nearly_all(*articles, by_site[site]) {
                numbers.own.insert((*site).to_owned());
            }
            numbers
                .belongs
                .insert(folded.to_owned(), (*site).to_owned());
        }
        numbers
    }

    fn outlet(&self, catalog: &OutletCatalog, met: &MentionContext<'_>) -> Option<ResolvedMention> {
        let resolved = |is, by_name| Some(ResolvedMention { is, by_name });
        let Some(folded) = met.folded else {
            let site = met.site?;
            return resolved(outlet_at(catalog, site), false);
        };
        if let Some(is) = self.by_name(catalog, met, folded) {
            return match namesake(catalog, met, folded, &is) {
                Some(other) => resolved(other, false),
                None => resolved(is, true),
            };
        }
        match met.site.and_then(|site| self.of_site(catalog, site)) {
            Some(is) => resolved(is, false),
            None => resolved(OutletIdentity::Spelling(folded.to_owned()), true),
        }
    }

    /// Returns the outlet that the spelling identifies, or `None` if the host has to decide.
    fn by_name(
        &self,
        catalog: &OutletCatalog,
        met: &MentionContext<'_>,
        folded: &str,
    ) -> Option<OutletIdentity> {
        match catalog.rows_spelled(folded) {
            [] => {}
            [only] => return Some(OutletIdentity::Row(*only)),
            several => {
                let here = catalog.row_of_domain(met.site?)?;
                return several.contains(&here).then_some(OutletIdentity::Row(here));
            }
        }
        if let Some(named) = met.named {
            return Some(outlet_at(catalog, named));
        }
        let site = self.belongs.get(folded)?;
        Some(
            self.of_site(catalog, site)
                .unwrap_or_else(|| OutletIdentity::Spelling(folded.to_owned())),
        )
    }

    /// Returns the outlet that publishes everything on a domain, or `None` if none is known.
    fn of_site(&self, catalog: &OutletCatalog, site: &str) -> Option<OutletIdentity> {
        match catalog.row_of_domain(site) {
            Some(row) => (!catalog.row(row).carries).then_some(OutletIdentity::Row(row)),
            None => self
                .own
                .contains(site)
                .then(|| OutletIdentity::Site(site.to_owned())),
        }
    }
}

/// Returns the outlet of a domain: its row in the catalog, or else the domain itself.
fn outlet_at(catalog: &OutletCatalog, site: &str) -> OutletIdentity {
    catalog.row_of_domain(site).map_or_else(
        || OutletIdentity::Site(site.to_owned()),
        OutletIdentity::Row,
    )
}

/// Returns the outlet of the mention's domain if the domain resembles the spelling but belongs to an outlet other than
/// `is`. Returns `None` otherwise. A domain in the catalog belongs to the outlet in its row, unless that outlet carries
/// articles from others. Any other domain belongs to a different outlet if it has a country code that no domain of `is`
/// has.
fn namesake(
    catalog: &OutletCatalog,
    met: &MentionContext<'_>,
    folded: &str,
    is: &OutletIdentity,
) -> Option<OutletIdentity> {
    let site = met.site.filter(|site| matches_label(folded, label(site)))?;
    let domains: &[String] = match is {
        OutletIdentity::Row(row) => &catalog.row(*row).domains,
        OutletIdentity::Site(domain) => std::slice::from_ref(domain),
        OutletIdentity::Spelling(_) => return None,
    };
    if let Some(row) = catalog.row_of_domain(site) {
        return (*is != OutletIdentity::Row(row) && !catalog.row(row).carries)
            .then_some(OutletIdentity::Row(row));
    }
    let of = country(site)?;
    let abroad = !domains.is_empty() && domains.iter().all(|own| country(own) != Some(of));
    abroad.then(|| OutletIdentity::Site(site.to_owned()))
}

/// Returns the keys of `texts` sorted by frequency, the most frequent first, and then alphabetically.
pub fn by_frequency(texts: &FxHashMap<&str, u64>) -> Vec<String> {
    let mut texts: Vec<_> = texts
        .iter()
        .map(|(text, articles)| (Reverse(*articles), *text))
        .collect();
    texts.sort_unstable();
    texts.into_iter().map(|(_, text)| text.to_owned()).collect()
}
