//! Holds the docs to the program, so that they cannot drift: the four reference pages in `content/shirube/` are what the
//! program prints, samples in the other pages are read without a finding, both languages have the same headings, commands
//! that a text names exist, and `ARCHITECTURE.md` draws the floors as they are.
//!
//! `SHIRUBE_WRITE=1 cargo test --test docs` writes the reference pages anew.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "this test reads the docs, and fails where it cannot"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use shirube::config::{self, Config};
use shirube::content;
use shirube::diagnostics::{self, Findings, Lang};
use shirube::markdown;
use shirube::source::{FileId, Sources};

/// Above this line a reference page is written by people, below it by the program.
const LINE: &str = "<!-- SHIRUBE_WRITE=1 cargo test --test docs -->";

const PROGRAM: &str = env!("CARGO_BIN_EXE_shirube");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn page(name: &str, lang: Lang) -> PathBuf {
    let ending = if lang == Lang::Ja { "md" } else { "en.md" };
    root().join(format!("content/shirube/{name}.{ending}"))
}

/// The pages of the program's own docs in the site's language.
fn pages() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(root().join("content/shirube")).expect("the docs can be listed");
    let mut pages: Vec<_> = folder.map(|entry| entry.expect("an entry of the docs").path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "md") && !is_english(path));
    pages.sort();
    pages
}

fn is_english(path: &Path) -> bool {
    path.to_string_lossy().ends_with(".en.md")
}

fn english(path: &Path) -> PathBuf {
    path.with_extension("en.md")
}

/// What the program prints for `arguments`.
fn printed(arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM).args(arguments).output().expect("the program runs");
    assert!(output.status.success(), "shirube {} ends with {}", arguments.join(" "), output.status);
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The names of all commands, as the help lists them.
fn commands() -> Vec<String> {
    listed(&printed(&["--help", "--lang", "en"]))
}

/// The commands that a help lists, if it lists any.
fn listed(help: &str) -> Vec<String> {
    let list = help.split("Commands:\n").nth(1).unwrap_or_default();
    let lines = list.lines().take_while(|line| line.starts_with("  "));
    lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn help_of_commands(lang: Lang) -> String {
    let code = if lang == Lang::Ja { "ja" } else { "en" };
    let mut text = String::new();
    for command in commands() {
        let help = printed(&[&command, "--help", "--lang", code]);
        text.push_str(&format!("\n## shirube {command} {{#{command}}}\n\n```text\n{}\n```\n", help.trim_end()));
        for inner in listed(&printed(&[&command, "--help", "--lang", "en"])) {
            let help = printed(&[&command, &inner, "--help", "--lang", code]);
            let name = format!("shirube {command} {inner} {{#{command}-{inner}}}");
            text.push_str(&format!("\n### {name}\n\n```text\n{}\n```\n", help.trim_end()));
        }
    }
    text
}

/// Leaves out what the hand-written part of a page says: the title, and front matter.
fn without_head(text: &str) -> &str {
    let text = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body);
    let text = text.trim_start();
    if text.starts_with("# ") { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text }
}

/// Compares the generated part of a page, or writes it where that was asked for.
fn hold(name: &str, lang: Lang, generated: &str) {
    let path = page(name, lang);
    let text = read(&path);
    let (written, below) = text.split_once(LINE).unwrap_or_else(|| panic!("{} lacks the line {LINE}", path.display()));
    let generated = format!("\n\n{}\n", without_head(generated).trim());
    if std::env::var_os("SHIRUBE_WRITE").is_some() {
        std::fs::write(&path, format!("{written}{LINE}{generated}")).expect("the page can be written");
    } else {
        let differs = generated.lines().zip(below.lines()).find(|(now, before)| now != before);
        assert!(below == generated, "{} is not what the program says: {differs:?}. {LINE} writes it", path.display());
    }
}

/// The part of a page that people write.
fn written(path: &Path) -> String {
    read(path).split(LINE).next().unwrap_or_default().to_owned()
}

/// Every fenced block of a page: what stands behind the fence, and what is in it.
fn samples(text: &str) -> Vec<(&str, String)> {
    let mut samples = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let ticks = line.chars().take_while(|c| *c == '`').count();
        if ticks < 3 {
            continue;
        }
        let fence = "`".repeat(ticks);
        let inside: Vec<_> = lines.by_ref().take_while(|line| *line != fence).collect();
        samples.push((line[ticks..].trim(), inside.join("\n") + "\n"));
    }
    samples
}

#[test]
fn reference_pages_say_what_the_program_says() {
    for lang in [Lang::Ja, Lang::En] {
        hold("commands", lang, &help_of_commands(lang));
        hold("front-matter", lang, &content::reference_markdown(lang));
        hold("config", lang, &config::reference_markdown(lang));
        hold("messages", lang, &diagnostics::explanation_markdown(lang));
    }
}

#[test]
fn samples_are_read_without_a_finding() {
    let mut seen = 0;
    for path in pages().iter().flat_map(|path| [path.clone(), english(path)]) {
        for (info, sample) in samples(&written(&path)) {
            let (language, file) = info.split_once(' ').unwrap_or((info, ""));
            let found = match language {
                "toml" if file == "shirube.toml" => findings_of_config(&sample),
                "markdown" if !file.is_empty() => findings_of_page(file, &sample),
                "markdown" => markdown::parse(FileId(0), &sample, 0).problems.len(),
                _ => continue,
            };
            seen += 1;
            assert_eq!(found, 0, "{}: a sample has findings:\n{sample}", path.display());
        }
    }
    assert!(seen > 20, "only {seen} samples were seen");
}

fn findings_of_config(sample: &str) -> usize {
    let mut found = Findings::default();
    config::parse(Some(FileId(0)), sample, &mut found);
    found.iter().count()
}

fn findings_of_page(path: &str, sample: &str) -> usize {
    let mut sources = Sources::default();
    let file = sources.add(path, sample);
    let mut found = Findings::default();
    let config = Config { languages: vec!["ja".into(), "en".into()], ..Config::default() };
    content::parse(file, sources.get(file), &config, &mut found);
    found.iter().count()
}

#[test]
fn both_languages_have_the_same_headings() {
    let ids = |path: &Path| -> Vec<String> {
        let text = read(path);
        let document = markdown::parse(FileId(0), without_head(&text), 0);
        markdown::outline(&document.nodes).headings.iter().map(|heading| heading.id.to_string()).collect()
    };
    assert!(pages().len() > 10);
    for path in pages() {
        let (japanese, english) = (ids(&path), ids(&english(&path)));
        assert_eq!(japanese, english, "{}", path.display());
    }
}

#[test]
fn named_commands_exist() {
    let commands = commands();
    let own = ["README.md", "README.ja.md", "CONTRIBUTING.md"].map(|name| root().join(name));
    let mut named = BTreeSet::new();
    for path in pages().iter().flat_map(|path| [path.clone(), english(path)]).chain(own) {
        let text = written(&path);
        let blocks: String = samples(&text).into_iter().filter(|(info, _)| *info == "text").map(|(_, sample)| sample).collect();
        let code = text.split('`').skip(1).step_by(2).chain(blocks.lines());
        for word in code.filter_map(|code| code.strip_prefix("shirube ")?.split_whitespace().next()) {
            assert!(word.starts_with('-') || commands.iter().any(|known| known == word), "{}: shirube {word}", path.display());
            named.insert(word.to_owned());
        }
    }
    assert!(named.contains("build") && named.contains("check"), "{named:?}");
}

/// The README's first site: one file, no configuration.
#[test]
fn folder_with_one_page_is_a_site_that_leads_to_it() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("one-page");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("password.md"), "# Change your password\n\nOpen ［Settings］.\n").expect("a page");
    let site = folder.to_string_lossy().into_owned();
    printed(&["check", "--fail-on", "note", "--root", &site]);
    printed(&["build", "--root", &site]);
    let start = read(&folder.join("public/index.html"));
    let main = start.split("<main").nth(1).unwrap_or_default();
    assert!(main.contains("href=\"/password/\"") && main.contains("Change your password"), "{main}");
}

/// The READMEs show the true list of the last release.
#[test]
fn readme_lists_what_the_last_release_made_wrong() {
    for (name, lang) in [("README.md", "en"), ("README.ja.md", "ja")] {
        let text = read(&root().join(name));
        let blocks = samples(&text);
        let at = blocks.iter().position(|(_, sample)| sample.contains("shirube freshness")).expect("the command");
        let words: Vec<&str> = blocks[at].1.split_whitespace().skip(1).collect();
        assert!(words.ends_with(&["--lang", lang]), "{name}: {words:?}");
        let output = Command::new(PROGRAM).args(&words).current_dir(root()).output().expect("the program runs");
        let shown = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(!shown.is_empty(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        if std::env::var_os("SHIRUBE_WRITE").is_some() {
            std::fs::write(root().join(name), text.replace(&blocks[at + 1].1, &shown)).expect("the README can be written");
        } else {
            assert_eq!(blocks[at + 1].1, shown, "{name}: SHIRUBE_WRITE=1 cargo test --test docs writes it");
        }
    }
}

#[test]
fn architecture_draws_the_floors_as_they_are() {
    let text = read(&root().join("ARCHITECTURE.md"));
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        Some((cells.next()?.parse::<usize>().ok()?, cells.next()?.trim_matches('`').to_owned()))
    });
    let drawn: BTreeSet<(usize, String)> = rows.collect();
    let held = read(&root().join("tests/architecture.rs"));
    let table = held.split("const FLOORS: &[&[&str]] = &[").nth(1).and_then(|rest| rest.split("\n];").next());
    let lines = table.expect("the table of floors").lines().filter(|line| line.contains("&["));
    let floors: BTreeSet<(usize, String)> = lines
        .enumerate()
        .flat_map(|(below, line)| line.split('"').skip(1).step_by(2).map(move |name| (below + 1, name.to_owned())))
        .collect();
    assert!(floors.len() > 15, "{floors:?}");
    assert_eq!(drawn, floors);
}
