//! Mistakes in addresses, ids and redirects.

use crate::fixture::finds;
use crate::site::SiteTest;

#[test]
fn two_pages_with_one_address() {
    finds(
        "
-- content/p.md --
# 題名
-- content/q.md --
---
title: 題名
slug: p
      ^ duplicate-address
---
本文です。
",
    );
}

#[test]
fn file_of_the_site_where_a_page_is() {
    let site = SiteTest::new().file("content/p.md", "# 題名\n").file("static/p/index.html", "<p>x");
    site.check().expect_code(1).finds("duplicate-address", "static/p/index.html", 0, 0);
}

#[test]
fn two_pages_with_one_id() {
    finds(
        "
-- content/p.md --
---
id: members
title: 題名
---
本文です。
-- content/q.md --
---
id: members
    ^^^^^^^ duplicate-id
title: 題名
---
本文です。
",
    );
}

#[test]
fn two_records_of_one_release() {
    finds(
        "
-- content/releases/1.md --
---
title: 一つ目
release: \"2026.47\"
date: 2026-11-18
---
-- content/releases/2.md --
---
title: 二つ目
       ^^^^^^ duplicate-id
release: \"2026.47\"
date: 2026-11-18
---
",
    );
}

#[test]
fn name_that_the_site_keeps_for_itself() {
    finds("\n-- content/search/a.md --\n# 題名\n| reserved-name\n");
}

#[test]
fn redirects_in_a_circle() {
    finds(
        "
-- content/p.md --
# 題名
-- data/redirects.csv --
from,to
/b/,/c/
^^^ redirect-loop
/c/,/b/
",
    );
}

#[test]
fn redirect_to_another_site() {
    finds(
        "
-- content/p.md --
# 題名
-- data/redirects.csv --
from,to
/b/,//evil.example/
    ^^^^^^^^^^^^^^^ unsafe-redirect
",
    );
}

#[test]
fn page_that_nothing_leads_to() {
    finds(
        "
-- content/index.md --
# ヘルプ
-- guides/small/index.md --
---
title: 小さな会社
phases:
  - {id: prepare, step: kickoff, tasks: [logo]}
---
-- guides/tasks/logo.md --
# ロゴを入れる
-- guides/tasks/lost.md --
# どのガイドにもないタスク
| unreachable-page
",
    );
}

#[test]
fn translation_of_a_page_that_does_not_exist() {
    finds(
        "
-- shirube.toml --
languages = [\"ja\", \"en\"]
-- content/index.md --
# ヘルプ
-- content/index.en.md --
# Help
-- content/p.en.md --
# Title
| orphan-translation
",
    );
}
