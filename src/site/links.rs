//! Links, anchors and pictures: from what is written to where it leads.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Findings, Guesses};
use crate::input::Asset;
use crate::markdown::html::is_unsafe;
use crate::markdown::{Image, Link, Node, NodeKind};
use crate::source::Span;

use super::lookup::Lookup;
use super::next::Named;
use super::page::{Page, PageId};
use super::paths::{Parts, decode, encode, is_external, join, output_path, relative_path};
use super::sections::{Section, SectionId};

/// A link of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLink {
    /// Where it leads.
    pub to: LinkTo,
    /// Where its target is written.
    pub span: Span,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTo {
    /// Another page, or this one, with the heading's id.
    Page(PageId, Option<Box<str>>),
    /// A folder's own page.
    Section(SectionId),
    /// A file of `static/` or beside pages.
    File(String),
    /// Another site.
    External,
    /// Nowhere.
    Broken,
}

/// A picture on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageImage {
    /// Site-relative path of the file in the output, `img/list.png`; `None` if it does not exist or is on another site.
    pub file: Option<String>,
    /// The target as written.
    pub written: Box<str>,
    /// Where the target is written.
    pub span: Span,
}

/// A file that is copied into the output: its size in pixels when it is a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Site-relative path of the source: `static/img/list.png`.
    pub source: String,
    /// Width and height in pixels.
    pub pixels: Option<(u32, u32)>,
    /// Length in bytes.
    pub bytes: u64,
}

/// The files of the output by their site-relative output paths.
pub type Files = BTreeMap<String, File>;

/// Lists the files that links can lead to, by output path: `static/img/a.png` is `img/a.png`, `content/x/a.pdf` is `x/a.pdf`.
pub(super) fn all_files(assets: &[Asset]) -> Files {
    assets
        .iter()
        .map(|asset| {
            (
                output_path(&asset.path).to_owned(),
                File { source: asset.path.clone(), pixels: asset.pixels, bytes: asset.bytes.len() as u64 },
            )
        })
        .collect()
}

/// Resolves every link and picture of every page, in place, and records where they lead. Returns each page's `next`.
pub(super) fn resolve(pages: &mut [Page], around: &Around, found: &mut Findings) -> Named {
    let mut bodies: Vec<Vec<Node>> = pages.iter_mut().map(|page| std::mem::take(&mut page.nodes)).collect();
    let lookup = Lookup::new(pages, around);
    let results: Vec<_> = bodies
        .par_iter_mut()
        .enumerate()
        .map(|(index, nodes)| {
            let mut resolved = Resolved {
                lookup: &lookup,
                from: index,
                links: Vec::new(),
                images: Vec::new(),
                found: Vec::new(),
                guesses: Guesses::default(),
            };
            resolved.walk(nodes);
            (resolved.links, resolved.images, resolved.found)
        })
        .collect();
    let next = super::next::resolve(&lookup, found);
    for ((page, nodes), (links, images, findings)) in pages.iter_mut().zip(bodies).zip(results) {
        page.nodes = nodes;
        page.links = links;
        page.images = images;
        found.extend(findings);
    }
    next
}

/// Leaves out the files beside pages that no page of this build shows or links: what stands beside a page that is left out
/// would otherwise go public with it. `static/` is always copied.
pub(super) fn published(mut files: Files, pages: &[Page]) -> Files {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for page in pages.iter().filter(|page| page.address.is_some()) {
        used.extend(page.images.iter().filter_map(|image| image.file.as_deref()));
        used.extend(
            page.links.iter().filter_map(|link| if let LinkTo::File(path) = &link.to { Some(path.as_str()) } else { None }),
        );
    }
    files.retain(|path, file| file.source.starts_with("static/") || used.contains(path.as_str()));
    files
}

/// What links can lead to besides pages.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub sections: &'a [Section],
    pub files: &'a Files,
    /// Paths of texts that this build leaves out.
    pub withheld: &'a BTreeSet<String>,
    pub config: &'a Config,
}

struct Resolved<'a> {
    lookup: &'a Lookup<'a>,
    from: usize,
    links: Vec<PageLink>,
    images: Vec<PageImage>,
    found: Vec<Diagnostic>,
    guesses: Guesses,
}

impl Resolved<'_> {
    fn walk(&mut self, nodes: &mut [Node]) {
        use crate::markdown::Tag;
        for node in nodes {
            match &mut node.kind {
                NodeKind::Start(Tag::Link(link)) => self.link(link),
                NodeKind::Start(Tag::Image(image)) => self.image(image),
                _ => {}
            }
        }
    }

    fn page(&self) -> &Page {
        &self.lookup.pages[self.from]
    }

    fn link(&mut self, link: &mut Link) {
        let (to, address) = self.target(link);
        if matches!(to, LinkTo::Broken) {
            link.target = "".into();
        } else if let Some(address) = address {
            link.target = address.into();
        }
        self.links.push(PageLink { to, span: link.target_span });
    }

    /// Says whether a link has no address, which is reported, or one that could run script, which was where it was parsed.
    fn leads_nowhere(&mut self, link: &Link) -> bool {
        let is_empty = link.target.trim().is_empty();
        if is_empty {
            self.found.push(Diagnostic::new(Code::BrokenLink, link.target_span).wording("broken-link.empty"));
        }
        is_empty || is_unsafe(&link.target, false)
    }

    /// Works out where a link leads, with its address from the site's root where it stays on the site.
    fn target(&mut self, link: &Link) -> (LinkTo, Option<String>) {
        let target = &*link.target;
        if self.leads_nowhere(link) {
            return (LinkTo::Broken, None);
        }
        if is_external(target) {
            return (LinkTo::External, None);
        }
        let parts = Parts::of(target);
        if parts.path.is_empty() && parts.query.is_empty() {
            let from = PageId::at(self.from);
            let anchor = self.anchor(from, parts.anchor, link);
            let address = anchor.as_ref().map(|id| format!("#{}", encode(id))).unwrap_or_else(|| "#".to_owned());
            return (LinkTo::Page(from, anchor.map(Into::into)), Some(address));
        }
        let resolved = match parts.path.strip_prefix('/') {
            Some(path) => self.at_root(path),
            None => self.relative(&parts.path, link),
        };
        match resolved {
            Some(LinkTo::Page(id, _)) => {
                let anchor = self.anchor(id, parts.anchor, link);
                let address = self.lookup.pages[id.index()].address.as_deref().unwrap_or("/");
                let hash = anchor.as_ref().map(|id| format!("#{}", encode(id))).unwrap_or_default();
                (LinkTo::Page(id, anchor.map(Into::into)), Some(format!("{}{}{hash}", encode(address), parts.query)))
            }
            Some(LinkTo::Section(id)) => {
                let address = &self.lookup.sections[id.index()].address;
                (LinkTo::Section(id), Some(format!("{}{}", encode(address), parts.query)))
            }
            Some(LinkTo::File(path)) => {
                let hash = parts.anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
                let address = format!("/{}{}{hash}", encode(&path), parts.query);
                (LinkTo::File(path), Some(address))
            }
            _ => {
                self.broken(link, &parts);
                (LinkTo::Broken, None)
            }
        }
    }

    fn at_root(&self, path: &str) -> Option<LinkTo> {
        let path = join("", path)?;
        self.lookup.files.contains_key(&path).then_some(LinkTo::File(path))
    }

    /// Resolves a path relative to the file that the link stands in, which may be an included one.
    fn relative(&self, path: &str, link: &Link) -> Option<LinkTo> {
        let folder = self.lookup.folder(link.target_span);
        let full = join(folder, path)?;
        let language = &self.page().language;
        if let Some(id) = self.lookup.page(&full, language).filter(|id| self.lookup.pages[id.index()].address.is_some()) {
            return Some(LinkTo::Page(id, None));
        }
        // A folder of plain Markdown has no `content/` above it.
        let below = full.strip_prefix("content/").unwrap_or(if full == "content" { "" } else { &full });
        let folder = below.strip_suffix("index.md").unwrap_or(below).trim_end_matches('/');
        if let Some(id) = self.lookup.section(folder, language) {
            return Some(LinkTo::Section(id));
        }
        let file = output_path(&full);
        self.lookup.files.contains_key(file).then(|| LinkTo::File(file.to_owned()))
    }

    /// Checks an anchor against the headings of the page it points into. A missing one is reported and left out.
    fn anchor(&mut self, id: PageId, anchor: Option<&str>, link: &Link) -> Option<String> {
        let wanted = decode(anchor?);
        if wanted.is_empty() {
            return None;
        }
        let target = &self.lookup.pages[id.index()];
        if target.outline.headings.iter().any(|heading| *heading.id == *wanted) {
            return Some(wanted);
        }
        let near = self.guesses.nearest(&wanted, target.outline.headings.iter().map(|heading| &*heading.id));
        let finding = Diagnostic::new(Code::MissingAnchor, link.target_span).with("anchor", &*wanted).with("file", &*target.path);
        self.found.push(match near {
            Some(near) => {
                let before = link.target.split('#').next().unwrap_or("");
                let finding = finding.wording("missing-anchor.similar").with("near", near);
                fixable(finding, link, format!("{before}#{near}"))
            }
            None => finding,
        });
        None
    }

    fn broken(&mut self, link: &Link, parts: &Parts) {
        let finding = Diagnostic::new(Code::BrokenLink, link.target_span).with("target", &*link.target);
        let folder = self.lookup.folder(link.target_span);
        let full = match parts.path.strip_prefix('/') {
            Some(path) => join("static", path),
            None => join(folder, &parts.path),
        };
        let Some(full) = full else {
            self.found.push(finding.wording("broken-link.outside"));
            return;
        };
        let finding = finding.with("file", &*full);
        if self.lookup.withheld.contains(&full) {
            self.found.push(finding.wording("broken-link.unpublished"));
            return;
        }
        self.found.push(match self.lookup.suggestion(&full, &parts.path, &mut self.guesses) {
            Some(path) => {
                let hash = parts.anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
                let written = format!("{}{hash}", relative_path(folder, &path));
                let finding = finding.wording("broken-link.similar").with("near", path);
                fixable(finding, link, written)
            }
            None => finding,
        });
    }

    fn image(&mut self, image: &mut Image) {
        let target = &*image.target;
        if target.is_empty() || is_external(target) || is_unsafe(target, true) {
            self.images.push(PageImage { file: None, written: image.target.clone(), span: image.target_span });
            return;
        }
        let path = Parts::of(target).path;
        let full = match path.strip_prefix('/') {
            Some(path) => join("", path).map(|path| format!("static/{path}")),
            None => join(self.lookup.folder(image.target_span), &path),
        };
        // Why a picture was refused was told where it was read.
        let is_refused = full.as_ref().is_some_and(|full| self.lookup.withheld.contains(full));
        let file = full.map(|full| output_path(&full).to_owned()).filter(|file| self.lookup.files.contains_key(file));
        if file.is_none() && !is_refused {
            self.missing_image(image, &path);
        }
        let address = file.as_ref().map_or_else(String::new, |file| format!("/{}", encode(file)));
        self.images.push(PageImage { file, written: image.target.clone(), span: image.target_span });
        image.target = address.into();
    }

    fn missing_image(&mut self, image: &Image, path: &str) {
        let finding = Diagnostic::new(Code::MissingImage, image.target_span).with("target", &*image.target);
        let name = path.rsplit('/').next().unwrap_or(path);
        let candidates = || self.lookup.files.keys().map(String::as_str);
        let near = candidates()
            .find(|file| file.rsplit('/').next() == Some(name))
            .or_else(|| self.guesses.nearest(path.trim_start_matches('/'), candidates()));
        let finding = match near {
            Some(near) => {
                let written = format!("/{near}");
                finding.wording("missing-image.similar").with("near", &*written).fix(image.target_span, written)
            }
            None => finding,
        };
        self.found.push(finding);
    }
}

/// Adds the new target as a fix, where the target's place holds exactly the target.
fn fixable(finding: Diagnostic, link: &Link, target: String) -> Diagnostic {
    if link.auto { finding } else { finding.fix(link.target_span, target) }
}
