//! Making the new tree in a folder beside the destination: marker, folders, files, then the disk's word that it has them.

use std::ffi::OsStr;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::place::{Place, Sibling, open_folder};
use super::{Destination, MARKER_NAME, OutputError, Stop, Tree, Work, remove};

/// The same on every machine, whatever its umask.
const FILE_MODE: Mode = Mode::from_raw_mode(0o644);
const FOLDER_MODE: Mode = Mode::from_raw_mode(0o755);
/// From so many files on, several threads write.
const MANY_FILES: usize = 256;

/// Makes the new tree. After an error nothing of it is left.
pub(super) fn make(tree: &Tree, parent: &OwnedFd, place: &Place, destination: &Destination<'_>) -> Result<(), OutputError> {
    let made = folder(parent.as_fd(), &place.sibling(Sibling::New))
        .map_err(|cause| OutputError::failed(Work::MakeFolder, place.sibling_path(Sibling::New), cause));
    made.and_then(|()| fill(tree, parent, place, destination)).inspect_err(|_| remove::leftovers(parent, place))
}

fn fill(tree: &Tree, parent: &OwnedFd, place: &Place, destination: &Destination<'_>) -> Result<(), OutputError> {
    let at = place.sibling_path(Sibling::New);
    let dir = open_folder(parent.as_fd(), &place.sibling(Sibling::New))
        .map_err(|cause| OutputError::failed(Work::MakeFolder, &at, cause))?;
    let stage = Stage { dir: dir.as_fd(), at, stop: &destination.stop };
    stage.file(MARKER_NAME, destination.marker.line().as_bytes())?;
    tree.folders().try_for_each(|path| stage.folder(path))?;
    if tree.len() < MANY_FILES {
        tree.iter().try_for_each(|(path, bytes)| stage.file(path, bytes))?;
    } else {
        let files: Vec<_> = tree.iter().collect();
        files.par_iter().try_for_each(|(path, bytes)| stage.file(path, bytes))?;
    }
    sync(stage.dir).map_err(|cause| OutputError::failed(Work::Sync, stage.at.clone(), cause))?;
    stage.go_on()
}

struct Stage<'a> {
    dir: BorrowedFd<'a>,
    at: PathBuf,
    stop: &'a Stop,
}

impl Stage<'_> {
    fn folder(&self, path: &str) -> Result<(), OutputError> {
        self.go_on()?;
        folder(self.dir, OsStr::new(path)).map_err(|cause| OutputError::failed(Work::MakeFolder, self.at.join(path), cause))
    }

    fn file(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.go_on()?;
        write_file(self.dir, path, bytes).map_err(|cause| OutputError::failed(Work::WriteFile, self.at.join(path), cause))
    }

    fn go_on(&self) -> Result<(), OutputError> {
        self.stop.requested().map_or(Ok(()), |signal| Err(OutputError::Stopped { signal }))
    }
}

fn folder(dir: BorrowedFd<'_>, path: &OsStr) -> Result<(), Errno> {
    rustix::fs::mkdirat(dir, path, FOLDER_MODE)?;
    rustix::fs::chmodat(dir, path, FOLDER_MODE, rustix::fs::AtFlags::empty())
}

/// Writes one new file. `EXCL`: where a file system takes two names for one, that is an error, not a lost page.
fn write_file(dir: BorrowedFd<'_>, path: &str, bytes: &[u8]) -> Result<(), Errno> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let file = retried(|| rustix::fs::openat(dir, path, flags, FILE_MODE))?;
    let mut rest = bytes;
    while !rest.is_empty() {
        match retried(|| rustix::io::write(&file, rest))? {
            0 => return Err(Errno::IO),
            written => rest = rest.get(written..).unwrap_or_default(),
        }
    }
    rustix::fs::fchmod(&file, FILE_MODE)
}

fn retried<T>(mut call: impl FnMut() -> Result<T, Errno>) -> Result<T, Errno> {
    loop {
        match call() {
            Err(Errno::INTR) => {}
            other => return other,
        }
    }
}

/// Waits until the disk has the new tree, so that a power cut after the exchange finds whole files. One call for the
/// file system instead of one a file: ten thousand of them take minutes on a slow disk.
fn sync(dir: BorrowedFd<'_>) -> Result<(), Errno> {
    #[cfg(target_os = "linux")]
    return rustix::fs::syncfs(dir);
    #[cfg(not(target_os = "linux"))]
    return rustix::fs::fsync(dir);
}
