//! The text of a page with what stands around it: what articles, FAQ entries, tasks and webinars share.

use crate::content::{ArticleType, Kind};
use crate::japanese;
use crate::markdown::Heading;
use crate::markdown::html::escaped;
use crate::render::view::{ContactView, DocView, Facts, FaqItem, LinkView, NavItem, NavView, SignView, Stamp, TocItem};
use crate::render::{Making, body, dates};
use crate::site::{Page, PageId, permanent_address};

use super::notice;

/// Pages shown beside a page, at most: a folder of thousands must not make every page as long as its list.
const NAV_WINDOW: usize = 25;

/// Makes the view of a page's text.
pub(super) fn doc(making: &Making, id: PageId) -> DocView {
    let page = making.site.page(id);
    DocView {
        sort: sort(page).map(str::to_owned),
        symptoms: symptoms(page),
        title: page.title.clone(),
        title_html: title_html(page),
        lead: page.front.description.as_ref().map(|text| text.value.clone()),
        stamp: stamp(making, id),
        notice: notice::notice(making, id),
        updated: page
            .front
            .updated
            .as_ref()
            .and_then(|date| dates::day(&date.value, &page.language))
            .or_else(|| changed(making, page)),
        facts: facts(making, page),
        pilot: !page.listed,
        toc: toc(&page.outline.headings),
        body: body::html(making, id),
        next: next(making, id),
        related: links(making, &making.site.relations.related[id.index()]),
        sign: sign(making, id),
        short_url: short_url(making, page),
        nav: nav(making, id),
        contact: contact(making, page),
    }
}

/// Returns a title with its phrase breaks; other languages break at their spaces.
pub(super) fn title_html(page: &Page) -> String {
    japanese::with_breaks(&page.title)
}

/// Links to pages by their titles.
pub(super) fn links(making: &Making, pages: &[PageId]) -> Vec<LinkView> {
    pages.iter().filter_map(|id| link(making, *id)).collect()
}

/// A link to a page by its title.
pub(super) fn link(making: &Making, id: PageId) -> Option<LinkView> {
    let page = making.site.page(id);
    Some(LinkView { title: page.title.clone(), url: making.frames.href(page.address.as_deref()?) })
}

/// Says when somebody checked the page itself; the baseline of the whole site is no check of it. A release that this build's
/// readers don't know of is not named.
fn stamp(making: &Making, id: PageId) -> Option<Stamp> {
    let site = making.site;
    let page = site.page(id);
    page.front.verified.as_ref()?;
    let checked = making.freshness.page(id).checked.as_ref()?;
    let day = dates::day(&checked.day, &page.language)?;
    let record = checked.release.filter(|record| site.page(*record).address.is_some());
    if record.is_none() && checked.day.as_str() > site.options.today() {
        return None;
    }
    let name = record.and_then(|record| site.releases.iter().find(|(.., known)| *known == record)).map(|(name, ..)| name);
    let record = record.map(|record| site.in_language(site.page(record), &page.language).unwrap_or(record));
    let release_url = record.and_then(|record| link(making, record)).map(|link| link.url);
    Some(Stamp { release: name.map(str::to_owned), release_url, day })
}

fn changed(making: &Making, page: &Page) -> Option<crate::render::view::Day> {
    dates::day(making.site.changed.get(&page.path)?, &page.language)
}

fn facts(making: &Making, page: &Page) -> Facts {
    let words = |fields: &crate::content::Fields<String>| shown(making, fields, &page.language);
    Facts {
        owner: making.site.owner(page).map(|owner| making.site.config.owner_name(owner, &page.language).to_owned()),
        audience: words(&page.front.audience),
        roles: words(&page.front.roles),
        plans: words(&page.front.plans),
        products: products(making, page),
        segments: if sort(page) == Some("case") { words(&page.front.segments) } else { Vec::new() },
    }
}

/// Returns the products a page is for, where the site has several.
pub(super) fn products(making: &Making, page: &Page) -> Vec<String> {
    let has_several = making.site.relations.products.len() > 1;
    if has_several { shown(making, &page.front.product, &page.language) } else { Vec::new() }
}

/// Returns what sort of article a page is, where readers should know before they read.
pub(super) fn sort(page: &Page) -> Option<&'static str> {
    match &page.kind {
        Kind::Article(ArticleType::Concept) => Some("concept"),
        Kind::Article(ArticleType::Reference) => Some("reference"),
        Kind::Article(ArticleType::Error) => Some("error"),
        Kind::Article(ArticleType::Scenario) => Some("scenario"),
        Kind::Article(ArticleType::Case) => Some("case"),
        Kind::Article(ArticleType::Term) => Some("term"),
        _ => None,
    }
}

/// An error is found again by the words on the screen: those of its `intents`.
fn symptoms(page: &Page) -> Vec<String> {
    let is_error = sort(page) == Some("error");
    page.front.intents.iter().filter(|_| is_error).map(|text| text.value.clone()).collect()
}

/// Returns the names that readers are shown for ids of plans, roles and audiences.
pub(super) fn shown(making: &Making, ids: &crate::content::Fields<String>, language: &str) -> Vec<String> {
    ids.iter().map(|id| making.site.config.shown(&id.value, language).to_owned()).collect()
}

/// Makes the table of contents of headings of level 2 and 3; a page with a single heading needs none.
pub(super) fn toc(headings: &[Heading]) -> Vec<TocItem> {
    let mut items: Vec<TocItem> = Vec::new();
    for heading in headings.iter().filter(|heading| heading.level <= 3) {
        let item = TocItem { id: heading.id.to_string(), title: heading.text.to_string(), children: Vec::new() };
        match items.last_mut() {
            Some(parent) if heading.level == 3 => parent.children.push(item),
            _ => items.push(item),
        }
    }
    let total = items.iter().map(|item| 1 + item.children.len()).sum::<usize>();
    if total < 2 { Vec::new() } else { items }
}

fn next(making: &Making, id: PageId) -> Vec<FaqItem> {
    making.site.relations.next[id.index()]
        .iter()
        .filter_map(|next| faq_item(making, *next, Answer::Short, &making.site.page(id).language))
        .collect()
}

/// How much of an answer is shown in place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Its description or first paragraph.
    Short,
    /// The whole text.
    Whole,
}

/// Makes a question with its answer in place, on a page of a language.
pub(super) fn faq_item(making: &Making, id: PageId, answer: Answer, on: &str) -> Option<FaqItem> {
    let page = making.site.page(id);
    let answer_html = match answer {
        Answer::Whole => body::html_inside(making, id),
        Answer::Short => format!("<p>{}</p>", escaped(page.description.as_deref().unwrap_or(""))),
    };
    let lang = (page.language != on).then(|| page.language.clone());
    Some(FaqItem { question: page.title.clone(), answer_html, lang, url: making.frames.href(page.address.as_deref()?) })
}

fn sign(making: &Making, id: PageId) -> Option<SignView> {
    let (before, after, index, total) = making.site.neighbours(id)?;
    let section = making.site.section(making.site.page(id).section?);
    if total < 2 {
        return None;
    }
    Some(SignView {
        place: making.frames.section_title(section),
        index: u32::try_from(index).unwrap_or(u32::MAX),
        total: u32::try_from(total).unwrap_or(u32::MAX),
        prev: before.and_then(|id| link(making, id)),
        next: after.and_then(|id| link(making, id)),
    })
}

/// Returns the address that never changes, as readers copy it.
fn short_url(making: &Making, page: &Page) -> Option<String> {
    if page.language != making.site.config.language || page.address.is_none() {
        return None;
    }
    let address = permanent_address(&page.front.id.as_ref()?.value);
    Some(making.frames.absolute(&address).unwrap_or_else(|| making.frames.href(&address)))
}

/// Makes a window on the pages beside this one.
fn nav(making: &Making, id: PageId) -> Option<NavView> {
    let site = making.site;
    let page = site.page(id);
    let section = site.section(page.section?);
    if section.pages.len() < 2 || section.folder.is_empty() {
        return None;
    }
    let start = page.position.saturating_sub(NAV_WINDOW / 2).min(section.pages.len().saturating_sub(NAV_WINDOW));
    let shown = section.pages.iter().skip(start).take(NAV_WINDOW);
    let item = |other: &PageId| {
        let link = link(making, *other)?;
        Some(NavItem { title: link.title, url: link.url, current: *other == id })
    };
    Some(NavView {
        title: making.frames.section_title(section),
        url: making.frames.href(&section.address),
        items: shown.filter_map(item).collect(),
        total: u32::try_from(section.pages.len()).unwrap_or(u32::MAX),
    })
}

/// The site's contact, with the page named: a mail's subject, a parameter elsewhere.
fn contact(making: &Making, page: &Page) -> Option<ContactView> {
    let contact = making.frames.contact_of(&page.language)?;
    let links = contact.links.iter().map(|link| {
        let (separator, name) = match &link.url {
            url if url.starts_with("mailto:") => (if url.contains('?') { "&" } else { "?" }, "subject"),
            url if url.starts_with("http") => (if url.contains('?') { "&" } else { "?" }, "page"),
            _ => return link.clone(),
        };
        let value = if name == "subject" { page.title.as_str() } else { page.reference() };
        let value = percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
        let (address, hash) = link.url.find('#').map_or((link.url.as_str(), ""), |at| link.url.split_at(at));
        LinkView { title: link.title.clone(), url: format!("{address}{separator}{name}={value}{hash}") }
    });
    Some(ContactView { text: contact.text.clone(), links: links.collect() })
}
