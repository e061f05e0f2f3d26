//! Bytes of files: on every core, in a fixed order, each file whole or not at all.
//!
//! Only ordinary files are read, and none beyond a limit. A file that changes while it is read is read again, and so is one
//! that has changed by the time the last file was read: the result is one moment's state, or a finding.

use std::os::fd::OwnedFd;
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustix::fs::{CWD, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use super::sort::Kind;
use super::walk::Listed;
use crate::diagnostics::{Code, Diagnostic};

/// Largest text that is read.
const MOST_TEXT: u64 = 16 * MEGABYTE;
/// Largest other file: what the usual hosts take.
const MOST_ASSET: u64 = 100 * MEGABYTE;
const MEGABYTE: u64 = 1_048_576;
/// How often a file that keeps changing is read again.
const ROUNDS: usize = 5;

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unread {
    TooLarge {
        size: u64,
        limit: u64,
    },
    /// A pipe, socket, device or folder.
    NotAFile,
    Gone,
    NotAllowed,
    /// It changed at every attempt.
    Changing,
    Other(String),
}

impl Unread {
    pub(super) fn finding(&self, path: &str) -> Diagnostic {
        let unreadable = Diagnostic::at(Code::UnreadableFile, path);
        match self {
            Self::TooLarge { size, limit } => {
                let megabytes = |bytes: u64| format!("{} MB", bytes.div_ceil(MEGABYTE));
                Diagnostic::at(Code::FileTooLarge, path).with("size", megabytes(*size)).with("limit", megabytes(*limit))
            }
            Self::NotAFile => unreadable.wording("unreadable-file.kind"),
            Self::Gone => unreadable.wording("unreadable-file.gone"),
            Self::NotAllowed => unreadable.wording("unreadable-file.permission"),
            Self::Changing => unreadable.wording("unreadable-file.changing"),
            Self::Other(reason) => unreadable.wording("unreadable-file.reason").with("reason", reason.as_str()),
        }
    }
}

impl From<Errno> for Unread {
    fn from(cause: Errno) -> Self {
        match cause {
            // a link where a file was listed: it was put there since
            Errno::LOOP | Errno::NXIO | Errno::ISDIR | Errno::NODEV => Self::NotAFile,
            Errno::NOENT | Errno::NOTDIR => Self::Gone,
            Errno::ACCESS | Errno::PERM => Self::NotAllowed,
            other => Self::Other(std::io::Error::from(other).to_string()),
        }
    }
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp(u64, u64, i64, i64, i64);

impl Stamp {
    fn of(stat: &Stat) -> Self {
        let nanoseconds = i64::try_from(stat.st_mtime_nsec).unwrap_or_default();
        Self(stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime, nanoseconds)
    }
}

pub(super) type Outcome = Result<(Vec<u8>, Stamp), Unread>;

/// Reads the files listed, in their order.
pub(super) fn read_all(files: &[Listed]) -> impl Iterator<Item = (&Listed, Result<Vec<u8>, Unread>)> {
    let mut outcomes: Vec<Outcome> = files.par_iter().map(read_one).collect();
    for round in 1..=ROUNDS {
        let pairs: Vec<_> = files.iter().zip(&outcomes).collect();
        let changed: Vec<bool> = pairs.par_iter().map(|(file, outcome)| has_changed(file, outcome)).collect();
        if !changed.contains(&true) {
            break;
        }
        for ((file, outcome), _) in files.iter().zip(&mut outcomes).zip(changed).filter(|(_, changed)| *changed) {
            *outcome = if round == ROUNDS { Err(Unread::Changing) } else { read_one(file) };
        }
    }
    files.iter().zip(outcomes.into_iter().map(|outcome| outcome.map(|(bytes, _)| bytes)))
}

fn has_changed(file: &Listed, outcome: &Outcome) -> bool {
    outcome.as_ref().is_ok_and(|(_, stamp)| {
        let now = rustix::fs::statat(CWD, &file.real, rustix::fs::AtFlags::SYMLINK_NOFOLLOW);
        now.map(|stat| Stamp::of(&stat)) != Ok(*stamp)
    })
}

pub(super) fn read_one(listed: &Listed) -> Outcome {
    let limit = if listed.kind == Kind::Asset { MOST_ASSET } else { MOST_TEXT };
    // no link, whatever was put there since; and no waiting for the other end of a pipe
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    for _ in 0..ROUNDS {
        let file = rustix::fs::openat(CWD, &listed.real, flags, Mode::empty())?;
        let before = rustix::fs::fstat(&file)?;
        if FileType::from_raw_mode(before.st_mode) != FileType::RegularFile {
            return Err(Unread::NotAFile);
        }
        let size = u64::try_from(before.st_size).unwrap_or(0);
        if size > limit {
            return Err(Unread::TooLarge { size, limit });
        }
        let bytes = whole(&file, size, limit)?;
        let after = rustix::fs::fstat(&file)?;
        if Stamp::of(&before) == Stamp::of(&after) && bytes.len() as u64 == size {
            return Ok((bytes, Stamp::of(&after)));
        }
    }
    Err(Unread::Changing)
}

/// Reads a pipe that a person named, waiting for whoever writes into it; `None` if there is no pipe.
pub(super) fn read_pipe(path: &Path) -> Option<Result<Vec<u8>, Unread>> {
    let is_pipe = |stat: Stat| FileType::from_raw_mode(stat.st_mode) == FileType::Fifo;
    if !rustix::fs::stat(path).is_ok_and(is_pipe) {
        return None;
    }
    let flags = OFlags::RDONLY | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = rustix::fs::openat(CWD, path, flags, Mode::empty());
    Some(opened.map_err(Unread::from).and_then(|file| whole(&file, 0, MOST_TEXT)))
}

/// Reads to the end, but never beyond the limit: a file may grow while it is read.
fn whole(file: &OwnedFd, size: u64, limit: u64) -> Result<Vec<u8>, Unread> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut bytes = vec![0; usize::try_from(size).unwrap_or(0).min(most) + 1];
    let mut length = 0;
    loop {
        if length == bytes.len() {
            bytes.resize((length * 2).min(most + 1), 0);
        }
        if length > most {
            return Err(Unread::TooLarge { size: length as u64, limit });
        }
        match rustix::io::read(file, bytes.get_mut(length..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(Errno::INTR) => {}
            Err(cause) => return Err(cause.into()),
        }
    }
    bytes.truncate(length);
    Ok(bytes)
}
