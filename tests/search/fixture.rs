//! The site that both twins are asked about.

use std::path::{Path, PathBuf};

use shirube::freshness::{self, Question};
use shirube::input::{self, ReadOptions};
use shirube::pipeline::{self, Examined};
use shirube::search::{self, Index};
use shirube::site::{Options, Site};

/// The day on which it is built.
const TODAY: &str = "2026-11-21";

/// Returns a place in the repository.
pub fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Reads the site and makes its indexes.
pub fn site() -> (Site, Vec<Index>) {
    let as_of = format!("{TODAY}T00:00:00").parse().unwrap();
    let (snapshot, found) =
        input::read(&at("tests/sites/search/source"), &ReadOptions { as_of: Some(as_of), ..ReadOptions::default() }).unwrap();
    let options = Options { audience: "public".to_owned(), drafts: false, now: format!("{TODAY}T00:00:00") };
    let Examined { site, .. } = pipeline::examine(&snapshot, &options, found);
    let freshness = freshness::assess(&site, &snapshot.sources, &Question { today: TODAY, ..Question::default() });
    let indexes = search::indexes(&site, &freshness);
    (site, indexes)
}

/// Returns the index of a language.
pub fn index<'a>(indexes: &'a [Index], language: &str) -> &'a Index {
    indexes.iter().find(|index| index.language() == language).expect("the site has the language")
}
