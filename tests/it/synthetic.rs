//! Sites of any size made of a number, for promises that need many pages.

use std::path::Path;

/// The files of a site with about so many pages: collections, questions, releases, a track, pictures, two languages.
pub fn files(pages: usize) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |path: String, text: String| files.push((path, text.into_bytes()));
    add("shirube.toml".into(), "title = \"見本\"\nbase_url = \"https://help.example.com/docs\"\nlanguages = [\"ja\", \"en\"]\n[variables]\nproduct = \"つづり\"\n".into());
    add("content/index.md".into(), "# 見本の窓口\nようこそ。\n".into());
    add("content/index.en.md".into(), "# Example\nWelcome.\n".into());
    add("snippets/note.md".into(), ":var[product]の権限が要ります。\n".into());
    add("data/labels.json".into(), "{\"list.save\": \"保存\", \"list.export\": \"CSV出力\"}\n".into());
    for release in 0..pages / 40 + 1 {
        let text = format!(
            "---\nrelease: \"2026.{release}\"\ntitle: 第{release}版\ndate: 2026-{:02}-{:02}\nchanges:\n  - {{kind: renamed, label: {{from: 保存{release}, to: 登録}}, summary: 名前を変えました}}\n---\n本文\n",
            release / 28 % 10 + 1,
            release % 28 + 1
        );
        add(format!("content/releases/2026.{release}.md"), text);
    }
    for page in 0..pages {
        let (folder, next) = (page % 9, (page + 1) % pages);
        let front = format!(
            "title: 記事{page}：設定を変える\nid: article-{page}\norder: {}\ntags: [設定, 一覧]\nverified: \"2026.0\"",
            page % 13
        );
        let body = format!(
            "**［保存{page}］**を押します。[次の記事](../c{}/p{next}.md#結果)へ。\n\n:include[snippets/note.md]\n\n:::note\n:ui[list.save]は一度だけ。\n:::\n\n## 手順\n\n:::steps\n1. 開きます。\n2. ![画面](/img/{}.png)を確かめます。\n:::\n\n## 結果\n\n| 項目 | 値 |\n|---|---|\n| 番号 | {page} |\n\n```js\nconst page = {page} // 番号\n```\n",
            next % 9,
            page % 3
        );
        add(format!("content/c{folder}/p{page}.md"), format!("---\n{front}\n---\n{body}"));
        if page % 5 == 0 {
            add(
                format!("content/c{folder}/p{page}.en.md"),
                format!("---\ntitle: Article {page}\n---\n## Result\n\nPress **Save{page}**.\n"),
            );
            add(
                format!("content/faq/t{folder}/q{page}.md"),
                format!("---\ntitle: 質問{page}は？\nstep: kickoff\nnext: [../../c{folder}/p{page}.md]\n---\n答え{page}です。\n"),
            );
        }
    }
    let tasks: Vec<String> = (0..12).map(|task| format!("task-{task}")).collect();
    for task in &tasks {
        add(format!("guides/tasks/{task}.md"), format!("---\ntitle: 作業{task}\nminutes: 5\n---\n## 進め方\n本文\n"));
    }
    let phases = format!("phases:\n  - {{id: a, title: 準備, step: kickoff, tasks: [{}]}}\n", tasks.join(", "));
    add("guides/small/index.md".into(), format!("---\ntitle: 導入\n{phases}---\n"));
    (0..3).for_each(|picture| files.push((format!("static/img/{picture}.png"), [crate::codes::PIXEL, &[picture]].concat())));
    files
}

/// Writes files below a folder in the order in which they are given.
pub fn write(dir: &Path, files: &[(String, Vec<u8>)]) {
    for (path, bytes) in files {
        let path = dir.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// A random sequence that is the same in every run: the splitmix64 generator.
pub struct Random(pub u64);

impl Random {
    /// Returns the next number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    /// Puts a list in another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        (1..list.len()).rev().for_each(|at| list.swap(at, self.below(at + 1)));
    }
}

/// How many random cases to run: few, or what `SHIRUBE_CASES` asks for.
pub fn cases(few: usize) -> usize {
    std::env::var("SHIRUBE_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

/// Unpacks an archive of the folder that `SHIRUBE_DATA` names; `None`, and a word about it, without one.
pub fn unpacked(name: &str) -> Option<tempfile::TempDir> {
    let Some(data) = std::env::var_os("SHIRUBE_DATA") else {
        eprintln!("not run: SHIRUBE_DATA names no folder with corpus/{name}.tar.xz");
        return None;
    };
    let archive = Path::new(&data).join("corpus").join(format!("{name}.tar.xz"));
    let folder = tempfile::tempdir().unwrap();
    let status = std::process::Command::new("tar").arg("-xJf").arg(archive).arg("-C").arg(folder.path()).status().unwrap();
    assert!(status.success());
    Some(folder)
}
