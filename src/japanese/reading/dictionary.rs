//! The dictionary in memory: words by their beginnings, costs of standing side by side, kinds of characters.

use std::sync::LazyLock;

use super::trie::Trie;
use super::unpack;

static PACKED: &[u8] = include_bytes!("../ipadic/dictionary.bin");

/// Returns the dictionary, unpacked when it is first asked for.
pub(super) fn dictionary() -> &'static Dictionary {
    static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| unpack::unpack(PACKED).unwrap_or_default());
    &DICTIONARY
}

/// IPADIC, as far as readings need it. The default is empty: every character is then a piece of its own.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    /// From a surface to its number.
    pub surfaces: Trie,
    /// Where the entries of each surface begin, by its number; one more number than surfaces.
    pub first_entries: Vec<u32>,
    pub entries: Vec<Entry>,
    /// All readings, one after another.
    pub readings: String,
    pub connections: Connections,
    pub categories: Vec<Category>,
    /// Ranges of alike characters, by their first.
    pub ranges: Vec<Range>,
}

/// One word in one part of speech.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// What it is to its neighbours (one number for both sides, in IPADIC).
    pub context: u16,
    pub cost: i16,
    /// Where its reading ends in `readings`; it begins where that of the entry before ends.
    pub reading_end: u32,
}

/// What a character may begin where the dictionary has no word.
#[derive(Debug, Clone, Default)]
pub(super) struct Category {
    /// Whether unknown words are tried beside known ones.
    pub invoke: bool,
    /// Whether a whole run of alike characters is one.
    pub group: bool,
    /// Up to how many characters are one.
    pub length: u8,
    /// What such a word may be: context and cost.
    pub words: Vec<(u16, i16)>,
}

/// Characters from one on, up to the next range.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    pub first: u32,
    pub kind: Kind,
}

/// The categories of a character.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kind {
    /// The number of its own category.
    pub category: u16,
    /// A bit for each category that it may be in a run of.
    pub mask: u16,
}

/// A square of costs: a row for each context of the word after, in it one for each context of the word before.
#[derive(Debug, Default)]
pub(super) struct Connections {
    pub size: usize,
    pub costs: Vec<i16>,
}

impl Connections {
    /// Returns what it costs a word of context `after` to follow words, by their contexts.
    pub fn row(&self, after: u16) -> &[i16] {
        let start = usize::from(after) * self.size;
        self.costs.get(start..start + self.size).unwrap_or_default()
    }
}

impl Dictionary {
    /// Returns the entries of a surface, as a range of `entries`.
    pub fn entries_of(&self, surface: u32) -> std::ops::Range<u32> {
        let at = |index: usize| self.first_entries.get(index).copied().unwrap_or_default();
        at(surface as usize)..at(surface as usize + 1)
    }

    /// Returns the reading of an entry in hiragana, or nothing where it is the surface itself.
    pub fn reading(&self, entry: u32) -> Option<&str> {
        let end = self.entries.get(entry as usize)?.reading_end;
        let start =
            entry.checked_sub(1).and_then(|before| self.entries.get(before as usize)).map_or(0, |before| before.reading_end);
        self.readings.get(start as usize..end as usize).filter(|reading| !reading.is_empty())
    }

    /// Returns the categories of a character.
    pub fn kind(&self, c: char) -> Kind {
        let after = self.ranges.partition_point(|range| range.first <= u32::from(c));
        after.checked_sub(1).map_or(Kind::default(), |index| self.ranges[index].kind)
    }

    /// Returns a category by its number.
    pub fn category(&self, kind: Kind) -> Option<&Category> {
        self.categories.get(usize::from(kind.category))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionary_in_the_program_is_whole() {
        let dictionary = dictionary();
        assert_eq!(dictionary.entries.len(), 378_201);
        assert_eq!(dictionary.first_entries.len(), 325_190);
        assert_eq!(dictionary.connections.size, 1316);
        assert_eq!(dictionary.categories.len(), 11);
    }

    #[test]
    fn costs_stand_where_they_did() {
        let connections = &dictionary().connections;
        // the first lines of IPADIC's matrix.def, as (before, after)
        assert_eq!(connections.row(0)[0], -434);
        assert_eq!(connections.row(1)[0], 1);
    }

    #[test]
    fn characters_have_their_kinds() {
        let mask = |c| dictionary().kind(c).mask;
        assert_eq!(mask('請'), mask('𠮷'));
        assert_eq!(mask('ア'), mask('ー'));
        assert_ne!(mask('a') & mask('z'), 0);
        assert_eq!(mask('a') & mask('1'), 0);
        assert_ne!(mask('一') & mask('請'), 0);
    }
}
