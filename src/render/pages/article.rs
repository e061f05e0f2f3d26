//! The view of an article.

use crate::render::Making;
use crate::render::frame::Frames;
use crate::render::view::ArticleView;
use crate::site::PageId;

use super::doc;

/// Makes the view of an article, or of a staff playbook.
pub(super) fn article(making: &Making, id: PageId) -> ArticleView {
    let page = making.site.page(id);
    ArticleView {
        head: making.frames.head(page, Frames::current(page)),
        crumbs: making.frames.crumbs(page),
        doc: doc::doc(making, id),
    }
}
