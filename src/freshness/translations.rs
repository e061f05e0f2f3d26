//! `translation-outdated`: the source changed after it was translated.
//!
//! A translation that says which hash each section of its source had is held against it section by section; one that does
//! not is held against git's dates, where the configuration asks for them.

use crate::diagnostics::{Code, Diagnostic};
use crate::site::{Page, PageId, Site};
use crate::source::Sources;

use super::{Context, Gathered, State, is_checked, score};

/// The id under which the text before the first heading stands.
const LEAD: &str = "_lead";
/// Most sections that one message names.
const MOST_NAMED: usize = 3;

/// Returns the sections of a page's source, in order: the heading's id and the first 12 hex digits of the BLAKE3 hash of
/// its text. Spaces at line ends and empty lines don't count. The text before the first heading has the id `_lead`.
pub fn section_hashes(page: &Page, sources: &Sources) -> Vec<(String, String)> {
    let text = &*sources.get(page.file).text;
    let begin = page.front_span.map_or(0, |span| span.end as usize);
    // the closing line of the front matter is no text
    let begin = match page.front_span {
        Some(_) => text.get(begin..).and_then(|rest| rest.find("---").map(|at| begin + at + 3)).unwrap_or(begin),
        None => begin,
    };
    let own = page.outline.headings.iter().filter(|heading| heading.span.file == page.file);
    let mut starts: Vec<(String, usize)> = vec![(LEAD.to_owned(), begin)];
    starts.extend(own.map(|heading| (heading.id.clone(), heading.span.start as usize)));
    let ends: Vec<usize> = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]).collect();
    let hashed = starts.into_iter().zip(ends).filter_map(|((id, start), end)| {
        let lines: Vec<&str> = text.get(start..end)?.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
        let is_empty = lines.is_empty();
        let hash = blake3::hash(lines.join("\n").as_bytes()).to_hex();
        (!is_empty).then(|| (id, hash.chars().take(12).collect()))
    });
    hashed.collect()
}

pub(super) fn find(context: &Context<'_>, gathered: &mut Gathered) {
    for (id, page) in context.site.ids().filter(|(_, page)| is_checked(page) && page.language != context.site.config.language) {
        let Some(source) = source_of(context.site, page) else { continue };
        let changed = if page.front.translated.is_empty() {
            later(context.site, source, page).then(Vec::new)
        } else {
            changed_sections(context, source, page)
        };
        let Some(changed) = changed else { continue };
        gathered.worsen(id, Some(State::Due));
        if context.question.release.is_none() {
            tell(context, (id, page), (source, &changed), gathered);
        }
    }
}

fn source_of<'a>(site: &'a Site, page: &Page) -> Option<&'a Page> {
    site.translations(page).iter().map(|id| site.page(*id)).find(|page| page.language == site.config.language)
}

fn later(site: &Site, source: &Page, page: &Page) -> bool {
    matches!((site.changed.get(&source.path), site.changed.get(&page.path)), (Some(source), Some(own)) if source > own)
}

/// Names the sections of the source that are new, changed or gone since they were translated; `None` if there are none.
fn changed_sections(context: &Context<'_>, source: &Page, page: &Page) -> Option<Vec<String>> {
    let now = section_hashes(source, context.sources);
    let then = &page.front.translated;
    let differs = |(id, hash): &&(String, String)| then.get(id).is_none_or(|known| known.value != *hash);
    let changed = now.iter().filter(differs).map(|(id, _)| id.clone());
    let gone = then.keys().filter(|id| now.iter().all(|(known, _)| known != *id)).cloned();
    let all: Vec<String> = changed.chain(gone).collect();
    (!all.is_empty()).then_some(all)
}

fn tell(context: &Context<'_>, (id, page): (PageId, &Page), (source, changed): (&Page, &[String]), gathered: &mut Gathered) {
    let title = |id: &String| {
        let heading = source.outline.headings.iter().find(|heading| heading.id == *id);
        if id == LEAD { source.title.clone() } else { heading.map_or_else(|| id.clone(), |heading| heading.text.clone()) }
    };
    let mut names = changed.iter().take(MOST_NAMED).map(title).collect::<Vec<_>>().join(" / ");
    if changed.len() > MOST_NAMED {
        names.push_str(" / …");
    }
    let finding = Diagnostic::new(Code::TranslationOutdated, page.place()).with("file", &*source.path);
    let finding =
        if changed.is_empty() { finding.wording("translation-outdated.dates") } else { finding.with("sections", names) };
    let mut finding = score::about(context, finding, page, &[], 0.0);
    finding.about.score = Some(0.5);
    gathered.add(id, finding, None);
}
