//! # What it does
//! Reports features and screens that `data/features.toml` and `data/screens.toml` do not have, where these files name any,
//! and a rule's `default` that is none of its options.
//! # Why it matters
//! A page that declares a misspelt feature is never told of the feature's changes; a default nobody can choose is no default.
//! # Example
//! `features: [invoice.exprot]`
//! # What to write instead
//! A name as the file has it, or a new line in the file.

use std::collections::BTreeSet;

use crate::content::{Kind, Rule};
use crate::diagnostics::{Code, Diagnostic, Findings, Guesses, Level};
use crate::site::Site;
use crate::source::Located;

pub(super) fn check(site: &Site, found: &mut Findings) {
    let mut features = Known::of(site.data.features.iter().map(|feature| feature.id.value.as_str()), "unknown-name.feature");
    let mut screens = Known::of(site.data.screens.iter().map(|screen| screen.id.value.as_str()), "unknown-name.screen");
    for page in &site.pages {
        found.extend(page.front.features.iter().filter_map(|name| features.judge(name)));
        let shown = page.front.images.iter().filter_map(|(_, facts)| facts.screen.as_ref());
        found.extend(page.front.screens.iter().chain(shown).filter_map(|name| screens.judge(name)));
        if let Kind::Rule(rule) = &page.kind {
            found.extend(default(rule));
        }
    }
    let beside = site.data.images.iter().filter_map(|(_, facts)| facts.screen.as_ref());
    found.extend(beside.filter_map(|name| screens.judge(name)));
}

/// The names of a table.
struct Known<'a> {
    list: Vec<&'a str>,
    names: BTreeSet<&'a str>,
    wording: &'static str,
    guesses: Guesses,
}

impl<'a> Known<'a> {
    fn of(names: impl Iterator<Item = &'a str>, wording: &'static str) -> Self {
        let list: Vec<&str> = names.collect();
        Self { names: list.iter().copied().collect(), list, wording, guesses: Guesses::default() }
    }

    /// A site without the table knows no names, and every one is as good as another.
    fn judge(&mut self, name: &Located<String>) -> Option<Diagnostic> {
        if self.list.is_empty() || self.names.contains(name.value.as_str()) {
            return None;
        }
        let mut finding = Diagnostic::new(Code::UnknownName, name.span).wording(self.wording).with("name", &*name.value);
        finding.level = Level::Warning;
        Some(match self.guesses.nearest(&name.value, self.list.iter().copied()) {
            Some(near) => finding.with("near", near).fix(name.span, near),
            None => finding,
        })
    }
}

fn default(rule: &Rule) -> Option<Diagnostic> {
    let written = rule.default.as_ref()?;
    let options: Vec<&str> = rule.options.iter().map(|(option, _)| option.value.as_str()).collect();
    if options.contains(&written.value.as_str()) {
        return None;
    }
    let finding = Diagnostic::new(Code::UnknownName, written.span).wording("unknown-name.option");
    let finding = finding.with("name", &*written.value).with("known", options.join("、"));
    Some(match crate::diagnostics::nearest(&written.value, options) {
        Some(near) => finding.with("near", near).fix(written.span, near),
        None => finding,
    })
}
