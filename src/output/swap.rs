//! The new tree takes the old one's place; and what is done when a run was killed while it did.
//!
//! Where the system can exchange two names, that is one step. Elsewhere it is a pair of renames whose names are their own
//! journal: `…-new` → `…-ready` (the new tree is complete), the old tree → `…-old`, `…-ready` → its place. A run that
//! finds `…-ready` and no tree finishes the pair.

use std::os::fd::{AsFd, OwnedFd};

use rustix::fs::RenameFlags;
use rustix::io::Errno;

use super::place::{Place, Sibling, Standing, open_folder};
use super::{Marker, OutputError, Refusal, Swap, Work, remove};

/// Puts the new tree in place and removes the old one. After an error the old tree is in its place.
///
/// What goes wrong after the new tree stands is a warning beside the result.
pub(super) fn exchange(parent: &OwnedFd, place: &Place, marker: &Marker) -> Result<(Swap, Option<OutputError>), OutputError> {
    let new = place.sibling(Sibling::New);
    let failed = |cause| OutputError::failed(Work::Swap, place.full(), cause);
    if place.standing != Standing::Ours {
        // a plain rename takes the place of nothing or of an empty folder, and of nothing else
        rustix::fs::renameat(parent, &new, parent, &place.name).map_err(failed)?;
        return Ok((Swap::First, settle(parent, place)));
    }
    match rustix::fs::renameat_with(parent, &new, parent, &place.name, RenameFlags::EXCHANGE) {
        Ok(()) => {}
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => return by_renames(parent, place, marker),
        Err(cause) => return Err(failed(cause)),
    }
    if !holds(parent, place, Sibling::New, marker) {
        // someone put another folder there in the last moment: it goes back
        rustix::fs::renameat_with(parent, &new, parent, &place.name, RenameFlags::EXCHANGE).map_err(failed)?;
        return Err(OutputError::refused(place.full(), Refusal::NotOurs));
    }
    let warning = settle(parent, place);
    Ok((Swap::Exchanged, remove::sibling(parent, place, Sibling::New).err().or(warning)))
}

fn by_renames(parent: &OwnedFd, place: &Place, marker: &Marker) -> Result<(Swap, Option<OutputError>), OutputError> {
    let (new, ready, old) = (place.sibling(Sibling::New), place.sibling(Sibling::Ready), place.sibling(Sibling::Old));
    let failed = |cause| OutputError::failed(Work::Swap, place.full(), cause);
    rustix::fs::renameat(parent, &new, parent, &ready).map_err(failed)?;
    rustix::fs::renameat(parent, &place.name, parent, &old).map_err(failed)?;
    let ours = holds(parent, place, Sibling::Old, marker);
    let moved = if ours { rustix::fs::renameat(parent, &ready, parent, &place.name) } else { Err(Errno::EXIST) };
    if let Err(cause) = moved {
        rustix::fs::renameat(parent, &old, parent, &place.name).map_err(failed)?;
        return Err(if ours { failed(cause) } else { OutputError::refused(place.full(), Refusal::NotOurs) });
    }
    let warning = settle(parent, place);
    Ok((Swap::Renamed, remove::sibling(parent, place, Sibling::Old).err().or(warning)))
}

/// Waits until the disk has the new names; the new tree stands whether or not it answers.
fn settle(parent: &OwnedFd, place: &Place) -> Option<OutputError> {
    rustix::fs::fsync(parent).err().map(|cause| OutputError::failed(Work::Sync, place.parent.clone(), cause))
}

fn holds(parent: &OwnedFd, place: &Place, which: Sibling, marker: &Marker) -> bool {
    open_folder(parent.as_fd(), &place.sibling(which))
        .and_then(|dir| Marker::of(dir.as_fd()))
        .is_ok_and(|found| found.as_ref() == Some(marker))
}

/// Finishes or clears away what a killed run left. To be called with the lock held: then no sibling is in use.
pub(super) fn recover(parent: &OwnedFd, place: &Place, marker: &Marker) -> Result<(), OutputError> {
    let failed = |cause| OutputError::failed(Work::Swap, place.full(), cause);
    if matches!(open_folder(parent.as_fd(), &place.name), Err(Errno::NOENT)) {
        let complete = [Sibling::Ready, Sibling::Old].into_iter().find(|&which| holds(parent, place, which, marker));
        if let Some(which) = complete {
            rustix::fs::renameat(parent, place.sibling(which), parent, &place.name).map_err(failed)?;
        }
    }
    [Sibling::New, Sibling::Ready, Sibling::Old].into_iter().try_for_each(|which| remove::sibling(parent, place, which))
}
