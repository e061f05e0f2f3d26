use super::*;
use crate::source::FileId;
use crate::values::{DATE, ID, RELEASE, toml, yaml};

const KEYS: &[Key] = &[
    Key::new("title", Shape::Text, "題名", "title").also(&["name"]),
    Key::new("tags", Shape::List(&Shape::Text), "タグ", "tags"),
    Key::new("intents", Shape::Sentences, "言葉", "words"),
    Key::new("draft", Shape::Boolean, "下書き", "draft"),
    Key::new("minutes", Shape::Integer(1, 600), "分", "minutes").of(&["task"]),
    Key::new("date", Shape::Judged(&DATE), "日付", "date"),
    Key::new("id", Shape::Judged(&ID), "番号", "id"),
    Key::new("verified", Shape::Judged(&RELEASE), "確認", "verified"),
    Key::new("status", Shape::Choice(&["draft", "published"]), "状態", "status"),
    Key::new("question", Shape::Text, "質問", "question").of(&["rule"]).required(),
    Key::new("evidence", Shape::List(&Shape::Table(EVIDENCE)), "実績", "evidence"),
    Key::new("options", Shape::Map(&Shape::Text), "選択肢", "options"),
];
const EVIDENCE: &[Key] =
    &[Key::new("kind", Shape::Text, "種類", "kind").required(), Key::new("on", Shape::Judged(&DATE), "日", "day")];

fn context(kind: &str, syntax: Syntax) -> Context<'_> {
    Context { syntax, kind, place_of: |_| "guides/", missing_at: Some(Span::start_of(FileId(0))) }
}

fn check_text(kind: &str, text: &str) -> (Value, Vec<Diagnostic>) {
    let mut found = Findings::default();
    let mut value = yaml(FileId(0), text, 0, &mut found);
    check(&mut value, KEYS, context(kind, Syntax::Yaml), &mut found);
    (value, found.into_iter().collect())
}

/// Writes findings as `text at the place → wording → fix`.
fn told(kind: &str, text: &str) -> Vec<String> {
    let tell = |finding: Diagnostic| {
        let fix = finding.fix.map(|fix| format!(" → {}", fix.replacement)).unwrap_or_default();
        let span = finding.span.map(|span| text[span.range()].to_owned()).unwrap_or_default();
        format!("{span}: {}{fix}", finding.wording)
    };
    check_text(kind, text).1.into_iter().map(tell).collect()
}

#[test]
fn wrong_values_name_their_kind_and_the_text_to_write() {
    assert_eq!(told("task", "date: 2024-02-30"), ["2024-02-30: wrong-value.date → 2024-02-29"]);
    assert_eq!(told("task", "draft: yes"), ["yes: wrong-value.bool → true"]);
    assert_eq!(told("task", "draft: \"false\""), ["\"false\": wrong-value.bool → false"]);
    assert_eq!(told("task", "minutes: 30分"), ["30分: wrong-value.number → 30"]);
    assert_eq!(told("task", "minutes: ３０"), ["３０: wrong-value.number → 30"]);
    assert_eq!(told("task", "minutes: 2.5"), ["2.5: wrong-value.number"]);
    assert_eq!(told("task", "minutes: 0"), ["0: wrong-value.range"]);
    assert_eq!(told("task", "id: Export_CSV"), ["Export_CSV: wrong-value.id → export-csv"]);
    assert_eq!(told("task", "status: publish"), ["publish: wrong-value.choice.similar → published"]);
    assert_eq!(told("task", "tags: a, b"), ["a, b: wrong-value.comma-list → [a, b]"]);
    assert_eq!(told("task", "tags: {a: b}"), ["{a: b}: wrong-value.list"]);
    assert_eq!(told("task", "title: [a]"), ["[a]: wrong-value.text"]);
    assert_eq!(told("task", "evidence: many"), ["many: wrong-value.table"]);
    assert_eq!(told("task", "options: x"), ["x: wrong-value.map"]);
}

#[test]
fn all_mistakes_are_told_at_once_and_only_right_values_stay() {
    let (value, findings) = check_text("task", "titel: a\ndate: x\ndraft: on\ntags: a\nminutes: 5\n");
    assert_eq!(findings.len(), 3);
    assert_eq!(value.pairs().iter().map(|(key, _)| key.value.as_str()).collect::<Vec<_>>(), ["tags", "minutes"]);
    assert_eq!(value.texts("tags")[0].value, "a");
}

#[test]
fn blank_is_absent_and_prose_may_hold_commas() {
    assert_eq!(told("task", "tags:\ntitle: ~\ndate:\nintents: 押しても, 出ない\nverified: 2026.10"), [""; 0]);
    let (value, _) = check_text("task", "tags:\ntitle: ~");
    assert!(value.pairs().is_empty());
    assert_eq!(told("rule", "question:"), [": missing-key"]);
}

#[test]
fn unknown_keys_are_corrected_by_likeness_synonym_or_place() {
    assert_eq!(told("task", "titel: a"), ["titel: unknown-key.similar → title"]);
    assert_eq!(told("task", "Name: a"), ["Name: unknown-key.similar → title"]);
    assert_eq!(told("task", "\u{3000}title: a"), ["\u{3000}title: unknown-key.similar → title"]);
    assert_eq!(told("task", "zebra: a"), ["zebra: unknown-key"]);
    assert_eq!(told("task", "question: a"), ["question: unknown-key.elsewhere"]);
}

#[test]
fn tables_inside_lists_are_checked_too() {
    let text = "evidence:\n  - {kind: 支援, on: 2026-02-31}\n  - {on: 2026-01-01, knid: x}\n";
    assert_eq!(
        told("task", text),
        ["2026-02-31: wrong-value.date → 2026-02-28", "knid: unknown-key.similar → kind", "{: missing-key"]
    );
}

#[test]
fn toml_texts_need_quotes_but_release_names_do_not() {
    let mut found = Findings::default();
    let mut value = toml(FileId(0), "title = 2026\nverified = 2026.10\ndate = 2026-11-25\n", &mut found);
    check(&mut value, KEYS, context("task", Syntax::Toml), &mut found);
    let findings: Vec<_> = found.into_iter().collect();
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].fix.as_ref().map(|fix| fix.replacement.as_str()), Some("\"2026\""));
    assert_eq!(value.word("verified").as_deref(), Some("2026.10"));
    assert_eq!(value.word("date").as_deref(), Some("2026-11-25"));
}
