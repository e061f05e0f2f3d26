//! # What it does
//! Reports records that are still planned after their day, `verified` and `captured` that name no release record and no day, two records of one release, and records whose
//! dates stand in another order than the numbers they are named by.
//! # Why it matters
//! A page verified at a release that does not exist is never found to be out of date. Releases count in the order of their
//! dates: a mistyped one makes pages wrong that are right.
//! # Example
//! `verified: 2026.4` where the records are 2026.44 to 2026.47; 2026.46 dated a week after 2026.47.
//! # What to write instead
//! The name of a record in `content/releases/`, or a date such as `2026-11-18`; the day the release went out.

use std::collections::BTreeMap;

use crate::content::{Kind, ReleaseStatus};
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::site::{PageId, Site, release_order};
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
    out_of_order(site, found);
    still_planned(site, found);
}

/// A planned release says nothing to anyone; one whose day has passed was forgotten.
fn still_planned(site: &Site, found: &mut Findings) {
    let today = site.options.today();
    for (_, date, id) in site.releases.iter().filter(|(_, date, _)| !date.is_empty() && *date < today) {
        let Kind::Release(release) = &site.page(id).kind else { continue };
        if let Some(status) = release.status.as_ref().filter(|status| status.value == ReleaseStatus::Planned) {
            found.push(Diagnostic::new(Code::PlannedReleaseDue, status.span).with("day", date));
        }
    }
}

/// Names of the same form, digits between the same signs, are numbers that grow with time. Other names have no order.
fn out_of_order(site: &Site, found: &mut Findings) {
    let mut last: BTreeMap<String, (&str, &str, PageId)> = BTreeMap::new();
    for (later, date, id) in site.releases.iter().filter(|(_, date, _)| !date.is_empty()) {
        let Some((earlier, first_date, first)) = form(later).and_then(|form| last.insert(form, (later, date, id))) else {
            continue;
        };
        if first_date == date || release_order(("", earlier), ("", later)).is_le() {
            continue;
        }
        let place = |page: &crate::site::Page| page.front.date.as_ref().map_or_else(|| page.place(), |date| date.span);
        let finding = Diagnostic::new(Code::ReleaseOrder, place(site.page(id))).related(place(site.page(first)));
        found.push(finding.with("release", later).with("date", date).with("other", earlier).with("other_date", first_date));
    }
}

/// Returns the signs between the numbers of a name, `.` for 2026.47; `None` for a name with other than numbers in it.
fn form(name: &str) -> Option<String> {
    let signs = name.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let is_numeric = name.starts_with(|c: char| c.is_ascii_digit()) && signs.iter().all(|sign| matches!(*sign, "." | "-" | "_"));
    is_numeric.then(|| signs.concat())
}

pub(super) fn check_name(site: &Site, name: &Located<String>, found: &mut Findings) {
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
