//! Which files of the site a branch touches, as git knows it.
//!
//! The one entry is [`touched_since`]. Its steps: find the commit; go back to where the branch left it; list what differs from
//! there in the folder as it is now, and what git does not know yet.

use std::collections::BTreeSet;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use super::git;

/// Why git cannot tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Untold {
    /// The folder is in no repository, or there is no git.
    #[error("no git repository")]
    NoRepository,
    /// There is no such commit, branch or tag.
    #[error("no such commit")]
    UnknownRevision,
}

/// Returns the site-relative paths (NFC) of files that were added, changed or deleted since a branch left `revision`,
/// committed or not.
///
/// # Errors
/// [`Untold`] where git cannot answer.
pub fn touched_since(root: &Path, revision: &str) -> Result<BTreeSet<String>, Untold> {
    git::run(root, &["rev-parse", "--git-dir"]).ok_or(Untold::NoRepository)?;
    let commit = format!("{revision}^{{commit}}");
    let commit = git::run(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
    let commit = word(&commit.ok_or(Untold::UnknownRevision)?);
    // histories without a common commit are compared as they are
    let base = git::run(root, &["merge-base", &commit, "HEAD"]).map_or_else(|| commit.clone(), |base| word(&base));
    let diff = ["diff", "--name-only", "--no-renames", "--no-ext-diff", "--no-color", "-z", "--relative", &base, "--", "."];
    let changed = git::run(root, &diff).ok_or(Untold::UnknownRevision)?;
    let new = git::run(root, &["ls-files", "--others", "--exclude-standard", "-z", "--", "."]).unwrap_or_default();
    Ok(paths(&changed).chain(paths(&new)).collect())
}

fn word(answer: &[u8]) -> String {
    String::from_utf8_lossy(answer).trim().to_owned()
}

fn paths(list: &[u8]) -> impl Iterator<Item = String> + '_ {
    let names = list.split(|byte| *byte == 0).filter_map(|name| std::str::from_utf8(name).ok());
    names.filter(|name| !name.is_empty()).map(|name| name.nfc().collect())
}
