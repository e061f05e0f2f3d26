//! What the parser reads instead of the text itself.
//!
//! [`prepare`] makes it in one pass over the text: marks beside runs of `*`, `_` and `~` where Japanese needs them
//! (`runs.rs`), `:::` lines as thematic breaks of the same length (the parser then decides whether they are blocks or
//! code), control characters replaced. [`Prepared::place`] leads every offset back to the text as written, and text is
//! always taken from there, so nothing of this is ever seen.

use std::borrow::Cow;
use std::ops::Range;

use super::autolink;
use super::fences::{self, Fence};
use super::flanking::Mark;
use super::runs::Runs;
use super::slips;

/// A text made ready for the parser.
pub(super) struct Prepared<'a> {
    /// As written.
    pub original: &'a str,
    /// What the parser reads.
    pub text: Cow<'a, str>,
    /// The `:::` lines, by their offsets in the original.
    pub fences: Vec<Fence>,
    /// Where the control characters stand in the original.
    pub controls: Vec<Range<usize>>,
    /// Ends of what was inserted or lengthened, in `text`, and how much longer `text` is from there on.
    shifts: Vec<(usize, usize)>,
    marks: Option<Marks>,
}

/// The three characters that stand for a letter, punctuation and a space: ones that the text doesn't use.
#[derive(Debug, Clone, Copy)]
struct Marks([char; 3]);

/// One change of the text.
pub(super) enum Edit {
    /// Put a mark here.
    Mark(Mark),
    /// `:::…` of this many bytes becomes a thematic break of the same length.
    Fence(usize),
    /// A control character of this many bytes.
    Control(usize),
}

/// Makes a text ready.
pub(super) fn prepare(original: &str) -> Prepared<'_> {
    let mut scan = Scan::new(original);
    scan.run();
    let Scan { edits, fences, controls, .. } = scan;
    let mut prepared = Prepared { original, text: Cow::Borrowed(original), fences, controls, shifts: Vec::new(), marks: None };
    if !edits.is_empty() {
        prepared.rewrite(&edits);
    }
    prepared
}

fn unused(text: &str, mut candidates: impl Iterator<Item = char>) -> Option<char> {
    candidates.find(|&c| !text.contains(c))
}

impl Marks {
    /// Finds characters that the text doesn't use. A text that uses all candidates goes unmarked.
    fn unused_in(text: &str) -> Option<Self> {
        let letter = unused(text, ('\u{e000}'..='\u{f8ff}').chain('\u{100000}'..='\u{10fffd}').take(2000))?;
        let punctuation = unused(text, "\u{2055}\u{205a}\u{203b}\u{2e2d}\u{104b}\u{1360}\u{1805}\u{166e}".chars())?;
        let space = unused(text, "\u{1680}\u{205f}\u{2006}\u{2004}\u{2028}\u{2029}\u{2005}\u{2008}".chars())?;
        Some(Self([letter, punctuation, space]))
    }

    fn of(self, mark: Mark) -> char {
        let Self([letter, punctuation, space]) = self;
        match mark {
            Mark::Letter => letter,
            Mark::Punctuation => punctuation,
            Mark::Space => space,
        }
    }
}

impl<'a> Prepared<'a> {
    fn rewrite(&mut self, edits: &[(usize, Edit)]) {
        if edits.iter().any(|(_, edit)| matches!(edit, Edit::Mark(_))) {
            self.marks = Marks::unused_in(self.original);
        }
        let mut text = String::with_capacity(self.original.len() + edits.len() * 3);
        let (mut copied, mut longer) = (0, 0);
        for (at, edit) in edits {
            text.push_str(self.original.get(copied..*at).unwrap_or_default());
            copied = (*at).max(copied);
            match edit {
                Edit::Mark(mark) => {
                    let Some(marks) = self.marks else { continue };
                    text.push(marks.of(*mark));
                    longer += marks.of(*mark).len_utf8();
                    self.shifts.push((text.len(), longer));
                }
                Edit::Fence(length) => {
                    text.push_str("___");
                    text.extend(std::iter::repeat_n(' ', length.saturating_sub(3)));
                    copied = at + length;
                    if *length < 3 {
                        longer += 3 - length;
                        self.shifts.push((text.len(), longer));
                    }
                }
                Edit::Control(length) => {
                    text.push('\u{fffd}');
                    copied = at + length;
                    longer += 3usize.saturating_sub(*length);
                    self.shifts.push((text.len(), longer));
                }
            }
        }
        text.push_str(self.original.get(copied..).unwrap_or_default());
        self.text = Cow::Owned(text);
    }

    /// Leads an offset in what the parser read back to the text as written.
    pub fn place(&self, offset: usize) -> usize {
        let passed = self.shifts.partition_point(|&(end, _)| end <= offset);
        let longer = passed.checked_sub(1).and_then(|last| self.shifts.get(last)).map_or(0, |&(_, longer)| longer);
        let place = offset - longer.min(offset);
        // Inside something inserted: its near end.
        match self.shifts.get(passed) {
            Some(&(end, total)) => place.min(end - total.min(end)),
            None => place,
        }
    }

    /// Leads a range back.
    pub fn range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        start..self.place(range.end).max(start)
    }

    /// Takes out of a text what was put in for the parser.
    pub fn unmarked<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.marks {
            Some(Marks(marks)) if text.contains(marks) => Cow::Owned(text.replace(marks, "")),
            _ => Cow::Borrowed(text),
        }
    }

    /// Returns a piece of the text as written, control characters shown as `U+FFFD`.
    pub fn written(&self, range: Range<usize>) -> Cow<'a, str> {
        let text = self.original.get(range.clone()).unwrap_or_default();
        let first = self.controls.partition_point(|control| control.start < range.start);
        match self.controls.get(first) {
            Some(control) if control.start < range.end => Cow::Owned(text.chars().map(shown).collect()),
            _ => Cow::Borrowed(text),
        }
    }
}

fn shown(c: char) -> char {
    if is_control(c) { '\u{fffd}' } else { c }
}

/// Control characters that no page may hold (HTML: "control-character-in-input-stream") and noncharacters.
fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}'))
        || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
}

/// The one pass over the text.
struct Scan<'a> {
    text: &'a str,
    edits: Vec<(usize, Edit)>,
    fences: Vec<Fence>,
    controls: Vec<Range<usize>>,
    runs: Runs<'a>,
    /// Where the last bare address ends: runs inside it are no emphasis.
    address_end: usize,
}

/// What a byte asks for. Most ask for nothing.
const fn kind(byte: u8) -> u8 {
    match byte {
        b'\n' => 1,
        b'*' | b'_' | b'~' => 2,
        b'\\' => 3,
        b':' | b'.' => 4,
        b'\t' | b'\r' | 0x0c => 0,
        0..=0x1f | 0x7f | 0xc2 | 0xef => 5,
        _ => 0,
    }
}

static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = kind(byte as u8);
        byte += 1;
    }
    kinds
};

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, edits: Vec::new(), fences: Vec::new(), controls: Vec::new(), runs: Runs::new(text), address_end: 0 }
    }

    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = self.line(0);
        while let Some(&byte) = bytes.get(at) {
            at = match KINDS[usize::from(byte)] {
                0 => at + 1,
                1 => self.line(at + 1),
                2 => self.runs.cluster(at, at < self.address_end, &mut self.edits),
                3 => at + 1 + usize::from(bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation)),
                4 => self.address(at),
                _ => self.control(at),
            };
        }
    }

    /// A line begins: skips what quotes and lists put before it, and takes a `:::` line whole.
    fn line(&mut self, start: usize) -> usize {
        let content = fences::content_start(self.text, start);
        self.runs.line_content = content;
        match fences::read(self.text, content).or_else(|| slips::read(self.text, content, self.fences.last())) {
            Some(fence) => {
                let end = fence.range.end;
                self.edits.push((content, Edit::Fence(end - content)));
                self.fences.push(fence);
                end
            }
            None => content,
        }
    }

    /// A colon or full stop: perhaps of a bare address. Brackets and code end it here; whether they are any is not known yet.
    fn address(&mut self, at: usize) -> usize {
        let from = self.runs.line_content;
        if at >= self.address_end
            && let Some(found) = autolink::around(self.text, at, from)
        {
            let cut = self.text.get(found.clone()).and_then(|address| address.find(['`', '[', ']']));
            let short = cut.and_then(|cut| autolink::around(self.text.get(..found.start + cut)?, at, from));
            self.address_end = if cut.is_some() { short.map_or(at, |short| short.end) } else { found.end };
        }
        at + 1
    }

    fn control(&mut self, at: usize) -> usize {
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { return at + 1 };
        let end = at + c.len_utf8();
        if is_control(c) {
            self.controls.push(at..end);
            self.edits.push((at, Edit::Control(end - at)));
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_leads_back() {
        let prepared = prepare("あ**［い］**う\0え**（お）**");
        for (at, c) in prepared.text.char_indices().filter(|(_, c)| "あいうえお［］（）*".contains(*c)) {
            let place = prepared.place(at);
            assert!(prepared.original[place..].starts_with(c), "{at} {c}");
        }
        assert_eq!(prepared.place(prepared.text.len()), prepared.original.len());
    }

    #[test]
    fn marks_are_characters_the_text_does_not_use() {
        let prepared = prepare("\u{e000}**［い］**う\u{e001}");
        assert!(prepared.text.contains('\u{e002}'));
        assert_eq!(prepared.unmarked(&prepared.text), prepared.original);
    }

    #[test]
    fn text_without_need_is_read_as_it_is() {
        assert!(matches!(prepare("ただの**強調**です").text, Cow::Borrowed(_)));
    }
}
