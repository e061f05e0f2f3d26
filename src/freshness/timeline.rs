//! The releases in their order, and where in it each page was last checked.

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

/// All releases, oldest first.
pub(super) struct Timeline<'a> {
    pub releases: Vec<Known<'a>>,
    site: &'a Site,
    baseline: Option<Checked>,
    today: &'a str,
    asks_one: bool,
}

impl<'a> Timeline<'a> {
    pub fn of(site: &'a Site, question: &Question<'a>) -> Self {
        let since = question.since.and_then(|name| site.releases.iter().position(|(known, ..)| known == name));
        let known = |(place, (name, day, id)): (usize, (&'a str, &'a str, PageId))| {
            let Kind::Release(record) = &site.page(id).kind else { return None };
            let status = record.status.as_ref().map(|status| status.value).unwrap_or_default();
            let is_out = status == ReleaseStatus::Released && day <= question.today;
            let is_asked = match question.release {
                Some(asked) => asked == name && status != ReleaseStatus::Withdrawn,
                None => is_out && since.is_none_or(|since| place >= since),
            };
            Some(Known { name, day, page: id, record, is_out, is_asked })
        };
        let releases: Vec<Known<'a>> = site.releases.iter().enumerate().filter_map(known).collect();
        let asks_one = question.release.is_some();
        let mut timeline = Self { releases, site, baseline: None, today: question.today, asks_one };
        let baseline = site.config.freshness.baseline_release.as_ref();
        timeline.baseline = baseline.and_then(|baseline| timeline.place(&baseline.value, false));
        timeline
    }

    /// Finds where a page was last checked: by its own `verified`, else by the later of `since` and the site's baseline.
    pub fn checked(&self, page: &Page) -> Option<Checked> {
        if let Some(verified) = &page.front.verified {
            return self.place(&verified.value, true);
        }
        let since = page.front.since.as_ref().and_then(|since| self.place(&since.value, true));
        match (since, self.baseline.clone()) {
            (Some(since), Some(baseline)) => Some(if since.releases >= baseline.releases { since } else { baseline }),
            (since, baseline) => since.or(baseline),
        }
    }

    /// Finds a place in the order by a release's name, else by a day: of that day's releases none was seen yet.
    pub fn place(&self, written: &str, is_own: bool) -> Option<Checked> {
        if let Some(place) = self.releases.iter().position(|known| known.name == written) {
            let known = &self.releases[place];
            return Some(Checked { releases: place + 1, release: Some(known.page), day: known.day.to_owned(), is_own });
        }
        written.parse::<jiff::civil::Date>().ok()?;
        let releases = self.releases.partition_point(|known| known.day < written);
        Some(Checked { releases, release: None, day: written.to_owned(), is_own })
    }

    /// Goes through the changes of releases from a place on that count: of releases that are out, or of the one asked
    /// about, less those that have not reached everyone and, unless `minor`, those that nobody notices.
    pub fn changes(&self, from: usize) -> impl Iterator<Item = (usize, ChangeId, &'a Change)> {
        let releases = self.releases.iter().enumerate().skip(from).filter(|(_, known)| known.is_out || known.is_asked);
        releases.flat_map(|(place, known)| {
            let counted = known.record.changes.iter().zip(0u32..).filter(|(change, _)| self.has_reached(change, known));
            counted.map(move |(change, number)| (place, ChangeId { release: known.page, change: number }, change))
        })
    }

    /// Says whether a change is there for everyone on the day asked about. Who asks for one release wants to know before.
    fn has_reached(&self, change: &Change, known: &Known<'_>) -> bool {
        let begun = change.rollout.as_ref().is_none_or(|day| day.value.get(..10).unwrap_or(&day.value) <= self.today);
        begun || (self.asks_one && known.is_asked)
    }

    pub fn is_asked(&self, place: usize) -> bool {
        self.releases.get(place).is_some_and(|known| known.is_asked)
    }

    pub fn is_out(&self, place: usize) -> bool {
        self.releases.get(place).is_some_and(|known| known.is_out)
    }

    pub fn name(&self, place: usize) -> &'a str {
        self.releases.get(place).map_or("", |known| known.name)
    }

    /// Returns the site that the releases are of.
    pub fn site(&self) -> &'a Site {
        self.site
    }
}

/// Says whether people notice a change.
pub(super) fn is_noticed(change: &Change) -> bool {
    change.impact.as_ref().map(|impact| impact.value).unwrap_or_default() != Impact::Minor
}
