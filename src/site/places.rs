//! Every address at which the site writes a page: the one list that redirects, clashes, the sitemap and rendering go by.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::Config;
use crate::content::Kind;

use super::guides::TrackPlan;
use super::page::{Page, PageId};
use super::sections::{Section, SectionId};

/// An address of the site and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Site-relative address, decoded, with slashes at both ends (or a file's name at the end).
    pub address: Arc<str>,
    /// The language of the page there.
    pub language: String,
    /// What stands there.
    pub what: What,
    /// The page whose front matter says when it changed.
    pub page: Option<PageId>,
    /// Whether search engines should know it.
    pub indexed: bool,
}

/// What stands at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A folder of `content/`; its root is a language's start page.
    Section(SectionId),
    /// An article, FAQ entry, release, webinar or playbook.
    Page(PageId),
    /// The list of a language's tracks.
    Tracks,
    /// The list of a language's playbooks.
    Playbooks,
    /// A track, by its index.
    Track(usize),
    /// A task in a track: the track's index and the task's place in it.
    Task(usize, usize),
    /// A step, by its index in the configuration.
    Step(usize),
    /// The page of a language's search.
    Search,
    /// What is shown for addresses that lead nowhere.
    NotFound,
    /// The staff's page about freshness.
    Freshness,
}

/// Returns the output file of an address.
pub fn page_file(address: &str) -> String {
    let inner = address.trim_start_matches('/');
    if inner.is_empty() || inner.ends_with('/') { format!("{inner}index.html") } else { inner.to_owned() }
}

/// What the list is made of.
#[derive(Clone, Copy)]
pub(super) struct Standing<'a> {
    pub pages: &'a [Page],
    pub sections: &'a [Section],
    pub tracks: &'a [TrackPlan],
    pub config: &'a Config,
    pub is_staff: bool,
}

/// Lists every address: folders, pages, tracks with their tasks, by language the list of tracks, the steps, the search and the
/// page for addresses that lead nowhere, and for staff the page about freshness.
pub(super) fn list(standing: &Standing) -> Vec<Place> {
    let mut places: Vec<Place> = standing.sections().chain(standing.pages()).collect();
    for (index, track) in standing.tracks.iter().enumerate() {
        places.extend(standing.track(index, track));
    }
    for language in &standing.config.languages {
        places.extend(standing.guides(language));
        places.extend(standing.search(language));
    }
    if standing.is_staff {
        let freshness = standing.freshness(&places);
        places.push(freshness);
    }
    places
}

impl<'a> Standing<'a> {
    fn page(&self, id: PageId) -> &'a Page {
        &self.pages[id.index()]
    }

    fn prefix(&self, language: &str) -> String {
        if language == self.config.language { String::new() } else { format!("/{language}") }
    }

    /// The root of the site's own language is always there; other folders where they hold something.
    fn has_page(self, section: &Section) -> bool {
        let is_root = section.folder.is_empty() && section.language == self.config.language;
        is_root || section.total > 0 || section.index.is_some()
    }

    fn sections(self) -> impl Iterator<Item = Place> + 'a {
        let is_there = move |(_, section): &(usize, &Section)| self.has_page(section);
        self.sections.iter().enumerate().filter(is_there).map(move |(index, section)| Place {
            address: Arc::clone(&section.address),
            language: section.language.clone(),
            what: What::Section(SectionId::of(index)),
            page: section.index,
            indexed: section.index.is_none_or(|index| is_indexed(self.page(index))),
        })
    }

    fn pages(self) -> impl Iterator<Item = Place> + 'a {
        let has_own = |page: &Page| {
            matches!(page.kind, Kind::Article(_) | Kind::Faq | Kind::Release(_) | Kind::Webinar(_) | Kind::Playbook)
        };
        self.pages.iter().enumerate().filter(move |(_, page)| has_own(page)).filter_map(|(index, page)| {
            Some(Place {
                address: page.address.clone()?,
                language: page.language.clone(),
                what: What::Page(PageId::at(index)),
                page: Some(PageId::at(index)),
                indexed: is_indexed(page) && !matches!(page.kind, Kind::Playbook),
            })
        })
    }

    fn track(self, index: usize, track: &TrackPlan) -> impl Iterator<Item = Place> {
        let own = self.page(track.page);
        let place = own.address.clone().map(|address| Place {
            address,
            language: own.language.clone(),
            what: What::Track(index),
            page: Some(track.page),
            indexed: is_indexed(own),
        });
        let tasks = track.placements().enumerate().map(move |(number, placement)| {
            let task = self.page(placement.task);
            Place {
                address: Arc::clone(&placement.address),
                language: own.language.clone(),
                what: What::Task(index, number),
                page: Some(placement.task),
                // Elsewhere it is the same page again.
                indexed: is_indexed(task) && task.address.as_ref() == Some(&placement.address),
            }
        });
        place.into_iter().chain(tasks).collect::<Vec<_>>().into_iter()
    }

    /// The list of tracks, the steps that have anything, and `404.html`.
    fn guides(self, language: &str) -> Vec<Place> {
        let prefix = self.prefix(language);
        let place = |address: String, what, page: Option<PageId>, indexed| Place {
            address: address.into(),
            language: language.to_owned(),
            what,
            page,
            indexed: indexed && page.is_none_or(|page| is_indexed(self.page(page))),
        };
        let steps: Vec<usize> = self.steps(language).into_iter().collect();
        let address = format!("{prefix}/guides/");
        let index = self.pages.iter().position(|page| page.address.as_deref() == Some(&address)).map(PageId::at);
        let has_tracks = self.tracks.iter().any(|track| self.page(track.page).language == language);
        let mut places = Vec::new();
        if has_tracks || !steps.is_empty() || index.is_some() {
            places.push(place(address, What::Tracks, index, true));
        }
        let is_playbook =
            |page: &Page| matches!(page.kind, Kind::Playbook) && page.language == language && page.address.is_some();
        if self.pages.iter().any(is_playbook) {
            places.push(place(format!("{prefix}/guides/playbooks/"), What::Playbooks, None, false));
        }
        let step = |step: usize| {
            let id = self.config.steps.get(step).map_or("", |step| step.id.value.as_str());
            place(format!("{prefix}/guides/steps/{id}/"), What::Step(step), None, true)
        };
        places.extend(steps.into_iter().map(step));
        places.push(place(format!("{prefix}/404.html"), What::NotFound, None, false));
        places
    }

    /// The page of the search, where there is one: what is found changes with every letter, so search engines leave it out.
    fn search(self, language: &str) -> Option<Place> {
        let is_home = |section: &Section| section.folder.is_empty() && section.language == language;
        let has_home = self.sections.iter().any(|section| is_home(section) && self.has_page(section));
        (self.config.search && has_home).then(|| Place {
            address: format!("{}/search/", self.prefix(language)).into(),
            language: language.to_owned(),
            what: What::Search,
            page: None,
            indexed: false,
        })
    }

    /// The staff's page about freshness. A collection of that name keeps its own address.
    fn freshness(self, places: &[Place]) -> Place {
        let own = "/freshness/";
        let is_taken = places.iter().any(|place| place.address.eq_ignore_ascii_case(own));
        Place {
            address: if is_taken { "/_freshness/" } else { own }.into(),
            language: self.config.language.clone(),
            what: What::Freshness,
            page: None,
            indexed: false,
        }
    }

    /// Finds the steps that have anything in a language: a listed page tagged with it, or a listed task of a listed track.
    fn steps(self, language: &str) -> BTreeSet<usize> {
        let step = |id: &str| self.config.steps.iter().position(|step| step.id.value == id);
        let step_of = |written: &str| step(written.split('/').next().unwrap_or(written));
        let is_tagged = |page: &&Page| {
            let kind = matches!(page.kind, Kind::Article(_) | Kind::Faq | Kind::Webinar(_));
            kind && page.listed && page.address.is_some() && page.language == language
        };
        let tagged = self.pages.iter().filter(is_tagged).filter_map(|page| step_of(&page.front.step.as_ref()?.value));
        let is_listed = |track: &&TrackPlan| self.page(track.page).language == language && self.page(track.page).listed;
        let phases = self.tracks.iter().filter(is_listed).flat_map(|track| &track.phases);
        let of_phases = phases
            .filter(|phase| phase.placements.iter().any(|placement| self.page(placement.task).listed))
            .filter_map(|phase| step(&phase.phase.step.as_ref()?.value));
        tagged.chain(of_phases).collect()
    }
}

/// Says whether search engines should know a page: pilots and `noindex` are reached by their address alone.
fn is_indexed(page: &Page) -> bool {
    page.listed && !page.front.noindex.as_ref().is_some_and(|noindex| noindex.value)
}
