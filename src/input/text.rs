//! Bytes become texts: UTF-8 without a byte order mark, or a finding.

use super::guess::{self, Foreign};
use crate::diagnostics::{Code, Diagnostic};

/// Makes a text of bytes. A byte order mark is dropped; line ends stay as written.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<String, Foreign> {
    guess::check(&bytes)?;
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|error| Foreign { byte: error.utf8_error().valid_up_to(), guess: None })
}

pub(super) fn not_utf8(path: &str, foreign: &Foreign) -> Diagnostic {
    let finding = Diagnostic::at(Code::NotUtf8, path).with("byte", (foreign.byte + 1).to_string());
    match foreign.guess {
        Some("UTF-8") => finding.wording("not-utf8.damaged"),
        Some(encoding) => finding.wording("not-utf8.guess").with("found", encoding),
        None => finding.wording("not-utf8.at"),
    }
}

pub(super) fn empty_page(path: &str) -> Diagnostic {
    Diagnostic::at(Code::EmptyPage, path)
}
