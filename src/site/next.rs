//! The questions a reader asks next, and pages named as related: relative paths in front matter.

use crate::content::Fields;
use crate::diagnostics::{Code, Diagnostic, Findings, Guesses};

use super::lookup::Lookup;
use super::page::{Page, PageId};
use super::paths::{join, relative_path};

/// What front matter leads to, by page.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The questions a reader asks next.
    pub next: Vec<Vec<PageId>>,
    /// Pages that the writer names as related.
    pub related: Vec<Vec<PageId>>,
}

/// Resolves `next` and `related` of every page; what does not exist is a broken link.
pub(super) fn resolve(lookup: &Lookup, found: &mut Findings) -> Named {
    let mut named = Named::default();
    for page in lookup.pages {
        named.next.push(of_page(page, &page.front.next, lookup, found));
        named.related.push(of_page(page, &page.front.related, lookup, found));
    }
    named
}

fn of_page(page: &Page, paths: &Fields<String>, lookup: &Lookup, found: &mut Findings) -> Vec<PageId> {
    let mut list = Vec::new();
    let mut guesses = Guesses::default();
    for written in paths {
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
        found.push(match lookup.suggestion(&full, path, &mut guesses) {
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
