//! The files that a command names become texts among the site's sources, so that findings in them have a line.

use std::path::{Path, PathBuf};

use crate::diagnostics::{Diagnostic, Findings};
use crate::input;
use crate::source::{FileId, Sources};

/// Reads each file; what can't be read is told, all of it.
pub(super) fn read(paths: &[PathBuf], sources: &mut Sources, found: &mut Findings) -> Vec<FileId> {
    let mut files = Vec::new();
    for path in paths {
        let text = input::given(path).and_then(|bytes| text(path, bytes));
        match text {
            Ok(text) => files.push(sources.add(&path.display().to_string(), text)),
            Err(finding) => found.push(*finding),
        }
    }
    files
}

/// Makes a text of bytes. Java's .properties were Latin-1 for long and Apple's .strings still are UTF-16; all else is UTF-8.
fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let older = match ending.as_str() {
        "strings" => wide(&bytes),
        "properties" => Some(bytes.iter().map(|byte| char::from(*byte)).collect()),
        _ => None,
    };
    input::given_text(path, bytes).or_else(|finding| match older {
        Some(text) if ending == "strings" || guessed(&finding, "Latin-1") => Ok(text),
        _ => Err(finding),
    })
}

fn guessed(finding: &Diagnostic, encoding: &str) -> bool {
    finding.words.iter().any(|(name, word)| *name == "found" && word == encoding)
}

/// Reads UTF-16 behind its byte order mark.
fn wide(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let units = bytes.get(2..)?.chunks_exact(2).filter_map(|pair| Some(unit([*pair.first()?, *pair.last()?])));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}
