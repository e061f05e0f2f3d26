//! The page of the search, the ways to it, and the script that may be told of searches.

use crate::fixture::{finds, finds_nothing, site};
use crate::site::SiteTest;

fn two_languages(config: &str) -> SiteTest {
    SiteTest::with_config(&format!("base_url = \"https://a.example/help/\"\nlanguages = [\"ja\", \"en\", \"fr\"]\n{config}"))
        .file("content/index.en.md", "# Help\n")
        .file("content/use/a.md", "# 一\n")
        .file("content/use/a.en.md", "# One\n")
        .file("content/faq/q.md", "# 質問\n")
        .built()
}

#[test]
fn every_language_with_a_home_has_a_search_that_search_engines_leave_out() {
    let site = two_languages("contact = \"mailto:a@a.example\"\n");
    let page = site.page("/search/");
    page.one_h1("検索")
        .is_hidden_from_search_engines()
        .links_to("/help/use/")
        .links_to("/help/faq/")
        .links_to("mailto:a@a.example");
    page.links_to("/help/en/search/").count("main .no-js", 1);
    assert_eq!(page.attributes("main form[role=search]", "action"), ["/help/search/"]);
    assert_eq!(page.attributes("main form input[name=q]", "type"), ["text"]);
    assert_eq!(page.canonical(), None);
    site.page("/en/search/").one_h1("Search").links_to("/help/search/");
    assert!(!site.path("public/fr/search/index.html").exists(), "a language without pages has no search");
    assert!(!site.text("sitemap.xml").contains("/search/"));
}

#[test]
fn every_page_leads_to_the_search_of_its_language() {
    let site = two_languages("");
    for (page, search) in [("/", "/help/search/"), ("/use/a/", "/help/search/"), ("/en/use/a/", "/help/en/search/")] {
        let page = site.page(page);
        assert_eq!(page.attributes("a.top-search", "href"), [search]);
        assert_eq!(page.attributes("dialog form", "action"), [search]);
        page.lacks("data-hook").count("[data-base]", 0);
    }
    let page = site.page("/en/search/");
    assert_eq!(page.attributes("[data-base]", "data-base"), ["/help/"]);
    assert_eq!(page.attributes("[data-base]", "data-lang"), ["en"]);
    assert_eq!(page.attributes("[data-base]", "data-page"), ["/help/en/search/"]);
    page.lacks("data-hook").count("dialog", 0);
    for start in ["/", "/en/", "/404.html"] {
        site.page(start).count("main form[role=search]", 1);
    }
    site.page("/use/a/").count("main form", 0);
}

#[test]
fn without_a_search_nothing_speaks_of_it() {
    let site = two_languages("[search]\nenabled = false\nhook = \"/not/there.js\"\n");
    for page in ["/", "/use/a/", "/en/", "/404.html"] {
        site.page(page).count("[role=search], .top-search, dialog", 0).has_no_link_to("/help/search/").lacks("data-hook");
    }
    assert!(!site.path("public/search").exists());
}

#[test]
fn hook_is_a_script_of_static() {
    let site = SiteTest::with_config("base_url = \"https://a.example/help/\"\n[search]\nhook = \"/js/計測.mjs\"\n")
        .file("static/js/計測.mjs", "export default () => {}\n")
        .built();
    assert_eq!(site.page("/search/").attributes("[data-hook]", "data-hook"), ["/help/js/%E8%A8%88%E6%B8%AC.mjs"]);
    finds_nothing("-- shirube.toml --\n[search]\nhook = \"/a.js\"\n-- static/a.js --\n//\n-- content/p.md --\n# 題名\n");
}

#[test]
fn hook_that_does_not_exist_is_found_at_its_place() {
    finds(
        "
-- shirube.toml --
[search]
hook = \"/js/analytics.js\"
       ^^^^^^^^^^^^^^^^^^ broken-link
-- content/p.md --
# 題名
",
    );
    // what stands beside pages goes public only where a page links it
    finds(
        "
-- shirube.toml --
[search]
hook = \"/js/a.js\"
       ^^^^^^^^^^ broken-link
-- content/p.md --
# 題名
[書き出し](js/a.js)
-- content/js/a.js --
//
",
    );
}

#[test]
fn hook_nearly_named_is_told_in_both_languages() {
    let site = site(
        "
-- shirube.toml --
[search]
hook = \"/js/analytic.js\"
-- static/js/analytics.js --
//
-- content/p.md --
# 題名
",
    );
    let japanese = site.run(["check", "--lang", "ja", "--as-of", crate::site::TODAY]);
    japanese.expect_code(1).says("検索を受け取るスクリプトがありません").says("/js/analytics.js");
    let english = site.run(["check", "--lang", "en", "--as-of", crate::site::TODAY]);
    english.expect_code(1).says("the script that is to be told of searches does not exist").says("did you mean");
}

#[test]
fn hook_has_to_be_the_address_of_a_script() {
    for (wrong, meant) in [("js/a.js", "/js/a.js"), ("static/js/a.mjs", "/js/a.mjs")] {
        let site = site(&format!("-- shirube.toml --\n[search]\nhook = \"{wrong}\"\n-- content/p.md --\n# 題名\n"));
        site.check().expect_code(1).finds("wrong-value", "shirube.toml", 2, 8);
        site.run(["check", "--lang", "en", "--as-of", crate::site::TODAY]).says(meant);
    }
    for wrong in ["https://a.example/a.js", "//a.example/a.js", "/../a.js", "/a.js?x", "/a.ts", "/.js"] {
        let site = site(&format!("-- shirube.toml --\n[search]\nhook = \"{wrong}\"\n-- content/p.md --\n# 題名\n"));
        site.check().expect_code(1).finds("wrong-value", "shirube.toml", 2, 8);
    }
}

#[test]
fn readers_are_offered_no_word_to_avoid_no_other_language_and_no_title_of_a_pilot() {
    let site = two_languages("")
        .file("data/glossary.toml", "[[term]]\nterm = \"消し込み\"\nsynonyms = [\"入金照合\"]\navoid = [\"避ける言葉\"]\n")
        .file("content/secret/index.md", "---\ntitle: 試験中の題\nstatus: pilot\n---\n")
        .file("content/secret/open.md", "# 公開の題\n")
        .built();
    let groups = |language: &str| -> Vec<serde_json::Value> {
        let manifest: serde_json::Value = serde_json::from_str(&site.text(&format!("search/{language}/manifest.json"))).unwrap();
        let own = manifest["synonyms"].as_array().unwrap().iter().filter(|group| group["own"] == true);
        own.cloned().collect()
    };
    let [own] = groups("ja").try_into().unwrap();
    assert_eq!(own["words"], serde_json::json!(["消し込み", "入金照合"]));
    assert_eq!(own["typed"], serde_json::json!(["消し込み", "入金照合", "避ける言葉"]));
    assert!(groups("en").is_empty(), "the glossary is in the site's own language");
    let index = site.public().into_iter().filter(|(path, _)| path.starts_with("search/"));
    for (path, bytes) in index {
        assert!(!String::from_utf8_lossy(&bytes).contains("試験中の題"), "{path}");
    }
}
