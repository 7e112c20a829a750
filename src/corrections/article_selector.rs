//! Selects the article that a correction applies to.

use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::web_address::WebAddress;

/// The uncorrected values of an article, for comparison with an [`ArticleSelector`].
#[derive(Clone, Copy, Debug)]
pub struct CorrectionSubject<'a> {
    /// The id shown to the user.
    pub id: &'a str,
    /// The URL of the article.
    pub url: Option<&'a str>,
    /// The path of the file, followed by the article's path within it if the file is an archive.
    pub path: &'a Path,
    /// The path of the file, starting with the root as the user gave it.
    pub file: &'a Path,
    /// The absolute path of the file.
    pub real: &'a Path,
}

/// Selects the article that a correction applies to. Every given field must match.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct ArticleSelector {
    /// The URL of the article.
    pub url: Option<String>,
    /// The id shown to the user.
    pub id: Option<String>,
    /// The path of the file, which may be followed by a path within an archive.
    pub path: Option<String>,
}

impl ArticleSelector {
    /// Returns whether a file may contain a matching article. The selector's path may be longer than the file's path,
    /// because it may continue within an archive.
    pub fn may_match_file(&self, path: &Path, real: &Path) -> bool {
        let wanted = |wanted: &String| {
            let wanted = plain(Path::new(wanted));
            wanted.starts_with(plain(path)) || wanted.starts_with(real)
        };
        self.path.as_ref().is_none_or(wanted)
    }

    fn is_path(&self, subject: CorrectionSubject<'_>) -> bool {
        let CorrectionSubject {
            path, file, real, ..
        } = subject;
        let below = path.strip_prefix(file).unwrap_or(Path::new(""));
        // Joining an empty path would add a slash.
        let real = if below.as_os_str().is_empty() {
            real.to_owned()
        } else {
            real.join(below)
        };
        let is =
            |wanted: &String| plain(Path::new(wanted)) == plain(path) || Path::new(wanted) == real;
        self.path.as_ref().is_none_or(is)
    }

    /// Returns whether an article matches.
    pub fn matches(&self, subject: CorrectionSubject<'_>) -> bool {
        let url = |wanted: &String| subject.url.is_some_and(|url| same_address(wanted, url));
        let id = |wanted: &String| wanted == subject.id;
        self.url.as_ref().is_none_or(url)
            && self.id.as_ref().is_none_or(id)
            && self.is_path(subject)
    }

    /// Returns whether the selector has only an id, which several articles may share.
    pub fn is_by_id_only(&self) -> bool {
        self.url.is_none() && self.path.is_none()
    }
}

impl fmt::Display for ArticleSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [("url", &self.url), ("id", &self.id), ("path", &self.path)];
        let given = parts
            .iter()
            .filter_map(|(name, value)| Some(format!("the {name} {}", value.as_ref()?)));
        f.write_str(&given.collect::<Vec<_>>().join(" and "))
    }
}

/// Returns a path without a leading `.` component.
fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// Returns whether two URLs are the same, ignoring the scheme, `www`, the fragment and trailing slashes.
fn same_address(one: &str, other: &str) -> bool {
    let (one, other) = (WebAddress::new(one), WebAddress::new(other));
    one.site_host() == other.site_host()
        && one.rest.trim_end_matches('/') == other.rest.trim_end_matches('/')
}
