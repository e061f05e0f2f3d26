//! Questions: the list by topic, and one question with its answer.

use crate::render::Making;
use crate::render::view::{EntryItem, FaqListView, FaqTopic, FaqView, TocItem};
use crate::site::{PageId, SectionId};

use super::section::{self, Intro};
use super::{doc, notice};

/// Makes the view of one question.
pub(super) fn entry(making: &Making, id: PageId) -> FaqView {
    let page = making.site.page(id);
    FaqView { head: making.frames.head(page, Some("faq")), crumbs: making.frames.crumbs(page), doc: doc::doc(making, id) }
}

/// Makes the list of all questions, topic by topic: the folders below `content/faq/`.
pub(super) fn list(making: &Making, id: SectionId) -> FaqListView {
    let section = making.site.section(id);
    let mut topics = Vec::new();
    add_topics(making, id, &mut topics);
    let in_contents = topics
        .iter()
        .filter_map(|topic| Some(TocItem { id: topic.id.clone(), title: topic.title.clone()?, children: Vec::new() }));
    let Intro { head, crumbs, title_html, lead, notice, body } = section::intro(making, id, "faq");
    FaqListView {
        head,
        crumbs,
        title_html,
        lead,
        notice,
        body,
        count: u32::try_from(section.total).unwrap_or(u32::MAX),
        toc: in_contents.collect(),
        topics,
    }
}

/// Shows questions in a list.
pub(super) fn entries(making: &Making, pages: &[PageId]) -> Vec<EntryItem> {
    let entry = |id: &PageId| {
        let link = doc::link(making, *id)?;
        Some(EntryItem { title: link.title, url: link.url, outdated: notice::is_outdated(making, *id) })
    };
    pages.iter().filter_map(entry).collect()
}

/// Adds a folder's own questions, then those of the folders below it.
fn add_topics(making: &Making, id: SectionId, topics: &mut Vec<FaqTopic>) {
    let section = making.site.section(id);
    if !section.pages.is_empty() {
        let is_top = section.folder == "faq";
        topics.push(FaqTopic {
            id: format!("_topic-{}", topics.len() + 1),
            title: (!is_top).then(|| making.frames.section_title(section)),
            entries: entries(making, &section.pages),
        });
    }
    section.children.iter().for_each(|child| add_topics(making, *child, topics));
}
