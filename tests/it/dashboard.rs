//! The staff's page of freshness: what is on it, and that no other build has it.

use crate::fixture;
use crate::freshness_pages::{SITE, staff};
use crate::site::{TODAY, files};

#[test]
fn staff_see_what_is_to_do() {
    let owners = "\n[[owners]]\nid = \"sakaki\"\nname = \"榊\"\n";
    let site = fixture::site(SITE).file("shirube.toml", format!("languages = [\"ja\", \"en\"]\n{owners}")).file(
        "data/freshness.csv",
        "date,release,outdated,affected,due,unknown,current\n2026-11-14,2026.46,0,0,0,2,8\n2026-11-21,2026.47,4,3,0,2,1\n",
    );
    staff(&site).expect_code(0);
    let page = site.page_of("staff", "/freshness/");
    page.one_h1("鮮度")
        .has_text(".work td p", "［CSV出力］は、リリース 2026.47 で［CSVダウンロード］に変わりました")
        .has_text(".passage", "右上の［CSV出力］を押します。")
        .has_text(".work .path", "content/billing/export.md:8")
        .has_text("section[aria-labelledby=_owners] th", "榊")
        .has_text("section[aria-labelledby=_owners] th", "担当なし")
        .has_text("section[aria-labelledby=_releases] tr", "2026.47")
        .count("svg.chart polyline", 1)
        .count("section[aria-labelledby=_trend] tbody tr", 2)
        .count("[style]", 0)
        .count("script:not([src])", 0)
        .is_hidden_from_search_engines();
    page.links_to("/billing/export/").links_to("/releases/2026.47/");
    site.page_of("staff", "/").links_to("/freshness/");
}

#[test]
fn no_other_build_has_the_staffs_page() {
    let site = fixture::site(SITE).file("shirube.toml", "languages = [\"ja\", \"en\"]\n[audiences]\npartner = \"パートナー\"\n");
    site.build();
    site.run(["build", "--audience", "partner", "--as-of", TODAY]);
    site.run(["build", "--drafts", "--as-of", TODAY]);
    for tree in ["public", "public-partner", "drafts"] {
        let files = files(&site.path(tree));
        assert!(files.len() > 10, "{tree}");
        for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with("assets/")) {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !path.contains("freshness/") && !text.contains("/freshness/") && !text.contains("content/billing/export.md:"),
                "{tree}/{path}"
            );
        }
    }
}

#[test]
fn collection_named_freshness_keeps_its_address() {
    let site = fixture::site(SITE).file("content/freshness/index.md", "# 鮮度の話\n").file("content/freshness/a.md", "# 野菜\n");
    staff(&site);
    site.page_of("staff", "/freshness/").one_h1("鮮度の話").links_to("/_freshness/");
    site.page_of("staff", "/_freshness/").one_h1("鮮度").count(".split", 1);
}
