//! Random texts, of which both twins make the same.

use std::io::Write;
use std::process::{Command, Stdio};

use rayon::prelude::*;
use serde_json::Value;
use shirube::search::analysis::Family;
use shirube::search::{Index, key};

use crate::{fixture, shown};

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

/// Queries of the vectors with slips in them, and two of them as one.
fn slips(random: &mut Random, known: &[Value]) -> String {
    let mut query = String::new();
    for _ in 0..=random.below(2) {
        let known = known[random.below(known.len())]["query"].as_str().unwrap();
        let mut letters: Vec<char> = known.chars().collect();
        for _ in 0..random.below(3) {
            let at = random.below(letters.len());
            match random.below(4) {
                0 if letters.len() > 1 => drop(letters.remove(at)),
                1 if at > 0 => letters.swap(at - 1, at),
                2 => letters.insert(at, letters[random.below(letters.len())]),
                _ => letters[at] = letters[random.below(letters.len())],
            }
        }
        query.extend(letters);
        query.push_str(["", " ", "の"][random.below(3)]);
    }
    query
}

/// The Japanese index on disk, and what the browser's scripts make of texts with it, a digest each.
fn twin(index: &Index, what: &str, texts: &[String]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in index.files() {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let mut node = Command::new("node");
    node.arg(fixture::at("tests/browser/twin.mjs")).arg(folder.path()).arg(what);
    let node = node.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut node = node.expect("node runs; tests/run.sh installs it");
    let mut input = node.stdin.take().unwrap();
    let lines: String = texts.iter().map(|text| serde_json::to_string(text).unwrap() + "\n").collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = node.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// Holds what the program makes of texts to what the browser's scripts make of them.
#[track_caller]
fn hold(index: &Index, what: &str, texts: &[String], shown: impl Fn(&str) -> String + Sync) {
    let theirs = twin(index, what, texts);
    assert_eq!(theirs.len(), texts.len());
    let wrong = |(text, theirs): (&String, &String)| {
        let ours = shown(text);
        let digest = key(Family::Word, &ours);
        (*theirs != format!("{} {}", digest.place, digest.name)).then_some(ours)
    };
    let wrong: Vec<String> = texts.par_iter().zip(&theirs).filter_map(wrong).collect();
    let first = wrong.iter().take(10).map(String::as_str).collect::<Vec<_>>().join("\n\n");
    assert!(
        wrong.is_empty(),
        "{} of {}; TWIN_SHOW=1 node tests/browser/twin.mjs shows the other's\n{first}",
        wrong.len(),
        texts.len()
    );
}

fn cases(few: usize) -> usize {
    std::env::var("SHIRUBE_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

#[test]
fn twins_make_the_same_of_random_texts() {
    let (_, indexes) = fixture::site();
    let index = fixture::index(&indexes, "ja");
    let mut random = Random(2_026);
    let texts: Vec<String> = (0..cases(2_000)).map(|_| random.text()).collect();
    hold(index, "texts", &texts, |text| format!("{}{}", shown::analysis(text), shown::plan(text, &index.plan(text))));
}

#[test]
fn twins_rank_the_same_for_random_queries() {
    let (site, indexes) = fixture::site();
    let index = fixture::index(&indexes, "ja");
    let mut random = Random(11);
    let text = std::fs::read_to_string(fixture::at("tests/shared/ranking.json")).unwrap();
    let known: Vec<Value> = serde_json::from_str(&text).unwrap();
    let queries: Vec<String> = (0..cases(600).min(5_000)).map(|_| slips(&mut random, &known)).collect();
    hold(index, "queries", &queries, |query| shown::answer(&site, index, query).to_string());
}
