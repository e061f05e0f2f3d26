//! `shirube new` and `shirube schema`.

use serde_json::Value;

use crate::site::{SiteTest, TODAY};

const KINDS: [&str; 18] = [
    "howto",
    "article",
    "concept",
    "reference",
    "error",
    "scenario",
    "case",
    "term",
    "faq",
    "release",
    "webinar",
    "track",
    "task",
    "group",
    "rule",
    "playbook",
    "collection",
    "snippet",
];

#[test]
fn every_kind_is_known_to_the_program() {
    let site = SiteTest::with_config("");
    let run = site.run(["new", "poem", "題名", "--lang", "en"]);
    run.expect_code(2);
    for kind in KINDS {
        run.warns(kind);
    }
}

#[test]
fn new_page_of_every_kind_is_without_a_finding() {
    for lang in ["ja", "en"] {
        for kind in KINDS {
            let site = SiteTest::with_config("");
            let id = if kind == "release" { "2026.47" } else { "fresh" };
            let arguments = ["new", kind, "新しい題名", "--id", id, "--lang", lang, "--as-of", TODAY];
            let made = site.run(arguments).expect_code(0).stdout.clone();
            assert!(made.contains(".md"), "{kind}: {made}");
            let run = site.run(["check", "--drafts", "--format", "json", "--as-of", TODAY]);
            // a task is waiting for a track
            let expected: &[&str] = if kind == "task" { &["unreachable-page"] } else { &[] };
            let codes: Vec<_> = run.findings().into_iter().map(|finding| finding.code).collect();
            assert_eq!(codes, expected, "{kind} in {lang}: {}", run.stdout);
            site.run(["build", "--drafts", "--as-of", TODAY]).expect_code(0);
        }
    }
}

#[test]
fn new_page_is_a_draft_with_what_is_known() {
    let site = SiteTest::with_config("[[owners]]\nid = \"sakaki\"\n")
        .file("content/releases/2026.46.md", "---\ntitle: 秋\ndate: 2026-11-01\n---\n");
    let run = site.run([
        "new",
        "howto",
        "CSVを出力する",
        "--collection",
        "billing",
        "--owner",
        "sakaki",
        "--step",
        "kickoff",
        "--as-of",
        TODAY,
    ]);
    run.expect_code(0);
    let text = std::fs::read_to_string(site.path("content/billing/csv.md")).unwrap();
    for line in ["title: CSVを出力する", "id: csv", "owner: sakaki", "step: kickoff", "verified: \"2026.46\"", "status: draft"]
    {
        assert!(text.lines().any(|found| found.replace('"', "").starts_with(&line.replace('"', ""))), "no {line:?} in\n{text}");
    }
    site.check().expect_code(0).finds_nothing();
    site.build().expect_code(0);
    assert!(!site.has("billing/csv/index.html"), "a draft is not published");
}

#[test]
fn file_that_exists_is_never_touched() {
    let site = SiteTest::with_config("").file("content/csv.md", "# たいせつ\n");
    site.run(["new", "howto", "CSV"]).expect_code(2).warns("content/csv.md");
    assert_eq!(std::fs::read_to_string(site.path("content/csv.md")).unwrap(), "# たいせつ\n");
}

#[test]
fn new_page_stays_inside_the_site() {
    let site = SiteTest::with_config("");
    for (option, value) in [("--id", "../../x"), ("--id", "a/b"), ("--collection", "../../.."), ("--collection", "/tmp")] {
        site.run(["new", "howto", "Out There", option, value]);
        let outside = site.path("../out-there.md").exists() || std::path::Path::new("/tmp/out-there.md").exists();
        assert!(!outside && !site.path("../../x.md").exists(), "{option} {value}");
    }
}

#[test]
fn owner_step_or_collection_that_does_not_exist_is_refused() {
    let site = SiteTest::with_config("[[owners]]\nid = \"sakaki\"\n")
        .file("content/billing/index.md", "# 請求\n")
        .file("guides/tasks/add-members.md", "# 人を招く\n");
    for (option, value, near) in [
        ("--owner", "sakkaki", "sakaki"),
        ("--step", "kikoff", "kickoff"),
        ("--step", "kickoff/add-member", "add-member"),
        ("--collection", "biling", "billing"),
        ("--id", "con", "con"),
    ] {
        site.run(["new", "howto", "Export", option, value]).expect_code(2).warns(near);
    }
    assert!(!site.path("content/export.md").exists() && !site.path("content/biling").exists());
    for (option, value) in [("--step", "kickoff/add-members"), ("--collection", "billing/export")] {
        site.run(["new", "howto", "Export", option, value]).expect_code(0);
    }
}

#[test]
fn system_and_argument_errors_are_in_the_readers_language() {
    let site = SiteTest::with_config("").file("content/index.md", "# 入口\n").file("plain", "");
    let is_japanese = |run: &crate::site::Run| {
        run.expect_code(2);
        assert!(!run.stderr.contains("error") && !run.stderr.contains("os error"), "{}", run.stderr);
    };
    is_japanese(&site.run(["markdown", "--gfm", "--lang", "ja"]));
    is_japanese(&site.run(["build", "--out", "a", "--out", "b", "--lang", "ja"]));
    is_japanese(&site.run(["build", "--out", "plain/public", "--lang", "ja"]));
    let mut command = crate::site::shirube();
    command.current_dir(site.path("")).args(["markdown", "--lang", "ja"]);
    command.stdin(std::fs::File::open("/proc/self/exe").unwrap());
    let run = crate::site::Run::of(&mut command);
    is_japanese(&run);
    run.warns("UTF-8");
}

#[test]
fn schema_knows_every_key_of_front_matter() {
    let run = SiteTest::new().run(["schema"]);
    let schema: Value = serde_json::from_str(&run.expect_code(0).stdout).unwrap();
    assert!(schema["$schema"].as_str().is_some_and(|dialect| dialect.contains("json-schema.org")));
    for key in
        "id type owner step verified since features screens review audience plans roles next resolves intents source evidence touch was minutes requires done_when publish_at expire_at images changes phases"
            .split(' ')
    {
        assert!(run.stdout.contains(&format!("\"{key}\"")), "no {key}");
    }
}

#[test]
fn second_japanese_title_of_a_day_gets_a_name_of_its_own() {
    let site = SiteTest::with_config("");
    site.run(["new", "howto", "請求書を出力する", "--as-of", TODAY]).expect_code(0);
    site.run(["new", "howto", "取引先を登録する", "--as-of", TODAY]).expect_code(0);
    assert!(site.path("content/page-20261121.md").exists() && site.path("content/page-20261121-2.md").exists());
}
