//! What stands around every page: the site, the head, the way here.

use std::collections::BTreeMap;

use serde::Serialize;

/// The site in one language, shared by all its pages.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SiteView {
    /// Name of the site.
    pub title: String,
    /// Language tag of these pages, as `ja`.
    pub lang: String,
    /// Path all addresses begin with, with a slash at both ends: `/` or `/help/`.
    pub base: String,
    /// Address of the home page in this language.
    pub home: String,
    /// Header navigation, in order.
    pub menu: Vec<MenuItem>,
    /// Where a reader asks a person, if the site says so.
    pub contact: Option<ContactView>,
    /// The search of this language, where there is one.
    pub search: Option<SearchLink>,
    /// Links at the foot of every page.
    pub footer: Vec<LinkView>,
    /// Asset addresses by logical name: `style`, `early`, `script`, `icons`, `mark`.
    pub assets: BTreeMap<String, String>,
    /// Every text of the theme in this language, by key.
    pub strings: BTreeMap<String, String>,
}

/// What every page knows of the search.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SearchLink {
    /// Address of its page.
    pub url: String,
    /// Address of the site's own script that is told of searches, if it has one.
    pub hook: Option<String>,
}

/// An entry of the header navigation.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MenuItem {
    /// Name a page's `head.current` refers to: `guides`, `collections`, `faq`, `releases`, `webinars`.
    pub id: String,
    /// Text of the link.
    pub title: String,
    /// Address.
    pub url: String,
}

/// How to reach a person.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ContactView {
    /// When and how fast an answer comes, in the site's words.
    pub text: Option<String>,
    /// Ways to ask, the first one being the button; on a page their addresses name that page.
    pub links: Vec<LinkView>,
}

/// A link with its text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LinkView {
    /// Text of the link.
    pub title: String,
    /// Address.
    pub url: String,
}

/// A stop on the way from home to the page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Crumb {
    /// Text of the stop.
    pub title: String,
    /// Address; none for the page itself, the last stop.
    pub url: Option<String>,
}

/// A day in the forms a page shows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Day {
    /// For machines: `2026-11-18`, or with a time and offset.
    pub iso: String,
    /// For readers, in the page's language: `2026年11月18日（水）`.
    pub long: String,
    /// The same without weekday and time, to stand in parentheses: `2026年11月18日`.
    pub plain: String,
    /// For the stamp: `26.11.18`.
    pub short: String,
}

/// What the head of a page says, and what the frame needs to know of it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Head {
    /// Title of the page, without the site's name.
    pub title: String,
    /// One sentence for search engines and link previews.
    pub description: Option<String>,
    /// Absolute address that stands for this page, where the site knows its own.
    pub canonical: Option<String>,
    /// The page in every language it has, itself included; absolute addresses.
    pub alternates: Vec<Alternate>,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// For link previews, where the site knows its address.
    pub og: Option<OpenGraph>,
    /// Which entry of the header navigation it belongs to.
    pub current: Option<String>,
    /// The other languages of the site, as the language switch shows them.
    pub languages: Vec<LanguageLink>,
}

/// The page in one language, for search engines.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Alternate {
    /// Language tag, or `x-default`.
    pub lang: String,
    /// Absolute address.
    pub url: String,
}

/// What a link preview shows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OpenGraph {
    /// `website` or `article`.
    pub kind: String,
    /// Absolute address of the page.
    pub url: String,
    /// Absolute address of a picture.
    pub image: Option<String>,
}

/// One entry of the language switch.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LanguageLink {
    /// Language tag.
    pub lang: String,
    /// The language in its own words: `English`.
    pub name: String,
    /// Two or three letters for the header: `EN`.
    pub short: String,
    /// Address of this page in that language, else of that language's home.
    pub url: String,
    /// Whether the address is this page, translated.
    pub translated: bool,
}
