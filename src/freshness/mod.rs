//! Releases against pages: which page says something that a release made false, which covers what a release touched, whose
//! check has run out.
//!
//! The entry is [`assess`], a pure function of the site, its texts and the day; [`ration`] cuts what it found to what people
//! can read in a week. The steps of `assess`:
//! 1. put the releases in order and find where in it each page was last checked (`timeline`);
//! 2. gather what the releases renamed and removed (`renames`), and look up every label that a page marks (`marks`, `labels`);
//! 3. hold what pages declare against what the releases touched (`declared`, `screenshots`);
//! 4. see which checks have run out (`review`), which translations lag behind (`translations`), which changes no page covers
//!    (`coverage`) and who has no owner (`owners`);
//! 5. rank the pages whose words are close to a change's (`likeness`);
//! 6. score everything by severity, importance of the page and strength of the evidence (`score`).

mod budget;
mod coverage;
mod declared;
mod inside;
mod kinds;
mod labels;
mod likeness;
mod marks;
mod owners;
mod reach;
mod renames;
mod review;
mod score;
mod screenshots;
mod timeline;
mod translations;

pub use budget::{Limits, Rationed, ration};
pub use timeline::Checked;
pub use translations::section_hashes;

use std::collections::BTreeSet;

use crate::content::Kind;
use crate::diagnostics::Diagnostic;
use crate::site::{Page, PageId, Site};
use crate::source::{Sources, Span};

use timeline::Timeline;

/// What is asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Question<'a> {
    /// The day, ISO: what is dated after it is planned.
    pub today: &'a str,
    /// Ask about this release alone, be it out, planned or old.
    pub release: Option<&'a str>,
    /// Ask about this release and those after it.
    pub since: Option<&'a str>,
    /// Whether pages are also ranked by likeness of words; only staff are shown that.
    pub likeness: bool,
}

/// What is known of every page, and what was found.
#[derive(Debug, Default)]
pub struct Freshness {
    /// By page id.
    pub pages: Vec<PageFreshness>,
    /// Everything found, by level, then by falling score, then by place. Snoozed ones are in it.
    pub findings: Vec<Finding>,
}

impl Freshness {
    /// Returns what is known of a page.
    pub fn page(&self, id: PageId) -> &PageFreshness {
        &self.pages[id.index()]
    }

    /// Counts the pages in a state.
    pub fn count(&self, state: State) -> usize {
        self.pages.iter().filter(|page| page.state == Some(state)).count()
    }
}

/// One finding and the page it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The finding; its `about` has release, change, feature, owner and score.
    pub diagnostic: Diagnostic,
    /// The page; for a change that no page covers, its release record.
    pub page: PageId,
    /// The entry of `data/snoozes.toml`, by its place there, that keeps it quiet today.
    pub snoozed: Option<usize>,
}

/// How far a page can be trusted. Ordered worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It says something that a release made false.
    Outdated,
    /// A later release touched what it covers.
    Affected,
    /// Its check has run out.
    Due,
    /// Nobody said when it was last checked.
    Unknown,
    /// Nothing known speaks against it.
    Current,
}

impl State {
    /// All states, worst first, as in `data/freshness.csv`.
    pub const ALL: [State; 5] = [State::Outdated, State::Affected, State::Due, State::Unknown, State::Current];

    /// Returns the name used in JSON, CSV and styles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outdated => "outdated",
            Self::Affected => "affected",
            Self::Due => "due",
            Self::Unknown => "unknown",
            Self::Current => "current",
        }
    }
}

/// What is known of one page.
#[derive(Debug, Clone, Default)]
pub struct PageFreshness {
    /// The worst that holds; `None` for what is not checked (release records, groups, snippets).
    pub state: Option<State>,
    /// When it was last checked.
    pub checked: Option<Checked>,
    /// Labels in its text that releases that are out renamed or removed, in reading order.
    pub labels: Vec<OutdatedLabel>,
    /// Changes of releases that are out and that touched what it declares or quotes, oldest first: what readers are told.
    pub touched: Vec<ChangeId>,
}

/// One change of a release record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeId {
    /// The record.
    pub release: PageId,
    /// Which of its changes, from 0.
    pub change: u32,
}

/// A label in a text that is no longer what the product shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutdatedLabel {
    /// Where the label itself is written, without brackets or quotes.
    pub span: Span,
    /// What it says.
    pub from: String,
    /// What the product says now; `None` if it is gone, or if several new texts are possible.
    pub to: Option<String>,
    /// The change that made it wrong.
    pub change: ChangeId,
}

/// Says which pages are checked against releases.
fn is_checked(page: &Page) -> bool {
    !matches!(page.kind, Kind::Release(_) | Kind::Group(_) | Kind::Snippet)
}

/// Holds every page against every release after the one it was checked at. A page whose `verified` names no release cannot be
/// judged and is unknown; `checks` tells of it.
pub fn assess(site: &Site, sources: &Sources, question: &Question<'_>) -> Freshness {
    let timeline = Timeline::of(site, question);
    let context = Context { site, sources, question, timeline: &timeline };
    let mut gathered = Gathered::new(site, &timeline);
    labels::find(&context, &mut gathered);
    declared::find(&context, &mut gathered);
    screenshots::find(&context, &mut gathered);
    review::find(&context, &mut gathered);
    translations::find(&context, &mut gathered);
    coverage::find(&context, &mut gathered);
    owners::find(&context, &mut gathered);
    if question.likeness {
        likeness::find(&context, &mut gathered);
    }
    gathered.finish(&context)
}

/// What every step looks at.
struct Context<'a> {
    site: &'a Site,
    sources: &'a Sources,
    question: &'a Question<'a>,
    timeline: &'a Timeline<'a>,
}

/// What the steps have found so far.
struct Gathered {
    pages: Vec<PageFreshness>,
    found: Vec<Finding>,
    /// Changes that an exact finding of a page names: nothing weaker repeats them.
    told: BTreeSet<(PageId, ChangeId)>,
    /// Labels that were told of.
    spans: BTreeSet<(Span, ChangeId)>,
}

impl Gathered {
    fn new(site: &Site, timeline: &Timeline<'_>) -> Self {
        let known = |page: &Page| {
            if !is_checked(page) {
                return PageFreshness::default();
            }
            let checked = timeline.checked(page);
            let state = if checked.is_some() { State::Current } else { State::Unknown };
            PageFreshness { state: Some(state), checked, ..PageFreshness::default() }
        };
        Self { pages: site.pages.iter().map(known).collect(), found: Vec::new(), told: BTreeSet::new(), spans: BTreeSet::new() }
    }

    /// Adds a finding, and lets the page be no better than `state`.
    fn add(&mut self, page: PageId, diagnostic: Diagnostic, state: Option<State>) {
        self.worsen(page, state);
        self.found.push(Finding { diagnostic, page, snoozed: None });
    }

    fn worsen(&mut self, page: PageId, state: Option<State>) {
        if let (Some(own), Some(state)) = (&mut self.pages[page.index()].state, state) {
            *own = (*own).min(state);
        }
    }

    fn finish(self, context: &Context<'_>) -> Freshness {
        let Self { mut pages, mut found, .. } = self;
        for page in &mut pages {
            page.touched.sort_unstable();
            page.touched.dedup();
        }
        score::settle(context, &mut found);
        Freshness { pages, findings: found }
    }
}
