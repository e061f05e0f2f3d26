//! Labels that are not a whole mark: inside a longer Japanese mark, or in running text before the word for what they stand on.

use std::collections::{BTreeSet, HashMap, HashSet};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::japanese::{Script, is_japanese};

use super::Context;
use super::renames::{Renames, folded};

/// A folded label and its place in the text.
pub(super) type Found = (String, std::ops::Range<usize>);

/// Longest label that is looked for, in characters; longer ones are sentences.
const LONGEST: usize = 40;

/// The labels of one language that say enough to be known anywhere.
pub(super) struct Inside {
    /// Finds the Japanese labels that went, and everything longer that covers them.
    labels: Option<AhoCorasick>,
    /// Every label, and whether a release took it away.
    texts: Vec<(String, bool)>,
    by_text: HashMap<String, bool>,
    /// How many characters the labels that went have, longest first, and which their last ones are.
    lengths: Vec<usize>,
    ends: HashSet<char>,
}

impl Inside {
    /// Gathers the labels that went, and every label of the catalogue and of the records, so that the longest wins.
    pub fn of(context: &Context<'_>, renames: &Renames<'_>, language: &str) -> Self {
        let is_known = |text: &str| says_enough(text) && text.chars().count() <= LONGEST;
        let gone: BTreeSet<&str> = renames.gone().filter(|text| is_known(text)).collect();
        let catalogue = context.site.data.labels.iter().filter(|labels| labels.language == language && !gone.is_empty());
        let known = catalogue.flat_map(|labels| labels.labels.iter()).map(|label| folded(&label.text.value).into_owned());
        let mut all: BTreeSet<String> = known.filter(|text| is_known(text)).collect();
        all.extend(renames.texts().filter(|text| is_known(text) && !gone.is_empty()).map(str::to_owned));
        let lengths: BTreeSet<usize> = gone.iter().map(|text| text.chars().count()).collect();
        let ends = gone.iter().filter_map(|text| text.chars().next_back()).collect();
        let by_text: HashMap<String, bool> = all.into_iter().map(|text| (text.clone(), gone.contains(text.as_str()))).collect();
        let mut texts: Vec<(String, bool)> = by_text
            .iter()
            .filter(|(text, _)| text.contains(is_japanese))
            .map(|(text, is_gone)| (text.clone(), *is_gone))
            .collect();
        texts.sort();
        let builder =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts.iter().map(|(text, _)| text.as_str()));
        Self {
            labels: builder.ok().filter(|_| !texts.is_empty()),
            texts,
            by_text,
            lengths: lengths.into_iter().rev().collect(),
            ends,
        }
    }

    /// Finds the Japanese labels inside a mark that are no part of a longer word.
    pub fn find(&self, text: &str, found: &mut Vec<Found>) {
        let Some(labels) = self.labels.as_ref().filter(|_| text.contains(is_japanese)) else { return };
        for hit in labels.find_iter(text) {
            let Some((label, true)) = self.texts.get(hit.pattern().as_usize()) else { continue };
            let after = &text[hit.end()..];
            if is_whole(&text[..hit.start()], label, after) && is_used_as_a_name(after) {
                found.push((label.clone(), hit.range()));
            }
        }
    }

    /// Finds the label with which a text ends, right before the word for its kind: 「CSV出力ボタン」, `the Goal Conversions report`.
    pub fn named(&self, text: &str, found: &mut Vec<Found>) {
        if !text.chars().next_back().is_some_and(|last| self.ends.contains(&last)) {
            return;
        }
        if let Some(label) = self.ending(text) {
            let start = text.len() - label.len();
            if is_whole(&text[..start], label, "") {
                found.push((label.to_owned(), start..text.len()));
            }
        }
    }

    /// Returns the longest known label with which a text ends, if a release took it away.
    fn ending<'t>(&self, text: &'t str) -> Option<&'t str> {
        let longest = self.lengths.first().copied().unwrap_or_default();
        let starts: Vec<usize> = text.char_indices().rev().take(longest).map(|(at, _)| at).collect();
        let lengths = self.lengths.iter().filter_map(|length| starts.get(length.checked_sub(1)?));
        let mut labels = lengths.filter_map(|at| text.get(*at..));
        labels.find(|label| self.by_text.get(*label) == Some(&true))
    }
}

/// Says whether what follows inside a mark uses the label as a name: a particle (エクスポートを選ぶ), not the rest of a verb or of
/// another label (保存する, 保存しない).
fn is_used_as_a_name(after: &str) -> bool {
    let Some(next) = after.chars().next() else { return true };
    let is_hiragana = matches!(next, '\u{3041}'..='\u{3096}');
    !is_hiragana
        || (matches!(next, 'を' | 'は' | 'が' | 'の' | 'に' | 'で' | 'と' | 'も' | 'へ' | 'や') && !after.starts_with("でき"))
}

/// Says whether a label is no part of a longer word.
fn is_whole(before: &str, label: &str, after: &str) -> bool {
    let is_cut = |outer: Option<char>, inner: Option<char>| outer.zip(inner).is_some_and(|(outer, inner)| goes_on(outer, inner));
    !is_cut(before.chars().next_back(), label.chars().next()) && !is_cut(after.chars().next(), label.chars().next_back())
}

/// Says whether a label can be told from an ordinary word: Japanese of two characters or more, or several words that are
/// written like a name.
fn says_enough(label: &str) -> bool {
    if label.contains(is_japanese) {
        return label.chars().nth(1).is_some();
    }
    let names = label.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
    let is_small = |word: &str| word.chars().count() <= 3 || !word.starts_with(char::is_alphabetic);
    names >= 2 && label.split(' ').all(|word| word.starts_with(char::is_uppercase) || is_small(word))
}

/// Says whether two neighbours may belong to one word: both katakana (with ー), both kanji, both Latin letters or digits.
fn goes_on(outer: char, inner: char) -> bool {
    let script = Script::of(outer);
    script != Script::Other && script == Script::of(inner)
}
