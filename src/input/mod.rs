//! Reads the site's folder once.
//!
//! The one entry is [`read`]. Its steps, in order:
//! 1. `shirube.toml` (`config`);
//! 2. the list of files: what is ignored, links confined to the folder, names that every system can hold (`walk`, `name`);
//! 3. their bytes, on every core, each file whole or not at all (`file`);
//! 4. texts: UTF-8 or a guess what else (`text`, `guess`); pictures: their size from the first bytes (`picture`);
//! 5. git's dates where the configuration asks for them (`git`), and the clock where nobody says what day it is.
//!
//! A file that a command names is read by [`given`], wherever it lies.
//!
//! The result depends on the files' names and bytes alone: not on the order of folders, the locale, or times of change.

mod file;
mod git;
mod given;
mod guess;
mod name;
mod picture;
mod sort;
mod text;
mod touched;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use crate::config::{self, Config};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::Sources;

pub use git::GitDates;
pub use given::{given, given_text};
pub use touched::{Untold, touched_since};

use sort::Kind;

/// The theme inside the binary; a site may lay files of its own over it.
const BUILT_IN: &str = "default";

/// What to read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The moment the site is built for, in its own time zone; `None`: now.
    pub as_of: Option<jiff::civil::DateTime>,
    /// A customer whose file and last answers are read too. Without it nothing of `customers/` is.
    pub customer: Option<String>,
}

/// Everything that was read.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// What `shirube.toml` says.
    pub config: Config,
    /// The texts: `shirube.toml`, then articles, guides, snippets and data tables in the order of their paths.
    pub sources: Sources,
    /// Files that are copied, in the order of their paths: `static/` and what stands beside pages.
    pub assets: Vec<Asset>,
    /// The site's own theme files, in the order of their paths.
    pub theme: Vec<ThemeFile>,
    /// When files last changed, by site-relative path; empty unless the configuration asks for it.
    pub git_dates: BTreeMap<String, GitDates>,
    /// The moment the site is built for, in its time zone, to the second.
    pub now: jiff::civil::DateTime,
    /// Files that exist but could not be read, each with a finding: a link to one is not broken.
    pub unread: BTreeSet<String>,
}

impl Snapshot {
    /// Returns the ISO day on which each file last changed, where the configuration asks git for it.
    pub fn changed_days(&self) -> BTreeMap<String, String> {
        self.git_dates.iter().map(|(path, dates)| (path.clone(), dates.updated.date().to_string())).collect()
    }

    /// Returns the day the site is built for.
    pub fn today(&self) -> jiff::civil::Date {
        self.now.date()
    }
}

/// A file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Site-relative path: `static/img/list.png`, `content/billing/list.png`.
    pub path: String,
    /// What is in it.
    pub bytes: Arc<[u8]>,
    /// Width and height in pixels, of a picture.
    pub pixels: Option<(u32, u32)>,
}

/// A file of the site's own theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// Path below the theme's folder: `templates/article.html`.
    pub path: String,
    /// What is in it.
    pub bytes: Arc<[u8]>,
}

/// Says what keeps a site-relative path from being a file's on every system.
pub fn odd_name(path: &str) -> Option<Diagnostic> {
    path.split('/').find_map(|part| name::look(path, part))
}

/// Reads the site in a folder. Mistakes in it are findings; an error is a folder that cannot be read at all.
pub fn read(root: &Path, options: &ReadOptions) -> anyhow::Result<(Snapshot, Findings)> {
    let root = root.canonicalize().with_context(|| root.display().to_string())?;
    let mut reading = Reading::default();
    let config = reading.config(&root);
    let theme = config.theme.as_ref().map_or(BUILT_IN, |theme| theme.value.as_str());
    for named in config.theme.iter().filter(|named| named.value != BUILT_IN && !walk::has_theme(&root, &named.value)) {
        let finding = Diagnostic::new(Code::UnknownName, named.span).wording("unknown-name.theme");
        reading.found.push(finding.with("name", named.value.as_str()));
    }
    let listed = walk::list(&root, theme, options.customer.as_deref());
    reading.found.extend(listed.findings);
    reading.unread.extend(listed.unread);
    for (listed, outcome) in file::read_all(&listed.files) {
        reading.take(&listed.path, listed.kind, outcome);
    }
    let git_dates = if config.git_dates { git::dates(&root, &config.timezone, &mut reading.found) } else { BTreeMap::new() };
    let now = options.as_of.unwrap_or_else(|| now(&config.timezone));
    let Reading { sources, assets, theme, unread, found } = reading;
    Ok((Snapshot { config, sources, assets, theme, git_dates, now, unread }, found))
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    sources: Sources,
    assets: Vec<Asset>,
    theme: Vec<ThemeFile>,
    unread: BTreeSet<String>,
    found: Findings,
}

impl Reading {
    fn config(&mut self, root: &Path) -> Config {
        let Some(listed) = walk::config_file(root) else { return config::parse(None, "", &mut self.found) };
        for (listed, outcome) in file::read_all(std::slice::from_ref(&listed)) {
            self.take(&listed.path, listed.kind, outcome);
        }
        let file = self.sources.find(walk::CONFIG_NAME);
        let text = file.map(|file| Arc::clone(&self.sources.get(file).text)).unwrap_or_default();
        config::parse(file, &text, &mut self.found)
    }

    /// Sorts a file that was read by what it is for.
    fn take(&mut self, path: &str, kind: Kind, outcome: Result<Vec<u8>, file::Unread>) {
        let bytes = match outcome {
            Ok(bytes) => bytes,
            Err(unread) => {
                self.found.push(unread.finding(path));
                self.unread.insert(path.to_owned());
                return;
            }
        };
        match kind {
            Kind::Page | Kind::Text => self.take_text(path, kind, bytes),
            Kind::Theme => self.take_theme(path, bytes),
            Kind::Asset => {
                let seen = picture::look(path, &bytes);
                self.found.extend(seen.finding);
                if seen.usable {
                    self.assets.push(Asset { path: path.to_owned(), bytes: bytes.into(), pixels: seen.pixels });
                } else {
                    self.unread.insert(path.to_owned());
                }
            }
        }
    }

    fn take_text(&mut self, path: &str, kind: Kind, bytes: Vec<u8>) {
        match text::decode(bytes) {
            Ok(text) if kind == Kind::Page && text.trim().is_empty() => self.found.push(text::empty_page(path)),
            Ok(text) => {
                self.sources.add(path, text);
            }
            Err(foreign) => {
                self.found.push(text::not_utf8(path, &foreign));
                self.unread.insert(path.to_owned());
            }
        }
    }

    fn take_theme(&mut self, path: &str, bytes: Vec<u8>) {
        if sort::is_theme_text(path)
            && let Err(foreign) = guess::check(&bytes)
        {
            self.found.push(text::not_utf8(path, &foreign));
            return;
        }
        // themes/<name>/templates/article.html
        let below = path.splitn(3, '/').nth(2).unwrap_or(path).to_owned();
        self.theme.push(ThemeFile { path: below, bytes: bytes.into() });
    }
}

/// Reads the clock, in the site's time zone.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read; everything else gets the time as data")]
fn now(timezone: &str) -> jiff::civil::DateTime {
    let zone = git::zone(timezone);
    let now = jiff::Timestamp::now().to_zoned(zone).datetime();
    now.with().subsec_nanosecond(0).build().unwrap_or(now)
}

#[cfg(test)]
mod tests;
