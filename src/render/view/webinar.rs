//! Webinars, to come and recorded.

use serde::Serialize;

use super::doc::DocView;
use super::frame::{Crumb, Day, Head};

/// The view of `webinar_list.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WebinarListView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Title as HTML with `<wbr>` between phrases.
    pub title_html: String,
    /// What the folder's `index.md` says about it; the theme's own words without one.
    pub lead: Option<String>,
    /// What the folder's `index.md` says, as HTML; may be empty.
    pub body: String,
    /// Those to come, soonest first.
    pub upcoming: Vec<WebinarItem>,
    /// Those held, newest first.
    pub past: Vec<WebinarItem>,
}

/// A webinar in a list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WebinarItem {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// What one learns, in a sentence.
    pub description: Option<String>,
    /// Its day.
    pub day: Option<Day>,
    /// Minutes it takes.
    pub minutes: Option<u32>,
    /// Whom it is for.
    pub audience: Vec<String>,
}

/// The view of `webinar.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WebinarView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Title, text and what belongs to it; `facts.audience` says whom it is for.
    pub doc: DocView,
    /// Its day.
    pub day: Option<Day>,
    /// Whether it is still to come.
    pub upcoming: bool,
    /// Minutes it takes.
    pub minutes: Option<u32>,
    /// Where to watch it.
    pub video: Option<String>,
    /// Parts of the recording.
    pub chapters: Vec<Chapter>,
    /// Where the slides are.
    pub slides: Option<String>,
    /// Where to sign up.
    pub register: Option<String>,
}

/// A part of a recording.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Chapter {
    /// When it begins: `12:30`.
    pub time: String,
    /// What it is about.
    pub title: String,
    /// Address that begins there.
    pub url: Option<String>,
}
