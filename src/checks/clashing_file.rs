//! # What it does
//! Reports a file of `static/` that stands where the site writes a page or a file of its own.
//! # Why it matters
//! One of the two would silently vanish.
//! # Example
//! `static/billing/index.html` beside `content/billing/`.
//! # What to write instead
//! Another name for the file.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::site::{Site, page_file};

/// Files that every build writes at the root.
const OWN_FILES: [&str; 4] = ["sitemap.xml", "robots.txt", "_headers", "_redirects"];

pub(super) fn check(site: &Site, found: &mut Findings) {
    let places = site.places.iter().map(|place| &*place.address);
    let moved = site.redirects.iter().map(|redirect| &*redirect.from);
    let mut taken: BTreeMap<String, String> =
        places.chain(moved).map(|address| (page_file(address).to_lowercase(), address.to_owned())).collect();
    taken.extend(OWN_FILES.map(|name| (name.to_owned(), format!("/{name}"))));
    for (path, file) in &site.files {
        if let Some(address) = taken.get(&path.to_lowercase()) {
            let finding = Diagnostic::at(Code::DuplicateAddress, &*file.source).wording("duplicate-address.file");
            found.push(finding.with("url", address.as_str()));
        }
    }
}
