//! The marker: one line of JSON at the root of every tree we made, saying whose it is.

use std::ffi::CStr;
use std::os::fd::BorrowedFd;

use rustix::fs::{AtFlags, FileType, Mode, OFlags};
use rustix::io::Errno;

/// The marker's file name. It begins with a dot: hosts don't publish it.
pub const MARKER_NAME: &str = ".shirube-site";
pub(super) const MARKER_FILE: &CStr = c".shirube-site";

/// A marker is one short line; what is longer is not ours.
const MOST_BYTES: usize = 4_096;
const FORMAT: u32 = 1;

/// Whose tree it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// The audience it was made for: `public`, `internal`, a name of `[audiences]`, or `manual:<customer>`.
    pub audience: String,
    /// Whether drafts are in it.
    pub drafts: bool,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Line {
    format: u32,
    audience: String,
    drafts: bool,
}

impl Marker {
    /// Makes the marker of an audience, without drafts.
    pub fn new(audience: impl Into<String>) -> Self {
        Self { audience: audience.into(), drafts: false }
    }

    /// Returns the line as written.
    pub(super) fn line(&self) -> String {
        let line = Line { format: FORMAT, audience: self.audience.clone(), drafts: self.drafts };
        // three plain fields always serialise
        serde_json::to_string(&line).unwrap_or_default() + "\n"
    }

    /// Reads a line; `None` if it isn't a marker of ours. Later formats keep these fields.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let line: Line = serde_json::from_slice(bytes).ok()?;
        (line.format >= FORMAT).then_some(Self { audience: line.audience, drafts: line.drafts })
    }

    /// Reads the marker of an open folder. `Ok(None)`: there is none, or none of ours.
    pub(super) fn of(dir: BorrowedFd<'_>) -> Result<Option<Self>, Errno> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = match rustix::fs::openat(dir, MARKER_FILE, flags, Mode::empty()) {
            Ok(file) => file,
            Err(Errno::NOENT | Errno::LOOP | Errno::NXIO) => return Ok(None),
            Err(error) => return Err(error),
        };
        if FileType::from_raw_mode(rustix::fs::fstat(&file)?.st_mode) != FileType::RegularFile {
            return Ok(None);
        }
        let mut bytes = vec![0; MOST_BYTES + 1];
        let mut length = 0;
        while let Some(free) = bytes.get_mut(length..).filter(|free| !free.is_empty()) {
            match rustix::io::read(&file, free) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(Errno::INTR) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(bytes.get(..length).filter(|bytes| bytes.len() <= MOST_BYTES).and_then(Self::parse))
    }

    /// Says whether an open folder holds nothing but a marker that was cut short: a run killed at its first write.
    pub(super) fn cut_short(dir: BorrowedFd<'_>) -> Result<bool, Errno> {
        let stat = match rustix::fs::statat(dir, MARKER_FILE, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => stat,
            Err(Errno::NOENT) => return Ok(true),
            Err(error) => return Err(error),
        };
        let small = u64::try_from(stat.st_size).is_ok_and(|size| size <= MOST_BYTES as u64);
        Ok(FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile && small)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_reads_back_and_anything_else_is_none() {
        let marker = Marker { audience: "manual:青空".into(), drafts: true };
        assert_eq!(Marker::parse(marker.line().as_bytes()), Some(marker));
        assert_eq!(Marker::new("public").line(), "{\"format\":1,\"audience\":\"public\",\"drafts\":false}\n");
        for text in ["", "{}", "null", "{\"format\":0,\"audience\":\"public\",\"drafts\":false}", "{\"format\":1,\"audi"] {
            assert_eq!(Marker::parse(text.as_bytes()), None, "{text}");
        }
    }
}
