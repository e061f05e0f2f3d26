//! Onboarding: tracks over shared tasks, groups, steps, and the questions on a task's page.

use crate::fixture;
use crate::site::SiteTest;

const ONBOARDING: &str = "
-- shirube.toml --
base_url = \"https://help.example.com\"
-- content/index.md --
# ヘルプ
-- content/faq/csv.md --
---
title: 文字化けします
step: initial-setup/import
---
文字コードを選び直します。
-- content/members.md --
---
title: メンバーの役割
step: initial-setup
---
本文
-- guides/small/index.md --
---
title: 小さな会社
order: 1
asks: [{id: import, question: 取引先のデータはありますか, options: {csv: あります, none: ありません}}]
phases:
  - {id: prepare, title: 準備, step: initial-setup, tasks: [members, {task: import, when: \"import=csv\"}]}
  - {id: run, title: 運用, step: first-round, tasks: [{group: safety}, {task: logo, optional: true}]}
---
-- guides/large/index.md --
---
title: 大きな会社
order: 2
phases:
  - {id: prepare, title: 準備, step: initial-setup, tasks: [import, {group: safety}]}
---
-- guides/groups/safety.md --
---
title: 安全に使う
tasks: [sso, two-step]
---
-- guides/tasks/members.md --
---
title: メンバーを招待する
minutes: 10
done_when: [一覧に名前が出ている]
---
## 手順
-- guides/tasks/import.md --
---
title: 取引先を取り込む
requires: [members]
why: 入力の手間がなくなります
---
本文
-- guides/tasks/sso.md --
# 一度のサインインで入る
-- guides/tasks/two-step.md --
# 二段階で確かめる
-- guides/tasks/logo.md --
# ロゴを入れる
";

fn onboarding() -> SiteTest {
    fixture::site(ONBOARDING)
}

#[test]
fn task_stands_in_each_track_and_is_canonical_in_the_first() {
    let site = onboarding().built();
    for track in ["small", "large"] {
        let page = site.page(&format!("/guides/{track}/import/"));
        page.one_h1("取引先を取り込む").has_text(".why", "入力の手間がなくなります");
        assert_eq!(page.canonical().as_deref(), Some("https://help.example.com/guides/small/import/"));
    }
    let sitemap = site.text("sitemap.xml");
    assert!(sitemap.contains("/guides/small/import/") && !sitemap.contains("/guides/large/import/"), "{sitemap}");
    assert_eq!(site.page("/guides/large/sso/").canonical().as_deref(), Some("https://help.example.com/guides/small/sso/"));
}

#[test]
fn groups_are_opened_in_their_place() {
    let site = onboarding().built();
    let tasks =
        |track: &str| -> Vec<String> { site.page(&format!("/guides/{track}/")).attributes("main .rail > li > a", "href") };
    let expected = ["members", "import", "sso", "two-step", "logo"].map(|task| format!("/guides/small/{task}/"));
    assert_eq!(tasks("small"), expected);
    assert_eq!(tasks("large"), ["import", "sso", "two-step"].map(|task| format!("/guides/large/{task}/")));
}

#[test]
fn next_task_is_the_tracks_own() {
    let site = onboarding().built();
    let around = |address: &str| {
        let page = site.page(address);
        (page.attributes("a[rel=prev]", "href").concat(), page.attributes("a[rel=next]", "href").concat())
    };
    assert_eq!(around("/guides/small/import/"), ("/guides/small/members/".to_owned(), "/guides/small/sso/".to_owned()));
    assert_eq!(around("/guides/large/import/"), (String::new(), "/guides/large/sso/".to_owned()));
}

#[test]
fn question_stands_on_its_tasks_page_in_every_track() {
    let site = onboarding().built();
    for track in ["small", "large"] {
        site.page(&format!("/guides/{track}/import/")).has_text("main", "文字化けします").links_to("/faq/csv/");
    }
    site.page("/guides/small/members/").lacks("文字化けします");
}

#[test]
fn task_shows_what_is_needed_and_when_it_worked() {
    let site = onboarding().built();
    site.page("/guides/small/import/").links_to("/guides/small/members/");
    site.page("/guides/small/members/").has_text(".worked", "一覧に名前が出ている").has_text(".facts", "10");
}

#[test]
fn task_that_depends_on_an_answer_says_so() {
    let site = onboarding().built();
    site.page("/guides/small/").has_text(".stop-more", "取引先のデータはありますか").has_text(".stop-more", "あります");
}

#[test]
fn step_lists_everything_tagged_with_it() {
    let site = onboarding().built();
    let step = site.page("/guides/steps/initial-setup/");
    for link in ["/members/", "/faq/csv/", "/guides/small/members/", "/guides/small/import/"] {
        step.links_to(link);
    }
    step.has_no_link_to("/guides/small/logo/");
}

#[test]
fn task_twice_in_one_track_is_refused() {
    let site = onboarding();
    site.write(
        "guides/large/index.md",
        "---\ntitle: 大きな会社\nphases:\n  - {id: a, step: kickoff, tasks: [sso, {group: safety}]}\n---\n",
    );
    let codes: Vec<_> = site.build().expect_code(1).findings().into_iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["duplicate-address"]);
}

#[test]
fn renamed_tasks_id_is_its_address() {
    let site = onboarding();
    site.write("guides/tasks/logo.md", "---\nid: logo\ntitle: ロゴを入れる\n---\n本文\n");
    site.build().expect_code(0);
    site.page("/a/logo/").links_to("/guides/small/logo/");
}
