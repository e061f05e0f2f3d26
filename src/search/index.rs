//! A language's index in memory: made once, asked by `shirube check`, and written as files for the browser.

use rayon::prelude::*;
use serde::Serialize;

use crate::freshness::Freshness;
use crate::japanese::Reader;
use crate::site::{PageId, Site};

use super::analysis::Family;
use super::documents::{self, Document};
use super::facets::{self, Facets};
use super::files::{self, File, LASTING, PageFile};
use super::hash::{key, shard};
use super::numbers;
use super::postings::{List, Postings};
use super::query::{self, Answer, Known, Plan};
use super::spelling::{self, Bucket};
use super::synonyms::{self, Group};

/// Version of the files' form.
const FORM: u32 = 1;

#[derive(Serialize)]
struct Manifest<'a> {
    form: u32,
    lang: &'a str,
    pages: usize,
    slots: u32,
    unknown: u8,
    /// The shards' hashes in their order, six characters each; so the words'.
    shards: String,
    words: String,
    facets: String,
    synonyms: &'a [Group],
    /// What questions end with: a regular expression.
    tail: String,
}

/// The index of one language.
#[derive(Debug)]
pub struct Index {
    language: String,
    /// In the order of their numbers.
    pub(super) documents: Vec<Document>,
    /// The documents' page numbers, rising, and how many numbers there are.
    numbers: Vec<u32>,
    slots: u32,
    /// Lists by shard, each shard in the order of the names.
    shards: Vec<Vec<List>>,
    /// How rare a term is that no page has, in sixteenths of a bit.
    pub(super) unknown: u8,
    buckets: Vec<Bucket>,
    groups: Vec<Group>,
    /// The groups made ready for queries.
    pub(super) words: Vec<Known>,
    facets: Facets,
}

impl Index {
    /// Gathers what can be found in a language.
    pub(super) fn of(site: &Site, freshness: &Freshness, reader: &Reader, language: &str) -> Self {
        let documents = documents::documents(site, freshness, reader, language);
        let (numbers, slots) = numbers::slots(documents.iter().map(|document| site.page(document.page).path.as_str()));
        let (documents, numbers) = numbers::ordered(documents.into_iter().zip(numbers).collect());
        let Postings { lists, unknown } = Postings::of(&documents, reader);
        let groups = synonyms::groups(&site.data.glossary, language, &site.config);
        Self {
            language: language.to_owned(),
            shards: files::sharded(lists, documents.len()),
            unknown,
            buckets: spelling::buckets(&documents, &numbers),
            words: query::known(&groups),
            groups,
            facets: facets::facets(site, &documents, (&numbers, slots)),
            documents,
            numbers,
            slots,
        }
    }

    /// Returns the language.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Says whether nothing can be found.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Says whether a page can be found.
    pub fn has(&self, page: PageId) -> bool {
        self.documents.iter().any(|document| document.page == page)
    }

    /// Plans what a query looks up.
    pub fn plan(&self, query: &str) -> Plan {
        query::plan(query, &self.words)
    }

    /// Answers a query as the browser does.
    pub fn answer(&self, query: &str) -> Answer {
        query::answer(self, query)
    }

    /// Makes the files that a browser asks.
    pub fn files(&self) -> Vec<File> {
        let shards: Vec<Vec<u8>> = self.shards.par_iter().map(|lists| files::pack(lists, &self.numbers)).collect();
        let hashes: Vec<String> = shards.iter().map(|shard| hash(shard)).collect();
        let words: Vec<Vec<u8>> = self.buckets.iter().map(json).collect();
        let word_hashes: Vec<String> = words.iter().map(|bucket| hash(bucket)).collect();
        let facets = json(&self.facets);
        let manifest = Manifest {
            form: FORM,
            lang: &self.language,
            pages: self.documents.len(),
            slots: self.slots,
            unknown: self.unknown,
            shards: hashes.concat(),
            words: word_hashes.concat(),
            facets: hash(&facets),
            synonyms: &self.groups,
            tail: query::tail(),
        };
        let folder = format!("search/{}", self.language);
        let mut files = vec![(format!("{folder}/manifest.json"), json(&manifest))];
        let named = shards.into_iter().zip(hashes).enumerate();
        files.extend(named.map(|(number, (shard, hash))| (format!("{folder}/{}", files::shard_name(number, &hash)), shard)));
        files.push((format!("{folder}/{LASTING}/facets-{}.json", hash(&facets)), facets));
        let named = words.into_iter().zip(word_hashes).enumerate();
        files.extend(named.map(|(number, (bucket, hash))| (format!("{folder}/{LASTING}/w{number}-{hash}.json"), bucket)));
        let pages = self.numbers.par_iter().enumerate();
        files.par_extend(
            pages.map(|(at, number)| (format!("{folder}/p{slots}/{number}.json", slots = self.slots), json(&self.page_file(at)))),
        );
        files
    }

    /// Finds a term's list as the browser does: by its shard, and by its name there.
    pub(super) fn list(&self, family: Family, text: &str) -> Option<&List> {
        let key = key(family, text);
        let lists = self.shards.get(shard(key, u32::try_from(self.shards.len()).ok()?) as usize)?;
        let at = lists.binary_search_by_key(&key.name, |list| list.key.name).ok()?;
        lists.get(at)
    }

    /// Returns the words with the same first letter.
    pub(super) fn bucket(&self, word: &str) -> Option<&Bucket> {
        self.buckets.get(spelling::bucket_of(word.chars().next()?))
    }

    /// Returns the place of the document with a page number.
    pub(super) fn document_at(&self, number: u32) -> u32 {
        let at = self.numbers.binary_search(&number).ok();
        at.and_then(|at| u32::try_from(at).ok()).unwrap_or(u32::MAX)
    }

    /// Makes the file of a document.
    pub(super) fn page_file(&self, at: usize) -> Option<PageFile<'_>> {
        self.documents.get(at).map(files::page_file)
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(6).collect()
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
