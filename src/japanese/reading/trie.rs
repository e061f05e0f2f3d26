//! Finding every word that a text begins with.

use std::collections::VecDeque;

/// Words by their beginnings: one node for each beginning of a word, in UTF-16 units. Children of a node stand side by
/// side in order, so a step is a search in a few bytes; the first step, the widest, is a table.
#[derive(Debug, Default)]
pub(super) struct Trie {
    /// The last unit of each node's beginning.
    labels: Vec<u16>,
    /// Where the children of each node begin; they end where those of the next begin.
    children: Vec<u32>,
    /// The number of the word that ends at each node, counted from 1; 0 for none.
    words: Vec<u32>,
    /// The node of each first unit; 0, the root, for none.
    roots: Vec<u32>,
}

/// Sorted words, laid one after another.
pub(super) struct Words<'w> {
    /// The units of all of them.
    pub units: &'w [u16],
    /// Where each begins; one more number than words.
    pub starts: &'w [u32],
}

impl Words<'_> {
    fn word(&self, index: u32) -> &[u16] {
        &self.units[self.starts[index as usize] as usize..self.starts[index as usize + 1] as usize]
    }
}

/// The words that begin alike, `depth` units long, whose node has not got its children yet.
struct Open {
    from: u32,
    to: u32,
    depth: usize,
}

impl Trie {
    /// Builds the tree level by level. Words are sorted by their units and differ.
    pub fn new(words: &Words) -> Self {
        let mut trie = Self { labels: vec![0], roots: vec![0; 1 << 16], ..Self::default() };
        let count = words.starts.len().saturating_sub(1);
        let mut open = VecDeque::from([Open { from: 0, to: u32::try_from(count).unwrap_or(0), depth: 0 }]);
        while let Some(mut node) = open.pop_front() {
            let ends_here = node.from < node.to && words.word(node.from).len() == node.depth;
            trie.words.push(if ends_here { node.from + 1 } else { 0 });
            node.from += u32::from(ends_here);
            trie.children.push(trie.next());
            trie.add_children(words, &node, &mut open);
        }
        trie.children.push(trie.next());
        for node in trie.children[0]..trie.children[1] {
            trie.roots[usize::from(trie.labels[node as usize])] = node;
        }
        trie
    }

    fn next(&self) -> u32 {
        u32::try_from(self.labels.len()).unwrap_or(u32::MAX)
    }

    fn add_children(&mut self, words: &Words, node: &Open, open: &mut VecDeque<Open>) {
        let unit_of = |index: u32| words.word(index).get(node.depth).copied().unwrap_or_default();
        let mut from = node.from;
        while from < node.to {
            let unit = unit_of(from);
            let mut to = from + 1;
            while to < node.to && unit_of(to) == unit {
                to += 1;
            }
            self.labels.push(unit);
            open.push_back(Open { from, to, depth: node.depth + 1 });
            from = to;
        }
    }

    /// Calls back for each word that a text begins with, shortest first, with its length in bytes and its number.
    pub fn prefixes(&self, text: &str, mut found: impl FnMut(usize, u32)) {
        let mut node = 0;
        for (at, c) in text.char_indices() {
            // no word has a character beyond 16 bits
            let Some(child) = u16::try_from(u32::from(c)).ok().and_then(|unit| self.child(node, unit)) else { return };
            node = child;
            if let Some(word) = self.words[node].checked_sub(1) {
                found(at + c.len_utf8(), word);
            }
        }
    }

    fn child(&self, node: usize, unit: u16) -> Option<usize> {
        if node == 0 {
            return self.roots.get(usize::from(unit)).map(|child| *child as usize).filter(|child| *child != 0);
        }
        let (start, end) = (self.children[node] as usize, self.children[node + 1] as usize);
        self.labels[start..end].binary_search(&unit).ok().map(|index| start + index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str], text: &str) -> Vec<(usize, u32)> {
        let (mut units, mut starts) = (Vec::new(), vec![0]);
        for word in words {
            units.extend(word.encode_utf16());
            starts.push(u32::try_from(units.len()).unwrap());
        }
        let mut found = Vec::new();
        Trie::new(&Words { units: &units, starts: &starts }).prefixes(text, |length, word| found.push((length, word)));
        found
    }

    #[test]
    fn every_word_a_text_begins_with_is_found() {
        let words = ["a", "ab", "abcd", "ac", "請求", "請求書"];
        assert_eq!(found(&words, "abcde"), [(1, 0), (2, 1), (4, 2)]);
        assert_eq!(found(&words, "acab"), [(1, 0), (2, 3)]);
        assert_eq!(found(&words, "請求書を"), [(6, 4), (9, 5)]);
        assert_eq!(found(&words, "𠮷"), []);
        assert_eq!(found(&words, ""), []);
    }

    #[test]
    fn no_words_find_nothing() {
        assert_eq!(found(&[], "請求書"), []);
        let mut count = 0;
        Trie::default().prefixes("請求書", |_, _| count += 1);
        assert_eq!(count, 0);
    }
}
