//! The notice of a page: what releases changed that its text does not say yet.

use crate::config::Notice;
use crate::content::ChangeKind;
use crate::freshness::{ChangeId, PageFreshness, State};
use crate::render::told::Told;
use crate::render::view::{LinkView, NoticeChange, NoticeView};
use crate::render::{Making, dates};
use crate::site::{Page, PageId};

/// Changes that a notice spells out.
const MOST_TOLD: usize = 3;

/// A change on its way into the notice.
struct Item<'a> {
    id: ChangeId,
    /// The change that began it, where several renamed one label.
    first: ChangeId,
    told: Told<'a>,
    was: Option<String>,
    now: Option<String>,
}

/// Makes a page's notice, if the site wants one for it.
pub(super) fn notice(making: &Making, id: PageId) -> Option<NoticeView> {
    let known = making.freshness.page(id);
    let is_outdated = known.state == Some(State::Outdated);
    let is_wanted = match making.site.config.freshness.notice {
        Notice::Off => false,
        Notice::Outdated => is_outdated,
        Notice::Declared => true,
    };
    if !is_wanted || known.touched.is_empty() {
        return None;
    }
    let page = making.site.page(id);
    let items = newest_first(making, items(making, page, known));
    let newest = items.first()?;
    let several = items.iter().any(|item| item.id.release != newest.id.release);
    let day = newest
        .told
        .record
        .front
        .date
        .as_ref()
        .and_then(|date| dates::near(&date.value, &page.language, &making.site.options.now));
    let shown = items.iter().take(MOST_TOLD);
    Some(NoticeView {
        state: if is_outdated { "old" } else { "hit" }.to_owned(),
        release: newest.told.release.to_owned(),
        day,
        changes: shown.clone().map(|item| change(making, page, item, several)).collect(),
        more: u32::try_from(items.len().saturating_sub(MOST_TOLD)).unwrap_or(u32::MAX),
        several,
        releases: releases(making, shown),
    })
}

/// Says whether lists mark a page: it says something that a release made false, and readers are told.
pub(super) fn is_outdated(making: &Making, id: PageId) -> bool {
    making.site.config.freshness.notice != Notice::Off && making.freshness.page(id).state == Some(State::Outdated)
}

/// Gathers what may be told, oldest first. Only the net effect on a label counts: one renamed twice is told once, one
/// renamed there and back not at all.
fn items<'a>(making: &'a Making, page: &Page, known: &PageFreshness) -> Vec<Item<'a>> {
    let mut touched = known.touched.clone();
    touched.sort_by_key(|id| (making.concerned.place(*id), id.change));
    let mut items: Vec<Item<'a>> = Vec::new();
    for id in touched {
        let Some(told) = making.told(id, &page.language) else { continue };
        let label = making.label_of(told.change, &page.language);
        let text = |field: &crate::content::Field<String>| field.as_ref().map(|text| text.value.clone());
        let was = label.and_then(|label| text(&label.from));
        let now = label.and_then(|label| text(&label.to));
        let same = |item: &&mut Item<'_>| item.now == was && is_same_place(&item.told, &told);
        let earlier = was.is_some().then(|| items.iter_mut().rev().find(same)).flatten();
        match earlier {
            Some(item) => *item = Item { id, first: item.first, told, was: item.was.take(), now },
            None => items.push(Item { id, first: id, told, was, now }),
        }
    }
    for item in &mut items {
        let quoted = known.labels.iter().find(|label| label.change == item.first).and_then(|label| label.to.clone());
        item.now = quoted.or(item.now.take());
    }
    items.retain(|item| item.was.is_none() || item.was != item.now);
    items
}

fn is_same_place(one: &Told<'_>, other: &Told<'_>) -> bool {
    let value = |field: &crate::content::Field<String>| field.as_ref().map(|text| text.value.clone());
    match (value(&one.change.key), value(&other.change.key)) {
        (Some(one), Some(other)) => one == other,
        _ => value(&one.change.screen) == value(&other.change.screen),
    }
}

/// Puts the newest release first; of one release, what the page quotes word by word comes first.
fn newest_first<'a>(making: &Making, mut items: Vec<Item<'a>>) -> Vec<Item<'a>> {
    items.sort_by_key(|item| (std::cmp::Reverse(making.concerned.place(item.id)), item.was.is_none(), item.id.change));
    items
}

fn change(making: &Making, page: &Page, item: &Item<'_>, several: bool) -> NoticeChange {
    let Told { record, release, change } = item.told;
    let own = translated(making, item.id, record);
    let summary = own.or(change.summary.as_ref()).map(|text| text.value.clone());
    let is_foreign = own.is_none() && page.language != making.site.config.language;
    let has_label = item.was.is_some() || item.now.is_some();
    let text = summary.or_else(|| if has_label { None } else { subject(making, change) });
    NoticeChange {
        lang: (text.is_some() && is_foreign).then(|| making.site.config.language.clone()),
        text,
        was: item.was.clone(),
        now: item.now.clone(),
        gone: item.was.is_some() && item.now.is_none() && change.kind.value == ChangeKind::Removed,
        release: several.then(|| release.to_owned()),
    }
}

/// Finds a change's summary in a record's translation: where that lists its own changes.
fn translated<'a>(making: &Making, id: ChangeId, record: &'a Page) -> Option<&'a crate::source::Located<String>> {
    let crate::content::Kind::Release(release) = &record.kind else { return None };
    let summary = release.changes.get(usize::try_from(id.change).ok()?)?.summary.as_ref()?;
    (record.language != making.site.config.language && summary.span.file == record.file).then_some(summary)
}

/// Names what a change without words is about; what only has an id has no name for readers.
fn subject(making: &Making, change: &crate::content::Change) -> Option<String> {
    let data = &making.site.data;
    let named = |title: Option<&str>, id: &str| title.filter(|title| *title != id).map(str::to_owned);
    let feature = change.feature.as_ref().and_then(|id| named(data.feature_title(&id.value), &id.value));
    feature.or_else(|| change.screen.as_ref().and_then(|id| named(data.screen_title(&id.value), &id.value)))
}

/// Links to the notes of the releases that are named, each once.
fn releases<'a>(making: &Making, items: impl Iterator<Item = &'a Item<'a>>) -> Vec<LinkView> {
    let mut links: Vec<LinkView> = Vec::new();
    for item in items {
        let Some(address) = item.told.record.address.as_deref() else { continue };
        let url = making.frames.href(address);
        if links.iter().all(|link| link.url != url) {
            links.push(LinkView { title: item.told.release.to_owned(), url });
        }
    }
    links
}
