//! What readers see of a page's facts: its language, product, sort, and of a track's groups.

use crate::site::{SiteTest, TODAY};

#[test]
fn borrowed_words_name_their_language() {
    let site = SiteTest::with_config("languages = [\"ja\", \"en\"]\n")
        .file("content/index.md", "# 入口\n")
        .file("content/index.en.md", "# Help\n")
        .file(
            "content/releases/9.md",
            "---\ntitle: 九\ndate: 2026-11-01\nchanges:\n  - {kind: changed, summary: 出力が速くなりました}\n---\n本文\n",
        )
        .file("content/releases/9.en.md", "---\ntitle: Nine\n---\nText\n")
        .file(
            "content/releases/8.md",
            "---\ntitle: 八\ndate: 2026-10-01\nchanges:\n  - {kind: changed, summary: 画面}\n---\n本文\n",
        )
        .file("content/releases/8.en.md", "---\ntitle: Eight\nchanges:\n  - {kind: changed, summary: The screen}\n---\nText\n")
        .file("content/set.md", "---\ntitle: 設定\nnext: [faq/q.md]\n---\n本文\n")
        .file("content/set.en.md", "---\ntitle: Setup\n---\nText\n")
        .file("content/faq/q.md", "---\ntitle: 質問ですか\n---\n答え\n")
        .built();
    site.page("/en/releases/9/").count(".change-h[lang=ja]", 1).has_text(".change-h[lang=ja]", "出力が速くなりました");
    site.page("/releases/9/").count(".change-h[lang]", 0);
    site.page("/en/releases/8/").count(".change-h[lang]", 0);
    site.page("/en/set/").count("details.fold[lang=ja]", 1);
    site.page("/set/").count("details.fold[lang]", 0);
}

#[test]
fn plan_of_a_page_is_said_once() {
    let site = SiteTest::with_config("[names]\npro = \"プロ\"\n")
        .file("content/index.md", "# 入口\n")
        .file("content/set.md", "---\ntitle: 設定\nplans: [pro]\n---\n本文\n")
        .built();
    let html = site.text("set/index.html");
    let line = html.split("facts-line").nth(1).unwrap().split("</ul>").next().unwrap();
    assert_eq!(line.matches("プラン").count(), 1, "{line}");
}

#[test]
fn several_products_can_be_chosen_and_are_named() {
    let page = |title: &str, product: &str| format!("---\ntitle: {title}\nproduct: {product}\n---\n本文\n");
    let site = SiteTest::with_config("[names]\nmedia = \"メディア\"\n")
        .file("content/index.md", "# 入口\n")
        .file("content/use/a.md", page("一", "media"))
        .file("content/use/b.md", page("二", "sync"))
        .file("content/use/c.md", page("三", "[media, sync]"))
        .file("content/use/d.md", "# 四\n")
        .built();
    let list = site.page("/use/");
    list.count(".narrow a", 2).has_text("#_pages-1", "メディア").count("main .block", 3);
    assert_eq!(list.attributes(".narrow a", "href"), ["#_pages-1", "#_pages-2"]);
    site.page("/use/a/").has_text(".facts-line", "製品：メディア");
    let one = SiteTest::with_config("")
        .file("content/use/a.md", page("一", "media"))
        .file("content/use/b.md", page("二", "media"))
        .built();
    one.page("/use/").count(".narrow", 0);
    assert!(!one.text("use/a/index.html").contains("製品："));
}

#[test]
fn sort_of_an_article_is_shown() {
    let site = SiteTest::with_config("")
        .file("content/use/e.md", "---\ntitle: 保存できない\ntype: error\nintents: [E-104 と表示される]\n---\n本文\n")
        .file("content/use/h.md", "---\ntitle: 保存する\n---\n本文\n")
        .file("content/use/c.md", "---\ntitle: 甲社の例\ntype: case\nsegments: [製造業]\n---\n本文\n")
        .built();
    site.page("/use/e/").has_text(".art-head .sort", "エラー").has_text("main", "E-104 と表示される");
    site.page("/use/h/").count(".sort", 0);
    site.page("/use/c/").has_text(".art-head .sort", "事例").has_text(".facts-line", "製造業");
    site.page("/use/").count("main .leads .sort", 2);
}

#[test]
fn groups_and_the_step_before_which_a_phase_ends_are_shown() {
    let site = SiteTest::with_config("")
        .file("content/index.md", "# 入口\n")
        .file("guides/small/index.md", "---\ntitle: 導入\nphases:\n  - {id: a, title: 準備, step: initial-setup, before: kickoff, tasks: [one, {group: safe}]}\n---\n")
        .file("guides/groups/safe.md", "---\ntitle: 安全の設定\ntasks: [two, three]\n---\n")
        .file("guides/tasks/one.md", "# 一\n")
        .file("guides/tasks/two.md", "# 二\n")
        .file("guides/tasks/three.md", "# 三\n")
        .file("guides/playbooks/quiet.md", "# 静かなお客様\n")
        .built();
    site.page("/guides/small/").has_text(".phase h3", "安全の設定").count(".phase ol", 2).count(".phase-before", 1);
    assert!(!site.has("guides/playbooks/index.html"));
    site.run(["build", "--audience", "internal", "--as-of", TODAY]).expect_code(0);
    site.page_of("staff", "/guides/playbooks/").links_to("/guides/playbooks/quiet/");
    site.page_of("staff", "/guides/").links_to("/guides/playbooks/");
}

#[test]
fn page_of_a_long_track_is_not_as_long_as_the_track() {
    let build = |tasks: usize, in_a_phase: usize| {
        let names: Vec<String> = (0..tasks).map(|number| format!("t{number}")).collect();
        let phases: String = names
            .chunks(in_a_phase)
            .enumerate()
            .map(|(number, part)| format!("  - {{id: p{number}, step: kickoff, tasks: [{}]}}\n", part.join(", ")))
            .collect();
        let mut site = SiteTest::with_config("")
            .file("content/index.md", "# 入口\n")
            .file("guides/small/index.md", format!("---\ntitle: 導入\nphases:\n{phases}---\n"));
        for name in &names {
            site = site.file(&format!("guides/tasks/{name}.md"), format!("# 作業 {name}\n"));
        }
        site.build().expect_code(0);
        site.text("guides/small/t30/index.html").len()
    };
    // long by the length of its phases, then by its number of phases
    for in_a_phase in [200, 2] {
        let (short, long) = (build(60, in_a_phase), build(400, in_a_phase));
        assert!(long < short + 1_000, "{short} and {long} bytes");
    }
}
