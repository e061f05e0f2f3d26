//! Mistakes in front matter, `shirube.toml` and `data/`.

use crate::fixture::finds;

#[test]
fn page_with_nothing_in_it() {
    finds("-- content/index.md --\n# ヘルプ\n-- content/p.md -- empty-page\n");
}

#[test]
fn front_matter_without_an_end() {
    finds(
        "
-- content/p.md --
---
^^^ unterminated-front-matter
title: 題名
# 見出し
",
    );
}

#[test]
fn front_matter_in_another_language() {
    finds(
        "
-- content/p.md --
---js
^^^^^ unsupported-front-matter
module.exports = {}
---
# 見出し
",
    );
}

#[test]
fn colon_in_a_title_without_quotes() {
    finds(
        "
-- content/p.md --
---
title: 設定: はじめに
       ^^^^^^^^^^^^^^ invalid-syntax
---
",
    );
}

#[test]
fn configuration_that_cannot_be_read() {
    finds(
        "
-- shirube.toml --
title = \"ヘルプ
               ^... invalid-syntax
-- content/p.md --
# 題名
",
    );
}

#[test]
fn key_written_twice() {
    finds(
        "
-- content/p.md --
---
title: 題名
title: 別の題名
^^^^^ duplicate-key
---
",
    );
}

#[test]
fn value_of_the_wrong_kind() {
    finds(
        "
-- content/p.md --
---
title: 題名
draft: たぶん
       ^^^^^^ wrong-value
order: いち
       ^^^^ wrong-value
date: 2024-02-30
      ^^^^^^^^^^ wrong-value
type: hwoto
      ^^^^^ wrong-value
---
本文です。
",
    );
}

#[test]
fn release_without_a_date() {
    finds(
        "
-- content/releases/1.md --
---
^^^ missing-key
title: はじめてのリリース
changes:
  - kind: added
---
",
    );
}

#[test]
fn phase_of_a_track_without_a_step() {
    finds(
        "
-- content/index.md --
# ヘルプ
-- guides/small/index.md --
---
title: 小さな会社
phases:
  - {id: prepare, tasks: [logo]}
         ^^^^^^^ missing-key
---
-- guides/tasks/logo.md --
# ロゴを入れる
",
    );
}

#[test]
fn key_that_nobody_knows() {
    finds(
        "
-- shirube.toml --
titel = \"ヘルプ\"
^^^^^ unknown-key
-- content/p.md --
---
title: 題名
verifed: 2026-11-01
^^^^^^^ unknown-key
---
本文です。
",
    );
}

#[test]
fn page_without_a_title() {
    finds("\n-- content/p.md --\n本文だけです。\n| missing-title\n");
}

#[test]
fn release_dated_after_one_with_a_later_number() {
    finds(
        "
-- content/releases/2026.9.md --
---
release: 2026.9
date: 2026-11-20
      ^^^^^^^^^^ release-order
title: 九
---
本文です。
-- content/releases/2026.10.md --
---
release: 2026.10
date: 2026-11-18
title: 十
---
本文です。
-- content/releases/v2.md --
---
release: v2
date: 2026-11-19
title: 別の数え方
---
本文です。
-- content/releases/2026.11.md --
---
release: 2026.11
date: 2026-11-20
title: 同じ日
---
本文です。
",
    );
}

#[test]
fn release_that_does_not_exist() {
    finds(
        "
-- content/p.md --
---
title: 題名
verified: 2026.4
          ^^^^^^ unknown-release
---
本文です。
-- content/releases/2026.44.md --
---
title: 秋のリリース
date: 2026-11-01
---
",
    );
}

#[test]
fn step_and_task_that_do_not_exist() {
    finds(
        "
-- content/p.md --
---
title: 題名
step: inital-setup
      ^^^^^^^^^^^^ unknown-step
---
本文です。
-- content/b.md --
---
title: 題名
step: initial-setup/logo
      ^^^^^^^^^^^^^^^^^^ unknown-step
---
本文です。
",
    );
}

#[test]
fn owner_that_does_not_exist() {
    finds(
        "
-- shirube.toml --
[[owners]]
id = \"sakaki\"
-- content/p.md --
---
title: 題名
owner: sakkaki
       ^^^^^^^ unknown-name
---
本文です。
",
    );
}

#[test]
fn task_of_a_track_that_does_not_exist() {
    finds(
        "
-- content/index.md --
# ヘルプ
-- guides/small/index.md --
---
title: 小さな会社
phases:
  - {id: prepare, step: kickoff, tasks: [logo, lgoo, {group: safety}]}
                                               ^^^^ unknown-name
                                                             ^^^^^^ unknown-name
---
-- guides/tasks/logo.md --
# ロゴを入れる
",
    );
}

#[test]
fn tasks_that_wait_for_each_other() {
    finds(
        "
-- content/index.md --
# ヘルプ
-- guides/small/index.md --
---
title: 小さな会社
phases:
  - {id: prepare, step: kickoff, tasks: [a, b]}
---
-- guides/tasks/a.md --
---
title: はじめ
requires: [b]
           ^ requires-cycle
---
-- guides/tasks/b.md --
---
title: つぎ
requires: [a]
---
",
    );
}

#[test]
fn table_that_cannot_be_read() {
    finds(
        "
-- content/p.md --
# 題名
-- data/labels.json --
{\"save\": \"保存\", ]}
               ^ invalid-syntax
",
    );
}

#[test]
fn feature_screen_and_option_nobody_knows() {
    finds(
        "
-- content/p.md --
---
title: 題名
features: [invoice.exprot, invoice.list]
           ^^^^^^^^^^^^^^ unknown-name
screens: [invoces]
          ^^^^^^^ unknown-name
---
本文
-- guides/rules/closing.md --
---
title: 締め
question: いつ締めますか
options: {end: 月末, mid: 15日}
default: middle
         ^^^^^^ unknown-name
---
-- data/features.toml --
\"invoice.export\" = \"出力\"
\"invoice.list\" = \"一覧\"
-- data/screens.toml --
invoices = \"請求書\"
",
    );
}

#[test]
fn fact_about_a_picture_that_is_not_there() {
    finds(
        "
-- content/p.md --
---
title: 題名
images:
  lst.svg: {screen: invoices}
  ^^^^^^^ unknown-name
---
![一覧](list.svg)
-- content/list.svg --
<svg xmlns=\"http://www.w3.org/2000/svg\"/>
",
    );
}

#[test]
fn include_of_a_page_is_told_as_what_it_is() {
    finds(
        "
-- content/p.md --
# 題名

:include[content/q.md]
^^^^^^^^^^^^^^^^^^^^^^ include-missing
-- content/q.md --
# 次
",
    );
}

#[test]
fn name_kept_for_the_site_is_told_at_the_slug_that_brings_it() {
    finds(
        "
-- content/look/index.md --
---
title: 探す
slug: search
      ^^^^^^ reserved-name
---
-- content/look/a.md --
# 題名
",
    );
}
