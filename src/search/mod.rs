//! The search: an index that a browser asks without a server, and the same ranking here, so that a site's queries can be held
//! to their pages.
//!
//! The entries are [`indexes`], [`check`] and, where no site is written, [`examine`].

pub mod analysis;
mod documents;
mod expected;
mod facets;
mod files;
mod hash;
mod index;
mod numbers;
mod postings;
pub mod query;
mod spelling;
mod synonyms;
mod views;
mod weights;

use rayon::prelude::*;

use crate::diagnostics::Findings;
use crate::freshness::Freshness;
use crate::japanese::Reader;
use crate::site::Site;
use crate::source::Sources;

pub use expected::check;
pub use hash::{Key, key};
pub use index::Index;

/// Makes the indexes of all languages; none where the site has no search.
pub fn indexes(site: &Site, freshness: &Freshness) -> Vec<Index> {
    if !site.config.search {
        return Vec::new();
    }
    let terms =
        site.data.glossary.iter().filter_map(|term| Some((term.term.value.as_str(), term.reading.as_ref()?.value.as_str())));
    let reader = Reader::new(terms);
    let languages = site.config.languages.par_iter();
    let indexes = languages.map(|language| Index::of(site, freshness, &reader, language));
    indexes.filter(|index| index.language() == site.config.language || !index.is_empty()).collect()
}

/// Holds the site's queries to their pages where no site is written: without queries no index is made.
pub fn examine(site: &Site, sources: &Sources, freshness: impl FnOnce() -> Freshness, found: &mut Findings) {
    if site.config.search && !site.data.queries.is_empty() {
        check(site, sources, &indexes(site, &freshness()), found);
    }
}
