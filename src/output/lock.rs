//! One build at a time: a lock on the folder that holds the destination. A lock on the folder itself leaves no file behind,
//! and the system frees it when its holder dies.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, Mode, OFlags};
use rustix::io::Errno;

use super::place::Place;
use super::{OutputError, Refusal, Stop, Work};

/// How long a build waits for another one; a whole site is written in a few seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// Waits for the lock. It is held until the value is dropped.
pub(super) fn take(parent: &OwnedFd, place: &Place, stop: &Stop) -> Result<OwnedFd, OutputError> {
    let lock = reopen(parent.as_fd()).map_err(|cause| OutputError::failed(Work::Lock, place.parent.clone(), cause))?;
    let began = Instant::now();
    loop {
        match rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(lock),
            Err(Errno::INTR) => {}
            Err(Errno::WOULDBLOCK) if began.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(20)),
            Err(Errno::WOULDBLOCK) => return Err(OutputError::refused(place.full(), Refusal::Busy)),
            Err(cause) => return Err(OutputError::failed(Work::Lock, place.parent.clone(), cause)),
        }
        if let Some(signal) = stop.requested() {
            return Err(OutputError::Stopped { signal });
        }
    }
}

/// Opens the folder anew: a lock belongs to the opening, so two writers in one program exclude each other too.
fn reopen(parent: BorrowedFd<'_>) -> Result<OwnedFd, Errno> {
    rustix::fs::openat(parent, c".", OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
}
