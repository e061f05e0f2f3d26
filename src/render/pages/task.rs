//! A task's page in one track.

use crate::content::Kind;
use crate::markdown::html::escaped;
use crate::render::view::{LinkView, RailView, SignView, TaskView};
use crate::render::{Making, body};
use crate::site::{Page, Placement, TrackPhase, TrackPlan};

use super::doc::{self, Answer};
use super::guide;

/// Makes the page of the task at a place of a track.
pub(super) fn task(making: &Making, track: usize, place: usize) -> TaskView {
    let site = making.site;
    let track = &site.tracks[track];
    let track_page = site.page(track.page);
    let placements: Vec<&Placement> = track.placements().collect();
    let placement = placements[place];
    let page = site.page(placement.task);
    let mut text = doc::doc(making, placement.task);
    text.body = body::html_in_track(making, page, track);
    text.sign = Some(sign(making, track, &placements, place));
    let tagged = making.plan.tagged.get(&placement.task).map_or(&[][..], Vec::as_slice);
    let (faqs, others): (Vec<_>, Vec<_>) = tagged.iter().copied().partition(|id| matches!(site.page(*id).kind, Kind::Faq));
    text.related = doc::links(making, &others).into_iter().chain(text.related).collect();
    let mut head = making.frames.head(page, Some("guides"));
    // Canonical stays the first track's page; the language switch follows the task there.
    head.title = format!("{}{}{}", page.title, making.frames.text(&track_page.language, "title_separator"), track_page.title);
    TaskView {
        head,
        crumbs: guide::crumbs(making, track_page, Some(&page.title)),
        why: page.front.why.as_ref().map(|why| why.value.clone()),
        minutes: guide::minutes(page),
        requires: guide::requires(making, track, page),
        optional: placement.optional,
        faqs: faqs.into_iter().filter_map(|id| doc::faq_item(making, id, Answer::Whole)).collect(),
        done_when: done_when(page),
        rail: rail(making, track, placement, place),
        also_in: also_in(making, track, placement),
        doc: text,
    }
}

fn done_when(page: &Page) -> Vec<String> {
    let Kind::Task(task) = &page.kind else { return Vec::new() };
    task.done_when.iter().map(|sign| escaped(&sign.value)).collect()
}

fn rail(making: &Making, track: &TrackPlan, placement: &Placement, place: usize) -> RailView {
    let page = making.site.page(track.page);
    RailView {
        title: page.title.clone(),
        url: page.address.as_deref().map(|address| making.frames.href(address)).unwrap_or_default(),
        index: guide::count(place + 1),
        total: guide::count(track.placements().count()),
        minutes: guide::minutes_of(making, track),
        phases: guide::phases(making, track, Some(&placement.address)),
    }
}

/// The sign at the end follows the track, phase by phase.
fn sign(making: &Making, track: &TrackPlan, placements: &[&Placement], place: usize) -> SignView {
    let link = |placement: &&Placement| LinkView {
        title: making.site.page(placement.task).title.clone(),
        url: making.frames.href(&placement.address),
    };
    let phase = track
        .phases
        .iter()
        .find(|phase: &&TrackPhase| phase.placements.iter().any(|placement| placement.address == placements[place].address));
    let title = phase.and_then(|phase| phase.phase.title.as_ref()).map(|title| title.value.clone());
    SignView {
        place: title.unwrap_or_else(|| making.site.page(track.page).title.clone()),
        index: guide::count(place + 1),
        total: guide::count(placements.len()),
        prev: place.checked_sub(1).and_then(|place| placements.get(place)).map(link),
        next: placements.get(place + 1).map(link),
    }
}

/// Links to the same task in the other tracks of the language.
fn also_in(making: &Making, track: &TrackPlan, placement: &Placement) -> Vec<LinkView> {
    let site = making.site;
    let language = &site.page(track.page).language;
    let others = site.tracks.iter().filter(|other| other.page != track.page && site.page(other.page).language == *language);
    let link = |other: &TrackPlan| {
        let same = other.placements().find(|there| there.task == placement.task)?;
        let page = site.page(other.page);
        page.listed.then(|| LinkView { title: page.title.clone(), url: making.frames.href(&same.address) })
    };
    others.filter_map(link).collect()
}
