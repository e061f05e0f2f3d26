//! `shirube freshness`: what the releases made wrong, the surest and most important first.
//!
//! The steps of [`run`]: read and assess the site; choose what is asked for (owner, `branch`, `baseline`); cut it to what people
//! can read in a week; print it. `--simulate` prints what other limits would give instead (`simulate`); `--record` adds today's
//! counts to the history (`history`).

mod baseline;
mod branch;
mod history;
mod simulate;

use crate::diagnostics::{Code, Diagnostic, Findings, Lang};
use crate::freshness::{self, Finding, Limits, Question};
use crate::input::Snapshot;
use crate::pipeline;
use crate::report::{self, Queue, ReportOptions};
use crate::site::{Options, Site};

use super::arguments::{Freshness, SiteArgs};
use super::site::{self, Mistaken};
use super::texts;
use baseline::Baseline;

/// Assesses and prints; writes only the baseline and the history, when told to.
pub(super) fn run(arguments: &Freshness, lang: Lang) -> anyhow::Result<u8> {
    let (snapshot, site, checked) = examined(arguments, lang)?;
    let today = snapshot.today().to_string();
    let question =
        Question { today: &today, release: arguments.release.as_deref(), since: arguments.since.as_deref(), likeness: true };
    let mut freshness = freshness::assess(&site, &snapshot.sources, &question);
    if !arguments.simulate.is_empty() {
        let settings = simulate::Settings::read(&arguments.simulate, &site, lang)?;
        anstream::print!("{}", simulate::table(&freshness, &site, &settings, (arguments.report.format(), lang))?);
        return Ok(0);
    }
    if arguments.record {
        history::record(&arguments.root, &snapshot, (&site, &freshness), lang)?;
    }
    let mut hinders: Vec<Diagnostic> = checked.iter().filter(|finding| hinders(finding, &snapshot)).cloned().collect();
    let baseline = Baseline::kept(arguments, lang)?;
    let taken = baseline.map(|baseline| baseline.take_out(&mut freshness.findings, &mut hinders, &snapshot.sources));
    let known = taken.transpose()?.unwrap_or(0);
    if let Some(revision) = &arguments.changed_since {
        let branch = branch::Branch::since(revision, &arguments.root, &site, lang)?;
        freshness.findings.retain(|finding| branch.touches(finding, &site));
        hinders.retain(|finding| branch.touches_file(finding.path(&snapshot.sources)));
    }
    let limits = if arguments.no_budget { Limits::NONE } else { Limits::of(&site) };
    let owner = arguments.owner.as_deref();
    let is_asked = |finding: &Finding| owner.is_none() || finding.diagnostic.about.owner.as_deref() == owner;
    let rationed = freshness::ration(&freshness, limits, is_asked);
    let list: Vec<&Diagnostic> = hinders.iter().chain(rationed.shown.iter().copied()).collect();
    let (newest, owners) = (pipeline::newest(&site), owners(&site, lang));
    let options = ReportOptions {
        format: arguments.report.format(),
        lang,
        colour: true,
        site: &snapshot.config.title,
        as_of: &today,
        release: arguments.release.as_deref().or(newest.as_deref()),
        over_budget: rationed.over_budget,
        queue: Some(Queue { snoozed: rationed.snoozed, known, owners: &owners }),
    };
    tell(&list, &snapshot, &options);
    Ok(u8::from(list.iter().any(|finding| finding.level <= arguments.report.gate())))
}

/// Prints; what the format has no place for goes to the standard error.
fn tell(list: &[&Diagnostic], snapshot: &Snapshot, options: &ReportOptions<'_>) {
    anstream::print!("{}", report::print(list, &snapshot.sources, options));
    if let Some(untold) = report::untold(options) {
        anstream::eprintln!("{untold}");
    }
}

/// The owners' ids and names in the reader's language, in the order of the settings.
fn owners(site: &Site, lang: Lang) -> Vec<(&str, &str)> {
    let language = if lang == Lang::Ja { "ja" } else { "en" };
    site.config.owners.iter().map(|owner| (owner.id.value.as_str(), site.config.owner_name(owner, language))).collect()
}

/// Reads and assembles the site as staff see it, and makes sure that what is asked for exists.
fn examined(arguments: &Freshness, lang: Lang) -> anyhow::Result<(Snapshot, Site, Findings)> {
    let place =
        SiteArgs { root: arguments.root.clone(), as_of: arguments.as_of.clone(), audience: "internal".to_owned(), drafts: false };
    let (snapshot, found, options) = site::read(&place, lang)?;
    let examined = pipeline::examine(&snapshot, &Options { drafts: false, ..options }, found);
    let site = examined.site;
    for name in [&arguments.release, &arguments.since] {
        site::release_exists(&site, name.as_deref(), lang)?;
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
/// that cannot be read or says something else than was meant. A broken link in a record's note does not.
fn hinders(finding: &Diagnostic, snapshot: &Snapshot) -> bool {
    let path = finding.path(&snapshot.sources);
    let is_of_releases = path.starts_with("content/releases/") || path.starts_with("data/");
    match finding.code {
        Code::UnknownRelease | Code::PlannedReleaseDue | Code::SnoozeExpired => true,
        Code::UnknownName => path.starts_with("data/"),
        Code::NotUtf8 | Code::UnreadableFile | Code::FileTooLarge | Code::UnterminatedFrontMatter => is_of_releases,
        Code::UnsupportedFrontMatter | Code::InvalidSyntax | Code::DuplicateKey | Code::WrongValue => is_of_releases,
        Code::MissingKey | Code::UnknownKey | Code::DuplicateId | Code::ReleaseOrder => is_of_releases,
        _ => false,
    }
}
