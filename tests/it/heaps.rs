//! Sites with heaps of the same mistake: told in a moment, and each mistake once.

use std::time::{Duration, Instant};

use crate::site::{SiteTest, TODAY};

/// Checks a site and returns how often a code is told, and the time it took.
fn told(site: &SiteTest, code: &str) -> (usize, Duration) {
    let start = Instant::now();
    let run = site.check();
    let took = start.elapsed();
    (run.findings().iter().filter(|finding| finding.code == code).count(), took)
}

/// Far less where nobody else uses the machine.
const SOON: Duration = Duration::from_secs(10);

#[test]
fn thousands_of_wrong_anchors_are_told_soon() {
    let headings: String = (0..2_000).map(|number| format!("## 手順 section {number}\n\n本文\n\n")).collect();
    let links: String = (0..2_000).map(|number| format!("- [次](#手順-sektion-{number})\n")).collect();
    let site = SiteTest::with_config("").file("content/index.md", format!("# 入口\n\n{links}\n{headings}"));
    let (count, took) = told(&site, "missing-anchor");
    assert_eq!(count, 2_000);
    assert!(took < SOON, "{took:?}");
}

#[test]
fn ring_of_tasks_is_told_once() {
    let names: Vec<String> = (0..400).map(|number| format!("t{number}")).collect();
    let mut site = SiteTest::with_config("").file("content/index.md", "# 入口\n").file(
        "guides/small/index.md",
        format!("---\ntitle: 導入\nphases:\n  - {{id: a, step: kickoff, tasks: [{}]}}\n---\n", names.join(", ")),
    );
    for (number, name) in names.iter().enumerate() {
        let next = (number + 1) % names.len();
        site = site.file(&format!("guides/tasks/{name}.md"), format!("---\ntitle: {name}\nrequires: [t{next}]\n---\n"));
    }
    let (count, took) = told(&site, "requires-cycle");
    assert_eq!(count, 1);
    assert!(took < SOON, "{took:?}");
}

#[test]
fn ring_of_redirects_is_told_once_and_a_long_way_is_walked_once() {
    let ring: String = (0..3_000).map(|number| format!("/r{number}/,/r{}/\n", (number + 1) % 3_000)).collect();
    let way: String = (0..3_000).map(|number| format!("/w{number:04}/,/w{:04}/\n", number + 1)).collect();
    let site = SiteTest::with_config("")
        .file("content/index.md", "# 入口\n")
        .file("data/redirects.csv", format!("from,to\n{ring}{way}/w3000/,/\n"));
    let (count, took) = told(&site, "redirect-loop");
    assert_eq!(count, 1);
    assert!(took < SOON, "{took:?}");
    let message = site.run(["check", "--as-of", TODAY]).stdout;
    assert!(message.contains("… → ") && message.len() < 4_000, "{message}");
}

#[test]
fn only_the_cause_is_told() {
    let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    huge.extend([0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 6, 0, 0, 0, 0, 0, 0, 0]);
    let site = SiteTest::with_config("")
        .file("content/index.md", "# 入口\n\n![図](huge.png)と![絵](/bad.svg)\n")
        .file("content/huge.png", huge)
        .file("static/bad.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>")
        .file("content/p.md", "---\ntitle: [\n---\n本文\n")
        .file("content/b.md", "---\ntitle: 題\n本文\n")
        .file("content/c.md", "---js\ntitle: 題\n---\n本文\n");
    let mut codes: Vec<String> = site.check().findings().into_iter().map(|finding| finding.code).collect();
    codes.sort();
    codes.retain(|code| code != "unreachable-page");
    let causes = ["image-dimensions", "invalid-syntax", "unsafe-image", "unsupported-front-matter", "unterminated-front-matter"];
    assert_eq!(codes, causes);
}

#[test]
fn control_character_in_a_title_holds_nothing_up() {
    let site = SiteTest::with_config("").file("content/index.md", "---\ntitle: 請求書\0の出力\n---\n本文\n");
    site.check().finds("control-character", "content/index.md", 2, 11);
    site.build().expect_code(0);
    site.page("/").one_h1("請求書 の出力");
}

#[test]
fn site_out_of_proportion_to_its_sources_is_told() {
    let names: Vec<String> = (0..300).map(|number| format!("t{number}")).collect();
    let mut site = SiteTest::with_config("").file("content/index.md", "# 入口\n");
    for track in ["a1", "b2"] {
        let phases = format!("  - {{id: a, step: kickoff, tasks: [{}]}}\n", names.join(", "));
        site = site.file(&format!("guides/{track}/index.md"), format!("---\ntitle: {track}\nphases:\n{phases}---\n"));
    }
    for name in &names {
        site = site.file(&format!("guides/tasks/{name}.md"), format!("# 作業 {name}\n"));
    }
    let codes: Vec<String> = site.build().findings().into_iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["large-output"]);
    let languages: String =
        (0..40).map(|number| format!(", \"a{}{}\"", char::from(b'a' + number / 20), char::from(b'a' + number % 20))).collect();
    let many = SiteTest::with_config(&format!("languages = [\"ja\"{languages}]\n")).file("content/index.md", "# 入口\n");
    many.check().expect_code(1);
    assert!(many.check().findings().iter().any(|finding| finding.code == "too-large"));
}
