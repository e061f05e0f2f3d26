//! `shirube freshness`: what the releases made wrong, the surest and most important first.

use crate::diagnostics::{Code, Diagnostic, Findings, Lang};
use crate::freshness::{self, Finding, Limits, Question};
use crate::input::Snapshot;
use crate::pipeline;
use crate::report::{self, ReportOptions};
use crate::site::{Options, Site};

use super::arguments::{Freshness, SiteArgs};
use super::site::{self, Mistaken};
use super::texts;

/// Most names that a message lists.
const MOST_LISTED: usize = 8;

/// Assesses and prints; writes nothing.
pub(super) fn run(arguments: &Freshness, lang: Lang) -> anyhow::Result<u8> {
    let (snapshot, site, findings) = examined(arguments, lang)?;
    let today = snapshot.today().to_string();
    let question =
        Question { today: &today, release: arguments.release.as_deref(), since: arguments.since.as_deref(), likeness: true };
    let freshness = freshness::assess(&site, &snapshot.sources, &question);
    let limits = if arguments.no_budget { Limits::NONE } else { Limits::of(&site) };
    let is_asked =
        |finding: &Finding| arguments.owner.is_none() || finding.diagnostic.about.owner.as_deref() == arguments.owner.as_deref();
    let rationed = freshness::ration(&freshness, limits, is_asked);
    let hinders: Vec<&Diagnostic> = findings.iter().filter(|finding| hinders(finding, &snapshot)).collect();
    let list: Vec<&Diagnostic> = hinders.into_iter().chain(rationed.shown).collect();
    let newest = pipeline::newest(&site);
    let options = ReportOptions {
        format: arguments.report.format(),
        lang,
        colour: true,
        site: &snapshot.config.title,
        as_of: &today,
        release: arguments.release.as_deref().or(newest.as_deref()),
        over_budget: rationed.over_budget,
    };
    anstream::print!("{}", report::print(&list, &snapshot.sources, &options));
    Ok(u8::from(list.iter().any(|finding| finding.level <= arguments.report.gate())))
}

/// Reads and assembles the site as staff see it, and makes sure that what is asked for exists.
fn examined(arguments: &Freshness, lang: Lang) -> anyhow::Result<(Snapshot, Site, Findings)> {
    let place =
        SiteArgs { root: arguments.root.clone(), as_of: arguments.as_of.clone(), audience: "internal".to_owned(), drafts: false };
    let (snapshot, found, options) = site::read(&place, lang)?;
    let examined = pipeline::examine(&snapshot, &Options { drafts: false, ..options }, found);
    let site = examined.site;
    for name in arguments.release.iter().chain(&arguments.since) {
        if site.releases.find(name).is_none() {
            let known = site.releases.iter().rev().map(|(known, ..)| known).take(MOST_LISTED).collect::<Vec<_>>().join(", ");
            return Err(Mistaken(texts::fill(lang, "unknown-release", &[("value", name), ("known", &known)])).into());
        }
    }
    if let Some(name) = &arguments.owner
        && site.config.owners.iter().all(|owner| owner.id.value != *name)
        && site.pages.iter().all(|page| page.front.owner.as_ref().is_none_or(|owner| owner.value != *name))
    {
        let known = site.config.owners.iter().map(|owner| owner.id.value.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Mistaken(texts::fill(lang, "unknown-owner", &[("value", name), ("known", &known)])).into());
    }
    let findings = examined.findings.sorted(&snapshot.sources);
    Ok((snapshot, site, findings))
}

/// Says whether a finding of the sources keeps pages from being judged: a release that is not known, a record or a table
/// that cannot be read.
fn hinders(finding: &Diagnostic, snapshot: &Snapshot) -> bool {
    let path = finding.path(&snapshot.sources);
    finding.code == Code::UnknownRelease || path.starts_with("content/releases/") || path.starts_with("data/")
}
