//! A page that is a text: what articles, FAQ entries, tasks and webinars have in common.

use serde::Serialize;

use super::frame::{ContactView, Crumb, Day, Head, LinkView};
use super::notice::NoticeView;

/// The view of `article.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ArticleView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// The text and what belongs to it.
    pub doc: DocView,
}

/// The view of `faq.html`: one question and its answer.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FaqView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// The question as title, the answer as body.
    pub doc: DocView,
}

/// A text with all that stands around it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DocView {
    /// What sort of article it is, where readers should know: `error concept reference term case scenario`, one of them.
    pub sort: Option<String>,
    /// Title as plain text.
    pub title: String,
    /// Title as HTML with `<wbr>` between phrases.
    pub title_html: String,
    /// The one sentence under the title.
    pub lead: Option<String>,
    /// When it was last checked against the product.
    pub stamp: Option<Stamp>,
    /// What releases changed that it does not say yet.
    pub notice: Option<NoticeView>,
    /// When its text last changed.
    pub updated: Option<Day>,
    /// Who keeps it and whom it is for.
    pub facts: Facts,
    /// Of an error: what readers see when they have it.
    pub symptoms: Vec<String>,
    /// Whether it is on trial: reachable by its address only.
    pub pilot: bool,
    /// Its headings; none shows no contents.
    pub toc: Vec<TocItem>,
    /// The text as HTML, as `MARKUP.md` describes it.
    pub body: String,
    /// The questions a reader asks next.
    pub next: Vec<FaqItem>,
    /// Pages that help as well.
    pub related: Vec<LinkView>,
    /// The stop before and the stop after.
    pub sign: Option<SignView>,
    /// The short address that never changes.
    pub short_url: Option<String>,
    /// Pages beside this one.
    pub nav: Option<NavView>,
    /// How to ask a person about this page; none falls back to the site's.
    pub contact: Option<ContactView>,
}

/// Facts about a text, each a list of names ready to be shown.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Facts {
    /// Who keeps it current.
    pub owner: Option<String>,
    /// Which readers it is for.
    pub audience: Vec<String>,
    /// Which roles in the product can do it.
    pub roles: Vec<String>,
    /// Which plans include it; none means all.
    pub plans: Vec<String>,
    /// Which products it is for, where the site has several; none means all.
    pub products: Vec<String>,
    /// Of a case: which customers it is about.
    pub segments: Vec<String>,
}

/// The dater stamp: what the page was last checked against.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Stamp {
    /// Name of the release; none when only a date is known.
    pub release: Option<String>,
    /// Address of the release's page.
    pub release_url: Option<String>,
    /// Date of the release, or of the check.
    pub day: Day,
}

/// A heading in the table of contents.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TocItem {
    /// Its id on the page.
    pub id: String,
    /// Its text.
    pub title: String,
    /// The headings below it.
    pub children: Vec<TocItem>,
}

/// A question with its short answer in place.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FaqItem {
    /// The question.
    pub question: String,
    /// The answer as HTML.
    pub answer_html: String,
    /// The language of both, where it is not the page's.
    pub lang: Option<String>,
    /// Address of the page that answers it in full.
    pub url: String,
}

/// The sign at the end: this stop, the one before, the one after.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SignView {
    /// Name of the line: the collection, the phase, the releases.
    pub place: String,
    /// Which stop this is, counted from 1; 0 shows no count.
    pub index: u32,
    /// How many stops there are.
    pub total: u32,
    /// The stop before.
    pub prev: Option<LinkView>,
    /// The stop after.
    pub next: Option<LinkView>,
}

/// A window on the pages beside this one, bounded whatever the size of the site.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NavView {
    /// Name of the place: the collection or folder.
    pub title: String,
    /// Address of the page that lists all.
    pub url: String,
    /// The pages shown, in order.
    pub items: Vec<NavItem>,
    /// How many there are in all; more than shown brings the link to all.
    pub total: u32,
}

/// A page in local navigation.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NavItem {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
}
