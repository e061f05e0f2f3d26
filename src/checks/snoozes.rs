//! # What it does
//! Reports entries of `data/snoozes.toml` that keep nothing quiet: an unknown finding, page or release, and an end that has passed.
//! # Why it matters
//! Whoever put something off believes that it is quiet.
//! # Example
//! `code = "affcted"`
//! # What to write instead
//! `code = "affected"`, the page's file as it is named, a day to come.

use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::site::Site;
use crate::source::Located;

/// What can be put off.
const CODES: &[Code] = &[
    Code::OutdatedLabel,
    Code::OutdatedFeature,
    Code::OutdatedScreenshot,
    Code::Affected,
    Code::MaybeAffected,
    Code::ReviewOverdue,
    Code::UncoveredChange,
    Code::TranslationOutdated,
    Code::Unowned,
];

pub(super) fn check(site: &Site, found: &mut Findings) {
    let today = site.options.today();
    for snooze in &site.data.snoozes {
        if CODES.iter().all(|code| code.name() != snooze.code.value) {
            let near = nearest(&snooze.code.value, CODES.iter().map(|code| code.name()));
            found.push(told(&snooze.code, near, ["unknown-name.snooze-code", "unknown-name.snooze-code-similar"]));
        }
        // what this build leaves out may well be there
        if site.options.is_staff() && site.find(&snooze.page.value).is_none() && site.at(&snooze.page.value).is_none() {
            let near = nearest(&snooze.page.value, site.pages.iter().map(|page| page.path.as_str()));
            found.push(told(&snooze.page, near, ["unknown-name.snooze-page", "unknown-name.snooze-page-similar"]));
        }
        if let Some(release) = &snooze.release {
            super::releases::check_name(site, release, found);
        }
        if snooze.until.value.as_str() < today {
            found.push(Diagnostic::new(Code::SnoozeExpired, snooze.until.span).with("day", &*snooze.until.value));
        }
    }
}

fn told(name: &Located<String>, near: Option<&str>, [plain, similar]: [&'static str; 2]) -> Diagnostic {
    let finding = Diagnostic::new(Code::UnknownName, name.span).with("name", &*name.value);
    match near {
        Some(near) => finding.wording(similar).with("near", near).fix(name.span, near),
        None => finding.wording(plain),
    }
}
