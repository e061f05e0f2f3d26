//! What changed beside the passages of a page that it may concern.

use std::io::{self, Write};

use crate::content::{Change, Kind};
use crate::diagnostics::{Code, Diagnostic, visible};
use crate::site::{Page, PageId};
use crate::source::Span;

use super::super::texts;
use super::{Scene, passage};

/// Lines shown before and behind a passage.
const AROUND: usize = 1;

/// Shows the page's name, each finding with its passage and the change behind it, and the new labels that it says already.
pub(super) fn page(scene: &Scene<'_>, id: PageId, output: &mut impl Write) -> io::Result<()> {
    let page = scene.page(id);
    let checked = scene.freshness.page(id).checked.as_ref().map(|checked| checked.day.clone()).unwrap_or_default();
    let verified = page.front.verified.as_ref().map_or(checked, |verified| verified.value.clone());
    let words = [
        ("path", &*scene.shown_path(id)),
        ("title", &*visible(&page.title)),
        ("before", if verified.is_empty() { "-" } else { &*verified }),
        ("release", &*scene.release),
    ];
    writeln!(output, "\n{}", texts::fill(scene.lang, "verify-page", &words))?;
    let mut is_bare = true;
    for finding in scene.findings(id).filter(|finding| finding.diagnostic.code != Code::Unowned) {
        if finding.diagnostic.code == Code::Affected {
            affected(scene, id, &finding.diagnostic, output)?;
        } else {
            self::finding(scene, &finding.diagnostic, output)?;
        }
        is_bare = false;
    }
    for (from, to) in renamed(scene, id, page) {
        writeln!(output, "\n{}", texts::fill(scene.lang, "verify-new-label", &[("from", &visible(from)), ("to", &visible(to))]))?;
        let text = &scene.snapshot.sources.get(page.file).text;
        let body = page.front_span.map_or(0, |front| front.range().end);
        if let Some(at) = text.get(body..).and_then(|body| body.find(to)).map(|at| body + at) {
            excerpt(scene, Span::new(page.file, at..at + to.len()), output)?;
        }
        is_bare = false;
    }
    if is_bare {
        writeln!(output, "{}", texts::text(scene.lang, "verify-nothing"))?;
    }
    writeln!(output)
}

/// Names the labels that releases since the last check renamed and that the page calls by their new names.
pub(super) fn renamed<'a>(scene: &Scene<'a>, id: PageId, page: &Page) -> Vec<(&'a str, &'a str)> {
    let from = scene.freshness.page(id).checked.as_ref().map_or(0, |checked| checked.releases);
    let text = &scene.snapshot.sources.get(page.file).text;
    let later = scene.site.releases.iter().take(scene.upto).skip(from);
    let changes = later.filter_map(|(_, _, id)| record(scene, id)).flat_map(|changes| changes.iter());
    let mut renamed: Vec<(&str, &str)> =
        changes.filter_map(|change| scene.rename(page, change)).filter(|(_, to)| text.contains(to)).collect();
    renamed.dedup();
    renamed
}

fn record<'a>(scene: &Scene<'a>, id: PageId) -> Option<&'a Vec<Change>> {
    match &scene.site.page(id).kind {
        Kind::Release(release) => Some(&release.changes),
        _ => None,
    }
}

fn finding(scene: &Scene<'_>, finding: &Diagnostic, output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "\n- {}", visible(&finding.message(scene.lang)))?;
    if let Some(span) = finding.span {
        excerpt(scene, span, output)?;
    }
    let about = &finding.about;
    let release = about.release.as_deref().and_then(|name| scene.site.releases.find(name));
    let changes = release.and_then(|id| record(scene, id));
    let change = about.change.and_then(|at| changes?.get(at as usize));
    if let Some(summary) = change.and_then(|change| change.summary.as_ref()) {
        let words = [("summary", &*visible(summary.value.trim())), ("release", about.release.as_deref().unwrap_or_default())];
        writeln!(output, "{}", texts::fill(scene.lang, "verify-change", &words))?;
    }
    Ok(())
}

/// Shows every change of the release that touches the page, each with the place in the body that it most likely concerns.
fn affected(scene: &Scene<'_>, id: PageId, finding: &Diagnostic, output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "\n- {}", visible(&finding.message(scene.lang)))?;
    let name = finding.about.release.as_deref().unwrap_or_default();
    let Some(release) = scene.site.releases.find(name) else { return Ok(()) };
    let Some(changes) = record(scene, release) else { return Ok(()) };
    let touched = scene.freshness.page(id).touched.iter().filter(|touched| touched.release == release);
    for change in touched.filter_map(|touched| changes.get(touched.change as usize)) {
        self::change(scene, scene.page(id), (change, name), output)?;
    }
    Ok(())
}

fn change(scene: &Scene<'_>, page: &Page, (change, release): (&Change, &str), output: &mut impl Write) -> io::Result<()> {
    let summary = change.summary.as_ref().map_or("", |summary| summary.value.trim());
    let label =
        if page.language == scene.site.config.language { change.label.as_ref() } else { change.labels.get(&page.language) };
    let (from, to) = label.map_or((None, None), |label| (label.from.as_ref(), label.to.as_ref()));
    let mut parts: Vec<String> = Vec::new();
    parts.extend((!summary.is_empty()).then(|| visible(summary).into_owned()));
    parts.extend(match (from, to) {
        (Some(from), Some(to)) if from.value != to.value => {
            Some(format!("［{}］→［{}］", visible(&from.value), visible(&to.value)))
        }
        (_, Some(label)) | (Some(label), None) => Some(format!("［{}］", visible(&label.value))),
        _ => None,
    });
    if let Some(screen) = &change.screen {
        let title = scene.site.data.screen_title(&screen.value).unwrap_or(&screen.value);
        parts.push(texts::fill(scene.lang, "verify-screen", &[("screen", &visible(title))]));
    }
    let words = [("summary", &*parts.join(" ")), ("release", release)];
    writeln!(output, "{}", texts::fill(scene.lang, "verify-change", &words))?;
    let text = &scene.snapshot.sources.get(page.file).text;
    let body = page.front_span.map_or(0, |front| front.range().end);
    let labels: Vec<&str> = from.into_iter().chain(to).map(|label| label.value.as_str()).collect();
    match passage::best(text, body, &labels, summary) {
        Some(range) => excerpt(scene, Span::new(page.file, range), output),
        None => Ok(()),
    }
}

/// Shows the line of a passage, marked, among its neighbours.
fn excerpt(scene: &Scene<'_>, span: Span, output: &mut impl Write) -> io::Result<()> {
    let source = scene.snapshot.sources.get(span.file);
    let own = source.position(span.start).line as usize;
    for (number, line) in source.text.lines().enumerate().map(|(at, line)| (at + 1, line)) {
        if number.abs_diff(own) <= AROUND {
            let mark = if number == own { '>' } else { ' ' };
            writeln!(output, "  {mark} {number:>4} | {}", visible(line))?;
        }
    }
    Ok(())
}
