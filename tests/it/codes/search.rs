//! Queries of `data/queries.toml` that do not find their pages.

use crate::fixture::{finds, finds_nothing, site};
use crate::site::TODAY;

/// Pages about sending, and one that says it in other words.
const PAGES: &str = "
-- content/bill.md --
# 請求書を送付する
-- content/b.md --
# 見積書を送付する
-- content/c.md --
# 納品書を送付する
-- content/d.md --
---
title: 郵送を頼む
intents: [ポストに出す]
---
代わりに封筒へ入れ、送付します。
";

fn with(queries: &str) -> String {
    format!("{PAGES}-- data/queries.toml --\n{queries}")
}

#[test]
fn query_that_does_not_find_its_page() {
    finds(&with("[[query]]\nquery = \"送付\"\n        ^^^^^^ query-misses-page\npage = \"content/d.md\"\n"));
}

#[test]
fn message_names_what_came_and_the_line_to_write() {
    let site = site(&with("[[query]]\nquery = \"送付\"\npage = \"content/d.md\"\n"));
    site.run(["check", "--lang", "en", "--as-of", TODAY])
        .expect_code(1)
        .says("“送付”")
        .says("請求書を送付する")
        .says("intents: [\"ポストに出す\", \"送付\"]");
    site.write(
        "content/d.md",
        "---\ntitle: 郵送を頼む\nintents: [\"ポストに出す\", \"送付\"]\n---\n代わりに封筒へ入れ、送付します。\n",
    );
    site.check().expect_code(0).finds_nothing();
}

#[test]
fn build_tells_it_and_still_publishes() {
    let site = site(&with("[[query]]\nquery = \"送付\"\npage = \"content/d.md\"\n"));
    site.build().expect_code(1).finds("query-misses-page", "data/queries.toml", 2, 9);
    assert!(site.has("search/ja/manifest.json"));
}

#[test]
fn query_that_finds_nothing_says_so() {
    let site = site(&with("[[query]]\nquery = \"督促\"\npage = \"content/d.md\"\n"));
    site.run(["check", "--lang", "en", "--as-of", TODAY]).expect_code(1).says("nothing comes");
}

#[test]
fn any_of_several_pages_answers() {
    finds_nothing(&with("[[query]]\nquery = \"送付\"\npage = [\"content/d.md\", \"content/bill.md\"]\n"));
}

#[test]
fn query_is_asked_in_the_language_of_its_page() {
    finds_nothing(
        "
-- shirube.toml --
languages = [\"ja\", \"en\"]
-- content/bill.md --
# 請求書を送付する
-- content/bill.en.md --
# Send an invoice
-- data/queries.toml --
[[query]]
query = \"send invoices\"
page = \"content/bill.en.md\"
",
    );
}

#[test]
fn page_of_a_query_that_does_not_exist() {
    finds(&with("[[query]]\nquery = \"送付\"\npage = \"content/bil.md\"\n       ^^^^^^^^^^^^^^^^ unknown-name\n"));
}

#[test]
fn page_that_this_build_leaves_out_is_not_missed() {
    finds_nothing(&format!(
        "-- content/e.md --\n---\ntitle: 下書き\nstatus: draft\n---\n本文\n{}",
        with("[[query]]\nquery = \"下書き\"\npage = \"content/e.md\"\n")
    ));
}

#[test]
fn without_a_search_nothing_is_asked() {
    finds_nothing(&format!(
        "-- shirube.toml --\n[search]\nenabled = false\n{}",
        with("[[query]]\nquery = \"送付\"\npage = \"content/d.md\"\n")
    ));
}
