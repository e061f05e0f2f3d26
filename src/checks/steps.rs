//! # What it does
//! Reports `step:` values that are neither a step of `shirube.toml` nor a task, and phases of tracks without a step.
//! # Why it matters
//! A page tagged with a step that doesn't exist is missing where customers look for it.
//! # Example
//! `step: inital-setup`
//! # What to write instead
//! `step: initial-setup` or, for one task, `step: initial-setup/add-members`.

use std::collections::BTreeSet;

use crate::content::Kind;
use crate::diagnostics::{Code, Diagnostic, Findings, Guesses};
use crate::site::{Page, Site};
use crate::source::Located;

pub(super) fn check(site: &Site, found: &mut Findings) {
    let tasks: BTreeSet<&str> =
        site.pages.iter().filter(|page| matches!(page.kind, Kind::Task(_))).map(Page::reference).collect();
    let mut known = Known { site, tasks, guesses: Guesses::default() };
    for page in &site.pages {
        if let Some(step) = &page.front.step {
            known.check(step, true, found);
        }
        let Kind::Track(track) = &page.kind else { continue };
        for phase in &track.phases {
            match &phase.step {
                Some(step) => known.check(step, false, found),
                None => found.push(
                    Diagnostic::new(Code::MissingKey, phase.id.span)
                        .wording("missing-key.phase-step")
                        .with("name", &*phase.id.value),
                ),
            }
            if let Some(before) = &phase.before {
                known.check(before, false, found);
            }
        }
    }
}

struct Known<'a> {
    site: &'a Site,
    tasks: BTreeSet<&'a str>,
    guesses: Guesses,
}

impl Known<'_> {
    /// A page may name a task behind the step, a phase may not.
    fn check(&mut self, written: &Located<String>, with_task: bool, found: &mut Findings) {
        let (step, task) =
            written.value.split_once('/').map_or((written.value.as_str(), None), |(step, task)| (step, Some(task)));
        let steps = || self.site.config.steps.iter().map(|step| step.id.value.as_str());
        let finding = |name: &str| Diagnostic::new(Code::UnknownStep, written.span).with("name", name);
        if steps().all(|known| known != step) {
            let rest = task.map(|task| format!("/{task}")).unwrap_or_default();
            let near = self.guesses.nearest(step, steps());
            found.push(suggest(finding(step), written, near, |near| format!("{near}{rest}")));
            return;
        }
        let is_task = |task: &str| with_task && self.tasks.contains(task);
        if let Some(task) = task.filter(|task| !is_task(task) && !self.site.withheld_tasks.contains(*task)) {
            let near = self.guesses.nearest(task, self.tasks.iter().copied().filter(|_| with_task));
            found.push(suggest(finding(task), written, near, |near| format!("{step}/{near}")));
        }
    }
}

fn suggest(finding: Diagnostic, written: &Located<String>, near: Option<&str>, fix: impl Fn(&str) -> String) -> Diagnostic {
    match near {
        Some(near) => finding.wording("unknown-step.similar").with("near", fix(near)).fix(written.span, fix(near)),
        None => finding,
    }
}
