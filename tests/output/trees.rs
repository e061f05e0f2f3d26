//! The trees that are written, and what they look like on disk.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use shirube::output::{self, Destination, Marker, Stop, Tree};

pub(crate) type Files = BTreeMap<String, (u32, Vec<u8>)>;

pub(crate) fn cases(few: usize) -> usize {
    std::env::var("SHIRUBE_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

/// Trees by name: `old` and `new` are small; `big-old` and `big-new` are written by several threads (from 256 files on) and
/// have 1,000 pages where many cases are asked for; then the small ones have 50.
pub(crate) fn tree(name: &str) -> Tree {
    let mut tree = Tree::default();
    let mut add = |path: &str, text: String| tree.insert(path, text.into_bytes()).unwrap();
    add("index.html", format!("<h1>{name}</h1>"));
    match name {
        "new" | "old" if many() => {
            (0..50).for_each(|page| add(&format!("c{}/p{page}/index.html", page % 3), name.repeat(page * 40)))
        }
        "old" => {
            add("gone/deep/index.html", name.repeat(10));
            add("setup/index.html", name.repeat(5_000));
        }
        "new" => {
            add("setup/index.html", name.repeat(7_000));
            add("請求/請求書を出力する/index.html", name.repeat(10));
            add("assets/empty.css", String::new());
        }
        _ => (0..big()).for_each(|page| add(&format!("c{}/p{page}/index.html", page % 7), format!("{name} {page} ").repeat(500))),
    }
    tree
}

pub(crate) fn big() -> usize {
    if many() { 1_000 } else { 300 }
}

/// Says whether many cases are asked for.
pub(crate) fn many() -> bool {
    std::env::var("SHIRUBE_CASES").is_ok()
}

pub(crate) fn destination<'a>(dir: &'a Path, site: Option<&'a Path>) -> Destination<'a> {
    Destination { dir, site, home: None, marker: Marker::new("public"), stop: Stop::default() }
}

pub(crate) fn write(name: &str, dir: &Path) -> output::Receipt {
    output::write(&tree(name), &destination(dir, None)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every file below a folder, links as their targets.
pub(crate) fn files(dir: &Path) -> Files {
    let mut found = Files::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(dir).unwrap().to_string_lossy().into_owned();
        let mode = fs::symlink_metadata(entry.path()).unwrap().permissions().mode() & 0o7777;
        let bytes = match entry.file_type() {
            kind if kind.is_dir() => b"folder".to_vec(),
            kind if kind.is_symlink() => fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes(),
            kind if kind.is_file() => fs::read(entry.path()).unwrap(),
            _ => b"special".to_vec(),
        };
        found.insert(path, (mode, bytes));
    }
    found
}

/// What a tree looks like on disk, written in a folder of its own.
pub(crate) fn expected(name: &str) -> Files {
    let dir = tempfile::tempdir().unwrap();
    write(name, &dir.path().join("public"));
    files(&dir.path().join("public"))
}

pub(crate) fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A small generator of its own: the same cases on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    pub(crate) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.next()).unwrap() % from.len()]
    }
}
