//! GitHub's releases as JSON: the list of `GET /repos/…/releases`, one of them, or what `gh release view --json` prints.

use super::draft::Draft;
use super::notes::{self, Block, Section, What};
use crate::content::{ChangeKind, Impact, ReleaseStatus};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::values::Value;

/// Says whether a JSON text holds releases of GitHub.
pub(super) fn fits(tree: &Value) -> bool {
    let first = tree.items().first().unwrap_or(tree);
    first.get("tag_name").or_else(|| first.get("tagName")).is_some()
}

/// Reads them in the order written. Days are those of the site's time zone.
pub(super) fn drafts(tree: &Value, timezone: &str, found: &mut Findings) -> Vec<Draft> {
    let one = std::slice::from_ref(tree);
    let list = if tree.items().is_empty() { one } else { tree.items() };
    list.iter().filter_map(|release| draft(release, timezone, found)).collect()
}

fn draft(release: &Value, timezone: &str, found: &mut Findings) -> Option<Draft> {
    let word = |names: [&str; 2]| names.iter().find_map(|name| release.word(name)).filter(|word| !word.trim().is_empty());
    let Some(name) = word(["tag_name", "tagName"]) else {
        found.push(Diagnostic::new(Code::MissingKey, release.span).wording("missing-key.export").with("key", "tag_name"));
        return None;
    };
    let flag = |names: [&str; 2]| names.iter().any(|name| release.boolean(name).is_some_and(|flag| flag.value));
    let is_out = !flag(["draft", "isDraft"]) && !flag(["prerelease", "isPrerelease"]);
    let moment = word(["published_at", "publishedAt"]).or_else(|| word(["created_at", "createdAt"]));
    let body = word(["body", "body"]).unwrap_or_default().replace("\r\n", "\n");
    let body = without_comments(&body);
    Some(Draft {
        title: word(["name", "name"]).map(|title| title.trim().to_owned()),
        date: moment.as_deref().and_then(|moment| day(moment, timezone)),
        status: if is_out { ReleaseStatus::Released } else { ReleaseStatus::Planned },
        changes: changes(&body),
        body,
        span: Some(release.span),
        name,
    })
}

/// Returns the day of a moment in a time zone.
pub(super) fn day(moment: &str, timezone: &str) -> Option<String> {
    let zone = jiff::tz::TimeZone::get(timezone).unwrap_or(jiff::tz::TimeZone::UTC);
    let parsed: jiff::Timestamp = moment.parse().ok()?;
    Some(parsed.to_zoned(zone).date().to_string())
}

fn changes(body: &str) -> Vec<super::draft::DraftChange> {
    let mut section = None;
    let mut changes = Vec::new();
    for Block { what, .. } in notes::blocks(body) {
        match (what, section) {
            (What::Heading(heading), _) => section = notes::section(&heading),
            (What::Item(_), Some(Section::Skipped)) | (What::Text, _) => {}
            (What::Item(words), Some(Section::Of(kind, impact))) => changes.extend(notes::change(&words, (kind, impact))),
            (What::Item(words), None) => changes.extend(notes::change(&words, (ChangeKind::Changed, Impact::Visible))),
        }
    }
    changes
}

/// GitHub leaves notes to itself: `<!-- Release notes generated using … -->`.
fn without_comments(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, comment)) = rest.split_once("<!--") {
        text.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    (text + rest).trim().to_owned()
}

#[cfg(test)]
#[path = "github_tests.rs"]
mod tests;
