//! A page: one entry with its final text, its address and its place in the graph.

use std::sync::Arc;

use crate::content::{Entry, FrontMatter, Kind, Status};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::markdown::{self, Node, Outline};
use crate::source::{FileId, Span};

use super::links::{PageImage, PageLink};
use super::sections::SectionId;

/// A page among [`super::Site::pages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

impl PageId {
    /// Makes the id of the page at an index.
    pub(super) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Returns the index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its file.
    pub file: FileId,
    /// Site-relative path of the file.
    pub path: String,
    /// The path less language and ending: the same for all translations.
    pub stem: String,
    /// Its language.
    pub language: String,
    /// Its front matter; a translation's is filled up from its source's.
    pub front: FrontMatter,
    /// The content of the front matter in the file.
    pub front_span: Option<Span>,
    /// What it is.
    pub kind: Kind,
    /// The title: of the front matter, else the leading H1, else the file's name.
    pub title: String,
    /// The description: of the front matter, else the first paragraph, cut.
    pub description: Option<String>,
    /// Site-relative address, decoded, with slashes at both ends: `/en/billing/export/`. `None` for what has no page of its own.
    pub address: Option<Arc<str>>,
    /// The text: includes, variables and labels put in, links and pictures resolved to addresses from the site's root (an
    /// empty target is a broken one and is shown as plain text).
    pub nodes: Vec<Node>,
    /// Its headings.
    pub outline: Outline,
    /// Its links, in reading order.
    pub links: Vec<PageLink>,
    /// Its pictures, in reading order.
    pub images: Vec<PageImage>,
    /// The folder it is listed in.
    pub section: Option<SectionId>,
    /// Its place in the folder's reading order, from 0.
    pub position: usize,
    /// Whether lists, search, feeds and the sitemap show it; pilots are not listed.
    pub listed: bool,
}

impl Page {
    /// Makes a page of an entry whose text is expanded.
    pub(super) fn new(mut entry: Entry, found: &mut Findings) -> Self {
        let mut nodes = std::mem::take(&mut entry.body.nodes);
        let title = title(&entry, &mut nodes, found);
        markdown::settle_levels(&mut nodes);
        let outline = markdown::outline(&nodes);
        let description =
            entry.front.description.as_ref().map(|text| text.value.clone()).or_else(|| markdown::summary(&nodes, 110));
        Self {
            file: entry.file,
            path: entry.path,
            stem: entry.stem,
            language: entry.language,
            listed: status(&entry.front) != Status::Pilot,
            front: entry.front,
            front_span: entry.front_span,
            kind: entry.kind,
            title,
            description,
            address: None,
            nodes,
            outline,
            links: Vec::new(),
            images: Vec::new(),
            section: None,
            position: 0,
        }
    }

    /// Returns the name by which others refer to it: its id, else its file's name.
    pub fn reference(&self) -> &str {
        self.front.id.as_ref().map_or_else(|| self.name(), |id| id.value.as_str())
    }

    /// Returns the release that a record is of: as its `release` says, else as its file is called. `None` for other pages.
    pub fn release_name(&self) -> Option<&str> {
        let Kind::Release(release) = &self.kind else { return None };
        Some(release.release.as_ref().map_or_else(|| self.name(), |name| name.value.as_str()))
    }

    /// Returns the last part of the stem: `export`.
    pub fn name(&self) -> &str {
        self.stem.rsplit('/').next().unwrap_or(&self.stem)
    }

    /// Returns the folder of the stem: `content/billing`.
    pub fn folder(&self) -> &str {
        self.stem.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Returns the place where a finding about the page as a whole stands: its title's, else the file's beginning.
    pub fn place(&self) -> Span {
        self.front.title.as_ref().map_or(Span::start_of(self.file), |title| title.span)
    }

    /// Returns `order`, else `weight`, as a number to sort by; pages without come last.
    pub(super) fn rank(&self) -> i64 {
        let value = self.front.order.as_ref().or(self.front.weight.as_ref());
        value.map_or(i64::MAX, |order| order.value)
    }
}

/// Returns where a page stands between draft and published; `draft: true` is a draft.
pub(super) fn status(front: &FrontMatter) -> Status {
    if front.draft.as_ref().is_some_and(|draft| draft.value) {
        return Status::Draft;
    }
    front.status.as_ref().map(|status| status.value).unwrap_or_default()
}

/// Finds the title and takes a leading H1 that repeats it out of the text.
fn title(entry: &Entry, nodes: &mut Vec<Node>, found: &mut Findings) -> String {
    let heading = markdown::title_heading(nodes);
    let given = entry.front.title.as_ref().map(|title| title.value.trim().to_owned()).filter(|title| !title.is_empty());
    match (given, heading) {
        (Some(given), Some(heading)) => {
            if heading.text.trim() == given {
                nodes.drain(heading.nodes);
            }
            given
        }
        (Some(given), None) => given,
        (None, Some(heading)) if !heading.text.trim().is_empty() => {
            nodes.drain(heading.nodes.clone());
            heading.text.trim().to_owned()
        }
        (None, _) => {
            let name = entry.stem.rsplit('/').next().unwrap_or(&entry.stem);
            // front matter that cannot be read may well hold the title
            let is_unread = found.stopping_files().any(|file| file == entry.file);
            if needs_title(&entry.kind, name) && !is_unread {
                found.push(Diagnostic::new(Code::MissingTitle, Span::start_of(entry.file)).with("name", name));
            }
            name.to_owned()
        }
    }
}

fn needs_title(kind: &Kind, name: &str) -> bool {
    !matches!(kind, Kind::Snippet | Kind::Rule(_) | Kind::Playbook) && name != "index"
}
