//! Runs of `*`, `_` and `~`: finds those that the parser would judge otherwise than the CJK-friendly amendments, and says
//! which marks put that right.

use std::ops::Range;

use super::flanking::{self, Around, Flanking, Run};
use super::prepare::Edit;

/// Judges the runs of one text.
pub(super) struct Runs<'a> {
    text: &'a str,
    /// Where the current line's own text begins, after what quotes and lists put before it.
    pub line_content: usize,
    /// The table rows of the text, found when a run stands beside a `|`.
    tables: Option<Vec<Range<usize>>>,
}

/// One run with its judgement.
struct Judged {
    range: Range<usize>,
    run: Run,
    wanted: Flanking,
    around: Around,
    differs: bool,
}

impl<'a> Runs<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, line_content: 0, tables: None }
    }

    /// Judges the runs that touch from `start` on, adds the marks they need, and returns where they end. Runs inside a
    /// bare address are made no emphasis at all.
    pub fn cluster(&mut self, start: usize, in_address: bool, edits: &mut Vec<(usize, Edit)>) -> usize {
        let bytes = self.text.as_bytes();
        let mut judged: Vec<Judged> = Vec::new();
        let mut at = start;
        while let Some(&delimiter @ (b'*' | b'_' | b'~')) = bytes.get(at) {
            let length = bytes.get(at..).unwrap_or_default().iter().take_while(|&&byte| byte == delimiter).count();
            judged.push(self.judge(at..at + length, delimiter, in_address));
            at += length;
        }
        if judged.iter().any(|run| run.differs) {
            for run in judged.iter().filter(|run| run.run.delimiter != b'~' || run.run.length <= 2) {
                let (before, after) = flanking::marks(run.run, run.wanted, run.around);
                edits.extend(before.map(|mark| (run.range.start, Edit::Mark(mark))));
                edits.extend(after.map(|mark| (run.range.end, Edit::Mark(mark))));
            }
        }
        at
    }

    fn judge(&mut self, range: Range<usize>, delimiter: u8, in_address: bool) -> Judged {
        let run = Run { delimiter, length: range.len() };
        let around = self.around(&range, false);
        if around.before.is_whitespace() && around.after.is_whitespace() {
            let wanted = Flanking { opens: false, closes: false };
            return Judged { range, run, wanted, around, differs: false };
        }
        // Tildes are no neighbours: GitHub's parser looks past them.
        let beyond =
            if [around.before, around.two_before, around.after].contains(&'~') { self.around(&range, true) } else { around };
        let wanted = if in_address { Flanking { opens: false, closes: false } } else { flanking::friendly(run, beyond) };
        let unsure = !flanking::well_known(around.before) || !flanking::well_known(around.after);
        let differs = unsure || wanted != flanking::unaided(run, around);
        Judged { range, run, wanted, around, differs }
    }

    fn around(&mut self, range: &Range<usize>, past_tildes: bool) -> Around {
        let line = self.text.get(self.line_content..range.start).unwrap_or_default();
        let mut back = line.chars().rev().filter(|&c| !past_tildes || c != '~');
        let mut before = back.next().unwrap_or('\n');
        let two_before = back.next().unwrap_or('\n');
        let mut after =
            self.text.get(range.end..).unwrap_or_default().chars().find(|&c| !past_tildes || c != '~').unwrap_or('\n');
        // In a table a cell's edge is a line's edge.
        if (before == '|' || after == '|') && self.in_table(range.start) {
            let escaped = two_before == '\\';
            before = if before == '|' && !escaped { '\n' } else { before };
            after = if after == '|' { '\n' } else { after };
        }
        Around { before, two_before, after }
    }

    fn in_table(&mut self, at: usize) -> bool {
        let tables = self.tables.get_or_insert_with(|| super::tables::ranges(self.text));
        let next = tables.partition_point(|table| table.end <= at);
        tables.get(next).is_some_and(|table| table.contains(&at))
    }
}
