//! Keep a Changelog 1.1.0, and what people make of it: a heading a version, below it sections with lists.

use super::draft::Draft;
use super::notes::{self, Block, Section, What};
use crate::content::{ChangeKind, Impact, ReleaseStatus};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{FileId, Span};

/// Reads the versions in the order written. What is not out yet is `Unreleased` and has no name.
pub(super) fn drafts(file: FileId, text: &str, found: &mut Findings) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut section = Some(Section::Of(ChangeKind::Changed, Impact::Visible));
    for Block { what, range } in notes::blocks(text) {
        let raw = text.get(range.clone()).unwrap_or_default();
        match (what, drafts.last_mut()) {
            (What::Heading(heading), last) => match version(&heading) {
                Some(draft) => {
                    section = Some(Section::Of(ChangeKind::Changed, Impact::Visible));
                    let end = range.start + raw.trim_end().len();
                    drafts.push(Draft { span: Some(Span::new(file, range.start..end)), ..draft });
                }
                None if last.is_some() => section = notes::section(&heading),
                None => {}
            },
            (What::Item(words), Some(draft)) => match section {
                Some(Section::Of(kind, impact)) => draft.changes.extend(notes::change(&words, (kind, impact))),
                // words of the writer's own: told, but of no known kind
                None => draft.changes.extend(notes::change(&words, (ChangeKind::Changed, Impact::Visible))),
                Some(Section::Skipped) => {}
            },
            (What::Text, Some(draft)) => {
                draft.body.push_str(raw.trim());
                draft.body.push_str("\n\n");
            }
            (_, None) => {}
        }
    }
    if drafts.is_empty() {
        found.push(Diagnostic::new(Code::InvalidSyntax, Span::start_of(file)).wording("invalid-syntax.no-versions"));
    }
    drafts
}

/// Reads `[1.2.0] - 2026-01-02 [YANKED]`; `None` for a heading that names no version.
fn version(heading: &str) -> Option<Draft> {
    let lower = heading.to_lowercase();
    let words = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if ["unreleased", "未リリース", "未公開", "未定"].iter().any(|name| words.starts_with(name)) {
        return Some(Draft { status: ReleaseStatus::Planned, ..Draft::default() });
    }
    let day = notes::day(heading);
    let rest = day
        .as_ref()
        .map_or(heading, |(_, range)| heading.get(..range.start).filter(|before| !before.trim().is_empty()).unwrap_or(heading));
    let name = name(rest)?;
    let status = if lower.contains("[yanked]") || lower.contains("取り下げ") {
        ReleaseStatus::Withdrawn
    } else {
        ReleaseStatus::Released
    };
    Some(Draft { name, date: day.map(|(day, _)| day), status, ..Draft::default() })
}

/// The first word with a digit, of a heading that begins with one: `1.2.0`, `v1.2.0`, `Version 1.2.0`, `[1.2.0]`.
fn name(heading: &str) -> Option<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let mut words = heading.split([' ', '\u{3000}', '(', '（', '[', ']']).map(bare).filter(|word| !word.is_empty());
    let first = words.next()?;
    let first = match first.to_lowercase().as_str() {
        "version" | "release" | "ver" | "バージョン" | "リリース" => words.next()?,
        _ => first,
    };
    let digits = first.strip_prefix(['v', 'V']).unwrap_or(&first);
    let is_name = digits.starts_with(|c: char| c.is_ascii_digit())
        && (digits.contains(['.', '-', '_']) || digits.len() == first.len() - 1 || digits.len() >= 4);
    is_name.then_some(first)
}

#[cfg(test)]
#[path = "changelog_tests.rs"]
mod tests;
