//! The search: an index that a browser asks without a server.
//!
//! The entry is [`index`].

mod analysis;
mod documents;
mod facets;
mod files;
mod hash;
mod numbers;
mod postings;
mod spelling;
mod synonyms;
mod views;
mod weights;

use rayon::prelude::*;
use serde::Serialize;

use crate::freshness::Freshness;
use crate::japanese::Reader;
use crate::site::Site;

use documents::Document;
use files::File;
use postings::Postings;

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
    synonyms: Vec<synonyms::Group>,
}

/// Makes the files of all languages' indexes.
pub fn index(site: &Site, freshness: &Freshness) -> Vec<File> {
    if !site.config.search {
        return Vec::new();
    }
    let terms =
        site.data.glossary.iter().filter_map(|term| Some((term.term.value.as_str(), term.reading.as_ref()?.value.as_str())));
    let reader = Reader::new(terms);
    site.config.languages.iter().flat_map(|language| of_language(site, freshness, &reader, language)).collect()
}

fn of_language(site: &Site, freshness: &Freshness, reader: &Reader, language: &str) -> Vec<File> {
    let documents = documents::documents(site, freshness, reader, language);
    let (slots, size) = numbers::slots(documents.iter().map(|document| site.page(document.page).path.as_str()));
    let (documents, numbers) = numbers::ordered(documents.into_iter().zip(slots).collect());
    let postings = Postings::of(&documents, reader);
    let shards = files::shards(&postings, &numbers);
    let hashes: Vec<String> = shards.iter().map(|shard| hash(shard)).collect();
    let words: Vec<Vec<u8>> = spelling::buckets(&documents, &numbers).iter().map(json).collect();
    let word_hashes: Vec<String> = words.iter().map(|bucket| hash(bucket)).collect();
    let facets = json(&facets::facets(site, &documents, (&numbers, size)));
    let manifest = Manifest {
        form: FORM,
        lang: language,
        pages: documents.len(),
        slots: size,
        unknown: postings.unknown,
        shards: hashes.concat(),
        words: word_hashes.concat(),
        facets: hash(&facets),
        synonyms: synonyms::groups(&site.data.glossary, language),
    };
    let folder = format!("search/{language}");
    let mut files = vec![(format!("{folder}/manifest.json"), json(&manifest))];
    let named = shards.into_iter().zip(hashes).enumerate();
    files.extend(named.map(|(number, (shard, hash))| (format!("{folder}/{}", files::shard_name(number, &hash)), shard)));
    files.push((format!("{folder}/facets-{}.json", hash(&facets)), facets));
    let named = words.into_iter().zip(word_hashes).enumerate();
    files.extend(named.map(|(number, (bucket, hash))| (format!("{folder}/w{number}-{hash}.json"), bucket)));
    let page = |(document, number): (&Document, &u32)| (format!("{folder}/p/{number}.json"), json(&files::page_file(document)));
    files.par_extend(documents.par_iter().zip(&numbers).map(page));
    files
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(6).collect()
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
