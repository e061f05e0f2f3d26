//! The page of the search. What is found there is put in by the theme's scripts; without them it leads to places to look in.

use crate::render::Making;
use crate::render::view::{Crumb, SearchView};

use super::home;

/// Makes a language's search page.
pub(super) fn search(making: &Making, address: &str, language: &str) -> SearchView {
    let title = making.frames.text(language, "search");
    SearchView {
        head: making.frames.search_head(title, address, language),
        crumbs: vec![making.frames.home_crumb(language), Crumb { title: title.to_owned(), url: None }],
        links: home::ways_on(making, language),
    }
}
