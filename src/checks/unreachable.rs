//! # What it does
//! Reports pages that no list and no link leads to.
//! # Why it matters
//! Nobody finds them but by their address, and nobody notices when they grow old.
//! # Example
//! A translation in a language whose start page lists nothing.
//! # What to write instead
//! A link from another page, or the right folder.

use crate::content::Kind;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::site::{LinkTo, PageId, SectionId, Site};

pub(super) fn check(site: &Site, found: &mut Findings) {
    let reached = Reached::from_home(site);
    for (id, page) in site.ids() {
        let is_lost = page.address.is_some() && page.listed && !reached.pages[id.index()];
        if is_lost && !matches!(page.kind, Kind::Section | Kind::Playbook) {
            found.push(Diagnostic::new(Code::UnreachablePage, page.place()).with("name", &*page.title));
        }
    }
}

/// What a reader can get to from the start pages by lists and links.
struct Reached<'a> {
    site: &'a Site,
    pages: Vec<bool>,
    sections: Vec<bool>,
    waiting: Vec<PageId>,
}

impl<'a> Reached<'a> {
    fn from_home(site: &'a Site) -> Self {
        let mut reached =
            Self { site, pages: vec![false; site.pages.len()], sections: vec![false; site.sections.len()], waiting: Vec::new() };
        for language in &site.config.languages {
            reached.sections_below(site.root(language));
        }
        for track in &site.tracks {
            reached.page(track.page);
            track.placements().for_each(|placement| reached.page(placement.task));
        }
        while let Some(id) = reached.waiting.pop() {
            reached.follow(id);
        }
        reached
    }

    fn page(&mut self, id: PageId) {
        if !std::mem::replace(&mut self.pages[id.index()], true) {
            self.waiting.push(id);
        }
    }

    fn sections_below(&mut self, start: Option<SectionId>) {
        let mut waiting: Vec<SectionId> = start.into_iter().collect();
        while let Some(id) = waiting.pop() {
            if std::mem::replace(&mut self.sections[id.index()], true) {
                continue;
            }
            let section = self.site.section(id);
            waiting.extend(&section.children);
            section.pages.iter().chain(&section.index).for_each(|page| self.page(*page));
        }
    }

    fn follow(&mut self, id: PageId) {
        let site = self.site;
        for link in &site.page(id).links {
            match &link.to {
                LinkTo::Page(to, _) => self.page(*to),
                LinkTo::Section(section) => self.sections_below(Some(*section)),
                _ => {}
            }
        }
        let relations = &site.relations;
        relations.next[id.index()].iter().chain(&relations.related[id.index()]).for_each(|to| self.page(*to));
    }
}
