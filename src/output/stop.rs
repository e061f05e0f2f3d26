//! A request to stop: the signals that end a build, seen between files.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// Tells a running build to stop. Clones are one and the same token.
///
/// While nothing is half written a signal ends the program at once with 128 + its number. While [`super::write`] runs,
/// the signal is kept and `write` puts everything back first. Once the new tree stands, signals stay kept: the program is
/// about to end by itself, and 130 or 143 must mean that the old site is there. A command that goes on after writing looks at
/// [`Stop::requested`].
#[derive(Debug, Clone)]
pub struct Stop {
    signal: Arc<AtomicUsize>,
    idle: Arc<AtomicBool>,
}

impl Default for Stop {
    fn default() -> Self {
        Self { signal: Arc::default(), idle: Arc::new(AtomicBool::new(true)) }
    }
}

impl Stop {
    /// Listens to SIGINT, SIGTERM and SIGHUP; to be called once, by `cli`.
    pub fn on_signals() -> io::Result<Self> {
        let stop = Self::default();
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            signal_hook::flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&stop.idle))?;
            signal_hook::flag::register_usize(signal, Arc::clone(&stop.signal), usize::try_from(signal).unwrap_or(0))?;
        }
        Ok(stop)
    }

    /// Asks for a stop as a signal would.
    pub fn request(&self, signal: i32) {
        self.signal.store(usize::try_from(signal).unwrap_or(0), Ordering::SeqCst);
    }

    /// Returns the signal that asked for a stop.
    pub fn requested(&self) -> Option<i32> {
        i32::try_from(self.signal.load(Ordering::SeqCst)).ok().filter(|&signal| signal != 0)
    }

    /// From now on a signal is kept, not followed at once.
    pub(super) fn hold(&self) {
        self.idle.store(false, Ordering::SeqCst);
    }

    /// From now on a signal ends the program at once again.
    pub(super) fn release(&self) {
        self.idle.store(true, Ordering::SeqCst);
    }
}
