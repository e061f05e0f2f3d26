//! `--changed-since REV`: only what a branch touches.
//!
//! A page is touched by a change of its own file, of a snippet it includes or of a picture it shows; a release record by its
//! own change, and with it everything that its release makes wrong.

use std::collections::BTreeSet;
use std::path::Path;

use crate::content::Kind;
use crate::diagnostics::Lang;
use crate::freshness::Finding;
use crate::input;
use crate::site::{Page, PageId, Site};
use crate::source::FileId;

use super::super::site;

/// What a branch touches.
pub(super) struct Branch {
    paths: BTreeSet<String>,
    pages: BTreeSet<PageId>,
    releases: BTreeSet<String>,
}

impl Branch {
    /// Asks git what differs since the branch left a commit.
    pub fn since(revision: &str, root: &Path, site: &Site, lang: Lang) -> anyhow::Result<Self> {
        let paths = input::touched_since(root, revision).map_err(|untold| site::untold(untold, revision, lang))?;
        let files: BTreeSet<FileId> = site.pages.iter().filter(|page| paths.contains(&page.path)).map(|page| page.file).collect();
        let is_touched = |page: &Page| {
            let shown = page.images.iter().filter_map(|image| site.files.get(image.file.as_deref()?));
            files.contains(&page.file)
                || page.nodes.iter().any(|node| files.contains(&node.span.file))
                || shown.into_iter().any(|file| paths.contains(&file.source))
        };
        let pages = site.ids().filter(|(_, page)| is_touched(page)).map(|(id, _)| id).collect();
        let is_record = |id: PageId| matches!(site.page(id).kind, Kind::Release(_)) && files.contains(&site.page(id).file);
        let releases = site.releases.iter().filter(|(.., id)| is_record(*id)).map(|(name, ..)| name.to_owned()).collect();
        Ok(Self { paths, pages, releases })
    }

    /// Says whether a finding is about something touched.
    pub fn touches(&self, finding: &Finding, site: &Site) -> bool {
        let about = &finding.diagnostic.about;
        self.pages.contains(&finding.page)
            || self.touches_file(&site.page(finding.page).path)
            || about.release.as_ref().is_some_and(|release| self.releases.contains(release))
    }

    /// Says whether a file is touched.
    pub fn touches_file(&self, path: &str) -> bool {
        self.paths.contains(path)
    }
}
