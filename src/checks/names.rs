//! # What it does
//! Reports owners that `shirube.toml` does not name.
//! # Why it matters
//! What a release made wrong is handed to the page's owner; a misspelt one reaches nobody.
//! # Example
//! `owner: sakkaki`
//! # What to write instead
//! An `id` of `[[owners]]`.

use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::site::Site;

pub(super) fn check(site: &Site, found: &mut Findings) {
    let known = || site.config.owners.iter().map(|owner| owner.id.value.as_str());
    if known().next().is_none() {
        return;
    }
    for page in &site.pages {
        let Some(owner) = page.front.owner.as_ref().filter(|owner| known().all(|id| id != owner.value)) else { continue };
        let finding = Diagnostic::new(Code::UnknownName, owner.span).wording("unknown-name.owner").with("name", &*owner.value);
        found.push(match nearest(&owner.value, known()) {
            Some(near) => finding.with("near", near).fix(owner.span, near),
            None => finding,
        });
    }
}
