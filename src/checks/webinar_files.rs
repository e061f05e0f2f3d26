//! # What it does
//! Reports a webinar's `video`, `slides` or `register` that names a file the site does not have.
//! # Why it matters
//! Readers press the button and get nothing.
//! # Example
//! `slides: /slides/2026-12.pdf` without `static/slides/2026-12.pdf`.
//! # What to write instead
//! A file of `static/`, or an address that begins with `https://`.

use crate::content::Kind;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::site::Site;

pub(super) fn check(site: &Site, found: &mut Findings) {
    for page in &site.pages {
        let Kind::Webinar(webinar) = &page.kind else { continue };
        for address in [&webinar.video, &webinar.slides, &webinar.register].into_iter().flatten() {
            let Some(path) = address.value.strip_prefix('/') else { continue };
            let path = path.split(['#', '?']).next().unwrap_or(path);
            if !site.files.contains_key(path) {
                let file = format!("static/{path}");
                found.push(Diagnostic::new(Code::BrokenLink, address.span).with("target", &*address.value).with("file", file));
            }
        }
    }
}
