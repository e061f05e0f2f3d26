//! What `git-cliff --context` prints: releases with their commits.

use super::draft::{Draft, DraftChange};
use super::github;
use super::notes::{self, Section};
use crate::content::{ChangeKind, Impact, ReleaseStatus};
use crate::values::Value;

/// Says whether a JSON text is such a context.
pub(super) fn fits(tree: &Value) -> bool {
    tree.items().first().is_some_and(|release| release.get("commits").is_some())
}

/// Reads the releases; the one without a version is not out yet and has no name.
pub(super) fn drafts(tree: &Value, timezone: &str) -> Vec<Draft> {
    tree.items().iter().map(|release| draft(release, timezone)).collect()
}

fn draft(release: &Value, timezone: &str) -> Draft {
    let name = release.word("version").unwrap_or_default();
    let seconds = release.integer("timestamp").map(|seconds| seconds.value).filter(|seconds| *seconds > 0);
    let moment = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let commits = release.get("commits").map(Value::items).unwrap_or_default();
    Draft {
        date: moment.and_then(|moment| github::day(&moment.to_string(), timezone)),
        status: if name.is_empty() { ReleaseStatus::Planned } else { ReleaseStatus::Released },
        body: release.word("message").unwrap_or_default(),
        changes: commits.iter().filter_map(change).collect(),
        span: Some(release.span),
        name,
        title: None,
    }
}

/// A merge says nothing that its commits don't.
fn change(commit: &Value) -> Option<DraftChange> {
    let flag = |name: &str| commit.boolean(name).is_some_and(|flag| flag.value);
    let message = commit.word("message")?;
    let group = commit.word("group").and_then(|group| notes::section(&group));
    let (kind, impact) = match group {
        Some(Section::Skipped) => return None,
        Some(Section::Of(kind, impact)) => (kind, impact),
        None => (ChangeKind::Changed, Impact::Visible),
    };
    if flag("merge_commit") {
        return None;
    }
    let change = notes::change(message.lines().next()?, (kind, impact))?;
    let breaks = flag("breaking") || commit.get("breaking_description").is_some_and(|text| !text.is_blank());
    Some(DraftChange { impact: if breaks { Impact::Breaking } else { change.impact }, ..change })
}
