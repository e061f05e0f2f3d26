//! The cheapest way to cut a text into words.
//!
//! MeCab's algorithm (T. Kudo, K. Yamamoto, Y. Matsumoto, 2004, "Applying Conditional Random Fields to Japanese Morphological
//! Analysis", EMNLP): every word that may stand at a place is a node, with a cost of its own and a cost beside each neighbour;
//! Viterbi's search keeps the cheapest way to each. Where the dictionary has no word, characters of one kind make one.
//! A place costs the same wherever it is: words have at most as many letters as the dictionary's longest, and how far a run of
//! alike characters goes is counted once, from the end.

use super::dictionary::{Category, Dictionary, Kind};

/// The category of spaces, the second in the packed file; words stand beside each other across them.
const SPACE: u16 = 1;
const NONE: u32 = u32::MAX;
/// The cost of a letter that nothing is known of, as in a dictionary that could not be read.
const STRANGE: i16 = 10_000;

/// A word on the cheapest way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The entry of the dictionary; nothing for an unknown word.
    pub entry: Option<u32>,
}

/// What stands beside a text, as contexts of the dictionary.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    pub before: u16,
    pub after: u16,
}

/// Cuts a text into words, in order; what lies between them is spaces. Time and memory are linear in the text.
pub(super) fn cut(dictionary: &Dictionary, text: &str, beside: Beside) -> Vec<Piece> {
    let mut lattice = Lattice::new(dictionary, text, beside.before);
    for index in 0..lattice.letters.len() {
        let at = lattice.letters[index].at as usize;
        if lattice.ends[at] == NONE {
            continue;
        }
        if lattice.letters[index].kind.category == SPACE {
            lattice.step_over_spaces(at, lattice.letters[index].run_end as usize);
        } else {
            lattice.stand_at(at);
            lattice.add_words(index);
        }
    }
    lattice.way_to_end(beside.after)
}

struct Letter {
    at: u32,
    kind: Kind,
    /// Where the run of alike characters ends that it stands in.
    run_end: u32,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    start: u32,
    end: u32,
    entry: u32,
    /// The cost of the cheapest way up to here.
    cost: i32,
    /// The node before on that way.
    previous: u32,
    /// The next node that ends at the same place.
    sibling: u32,
    context: u16,
}

/// A node that ends where the search stands.
struct Neighbour {
    context: u16,
    cost: i32,
    node: u32,
}

/// The cheapest neighbour for a context, as far as it was found at this place.
#[derive(Clone, Copy)]
struct Cheapest {
    place: u32,
    cost: i32,
    node: u32,
}

struct Word {
    start: u32,
    end: u32,
    context: u16,
    cost: i16,
    entry: u32,
}

struct Lattice<'l> {
    dictionary: &'l Dictionary,
    text: &'l str,
    letters: Vec<Letter>,
    nodes: Vec<Node>,
    /// For each byte, the last node added of those that end there.
    ends: Vec<u32>,
    neighbours: Vec<Neighbour>,
    /// By context; what was found at another place is stale.
    cheapest: Vec<Cheapest>,
    /// The words of the dictionary that begin where the search stands: length in bytes, number.
    found: Vec<(usize, u32)>,
}

impl<'l> Lattice<'l> {
    fn new(dictionary: &'l Dictionary, text: &'l str, before: u16) -> Self {
        let mut ends = vec![NONE; text.len() + 1];
        ends[0] = 0;
        let first = Node { start: 0, end: 0, entry: NONE, cost: 0, previous: NONE, sibling: NONE, context: before };
        Self {
            dictionary,
            text,
            letters: letters(dictionary, text),
            nodes: vec![first],
            ends,
            neighbours: Vec::new(),
            cheapest: vec![Cheapest { place: NONE, cost: 0, node: NONE }; dictionary.connections.size],
            found: Vec::new(),
        }
    }

    /// Makes what ends before a run of spaces end after it.
    fn step_over_spaces(&mut self, at: usize, after: usize) {
        let mut last = self.ends[at];
        while self.nodes[last as usize].sibling != NONE {
            last = self.nodes[last as usize].sibling;
        }
        self.nodes[last as usize].sibling = self.ends[after];
        self.ends[after] = self.ends[at];
    }

    /// Gathers what ends at a place: of each context the cheapest.
    fn stand_at(&mut self, at: usize) {
        self.neighbours.clear();
        let mut index = self.ends[at];
        while let Some(node) = self.nodes.get(index as usize) {
            match self.neighbours.iter_mut().find(|known| known.context == node.context) {
                Some(known) if known.cost <= node.cost => {}
                Some(known) => (known.cost, known.node) = (node.cost, index),
                None => self.neighbours.push(Neighbour { context: node.context, cost: node.cost, node: index }),
            }
            index = node.sibling;
        }
    }

    fn add_words(&mut self, index: usize) {
        let dictionary = self.dictionary;
        let start = self.letters[index].at;
        // taken out and put back, so that it is made once a text
        let mut found = std::mem::take(&mut self.found);
        dictionary.surfaces.prefixes(&self.text[start as usize..], |length, surface| found.push((length, surface)));
        let count = self.nodes.len();
        self.add_unknown(index, found.is_empty());
        if found.is_empty() && self.nodes.len() == count {
            self.add(&Word { start, end: self.letter_end(index), context: 0, cost: STRANGE, entry: NONE });
        }
        for (length, surface) in found.drain(..) {
            let end = start + u32::try_from(length).unwrap_or(0);
            for entry in dictionary.entries_of(surface).rev() {
                if let Some(word) = dictionary.entries.get(entry as usize) {
                    self.add(&Word { start, end, context: word.context, cost: word.cost, entry });
                }
            }
        }
        self.found = found;
    }

    /// Adds what a place may begin that the dictionary doesn't know, as its category says.
    fn add_unknown(&mut self, index: usize, is_needed: bool) {
        let Letter { kind, run_end, .. } = self.letters[index];
        let dictionary = self.dictionary;
        let Some(category) = dictionary.category(kind).filter(|category| is_needed || category.invoke) else { return };
        if category.group {
            self.add_of(category, index, run_end);
        }
        let mut is_added = category.group;
        for last in (index..self.letters.len()).take(usize::from(category.length)) {
            let end = self.letter_end(last);
            if end > run_end {
                break;
            }
            if !(category.group && end == run_end) {
                self.add_of(category, index, end);
                is_added = true;
            }
        }
        if is_needed && !is_added {
            self.add_of(category, index, self.letter_end(index));
        }
    }

    fn add_of(&mut self, category: &Category, index: usize, end: u32) {
        let start = self.letters[index].at;
        for (context, cost) in &category.words {
            self.add(&Word { start, end, context: *context, cost: *cost, entry: NONE });
        }
    }

    /// Adds a word where the search stands, behind its cheapest neighbour.
    fn add(&mut self, word: &Word) {
        let before = self.cheapest_before(word.start, word.context);
        let node = Node {
            start: word.start,
            end: word.end,
            entry: word.entry,
            cost: before.cost + i32::from(word.cost),
            previous: before.node,
            sibling: self.ends[word.end as usize],
            context: word.context,
        };
        self.ends[word.end as usize] = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        self.nodes.push(node);
    }

    fn cheapest_before(&mut self, place: u32, context: u16) -> Cheapest {
        if let Some(known) = self.cheapest.get(usize::from(context)).filter(|known| known.place == place) {
            return *known;
        }
        let row = self.dictionary.connections.row(context);
        let mut best = Cheapest { place, cost: i32::MAX, node: 0 };
        for neighbour in &self.neighbours {
            let cost = neighbour.cost + row.get(usize::from(neighbour.context)).map_or(0, |cost| i32::from(*cost));
            if cost < best.cost {
                best = Cheapest { place, cost, node: neighbour.node };
            }
        }
        if let Some(known) = self.cheapest.get_mut(usize::from(context)) {
            *known = best;
        }
        best
    }

    fn way_to_end(&mut self, after: u16) -> Vec<Piece> {
        self.stand_at(self.text.len());
        let mut index = self.cheapest_before(NONE - 1, after).node;
        let mut pieces = Vec::new();
        while let Some(node) = self.nodes.get(index as usize).filter(|node| node.previous != NONE) {
            let entry = (node.entry != NONE).then_some(node.entry);
            pieces.push(Piece { start: node.start as usize, end: node.end as usize, entry });
            index = node.previous;
        }
        pieces.reverse();
        pieces
    }

    fn letter_end(&self, index: usize) -> u32 {
        self.letters.get(index + 1).map_or(u32::try_from(self.text.len()).unwrap_or(NONE), |next| next.at)
    }
}

fn letters(dictionary: &Dictionary, text: &str) -> Vec<Letter> {
    let letter = |(at, c)| Letter { at: u32::try_from(at).unwrap_or(NONE), kind: dictionary.kind(c), run_end: 0 };
    let mut letters: Vec<Letter> = text.char_indices().map(letter).collect();
    let mut run_end = u32::try_from(text.len()).unwrap_or(NONE);
    let mut after: Option<(u32, u16)> = None;
    for letter in letters.iter_mut().rev() {
        if let Some((at, mask)) = after
            && mask & letter.kind.mask == 0
        {
            run_end = at;
        }
        letter.run_end = run_end;
        after = Some((letter.at, letter.kind.mask));
    }
    letters
}
