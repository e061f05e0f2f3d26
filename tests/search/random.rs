//! Random texts, of which both twins make the same.

use std::io::Write;
use std::process::{Command, Stdio};

use shirube::search::analysis::Family;
use shirube::search::key;

use crate::{fixture, shown};

/// How many texts are tried; `SHIRUBE_CASES` asks for more.
const CASES: usize = 2_000;

/// Ranges of Unicode. Letters that are new in it are left out: a browser knows those of its own day.
const RANGES: &[(u32, u32)] = &[
    (0x3041, 0x3096),
    (0x3041, 0x3096),
    (0x30a1, 0x30fa),
    (0x30a1, 0x30fa),
    (0x4e00, 0x9fa5),
    (0x4e00, 0x9fa5),
    (0xff66, 0xff9f),
    (0x61, 0x7a),
    (0x61, 0x7a),
    (0x20, 0x7e),
    (0xff01, 0xff5e),
    (0x00, 0x24f),
    (0x300, 0x36f),
    (0x370, 0x4ff),
    (0xac00, 0xd7a3),
    (0x1100, 0x11ff),
    (0x1e00, 0x1fff),
    (0x2000, 0x209c),
    (0x20a0, 0x22ff),
    (0x2460, 0x24ff),
    (0x3000, 0x303f),
    (0x3099, 0x30ff),
    (0x3200, 0x33ff),
    (0x3400, 0x4db5),
    (0xf900, 0xfad9),
    (0x1f300, 0x1f64f),
    (0x20000, 0x2a6d6),
];

/// Pieces that the rules of the search are about.
const PIECES: &[&str] = &[
    "するには",
    "を教えてください",
    "できない",
    "できません",
    "とは何ですか",
    "したい",
    "どうすればいいですか",
    "の方法は",
    "どこ",
    "場合",
    "？",
    "。",
    "…",
    " ",
    "　",
    "・",
    "ー",
    "\u{3099}",
    "\n",
    "\u{2028}",
    "切り替え",
    "売り上げ",
    "消し",
    "送る",
    "キャンセル",
    "パスワード",
    "サーバー",
    "ユーザー",
    "請求書",
    "取引先",
    "とうろく",
    "せいきゅうしょ",
    "seikyuusho",
    "kon'yaku",
    "shimbun",
    "matcha",
    "csv",
    "CSV",
    "c++",
    "node.js",
    "settings",
    "inviting",
    "429",
    "_",
    "-",
    "'",
    "ΑΣ",
    "İ",
    "部屋",
    "台帳",
    "カンマ区切り",
];

/// A sequence that is the same in every run: the splitmix64 generator.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..=self.below(8) {
            if self.below(2) == 0 {
                text.push_str(PIECES[self.below(PIECES.len())]);
                continue;
            }
            let (first, last) = RANGES[self.below(RANGES.len())];
            let length = 1 + self.below(5);
            let letters = (0..length).filter_map(|_| char::from_u32(first + self.below((last - first + 1) as usize) as u32));
            text.extend(letters.collect::<Vec<_>>());
        }
        text
    }
}

/// What the browser's scripts make of texts, one line each. `manifest`: that of the site.
fn twin(manifest: &[u8], texts: &[String]) -> Vec<String> {
    let mut node = Command::new("node")
        .arg(fixture::at("tests/browser/twin.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs; tests/run.sh installs it");
    let mut input = node.stdin.take().unwrap();
    let mut lines = String::from_utf8(manifest.to_vec()).unwrap();
    texts.iter().for_each(|text| lines.push_str(&format!("\n{}", serde_json::to_string(text).unwrap())));
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = node.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn twins_make_the_same_of_random_texts() {
    let cases = std::env::var("SHIRUBE_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(CASES);
    let (_, indexes) = fixture::site();
    let index = fixture::index(&indexes, "ja");
    let (_, manifest) = index.files().into_iter().find(|(path, _)| path.ends_with("manifest.json")).unwrap();
    let mut random = Random(2_026);
    let texts: Vec<String> = (0..cases).map(|_| random.text()).collect();
    let other = twin(&manifest, &texts);
    assert_eq!(other.len(), cases);
    let mut wrong = 0;
    for (text, theirs) in texts.iter().zip(&other) {
        let (analysis, plan) = (shown::analysis(text), shown::plan(text, &index.plan(text)));
        let shown = format!("{analysis}{plan}");
        let digest = key(Family::Word, &shown);
        if *theirs != format!("{} {}", digest.place, digest.name) {
            wrong += 1;
            if wrong <= 10 {
                eprintln!("{}\n{shown}\n", serde_json::to_string(text).unwrap());
            }
        }
    }
    assert_eq!(wrong, 0, "of {cases} texts; TWIN_SHOW=1 node tests/browser/twin.mjs shows the other's");
}
