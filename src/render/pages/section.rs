//! A folder's own page: what it holds.

use crate::content::Kind;
use crate::japanese;
use crate::render::view::{CollectionItem, Crumb, Head, ItemView, NavItem, SectionGroup, SectionView};
use crate::render::{Making, body};
use crate::site::{PageId, Section, SectionId};

/// What a folder's `index.md` gives to the page that lists it.
pub(super) struct Intro {
    pub head: Head,
    pub crumbs: Vec<Crumb>,
    pub title_html: String,
    pub lead: Option<String>,
    pub body: String,
}

/// Reads a folder's `index.md`; a folder without one has its own name, and the theme's words.
pub(super) fn intro(making: &Making, id: SectionId, current: &str) -> Intro {
    let section = making.site.section(id);
    let title = making.frames.section_title(section);
    let index = section.index.map(|index| making.site.page(index));
    let mut crumbs = making.frames.trail(id);
    if let Some(last) = crumbs.last_mut() {
        last.url = None;
    }
    Intro {
        head: match index {
            Some(page) => making.frames.head(page, Some(current)),
            None => making.frames.section_head(&title, section, Some(current)),
        },
        crumbs,
        title_html: japanese::with_breaks(&title),
        lead: section.description.clone(),
        body: index.map(|page| body::html(making, page)).unwrap_or_default(),
    }
}

/// Makes the page of a collection or of a folder in one. Folders below get a link each, with the number of their pages.
pub(super) fn section(making: &Making, id: SectionId) -> SectionView {
    let site = making.site;
    let section = site.section(id);
    let current = if section.collection() == "faq" { "faq" } else { "collections" };
    let Intro { head, crumbs, title_html, lead, body } = intro(making, id, current);
    let group = SectionGroup { id: "_pages".to_owned(), title: None, items: items(making, &section.pages) };
    SectionView {
        head,
        crumbs,
        title_html,
        lead,
        body,
        folders: section.children.iter().map(|child| collection(making, site.section(*child))).collect(),
        groups: if group.items.is_empty() { Vec::new() } else { vec![group] },
        count: u32::try_from(section.total).unwrap_or(u32::MAX),
        siblings: siblings(making, section),
    }
}

/// Shows a folder in a list.
pub(super) fn collection(making: &Making, section: &Section) -> CollectionItem {
    CollectionItem {
        title: making.frames.section_title(section),
        url: making.frames.href(&section.address),
        description: section.description.clone(),
        icon: section.icon.clone().unwrap_or_else(|| "folder".to_owned()),
        count: u32::try_from(section.total).unwrap_or(u32::MAX),
    }
}

/// Shows pages in a list.
pub(super) fn items(making: &Making, pages: &[PageId]) -> Vec<ItemView> {
    pages.iter().filter_map(|id| item(making, *id)).collect()
}

fn item(making: &Making, id: PageId) -> Option<ItemView> {
    let page = making.site.page(id);
    let minutes = match &page.kind {
        Kind::Task(task) => task.minutes.as_ref(),
        Kind::Webinar(webinar) => webinar.minutes.as_ref(),
        _ => None,
    };
    Some(ItemView {
        title: page.title.clone(),
        url: making.frames.href(page.address.as_deref()?),
        description: page.front.description.as_ref().map(|text| text.value.clone()),
        plans: super::doc::shown(making, &page.front.plans, &page.language),
        minutes: minutes.and_then(|minutes| u32::try_from(minutes.value).ok()),
    })
}

/// The collections of the site, this one marked.
fn siblings(making: &Making, section: &Section) -> Vec<NavItem> {
    let site = making.site;
    let collections = site.root(&section.language).map(|root| making.frames.collections(root)).unwrap_or_default();
    let item = |id: SectionId| {
        let other = site.section(id);
        let is_current = other.collection() == section.collection();
        NavItem { title: making.frames.section_title(other), url: making.frames.href(&other.address), current: is_current }
    };
    collections.into_iter().map(item).collect()
}
