//! A task's page in one track.

use std::collections::BTreeSet;

use crate::content::Kind;
use crate::markdown::html::escaped;
use crate::render::view::{LinkView, RailView, SignView, TaskView};
use crate::render::{Making, body};
use crate::site::{Page, PageId, Placement, TrackPlan};

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
    text.body = body::html_in_track(making, placement.task, track);
    text.sign = guide::is_listed(making, placement).then(|| sign(making, track, placement));
    let tagged = making.plan.tagged.get(&placement.task).map_or(&[][..], Vec::as_slice);
    let (faqs, others): (Vec<_>, Vec<_>) = tagged.iter().copied().partition(|id| matches!(site.page(*id).kind, Kind::Faq));
    let mut related: Vec<PageId> = others;
    related.extend(site.relations.related[placement.task.index()].iter().filter(|id| !faqs.contains(id)));
    let mut seen = BTreeSet::new();
    related.retain(|id| seen.insert(*id));
    text.related = doc::links(making, &related);
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
        faqs: faqs.into_iter().filter_map(|id| doc::faq_item(making, id, Answer::Whole, &track_page.language)).collect(),
        done_when: done_when(page),
        rail: rail(making, track, placement),
        also_in: also_in(making, track, placement),
        doc: text,
    }
}

fn done_when(page: &Page) -> Vec<String> {
    let Kind::Task(task) = &page.kind else { return Vec::new() };
    task.done_when.iter().map(|sign| escaped(&sign.value)).collect()
}

fn rail(making: &Making, track: &TrackPlan, placement: &Placement) -> RailView {
    let page = making.site.page(track.page);
    RailView {
        title: page.title.clone(),
        url: page.address.as_deref().map(|address| making.frames.href(address)).unwrap_or_default(),
        index: guide::count(stop(making, track, placement).1),
        total: guide::listed_tasks(making, track),
        minutes: guide::minutes_of(making, track),
        phases: guide::rail_phases(making, track, placement),
    }
}

/// Returns the stops of a track that lists show, and which of them a task is, from 1 (0 for a pilot).
fn stop<'a>(making: &Making, track: &'a TrackPlan, placement: &Placement) -> (Vec<&'a Placement>, usize) {
    let stops: Vec<&Placement> = track.placements().filter(|placement| guide::is_listed(making, placement)).collect();
    let at = stops.iter().position(|stop| stop.address == placement.address).map_or(0, |at| at + 1);
    (stops, at)
}

/// The sign at the end follows the track over its phases.
fn sign(making: &Making, track: &TrackPlan, placement: &Placement) -> SignView {
    let link = |placement: &&Placement| LinkView {
        title: making.site.page(placement.task).title.clone(),
        url: making.frames.href(&placement.address),
    };
    let (stops, at) = stop(making, track, placement);
    SignView {
        place: making.site.page(track.page).title.clone(),
        index: guide::count(at),
        total: guide::count(stops.len()),
        prev: at.checked_sub(2).and_then(|before| stops.get(before)).map(link),
        next: stops.get(at).map(link),
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
