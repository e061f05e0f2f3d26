//! CPU seconds of `freshness::assess` alone, pages parsed: 10,000 pages × 1,000 releases × 5,000 changed labels. At most 2.
//!
//! `cargo bench --bench freshness` makes its own pages; with a folder as argument the texts are that folder's Markdown files.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark reads its texts and the clock, prints, and fails where it cannot run"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use shirube::diagnostics::Findings;
use shirube::freshness::{self, Question};
use shirube::input::Snapshot;
use shirube::site::{self, Options};
use shirube::source::Sources;
use shirube::{config, content};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PAGES: usize = 10_000;
const RELEASES: usize = 1_000;
const CHANGES: usize = 5;
const MOST_SECONDS: f64 = 2.0;

const WORDS: &[&str] = &[
    "請求書",
    "取引先",
    "一覧",
    "設定",
    "入金",
    "消し込み",
    "承認",
    "担当者",
    "メール",
    "書き出し",
    "テンプレート",
    "期間",
    "明細",
    "税率",
    "通知",
    "権限",
    "ログ",
    "検索",
    "条件",
    "定期",
    "発行",
    "控え",
    "印影",
    "振込",
    "口座",
];

/// A label of the product: `明細の通知 17`.
fn label(number: usize) -> String {
    let pick = |by: usize| WORDS[(number / by) % WORDS.len()];
    format!("{}の{} {number}", pick(1), pick(25))
}

fn page(number: usize) -> String {
    let verified = number % RELEASES;
    let mut text = format!(
        "---\ntitle: ページ {number}\nverified: r{verified}\nfeatures: [f{}, f{}]\nscreens: [s{}]\nowner: sakaki\n---\n",
        number % 700,
        number % 311,
        number % 400
    );
    // about 8 KB, as much as a page of real help on average
    for paragraph in 0..9 {
        let at = number * 31 + paragraph * 7;
        let _ = write!(text, "\n## 手順 {paragraph}\n\n");
        for step in 0..6 {
            let word = |by: usize| WORDS[(at / by + step) % WORDS.len()];
            let _ = write!(
                text,
                "{}を開いて［{}］を押し、{}と{}を確かめます。",
                word(1),
                label((at * 13 + step) % 20_000),
                word(3),
                word(7)
            );
        }
        let _ = writeln!(
            text,
            "次に **{}** を選び、「{}」が出たら終わりです。",
            label((at * 17) % 20_000),
            label((at * 19) % 20_000)
        );
    }
    text
}

fn release(number: usize) -> String {
    let day =
        jiff::civil::date(2022, 1, 1).checked_add(jiff::Span::new().days(i64::try_from(number).expect("small"))).expect("a day");
    let mut text = format!("---\nrelease: r{number}\ndate: {day}\ntitle: リリース {number}\nchanges:\n");
    for change in 0..CHANGES {
        let at = number * CHANGES + change;
        let _ = writeln!(
            text,
            "  - {{kind: renamed, feature: f{}, screen: s{}, key: k{at}, label: {{from: \"{}\", to: \"新{}\"}}, summary: {}の名前を変えました}}",
            at % 900,
            at % 500,
            label(at * 3),
            label(at * 3),
            WORDS[at % WORDS.len()]
        );
    }
    text + "---\n一覧の並び順を変え、承認の通知を早くしました。\n"
}

/// Lists the Markdown files below a folder.
fn texts(folder: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let markdown = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "md"));
    markdown.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect()
}

fn snapshot() -> (Snapshot, Findings) {
    let mut found = Findings::default();
    let mut sources = Sources::default();
    let toml = "title = \"t\"\n[[owners]]\nid = \"sakaki\"\nname = \"榊\"\n[freshness]\nbaseline_release = \"r0\"\n";
    let file = sources.add("shirube.toml", toml);
    let config = config::parse(Some(file), toml, &mut found);
    match std::env::args().nth(1).filter(|argument| !argument.starts_with('-')) {
        Some(folder) => texts(Path::new(&folder)).into_iter().enumerate().for_each(|(number, text)| {
            sources.add(&format!("content/a/p{number}.md"), text);
        }),
        None => (0..PAGES).for_each(|number| {
            sources.add(&format!("content/a/p{number}.md"), page(number));
        }),
    }
    (0..RELEASES).for_each(|number| {
        sources.add(&format!("content/releases/r{number}.md"), release(number));
    });
    let snapshot = Snapshot {
        config,
        sources,
        assets: Vec::new(),
        theme: Vec::new(),
        git_dates: BTreeMap::new(),
        now: jiff::civil::date(2026, 11, 21).at(0, 0, 0, 0),
        unread: BTreeSet::new(),
    };
    (snapshot, found)
}

/// User and system seconds of this process so far; where the system does not tell, the clock's.
fn cpu(start: Instant) -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
    match (ticks(11), ticks(12)) {
        (Some(user), Some(system)) => (user + system) / 100.0,
        _ => start.elapsed().as_secs_f64(),
    }
}

fn main() {
    let start = Instant::now();
    let (snapshot, mut found) = snapshot();
    let entries = content::parse_all(&snapshot.sources, &snapshot.config, &mut found);
    let options = Options { audience: "internal".to_owned(), drafts: false, now: "2026-11-21T00:00".to_owned() };
    let site = site::assemble(entries, &snapshot, &options, &mut found);
    let question = Question { today: "2026-11-21", likeness: true, ..Question::default() };
    let mut best = f64::MAX;
    let mut count = 0;
    for _ in 0..3 {
        let before = cpu(start);
        count = freshness::assess(&site, &snapshot.sources, &question).findings.len();
        best = best.min(cpu(start) - before);
    }
    println!(
        "{} pages, {RELEASES} releases, {} changed labels: {count} findings",
        site.pages.len() - RELEASES,
        RELEASES * CHANGES
    );
    println!("freshness::assess: {best:.2} CPU s, the best of three (at most {MOST_SECONDS})");
    assert!(best <= MOST_SECONDS, "too slow");
}
