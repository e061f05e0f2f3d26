//! `shirube inventory`: every page in a table.

use serde_json::Value;

use crate::site::{SiteTest, TODAY};

fn site() -> SiteTest {
    SiteTest::with_config("title = \"ヘルプ\"\n[[owners]]\nid = \"sakaki\"\nname = \"榊, 千尋\"\n")
        .file("content/releases/2026.47.md", "---\nrelease: 2026.47\ndate: 2026-11-18\ntitle: 更新\n---\n本文\n")
        .file("content/b.md", "---\ntitle: =HYPERLINK(\"x\")\nid: b\nowner: sakaki\nverified: 2026.47\nfeatures: [a, b]\nplans: [pro]\nstatus: pilot\n---\n本文\n")
        .file("content/a.md", "# \"引用\", 改行なし\n\n本文\n")
        .file("content/draft.md", "---\ntitle: 下書き\ndraft: true\n---\n本文\n")
        .file("snippets/s.md", "部品\n")
        .file("data/usage.csv", "page,views\n/b/,\"1,200\"\n/b/,3\n")
}

#[test]
fn csv_opens_in_a_japanese_spreadsheet_and_no_cell_is_a_formula() {
    let run = site().run(["inventory", "--as-of", TODAY]);
    run.expect_code(0);
    assert!(run.stdout.starts_with("\u{feff}path,address,id,title,kind,type,language,"));
    assert!(run.stdout.lines().count() > 5 && run.stdout.matches('\n').count() == run.stdout.matches("\r\n").count());
    let mut reader = csv::ReaderBuilder::new().from_reader(run.stdout.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |path: &str, column: &str| {
        let at = head.iter().position(|name| name == column).unwrap();
        rows.iter().find(|row| &row[0] == path).unwrap_or_else(|| panic!("no {path}"))[at].to_owned()
    };
    let paths: Vec<&str> = rows.iter().map(|row| &row[0]).collect();
    assert!(paths.is_sorted() && paths.contains(&"snippets/s.md") && paths.contains(&"content/releases/2026.47.md"), "{paths:?}");
    assert_eq!(cell("content/b.md", "title"), "'=HYPERLINK(\"x\")");
    assert_eq!(cell("content/b.md", "owner_name"), "榊, 千尋");
    assert_eq!(cell("content/b.md", "features"), "a; b");
    assert_eq!(cell("content/b.md", "views"), "1203");
    assert_eq!(cell("content/b.md", "status"), "pilot");
    assert_eq!(cell("content/b.md", "state"), "current");
    assert_eq!(cell("content/b.md", "checked"), "2026-11-18");
    assert_eq!(cell("content/a.md", "state"), "unknown");
    assert_eq!(cell("content/draft.md", "status"), "draft");
    assert_eq!(cell("snippets/s.md", "address"), "");
}

#[test]
fn json_is_one_object() {
    let run = site().run(["inventory", "--format", "json", "--as-of", TODAY]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&json["version"], &json["site"], &json["as_of"]), (&1.into(), &"ヘルプ".into(), &TODAY.into()));
    let pages = json["pages"].as_array().unwrap();
    let page = pages.iter().find(|page| page["path"] == "content/b.md").unwrap();
    assert_eq!(page["kind"], "article");
    assert_eq!(page["release"], "2026.47");
    assert_eq!(page["features"], serde_json::json!(["a", "b"]));
    assert_eq!(page["views"], 1203);
    assert_eq!(page["since"], Value::Null);
    site().run(["inventory", "--format", "poem"]).expect_code(2);
}
