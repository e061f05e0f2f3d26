//! Which pages are made, and the view of each kind, one file a kind.
//!
//! The one entry is [`jobs`]: the site's list of addresses. A [`Job`] knows its file and renders itself.

mod article;
mod doc;
mod faq;
mod freshness;
mod guide;
mod home;
mod notice;
mod release;
mod search;
mod section;
mod task;
mod webinar;

use serde::Serialize;

use crate::content::Kind;
use crate::diagnostics::Diagnostic;
use crate::site::{PageId, Place, SectionId, What, page_file};

use super::Making;

/// One page to make.
pub(super) enum Job<'a> {
    /// What stands at an address of the site.
    Place(&'a Place),
    /// An old address, by its index.
    Redirect(usize),
}

/// Lists every page to make.
pub(super) fn jobs<'a>(making: &Making<'a>) -> Vec<Job<'a>> {
    let redirects = (0..making.site.redirects.len()).map(Job::Redirect);
    making.site.places.iter().map(Job::Place).chain(redirects).collect()
}

impl Job<'_> {
    /// Returns the path of the page's file in the output.
    pub(super) fn file(&self, making: &Making) -> String {
        page_file(match self {
            Self::Place(place) => &place.address,
            Self::Redirect(index) => &making.site.redirects[*index].from,
        })
    }

    /// Renders the page.
    pub(super) fn render(&self, making: &Making) -> Result<String, Box<Diagnostic>> {
        let place = match self {
            Self::Place(place) => place,
            Self::Redirect(index) => {
                return Page::of("redirect.html", &making.site.config.language).render(making, &home::redirect(making, *index));
            }
        };
        let language = &place.language;
        match place.what {
            What::Section(id) => folder(making, id, language),
            What::Page(id) => own_page(making, id),
            What::Tracks => Page::of("track_list.html", language).render(making, &guide::list(making, language)),
            What::Playbooks => {
                Page::of("section.html", language).render(making, &section::playbooks(making, language, &place.address))
            }
            What::Track(index) => Page::of("track.html", language).render(making, &guide::track(making, index)),
            What::Task(track, task) => Page::of("task.html", language).render(making, &task::task(making, track, task)),
            What::Step(step) => Page::of("step.html", language).render(making, &guide::step(making, language, step)),
            What::Freshness => Page::of("freshness.html", language).render(making, &freshness::dashboard(making, &place.address)),
            What::Search => Page::of("search.html", language).render(making, &search::search(making, &place.address, language)),
            What::NotFound => Page::of("not_found.html", language).render(making, &home::not_found(making, language)),
        }
    }
}

/// Renders a folder's page; the folders that the dialect knows have lists of their own.
fn folder(making: &Making, id: SectionId, language: &str) -> Result<String, Box<Diagnostic>> {
    match making.site.section(id).folder.as_str() {
        "" => Page::of("home.html", language).render(making, &home::home(making, id)),
        "faq" => Page::of("faq_list.html", language).render(making, &faq::list(making, id)),
        "releases" => Page::of("release_list.html", language).render(making, &release::list(making, id)),
        "webinars" => Page::of("webinar_list.html", language).render(making, &webinar::list(making, id)),
        _ => Page::of("section.html", language).render(making, &section::section(making, id)),
    }
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
