//! Pages as people name them on the command line, and their files as they are on the disk.
//!
//! [`named`] finds the sources that arguments mean; [`on_disk`] reads one of them once more, for `edit::apply`.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use unicode_normalization::UnicodeNormalization as _;

use crate::diagnostics::{Lang, nearest};
use crate::input::Snapshot;
use crate::source::{FileId, Source, Sources};

use super::site::Mistaken;
use super::texts;

/// Finds the Markdown files that the arguments name: by a path from the current folder or from the site's, of a file or of a
/// folder with all pages below it. In the order they are named, each once.
pub(super) fn named(typed: &[String], root: &Path, snapshot: &Snapshot, lang: Lang) -> Result<Vec<FileId>, Mistaken> {
    let mut files = Vec::new();
    for name in typed {
        let found = [from_here(name, root), from_site(name)].into_iter().flatten().map(|path| below(&path, &snapshot.sources));
        match found.into_iter().find(|found| !found.is_empty()) {
            Some(found) => files.extend(found),
            None => return Err(unknown(name, snapshot, lang)),
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(*file));
    Ok(files)
}

/// Reads a path as seen from the current folder.
fn from_here(name: &str, root: &Path) -> Option<String> {
    let full = Path::new(name).canonicalize().ok()?;
    let inner = full.strip_prefix(root.canonicalize().ok()?).ok()?.to_str()?.to_owned();
    Some(inner.replace('\\', "/").nfc().collect())
}

/// Reads a path as seen from the site's folder.
fn from_site(name: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in Path::new(name).components() {
        match part {
            Component::Normal(part) => parts.push(part.to_str()?),
            Component::CurDir => {}
            _ => return None,
        }
    }
    Some(parts.join("/").nfc().collect())
}

fn below(path: &str, sources: &Sources) -> Vec<FileId> {
    let folder = if path.is_empty() { String::new() } else { format!("{path}/") };
    let is_meant = |source: &Source| &*source.path == path || (source.path.starts_with(&folder) && source.path.ends_with(".md"));
    sources.iter().filter(|(_, source)| is_meant(source)).map(|(file, _)| file).collect()
}

fn unknown(name: &str, snapshot: &Snapshot, lang: Lang) -> Mistaken {
    let pages = || snapshot.sources.iter().map(|(_, source)| &*source.path).filter(|path| path.ends_with(".md"));
    let last = |path: &str| path.trim_end_matches(".md").rsplit('/').next().unwrap_or_default().to_owned();
    let own: String = last(&name.nfc().collect::<String>());
    let near = pages().find(|path| last(path) == own).or_else(|| nearest(name, pages()));
    let near = near.or_else(|| {
        let names: Vec<String> = pages().map(last).collect();
        let near = nearest(&own, names.iter().map(String::as_str))?.to_owned();
        pages().find(|path| last(path) == near)
    });
    let words = [("value", name), ("near", near.unwrap_or_default())];
    Mistaken(texts::fill(lang, if near.is_some() { "no-page-near" } else { "no-page" }, &words))
}

/// A file as it is now.
pub(super) struct OnDisk {
    /// Its path as the disk spells it.
    pub path: String,
    /// Its bytes, with a byte order mark if it has one.
    pub bytes: Vec<u8>,
    /// The byte order mark, or nothing.
    pub mark: &'static str,
}

/// Reads the file of a source. `None`: it is gone, or no longer what was read.
#[expect(clippy::disallowed_methods, reason = "the command line is an edge: what is compared before writing is read here")]
pub(super) fn on_disk(root: &Path, source: &Source) -> Option<OnDisk> {
    let path = spelled(root, &source.path)?;
    let bytes = std::fs::read(root.join(&path)).ok()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let mark = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    (text.strip_prefix(mark) == Some(&*source.text)).then(|| OnDisk { path, mark, bytes: bytes.clone() })
}

/// Finds how the disk spells a path that was read in NFC: macOS writes names in NFD.
#[expect(clippy::disallowed_methods, reason = "the command line is an edge: names are compared with those on the disk")]
fn spelled(root: &Path, path: &str) -> Option<String> {
    let mut real = String::new();
    for part in path.split('/') {
        let folder = root.join(&real);
        let name = match folder.join(part).symlink_metadata() {
            Ok(_) => part.to_owned(),
            Err(_) => {
                let names = std::fs::read_dir(&folder)
                    .ok()?
                    .filter_map(Result::ok)
                    .filter_map(|entry| entry.file_name().into_string().ok());
                names.into_iter().find(|name| name.nfc().eq(part.chars()))?
            }
        };
        if !real.is_empty() {
            real.push('/');
        }
        real.push_str(&name);
    }
    Some(real)
}
