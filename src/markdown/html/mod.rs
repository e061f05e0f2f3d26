//! Nodes to HTML.
//!
//! The one entry is [`write()`]. What depends on the site (where a link leads, how a picture is sized, how code is coloured) is
//! asked of a [`Resolve`]; the markup is in `markup.rs` and, for containers, `parts.rs`; it follows the theme's `MARKUP.md`.

mod address;
mod escape;
mod footnotes;
mod markup;
mod parts;
mod renamed;
mod writer;

pub use address::is_unsafe;
pub use escape::{escape, escaped};

use std::ops::Range;

use super::document::{Attribute, Container, Image, Label, Link, Node};
use super::outline::Outline;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// To an address.
    Href {
        /// The address, not yet escaped.
        href: String,
        /// Whether it leaves the site.
        external: bool,
    },
    /// Nowhere: the words alone are written.
    Plain,
}

/// A picture as it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImageTarget {
    /// Its address.
    pub src: String,
    /// Width and height in pixels, where known.
    pub size: Option<(u32, u32)>,
    /// The address of the picture in full, where a link to it helps.
    pub full: Option<String>,
    /// Which side a narrow screen shows: `left`, `center` or `right`.
    pub focus: Option<&'static str>,
    /// A note beside the caption, as `2026.47の画面`.
    pub captured: Option<String>,
}

/// A label in a text that the product has another name for by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// Where it stands in the node's text, without brackets.
    pub range: Range<usize>,
    /// What readers are told behind it: 「今は［CSVダウンロード］」.
    pub words: String,
}

/// What the site knows and the text doesn't.
pub trait Resolve {
    /// Where a link leads.
    fn link(&self, link: &Link) -> LinkTarget;

    /// How a picture is shown; `None` writes its text alternative instead.
    fn image(&self, image: &Image) -> Option<ImageTarget>;

    /// A label's words, without brackets.
    fn label(&self, label: &Label) -> String;

    /// The labels in a node's text that the product has another name for by now, in reading order.
    fn renamed(&self, node: &Node) -> Vec<Renamed> {
        let _ = node;
        Vec::new()
    }

    /// A variable's text; `None` writes `:var[name]`.
    fn variable(&self, name: &str) -> Option<String>;

    /// A word of the theme (`part_note`).
    fn words(&self, key: &str) -> String;

    /// The address of the sprite of icons.
    fn icons(&self) -> &str;

    /// Writes raw HTML, made safe. `block` says whether it is a block or one inline tag.
    fn html(&self, raw: &str, block: bool, out: &mut String);

    /// Writes what stands inside `<code>`: highlighted or only escaped.
    fn code(&self, info: &str, text: &str, out: &mut String) {
        let _ = info;
        escape(text, out);
    }

    /// Returns a heading's text as HTML with `<wbr>` between phrases; `None` if it has none.
    fn phrases(&self, text: &str) -> Option<String> {
        let _ = text;
        None
    }

    /// The name of a value in `when plan=… role=…`: a plan's title for its id.
    fn condition_value(&self, attribute: &Attribute) -> String {
        attribute.value.to_string()
    }

    /// Writes whatever comes with a container and isn't its content; nothing, usually.
    fn container(&self, container: &Container, out: &mut String) {
        let _ = (container, out);
    }

    /// What the ids of footnotes begin with, where several texts share a page.
    fn id_prefix(&self) -> &str {
        ""
    }
}

/// Writes nodes as HTML. `outline` is that of the same nodes.
pub fn write(nodes: &[Node], outline: &Outline, resolve: &dyn Resolve, out: &mut String) {
    writer::Writer::new(nodes, outline, resolve, out).run();
}

#[cfg(test)]
mod tests;
