//! What results can be narrowed by: kind, collection, step, audience, product and plan, each value with the set of its pages.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::site::{Page, PageId, Site};

use super::documents::Document;
use super::views::Views;

/// Most pages that are offered where nothing was found.
const MOST_READ: usize = 5;

/// The file of a language's facets.
#[derive(Debug, Serialize)]
pub struct Facets {
    groups: BTreeMap<&'static str, Vec<Value>>,
    popular: Vec<Popular>,
}

/// One value and its pages: a bit a page number, lowest first, in base64.
#[derive(Debug, Serialize)]
struct Value {
    id: String,
    name: String,
    count: usize,
    pages: String,
}

#[derive(Debug, Serialize)]
struct Popular {
    url: String,
    title: String,
    kind: &'static str,
}

/// Gathers the facets of a language's documents, whose page numbers are `numbers` of `slots`.
pub fn facets(site: &Site, documents: &[Document], (numbers, slots): (&[u32], u32)) -> Facets {
    let mut groups: BTreeMap<&'static str, BTreeMap<String, Vec<u32>>> = BTreeMap::new();
    for (document, number) in documents.iter().zip(numbers) {
        for (group, value) in values(site, site.page(document.page), document) {
            groups.entry(group).or_default().entry(value).or_default().push(*number);
        }
    }
    let value = |group: &str, (id, pages): (String, Vec<u32>)| Value {
        name: name(site, group, &id, documents),
        count: pages.len(),
        pages: bits(&pages, slots),
        id,
    };
    let named = groups.into_iter().map(|(group, values)| (group, values.into_iter().map(|one| value(group, one)).collect()));
    Facets { groups: named.collect(), popular: popular(site, documents) }
}

fn values(site: &Site, page: &Page, document: &Document) -> Vec<(&'static str, String)> {
    let mut values = vec![("kind", document.kind.to_owned())];
    values.extend(collection(site, page).map(|folder| ("collection", folder)));
    let step = page.front.step.as_ref().map(|step| step.value.split('/').next().unwrap_or_default().to_owned());
    values.extend(step.or_else(|| task_step(site, document.page)).map(|step| ("step", step)));
    values.extend(page.front.audience.iter().map(|audience| ("audience", audience.value.clone())));
    values.extend(page.front.product.iter().map(|product| ("product", product.value.clone())));
    values.extend(page.front.plans.iter().map(|plan| ("plan", plan.value.clone())));
    values
}

/// Returns the first folder below `content/` that a page is listed in.
fn collection(site: &Site, page: &Page) -> Option<String> {
    let trail = site.trail(page.section?);
    let folder = &site.section(*trail.get(1)?).folder;
    // lists that every site has are told apart by kind already
    let is_kind = matches!(folder.as_str(), "faq" | "releases" | "webinars");
    (!folder.is_empty() && !is_kind).then(|| folder.clone())
}

/// Returns the step of the phase that a task stands in, in the first track that has it.
fn task_step(site: &Site, task: PageId) -> Option<String> {
    let phases = site.tracks.iter().flat_map(|track| &track.phases);
    let own = phases.filter(|phase| phase.placements.iter().any(|placement| placement.task == task));
    own.filter_map(|phase| phase.phase.step.as_ref()).map(|step| step.value.clone()).next()
}

/// Returns what readers call a value; kinds are named by the theme.
fn name(site: &Site, group: &str, id: &str, documents: &[Document]) -> String {
    let language = documents.first().map_or(site.config.language.as_str(), |document| &site.page(document.page).language);
    let title = match group {
        "collection" => site.section_of(language, id).and_then(|section| site.section(section).title.clone()),
        "kind" => None,
        "step" => site
            .config
            .steps
            .iter()
            .find(|step| step.id.value == id)
            .map(|step| site.config.step_title(step, language).to_owned()),
        _ => Some(site.config.shown(id, language).to_owned()),
    };
    title.unwrap_or_else(|| id.to_owned())
}

fn popular(site: &Site, documents: &[Document]) -> Vec<Popular> {
    let by_page: BTreeMap<PageId, &Document> = documents.iter().map(|document| (document.page, document)).collect();
    // whoever searches is past the start page
    let is_home = |page: &PageId| {
        site.page(*page)
            .section
            .is_some_and(|section| site.section(section).folder.is_empty() && site.section(section).index == Some(*page))
    };
    let read = Views::of(site).most_read(by_page.keys().copied().filter(|page| !is_home(page)), MOST_READ);
    let popular = |page: PageId| {
        let document = by_page.get(&page)?;
        Some(Popular { url: document.url.clone(), title: document.title.clone(), kind: document.kind })
    };
    read.into_iter().filter_map(popular).collect()
}

fn bits(pages: &[u32], slots: u32) -> String {
    let mut bytes = vec![0u8; slots.div_ceil(8) as usize];
    for page in pages {
        if let Some(byte) = bytes.get_mut((page >> 3) as usize) {
            *byte |= 1 << (page & 7);
        }
    }
    STANDARD.encode(&bytes)
}

#[cfg(test)]
mod tests {
    use super::bits;

    #[test]
    fn sets_are_bits_in_base64() {
        assert_eq!(bits(&[0, 9], 16), "AQI=");
    }
}
