//! Words for whoever mistypes one: katakana and Latin words by their first letter, each with the pages it says most about.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;

use rayon::prelude::*;
use serde::Serialize;

use super::analysis::{Family, letters};
use super::documents::Document;
use super::hash::{Quick, key, shard};
use super::weights;

/// Into how many files words are parted.
pub const BUCKETS: u32 = 64;
/// Shortest and longest word that is offered, in letters of the one spelling.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=40;
/// A word of running text alone is one when so many pages have it: rarer ones may be mistakes themselves.
const PAGES: usize = 3;
/// Most pages a word brings along.
const MOST: usize = 16;

/// A file of words: as written, how rare each is in sixteenths of a bit, and its pages, each as number × 256 + weight.
#[derive(Debug, Default, Serialize)]
pub struct Bucket {
    words: Vec<String>,
    /// In the one spelling; a browser spells them itself.
    #[serde(skip)]
    spelt: Vec<String>,
    rarity: Vec<u8>,
    pages: Vec<Vec<u32>>,
}

/// A word of a bucket.
#[derive(Debug, Clone, Copy)]
pub struct Spelling<'a> {
    /// As most pages write it.
    pub written: &'a str,
    /// In the one spelling.
    pub spelt: &'a str,
    /// How rare it is, in sixteenths of a bit.
    pub rarity: u8,
    /// Its pages, each as number × 256 + weight.
    pub pages: &'a [u32],
}

/// What is known of a word in all pages.
#[derive(Debug, Default)]
struct Known {
    /// Spellings and on how many pages each stands, in their order.
    written: Vec<(String, usize)>,
    /// Page numbers and what the word weighs there; a page may stand more than once.
    pages: Vec<(u32, f32)>,
}

/// Words as written, each with its pages.
type Found = HashMap<String, Vec<(u32, f32)>, BuildHasherDefault<Quick>>;

/// Gathers the words of all documents. `numbers` are their page numbers.
pub fn buckets(documents: &[Document], numbers: &[u32]) -> Vec<Bucket> {
    let mut found = Found::default();
    for (words, page) in documents.par_iter().map(words).collect::<Vec<_>>().into_iter().zip(numbers) {
        for (written, weight) in words {
            found.entry(written).or_default().push((*page, weight));
        }
    }
    let coarse = weights::coarse(documents.len() as f64) as usize;
    let mut buckets: Vec<Bucket> = (0..BUCKETS).map(|_| Bucket::default()).collect();
    for (spelling, known) in by_spelling(found) {
        let Some(bucket) = spelling.chars().next().and_then(|first| buckets.get_mut(bucket_of(first))) else { continue };
        bucket.push(&spelling, known, coarse);
    }
    buckets
}

/// Brings words that are one in the one spelling together, and keeps those that are sure to be words.
fn by_spelling(found: Found) -> BTreeMap<String, Known> {
    let mut found: Vec<(String, Vec<(u32, f32)>)> = found.into_iter().collect();
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let mut all: BTreeMap<String, Known> = BTreeMap::new();
    for (written, pages) in found {
        let spelling: String = letters(&written).iter().map(|letter| letter.c).collect();
        let is_word = spelling.chars().any(|c| !c.is_ascii_digit() && c != '_');
        if is_word && LENGTHS.contains(&spelling.chars().count()) {
            let known = all.entry(spelling).or_default();
            known.written.push((written, pages.len()));
            known.pages.extend(pages);
        }
    }
    for known in all.values_mut() {
        known.pages.sort_by_key(|(page, _)| *page);
        known.pages.dedup_by(|(page, weight), (before, sum)| {
            let is_same = page == before;
            *sum += if is_same { *weight } else { 0.0 };
            is_same
        });
    }
    all.retain(|_, known| known.pages.len() >= PAGES || known.pages.iter().any(|(_, weight)| *weight >= HEAD));
    all
}

/// Returns the file in which words with this first letter are.
pub fn bucket_of(first: char) -> usize {
    shard(key(Family::Begin, first.encode_utf8(&mut [0; 4])), BUCKETS) as usize
}

impl Bucket {
    /// Goes through the words.
    pub fn words(&self) -> impl Iterator<Item = Spelling<'_>> {
        let of_words = self.words.iter().zip(&self.spelt).zip(self.rarity.iter().zip(&self.pages));
        of_words.map(|((written, spelt), (rarity, pages))| Spelling { written, spelt, rarity: *rarity, pages })
    }

    fn push(&mut self, spelling: &str, known: Known, pages: usize) {
        let most = known.written.iter().rev().max_by_key(|(_, times)| *times);
        self.words.push(most.map(|(written, _)| written.clone()).unwrap_or_default());
        self.spelt.push(spelling.to_owned());
        self.rarity.push(weights::rarity(pages, known.pages.len()));
        let mut best: Vec<(u8, u32)> = known.pages.iter().map(|(page, weight)| (weights::impact(*weight), *page)).collect();
        best.sort_by_key(|(weight, page)| (std::cmp::Reverse(*weight), *page));
        // a common run of katakana is found by the pairs that are right; part of its pages would only be in the way
        let has_pairs = !spelling.starts_with(|c: char| c.is_ascii());
        best.truncate(if has_pairs && best.len() > MOST { 0 } else { MOST });
        self.pages.push(best.iter().map(|(weight, page)| page * 256 + u32::from(*weight)).collect());
    }
}

/// Words as written and their weights.
type Weights = HashMap<String, f32, BuildHasherDefault<Quick>>;

/// What a word in a title or heading weighs; one in running text weighs less.
const TITLE: f32 = 6.0;
const HEAD: f32 = 2.5;
const BODY: f32 = 0.5;

fn words(document: &Document) -> Weights {
    let mut written = Weights::default();
    let normal = crate::japanese::normalise;
    gather(&normal(&document.title), TITLE, &mut written);
    document.intents.iter().for_each(|words| gather(&normal(words), HEAD, &mut written));
    gather(&document.description, BODY, &mut written);
    for part in &document.parts {
        gather(&normal(&part.heading), HEAD, &mut written);
        gather(&part.text, BODY, &mut written);
        gather(&part.code, BODY / 4.0, &mut written);
    }
    written
}

/// Adds the runs of katakana and the Latin words of a text; those in full or half width of a text that isn't in its normal form
/// are left out, which running text can do without.
fn gather(text: &str, weight: f32, found: &mut Weights) {
    let is_katakana = |c: char| matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー');
    let is_latin = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = text;
    while let Some(start) = rest.find(|c| is_katakana(c) || is_latin(c)) {
        rest = rest.get(start..).unwrap_or("");
        let of_katakana = rest.starts_with(is_katakana);
        let end = rest.find(|c| if of_katakana { !is_katakana(c) } else { !is_latin(c) }).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        match found.get_mut(word) {
            Some(known) => *known += weight,
            None => {
                found.insert(word.to_owned(), weight);
            }
        }
        rest = after;
    }
}
