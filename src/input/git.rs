//! When files were made and last changed, as git knows it: one `git log`, only where the configuration asks for it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Code, Diagnostic, Findings};

/// When a file was made and last changed, in the site's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GitDates {
    /// Its first commit.
    pub created: DateTime,
    /// Its last commit.
    pub updated: DateTime,
}

/// Returns a time zone by its name; the site's default where the name is unknown (the configuration has told so).
pub(super) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).or_else(|_| TimeZone::get("Asia/Tokyo")).unwrap_or(TimeZone::UTC)
}

/// Asks git about every file below the site's folder.
pub(super) fn dates(root: &Path, timezone: &str, found: &mut Findings) -> BTreeMap<String, GitDates> {
    let Some(log) = log(root) else {
        found.push(Diagnostic::bare(Code::GitDates));
        return BTreeMap::new();
    };
    let (dates, is_shallow) = parse(&log, &zone(timezone));
    if is_shallow {
        found.push(Diagnostic::bare(Code::GitDates).wording("git-dates.shallow"));
    }
    dates
}

fn log(root: &Path) -> Option<Vec<u8>> {
    let list = ["log", "--format=%x01%ct %D", "--name-only", "--no-renames", "--no-ext-diff", "--no-color", "-z", "--relative"];
    run(root, &[&list[..], &["--", "."]].concat())
}

/// Runs git in a folder; `None` if it cannot or finds nothing to do there. The settings keep a person's or a repository's own
/// configuration from starting other programs.
#[expect(clippy::disallowed_methods, reason = "the one program a build starts, and only where the configuration asks for it")]
pub(super) fn run(root: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new("git")
        .args(["--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-C"])
        .arg(root)
        .args(arguments)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout)
}

/// Reads what `log` prints: a commit is `\x01<seconds> <names>\0\n`, then `<path>\0` for each file, newest first.
fn parse(log: &[u8], zone: &TimeZone) -> (BTreeMap<String, GitDates>, bool) {
    let mut dates: BTreeMap<String, GitDates> = BTreeMap::new();
    let mut is_shallow = false;
    let mut at: Option<DateTime> = None;
    for piece in log.split(|&byte| byte == 0) {
        let piece = piece.strip_prefix(b"\n").unwrap_or(piece);
        let Ok(text) = std::str::from_utf8(piece) else { continue };
        if let Some(commit) = text.strip_prefix('\u{1}') {
            let (seconds, names) = commit.split_once(' ').unwrap_or((commit, ""));
            is_shallow |= names.split(", ").any(|name| name == "grafted");
            let moment = seconds.parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
            at = moment.map(|moment| zone.to_datetime(moment));
        } else if let (Some(at), false) = (at, text.is_empty()) {
            let path: String = text.nfc().collect();
            dates.entry(path).and_modify(|known| known.created = at).or_insert(GitDates { created: at, updated: at });
        }
    }
    (dates, is_shallow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_commit_of_a_file_are_found() {
        let log = "\u{1}1795305600 HEAD -> main\0\ncontent/請求 a.md\0content/b.md\0\u{1}1795219200 \0\ncontent/b.md\0";
        let (dates, is_shallow) = parse(log.as_bytes(), &zone("Asia/Tokyo"));
        assert!(!is_shallow);
        let b = dates["content/b.md"];
        assert_eq!((b.created.to_string(), b.updated.to_string()), ("2026-11-21T09:00:00".into(), "2026-11-22T09:00:00".into()));
        assert!(dates.contains_key("content/請求 a.md"));
        assert!(parse(b"\x011795305600 grafted, HEAD -> main\0\na\0", &zone("UTC")).1);
    }

    #[test]
    fn a_decomposed_name_is_found_composed() {
        let (dates, _) = parse("\u{1}1795305600 \0\nカ\u{3099}イト\u{3099}.md\0".as_bytes(), &zone("no/such"));
        assert_eq!(dates.keys().collect::<Vec<_>>(), ["ガイド.md"]);
    }
}
