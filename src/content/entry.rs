//! What a file of the site is, once read: one typed entry.

use std::collections::BTreeMap;

use crate::markdown::Document;
use crate::source::{FileId, Located, Span};

/// A value that may be absent, with its place when it is there.
pub type Field<T> = Option<Located<T>>;
/// Values with a place each.
pub type Fields<T> = Vec<Located<T>>;

/// One file of `content/` or `guides/`, or a snippet.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The file.
    pub file: FileId,
    /// Site-relative path: `content/billing/export.en.md`.
    pub path: String,
    /// The path without language and ending, the same for all translations: `content/billing/export`.
    pub stem: String,
    /// The language: of the file's name, else the site's.
    pub language: String,
    /// The keys that every kind knows.
    pub front: FrontMatter,
    /// The span of the front matter's content (between the `---` lines); `None` without front matter.
    pub front_span: Option<Span>,
    /// What kind it is, with that kind's own keys.
    pub kind: Kind,
    /// The text. Its leading H1 is still in it.
    pub body: Document,
}

/// The keys that every kind of page knows (see "Front matter" in the contract).
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(missing_docs, reason = "the keys are documented where they are read, in `content::keys`")]
pub struct FrontMatter {
    pub title: Field<String>,
    pub description: Field<String>,
    pub slug: Field<String>,
    pub order: Field<i64>,
    pub weight: Field<i64>,
    pub draft: Field<bool>,
    pub date: Field<String>,
    pub updated: Field<String>,
    pub aliases: Fields<String>,
    pub tags: Fields<String>,
    pub noindex: Field<bool>,
    pub keywords: Fields<String>,
    pub id: Field<String>,
    pub owner: Field<String>,
    pub step: Field<String>,
    pub verified: Field<String>,
    pub since: Field<String>,
    pub features: Fields<String>,
    pub screens: Fields<String>,
    pub review: Field<Review>,
    pub review_reason: Field<String>,
    pub audience: Fields<String>,
    pub plans: Fields<String>,
    pub roles: Fields<String>,
    pub next: Fields<String>,
    pub related: Fields<String>,
    pub resolves: Field<bool>,
    pub intents: Fields<String>,
    pub product: Fields<String>,
    pub lifecycle: Fields<String>,
    pub benefit: Fields<String>,
    pub segments: Fields<String>,
    pub why: Field<String>,
    pub status: Field<Status>,
    /// Start of publication as written, `2026-11-25` or `2026-11-25T10:00`, checked to be a date; the site's time zone.
    pub publish_at: Field<String>,
    /// End of publication, like `publish_at`.
    pub expire_at: Field<String>,
    pub evidence: Vec<Evidence>,
    pub touch: Field<Touch>,
    pub touch_decision: Field<TouchDecision>,
    pub source: Field<FaqSource>,
    /// By path as written in the page.
    pub images: Vec<(Located<String>, ImageFacts)>,
    /// Section id → hash of the source section, in a translation.
    pub translated: BTreeMap<String, Located<String>>,
    /// The page's `icon`, for collections.
    pub icon: Field<String>,
}

/// How long a check holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Review {
    /// Days.
    Days(u32),
    /// Months.
    Months(u32),
    /// It never runs out (`review_reason` says why).
    Never,
}

/// Where a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Only in builds with drafts.
    Draft,
    /// At its address, in no list.
    Pilot,
    /// Everywhere.
    #[default]
    Published,
}

/// Low or high touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touch {
    /// By the customer alone.
    Low,
    /// With a person, on purpose.
    High,
}

/// Where something was proven.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(missing_docs, reason = "the keys of the contract")]
pub struct Evidence {
    pub kind: Field<String>,
    pub reference: Field<String>,
    pub cases: Field<i64>,
    pub on: Field<String>,
}

/// Why low or high touch was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the keys of the contract")]
pub struct TouchDecision {
    pub why: Option<String>,
    pub agreed_by: Option<String>,
    pub on: Option<String>,
}

/// Where an FAQ entry came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the keys of the contract")]
pub struct FaqSource {
    pub channel: Option<String>,
    pub reference: Option<String>,
    pub asked: Option<i64>,
    pub last_asked: Option<String>,
}

/// What a screenshot shows and when it was taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImageFacts {
    /// The screen's id.
    pub screen: Field<String>,
    /// The release.
    pub captured: Field<String>,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `index.md` of a collection or a folder below one, or the site's home (`content/index.md`).
    Section,
    /// An article, with its type.
    Article(ArticleType),
    /// `content/faq/**`: one question.
    Faq,
    /// `content/releases/*.md`
    Release(Box<Release>),
    /// `content/webinars/*.md`
    Webinar(Box<Webinar>),
    /// `guides/<track>/index.md`
    Track(Box<Track>),
    /// `guides/tasks/*.md`
    Task(Box<Task>),
    /// `guides/groups/*.md`
    Group(Group),
    /// `guides/rules/*.md`
    Rule(Box<Rule>),
    /// `guides/playbooks/*.md`, for staff only.
    Playbook,
    /// `snippets/**`: included, no page of its own.
    Snippet,
}

/// The types of articles; each has its own template in `shirube new`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the values of the contract's `type`")]
pub enum ArticleType {
    Article,
    #[default]
    Howto,
    Concept,
    Reference,
    Error,
    Scenario,
    Case,
    Term,
}

/// A release record.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(missing_docs, reason = "the keys of the contract")]
pub struct Release {
    /// The release's name as written: `2026.10` is not `2026.1`. Without the key, the file's name.
    pub release: Field<String>,
    pub status: Field<ReleaseStatus>,
    pub changes: Vec<Change>,
}

/// Whether a release is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the values of the contract")]
pub enum ReleaseStatus {
    Planned,
    #[default]
    Released,
    Withdrawn,
}

/// One change of a release.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the keys of the contract")]
pub struct Change {
    /// The whole change in its record.
    pub span: Span,
    pub kind: Located<ChangeKind>,
    pub feature: Field<String>,
    pub screen: Field<String>,
    pub key: Field<String>,
    /// In the site's language.
    pub label: Option<LabelChange>,
    /// In other languages.
    pub labels: BTreeMap<String, LabelChange>,
    pub impact: Field<Impact>,
    pub summary: Field<String>,
    pub plans: Fields<String>,
    pub roles: Fields<String>,
    pub audience: Fields<String>,
    /// ISO date.
    pub rollout: Field<String>,
    pub voice: Field<bool>,
}

/// What a change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the values of the contract")]
pub enum ChangeKind {
    Added,
    Changed,
    Renamed,
    Removed,
    Deprecated,
    Fixed,
}

/// How much of a change people notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the values of the contract")]
pub enum Impact {
    Breaking,
    #[default]
    Visible,
    Minor,
}

/// A label's old and new text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LabelChange {
    /// The old text; alone: removed.
    pub from: Field<String>,
    /// The new text; alone: added.
    pub to: Field<String>,
    /// Another screen keeps the old text.
    pub still_used: bool,
}

/// A webinar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Webinar {
    /// Start, `2026-12-03T15:00` in the site's time zone.
    pub starts: Field<String>,
    /// Length.
    pub minutes: Field<i64>,
    /// Address of the recording.
    pub video: Field<String>,
    /// Where to sign up.
    pub register: Field<String>,
    /// Chapters of the recording: `at` as written (`12:30`) and title.
    pub chapters: Vec<(Located<String>, Located<String>)>,
    /// The slides' file or address.
    pub slides: Field<String>,
}

/// A track: phases over tasks.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(missing_docs, reason = "the keys of the contract")]
pub struct Track {
    pub version: Field<i64>,
    pub asks: Vec<Ask>,
    pub phases: Vec<Phase>,
}

/// A question to the reader of a track.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the keys of the contract")]
pub struct Ask {
    pub id: Located<String>,
    pub question: Field<String>,
    /// Option id → words, in the order written.
    pub options: Vec<(Located<String>, String)>,
}

/// A phase of a track.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the keys of the contract")]
pub struct Phase {
    pub id: Located<String>,
    pub title: Field<String>,
    pub step: Field<String>,
    pub before: Field<String>,
    pub exit: Fields<String>,
    pub tasks: Vec<TaskRef>,
}

/// A place of a track's phase: a task or a group of tasks.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the keys of the contract")]
pub struct TaskRef {
    pub target: TaskTarget,
    /// `import=csv`
    pub when: Field<String>,
    pub optional: bool,
}

/// What a [`TaskRef`] names.
#[derive(Debug, Clone, PartialEq)]
pub enum TaskTarget {
    /// A task's id.
    Task(Located<String>),
    /// A group's name.
    Group(Located<String>),
}

/// A task.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(missing_docs, reason = "the keys of the contract")]
pub struct Task {
    pub minutes: Field<i64>,
    pub requires: Fields<String>,
    /// One sentence for each thing to be seen.
    pub done_when: Fields<String>,
    pub replaces_meeting_minutes: Field<i64>,
    pub was: Fields<String>,
}

/// A group of tasks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// The tasks in order, with the same conditions as in a phase.
    pub tasks: Vec<TaskRef>,
}

/// A rule for customers' manuals.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(missing_docs, reason = "the keys of the contract")]
pub struct Rule {
    pub question: Field<String>,
    /// Option id → words, in the order written.
    pub options: Vec<(Located<String>, String)>,
    pub default: Field<String>,
    pub consequence: Field<String>,
    pub phase: Field<String>,
}
