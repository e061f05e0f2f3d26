//! Pages that lead on: the start page, the page for addresses that lead nowhere, redirects.

use crate::content::Kind;
use crate::japanese;
use crate::render::view::{HomeView, LinkView, NotFoundView, RedirectView};
use crate::render::{Making, body};
use crate::site::{PageId, Section, SectionId};

use super::{faq, guide, release, section, webinar};

/// Questions, changes and webinars that the start page shows.
const QUESTIONS: usize = 6;
const CHANGES: usize = 4;
const WEBINARS: usize = 2;

/// Makes a language's start page.
pub(super) fn home(making: &Making, id: SectionId) -> HomeView {
    let site = making.site;
    let root = site.section(id);
    let index = root.index.map(|index| site.page(index));
    let title = index.map_or_else(|| site.config.title_in(&root.language).to_owned(), |page| page.title.clone());
    let mut head = match index {
        Some(page) => making.frames.head(page, None),
        None => making.frames.section_head(&title, root, None),
    };
    if let Some(og) = &mut head.og {
        "website".clone_into(&mut og.kind);
    }
    let newest = release::newest(making, &root.language);
    let questions = site.section_of(&root.language, "faq").map(|id| site.section(id)).filter(|faq| faq.total > 0);
    HomeView {
        head,
        title_html: japanese::with_breaks(&title),
        lead: index.and_then(|page| page.front.description.as_ref()).map(|text| text.value.clone()),
        body: root.index.map(|index| body::html(making, index)).unwrap_or_default(),
        tracks: guide::items(making, &root.language),
        collections: making.frames.collections(id).into_iter().map(|id| section::collection(making, site.section(id))).collect(),
        pages: section::items(making, &root.pages),
        faqs: questions.map(|all| faq::entries(making, &most_asked(making, all))).unwrap_or_default(),
        faq_url: questions.map(|all| making.frames.href(&all.address)),
        release: newest.and_then(|id| release::item(making, id)),
        changes: newest.map(|id| release::changes(making, id).into_iter().take(CHANGES).collect()).unwrap_or_default(),
        webinars: webinar::upcoming(making, &root.language).into_iter().take(WEBINARS).collect(),
    }
}

/// The questions asked most, then those that come first in the list.
fn most_asked(making: &Making, faq: &Section) -> Vec<PageId> {
    let is_question = |(_, page): &(PageId, &crate::site::Page)| {
        matches!(page.kind, Kind::Faq) && page.listed && page.address.is_some() && page.language == faq.language
    };
    let asked = |page: &crate::site::Page| page.front.source.as_ref().and_then(|source| source.value.asked).unwrap_or(0);
    let mut questions: Vec<(PageId, &crate::site::Page)> = making.site.ids().filter(is_question).collect();
    questions.sort_by_key(|(id, page)| (std::cmp::Reverse(asked(page)), page.section, page.position, *id));
    questions.into_iter().take(QUESTIONS).map(|(id, _)| id).collect()
}

/// Makes the page for addresses that lead nowhere.
pub(super) fn not_found(making: &Making, language: &str) -> NotFoundView {
    let title = making.frames.text(language, "not_found_heading").replace("<wbr>", "");
    let mut head = making.frames.plain_head(&title, "/404.html", language, None);
    head.noindex = true;
    head.canonical = None;
    head.og = None;
    NotFoundView { head, links: ways_on(making, language) }
}

/// Links to the collections, the FAQ and the releases that a language has: where a reader without an answer can look.
pub(super) fn ways_on(making: &Making, language: &str) -> Vec<LinkView> {
    let site = making.site;
    let root = site.root(language);
    let collections = root.map(|root| making.frames.collections(root)).unwrap_or_default();
    let lists = ["faq", "releases"].into_iter().filter_map(|folder| site.section_of(language, folder));
    let link = |id: SectionId| {
        let section = site.section(id);
        (section.total > 0)
            .then(|| LinkView { title: making.frames.section_title(section), url: making.frames.href(&section.address) })
    };
    collections.into_iter().chain(lists).filter_map(link).collect()
}

/// Makes the page of an old address.
pub(super) fn redirect(making: &Making, index: usize) -> RedirectView {
    let redirect = &making.site.redirects[index];
    let target = making.site.at(&redirect.to).map(|id| making.site.page(id));
    RedirectView {
        title: target.map_or_else(|| redirect.to.to_string(), |page| page.title.clone()),
        url: making.frames.href(&redirect.to),
        canonical: making.frames.absolute(&redirect.to),
    }
}
