//! `shirube release new` and `shirube release import`.

use proptest::prelude::*;

use crate::site::{Run, SiteTest, TODAY};

const OLD: &str = r#"{
  "invoice": {"list": {"export": "CSV出力", "save": "保存", "open": "開く…", "print": "印刷", "done": "保存しました。"}},
  "client": {"save": "保存"}
}"#;
const NEW: &str = r#"{
  "invoice": {"list": {"export": "CSVダウンロード", "save": "確定", "open": "開く...", "done": "確定しました。", "filter": "絞り込み"}},
  "client": {"save": "保存"}
}"#;
const SCREENS: &str = "[\"invoices/list\"]\nprefixes = [\"invoice.list\"]\n";
const FEATURES: &str = "[\"invoice.export\"]\nprefixes = [\"invoice.list.export\"]\n";
const RECORD: &str = "content/releases/2026.47.md";

fn site() -> SiteTest {
    SiteTest::with_config("languages = [\"ja\", \"en\"]\n")
        .file("data/screens.toml", SCREENS)
        .file("data/features.toml", FEATURES)
        .file("before.json", OLD)
        .file("after.json", NEW)
}

fn import<const N: usize>(site: &SiteTest, more: [&str; N]) -> Run {
    let fixed = ["release", "import", "--as-of", TODAY];
    let mut command = crate::site::shirube();
    Run::of(command.args(fixed).args(more).current_dir(site.path("")))
}

fn text(site: &SiteTest, path: &str) -> String {
    std::fs::read_to_string(site.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

const PAIR: [&str; 6] = ["--before", "before.json", "--after", "after.json", "--release", "2026.47"];

fn pair(site: &SiteTest, more: &[&str]) -> Run {
    let mut command = crate::site::shirube();
    Run::of(command.args(["release", "import", "--as-of", TODAY]).args(PAIR).args(more).current_dir(site.path("")))
}

#[test]
fn new_record_has_its_day_its_status_and_an_example() {
    let site = SiteTest::with_config("");
    let run = site.run(["release", "new", "2026.47", "--title", "秋の版", "--date", "2026-11-18", "--status", "released"]);
    run.expect_code(0).says(RECORD);
    let record = text(&site, RECORD);
    for line in ["id: release-2026-47", "release: 2026.47", "date: 2026-11-18", "title: 秋の版", "status: released"] {
        assert!(record.lines().any(|found| found.starts_with(line)), "no {line} in\n{record}");
    }
    assert!(record.contains("  # - kind: renamed\n"), "{record}");
    site.check().expect_code(0).finds_nothing();
    site.run(["release", "new", "2026.47"]).expect_code(2).warns(RECORD);
    assert_eq!(text(&site, RECORD), record);
    site.run(["release", "new", "2026.48", "--date", "2026-02-30"]).expect_code(2).warns("2026-02-30");
}

#[test]
fn difference_of_two_catalogues_is_shown_and_nothing_is_written() {
    let site = site();
    let run = pair(&site, &[]);
    run.expect_code(0).says("+++ b/content/releases/2026.47.md").warns("見た目だけの違い").warns("--write");
    assert!(!site.path(RECORD).exists());
}

#[test]
fn difference_of_two_catalogues_becomes_a_draft() {
    let site = site();
    pair(&site, &["--write", "--title", "一覧の言葉をそろえました"]).expect_code(0).says(RECORD).warns("draft: true");
    snapbox::assert_data_eq!(
        text(&site, RECORD),
        snapbox::str![[r#"
---
# 取り込んだ下書きです。内容を確かめて直し、次の行（draft: true）を消すと、記録として使われます。
draft: true
id: release-2026-47
release: "2026.47"
date: 2026-11-21
title: 一覧の言葉をそろえました
status: released
changes:
  - kind: renamed
    feature: invoice.export
    screen: invoices/list
    key: invoice.list.export
    label: {from: "CSV出力", to: "CSVダウンロード"}
  - kind: renamed
    screen: invoices/list
    key: invoice.list.save
    label: {from: "保存", to: "確定", still_used: true}
  - kind: renamed
    screen: invoices/list
    key: invoice.list.done
    label: {from: "保存しました。", to: "確定しました。"}
    impact: minor
  - kind: added
    screen: invoices/list
    key: invoice.list.filter
    label: {to: "絞り込み"}
    impact: minor
  - kind: removed
    screen: invoices/list
    key: invoice.list.print
    label: {from: "印刷"}
---

"#]]
    );
}

#[test]
fn imported_record_is_not_published_and_a_second_run_changes_nothing() {
    let site = site();
    pair(&site, &["--write"]).expect_code(0);
    site.check().expect_code(0).finds_nothing();
    site.build().expect_code(0);
    assert!(!site.has("releases/2026.47/index.html"), "a draft is not published");
    let before = text(&site, RECORD);
    pair(&site, &["--write"]).expect_code(0).warns("すでに同じ内容");
    assert_eq!(text(&site, RECORD), before);
}

#[test]
fn second_language_joins_the_labels_of_the_first() {
    let site = site()
        .file("en/before.json", r#"{"invoice": {"list": {"export": "Export CSV", "print": "Print"}}}"#)
        .file("en/after.json", r#"{"invoice": {"list": {"export": "Download CSV"}}}"#);
    pair(&site, &["--write"]).expect_code(0);
    let english =
        ["--before", "en/before.json", "--after", "en/after.json", "--release", "2026.47", "--labels-language", "en", "--write"];
    import(&site, english).expect_code(0);
    let record = text(&site, RECORD);
    let wanted = "    label: {from: \"CSV出力\", to: \"CSVダウンロード\"}\n    labels: {en: {from: \"Export CSV\", to: \"Download CSV\"}}\n";
    assert!(record.contains(wanted), "{record}");
    assert!(record.contains("    label: {from: \"印刷\"}\n    labels: {en: {from: \"Print\"}}\n"), "{record}");
    import(&site, english).expect_code(0);
    assert_eq!(text(&site, RECORD), record);
    import(&site, ["--before", "a", "--after", "b", "--labels-language", "fr"]).expect_code(2).warns("ja, en");
}

#[test]
fn record_of_a_person_is_added_to_only_while_it_is_a_draft_or_a_plan() {
    let planned = "---\r\ntitle: 秋 # 仮\r\ndate: 2026-11-18\r\nstatus: planned\r\nchanges:\r\n- kind: fixed # 手書き\r\n  summary: 直しました\r\n---\r\n本文\r\n";
    let site = site().file(RECORD, format!("\u{feff}{planned}"));
    pair(&site, &["--write"]).expect_code(0).says("5件");
    let after = text(&site, RECORD);
    let (head, tail) = planned.split_once("---\r\n本文").unwrap();
    assert!(after.starts_with(&format!("\u{feff}{head}- kind: renamed\r\n  feature: invoice.export\r\n")), "{after}");
    assert!(after.ends_with(&format!("---\r\n本文{tail}")), "{after}");
    let released = planned.replace("planned", "released");
    site.write(RECORD, &released);
    pair(&site, &["--write"]).expect_code(0).warns("確認済み").warns("5件");
    assert_eq!(text(&site, RECORD), released);
}

#[test]
fn changelog_makes_a_record_of_each_version() {
    let site = SiteTest::with_config("").file(
        "CHANGELOG.md",
        "# 変更履歴\n## [Unreleased]\n### 追加\n- まだ\n## [1.1.0] - 2026-11-18\n### 追加\n- 「CSV: 出力」を足しました\n## [1.0.0] - 2026-10-01 [YANKED]\n### Fixed\n- 直しました\n",
    );
    let run = import(&site, ["CHANGELOG.md", "--write"]);
    run.expect_code(0).warns("1件は、取り込みませんでした").warns("2件の変更に、機能（feature）も画面（screen）もありません");
    assert!(text(&site, "content/releases/1.1.0.md").contains("\n# 1件の変更に、機能（feature）"));
    assert!(text(&site, "content/releases/1.1.0.md").contains("  - kind: added\n    summary: \"「CSV: 出力」を足しました\"\n"));
    assert!(text(&site, "content/releases/1.0.0.md").contains("status: withdrawn\n"));
    site.check().expect_code(0).finds_nothing();
    import(&site, ["CHANGELOG.md", "--release", "2.0", "--unreleased", "--write"]).expect_code(0);
    assert!(text(&site, "content/releases/2.0.md").contains("status: planned\n"));
    import(&site, ["CHANGELOG.md", "--release", "9.9"]).expect_code(1).warns("9.9");
}

#[test]
fn exports_are_told_apart_by_their_contents() {
    let site = SiteTest::with_config("")
        .file(
            "github.json",
            r#"[{"tag_name": "v1.0", "name": "一", "published_at": "2026-11-18T00:00:00Z", "body": "お知らせ\n\n* 直した"}]"#,
        )
        .file(
            "cliff.json",
            r#"[{"version": "v2.0", "timestamp": 1767297600, "commits": [{"message": "export", "group": "Features"}]}]"#,
        );
    import(&site, ["github.json", "cliff.json", "--write"]).expect_code(0);
    assert!(text(&site, "content/releases/v1.0.md").ends_with("    summary: 直した\n---\nお知らせ\n\n* 直した\n"));
    assert!(text(&site, "content/releases/v2.0.md").contains("  - kind: added\n    summary: export\n"));
    site.check().expect_code(0).finds_nothing();
}

#[test]
fn catalogues_come_through_pipes_and_a_broken_one_has_its_line() {
    let site = site();
    for (pipe, file) in [("old", "before.json"), ("new", "after.json")] {
        let made = std::process::Command::new("mkfifo").arg(site.path(pipe)).status().unwrap();
        assert!(made.success());
        let (from, to) = (site.path(file), site.path(pipe));
        std::thread::spawn(move || std::fs::write(to, std::fs::read(from).unwrap()));
    }
    let run = import(&site, ["--before", "old", "--after", "new", "--release", "2026.47"]);
    run.expect_code(0).says("CSVダウンロード");
    assert!(!run.stderr.contains("機能（feature）も"), "{}", run.stderr);
    site.write("after.json", "{\n  \"c\": y\n}");
    pair(&site, &["--write"]).expect_code(1).warns("after.json:2:8").warns("半角の引用符");
    site.write("after.json", "{\"a\": {\"b\": \"x\",}");
    pair(&site, &[]).expect_code(1).warns("after.json:1:16").warns("このコンマを消して");
}

#[test]
fn broken_files_are_all_told_with_their_lines_and_nothing_is_written() {
    let site = SiteTest::with_config("")
        .file("before.po", "msgid \"a\"\nmsgstr \"一\n\nmsgid \"b\"\nmsgstr \"二\"\n")
        .file("after.po", "msgid \"a\"\nmsgstr 三\n");
    let run = import(&site, ["--before", "before.po", "--after", "after.po", "--release", "1", "--write"]);
    run.expect_code(1).warns("before.po:2:1").warns("after.po:2:1").warns("何も書き込みませんでした");
    assert!(!site.path("content/releases").exists());
    site.write("sjis.json", b"{\"a\": \"\x82\xb7\x82\xe9\"}");
    let run = import(&site, ["--before", "sjis.json", "--after", "sjis.json", "--release", "1"]);
    run.expect_code(1).warns("Shift_JIS");
    import(&site, ["gone.md"]).expect_code(2).warns("gone.md");
    site.write("notes.bin", "これは文です。\n");
    import(&site, ["notes.bin"]).expect_code(1).warns("何のファイルか");
    import(&site, ["--before", "notes.bin"]).expect_code(2);
    import(&site, []).expect_code(2).warns("--before");
    site.write("one.json", "{\"a\": \"一\"}");
    import(&site, ["one.json", "--release", "1"]).expect_code(1).warns("2つが必要");
    import(&site, ["one.json", "one.json"]).expect_code(1).warns("--release");
}

#[test]
fn old_encodings_of_old_formats_are_read() {
    let wide: Vec<u8> = "\u{feff}\"save\" = \"保存\";\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let site = SiteTest::with_config("")
        .file("before.strings", wide)
        .file("after.strings", "\"save\" = \"確定\";\n")
        .file("before.properties", b"menu=Men\xfc\n")
        .file("after.properties", "menu=Speisekarte\n");
    import(&site, ["before.strings", "after.strings", "--release", "1"]).expect_code(0).says("{from: \"保存\", to: \"確定\"}");
    import(&site, ["before.properties", "after.properties", "--release", "1"])
        .expect_code(0)
        .says("{from: \"Menü\", to: \"Speisekarte\"}");
}

#[test]
fn files_may_lie_outside_the_site_and_records_never_do() {
    let outside = SiteTest::new().file("old.json", OLD).file("new.json", NEW);
    let site = SiteTest::with_config("");
    let (old, new) = (outside.path("old.json"), outside.path("new.json"));
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    import(&site, ["--before", old, "--after", new, "--release", "../../x", "--write"]).expect_code(0);
    assert!(site.path("content/releases/..-..-x.md").exists() || site.path("content/releases/-..-x.md").exists());
    assert!(!outside.path("x.md").exists());
}

#[test]
fn folder_of_plain_markdown_stays_one() {
    let site = SiteTest::new().file("faq.md", "# よくある質問\n").file("before.json", OLD).file("after.json", NEW);
    pair(&site, &["--write"]).expect_code(0);
    assert!(site.path("releases/2026.47.md").exists());
    site.run(["release", "new", "2026.48"]).expect_code(0).says("releases/2026.48.md");
    site.build();
    assert!(site.has("faq/index.html"), "{:?}", site.public().keys());
}

fn catalogue() -> impl Strategy<Value = String> {
    let label = "[保存確定a-c\"'{}:#\\\\ -]{0,6}";
    proptest::collection::btree_map("[ab](\\.[cd])?", label, 1..6).prop_map(|map| serde_json::to_string(&map).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn importing_twice_changes_nothing(old in catalogue(), new in catalogue(), newer in catalogue()) {
        let site = SiteTest::with_config("").file("before.json", &old).file("after.json", &new).file("newer.json", &newer);
        pair(&site, &["--write"]);
        let record = std::fs::read_to_string(site.path(RECORD)).ok();
        let second = pair(&site, &["--write"]);
        prop_assert_eq!(std::fs::read_to_string(site.path(RECORD)).ok(), record.clone());
        prop_assert!(second.stdout.is_empty(), "{}", second.stdout);
        // what a third file brings is added behind, and what was there stays byte for byte
        import(&site, ["after.json", "newer.json", "--release", "2026.47", "--write"]);
        if let (Some(before), Some(after)) = (record, std::fs::read_to_string(site.path(RECORD)).ok()) {
            let kept = before.trim_end_matches("---\n");
            prop_assert!(after.starts_with(kept), "{before}\n{after}");
        }
    }
}

#[test]
fn second_record_of_a_release_is_refused_in_words_of_its_own() {
    let site = SiteTest::with_config("");
    site.run(["release", "new", "2026.47", "--as-of", TODAY]).expect_code(0);
    let run = site.run(["release", "new", "2026.47", "--as-of", TODAY]);
    run.expect_code(2).warns("リリース「2026.47」の記録は、もうあります");
    assert!(!run.stderr.contains("--id"), "{}", run.stderr);
}
