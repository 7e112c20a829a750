//! Outlet overrides: the outlets that the user defines in a file.
//!
//! ```toml
//! [[outlet]]
//! name = "The Kestrel"
//! spellings = ["Kestrel Online", "Kestrel & Sons"]
//! domains = ["kestrel.example"]
//! ```

use std::ops::Range;

use rustc_hash::FxHashSet;
use serde::Deserialize;
use toml::Spanned;

use super::domain;
use super::name::folded;
use crate::web_address::registered_domain;

/// An `[[outlet]]` table in the user's file, before validation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutletEntry {
    name: Spanned<String>,
    #[serde(default)]
    spellings: Vec<Spanned<String>>,
    #[serde(default)]
    domains: Vec<Spanned<String>>,
}

/// The outlets in the user's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutletOverrides(Vec<OutletOverride>);

/// An outlet in the user's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutletOverride {
    /// The display name of the outlet.
    pub name: String,
    /// Other names of the outlet.
    pub spellings: Vec<String>,
    /// The domains of the outlet, in lower case.
    pub domains: Vec<String>,
}

/// An error in the user's file.
#[derive(Debug, PartialEq, Eq)]
pub struct OutletEntryError {
    /// The byte range of the error.
    pub at: Range<usize>,
    /// A message that describes the error.
    pub what: String,
    /// How to fix the error.
    pub hint: &'static str,
}

impl OutletOverrides {
    /// Validates the outlets of a parsed file. A name or domain must not belong to more than one outlet.
    pub fn new(tables: Vec<OutletEntry>) -> Result<Self, OutletEntryError> {
        let mut outlets = Vec::new();
        let (mut names, mut domains) = (FxHashSet::default(), FxHashSet::default());
        for table in tables {
            let mut of_table = FxHashSet::default();
            for name in std::iter::once(&table.name).chain(&table.spellings) {
                let key = folded(name.get_ref());
                if key.is_empty() {
                    return Err(wrong(
                        name,
                        "an outlet needs a name".to_owned(),
                        "set `name`, or remove the table",
                    ));
                }
                if of_table.insert(key.clone()) && !names.insert(key) {
                    return Err(wrong(
                        name,
                        format!("{:?} is listed for two outlets", name.get_ref()),
                        KEEP_ONE,
                    ));
                }
            }
            let mut own = Vec::new();
            for domain in &table.domains {
                let site = site(domain.get_ref()).ok_or_else(|| {
                    wrong(
                        domain,
                        format!("{:?} is not a domain", domain.get_ref()),
                        "write a domain such as \"news.example.org\"",
                    )
                })?;
                if !domains.insert(site.clone()) {
                    return Err(wrong(
                        domain,
                        format!("{site} is listed for two outlets"),
                        KEEP_ONE,
                    ));
                }
                own.push(site);
            }
            outlets.push(OutletOverride {
                name: table.name.into_inner().trim().to_owned(),
                spellings: table
                    .spellings
                    .into_iter()
                    .map(Spanned::into_inner)
                    .collect(),
                domains: own,
            });
        }
        Ok(Self(outlets))
    }

    /// Returns the outlets in file order.
    pub fn outlets(&self) -> &[OutletOverride] {
        &self.0
    }
}

/// Returns the normalized domain, or `None` if `written` is not a domain.
fn site(written: &str) -> Option<String> {
    domain::normalize(written).filter(|host| registered_domain(host).is_some())
}

const KEEP_ONE: &str = "keep it under only one of them";

fn wrong(written: &Spanned<String>, what: String, hint: &'static str) -> OutletEntryError {
    OutletEntryError {
        at: written.span(),
        what,
        hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        outlet: Vec<OutletEntry>,
    }

    fn read(text: &str) -> Result<OutletOverrides, OutletEntryError> {
        let file: File = toml::from_str(text).expect("is TOML");
        OutletOverrides::new(file.outlet)
    }

    #[test]
    fn ambiguous_names_and_domains_are_rejected() {
        let rows = [
            (
                "[[outlet]]\nname = 'A'\n[[outlet]]\nname = 'The a'",
                "The a",
                "keep it under only one",
            ),
            (
                "[[outlet]]\nname = 'A'\nspellings = ['x', 'X']\n[[outlet]]\nname = 'B'\nspellings = ['x']",
                "x",
                "keep it under only one",
            ),
            ("[[outlet]]\nname = ' '", " ", "needs a name"),
            (
                "[[outlet]]\nname = 'A'\ndomains = ['https://a.example/']",
                "https://a.example/",
                "is not a domain",
            ),
            (
                "[[outlet]]\nname = 'A'\ndomains = ['a.example', 'www.A.example']",
                "www.A.example",
                "two outlets",
            ),
        ];
        for (text, place, what) in rows {
            let wrong = read(text).expect_err(text);
            assert!(text[wrong.at.clone()].contains(place), "{text}: {wrong:?}");
            let message = format!("{}; {}", wrong.what, wrong.hint);
            assert!(message.contains(what), "{text}: {wrong:?}");
        }
        let own = read("[[outlet]]\nname = 'A'\ndomains = ['www.A.example']").expect("is sound");
        assert_eq!(own.outlets()[0].domains, ["a.example"]);
    }
}
