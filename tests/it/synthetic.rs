//! Sites of any size made of a number, for promises that need many pages.

use std::path::Path;

/// What every site of ours has, whatever its size.
const FRAME: [(&str, &str); 5] = [
    (
        "shirube.toml",
        "title = \"見本\"\nbase_url = \"https://help.example.com/docs\"\nlanguages = [\"ja\", \"en\"]\n[variables]\nproduct = \"つづり\"\n",
    ),
    ("content/index.md", "# 見本の窓口\nようこそ。\n"),
    ("content/index.en.md", "# Example\nWelcome.\n"),
    ("snippets/note.md", ":var[product]の権限が要ります。\n"),
    ("data/labels.json", "{\"list.save\": \"保存\", \"list.export\": \"CSV出力\"}\n"),
];

/// The files of a site with about so many pages: collections, questions, releases, a track, pictures, two languages.
pub fn files(pages: usize) -> Vec<(String, Vec<u8>)> {
    let mut texts: Vec<(String, String)> = FRAME.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    texts.extend((0..pages / 40 + 1).map(release));
    texts.extend((0..pages).flat_map(|page| articles(page, pages)));
    texts.extend(guide());
    let mut files: Vec<_> = texts.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    files.extend((0..3).map(|picture| (format!("static/img/{picture}.png"), [crate::codes::PIXEL, &[picture]].concat())));
    files
}

fn release(number: usize) -> (String, String) {
    let (month, day) = (number / 28 % 10 + 1, number % 28 + 1);
    let change = format!("{{kind: renamed, label: {{from: 保存{number}, to: 登録}}, summary: 名前を変えました}}");
    let front =
        format!("release: \"2026.{number}\"\ntitle: 第{number}版\ndate: 2026-{month:02}-{day:02}\nchanges:\n  - {change}");
    (format!("content/releases/2026.{number}.md"), format!("---\n{front}\n---\n本文\n"))
}

/// An article; every fifth one with its translation and a question that leads to it.
fn articles(page: usize, pages: usize) -> Vec<(String, String)> {
    let (folder, next) = (page % 9, (page + 1) % pages);
    let order = page % 13;
    let front =
        format!("title: 記事{page}：設定を変える\nid: article-{page}\norder: {order}\ntags: [設定, 一覧]\nverified: \"2026.0\"");
    let body = format!(
        "**［保存{page}］**を押します。[次の記事](../c{}/p{next}.md#結果)へ。\n\n:include[snippets/note.md]\n\n:::note\n:ui[list.save]は一度だけ。\n:::\n\n## 手順\n\n:::steps\n1. 開きます。\n2. ![画面](/img/{}.png)を確かめます。\n:::\n\n## 結果\n\n| 項目 | 値 |\n|---|---|\n| 番号 | {page} |\n\n```js\nconst page = {page} // 番号\n```\n",
        next % 9,
        page % 3
    );
    let mut texts = vec![(format!("content/c{folder}/p{page}.md"), format!("---\n{front}\n---\n{body}"))];
    if page.is_multiple_of(5) {
        let translation = format!("---\ntitle: Article {page}\n---\n## Result\n\nPress **Save{page}**.\n");
        let question =
            format!("---\ntitle: 質問{page}は？\nstep: kickoff\nnext: [../../c{folder}/p{page}.md]\n---\n答え{page}です。\n");
        texts.push((format!("content/c{folder}/p{page}.en.md"), translation));
        texts.push((format!("content/faq/t{folder}/q{page}.md"), question));
    }
    texts
}

fn guide() -> Vec<(String, String)> {
    let tasks: Vec<String> = (0..12).map(|task| format!("task-{task}")).collect();
    let phases = format!("phases:\n  - {{id: a, title: 準備, step: kickoff, tasks: [{}]}}\n", tasks.join(", "));
    let text = |task: &String| format!("---\ntitle: 作業{task}\nminutes: 5\n---\n## 進め方\n本文\n");
    let mut texts: Vec<_> = tasks.iter().map(|task| (format!("guides/tasks/{task}.md"), text(task))).collect();
    texts.push(("guides/small/index.md".to_owned(), format!("---\ntitle: 導入\n{phases}---\n")));
    texts
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
