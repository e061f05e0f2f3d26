//! Which kind of export a file is.

use super::catalogue;
use super::{git_cliff, github};
use crate::diagnostics::Findings;
use crate::source::FileId;
use crate::values;

/// Kinds of export, as `--format` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Told by the contents.
    #[default]
    Auto,
    /// `CHANGELOG.md`
    KeepAChangelog,
    /// GitHub's releases as JSON.
    Github,
    /// `git-cliff --context`
    GitCliff,
    /// UI strings before and after.
    Catalogues,
}

impl Format {
    /// All, by the names on the command line.
    pub const ALL: &'static [(&'static str, Format)] = &[
        ("auto", Self::Auto),
        ("keep-a-changelog", Self::KeepAChangelog),
        ("github", Self::Github),
        ("git-cliff", Self::GitCliff),
        ("catalogues", Self::Catalogues),
    ];

    /// Finds one by its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    /// Settles what `auto` means for a file; `None` if it is nothing known.
    pub(super) fn settle(self, path: &str, (file, text): (FileId, &str)) -> Option<Self> {
        if self != Self::Auto {
            return Some(self);
        }
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if ["md", "markdown", "txt", "mkd"].contains(&ending.as_str()) {
            return Some(Self::KeepAChangelog);
        }
        if text.trim_start().starts_with(['{', '[']) {
            let tree = values::json_any(file, text, &mut Findings::default())?;
            if github::fits(&tree) {
                return Some(Self::Github);
            }
            if git_cliff::fits(&tree) {
                return Some(Self::GitCliff);
            }
        }
        catalogue::kind_of(path, text).map(|_| Self::Catalogues)
    }
}
