//! Postings: which page has which term, and how much it says there.
//!
//! The entry is [`Postings::of`]. A page's terms are weighed by field and summed, all pages' are sorted together, and each
//! term's list is cut to what can make a difference.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use rayon::prelude::*;

use crate::japanese::Reader;

use super::analysis::{Analysis, Family, reading_runs, stem, terms};
use super::documents::{Document, Said};
use super::hash::{Key, Quick, key};
use super::weights::{self, Field};

/// Most pages in one term's list.
const LONGEST_LIST: usize = 700;
/// Grammar and single kanji in running text count where fewer than one page in so many has them.
const RARE: usize = 50;
/// How many documents are weighed before their terms are sorted into buckets.
const AT_ONCE: usize = 256;
/// Longest beginning of a word that is looked up, in letters.
const LONGEST_BEGINNING: usize = 6;

/// One page in a term's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The page's number among the documents.
    pub page: u32,
    /// Impact of 1 to 15 in the low half; in the high half a bit for title, heading and readers' own words.
    pub weight: u8,
}

/// A term with its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The term.
    pub key: Key,
    /// How rare it is, in sixteenths of a bit.
    pub rarity: u8,
    /// Its pages, rising.
    pub postings: Vec<Posting>,
}

/// All lists of a language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Postings {
    /// Sorted by key.
    pub lists: Vec<List>,
    /// How rare a term is that no page has.
    pub unknown: u8,
}

impl Postings {
    /// Gathers the postings of all documents.
    pub fn of(documents: &[Document], reader: &Reader) -> Self {
        let averages = averages(documents);
        let weigher = Weigher { averages: &averages, reader };
        let mut buckets: Vec<Vec<Found>> = (0..256).map(|_| Vec::new()).collect();
        for (number, some) in documents.chunks(AT_ONCE).enumerate() {
            let page = |at: usize| number * AT_ONCE + at;
            let found: Vec<Vec<Found>> =
                some.par_iter().enumerate().map(|(at, document)| weigher.document(page(at), document)).collect();
            for found in found.into_iter().flatten() {
                if let Some(bucket) = buckets.get_mut((found.key >> 48) as usize) {
                    bucket.push(found);
                }
            }
        }
        let pages = documents.len();
        let lists = buckets.into_par_iter().flat_map_iter(|bucket| lists(bucket, pages)).collect();
        Self { lists, unknown: weights::rarity(weights::coarse(pages as f64) as usize, 0) }
    }
}

/// A term found in a page.
#[derive(Debug, Clone, Copy)]
struct Found {
    /// The key as one number, which sorts as the key does.
    key: u64,
    page: u32,
    weight: u8,
    family: Family,
}

/// Sorts what was found into lists and cuts them.
fn lists(mut bucket: Vec<Found>, pages: usize) -> Vec<List> {
    // stable: pages came in their order
    bucket.sort_by_key(|found| found.key);
    let coarse = weights::coarse(pages as f64) as usize;
    let same = bucket.chunk_by(|a, b| a.key == b.key);
    same.filter_map(|all| {
        let first = all.first()?;
        let is_common = matches!(first.family, Family::Kana | Family::Single) && all.len() * RARE > pages.max(RARE * 4);
        let is_kept = |found: &&Found| !is_common || found.weight & 0xf0 != 0;
        let mut postings: Vec<Posting> =
            all.iter().filter(is_kept).map(|found| Posting { page: found.page, weight: found.weight }).collect();
        if postings.len() > LONGEST_LIST {
            postings.sort_by_key(|posting| (std::cmp::Reverse(posting.weight & 15), posting.page));
            postings.truncate(LONGEST_LIST);
            postings.sort_unstable_by_key(|posting| posting.page);
        }
        let is_known = first.family == Family::Known;
        if is_known {
            postings.clear();
        }
        (is_known || !postings.is_empty()).then(|| List {
            key: Key::of_number(first.key),
            rarity: weights::rarity(coarse, all.len()),
            postings,
        })
    })
    .collect()
}

/// The average length of each field in bytes, coarse.
fn averages(documents: &[Document]) -> [f32; 6] {
    let mut sums = [0usize; 6];
    for document in documents {
        for field in Field::ALL {
            sums[field.index()] += length(document, field);
        }
    }
    sums.map(|sum| weights::coarse(sum as f64 / documents.len().max(1) as f64) as f32)
}

fn length(document: &Document, field: Field) -> usize {
    let of_parts = |length: fn(&super::documents::Part) -> usize| document.parts.iter().map(length).sum();
    match field {
        Field::Title => document.title.len(),
        Field::Intent => document.intents.iter().map(String::len).sum(),
        Field::Heading => of_parts(|part| part.heading.len()),
        Field::Description => document.description.len(),
        Field::Body => of_parts(|part| part.text.len()),
        Field::Code => of_parts(|part| part.code.len()),
    }
}

/// Weighs the terms of documents.
struct Weigher<'a> {
    averages: &'a [f32; 6],
    reader: &'a Reader,
}

/// Key → family, sum and flags.
type Sums = HashMap<Key, (Family, f32, u8), BuildHasherDefault<Quick>>;

impl Weigher<'_> {
    fn document(&self, page: usize, document: &Document) -> Vec<Found> {
        let weight_of = |field: Field| {
            let (weight, share) = field.weight();
            let relative = weights::relative(length(document, field) as f32, self.averages[field.index()]);
            Weight { weight: weight / (1.0 - share + share * relative), flag: field.flag() }
        };
        let bytes = Field::ALL.iter().map(|field| length(document, *field)).sum::<usize>();
        let mut gathered = Gathered { sums: Sums::with_capacity_and_hasher(bytes / 4, BuildHasherDefault::default()) };
        gathered.head(&document.title, &document.title_said, weight_of(Field::Title));
        let intent = weight_of(Field::Intent);
        document.intents.iter().for_each(|words| gathered.head(words, &Said::of(words, self.reader), intent));
        let (heading, body, code) = (weight_of(Field::Heading), weight_of(Field::Body), weight_of(Field::Code));
        for part in &document.parts {
            gathered.head(&part.heading, &part.said, heading);
            gathered.text(&part.text, body);
            gathered.code(&part.code, code);
        }
        let description = weight_of(Field::Description);
        gathered.text(&document.description, description);
        gathered.sounds(&Said::of(&document.description, self.reader), description);
        let page = u32::try_from(page).unwrap_or(u32::MAX);
        let found = |(key, (family, sum, flags)): (Key, (Family, f32, u8))| Found {
            key: key.number(),
            page,
            weight: weights::impact(sum) | flags,
            family,
        };
        gathered.sums.into_iter().map(found).collect()
    }
}

#[derive(Clone, Copy)]
struct Weight {
    weight: f32,
    flag: u8,
}

/// The sums of one document.
struct Gathered {
    sums: Sums,
}

impl Gathered {
    fn add(&mut self, family: Family, text: &str, weight: Weight) {
        let (family, share) = match family {
            Family::Loose => (Family::Pair, 0.7),
            Family::Bridge => (Family::Pair, 0.5),
            Family::Part => (Family::Word, 0.7),
            other => (other, 1.0),
        };
        let (_, sum, flags) = self.sums.entry(key(family, text)).or_insert((family, 0.0, 0));
        *sum += weight.weight * share;
        *flags |= weight.flag;
    }

    fn text(&mut self, text: &str, weight: Weight) -> Analysis {
        let analysis = Analysis::of(text);
        terms(&analysis, |term| self.add(term.family, term.text, weight));
        analysis
    }

    /// Of code, names and words alone: what stands around them is its grammar.
    fn code(&mut self, code: &str, weight: Weight) {
        let is_said = |word: &&str| word.len() > 2 && word.starts_with(|c: char| c.is_ascii_alphabetic());
        for word in code.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(is_said) {
            self.add(Family::Word, &stem(&word.to_ascii_lowercase()), weight);
        }
    }

    /// A title, heading or reader's own words: also by its reading and by the beginnings of its words.
    fn head(&mut self, text: &str, said: &Said, weight: Weight) {
        if text.is_empty() {
            return;
        }
        let analysis = self.text(text, weight);
        self.sounds(said, weight);
        self.beginnings(&analysis, said, weight);
    }

    /// Adds the trigrams of a text's reading.
    fn sounds(&mut self, said: &Said, weight: Weight) {
        for run in reading_runs(&said.key) {
            let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
            for window in ends.windows(4) {
                if let [start, .., end] = window {
                    self.add(Family::Sound, run.get(*start..*end).unwrap_or(""), weight);
                }
            }
        }
    }

    fn beginnings(&mut self, analysis: &Analysis, said: &Said, weight: Weight) {
        for run in analysis.runs.iter().filter(|run| run.is_word) {
            let word: String = analysis.letters_of(run).take(LONGEST_BEGINNING).map(|letter| letter.c).collect();
            self.begin(&word, LONGEST_BEGINNING, weight);
        }
        for beginning in &said.beginnings {
            self.begin(beginning, 2, weight);
        }
    }

    fn begin(&mut self, word: &str, longest: usize, weight: Weight) {
        for (at, c) in word.char_indices().take(longest) {
            let beginning = word.get(..at + c.len_utf8()).unwrap_or("").to_owned();
            self.add(Family::Begin, &beginning, weight);
        }
    }
}
