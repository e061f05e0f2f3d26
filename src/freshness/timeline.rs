//! The releases in their order, and where in it each page was last checked.

use std::collections::HashMap;

use crate::content::{Change, Impact, Kind, Release, ReleaseStatus};
use crate::site::{Page, PageId, Site};

use super::{ChangeId, Question};

/// When a page was last checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// How many of the site's releases, oldest first, it was checked against.
    pub releases: usize,
    /// The release it names; `None` if it names a day.
    pub release: Option<PageId>,
    /// The day, ISO: of the release, or as written. Empty if the release has no day.
    pub day: String,
    /// Whether the page itself says so, or only the site's baseline.
    pub is_own: bool,
}

/// One release in its order.
pub(super) struct Known<'a> {
    pub name: &'a str,
    pub day: &'a str,
    pub page: PageId,
    pub record: &'a Release,
    /// Whether readers have it today.
    pub is_out: bool,
    /// Whether the question is about it.
    pub is_asked: bool,
}

/// A change that counts: the place of its release in the order, which it is, and what it says.
#[derive(Clone, Copy)]
pub(super) struct Counted<'a> {
    pub place: usize,
    pub id: ChangeId,
    pub change: &'a Change,
}

/// All releases, oldest first.
pub(super) struct Timeline<'a> {
    pub releases: Vec<Known<'a>>,
    /// Every change that counts, oldest first.
    counted: Vec<Counted<'a>>,
    places: HashMap<&'a str, usize>,
    by_feature: HashMap<&'a str, Vec<usize>>,
    by_screen: HashMap<&'a str, Vec<usize>>,
    site: &'a Site,
    baseline: Option<Checked>,
}

impl<'a> Timeline<'a> {
    pub fn of(site: &'a Site, question: &Question<'a>) -> Self {
        let since = question.since.and_then(|name| site.releases.iter().position(|(known, ..)| known == name));
        let known = |(place, (name, day, id)): (usize, (&'a str, &'a str, PageId))| {
            let Kind::Release(record) = &site.page(id).kind else { return None };
            let status = record.status.as_ref().map(|status| status.value).unwrap_or_default();
            // a record that this build does not publish is not there for its readers; staff have all of them
            let is_out = status == ReleaseStatus::Released && day <= question.today && site.page(id).address.is_some();
            let is_asked = match question.release {
                Some(asked) => asked == name && status != ReleaseStatus::Withdrawn,
                None => is_out && since.is_none_or(|since| place >= since),
            };
            Some(Known { name, day, page: id, record, is_out, is_asked })
        };
        let releases: Vec<Known<'a>> = site.releases.iter().enumerate().filter_map(known).collect();
        let asks_one = question.release.is_some();
        let mut places = HashMap::new();
        for (place, known) in releases.iter().enumerate() {
            places.entry(known.name).or_insert(place);
        }
        let counted = counted(&releases, site, (question.today, asks_one));
        let index = |name: fn(&Change) -> Option<&str>| {
            let mut index: HashMap<&'a str, Vec<usize>> = HashMap::new();
            for (at, counted) in counted.iter().enumerate() {
                if let Some(name) = name(counted.change) {
                    index.entry(name).or_default().push(at);
                }
            }
            index
        };
        let by_feature = index(|change| change.feature.as_ref().map(|feature| feature.value.as_str()));
        let by_screen = index(|change| change.screen.as_ref().map(|screen| screen.value.as_str()));
        let mut timeline = Self { releases, counted, places, by_feature, by_screen, site, baseline: None };
        let baseline = site.config.freshness.baseline_release.as_ref();
        timeline.baseline = baseline.and_then(|baseline| timeline.place(&baseline.value, false));
        timeline
    }

    /// Finds where a page was last checked: by its own `verified`, else by the latest of `since`, the day a webinar was held and
    /// the site's baseline.
    pub fn checked(&self, page: &Page) -> Option<Checked> {
        if let Some(verified) = &page.front.verified {
            return self.place(&verified.value, true);
        }
        let since = page.front.since.as_ref().and_then(|since| self.place(&since.value, true));
        let known = [since, self.held(page), self.baseline.clone()];
        known.into_iter().flatten().reduce(|best, other| if other.releases > best.releases { other } else { best })
    }

    /// A recording shows the product of the day on which it was held.
    fn held(&self, page: &Page) -> Option<Checked> {
        let Kind::Webinar(webinar) = &page.kind else { return None };
        let day = webinar.starts.as_ref().or(page.front.date.as_ref())?;
        self.place(day.value.get(..10)?, false)
    }

    /// Finds a place in the order by a release's name, else by a day: of that day's releases none was seen yet.
    pub fn place(&self, written: &str, is_own: bool) -> Option<Checked> {
        if let Some(place) = self.position(written) {
            let known = &self.releases[place];
            return Some(Checked { releases: place + 1, release: Some(known.page), day: known.day.to_owned(), is_own });
        }
        written.parse::<jiff::civil::Date>().ok()?;
        let releases = self.releases.partition_point(|known| known.day < written);
        Some(Checked { releases, release: None, day: written.to_owned(), is_own })
    }

    /// Finds a release's place in the order by its name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// Goes through the changes, from a place in the order on, that count: of releases that are out, or of the one asked
    /// about, less those that have not reached everyone.
    pub fn changes(&self, from: usize) -> impl Iterator<Item = Counted<'a>> + '_ {
        let start = self.counted.partition_point(|counted| counted.place < from);
        self.counted.iter().skip(start).copied()
    }

    /// Like [`Self::changes`], those of a feature.
    pub fn of_feature(&self, feature: &str, from: usize) -> std::vec::IntoIter<Counted<'a>> {
        self.indexed(self.by_feature.get(feature), from)
    }

    /// Like [`Self::changes`], those of a screen.
    pub fn of_screen(&self, screen: &str, from: usize) -> std::vec::IntoIter<Counted<'a>> {
        self.indexed(self.by_screen.get(screen), from)
    }

    fn indexed(&self, list: Option<&Vec<usize>>, from: usize) -> std::vec::IntoIter<Counted<'a>> {
        let list = list.map(Vec::as_slice).unwrap_or_default().iter().filter_map(|at| self.counted.get(*at)).copied();
        list.filter(|counted| counted.place >= from).collect::<Vec<_>>().into_iter()
    }

    pub fn is_asked(&self, place: usize) -> bool {
        self.releases.get(place).is_some_and(|known| known.is_asked)
    }

    pub fn is_out(&self, place: usize) -> bool {
        self.releases.get(place).is_some_and(|known| known.is_out)
    }

    /// Returns the day of a release, as people read it.
    pub fn day(&self, place: usize) -> &'a str {
        self.releases.get(place).map_or("", |known| known.day)
    }

    /// Returns the name of the newest release that is out: what a page is checked against today.
    pub fn newest(&self) -> &'a str {
        self.releases.iter().rfind(|known| known.is_out).map_or("", |known| known.name)
    }

    pub fn name(&self, place: usize) -> &'a str {
        self.releases.get(place).map_or("", |known| known.name)
    }

    /// Returns the site that the releases are of.
    pub fn site(&self) -> &'a Site {
        self.site
    }
}

/// Gathers the changes that count. A change is there on the day it reaches everyone; who asks for one release wants to know
/// before.
fn counted<'a>(releases: &[Known<'a>], site: &Site, (today, asks_one): (&str, bool)) -> Vec<Counted<'a>> {
    let mut counted = Vec::new();
    for (place, known) in releases.iter().enumerate().filter(|(_, known)| known.is_out || known.is_asked) {
        for (change, number) in known.record.changes.iter().zip(0u32..) {
            let has_begun = change.rollout.as_ref().is_none_or(|day| day.value.get(..10).unwrap_or(&day.value) <= today);
            // what this build's readers must not know makes nothing wrong for them; staff know all
            if site.sees(&change.audience) && (has_begun || (asks_one && known.is_asked)) {
                counted.push(Counted { place, id: ChangeId { release: known.page, change: number }, change });
            }
        }
    }
    counted
}

/// Says whether people notice a change.
pub(super) fn is_noticed(change: &Change) -> bool {
    change.impact.as_ref().map(|impact| impact.value).unwrap_or_default() != Impact::Minor
}
