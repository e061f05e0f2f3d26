//! Files that a command names: they may lie outside the site's folder, and are only read.

use std::path::Path;

use super::file::{self, Unread};
use super::sort::Kind;
use super::text;
use super::walk::Listed;
use crate::diagnostics::{Code, Diagnostic};

/// Reads a file whole: an ordinary one or a pipe, below the limit of texts. Links are followed, since a person named it.
///
/// # Errors
/// The finding that tells why it could not be read.
pub fn given(path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    let shown = path.display().to_string();
    // A pipe of the shell (`/dev/fd/63`) has no other path, and can be read but once.
    if let Some(bytes) = file::read_pipe(path) {
        return bytes.map_err(|unread| Box::new(unread.finding(&shown)));
    }
    let real = path.canonicalize().map_err(|error| Box::new(absent(&shown, &error)))?;
    let listed = Listed { path: shown.clone(), real, kind: Kind::Text };
    file::read_one(&listed).map(|(bytes, _)| bytes).map_err(|unread| Box::new(unread.finding(&shown)))
}

fn absent(shown: &str, error: &std::io::Error) -> Diagnostic {
    match error.kind() {
        std::io::ErrorKind::NotFound => Diagnostic::at(Code::UnreadableFile, shown).wording("unreadable-file.named"),
        std::io::ErrorKind::PermissionDenied => Unread::NotAllowed.finding(shown),
        _ => Unread::Other(error.to_string()).finding(shown),
    }
}

/// Makes a text of what [`given`] read; a byte order mark is dropped.
///
/// # Errors
/// The finding that says which encoding it looks like.
pub fn given_text(path: &Path, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    text::decode(bytes).map_err(|foreign| Box::new(text::not_utf8(&path.display().to_string(), &foreign)))
}
