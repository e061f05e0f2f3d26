//! CSV (RFC 4180) with the place of every cell, which the csv crate doesn't tell.

use super::tree::span_in;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{FileId, Located, Span};

/// One row of a table: the cells under the columns that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The whole row.
    pub span: Span,
    /// One cell a column, in the order asked for; empty where the row is short.
    pub cells: Vec<Located<String>>,
}

/// Reads a CSV text whose first row names its columns. A missing column is a finding and the table is empty.
pub fn csv(file: FileId, text: &str, columns: &[&'static str], found: &mut Findings) -> Vec<Row> {
    let mut reader = Reader { file, text, at: 0 };
    let Some(head) = reader.row(found) else { return Vec::new() };
    let place = |column: &&str| head.iter().position(|cell| cell.value.trim() == *column);
    let places: Vec<Option<usize>> = columns.iter().map(place).collect();
    for (column, place) in columns.iter().zip(&places) {
        if place.is_none() {
            let span = head.first().map_or(Span::start_of(file), |cell| cell.span);
            let finding = Diagnostic::new(Code::MissingKey, span).wording("missing-key.column");
            found.push(finding.with("key", *column).with("columns", columns.join(",")));
        }
    }
    let Some(places) = places.into_iter().collect::<Option<Vec<_>>>() else { return Vec::new() };
    let mut rows = Vec::new();
    while let Some(cells) = reader.row(found) {
        let [first, .., last] = cells.as_slice() else {
            // A blank line is no row; a single cell is one where a single column was asked for.
            if let [only] = cells.as_slice()
                && !only.value.trim().is_empty()
            {
                rows.push(Row { span: only.span, cells: pick(&cells, &places, only.span) });
            }
            continue;
        };
        let span = Span { end: last.span.end, ..first.span };
        rows.push(Row { span, cells: pick(&cells, &places, Span { start: span.end, ..span }) });
    }
    rows
}

fn pick(cells: &[Located<String>], places: &[usize], missing: Span) -> Vec<Located<String>> {
    places.iter().map(|&place| cells.get(place).cloned().unwrap_or_else(|| Located::new(String::new(), missing))).collect()
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn row(&mut self, found: &mut Findings) -> Option<Vec<Located<String>>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            cells.push(if self.rest().starts_with('"') { self.quoted(found) } else { self.plain() });
            match self.rest().chars().next() {
                Some(',') => self.at += 1,
                _ => break,
            }
        }
        let rest = self.rest();
        self.at += rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        Some(cells)
    }

    fn plain(&mut self) -> Located<String> {
        let rest = self.rest();
        let end = rest.find([',', '\n', '\r']).unwrap_or(rest.len());
        let cell = Located::new(
            rest.get(..end).unwrap_or_default().trim().to_owned(),
            span_in(self.file, self.text, 0, self.at..self.at + end),
        );
        self.at += end;
        cell
    }

    fn quoted(&mut self, found: &mut Findings) -> Located<String> {
        let start = self.at;
        let mut value = String::new();
        let mut characters = self.rest().char_indices().skip(1).peekable();
        let mut length = None;
        while let Some((at, character)) = characters.next() {
            match character {
                '"' if characters.next_if(|&(_, next)| next == '"').is_some() => value.push('"'),
                '"' => {
                    length = Some(at + 1);
                    break;
                }
                other => value.push(other),
            }
        }
        let length = length.unwrap_or_else(|| {
            let first_line = self.rest().lines().next().unwrap_or_default().len();
            let span = span_in(self.file, self.text, 0, start..start + first_line);
            found.push(Diagnostic::new(Code::InvalidSyntax, span).wording("invalid-syntax.csv"));
            self.rest().len()
        });
        self.at += length;
        let span = span_in(self.file, self.text, 0, start..self.at);
        // What stands between the closing quote and the comma belongs to nothing.
        let rest = self.rest();
        self.at += rest.find([',', '\n']).unwrap_or(rest.len());
        Located::new(value, span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_are_found_by_column_name_in_any_order() {
        let mut found = Findings::default();
        let text = "views,page\r\n10,/a/\n\"1,000\",\"/b \"\"c\"\"/\"\n\n7\n";
        let rows = csv(FileId(0), text, &["page", "views"], &mut found);
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.cells.iter().map(|cell| cell.value.as_str()).collect()).collect();
        assert_eq!(cells, [vec!["/a/", "10"], vec!["/b \"c\"/", "1,000"], vec!["", "7"]]);
        assert_eq!(&text[rows[1].cells[1].span.range()], "\"1,000\"");
        assert_eq!(found.iter().count(), 0);
    }

    #[test]
    fn missing_column_and_open_quote_are_findings() {
        let mut found = Findings::default();
        assert!(csv(FileId(0), "from,too\n/a,/b\n", &["from", "to"], &mut found).is_empty());
        assert_eq!(found.iter().map(|f| f.wording).collect::<Vec<_>>(), ["missing-key.column"]);
        let mut found = Findings::default();
        csv(FileId(0), "from,to\n\"/a,/b\n/c,/d\n", &["from", "to"], &mut found);
        assert_eq!(found.iter().map(|f| f.wording).collect::<Vec<_>>(), ["invalid-syntax.csv"]);
    }

    proptest! {
        #[test]
        fn anything_at_all_is_read_without_a_panic(text in "\\PC*|([a,\"\r\n]|あ){0,40}") {
            let mut found = Findings::default();
            for row in csv(FileId(0), &format!("a,b\n{text}"), &["a", "b"], &mut found) {
                prop_assert!(row.cells.len() == 2);
            }
        }
    }
}
