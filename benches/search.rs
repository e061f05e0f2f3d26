//! What the search costs on top of a build: CPU seconds and memory of the index alone, its size, and what one paragraph more
//! changes of it. At most 6 CPU seconds, 500 MB and 12 MB gzipped for 10,000 pages; 250 KB of shards for a paragraph in 1,000.
//!
//! `cargo bench --bench search -- FOLDER`, where FOLDER holds a site's `content/`.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark reads its texts and the clock, prints, and fails where it cannot run"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;
use shirube::diagnostics::Findings;
use shirube::freshness::{self, Freshness, Question};
use shirube::input::Snapshot;
use shirube::site::{self, Options, Site};
use shirube::source::Sources;
use shirube::{config, content, search};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What an editor adds to a page.
const PARAGRAPH: &str = "\n\n請求書を一覧から選び、右上の［書き出し］を押します。期間と文字コードを確かめてから［ダウンロード］を押すと、\
表示中の明細がCSVファイルで保存されます。うまくいかないときは、管理者に権限の設定を確認してください。\n";

type File = (String, Vec<u8>);

fn main() {
    let Some(folder) = std::env::args().nth(1).filter(|argument| !argument.starts_with('-')) else {
        println!("not run: name the folder of a site (cargo bench --bench search -- FOLDER)");
        return;
    };
    let start = Instant::now();
    let (site, freshness) = graph(Path::new(&folder), None);
    let (cpu_before, peak_before) = (cpu(start), peak());
    let files = files(&site, &freshness);
    let (seconds, megabytes) = (cpu(start) - cpu_before, peak().saturating_sub(peak_before) / 1024);
    let index: Vec<&File> = files.iter().filter(|(path, _)| !is_page(path)).collect();
    let size: usize = index.par_iter().map(|(_, bytes)| gzipped(bytes)).sum();
    println!("{} pages: {seconds:.2} CPU s, {megabytes} MB more, {} files", site.published().count(), index.len());
    println!("gzipped: {} KB without the pages' own texts", size / 1024);
    let changed = changed(&files, Path::new(&folder));
    println!("one paragraph more: {} files of the index, {} KB gzipped", changed.0, changed.1 / 1024);
}

fn files(site: &Site, freshness: &Freshness) -> Vec<File> {
    search::indexes(site, freshness).iter().flat_map(search::Index::files).collect()
}

fn is_page(path: &str) -> bool {
    path.split('/').nth(2).is_some_and(|folder| folder.starts_with('p'))
}

/// Counts the files of the index that a paragraph in the middle page changes, and their bytes.
fn changed(before: &[File], folder: &Path) -> (usize, usize) {
    let known: HashMap<&str, &[u8]> = before.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let (site, freshness) = graph(folder, Some(PARAGRAPH));
    let after = files(&site, &freshness);
    let new = after.iter().filter(|(path, bytes)| !is_page(path) && known.get(path.as_str()) != Some(&bytes.as_slice()));
    let sizes: Vec<usize> = new.map(|(_, bytes)| gzipped(bytes)).collect();
    (sizes.len(), sizes.iter().sum())
}

fn gzipped(bytes: &[u8]) -> usize {
    miniz_oxide::deflate::compress_to_vec(bytes, 9).len() + 18
}

/// Parses a site, with a paragraph added to the page in the middle, and makes its graph.
fn graph(folder: &Path, paragraph: Option<&str>) -> (Site, Freshness) {
    let mut found = Findings::default();
    let mut sources = Sources::default();
    let toml = "title = \"t\"\n";
    let file = sources.add("shirube.toml", toml);
    let config = config::parse(Some(file), toml, &mut found);
    let files = walkdir::WalkDir::new(folder.join("content")).sort_by_file_name().into_iter().filter_map(Result::ok);
    let pages: Vec<_> = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "md")).collect();
    for (number, page) in pages.iter().enumerate() {
        let mut text = std::fs::read_to_string(page.path()).expect("a text");
        if number == pages.len() / 2 {
            text.push_str(paragraph.unwrap_or(""));
        }
        sources.add(&page.path().strip_prefix(folder).expect("below it").to_string_lossy(), text);
    }
    let now = jiff::civil::date(2026, 11, 21).at(0, 0, 0, 0);
    let nothing = (Vec::new(), Vec::new(), BTreeMap::new(), BTreeSet::new());
    let snapshot =
        Snapshot { config, sources, assets: nothing.0, theme: nothing.1, git_dates: nothing.2, now, unread: nothing.3 };
    let entries = content::parse_all(&snapshot.sources, &snapshot.config, &mut found);
    let options = Options { audience: "public".to_owned(), drafts: false, now: "2026-11-21T00:00".to_owned() };
    let site = site::assemble(entries, &snapshot, &options, &mut found);
    let question = Question { today: "2026-11-21", ..Question::default() };
    let freshness = freshness::assess(&site, &snapshot.sources, &question);
    (site, freshness)
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

/// The most memory this process has held so far, in KB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}
