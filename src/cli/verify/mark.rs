//! Writing `verified`, and in a translation what it was translated from.

use crate::edit::{self, FileEdit};
use crate::freshness;
use crate::site::{Page, PageId};

use super::super::{pages, site, texts};
use super::Scene;

/// Marks a page and tells so, or why not. Says whether it is marked now.
pub(super) fn told(scene: &Scene<'_>, id: PageId) -> bool {
    let path = scene.shown_path(id);
    if let Some(later) = scene.later_check(id) {
        scene.say("verify-not-back", &[("path", &path), ("known", &later), ("release", &scene.release)]);
        return false;
    }
    match mark(scene, scene.page(id)) {
        Ok(is_new) => {
            let key = if is_new { "verify-marked" } else { "verify-unchanged" };
            anstream::println!("{}", texts::fill(scene.lang, key, &[("path", &path), ("release", &scene.release)]));
            scene.tell_old_texts(id);
            true
        }
        Err(why) => {
            scene.say("verify-not-marked", &[("path", &path), ("why", &why)]);
            false
        }
    }
}

/// Says whether anything was written; every other byte of the file stays.
fn mark(scene: &Scene<'_>, page: &Page) -> Result<bool, String> {
    let changed = || texts::text(scene.lang, "changed-meanwhile");
    let disk = pages::on_disk(scene.root, scene.snapshot.sources.get(page.file)).ok_or_else(changed)?;
    let text = std::str::from_utf8(&disk.bytes).map_err(|_| changed())?;
    let cannot = |_| texts::text(scene.lang, "verify-front-matter");
    let mut new = edit::set_front_matter_key(text, "verified", &scene.release).map_err(cannot)?;
    if let Some(source) = source_of(scene, page) {
        let hashes = freshness::section_hashes(source, &scene.snapshot.sources);
        let is_known = hashes.len() == page.front.translated.len()
            && hashes.iter().all(|(id, hash)| page.front.translated.get(id).is_some_and(|known| known.value == *hash));
        if !is_known {
            new = edit::set_front_matter_map(&new, "translated", &hashes).map_err(cannot)?;
        }
    }
    let edit = FileEdit { path: disk.path, new: new.into_bytes(), expected: Some(disk.bytes) };
    let receipt = edit::apply(scene.root, &[edit]).map_err(|error| site::chain(&error, scene.lang))?;
    Ok(!receipt.written.is_empty())
}

fn source_of<'a>(scene: &Scene<'a>, page: &Page) -> Option<&'a Page> {
    let own = &scene.site.config.language;
    let others = scene.site.translations(page).iter().map(|id| scene.site.page(*id));
    others.filter(|_| page.language != *own).find(|other| other.language == *own)
}
