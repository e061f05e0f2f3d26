//! Sites written as one text, with the expected findings under the lines they are about.
//!
//! ```text
//! -- content/a.md --
//! # 題名
//! [次](b.md)
//! ^^^^^^^^^^ broken-link
//! ```
//! Carets stand under the place, counted as a terminal shows it (a Japanese character is two wide). `|` is an empty place.
//! `...` after the carets says that the place ends on a later line. What is written behind a file's name is found about the
//! file as a whole. Findings that a fixture doesn't name fail the test, too.

use unicode_width::UnicodeWidthChar;

use crate::site::{Finding, SiteTest};

/// A finding that a fixture expects.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Expected {
    path: String,
    line: u64,
    column: u64,
    /// `None` where the place ends on a later line.
    end_column: Option<u64>,
    code: String,
}

/// Makes the site of a fixture, checks it, and holds that exactly the marked findings are found.
#[track_caller]
pub fn finds(fixture: &str) {
    let (site, expected) = read(fixture);
    assert!(!expected.is_empty(), "the fixture marks nothing");
    compare(&site, expected);
}

/// Makes the site of a fixture without marks and holds that nothing is found.
#[track_caller]
pub fn finds_nothing(fixture: &str) {
    let (site, expected) = read(fixture);
    assert!(expected.is_empty(), "the fixture marks {expected:?}");
    compare(&site, expected);
}

/// Makes the site of a fixture; its marks are left out.
pub fn site(fixture: &str) -> SiteTest {
    read(fixture).0
}

#[track_caller]
fn compare(site: &SiteTest, mut expected: Vec<Expected>) {
    let run = site.check();
    let mut found: Vec<Expected> = run.findings().into_iter().map(|finding| place(finding, &expected)).collect();
    found.sort();
    expected.sort();
    assert!(found == expected, "found:\n{}marked:\n{}", listed(&found), listed(&expected));
}

fn listed(marks: &[Expected]) -> String {
    let line = |mark: &Expected| {
        let end = mark.end_column.map_or("...".to_owned(), |end| end.to_string());
        format!("    {}:{}:{}-{end} {}\n", mark.path, mark.line, mark.column, mark.code)
    };
    marks.iter().map(line).collect()
}

/// A finding in the form of a mark; the end is left out where a mark of its beginning says so.
fn place(finding: Finding, expected: &[Expected]) -> Expected {
    let is_open = |mark: &Expected| {
        mark.end_column.is_none() && (&mark.path, mark.line, mark.column) == (&finding.path, finding.line, finding.column)
    };
    let is_open = expected.iter().any(is_open);
    // A place that runs over its line is never what closed carets mark.
    let end = if finding.end_line == finding.line { finding.end_column } else { u64::MAX };
    let end_column = (!is_open).then_some(end);
    Expected { path: finding.path, line: finding.line, column: finding.column, end_column, code: finding.code }
}

fn read(fixture: &str) -> (SiteTest, Vec<Expected>) {
    let mut files: Vec<(String, Vec<&str>)> = Vec::new();
    let mut expected = Vec::new();
    for line in fixture.trim_start_matches('\n').lines() {
        if let Some((path, code)) = line.strip_prefix("-- ").and_then(|rest| rest.split_once(" --")) {
            let whole =
                |code: &str| Expected { path: path.to_owned(), line: 0, column: 0, end_column: Some(0), code: code.to_owned() };
            expected.extend(code.split_whitespace().map(whole));
            files.push((path.to_owned(), Vec::new()));
            continue;
        }
        let (path, lines) = files.last_mut().expect("a fixture begins with `-- path --`");
        match mark(line, lines.last().copied().unwrap_or("")) {
            Some((column, end_column, code)) => {
                let line = u64::try_from(lines.len().max(1)).unwrap();
                expected.push(Expected { path: path.clone(), line, column, end_column, code });
            }
            None => lines.push(line),
        }
    }
    let site = SiteTest::new();
    for (path, lines) in files {
        site.write(&path, lines.iter().map(|line| format!("{line}\n")).collect::<String>());
    }
    (site, expected)
}

/// Reads a line of carets under another line: column, end and code.
fn mark(line: &str, above: &str) -> Option<(u64, Option<u64>, String)> {
    let (carets, code) = line.trim_start().split_once(' ')?;
    let (carets, is_open) = carets.strip_suffix("...").map_or((carets, false), |carets| (carets, true));
    let is_mark = carets == "|" || (!carets.is_empty() && carets.bytes().all(|byte| byte == b'^'));
    if !is_mark || code.is_empty() || !code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
        return None;
    }
    let start = line.len() - line.trim_start().len();
    let column = column(above, start);
    let end = if carets == "|" { column } else { self::column(above, start + carets.len()) };
    Some((column, (!is_open).then_some(end), code.to_owned()))
}

/// Counts the characters before a place on the terminal, from 1.
fn column(above: &str, place: usize) -> u64 {
    let mut width = 0;
    let mut column = 1;
    for character in above.chars() {
        if width >= place {
            return column;
        }
        // control characters have no width; a terminal is told of them by a sign that has one
        width += character.width().unwrap_or(1);
        column += 1;
    }
    column + u64::try_from(place.saturating_sub(width)).unwrap()
}

#[test]
fn carets_are_read_as_a_terminal_shows_them() {
    let (_, expected) =
        read("-- a.md -- empty-page\n請求［保存］です\n    ^^^^^^^^ broken-link\nab\n | missing-alt\n^^... too-deep\n");
    let places: Vec<_> = expected.iter().map(|mark| (mark.line, mark.column, mark.end_column)).collect();
    assert_eq!(places, [(0, 0, Some(0)), (1, 3, Some(7)), (2, 2, Some(2)), (2, 1, None)]);
}
