//! # What it does
//! Reports an entry of `data/queries.toml` none of whose pages is among the first results, and pages that there are not.
//! # Why it matters
//! What readers once looked for in vain is looked for again; without the check nobody sees it break.
//! # Example
//! `query = "けしこみ"` with `page = "content/payments/match.md"`, which comes fifth.
//! # What to write instead
//! The words in the page: `intents: ["けしこみ"]`.

use rayon::prelude::*;

use crate::content::Query;
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::site::{Page, PageId, Site};
use crate::source::{Located, Sources};

use super::Index;
use super::query::Hit;

/// Among how many results one of the pages must be.
const FIRST: usize = 3;

/// Holds the site's queries to their pages. `sources` has the files that this build leaves out, too.
pub fn check(site: &Site, sources: &Sources, indexes: &[Index], found: &mut Findings) {
    if indexes.is_empty() {
        return;
    }
    let queries = site.data.queries.par_iter();
    let told: Vec<Vec<Diagnostic>> = queries
        .map(|query| {
            let pages = query.pages.iter();
            let unknown = pages.filter(|page| is_unknown(site, sources, page)).map(|page| unknown(site, page));
            unknown.chain(missed(site, indexes, query)).collect()
        })
        .collect();
    found.extend(told.into_iter().flatten());
}

fn is_unknown(site: &Site, sources: &Sources, page: &Located<String>) -> bool {
    let is_file = || sources.iter().any(|(_, source)| *source.path == *page.value);
    // a page that this build leaves out has no address in it
    let is_left_out = || page.value.starts_with('/') && !site.options.is_staff();
    resolved(site, page).is_none() && !is_left_out() && !is_file()
}

fn resolved(site: &Site, page: &Located<String>) -> Option<PageId> {
    site.find(&page.value).or_else(|| site.at(&page.value))
}

fn unknown(site: &Site, page: &Located<String>) -> Diagnostic {
    let finding = Diagnostic::new(Code::UnknownName, page.span).with("name", &*page.value);
    match nearest(&page.value, site.pages.iter().map(|page| page.path.as_str())) {
        Some(near) => finding.wording("unknown-name.query-page-similar").with("near", near).fix(page.span, near),
        None => finding.wording("unknown-name.query-page"),
    }
}

/// Asks a query in the languages of its pages. A page that this build's search does not have is not missed.
fn missed(site: &Site, indexes: &[Index], query: &Query) -> Option<Diagnostic> {
    let pages: Vec<PageId> = query.pages.iter().filter_map(|page| resolved(site, page)).collect();
    let is_asked = |language: &str| query.language.as_deref().is_none_or(|asked| asked == language);
    let mut came: Vec<Hit> = Vec::new();
    let mut wanted: Vec<&Page> = Vec::new();
    for index in indexes.iter().filter(|index| is_asked(index.language())) {
        let own: Vec<PageId> = pages.iter().copied().filter(|page| index.has(*page)).collect();
        if own.is_empty() {
            continue;
        }
        let hits = index.answer(&query.query.value).hits;
        let first = hits.get(..FIRST).unwrap_or(&hits);
        if first.iter().any(|hit| own.contains(&hit.page)) {
            return None;
        }
        came.extend(first);
        wanted.extend(own.into_iter().map(|page| site.page(page)));
    }
    Some(told(site, query, wanted.first()?, &came))
}

fn told(site: &Site, query: &Query, page: &Page, came: &[Hit]) -> Diagnostic {
    let words = &query.query;
    let intents = || page.front.intents.iter().map(|intent| intent.value.as_str());
    let wording = match (intents().any(|intent| intent == words.value), came) {
        (true, _) => "query-misses-page.said",
        (false, []) => "query-misses-page.nothing",
        (false, _) => "query-misses-page",
    };
    let quoted = intents().chain([words.value.as_str()]).filter_map(|words| serde_json::to_string(words).ok());
    let titles = came.iter().map(|hit| site.page(hit.page).title.as_str());
    Diagnostic::new(Code::QueryMissesPage, words.span)
        .wording(wording)
        .with("query", &*words.value)
        .with("page", &*page.path)
        .with("came", titles.collect::<Vec<_>>().join(" / "))
        .with("line", format!("intents: [{}]", quoted.collect::<Vec<_>>().join(", ")))
}
