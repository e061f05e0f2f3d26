//! Folders of `content/` as sections: their tree, the order of their pages, and which pages stand before and after.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::content::Kind;

use super::address::Slugs;
use super::page::{Page, PageId};
use super::releases::release_order;

/// A section among [`super::Site::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u32);

impl SectionId {
    /// Makes the id of the section at an index.
    pub fn of(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Returns the index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A folder in one language: a collection, a folder below one, FAQ topics, releases, webinars; the root is the home page.
#[derive(Debug, Clone)]
pub struct Section {
    /// The language.
    pub language: String,
    /// The folder below `content/`: `billing/export`; empty for the root.
    pub folder: String,
    /// The title its `index.md` gives.
    pub title: Option<String>,
    /// The description its `index.md` gives.
    pub description: Option<String>,
    /// The icon its `index.md` names.
    pub icon: Option<String>,
    /// Site-relative address, decoded.
    pub address: Arc<str>,
    /// The folder above; `None` for the root.
    pub parent: Option<SectionId>,
    /// Folders below, in order.
    pub children: Vec<SectionId>,
    /// Listed pages directly inside, in reading order.
    pub pages: Vec<PageId>,
    /// Its `index.md`.
    pub index: Option<PageId>,
    /// Listed pages inside, folders below included.
    pub total: usize,
}

impl Section {
    /// Returns the folder's own name, for sections without a title.
    pub fn name(&self) -> &str {
        self.folder.rsplit('/').next().unwrap_or(&self.folder)
    }

    /// Returns the collection it belongs to: the folder's first part; empty for the root.
    pub fn collection(&self) -> &str {
        self.folder.split('/').next().unwrap_or("")
    }
}

/// Makes the sections of every language and tells each page which one lists it. The root of each language comes first;
/// a folder stands behind the one above it.
pub(super) fn order(pages: &mut [Page], slugs: &Slugs, config: &Config) -> Vec<Section> {
    let mut building = Building { sections: Vec::new(), by_folder: BTreeMap::new(), slugs };
    for language in &config.languages {
        building.section(language, "", config);
    }
    for (index, page) in pages.iter_mut().enumerate() {
        building.add(page, PageId::at(index), config);
    }
    let mut sections = building.sections;
    for section in &mut sections {
        section.pages.sort_by(|a, b| compare(&pages[a.index()], &pages[b.index()]));
    }
    for section in &sections {
        for (position, page) in section.pages.iter().enumerate() {
            pages[page.index()].position = position;
        }
    }
    count(&mut sections);
    sort_children(&mut sections, pages);
    sections
}

struct Building<'a> {
    sections: Vec<Section>,
    by_folder: BTreeMap<(String, String), SectionId>,
    slugs: &'a Slugs,
}

impl Building<'_> {
    fn add(&mut self, page: &mut Page, id: PageId, config: &Config) {
        let Some(address) = page.address.clone() else { return };
        if page.stem != "content" && !page.stem.starts_with("content/") {
            return;
        }
        let folder = page.folder().strip_prefix("content").unwrap_or("").trim_start_matches('/').to_owned();
        let section = self.section(&page.language, &folder, config);
        page.section = Some(section);
        let section = &mut self.sections[section.index()];
        if matches!(page.kind, Kind::Section) {
            section.title = page.listed.then(|| page.title.clone());
            section.description = page.front.description.as_ref().filter(|_| page.listed).map(|text| text.value.clone());
            section.icon = page.front.icon.as_ref().map(|icon| icon.value.clone());
            section.address = address;
            section.index = Some(id);
        } else {
            if page.listed {
                section.pages.push(id);
            }
        }
    }

    /// Finds or makes a folder's section, and those above it.
    fn section(&mut self, language: &str, folder: &str, config: &Config) -> SectionId {
        let key = (language.to_owned(), folder.to_owned());
        if let Some(id) = self.by_folder.get(&key) {
            return *id;
        }
        let parent = (!folder.is_empty()).then(|| {
            let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
            self.section(language, above, config)
        });
        let id = SectionId::of(self.sections.len());
        if let Some(parent) = parent {
            self.sections[parent.index()].children.push(id);
        }
        let prefix = if language == config.language { String::new() } else { format!("/{language}") };
        let below = if folder.is_empty() { "content".to_owned() } else { format!("content/{folder}") };
        let address = format!("{prefix}{}", self.slugs.folder(language, &below));
        self.sections.push(Section {
            language: language.to_owned(),
            folder: folder.to_owned(),
            title: None,
            description: None,
            icon: None,
            address: address.into(),
            parent,
            children: Vec::new(),
            pages: Vec::new(),
            index: None,
            total: 0,
        });
        self.by_folder.insert(key, id);
        id
    }
}

/// Releases and webinars newest first; other pages by `order`, then by file name with numbers compared as numbers.
fn compare(a: &Page, b: &Page) -> std::cmp::Ordering {
    let date = |page: &Page| match &page.kind {
        Kind::Webinar(webinar) => webinar.starts.as_ref().or(page.front.date.as_ref()).map(|at| at.value.clone()),
        _ => page.front.date.as_ref().map(|date| date.value.clone()),
    };
    let is_dated = |page: &Page| matches!(page.kind, Kind::Release(_) | Kind::Webinar(_));
    if is_dated(a) && is_dated(b) {
        let (left, right) = (date(a).unwrap_or_default(), date(b).unwrap_or_default());
        return release_order((&right, b.name()), (&left, a.name()));
    }
    a.rank().cmp(&b.rank()).then_with(|| release_order(("", a.name()), ("", b.name())))
}

/// Sections stand behind those above them, so going backwards sums up every tree.
fn count(sections: &mut [Section]) {
    for index in (0..sections.len()).rev() {
        sections[index].total += sections[index].pages.len();
        let total = sections[index].total;
        if let Some(parent) = sections[index].parent {
            sections[parent.index()].total += total;
        }
    }
}

/// Folders by `order`, then by name; empty ones are not listed.
fn sort_children(sections: &mut [Section], pages: &[Page]) {
    let keys: Vec<(i64, String)> = sections
        .iter()
        .map(|section| (section.index.map_or(i64::MAX, |index| pages[index.index()].rank()), section.name().to_owned()))
        .collect();
    let shown: Vec<bool> = sections.iter().map(|section| section.total > 0 || section.index.is_some()).collect();
    for section in sections {
        section.children.retain(|child| shown[child.index()]);
        section.children.sort_by(|a, b| {
            let (left, right) = (&keys[a.index()], &keys[b.index()]);
            left.0.cmp(&right.0).then_with(|| release_order(("", &left.1), ("", &right.1)))
        });
    }
}
