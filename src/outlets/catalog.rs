//! The outlet catalog: the known outlets with their domains and spellings. It combines a built-in table with the user's
//! file.

use rustc_hash::{FxHashMap, FxHashSet};

use super::domain::self_and_parents;
use super::name::folded;
use super::overrides::OutletOverrides;
use crate::web_address::registered_domain;

const BUILT_IN: &str = include_str!("catalog.txt");

/// The known outlets, by domain and by spelling.
pub struct OutletCatalog {
    rows: Vec<CatalogRow>,
    /// The row index of each domain.
    domains: FxHashMap<String, usize>,
    /// The row indices of each folded spelling. Several outlets may share a spelling.
    spellings: FxHashMap<String, Vec<usize>>,
}

/// An outlet in the catalog.
pub struct CatalogRow {
    /// The display name of the outlet.
    pub name: String,
    /// Other names of the outlet.
    pub spellings: Vec<String>,
    /// The domains of the outlet.
    pub domains: Vec<String>,
    /// Whether the outlet's pages carry articles from other outlets.
    pub carries: bool,
}

impl OutletCatalog {
    /// Creates the catalog from the built-in table and the user's file, which takes precedence. An outlet in the user's
    /// file is merged with every built-in row whose display name is one of the outlet's names. The names and domains of
    /// the user's outlet are removed from all other rows.
    pub fn with_overrides(own: &OutletOverrides) -> Self {
        let mut rows: Vec<CatalogRow> = BUILT_IN.lines().filter_map(row).collect();
        for outlet in own.outlets() {
            let names: FxHashSet<_> = outlet
                .spellings
                .iter()
                .chain([&outlet.name])
                .map(|name| folded(name))
                .collect();
            let (known, mut others): (Vec<_>, Vec<_>) = rows
                .into_iter()
                .partition(|row| names.contains(&folded(&row.name)));
            for row in &mut others {
                row.domains
                    .retain(|domain| !outlet.domains.contains(domain));
                row.spellings.retain(|name| !names.contains(&folded(name)));
            }
            let mut row = CatalogRow {
                name: outlet.name.clone(),
                spellings: outlet.spellings.clone(),
                domains: outlet.domains.clone(),
                carries: known.iter().any(|row| row.carries),
            };
            for known in known {
                row.spellings.extend(known.names().cloned());
                row.domains.extend(known.domains);
            }
            others.push(row);
            rows = others;
        }
        Self::from_rows(rows)
    }

    fn from_rows(rows: Vec<CatalogRow>) -> Self {
        let mut table = Self {
            rows: Vec::new(),
            domains: FxHashMap::default(),
            spellings: FxHashMap::default(),
        };
        for (nth, row) in rows.iter().enumerate() {
            for domain in &row.domains {
                table.domains.insert(domain.clone(), nth);
            }
            for name in row.names() {
                let rows = table.spellings.entry(folded(name)).or_default();
                if rows.last() != Some(&nth) {
                    rows.push(nth);
                }
            }
        }
        table.rows = rows;
        table
    }

    /// Returns the outlet in row `nth`.
    pub fn row(&self, nth: usize) -> &CatalogRow {
        &self.rows[nth]
    }

    /// Returns the row indices of all outlets with the given folded spelling.
    pub fn rows_spelled(&self, folded: &str) -> &[usize] {
        self.spellings.get(folded).map_or(&[], Vec::as_slice)
    }

    /// Returns the domain that identifies a host's outlet: the longest matching domain in the catalog, or else the
    /// registered domain. Returns `None` if the host has no registered domain.
    pub fn site<'h>(&self, host: &'h str) -> Option<&'h str> {
        let registered = registered_domain(host)?;
        let listed = self_and_parents(host)
            .take_while(|site| site.len() >= registered.len())
            .find(|site| self.domains.contains_key(*site));
        Some(listed.unwrap_or(registered))
    }

    /// Returns the row index of the outlet with this domain, or `None` if the catalog does not list the domain.
    pub fn row_of_domain(&self, site: &str) -> Option<usize> {
        self.domains.get(site).copied()
    }
}

impl CatalogRow {
    /// Returns all names of the outlet, the display name first.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.spellings)
    }
}

/// Parses a row of the built-in table: `~ name = domain, domain | spelling, spelling`. The `~` is optional and sets
/// [`CatalogRow::carries`]. Returns `None` if the line contains no row.
fn row(line: &str) -> Option<CatalogRow> {
    let line = line.split_once('#').map_or(line, |(line, _)| line);
    let (name, rest) = line.split_once(" = ")?;
    let (domains, spellings) = rest.split_once('|').unwrap_or((rest, ""));
    let list = |items: &str| -> Vec<String> {
        let items = items.split(',').map(str::trim);
        items
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect()
    };
    Some(CatalogRow {
        name: name.trim_start_matches('~').trim().to_owned(),
        spellings: list(spellings),
        domains: list(domains),
        carries: name.starts_with('~'),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn built_in_table_is_valid() {
        let lines = BUILT_IN
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let rows: Vec<_> = lines.clone().filter_map(row).collect();
        assert_eq!(rows.len(), lines.count(), "a line that is no row");
        let mut domains = HashSet::new();
        for row in &rows {
            assert!(!row.domains.is_empty(), "{}", row.name);
            for domain in &row.domains {
                assert!(domains.insert(domain), "{domain} stands twice");
                let host = domain.bytes().all(|b| {
                    b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-'
                });
                let below = registered_domain(domain)
                    .is_some_and(|registered| domain.ends_with(registered));
                assert!(host && below, "{domain} is no domain");
            }
            let mut names = HashSet::new();
            for name in row.names() {
                assert!(
                    names.insert(folded(name)),
                    "{name} says nothing new of {}",
                    row.name
                );
            }
        }
        let table = OutletCatalog::from_rows(rows);
        for row in &table.rows {
            let rows = table.rows_spelled(&folded(&row.name));
            assert_eq!(
                rows.len(),
                1,
                "{} is shown for one, and others have it, too",
                row.name
            );
        }
    }

    #[test]
    fn listed_subdomain_is_its_own_site() {
        let table = OutletCatalog::with_overrides(&OutletOverrides::default());
        let rows = [
            ("news.bbc.co.uk", Some("bbc.co.uk")),
            ("abcnews.go.com", Some("abcnews.go.com")),
            ("m.abcnews.go.com", Some("abcnews.go.com")),
            ("movies.go.com", Some("go.com")),
            ("a.kestrel.example", Some("kestrel.example")),
            ("10.0.0.1", None),
        ];
        for (host, expected) in rows {
            assert_eq!(table.site(host), expected, "{host}");
        }
    }
}
