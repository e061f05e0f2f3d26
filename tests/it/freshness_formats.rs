//! How findings of freshness reach the people whose work they are: by owner, as a table, at the line, as a comment.

use serde_json::Value;

use crate::gates::{freshness, site};

#[test]
fn human_format_gathers_findings_under_their_owners() {
    let site = site();
    let run = freshness(&site, []);
    snapbox::assert_data_eq!(
        run.expect_code(1).stdout.as_str(),
        snapbox::str![[r#"
■ 榊 千尋（2件）

エラー[outdated-label]: ［CSV出力］は、リリース 2026.47 で［CSVダウンロード］に変わりました
 --> content/請求 c.md:5:2
  |
5 | 「CSV出力」を選びます。
  |   ^^^^^^^ 今の画面では［CSVダウンロード］です
  |
直し方: ［CSVダウンロード］に直してください
  |
5 - 「CSV出力」を選びます。
5 + 「CSVダウンロード」を選びます。
  |

注意[affected]: リリース 2026.47 で、このページが扱う所が変わりました: 招待の画面を変えました
 --> content/b.md:4:12
  |
4 | features: [member]
  |            ^^^^^^ ここが変わりました
  |
直し方: 本文と見比べ、合っていれば verified を 2026.47 にしてください（shirube verify を使うと確かめながら進めます）

■ 木戸 亮（1件）

エラー[outdated-label]: ［CSV出力］は、リリース 2026.47 で［CSVダウンロード］に変わりました
 --> content/export.md:6:2
  |
6 | ［CSV出力］を押します。
  |   ^^^^^^^ 今の画面では［CSVダウンロード］です
  |
直し方: ［CSVダウンロード］に直してください
  |
6 - ［CSV出力］を押します。
6 + ［CSVダウンロード］を押します。
  |

エラー 2件、注意 1件（3ファイル）

"#]]
    );
}

#[test]
fn csv_carries_owner_cause_and_article() {
    snapbox::assert_data_eq!(
        freshness(&site(), ["--format", "csv"]).stdout.trim_start_matches('\u{feff}'),
        snapbox::str![[r#"
code,level,path,line,column,end_line,end_column,release,change,feature,owner,score,message,help
outdated-label,error,content/export.md,6,2,6,7,2026.47,0,invoice.export,kido,0.51,［CSV出力］は、リリース 2026.47 で［CSVダウンロード］に変わりました,［CSVダウンロード］に直してください
outdated-label,error,content/請求 c.md,5,2,5,7,2026.47,0,invoice.export,sakaki,0.459,［CSV出力］は、リリース 2026.47 で［CSVダウンロード］に変わりました,［CSVダウンロード］に直してください
affected,warning,content/b.md,4,12,4,18,2026.47,1,member,sakaki,0.3825,リリース 2026.47 で、このページが扱う所が変わりました: 招待の画面を変えました,本文と見比べ、合っていれば verified を 2026.47 にしてください（shirube verify を使うと確かめながら進めます）

"#]]
    );
}

#[test]
fn github_annotations_stand_at_the_line() {
    snapbox::assert_data_eq!(
        freshness(&site(), ["--format", "github"]).stdout.as_str(),
        snapbox::str![[r#"
::error file=content/export.md,line=6,endLine=6,col=2,endColumn=7,title=outdated-label::［CSV出力］は、リリース 2026.47 で［CSVダウンロード］に変わりました。［CSVダウンロード］に直してください
::error file=content/請求 c.md,line=5,endLine=5,col=2,endColumn=7,title=outdated-label::［CSV出力］は、リリース 2026.47 で［CSVダウンロード］に変わりました。［CSVダウンロード］に直してください
::warning file=content/b.md,line=4,endLine=4,col=12,endColumn=18,title=affected::リリース 2026.47 で、このページが扱う所が変わりました: 招待の画面を変えました。本文と見比べ、合っていれば verified を 2026.47 にしてください（shirube verify を使うと確かめながら進めます）

"#]]
    );
}

#[test]
fn markdown_comment_names_the_keeper_of_each_page() {
    snapbox::assert_data_eq!(
        freshness(&site(), ["--format", "markdown"]).stdout.as_str(),
        snapbox::str![[r#"
<!-- shirube -->
**エラー 2件、注意 1件（3ファイル）**

### `content/export.md`（担当：木戸 亮）

| 行 | 重さ | 内容 | 代わりに書くもの |
|--:|---|---|---|
| 6 | エラー | ［CSV出力］は、リリース 2026.47 で［CSVダウンロード］に変わりました `outdated-label` | ［CSVダウンロード］に直してください |

### `content/請求 c.md`（担当：榊 千尋）

| 行 | 重さ | 内容 | 代わりに書くもの |
|--:|---|---|---|
| 5 | エラー | ［CSV出力］は、リリース 2026.47 で［CSVダウンロード］に変わりました `outdated-label` | ［CSVダウンロード］に直してください |

### `content/b.md`（担当：榊 千尋）

| 行 | 重さ | 内容 | 代わりに書くもの |
|--:|---|---|---|
| 4 | 注意 | リリース 2026.47 で、このページが扱う所が変わりました/: 招待の画面を変えました `affected` | 本文と見比べ、合っていれば verified を 2026.47 にしてください（shirube verify を使うと確かめながら進めます） |

"#]]
    );
}

#[test]
fn fingerprints_of_code_scanning_outlive_a_line_removed_above() {
    let site = site();
    let prints = || {
        let report: Value = serde_json::from_str(&freshness(&site, ["--format", "sarif"]).stdout).unwrap();
        let results = report["runs"][0]["results"].as_array().unwrap().clone();
        results.iter().map(|result| result["partialFingerprints"]["primaryLocationLineHash"].clone()).collect::<Vec<_>>()
    };
    site.write(
        "content/export.md",
        "---\ntitle: 書き出す\nowner: kido\nfeatures: [invoice.export]\n---\n前書き\n\n［CSV出力］を押します。\n",
    );
    let before = prints();
    site.write(
        "content/export.md",
        "---\ntitle: 書き出す\nowner: kido\nfeatures: [invoice.export]\n---\n［CSV出力］を押します。\n",
    );
    assert_eq!(prints(), before);
}
