//! A page's text as HTML: links and pictures with the site's path, code highlighted, headings with phrase breaks.

use std::collections::{BTreeMap, HashMap};

use crate::japanese;
use crate::markdown::html::{self, ImageTarget, LinkTarget, Resolve};
use crate::markdown::{self, Image, Label, Link, NodeKind, Outline};
use crate::site::{Page, TrackPlan, encode};
use crate::source::FileId;

use super::Making;
use super::highlight::escape;
use super::theme::Theme;

/// Writes a page's text.
pub(super) fn html(making: &Making, page: &Page) -> String {
    write(making, page, &page.outline, HashMap::new())
}

/// Writes a task's text for one track: links to tasks of that track stay in it.
pub(super) fn html_in_track(making: &Making, page: &Page, track: &TrackPlan) -> String {
    let moved = track.placements().filter_map(|placement| {
        let canonical = making.site.page(placement.task).address.as_deref()?;
        Some((encode(canonical), encode(&placement.address)))
    });
    write(making, page, &page.outline, moved.collect())
}

/// Writes a page's text to stand inside another page: its headings have no ids, so that none is there twice.
pub(super) fn html_inside(making: &Making, page: &Page) -> String {
    write(making, page, &Outline::default(), HashMap::new())
}

fn write(making: &Making, page: &Page, outline: &Outline, moved: HashMap<String, String>) -> String {
    let length: usize =
        page.nodes.iter().map(|node| if let NodeKind::Text(text) = &node.kind { text.len() + 16 } else { 24 }).sum();
    let mut out = String::with_capacity(length);
    html::write(&page.nodes, outline, &Resolver { making, page, moved }, &mut out);
    out
}

struct Resolver<'a> {
    making: &'a Making<'a>,
    page: &'a Page,
    /// Canonical address of a task → its address in this track, both encoded.
    moved: HashMap<String, String>,
}

impl Resolve for Resolver<'_> {
    fn link(&self, link: &Link) -> LinkTarget {
        let target = &*link.target;
        if target.is_empty() {
            return LinkTarget::Plain;
        }
        if target.starts_with('#') {
            return LinkTarget::Href { url: target.to_owned(), external: false };
        }
        if !target.starts_with('/') || target.starts_with("//") {
            return LinkTarget::Href { url: target.to_owned(), external: true };
        }
        let (address, hash) = target.find('#').map_or((target, ""), |at| target.split_at(at));
        let address = self.moved.get(address).map_or(address, String::as_str);
        LinkTarget::Href { url: format!("{}{hash}", self.making.frames.based(address)), external: false }
    }

    fn image(&self, image: &Image) -> Option<ImageTarget> {
        let target = &*image.target;
        if target.is_empty() {
            return None;
        }
        if !target.starts_with('/') || target.starts_with("//") {
            return Some(ImageTarget { src: target.to_owned(), width: None, height: None, captured: None });
        }
        let path = percent_encoding::percent_decode_str(target.trim_start_matches('/')).decode_utf8_lossy();
        let pixels = self.making.site.files.get(&*path).and_then(|file| file.pixels);
        Some(ImageTarget {
            src: self.making.frames.based(target),
            width: pixels.map(|(width, _)| width),
            height: pixels.map(|(_, height)| height),
            captured: None,
        })
    }

    fn label(&self, label: &Label) -> String {
        label.text.to_string()
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
    let document = markdown::parse(FileId(0), text, 0);
    let mut out = String::with_capacity(text.len() * 2);
    html::write(&document.nodes, &markdown::outline(&document.nodes), &Alone(Theme::default().strings("ja")), &mut out);
    out
}

/// Everything stays as written.
struct Alone(BTreeMap<String, String>);

impl Resolve for Alone {
    fn link(&self, link: &Link) -> LinkTarget {
        LinkTarget::Href { url: link.target.to_string(), external: false }
    }

    fn image(&self, image: &Image) -> Option<ImageTarget> {
        Some(ImageTarget { src: image.target.to_string(), width: None, height: None, captured: None })
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
