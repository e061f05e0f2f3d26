//! Onboarding: tracks, tasks, steps.

use serde::Serialize;

use super::doc::{DocView, FaqItem, NavItem};
use super::frame::{Crumb, Head, LinkView};
use super::list::ItemView;
use super::notice::NoticeView;

/// The view of `track_list.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TrackListView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// What `guides/index.md` says in a sentence; the theme's own words without one.
    pub lead: Option<String>,
    /// What releases changed that `guides/index.md` does not say yet.
    pub notice: Option<NoticeView>,
    /// What `guides/index.md` says, as HTML; may be empty.
    pub body: String,
    /// The tracks, in order.
    pub tracks: Vec<TrackItem>,
    /// The steps that have a page, in order.
    pub steps: Vec<LinkView>,
    /// Address of the playbooks, in the staff build.
    pub playbooks_url: Option<String>,
}

/// A track in a list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TrackItem {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Whom it is for, in a sentence.
    pub description: Option<String>,
    /// How many tasks it has.
    pub tasks: u32,
    /// Minutes of all tasks together; 0 when unknown.
    pub minutes: u32,
}

/// The view of `track.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TrackView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Title, lead, stamp and text of its `index.md`.
    pub doc: DocView,
    /// How many tasks it has.
    pub tasks: u32,
    /// Minutes of all tasks together; 0 when unknown.
    pub minutes: u32,
    /// Its phases, in order.
    pub phases: Vec<PhaseView>,
}

/// A phase of a track.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PhaseView {
    /// Id of its heading, unique on the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The step it belongs to.
    pub step: Option<LinkView>,
    /// The step before which it is done.
    pub before: Option<String>,
    /// What is true when it is over, a sentence each.
    pub exit: Vec<String>,
    /// Its tasks, in order; neighbours of one group together.
    pub groups: Vec<TaskGroup>,
}

/// Tasks of a phase that belong together.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TaskGroup {
    /// Id of its heading, unique on the page.
    pub id: String,
    /// Title of the group; none for tasks outside of any.
    pub title: Option<String>,
    /// The tasks.
    pub tasks: Vec<TaskItem>,
}

/// A task as a track or the rail shows it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TaskItem {
    /// Its title.
    pub title: String,
    /// The language of its words, where it is not the track's.
    pub lang: Option<String>,
    /// Its address in this track.
    pub url: String,
    /// Its one sentence.
    pub description: Option<String>,
    /// Minutes it takes.
    pub minutes: Option<u32>,
    /// Whether it may be skipped.
    pub optional: bool,
    /// For whom only it is, in words: the answer it depends on.
    pub condition: Option<String>,
    /// Tasks that come first.
    pub requires: Vec<LinkView>,
    /// Whether it is this page.
    pub current: bool,
}

/// The view of `task.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TaskView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Title, text and sign.
    pub doc: DocView,
    /// Why it is worth doing.
    pub why: Option<String>,
    /// Minutes it takes.
    pub minutes: Option<u32>,
    /// Tasks that come first.
    pub requires: Vec<LinkView>,
    /// Whether it may be skipped.
    pub optional: bool,
    /// The FAQ entries tagged with it, in full.
    pub faqs: Vec<FaqItem>,
    /// How the reader sees that it worked, inline HTML each.
    pub done_when: Vec<String>,
    /// All tasks of the track.
    pub rail: RailView,
    /// The other tracks that have this task.
    pub also_in: Vec<LinkView>,
}

/// The line of a track with all its stops.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RailView {
    /// Title of the track.
    pub title: String,
    /// Address of the track.
    pub url: String,
    /// Which task this is, counted from 1.
    pub index: u32,
    /// How many tasks there are.
    pub total: u32,
    /// Minutes of all tasks together; 0 when unknown.
    pub minutes: u32,
    /// The phases around this one, in order.
    pub phases: Vec<RailPhase>,
}

/// A phase as the rail shows it: the task's own with the tasks around it, others by their titles. A page never holds the whole
/// track, whatever its length.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RailPhase {
    /// Its title.
    pub title: String,
    /// Address of its place on the track's page.
    pub url: String,
    /// How many tasks it has.
    pub total: u32,
    /// The tasks shown; none in other phases.
    pub tasks: Vec<TaskItem>,
}

/// The view of `step.html`: all that is tagged with a step.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StepView {
    /// Head of the page.
    pub head: Head,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Title as HTML with `<wbr>` between phrases.
    pub title_html: String,
    /// When the step is over, in the site's words.
    pub exit: Option<String>,
    /// What is tagged with it, by kind; empty groups are left out.
    pub groups: Vec<StepGroup>,
    /// All steps, in order.
    pub steps: Vec<NavItem>,
}

/// What is tagged with a step, of one kind.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StepGroup {
    /// `tasks`, `articles`, `faq` or `webinars`.
    pub kind: String,
    /// The pages.
    pub items: Vec<ItemView>,
}
