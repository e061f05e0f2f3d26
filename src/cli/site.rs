//! What commands on a site have in common: reading it, and telling what was found.

use anyhow::Context;

use crate::diagnostics::{Findings, Lang, Level, nearest, visible};
use crate::edit::{ApplyError, Refusal};
use crate::input::{self, ReadOptions, Snapshot, Untold};
use crate::output::{self, OutputError};
use crate::report::{self, ReportOptions};
use crate::site::{Options, Site};

use super::arguments::{ReportArgs, SiteArgs};
use super::texts;

/// A mistake in how the program was called, in the reader's language already.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Mistaken(pub String);

/// Reads the site that the arguments name.
pub(super) fn read(arguments: &SiteArgs, lang: Lang) -> anyhow::Result<(Snapshot, Findings, Options)> {
    let root = &arguments.root;
    if !root.is_dir() {
        return Err(Mistaken(texts::fill(lang, "no-root", &[("path", &root.display().to_string())])).into());
    }
    let as_of = arguments.as_of.as_deref().map(|date| as_of(date, lang)).transpose()?;
    let (snapshot, found) =
        input::read(root, &ReadOptions { as_of, ..ReadOptions::default() }).with_context(|| root.display().to_string())?;
    let known = |name: &str| {
        matches!(name, "public" | "internal") || snapshot.config.audiences.iter().any(|(known, _)| known.value == name)
    };
    if !known(&arguments.audience) {
        return Err(Mistaken(texts::fill(lang, "unknown-audience", &[("value", &arguments.audience)])).into());
    }
    let options = Options { audience: arguments.audience.clone(), drafts: arguments.drafts, now: now(&snapshot) };
    Ok((snapshot, found, options))
}

/// Most names that a message lists.
const MOST_LISTED: usize = 8;

/// Makes sure that a release that is asked for has a record.
pub(super) fn release_exists(site: &Site, asked: Option<&str>, lang: Lang) -> Result<(), Mistaken> {
    let Some(name) = asked.filter(|name| site.releases.find(name).is_none()) else { return Ok(()) };
    let names = || site.releases.iter().rev().map(|(known, ..)| known);
    let known = names().take(MOST_LISTED).collect::<Vec<_>>().join(", ");
    let near = nearest(name, names());
    let words = [("value", name), ("known", known.as_str()), ("near", near.unwrap_or_default())];
    Err(Mistaken(texts::fill(lang, if near.is_some() { "unknown-release-near" } else { "unknown-release" }, &words)))
}

/// Says why git could not tell what a branch touches.
pub(super) fn untold(untold: Untold, revision: &str, lang: Lang) -> Mistaken {
    let key = match untold {
        Untold::NoRepository => "git-none",
        Untold::UnknownRevision => "git-unknown",
    };
    Mistaken(texts::fill(lang, key, &[("value", &visible(revision))]))
}

/// Returns the time of a snapshot as texts compare: `2026-11-21T09:00`.
pub(super) fn now(snapshot: &Snapshot) -> String {
    snapshot.now.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Reads `--as-of`: a day (its beginning) or a day and time.
pub(super) fn as_of(text: &str, lang: Lang) -> anyhow::Result<jiff::civil::DateTime> {
    let parsed =
        text.parse::<jiff::civil::DateTime>().or_else(|_| text.parse::<jiff::civil::Date>().map(|date| date.at(0, 0, 0, 0)));
    parsed.map_err(|_| Mistaken(texts::fill(lang, "bad-date", &[("value", text)])).into())
}

/// Writes the findings in the format asked for; `release` is the newest one that is out.
pub(super) fn told(
    findings: &Findings,
    snapshot: &Snapshot,
    report: &ReportArgs,
    (release, lang): (Option<&str>, Lang),
) -> String {
    let list: Vec<_> = findings.iter().collect();
    let as_of = snapshot.now.date().to_string();
    let options = ReportOptions {
        format: report.format(),
        lang,
        colour: true,
        site: &snapshot.config.title,
        as_of: &as_of,
        release,
        ..ReportOptions::default()
    };
    report::print(&list, &snapshot.sources, &options)
}

/// Says whether anything was found at or above the gate.
pub(super) fn reaches(findings: &Findings, gate: Level) -> bool {
    findings.iter().any(|finding| finding.level <= gate)
}

/// Says an error with its causes, in the reader's language where it has words in both.
pub(super) fn chain(error: &anyhow::Error, lang: Lang) -> String {
    if let Some(output) = error.downcast_ref::<OutputError>() {
        return if lang == Lang::Ja { output.japanese() } else { output.english() };
    }
    if let Some(applied) = error.downcast_ref::<ApplyError>() {
        let lines = applied.refused.iter().map(|(path, refusal)| format!("{}: {}", visible(path), refused(refusal, lang)));
        return lines.collect::<Vec<_>>().join("\n");
    }
    let said = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<std::io::Error>() {
        Some(cause) => system(cause, lang),
        None => cause.to_string(),
    };
    error.chain().map(said).collect::<Vec<_>>().join(": ")
}

/// Says what the system said, in the reader's language where people meet it.
fn system(cause: &std::io::Error, lang: Lang) -> String {
    match (output::plain_cause(cause), lang) {
        (Some((japanese, _)), Lang::Ja) => japanese.to_owned(),
        (Some((_, english)), Lang::En) => english.to_owned(),
        (None, _) => cause.to_string(),
    }
}

/// Says why a file was not written.
fn refused(refusal: &Refusal, lang: Lang) -> String {
    let key = match refusal {
        Refusal::Changed => "refused-changed",
        Refusal::Missing => "refused-missing",
        Refusal::Exists => "refused-exists",
        Refusal::OutsideSite => "refused-outside",
        Refusal::NotAFile => "refused-kind",
        Refusal::ReadOnly => "refused-read-only",
        Refusal::Twice => "refused-twice",
        Refusal::Io(cause) => return texts::fill(lang, "refused-system", &[("cause", &system(cause, lang))]),
    };
    texts::text(lang, key)
}

/// Returns the exit code of an error: 2, or 128 + the signal that stopped the build.
pub(super) fn exit_code(error: &anyhow::Error) -> u8 {
    error.downcast_ref::<OutputError>().map_or(super::COULD_NOT_RUN, OutputError::exit_code)
}
