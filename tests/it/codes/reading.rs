//! Files that cannot be read, or must not be.

use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::PIXEL;
use crate::site::{Run, SiteTest, TODAY};

fn page() -> SiteTest {
    SiteTest::new().file("content/p.md", "# 題名\n")
}

/// Holds that a site has exactly one finding, about a file as a whole, and that nothing is built where it stops the build.
#[track_caller]
fn finds(site: &SiteTest, code: &str, path: &str) {
    let found: Vec<_> = site.check().findings().into_iter().map(|finding| (finding.code, finding.path)).collect();
    assert_eq!(found, [(code.to_owned(), path.to_owned())]);
    let stops = shirube::diagnostics::Code::ALL.iter().any(|known| known.name() == code && known.stops_build());
    site.build();
    assert_eq!(site.path("public").exists(), !stops);
}

#[test]
fn text_in_another_encoding() {
    let shift_jis = b"# \x90\xbf\x8b\x81\x8f\x91\x82\xf0\x91\x97\x82\xe9\n";
    let site = page().file("content/q.md", shift_jis);
    finds(&site, "not-utf8", "content/q.md");
    site.run(["check", "--lang", "en", "--as-of", TODAY]).expect_code(1).says("Shift_JIS");
    let utf_16 = [0xff, 0xfe, 0x23, 0x00, 0x20, 0x00, 0x0a, 0x00];
    finds(&page().file("content/q.md", utf_16), "not-utf8", "content/q.md");
}

#[test]
fn byte_order_mark_and_windows_line_ends_change_nothing() {
    let unix = page().file("content/q.md", "---\ntitle: 次\n---\n一行目\n二行目\n\n- 一\n- 二\n").built();
    let windows =
        page().file("content/q.md", "\u{feff}---\r\ntitle: 次\r\n---\r\n一行目\r\n二行目\r\n\r\n- 一\r\n- 二\r\n").built();
    assert_eq!(unix.text("q/index.html"), windows.text("q/index.html"));
}

#[test]
fn pipe_and_device_are_no_articles() {
    let site = page();
    Run::of(Command::new("mkfifo").arg(site.path("content/q.md"))).expect_code(0);
    finds(&site, "unreadable-file", "content/q.md");
    let site = page();
    symlink("/dev/zero", site.path("content/q.md")).unwrap();
    finds(&site, "outside-site", "content/q.md");
}

#[test]
fn article_larger_than_any_article() {
    let site = page();
    std::fs::File::create(site.path("content/q.md")).unwrap().set_len(200_000_000).unwrap();
    finds(&site, "file-too-large", "content/q.md");
}

#[test]
fn link_out_of_the_site_and_round_in_a_circle() {
    let secret = tempfile::tempdir().unwrap();
    std::fs::write(secret.path().join("q.md"), "# カナリア7391\n").unwrap();
    let site = page();
    symlink(secret.path().join("q.md"), site.path("content/q.md")).unwrap();
    finds(&site, "outside-site", "content/q.md");
    let site = page();
    symlink(secret.path(), site.path("content/folder")).unwrap();
    finds(&site, "outside-site", "content/folder");
    let site = page();
    symlink("..", site.path("content/again")).unwrap();
    finds(&site, "outside-site", "content/again");
}

#[test]
fn names_that_some_systems_cannot_hold() {
    for name in ["CON.md", "a:b.md", "nul.md", "end .md ", "what?.md"] {
        let site = page().file(&format!("content/{name}"), "# 次\n");
        let found: Vec<_> = site.check().findings().into_iter().map(|finding| finding.code).collect();
        assert_eq!(found, ["not-portable-name"], "{name}");
    }
    let site = page();
    let name = std::ffi::OsStr::from_bytes(b"\x90\xbf.md");
    std::fs::write(site.path("content").join(Path::new(name)), "# 次\n").unwrap();
    let found: Vec<_> = site.check().findings().into_iter().map(|finding| finding.code).collect();
    assert_eq!(found, ["not-portable-name"]);
}

#[test]
fn names_that_are_one_on_some_systems() {
    finds(&page().file("content/FAQ.md", "# 一\n").file("content/faq.md", "# 二\n"), "name-collision", "content/faq.md");
    let site = page().file("content/ガイド.md", "# 一\n").file("content/カ\u{3099}イト\u{3099}.md", "# 二\n");
    let found: Vec<_> = site.check().findings().into_iter().map(|finding| finding.code).collect();
    assert_eq!(found, ["name-collision"]);
}

#[test]
fn picture_that_no_program_should_open() {
    let mut huge = PIXEL.to_vec();
    huge[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    huge[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    finds(&page().file("static/huge.png", huge), "image-dimensions", "static/huge.png");
}

#[test]
fn picture_that_carries_script_is_not_published() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let site = page().file("static/mark.svg", svg);
    finds(&site, "unsafe-image", "static/mark.svg");
    assert!(!site.has("mark.svg"));
    page().file("static/mark.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h1\"/></svg>").built();
}

#[test]
fn dates_from_a_history_that_is_not_there() {
    let site = page().file("shirube.toml", "[git]\ndates = true\n");
    let found: Vec<_> = site.check().findings().into_iter().map(|finding| finding.code).collect();
    assert_eq!(found, ["git-dates"]);
}
