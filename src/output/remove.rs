//! Removing a tree of ours: only a sibling folder that carries our marker, never through a link, never into another disk,
//! the marker last, so that what a killed run leaves is still known as ours.

use std::ffi::{CStr, CString, OsStr};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::{AtFlags, Dir, FileType};
use rustix::io::Errno;

use super::marker::MARKER_FILE;
use super::place::{Place, Sibling, is_mount, open_folder};
use super::{Marker, OutputError, Refusal, Work};

/// Removes a sibling folder if it is there.
pub(super) fn sibling(parent: &OwnedFd, place: &Place, which: Sibling) -> Result<(), OutputError> {
    let path = place.sibling_path(which);
    let name = place.sibling(which);
    let failed = |cause| OutputError::failed(Work::Remove, &path, cause);
    let dir = match open_folder(parent.as_fd(), &name) {
        Ok(dir) => dir,
        Err(Errno::NOENT) => return Ok(()),
        Err(Errno::LOOP | Errno::NOTDIR) => return Err(OutputError::refused(path, Refusal::NotOurs)),
        Err(cause) => return Err(failed(cause)),
    };
    if !is_ours(dir.as_fd()).map_err(failed)? {
        return Err(OutputError::refused(path, Refusal::NotOurs));
    }
    empty(dir.as_fd(), Some(MARKER_FILE)).map_err(failed)?;
    match rustix::fs::unlinkat(&dir, MARKER_FILE, AtFlags::empty()) {
        Ok(()) | Err(Errno::NOENT) => {}
        Err(cause) => return Err(failed(cause)),
    }
    rustix::fs::unlinkat(parent, &name, AtFlags::REMOVEDIR).map_err(failed)
}

/// Removes what an attempt that failed has made, as far as the disk lets it; the next run does the rest.
pub(super) fn leftovers(parent: &OwnedFd, place: &Place) {
    for which in [Sibling::New, Sibling::Ready] {
        let _ = sibling(parent, place, which);
    }
}

/// Says whether a folder holds nothing at all.
pub(super) fn is_empty(dir: BorrowedFd<'_>) -> Result<bool, Errno> {
    Ok(entries(dir)?.is_empty())
}

/// Ours is what carries our marker, and what a run left that was killed before the marker was whole.
fn is_ours(dir: BorrowedFd<'_>) -> Result<bool, Errno> {
    if Marker::of(dir)?.is_some() {
        return Ok(true);
    }
    let nothing_else = entries(dir)?.iter().all(|(name, _)| name.as_c_str() == MARKER_FILE);
    Ok(nothing_else && Marker::cut_short(dir)?)
}

fn entries(dir: BorrowedFd<'_>) -> Result<Vec<(CString, FileType)>, Errno> {
    let mut found = Vec::new();
    for entry in Dir::read_from(dir)? {
        let entry = entry?;
        if entry.file_name() != c"." && entry.file_name() != c".." {
            found.push((entry.file_name().to_owned(), entry.file_type()));
        }
    }
    Ok(found)
}

fn empty(dir: BorrowedFd<'_>, keep: Option<&CStr>) -> Result<(), Errno> {
    for (name, kind) in entries(dir)? {
        if Some(name.as_c_str()) == keep {
            continue;
        }
        let kind = match kind {
            FileType::Unknown => FileType::from_raw_mode(rustix::fs::statat(dir, &name, AtFlags::SYMLINK_NOFOLLOW)?.st_mode),
            known => known,
        };
        if kind != FileType::Directory {
            rustix::fs::unlinkat(dir, &name, AtFlags::empty())?;
            continue;
        }
        let inner = open_folder(dir, OsStr::from_bytes(name.as_bytes()))?;
        if is_mount(inner.as_fd(), Path::new(".")) {
            return Err(Errno::BUSY);
        }
        empty(inner.as_fd(), None)?;
        rustix::fs::unlinkat(dir, &name, AtFlags::REMOVEDIR)?;
    }
    Ok(())
}
