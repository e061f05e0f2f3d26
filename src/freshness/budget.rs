//! What people can read in a week: snoozes, and the few findings that each owner is shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, Level};
use crate::site::{PageId, Site};

use super::{Context, Finding, Freshness};

/// Least score of a page that is only close to a release, where `[freshness] threshold` says nothing. In the histories that
/// the likeness was measured on, a third of the pages above it had to be changed, and one in seventeen of those below.
const USUAL_LIKENESS: f64 = 0.25;
/// Findings an owner is shown a week, where `[freshness] budget_per_owner` says nothing.
const USUAL_BUDGET: usize = 10;

/// How much is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Most tasks of warnings and notes for each owner (one a page and release); `None`: all. Errors are exact and always shown.
    pub per_owner: Option<usize>,
    /// Least score of a warning or note.
    pub threshold: f64,
    /// Least score of a page that is only close to a release.
    pub likeness: f64,
}

impl Limits {
    /// The site's own.
    pub fn of(site: &Site) -> Self {
        let budget = site.config.freshness.budget_per_owner;
        let per_owner = budget.map_or(USUAL_BUDGET, |budget| usize::try_from(budget).unwrap_or(0));
        let threshold = site.config.freshness.threshold;
        Self { per_owner: Some(per_owner), threshold: threshold.unwrap_or(0.0), likeness: threshold.unwrap_or(USUAL_LIKENESS) }
    }

    /// Everything.
    pub const NONE: Self = Self { per_owner: None, threshold: 0.0, likeness: 0.0 };
}

/// Findings cut to what can be read.
#[derive(Debug, Clone, Default)]
pub struct Rationed<'a> {
    /// What is shown, in order.
    pub shown: Vec<&'a Diagnostic>,
    /// What an owner's budget or the threshold held back.
    pub over_budget: usize,
    /// What somebody put off, with a reason and an end.
    pub snoozed: usize,
}

/// Cuts what was found to the limits; `filter` chooses what is asked for at all.
pub fn ration<'a>(freshness: &'a Freshness, limits: Limits, filter: impl Fn(&Finding) -> bool) -> Rationed<'a> {
    let mut rationed = Rationed::default();
    let mut used: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    // whoever looks at a page because of a release sees all that it did there: one task, however many findings
    let mut tasks: BTreeSet<(PageId, Option<&str>)> = BTreeSet::new();
    for finding in freshness.findings.iter().filter(|finding| filter(finding)) {
        if finding.snoozed.is_some() {
            rationed.snoozed += 1;
            continue;
        }
        let diagnostic = &finding.diagnostic;
        let task = (finding.page, diagnostic.about.release.as_deref());
        if diagnostic.level != Level::Error && !tasks.contains(&task) {
            let count = used.entry(diagnostic.about.owner.as_deref()).or_default();
            let least = if diagnostic.code == Code::MaybeAffected { limits.likeness } else { limits.threshold };
            let is_over = limits.per_owner.is_some_and(|most| *count >= most);
            if is_over || diagnostic.about.score.unwrap_or(0.0) < least {
                rationed.over_budget += 1;
                continue;
            }
            *count += 1;
        }
        tasks.insert(task);
        rationed.shown.push(diagnostic);
    }
    rationed
}

/// Finds the snooze that keeps a finding quiet. One that names a release is woken by a later one.
pub(super) fn snoozed(context: &Context<'_>, finding: &Finding) -> Option<usize> {
    let page = context.site.page(finding.page);
    let order = |name: &str| context.timeline.position(name);
    context.site.data.snoozes.iter().position(|snooze| {
        let is_page = snooze.page.value == page.path || page.address.as_deref() == Some(snooze.page.value.as_str());
        let is_quiet = match (&snooze.release, &finding.diagnostic.about.release) {
            (Some(upto), Some(own)) => order(own) <= order(&upto.value),
            _ => true,
        };
        is_page
            && is_quiet
            && snooze.code.value == finding.diagnostic.code.name()
            && context.question.today <= snooze.until.value.as_str()
    })
}
