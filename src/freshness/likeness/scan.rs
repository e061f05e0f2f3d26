//! Looks for all that the releases say, in every page, in one pass: words by their stems, labels as they read.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use crate::japanese::{self, Script};
use crate::markdown::NodeKind;
use crate::site::{Page, PageId};

use super::super::Context;
use super::query::Query;
use super::words::{is_ending, script};

/// How much a word in the title counts.
const TITLE: u32 = 2;

/// What stands where.
pub(super) struct Scan {
    terms: HashMap<String, u32>,
    /// By page: its length in bytes, and how often it has which term.
    pub pages: Vec<Scanned>,
    /// By term: in how many pages it stands.
    pub spread: Vec<u32>,
    /// Bytes of a page on average.
    pub average: f64,
}

/// One page.
pub(super) struct Scanned {
    pub page: PageId,
    pub bytes: usize,
    /// Sorted by term.
    pub counts: Vec<(u32, u32)>,
}

impl Scan {
    pub fn of(context: &Context<'_>, queries: &[Query<'_>], pages: &[PageId]) -> Self {
        let vocabulary = Vocabulary::of(queries);
        let Some(finder) = vocabulary.finder() else {
            return Self { terms: HashMap::new(), pages: Vec::new(), spread: Vec::new(), average: 1.0 };
        };
        let scanned: Vec<Scanned> = pages.par_iter().map(|id| vocabulary.page(&finder, *id, context.site.page(*id))).collect();
        let mut spread = vec![0; vocabulary.terms.len()];
        for (term, _) in scanned.iter().flat_map(|page| &page.counts) {
            if let Some(count) = spread.get_mut(*term as usize) {
                *count += 1;
            }
        }
        let total: usize = scanned.iter().map(|page| page.bytes).sum();
        let average = (total as f64 / scanned.len().max(1) as f64).max(1.0);
        Self { terms: vocabulary.terms, pages: scanned, spread, average }
    }

    /// Returns the number of a word.
    pub fn word(&self, word: &str) -> Option<u32> {
        self.terms.get(word).copied()
    }

    /// Returns the number of a label.
    pub fn label(&self, label: &str) -> Option<u32> {
        self.terms.get(&format!("\u{0}{label}")).copied()
    }
}

/// Everything looked for. Labels stand behind a NUL, so that no word is one.
struct Vocabulary {
    terms: HashMap<String, u32>,
    patterns: Vec<(String, u32)>,
}

impl Vocabulary {
    fn of(queries: &[Query<'_>]) -> Self {
        let mut all: BTreeMap<String, String> = BTreeMap::new();
        for query in queries {
            for word in query.said.iter().flat_map(|said| said.words.keys()) {
                all.insert(word.clone(), word.clone());
            }
            let labels = query.old_labels.keys().chain(&query.screen_labels).chain(&query.version);
            for label in labels {
                all.insert(format!("\u{0}{label}"), label.clone());
            }
        }
        let mut terms = HashMap::new();
        let mut patterns = Vec::new();
        for ((key, pattern), number) in all.into_iter().zip(0u32..) {
            terms.insert(key, number);
            patterns.push((pattern, number));
        }
        Self { terms, patterns }
    }

    fn finder(&self) -> Option<Finder> {
        if self.patterns.is_empty() {
            return None;
        }
        let is_label: Vec<bool> = {
            let mut flags = vec![false; self.patterns.len()];
            for (key, number) in &self.terms {
                if let Some(flag) = flags.get_mut(*number as usize) {
                    *flag = key.starts_with('\u{0}');
                }
            }
            flags
        };
        let patterns = self.patterns.iter().map(|(pattern, _)| pattern.as_str());
        // words are found in any case; a label's own case is looked at when it was found
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(patterns).ok()?;
        Some(Finder { automaton, is_label })
    }

    fn page(&self, finder: &Finder, id: PageId, page: &Page) -> Scanned {
        let mut all = String::new();
        for node in &page.nodes {
            let text: &str = match &node.kind {
                NodeKind::Text(text) | NodeKind::Code(text) => text,
                NodeKind::Label(label) => &label.text,
                _ => continue,
            };
            all.extend([text, "\n"]);
        }
        let bytes = all.len();
        (0..TITLE).for_each(|_| all.extend([&page.title, "\n"]));
        let mut hits: Vec<u32> = Vec::new();
        self.look(finder, &all, &mut hits);
        hits.sort_unstable();
        let counts =
            hits.chunk_by(|one, other| one == other).filter_map(|same| Some((*same.first()?, same.len() as u32))).collect();
        Scanned { page: id, bytes, counts }
    }

    /// Adds the numbers of the terms that a text has, each as often as it stands there.
    fn look(&self, finder: &Finder, text: &str, hits: &mut Vec<u32>) {
        // of what NFKC changes, only full-width letters and half-width katakana are written in words: all begin with this byte
        let normal = if text.as_bytes().contains(&0xef) { japanese::normalise(text) } else { Cow::Borrowed(text) };
        let text = &*normal;
        for hit in finder.automaton.find_overlapping_iter(text) {
            let number = hit.pattern().as_usize();
            let is_label = finder.is_label.get(number).copied().unwrap_or(false);
            let (before, inner, after) = (&text[..hit.start()], &text[hit.range()], &text[hit.end()..]);
            let counts_here = match (is_label, self.patterns.get(number)) {
                (true, Some((label, _))) => label == inner && stands_alone(before, inner, after),
                _ => is_word(before, inner, after),
            };
            if counts_here {
                hits.push(u32::try_from(number).unwrap_or(u32::MAX));
            }
        }
    }
}

struct Finder {
    automaton: AhoCorasick,
    is_label: Vec<bool>,
}

/// A stem begins a word, and what follows is an ending; katakana is a word of its own; kanji are found anywhere.
fn is_word(before: &str, inner: &str, after: &str) -> bool {
    let Some(first) = inner.chars().next() else { return false };
    let last = before.chars().next_back();
    match script(first, Script::Other) {
        Script::Latin => {
            let goes_on = |c: char| c.is_alphanumeric() && script(c, Script::Latin) == Script::Latin;
            let is_start = last.is_none_or(|c| !goes_on(c) || (c.is_lowercase() && first_is_upper(inner)));
            let rest_end = after.find(|c: char| !goes_on(c)).unwrap_or(after.len());
            let rest = &after[..rest_end];
            is_start && (is_ending(rest) || rest.starts_with(|c: char| c.is_uppercase()))
        }
        Script::Katakana => {
            let is_katakana = |c: char| script(c, Script::Other) == Script::Katakana;
            !last.is_some_and(is_katakana) && !after.chars().next().is_some_and(is_katakana)
        }
        _ => true,
    }
}

fn first_is_upper(inner: &str) -> bool {
    inner.chars().next().is_some_and(char::is_uppercase)
}

/// A label of Latin letters or digits is not a part of a longer word or number.
fn stands_alone(before: &str, inner: &str, after: &str) -> bool {
    let is_part = |outer: Option<char>, inner: Option<char>| {
        outer.is_some_and(|c| c.is_ascii_alphanumeric()) && inner.is_some_and(|c| c.is_ascii_alphanumeric())
    };
    !is_part(before.chars().next_back(), inner.chars().next()) && !is_part(after.chars().next(), inner.chars().next_back())
}
