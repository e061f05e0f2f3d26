//! Terms as numbers: the index holds no words, so nothing that a page says can act on whoever reads it.

use std::hash::Hasher;

use super::analysis::Family;

/// A term in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Decides the shard.
    pub place: u32,
    /// Tells the terms of a shard apart: 24 bits.
    pub name: u32,
}

impl Key {
    /// Returns the key as one number of 56 bits that sorts as it does.
    pub fn number(self) -> u64 {
        (u64::from(self.place) << 24) | u64::from(self.name)
    }

    /// Returns the key of a number.
    pub fn of_number(number: u64) -> Self {
        let place = u32::try_from(number >> 24).unwrap_or(u32::MAX);
        Self { place, name: u32::try_from(number & 0x00ff_ffff).unwrap_or(0) }
    }
}

/// Hashes a term: FNV-1a of 32 bits over the family's mark and the UTF-16 units of the text, twice with different beginnings
/// (G. Fowler, L. Noll, K.-P. Vo, The FNV Non-Cryptographic Hash Algorithm), since a browser has no integers of 64 bits.
pub fn key(family: Family, text: &str) -> Key {
    let mut place = 0x811c_9dc5_u32;
    let mut name = 0x050c_5d1f_u32;
    let mut step = |unit: u32| {
        place = (place ^ unit).wrapping_mul(0x0100_0193);
        name = (name ^ unit).wrapping_mul(0x0100_0193);
    };
    step(u32::from(family.mark()));
    for c in text.chars() {
        match u32::from(c) {
            unit @ 0..=0xffff => step(unit),
            astral => {
                step(0xd800 + ((astral - 0x1_0000) >> 10));
                step(0xdc00 + ((astral - 0x1_0000) & 0x3ff));
            }
        }
    }
    let place = if family == Family::Known { place_beside(text) } else { mixed(place) };
    Key { place, name: mixed(name) & 0x00ff_ffff }
}

/// What is asked together stands together: a run of katakana lies where the pair of its first letters does.
fn place_beside(run: &str) -> u32 {
    let end = run.char_indices().nth(2).map_or(run.len(), |(at, _)| at);
    key(Family::Pair, run.get(..end).unwrap_or(run)).place
}

/// Spreads the bits of a short text's hash (the last steps of MurmurHash3, A. Appleby).
fn mixed(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

/// A quick hasher for keys, which are hashes already, and for short words. Nothing that others choose decides how long it takes
/// more than that of one text.
#[derive(Debug, Default, Clone)]
pub struct Quick(u64);

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = self.0.rotate_left(32) ^ u64::from(number);
    }
}

/// Returns the shard of a term among `shards`.
pub fn shard(key: Key, shards: u32) -> u32 {
    u32::try_from((u64::from(key.place) * u64::from(shards)) >> 32).unwrap_or(0)
}
