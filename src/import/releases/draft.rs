//! A release as an import knows it, before it is a record.

use crate::content::{Change, ChangeKind, Impact, LabelChange, ReleaseStatus};
use crate::source::Span;

/// A release read from somewhere.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Draft {
    pub(super) name: String,
    /// ISO date; `None` where the source says none.
    pub(super) date: Option<String>,
    /// `None`: the name will do.
    pub(super) title: Option<String>,
    pub(super) status: ReleaseStatus,
    pub(super) changes: Vec<DraftChange>,
    /// The note, as Markdown.
    pub(super) body: String,
    /// Where the file tells of it.
    pub(super) span: Option<Span>,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DraftChange {
    pub(super) kind: ChangeKind,
    pub(super) feature: Option<String>,
    pub(super) screen: Option<String>,
    pub(super) key: Option<String>,
    pub(super) label: Option<Label>,
    /// In another language than the site's.
    pub(super) labels: Vec<(String, Label)>,
    pub(super) impact: Impact,
    pub(super) summary: Option<String>,
}

/// A label before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Label {
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) still_used: bool,
}

impl DraftChange {
    /// Makes a change of a kind that says nothing more.
    pub(super) fn new(kind: ChangeKind) -> Self {
        Self {
            kind,
            feature: None,
            screen: None,
            key: None,
            label: None,
            labels: Vec::new(),
            impact: Impact::Visible,
            summary: None,
        }
    }

    /// Makes a change of what a log says in words.
    pub(super) fn told(kind: ChangeKind, impact: Impact, summary: String) -> Self {
        Self { impact, summary: Some(summary), ..Self::new(kind) }
    }

    /// Says whether nothing in it names a part of the product, so that no page can be found by it but by its words.
    pub(super) fn names_nothing(&self) -> bool {
        let words = [&self.feature, &self.screen, &self.key];
        words.iter().all(|word| word.is_none()) && self.label.is_none() && self.labels.is_empty()
    }

    /// Reads a change of a record.
    pub(super) fn of(change: &Change) -> Self {
        let text = |field: &crate::content::Field<String>| field.as_ref().map(|text| text.value.clone());
        Self {
            kind: change.kind.value,
            feature: text(&change.feature),
            screen: text(&change.screen),
            key: text(&change.key),
            label: change.label.as_ref().map(Label::of),
            labels: change.labels.iter().map(|(language, label)| (language.clone(), Label::of(label))).collect(),
            impact: change.impact.as_ref().map(|impact| impact.value).unwrap_or_default(),
            summary: text(&change.summary),
        }
    }
}

impl Label {
    fn of(label: &LabelChange) -> Self {
        let text = |field: &crate::content::Field<String>| field.as_ref().map(|text| text.value.clone());
        Self { from: text(&label.from), to: text(&label.to), still_used: label.still_used }
    }
}

/// Returns a kind as records write it.
pub(super) fn kind_name(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "added",
        ChangeKind::Changed => "changed",
        ChangeKind::Renamed => "renamed",
        ChangeKind::Removed => "removed",
        ChangeKind::Deprecated => "deprecated",
        ChangeKind::Fixed => "fixed",
    }
}

/// Returns an impact as records write it.
pub(super) fn impact_name(impact: Impact) -> &'static str {
    match impact {
        Impact::Breaking => "breaking",
        Impact::Visible => "visible",
        Impact::Minor => "minor",
    }
}

/// Returns a status as records write it.
pub(super) fn status_name(status: ReleaseStatus) -> &'static str {
    match status {
        ReleaseStatus::Planned => "planned",
        ReleaseStatus::Released => "released",
        ReleaseStatus::Withdrawn => "withdrawn",
    }
}
