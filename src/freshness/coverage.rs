//! `uncovered-change`: a release added or changed something that people see, and no page covers it.

use std::collections::BTreeSet;

use crate::content::{Change, ChangeKind, Kind};
use crate::diagnostics::{Code, Diagnostic};
use crate::site::PageId;

use super::declared::summaries;
use super::renames::folded;
use super::timeline::{Counted, is_noticed};
use super::{ChangeId, Context, Gathered, is_checked, score};

pub(super) fn find(context: &Context<'_>, gathered: &mut Gathered) {
    let covered = Covered::of(context);
    let baseline = context.site.config.freshness.baseline_release.as_ref();
    let from = match context.question.release {
        Some(_) => 0,
        // what was there when the help centre began is not its backlog
        None => baseline.and_then(|name| context.timeline.place(&name.value, false)).map_or(0, |checked| checked.releases),
    };
    for Counted { place, id, change } in context.timeline.changes(from) {
        if context.timeline.is_asked(place) && wants_page(change) && !covered.has(change) {
            tell(context, (place, id), change, gathered);
        }
    }
}

/// A change that a page should speak of. What has neither feature, screen nor label cannot be tied to any page.
fn wants_page(change: &Change) -> bool {
    let is_seen =
        matches!(change.kind.value, ChangeKind::Added | ChangeKind::Changed | ChangeKind::Renamed) && is_noticed(change);
    is_seen && (change.feature.is_some() || change.screen.is_some())
}

/// What the pages of the site cover.
struct Covered<'a> {
    features: BTreeSet<&'a str>,
    screens: BTreeSet<&'a str>,
    labels: BTreeSet<String>,
}

impl<'a> Covered<'a> {
    fn of(context: &Context<'a>) -> Self {
        let relations = &context.site.relations;
        let is_page = |id: &PageId| is_checked(context.site.page(*id));
        let quoted = relations.labels.iter().filter(|(_, places)| places.iter().any(|(id, _)| is_page(id)));
        Self {
            features: relations.features.keys().map(String::as_str).collect(),
            screens: relations.screens.keys().map(String::as_str).collect(),
            labels: quoted.map(|(label, _)| folded(label).into_owned()).collect(),
        }
    }

    /// Where no page declares any feature (or screen) there is nothing that a change could be missing from.
    fn has(&self, change: &Change) -> bool {
        if self.features.is_empty() && self.screens.is_empty() {
            return true;
        }
        let names = |known: &BTreeSet<&str>, name: &Option<crate::source::Located<String>>| {
            name.as_ref().is_some_and(|name| known.contains(name.value.as_str()))
        };
        let label = change.label.as_ref().and_then(|label| label.to.as_ref()).map(|to| folded(&to.value));
        // a page about the screen covers what changes there, but not yet what is new
        let is_new = change.kind.value == ChangeKind::Added && change.feature.is_some();
        names(&self.features, &change.feature)
            || (names(&self.screens, &change.screen) && !is_new)
            || label.is_some_and(|label| self.labels.contains(&*label))
    }
}

fn tell(context: &Context<'_>, (place, id): (usize, ChangeId), change: &Change, gathered: &mut Gathered) {
    let record = context.site.page(id.release);
    debug_assert!(matches!(record.kind, Kind::Release(_)));
    let finding = Diagnostic::new(Code::UncoveredChange, change.span)
        .with("release", context.timeline.name(place))
        .with("changes", summaries(context, &[(id, change)]))
        .with("name", change.feature.as_ref().or(change.screen.as_ref()).map_or("", |name| name.value.as_str()));
    let finding = if change.feature.is_some() { finding } else { finding.wording("uncovered-change.screen") };
    let finding = score::about(context, finding, record, &[(id, change)], 0.7);
    gathered.add(id.release, finding, None);
}
