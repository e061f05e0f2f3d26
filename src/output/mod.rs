//! The finished site in memory, and putting it on disk whole.
//!
//! The one entry is [`write()`]. Its steps, in order:
//! 1. look at the destination and refuse what was not made here (`place`);
//! 2. take the lock of the folder that holds it (`lock`);
//! 3. finish or clear away what a killed run left behind (`swap::recover`);
//! 4. make the new tree in a sibling folder (`stage`);
//! 5. exchange the two in one step (`swap`);
//! 6. remove the old tree, its marker last (`remove`).
//!
//! A run may end at any system call: the destination is the old tree or the new one, and the next run clears up by
//! itself. Only where a file system has no exchange of two names is there a moment between two renames in which the
//! destination is missing; the next run then finishes the swap before it does anything else.

mod error;
mod lock;
mod marker;
mod place;
mod remove;
mod stage;
mod stop;
mod swap;
mod tree;

use std::path::{Path, PathBuf};

use place::Place;

pub use error::{OutputError, Refusal, Work, plain_cause};
pub use marker::{MARKER_NAME, Marker};
pub use stop::Stop;
pub use tree::{Tree, TreeError};

/// Where a tree goes and what must be known to do that safely.
#[derive(Debug, Clone)]
pub struct Destination<'a> {
    /// The folder that will hold the site; absent, empty or made by an earlier build.
    pub dir: &'a Path,
    /// The site's folder: it, what is above it, and its source folders are refused. `None` if there is none.
    pub site: Option<&'a Path>,
    /// The person's home folder, refused too.
    pub home: Option<&'a Path>,
    /// Whose tree it is. A tree with another marker is never replaced.
    pub marker: Marker,
    /// Looked at between files.
    pub stop: Stop,
}

/// What [`write()`] did.
#[derive(Debug)]
pub struct Receipt {
    /// The folder as resolved.
    pub dir: PathBuf,
    /// Files written, without the marker.
    pub files: usize,
    /// Their bytes together.
    pub bytes: u64,
    /// How the new tree took its place.
    pub swap: Swap,
    /// The new site stands, but something after that failed: the old tree could not be removed whole (the next build
    /// tries again), or the disk did not confirm the exchange.
    pub warning: Option<OutputError>,
}

/// How the new tree took its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swap {
    /// There was none before.
    First,
    /// Old and new changed places in one step.
    Exchanged,
    /// By two renames, because the file system has no exchange.
    Renamed,
}

/// Says whether [`write()`] would refuse the destination, touching nothing.
pub fn check(destination: &Destination<'_>) -> Result<(), OutputError> {
    place::refuse_foreign(destination, &place::look(destination)?)
}

/// Puts a tree on disk whole.
///
/// With an `Err` the old tree is as it was and nothing new is left beside it; with `Ok` the new one stands.
pub fn write(tree: &Tree, destination: &Destination<'_>) -> Result<Receipt, OutputError> {
    let place = place::look(destination)?;
    destination.stop.hold();
    put(tree, destination, &place).inspect_err(|_| {
        place.take_back_parents();
        destination.stop.release();
    })
}

fn put(tree: &Tree, destination: &Destination<'_>, place: &Place) -> Result<Receipt, OutputError> {
    let parent = place.open_parent()?;
    let _lock = lock::take(&parent, place, &destination.stop)?;
    swap::recover(&parent, place, &destination.marker)?;
    // what stands there may have changed while waiting for the lock
    let place = place::look(destination)?;
    place::refuse_foreign(destination, &place)?;
    stage::make(tree, &parent, &place, destination)?;
    let swapped = swap::exchange(&parent, &place, &destination.marker);
    let (swap, warning) = swapped.inspect_err(|_| remove::leftovers(&parent, &place))?;
    Ok(Receipt { dir: place.full(), files: tree.len(), bytes: tree.bytes(), swap, warning })
}
