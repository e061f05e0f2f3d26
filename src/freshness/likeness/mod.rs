//! `maybe-affected`: pages whose words are close to what a release says of itself, ranked. For staff only; it changes no
//! page's state.
//!
//! The one entry is [`find`]. Its steps, for each of the newest releases (or the one asked about):
//! 1. cut what the release says into changes, and each into the words that can stand out (`words`, `query`);
//! 2. look for all of them in every page in one pass (`scan`);
//! 3. score each page change by change (BM25, Robertson and Zaragoza 2009; a change counts most where it is closest), and add
//!    what else tells: old labels, labels of the same screens, the version's name, how lately the page was edited (`signals`);
//! 4. keep the closest pages that nothing surer has found yet.

mod query;
mod scan;
mod signals;
mod words;

use std::collections::BTreeSet;

use crate::content::Change;
use crate::diagnostics::{Code, Diagnostic};
use crate::site::PageId;

use super::declared::summaries;
use super::reach::can_meet;
use super::{ChangeId, Context, Gathered, is_checked, score};
use query::Query;
use scan::Scan;

/// How many of the newest releases are looked at when none is asked about.
const NEWEST: usize = 4;
/// Most pages that a release names.
const MOST_PAGES: usize = 50;
/// A page below this share of what could be is not close.
const LEAST: f64 = 0.02;
/// Most shared words that a message names.
const MOST_WORDS: usize = 4;

pub(super) fn find(context: &Context<'_>, gathered: &mut Gathered) {
    let asked: Vec<usize> =
        (0..context.timeline.releases.len()).rev().filter(|place| context.timeline.is_asked(*place)).collect();
    let most = if context.question.release.is_some() { 1 } else { NEWEST };
    let places: Vec<usize> = asked.into_iter().take(most).collect();
    for language in &context.site.config.languages {
        let queries: Vec<Query<'_>> = places.iter().map(|place| Query::of(context, *place, language)).collect();
        let pages: Vec<PageId> =
            context.site.ids().filter(|(_, page)| is_checked(page) && page.language == *language).map(|(id, _)| id).collect();
        let scan = Scan::of(context, &queries, &pages);
        for query in &queries {
            rank(context, query, &scan, gathered);
        }
    }
}

fn rank(context: &Context<'_>, query: &Query<'_>, scan: &Scan, gathered: &mut Gathered) {
    let likes = signals::score(context, query, scan);
    let release = context.timeline.releases.get(query.place).map(|known| known.page);
    let of_it = gathered.found.iter().filter(|found| found.diagnostic.about.release.as_deref() == Some(query.name));
    let found: BTreeSet<PageId> = of_it.map(|found| found.page).collect();
    let is_told = |id: PageId| {
        let own = &gathered.pages[id.index()];
        own.checked.as_ref().is_some_and(|checked| checked.releases > query.place)
            || own.touched.iter().any(|change| Some(change.release) == release)
            || found.contains(&id)
    };
    let mut close: Vec<&signals::Likeness> = likes.iter().filter(|like| like.score >= LEAST).collect();
    close.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.page.cmp(&other.page)));
    let kept: Vec<&signals::Likeness> = close.into_iter().filter(|like| !is_told(like.page)).take(MOST_PAGES).collect();
    for like in kept {
        tell(context, query, like, gathered);
    }
}

fn tell(context: &Context<'_>, query: &Query<'_>, like: &signals::Likeness, gathered: &mut Gathered) {
    let page = context.site.page(like.page);
    let Some(known) = context.timeline.releases.get(query.place) else { return };
    let near: Vec<(ChangeId, &Change)> = like
        .changes
        .iter()
        .filter_map(|number| {
            Some((ChangeId { release: known.page, change: *number }, known.record.changes.get(*number as usize)?))
        })
        .collect();
    if !near.is_empty() && near.iter().all(|(_, change)| !can_meet(&page.front, change)) {
        return;
    }
    let told = match near.is_empty() {
        true => context.site.page(known.page).title.clone(),
        false => summaries(context, &near),
    };
    let finding = Diagnostic::new(Code::MaybeAffected, page.place()).with("release", query.name).with("changes", told);
    let words = like.words.iter().take(MOST_WORDS).map(|word| format!("「{word}」")).collect::<Vec<_>>().join("");
    let finding = if words.is_empty() { finding } else { finding.wording("maybe-affected.words").with("words", words) };
    let mut finding = score::about(context, finding, page, &near, 0.0);
    finding.about.release = Some(query.name.to_owned());
    finding.about.score = Some(like.score);
    gathered.add(like.page, finding, None);
}
