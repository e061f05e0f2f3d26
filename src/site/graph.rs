//! The finished graph, and the indexes over what pages say and declare.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::config::Config;
use crate::content::{Data, Fields, ImageFacts, Kind};
use crate::markdown::NodeKind;
use crate::source::{Located, Span};

use super::Options;
use super::guides::TrackPlan;
use super::links::{Files, LinkTo};
use super::next::Named;
use super::page::{Page, PageId};
use super::places::Place;
use super::redirects::Redirect;
use super::releases::Releases;
use super::sections::{Section, SectionId};

/// Most pages that "related" shows.
const MOST_RELATED: usize = 5;
/// A feature or tag that more pages share than this says nothing about any two of them.
const TOO_COMMON: usize = 40;

/// The whole site. Nothing changes it once it is made.
#[derive(Debug)]
pub struct Site {
    /// The configuration.
    pub config: Config,
    /// What the build is for.
    pub options: Options,
    /// All pages in the order of their paths, also those without an address (groups, rules, snippets, unreleased records).
    pub pages: Vec<Page>,
    /// The folders of all languages; each stands behind the one above it.
    pub sections: Vec<Section>,
    /// The tracks of all languages in order.
    pub tracks: Vec<TrackPlan>,
    /// The release records.
    pub releases: Releases,
    /// Every address at which there is a page.
    pub places: Vec<Place>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// Files that are copied, by output path.
    pub files: Files,
    /// The data tables.
    pub data: Data,
    /// Who quotes, covers, shows, links and follows whom.
    pub relations: Relations,
    /// Site-relative path of a source → ISO day on which it last changed, where the config asks git for it.
    pub changed: BTreeMap<String, String>,
    /// Every `audience` as written, also of pages that this build leaves out.
    pub audiences: Vec<Located<String>>,
    /// Tasks that this build leaves out, by the names that others refer to them by.
    pub withheld_tasks: BTreeSet<String>,
    by_path: HashMap<String, PageId>,
    by_address: HashMap<Arc<str>, PageId>,
    by_folder: HashMap<(String, String), SectionId>,
    translations: HashMap<String, Vec<PageId>>,
}

/// Indexes over the pages.
#[derive(Debug, Default)]
pub struct Relations {
    /// Label as quoted → where.
    pub labels: BTreeMap<String, Vec<(PageId, Span)>>,
    /// Feature → pages that cover it.
    pub features: BTreeMap<String, Vec<PageId>>,
    /// Screen → pages that cover it or show a picture of it.
    pub screens: BTreeMap<String, Vec<PageId>>,
    /// Release as written → pages that came with it (`since`).
    pub since: BTreeMap<String, Vec<PageId>>,
    /// Release as written → pages checked against it (`verified`).
    pub verified: BTreeMap<String, Vec<PageId>>,
    /// Tag → pages.
    pub tags: BTreeMap<String, Vec<PageId>>,
    /// Product → pages for it.
    pub products: BTreeMap<String, Vec<PageId>>,
    /// Step or `step/task` as written → pages tagged with it.
    pub steps: BTreeMap<String, Vec<PageId>>,
    /// By page: the pages that link to it.
    pub backlinks: Vec<Vec<PageId>>,
    /// By page: the questions a reader asks next.
    pub next: Vec<Vec<PageId>>,
    /// By page: pages about the same things, nearest first.
    pub related: Vec<Vec<PageId>>,
}

pub(super) struct Parts {
    pub pages: Vec<Page>,
    pub sections: Vec<Section>,
    pub tracks: Vec<TrackPlan>,
    pub places: Vec<Place>,
    pub redirects: Vec<Redirect>,
    pub files: Files,
    pub data: Data,
    pub named: Named,
    pub changed: BTreeMap<String, String>,
    pub audiences: Vec<Located<String>>,
    pub withheld_tasks: BTreeSet<String>,
}

/// Indexes the parts.
pub(super) fn finish(mut parts: Parts, config: &Config, options: &Options) -> Site {
    let releases = Releases::of(&parts.pages, &config.language);
    let mut relations = Relations::of(&parts.pages, std::mem::take(&mut parts.named));
    relations.add_shown(&parts);
    let mut translations: HashMap<String, Vec<PageId>> = HashMap::new();
    for (index, page) in parts.pages.iter().enumerate() {
        translations.entry(page.stem.clone()).or_default().push(PageId::at(index));
    }
    let by_address = addressed(&parts.pages);
    let by_folder = parts
        .sections
        .iter()
        .enumerate()
        .map(|(index, section)| ((section.language.clone(), section.folder.clone()), SectionId::of(index)))
        .collect();
    let by_path = parts.pages.iter().enumerate().map(|(index, page)| (page.path.clone(), PageId::at(index))).collect();
    Site {
        config: config.clone(),
        options: options.clone(),
        pages: parts.pages,
        sections: parts.sections,
        tracks: parts.tracks,
        releases,
        places: parts.places,
        redirects: parts.redirects,
        files: parts.files,
        data: parts.data,
        relations,
        changed: parts.changed,
        audiences: parts.audiences,
        withheld_tasks: parts.withheld_tasks,
        by_path,
        by_address,
        by_folder,
        translations,
    }
}

fn addressed(pages: &[Page]) -> HashMap<Arc<str>, PageId> {
    let with_address = pages.iter().enumerate().filter_map(|(index, page)| Some((page.address.clone()?, PageId::at(index))));
    with_address.collect()
}

impl Site {
    /// Returns a page.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.index()]
    }

    /// Returns a section.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.index()]
    }

    /// Goes through all pages with their ids.
    pub fn ids(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.pages.iter().enumerate().map(|(index, page)| (PageId::at(index), page))
    }

    /// Finds a page by its file's site-relative path.
    pub fn find(&self, path: &str) -> Option<PageId> {
        self.by_path.get(path).copied()
    }

    /// Says whether this build's audience may see what is meant for others (`audience:` of a change).
    pub fn sees(&self, audience: &Fields<String>) -> bool {
        super::select::sees(audience, &self.config, &self.options)
    }

    /// Goes through the pages that have an address.
    pub fn published(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| page.address.is_some())
    }

    /// Finds a page by its address.
    pub fn at(&self, address: &str) -> Option<PageId> {
        self.by_address.get(address).copied()
    }

    /// Returns the pages that are the same text in other languages (and the page itself), in the order of paths.
    pub fn translations(&self, page: &Page) -> &[PageId] {
        self.translations.get(&page.stem).map_or(&[], Vec::as_slice)
    }

    /// Returns the page's version in a language, if it has an address.
    pub fn in_language(&self, page: &Page, language: &str) -> Option<PageId> {
        let with_address = |id: &PageId| self.page(*id).language == language && self.page(*id).address.is_some();
        self.translations(page).iter().copied().find(with_address)
    }

    /// Returns the sections above a section and itself, the root first.
    pub fn trail(&self, section: SectionId) -> Vec<SectionId> {
        let mut trail = vec![section];
        let mut at = section;
        while let Some(parent) = self.section(at).parent {
            trail.push(parent);
            at = parent;
        }
        trail.reverse();
        trail
    }

    /// Returns the root section of a language.
    pub fn root(&self, language: &str) -> Option<SectionId> {
        self.section_of(language, "")
    }

    /// Finds a section by language and folder below `content/`.
    pub fn section_of(&self, language: &str, folder: &str) -> Option<SectionId> {
        self.by_folder.get(&(language.to_owned(), folder.to_owned())).copied()
    }

    /// Returns the pages before and after a page in its section's reading order, and its place there from 1.
    pub fn neighbours(&self, id: PageId) -> Option<(Option<PageId>, Option<PageId>, usize, usize)> {
        let page = self.page(id);
        let (list, at) = (&self.section(page.section?).pages, page.position);
        if list.get(at) != Some(&id) {
            return None;
        }
        let before = at.checked_sub(1).and_then(|at| list.get(at)).copied();
        Some((before, list.get(at + 1).copied(), at + 1, list.len()))
    }

    /// Returns what is known of a picture that a page shows: by the page's own `images`, else by the file beside the picture.
    pub fn image_facts<'a>(&'a self, page: &'a Page, written: &str) -> Option<&'a ImageFacts> {
        let own = page.front.images.iter().find(|(name, _)| name.value == written).map(|(_, facts)| facts);
        own.or_else(|| {
            let shown = page.images.iter().find(|image| &*image.written == written)?;
            let source = &self.files.get(shown.file.as_deref()?)?.source;
            self.data.images.iter().find(|(path, _)| path == source).map(|(_, facts)| facts)
        })
    }

    /// Adds up how often each page was read, by `data/usage.csv`; pages that are not in it are left out.
    pub fn views(&self) -> HashMap<PageId, u64> {
        let mut views: HashMap<PageId, u64> = HashMap::new();
        for row in &self.data.usage {
            if let Some(id) = self.at(&row.page.value).or_else(|| self.find(&row.page.value)) {
                *views.entry(id).or_default() += row.views;
            }
        }
        views
    }

    /// Finds the owner a page names.
    pub fn owner(&self, page: &Page) -> Option<&crate::config::Owner> {
        let name = page.front.owner.as_ref()?;
        self.config.owners.iter().find(|owner| owner.id.value == name.value)
    }
}

impl Relations {
    fn of(pages: &[Page], named: Named) -> Self {
        let mut relations = Self { backlinks: vec![Vec::new(); pages.len()], next: named.next, ..Self::default() };
        for (index, page) in pages.iter().enumerate() {
            let id = PageId::at(index);
            relations.add_labels(page, id);
            relations.add_links(page, id);
            if page.address.is_some() && !matches!(page.kind, Kind::Release(_)) {
                relations.add_declared(page, id);
            }
        }
        relations.related = named
            .related
            .into_iter()
            .enumerate()
            .map(|(index, mut list)| {
                let found = relations.related_to(pages, PageId::at(index));
                list.extend(found.into_iter().filter(|id| !list.contains(id)).collect::<Vec<_>>());
                list
            })
            .collect();
        relations
    }

    /// Adds the screens of pictures that have a file of facts beside them.
    fn add_shown(&mut self, parts: &Parts) {
        let facts: BTreeMap<&str, &str> = parts
            .data
            .images
            .iter()
            .filter_map(|(path, facts)| Some((path.as_str(), facts.screen.as_ref()?.value.as_str())))
            .collect();
        for (index, page) in parts.pages.iter().enumerate().filter(|(_, page)| page.address.is_some()) {
            for image in &page.images {
                let source = image.file.as_deref().and_then(|file| parts.files.get(file)).map(|file| file.source.as_str());
                let Some(screen) = source.and_then(|source| facts.get(source)) else { continue };
                let list = self.screens.entry((*screen).to_owned()).or_default();
                if !list.contains(&PageId::at(index)) {
                    list.push(PageId::at(index));
                    list.sort();
                }
            }
        }
    }

    fn add_labels(&mut self, page: &Page, id: PageId) {
        for node in &page.nodes {
            if let NodeKind::Label(label) = &node.kind {
                self.labels.entry(label.text.to_string()).or_default().push((id, label.text_span));
            }
        }
    }

    fn add_links(&mut self, page: &Page, id: PageId) {
        for link in &page.links {
            if let LinkTo::Page(to, _) = link.to
                && to != id
                && self.backlinks[to.index()].last() != Some(&id)
            {
                self.backlinks[to.index()].push(id);
            }
        }
    }

    fn add_declared(&mut self, page: &Page, id: PageId) {
        let add = |index: &mut BTreeMap<String, Vec<PageId>>, name: &str| {
            let list = index.entry(name.to_owned()).or_default();
            if list.last() != Some(&id) {
                list.push(id);
            }
        };
        page.front.features.iter().for_each(|name| add(&mut self.features, &name.value));
        page.front.screens.iter().for_each(|name| add(&mut self.screens, &name.value));
        let shown = page.front.images.iter().filter_map(|(_, facts)| facts.screen.as_ref());
        shown.for_each(|name| add(&mut self.screens, &name.value));
        page.front.tags.iter().for_each(|name| add(&mut self.tags, &name.value));
        page.front.product.iter().for_each(|name| add(&mut self.products, &name.value));
        page.front.since.iter().for_each(|name| add(&mut self.since, &name.value));
        page.front.verified.iter().for_each(|name| add(&mut self.verified, &name.value));
        page.front.step.iter().for_each(|name| add(&mut self.steps, &name.value));
    }

    /// Scores pages of the same language by what they share with a page: a link each way, features, screens, tags.
    fn related_to(&self, pages: &[Page], id: PageId) -> Vec<PageId> {
        let page = &pages[id.index()];
        if page.address.is_none() {
            return Vec::new();
        }
        let mut scores: BTreeMap<PageId, u32> = BTreeMap::new();
        let linked = page.links.iter().filter_map(|link| if let LinkTo::Page(to, _) = link.to { Some(to) } else { None });
        let backlinks = &self.backlinks[id.index()];
        if backlinks.len() <= TOO_COMMON {
            let mutual: Vec<PageId> = linked.filter(|to| backlinks.contains(to)).collect();
            mutual.into_iter().for_each(|to| *scores.entry(to).or_default() += 2);
        }
        let front = &page.front;
        for (index, names, weight) in
            [(&self.features, &front.features, 3), (&self.screens, &front.screens, 2), (&self.tags, &front.tags, 1)]
        {
            for name in names {
                let sharing = index.get(&name.value).filter(|list| list.len() <= TOO_COMMON);
                sharing.into_iter().flatten().for_each(|other| *scores.entry(*other).or_default() += weight);
            }
        }
        let is_shown = |other: &PageId| {
            let other = &pages[other.index()];
            other.listed && other.language == page.language && other.address.is_some() && other.stem != page.stem
        };
        let follows = &self.next[id.index()];
        let mut list: Vec<(u32, PageId)> = scores
            .into_iter()
            .filter(|(other, _)| is_shown(other) && !follows.contains(other))
            .map(|(id, score)| (score, id))
            .collect();
        list.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        list.into_iter().take(MOST_RELATED).map(|(_, id)| id).collect()
    }
}
