//! Outlet mentions: the spelling of the outlet in an article, and the host of the article's URL.

use super::name::folded;
use crate::article::{Article, Basis};
use crate::web_address::{WebAddress, registered_domain};

/// The name of the column that stores outlet mentions.
pub const OUTLET_MENTION: &str = "source";

/// The spelling and the host by which an article identifies its outlet. At least one of them is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutletMention<'a> {
    /// The host of the article's URL, in lower case and without `www`.
    pub host: Option<&'a str>,
    /// The outlet's name, as read from a field or the text.
    pub spelling: Option<&'a str>,
}

impl<'a> OutletMention<'a> {
    /// Parses a mention that was formatted by [`OutletMention::to_text`].
    pub fn from_text(text: &'a str) -> Self {
        let (host, spelling) = text.split_once('\n').unwrap_or((text, ""));
        let known = |text: &'a str| (!text.is_empty()).then_some(text);
        Self {
            host: known(host),
            spelling: known(spelling),
        }
    }

    /// Formats the mention as a string that sorts by host.
    pub fn to_text(self) -> String {
        let (host, spelling) = (self.host.unwrap_or(""), self.spelling.unwrap_or(""));
        format!("{host}\n{spelling}")
    }
}

/// Returns the outlet mention of an article in the format of [`OutletMention::to_text`], or `None` if the outlet is
/// unknown.
pub fn outlet_mention(article: &Article) -> Option<String> {
    // A corrected outlet takes precedence over the URL, and an outlet removed by a correction stays unknown.
    let outlet = article.outlet.as_ref()?;
    let url = article.url.as_deref();
    let host = url
        .filter(|_| outlet.basis != Basis::Corrected)
        .map(|url| WebAddress::new(url).site_host());
    let host = host.filter(|host| !host.contains(char::is_whitespace));
    let named = Some(outlet).filter(|outlet| outlet.basis != Basis::Url);
    let source = OutletMention {
        host: host.as_deref().filter(|host| !host.is_empty()),
        spelling: named.map(|outlet| outlet.value.as_str()),
    };
    (source.host.is_some() || source.spelling.is_some()).then(|| source.to_text())
}

/// Returns the site of an article: the registered domain of its URL, or else the folded name of its outlet. Returns
/// `None` if neither is known. A correction of the outlet does not affect the domain.
pub fn site_of(article: &Article) -> Option<String> {
    let host = article
        .url
        .as_deref()
        .map(|url| WebAddress::new(url).site_host());
    let site = host.as_deref().and_then(registered_domain);
    let site = site.map(str::to_owned);
    let outlet = article.outlet.as_ref();
    let named = outlet.filter(|outlet| outlet.basis != Basis::Url);
    site.or_else(|| named.map(|outlet| folded(&outlet.value)))
}

#[cfg(test)]
mod tests {
    use super::super::domain::self_and_parents;
    use super::*;

    #[test]
    fn host_matches_itself_and_parent_domains() {
        let rows = [
            ("https://www.BBC.co.uk/news?x=1", "bbc.co.uk co.uk uk"),
            (
                "https://user@news.bbc.co.uk:8080/",
                "news.bbc.co.uk bbc.co.uk co.uk uk",
            ),
            ("nytimes.com/a", "nytimes.com com"),
            ("", ""),
        ];
        for (url, expected) in rows {
            assert_eq!(
                self_and_parents(&WebAddress::new(url).site_host())
                    .collect::<Vec<_>>()
                    .join(" "),
                expected,
                "{url}"
            );
        }
    }
}
