//! # What it does
//! Reports a site without a single page.
//! # Why it matters
//! An empty build would replace a good site by nothing; a wrong `--root` is the usual cause.
//! # Example
//! A folder without `content/`.
//! # What to write instead
//! `content/index.md`, or the right folder after `--root`.

use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::site::Site;

pub(super) fn check(site: &Site, found: &mut Findings) {
    // a site whose only pages cannot be read is told of those
    if !found.stop_build() && site.pages.iter().all(|page| page.address.is_none()) {
        found.push(Diagnostic::bare(Code::EmptySite));
    }
}
