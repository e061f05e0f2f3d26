//! `shirube freshness` around the findings: gates, baselines, branches, history.

use std::process::Command;

use serde_json::Value;

use crate::site::{Run, SiteTest, TODAY, files};

/// Runs git in a site's folder, as nobody in particular.
pub fn git(site: &SiteTest, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]);
    let output = command.args(arguments).current_dir(site.path("")).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Commits everything.
pub fn commit(site: &SiteTest) {
    git(site, &["add", "-A"]);
    git(site, &["commit", "-qm", "x", "--no-gpg-sign"]);
}

const CONFIG: &str = "title = \"ヘルプ\"
[freshness]
baseline_release = \"2026.46\"
[[owners]]
id = \"sakaki\"
name = \"榊 千尋\"
[[owners]]
id = \"kido\"
name = \"木戸 亮\"
";

const RECORD: &str = "---
release: 2026.47
date: 2026-11-18
title: 更新
changes:
  - kind: renamed
    feature: invoice.export
    label: {from: CSV出力, to: CSVダウンロード}
    summary: ボタンの名前を変えました。
  - kind: changed
    feature: member
    impact: visible
    summary: 招待の画面を変えました。
---
本文
";

/// Two pages that say something wrong, one that may; two owners and nobody.
pub fn site() -> SiteTest {
    SiteTest::with_config(CONFIG)
        .file("content/releases/2026.46.md", "---\nrelease: 2026.46\ndate: 2026-11-11\ntitle: 前\n---\n本文\n")
        .file("content/releases/2026.47.md", RECORD)
        .file(
            "content/export.md",
            "---\ntitle: 書き出す\nowner: kido\nfeatures: [invoice.export]\n---\n［CSV出力］を押します。\n",
        )
        .file("content/b.md", "---\ntitle: 招待\nowner: sakaki\nfeatures: [member]\n---\n本文\n")
        .file("content/請求 c.md", "---\ntitle: 請求\nowner: sakaki\n---\n「CSV出力」を選びます。\n")
        .file("content/index.md", "---\ntitle: ヘルプ\nowner: sakaki\n---\n[a](export.md) [b](b.md) [c](<請求 c.md>)\n")
}

pub fn freshness<const N: usize>(site: &SiteTest, more: [&str; N]) -> Run {
    let mut command = crate::site::shirube();
    Run::of(command.args(["freshness", "--as-of", TODAY]).args(more).current_dir(site.path("")))
}

fn json<const N: usize>(site: &SiteTest, more: [&str; N]) -> Value {
    let mut command = crate::site::shirube();
    let run = Run::of(command.args(["freshness", "--as-of", TODAY, "--format", "json"]).args(more).current_dir(site.path("")));
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr))
}

fn paths(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| format!("{} {}", finding["code"].as_str().unwrap(), finding["path"].as_str().unwrap()))
        .collect()
}

#[test]
fn baseline_gates_only_what_is_new_and_only_shrinks() {
    let site = site();
    freshness(&site, ["--baseline", "known.txt"]).expect_code(2).warns("--update-baseline");
    freshness(&site, ["--baseline", "known.txt", "--update-baseline"]).expect_code(0);
    let first = std::fs::read_to_string(site.path("known.txt")).unwrap();
    let lines: Vec<&str> = first.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), 3, "{first}");
    assert!(
        lines[0].ends_with("  affected  content/b.md") && lines[1].ends_with("  outdated-label  content/export.md"),
        "{first}"
    );
    freshness(&site, ["--baseline", "known.txt"]).expect_code(0).says("ベースラインにあるもの 3件");
    // lines above move nothing, a new quotation is new
    site.write(
        "content/export.md",
        "---\ntitle: 書き出す\nowner: kido\nfeatures: [invoice.export]\n---\n\n\n前書き\n\n［CSV出力］を押します。\n",
    );
    let report = json(&site, ["--baseline", "known.txt"]);
    assert_eq!((paths(&report), &report["known"]), (vec![], &3.into()));
    site.write("content/d.md", "---\ntitle: 新しい\nowner: kido\n---\n**CSV出力**を押します。\n");
    freshness(&site, ["--baseline", "known.txt"]).expect_code(1).says("content/d.md");
    freshness(&site, ["--baseline", "known.txt", "--update-baseline"]).expect_code(1);
    assert_eq!(std::fs::read_to_string(site.path("known.txt")).unwrap(), first, "what is new does not go in");
    site.write(
        "content/export.md",
        "---\ntitle: 書き出す\nowner: kido\nverified: 2026.47\n---\n［CSVダウンロード］を押します。\n",
    );
    freshness(&site, ["--baseline", "known.txt"]).expect_code(1);
    assert_eq!(std::fs::read_to_string(site.path("known.txt")).unwrap(), first, "nothing is written unasked");
    freshness(&site, ["--baseline", "known.txt", "--update-baseline"]).expect_code(1);
    let second = std::fs::read_to_string(site.path("known.txt")).unwrap();
    assert_eq!(
        second,
        first.lines().filter(|line| !line.ends_with("content/export.md")).map(|line| format!("{line}\n")).collect::<String>()
    );
    freshness(&site, ["--baseline", "shirube.toml"]).expect_code(2);
    freshness(&site, ["--update-baseline"]).expect_code(2);
}

#[test]
fn later_release_at_a_known_line_is_new() {
    let site = site();
    freshness(&site, ["--baseline", "known.txt", "--update-baseline"]).expect_code(0);
    let later = RECORD.replace("2026.47", "2026.48").replace("2026-11-18", "2026-11-20").replace("member", "invoice.export");
    site.write("content/releases/2026.48.md", later.replace("CSV出力", "保存").replace("CSVダウンロード", "登録"));
    let report = json(&site, ["--baseline", "known.txt"]);
    assert!(paths(&report).contains(&"affected content/export.md".to_owned()), "{report:#}");
}

#[test]
fn branch_is_gated_for_the_pages_it_touches() {
    let site =
        site().file("snippets/s.md", "［CSV出力］\n").file("content/e.md", "---\ntitle: 使う\n---\n:include[snippets/s.md]\n");
    freshness(&site, ["--changed-since", "main"]).expect_code(2).warns("git");
    git(&site, &["init", "-q"]);
    commit(&site);
    freshness(&site, ["--changed-since", "nowhere"]).expect_code(2).warns("nowhere");
    freshness(&site, ["--changed-since", "--all"]).expect_code(2);
    assert_eq!(paths(&json(&site, ["--changed-since", "HEAD"])), Vec::<String>::new());
    git(&site, &["checkout", "-qb", "work"]);
    let page = std::fs::read_to_string(site.path("content/請求 c.md")).unwrap();
    site.write("content/請求 c.md", page + "追記\n");
    assert_eq!(paths(&json(&site, ["--changed-since", "main"])), ["outdated-label content/請求 c.md"], "not committed yet");
    commit(&site);
    assert_eq!(paths(&json(&site, ["--changed-since", "main"])), ["outdated-label content/請求 c.md"]);
    // what main did meanwhile is not the branch's
    git(&site, &["checkout", "-q", "main"]);
    site.write("content/export.md", std::fs::read_to_string(site.path("content/export.md")).unwrap() + "追記\n");
    commit(&site);
    git(&site, &["checkout", "-q", "work"]);
    assert_eq!(paths(&json(&site, ["--changed-since", "main"])), ["outdated-label content/請求 c.md"]);
    site.write("snippets/s.md", "［CSV出力］ \n");
    assert!(paths(&json(&site, ["--changed-since", "main"])).contains(&"outdated-label snippets/s.md".to_owned()));
    site.write("content/releases/2026.47.md", RECORD.replace("本文", "本文。"));
    assert!(
        paths(&json(&site, ["--changed-since", "main"])).contains(&"affected content/b.md".to_owned()),
        "a record touched is its whole release"
    );
}

#[test]
fn simulation_shows_each_owner_the_effect_of_other_limits() {
    let site = site();
    for number in 0..6 {
        site.write(&format!("content/m{number}.md"), "---\ntitle: 招待\nowner: sakaki\nfeatures: [member]\n---\n本文\n");
    }
    let before = files(&site.path(""));
    let run = freshness(&site, ["--simulate", "budget_per_owner=2", "--simulate", "threshold=0.1"]);
    run.expect_code(0).says("榊 千尋").says("threshold 0.1、budget_per_owner 2");
    let report = json(&site, ["--simulate", "budget_per_owner=2,threshold=0"]);
    let sakaki = &report["owners"][0];
    assert_eq!(
        (&sakaki["owner"], &sakaki["now"]["shown"], &sakaki["simulated"]["shown"]),
        (&"sakaki".into(), &8.into(), &3.into())
    );
    assert_eq!(sakaki["simulated"]["over_budget"], 5);
    let csv = freshness(&site, ["--simulate", "budget_per_owner=none", "--format", "csv"]).stdout;
    assert!(csv.starts_with("\u{feff}owner,name,shown_now"), "{csv}");
    assert_eq!(files(&site.path("")), before);
    for wrong in ["budget=1", "threshold=2", "threshold", "budget_per_owner=-1"] {
        freshness(&site, ["--simulate", wrong]).expect_code(2);
    }
}

#[test]
fn simulated_threshold_counts_what_the_same_setting_counts() {
    let page = "---\ntitle: 請求書のCSV出力\nowner: sakaki\nverified: 2026.46\n---\n請求書一覧のボタンでCSVを出力します。\n";
    let near = (0..3).fold(site(), |site, number| site.file(&format!("content/near{number}.md"), page));
    let counts = |report: &Value, of: &str| {
        let total = &report["total"][of];
        (total["shown"].as_u64().unwrap(), total["over_budget"].as_u64().unwrap())
    };
    freshness(&near, ["--simulate", "budget_per_owner=5"]).says("threshold 0（maybe-affected だけは 0.25）、budget_per_owner");
    let simulated: Vec<_> = ["threshold=0", "threshold=0.9"]
        .map(|setting| counts(&json(&near, ["--simulate", setting]), "simulated"))
        .into_iter()
        .collect();
    let config = std::fs::read_to_string(near.path("shirube.toml")).unwrap();
    for (setting, simulated) in ["threshold = 0.0", "threshold = 0.9"].into_iter().zip(simulated) {
        near.write("shirube.toml", config.replace("[freshness]\n", &format!("[freshness]\n{setting}\n")));
        let report = json(&near, ["--simulate", "budget_per_owner=10"]);
        assert_eq!(counts(&report, "now"), simulated, "{setting}");
        let shown = json(&near, []);
        assert_eq!(shown["findings"].as_array().unwrap().len() as u64, simulated.0, "{setting}");
    }
}

#[test]
fn record_adds_one_row_a_day_and_release() {
    let site = site();
    freshness(&site, ["--record"]).expect_code(1);
    let path = site.path("data/freshness.csv");
    let first = std::fs::read_to_string(&path).unwrap();
    assert_eq!(first, "date,release,outdated,affected,due,unknown,current\n2026-11-21,2026.47,2,1,0,0,1\n");
    site.write("content/export.md", "---\ntitle: 書き出す\nowner: kido\nverified: 2026.47\n---\n本文\n");
    freshness(&site, ["--record"]).expect_code(1);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first.replace("2026.47,2,1,0,0,1", "2026.47,1,1,0,0,2"));
    site.run(["freshness", "--record", "--as-of", "2026-11-28"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 3);
    site.check().expect_code(0);
}

#[test]
fn day_before_the_last_row_is_not_recorded() {
    let site = site();
    freshness(&site, ["--record"]).expect_code(1);
    let before = files(&site.path(""));
    site.run(["freshness", "--record", "--as-of", "2026-11-20"]).expect_code(2).warns("2026-11-21");
    assert_eq!(files(&site.path("")), before);
}

#[test]
fn bad_input_is_told_at_its_line_and_the_rest_is_assessed() {
    let site = site()
        .file("content/f.md", "---\ntitle: 題名\nverified: 2026.74\n---\n本文\n")
        .file("content/releases/again.md", "---\nrelease: 2026.47\ndate: 2026-11-18\ntitle: 二重\n---\n本文\n")
        .file("content/releases/2026.45.md", "---\nrelease: 2026.45\ndate: 2026-11-19\ntitle: 日付\n---\n本文\n")
        .file("data/labels.json", "{\n  \"a\": \"保存\"\n  \"b\" \"送信\"\n");
    let run = site.run(["freshness", "--as-of", TODAY, "--format", "json"]);
    run.expect_code(1)
        .finds("unknown-release", "content/f.md", 3, 11)
        .finds("duplicate-id", "content/releases/again.md", 4, 8)
        .finds("release-order", "content/releases/2026.45.md", 3, 7)
        .finds("outdated-label", "content/export.md", 6, 2);
    assert!(run.findings().iter().any(|finding| finding.path == "data/labels.json" && finding.line > 0), "{}", run.stdout);
}

#[test]
fn every_kind_of_finding_comes_up_where_it_should() {
    let site = site()
        .file(
            "content/images.md",
            "---\ntitle: 画像\nowner: kido\nimages: {/s.png: {screen: members, captured: 2026.46}}\n---\n![招待の画面](/s.png)\n",
        )
        .file("static/s.png", crate::codes::PIXEL)
        .file("content/gone.md", "---\ntitle: 旧\nowner: kido\nfeatures: [fax]\n---\n本文\n")
        .file("content/due.md", "---\ntitle: 期限\nowner: kido\nverified: 2026-01-01\nreview: 30d\n---\n本文\n")
        .file("content/alone.md", "---\ntitle: 誰のものでもない\n---\n招待の画面を変えました。\n")
        .file("content/b.en.md", "---\ntitle: Invite\nowner: sakaki\ntranslated: {_lead: 000000000000}\n---\nText\n");
    site.write("shirube.toml", format!("languages = [\"ja\", \"en\"]\n{CONFIG}"));
    let more = "  - {kind: removed, feature: fax, summary: FAXをやめました}\n  - {kind: changed, screen: members, summary: 画面を変えました}\n  - {kind: added, feature: brand-new, summary: 新しいもの}\n---\n本文\n";
    site.write("content/releases/2026.47.md", RECORD.replace("---\n本文\n", more));
    let report = json(&site, ["--no-budget"]);
    let found = paths(&report);
    for wanted in [
        ("outdated-label", "content/export.md"),
        ("outdated-feature", "content/gone.md"),
        ("outdated-screenshot", "content/images.md"),
        ("affected", "content/b.md"),
        ("review-overdue", "content/due.md"),
        ("uncovered-change", "content/releases/2026.47.md"),
        ("translation-outdated", "content/b.en.md"),
        ("maybe-affected", "content/alone.md"),
        ("unowned", "content/alone.md"),
    ] {
        assert!(found.contains(&format!("{} {}", wanted.0, wanted.1)), "no {wanted:?} among {found:#?}");
    }
}

#[test]
fn build_counts_freshness_in_one_line_and_exits_0() {
    let site = site();
    let run = site.run(["build", "--as-of", TODAY]);
    run.expect_code(0).warns("鮮度：古い 2ページ、変更あり 1ページ（shirube freshness で一覧）");
    assert_eq!(run.stderr.matches("鮮度").count(), 1);
    let bare = SiteTest::new().file("a-page.md", "# 題名\n\n本文\n");
    assert!(!bare.run(["build", "--as-of", TODAY]).stderr.contains("鮮度"));
}
