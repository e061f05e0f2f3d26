//! A site's own words and how they are read.

use aho_corasick::{AhoCorasick, MatchKind};

use super::folded;
use crate::japanese::{Script, normalise};

/// Words with their readings, found in one pass over a text.
#[derive(Debug)]
pub(super) struct Words {
    finder: Option<AhoCorasick>,
    readings: Vec<String>,
}

/// Where a word of the site stands.
pub(super) struct Found<'w> {
    pub start: usize,
    pub end: usize,
    pub reading: &'w str,
}

impl Words {
    /// Takes words as (surface, reading). Both are brought to the normal form; of two readings of a word the first counts.
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let words = words.into_iter().filter(|(surface, _)| !surface.is_empty());
        let (surfaces, readings): (Vec<_>, Vec<_>) =
            words.map(|(surface, reading)| (normalise(surface), folded(&normalise(reading)).into_owned())).unzip();
        let build = || AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(surfaces.iter().map(|s| s.as_bytes()));
        Self { finder: (!surfaces.is_empty()).then(build).and_then(Result::ok), readings }
    }

    /// Finds the words in a text: from its beginning, the longest of those that begin at a place. A word that begins or ends in Latin
    /// letters or digits isn't found inside a longer run of them.
    pub fn find<'w>(&'w self, text: &'w str) -> impl Iterator<Item = Found<'w>> {
        let matches = self.finder.iter().flat_map(move |finder| finder.find_iter(text));
        matches.filter(|found| stands_alone(text, found.range())).map(|found| Found {
            start: found.start(),
            end: found.end(),
            reading: &self.readings[found.pattern().as_usize()],
        })
    }
}

fn stands_alone(text: &str, range: std::ops::Range<usize>) -> bool {
    let is_latin = |c: Option<char>| c.is_some_and(|c| Script::of(c) == Script::Latin);
    let (before, word, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    let is_cut_at_start = is_latin(before.chars().next_back()) && is_latin(word.chars().next());
    let is_cut_at_end = is_latin(word.chars().next_back()) && is_latin(after.chars().next());
    !is_cut_at_start && !is_cut_at_end
}
