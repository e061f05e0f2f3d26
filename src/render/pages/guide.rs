//! Onboarding: the list of tracks, a track, a step.

use std::sync::Arc;

use crate::content::Kind;
use crate::japanese;
use crate::render::frame::prefix;
use crate::render::view::{
    Crumb, LinkView, NavItem, PhaseView, RailPhase, StepGroup, StepView, TaskGroup, TaskItem, TrackItem, TrackListView, TrackView,
};
use crate::render::{Making, body};
use crate::site::{Page, PageId, Placement, TrackPhase, TrackPlan, What};

use super::{doc, notice, section};

/// Tasks and phases that the rail of one page shows: the pages of a long track must not each be as long as the track.
const NEAR_TASKS: usize = 15;
const NEAR_PHASES: usize = 9;

/// Makes the list of a language's tracks.
pub(super) fn list(making: &Making, language: &str) -> TrackListView {
    let site = making.site;
    let address = format!("{}/guides/", prefix(language, &site.config));
    let index_id = site.at(&address);
    let index = index_id.map(|id| site.page(id));
    let title = index.map_or_else(|| making.frames.text(language, "guides").to_owned(), |page| page.title.clone());
    let steps = making.plan.steps.get(language).map_or(&[][..], Vec::as_slice);
    let playbooks = site.places.iter().find(|place| place.what == What::Playbooks && place.language == language);
    TrackListView {
        head: match index {
            Some(page) => making.frames.head(page, Some("guides")),
            None => making.frames.plain_head(&title, &address, language, Some("guides")),
        },
        crumbs: vec![making.frames.home_crumb(language), Crumb { title, url: None }],
        lead: index.and_then(|page| page.front.description.as_ref()).map(|text| text.value.clone()),
        notice: index_id.and_then(|id| notice::notice(making, id)),
        body: index_id.map(|id| body::html(making, id)).unwrap_or_default(),
        tracks: items(making, language),
        steps: (0..steps.len()).map(|step| step_link(making, language, step)).collect(),
        playbooks_url: playbooks.map(|place| making.frames.href(&place.address)),
    }
}

/// Shows the listed tracks of a language.
pub(super) fn items(making: &Making, language: &str) -> Vec<TrackItem> {
    let site = making.site;
    let tracks = site.tracks.iter().filter(|track| {
        let page = site.page(track.page);
        page.language == language && page.listed
    });
    let item = |track: &TrackPlan| {
        let page = site.page(track.page);
        Some(TrackItem {
            title: page.title.clone(),
            url: making.frames.href(page.address.as_deref()?),
            description: page.front.description.as_ref().map(|text| text.value.clone()),
            tasks: listed_tasks(making, track),
            minutes: minutes_of(making, track),
        })
    };
    tracks.filter_map(item).collect()
}

/// Makes a track's own page.
pub(super) fn track(making: &Making, index: usize) -> TrackView {
    let track = &making.site.tracks[index];
    let page = making.site.page(track.page);
    TrackView {
        head: making.frames.head(page, Some("guides")),
        crumbs: crumbs(making, page, None),
        doc: doc::doc(making, track.page),
        tasks: listed_tasks(making, track),
        minutes: minutes_of(making, track),
        phases: phases(making, track),
    }
}

/// Returns the way to a track, or to a task in it.
pub(super) fn crumbs(making: &Making, track: &Page, task: Option<&str>) -> Vec<Crumb> {
    let language = &track.language;
    let guides = format!("{}/guides/", prefix(language, &making.site.config));
    let mut crumbs = vec![
        making.frames.home_crumb(language),
        Crumb { title: making.frames.text(language, "guides").to_owned(), url: Some(making.frames.href(&guides)) },
    ];
    let url = task.and(track.address.as_deref()).map(|address| making.frames.href(address));
    crumbs.push(Crumb { title: track.title.clone(), url });
    crumbs.extend(task.map(|title| Crumb { title: title.to_owned(), url: None }));
    crumbs
}

/// Shows the phases of a track with their tasks.
fn phases(making: &Making, track: &TrackPlan) -> Vec<PhaseView> {
    let language = &making.site.page(track.page).language;
    let before = |id: &str| {
        let step = making.site.config.steps.iter().find(|step| step.id.value == id)?;
        Some(making.site.config.step_title(step, language).to_owned())
    };
    let phase = |(index, phase): (usize, &TrackPhase)| PhaseView {
        id: phase_id(index),
        title: phase_title(phase),
        step: step_of(making, track, phase),
        before: phase.phase.before.as_ref().and_then(|step| before(&step.value)),
        exit: phase.phase.exit.iter().map(|exit| exit.value.clone()).collect(),
        groups: groups(making, track, phase, &phase_id(index)),
    };
    track.phases.iter().enumerate().map(phase).collect()
}

fn phase_id(index: usize) -> String {
    format!("_phase-{}", index + 1)
}

fn phase_title(phase: &TrackPhase) -> String {
    phase.phase.title.as_ref().map_or_else(|| phase.phase.id.value.clone(), |title| title.value.clone())
}

/// Puts neighbours of one group together.
fn groups(making: &Making, track: &TrackPlan, phase: &TrackPhase, id: &str) -> Vec<TaskGroup> {
    let listed: Vec<&Placement> = phase.placements.iter().filter(|placement| is_listed(making, placement)).collect();
    let group = |(number, placements): (usize, &[&Placement])| TaskGroup {
        id: format!("{id}-{}", number + 1),
        title: placements.first().and_then(|placement| placement.group.clone()),
        tasks: placements.iter().map(|placement| task_item(making, track, placement, None)).collect(),
    };
    listed.chunk_by(|one, other| one.group == other.group).enumerate().map(group).collect()
}

/// Shows the part of a track around one of its tasks: the tasks near it, and the titles of the phases near its own.
pub(super) fn rail_phases(making: &Making, track: &TrackPlan, here: &Placement) -> Vec<RailPhase> {
    let url = making.site.page(track.page).address.as_deref().map(|address| making.frames.href(address)).unwrap_or_default();
    let own = track.phases.iter().position(|phase| phase.placements.iter().any(|other| other.address == here.address));
    let phase = |(index, phase): (usize, &TrackPhase)| {
        let listed: Vec<&Placement> = phase.placements.iter().filter(|placement| is_listed(making, placement)).collect();
        let at = listed.iter().position(|placement| placement.address == here.address).unwrap_or(0);
        let near = if own == Some(index) { window(&listed, at, NEAR_TASKS) } else { &[] };
        RailPhase {
            title: phase_title(phase),
            url: format!("{url}#{}", phase_id(index)),
            total: count(listed.len()),
            tasks: near.iter().map(|placement| task_item(making, track, placement, Some(&here.address))).collect(),
        }
    };
    let all: Vec<(usize, &TrackPhase)> = track.phases.iter().enumerate().collect();
    window(&all, own.unwrap_or(0), NEAR_PHASES).iter().copied().map(phase).collect()
}

/// Cuts a list to as many as are shown, around a place in it.
fn window<T>(list: &[T], at: usize, most: usize) -> &[T] {
    let start = at.saturating_sub(most / 2).min(list.len().saturating_sub(most));
    list.get(start..(start + most).min(list.len())).unwrap_or_default()
}

/// Says whether lists show a task: a pilot is reached by its address alone.
pub(super) fn is_listed(making: &Making, placement: &Placement) -> bool {
    making.site.page(placement.task).listed
}

/// Counts the tasks of a track that lists show.
pub(super) fn listed_tasks(making: &Making, track: &TrackPlan) -> u32 {
    count(track.placements().filter(|placement| is_listed(making, placement)).count())
}

fn step_of(making: &Making, track: &TrackPlan, phase: &TrackPhase) -> Option<LinkView> {
    let language = &making.site.page(track.page).language;
    let wanted = &phase.phase.step.as_ref()?.value;
    let steps = making.plan.steps.get(language)?;
    let index = steps.iter().position(|step| making.site.config.steps[step.step].id.value == *wanted)?;
    Some(step_link(making, language, index))
}

fn task_item(making: &Making, track: &TrackPlan, placement: &Placement, here: Option<&Arc<str>>) -> TaskItem {
    let page = making.site.page(placement.task);
    let lang = (page.language != making.site.page(track.page).language).then(|| page.language.clone());
    TaskItem {
        title: page.title.clone(),
        lang,
        url: making.frames.href(&placement.address),
        description: page.front.description.as_ref().map(|text| text.value.clone()),
        minutes: minutes(page),
        optional: placement.optional,
        condition: placement.when.as_deref().map(|when| condition(making, track, when)),
        requires: requires(making, track, page),
        current: here == Some(&placement.address),
    }
}

/// Says a condition in the words of the track's questions: `import=csv` is 「取引先のデータはありますか」：「あります」.
fn condition(making: &Making, track: &TrackPlan, when: &str) -> String {
    let Kind::Track(front) = &making.site.page(track.page).kind else { return when.to_owned() };
    let Some((ask, option)) = when.split_once('=') else { return when.to_owned() };
    let ask = front.asks.iter().find(|known| known.id.value == ask.trim());
    let words = ask.and_then(|ask| {
        let (_, words) = ask.options.iter().find(|(id, _)| id.value == option.trim())?;
        Some((ask.question.as_ref()?.value.as_str(), words.as_str()))
    });
    let Some((question, words)) = words else { return when.to_owned() };
    let template = making.frames.text(&making.site.page(track.page).language, "answered");
    template.replace("{question}", question).replace("{answer}", words)
}

/// Links to the tasks that come first, in this track where it has them.
pub(super) fn requires(making: &Making, track: &TrackPlan, page: &Page) -> Vec<LinkView> {
    let Kind::Task(task) = &page.kind else { return Vec::new() };
    let link = |id: &str| {
        let placement = track.placements().find(|placement| making.site.page(placement.task).reference() == id)?;
        let title = making.site.page(placement.task).title.clone();
        Some(LinkView { title, url: making.frames.href(&placement.address) })
    };
    task.requires.iter().filter_map(|id| link(&id.value)).collect()
}

/// Returns a task's minutes.
pub(super) fn minutes(page: &Page) -> Option<u32> {
    let Kind::Task(task) = &page.kind else { return None };
    u32::try_from(task.minutes.as_ref()?.value).ok()
}

/// Sums a track's minutes up, optional tasks left out.
pub(super) fn minutes_of(making: &Making, track: &TrackPlan) -> u32 {
    let needed = track.placements().filter(|placement| !placement.optional && is_listed(making, placement));
    needed.filter_map(|placement| minutes(making.site.page(placement.task))).fold(0, u32::saturating_add)
}

/// Counts for views.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Returns the address of a step's page.
pub(super) fn step_address(making: &Making, language: &str, step: usize) -> String {
    let config = &making.site.config;
    let index = making.plan.steps.get(language).and_then(|steps| steps.get(step)).map_or(0, |step| step.step);
    let id = config.steps.get(index).map_or("", |step| step.id.value.as_str());
    format!("{}/guides/steps/{id}/", prefix(language, config))
}

fn step_link(making: &Making, language: &str, step: usize) -> LinkView {
    let index = making.plan.steps.get(language).and_then(|steps| steps.get(step)).map_or(0, |step| step.step);
    let title = making
        .site
        .config
        .steps
        .get(index)
        .map_or_else(String::new, |step| making.site.config.step_title(step, language).to_owned());
    LinkView { title, url: making.frames.href(&step_address(making, language, step)) }
}

/// Makes the page of a step of the configuration: all that is tagged with it.
pub(super) fn step(making: &Making, language: &str, step: usize) -> StepView {
    let steps = making.plan.steps.get(language).map_or(&[][..], Vec::as_slice);
    let index = steps.iter().position(|plan| plan.step == step).unwrap_or(0);
    let plan = &steps[index];
    let config = &making.site.config.steps[plan.step];
    let title = making.site.config.step_title(config, language);
    let kinds: [(&str, &[PageId]); 4] =
        [("tasks", &plan.tasks), ("articles", &plan.articles), ("faq", &plan.faqs), ("webinars", &plan.webinars)];
    let group = |(kind, pages): (&str, &[PageId])| StepGroup { kind: kind.to_owned(), items: section::items(making, pages) };
    let all = (0..steps.len()).map(|step| {
        let link = step_link(making, language, step);
        NavItem { title: link.title, url: link.url, current: step == index }
    });
    let guides = format!("{}/guides/", prefix(language, &making.site.config));
    let exit = config.exit.join(making.frames.text(language, "list_separator"));
    StepView {
        head: making.frames.plain_head(title, &step_address(making, language, index), language, Some("guides")),
        crumbs: vec![
            making.frames.home_crumb(language),
            Crumb { title: making.frames.text(language, "guides").to_owned(), url: Some(making.frames.href(&guides)) },
            Crumb { title: title.to_owned(), url: None },
        ],
        title_html: japanese::with_breaks(title),
        exit: (!exit.is_empty()).then_some(exit),
        groups: kinds.into_iter().filter(|(_, pages)| !pages.is_empty()).map(group).collect(),
        steps: all.collect(),
    }
}
