//! Webinars: those to come, those held, and one of them.

use crate::content::{Kind, Webinar};
use crate::render::view::{Chapter, WebinarItem, WebinarListView, WebinarView};
use crate::render::{Making, dates};
use crate::site::{Page, PageId, SectionId};

use super::doc;
use super::section::{self, Intro};

fn webinar_of(page: &Page) -> Option<&Webinar> {
    if let Kind::Webinar(webinar) = &page.kind { Some(webinar) } else { None }
}

/// When it begins: `starts`, else `date`.
fn starts(page: &Page) -> Option<&str> {
    let starts = webinar_of(page)?.starts.as_ref().or(page.front.date.as_ref())?;
    Some(&starts.value)
}

fn is_upcoming(making: &Making, page: &Page) -> bool {
    starts(page).is_some_and(|starts| starts > making.site.options.now.as_str())
}

/// Makes the list of webinars.
pub(super) fn list(making: &Making, id: SectionId) -> WebinarListView {
    let section = making.site.section(id);
    let past = section.pages.iter().filter(|id| !is_upcoming(making, making.site.page(**id)));
    let Intro { head, crumbs, title_html, lead, body, .. } = section::intro(making, id, "webinars");
    WebinarListView {
        head,
        crumbs,
        title_html,
        lead,
        body,
        upcoming: upcoming(making, &section.language),
        past: past.filter_map(|id| item(making, *id)).collect(),
    }
}

/// Shows the webinars to come, soonest first.
pub(super) fn upcoming(making: &Making, language: &str) -> Vec<WebinarItem> {
    let Some(section) = making.site.section_of(language, "webinars") else { return Vec::new() };
    let pages = making.site.section(section).pages.iter().rev();
    pages.filter(|id| is_upcoming(making, making.site.page(**id))).filter_map(|id| item(making, *id)).collect()
}

fn item(making: &Making, id: PageId) -> Option<WebinarItem> {
    let page = making.site.page(id);
    Some(WebinarItem {
        title: page.title.clone(),
        url: making.frames.href(page.address.as_deref()?),
        description: page.front.description.as_ref().map(|text| text.value.clone()),
        day: starts(page).and_then(|starts| dates::day(starts, &page.language)),
        minutes: minutes(page),
        audience: doc::shown(making, &page.front.audience, &page.language),
    })
}

fn minutes(page: &Page) -> Option<u32> {
    u32::try_from(webinar_of(page)?.minutes.as_ref()?.value).ok()
}

/// Makes a webinar's own page.
pub(super) fn webinar(making: &Making, id: PageId) -> WebinarView {
    let page = making.site.page(id);
    let webinar = webinar_of(page);
    let text = |field: &crate::content::Field<String>| field.as_ref().map(|text| text.value.clone()).filter(|url| is_safe(url));
    let is_coming = is_upcoming(making, page);
    let chapters = webinar.map(|webinar| webinar.chapters.as_slice()).unwrap_or_default();
    WebinarView {
        head: making.frames.head(page, Some("webinars")),
        crumbs: making.frames.crumbs(page),
        doc: doc::doc(making, id),
        day: starts(page).and_then(|starts| dates::day(starts, &page.language)),
        upcoming: is_coming,
        minutes: minutes(page),
        video: webinar.and_then(|webinar| text(&webinar.video)),
        chapters: chapters
            .iter()
            .map(|(at, title)| Chapter { time: at.value.clone(), title: title.value.clone(), url: None })
            .collect(),
        slides: webinar.and_then(|webinar| text(&webinar.slides)).map(|url| file_url(making, url)),
        register: webinar.filter(|_| is_coming).and_then(|webinar| text(&webinar.register)),
    }
}

/// Addresses in front matter are links, too: only these lead anywhere.
fn is_safe(url: &str) -> bool {
    url.starts_with("https://")
        || url.starts_with("http://")
        || url.starts_with("mailto:")
        || (url.starts_with('/') && !url.starts_with("//"))
}

/// `/x` is a file of `static/`.
fn file_url(making: &Making, url: String) -> String {
    if url.starts_with('/') { making.frames.href(&url) } else { url }
}
