//! Releases: the list by year, and one release with its changes and the pages it concerns.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Change, ChangeKind, Impact, Kind, Release, ReleaseStatus};
use crate::japanese;
use crate::render::view::{ChangeView, KindCount, PageList, ReleaseItem, ReleaseListView, ReleaseView, ReleaseYear, SignView};
use crate::render::{Making, body, dates};
use crate::site::{Page, PageId, SectionId};

use super::doc;
use super::section::{self, Intro};

/// Pages that a change or a list shows.
const PAGES_OF_A_CHANGE: usize = 3;
const PAGES_OF_A_LIST: usize = 30;
/// Kinds in the order in which readers want them.
const KINDS: [ChangeKind; 6] =
    [ChangeKind::Added, ChangeKind::Changed, ChangeKind::Renamed, ChangeKind::Deprecated, ChangeKind::Removed, ChangeKind::Fixed];

fn kind_name(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "added",
        ChangeKind::Changed => "changed",
        ChangeKind::Renamed => "renamed",
        ChangeKind::Removed => "removed",
        ChangeKind::Deprecated => "deprecated",
        ChangeKind::Fixed => "fixed",
    }
}

/// Makes the list of releases, newest first, by year.
pub(super) fn list(making: &Making, id: SectionId) -> ReleaseListView {
    let section = making.site.section(id);
    let mut years: Vec<ReleaseYear> = Vec::new();
    for item in section.pages.iter().filter_map(|id| item(making, *id)) {
        let year = item.day.iso.get(..4).unwrap_or("").to_owned();
        match years.last_mut() {
            Some(last) if last.year == year => last.releases.push(item),
            _ => years.push(ReleaseYear { year, releases: vec![item] }),
        }
    }
    let Intro { head, crumbs, title_html, lead, body, .. } = section::intro(making, id, "releases");
    ReleaseListView { head, crumbs, title_html, lead, body, years }
}

/// Returns the newest release that readers see, in a language.
pub(super) fn newest(making: &Making, language: &str) -> Option<PageId> {
    let section = making.site.section_of(language, "releases")?;
    making.site.section(section).pages.iter().copied().find(|id| !is_withdrawn(making.site.page(*id)))
}

/// Says whether a release is neither planned nor taken back.
pub(super) fn is_out(page: &Page) -> bool {
    let status = record(page).and_then(|release| release.status.as_ref());
    status.is_none_or(|status| status.value == ReleaseStatus::Released)
}

fn is_withdrawn(page: &Page) -> bool {
    let status = record(page).and_then(|release| release.status.as_ref());
    status.is_some_and(|status| status.value == ReleaseStatus::Withdrawn)
}

fn record(page: &Page) -> Option<&Release> {
    if let Kind::Release(release) = &page.kind { Some(release) } else { None }
}

fn name(page: &Page) -> &str {
    page.release_name().unwrap_or_else(|| page.name())
}

/// Shows a release in a list.
pub(super) fn item(making: &Making, id: PageId) -> Option<ReleaseItem> {
    let page = making.site.page(id);
    let release = record(page)?;
    let count = |kind: &ChangeKind| {
        let count = release.changes.iter().filter(|change| change.kind.value == *kind).count();
        (count > 0).then(|| KindCount { kind: kind_name(*kind).to_owned(), count: u32::try_from(count).unwrap_or(u32::MAX) })
    };
    Some(ReleaseItem {
        name: name(page).to_owned(),
        url: making.frames.href(page.address.as_deref()?),
        title: (page.title != page.name()).then(|| page.title.clone()),
        day: page.front.date.as_ref().and_then(|date| dates::day(&date.value, &page.language)).unwrap_or_default(),
        latest: newest(making, &page.language) == Some(id),
        withdrawn: is_withdrawn(page),
        kinds: KINDS.iter().filter_map(count).collect(),
    })
}

/// Shows what readers should know of a release's changes; minor ones without words are left out.
pub(super) fn changes(making: &Making, id: PageId) -> Vec<ChangeView> {
    let page = making.site.page(id);
    let is_worth = |change: &Change| {
        let is_visible =
            change.summary.is_some() || change.impact.as_ref().map(|impact| impact.value).unwrap_or_default() != Impact::Minor;
        is_visible && making.site.sees(&change.audience)
    };
    record(page)
        .map(|release| {
            release
                .changes
                .iter()
                .zip(0u32..)
                .filter(|(change, _)| is_worth(change))
                .map(|(change, number)| view(making, page, (change, number)))
                .collect()
        })
        .unwrap_or_default()
}

fn view(making: &Making, page: &Page, (change, number): (&Change, u32)) -> ChangeView {
    let label = making.label_of(change, &page.language);
    let text = |field: &crate::content::Field<String>| field.as_ref().map(|text| text.value.clone());
    let touched: Vec<PageId> = touched(making, page, &[(change, number)]).into_iter().collect();
    let words = |fields: &crate::content::Fields<String>| doc::shown(making, fields, &page.language);
    // What a translated record does not say itself is its source's, in the site's own language.
    let own = change.summary.as_ref().is_some_and(|summary| summary.span.file == page.file);
    let site_language = &making.site.config.language;
    ChangeView {
        lang: (!own && page.language != *site_language).then(|| site_language.clone()),
        kind: kind_name(change.kind.value).to_owned(),
        title_html: japanese::with_breaks(&text(&change.summary).unwrap_or_else(|| subject(making, change))),
        was: label.and_then(|label| text(&label.from)),
        now: label.and_then(|label| text(&label.to)),
        plans: words(&change.plans),
        roles: words(&change.roles),
        rollout: change.rollout.as_ref().and_then(|day| dates::day(&day.value, &page.language)),
        voice: change.voice.as_ref().is_some_and(|voice| voice.value),
        pages: doc::links(making, touched.get(..PAGES_OF_A_CHANGE).unwrap_or(&touched)),
        more: u32::try_from(touched.len().saturating_sub(PAGES_OF_A_CHANGE)).unwrap_or(u32::MAX),
    }
}

/// Names what a change without a summary is about: the feature's or the screen's title.
fn subject(making: &Making, change: &Change) -> String {
    let data = &making.site.data;
    let feature = change.feature.as_ref().map(|id| data.feature_title(&id.value).unwrap_or(&id.value).to_owned());
    let screen = change.screen.as_ref().map(|id| data.screen_title(&id.value).unwrap_or(&id.value).to_owned());
    feature.or(screen).unwrap_or_default()
}

/// Returns the listed pages, in the release's language, that cover what the changes touch or quote what they renamed.
fn touched(making: &Making, page: &Page, changes: &[(&Change, u32)]) -> BTreeSet<PageId> {
    let relations = &making.site.relations;
    let record = making.site.in_language(page, &making.site.config.language);
    let mut pages = BTreeSet::new();
    for (change, number) in changes.iter().filter(|(change, _)| making.site.sees(&change.audience)) {
        pages.extend(record.into_iter().flat_map(|record| making.concerned.by(record, *number)));
        if change.impact.as_ref().is_some_and(|impact| impact.value == Impact::Minor) {
            continue;
        }
        let by_feature = change.feature.as_ref().and_then(|id| relations.features.get(&id.value));
        let by_screen = change.screen.as_ref().and_then(|id| relations.screens.get(&id.value));
        pages.extend(by_feature.into_iter().chain(by_screen).flatten().copied());
    }
    pages.retain(|id| is_shown(making.site.page(*id), page));
    pages
}

/// Returns the pages of the site's own language that a release's changes touch.
pub(super) fn touched_pages(making: &Making, id: PageId) -> BTreeSet<PageId> {
    let page = making.site.page(id);
    let changes: Vec<(&Change, u32)> = changes_of(page).iter().zip(0u32..).collect();
    touched(making, page, &changes)
}

fn changes_of(page: &Page) -> &[Change] {
    record(page).map_or(&[][..], |release| release.changes.as_slice())
}

fn is_shown(page: &Page, release: &Page) -> bool {
    page.listed && page.address.is_some() && page.language == release.language
}

/// Makes the page of one release.
pub(super) fn release(making: &Making, id: PageId) -> ReleaseView {
    let page = making.site.page(id);
    let own = name(page);
    let said = |index: &BTreeMap<String, Vec<PageId>>| {
        let pages = index.get(own).into_iter().flatten().copied();
        page_list(making, pages.filter(|id| is_shown(making.site.page(*id), page)).collect())
    };
    let relations = &making.site.relations;
    ReleaseView {
        head: making.frames.head(page, Some("releases")),
        crumbs: making.frames.crumbs(page),
        name: own.to_owned(),
        title_html: if page.title == page.name() { String::new() } else { japanese::with_breaks(&page.title) },
        day: page.front.date.as_ref().and_then(|date| dates::day(&date.value, &page.language)).unwrap_or_default(),
        withdrawn: is_withdrawn(page),
        body: body::html(making, id),
        changes: changes(making, id),
        added: said(&relations.since),
        touched: page_list(making, touched_pages(making, id).into_iter().collect()),
        checked: said(&relations.verified),
        toc: doc::toc(&page.outline.headings),
        sign: sign(making, id),
    }
}

fn page_list(making: &Making, pages: Vec<PageId>) -> PageList {
    let total = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    PageList { items: doc::links(making, pages.get(..PAGES_OF_A_LIST).unwrap_or(&pages)), total }
}

/// The list runs from new to old; the sign's next is the newer one, as time runs.
fn sign(making: &Making, id: PageId) -> Option<SignView> {
    let (newer, older, _, total) = making.site.neighbours(id)?;
    let page = making.site.page(id);
    (total > 1).then(|| SignView {
        place: making.frames.text(&page.language, "releases").to_owned(),
        index: 0,
        total: 0,
        prev: older.and_then(|id| doc::link(making, id)),
        next: newer.and_then(|id| doc::link(making, id)),
    })
}
