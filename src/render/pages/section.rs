//! A folder's own page: what it holds.

use std::collections::BTreeSet;

use crate::content::Kind;
use crate::japanese;
use crate::render::view::{CollectionItem, Crumb, Head, ItemView, NavItem, NoticeView, SectionGroup, SectionView};
use crate::render::{Making, body};
use crate::site::{Page, PageId, Section, SectionId};

/// What a folder's `index.md` gives to the page that lists it.
pub(super) struct Intro {
    pub head: Head,
    pub crumbs: Vec<Crumb>,
    pub title_html: String,
    pub lead: Option<String>,
    pub notice: Option<NoticeView>,
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
        notice: section.index.and_then(|index| super::notice::notice(making, index)),
        body: section.index.map(|index| body::html(making, index)).unwrap_or_default(),
    }
}

/// Makes the page of a collection or of a folder in one. Folders below get a link each, with the number of their pages.
pub(super) fn section(making: &Making, id: SectionId) -> SectionView {
    let site = making.site;
    let section = site.section(id);
    let current = if section.collection() == "faq" { "faq" } else { "collections" };
    let Intro { head, crumbs, title_html, lead, notice, body } = intro(making, id, current);
    let groups = by_product(making, &section.pages, &section.language);
    SectionView {
        head,
        crumbs,
        title_html,
        lead,
        notice,
        body,
        folders: section.children.iter().map(|child| collection(making, site.section(*child))).collect(),
        by_product: groups.iter().filter(|group| group.title.is_some()).count() > 1,
        groups,
        count: u32::try_from(section.total).unwrap_or(u32::MAX),
        siblings: siblings(making, section),
    }
}

/// Groups pages by the products they are for, those for all of them first; one group where there is nothing to choose from.
fn by_product(making: &Making, pages: &[PageId], language: &str) -> Vec<SectionGroup> {
    let of = |id: &PageId| making.site.page(*id).front.product.iter().map(|name| name.value.as_str());
    let products: BTreeSet<&str> = pages.iter().flat_map(of).collect();
    let group = |number: usize, title: Option<String>, pages: Vec<PageId>| {
        let mut items = items(making, &pages);
        if title.is_some() {
            items.iter_mut().for_each(|item| item.products.clear());
        }
        SectionGroup { id: format!("_pages-{number}"), title, items }
    };
    if products.len() < 2 {
        return Some(group(0, None, pages.to_vec())).filter(|group| !group.items.is_empty()).into_iter().collect();
    }
    let common = pages.iter().copied().filter(|id| of(id).next().is_none()).collect();
    let titled = products.iter().enumerate().map(|(number, product)| {
        let own = pages.iter().copied().filter(|id| of(id).any(|name| name == *product)).collect();
        group(number + 1, Some(making.site.config.shown(product, language).to_owned()), own)
    });
    std::iter::once(group(0, None, common)).chain(titled).filter(|group| !group.items.is_empty()).collect()
}

/// Makes the list of playbooks, which only staff have.
pub(super) fn playbooks(making: &Making, language: &str, address: &str) -> SectionView {
    let is_one = |page: &Page| matches!(page.kind, Kind::Playbook) && page.language == language && page.address.is_some();
    let pages: Vec<PageId> = making.site.ids().filter(|(_, page)| is_one(page)).map(|(id, _)| id).collect();
    let title = making.frames.text(language, "playbooks");
    SectionView {
        head: making.frames.plain_head(title, address, language, Some("guides")),
        crumbs: vec![making.frames.home_crumb(language), Crumb { title: title.to_owned(), url: None }],
        title_html: japanese::with_breaks(title),
        count: u32::try_from(pages.len()).unwrap_or(u32::MAX),
        groups: vec![SectionGroup { id: "_pages-0".to_owned(), title: None, items: items(making, &pages) }],
        ..SectionView::default()
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
        sort: super::doc::sort(page).map(str::to_owned),
        plans: super::doc::shown(making, &page.front.plans, &page.language),
        products: super::doc::products(making, page),
        minutes: minutes.and_then(|minutes| u32::try_from(minutes.value).ok()),
        outdated: super::notice::is_outdated(making, id),
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
