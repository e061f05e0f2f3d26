//! Mistakes in links and pictures.

use crate::fixture::{finds, finds_nothing, site};
use crate::site::TODAY;

/// The smallest PNG: one pixel.
pub const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\xff\xd6\x1c\x9c\0\0\0\0IEND\xaeB`\x82";

#[test]
fn link_to_a_page_that_does_not_exist() {
    finds(
        "
-- content/account/reset-password.md --
# パスワードを再設定する
-- content/account/change.md --
# パスワードを変える
忘れたときは[再設定](reset-pasword.md)へ。
                     ^^^^^^^^^^^^^^^^ broken-link
",
    );
}

#[test]
fn link_to_a_renamed_page_suggests_the_nearest_name() {
    let site = site("-- content/reset-password.md --\n# 再設定\n-- content/change.md --\n# 変更\n[再設定](reset-pasword.md)\n");
    site.run(["check", "--lang", "en", "--as-of", TODAY]).expect_code(1).says("reset-password.md").says("broken-link");
}

#[test]
fn next_question_that_does_not_exist() {
    finds(
        "
-- content/faq/a.md --
---
title: 質問
next: [b.md]
       ^^^^ broken-link
---
答えです。
",
    );
}

#[test]
fn link_to_a_heading_that_does_not_exist() {
    finds(
        "
-- content/p.md --
# 題名
[招待](b.md#invte)
       ^^^^^^^^^^ missing-anchor
-- content/b.md --
# 題名
## 招待 {#invite}
",
    );
}

#[test]
fn picture_that_does_not_exist() {
    finds("\n-- content/p.md --\n# 題名\n![一覧の画面](/img/list.png)\n              ^^^^^^^^^^^^^ missing-image\n");
}

#[test]
fn picture_larger_than_readers_should_load() {
    let site = site("-- content/p.md --\n# 題名\n![一覧](/list.png)\n");
    let heavy = [PIXEL, &vec![0; 1_100_000]].concat();
    site.write("static/list.png", heavy);
    site.check().expect_code(0).finds("oversized-image", "content/p.md", 2, 7);
}

#[test]
fn picture_without_a_text_alternative_is_a_warning_and_in_slides_an_error() {
    let site = site("-- content/p.md --\n# 題名\n![](/a.png)\n-- content/b.md --\n# 題名\n\n:::slides\n![](/a.png)\n:::\n");
    site.write("static/a.png", PIXEL);
    let run = site.check();
    run.expect_code(1).finds("missing-alt", "content/p.md", 2, 1).finds("missing-alt", "content/b.md", 4, 1);
    let levels: Vec<_> = run.findings().into_iter().map(|finding| finding.level).collect();
    assert_eq!(levels, ["error", "warning"], "the slide stands first: `b.md`");
}

#[test]
fn good_links_are_not_found() {
    finds_nothing(
        "
-- content/p.md --
# 題名
[次](b/c.md)、[見出し](b/c.md#invite)、[ここ](#題名2)、[外](https://example.com/)、[印](mailto:a@example.com)、[フォルダ](b/index.md)

## 題名2
-- content/b/index.md --
# フォルダ
-- content/b/c.md --
# 題名
## 招待 {#invite}
[前](../p.md)
",
    );
}
