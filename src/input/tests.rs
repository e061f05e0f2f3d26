//! Small sites on the real disk.

use std::path::Path;

use super::*;
use crate::diagnostics::{Code, Lang};

struct Site(tempfile::TempDir);

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(path, text)| site.put(path, text.as_bytes()));
        site
    }

    #[expect(clippy::disallowed_methods, reason = "a test sets the scene on the real disk")]
    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn read(&self) -> (Snapshot, Vec<(Code, String)>) {
        self.read_with(&ReadOptions::default())
    }

    fn read_with(&self, options: &ReadOptions) -> (Snapshot, Vec<(Code, String)>) {
        let (snapshot, found) = read(self.0.path(), options).unwrap();
        let found = found.sorted(&snapshot.sources);
        for finding in found.iter() {
            assert!(finding.unfilled().is_empty(), "{finding:?}");
            assert!(!finding.message(Lang::Ja).contains('…') && !finding.message(Lang::En).contains('…'), "{finding:?}");
        }
        let told = found.iter().map(|finding| (finding.code, finding.path(&snapshot.sources).to_owned())).collect();
        (snapshot, told)
    }
}

fn texts(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.sources.iter().map(|(_, source)| &*source.path).collect()
}

fn assets(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.assets.iter().map(|asset| &*asset.path).collect()
}

#[test]
fn every_part_of_a_site_is_read_for_what_it_is() {
    let site = Site::new(&[
        ("shirube.toml", "title = \"T\"\ntheme = \"own\"\n"),
        ("content/billing/export.md", "# E"),
        ("content/billing/list.png.toml", "screen = \"a\""),
        ("content/billing/terms.pdf", "%PDF"),
        ("guides/tasks/a.md", "# A"),
        ("snippets/a.md", ""),
        ("data/labels.json", "{}"),
        ("data/notes.docx", "?"),
        ("static/robots.txt", "x"),
        ("static/.well-known/security.txt", "x"),
        ("static/.env", "SECRET=1"),
        ("themes/own/templates/page.html", "<p>"),
        ("themes/other/templates/page.html", "<p>"),
        ("customers/a.toml", "name = \"A\""),
        ("public/index.html", "old"),
        ("drafts/x.md", "# X"),
        ("README.md", "# R"),
        ("content/.draft.md", "# D"),
        ("content/node_modules/a/README.md", "# N"),
        ("content/.DS_Store", "x"),
        ("static/Thumbs.db", "x"),
    ]);
    let (snapshot, found) = site.read();
    assert_eq!(found, []);
    let expected = [
        "shirube.toml",
        "content/billing/export.md",
        "content/billing/list.png.toml",
        "data/labels.json",
        "guides/tasks/a.md",
        "snippets/a.md",
    ];
    assert_eq!(texts(&snapshot), expected);
    assert_eq!(assets(&snapshot), ["content/billing/terms.pdf", "static/.well-known/security.txt", "static/robots.txt"]);
    assert_eq!(snapshot.theme.iter().map(|file| &*file.path).collect::<Vec<_>>(), ["templates/page.html"]);
    assert_eq!(snapshot.config.title, "T");
}

#[test]
fn a_customers_file_is_read_only_when_asked_for() {
    let site = Site::new(&[
        ("content/a.md", "# A"),
        ("customers/acme.toml", "name = \"A\""),
        ("customers/other.toml", ""),
        ("manuals/acme/answers.lock", ""),
    ]);
    let with = |customer: &str| site.read_with(&ReadOptions { customer: Some(customer.to_owned()), ..ReadOptions::default() });
    assert_eq!(texts(&with("acme").0), ["content/a.md", "customers/acme.toml", "manuals/acme/answers.lock"]);
    assert_eq!(texts(&with("../customers/other").0), ["content/a.md"]);
}

#[test]
fn a_folder_of_plain_markdown_is_a_site() {
    let site = Site::new(&[
        ("a.md", "# A"),
        ("deep/b.md", "# B"),
        ("deep/b.svg", "<svg/>"),
        ("notes.key", "secret"),
        ("public/a.md", "# no"),
        ("target/x.md", "#"),
    ]);
    let (snapshot, found) = site.read();
    assert_eq!((texts(&snapshot), assets(&snapshot), found), (vec!["a.md", "deep/b.md"], vec!["deep/b.svg"], vec![]));
}

#[test]
fn an_empty_page_is_told_and_left_out() {
    let site = Site::new(&[("content/a.md", " \r\n\n"), ("content/b.md", "\u{feff}"), ("content/c.md", "\u{feff}# C\r\n")]);
    let (snapshot, found) = site.read();
    assert_eq!(found, [(Code::EmptyPage, "content/a.md".into()), (Code::EmptyPage, "content/b.md".into())]);
    let (_, source) = snapshot.sources.iter().next().unwrap();
    assert_eq!(&*source.text, "# C\r\n");
}

#[test]
fn a_text_in_another_encoding_is_told_and_left_out() {
    let site = Site::new(&[("content/b.md", "# B")]);
    site.put("content/a.md", b"\x90\xbf\x8b\x81\x8f\x91\x82\xf0\x8fo\x97\xcd\x82\xb7\x82\xe9");
    site.put("themes/default/templates/page.html", b"\x90\xbf\x8b\x81\x8f\x91\x82\xf0\x8fo\x97\xcd\x82\xb7\x82\xe9");
    let (snapshot, found) = site.read();
    let expected = [(Code::NotUtf8, "content/a.md".into()), (Code::NotUtf8, "themes/default/templates/page.html".into())];
    assert_eq!(found, expected);
    assert_eq!(texts(&snapshot), ["content/b.md"]);
    assert!(snapshot.unread.contains("content/a.md") && snapshot.theme.is_empty());
}

#[test]
fn composed_and_decomposed_names_are_one_address() {
    let (composed, decomposed) = ("content/ガイド.md", "content/カ\u{3099}イト\u{3099}.md");
    let (snapshot, found) = Site::new(&[(decomposed, "# G")]).read();
    assert_eq!((texts(&snapshot), found), (vec![composed], vec![]));
    let (snapshot, found) = Site::new(&[(decomposed, "# D"), (composed, "# C")]).read();
    assert_eq!((texts(&snapshot), found), (vec![composed], vec![(Code::NameCollision, composed.to_owned())]));
    let text = snapshot.sources.iter().next().map(|(_, source)| source.text.to_string());
    assert_eq!(text.as_deref(), Some("# C"));
}

#[test]
fn the_day_is_as_said_or_today_in_the_sites_time_zone() {
    let site = Site::new(&[("content/a.md", "# A")]);
    let as_of = "2026-11-21T09:30:00".parse().unwrap();
    let (snapshot, _) = site.read_with(&ReadOptions { as_of: Some(as_of), ..ReadOptions::default() });
    assert_eq!((snapshot.now, snapshot.today().to_string()), (as_of, "2026-11-21".to_owned()));
    assert_eq!(site.read().0.now.subsec_nanosecond(), 0);
}

#[test]
fn a_missing_folder_is_an_error_and_a_site_without_git_a_finding() {
    assert!(read(Path::new("/no/such/folder"), &ReadOptions::default()).is_err());
    let site = Site::new(&[("shirube.toml", "[git]\ndates = true\n"), ("content/a.md", "# A")]);
    assert_eq!(site.read().1, [(Code::GitDates, String::new())]);
}

#[test]
fn a_theme_without_a_folder_is_told_and_no_path_is_made_of_it() {
    for theme in ["none", "../themes/own", ".", "", "own/templates"] {
        let config = format!("theme = \"{theme}\"\n");
        let site = Site::new(&[("shirube.toml", &config), ("content/a.md", "# A"), ("themes/own/templates/a.html", "<p>")]);
        let (snapshot, found) = site.read();
        assert!(snapshot.theme.is_empty(), "{theme}");
        assert!(found.iter().all(|(_, path)| path == "shirube.toml") && !found.is_empty(), "{theme}: {found:?}");
    }
}
