//! # What it does
//! Reports `verified` and `captured` that name no release record and no day, and two records of one release.
//! # Why it matters
//! A page verified at a release that does not exist is never found to be out of date.
//! # Example
//! `verified: 2026.4` where the records are 2026.44 to 2026.47.
//! # What to write instead
//! The name of a record in `content/releases/`, or a date such as `2026-11-18`.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::site::Site;
use crate::source::Located;

pub(super) fn check(site: &Site, found: &mut Findings) {
    for page in &site.pages {
        let captured = page.front.images.iter().filter_map(|(_, facts)| facts.captured.as_ref());
        for name in page.front.verified.iter().chain(captured) {
            check_name(site, name, found);
        }
    }
    if let Some(baseline) = &site.config.freshness.baseline_release {
        check_name(site, baseline, found);
    }
    twice(site, found);
}

fn check_name(site: &Site, name: &Located<String>, found: &mut Findings) {
    if site.releases.find(&name.value).is_some() || name.value.parse::<jiff::civil::Date>().is_ok() {
        return;
    }
    let finding = Diagnostic::new(Code::UnknownRelease, name.span).with("release", &*name.value);
    found.push(match nearest(&name.value, site.releases.iter().map(|(known, _, _)| known)) {
        Some(near) => finding.wording("unknown-release.similar").with("near", near).fix(name.span, near),
        None => finding,
    });
}

fn twice(site: &Site, found: &mut Findings) {
    let mut first: BTreeMap<&str, &crate::site::Page> = BTreeMap::new();
    for (name, _, id) in site.releases.iter() {
        let page = site.page(id);
        if let Some(other) = first.get(name) {
            let finding = Diagnostic::new(Code::DuplicateId, page.place()).wording("duplicate-id.release").related(other.place());
            found.push(finding.with("release", name).with("first", &*other.path));
        } else {
            first.insert(name, page);
        }
    }
}
