//! Releases: the line in time, and one stop on it.

use serde::Serialize;

use super::doc::{SignView, TocItem};
use super::frame::{Crumb, Day, Head, LinkView};

/// The view of `release_list.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReleaseListView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Title as HTML with `<wbr>` between phrases.
    pub title_html: String,
    /// What the folder's `index.md` says about it; the theme's own words without one.
    pub lead: Option<String>,
    /// What the folder's `index.md` says, as HTML; may be empty.
    pub body: String,
    /// The releases by year, newest first.
    pub years: Vec<ReleaseYear>,
}

/// The releases of one year.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReleaseYear {
    /// The year: `2026`.
    pub year: String,
    /// Its releases, newest first.
    pub releases: Vec<ReleaseItem>,
}

/// A release in a list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReleaseItem {
    /// Its name: `2026.47`.
    pub name: String,
    /// Its address.
    pub url: String,
    /// What it brought, in a sentence.
    pub title: Option<String>,
    /// Its date.
    pub day: Day,
    /// Whether it is the newest.
    pub latest: bool,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// How many changes of each kind it has, in the order of the theme's kinds.
    pub kinds: Vec<KindCount>,
}

/// How many changes there are of one kind.
#[derive(Debug, Clone, Default, Serialize)]
pub struct KindCount {
    /// `added changed renamed deprecated removed fixed`, one of them.
    pub kind: String,
    /// How many.
    pub count: u32,
}

/// A change as readers see it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ChangeView {
    /// `added changed renamed deprecated removed fixed`, one of them.
    pub kind: String,
    /// What changed, in a sentence; else the feature's or screen's title. HTML with `<wbr>` between phrases.
    pub title_html: String,
    /// The language of those words, where it is not the page's.
    pub lang: Option<String>,
    /// The label as it was, without brackets.
    pub was: Option<String>,
    /// The label as it is now, without brackets.
    pub now: Option<String>,
    /// Plans it reaches; none means all.
    pub plans: Vec<String>,
    /// Roles it reaches; none means all.
    pub roles: Vec<String>,
    /// The day it reaches everyone.
    pub rollout: Option<Day>,
    /// Whether customers had asked for it.
    pub voice: bool,
    /// Pages that tell about what changed, the first few.
    pub pages: Vec<LinkView>,
    /// How many more there are.
    pub more: u32,
}

/// The view of `release.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReleaseView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Its name: `2026.47`.
    pub name: String,
    /// What it brought, as HTML with `<wbr>`; empty shows the name alone.
    pub title_html: String,
    /// Its date.
    pub day: Day,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// The note customers read, as HTML; may be empty.
    pub body: String,
    /// Its changes.
    pub changes: Vec<ChangeView>,
    /// Pages that came with it.
    pub added: PageList,
    /// Pages it touched.
    pub touched: PageList,
    /// Pages that were checked against it.
    pub checked: PageList,
    /// Headings of the page.
    pub toc: Vec<TocItem>,
    /// The release before and the one after.
    pub sign: Option<SignView>,
}

/// A bounded list of pages.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PageList {
    /// The pages shown.
    pub items: Vec<LinkView>,
    /// How many there are in all.
    pub total: u32,
}
