//! A page's text as HTML: links and pictures with the site's path, code highlighted, headings with phrase breaks, and behind
//! each label that is not current what it is now.

use std::collections::{BTreeMap, HashMap};

use crate::japanese;
use crate::markdown::html::{self, ImageTarget, LinkTarget, Renamed, Resolve, escape};
use crate::markdown::{self, Attribute, Image, Label, Link, Node, NodeKind, Outline};
use crate::site::{self, Page, PageId, TrackPlan, encode};
use crate::source::FileId;

use super::Making;
use super::hints::{self, Hint};
use super::theme::Theme;

/// Pictures at least this wide get a link to themselves in full.
const ENLARGED_FROM: u32 = 700;

/// Writes a page's text.
pub(super) fn html(making: &Making, id: PageId) -> String {
    write(making, id, &making.site.page(id).outline, Place::default())
}

/// Writes a task's text for one track: links to tasks of that track stay in it.
pub(super) fn html_in_track(making: &Making, id: PageId, track: &TrackPlan) -> String {
    let moved = track.placements().filter_map(|placement| {
        let canonical = making.site.page(placement.task).address.as_deref()?;
        Some((encode(canonical), encode(&placement.address)))
    });
    write(making, id, &making.site.page(id).outline, Place { prefix: String::new(), moved: moved.collect() })
}

/// Writes a page's text to stand inside another page: its ids begin with its name, so that none is there twice.
pub(super) fn html_inside(making: &Making, id: PageId) -> String {
    let page = making.site.page(id);
    let prefix = format!("{}-", page.reference());
    let mut outline = page.outline.clone();
    for heading in &mut outline.headings {
        heading.id = format!("{prefix}{}", heading.id);
    }
    write(making, id, &outline, Place { prefix, moved: HashMap::new() })
}

fn write(making: &Making, id: PageId, outline: &Outline, place: Place) -> String {
    let page = making.site.page(id);
    let length: usize =
        page.nodes.iter().map(|node| if let NodeKind::Text(text) = &node.kind { text.len() + 16 } else { 24 }).sum();
    let mut out = String::with_capacity(length);
    html::write(&page.nodes, outline, &Resolver { making, page, place, hints: hints::of(making, id) }, &mut out);
    out
}

struct Resolver<'a> {
    making: &'a Making<'a>,
    page: &'a Page,
    place: Place,
    hints: Vec<Hint>,
}

/// What depends on where a text is shown.
#[derive(Default)]
struct Place {
    /// What ids begin with.
    prefix: String,
    /// Canonical address of a task → its address in this track, both encoded.
    moved: HashMap<String, String>,
}

impl Resolver<'_> {
    /// Says which release's screen a picture shows, where the front matter says it.
    fn captured(&self, image: &Image) -> Option<String> {
        let written = self.page.images.iter().find(|known| known.span == image.target_span).map(|known| &*known.written)?;
        let facts = self.making.site.image_facts(self.page, written)?;
        Some(self.words("part_captured").replace("{release}", &facts.captured.as_ref()?.value))
    }
}

impl Resolve for Resolver<'_> {
    fn link(&self, link: &Link) -> LinkTarget {
        let target = &*link.target;
        if target.is_empty() {
            return LinkTarget::Plain;
        }
        if target.starts_with('#') {
            return LinkTarget::Href { href: target.to_owned(), external: false };
        }
        if !target.starts_with('/') || target.starts_with("//") {
            return LinkTarget::Href { href: target.to_owned(), external: true };
        }
        let (address, hash) = target.find('#').map_or((target, ""), |at| target.split_at(at));
        let address = self.place.moved.get(address).map_or(address, String::as_str);
        LinkTarget::Href { href: format!("{}{hash}", self.making.frames.based(address)), external: false }
    }

    fn image(&self, image: &Image) -> Option<ImageTarget> {
        let target = &*image.target;
        if target.is_empty() {
            return None;
        }
        if !target.starts_with('/') || target.starts_with("//") {
            return Some(ImageTarget { src: target.to_owned(), ..ImageTarget::default() });
        }
        let path = percent_encoding::percent_decode_str(target.trim_start_matches('/')).decode_utf8_lossy();
        let size = self.making.site.files.get(&*path).and_then(|file| file.pixels);
        let src = self.making.frames.based(target);
        let full = size.filter(|(width, _)| *width >= ENLARGED_FROM).map(|_| src.clone());
        Some(ImageTarget { src, size, full, focus: None, captured: self.captured(image) })
    }

    fn icons(&self) -> &str {
        self.making.frames.icons()
    }

    fn variable(&self, _name: &str) -> Option<String> {
        None
    }

    fn html(&self, raw: &str, _block: bool, out: &mut String) {
        out.push_str(raw);
    }

    fn condition_value(&self, attribute: &Attribute) -> String {
        let names = attribute.value.split(',').map(|id| self.making.site.config.shown(id.trim(), &self.page.language));
        names.collect::<Vec<_>>().join(self.making.frames.text(&self.page.language, "list_separator"))
    }

    fn id_prefix(&self) -> &str {
        &self.place.prefix
    }

    fn label(&self, label: &Label) -> String {
        label.text.to_string()
    }

    fn renamed(&self, node: &Node) -> Vec<Renamed> {
        hints::within(self.making, &self.hints, node)
    }

    fn code(&self, info: &str, text: &str, out: &mut String) {
        self.making.highlighter.write(info, text, out);
    }

    fn words(&self, key: &str) -> String {
        self.making.frames.text(&self.page.language, key).to_owned()
    }

    fn phrases(&self, text: &str) -> Option<String> {
        Some(japanese::with_breaks(text))
    }
}

/// Writes a text that belongs to no site, with the theme's Japanese words.
pub(super) fn fragment(text: &str) -> String {
    let mut document = markdown::parse(FileId(0), text, 0);
    site::sanitise(&mut document.nodes);
    let mut out = String::with_capacity(text.len() * 2);
    html::write(&document.nodes, &markdown::outline(&document.nodes), &Alone(Theme::default().strings("ja")), &mut out);
    out
}

/// Everything stays as written.
struct Alone(BTreeMap<String, String>);

impl Resolve for Alone {
    fn link(&self, link: &Link) -> LinkTarget {
        LinkTarget::Href { href: link.target.to_string(), external: false }
    }

    fn image(&self, image: &Image) -> Option<ImageTarget> {
        Some(ImageTarget { src: image.target.to_string(), ..ImageTarget::default() })
    }

    fn icons(&self) -> &str {
        "icons.svg"
    }

    fn variable(&self, _name: &str) -> Option<String> {
        None
    }

    fn html(&self, raw: &str, _block: bool, out: &mut String) {
        out.push_str(raw);
    }

    fn label(&self, label: &Label) -> String {
        label.text.to_string()
    }

    fn code(&self, _info: &str, text: &str, out: &mut String) {
        escape(text, out);
    }

    fn words(&self, key: &str) -> String {
        self.0.get(key).cloned().unwrap_or_default()
    }

    fn phrases(&self, _text: &str) -> Option<String> {
        None
    }
}
