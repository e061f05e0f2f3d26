//! `outdated-screenshot`: a picture was captured before its screen last changed.

use crate::content::{Change, ImageFacts};
use crate::diagnostics::{Code, Diagnostic};
use crate::site::{Page, PageId, PageImage};

use super::declared::summaries;
use super::reach::can_meet;
use super::timeline::{Counted, is_noticed};
use super::{ChangeId, Context, Gathered, State, is_checked, score};

pub(super) fn find(context: &Context<'_>, gathered: &mut Gathered) {
    for (id, page) in context.site.ids().filter(|(_, page)| is_checked(page)) {
        for image in &page.images {
            if let Some(facts) = context.site.image_facts(page, &image.written) {
                shown(context, (id, page), (image, facts), gathered);
            }
        }
    }
}

fn shown(context: &Context<'_>, (id, page): (PageId, &Page), (image, facts): (&PageImage, &ImageFacts), gathered: &mut Gathered) {
    let (Some(screen), Some(captured)) = (&facts.screen, &facts.captured) else { return };
    let Some(from) = context.timeline.place(&captured.value, true).map(|checked| checked.releases) else { return };
    let counts = |change: &Change| is_noticed(change) && can_meet(&page.front, change);
    let changes: Vec<Counted<'_>> =
        context.timeline.of_screen(&screen.value, from).filter(|counted| counts(counted.change)).collect();
    if changes.iter().any(|counted| context.timeline.is_out(counted.place)) {
        gathered.worsen(id, Some(State::Affected));
    }
    // one picture is one task: the last release that changed its screen
    let Some(place) = changes.iter().rev().map(|counted| counted.place).find(|place| context.timeline.is_asked(*place)) else {
        return;
    };
    let of_it: Vec<(ChangeId, &Change)> =
        changes.iter().filter(|counted| counted.place == place).map(|counted| (counted.id, counted.change)).collect();
    let finding = Diagnostic::new(Code::OutdatedScreenshot, image.span)
        .with("screen", context.site.data.screen_title(&screen.value).unwrap_or(&screen.value))
        .with("captured", &*captured.value)
        .with("release", context.timeline.name(place))
        .with("changes", summaries(context, &of_it));
    let finding = match context.timeline.is_out(place) {
        true => finding,
        false => finding.wording("outdated-screenshot.planned").with("day", context.timeline.day(place)),
    };
    gathered.add(id, score::about(context, finding, page, &of_it, 0.8), None);
}
