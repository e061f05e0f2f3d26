//! Which pages are made, and the view of each kind, one file a kind.
//!
//! The one entry is [`jobs`]; a [`Job`] knows its file and renders itself.

mod article;
mod doc;
mod faq;
mod guide;
mod home;
mod release;
mod section;
mod task;
mod webinar;

/// Returns the address of a step's page; see [`guide::step_address`].
pub(super) fn step_address(making: &Making, language: &str, step: usize) -> String {
    guide::step_address(making, language, step)
}

use std::sync::Arc;

use serde::Serialize;

use crate::content::Kind;
use crate::diagnostics::Diagnostic;
use crate::site::{PageId, SectionId};

use super::Making;
use super::frame::prefix;

/// One page to make.
pub(super) enum Job {
    /// A language's start page.
    Home(SectionId),
    /// A folder's page.
    Section(SectionId),
    /// The list of all questions.
    Faqs(SectionId),
    /// The list of releases.
    Releases(SectionId),
    /// The list of webinars.
    Webinars(SectionId),
    /// An article, FAQ entry, release, webinar or playbook.
    Page(PageId),
    /// The list of tracks in a language.
    Tracks(String),
    /// A track, by its index.
    Track(usize),
    /// A task in a track: the track's index and the task's place in it.
    Task(usize, usize),
    /// A step in a language: its index in the plan.
    Step(String, usize),
    /// The page for addresses that lead nowhere.
    NotFound(String),
    /// An old address, by its index.
    Redirect(usize),
}

/// Lists every page to make.
pub(super) fn jobs(making: &Making) -> Vec<Job> {
    let site = making.site;
    let mut jobs = Vec::new();
    for (index, section) in site.sections.iter().enumerate() {
        let id = SectionId::of(index);
        jobs.extend(match section.folder.as_str() {
            "" => (section.language == site.config.language || section.total > 0 || section.index.is_some())
                .then_some(Job::Home(id)),
            _ if section.total == 0 && section.index.is_none() => None,
            "faq" => Some(Job::Faqs(id)),
            "releases" => Some(Job::Releases(id)),
            "webinars" => Some(Job::Webinars(id)),
            _ => Some(Job::Section(id)),
        });
    }
    let has_own_page =
        |kind: &Kind| matches!(kind, Kind::Article(_) | Kind::Faq | Kind::Release(_) | Kind::Webinar(_) | Kind::Playbook);
    jobs.extend(site.ids().filter(|(_, page)| page.address.is_some() && has_own_page(&page.kind)).map(|(id, _)| Job::Page(id)));
    for (index, track) in site.tracks.iter().enumerate() {
        jobs.push(Job::Track(index));
        jobs.extend((0..track.placements().count()).map(|task| Job::Task(index, task)));
    }
    for language in &site.config.languages {
        let steps = making.plan.steps.get(language).map_or(0, Vec::len);
        if steps > 0 || site.tracks.iter().any(|track| site.page(track.page).language == *language) {
            jobs.push(Job::Tracks(language.clone()));
        }
        jobs.extend((0..steps).map(|step| Job::Step(language.clone(), step)));
        jobs.push(Job::NotFound(language.clone()));
    }
    jobs.extend((0..site.redirects.len()).map(Job::Redirect));
    jobs
}

impl Job {
    /// Returns the path of the page's file in the output.
    pub(super) fn file(&self, making: &Making) -> String {
        let address = self.address(making);
        let inner = address.trim_start_matches('/');
        if inner.is_empty() || inner.ends_with('/') { format!("{inner}index.html") } else { inner.to_owned() }
    }

    fn address(&self, making: &Making) -> Arc<str> {
        let site = making.site;
        match self {
            Self::Home(id) | Self::Section(id) | Self::Faqs(id) | Self::Releases(id) | Self::Webinars(id) => {
                Arc::clone(&site.section(*id).address)
            }
            Self::Page(id) => site.page(*id).address.clone().unwrap_or_default(),
            Self::Track(track) => site.page(site.tracks[*track].page).address.clone().unwrap_or_default(),
            Self::Task(track, task) => {
                site.tracks[*track].placements().nth(*task).map(|placement| Arc::clone(&placement.address)).unwrap_or_default()
            }
            Self::Tracks(language) => format!("{}/guides/", prefix(language, &site.config)).into(),
            Self::Step(language, step) => guide::step_address(making, language, *step).into(),
            Self::NotFound(language) => format!("{}/404.html", prefix(language, &site.config)).into(),
            Self::Redirect(index) => Arc::clone(&site.redirects[*index].from),
        }
    }

    /// Renders the page.
    pub(super) fn render(&self, making: &Making) -> Result<String, Box<Diagnostic>> {
        match self {
            Self::Home(id) => Page::of("home.html", section_language(making, *id)).render(making, &home::home(making, *id)),
            Self::Section(id) => {
                Page::of("section.html", section_language(making, *id)).render(making, &section::section(making, *id))
            }
            Self::Faqs(id) => Page::of("faq_list.html", section_language(making, *id)).render(making, &faq::list(making, *id)),
            Self::Releases(id) => {
                Page::of("release_list.html", section_language(making, *id)).render(making, &release::list(making, *id))
            }
            Self::Webinars(id) => {
                Page::of("webinar_list.html", section_language(making, *id)).render(making, &webinar::list(making, *id))
            }
            Self::Page(id) => own_page(making, *id),
            Self::Tracks(language) => Page::of("track_list.html", language).render(making, &guide::list(making, language)),
            Self::Track(index) => {
                let language = &making.site.page(making.site.tracks[*index].page).language;
                Page::of("track.html", language).render(making, &guide::track(making, *index))
            }
            Self::Task(track, task) => {
                let language = &making.site.page(making.site.tracks[*track].page).language;
                Page::of("task.html", language).render(making, &task::task(making, *track, *task))
            }
            Self::Step(language, step) => Page::of("step.html", language).render(making, &guide::step(making, language, *step)),
            Self::NotFound(language) => Page::of("not_found.html", language).render(making, &home::not_found(making, language)),
            Self::Redirect(index) => {
                Page::of("redirect.html", &making.site.config.language).render(making, &home::redirect(making, *index))
            }
        }
    }
}

fn section_language<'a>(making: &'a Making, id: SectionId) -> &'a str {
    &making.site.section(id).language
}

fn own_page(making: &Making, id: PageId) -> Result<String, Box<Diagnostic>> {
    let page = making.site.page(id);
    match &page.kind {
        Kind::Faq => Page::of("faq.html", &page.language).render(making, &faq::entry(making, id)),
        Kind::Release(_) => Page::of("release.html", &page.language).render(making, &release::release(making, id)),
        Kind::Webinar(_) => Page::of("webinar.html", &page.language).render(making, &webinar::webinar(making, id)),
        _ => Page::of("article.html", &page.language).render(making, &article::article(making, id)),
    }
}

/// A template and the language whose frame stands around it.
struct Page<'a> {
    template: &'a str,
    language: &'a str,
}

impl<'a> Page<'a> {
    fn of(template: &'a str, language: &'a str) -> Self {
        Self { template, language }
    }

    fn render(&self, making: &Making, view: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        let own = &making.site.config.language;
        let shared = making.frames.shared(self.language).or_else(|| making.frames.shared(own));
        shared.map_or_else(|| Ok(String::new()), |shared| making.engine.render(self.template, view, shared))
    }
}
