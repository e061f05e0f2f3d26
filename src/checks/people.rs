//! # What it does
//! Reports owners that `shirube.toml` does not name, and audiences that are nearly a restricted one.
//! # Why it matters
//! What a release made wrong is handed to the page's owner; a misspelt one reaches nobody. A misspelt `internal` would
//! publish a page to everyone, so it is held back.
//! # Example
//! `owner: sakkaki`, `audience: interal`
//! # What to write instead
//! An `id` of `[[owners]]`; `internal` or a name of `[audiences]`.

use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::site::Site;

pub(super) fn check(site: &Site, found: &mut Findings) {
    owners(site, found);
    audiences(site, found);
}

fn audiences(site: &Site, found: &mut Findings) {
    let known = || site.config.audiences.iter().map(|(name, _)| name.value.as_str()).chain(["internal", "public"]);
    for name in site.audiences.iter().filter(|name| known().all(|known| known != name.value)) {
        let Some(near) = nearest(&name.value, known()) else { continue };
        let finding = Diagnostic::new(Code::UnknownName, name.span).wording("unknown-name.audience");
        found.push(finding.with("name", &*name.value).with("near", near).fix(name.span, near));
    }
}

fn owners(site: &Site, found: &mut Findings) {
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
