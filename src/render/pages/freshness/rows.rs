//! Findings summed up by owner and by release.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::Kind;
use crate::diagnostics::{Code, Level};
use crate::freshness::Finding;
use crate::render::view::{LinkView, OwnerRow, ReleaseRow};
use crate::render::{Making, dates};
use crate::site::PageId;

use super::super::guide::count;
use super::super::{doc, release};
use super::{findings, states};

/// Releases that the page shows.
const MOST_RELEASES: usize = 12;
/// Pages named for each owner.
const MOST_OF_OWNER: usize = 3;

/// Sums up by owner, in the order of the configuration; then those it does not list, then pages of nobody.
pub(super) fn owners(making: &Making, work: &[&Finding]) -> Vec<OwnerRow> {
    let site = making.site;
    let mut by_owner: BTreeMap<Option<&str>, Vec<PageId>> = BTreeMap::new();
    for (id, page) in site.ids().filter(|(id, _)| making.freshness.page(*id).state.is_some()) {
        by_owner.entry(page.front.owner.as_ref().map(|owner| owner.value.as_str())).or_default().push(id);
    }
    let place = |owner: &Option<&str>| {
        let listed = site.config.owners.iter().position(|known| Some(known.id.value.as_str()) == *owner);
        (owner.is_none(), listed.unwrap_or(usize::MAX))
    };
    let mut rows: Vec<(Option<&str>, Vec<PageId>)> = by_owner.into_iter().collect();
    rows.sort_by_key(|(owner, _)| place(owner));
    rows.into_iter().map(|(owner, pages)| row(making, owner, &pages, work)).collect()
}

fn row(making: &Making, owner: Option<&str>, pages: &[PageId], work: &[&Finding]) -> OwnerRow {
    let own = || work.iter().filter(|finding| finding.diagnostic.about.owner.as_deref() == owner);
    let of_level = |level: Level| count(own().filter(|finding| finding.diagnostic.level == level).count());
    OwnerRow {
        name: owner.map(|id| findings::owner_name(making, id)),
        pages: count(pages.len()),
        states: states::shares(pages.iter().filter_map(|id| making.freshness.page(*id).state), 100.0),
        errors: of_level(Level::Error),
        warnings: of_level(Level::Warning),
        top: top(making, own().copied()),
    }
}

/// Links to the first pages among findings, each once.
fn top<'a>(making: &Making, findings: impl Iterator<Item = &'a Finding>) -> Vec<LinkView> {
    let mut pages: Vec<PageId> = Vec::new();
    for finding in findings {
        if pages.len() < MOST_OF_OWNER && !pages.contains(&finding.page) {
            pages.push(finding.page);
        }
    }
    doc::links(making, &pages)
}

/// Sums up the newest releases that are out, newest first.
pub(super) fn releases(making: &Making, today: &str) -> Vec<ReleaseRow> {
    let out = making.site.releases.iter().rev().filter(|(_, day, id)| *day <= today && release::is_out(making.site.page(*id)));
    out.take(MOST_RELEASES).map(|(name, day, id)| release_row(making, name, day, id)).collect()
}

fn release_row(making: &Making, name: &str, day: &str, id: PageId) -> ReleaseRow {
    let page = making.site.page(id);
    let changes = if let Kind::Release(record) = &page.kind { record.changes.len() } else { 0 };
    // what is merely alike is no work left over
    let is_caused = |finding: &&Finding| {
        let diagnostic = &finding.diagnostic;
        diagnostic.about.release.as_deref() == Some(name) && diagnostic.code != Code::MaybeAffected && finding.snoozed.is_none()
    };
    let open: BTreeSet<PageId> = making.concerned.by_release(id).collect();
    let mut pages = release::touched_pages(making, id);
    pages.extend(open.iter().copied());
    ReleaseRow {
        name: name.to_owned(),
        url: page.address.as_deref().map(|address| making.frames.href(address)),
        day: dates::day(day, &making.site.config.language),
        changes: count(changes),
        pages: count(pages.len()),
        open: count(open.len()),
        findings: count(making.freshness.findings.iter().filter(is_caused).count()),
    }
}
