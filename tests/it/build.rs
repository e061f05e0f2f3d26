//! `shirube build`: what is written, and when nothing is.

use crate::fixture;
use crate::site::{SiteTest, TODAY};

#[test]
fn folder_of_plain_markdown_is_a_site() {
    let site = SiteTest::new()
        .file("content/setup/members.md", "# メンバーを招待する\n\n［招待］を押します。[次](../export.md)\n")
        .file("content/export.md", "# CSVを出力する\n")
        .built();
    site.page("/").links_to("/export/").links_to("/setup/");
    site.page("/setup/").links_to("/setup/members/");
    site.page("/setup/members/")
        .one_h1("メンバーを招待する")
        .links_to("/export/")
        .has_text(".article-body", "［招待］を押します。");
    assert!(site.has("404.html"));
}

#[test]
fn empty_configuration_is_a_site() {
    SiteTest::with_config("").file("content/p.md", "# 題名\n").built().page("/p/").one_h1("題名");
}

#[test]
fn unknown_key_is_a_warning_and_the_site_is_built() {
    let site =
        fixture::site("-- shirube.toml --\ntitel = \"x\"\n-- content/p.md --\n---\ntitle: 題名\nverifed: 1\n---\n本文。\n");
    site.build().expect_code(0).finds("unknown-key", "shirube.toml", 1, 1).finds("unknown-key", "content/p.md", 3, 1);
    site.page("/p/").one_h1("題名");
    site.run(["build", "--fail-on", "warning", "--as-of", TODAY]).expect_code(1);
}

#[test]
fn broken_link_becomes_plain_text_and_exits_1() {
    let site = SiteTest::new().file("content/p.md", "# 題名\n[まだない**頁**](none.md)です。\n");
    site.build().expect_code(1).finds("broken-link", "content/p.md", 2, 13);
    site.page("/p/").has_text(".article-body", "まだない頁です。").count(".article-body a", 0).count(".article-body strong", 1);
}

#[test]
fn missing_picture_is_left_out_and_its_words_stay() {
    let site = SiteTest::new().file("content/p.md", "# 題名\n![一覧の画面](/none.png)\n");
    site.build().expect_code(1);
    site.page("/p/").count(".article-body img", 0).has_text(".article-body", "一覧の画面");
}

#[test]
fn mistake_that_must_not_be_published_keeps_the_old_site() {
    let site = SiteTest::new().file("content/p.md", "# 古い題名\n").built();
    let old = site.public();
    for mistake in ["---\ntitle: 新しい題名\n本文\n", "---\ntitle: a\ntitle: b\n---\n", ":include[../../etc/passwd]\n"] {
        site.write("content/q.md", mistake);
        site.build().expect_code(1).warns("前のサイトはそのまま");
        assert_eq!(site.public(), old, "{mistake:?}");
    }
}

#[test]
fn folder_that_is_not_ours_is_never_replaced() {
    let site = SiteTest::new().file("content/p.md", "# 題名\n").file("public/mine.txt", "たいせつ");
    site.build().expect_code(2);
    assert_eq!(site.public().keys().collect::<Vec<_>>(), ["mine.txt"]);
    for folder in [".", "content", "/"] {
        site.run(["build", "--out", folder]).expect_code(2);
    }
    assert!(site.path("content/p.md").is_file());
}

#[test]
fn drafts_are_built_apart() {
    let site = SiteTest::new()
        .file("content/p.md", "# 公開\n")
        .file("content/q.md", "---\ntitle: 下書き\ndraft: true\n---\nまだ秘密\n")
        .file("content/r.md", "---\ntitle: 書きかけ\nstatus: draft\n---\n本文\n")
        .built();
    assert!(!site.has("q/index.html") && !site.has("r/index.html"));
    site.page("/").lacks("下書き");
    site.run(["build", "--drafts", "--as-of", TODAY]).expect_code(0);
    site.page_of("drafts", "/q/").one_h1("下書き");
    site.page_of("drafts", "/r/").one_h1("書きかけ");
    assert!(!site.has("q/index.html"), "the public tree is left alone");
    site.run(["build", "--drafts", "--out", "public"]).expect_code(2);
}

#[test]
fn page_appears_and_goes_on_its_days() {
    let site = SiteTest::new()
        .file("content/p.md", "# いつも\n")
        .file("content/q.md", "---\ntitle: 期間\npublish_at: 2026-11-21T10:00\nexpire_at: 2026-12-01\n---\n本文\n");
    for (moment, is_there) in [
        ("2026-11-20", false),
        ("2026-11-21T09:59", false),
        ("2026-11-21T10:00", true),
        ("2026-11-30T23:59", true),
        ("2026-12-01", false),
    ] {
        site.run(["build", "--as-of", moment]).expect_code(0);
        assert_eq!(site.has("q/index.html"), is_there, "{moment}");
        assert_eq!(site.page("/").links().contains("/q/"), is_there, "{moment}");
    }
}

#[test]
fn moment_with_a_time_zone_is_read_in_the_sites_own() {
    let site = SiteTest::with_config("timezone = \"Asia/Tokyo\"\n")
        .file("content/q.md", "---\ntitle: 期間\npublish_at: 2026-11-21T01:00Z\n---\n本文\n");
    site.run(["build", "--as-of", "2026-11-21T09:59"]).expect_code(0);
    assert!(!site.has("q/index.html"));
    site.run(["build", "--as-of", "2026-11-21T10:00"]).expect_code(0);
    assert!(site.has("q/index.html"));
}

#[test]
fn machines_files_need_the_sites_address() {
    let site = SiteTest::new().file("content/p.md", "# 題名\n").built();
    assert!(!site.has("sitemap.xml"));
    assert_eq!(site.page("/p/").canonical(), None);
    let site = SiteTest::with_config("base_url = \"https://help.example.com/\"\n")
        .file("content/p.md", "# 題名\n")
        .file("content/q.md", "---\ntitle: 隠す\nnoindex: true\n---\n本文\n")
        .built();
    let sitemap = site.text("sitemap.xml");
    assert!(sitemap.contains("<loc>https://help.example.com/p/</loc>"), "{sitemap}");
    assert!(!sitemap.contains("/q/") && !sitemap.contains("404"), "{sitemap}");
    assert!(site.text("robots.txt").contains("Sitemap: https://help.example.com/sitemap.xml"));
    assert_eq!(site.page("/p/").canonical().as_deref(), Some("https://help.example.com/p/"));
    site.page("/q/").is_hidden_from_search_engines();
}

#[test]
fn site_below_a_path_has_it_in_every_address() {
    let site = SiteTest::with_config("base_url = \"https://example.com/docs/help\"\n")
        .file("content/p.md", "# 題名\n[次](setup/q.md#節) ![図](/p.png) [表](/list.csv)\n")
        .file("content/setup/q.md", "---\ntitle: 次\nid: next-one\naliases: [/old/]\n---\n## 節\n")
        .file("static/p.png", crate::codes::PIXEL)
        .file("static/list.csv", "a,b\n")
        .built();
    let page = site.page("/p/");
    page.links_to("/docs/help/setup/q/#%E7%AF%80").links_to("/docs/help/list.csv");
    assert_eq!(page.attributes(".article-body img", "src"), ["/docs/help/p.png"]);
    for file in site.public().keys().filter(|file| file.ends_with(".html")) {
        let page = site.page(&format!("/{file}"));
        let addresses = page.attributes("[href]", "href").into_iter().chain(page.attributes("[src]", "src"));
        for address in addresses.filter(|address| address.starts_with('/')) {
            assert!(address.starts_with("/docs/help/"), "{file}: {address}");
        }
    }
    assert!(site.text("sitemap.xml").contains("<loc>https://example.com/docs/help/setup/q/</loc>"));
    assert!(site.text("_redirects").contains("/docs/help/old/ /docs/help/setup/q/ 301"));
}

#[test]
fn pages_are_walked_in_reading_order() {
    let site = SiteTest::new()
        .file("content/setup/10.md", "# 十\n")
        .file("content/setup/9.md", "# 九\n")
        .file("content/setup/z.md", "---\ntitle: はじめ\norder: 1\n---\n本文\n")
        .built();
    let around = |address: &str| {
        let page = site.page(address);
        (page.attributes("a[rel=prev]", "href"), page.attributes("a[rel=next]", "href"))
    };
    assert_eq!(around("/setup/z/"), (vec![], vec!["/setup/9/".to_owned()]));
    assert_eq!(around("/setup/9/"), (vec!["/setup/z/".to_owned()], vec!["/setup/10/".to_owned()]));
    assert_eq!(around("/setup/10/"), (vec!["/setup/9/".to_owned()], vec![]));
}

#[test]
fn breadcrumbs_lead_home_through_the_folders() {
    let site = SiteTest::new().file("content/setup/index.md", "# 初期設定\n").file("content/setup/team/p.md", "# 招待\n").built();
    let page = site.page("/setup/team/p/");
    assert_eq!(page.all(".crumbs li"), ["ホーム", "初期設定", "team", "招待"]);
    assert_eq!(page.attributes(".crumbs a", "href"), ["/", "/setup/", "/setup/team/"]);
}

#[test]
fn file_of_the_sites_theme_replaces_the_built_in_one() {
    let base = SiteTest::with_config("theme = \"ours\"\n").file("content/p.md", "# 題名\n");
    let site = base
        .file("themes/ours/templates/not_found.html", "<!doctype html><title>x</title><h1>道に迷いました</h1>")
        .file("themes/ours/strings/ja.toml", "home = \"入口\"\n")
        .built();
    site.page("/404.html").one_h1("道に迷いました");
    site.page("/p/").has_text(".crumbs", "入口").one_h1("題名");
}

#[test]
fn template_that_cannot_be_used_keeps_the_old_site() {
    let site = SiteTest::with_config("theme = \"ours\"\n").file("content/p.md", "# 題名\n");
    let site = site.file("themes/ours/strings/ja.toml", "").built();
    let old = site.public();
    site.write("themes/ours/templates/article.html", "{% if %}");
    let codes: Vec<_> = site.build().expect_code(1).findings().into_iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["template-error"]);
    assert_eq!(site.build().findings()[0].path, "themes/ours");
    site.write("themes/ours/templates/article.html", "{{ page.no_such_thing }}");
    assert_eq!(site.build().expect_code(1).findings()[0].path, "themes/ours/templates/article.html");
    assert_eq!(site.public(), old);
}

#[test]
fn content_security_policy_allows_nothing_inline() {
    let site =
        SiteTest::new().file("content/p.md", "# 題名\n\n```js\nlet a = 1\n```\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n").built();
    let policy = site.text("_headers");
    assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe-"), "{policy}");
    for file in site.public().keys().filter(|file| file.ends_with(".html")) {
        let page = site.page(&format!("/{file}"));
        page.count("style", 0).count("[style]", 0).count("script:not([src])", 0);
        assert!(page.elements().all(|element| element.value().attrs().all(|(name, _)| !name.starts_with("on"))), "{file}");
    }
}

#[test]
fn asset_names_change_with_their_content() {
    let site = SiteTest::with_config("").file("content/p.md", "# 題名\n").built();
    let style = || site.page("/p/").attributes("link[rel=stylesheet]", "href").concat();
    let before = style();
    site.write("shirube.toml", "[theme_options]\naccent = \"#0d5f86\"\n");
    site.build().expect_code(0);
    assert_ne!(style(), before);
    assert!(site.has(style().trim_start_matches('/')));
}
