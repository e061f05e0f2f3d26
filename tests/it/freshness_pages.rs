//! What readers see of releases: notices, hints behind old labels, stamps, and the release's own list of pages.

use crate::fixture;
use crate::site::{Run, SiteTest, TODAY};

const CANARY: &str = "カナリア4402";

/// A release of 18 November renames a button and changes a screen; pages of all kinds were checked before.
pub const SITE: &str = "
-- shirube.toml --
base_url = \"https://help.example.com\"
languages = [\"ja\", \"en\"]
-- content/index.md --
# ヘルプ
-- content/index.en.md --
# Help
-- content/billing/index.md --
---
title: 請求書
verified: 2026.46
features: [invoice.export]
---
請求書のこと。
-- content/billing/export.md --
---
title: CSVで書き出す
id: export
owner: sakaki
verified: 2026.46
screens: [invoices/list]
---
右上の［CSV出力］を押します。次に「CSV出力」の画面で**CSV出力**を選び、`CSV出力`と打ちます。

設定 → CSV出力 の順に開きます。

二行に
わたる「CSV出力」もあります。

```text
CSV出力
```
-- content/billing/export.en.md --
---
title: Export as CSV
verified: 2026.46
---
Press [the link](export.md) and **Export CSV**.
-- content/billing/about.md --
---
title: 一覧の見かた
verified: 2026.46
screens: [invoices/list]
---
名前は引いていません。
-- content/billing/fresh.md --
---
title: 直したページ
verified: 2026.47
screens: [invoices/list]
---
［CSV出力］は昔の名前です。
-- content/billing/pro.md --
---
title: プロの画面
verified: 2026.46
plans: [pro]
features: [invoice.lite]
---
本文
-- content/faq/csv.md --
---
title: CSVはどこですか
verified: 2026.46
---
［CSV出力］です。
-- content/webinars/export.md --
---
title: 書き出しの使いかた
date: 2026-10-01
features: [invoice.export]
---
録画です。
-- content/webinars/still.md --
---
title: 今も正しい録画
date: 2026-10-01
verified: 2026.47
features: [invoice.export]
---
録画です。
-- guides/small/index.md --
---
title: 小さな会社
verified: 2026.46
features: [invoice.export]
phases: [{id: prepare, title: 準備, step: initial-setup, tasks: [export]}]
---
本文
-- guides/tasks/export.md --
---
title: 書き出してみる
verified: 2026.46
done_when: [ファイルができている]
---
［CSV出力］を押します。
-- content/releases/2026.46.md --
---
release: 2026.46
date: 2026-11-11
title: 前の週
---
-- content/releases/2026.47.md --
---
release: 2026.47
date: 2026-11-18
title: 一覧を見やすく
changes:
  - kind: renamed
    feature: invoice.export
    screen: invoices/list
    label: {from: CSV出力, to: CSVダウンロード}
    labels: {en: {from: Export CSV, to: Download CSV}}
    summary: ボタンの名前を変えました。
  - kind: fixed
    screen: invoices/list
    impact: minor
    summary: 影の色を直しました。
  - kind: changed
    screen: invoices/list
    rollout: 2026-12-01
    summary: 順に届く変更です。
  - kind: changed
    feature: invoice.lite
    plans: [lite]
    summary: ライトだけの変更です。
---
";

fn site() -> SiteTest {
    fixture::site(SITE).built()
}

fn built_on(site: &SiteTest, day: &str) {
    site.run(["build", "--format", "json", "--as-of", day]).expect_code(0).finds_nothing();
}

pub fn staff(site: &SiteTest) -> Run {
    site.run(["build", "--format", "json", "--audience", "internal", "--as-of", TODAY])
}

#[test]
fn outdated_page_says_what_changed_and_leads_to_the_release() {
    let site = site();
    let page = site.page("/billing/export/");
    page.count(".notice", 1)
        .has_text(".notice.is-old h2", "このページは、リリース 2026.47（11月18日）の変更をまだ反映していません")
        .has_text(".notice li", "ボタンの名前を変えました。")
        .has_text(".notice del", "CSV出力")
        .has_text(".notice ins", "［CSVダウンロード］")
        .links_to("/releases/2026.47/");
    assert_eq!(page.all(".notice li").len(), 1, "no minor change, none that has not reached everyone");
}

#[test]
fn page_of_any_kind_carries_its_notice() {
    let site = site();
    for (address, state) in [
        ("/billing/", "hit"),
        ("/billing/about/", "hit"),
        ("/faq/csv/", "old"),
        ("/guides/small/", "hit"),
        ("/guides/small/export/", "old"),
        ("/webinars/export/", "hit"),
        ("/en/billing/export/", "old"),
    ] {
        site.page(address).count(&format!(".notice.is-{state}"), 1);
    }
    for address in ["/", "/billing/fresh/", "/billing/pro/", "/webinars/still/", "/releases/2026.47/"] {
        site.page(address).count(".notice", 0);
    }
}

#[test]
fn notice_comes_on_the_day_of_the_release_and_later_parts_on_theirs() {
    let site = fixture::site(SITE);
    built_on(&site, "2026-11-17");
    for (path, bytes) in site.public() {
        let text = String::from_utf8_lossy(&bytes);
        let told = text.contains("notice is-") || text.contains("ui-now") || text.contains("CSVダウンロード");
        assert!(!path.ends_with(".html") || !told, "{path} knows of the release before its day");
    }
    built_on(&site, "2026-11-18");
    site.page("/billing/export/").count(".notice", 1);
    built_on(&site, "2026-12-01");
    site.page("/billing/about/").has_text(".notice li", "順に届く変更です。");
}

#[test]
fn notice_in_another_language_marks_the_language_of_its_words() {
    let page = site().page("/en/billing/export/");
    page.has_text(".notice h2", "This page does not show the changes of release 2026.47 (November 18) yet")
        .has_text(".notice ins", "[Download CSV]")
        .has_text(".notice li [lang=ja]", "ボタンの名前を変えました。")
        .has_text(".ui-now", "now [Download CSV]");
    let own = site();
    own.page("/billing/export/").count(".notice [lang]", 0);
}

#[test]
fn translated_record_tells_its_changes_in_its_own_words() {
    let site = fixture::site(SITE).file(
        "content/releases/2026.47.en.md",
        "---\ntitle: A clearer list\nchanges:\n  - kind: renamed\n    summary: The button has a new name.\n---\n",
    );
    site.build();
    let page = site.page("/en/billing/export/");
    page.has_text(".notice li", "The button has a new name.").count(".notice [lang]", 0).links_to("/en/releases/2026.47/");
}

#[test]
fn old_label_stays_and_what_it_is_now_stands_behind_it() {
    let site = site();
    let page = site.page("/billing/export/");
    assert_eq!(page.all(".article-body .ui-old"), ["［CSV出力］", "CSV出力", "CSV出力", "CSV出力", "CSV出力", "CSV出力"]);
    assert_eq!(page.all(".article-body .ui-now"), ["（今は［CSVダウンロード］）"; 6]);
    let text = page.all(".article-body p");
    assert_eq!(
        text[0],
        "右上の［CSV出力］（今は［CSVダウンロード］）を押します。次に「CSV出力」（今は［CSVダウンロード］）の画面でCSV出力（今は［CSVダウンロード］）を選び、CSV出力（今は［CSVダウンロード］）と打ちます。"
    );
    assert_eq!(text[1], "設定 → CSV出力（今は［CSVダウンロード］） の順に開きます。");
    assert_eq!(text[2], "二行にわたる「CSV出力」（今は［CSVダウンロード］）もあります。");
    page.count("pre .ui-now", 0).count(".article-body code.ui-old", 1);
    site.page("/billing/fresh/").count(".ui-now", 0);
}

#[test]
fn hint_is_only_in_the_text() {
    let site = site();
    let page = site.page("/faq/csv/");
    for content in page.attributes("meta[name=description]", "content") {
        assert!(!content.contains("今は"), "{content}");
    }
    let task = site.page("/guides/small/export/");
    task.count(".article-body .ui-now", 1);
    for (path, bytes) in site.public().iter().filter(|(path, _)| !path.ends_with(".html") && !path.starts_with("assets/")) {
        assert!(!String::from_utf8_lossy(bytes).contains("今は"), "{path}");
    }
}

#[test]
fn label_that_is_gone_is_said_to_be_gone() {
    let record = "---\nrelease: \"2\"\ndate: 2026-11-18\nchanges:\n  - {kind: removed, label: {from: 一括印刷}, summary: 一括印刷を終えました。}\n---\n";
    let site = SiteTest::with_config("[freshness]\nbaseline_release = \"1\"\n")
        .file("content/releases/1.md", "---\nrelease: \"1\"\ndate: 2026-11-11\n---\n前\n")
        .file("content/releases/2.md", record)
        .file("content/p.md", "# 印刷\n［一括印刷］を押します。\n");
    site.build();
    site.page("/p/")
        .has_text(".article-body p", "［一括印刷］（今はありません）を押します。")
        .has_text(".notice .was-now", "なくなりました")
        .count(".stamp", 0);
}

#[test]
fn label_renamed_twice_is_told_by_its_last_name_once() {
    let record = |name: &str, day: &str, from: &str, to: &str| {
        format!(
            "---\nrelease: \"{name}\"\ndate: {day}\nchanges:\n  - {{kind: renamed, screen: list, label: {{from: {from}, to: {to}}}, summary: 名前を{to}に変えました。}}\n---\n"
        )
    };
    let site = SiteTest::with_config("")
        .file("content/releases/1.md", "---\nrelease: \"1\"\ndate: 2026-11-01\n---\n前\n")
        .file("content/releases/2.md", record("2", "2026-11-08", "出力", "書き出し"))
        .file("content/releases/3.md", record("3", "2026-11-15", "書き出し", "ダウンロード"))
        .file("content/p.md", "---\ntitle: 題名\nverified: \"1\"\nscreens: [list]\n---\n［出力］を押します。\n");
    site.build();
    let page = site.page("/p/");
    assert_eq!(page.all(".notice li"), ["名前をダウンロードに変えました。これまで：［出力］これから：［ダウンロード］"]);
    page.has_text(".notice h2", "リリース 3（11月15日）").has_text(".ui-now", "今は［ダウンロード］");
}

#[test]
fn three_changes_are_told_newest_first_and_the_rest_is_counted() {
    let mut site = SiteTest::with_config("").file("content/releases/1.md", "---\nrelease: \"1\"\ndate: 2026-10-01\n---\n前\n");
    for number in 2..7 {
        let record = format!(
            "---\nrelease: \"{number}\"\ndate: 2026-11-0{number}\nchanges:\n  - {{kind: changed, screen: list, summary: 変更{number}}}\n---\n"
        );
        site = site.file(&format!("content/releases/{number}.md"), record);
    }
    let site = site.file("content/p.md", "---\ntitle: 題名\nverified: \"1\"\nscreens: [list]\n---\n本文\n");
    site.build();
    let page = site.page("/p/");
    assert_eq!(page.all(".notice li"), ["変更6 （6）", "変更5 （5）", "変更4 （4）", "ほか2件"]);
    page.has_text(".notice h2", "リリース 6（11月6日）までに、このページに関わる変更がありました");
}

#[test]
fn site_decides_how_far_readers_are_told() {
    let with = |notice: &str| {
        let config = format!("languages = [\"ja\", \"en\"]\n[freshness]\nnotice = \"{notice}\"\n");
        let site = fixture::site(SITE).file("shirube.toml", config);
        site.build();
        site
    };
    let outdated = with("outdated");
    outdated.page("/billing/export/").count(".notice", 1).count(".ui-now", 6);
    outdated.page("/billing/about/").count(".notice", 0);
    let off = with("off");
    off.page("/billing/export/").count(".notice", 0).count(".ui-now", 0).count(".ui-old", 0);
    off.page("/billing/").count(".leads .state", 0);
}

#[test]
fn lists_mark_outdated_pages() {
    let site = site();
    assert_eq!(site.page("/billing/").all(".leads li:has(.state) a > span"), ["CSVで書き出す 古い記述あり"]);
    site.page("/faq/").has_text(".leads .state.is-old", "古い記述あり");
    site.page("/").has_text(".leads .state.is-old", "古い記述あり");
}

#[test]
fn stamp_says_when_the_page_itself_was_checked() {
    let site = site();
    site.page("/billing/fresh/")
        .has_text(".stampline p", "リリース 2026.47 で確認済み（2026年11月18日）")
        .count(".stamp[class*=is-]", 0);
    site.page("/billing/export/").count(".stamp.is-old", 1).has_text(".stampline p", "リリース 2026.46 で確認済み");
    site.page("/webinars/export/").count(".stamp", 0);
}

#[test]
fn release_lists_pages_that_came_were_touched_and_checked() {
    let page = site().page("/releases/2026.47/");
    page.has_text("section[aria-labelledby=_touched] li", "CSVで書き出す")
        .has_text("section[aria-labelledby=_touched] li", "CSVはどこですか")
        .has_text("section[aria-labelledby=_checked] li", "直したページ");
}

/// Changes that are not for the readers of the public site, or not yet.
fn with_hidden_changes() -> SiteTest {
    let record = |front: &str, change: &str| {
        format!(
            "---\n{front}\nchanges:\n  - {{kind: renamed, screen: list, label: {{from: 出力, to: {CANARY}}}, summary: {CANARY}{change}}}\n---\n"
        )
    };
    SiteTest::with_config("[audiences]\npartner = \"パートナー\"\n")
        .file("content/releases/1.md", "---\nrelease: \"1\"\ndate: 2026-11-01\n---\n前\n")
        .file("content/releases/2.md", record("release: \"2\"\ndate: 2026-11-02", ", audience: [internal]"))
        .file("content/releases/3.md", record("release: \"3\"\ndate: 2026-11-03\naudience: internal", ""))
        .file("content/releases/4.md", record("release: \"4\"\ndate: 2026-11-04\ndraft: true", ""))
        .file("content/releases/5.md", record("release: \"5\"\ndate: 2026-11-05\nstatus: withdrawn", ", audience: [internal]"))
        .file("content/releases/6.md", record("release: \"6\"\ndate: 2026-11-06\nstatus: planned", ""))
        .file("content/releases/7.md", record("release: \"7\"\ndate: 2026-12-24", ""))
        .file("content/releases/8.md", record("release: \"8\"\ndate: 2026-11-08", ", audience: [partner]"))
        .file("content/p.md", "---\ntitle: 題名\nverified: \"1\"\nscreens: [list]\n---\n［出力］を押します。\n")
        .file("content/q.md", "---\ntitle: 先に確かめた\nverified: \"6\"\nscreens: [list]\n---\n本文\n")
}

#[test]
fn nothing_of_changes_for_others_is_in_the_public_tree() {
    let site = with_hidden_changes();
    site.build();
    site.page("/p/").count(".notice", 0).count(".ui-now", 0);
    for (path, bytes) in site.public() {
        assert!(!String::from_utf8_lossy(&bytes).contains(CANARY), "{path}");
    }
    site.run(["build", "--audience", "partner", "--as-of", TODAY]);
    site.page_of("public-partner", "/p/").count(".notice", 1).has_text(".ui-now", CANARY);
    staff(&site);
    site.page_of("staff", "/p/").count(".notice", 1);
}

#[test]
fn net_effect_ends_at_what_readers_know() {
    let record = |name: &str, from: &str, to: &str, more: &str| {
        format!(
            "---\nrelease: \"{name}\"\ndate: 2026-11-0{name}\nchanges:\n  - {{kind: renamed, screen: list, label: {{from: {from}, to: {to}}}{more}}}\n---\n"
        )
    };
    let site = SiteTest::with_config("")
        .file("content/releases/1.md", "---\nrelease: \"1\"\ndate: 2026-11-01\n---\n前\n")
        .file("content/releases/2.md", record("2", "出力", "書き出し", ""))
        .file("content/releases/3.md", record("3", "書き出し", CANARY, ", audience: [internal]"))
        .file("content/p.md", "---\ntitle: 題名\nverified: \"1\"\n---\n［出力］を押します。\n");
    site.build();
    site.page("/p/").has_text(".ui-now", "今は［書き出し］").lacks(CANARY);
    staff(&site);
    site.page_of("staff", "/p/").has_text(".ui-now", CANARY);
}
