use super::*;
use crate::content::ChangeKind;
use crate::source::Sources;

fn renamed(key: &str, from: &str, to: &str) -> DraftChange {
    let label = Label { from: Some(from.to_owned()), to: Some(to.to_owned()), still_used: false };
    DraftChange { key: Some(key.to_owned()), label: Some(label), ..DraftChange::new(ChangeKind::Renamed) }
}

fn in_english(change: DraftChange) -> DraftChange {
    DraftChange { labels: vec![("en".to_owned(), change.label.unwrap())], label: None, ..change }
}

fn merged(text: &str, wanted: &[DraftChange]) -> Merged {
    let mut sources = Sources::default();
    let config = Config::default();
    let file = sources.add("content/releases/x.md", text);
    let entry = content::parse(file, sources.get(file), &config, &mut Findings::default());
    merge(&entry, sources.get(file), wanted, &config)
}

fn front(changes: &str) -> String {
    format!("---\ntitle: 秋 # 仮の題\n{changes}status: planned\n---\n本文\n")
}

const FIRST: &str = "changes:\n    - kind: renamed   # 確認済み\n      key: a\n      label: {from: 保存, to: '確定'}\n";

#[test]
fn missing_change_is_added_and_no_other_byte_is_touched() {
    let both = [renamed("a", "保存", "確定"), renamed("b", "開く", "見る")];
    let expected = front(&format!("{FIRST}    - kind: renamed\n      key: b\n      label: {{from: \"開く\", to: \"見る\"}}\n"));
    assert_eq!(merged(&front(FIRST), &both), Merged::Changed(expected.clone(), 1));
    assert_eq!(merged(&expected, &both), Merged::Same);
    let crlf = front(FIRST).replace('\n', "\r\n");
    assert_eq!(merged(&crlf, &both), Merged::Changed(expected.replace('\n', "\r\n"), 1));
}

#[test]
fn list_that_is_missing_blank_empty_or_in_brackets_is_added_to() {
    let item = "  - kind: renamed\n    key: b\n    label: {from: \"開く\", to: \"見る\"}\n";
    for (before, after) in [
        ("", format!("status: planned\nchanges:\n{item}")),
        ("changes:\n", format!("changes:\n{item}status: planned\n")),
        ("changes: []\n", format!("changes:\n{item}status: planned\n")),
        (
            "changes: [{kind: fixed, summary: 直した}]\n",
            "changes: [{kind: fixed, summary: 直した}, {kind: \"renamed\", key: \"b\", label: {from: \"開く\", to: \"見る\"}}]\nstatus: planned\n".to_owned(),
        ),
    ] {
        let Merged::Changed(text, 1) = merged(&front(before), &[renamed("b", "開く", "見る")]) else { panic!("{before}") };
        let text = text.replace("changes: \n", "changes:\n");
        assert_eq!(text, format!("---\ntitle: 秋 # 仮の題\n{after}---\n本文\n"), "{before}");
    }
}

#[test]
fn change_that_a_person_edited_is_still_the_same() {
    let edited = "changes:\n  - kind: changed\n    key: a\n    label: {from: 保存, to: 確定}\n    impact: minor\n    summary: 書き足した\n";
    assert_eq!(merged(&front(edited), &[renamed("a", "保存", "確定")]), Merged::Same);
    let told = DraftChange::told(ChangeKind::Fixed, crate::content::Impact::Visible, "ＣＳＶを 直した".to_owned());
    assert_eq!(merged(&front("changes:\n  - kind: changed\n    summary: CSVを 直した\n"), &[told]), Merged::Same);
}

#[test]
fn other_language_stands_beside_the_label_of_its_key() {
    let english = [in_english(renamed("a", "Save", "Confirm")), in_english(renamed("z", "Open", "View"))];
    let Merged::Changed(text, 2) = merged(&front(FIRST), &english) else { panic!() };
    let added = "      labels: {en: {from: \"Save\", to: \"Confirm\"}}\n    - kind: renamed\n      key: z\n      labels: {en: {from: \"Open\", to: \"View\"}}\n";
    assert_eq!(text, front(&format!("{FIRST}{added}")));
    assert_eq!(merged(&text, &english), Merged::Same);
    let french = [DraftChange { labels: vec![("fr".to_owned(), Label::default())], ..english[0].clone() }];
    let Merged::Changed(text, 1) = merged(&text, &french) else { panic!() };
    assert!(text.contains("labels: {en: {from: \"Save\", to: \"Confirm\"}, fr: {}}"), "{text}");
}

#[test]
fn record_that_cannot_be_added_to_safely_is_left_alone() {
    for strange in ["changes: &all\n  - kind: fixed\nother: *all\n", "changes: いろいろ\n", "{changes: [], title: x}\n"] {
        let result = merged(&front(strange), &[renamed("b", "開く", "見る")]);
        if let Merged::Changed(text, _) = &result {
            assert!(text.contains("key: b") || text.contains("key: \"b\""), "{text}");
        }
    }
}
