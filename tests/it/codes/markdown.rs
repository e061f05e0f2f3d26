//! Mistakes in the text of a page.

use crate::fixture::{finds, site};

#[test]
fn control_character_in_a_text() {
    finds("\n-- content/p.md --\n# 題名\n本文\u{8}です。\n    ^ control-character\n");
}

#[test]
fn asterisks_that_stay_visible() {
    finds("\n-- content/p.md --\n# 題名\n** 保存 **を押します。\n^^^^^^^^^^ literal-emphasis\n");
}

#[test]
fn container_without_an_end() {
    finds("\n-- content/p.md --\n# 題名\n\n:::note\n^^^^^^^ unclosed-container\n本文です。\n");
}

#[test]
fn container_that_nobody_knows() {
    finds("\n-- content/p.md --\n# 題名\n\n:::waring\n   ^^^^^^ unknown-container\n本文です。\n:::\n");
}

#[test]
fn attribute_that_a_container_does_not_have() {
    finds("\n-- content/p.md --\n# 題名\n\n:::note plam=pro\n        ^^^^ wrong-attribute\n本文です。\n:::\n");
}

#[test]
fn table_beyond_the_limit() {
    let head = format!("{}|", "|a".repeat(2_000));
    let rule = format!("{}|", "|-".repeat(2_000));
    let rows = "|a|\n".repeat(600);
    let site = site(&format!("-- content/p.md --\n# 題名\n\n{head}\n{rule}\n{rows}"));
    site.check().expect_code(1).finds("too-large", "content/p.md", 19, 1);
}

#[test]
fn nesting_beyond_the_limit() {
    let site = site(&format!("\n-- content/p.md --\n# 題名\n\n{}本文\n", "> ".repeat(300)));
    let codes: Vec<_> = site.check().expect_code(0).findings().into_iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["too-deep"]);
}

#[test]
fn link_that_could_run_script() {
    finds(
        "
-- content/p.md --
# 題名
[押す](JaVa&#x0A;script:alert(1))です。
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unsafe-link
",
    );
}

#[test]
fn raw_html_that_is_removed() {
    finds(
        "\n-- content/p.md --\n# 題名\n\n<iframe src=\"https://example.com/\"></iframe>\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-html\n",
    );
}

#[test]
fn include_that_leaves_the_site() {
    finds("\n-- content/p.md --\n# 題名\n\n:include[../../secret.md]\n^^^^^^^^^^^^^^^^^^^^^^^^^ include-outside\n");
}

#[test]
fn include_of_a_file_that_does_not_exist() {
    finds("\n-- content/p.md --\n# 題名\n\n:include[snippets/none.md]\n^^^^^^^^^^^^^^^^^^^^^^^^^^ include-missing\n");
}

#[test]
fn includes_that_include_each_other() {
    finds(
        "
-- content/p.md --
# 題名

:include[snippets/b.md]
-- snippets/b.md --
:include[snippets/c.md]
^^^^^^^^^^^^^^^^^^^^^^^ include-cycle
-- snippets/c.md --
:include[snippets/b.md]
^^^^^^^^^^^^^^^^^^^^^^^ include-cycle
",
    );
}

#[test]
fn variable_that_is_not_defined() {
    finds("\n-- content/p.md --\n# 題名\n:var[product]を使います。\n^^^^^^^^^^^^^ unknown-variable\n");
}

#[test]
fn label_key_that_the_catalogue_does_not_have() {
    finds(
        "
-- content/p.md --
# 題名
:ui[list.saev]を押します。
    ^^^^^^^^^ unknown-label-key
-- data/labels.json --
{\"list.save\": \"保存\"}
",
    );
}
