//! What pages declare against what releases touched: `outdated-feature` where a release took away what a page covers,
//! `affected` where one changed it.

use crate::content::{Change, ChangeKind};
use crate::diagnostics::{Code, Diagnostic};
use crate::site::{Page, PageId};
use crate::source::{Located, Span};

use super::reach::can_meet;
use super::timeline::{Counted, is_noticed};
use super::{ChangeId, Context, Gathered, State, is_checked, score};

/// Most changes that one message spells out.
const MOST_TOLD: usize = 3;

pub(super) fn find(context: &Context<'_>, gathered: &mut Gathered) {
    for (id, page) in context.site.ids().filter(|(_, page)| is_checked(page)) {
        if page.front.features.is_empty() && page.front.screens.is_empty() {
            continue;
        }
        if let Some(from) = gathered.pages[id.index()].checked.as_ref().map(|checked| checked.releases) {
            removed(context, (id, page), from, gathered);
            touched(context, (id, page), from, gathered);
        }
    }
}

/// A change that takes a whole feature or screen away, not only a label of it.
fn takes_away(change: &Change) -> bool {
    change.kind.value == ChangeKind::Removed && change.label.is_none() && change.labels.is_empty() && change.key.is_none()
}

/// Says which feature (or, without one, which screen) a change is about.
fn subject(change: &Change) -> Option<(&str, bool)> {
    let feature = change.feature.as_ref().map(|feature| (feature.value.as_str(), true));
    feature.or_else(|| change.screen.as_ref().map(|screen| (screen.value.as_str(), false)))
}

fn removed(context: &Context<'_>, (id, page): (PageId, &Page), from: usize, gathered: &mut Gathered) {
    let declared = page.front.features.iter().map(|name| (name, true)).chain(page.front.screens.iter().map(|name| (name, false)));
    for (name, is_feature) in declared {
        // the last word counts: what went and came back is there
        let about = |change: &Change| subject(change) == Some((name.value.as_str(), is_feature));
        let mut changes = match is_feature {
            true => context.timeline.of_feature(&name.value, from),
            false => context.timeline.of_screen(&name.value, from),
        };
        let last = changes.rfind(|counted| {
            about(counted.change)
                && can_meet(&page.front, counted.change)
                && (takes_away(counted.change) || counted.change.kind.value == ChangeKind::Added)
        });
        let Some(Counted { place, id: change_id, change }) = last.filter(|last| takes_away(last.change)) else { continue };
        gathered.told.insert((id, change_id));
        if context.timeline.is_out(place) {
            gathered.worsen(id, Some(State::Outdated));
            gathered.pages[id.index()].touched.push(change_id);
        }
        if !context.timeline.is_asked(place) {
            continue;
        }
        let finding = Diagnostic::new(Code::OutdatedFeature, own_place(page, name))
            .with("name", shown(context, &name.value, is_feature))
            .with("release", context.timeline.name(place));
        let finding = match (context.timeline.is_out(place), is_feature) {
            (true, true) => finding,
            (true, false) => finding.wording("outdated-feature.screen"),
            (false, _) => finding.wording("outdated-feature.planned").with("day", context.timeline.day(place)),
        };
        gathered.add(id, score::about(context, finding, page, &[(change_id, change)], 1.0), None);
    }
}

/// One task a page and release, with the release's changes in it.
fn touched(context: &Context<'_>, (id, page): (PageId, &Page), from: usize, gathered: &mut Gathered) {
    let mut by_release: Vec<(usize, Vec<(ChangeId, &Change)>)> = Vec::new();
    let features = page.front.features.iter().flat_map(|name| context.timeline.of_feature(&name.value, from));
    let screens = page.front.screens.iter().flat_map(|name| context.timeline.of_screen(&name.value, from));
    let mut all: Vec<Counted<'_>> = features.chain(screens).collect();
    all.sort_by_key(|counted| (counted.place, counted.id));
    all.dedup_by_key(|counted| (counted.place, counted.id));
    for Counted { place, id: change_id, change } in all {
        let counts = is_noticed(change) && can_meet(&page.front, change);
        if !counts || takes_away_declared(page, change) || gathered.told.contains(&(id, change_id)) {
            continue;
        }
        match by_release.last_mut().filter(|(last, _)| *last == place) {
            Some((_, list)) => list.push((change_id, change)),
            None => by_release.push((place, vec![(change_id, change)])),
        }
    }
    for (place, mut changes) in by_release {
        if context.timeline.is_out(place) {
            gathered.worsen(id, Some(State::Affected));
            gathered.pages[id.index()].touched.extend(changes.iter().map(|(change, _)| *change));
        }
        if !context.timeline.is_asked(place) {
            continue;
        }
        // the gravest first: it is the one that the finding names
        changes.sort_by_key(|(id, change)| (change.impact.as_ref().map(|impact| impact.value as u8), *id));
        let strength = changes.iter().map(|(_, change)| strength(page, change)).fold(0.0, f64::max);
        let Some(name) = changes.first().and_then(|(_, change)| named(page, change)) else { continue };
        let finding = Diagnostic::new(Code::Affected, own_place(page, name))
            .with("release", context.timeline.name(place))
            .with("newest", context.timeline.newest())
            .with("changes", summaries(context, &changes));
        let finding = match (context.timeline.is_out(place), name.span.file == page.file) {
            (true, true) => finding,
            (true, false) => finding.wording("affected.source").with("name", &*name.value),
            (false, _) => finding.wording("affected.planned").with("day", context.timeline.day(place)),
        };
        gathered.add(id, score::about(context, finding, page, &changes, strength), None);
    }
}

/// Finds the declared feature or screen that a change names.
fn named<'a>(page: &'a Page, change: &Change) -> Option<&'a Located<String>> {
    let of = |names: &'a [Located<String>], name: &Option<Located<String>>| {
        name.as_ref().and_then(|name| names.iter().find(|known| known.value == name.value))
    };
    of(&page.front.features, &change.feature).or_else(|| of(&page.front.screens, &change.screen))
}

fn takes_away_declared(page: &Page, change: &Change) -> bool {
    let declares = |names: &[Located<String>], name: &str| names.iter().any(|known| known.value == name);
    takes_away(change)
        && subject(change).is_some_and(|(name, is_feature)| match is_feature {
            true => declares(&page.front.features, name),
            false => declares(&page.front.screens, name),
        })
}

/// Feature and screen together are surer than the feature, which is surer than the screen.
fn strength(page: &Page, change: &Change) -> f64 {
    let has = |names: &[Located<String>], name: &Option<Located<String>>| {
        name.as_ref().is_some_and(|name| names.iter().any(|known| known.value == name.value))
    };
    match (has(&page.front.features, &change.feature), has(&page.front.screens, &change.screen)) {
        (true, true) => 0.9,
        (true, false) => 0.75,
        _ => 0.6,
    }
}

/// A translation may have its features from its source: the finding stands in the page itself all the same.
pub(super) fn own_place(page: &Page, name: &Located<String>) -> Span {
    if name.span.file == page.file { name.span } else { page.place() }
}

fn shown(context: &Context<'_>, id: &str, is_feature: bool) -> String {
    let data = &context.site.data;
    let title = if is_feature { data.feature_title(id) } else { data.screen_title(id) };
    title.filter(|title| *title != id).map_or_else(|| id.to_owned(), |title| format!("{title}（{id}）"))
}

/// Says what the changes are, in their own words where they have some.
pub(super) fn summaries(context: &Context<'_>, changes: &[(ChangeId, &Change)]) -> String {
    let told = changes.iter().take(MOST_TOLD).map(|(_, change)| in_words(context, change));
    let mut text = told.collect::<Vec<_>>().join(" / ");
    if changes.len() > MOST_TOLD {
        text.push_str(" / …");
    }
    text
}

fn in_words(context: &Context<'_>, change: &Change) -> String {
    if let Some(summary) = &change.summary {
        return summary.value.trim().trim_end_matches('。').to_owned();
    }
    let label = change.label.as_ref().map(|label| (&label.from, &label.to));
    match label {
        Some((Some(from), Some(to))) if from.value != to.value => format!("［{}］→［{}］", from.value, to.value),
        Some((_, Some(label))) | Some((Some(label), None)) => format!("［{}］", label.value),
        _ => subject(change).map_or_else(String::new, |(name, is_feature)| shown(context, name, is_feature)),
    }
}
