//! Where each page stands on the site, and who wants the same place.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::config::Config;
use crate::content::{Entry, Kind};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{Located, Span};

use super::guides::{Guides, reference, track_name};
use super::page::Page;
use super::{Options, select};

/// First parts of addresses that the site keeps for itself; the names of languages come on top.
const RESERVED: [&str; 3] = ["a", "guides", "search"];
/// Names below `guides/` that are not tracks.
const NOT_TRACKS: [&str; 5] = ["tasks", "groups", "rules", "playbooks", "steps"];

/// Makes pages of entries and gives each its address. Clashes stop the build.
pub(super) fn give(entries: Vec<Entry>, around: &Around, config: &Config, options: &Options, found: &mut Findings) -> Vec<Page> {
    let Around { guides, slugs } = around;
    let addressing = Addressing { config, guides, options, slugs };
    let mut pages = Vec::with_capacity(entries.len());
    for entry in entries {
        let address = addressing.address(&entry);
        if let Some(address) = &address {
            addressing.check_reserved(&entry, address, found);
        } else if matches!(entry.kind, Kind::Section) {
            let finding = Diagnostic::new(Code::UnreachablePage, Span::start_of(entry.file));
            found.push(finding.wording("unreachable-page.guides").with("name", &*entry.path));
        } else if matches!(entry.kind, Kind::Task(_)) && entry.language == config.language {
            let place = entry.front.title.as_ref().map_or(Span::start_of(entry.file), |title| title.span);
            let finding = Diagnostic::new(Code::UnreachablePage, place).wording("unreachable-page.task");
            found.push(finding.with("name", reference(&entry)));
        }
        let mut page = Page::new(entry, found);
        page.address = address.map(Arc::from);
        pages.push(page);
    }
    report_clashes(&pages, config, found);
    pages
}

/// What addresses depend on besides the entry.
pub(super) struct Around<'a> {
    pub guides: &'a Guides,
    pub slugs: &'a Slugs,
}

/// The slugs of folders, given by their `index.md`: language and folder → slug.
pub(super) struct Slugs(HashMap<(String, String), Located<String>>, String);

impl Slugs {
    pub(super) fn of(entries: &[Entry], config: &Config, found: &mut Findings) -> Self {
        let mut slugs = HashMap::new();
        for entry in entries {
            let Some(slug) = &entry.front.slug else { continue };
            if !is_one_part(&slug.value) {
                found.push(Diagnostic::new(Code::WrongValue, slug.span).wording("wrong-value.slug").with("found", &*slug.value));
            } else if let (Kind::Section, Some((folder, _))) = (&entry.kind, entry.stem.rsplit_once('/')) {
                slugs.insert((entry.language.clone(), folder.to_owned()), slug.clone());
            }
        }
        Self(slugs, config.language.clone())
    }

    /// Finds where the slug is written that puts a folder above an entry at a name.
    fn source_of(&self, entry: &Entry, name: &str) -> Option<Span> {
        let above = entry.stem.match_indices('/').filter_map(|(at, _)| entry.stem.get(..at));
        let slug = |folder: &str, language: &str| self.0.get(&(language.to_owned(), folder.to_owned()));
        above
            .filter_map(|folder| slug(folder, &entry.language).or_else(|| slug(folder, &self.1)))
            .find(|slug| slug.value == name)
            .map(|slug| slug.span)
    }

    /// Returns the address of a folder below `content/`: `/billing/` for `content/billing`, `/` for `content`.
    pub(super) fn folder(&self, language: &str, folder: &str) -> String {
        let mut address = String::from("/");
        let mut walked = String::from("content");
        for part in folder.split('/').skip(1) {
            walked.push('/');
            walked.push_str(part);
            let of = |language: &str| self.0.get(&(language.to_owned(), walked.clone()));
            // A folder without an `index.md` in this language has the address it has in the site's own.
            let slug = of(language).or_else(|| of(&self.1));
            address.push_str(slug.map_or(part, |slug| slug.value.as_str()));
            address.push('/');
        }
        address
    }
}

/// A slug is one part of an address: it has no separators and is not a way up.
fn is_one_part(slug: &str) -> bool {
    !slug.trim().is_empty() && slug != "." && slug != ".." && !slug.contains(['/', '\\', '?', '#', '%', '\0'])
}

struct Addressing<'a> {
    config: &'a Config,
    guides: &'a Guides,
    options: &'a Options,
    slugs: &'a Slugs,
}

impl Addressing<'_> {
    fn address(&self, entry: &Entry) -> Option<String> {
        let own = entry.front.slug.as_ref().map(|slug| slug.value.as_str()).filter(|slug| is_one_part(slug));
        let (folder, name) = entry.stem.rsplit_once('/').unwrap_or(("", &entry.stem));
        let local = match &entry.kind {
            Kind::Section if entry.stem == "guides/index" => "/guides/".to_owned(),
            Kind::Section if entry.stem.starts_with("guides/") => return None,
            Kind::Section => self.slugs.folder(&entry.language, folder),
            Kind::Release(release) => {
                let status = release.status.as_ref().map(|status| status.value).unwrap_or_default();
                if !select::is_shown(&entry.front, status, self.config, self.options) {
                    return None;
                }
                format!("{}{}/", self.slugs.folder(&entry.language, folder), own.unwrap_or(name))
            }
            Kind::Article(_) | Kind::Faq | Kind::Webinar(_) => {
                format!("{}{}/", self.slugs.folder(&entry.language, folder), own.unwrap_or(name))
            }
            Kind::Track(_) => format!("/guides/{}/", track_name(entry)),
            Kind::Task(_) => return self.guides.canonical(&entry.language, &entry.stem).map(|address| address.to_string()),
            Kind::Playbook => format!("/guides/playbooks/{}/", own.unwrap_or(name)),
            Kind::Group(_) | Kind::Rule(_) | Kind::Snippet => return None,
        };
        Some(if entry.language == self.config.language { local } else { format!("/{}{local}", entry.language) })
    }

    fn check_reserved(&self, entry: &Entry, address: &str, found: &mut Findings) {
        let local = address.strip_prefix(&format!("/{}", entry.language)).filter(|_| entry.language != self.config.language);
        let mut parts = local.unwrap_or(address).split('/').filter(|part| !part.is_empty());
        let (first, second) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let is_content = entry.stem.starts_with("content/");
        let is_language = self.config.languages.iter().any(|language| language == first);
        let taken = if is_content && (RESERVED.contains(&first) || is_language) {
            first
        } else if matches!(entry.kind, Kind::Track(_)) && NOT_TRACKS.contains(&second) {
            second
        } else {
            return;
        };
        // The name is the page's own slug, or that of a folder above it, or was never written but as a path.
        let own = entry.front.slug.as_ref().filter(|slug| slug.value == taken).map(|slug| slug.span);
        let place = own.or_else(|| self.slugs.source_of(entry, taken)).unwrap_or(Span::start_of(entry.file));
        found.push(Diagnostic::new(Code::ReservedName, place).with("name", taken));
    }
}

/// Reports addresses and ids that two pages want. Addresses that differ in case only are the same on some systems.
fn report_clashes(pages: &[Page], config: &Config, found: &mut Findings) {
    let mut addresses: BTreeMap<String, &Page> = BTreeMap::new();
    let mut ids: BTreeMap<&str, &Page> = BTreeMap::new();
    for page in pages {
        if let Some(address) = &page.address {
            match addresses.get(&address.to_lowercase()) {
                // names that are one on some systems were told where they were read
                Some(first) if first.path.to_lowercase() == page.path.to_lowercase() => {}
                Some(first) => {
                    let place = page.front.slug.as_ref().map_or(page.place(), |slug| slug.span);
                    let finding = Diagnostic::new(Code::DuplicateAddress, place).related(first.place());
                    found.push(finding.with("url", &**address).with("first", &*first.path));
                }
                None => {
                    addresses.insert(address.to_lowercase(), page);
                }
            }
        }
        let Some(id) = page.front.id.as_ref().filter(|_| page.language == config.language) else { continue };
        match ids.get(id.value.as_str()) {
            Some(first) => {
                let related = first.front.id.as_ref().map_or(first.place(), |id| id.span);
                let finding = Diagnostic::new(Code::DuplicateId, id.span).related(related);
                found.push(finding.with("name", &*id.value).with("first", &*first.path));
            }
            None => {
                ids.insert(&id.value, page);
            }
        }
    }
}
