//! What readers of this build may be told of what releases changed.

use std::collections::{BTreeMap, HashMap};

use crate::content::{Change, Kind, LabelChange};
use crate::freshness::{ChangeId, Freshness};
use crate::site::{Page, PageId, Site};

use super::Making;

/// A change of a release that this build's readers know of.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    /// Its release's record, in the page's language where there is one.
    pub record: &'a Page,
    /// The release's name.
    pub release: &'a str,
    /// The change, in the record of the site's own language.
    pub change: &'a Change,
}

impl Making<'_> {
    /// Returns a change as readers of a language may be told of it. `None`: it is for others, or its release is not published.
    pub(super) fn told(&self, id: ChangeId, language: &str) -> Option<Told<'_>> {
        let own = self.site.page(id.release);
        let Kind::Release(release) = &own.kind else { return None };
        let change = release.changes.get(usize::try_from(id.change).ok()?)?;
        if own.address.is_none() || !self.site.sees(&change.audience) {
            return None;
        }
        let name = own.release_name()?;
        let translated = self.site.in_language(own, language).map(|id| self.site.page(id));
        let record = translated.filter(|page| page.address.is_some()).unwrap_or(own);
        Some(Told { record, release: name, change })
    }

    /// Returns what a change did to a label in a language.
    pub(super) fn label_of<'a>(&self, change: &'a Change, language: &str) -> Option<&'a LabelChange> {
        if language == self.site.config.language { change.label.as_ref() } else { change.labels.get(language) }
    }
}

/// The pages that changes make wrong or touch, as long as nobody checked them since, and the order of the releases.
pub(super) struct Concerned {
    /// Record → its place among all, oldest first.
    places: HashMap<PageId, usize>,
    by_change: BTreeMap<ChangeId, Vec<PageId>>,
}

impl Concerned {
    /// Turns what is known of each page around.
    pub(super) fn of(site: &Site, freshness: &Freshness) -> Self {
        let places = site.releases.iter().enumerate().map(|(place, (.., record))| (record, place)).collect();
        let mut by_change: BTreeMap<ChangeId, Vec<PageId>> = BTreeMap::new();
        for (page, index) in freshness.pages.iter().zip(0u32..) {
            for change in &page.touched {
                by_change.entry(*change).or_default().push(PageId(index));
            }
        }
        Self { places, by_change }
    }

    /// Returns the place of a change's release among all, oldest first.
    pub(super) fn place(&self, id: ChangeId) -> usize {
        self.places.get(&id.release).copied().unwrap_or(usize::MAX)
    }

    /// Goes through the pages of one change.
    pub(super) fn by(&self, release: PageId, change: u32) -> impl Iterator<Item = PageId> + '_ {
        self.by_change.get(&ChangeId { release, change }).into_iter().flatten().copied()
    }

    /// Goes through the pages of all changes of a release, some of them more than once.
    pub(super) fn by_release(&self, release: PageId) -> impl Iterator<Item = PageId> + '_ {
        let first = ChangeId { release, change: 0 };
        let last = ChangeId { release, change: u32::MAX };
        self.by_change.range(first..=last).flat_map(|(_, pages)| pages.iter().copied())
    }
}
