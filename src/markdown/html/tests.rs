use super::super::{outline, parse};
use super::*;
use crate::source::FileId;

struct Site;

impl Resolve for Site {
    fn link(&self, link: &Link) -> LinkTarget {
        LinkTarget::Href { href: link.target.to_string(), external: link.target.starts_with("http") }
    }

    fn image(&self, image: &Image) -> Option<ImageTarget> {
        Some(ImageTarget { src: image.target.to_string(), size: Some((8, 6)), ..ImageTarget::default() })
    }

    fn label(&self, label: &Label) -> String {
        label.text.to_string()
    }

    fn variable(&self, name: &str) -> Option<String> {
        (name == "product").then(|| "<製品>".to_owned())
    }

    fn words(&self, key: &str) -> String {
        if let Some(bracket) = [("bracket_open", "［"), ("bracket_close", "］")].iter().find(|(known, _)| *known == key) {
            return bracket.1.to_owned();
        }
        if key == "part_anchor" { "「{title}」へのリンク".to_owned() } else { key.to_owned() }
    }

    fn icons(&self) -> &str {
        "/i.svg"
    }

    fn html(&self, raw: &str, _block: bool, out: &mut String) {
        escape(raw, out);
    }
}

fn html(text: &str) -> String {
    let nodes = parse(FileId(0), text, 0).nodes;
    let mut out = String::new();
    write(&nodes, &outline(&nodes), &Site, &mut out);
    out
}

#[test]
fn text_of_every_kind_is_escaped() {
    assert_eq!(
        html("a &lt;b> `<i>` [t](/x?a=1&b=2 \"q&quot;\") :var[product] ［&］"),
        "<p>a &lt;b&gt; <code>&lt;i&gt;</code> <a href=\"/x?a=1&amp;b=2\" title=\"q&quot;\">t</a> &lt;製品&gt; <span class=\"ui\">［&amp;］</span></p>\n"
    );
}

#[test]
fn link_that_could_run_script_is_only_words() {
    assert_eq!(html("[t](JaVa&#x0A;script:alert(1)) ![絵](data:text/html,x) <javascript:x>"), "<p>t 絵 javascript:x</p>\n");
}

#[test]
fn heading_has_its_id_and_its_own_link() {
    assert_eq!(
        html("## はじめに"),
        "<h2 id=\"はじめに\">はじめに<a class=\"anchor\" href=\"#はじめに\" aria-label=\"「はじめに」へのリンク\"></a></h2>\n"
    );
}

#[test]
fn footnote_used_twice_leads_back_twice_with_ids_of_their_own() {
    let out = html("a[^x] b[^x] c[^y]\n\n[^y]: Y[^x]\n[^x]: X");
    for id in ["fnref-1", "fnref-1-2", "fnref-1-3", "fnref-2", "fn-1", "fn-2"] {
        assert_eq!(out.matches(&format!("id=\"{id}\"")).count(), 1, "{id}: {out}");
    }
    assert!(out.contains("X <a class=\"footnote-back\" href=\"#fnref-1\""), "{out}");
}

#[test]
fn steps_are_the_headings_or_the_numbered_list() {
    assert_eq!(
        html(":::steps\n### 開く\n本文\n### 押す\n:::"),
        "<ol class=\"steps\">\n<li><h3 class=\"step-h\" id=\"開く\">開く</h3>\n<p>本文</p>\n</li>\n<li><h3 class=\"step-h\" id=\"押す\">押す</h3>\n</li>\n</ol>\n"
    );
    assert_eq!(html(":::steps\n1. a\n2. b\n:::"), "<ol class=\"steps\">\n<li>a</li>\n<li>b</li>\n</ol>\n");
}

#[test]
fn containers_become_the_theme_s_parts() {
    assert!(html(":::note 題\n文\n:::").starts_with("<aside class=\"call is-note\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"/i.svg#i-note\"/></svg><div><p class=\"call-h\">part_note<span class=\"call-title\">題</span></p>\n<p>文</p>"));
    assert!(html("> [!CAUTION]\n> 文").starts_with("<aside class=\"call is-danger\">"));
    assert_eq!(
        html(":::cards\n- [題](x)\n  説明\n:::"),
        "<ul class=\"cards\">\n<li><a href=\"x\">題</a><p>説明</p></li>\n</ul>\n"
    );
    assert_eq!(
        html(":::slides\n![一枚目](a.png)\n:::"),
        "<ol class=\"slides\" aria-label=\"part_slides\">\n<li><figure><img src=\"a.png\" width=\"8\" height=\"6\" loading=\"lazy\" alt=\"\"><figcaption>一枚目</figcaption></figure></li>\n</ol>\n"
    );
    assert_eq!(
        html(":::faq\n### 問い\n答え\n:::"),
        "<div class=\"folds\">\n<details class=\"fold\" id=\"問い\" open><summary>問い</summary><div>\n<p>答え</p>\n</div></details>\n</div>\n"
    );
}

#[test]
fn tasks_and_tables_have_their_markup() {
    assert_eq!(
        html("- [x] 済んだ\n- 文"),
        "<ul class=\"tasks\">\n<li><input type=\"checkbox\" disabled checked aria-label=\"part_task_done\"><span>済んだ</span></li>\n<li>文</li>\n</ul>\n"
    );
    assert_eq!(
        html("| a |\n| -: |\n| 1 |"),
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"part_table\"><table>\n<thead>\n<tr><th scope=\"col\" class=\"n\">a</th></tr>\n</thead>\n<tbody>\n<tr><td class=\"n\">1</td></tr>\n</tbody>\n</table></div>\n"
    );
}

#[test]
fn plain_blocks_are_commonmark_s() {
    let text = "> a\n\n1. b\n\n   c\n2. d\n\n---\n\n```rust x\n<>\n```\n\n*e* **f** ~~g~~  \nh";
    assert_eq!(
        html(text),
        "<blockquote>\n<p>a</p>\n</blockquote>\n<ol>\n<li><p>b</p>\n<p>c</p>\n</li>\n<li><p>d</p>\n</li>\n</ol>\n<hr>\n<div class=\"code\"><pre tabindex=\"0\"><code class=\"language-rust\">&lt;&gt;\n</code></pre></div>\n<p><em>e</em> <strong>f</strong> <del>g</del><br>\nh</p>\n"
    );
}
