use snapbox::IntoData as _;

use super::*;
use crate::diagnostics::{About, Code, is_unsafe_to_show};
use crate::source::{FileId, Span};

struct Site {
    sources: Sources,
    found: Vec<Diagnostic>,
}

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let mut sources = Sources::default();
        for (path, text) in files {
            sources.add(path, *text);
        }
        Self { sources, found: Vec::new() }
    }

    fn span(&self, file: u32, needle: &str) -> Span {
        let file = FileId(file);
        let at = self.sources.get(file).text.find(needle).unwrap();
        Span::new(file, at..at + needle.len())
    }

    fn print(&self, options: ReportOptions<'_>) -> String {
        print(&self.found.iter().collect::<Vec<_>>(), &self.sources, &options)
    }
}

fn options(format: Format) -> ReportOptions<'static> {
    ReportOptions { format, site: "ヘルプ", as_of: "2026-11-21", release: Some("2026.47"), ..Default::default() }
}

fn two_findings() -> Site {
    let mut site = Site::new(&[
        ("content/account/password.md", "---\ntitle: パスワード\nid: pw\n---\n［保存］を押し、[再設定](reset-pasword.md)へ。\n"),
        ("content/billing/export.md", "---\nid: pw\n---\n"),
    ]);
    let target = site.span(0, "reset-pasword.md");
    site.found = vec![
        Diagnostic::new(Code::DuplicateId, site.span(1, "pw"))
            .with("name", "pw")
            .with("first", "content/account/password.md")
            .related(site.span(0, "pw")),
        Diagnostic::new(Code::BrokenLink, target)
            .wording("broken-link.similar")
            .with("target", "reset-pasword.md")
            .with("file", "content/account/reset-pasword.md")
            .with("near", "reset-password.md")
            .fix(target, "reset-password.md"),
        Diagnostic::at(Code::OversizedImage, "static/img/a,b.png").with("size", "6 MB").with("limit", "1 MB"),
    ];
    site
}

#[test]
fn human_format_shows_line_carets_change_and_count() {
    let text = two_findings().print(options(Format::Human));
    snapbox::assert_data_eq!(
        text,
        snapbox::str![[r#"
エラー[broken-link]: リンク先がありません: reset-pasword.md
 --> content/account/password.md:5:15
  |
5 | ［保存］を押し、[再設定](reset-pasword.md)へ。
  |                          ^^^^^^^^^^^^^^^^ content/account/reset-pasword.md というファイルはありません
  |
直し方: 似た名前のページがあります。「reset-password.md」ではありませんか
  |
5 | ［保存］を押し、[再設定](reset-password.md)へ。
  |                                   +

エラー[duplicate-id]: id「pw」は「content/account/password.md」で使われています
 --> content/billing/export.md:2:5
  |
2 | id: pw
  |     ^^ こちらは2つ目です
  |
 ::: content/account/password.md:3:5
  |
3 | id: pw
  |     -- もう1つはここです
  |
直し方: コピーして作ったページなら、この id の行を削除してください

注意[oversized-image]: 画像のファイルが大きすぎます（6 MB、目安は1 MBまで）
--> static/img/a,b.png
 |
直し方: 幅を縮めるか、PNGやWebPで保存し直してください

エラー 2件、注意 1件（3ファイル）

"#]]
        .raw()
    );
}

#[test]
fn human_format_speaks_english() {
    let mut site = two_findings();
    site.found.remove(0);
    let text = site.print(ReportOptions { lang: Lang::En, over_budget: 3, ..options(Format::Human) });
    snapbox::assert_data_eq!(
        text,
        snapbox::str![[r#"
error[broken-link]: this link leads nowhere: reset-pasword.md
 --> content/account/password.md:5:15
  |
5 | ［保存］を押し、[再設定](reset-pasword.md)へ。
  |                          ^^^^^^^^^^^^^^^^ there is no file content/account/reset-pasword.md
  |
help: there is a page with a similar name; did you mean “reset-password.md”?
  |
5 | ［保存］を押し、[再設定](reset-password.md)へ。
  |                                   +

warning[oversized-image]: the picture's file is too large (6 MB, better at most 1 MB)
--> static/img/a,b.png
 |
help: make it narrower, or save it as PNG or WebP

1 error, 1 warning (2 files); 3 more over the budget (--no-budget shows all)

"#]]
        .raw()
    );
}

#[test]
fn nothing_found_is_said_in_one_line() {
    let site = Site::new(&[]);
    assert_eq!(site.print(options(Format::Human)), "問題は見つかりませんでした\n");
    assert_eq!(site.print(options(Format::Short)), "");
}

#[test]
fn long_line_is_cut_and_keeps_its_true_column_and_change() {
    let text = format!("{}［保存］{}", "文".repeat(500), "章".repeat(500));
    let mut site = Site::new(&[("content/a.md", &text)]);
    let span = site.span(0, "保存");
    site.found = vec![Diagnostic::new(Code::UnknownKey, span).with("key", "保存").fix(span, "登録")];
    let text = site.print(options(Format::Human));
    assert!(text.contains("--> content/a.md:1:502\n"), "{text}");
    assert!(text.contains("登録"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() < 120), "{text}");
}

#[test]
fn change_that_adds_a_line_is_drawn_as_one() {
    let mut site = Site::new(&[("content/a.md", "---\r\ntitle: a\r\n---\r\n")]);
    let file = FileId(0);
    site.found = vec![
        Diagnostic::new(Code::MissingKey, Span::new(file, 5..13)).with("key", "id").fix(Span::new(file, 15..15), "id: a\r\n"),
    ];
    snapbox::assert_data_eq!(
        site.print(options(Format::Human)),
        snapbox::str![[r#"
エラー[missing-key]: 「id」がありません
 --> content/a.md:2:1
  |
2 | title: a
  | ^^^^^^^^ ここに必要です
  |
直し方: id: の行を書き足してください
  |
3 + id: a
  |

エラー 1件（1ファイル）

"#]]
        .raw()
    );
}

#[test]
fn short_format_is_one_line_a_finding() {
    snapbox::assert_data_eq!(
        two_findings().print(options(Format::Short)),
        snapbox::str![[r#"
content/account/password.md:5:15: error[broken-link]: リンク先がありません: reset-pasword.md
content/billing/export.md:2:5: error[duplicate-id]: id「pw」は「content/account/password.md」で使われています
static/img/a,b.png: warning[oversized-image]: 画像のファイルが大きすぎます（6 MB、目安は1 MBまで）

"#]]
        .raw()
    );
}

#[test]
fn json_has_every_key_of_the_contract() {
    let mut site = two_findings();
    site.found[1].about = About { release: Some("2026.47".into()), change: Some(0), score: Some(0.932_14), ..About::default() };
    let object: serde_json::Value = serde_json::from_str(&site.print(options(Format::Json))).unwrap();
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&object), ["version", "site", "as_of", "release", "findings", "over_budget", "summary"]);
    let first = &object["findings"][0];
    assert_eq!(
        keys(first),
        [
            "code",
            "level",
            "path",
            "line",
            "column",
            "end_line",
            "end_column",
            "release",
            "change",
            "feature",
            "owner",
            "score",
            "message",
            "help"
        ]
    );
    assert_eq!(first["code"], "broken-link");
    assert_eq!((&first["line"], &first["column"], &first["end_column"]), (&5.into(), &15.into(), &31.into()));
    assert_eq!((&first["score"], &first["feature"]), (&0.9321.into(), &serde_json::Value::Null));
    assert_eq!(object["findings"][2]["line"], serde_json::Value::Null);
    assert_eq!(object["summary"], serde_json::json!({"error": 2, "warning": 1, "note": 0}));
}

#[test]
fn findings_stand_by_file_and_with_scores_by_level_and_score() {
    let order = |site: &Site, format| {
        let names = |line: &str| line.split(['[', ']']).nth(1).map(str::to_owned);
        let text = site.print(options(format));
        if format == Format::Json {
            let object: serde_json::Value = serde_json::from_str(&text).unwrap();
            return object["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect();
        }
        text.lines().filter_map(names).collect::<Vec<_>>()
    };
    let mut site = Site::new(&[("a.md", "x"), ("b.md", "y")]);
    site.found = vec![
        Diagnostic::new(Code::BrokenLink, site.span(1, "y")),
        Diagnostic::new(Code::MissingAlt, site.span(0, "x")),
        Diagnostic::new(Code::MissingAnchor, site.span(0, "x")),
    ];
    assert_eq!(order(&site, Format::Short), ["missing-anchor", "missing-alt", "broken-link"]);
    assert_eq!(order(&site, Format::Json), ["missing-anchor", "broken-link", "missing-alt"]);
    site.found[0].about.score = Some(0.9);
    site.found[2].about.score = Some(0.1);
    assert_eq!(order(&site, Format::Short), ["broken-link", "missing-anchor", "missing-alt"]);
}

#[test]
fn sarif_names_rules_places_fixes_and_stable_fingerprints() {
    let sarif: serde_json::Value = serde_json::from_str(&two_findings().print(options(Format::Sarif))).unwrap();
    let run = &sarif["runs"][0];
    let rules: Vec<_> = run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
    assert_eq!(rules, ["broken-link", "oversized-image", "duplicate-id"]);
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(&result["ruleId"], rules[index]);
        let print = result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap();
        assert_eq!(print.len(), "9f86d081884c7d65:1".len());
    }
    let broken = &run["results"][0];
    let place = &broken["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/account/password.md");
    assert_eq!(place["region"], serde_json::json!({"startLine": 5, "startColumn": 15, "endLine": 5, "endColumn": 31}));
    assert_eq!(broken["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "reset-password.md");
    assert_eq!(run["results"][1]["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 3);
    assert_eq!(run["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "static/img/a%2Cb.png");
}

#[test]
fn github_format_is_one_command_a_finding() {
    snapbox::assert_data_eq!(two_findings().print(options(Format::Github)), snapbox::str![[r#"
::error file=content/account/password.md,line=5,endLine=5,col=15,endColumn=31,title=broken-link::リンク先がありません: reset-pasword.md。似た名前のページがあります。「reset-password.md」ではありませんか
::error file=content/billing/export.md,line=2,endLine=2,col=5,endColumn=7,title=duplicate-id::id「pw」は「content/account/password.md」で使われています。コピーして作ったページなら、この id の行を削除してください
::warning file=static/img/a%2Cb.png,title=oversized-image::画像のファイルが大きすぎます（6 MB、目安は1 MBまで）。幅を縮めるか、PNGやWebPで保存し直してください

"#]].raw());
}

#[test]
fn csv_opens_in_a_spreadsheet() {
    let text = two_findings().print(options(Format::Csv));
    let table = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().take(3).collect::<Vec<_>>(), ["code", "level", "path"]);
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!((&rows[0][0], &rows[0][3], &rows[2][2], &rows[2][3]), ("broken-link", "5", "static/img/a,b.png", ""));
}

#[test]
fn markdown_format_is_a_table_a_file() {
    snapbox::assert_data_eq!(two_findings().print(options(Format::Markdown)), snapbox::str![[r#"
<!-- shirube -->
**エラー 2件、注意 1件（3ファイル）**

### `content/account/password.md`

| 行 | 重さ | 内容 | 代わりに書くもの |
|--:|---|---|---|
| 5 | エラー | リンク先がありません\: reset-pasword.md `broken-link` | 似た名前のページがあります。「reset-password.md」ではありませんか |

### `content/billing/export.md`

| 行 | 重さ | 内容 | 代わりに書くもの |
|--:|---|---|---|
| 2 | エラー | id「pw」は「content/account/password.md」で使われています `duplicate-id` | コピーして作ったページなら、この id の行を削除してください |

### `static/img/a,b.png`

| 行 | 重さ | 内容 | 代わりに書くもの |
|--:|---|---|---|
|  | 注意 | 画像のファイルが大きすぎます（6 MB、目安は1 MBまで） `oversized-image` | 幅を縮めるか、PNGやWebPで保存し直してください |

"#]].raw());
}

#[test]
fn markdown_format_stays_below_the_limit_of_a_comment() {
    let files: Vec<_> = (0..3000).map(|number| format!("content/{number:04}.md")).collect();
    let mut site = Site::new(&[]);
    site.found = files.iter().map(|path| Diagnostic::at(Code::EmptyPage, path)).collect();
    let text = site.print(options(Format::Markdown));
    let shown = text.matches("### ").count();
    assert!(text.len() < 65_000 && shown > 100);
    assert!(text.ends_with(&format!("ほかに{}件あります。\n", 3000 - shown)), "{}", &text[text.len() - 60..]);
}

/// Whatever stands in paths, texts, words, names or fixes: the seven formats show no byte that acts on a display.
#[test]
fn no_format_lets_a_control_or_bidi_character_through() {
    let bad = "a\u{1b}]8;;http://evil\u{7}x\u{1b}]52;c;aGk=\u{7}\u{202e}b\u{2066}\u{200f}\u{61c}\u{9b}31m\u{7f}\u{0}\u{8}\u{85}\u{2028}\u{feff}z";
    let mut site = Site::new(&[(&format!("content/{bad}.md"), &format!("一行目\r{bad}\n{bad}")), ("b.md", bad)]);
    let all = |file, sources: &Sources| Span::new(FileId(file), 0..sources.get(FileId(file)).text.len());
    let (one, two) = (all(0, &site.sources), all(1, &site.sources));
    let about = About {
        release: Some(bad.into()),
        feature: Some(bad.into()),
        owner: Some(bad.into()),
        change: Some(1),
        score: Some(0.5),
    };
    let mut first = Diagnostic::new(Code::UnknownKey, one).wording("unknown-key.similar").with("key", bad).with("near", bad);
    first = first.fix(two, bad).related(two);
    first.about = about;
    site.found = vec![first, Diagnostic::at(Code::EmptyPage, bad), Diagnostic::new(Code::BrokenLink, two).with("target", bad)];
    for (name, format) in Format::ALL {
        for colour in [false, true] {
            let text = site.print(ReportOptions {
                format: *format,
                colour,
                site: bad,
                as_of: bad,
                release: Some(bad),
                ..options(*format)
            });
            let text = anstream::adapter::strip_str(&text).to_string();
            let text = if *format == Format::Csv { text.replacen('\u{feff}', "", 1).replace("\r\n", "\n") } else { text };
            let through: Vec<_> = text.chars().filter(|&c| c != '\n' && is_unsafe_to_show(c)).collect();
            assert!(through.is_empty(), "{name}: {through:?}");
        }
    }
}

#[test]
fn colour_is_used_only_when_asked_for() {
    let site = two_findings();
    assert!(!site.print(options(Format::Human)).contains('\u{1b}'));
    assert!(site.print(ReportOptions { colour: true, ..options(Format::Human) }).contains("\u{1b}[1m"));
}
