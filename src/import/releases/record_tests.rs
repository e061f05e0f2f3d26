use super::*;
use crate::config::Config;
use crate::content::{self, ChangeKind, Kind, ReleaseStatus};
use crate::diagnostics::Findings;
use crate::source::Sources;
use proptest::prelude::*;

fn read(text: &str) -> (content::Entry, Vec<crate::diagnostics::Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("content/releases/x.md", text);
    let mut found = Findings::default();
    let entry = content::parse(file, sources.get(file), &Config::default(), &mut found);
    (entry, found.into_iter().collect())
}

fn is_kept(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t') || !crate::diagnostics::is_unsafe_to_show(c)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{1,20}",
        "[ \\t:#\\-\"'{}\\[\\],&*!|>%@`\\\\\n\r\u{85}\u{2028}\u{feff}\u{0}\u{202e}a保]{1,12}",
        Just("2026.10".to_owned()),
        Just("true".to_owned()),
        Just("null".to_owned()),
        Just("---".to_owned()),
        Just("\n---\n".to_owned()),
    ]
    // what acts on a display is read as a blank
    .prop_map(|text: String| text.chars().map(|c| if is_kept(c) { c } else { ' ' }).collect::<String>())
    .prop_filter("blank keys are left out by their readers", |text| !text.trim().is_empty())
}

fn label() -> impl Strategy<Value = Label> {
    (proptest::option::of(text()), proptest::option::of(text()), any::<bool>()).prop_map(|(from, to, still_used)| Label {
        from,
        to,
        still_used,
    })
}

fn change() -> impl Strategy<Value = DraftChange> {
    let optional = || proptest::option::of(text());
    let kind = prop_oneof![Just(ChangeKind::Added), Just(ChangeKind::Renamed), Just(ChangeKind::Deprecated)];
    let impact = prop_oneof![Just(Impact::Breaking), Just(Impact::Visible), Just(Impact::Minor)];
    let labels = proptest::option::of(label().prop_map(|label| vec![("en".to_owned(), label)]));
    (kind, optional(), optional(), optional(), proptest::option::of(label()), labels, impact, optional()).prop_map(
        |(kind, feature, screen, key, label, labels, impact, summary)| DraftChange {
            kind,
            feature,
            screen,
            key,
            label,
            labels: labels.unwrap_or_default(),
            impact,
            summary,
        },
    )
}

proptest! {
    #[test]
    fn record_reads_back_word_for_word(name in text(), title in text(), changes in proptest::collection::vec(change(), 0..5)) {
        let draft = Draft { name, title: Some(title), date: Some("2026-11-18".to_owned()), changes, ..Draft::default() };
        for lang in [Lang::Ja, Lang::En] {
            let written = record(&draft, Some("release-x"), lang);
            let (entry, _) = read(&written);
            let Kind::Release(release) = &entry.kind else { panic!("no release") };
            prop_assert_eq!(release.release.as_ref().map(|name| name.value.clone()), Some(draft.name.clone()), "{}", written);
            prop_assert_eq!(entry.front.title.as_ref().map(|title| title.value.clone()), draft.title.clone());
            prop_assert_eq!(release.changes.iter().map(DraftChange::of).collect::<Vec<_>>(), draft.changes.clone(), "{}", written);
        }
    }
}

#[test]
fn what_acts_on_a_display_is_read_as_a_blank() {
    let change = DraftChange { summary: Some("a\u{202e}b\u{7}c".to_owned()), ..DraftChange::new(ChangeKind::Added) };
    let draft = Draft { name: "1".to_owned(), changes: vec![change], ..Draft::default() };
    let (entry, _) = read(&record(&draft, None, Lang::Ja));
    let Kind::Release(release) = &entry.kind else { panic!("no release") };
    assert_eq!(release.changes[0].summary.as_ref().map(|summary| summary.value.as_str()), Some("a b c"));
}

#[test]
fn record_is_a_draft_without_a_finding() {
    let label = Label { from: Some("CSV出力".to_owned()), to: Some("CSVダウンロード".to_owned()), still_used: true };
    let change = DraftChange { label: Some(label), key: Some("list.export".to_owned()), ..DraftChange::new(ChangeKind::Renamed) };
    let draft = Draft {
        name: "2026.10".to_owned(),
        date: Some("2026-11-18".to_owned()),
        status: ReleaseStatus::Released,
        changes: vec![change],
        body: "お知らせです。\n".to_owned(),
        ..Draft::default()
    };
    let written = record(&draft, Some("release-2026-10"), Lang::Ja);
    let (entry, findings) = read(&written);
    assert_eq!(findings, []);
    assert_eq!(entry.front.draft.map(|draft| draft.value), Some(true));
    snapbox::assert_data_eq!(
        written,
        snapbox::str![[r#"
---
# 取り込んだ下書きです。内容を確かめて直し、次の行（draft: true）を消すと、記録として使われます。
draft: true
id: release-2026-10
release: "2026.10"
date: 2026-11-18
title: "2026.10"
status: released
changes:
  - kind: renamed
    key: list.export
    label: {from: "CSV出力", to: "CSVダウンロード", still_used: true}
---
お知らせです。

"#]]
    );
}
