//! A page as a browser's parser reads it, and what a test may hold of it.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

/// One page of a built site.
pub struct Page {
    address: String,
    html: Html,
    source: String,
}

/// A CSS selector that a test wrote.
fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

/// Words with every run of white space as one space.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    /// Parses a page.
    pub fn new(address: &str, html: &str) -> Self {
        Self { address: address.to_owned(), html: Html::parse_document(html), source: html.to_owned() }
    }

    /// Returns the text of everything a selector finds, in order.
    pub fn all(&self, css: &str) -> Vec<String> {
        self.html.select(&selector(css)).map(|element| words(&element.text().collect::<String>())).collect()
    }

    /// Returns an attribute of everything a selector finds and that has it, in order.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        self.html.select(&selector(css)).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }

    /// Holds that a text stands in what a selector finds.
    #[track_caller]
    pub fn has_text(&self, css: &str, text: &str) -> &Self {
        let found = self.all(css);
        assert!(found.iter().any(|found| found.contains(text)), "{}: no {text:?} in {css}: {found:#?}", self.address);
        self
    }

    /// Holds that a text stands nowhere in the page's source.
    #[track_caller]
    pub fn lacks(&self, text: &str) -> &Self {
        assert!(!self.source.contains(text), "{}: there is {text:?}", self.address);
        self
    }

    /// Holds how many elements a selector finds.
    #[track_caller]
    pub fn count(&self, css: &str, count: usize) -> &Self {
        assert_eq!(self.html.select(&selector(css)).count(), count, "{}: {css}", self.address);
        self
    }

    /// Holds that a link leads to an address, written as it is in `href`.
    #[track_caller]
    pub fn links_to(&self, href: &str) -> &Self {
        let links = self.links();
        assert!(links.contains(href), "{}: no link to {href}: {links:#?}", self.address);
        self
    }

    /// Holds that no link leads to an address.
    #[track_caller]
    pub fn has_no_link_to(&self, href: &str) -> &Self {
        assert!(!self.links().contains(href), "{}: there is a link to {href}", self.address);
        self
    }

    /// Returns where the page's links lead.
    pub fn links(&self) -> BTreeSet<String> {
        self.attributes("a[href]", "href").into_iter().collect()
    }

    /// Holds that there is exactly one first heading, with words in it.
    #[track_caller]
    pub fn one_h1(&self, text: &str) -> &Self {
        assert_eq!(self.all("h1"), [text], "{}", self.address);
        self
    }

    /// Holds that the page asks search engines to leave it out.
    #[track_caller]
    pub fn is_hidden_from_search_engines(&self) -> &Self {
        assert_eq!(self.attributes("meta[name=robots]", "content"), ["noindex"], "{}", self.address);
        self
    }

    /// Returns the canonical address.
    pub fn canonical(&self) -> Option<String> {
        self.attributes("link[rel=canonical]", "href").pop()
    }

    /// Goes through every element.
    pub fn elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        self.html.tree.nodes().filter_map(ElementRef::wrap)
    }
}
