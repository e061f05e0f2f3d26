//! Pages that lead on: home, collections, the FAQ, and those where nothing is.

use serde::Serialize;

use super::doc::{NavItem, TocItem};
use super::frame::{Crumb, Head, LinkView};
use super::guide::TrackItem;
use super::notice::NoticeView;
use super::release::{ChangeView, ReleaseItem};
use super::webinar::WebinarItem;

/// The view of `home.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HomeView {
    /// Head of the page.
    pub head: Head,
    /// Headline as HTML with `<wbr>` between phrases.
    pub title_html: String,
    /// The sentence under it.
    pub lead: Option<String>,
    /// What the site's own `content/index.md` says, as HTML; may be empty.
    pub body: String,
    /// Tracks for those who begin.
    pub tracks: Vec<TrackItem>,
    /// The collections.
    pub collections: Vec<CollectionItem>,
    /// The pages that are in no collection.
    pub pages: Vec<ItemView>,
    /// The questions asked most.
    pub faqs: Vec<EntryItem>,
    /// Address of all questions.
    pub faq_url: Option<String>,
    /// The newest release.
    pub release: Option<ReleaseItem>,
    /// Its changes, the first few.
    pub changes: Vec<ChangeView>,
    /// The next webinars.
    pub webinars: Vec<WebinarItem>,
}

/// A collection, or a folder in one, as a list shows it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CollectionItem {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// What is in it, in a few words.
    pub description: Option<String>,
    /// Name of its icon in the sprite, without `i-`.
    pub icon: String,
    /// How many pages it holds.
    pub count: u32,
}

/// The view of `section.html`: a collection's or a folder's own page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SectionView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Title as HTML with `<wbr>` between phrases.
    pub title_html: String,
    /// What is in it.
    pub lead: Option<String>,
    /// What releases changed that its `index.md` does not say yet.
    pub notice: Option<NoticeView>,
    /// What its `index.md` says, as HTML; may be empty.
    pub body: String,
    /// Folders that have a page of their own.
    pub folders: Vec<CollectionItem>,
    /// Its pages, in groups.
    pub groups: Vec<SectionGroup>,
    /// Whether the groups are products, which readers choose from.
    pub by_product: bool,
    /// How many pages it holds, folders included.
    pub count: u32,
    /// The other collections.
    pub siblings: Vec<NavItem>,
}

/// A group of pages under a heading.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SectionGroup {
    /// Id of the heading, unique on the page.
    pub id: String,
    /// Heading; none for pages that stand directly below the title.
    pub title: Option<String>,
    /// The pages.
    pub items: Vec<ItemView>,
}

/// A page in a list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ItemView {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its one sentence.
    pub description: Option<String>,
    /// What sort of article it is, where readers should know; see [`super::DocView::sort`].
    pub sort: Option<String>,
    /// Plans it is limited to.
    pub plans: Vec<String>,
    /// Products it is for, where the site has several and the list does not say it.
    pub products: Vec<String>,
    /// Minutes it takes, for tasks and webinars.
    pub minutes: Option<u32>,
    /// Whether it says something that a release made false.
    pub outdated: bool,
}

/// A question in a list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EntryItem {
    /// The question.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Whether its answer says something that a release made false.
    pub outdated: bool,
}

/// The view of `faq_list.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FaqListView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Title as HTML; the theme's own words when empty.
    pub title_html: String,
    /// What `content/faq/index.md` says about it.
    pub lead: Option<String>,
    /// What releases changed that `content/faq/index.md` does not say yet.
    pub notice: Option<NoticeView>,
    /// What `content/faq/index.md` says, as HTML; may be empty.
    pub body: String,
    /// The topics with their questions.
    pub topics: Vec<FaqTopic>,
    /// How many questions there are.
    pub count: u32,
    /// The topics as table of contents.
    pub toc: Vec<TocItem>,
}

/// A topic of the FAQ.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FaqTopic {
    /// Id of its heading, unique on the page.
    pub id: String,
    /// Its title; none for questions outside of any topic.
    pub title: Option<String>,
    /// Its questions.
    pub entries: Vec<EntryItem>,
}

/// The view of `not_found.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NotFoundView {
    /// Head of the page.
    pub head: Head,
    /// Places to go on from: collections, the FAQ, the guides.
    pub links: Vec<LinkView>,
}

/// The view of `search.html`: what a script fills; without one, the places to look in.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SearchView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Places to look in by hand: collections, the FAQ, the releases.
    pub links: Vec<LinkView>,
}

/// The view of `redirect.html`: an old address that points on, for hosts without redirects.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RedirectView {
    /// Title of the page it leads to.
    pub title: String,
    /// Address of that page.
    pub url: String,
    /// Its absolute address, where the site knows its own.
    pub canonical: Option<String>,
}
