//! How sure and how important a finding is: severity of the change × importance of the page × strength of the evidence.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::content::{Change, Impact, Kind};
use crate::diagnostics::{About, Diagnostic};
use crate::site::{Page, PageId, Site};

use super::{ChangeId, Context, Finding};

/// Adds what a finding is about, with its score. The first of the changes is the one it names.
pub(super) fn about(
    context: &Context<'_>,
    mut finding: Diagnostic,
    page: &Page,
    changes: &[(ChangeId, &Change)],
    strength: f64,
) -> Diagnostic {
    let first = changes.first();
    let release = first.and_then(|(id, _)| context.site.page(id.release).release_name()).map(str::to_owned);
    finding.about = About {
        release,
        change: first.map(|(id, _)| id.change),
        feature: first.and_then(|(_, change)| change.feature.as_ref()).map(|feature| feature.value.clone()),
        owner: page.front.owner.as_ref().map(|owner| owner.value.clone()),
        score: Some(strength * changes.iter().map(|(_, change)| severity(change)).fold(0.0, f64::max)),
    };
    finding
}

fn severity(change: &Change) -> f64 {
    match change.impact.as_ref().map(|impact| impact.value).unwrap_or_default() {
        Impact::Breaking => 1.0,
        Impact::Visible => 0.85,
        Impact::Minor => 0.6,
    }
}

/// Weighs every score with the importance of its page, sees what is snoozed, and puts the findings into their order.
pub(super) fn settle(context: &Context<'_>, found: &mut [Finding]) {
    let views = Views::of(context.site);
    for finding in found.iter_mut() {
        let page = context.site.page(finding.page);
        if let Some(score) = &mut finding.diagnostic.about.score {
            *score = (*score * (0.6 + 0.4 * views.importance(finding.page, page))).clamp(0.0, 1.0);
        }
        finding.snoozed = super::budget::snoozed(context, finding);
    }
    // scores are not negative, so their bits are in their order; the keys are worked out once, findings are large
    found.sort_by_cached_key(|finding| {
        let Finding { diagnostic, .. } = finding;
        let place = diagnostic.span.map(|span| (span.file, span.start, span.end));
        let score = diagnostic.about.score.unwrap_or(0.0).max(0.0).to_bits();
        (diagnostic.level, Reverse(score), place, diagnostic.code, diagnostic.about.change)
    });
}

/// How often pages are read, as the share of pages that are read less.
struct Views {
    by_page: HashMap<PageId, f64>,
}

impl Views {
    fn of(site: &Site) -> Self {
        let views = site.views();
        let mut order: Vec<u64> = views.values().copied().collect();
        order.sort_unstable();
        let rank = |views: u64| order.partition_point(|known| *known <= views) as f64 / order.len() as f64;
        Self { by_page: views.iter().map(|(id, count)| (*id, rank(*count))).collect() }
    }

    /// Importance in [0, 1]: what a customer sets the product up with counts most, then what is read most.
    fn importance(&self, id: PageId, page: &Page) -> f64 {
        let is_onboarding = matches!(page.kind, Kind::Track(_) | Kind::Task(_)) || page.front.step.is_some();
        let read = self.by_page.get(&id).copied().unwrap_or(0.0);
        if is_onboarding { 0.6 + 0.4 * read } else { 0.6 * read }
    }
}
