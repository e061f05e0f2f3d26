//! # What it does
//! Reports conditions of a track's tasks that name no question of the track, or no option of the question.
//! # Why it matters
//! A condition that nobody can meet hides the task from everyone, or shows readers the bare words.
//! # Example
//! `when: "imprt=csv"` where the track asks `import`.
//! # What to write instead
//! `when: "import=csv"`: the question's id, `=`, and the id of one of its options.

use crate::content::{Ask, Kind, Track};
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::site::Site;
use crate::source::Located;

pub(super) fn check(site: &Site, found: &mut Findings) {
    for page in &site.pages {
        let Kind::Track(track) = &page.kind else { continue };
        let places = track.phases.iter().flat_map(|phase| &phase.tasks);
        for when in places.filter_map(|place| place.when.as_ref()) {
            found.extend(mistake(track, when));
        }
    }
}

fn mistake(track: &Track, when: &Located<String>) -> Option<Diagnostic> {
    let finding = Diagnostic::new(Code::UnknownName, when.span).wording("unknown-name.condition").with("name", &*when.value);
    let known = || track.asks.iter().flat_map(|ask| ask.options.iter().map(move |(option, _)| condition(ask, &option.value)));
    let written: String = when.value.split('=').map(str::trim).collect::<Vec<_>>().join("=");
    if known().any(|known| known == written) {
        return None;
    }
    let all: Vec<String> = known().collect();
    Some(match nearest(&written, all.iter().map(String::as_str)) {
        Some(near) => finding.with("near", near),
        None => finding,
    })
}

fn condition(ask: &Ask, option: &str) -> String {
    format!("{}={option}", ask.id.value)
}
