//! The index as files: shards of postings, a manifest that names them, and one file a page with what is shown of it.
//!
//! A shard is bytes: a varint (LEB128) for the number of terms, then for each term in the order of its name the difference of
//! names, a byte of rarity, a varint with the number of pages, the differences of their numbers as varints, and a byte of weight
//! for each. Shards carry their hash in their names and never change; a page's file is replaced with the page.

use serde::Serialize;

use super::documents::Document;
use super::hash::shard;
use super::postings::List;

/// What a shard should weigh, in bytes, and into how many an index is cut.
const SHARD_BYTES: usize = 1_600;
const SHARDS: &[u32] = &[16, 32, 64, 128, 256, 384, 512, 768, 1_024, 1_440, 1_800];
/// Beyond so many pages there are twice as many: the manifest names each shard, so their number grows with the pages' square root.
const DOUBLINGS: [usize; 3] = [20_000, 80_000, 320_000];

/// Longest text of a page that its file holds, in bytes.
const LONGEST_TEXT: usize = 24_000;

/// One file of the index.
pub type File = (String, Vec<u8>);

/// The folder of files that carry their hash in their names.
pub const LASTING: &str = "i";

/// Where a shard stands in a language's folder.
pub fn shard_name(number: usize, hash: &str) -> String {
    format!("{LASTING}/{number}-{hash}.bin")
}

/// Parts lists into shards, each in the order of the names; of two lists with one name in a shard, the first stays.
pub fn sharded(lists: Vec<List>, pages: usize) -> Vec<Vec<List>> {
    let bytes: usize = lists.iter().map(|list| list.postings.len() * 5 / 2 + 6).sum();
    let count = shard_count(bytes, pages);
    let mut by_shard: Vec<Vec<List>> = vec![Vec::new(); count as usize];
    for list in lists {
        if let Some(lists) = by_shard.get_mut(shard(list.key, count) as usize) {
            lists.push(list);
        }
    }
    for lists in &mut by_shard {
        lists.sort_by_key(|list| list.key.name);
        lists.dedup_by_key(|list| list.key.name);
    }
    by_shard
}

/// Returns into how many shards an index of about so many bytes is cut: in steps, so that a page more moves nothing.
fn shard_count(bytes: usize, pages: usize) -> u32 {
    let wanted = bytes / SHARD_BYTES;
    let step = SHARDS.iter().copied().find(|count| *count as usize >= wanted);
    step.unwrap_or_else(|| {
        let doublings = DOUBLINGS.iter().filter(|most| pages > **most).count();
        SHARDS.last().copied().unwrap_or(1) << doublings
    })
}

/// Packs a shard. `numbers` are the documents' page numbers.
pub fn pack(lists: &[List], numbers: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::new();
    varint(lists.len() as u32, &mut bytes);
    let mut before = 0;
    for list in lists {
        varint(list.key.name - before, &mut bytes);
        before = list.key.name;
        bytes.push(list.rarity);
        varint(list.postings.len() as u32, &mut bytes);
        let mut last = 0;
        for posting in &list.postings {
            let number = numbers.get(posting.page as usize).copied().unwrap_or(last);
            varint(number - last, &mut bytes);
            last = number;
        }
        bytes.extend(list.postings.iter().map(|posting| posting.weight));
    }
    bytes
}

fn varint(mut number: u32, bytes: &mut Vec<u8>) {
    while number > 0x7f {
        bytes.push(0x80 | (number & 0x7f) as u8);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// What is shown of a page, and what its order among the best is decided by.
#[derive(Debug, Serialize)]
pub struct PageFile<'a> {
    /// Address.
    pub u: &'a str,
    /// Title.
    pub t: &'a str,
    /// Reading of the title, as a key.
    pub y: &'a str,
    /// Kind.
    pub k: &'a str,
    /// Folders above.
    pub p: &'a [String],
    /// Prior, 0 to 9.
    pub w: u8,
    /// Description.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub d: &'a str,
    /// Readers' own words.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub i: &'a [String],
    /// Parts: heading, its id, its reading, text.
    pub s: Vec<(&'a str, &'a str, &'a str, &'a str)>,
}

/// Makes a page's file.
pub fn page_file(document: &Document) -> PageFile<'_> {
    let mut left = LONGEST_TEXT;
    let parts = document.parts.iter().map(|part| {
        let text = head(&part.text, left);
        left -= text.len();
        (part.heading.as_str(), part.id.as_str(), part.said.key.as_str(), text)
    });
    PageFile {
        u: &document.url,
        t: &document.title,
        y: &document.title_said.key,
        k: document.kind,
        p: &document.place,
        w: document.prior,
        d: &document.description,
        i: &document.intents,
        s: parts.collect(),
    }
}

/// Returns the beginning of a text, at most `longest` bytes.
fn head(text: &str, longest: usize) -> &str {
    let mut end = longest.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::shard_count;

    #[test]
    fn shards_grow_with_the_index_and_slower_than_the_pages() {
        assert_eq!(shard_count(0, 1), 16);
        assert_eq!((shard_count(18_000_000, 10_000), shard_count(30_000_000, 20_000)), (1_800, 1_800));
        assert_eq!((shard_count(180_000_000, 100_000), shard_count(180_000_000, 30_000)), (7_200, 3_600));
    }
}
