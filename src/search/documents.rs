//! What can be found: every page that lists show, cut at its headings.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::content::{Kind, Release};
use crate::freshness::{Freshness, State};
use crate::japanese::{self, Reader, Script};
use crate::markdown::{LabelForm, Node, NodeKind, Tag, TagEnd};
use crate::site::{Page, PageId, SectionId, Site, encode};

use super::analysis::{reading_key, reading_runs};
use super::views::Views;

/// A page as the search sees it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The page.
    pub page: PageId,
    /// Site-relative address, percent-encoded.
    pub url: String,
    /// The title.
    pub title: String,
    /// How the title is read.
    pub title_said: Said,
    /// What readers call it; see [`kind_name`].
    pub kind: &'static str,
    /// Titles of the folders above it.
    pub place: Vec<String>,
    /// The description that its writer gave.
    pub description: String,
    /// Readers' own words for it.
    pub intents: Vec<String>,
    /// The text before the first heading (without one of its own), then one part a heading.
    pub parts: Vec<Part>,
    /// How much it is read and to be trusted, from 0 to 9.
    pub prior: u8,
}

/// A heading and what stands below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The heading's words.
    pub heading: String,
    /// How the heading is read.
    pub said: Said,
    /// Its id on the page.
    pub id: String,
    /// The words below it, up to the next heading.
    pub text: String,
    /// Code below it.
    pub code: String,
}

/// How a title or heading is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The key of its reading.
    pub key: String,
    /// The first kana of each of its words.
    pub beginnings: Vec<String>,
}

impl Said {
    /// Reads a text.
    pub fn of(text: &str, reader: &Reader) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        let normal = japanese::normalise(text);
        if !normal.chars().any(|c| Script::of(c) == Script::Kanji) {
            // kana is its own reading; where its words begin doesn't matter, since they stand as written
            let key = reading_key(&normal);
            let beginnings = reading_runs(&key).map(|run| run.chars().take(2).collect()).collect();
            return Self { key, beginnings };
        }
        let mut reading = String::with_capacity(text.len());
        let mut beginnings = Vec::new();
        for morpheme in reader.read(&normal) {
            reading.push_str(&morpheme.reading);
            let key = reading_key(&morpheme.reading);
            if !key.is_empty() {
                beginnings.push(key.chars().take(2).collect());
            }
        }
        Self { key: reading_key(&reading), beginnings }
    }
}

/// The readings of all titles and headings: many pages have the same ones.
struct Readings<'a> {
    known: HashMap<&'a str, Said>,
}

impl<'a> Readings<'a> {
    fn of(pages: &[(PageId, &'a Page)], reader: &Reader) -> Self {
        let headings = pages.iter().flat_map(|(_, page)| page.outline.headings.iter().map(|heading| heading.text.as_str()));
        let heads: HashSet<&str> = pages.iter().map(|(_, page)| page.title.as_str()).chain(headings).collect();
        Self { known: heads.into_par_iter().map(|head| (head, Said::of(head, reader))).collect() }
    }

    fn said(&self, head: &str) -> Said {
        self.known.get(head).cloned().unwrap_or_default()
    }
}

/// Gathers a language's documents in the order of their paths.
pub fn documents(site: &Site, freshness: &Freshness, reader: &Reader, language: &str) -> Vec<Document> {
    let views = Views::of(site);
    let is_found = |page: &Page| page.language == language && page.listed && page.address.is_some();
    let all =
        site.ids().filter(|(_, page)| is_found(page) && !matches!(page.kind, Kind::Group(_) | Kind::Rule(_) | Kind::Snippet));
    let all: Vec<(PageId, &Page)> = all.collect();
    let readings = Readings::of(&all, reader);
    let prior = |id| prior(&views, freshness, id);
    all.into_par_iter().map(|(id, page)| document((site, &readings), (id, page), prior(id))).collect()
}

/// Returns the kinds of pages as readers tell them apart: `article faq guide release webinar playbook`.
pub fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Faq => "faq",
        Kind::Task(_) | Kind::Track(_) => "guide",
        Kind::Release(_) => "release",
        Kind::Webinar(_) => "webinar",
        Kind::Playbook => "playbook",
        _ => "article",
    }
}

fn document((site, readings): (&Site, &Readings), (id, page): (PageId, &Page), prior: u8) -> Document {
    let given = |text: &Option<crate::source::Located<String>>| text.as_ref().map(|text| text.value.clone()).unwrap_or_default();
    let front = &page.front;
    let own = front.intents.iter().chain(&front.keywords).chain(&front.tags).map(|words| words.value.clone());
    let mut parts = parts(page, readings);
    if let Some(lead) = parts.first_mut() {
        lead.text = [declared(site, page), std::mem::take(&mut lead.text)].concat();
    }
    Document {
        page: id,
        url: encode(page.address.as_deref().unwrap_or("/")),
        title: page.title.clone(),
        title_said: readings.said(&page.title),
        kind: kind_name(&page.kind),
        place: page.section.map(|section| place(site, section)).unwrap_or_default(),
        description: given(&front.description),
        // a release is asked for by its name
        intents: own.chain(page.release_name().map(str::to_owned)).collect(),
        parts,
        prior,
    }
}

fn place(site: &Site, section: SectionId) -> Vec<String> {
    let named = |id: SectionId| {
        let section = site.section(id);
        // lists that every site has are named by the kind of what stands in them
        let is_named = !matches!(section.folder.as_str(), "" | "faq" | "releases" | "webinars") || section.title.is_some();
        let title = section.title.clone().unwrap_or_else(|| section.name().to_owned());
        (is_named && !section.folder.is_empty()).then_some(title)
    };
    site.trail(section).into_iter().filter_map(named).collect()
}

/// How much a page is read, less what speaks against it: old statements, an expired check.
fn prior(views: &Views, freshness: &Freshness, page: PageId) -> u8 {
    let held = match freshness.pages.get(page.index()).and_then(|page| page.state) {
        Some(State::Outdated) => 0,
        // readers are told of both; that a check has expired is the staff's own matter
        Some(State::Affected) => 2,
        _ => 4,
    };
    held + views.rank(page)
}

/// Returns what a page says in its front matter: the sentences of a release's changes, of a task's proof.
fn declared(site: &Site, page: &Page) -> String {
    let mut lines: Vec<&str> = page.front.why.iter().map(|why| why.value.as_str()).collect();
    match &page.kind {
        Kind::Release(release) => lines.extend(changes(site, page, release)),
        Kind::Task(task) => lines.extend(task.done_when.iter().map(|done| done.value.as_str())),
        Kind::Track(track) => {
            lines.extend(track.phases.iter().filter_map(|phase| phase.title.as_ref()).map(|title| title.value.as_str()));
            lines.extend(track.phases.iter().flat_map(|phase| &phase.exit).map(|exit| exit.value.as_str()));
        }
        Kind::Webinar(webinar) => lines.extend(webinar.chapters.iter().map(|(_, title)| title.value.as_str())),
        _ => {}
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Changes are written in the site's language; a record in another language has its own text.
fn changes<'a>(site: &'a Site, page: &Page, release: &'a Release) -> Vec<&'a str> {
    if page.language != site.config.language {
        return Vec::new();
    }
    let seen = release.changes.iter().filter(|change| site.sees(&change.audience));
    let words = seen.flat_map(|change| {
        let labels = change.label.iter().flat_map(|label| [&label.from, &label.to]).flatten();
        change.summary.iter().chain(labels)
    });
    words.map(|words| words.value.as_str()).collect()
}

fn parts(page: &Page, readings: &Readings) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    let mut walker = Walker { in_code: false, in_heading: false };
    for (at, node) in page.nodes.iter().enumerate() {
        if let NodeKind::Start(Tag::Heading { .. }) = &node.kind {
            let heading = page.outline.at_node(at);
            let (heading, id) = heading.map(|heading| (heading.text.clone(), heading.id.clone())).unwrap_or_default();
            parts.push(Part { said: readings.said(&heading), heading, id, ..Part::default() });
        }
        if let Some(part) = parts.last_mut() {
            walker.take(node, part);
        }
    }
    for part in &mut parts {
        part.text.truncate(part.text.trim_end().len());
    }
    parts
}

/// Where in the text the walk is.
struct Walker {
    in_code: bool,
    in_heading: bool,
}

impl Walker {
    fn take(&mut self, node: &Node, part: &mut Part) {
        match &node.kind {
            NodeKind::Start(Tag::CodeBlock { .. }) => self.in_code = true,
            NodeKind::End(TagEnd::CodeBlock) => self.in_code = false,
            NodeKind::Start(Tag::Heading { .. }) => self.in_heading = true,
            NodeKind::End(TagEnd::Heading(_)) => self.in_heading = false,
            _ if self.in_heading => {}
            NodeKind::Start(Tag::Container(container)) if !container.title.is_empty() => {
                part.text.extend([&*container.title, "\n"]);
            }
            NodeKind::Text(words) if self.in_code => part.code.push_str(words),
            NodeKind::Text(words) | NodeKind::Code(words) => part.text.push_str(words),
            NodeKind::Label(label) if label.form == LabelForm::Brackets => part.text.extend(["［", &label.text, "］"]),
            NodeKind::Label(label) => part.text.push_str(&label.text),
            NodeKind::SoftBreak | NodeKind::HardBreak => part.text.push(' '),
            NodeKind::End(end) if ends_a_line(*end) && !part.text.is_empty() && !part.text.ends_with('\n') => {
                part.text.push('\n')
            }
            _ => {}
        }
    }
}

fn ends_a_line(end: TagEnd) -> bool {
    !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}
