//! `unowned`: nobody keeps the page. A site that names no owners at all is kept by everyone.

use crate::diagnostics::{Code, Diagnostic};

use super::{Context, Gathered, is_checked, score};

pub(super) fn find(context: &Context<'_>, gathered: &mut Gathered) {
    if context.site.config.owners.is_empty() || context.question.release.is_some() {
        return;
    }
    for (id, page) in context.site.ids().filter(|(_, page)| is_checked(page) && page.address.is_some()) {
        if page.front.owner.is_some() {
            continue;
        }
        let mut finding = score::about(context, Diagnostic::new(Code::Unowned, page.place()), page, &[], 0.0);
        finding.about.score = Some(0.1);
        gathered.add(id, finding, None);
    }
}
