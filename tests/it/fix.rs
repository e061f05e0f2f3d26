//! `shirube fix`: exactly the spans that leave no choice are replaced, and no other byte.

use crate::site::{SiteTest, TODAY, files};

const RELEASE: &str = "---
release: 2026.47
date: 2026-11-18
title: 名前を変えました
changes:
  - kind: renamed
    label: {from: CSV出力, to: CSVダウンロード}
    summary: ボタンの名前を変えました。
---
本文です。
";

/// One release that renamed a label from one text to another.
fn renamed(from: &str, to: &str) -> SiteTest {
    let record = format!(
        "---\nrelease: 2026.47\ndate: 2026-11-18\ntitle: 名前\nchanges:\n  - kind: renamed\n    label: {{from: '{from}', to: '{to}'}}\n---\n本文です。\n"
    );
    SiteTest::with_config("[freshness]\nbaseline_release = \"2026.46\"\n")
        .file("content/releases/2026.46.md", "---\nrelease: 2026.46\ndate: 2026-11-11\ntitle: 前\n---\n本文です。\n")
        .file("content/releases/2026.47.md", record)
}

/// Bodies that quote a label (`{}`), each in a form of its own, with the same words unmarked beside it.
const BODIES: [&str; 10] = [
    "右上の［{}］を押します。CSV出力とは別の話です。\n",
    "**［{}］**を押すと、CSV出力が始まります。\n",
    "**{}**を押します。\n\n- CSV出力\n- 「{}」\n",
    "一覧の「{}」から書き出します。CSV出力の手順も読めます。\n",
    "`{}`を選びます。\n\n```\n［CSV出力］\n```\n",
    "設定 → {} → 保存 の順に開きます。\n",
    "| ボタン | はたらき |\n|---|---|\n| ［{}］ | 書き出す |\n| 「{}」 | \\|も書ける |\n",
    ":ui[{}]を押します。&amp; も使えます。\n",
    "1. ［{}］を押す\n   1. 『{}』が出る\n\n> 「{}ボタン」のことです。\n",
    "長い文を途中で折り返して、\n［{}］を押したり、**{}**を選んだり\nします。\n",
];

/// The 40 pages with a text for the label: in Unix and Windows line ends, with and without a byte order mark.
fn pages(label: &str) -> Vec<(String, String)> {
    (0..40)
        .map(|number| {
            let body = BODIES[number % BODIES.len()].replace("{}", label);
            let text =
                format!("---\ntitle: '手順 {number}' # CSV出力のページ\nverified: 2026.46\ntags:   [a,  b]\n---\n{body}\n\n");
            let text = if (number / 10) % 2 == 1 { text.replace('\n', "\r\n") } else { text };
            let text = if number >= 20 { format!("\u{feff}{text}") } else { text };
            (format!("content/billing/p{number}.md"), text)
        })
        .collect()
}

fn forty() -> SiteTest {
    let site = renamed("CSV出力", "CSVダウンロード");
    for (path, text) in pages("CSV出力") {
        site.write(&path, text);
    }
    site
}

#[test]
fn rename_on_forty_pages_changes_those_spans_and_no_other_byte() {
    let site = forty();
    let mut expected = files(&site.path(""));
    site.run(["fix", "--as-of", TODAY]).expect_code(0).says("+右上の［CSVダウンロード］").warns("--write");
    assert_eq!(files(&site.path("")), expected, "without --write nothing is written");
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(0).says("content/billing/p39.md");
    for (path, text) in pages("CSVダウンロード") {
        expected.insert(path, text.into_bytes());
    }
    let now = files(&site.path(""));
    for (path, bytes) in &expected {
        let (now, bytes) = (now.get(path).map(|now| String::from_utf8_lossy(now)), String::from_utf8_lossy(bytes));
        assert_eq!(now.as_deref(), Some(&*bytes), "{path}");
    }
    assert_eq!(now, expected);
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(0).warns("自動で直せるものはありません");
    assert_eq!(files(&site.path("")), expected, "a second run changes nothing");
    site.run(["freshness", "--as-of", TODAY, "--fail-on", "error"]).expect_code(0);
}

#[test]
fn only_the_pages_named_are_mended_and_the_name_may_start_anywhere() {
    let site = forty();
    site.run(["fix", "content/billing/p3.md", "--write", "--as-of", TODAY]).expect_code(0);
    let root = site.path("");
    let run = crate::site::Run::of(
        crate::site::shirube()
            .args(["fix", "p13.md", "--root", "../..", "--write", "--as-of", TODAY])
            .current_dir(root.join("content/billing")),
    );
    run.expect_code(0).says("p13.md");
    let new: Vec<(String, String)> = pages("CSVダウンロード");
    let is_new = |number: usize| files(&root)[&new[number].0] == new[number].1.as_bytes();
    assert_eq!((0..40).filter(|number| is_new(*number)).collect::<Vec<_>>(), [3, 13]);
    site.run(["fix", "content/billing/p99.md"]).expect_code(2).warns("ありません");
    site.run(["fix", "content/biling/p3.md"]).expect_code(2).warns("content/billing/p3.md");
}

#[test]
fn label_in_a_snippet_is_mended_once_though_several_pages_include_it() {
    let site = renamed("CSV出力", "CSVダウンロード").file("snippets/export.md", "［CSV出力］を押します。\n");
    for name in ["a", "b", "c"] {
        site.write(
            &format!("content/{name}.md"),
            format!("---\ntitle: {name}\nverified: 2026.46\n---\n:include[snippets/export.md]\n"),
        );
    }
    site.run(["fix", "content/b.md", "--write", "--as-of", TODAY]).expect_code(0).says("snippets/export.md");
    let text = files(&site.path(""))["snippets/export.md"].clone();
    assert_eq!(String::from_utf8(text).unwrap(), "［CSVダウンロード］を押します。\n");
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(0).warns("自動で直せるものはありません");
}

#[test]
fn new_text_with_signs_is_escaped_where_that_keeps_its_meaning_and_left_where_nothing_does() {
    let body = "［出力］を押すか、**出力**か「出力」を選びます。\n\n| a | b |\n|---|---|\n| ［出力］ | `出力` |\n";
    let page = |body: &str| format!("---\ntitle: 題名\nverified: 2026.46\n---\n{body}");
    let site = renamed("出力", "PDF|CSV *全部*").file("content/p.md", page(body));
    let run = site.run(["fix", "--write", "--as-of", TODAY]);
    let text = String::from_utf8(files(&site.path(""))["content/p.md"].clone()).unwrap();
    if run.stderr.contains("そのまま書くと") {
        run.expect_code(1);
        assert_eq!(text, page(body), "a file is mended as a whole or not at all");
    } else {
        site.run(["build", "--as-of", TODAY]);
        assert_eq!(site.page("/p/").all("main").concat().matches("PDF|CSV *全部*").count(), 5, "{text}");
    }
    let hopeless = renamed("出力", "［出力］］").file("content/p.md", page("［出力］を押します。\n"));
    hopeless.run(["fix", "--write", "--as-of", TODAY]).expect_code(1).warns("5行目");
    let text = String::from_utf8(files(&hopeless.path(""))["content/p.md"].clone()).unwrap();
    assert_eq!(text, page("［出力］を押します。\n"));
}

#[test]
fn sentence_with_an_entity_around_a_label_is_never_replaced_as_a_whole() {
    let page = "---\ntitle: 題名\nverified: 2026.46\n---\n検索 &amp; 書き出し。「CSV出力」を押して、終わるまで待ちます。\n";
    let site = renamed("CSV出力", "CSVダウンロード").file("content/p.md", page);
    site.run(["fix", "--write", "--as-of", TODAY]);
    let text = String::from_utf8(files(&site.path(""))["content/p.md"].clone()).unwrap();
    assert!(text == page || text == page.replace("CSV出力", "CSVダウンロード"), "{text}");
}

#[test]
fn moved_links_known_keys_and_words_of_a_choice_are_mended_and_names_of_people_are_not() {
    let site = SiteTest::with_config("[[owners]]\nid = \"sakaki\"\nname = \"榊\"\n")
        .file("content/account/reset-password.md", "---\ntitle: 再設定\nid: reset\n---\n[次](../other/list-clients.md)\n")
        .file("content/list-clients.md", "---\ntitle: 一覧\nid: list\ntpye: howto\nowner: sakkaki\n---\n[x](account/reset-pasword.md)\n[y](account/none-at-all.md)\n")
        .file("content/c.md", "---\ntitle: 型\nid: c\ntype: howtoo\nverified: 2026.4\n---\n本文\n")
        .file("content/releases/2026.47.md", RELEASE);
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(0);
    let now = files(&site.path(""));
    let text = |path: &str| String::from_utf8(now[path].clone()).unwrap();
    assert!(text("content/account/reset-password.md").contains("[次](../list-clients.md)"));
    let list = text("content/list-clients.md");
    assert!(list.contains("\ntype: howto\n") && list.contains("owner: sakkaki"), "{list}");
    assert!(list.contains("[x](account/reset-password.md)") && list.contains("none-at-all.md"), "{list}");
    let choice = text("content/c.md");
    assert!(choice.contains("type: howto\n") && choice.contains("verified: 2026.4\n"), "{choice}");
}

#[test]
fn what_is_put_off_is_told_and_not_mended() {
    let snooze = "[[snooze]]\ncode = \"outdated-label\"\npage = \"content/a.md\"\nreason = \"来週\"\nuntil = 2026-12-02\n";
    let site = renamed("CSV出力", "CSVダウンロード")
        .file("content/a.md", "---\nid: a\n---\n［CSV出力］\n")
        .file("data/snoozes.toml", snooze);
    let run = site.run(["fix", "content/a.md", "--as-of", TODAY]);
    run.expect_code(0).warns("先送り中の1件（12月2日まで）は直していません");
    assert!(!run.stderr.contains("自動で直せる"), "{}", run.stderr);
}

#[test]
fn key_that_is_there_already_is_not_written_twice() {
    let page = "---\ntitle: 題名\nid: p\ntype: howto\ntpye: faq\n---\n本文\n";
    let site = SiteTest::with_config("").file("content/p.md", page);
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(1).warns("content/p.md");
    assert_eq!(files(&site.path(""))["content/p.md"], page.as_bytes());
}

#[test]
fn ids_are_offered_and_written_only_when_asked_for() {
    let site = SiteTest::with_config("")
        .file("content/billing/export.md", "---\r\ntitle: 書き出す\r\n---\r\n本文\r\n")
        .file("content/clients/export.md", "# 別の書き出す\n\n本文\n")
        .file("content/請求.md", "---\ntitle: 請求\n---\n本文\n")
        .file("content/known.md", "---\ntitle: 済\nid: known\n---\n本文\n");
    let before = files(&site.path(""));
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(0).warns("--ids");
    assert_eq!(files(&site.path("")), before);
    site.run(["fix", "--ids", "--write", "--as-of", TODAY]).expect_code(0);
    let now = files(&site.path(""));
    let text = |path: &str| String::from_utf8(now[path].clone()).unwrap();
    assert_eq!(text("content/billing/export.md"), "---\r\ntitle: 書き出す\r\nid: export\r\n---\r\n本文\r\n");
    assert_eq!(text("content/clients/export.md"), "---\nid: clients-export\n---\n\n# 別の書き出す\n\n本文\n");
    assert!(text("content/請求.md").contains("\nid: page-"));
    assert_eq!(now["content/known.md"], before["content/known.md"]);
    site.run(["fix", "--ids", "--write", "--as-of", TODAY]).expect_code(0);
    assert_eq!(files(&site.path("")), now);
    site.check().expect_code(0);
}

#[test]
fn fixing_never_sets_verified_and_a_planned_release_can_be_prepared() {
    let site = renamed("CSV出力", "CSVダウンロード")
        .file(
            "content/releases/2026.48.md",
            RELEASE
                .replace("2026.47", "2026.48")
                .replace("2026-11-18", "2026-12-02")
                .replace("CSV出力", "保存")
                .replace("CSVダウンロード", "登録"),
        )
        .file("content/p.md", "---\ntitle: 題名\nverified: 2026.47\n---\n［保存］を押します。\n");
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(0).warns("自動で直せるものはありません");
    site.run(["fix", "--release", "2026.48", "--write", "--as-of", TODAY]).expect_code(0);
    let text = String::from_utf8(files(&site.path(""))["content/p.md"].clone()).unwrap();
    assert_eq!(text, "---\ntitle: 題名\nverified: 2026.47\n---\n［登録］を押します。\n");
    site.run(["fix", "--release", "2026.4", "--as-of", TODAY]).expect_code(2).warns("2026.4");
}

#[test]
fn heading_that_reads_otherwise_tells_of_links_to_it() {
    let site = renamed("CSV出力", "CSVダウンロード")
        .file("content/p.md", "---\ntitle: 題名\nverified: 2026.46\n---\n## ［CSV出力］で書き出す\n本文\n")
        .file("content/q.md", "---\ntitle: 別\nverified: 2026.47\n---\n[書き出す](p.md#csv出力で書き出す)\n");
    site.check().expect_code(0);
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(0).warns("content/q.md");
}

#[test]
fn labels_in_titles_and_in_the_names_of_boxes_are_mended_in_their_own_quotes() {
    let page = |label: &str, single: &str| {
        format!(
            "---\ntitle: '［{single}］を使う'\ndescription: ［{label}］の説明 # 注\nverified: 2026.46\n---\n:::note ［{label}］について\n［{label}］です。\n:::\n"
        )
    };
    let site = renamed("CSV出力", "CSVダウンロード").file("content/p.md", page("CSV出力", "CSV出力"));
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(0);
    let text = |site: &SiteTest| String::from_utf8(files(&site.path(""))["content/p.md"].clone()).unwrap();
    assert_eq!(text(&site), page("CSVダウンロード", "CSVダウンロード"));
    let site = renamed("CSV出力", "It''s CSV").file("content/p.md", page("CSV出力", "CSV出力"));
    site.run(["fix", "--write", "--as-of", TODAY]).expect_code(0);
    assert_eq!(text(&site), page("It's CSV", "It''s CSV"));
    let site = renamed("CSV出力", "CSV: #1 を").file("content/p.md", page("CSV出力", "CSV出力"));
    let before = text(&site);
    site.run(["fix", "--write", "--as-of", TODAY]);
    assert!(text(&site) == before || site.check().findings().is_empty(), "{}", text(&site));
}
