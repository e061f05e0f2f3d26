//! Addresses that stay: permanent ids, aliases, redirects, Japanese names.

use crate::site::SiteTest;

#[test]
fn permanent_id_leads_to_the_page_wherever_it_is() {
    let site = SiteTest::new().file("content/p.md", "---\nid: invite\ntitle: 招待\n---\n本文\n").built();
    site.page("/a/invite/").links_to("/p/").is_hidden_from_search_engines();
    assert_eq!(site.page("/a/invite/").attributes("meta[http-equiv=refresh]", "content"), ["0; url=/p/"]);
    site.remove("content/p.md");
    site.write("content/setup/members.md", "---\nid: invite\ntitle: 招待\nslug: team\n---\n本文\n");
    site.build().expect_code(0);
    site.page("/a/invite/").links_to("/setup/team/");
}

#[test]
fn page_without_an_id_has_no_permanent_address() {
    let site = SiteTest::new().file("content/p.md", "# 題名\n").built();
    assert!(!site.public().keys().any(|file| file.starts_with("a/")));
}

#[test]
fn old_addresses_lead_to_the_page() {
    let site = SiteTest::new()
        .file("content/p.md", "---\nid: shop\ntitle: 題名\naliases: [/old/place/, old.html]\n---\n本文\n")
        .file("data/redirects.csv", "from,to\n/older/,/old/place/\n/shop/,content/p.md\n/store/,/a/shop/\n")
        .built();
    for from in ["/old/place/", "/old.html", "/older/", "/shop/"] {
        site.page(from).links_to("/p/");
        assert!(site.text("_redirects").contains(&format!("{from} /p/ 301\n")), "{from}: {}", site.text("_redirects"));
    }
    site.page("/store/").links_to("/a/shop/");
}

#[test]
fn alias_of_a_page_that_exists_is_no_redirect() {
    let site =
        SiteTest::new().file("content/p.md", "# 題名\n").file("content/q.md", "---\ntitle: 次\naliases: [/p/]\n---\n本文\n");
    site.build().expect_code(1).finds("duplicate-address", "content/q.md", 3, 11);
}

#[test]
fn japanese_names_are_one_address_in_both_forms() {
    let composed = SiteTest::new().file("content/請求/ガイド.md", "# 題名\n").built();
    let decomposed = SiteTest::new().file("content/請求/カ\u{3099}イト\u{3099}.md", "# 題名\n").built();
    composed.page("/請求/ガイド/").one_h1("題名");
    assert!(composed.public() == decomposed.public());
}

#[test]
fn slug_of_a_folder_moves_what_is_below() {
    let site = SiteTest::new()
        .file("content/請求/index.md", "---\ntitle: 請求\nslug: billing\n---\n")
        .file("content/請求/送る.md", "---\ntitle: 送る\nslug: send\n---\n本文\n")
        .built();
    site.page("/billing/").links_to("/billing/send/");
    site.page("/billing/send/").one_h1("送る");
}

#[test]
fn name_with_a_number_sign_is_linked_as_it_is_written() {
    let site = SiteTest::with_config("")
        .file("content/k/c#.md", "# C#\n\n## 始める {#start}\n")
        .file("content/k/p.md", "# 題\n\n[C#](c%23.md#start)\n")
        .built();
    site.page("/k/p/").links_to("/k/c%23/#start");
    site.page("/k/").links_to("/k/c%23/");
}
