//! A page's number in the index: a slot that its path decides, so that a page more or less moves no other.

use super::documents::Document;

/// Gives every path a slot among at least twice as many (open addressing, in the order given) and returns the slots and their
/// number, a power of two.
pub fn slots<'a>(paths: impl ExactSizeIterator<Item = &'a str>) -> (Vec<u32>, u32) {
    let size = (paths.len().max(8) * 2).next_power_of_two();
    let mut taken = vec![false; size];
    let slots = paths.map(|path| {
        let hash = blake3::hash(path.as_bytes());
        let mut slot = hash.as_bytes().iter().take(6).fold(0usize, |sum, byte| (sum << 8) | usize::from(*byte)) % size;
        while taken.get(slot).copied().unwrap_or(false) {
            slot = (slot + 1) % size;
        }
        if let Some(taken) = taken.get_mut(slot) {
            *taken = true;
        }
        u32::try_from(slot).unwrap_or(u32::MAX)
    });
    (slots.collect(), u32::try_from(size).unwrap_or(u32::MAX))
}

/// Puts documents in the order of their numbers.
pub fn ordered(documents: Vec<(Document, u32)>) -> (Vec<Document>, Vec<u32>) {
    let mut documents = documents;
    documents.sort_by_key(|(_, number)| *number);
    documents.into_iter().unzip()
}

#[cfg(test)]
mod tests {
    use super::slots;

    #[test]
    fn a_page_more_moves_hardly_any_other() {
        let paths: Vec<String> = (0..1_000).map(|n| format!("content/a/{n}.md")).collect();
        let (all, size) = slots(paths.iter().map(String::as_str));
        let (less, _) =
            slots(paths.iter().filter(|path| !path.ends_with("/500.md")).map(String::as_str).collect::<Vec<_>>().into_iter());
        assert_eq!(size, 2_048);
        let moved = all.iter().enumerate().filter(|(at, _)| *at != 500).map(|(_, slot)| slot).zip(&less).filter(|(a, b)| a != b);
        assert!(moved.count() < 5);
    }
}
