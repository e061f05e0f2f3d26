//! Markdown against data that is not part of the project: specifications' examples, hostile patterns, real pages.
//! `SHIRUBE_DATA` names the folder; without it nothing is run, and the tests say so.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "tests over data that is not part of the project")]

/// The program's own allocator: the system's makes large texts look worse than they are.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use shirube::markdown;
use shirube::source::FileId;

fn data(name: &str) -> Option<PathBuf> {
    match std::env::var_os("SHIRUBE_DATA") {
        Some(folder) => Some(Path::new(&folder).join(name)),
        None => {
            eprintln!("not run: SHIRUBE_DATA names no folder with {name}");
            None
        }
    }
}

fn unpacked(name: &str) -> Option<tempfile::TempDir> {
    let archive = data(name)?;
    let folder = tempfile::tempdir().unwrap();
    let status = std::process::Command::new("tar").arg("-xJf").arg(archive).arg("-C").arg(folder.path()).status().unwrap();
    assert!(status.success());
    Some(folder)
}

fn markdown_files(folder: &Path) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    files
        .filter(|file| file.path().extension().is_some_and(|end| end == "md"))
        .map(|file| (file.path().display().to_string(), std::fs::read_to_string(file.path()).unwrap()))
        .collect()
}

/// Equivalent HTML: `<br />` and `<br>`, `disabled=""` and `disabled`, the order of attributes and spaces between blocks.
fn normalised(html: &str) -> String {
    let fragment = scraper::Html::parse_fragment(html);
    let mut out = String::new();
    for node in fragment.tree.root().descendants().skip(1) {
        match node.value() {
            scraper::Node::Element(element) => {
                let mut attributes: Vec<String> = element.attrs().map(|(name, value)| format!("{name}={value:?}")).collect();
                attributes.sort();
                out.push_str(&format!("<{} {}>", element.name(), attributes.join(" ")));
            }
            scraper::Node::Text(text) if text.trim_matches('\n').is_empty() => continue,
            scraper::Node::Text(text) => out.push_str(text.trim_matches('\n')),
            scraper::Node::Comment(comment) => out.push_str(&format!("<!--{}-->", &**comment)),
            _ => {}
        }
        out.push_str(&format!("^{}", node.ancestors().count()));
    }
    out.retain(|c| c != '\n');
    out
}

struct Tally {
    exact: usize,
    equivalent: usize,
    different: Vec<String>,
}

fn tally(name: &str, gfm: bool, wanted: impl Fn(&str) -> bool) -> Option<Tally> {
    let text = std::fs::read_to_string(data(name)?).unwrap();
    let examples: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let mut tally = Tally { exact: 0, equivalent: 0, different: Vec::new() };
    for example in &examples {
        if !wanted(example["ext"].as_str().unwrap_or_default()) {
            continue;
        }
        let (source, expected) = (example["markdown"].as_str().unwrap(), example["html"].as_str().unwrap());
        let html = markdown::plain(source, gfm);
        if html == expected {
            tally.exact += 1;
        } else if normalised(&html) == normalised(expected) {
            tally.equivalent += 1;
        } else {
            tally.different.push(format!("{} {source:?}\n  ours {html:?}\n  spec {expected:?}", example["example"]));
        }
    }
    eprintln!("{name}: {} exact, {} equivalent, {} different", tally.exact, tally.equivalent, tally.different.len());
    Some(tally)
}

#[test]
fn plain_is_commonmark() {
    if let Some(tally) = tally("material/commonmark-0.31.2.json", false, |_| true) {
        assert_eq!(tally.different, [""; 0]);
        assert_eq!(tally.exact + tally.equivalent, 652);
    }
}

#[test]
fn plain_gfm_has_the_extensions() {
    if let Some(tally) = tally("material/gfm-extensions-only.json", true, |_| true) {
        assert_eq!(tally.different, [""; 0]);
    }
}

#[test]
fn plain_gfm_differs_from_gfm_where_commonmark_moved_on() {
    if let Some(tally) = tally("material/gfm-0.29.json", true, |_| true) {
        for different in &tally.different {
            eprintln!("{different}");
        }
    }
}

fn time(text: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        let document = markdown::parse(FileId(0), text, 0);
        let outline = markdown::outline(&document.nodes);
        let mut out = String::new();
        markdown::html::write(&document.nodes, &outline, &Bare, &mut out);
        let stopped = document.problems.iter().any(|problem| problem.code.stops_build());
        assert!(stopped || out.len() <= 64 * text.len() + 1_000_000, "output of {} bytes for {}", out.len(), text.len());
        start.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap_or_default()
}

struct Bare;

impl markdown::html::Resolve for Bare {
    fn link(&self, link: &markdown::Link) -> markdown::html::LinkTarget {
        markdown::html::LinkTarget::Href { href: link.target.to_string(), external: false }
    }
    fn image(&self, image: &markdown::Image) -> Option<markdown::html::ImageTarget> {
        Some(markdown::html::ImageTarget { src: image.target.to_string(), ..Default::default() })
    }
    fn label(&self, label: &markdown::Label) -> String {
        label.text.to_string()
    }
    fn variable(&self, _name: &str) -> Option<String> {
        None
    }
    fn words(&self, key: &str) -> String {
        key.to_owned()
    }
    fn icons(&self) -> &str {
        "/icons.svg"
    }
    fn html(&self, raw: &str, _block: bool, out: &mut String) {
        markdown::html::escape(raw, out);
    }
}

const PATTERNS: &[&str] = &[
    "［",
    "］",
    "［あ",
    "**［",
    "［**",
    "あ**「",
    "*あ_",
    "~~［",
    "~~あ~",
    "_~*",
    ":::note\n",
    ":::\n",
    "- :::tip\n",
    "> :::note\n",
    ":ui[",
    ":ui[a]",
    ":var[a",
    "www.",
    "www.a",
    "http://",
    "http://a_",
    "a@",
    "a@a.",
    "[^",
    "[^a]",
    "> ",
    ">",
    "- ",
    "* a\n",
    "|",
    "|a",
    "a|-\n",
    "# a\n",
    "# \n",
    "**a **b ",
    "``",
    "`a",
    "<",
    "<a ",
    "&amp;",
    "\\",
    "\0",
    "\u{e000}",
    "![",
    "[",
    "](",
    "[a](",
    "あ\n",
    "あ\r\n",
    "{#",
    "# a {#a}\n",
    "~",
    "***",
    "`*あ",
    "www.a_b;",
    "http://a)",
    "http://a;",
    "１",
    ":",
    "::",
    "<!--",
    "<?",
    "[a]: b\n",
    "[a]",
    "[^a]: b\n\n",
    "- [ ] a\n",
    "あ**\u{fe00}",
    "**あ",
    "あ**",
    "|**あ",
    "a|b\n-|-\n",
];

#[test]
fn time_grows_with_the_text_and_no_faster() {
    if cfg!(debug_assertions) && std::env::var_os("SHIRUBE_SLOW").is_none() {
        eprintln!("not run: times of a debug build say little; use --release, or set SHIRUBE_SLOW");
        return;
    }
    let Some(folder) = unpacked("material/pathological.tar.xz") else { return };
    let mut texts: Vec<(String, String)> = markdown_files(folder.path());
    texts.extend(PATTERNS.iter().map(|pattern| (format!("{pattern:?}"), (*pattern).to_owned())));
    let mut slow = Vec::new();
    let mut worst = (0.0, Duration::ZERO);
    for (name, text) in &texts {
        let small = text.repeat((64 << 10) / text.len().max(1) + 1);
        let large = small.repeat(4);
        // Others use the machine, too: the best of three counts.
        let measured = (0..3)
            .map(|_| (time(&small).as_secs_f64().max(0.000_5), time(&large)))
            .map(|(small, large)| (large.as_secs_f64() / small, large));
        let (ratio, large) = measured.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default();
        worst = (ratio.max(worst.0), large.max(worst.1));
        if ratio > 6.0 {
            slow.push(format!("{name}: {large:?}, {ratio:.1} times"));
        }
    }
    eprintln!("{} patterns, worst ratio {:.1}, worst time {:?}", texts.len(), worst.0, worst.1);
    assert_eq!(slow, [""; 0]);
}

#[test]
fn pages_are_parsed_fast_and_found_fault_with_rarely() {
    let Some(folder) = unpacked("corpus/help-ja-10k.tar.xz") else { return };
    let pages = markdown_files(folder.path());
    let bytes: usize = pages.iter().map(|(_, text)| text.len()).sum();
    let body = |text: &str| text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map_or(0, |at| at + 9);
    let start = Instant::now();
    let documents: Vec<_> = pages.iter().map(|(_, text)| markdown::parse(FileId(0), text, body(text))).collect();
    eprintln!("parsed {} MB in {:?}", bytes >> 20, start.elapsed());
    let start = Instant::now();
    let mut written = 0;
    for document in &documents {
        let outline = markdown::outline(&document.nodes);
        let mut out = String::new();
        markdown::html::write(&document.nodes, &outline, &Bare, &mut out);
        written += out.len();
    }
    eprintln!("wrote {} MB in {:?}", written >> 20, start.elapsed());
    for ((path, text), document) in pages.iter().zip(&documents) {
        for node in &document.nodes {
            assert!(text.get(node.span.range()).is_some(), "{path}: {node:?}");
        }
        for problem in &document.problems {
            let place = problem.span.and_then(|span| text.get(span.range())).unwrap_or_default();
            eprintln!("{} {path}: {}", problem.wording, place.chars().take(80).collect::<String>());
        }
    }
}
