//! The questions a reader asks next, and pages named as related: relative paths in front matter.

use crate::diagnostics::{Code, Diagnostic, Findings};

use super::lookup::Lookup;
use super::page::{Page, PageId};
use super::paths::{join, relative_path};

/// Resolves `next` of every page; what does not exist is a broken link.
pub(super) fn resolve(lookup: &Lookup, found: &mut Findings) -> Vec<Vec<PageId>> {
    lookup.pages.iter().map(|page| of_page(page, lookup, found)).collect()
}

fn of_page(page: &Page, lookup: &Lookup, found: &mut Findings) -> Vec<PageId> {
    let mut list = Vec::new();
    for written in page.front.next.iter().chain(&page.front.related) {
        let path = written.value.split('#').next().unwrap_or("");
        let full = join(page.folder(), path);
        let target = full.as_deref().and_then(|full| lookup.page(full, &page.language));
        if let Some(id) = target.filter(|id| lookup.pages[id.index()].address.is_some()) {
            list.push(id);
            continue;
        }
        let finding = Diagnostic::new(Code::BrokenLink, written.span).with("target", &*written.value);
        let Some(full) = full else {
            found.push(finding.wording("broken-link.outside"));
            continue;
        };
        let finding = finding.with("file", &*full);
        found.push(match lookup.suggestion(&full, path) {
            _ if lookup.withheld.contains(&full) => finding.wording("broken-link.unpublished"),
            Some(near) => {
                let fix = relative_path(page.folder(), &near);
                finding.wording("broken-link.similar").with("near", near).fix(written.span, fix)
            }
            None => finding,
        });
    }
    list
}
