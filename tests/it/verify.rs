//! `shirube verify`: writes `verified` and nothing else, and never by itself.

use crate::site::{SiteTest, TODAY, files};

fn record(name: &str, day: &str, from: &str, to: &str) -> String {
    format!(
        "---\nrelease: {name}\ndate: {day}\ntitle: 名前\nchanges:\n  - kind: renamed\n    feature: export\n    label: {{from: {from}, to: {to}}}\n    summary: 名前を変えました。\n---\n本文です。\n"
    )
}

fn site() -> SiteTest {
    SiteTest::with_config("languages = [\"ja\", \"en\"]\n")
        .file("content/releases/2026.46.md", record("2026.46", "2026-11-11", "x", "y"))
        .file("content/releases/2026.47.md", record("2026.47", "2026-11-18", "CSV出力", "CSVダウンロード"))
        .file(
            "content/old.md",
            "---\r\n# 注\r\ntitle:  '古い'\r\nverified:   2026.46   # 先週\r\n---\r\n［CSV出力］を押します。\r\n",
        )
        .file(
            "content/new.md",
            "\u{feff}---\ntitle: 新しい\nverified: \"2026.46\"\nfeatures: [export]\n---\n［CSVダウンロード］を押します。\n\n",
        )
        .file("content/none.md", "# 何も書いていない\n\n本文\n")
}

fn text(site: &SiteTest, path: &str) -> String {
    String::from_utf8(files(&site.path(""))[path].clone()).unwrap()
}

#[test]
fn only_the_value_of_verified_changes() {
    let site = site();
    let before = files(&site.path(""));
    site.run(["verify", "content/new.md", "--as", "right", "--as-of", TODAY]).expect_code(0).says("2026.47");
    let mut expected = before.clone();
    let new = String::from_utf8(before["content/new.md"].clone()).unwrap().replace("2026.46", "2026.47");
    expected.insert("content/new.md".into(), new.into_bytes());
    assert_eq!(files(&site.path("")), expected);
    site.run(["verify", "content/new.md", "--as", "right", "--as-of", TODAY]).expect_code(0).says("もう");
    assert_eq!(files(&site.path("")), expected);
}

#[test]
fn page_that_still_says_something_wrong_is_marked_only_as_right() {
    let site = site();
    let before = text(&site, "content/old.md");
    for answer in ["updated", "unrelated"] {
        site.run(["verify", "content/old.md", "--as", answer, "--as-of", TODAY]).expect_code(1).warns("content/old.md");
        assert_eq!(text(&site, "content/old.md"), before);
    }
    site.run(["verify", "content/old.md", "--as", "right", "--as-of", TODAY]).expect_code(0);
    assert_eq!(text(&site, "content/old.md"), before.replace("2026.46", "2026.47"));
    site.run(["freshness", "content", "--as-of", TODAY]).expect_code(2);
    site.run(["freshness", "--as-of", TODAY]).expect_code(0);
}

#[test]
fn editing_alone_verifies_nothing() {
    let site = site();
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(0);
    assert!(text(&site, "content/old.md").contains("verified:   2026.46   # 先週"));
}

#[test]
fn without_a_terminal_an_answer_is_needed() {
    let site = site();
    site.run(["verify", "content/new.md", "--as-of", TODAY]).expect_code(2).warns("--as right");
    site.run(["verify", "--as-of", TODAY]).expect_code(2);
    site.run(["verify", "content/new.md", "content/old.md", "content/none.md", "--as", "right", "--as", "right"]).expect_code(2);
}

#[test]
fn release_may_be_named_and_an_unknown_one_names_the_nearest() {
    let site = site();
    site.run(["verify", "content/none.md", "--release", "2026.46", "--as", "right", "--as-of", TODAY]).expect_code(0);
    assert_eq!(text(&site, "content/none.md"), "---\nverified: \"2026.46\"\n---\n\n# 何も書いていない\n\n本文\n");
    site.run(["verify", "content/none.md", "--release", "2026.74", "--as", "right"]).expect_code(2).warns("2026.47");
    site.run(["verify", "content/releases/2026.46.md", "--as", "right"]).expect_code(2);
    site.run(["verify", "content/nwe.md", "--as", "right"]).expect_code(2).warns("content/new.md");
}

#[test]
fn translation_gets_what_it_was_translated_from() {
    let site = site().file("content/new.en.md", "---\ntitle: New\nverified: 2026.46\n---\nPress it.\n");
    site.run(["verify", "content/new.en.md", "--as", "updated", "--as-of", TODAY]).expect_code(0);
    let translated = text(&site, "content/new.en.md");
    assert!(translated.contains("verified: 2026.47\n") && translated.contains("translated:\n  _lead: \""), "{translated}");
    assert!(!text(&site, "content/new.md").contains("translated"));
    site.run(["freshness", "--as-of", TODAY, "--fail-on", "warning", "--format", "json"]);
    site.write("content/new.md", text(&site, "content/new.md").replace("押します", "2回押します"));
    site.run(["freshness", "--as-of", TODAY, "--format", "json"]).finds("translation-outdated", "content/new.en.md", 2, 8);
    site.run(["verify", "content/new.en.md", "--as", "updated", "--as-of", TODAY]).expect_code(0);
    let run = site.run(["freshness", "--as-of", TODAY, "--format", "json"]);
    assert!(run.findings().iter().all(|finding| finding.code != "translation-outdated"), "{}", run.stdout);
}

#[test]
fn all_fixed_marks_named_pages_without_a_mistake_and_lists_the_others() {
    let site = site();
    let before = text(&site, "content/old.md");
    site.run(["verify", "content", "--all-fixed", "--as-of", TODAY])
        .expect_code(1)
        .warns("content/old.md")
        .says("content/new.md");
    assert_eq!(text(&site, "content/old.md"), before);
    assert!(text(&site, "content/new.md").contains("2026.47"));
}

#[test]
fn all_fixed_without_pages_looks_at_what_was_edited_as_git_knows_it() {
    let site = site().file("content/feature.md", "---\ntitle: 機能\nverified: 2026.46\nfeatures: [export]\n---\n本文\n");
    site.run(["verify", "--all-fixed", "--as-of", TODAY]).expect_code(2).warns("git");
    crate::gates::git(&site, &["init", "-q"]);
    crate::gates::commit(&site);
    site.run(["verify", "--all-fixed", "--as-of", TODAY]).expect_code(0).warns("記録したページはありません");
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(0);
    site.write("content/feature.md", text(&site, "content/feature.md") + "追記\n");
    site.run(["verify", "--all-fixed", "--as-of", TODAY]).expect_code(0).says("content/old.md").warns("content/feature.md");
    assert!(text(&site, "content/old.md").contains("2026.47"));
    assert!(text(&site, "content/new.md").contains("2026.46"), "it was not edited");
    assert!(text(&site, "content/feature.md").contains("2026.46"), "the change of its feature is for a person");
}

#[test]
fn check_is_never_moved_back_nor_ahead_of_a_release() {
    let planned = record("2026.48", "2026-11-20", "a", "b").replace("title:", "status: planned\ntitle:");
    let site = site()
        .file("content/done.md", "---\ntitle: 済み\nverified: \"2026.47\"\n---\n本文\n")
        .file("content/releases/2026.48.md", planned)
        .file("content/releases/2026.49.md", record("2026.49", "2026-12-02", "c", "d"));
    let before = files(&site.path(""));
    let verify = |release| site.run(["verify", "content/done.md", "--as", "right", "--release", release, "--as-of", TODAY]);
    verify("2026.46").expect_code(1).warns("2026.47 まで確かめてある").warns("verified");
    verify("2026.48").expect_code(2).warns("released");
    verify("2026.49").expect_code(2).warns("2026-12-02");
    verify("2026-12-01").expect_code(2).warns("これから来る日");
    assert_eq!(files(&site.path("")), before);
    verify("2026.47").expect_code(0);
}

#[test]
fn old_texts_that_are_right_all_the_same_are_named() {
    let site = site();
    let run = site.run(["verify", "content/old.md", "--as", "right", "--as-of", TODAY]);
    run.expect_code(0).says("2026.47").warns("［CSV出力］（6行目）");
}

#[test]
fn each_page_takes_its_own_answer_in_the_order_they_are_named() {
    let site = site();
    let run = site.run(["verify", "content/old.md", "content/new.md", "--as", "right", "--as", "updated", "--as-of", TODAY]);
    run.expect_code(0).says("content/old.md").says("content/new.md");
    let site = self::site();
    site.run(["verify", "content/old.md", "content/new.md", "--as", "updated", "--as", "right", "--as-of", TODAY]).expect_code(1);
    assert!(text(&site, "content/old.md").contains("2026.46") && text(&site, "content/new.md").contains("2026.47"));
}
