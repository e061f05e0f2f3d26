//! Findings as the dashboard shows them: what, where, in which words, because of which release, for whom.

use crate::diagnostics::{Code, Diagnostic};
use crate::freshness::{Finding, State};
use crate::render::view::{FindingItem, LinkView, PassageView, SnoozedItem};
use crate::render::{Making, dates};
use crate::source::Span;

use super::states;

/// Characters of a passage before and behind the words concerned.
const AROUND: usize = 24;

/// Finds the findings of what an owner's budget lets through, in its order.
pub(super) fn of_rationed<'a>(making: &Making<'a>, shown: &[&Diagnostic]) -> Vec<&'a Finding> {
    let mut shown = shown.iter().peekable();
    let is_next = |finding: &&Finding| shown.next_if(|next| std::ptr::eq(**next, &finding.diagnostic)).is_some();
    making.freshness.findings.iter().filter(is_next).collect()
}

/// Shows a finding.
pub(super) fn item(making: &Making, finding: &Finding) -> FindingItem {
    let site = making.site;
    let page = site.page(finding.page);
    let diagnostic = &finding.diagnostic;
    let owner = diagnostic.about.owner.as_deref();
    FindingItem {
        class: states::class(state(diagnostic.code)).to_owned(),
        text: diagnostic.message(super::lang(site)),
        title: page.title.clone(),
        url: page.address.as_deref().map(|address| making.frames.href(address)),
        path: path(making, diagnostic),
        passage: (diagnostic.code == Code::OutdatedLabel).then_some(diagnostic.span).flatten().map(|span| passage(making, span)),
        release: diagnostic.about.release.as_deref().and_then(|name| release_link(making, name)),
        owner: owner.map(|id| owner_name(making, id)),
        score: format!("{:.2}", diagnostic.about.score.unwrap_or(0.0)),
    }
}

/// The state that a finding of a code stands for.
fn state(code: Code) -> State {
    match code {
        Code::OutdatedLabel | Code::OutdatedFeature => State::Outdated,
        Code::Affected | Code::OutdatedScreenshot => State::Affected,
        Code::ReviewOverdue | Code::TranslationOutdated => State::Due,
        _ => State::Unknown,
    }
}

fn path(making: &Making, diagnostic: &Diagnostic) -> String {
    let path = diagnostic.path(making.sources);
    match diagnostic.span {
        Some(span) => format!("{path}:{}", making.sources.get(span.file).position(span.start).line),
        None => path.to_owned(),
    }
}

/// Cuts the words concerned out of their line.
fn passage(making: &Making, span: Span) -> PassageView {
    let text = &*making.sources.get(span.file).text;
    let before = text.get(..span.range().start).unwrap_or_default();
    let after = text.get(span.range().end..).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let rest = after.lines().next().unwrap_or_default();
    let skipped = line.chars().count().saturating_sub(AROUND);
    let ellipsis = |is_cut: bool| if is_cut { "…" } else { "" };
    PassageView {
        before: format!("{}{}", ellipsis(skipped > 0), line.chars().skip(skipped).collect::<String>()),
        words: making.sources.text(span).to_owned(),
        after: format!("{}{}", rest.chars().take(AROUND).collect::<String>(), ellipsis(rest.chars().count() > AROUND)),
    }
}

/// Links to a release's page.
pub(super) fn release_link(making: &Making, name: &str) -> Option<LinkView> {
    super::named(making, name, making.site.releases.find(name)?)
}

/// Returns an owner's name; one that the site does not list is shown as written.
pub(super) fn owner_name(making: &Making, id: &str) -> String {
    let config = &making.site.config;
    let owner = config.owners.iter().find(|owner| owner.id.value == id);
    owner.map_or(id, |owner| config.owner_name(owner, &config.language)).to_owned()
}

/// Shows what somebody put off.
pub(super) fn snoozed(making: &Making) -> Vec<SnoozedItem> {
    let show = |finding: &Finding| {
        let snooze = making.site.data.snoozes.get(finding.snoozed?)?;
        let until = dates::day(&snooze.until.value, &making.site.config.language);
        Some(SnoozedItem { finding: item(making, finding), reason: snooze.reason.clone(), until })
    };
    making.freshness.findings.iter().filter_map(show).collect()
}
