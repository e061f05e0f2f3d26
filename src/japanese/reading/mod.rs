//! How Japanese text is read: its words with their readings (yomi) in hiragana.
//!
//! The entry is [`Reader`]. A text is read in three steps:
//! 1. `words` finds the site's own words, which are taken as they are;
//! 2. what lies between is cut at the ends of sentences, and `lattice` cuts each into words of the `dictionary`, which `unpack` made
//!    from IPADIC in `src/japanese/ipadic/` when it was first needed, and whose words a `trie` finds;
//! 3. each word gets the dictionary's reading, or its own letters where it has none.

use std::borrow::Cow;

mod dictionary;
mod lattice;
mod trie;
mod unpack;
mod words;

use dictionary::{Dictionary, dictionary};
use lattice::Beside;
use words::Words;

/// IPADIC's context of the beginning and end of a text.
const EDGE: u16 = 0;
/// IPADIC's context 名詞,一般 (common noun): what a word of the site is to its neighbours.
const NOUN: u16 = 1285;
/// The most letters that are cut as one sentence; it bounds the memory of the search.
const LONGEST_SENTENCE: usize = 1000;

/// Reads Japanese texts: cuts them into morphemes with their readings in hiragana.
///
/// The dictionary is IPADIC, the way to the best cut MeCab's (T. Kudo et al., 2004, "Applying Conditional Random Fields to
/// Japanese Morphological Analysis"). It is unpacked once a process, when the first reader reads the first text.
#[derive(Debug)]
pub struct Reader {
    words: Words,
}

/// A word of a text, with its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Morpheme<'t> {
    /// The word as it stands in the text.
    pub surface: &'t str,
    /// How it is read, in hiragana; what has no reading (Latin, digits, marks, unknown kanji), as written.
    pub reading: Cow<'t, str>,
}

impl Reader {
    /// Makes a reader from a site's own words as (surface, reading). Those win over the dictionary wherever they stand as
    /// written, the longest first; Latin letters and digits count as whole runs.
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self { words: Words::new(words) }
    }

    /// Cuts a text, best in its normal form, into morphemes; together they are the text. Takes time linear in the text.
    pub fn read<'t>(&self, text: &'t str) -> Vec<Morpheme<'t>> {
        let mut morphemes = Vec::new();
        let mut from = 0;
        for word in self.words.find(text) {
            let before = if from == 0 { EDGE } else { NOUN };
            read_between(&text[from..word.start], Beside { before, after: NOUN }, &mut morphemes);
            morphemes.push(Morpheme { surface: &text[word.start..word.end], reading: Cow::Owned(word.reading.to_owned()) });
            from = word.end;
        }
        let before = if from == 0 { EDGE } else { NOUN };
        read_between(&text[from..], Beside { before, after: EDGE }, &mut morphemes);
        morphemes
    }

    /// Returns the reading of a whole text: kana in hiragana, what has no reading as written.
    pub fn reading(&self, text: &str) -> String {
        self.read(text).iter().map(|morpheme| &*morpheme.reading).collect()
    }
}

/// Reads what stands between two of the site's words, sentence by sentence.
fn read_between<'t>(text: &'t str, beside: Beside, morphemes: &mut Vec<Morpheme<'t>>) {
    let dictionary = dictionary();
    let mut rest = text;
    while !rest.is_empty() {
        let (sentence, after) = rest.split_at(sentence_end(rest));
        let before = if rest.len() == text.len() { beside.before } else { EDGE };
        let beside = Beside { before, after: if after.is_empty() { beside.after } else { EDGE } };
        read_sentence(dictionary, sentence, beside, morphemes);
        rest = after;
    }
}

fn read_sentence<'t>(dictionary: &'static Dictionary, text: &'t str, beside: Beside, morphemes: &mut Vec<Morpheme<'t>>) {
    let mut from = 0;
    for piece in lattice::cut(dictionary, text, beside) {
        push_spaces(&text[from..piece.start], morphemes);
        let surface = &text[piece.start..piece.end];
        let known = piece.entry.and_then(|entry| dictionary.reading(entry));
        morphemes.push(Morpheme { surface, reading: known.map_or_else(|| folded(surface), Cow::Borrowed) });
        from = piece.end;
    }
    push_spaces(&text[from..], morphemes);
}

fn push_spaces<'t>(surface: &'t str, morphemes: &mut Vec<Morpheme<'t>>) {
    if !surface.is_empty() {
        morphemes.push(Morpheme { surface, reading: Cow::Borrowed(surface) });
    }
}

/// Returns where the first sentence of a text ends, in bytes.
fn sentence_end(text: &str) -> usize {
    let is_end = |c: char| matches!(c, '。' | '!' | '?' | '！' | '？' | '\n');
    let last = text.char_indices().enumerate().find(|(count, (_, c))| is_end(*c) || count + 1 == LONGEST_SENTENCE);
    last.map_or(text.len(), |(_, (at, c))| at + c.len_utf8())
}

/// Brings katakana to hiragana; the mark of a long vowel stays.
fn folded(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| fold(c) == c) { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(fold).collect()) }
}

fn fold(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
