//! Where a tree may go: the rules that keep a build from deleting what it did not make.

use std::ffi::{OsStr, OsString};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Component, Path, PathBuf};

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::{Destination, Marker, OutputError, Refusal, Work, remove};

/// Folders of a site that hold sources, or what only other commands may change.
const SOURCE_FOLDERS: [&str; 8] = ["content", "guides", "customers", "data", "snippets", "themes", "static", ".shirube"];
/// Longest name that still leaves room for the names of the sibling folders.
const MOST_NAME_BYTES: usize = 200;

/// What stands at the destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Nothing,
    Empty,
    Ours,
}

/// A destination that may be written to.
#[derive(Debug)]
pub(super) struct Place {
    /// The folder that holds it, without links or dots.
    pub(super) parent: PathBuf,
    /// How many folders at the end of `parent` are not there yet.
    missing: usize,
    /// Its name.
    pub(super) name: OsString,
    pub(super) standing: Standing,
}

/// The folders beside the destination that a build makes for a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sibling {
    /// The new tree while it is made; after an exchange, the old one.
    New,
    /// The new tree, complete, on its way by renames.
    Ready,
    /// The old tree, moved out of the way by a rename.
    Old,
}

impl Place {
    pub(super) fn full(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// Returns the name of a sibling: `.public.shirube-new`.
    pub(super) fn sibling(&self, which: Sibling) -> OsString {
        let ending = match which {
            Sibling::New => ".shirube-new",
            Sibling::Ready => ".shirube-ready",
            Sibling::Old => ".shirube-old",
        };
        let mut name = b".".to_vec();
        if self.name.len() <= MOST_NAME_BYTES {
            name.extend_from_slice(self.name.as_bytes());
        } else {
            name.extend_from_slice(&blake3::hash(self.name.as_bytes()).to_hex().as_bytes()[..32]);
        }
        name.extend_from_slice(ending.as_bytes());
        OsString::from_vec(name)
    }

    pub(super) fn sibling_path(&self, which: Sibling) -> PathBuf {
        self.parent.join(self.sibling(which))
    }

    /// Opens the folder that holds the destination, making it if needed.
    pub(super) fn open_parent(&self) -> Result<OwnedFd, OutputError> {
        let mut missing: Vec<&Path> = self.parent.ancestors().take(self.missing).collect();
        missing.reverse();
        for folder in missing {
            match rustix::fs::mkdirat(CWD, folder, Mode::from_raw_mode(0o755)) {
                Ok(()) | Err(Errno::EXIST) => {}
                Err(cause) => return Err(OutputError::failed(Work::MakeFolder, folder, cause)),
            }
        }
        open_folder(CWD, self.parent.as_os_str()).map_err(|cause| OutputError::failed(Work::Look, self.parent.clone(), cause))
    }

    /// Takes back the folders that [`Place::open_parent`] made, as far as they are empty.
    pub(super) fn take_back_parents(&self) {
        for folder in self.parent.ancestors().take(self.missing) {
            if rustix::fs::unlinkat(CWD, folder, AtFlags::REMOVEDIR).is_err() {
                break;
            }
        }
    }
}

/// Looks at a destination and refuses what a build must not replace. Changes nothing.
pub(super) fn look(destination: &Destination<'_>) -> Result<Place, OutputError> {
    let dir = destination.dir;
    let refuse = |why| OutputError::refused(dir, why);
    let starts_with_tilde = |part: Component<'_>| part.as_os_str().as_bytes().first() == Some(&b'~');
    if dir.components().next().is_some_and(starts_with_tilde) {
        return Err(refuse(Refusal::Tilde));
    }
    let (parent, missing, name) = resolve(dir)?;
    let mut place = Place { parent, missing, name, standing: Standing::Nothing };
    let full = place.full();
    // a symbolic link is refused as such, whatever it leads to
    let found = kind_at(&full)?;
    if found == Some(FileType::Symlink) {
        return Err(refuse(Refusal::Symlink));
    }
    refuse_location(destination, &full)?;
    place.standing = match found {
        None => Standing::Nothing,
        Some(FileType::Directory) => look_inside(destination, &full)?,
        Some(_) => return Err(refuse(Refusal::NotAFolder)),
    };
    Ok(place)
}

/// Returns the parent without links or dots, how many of its last folders are missing, and the last name.
fn resolve(dir: &Path) -> Result<(PathBuf, usize, OsString), OutputError> {
    let refuse = |why| OutputError::refused(dir, why);
    let look = |cause: std::io::Error| OutputError::failed(Work::Look, dir, cause);
    let Some(name) = dir.file_name() else {
        // `.`, `..`, `/` or nothing: only what is there has a name
        let whole = dir.canonicalize().map_err(|_| refuse(Refusal::NotAPath))?;
        let name = whole.file_name().ok_or_else(|| refuse(Refusal::Root))?.to_owned();
        return Ok((whole.parent().map(Path::to_path_buf).unwrap_or_default(), 0, name));
    };
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut missing: Vec<&OsStr> = Vec::new();
    for known in parent.ancestors() {
        let known = if known.as_os_str().is_empty() { Path::new(".") } else { known };
        match known.canonicalize() {
            Ok(mut real) => {
                real.extend(missing.iter().rev());
                return Ok((real, missing.len(), name.to_owned()));
            }
            // a link to nothing is no missing folder
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && kind_at(known)?.is_none() => {
                missing.push(known.file_name().ok_or_else(|| refuse(Refusal::NotAPath))?);
            }
            Err(error) => return Err(look(error)),
        }
    }
    Err(refuse(Refusal::NotAPath))
}

fn kind_at(path: &Path) -> Result<Option<FileType>, OutputError> {
    match rustix::fs::statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(stat) => Ok(Some(FileType::from_raw_mode(stat.st_mode))),
        Err(Errno::NOENT) => Ok(None),
        Err(cause) => Err(OutputError::failed(Work::Look, path, cause)),
    }
}

/// Device and number of a folder: the same for every way to write its path, also where `Content` is `content`.
fn identity(path: &Path) -> Option<(u64, u64)> {
    rustix::fs::stat(path).ok().map(|stat| (stat.st_dev, stat.st_ino))
}

fn refuse_location(destination: &Destination<'_>, full: &Path) -> Result<(), OutputError> {
    let refuse = |why| Err(OutputError::refused(destination.dir, why));
    if full.parent().is_none() {
        return refuse(Refusal::Root);
    }
    if let Some(git) = full.ancestors().find(|part| part.file_name().is_some_and(|name| name.eq_ignore_ascii_case(".git"))) {
        return refuse(Refusal::Git(git.to_path_buf()));
    }
    let here = identity(full);
    let holds = |below: &Path| below.starts_with(full) || below.ancestors().any(|part| here.is_some() && identity(part) == here);
    if let Some(home) = destination.home.filter(|home| home.is_absolute()) {
        let real = home.canonicalize().unwrap_or_else(|_| home.to_path_buf());
        if holds(&real) || home.starts_with(full) {
            return refuse(Refusal::Home);
        }
    }
    let Some(site) = destination.site else { return Ok(()) };
    let site = site.canonicalize().map_err(|cause| OutputError::failed(Work::Look, site, cause))?;
    if full == site || (here.is_some() && here == identity(&site)) {
        return refuse(Refusal::Site);
    }
    if holds(&site) {
        return refuse(Refusal::AboveSite);
    }
    SOURCE_FOLDERS
        .iter()
        .find(|folder| is_in(full, &site, folder))
        .map_or(Ok(()), |folder| refuse(Refusal::InSources((*folder).to_owned())))
}

/// Says whether a path is a folder of the site or below it, also where names are written otherwise.
fn is_in(full: &Path, site: &Path, folder: &str) -> bool {
    let first = full.strip_prefix(site).ok().and_then(|below| below.components().next());
    let source = identity(&site.join(folder));
    first.is_some_and(|part| part.as_os_str().eq_ignore_ascii_case(folder))
        || full.ancestors().any(|part| source.is_some() && identity(part) == source)
}

fn look_inside(destination: &Destination<'_>, full: &Path) -> Result<Standing, OutputError> {
    let refuse = |why| Err(OutputError::refused(destination.dir, why));
    let look = |cause: Errno| OutputError::failed(Work::Look, full, cause);
    let dir = open_folder(CWD, full.as_os_str()).map_err(look)?;
    if is_mount(dir.as_fd(), Path::new(".")) {
        return refuse(Refusal::Mount(full.to_path_buf()));
    }
    if kind_at(&full.join(".git"))?.is_some() {
        return refuse(Refusal::Git(full.join(".git")));
    }
    let Some(found) = Marker::of(dir.as_fd()).map_err(look)? else {
        return if remove::is_empty(dir.as_fd()).map_err(look)? { Ok(Standing::Empty) } else { refuse(Refusal::NotOurs) };
    };
    let wanted = &destination.marker;
    if found.audience != wanted.audience {
        return refuse(Refusal::OtherAudience { found: found.audience, wanted: wanted.audience.clone() });
    }
    if found.drafts != wanted.drafts {
        return refuse(Refusal::OtherDrafts { found: found.drafts });
    }
    Ok(Standing::Ours)
}

/// Refuses a tree of ours into which someone put what must outlive it: a repository or another disk.
pub(super) fn refuse_foreign(destination: &Destination<'_>, place: &Place) -> Result<(), OutputError> {
    if place.standing != Standing::Ours {
        return Ok(());
    }
    let full = place.full();
    for entry in walkdir::WalkDir::new(&full).min_depth(1).follow_links(false) {
        // what cannot be looked at cannot be known to be safe to remove
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&full).to_path_buf();
            OutputError::failed(Work::Look, path, error)
        })?;
        if entry.file_name() == ".git" {
            return Err(OutputError::refused(destination.dir, Refusal::Git(entry.into_path())));
        }
        if entry.file_type().is_dir() && is_mount(CWD, entry.path()) {
            return Err(OutputError::refused(destination.dir, Refusal::Mount(entry.into_path())));
        }
    }
    Ok(())
}

/// Says whether something is mounted at a folder.
pub(super) fn is_mount(dir: BorrowedFd<'_>, path: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{StatxAttributes, StatxFlags};
        let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT;
        if let Ok(stat) = rustix::fs::statx(dir, path, flags, StatxFlags::empty())
            && stat.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT)
        {
            return stat.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
        }
    }
    let device = |path: &Path| rustix::fs::statat(dir, path, AtFlags::SYMLINK_NOFOLLOW).ok().map(|stat| stat.st_dev);
    device(path) != device(&path.join(".."))
}

/// Opens a folder, never through a link at its last name.
pub(super) fn open_folder(dir: BorrowedFd<'_>, name: &OsStr) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    rustix::fs::openat(dir, name, flags, Mode::empty())
}
