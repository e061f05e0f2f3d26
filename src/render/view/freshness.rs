//! The staff's page about freshness.

use serde::Serialize;

use super::frame::{Crumb, Day, Head, LinkView};

/// The view of `freshness.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FreshnessView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// The day it tells of.
    pub day: Option<Day>,
    /// The newest release that is out.
    pub release: Option<LinkView>,
    /// How many pages are checked against releases.
    pub pages: u32,
    /// How many of them are current.
    pub current: u32,
    /// The states, best first, also those without a page.
    pub states: Vec<Share>,
    /// What is to do, surest and most important first.
    pub work: Vec<FindingItem>,
    /// How many findings are to do, with those that the list is too short for.
    pub to_do: u32,
    /// How many findings the owners' budgets or the threshold held back.
    pub over_budget: u32,
    /// Who keeps how many pages, and what is to do for them.
    pub owners: Vec<OwnerRow>,
    /// The newest releases, newest first.
    pub releases: Vec<ReleaseRow>,
    /// How it went so far; none without `data/freshness.csv`.
    pub trend: Option<Trend>,
    /// Changes that no page covers, the first few.
    pub uncovered: Vec<FindingItem>,
    /// How many changes no page covers.
    pub uncovered_total: u32,
    /// Translations behind their source, the first few.
    pub translations: Vec<FindingItem>,
    /// How many translations are behind.
    pub translations_total: u32,
    /// Pages whose words are close to a change's, closest first, the first few.
    pub maybe: Vec<FindingItem>,
    /// How many pages are close to a change.
    pub maybe_total: u32,
    /// What somebody put off.
    pub snoozed: Vec<SnoozedItem>,
    /// How many pages nobody keeps, where the site names owners.
    pub unowned: u32,
}

/// Pages in one state.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Share {
    /// `current unknown due affected outdated`, one of them.
    pub state: String,
    /// Its class without `is-`, and the name of its icon without `i-`: `ok unk due hit old`.
    pub class: String,
    /// How many.
    pub pages: u32,
    /// Of all, rounded.
    pub percent: u32,
    /// Where its part of the bar begins, in thousandths.
    pub x: String,
    /// How wide its part is, in thousandths; 0 without pages.
    pub width: String,
}

/// A finding about a page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FindingItem {
    /// Its class without `is-`.
    pub class: String,
    /// What is wrong, in a sentence.
    pub text: String,
    /// Title of the page.
    pub title: String,
    /// Address of the page, where it has one.
    pub url: Option<String>,
    /// File and line: `content/billing/export.md:12`.
    pub path: String,
    /// The words concerned, where they stand in the text.
    pub passage: Option<PassageView>,
    /// The release whose change caused it.
    pub release: Option<LinkView>,
    /// Who keeps the page.
    pub owner: Option<String>,
    /// How sure and important: `0.93`.
    pub score: String,
}

/// A piece of a text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PassageView {
    /// What stands before.
    pub before: String,
    /// The words concerned.
    pub words: String,
    /// What stands behind.
    pub after: String,
}

/// An owner.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OwnerRow {
    /// Name; none for pages that nobody keeps.
    pub name: Option<String>,
    /// How many pages.
    pub pages: u32,
    /// Their states.
    pub states: Vec<Share>,
    /// How many errors.
    pub errors: u32,
    /// How many warnings.
    pub warnings: u32,
    /// The first few pages to look at.
    pub top: Vec<LinkView>,
}

/// A release.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReleaseRow {
    /// Its name.
    pub name: String,
    /// Its address, where it has a page.
    pub url: Option<String>,
    /// Its date.
    pub day: Option<Day>,
    /// How many changes it has.
    pub changes: u32,
    /// How many pages it concerns.
    pub pages: u32,
    /// How many of them nobody has checked since.
    pub open: u32,
    /// How many findings it causes today, those of likeness left out.
    pub findings: u32,
}

/// Something that somebody put off.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SnoozedItem {
    /// The finding.
    pub finding: FindingItem,
    /// Why.
    pub reason: String,
    /// Its last day.
    pub until: Option<Day>,
}

/// How it went: a line of the share of pages that are current, over columns of those that are wrong or touched.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Trend {
    /// Lines across, with the share they stand for.
    pub ticks: Vec<TrendTick>,
    /// The points of the line as `polyline` wants them.
    pub points: String,
    /// The columns, oldest first.
    pub marks: Vec<TrendMark>,
    /// Where the line ends.
    pub end_x: String,
    /// Height of its end.
    pub end_y: String,
    /// Share at the beginning, in percent.
    pub first: u32,
    /// Share at the end.
    pub last: u32,
    /// The same in numbers, newest first.
    pub rows: Vec<TrendRow>,
}

/// A line across.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TrendTick {
    /// Height.
    pub y: String,
    /// Percent.
    pub percent: u32,
}

/// A column.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TrendMark {
    /// Left edge.
    pub x: String,
    /// Middle.
    pub middle: String,
    /// Upper edge.
    pub y: String,
    /// Height.
    pub height: String,
    /// What stands below it; empty where there is no room.
    pub label: String,
}

/// A day's numbers.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TrendRow {
    /// The day.
    pub day: Option<Day>,
    /// The newest release of the day.
    pub release: String,
    /// Pages outdated, affected, due, unknown and current.
    pub pages: Vec<u64>,
    /// Share of those that are current, in percent.
    pub percent: u32,
}
