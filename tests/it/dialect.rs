//! Includes, variables, labels and containers, as they stand on a built page; and `shirube markdown`.

use std::io::Write;
use std::process::Stdio;

use crate::site::{Run, SiteTest, shirube};

#[test]
fn pieces_variables_and_labels_are_put_in() {
    let site = SiteTest::with_config("[variables]\nproduct = \"つづり\"\n")
        .file("content/p.md", "# 題名\n:include[snippets/s.md]\n\n:ui[list.save]と:ui[閉じる]を押します。\n")
        .file("snippets/s.md", "これは:var[product]です。[開く](../content/q.md)\n")
        .file("content/q.md", "# 次\n")
        .file("data/labels.json", "{\"list.save\": \"保存\"}")
        .built();
    let page = site.page("/p/");
    page.has_text(".article-body", "これはつづりです。").links_to("/q/");
    page.has_text(".article-body", "［保存］と［閉じる］を押します。");
}

#[test]
fn translation_takes_the_translated_piece_and_label() {
    let site =
        SiteTest::with_config("languages = [\"ja\", \"en\"]\n[variables]\nproduct = \"つづり\"\n\"product.en\" = \"Tsuzuri\"\n")
            .file("content/index.en.md", "# Help\n")
            .file("content/p.md", "# 題名\n:include[snippets/s.md]\n")
            .file("content/p.en.md", "# Title\n:include[snippets/s.md]\n\nPress :ui[list.save].\n")
            .file("snippets/s.md", ":var[product]の話\n")
            .file("snippets/s.en.md", "about :var[product]\n")
            .file("data/labels.json", "{\"list.save\": \"保存\"}")
            .file("data/labels.en.json", "{\"list.save\": \"Save\"}")
            .built();
    site.page("/p/").has_text(".article-body", "つづりの話");
    site.page("/en/p/").has_text(".article-body", "about Tsuzuri").has_text(".article-body", "Save");
}

#[test]
fn piece_changed_in_one_place_changes_every_page() {
    let site = SiteTest::new()
        .file("content/p.md", "# 一\n:include[snippets/s.md]\n")
        .file("content/q.md", "# 二\n:include[snippets/s.md]\n")
        .file("snippets/s.md", "平日10時から\n")
        .built();
    site.write("snippets/s.md", "平日9時から\n");
    site.build().expect_code(0);
    for address in ["/p/", "/q/"] {
        site.page(address).has_text(".article-body", "平日9時から").lacks("10時");
    }
}

#[test]
fn raw_html_is_kept_in_trusted_folders_alone() {
    let video = "# 題名\n\n<video src=\"https://example.com/a.mp4\" controls></video>\n\n<script>alert(1)</script>\n";
    let site = SiteTest::with_config("[trust]\nhtml = [\"content/movies\"]\n")
        .file("content/movies/p.md", video)
        .file("content/q.md", video);
    site.build().expect_code(0).finds("removed-html", "content/q.md", 3, 1);
    site.page("/q/").count("article video", 0).count("article script", 0).lacks("alert(1)");
    site.page("/movies/p/").count("article video", 1);
}

#[test]
fn condition_of_a_passage_is_told_to_every_reader() {
    let site = SiteTest::new().file("content/p.md", "# 題名\n\n:::when plan=pro\n上位プランの手順\n:::\n").built();
    site.page("/p/").has_text(".article-body", "上位プランの手順").has_text(".article-body", "pro");
}

#[test]
fn headings_have_readable_ids_once_each() {
    let site = SiteTest::new()
        .file("content/p.md", "# 題名\n## 招待する\n## 招待する\n## ﾊﾝｶｸ ＡＢＣ\n## !!!\n## 固定 {#fixed}\n")
        .built();
    let ids = site.page("/p/").attributes(".article-body h2", "id");
    assert_eq!(ids.len(), 5);
    assert_eq!(ids[0], "招待する");
    assert_eq!(ids[4], "fixed");
    assert!(ids.iter().all(|id| !id.is_empty() && !id.contains(char::is_whitespace)), "{ids:?}");
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), 5, "{ids:?}");
}

fn markdown(arguments: &[&str], text: &str) -> Run {
    let mut child = shirube()
        .arg("markdown")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    Run::after(child.wait_with_output().unwrap())
}

#[test]
fn one_text_becomes_a_fragment_in_the_dialect() {
    let run = markdown(&[], "## 節\n\n**［保存］**を押します。\n\n:::note\n注意\n:::\n\n<script>x</script>\n");
    run.expect_code(0).says("<h2 id=\"節\">").says("<strong>").says("注意");
    assert!(!run.stdout.contains("<script") && !run.stdout.contains("<html"), "{}", run.stdout);
}

#[test]
fn plain_is_commonmark_alone() {
    let run = markdown(&["--plain"], "## 節\n\n:::note\n\n<b>x</b> ~~y~~\n");
    assert_eq!(run.expect_code(0).stdout, "<h2>節</h2>\n<p>:::note</p>\n<p><b>x</b> ~~y~~</p>\n");
    markdown(&["--plain", "--gfm"], "~~y~~\n").expect_code(0).says("<del>y</del>");
    markdown(&["--gfm"], "x").expect_code(2);
}
