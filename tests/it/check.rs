//! `shirube check`: formats, gates and exit codes.

use serde_json::Value;

use crate::site::{SiteTest, TODAY};

/// An error, a warning and nothing else.
fn flawed() -> SiteTest {
    SiteTest::with_config("title = \"つづり\"\n").file("content/p.md", "---\ntitle: 題名\nverifed: 1\n---\n[次](none.md)\n")
}

fn warned() -> SiteTest {
    SiteTest::with_config("").file("content/p.md", "---\ntitle: 題名\nverifed: 1\n---\n本文\n")
}

#[test]
fn exit_code_tells_whether_the_gate_was_reached() {
    let clean = SiteTest::new().file("content/p.md", "# 題名\n");
    for (site, gate, code) in [
        (&clean, "note", 0),
        (&warned(), "error", 0),
        (&warned(), "warning", 1),
        (&warned(), "note", 1),
        (&flawed(), "error", 1),
        (&flawed(), "warning", 1),
    ] {
        site.run(["check", "--fail-on", gate, "--as-of", TODAY]).expect_code(code);
    }
}

#[test]
fn what_cannot_run_exits_2() {
    let site = flawed();
    for arguments in [
        ["check", "--as-of", "someday"],
        ["check", "--fail-on", "disaster"],
        ["check", "--format", "poem"],
        ["check", "--root", "nowhere"],
        ["check", "--audience", "nobody"],
        ["check", "--no-such", "option"],
    ] {
        let run = site.run(arguments);
        run.expect_code(2);
        assert!(!run.stderr.is_empty(), "{arguments:?} says nothing");
    }
    site.run(["chekc"]).expect_code(2).warns("check");
}

#[test]
fn check_writes_nothing() {
    let site = flawed();
    let before = crate::site::files(&site.path(""));
    site.check();
    assert_eq!(crate::site::files(&site.path("")), before);
}

#[test]
fn messages_speak_the_language_asked_for() {
    let site = flawed();
    site.run(["check", "--lang", "ja"]).expect_code(1).says("リンク先がありません").says("エラー");
    site.run(["check", "--lang", "en"]).expect_code(1).says("error[broken-link]").says("content/p.md:5:");
    site.run(["check"]).says("リンク先がありません");
    let english = crate::site::Run::of(crate::site::shirube().arg("check").env("LANG", "en_GB.UTF-8").current_dir(site.path("")));
    english.expect_code(1).says("error[broken-link]");
}

#[test]
fn help_speaks_the_language_asked_for() {
    let site = SiteTest::new();
    site.run(["check", "--help", "--lang", "en"]).expect_code(0).says("Usage");
    site.run(["check", "--help", "--lang", "ja"]).expect_code(0).says("使い方");
}

#[test]
fn line_and_carets_are_shown() {
    let run = flawed().run(["check", "--lang", "en", "--as-of", TODAY]);
    run.says("[次](none.md)").says("^^^^^^^").says("verified");
    assert!(!run.stdout.contains('\u{1b}'), "no colour where the output is no terminal");
}

#[test]
fn json_has_every_key_of_the_contract() {
    let run = flawed().check();
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&report["version"], &report["site"], &report["as_of"]), (&1.into(), &"つづり".into(), &TODAY.into()));
    assert_eq!(report["summary"], serde_json::json!({"error": 1, "warning": 1, "note": 0}));
    let keys: Vec<_> = report["findings"][0].as_object().unwrap().keys().collect();
    let expected = "code level path line column end_line end_column release change feature owner score message help"
        .split(' ')
        .collect::<Vec<_>>();
    assert_eq!(keys, expected);
}

#[test]
fn every_format_names_the_place() {
    let site = flawed();
    let said = |format: &str| site.run(["check", "--format", format, "--as-of", TODAY]).expect_code(1).stdout.clone();
    assert!(said("short").contains("content/p.md:5:5: error[broken-link]"), "{}", said("short"));
    assert!(said("github").contains("::error file=content/p.md,line=5,"), "{}", said("github"));
    let sarif: Value = serde_json::from_str(&said("sarif")).unwrap();
    let place = &sarif["runs"][0]["results"][1]["locations"][0]["physicalLocation"];
    assert_eq!((&place["artifactLocation"]["uri"], &place["region"]["startLine"]), (&"content/p.md".into(), &5.into()));
    assert!(said("csv").lines().any(|line| line.contains("broken-link") && line.contains("content/p.md")), "{}", said("csv"));
    assert!(said("markdown").contains("content/p.md"), "{}", said("markdown"));
}

#[test]
fn names_cannot_act_on_a_terminal_or_a_spreadsheet() {
    let site = SiteTest::new().file("content/=1+1\u{202e}.md", "[x](none.md)\n");
    for format in ["human", "short", "json", "sarif", "github", "csv", "markdown"] {
        let run = site.run(["check", "--format", format]);
        assert!(!run.stdout.contains('\u{202e}') && !run.stderr.contains('\u{202e}'), "{format}: {}", run.stdout);
    }
    let csv = site.run(["check", "--format", "csv"]).stdout;
    assert!(csv.lines().all(|line| !line.split(',').any(|cell| cell.trim_matches('"').starts_with('='))), "{csv}");
}

#[test]
fn closed_pipe_is_no_failure() {
    let site = SiteTest::new();
    (0..400).for_each(|n| site.write(&format!("content/{n}.md"), "# 題名\n[次](none.md)\n[次](none.md)\n"));
    let program = env!("CARGO_BIN_EXE_shirube");
    let line = format!("'{program}' check; echo $? >code");
    let mut shell = std::process::Command::new("sh");
    let run = crate::site::Run::of(shell.arg("-c").arg(format!("({line}) | head -c 10 >/dev/null")).current_dir(site.path("")));
    run.expect_code(0);
    assert_eq!(run.stderr, "");
    let code = std::fs::read_to_string(site.path("code")).unwrap();
    assert!(["0\n", "1\n"].contains(&&*code), "{code}");
}

#[test]
fn what_cannot_be_included_is_told_with_the_reason() {
    let site = SiteTest::with_config("")
        .file("content/index.md", "# 入口\n\n:include[content/q.md]\n\n:include[static/a.csv]\n")
        .file("content/q.md", "# 次\n")
        .file("static/a.csv", "a\n");
    let run = site.run(["check", "--lang", "ja", "--as-of", TODAY]);
    run.expect_code(1).says("snippets/ の中の文章だけ").says("名前が .md で終わる");
}
