//! A site in a folder of its own, and a run of the program in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::page::Page;

/// The day on which tests take place, unless they say another one.
pub const TODAY: &str = "2026-11-21";

/// Returns the program, in a language and place of no machine in particular.
pub fn shirube() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "TZ"] {
        command.env_remove(name);
    }
    command
}

/// Every file below a folder by its path; nothing if there is no folder.
pub fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(dir).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| {
            let path = entry.path().strip_prefix(dir).unwrap().to_string_lossy().into_owned();
            (path, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// A site in a folder that goes away with it.
pub struct SiteTest {
    folder: tempfile::TempDir,
}

impl SiteTest {
    /// Makes an empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Makes a folder with a start page and a configuration.
    pub fn with_config(config: &str) -> Self {
        Self::new().file("shirube.toml", config).file("content/index.md", "# ヘルプ\n")
    }

    /// Writes a file, with the folders it needs.
    #[must_use]
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a file of a site that is in use already.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Deletes a file.
    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.path(path)).unwrap();
    }

    /// Returns where a file of the site is.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the program in the site's folder.
    pub fn run<const N: usize>(&self, arguments: [&str; N]) -> Run {
        Run::of(shirube().args(arguments).current_dir(self.folder.path()))
    }

    /// Builds on [`TODAY`], findings as JSON.
    pub fn build(&self) -> Run {
        self.run(["build", "--format", "json", "--as-of", TODAY])
    }

    /// Builds on [`TODAY`] and holds the site to be without a finding.
    pub fn built(self) -> Self {
        self.build().expect_code(0).finds_nothing();
        self
    }

    /// Checks on [`TODAY`], findings as JSON.
    pub fn check(&self) -> Run {
        self.run(["check", "--format", "json", "--as-of", TODAY])
    }

    /// Returns every file of the public tree.
    pub fn public(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path("public"))
    }

    /// Says whether there is a file in the public tree.
    pub fn has(&self, file: &str) -> bool {
        self.path("public").join(file).is_file()
    }

    /// Returns a file of the public tree as text.
    pub fn text(&self, file: &str) -> String {
        let path = self.path("public").join(file);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}; there are {:#?}", self.public().keys()))
    }

    /// Returns the public page at an address: `/a/` or `/404.html`.
    pub fn page(&self, address: &str) -> Page {
        self.page_of("public", address)
    }

    /// Returns the page at an address of another tree of the site.
    pub fn page_of(&self, tree: &str, address: &str) -> Page {
        let inner = address.trim_start_matches('/');
        let file = if inner.is_empty() || inner.ends_with('/') { format!("{inner}index.html") } else { inner.to_owned() };
        let path = self.path(tree).join(&file);
        let html = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{tree}/{file}: {error}; there are {:#?}", files(&self.path(tree)).keys()));
        Page::new(address, &html)
    }
}

/// What a run of the program left: its exit code and what it wrote to the terminal.
#[derive(Debug)]
pub struct Run {
    code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Self {
        Self::after(command.output().unwrap())
    }

    /// Reads what a command left.
    pub fn after(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Holds the exit code.
    #[track_caller]
    pub fn expect_code(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "exit code\n{}{}", self.stdout, self.stderr);
        self
    }

    /// Holds that one of the findings is of a code and at a place.
    #[track_caller]
    pub fn finds(&self, code: &str, path: &str, line: u64, column: u64) -> &Self {
        let wanted = (code.to_owned(), path.to_owned(), line, column);
        let found: Vec<_> = self.findings().iter().map(Finding::place).collect();
        assert!(found.contains(&wanted), "no {wanted:?} among {found:#?}");
        self
    }

    /// Holds that there is no finding at all.
    #[track_caller]
    pub fn finds_nothing(&self) -> &Self {
        assert_eq!(self.findings(), [], "{}", self.stderr);
        self
    }

    /// Holds that the standard output has a text.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(self.stdout.contains(text), "no {text:?} in\n{}", self.stdout);
        self
    }

    /// Holds that the standard error has a text.
    #[track_caller]
    pub fn warns(&self, text: &str) -> &Self {
        assert!(self.stderr.contains(text), "no {text:?} in\n{}", self.stderr);
        self
    }

    /// Returns the findings of a run with `--format json`.
    #[track_caller]
    pub fn findings(&self) -> Vec<Finding> {
        let report: Value =
            serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.stdout, self.stderr));
        report["findings"].as_array().unwrap().iter().map(Finding::of).collect()
    }
}

/// One finding of a JSON report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub path: String,
    /// 0 where the finding is about a file as a whole.
    pub line: u64,
    pub column: u64,
    pub end_line: u64,
    pub end_column: u64,
    pub code: String,
    pub level: String,
}

impl Finding {
    fn of(value: &Value) -> Self {
        let number = |key: &str| value[key].as_u64().unwrap_or(0);
        let text = |key: &str| value[key].as_str().unwrap_or("").to_owned();
        Self {
            path: text("path"),
            line: number("line"),
            column: number("column"),
            end_line: number("end_line"),
            end_column: number("end_column"),
            code: text("code"),
            level: text("level"),
        }
    }

    fn place(&self) -> (String, String, u64, u64) {
        (self.code.clone(), self.path.clone(), self.line, self.column)
    }
}
