//! From the packed file to the dictionary in memory.
//!
//! The layout is described in `src/japanese/ipadic/README.md`; `tools/ipadic/pack.py` writes it. Whatever isn't as described
//! gives nothing at all, so that nobody reads from half a dictionary.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::dictionary::{Category, Connections, Dictionary, Entry, Kind, Range};
use super::fold;
use super::trie::{Trie, Words};

const MAGIC: &[u8] = b"yomi0001";
/// Readings are stored as distances from here, a byte a letter.
const KANA_BASE: u32 = 0x3040;
const NO_READING: u8 = 255;
/// More bytes than any dictionary has, so that a damaged length takes no memory.
const MOST_BYTES: usize = 64 << 20;

/// Unpacks a dictionary, or returns nothing for a damaged one.
pub(super) fn unpack(packed: &[u8]) -> Option<Dictionary> {
    let (length, deflated) = packed.strip_prefix(MAGIC)?.split_first_chunk::<4>()?;
    let plain = decompress_to_vec_with_limit(deflated, MOST_BYTES).ok()?;
    if plain.len() != u32::from_le_bytes(*length) as usize {
        return None;
    }
    let mut columns = Columns(&plain);
    let surfaces = Surfaces::unpack(&mut columns)?;
    let entries = contexts_and_costs(&mut columns)?;
    let (entries, readings) = with_readings(entries, &surfaces, &mut columns)?;
    let connections = connections(columns.next()?)?;
    let categories = categories(&mut columns)?;
    let (ranges, categories) = kinds(categories, &mut columns)?;
    let of_known = entries.iter().map(|entry| entry.context);
    let of_unknown = categories.iter().flat_map(|category| &category.words).map(|(context, _)| *context);
    if of_known.chain(of_unknown).any(|context| usize::from(context) >= connections.size) {
        return None;
    }
    let trie = Trie::new(&Words { units: &surfaces.units, starts: &surfaces.starts });
    Some(Dictionary { surfaces: trie, first_entries: surfaces.first_entries, entries, readings, connections, categories, ranges })
}

/// What is left to read of the columns, each with its length before it.
struct Columns<'p>(&'p [u8]);

impl<'p> Columns<'p> {
    fn next(&mut self) -> Option<&'p [u8]> {
        let (length, rest) = self.0.split_first_chunk::<4>()?;
        let (column, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        self.0 = rest;
        Some(column)
    }
}

/// Numbers of 16 bits, stored as all their high bytes and then all their low ones.
fn planes(column: &[u8]) -> impl Iterator<Item = u16> {
    let (high, low) = column.split_at(column.len() / 2);
    high.iter().zip(low).map(|(high, low)| u16::from_be_bytes([*high, *low]))
}

/// All surfaces in order, laid one after another.
struct Surfaces {
    units: Vec<u16>,
    starts: Vec<u32>,
    first_entries: Vec<u32>,
}

impl Surfaces {
    fn unpack(columns: &mut Columns) -> Option<Self> {
        let (kept, added) = (columns.next()?, columns.next()?);
        let mut text = str::from_utf8(columns.next()?).ok()?.encode_utf16();
        let homographs = columns.next()?;
        let mut surfaces = Self { units: Vec::new(), starts: vec![0], first_entries: vec![0] };
        let mut before = 0;
        let mut entries = 0;
        for ((kept, added), count) in kept.iter().zip(added).zip(homographs) {
            let start = surfaces.units.len();
            if before + usize::from(*kept) > start {
                return None;
            }
            surfaces.units.extend_from_within(before..before + usize::from(*kept));
            surfaces.units.extend(text.by_ref().take(usize::from(*added)));
            surfaces.starts.push(u32::try_from(surfaces.units.len()).ok()?);
            entries += u32::from(*count);
            surfaces.first_entries.push(entries);
            before = start;
        }
        (text.next().is_none() && kept.len() == added.len() && kept.len() == homographs.len()).then_some(surfaces)
    }

    fn folded(&self, index: usize, into: &mut Vec<char>) {
        let units = &self.units[self.starts[index] as usize..self.starts[index + 1] as usize];
        into.clear();
        into.extend(units.iter().filter_map(|unit| char::from_u32(u32::from(*unit))).map(fold));
    }
}

/// Entries without their readings yet. Costs stand in the order of contexts, and in it in that of entries.
fn contexts_and_costs(columns: &mut Columns) -> Option<Vec<Entry>> {
    let contexts: Vec<u16> = planes(columns.next()?).collect();
    let costs: Vec<i16> = planes(columns.next()?).map(u16::cast_signed).collect();
    let mut next = vec![0_usize; usize::from(contexts.iter().copied().max()?) + 2];
    for context in &contexts {
        next[usize::from(*context) + 1] += 1;
    }
    for index in 1..next.len() {
        next[index] += next[index - 1];
    }
    let entry = |context: u16| {
        let place = &mut next[usize::from(context)];
        *place += 1;
        Some(Entry { context, cost: *costs.get(*place - 1)?, reading_end: 0 })
    };
    contexts.into_iter().map(entry).collect()
}

/// Puts readings together: the beginning that one shares with the reading before, its own middle, the end it shares with its surface.
fn with_readings(mut entries: Vec<Entry>, surfaces: &Surfaces, columns: &mut Columns) -> Option<(Vec<Entry>, String)> {
    let tails = columns.next()?;
    let mut heads = columns.next()?.iter();
    let mut middles = columns.next()?.split(|byte| *byte == 0);
    let mut readings = String::new();
    let (mut surface, mut before) = (Vec::new(), Vec::new());
    for (index, bounds) in surfaces.first_entries.windows(2).enumerate() {
        surfaces.folded(index, &mut surface);
        let range = bounds[0] as usize..bounds[1] as usize;
        for (entry, tail) in entries.get_mut(range.clone())?.iter_mut().zip(tails.get(range)?) {
            if *tail == NO_READING {
                before.clone_from(&surface);
            } else {
                before.truncate(usize::from(*heads.next()?));
                before.extend(middles.next()?.iter().filter_map(|byte| char::from_u32(KANA_BASE + u32::from(*byte))));
                before.extend(&surface[surface.len().checked_sub(usize::from(*tail))?..]);
                readings.extend(&before);
            }
            entry.reading_end = u32::try_from(readings.len()).ok()?;
        }
    }
    Some((entries, readings))
}

/// The square of costs, each row stored as its differences from the row before.
fn connections(column: &[u8]) -> Option<Connections> {
    let mut costs: Vec<i16> = planes(column).map(u16::cast_signed).collect();
    let size = costs.len().isqrt();
    if size * size * 2 != column.len() || size == 0 {
        return None;
    }
    for start in (size..costs.len()).step_by(size) {
        let (above, row) = costs.split_at_mut(start);
        for (cost, above) in row[..size].iter_mut().zip(&above[start - size..]) {
            *cost = cost.wrapping_add(*above);
        }
    }
    Some(Connections { size, costs })
}

fn categories(columns: &mut Columns) -> Option<Vec<Category>> {
    let (flags, rest) = columns.next()?.as_chunks::<3>();
    let category = |[invoke, group, length]: &[u8; 3]| Category {
        invoke: *invoke != 0,
        group: *group != 0,
        length: *length,
        words: Vec::new(),
    };
    rest.is_empty().then(|| flags.iter().map(category).collect())
}

/// Which characters are of which categories, and what unknown words of these may be.
fn kinds(mut categories: Vec<Category>, columns: &mut Columns) -> Option<(Vec<Range>, Vec<Category>)> {
    let u16_at = |bytes: &[u8; 2]| u16::from_le_bytes(*bytes);
    let mut ranges = Vec::new();
    for [low, high, category, mask] in columns.next()?.as_chunks::<2>().0.as_chunks::<4>().0 {
        let kind = Kind { category: u16_at(category), mask: u16_at(mask) };
        ranges.push(Range { first: u32::from(u16_at(low)) | u32::from(u16_at(high)) << 16, kind });
    }
    for [category, context, cost] in columns.next()?.as_chunks::<2>().0.as_chunks::<3>().0 {
        let word = (u16_at(context), u16_at(cost).cast_signed());
        categories.get_mut(usize::from(u16_at(category)))?.words.push(word);
    }
    Some((ranges, categories))
}
