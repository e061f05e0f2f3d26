//! Writing changed files: each in one step, and only if it is still what was read.
//!
//! The one entry is [`apply`]. Its steps: look at all files first, and if one of them must not be written write none; then,
//! file by file, write a new file beside it, flush it to the disk, give it the old one's owner and permissions, compare the old one
//! once more, and rename. A process that is killed leaves the old file or the new one, and at worst a `.shirube-edit-…` beside it.

use std::ffi::OsStr;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};
use std::{fmt, mem};

/// One file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// Site-relative path, `/` between parts.
    pub path: String,
    /// What the file held when it was read, byte for byte; `None` for a file that must not exist yet.
    pub expected: Option<Vec<u8>>,
    /// What it shall hold.
    pub new: Vec<u8>,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Paths that were written, in the order given.
    pub written: Vec<String>,
    /// Paths that held the new bytes already.
    pub unchanged: Vec<String>,
}

/// Why a file is not written.
#[derive(Debug)]
pub enum Refusal {
    /// It is no longer what was read: someone else saved it meanwhile.
    Changed,
    /// It is no longer there.
    Missing,
    /// It should be new, but is there already.
    Exists,
    /// Its path, or a symbolic link in it, leads out of the site's folder.
    OutsideSite,
    /// It is a folder, a pipe or a device.
    NotAFile,
    /// Its permissions forbid writing.
    ReadOnly,
    /// It is named twice.
    Twice,
    /// The system said no.
    Io(io::Error),
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => formatter.write_str("was changed meanwhile"),
            Self::Missing => formatter.write_str("is no longer there"),
            Self::Exists => formatter.write_str("is there already"),
            Self::OutsideSite => formatter.write_str("leads out of the site's folder"),
            Self::NotAFile => formatter.write_str("is not an ordinary file"),
            Self::ReadOnly => formatter.write_str("is write-protected"),
            Self::Twice => formatter.write_str("is named twice"),
            Self::Io(error) => write!(formatter, "could not be written: {error}"),
        }
    }
}

/// Every file that was not written, and which were before that was known. Inside the [`anyhow::Error`] of [`apply`], for the
/// command line to say it in the writer's language.
#[derive(Debug)]
pub struct ApplyError {
    /// Path and reason.
    pub refused: Vec<(String, Refusal)>,
    /// Files that were written before a disk failed; none otherwise.
    pub written: Vec<String>,
}

impl fmt::Display for ApplyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.refused.iter().map(|(path, refusal)| format!("{} {refusal}", crate::diagnostics::visible(path)));
        formatter.write_str(&lines.collect::<Vec<_>>().join("\n"))
    }
}

impl std::error::Error for ApplyError {}

/// Writes files below `root`. Either all of them may be written, or none is touched.
///
/// # Errors
/// [`ApplyError`] naming every file that must not be written; or the one where the disk failed, with those written before.
pub fn apply(root: &Path, edits: &[FileEdit]) -> anyhow::Result<Receipt> {
    let checked = edits.iter().enumerate().map(|(at, edit)| {
        let twice = edits[..at].iter().any(|earlier| earlier.path == edit.path);
        let target = if twice { Err(Refusal::Twice) } else { check(root, edit) };
        target.map_err(|refusal| (edit.path.clone(), refusal))
    });
    let (mut targets, mut refused) = (Vec::new(), Vec::new());
    for result in checked {
        match result {
            Ok(target) => targets.push(target),
            Err(refusal) => refused.push(refusal),
        }
    }
    let mut receipt = Receipt::default();
    if !refused.is_empty() {
        return Err(ApplyError { refused, written: Vec::new() }.into());
    }
    for (edit, target) in edits.iter().zip(&targets) {
        if edit.expected.as_ref() == Some(&edit.new) {
            receipt.unchanged.push(edit.path.clone());
        } else if let Err(refusal) = write(target, edit) {
            return Err(
                ApplyError { refused: vec![(edit.path.clone(), refusal)], written: mem::take(&mut receipt.written) }.into()
            );
        } else {
            receipt.written.push(edit.path.clone());
        }
    }
    Ok(receipt)
}

/// Where an edit goes once symbolic links are followed, and what is there.
struct Target {
    path: PathBuf,
    old: Option<Metadata>,
}

fn check(root: &Path, edit: &FileEdit) -> Result<Target, Refusal> {
    let relative = Path::new(&edit.path);
    if edit.path.is_empty() || !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(Refusal::OutsideSite);
    }
    let root = root.canonicalize().map_err(Refusal::Io)?;
    let Some(expected) = &edit.expected else { return check_new(&root, relative) };
    let path = root.join(relative).canonicalize().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Refusal::Missing,
        _ => Refusal::Io(error),
    })?;
    if !path.starts_with(&root) {
        return Err(Refusal::OutsideSite);
    }
    // asked before it is opened: opening a pipe would wait for ever
    let old = path.metadata().map_err(Refusal::Io)?;
    if !old.is_file() {
        return Err(Refusal::NotAFile);
    }
    if old.permissions().readonly() {
        return Err(Refusal::ReadOnly);
    }
    unchanged(&path, expected)?;
    Ok(Target { path, old: Some(old) })
}

/// A new file: the deepest folder that exists must lie in the site, and nothing may stand at the path, not even a broken link.
fn check_new(root: &Path, relative: &Path) -> Result<Target, Refusal> {
    let path = root.join(relative);
    if path.symlink_metadata().is_ok() {
        return Err(Refusal::Exists);
    }
    let folder = path.ancestors().skip(1).find(|folder| folder.symlink_metadata().is_ok()).unwrap_or(root);
    let real = folder.canonicalize().map_err(Refusal::Io)?;
    match real.starts_with(root) {
        true if real.is_dir() => Ok(Target { path, old: None }),
        true => Err(Refusal::NotAFile),
        false => Err(Refusal::OutsideSite),
    }
}

#[expect(clippy::disallowed_methods, reason = "edit is an edge: it compares the file with what was read")]
fn unchanged(path: &Path, expected: &[u8]) -> Result<(), Refusal> {
    let found = std::fs::read(path).map_err(Refusal::Io)?;
    if found == expected { Ok(()) } else { Err(Refusal::Changed) }
}

fn write(target: &Target, edit: &FileEdit) -> Result<(), Refusal> {
    let folder = target.path.parent().ok_or(Refusal::OutsideSite)?;
    if target.old.is_none() {
        std::fs::create_dir_all(folder).map_err(Refusal::Io)?;
    }
    let (beside, file) = new_file(folder).map_err(Refusal::Io)?;
    let result = fill(file, target.old.as_ref(), &edit.new).map_err(Refusal::Io).and_then(|()| put(&beside, target, edit));
    if result.is_err() {
        remove(&beside);
    }
    result?;
    // the rename itself reaches the disk with its folder; where folders cannot be flushed there is nothing to do
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Makes a file of a short name, so that a name of 255 bytes can have a neighbour.
fn new_file(folder: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0;
    loop {
        let path = folder.join(format!(".shirube-edit-{number}"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

fn fill(mut file: File, old: Option<&Metadata>, new: &[u8]) -> io::Result<()> {
    file.write_all(new)?;
    if let Some(old) = old {
        keep_owner(&file, old);
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()
}

/// Gives the new file the old one's owner, where that may be done at all.
fn keep_owner(file: &File, old: &Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let _ = std::os::unix::fs::fchown(file, Some(old.uid()), Some(old.gid()));
    }
    #[cfg(not(unix))]
    let _ = (file, old);
}

fn put(beside: &Path, target: &Target, edit: &FileEdit) -> Result<(), Refusal> {
    match &edit.expected {
        Some(expected) => {
            unchanged(&target.path, expected)?;
            rename(beside, &target.path).map_err(Refusal::Io)
        }
        None => rename_new(beside, &target.path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Refusal::Exists,
            _ => Refusal::Io(error),
        }),
    }
}

#[expect(clippy::disallowed_methods, reason = "edit is an edge: the one step that puts the new file in place")]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)
}

/// Renames, but never over a file that appeared meanwhile.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {
            // a second name refuses to replace too; then the first is taken away
            std::fs::hard_link(from, to)?;
            remove(from);
            Ok(())
        }
        other => other.map_err(io::Error::from),
    }
}

#[expect(clippy::disallowed_methods, reason = "edit is an edge: it takes away only the file it made itself")]
fn remove(beside: &Path) {
    let ours = beside.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with(".shirube-edit-"));
    if ours {
        // a leftover is harmless: dot files are no pages
        let _ = std::fs::remove_file(beside);
    }
}

#[cfg(test)]
#[path = "apply_tests.rs"]
mod tests;
