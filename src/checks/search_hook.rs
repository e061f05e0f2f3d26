//! # What it does
//! Reports a `hook` of `[search]` that names a script the site does not have.
//! # Why it matters
//! Searches go uncounted, and nobody sees that nothing arrives.
//! # Example
//! `hook = "/js/analytics.js"` without `static/js/analytics.js`.
//! # What to write instead
//! The address of a script in `static/`, or no `hook` at all.

use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::site::Site;

pub(super) fn check(site: &Site, found: &mut Findings) {
    let Some(hook) = site.config.search_hook.as_ref().filter(|_| site.config.search) else { return };
    let file = format!("static{}", hook.value);
    // What stands beside pages is copied only where a page links it, so a script has to be in `static/`.
    let scripts = || {
        let sources = site.files.values().map(|file| file.source.as_str());
        sources.filter(|source| source.starts_with("static/") && (source.ends_with(".js") || source.ends_with(".mjs")))
    };
    if scripts().any(|source| source == file) {
        return;
    }
    let finding = Diagnostic::new(Code::BrokenLink, hook.span).with("target", hook.value.as_str()).with("file", file.as_str());
    found.push(match nearest(&file, scripts()).and_then(|near| near.strip_prefix("static")) {
        Some(near) => finding.wording("broken-link.hook-similar").with("near", near).fix(hook.span, format!("\"{near}\"")),
        None => finding.wording("broken-link.hook"),
    });
}
