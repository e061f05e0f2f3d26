//! Lines and columns of many places: the line starts of each file are looked for once, not once a finding.

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostic;
use crate::source::{FileId, Position, Sources, Span};

/// Where the lines begin in every file that a finding names.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    starts: BTreeMap<FileId, Vec<usize>>,
}

impl<'a> Places<'a> {
    /// Looks through the files of the findings.
    pub fn of(findings: &[&Diagnostic], sources: &'a Sources) -> Self {
        let mut starts = BTreeMap::new();
        let spans = findings.iter().flat_map(|finding| {
            let fix = finding.fix.as_ref().map(|fix| fix.span);
            finding.span.into_iter().chain(fix).chain(finding.related.iter().copied())
        });
        for span in spans {
            starts.entry(span.file).or_insert_with(|| line_starts(&sources.get(span.file).text));
        }
        Self { sources, starts }
    }

    /// Works out the two ends of a span.
    pub fn both(&self, span: Span) -> (Position, Position) {
        (self.position(span.file, span.start), self.position(span.file, span.end.max(span.start)))
    }

    /// Works out where a span begins.
    pub fn start(&self, span: Span) -> Position {
        self.position(span.file, span.start)
    }

    /// The same answer as [`crate::source::Source::position`], without reading the file from its start.
    fn position(&self, file: FileId, offset: u32) -> Position {
        let text = &*self.sources.get(file).text;
        let mut at = (offset as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let starts = self.starts.get(&file).map(Vec::as_slice).unwrap_or_default();
        let line = starts.partition_point(|start| *start <= at);
        let line_start = line.checked_sub(1).and_then(|index| starts.get(index)).copied().unwrap_or(0);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let column = text.get(line_start..at).map_or(0, |before| before.chars().count()) + 1;
        Position { line: count(line.max(1)), column: count(column) }
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn answers_as_the_source_itself_does() {
        let mut sources = Sources::default();
        let file = sources.add("a.md", "一行目\r\n\n請求［保存］\n");
        let finding = Diagnostic::new(Code::EmptyPage, Span::start_of(file));
        let places = Places::of(&[&finding], &sources);
        for offset in 0..40 {
            assert_eq!(places.position(file, offset), sources.get(file).position(offset), "{offset}");
        }
    }
}
