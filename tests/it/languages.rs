//! Translations beside their sources.

use crate::site::SiteTest;

fn bilingual() -> SiteTest {
    SiteTest::with_config("base_url = \"https://help.example.com\"\nlanguages = [\"ja\", \"en\"]\n")
        .file("content/index.en.md", "# Help\n")
        .file(
            "content/setup/p.md",
            "---\nid: invite\ntitle: 招待\norder: 1\nplans: [pro]\n---\n## はじめに {#first}\n[次](q.md)\n",
        )
        .file("content/setup/p.en.md", "---\ntitle: Invite\n---\n## First {#first}\n[next](q.md)\n")
        .file("content/setup/q.md", "# 送る\n")
}

#[test]
fn translation_stands_below_its_language() {
    let site = bilingual().built();
    site.page("/en/setup/p/").one_h1("Invite").has_text(".article-body", "First");
    assert_eq!(site.page("/en/setup/p/").attributes("html", "lang"), ["en"]);
    assert_eq!(site.page("/setup/p/").attributes("html", "lang"), ["ja"]);
    site.page("/en/").one_h1("Help").links_to("/en/setup/");
}

#[test]
fn versions_name_each_other_for_search_engines() {
    let site = bilingual().built();
    let versions = ["ja", "en", "x-default"];
    for address in ["/setup/p/", "/en/setup/p/"] {
        let page = site.page(address);
        assert_eq!(page.attributes("link[hreflang]", "hreflang"), versions, "{address}");
        let urls = page.attributes("link[hreflang]", "href");
        assert_eq!(urls, ["setup/p/", "en/setup/p/", "setup/p/"].map(|path| format!("https://help.example.com/{path}")));
        assert_eq!(page.canonical(), Some(format!("https://help.example.com{address}")));
    }
    site.page("/setup/q/").count("link[hreflang]", 0);
}

#[test]
fn translation_inherits_what_it_does_not_say() {
    let site = bilingual().built();
    site.page("/en/setup/p/").has_text(".facts-line", "pro");
    site.page("/a/invite/").links_to("/setup/p/");
}

#[test]
fn link_to_an_untranslated_page_leads_to_its_source() {
    bilingual().built().page("/en/setup/p/").links_to("/setup/q/");
}

#[test]
fn link_to_a_translated_page_stays_in_the_language() {
    let site = bilingual().file("content/setup/q.en.md", "# Send\n").built();
    site.page("/en/setup/p/").links_to("/en/setup/q/").has_no_link_to("/setup/q/");
    site.page("/setup/p/").links_to("/setup/q/");
}

#[test]
fn language_the_site_does_not_have_is_a_part_of_the_name() {
    let site = SiteTest::new().file("content/p.md", "# 題名\n").file("content/q.fr.md", "# Titre\n");
    site.check().finds("unknown-name", "content/q.fr.md", 1, 1);
}

#[test]
fn page_not_found_speaks_each_language() {
    let site = bilingual().built();
    assert_eq!(site.page("/404.html").attributes("html", "lang"), ["ja"]);
    assert_eq!(site.page("/en/404.html").attributes("html", "lang"), ["en"]);
}
