//! Paths and addresses as texts: taking a target apart, joining, writing one relative to another.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

/// Returns where a source file that is copied stands in the output.
pub fn output_path(path: &str) -> &str {
    path.strip_prefix("static/").or_else(|| path.strip_prefix("content/")).unwrap_or(path)
}

/// Says whether a target leaves the site: it has a scheme or begins with `//`.
pub(super) fn is_external(target: &str) -> bool {
    if target.starts_with("//") {
        return true;
    }
    let Some(colon) = target.find(':') else { return false };
    let scheme = &target[..colon];
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// A target taken apart.
pub(super) struct Parts<'a> {
    /// Decoded and in NFC.
    pub path: String,
    /// With its question mark, or empty.
    pub query: &'a str,
    /// As written, without the `#`.
    pub anchor: Option<&'a str>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(target: &'a str) -> Self {
        let (rest, anchor) = target.split_once('#').map_or((target, None), |(rest, anchor)| (rest, Some(anchor)));
        let (path, query) = rest.find('?').map_or((rest, ""), |at| rest.split_at(at));
        Self { path: decode(path), query, anchor }
    }
}

/// Decodes percent signs and brings the text to NFC, as file names and ids are.
pub(super) fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().nfc().collect()
}

/// What an address keeps as it is: letters and digits of ASCII, `-._~` and what separates its parts.
const KEPT: AsciiSet =
    NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/').remove(b'(').remove(b')').remove(b',');

/// Percent-encodes a decoded address or heading id for an `href`.
pub fn encode(address: &str) -> String {
    utf8_percent_encode(address, &KEPT).to_string()
}

/// Joins a relative path to a folder. `None` if it climbs out of the site's folder.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Returns how a path is written in a file of a folder.
pub(super) fn relative_path(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to[..to.len().saturating_sub(1)]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// A page's permanent address in the output tree.
pub fn permanent_address(id: &str) -> Arc<str> {
    format!("/a/{id}/").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_that_climbs_out_of_the_site_is_refused() {
        assert_eq!(join("content/a", "../../../etc/passwd"), None);
        assert_eq!(join("content/a", "../b/./c.md").as_deref(), Some("content/b/c.md"));
    }

    #[test]
    fn suggested_path_is_written_from_the_linking_file() {
        assert_eq!(relative_path("content/a/b", "content/a/c.md"), "../c.md");
        assert_eq!(relative_path("content/a", "content/a/c.md"), "c.md");
        assert_eq!(relative_path("", "content/c.md"), "content/c.md");
    }

    #[test]
    fn windows_like_and_japanese_targets_are_not_schemes() {
        assert!(is_external("https://example.com"));
        assert!(is_external("mailto:a@example.com"));
        assert!(is_external("//example.com"));
        assert!(!is_external("メモ:一覧.md"));
        assert!(!is_external("c:x.md"));
    }
}
