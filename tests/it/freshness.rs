//! What `shirube freshness` finds: the scenarios of `tests/sites/freshness`, and the budget.
//!
//! A scenario is one file: a comment that says why, `args:` to add to the command, a line `expect:` for every finding
//! (`code path:line:column`, and after `->` the text to write instead), then the site's files, each after `-- path --`. What
//! a scenario does not write is taken from `base.txt`. The findings must be exactly the expected ones.

use std::collections::BTreeMap;
use std::path::Path;

use crate::site::{Run, SiteTest, TODAY, shirube};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites/freshness");

/// One scenario as written.
struct Scenario {
    arguments: Vec<String>,
    expected: Vec<String>,
    files: BTreeMap<String, String>,
}

impl Scenario {
    fn read(name: &str) -> Self {
        let text = std::fs::read_to_string(Path::new(FOLDER).join(format!("{name}.txt"))).unwrap();
        let mut scenario = Self { arguments: Vec::new(), expected: Vec::new(), files: BTreeMap::new() };
        let mut file: Option<String> = None;
        for line in text.lines() {
            if let Some(path) = line.strip_prefix("-- ").and_then(|line| line.strip_suffix(" --")) {
                scenario.files.insert(path.to_owned(), String::new());
                file = Some(path.to_owned());
            } else if let Some(path) = &file {
                scenario.files.get_mut(path).unwrap().extend([line, "\n"]);
            } else if let Some(arguments) = line.strip_prefix("args:") {
                scenario.arguments = arguments.split_whitespace().map(str::to_owned).collect();
            } else if let Some(expected) = line.strip_prefix("expect: ") {
                scenario.expected.push(expected.to_owned());
            }
        }
        scenario
    }

    fn site(&self) -> SiteTest {
        let mut files = Scenario::read("base").files;
        files.extend(self.files.clone());
        files.iter().fold(SiteTest::new(), |site, (path, text)| site.file(path, text))
    }

    /// Runs `freshness` and lists what it found as scenarios write it.
    fn found(&self) -> Vec<String> {
        let site = self.site();
        let mut command = shirube();
        command.args(["freshness", "--format", "json", "--no-budget"]).args(&self.arguments).current_dir(site.path(""));
        if !self.arguments.iter().any(|argument| argument == "--as-of") {
            command.args(["--as-of", TODAY]);
        }
        let run = Run::of(&mut command);
        let report: serde_json::Value =
            serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}{}", run.stdout, run.stderr));
        let wants_text = |line: &str| self.expected.iter().any(|expected| expected.starts_with(&format!("{line} -> ")));
        let found = report["findings"].as_array().unwrap().iter().map(|finding| {
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            let line = format!("{} {}:{}:{}", text("code"), text("path"), finding["line"], finding["column"]);
            let help = text("help");
            let new = help.split('［').nth(1).and_then(|rest| rest.split('］').next()).unwrap_or_default().to_owned();
            if wants_text(&line) { format!("{line} -> {new}") } else { line }
        });
        let mut found: Vec<String> = found.collect();
        found.sort();
        found
    }
}

#[test]
fn every_scenario_finds_what_it_expects_and_nothing_else() {
    let mut names: Vec<String> = std::fs::read_dir(FOLDER)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "base")
        .collect();
    names.sort();
    assert!(names.len() > 50, "{names:?}");
    let mut wrong = String::new();
    for name in names {
        let scenario = Scenario::read(&name);
        let mut found = scenario.found();
        if !name.starts_with("likeness") {
            // words that are close are likeness's own scenarios' business
            found.retain(|line| !line.starts_with("maybe-affected "));
        }
        let mut expected = scenario.expected.clone();
        expected.sort();
        if found != expected {
            wrong.push_str(&format!("{name}\n  expected {expected:#?}\n  found {found:#?}\n"));
        }
    }
    assert_eq!(wrong, "");
}

/// A site where twelve pages of one owner and one of another are touched by the same change.
fn busy(budget: &str) -> SiteTest {
    let page = |owner: &str| format!("---\ntitle: 手順\nowner: {owner}\nverified: 2026.44\nfeatures: [x]\n---\n本文\n");
    let site = SiteTest::new()
        .file(
            "shirube.toml",
            format!("title = \"試験\"\n[[owners]]\nid = \"sakaki\"\nname = \"榊\"\n[[owners]]\nid = \"kido\"\nname = \"木戸\"\n[freshness]\n{budget}\n"),
        )
        .file("content/releases/2026.44.md", "---\nrelease: 2026.44\ndate: 2026-10-28\ntitle: 前\n---\n前\n")
        .file(
            "content/releases/2026.47.md",
            "---\nrelease: 2026.47\ndate: 2026-11-18\ntitle: 今\nchanges:\n  - {kind: changed, feature: x, summary: 変更}\n---\n今\n",
        )
        .file("content/a/other.md", page("kido"));
    (0..12).fold(site, |site, number| site.file(&format!("content/a/p{number}.md"), page("sakaki")))
}

fn report(site: &SiteTest, arguments: &[&str]) -> serde_json::Value {
    let mut command = shirube();
    command.args(["freshness", "--format", "json", "--as-of", TODAY]).args(arguments).current_dir(site.path(""));
    let run = Run::of(&mut command);
    serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}{}", run.stdout, run.stderr))
}

#[test]
fn budget_shows_the_top_few_of_each_owner_and_counts_the_rest() {
    let report = report(&busy("budget_per_owner = 3"), &[]);
    let owners: Vec<&str> =
        report["findings"].as_array().unwrap().iter().filter_map(|finding| finding["owner"].as_str()).collect();
    assert_eq!(owners.iter().filter(|owner| **owner == "sakaki").count(), 3);
    assert_eq!(owners.iter().filter(|owner| **owner == "kido").count(), 1);
    assert_eq!(report["over_budget"], 9);
}

#[test]
fn formats_without_a_place_for_it_tell_on_standard_error_what_they_leave_out() {
    let site = busy("budget_per_owner = 3").file(
        "data/snoozes.toml",
        "[[snooze]]\ncode = \"affected\"\npage = \"content/a/other.md\"\nreason = \"来週\"\nuntil = 2026-12-02\n",
    );
    for format in ["short", "github", "csv"] {
        let run = site.run(["freshness", "--format", format, "--as-of", TODAY]);
        assert_eq!(run.stderr.lines().count(), 1, "{format}: {}", run.stderr);
        run.warns("ほかに9件").warns("先送り中 1件");
        assert!(!run.stdout.contains("先送り中"), "{}", run.stdout);
    }
    for format in ["human", "json", "sarif", "markdown"] {
        assert_eq!(site.run(["freshness", "--format", format, "--as-of", TODAY]).stderr, "", "{format}");
    }
}

#[test]
fn without_budget_everything_is_shown() {
    let report = report(&busy("budget_per_owner = 3"), &["--no-budget"]);
    assert_eq!(report["findings"].as_array().unwrap().len(), 13);
    assert_eq!(report["over_budget"], 0);
}

#[test]
fn what_is_below_the_threshold_is_counted() {
    let report = report(&busy("threshold = 0.99"), &[]);
    assert_eq!(report["findings"].as_array().unwrap().len(), 0);
    assert_eq!(report["over_budget"], 13);
}

#[test]
fn errors_are_never_held_back() {
    let site = busy("budget_per_owner = 1").file(
        "content/releases/2026.47.md",
        "---\nrelease: 2026.47\ndate: 2026-11-18\ntitle: 今\nchanges:\n  - {kind: removed, feature: x, summary: 変更}\n---\n今\n",
    );
    let report = report(&site, &[]);
    assert_eq!(report["summary"]["error"], 13);
    assert_eq!(report["over_budget"], 0);
}

#[test]
fn one_owner_is_shown_alone_and_an_unknown_one_is_named() {
    let site = busy("");
    assert_eq!(report(&site, &["--owner", "kido"])["findings"].as_array().unwrap().len(), 1);
    site.run(["freshness", "--owner", "nobody"]).expect_code(2).warns("sakaki");
    site.run(["freshness", "--release", "2026.99"]).expect_code(2).warns("2026.47");
}
