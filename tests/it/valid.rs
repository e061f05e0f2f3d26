//! Every page of a built site, taken together: one first heading, sound ids, links and anchors that lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::page::Page;
use crate::site::{Run, SiteTest, TODAY, files, shirube};
use crate::synthetic;

/// A built tree with its pages parsed.
struct Tree {
    base: String,
    files: BTreeMap<String, Vec<u8>>,
    pages: BTreeMap<String, Page>,
    ids: BTreeMap<String, BTreeSet<String>>,
}

impl Tree {
    fn read(dir: &Path, base: &str) -> Self {
        let files = files(dir);
        let pages: BTreeMap<String, Page> = files
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| (path.clone(), Page::new(path, std::str::from_utf8(bytes).unwrap())))
            .collect();
        assert!(pages.len() > 1, "there are pages");
        let ids = pages.iter().map(|(path, page)| (path.clone(), page.attributes("[id]", "id").into_iter().collect())).collect();
        Self { base: base.to_owned(), files, pages, ids }
    }

    /// Lists everything that is wrong, a line each.
    fn mistakes(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for (path, page) in &self.pages {
            let headings = page.all("h1");
            if headings.len() != 1 || headings[0].is_empty() {
                wrong.push(format!("{path}: first headings {headings:?}"));
            }
            wrong.extend(self.ids_of(path, page));
            wrong.extend(self.names_of(path, page));
            for (selector, attribute) in [("[href]", "href"), ("[src]", "src")] {
                let addresses = page.attributes(selector, attribute);
                wrong.extend(addresses.iter().filter_map(|address| self.lost(path, address)));
            }
        }
        wrong
    }

    fn ids_of(&self, path: &str, page: &Page) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let ids = page.attributes("[id]", "id");
        ids.into_iter()
            .filter(|id| id.is_empty() || id.contains(char::is_whitespace) || !seen.insert(id.clone()))
            .map(|id| format!("{path}: id {id:?} is empty, broken or there twice"))
            .collect()
    }

    /// References of one element to another by id, and links that say nothing.
    fn names_of(&self, path: &str, page: &Page) -> Vec<String> {
        let mut wrong = Vec::new();
        for attribute in ["aria-labelledby", "aria-describedby", "aria-controls", "for"] {
            for value in page.attributes(&format!("[{attribute}]"), attribute) {
                let missing = value.split_whitespace().filter(|id| !self.ids[path].contains(*id));
                wrong.extend(missing.map(|id| format!("{path}: {attribute} names {id}, which is not there")));
            }
        }
        for element in page.elements().filter(|element| element.value().name() == "a" && element.attr("href").is_some()) {
            let says = element.text().any(|text| !text.trim().is_empty())
                || element.attr("aria-label").is_some_and(|label| !label.is_empty());
            let shows = element.descendent_elements().any(|inner| inner.attr("alt").is_some_and(|alt| !alt.is_empty()));
            if !says && !shows {
                wrong.push(format!("{path}: a link without words: {}", element.html()));
            }
        }
        wrong
    }

    /// Says where an address leads nowhere.
    fn lost(&self, from: &str, address: &str) -> Option<String> {
        let has_scheme = address.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphabetic()));
        if has_scheme {
            return None;
        }
        let (path, anchor) = address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
        let path = path.split('?').next().unwrap_or("");
        let file = if path.is_empty() {
            from.to_owned()
        } else {
            let Some(inside) = decoded(path).strip_prefix(&self.base).map(str::to_owned) else {
                return Some(format!("{from}: {address} is not below {}", self.base));
            };
            if inside.is_empty() || inside.ends_with('/') { format!("{inside}index.html") } else { inside }
        };
        if !self.files.contains_key(&file) {
            return Some(format!("{from}: {address} leads to no file"));
        }
        let anchor = anchor.filter(|_| file.ends_with(".html")).map(decoded)?;
        (!self.ids[&file].contains(&anchor)).then(|| format!("{from}: {address} leads to no heading"))
    }
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

#[track_caller]
fn hold(root: &Path, base: &str, extra: &[&str]) {
    let out = tempfile::tempdir().unwrap();
    let place = out.path().join("out");
    let mut build = shirube();
    build.args(["build", "--as-of", TODAY, "--format", "short", "--out"]).arg(&place).arg("--root").arg(root).args(extra);
    let run = Run::of(&mut build);
    assert!(place.exists(), "{}{}", run.stdout, run.stderr);
    let wrong = Tree::read(&place, base).mistakes();
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

#[test]
fn own_site_leads_nowhere_wrong() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    hold(root, "/", &[]);
    hold(root, "/", &["--audience", "internal"]);
    Run::of(shirube().args(["check", "--fail-on", "note", "--as-of", TODAY]).current_dir(root)).expect_code(0);
}

#[test]
fn synthetic_site_below_a_path_leads_nowhere_wrong() {
    let folder = tempfile::tempdir().unwrap();
    synthetic::write(folder.path(), &synthetic::files(60));
    hold(folder.path(), "/docs/", &[]);
}

#[test]
fn real_pages_lead_nowhere_wrong() {
    let Some(folder) = synthetic::unpacked("help-ja-1k") else { return };
    let site = tempfile::tempdir().unwrap();
    std::fs::rename(folder.path().join("help-ja-1k"), site.path().join("content")).unwrap();
    hold(site.path(), "/", &[]);
}

#[test]
fn every_block_of_the_dialect_is_sound() {
    let everything = include_str!("../sites/every-container/source/content/blocks/all.md");
    let site = SiteTest::new().file("content/p.md", everything).file("content/blocks/q.md", "# 次\n## 節 {#part}\n");
    site.write("content/q.md", "# 次\n## 節 {#part}\n");
    site.write("static/img/one.png", crate::codes::PIXEL);
    site.write("snippets/piece.md", "部品です。\n");
    site.write("data/labels.json", "{\"list.save\": \"保存\"}");
    site.write("shirube.toml", "[variables]\nproduct = \"つづり\"\n");
    hold(&site.path(""), "/", &[]);
}

#[test]
fn hostile_headings_have_sound_ids() {
    let mut text = String::from("# 題名\n");
    for heading in [
        "__proto__",
        "constructor",
        "a",
        "a",
        "a-2",
        "!!!",
        "？",
        "_main",
        "_side",
        "main",
        "🎉",
        "ﾊﾝｶｸ",
        "a b\u{a0}c",
        "x {#_faq}",
        "y {#a b}",
        "z {#}",
    ] {
        text.push_str(&format!("## {heading}\n本文 {{#x}}\n"));
    }
    let site = SiteTest::new().file("content/p.md", text).file("content/c/q.md", "# 隣\n");
    hold(&site.path(""), "/", &[]);
}
