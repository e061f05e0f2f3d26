//! `--all-fixed`: marks pages that nothing exact speaks against any more, without asking.
//!
//! Pages that are named are marked unless they still say something wrong. Where none is named, those that were edited are
//! looked at, as git knows it; of these a page is left for a person if a change touched it that its text does not show.

use crate::content::Kind;
use crate::diagnostics::{Code, Level};
use crate::freshness::{ChangeId, Finding};
use crate::input;
use crate::site::PageId;

use super::super::arguments::Verify;
use super::super::site;
use super::{Scene, mark, show};

/// Marks and tells; says whether a page still has a mistake or could not be written.
pub(super) fn mark_all(scene: &Scene<'_>, chosen: &[PageId], arguments: &Verify) -> anyhow::Result<bool> {
    let edited = if chosen.is_empty() { edited(scene, &arguments.changed_since)? } else { Vec::new() };
    let mut failed = false;
    let mut marked = 0;
    for id in chosen.iter().chain(&edited) {
        let errors = scene.errors(*id);
        let path = scene.shown_path(*id);
        if errors > 0 {
            scene.say("verify-still-wrong", &[("path", &path), ("count", &errors.to_string())]);
            failed = true;
        } else if chosen.is_empty() && needs_person(scene, *id) {
            scene.say("verify-needs-person", &[("path", &path)]);
        } else {
            let is_marked = mark::told(scene, *id);
            failed |= !is_marked;
            marked += usize::from(is_marked);
        }
    }
    let words = [("count", &*marked.to_string()), ("release", &*scene.release)];
    scene.say(if marked == 0 { "verify-none" } else { "verify-count" }, &words);
    Ok(failed)
}

/// Finds the pages whose file was edited and which were last checked before the release.
fn edited(scene: &Scene<'_>, since: &str) -> anyhow::Result<Vec<PageId>> {
    let touched = input::touched_since(scene.root, since).map_err(|untold| site::untold(untold, since, scene.lang))?;
    let is_behind = |id: PageId| {
        let known = scene.freshness.page(id);
        known.state.is_some() && known.checked.as_ref().is_none_or(|checked| checked.releases < scene.upto)
    };
    Ok(scene.site.ids().filter(|(id, page)| touched.contains(&page.path) && is_behind(*id)).map(|(id, _)| id).collect())
}

/// Says whether something changed that the new text of a label does not settle.
fn needs_person(scene: &Scene<'_>, id: PageId) -> bool {
    let page = scene.page(id);
    let renamed = show::renamed(scene, id, page);
    let shows = |change: &ChangeId| {
        let Kind::Release(record) = &scene.page(change.release).kind else { return false };
        let change = record.changes.get(change.change as usize);
        change.and_then(|change| scene.rename(page, change)).is_some_and(|pair| renamed.contains(&pair))
    };
    let open = |finding: &Finding| {
        finding.diagnostic.level == Level::Warning && !matches!(finding.diagnostic.code, Code::Affected | Code::ReviewOverdue)
    };
    renamed.is_empty() || !scene.freshness.page(id).touched.iter().all(shows) || scene.findings(id).any(open)
}
