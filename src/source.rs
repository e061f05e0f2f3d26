//! Texts and positions: every file the build read, and where something stands in it.
//!
//! The one entry is [`Sources::add`]. A [`Span`] is a byte range in one of the files; people are shown
//! a [`Position`], which [`Source::position`] works out from it.

use std::sync::Arc;

/// One file among [`Sources`]; cheap to copy, ordered by the order of adding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A byte range `start..end` in one file's text (after a byte order mark was dropped).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// First byte after.
    pub end: u32,
}

impl Span {
    /// Makes a span of bytes `start..end`; texts are limited to 4 GiB by [`Sources::add`].
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// Returns the empty span at the very start of a file.
    pub fn start_of(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// Returns the byte range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place as people count it: lines and columns from 1, columns in Unicode characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place in the source.
    pub span: Span,
}

impl<T> Located<T> {
    /// Puts a value and its place together.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// One text that was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path below the site's folder, `/` between parts, in NFC: `content/billing/export.md`.
    pub path: Arc<str>,
    /// The whole text as on disk, less a byte order mark. Line ends are kept as written.
    pub text: Arc<str>,
}

impl Source {
    /// Works out line and column of a byte offset; an offset past the end counts as the end.
    pub fn position(&self, offset: u32) -> Position {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &self.text[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position {
            line: count(before.bytes().filter(|&byte| byte == b'\n').count() + 1),
            column: count(before[line_start..].chars().count() + 1),
        }
    }
}

/// Every text of one build, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a text and returns its id. `path` is site-relative with `/`; `text` has no byte order mark.
    pub fn add(&mut self, path: &str, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Source { path: path.into(), text: text.into() });
        id
    }

    /// Returns a file that was added.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// Returns the text a span covers; empty if it lies outside the text.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.range()).unwrap_or("")
    }

    /// Finds a file by its site-relative path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.iter().find(|(_, source)| &*source.path == path).map(|(id, _)| id)
    }

    /// Goes through all files in the order of adding.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0u32..).map(FileId).zip(&self.files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "一行目\n請求［保存］\n");
        let at = sources.get(id).text.find('［').unwrap_or_default();
        let position = sources.get(id).position(u32::try_from(at).unwrap_or_default());
        assert_eq!(position, Position { line: 2, column: 3 });
    }

    #[test]
    fn offset_inside_a_character_or_past_the_end_is_still_a_position() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "あ");
        assert_eq!(sources.get(id).position(1).column, 1);
        assert_eq!(sources.get(id).position(99).column, 2);
    }
}
