//! What one audience may read is in no byte of another's tree.

use crate::site::{SiteTest, TODAY, files};

const CANARY: &str = "カナリア7391";

/// A site with the canary in everything that is for staff alone.
fn with_canaries() -> SiteTest {
    let body = format!("本文{CANARY}\n");
    SiteTest::with_config("base_url = \"https://help.example.com\"\nlanguages = [\"ja\", \"en\"]\n[audiences]\npartner = \"パートナー\"\n")
        .file("content/index.en.md", "# Help\n")
        .file("content/p.md", format!("# 公開\n見える文。\n\n:::internal\n{CANARY}の手順\n\n## 見出し{CANARY}\n:::\n\n:include[snippets/s.md]\n\n[社内](q.md)\n"))
        .file("content/p.en.md", format!("# Public\n\n:::internal\n{CANARY}\n:::\n"))
        .file("content/q.md", format!("---\ntitle: 社内{CANARY}\nid: q\naliases: [/old-{CANARY}/]\ntags: [{CANARY}]\naudience: internal\n---\n{body}"))
        .file("content/faq/staff.md", format!("---\ntitle: 質問{CANARY}\naudience: [internal]\nstep: kickoff\n---\n{body}"))
        .file("content/partner.md", "---\ntitle: 仲間向け\naudience: partner\n---\n仲間だけの話\n")
        .file("content/draft.md", format!("---\ntitle: 下書き{CANARY}\ndraft: true\n---\n{body}"))
        .file("content/releases/9.md", format!("---\ntitle: 予定{CANARY}\ndate: 2027-01-01\nstatus: planned\n---\n{body}"))
        .file("content/releases/8.md", format!("---\ntitle: 内輪{CANARY}\ndate: 2026-11-01\naudience: internal\n---\n{body}"))
        .file("guides/playbooks/quiet.md", format!("# 静かな客{CANARY}\n{body}"))
        .file("guides/rules/closing.md", format!("---\ntitle: 締め\nquestion: いつ{CANARY}\noptions: {{end: 月末}}\n---\n{body}"))
        .file("snippets/s.md", format!("部品。\n\n:::internal\n{CANARY}\n:::\n"))
        .file("customers/acme.toml", format!("name = \"{CANARY}\"\n"))
}

fn holding_the_canary(site: &SiteTest, tree: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(CANARY);
    let found = files(&site.path(tree)).into_iter().filter(|(path, bytes)| path.contains(CANARY) || holds(bytes));
    found.map(|(path, _)| path).collect()
}

#[test]
fn nothing_for_staff_is_in_any_byte_of_the_public_tree() {
    let site = with_canaries();
    // the link to the internal page is told, since it becomes plain text
    site.build().expect_code(1).finds("broken-link", "content/p.md", 12, 6);
    site.page("/p/").has_text(".article-body", "見える文。").has_text(".article-body", "部品。").has_no_link_to("/q/");
    assert_eq!(holding_the_canary(&site, "public"), Vec::<String>::new());
    assert!(
        site.public().values().all(|bytes| !String::from_utf8_lossy(bytes).contains("仲間")),
        "nothing of the partners either"
    );
}

#[test]
fn staff_read_everything() {
    let site = with_canaries();
    site.run(["build", "--audience", "internal", "--as-of", TODAY]).expect_code(0);
    let found = holding_the_canary(&site, "staff");
    for file in
        ["p/index.html", "q/index.html", "faq/staff/index.html", "releases/8/index.html", "guides/playbooks/quiet/index.html"]
    {
        assert!(found.iter().any(|path| path == file), "{file} among {found:#?}");
    }
    assert!(!site.path("public").exists());
    assert!(std::fs::read_to_string(site.path("staff/robots.txt")).unwrap().contains("Disallow: /"));
}

#[test]
fn partners_read_their_own_and_the_public_pages() {
    let site = with_canaries();
    site.run(["build", "--audience", "partner", "--as-of", TODAY]).expect_code(1);
    site.page_of("public-partner", "/p/").one_h1("公開");
    site.page_of("public-partner", "/partner/").one_h1("仲間向け");
    assert_eq!(holding_the_canary(&site, "public-partner"), Vec::<String>::new());
}

#[test]
fn one_audience_never_replaces_anothers_tree() {
    let site = SiteTest::new().file("content/p.md", "# 題名\n").built();
    let old = site.public();
    site.run(["build", "--audience", "internal", "--out", "public", "--as-of", TODAY]).expect_code(2);
    assert_eq!(site.public(), old);
}

#[test]
fn audience_nobody_named_cannot_be_built() {
    let site = SiteTest::new().file("content/p.md", "# 題名\n");
    site.run(["build", "--audience", "partnr"]).expect_code(2);
    assert!(!site.path("public-partnr").exists());
}

#[test]
fn pilot_stands_at_its_address_and_in_no_list() {
    let site = SiteTest::with_config("base_url = \"https://help.example.com\"\n")
        .file("content/setup/p.md", "# 公開\n")
        .file("content/setup/q.md", "---\ntitle: 試験公開の頁\nid: trial\nstatus: pilot\nstep: kickoff\n---\n本文\n")
        .built();
    site.page("/setup/q/").one_h1("試験公開の頁").is_hidden_from_search_engines().count(".is-pilot", 1);
    let holding: Vec<_> = site
        .public()
        .into_iter()
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("試験公開の頁"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(holding, ["a/trial/index.html", "setup/q/index.html"]);
    assert!(!site.text("sitemap.xml").contains("setup/q"));
}

#[test]
fn slips_and_depth_never_publish_what_was_meant_for_staff() {
    let deep = format!("{}:::internal\n{}{CANARY}\n", "> ".repeat(85), "> ".repeat(85));
    let site = SiteTest::with_config("")
        .file("content/index.md", "# 入口\n")
        .file("content/deep.md", format!("# 深い\n\n{deep}"))
        .file("content/slip.md", format!("# 書き間違い\n\n:::intenal\n{CANARY}\n:::\n"))
        .file("content/typo.md", format!("---\ntitle: 宛先\naudience: interal\n---\n{CANARY}\n"))
        .file("content/uses.md", "# 部品\n\n:include[snippets/staff.md]\n")
        .file("snippets/staff.md", format!("---\ntitle: 部品\naudience: internal\n---\n{CANARY}\n"))
        .file("content/releases/7.md", format!("---\ntitle: 七\ndate: 2026-11-01\nchanges:\n  - kind: added\n    summary: {CANARY}\n    audience: [internal]\n---\n"))
        .file("content/x/secret.md", "---\ntitle: 社内\naudience: internal\n---\n![図](secret.txt)\n")
        .file("content/x/secret.txt", CANARY);
    site.build().expect_code(1);
    assert_eq!(holding_the_canary(&site, "public"), Vec::<String>::new());
    let codes: Vec<String> = site.check().findings().into_iter().map(|finding| finding.code).collect();
    assert!(codes.iter().any(|code| code == "unknown-name") && codes.iter().any(|code| code == "unknown-container"), "{codes:?}");
}

#[test]
fn almost_written_blocks_for_staff_are_held_back_and_told() {
    let site = SiteTest::with_config("")
        .file("content/index.md", format!("# 入口\n\n：：：internal\n{CANARY}\n：：：\n\n公開の文。\n"))
        .file("content/two.md", format!("# 二つ\n\n::internal\n{CANARY}\n:::\n"))
        .file("content/html.md", format!("# 生のHTML\n\n<div>\n:::internal\n{CANARY}\n\n{CANARY}\n:::\n</div>\n"))
        .file("content/list.md", format!("# 一覧\n\n- 手順\n  :::internal\n{CANARY}\n:::\n"));
    site.build().expect_code(1);
    assert_eq!(holding_the_canary(&site, "public"), Vec::<String>::new());
    site.page("/").has_text(".article-body, main", "公開の文。");
    site.check()
        .finds("unknown-container", "content/index.md", 3, 1)
        .finds("unknown-container", "content/two.md", 3, 1)
        .finds("unknown-container", "content/html.md", 4, 1)
        .finds("unclosed-container", "content/list.md", 4, 3);
    site.run(["build", "--audience", "internal", "--as-of", TODAY]).expect_code(1);
    let pages = holding_the_canary(&site, "staff").into_iter().filter(|path| path.ends_with(".html"));
    assert_eq!(pages.count(), 4, "staff read it");
}
