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

#[test]
fn every_page_written_is_in_the_one_list_of_addresses() {
    use shirube::{input, pipeline, site};
    let test = SiteTest::with_config("base_url = \"https://help.example.com\"\nlanguages = [\"ja\", \"en\"]\n")
        .file("content/setup/p.md", "---\ntitle: 設定\nid: p\nstep: kickoff\naliases: [/old/]\n---\n本文\n")
        .file("content/setup/p.en.md", "---\ntitle: Setup\n---\nText\n")
        .file("content/faq/csv/q.md", "---\ntitle: 質問ですか\nnoindex: true\n---\n本文\n")
        .file("content/releases/9.md", "---\ntitle: 九\ndate: 2026-11-01\n---\n本文\n")
        .file("content/webinars/w.md", "---\ntitle: 説明会\nstatus: pilot\n---\n本文\n")
        .file("guides/small/index.md", "---\ntitle: 導入\nphases:\n  - {id: a, step: initial-setup, tasks: [one, two]}\n---\n")
        .file("guides/large/index.md", "---\ntitle: 大きな導入\nphases:\n  - {id: a, step: first-round, tasks: [two]}\n---\n")
        .file("guides/tasks/one.md", "# 一\n")
        .file("guides/tasks/two.md", "# 二\n")
        .built();
    let root = test.path("");
    let (snapshot, found) = input::read(&root, &input::ReadOptions::default()).unwrap();
    let options = site::Options { audience: "public".to_owned(), drafts: false, now: format!("{}T09:00", crate::site::TODAY) };
    let graph = pipeline::examine(&snapshot, &options, found).site;
    let listed: std::collections::BTreeSet<String> = graph.places.iter().map(|place| site::page_file(&place.address)).collect();
    assert_eq!(listed.len(), graph.places.len(), "each address once");
    let moved: Vec<String> = graph.redirects.iter().map(|redirect| site::page_file(&redirect.from)).collect();
    let written = test.public().into_keys().filter(|path| path.ends_with(".html") && !moved.contains(path));
    assert_eq!(written.collect::<std::collections::BTreeSet<_>>(), listed);
    for place in &graph.places {
        let line = format!("<loc>https://help.example.com{}</loc>", site::encode(&place.address));
        assert_eq!(test.text("sitemap.xml").contains(&line), place.indexed, "{}", place.address);
        let html = test.text(&site::page_file(&place.address));
        if place.indexed {
            assert!(!html.contains("noindex"), "{}", place.address);
        }
    }
    for address in ["/guides/", "/guides/steps/kickoff/", "/en/setup/p/", "/releases/"] {
        assert!(graph.places.iter().any(|place| &*place.address == address), "{address}");
    }
    assert!(test.text("sitemap.xml").contains("<loc>https://help.example.com/guides/</loc>"));
}
