//! What belongs to which step and task.
//!
//! The one entry is [`plan`].

use std::collections::BTreeMap;

use crate::content::Kind;
use crate::site::{Page, PageId, Site, What};

/// What the pages of steps and tasks show.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// By language, the steps that have anything, in the order of the configuration.
    pub steps: BTreeMap<String, Vec<StepPlan>>,
    /// Task → the FAQ entries and articles tagged with it, in its language.
    pub tagged: BTreeMap<PageId, Vec<PageId>>,
}

/// What is tagged with a step, in one language.
#[derive(Debug, Clone)]
pub struct StepPlan {
    /// Index in the configuration's steps.
    pub step: usize,
    /// Tasks of the track phases with this step, each once.
    pub tasks: Vec<PageId>,
    /// Articles.
    pub articles: Vec<PageId>,
    /// FAQ entries.
    pub faqs: Vec<PageId>,
    /// Webinars.
    pub webinars: Vec<PageId>,
}

/// Gathers what is tagged with each step and task.
pub fn plan(site: &Site) -> Plan {
    let mut plan = Plan::default();
    for language in &site.config.languages {
        let steps = site.places.iter().filter(|place| place.language == *language).filter_map(|place| match place.what {
            What::Step(step) => Some(step_plan(site, step, language)),
            _ => None,
        });
        plan.steps.insert(language.clone(), steps.collect());
    }
    for (id, page) in site.ids().filter(|(_, page)| matches!(page.kind, Kind::Task(_)) && page.address.is_some()) {
        let tagged = tagged(site, &page.language, |_, task| task == Some(page.reference()));
        plan.tagged.insert(id, tagged);
    }
    plan
}

/// Returns the listed pages of a language whose `step` (step, and task if any) is wanted, in reading order.
fn tagged(site: &Site, language: &str, is_wanted: impl Fn(&str, Option<&str>) -> bool) -> Vec<PageId> {
    let matching = site.relations.steps.iter().filter(|(written, _)| {
        let (step, task) = written.split_once('/').map_or((written.as_str(), None), |(step, task)| (step, Some(task)));
        is_wanted(step, task)
    });
    let mut list: Vec<PageId> = matching.flat_map(|(_, pages)| pages).copied().collect();
    list.retain(|id| site.page(*id).language == language && site.page(*id).listed);
    list.sort_by_key(|id| (site.page(*id).section, site.page(*id).position, *id));
    list
}

fn step_plan(site: &Site, step: usize, language: &str) -> StepPlan {
    let id = site.config.steps.get(step).map_or("", |step| step.id.value.as_str());
    let mut tasks: Vec<PageId> = Vec::new();
    for track in site.tracks.iter().filter(|track| site.page(track.page).language == language && site.page(track.page).listed) {
        let phases = track.phases.iter().filter(|phase| phase.phase.step.as_ref().is_some_and(|step| step.value == id));
        for placement in phases.flat_map(|phase| &phase.placements) {
            if !tasks.contains(&placement.task) && site.page(placement.task).listed {
                tasks.push(placement.task);
            }
        }
    }
    let all = tagged(site, language, |step, _| step == id);
    let of = |is_kind: fn(&Page) -> bool| all.iter().copied().filter(|id| is_kind(site.page(*id))).collect::<Vec<_>>();
    StepPlan {
        step,
        tasks,
        articles: of(|page| matches!(page.kind, Kind::Article(_))),
        faqs: of(|page| matches!(page.kind, Kind::Faq)),
        webinars: of(|page| matches!(page.kind, Kind::Webinar(_))),
    }
}
