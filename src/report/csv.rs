//! A table for spreadsheet programs: UTF-8 with a byte order mark, CRLF, quoted by RFC 4180.
//!
//! The header is machine-readable and the same in both languages: the names of the JSON format. A cell that a spreadsheet
//! would take for a formula begins with `'` (OWASP, CSV injection).

use super::item::Item;
use super::json::rounded;
use super::{Formatter, Run};
use crate::diagnostics::visible;

pub(super) struct Csv;

const HEADER: [&str; 14] = [
    "code",
    "level",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "release",
    "change",
    "feature",
    "owner",
    "score",
    "message",
    "help",
];

impl Formatter for Csv {
    fn format(&self, items: &[Item<'_>], _: Run<'_>) -> String {
        table(HEADER, items.iter().map(cells))
    }
}

/// Writes a table that opens right in a Japanese spreadsheet program: UTF-8 with a byte order mark, CRLF, quoted by RFC 4180,
/// and no cell that could be taken for a formula. The header is written as it is.
pub fn table<const N: usize>(header: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    // writing to memory cannot fail
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    let table = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&table))
}

fn cells(item: &Item<'_>) -> [String; 14] {
    let about = &item.finding.about;
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let word = |word: &Option<String>| word.clone().unwrap_or_default();
    let (start, end) = (item.start(), item.place.map(|(_, end)| end));
    [
        item.finding.code.name().to_owned(),
        item.finding.level.name().to_owned(),
        item.path.to_owned(),
        number(start.map(|start| start.line)),
        number(start.map(|start| start.column)),
        number(end.map(|end| end.line)),
        number(end.map(|end| end.column)),
        word(&about.release),
        number(about.change),
        word(&about.feature),
        word(&about.owner),
        about.score.map(|score| rounded(score).to_string()).unwrap_or_default(),
        item.message.clone(),
        item.help.clone().unwrap_or_default(),
    ]
}

/// Shows a cell on one line and defuses it: full-width signs count, Japanese spreadsheets take them for formulas too.
fn harmless(cell: &str) -> String {
    let cell = visible(cell);
    if cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%']) {
        format!("'{cell}")
    } else {
        cell.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_numbers_and_words_left_alone() {
        for formula in ["=HYPERLINK(\"x\")", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            assert!(harmless(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(harmless("content/a.md"), "content/a.md");
        assert_eq!(harmless("0.93"), "0.93");
    }
}
