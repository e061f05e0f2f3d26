//! Mistyped words: katakana and Latin words that no page has, and the known words nearest to them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::super::Index;
use super::super::analysis::{Analysis, Family, katakana_runs};
use super::super::postings::Posting;
use super::super::spelling::Bucket;
use super::order::Answered;
use super::others::instead;

/// Most words that are tried for one.
const MOST: usize = 3;
/// Shortest word that is taken for a mistyped one, in letters.
const SHORTEST: usize = 4;
/// From this length on a word may be put together, and nobody has written it so before.
const LONG: usize = 7;
/// What is so many bits rarer than the nearest is mistyped in the pages themselves.
const RARER: f64 = 3.0;

/// A word that may be mistyped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    text: String,
    places: Vec<usize>,
}

/// Finds Latin words that no page has, and runs of katakana that no page has whole.
pub fn suspects(analysis: &Analysis, answered: &[Answered]) -> Vec<Suspect> {
    let mut found = Vec::new();
    for run in &analysis.runs {
        if run.is_word {
            let at = run.at.first().copied().unwrap_or(0);
            // a word that is romaji of something was asked for as that
            let is_met = |one: &Answered| {
                let is_word = one.wanted.at == at && one.wanted.family == Family::Word;
                one.list.is_some() && (is_word || one.wanted.instead == Some(at))
            };
            if !answered.iter().any(is_met) {
                found.push(Suspect { text: analysis.letters_of(run).map(|letter| letter.c).collect(), places: vec![at] });
            }
            continue;
        }
        for places in katakana_runs(analysis, run) {
            let text: String = places.iter().filter_map(|at| analysis.letters.get(*at)).map(|letter| letter.c).collect();
            let is_known = |one: &Answered| one.wanted.family == Family::Known && one.wanted.text == text && one.list.is_some();
            let pairs = places.get(..places.len().saturating_sub(1)).unwrap_or_default();
            if !answered.iter().any(is_known) && (places.len() < LONG || !is_whole(pairs, answered)) {
                found.push(Suspect { text, places: pairs.to_vec() });
            }
        }
    }
    found.retain(|suspect| suspect.text.chars().count() >= SHORTEST);
    found
}

/// Says whether some page answers all of the places.
fn is_whole(places: &[usize], answered: &[Answered]) -> bool {
    let mut pages: Option<HashSet<u32>> = None;
    for at in places {
        let is_pair = |one: &&Answered| one.wanted.at == *at && one.wanted.family == Family::Pair && one.list.is_some();
        let list = answered.iter().find(is_pair).and_then(|one| one.list.as_deref()).unwrap_or_default();
        let all = list.iter().map(|posting| posting.page);
        let here: HashSet<u32> = all.filter(|page| pages.as_ref().is_none_or(|pages| pages.contains(page))).collect();
        if here.is_empty() {
            return false;
        }
        pages = Some(here);
    }
    true
}

/// What is put in for mistyped words.
#[derive(Debug, Default)]
pub struct Corrections {
    found: Vec<Answered<'static>>,
    /// The words as the site writes them.
    pub words: Vec<String>,
    /// For each place of a mistyped word, the pairs of letters that are right there.
    right: BTreeMap<usize, HashSet<String>>,
}

impl Corrections {
    /// Puts the words in. A term of the query stays where it is right.
    pub fn into<'a>(self, answered: Vec<Answered<'a>>) -> Vec<Answered<'a>> {
        let is_right = |one: &Answered| self.right.get(&one.wanted.at).is_none_or(|right| right.contains(&one.wanted.text));
        let kept = answered.into_iter().filter(|one| one.wanted.family == Family::Known || is_right(one));
        kept.chain(self.found).collect()
    }
}

/// Finds the nearest known words of mistyped ones. A word with many pages comes without them: the letters that are right find
/// them, and titles are asked for it as it should be.
pub fn corrections(suspects: &[Suspect], index: &Index) -> Corrections {
    let mut corrections = Corrections::default();
    for Suspect { text, places } in suspects {
        let Some(bucket) = index.bucket(text) else { continue };
        let near = nearest(bucket, text);
        if near.is_empty() {
            continue;
        }
        let pairs: HashSet<String> = near.iter().flat_map(|near| pairs(near.spelt)).collect();
        corrections.right.extend(places.iter().map(|at| (*at, pairs.clone())));
        for near in near {
            corrections.words.push(near.word.to_owned());
            corrections.found.extend(answers(&near, places, index));
        }
    }
    corrections
}

/// The pairs of a word's letters, and its last letter.
fn pairs(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    (0..letters.len()).map(|at| letters.iter().skip(at).take(2).collect()).collect()
}

fn answers(near: &Near, places: &[usize], index: &Index) -> Vec<Answered<'static>> {
    let posting = |packed: &u32| Posting { page: index.document_at(packed / 256), weight: (packed & 15) as u8 | 0x20 };
    let list: Option<Cow<[Posting]>> = (!near.pages.is_empty()).then(|| near.pages.iter().map(posting).collect());
    let worth = 0.9 - 0.2 * near.distance as f64;
    let answered = instead(near.word, places, worth).into_iter().map(|mut wanted| {
        wanted.is_late = list.is_none();
        Answered { wanted, list: list.clone(), rarity: near.rarity }
    });
    answered.collect()
}

/// A known word near a mistyped one.
#[derive(Debug, Clone, PartialEq)]
struct Near<'a> {
    word: &'a str,
    spelt: &'a str,
    distance: usize,
    rarity: f64,
    pages: &'a [u32],
}

/// Returns the nearest words, nearest and commonest first; none where the word itself is known.
fn nearest<'a>(bucket: &'a Bucket, word: &str) -> Vec<Near<'a>> {
    let letters: Vec<char> = word.chars().collect();
    let most = match letters.len() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    let mut found = Vec::new();
    for known in bucket.words() {
        let far = distance(&letters, &known.spelt.chars().collect::<Vec<_>>(), most);
        if far == 0 {
            return Vec::new();
        }
        if far <= most {
            let rarity = f64::from(known.rarity) / 16.0;
            found.push(Near { word: known.written, spelt: known.spelt, distance: far, rarity, pages: known.pages });
        }
    }
    found.sort_by(|a, b| {
        let rarity = || a.rarity.total_cmp(&b.rarity);
        a.distance.cmp(&b.distance).then_with(rarity).then_with(|| a.spelt.cmp(b.spelt))
    });
    let limit = found.first().map_or(0.0, |near| near.rarity) + RARER;
    found.retain(|near| near.rarity < limit);
    found.truncate(MOST);
    found
}

/// Returns how many letters two words differ in: one more, one less, another one, two changed places (Damerau and
/// Levenshtein's distance, in the form of optimal string alignment). Beyond `most` the answer is only "more".
fn distance(a: &[char], b: &[char], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, d) in b.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&row, j) + usize::from(c != d);
            let mut least = (at(&row, j + 1) + 1).min(at(&next, j) + 1).min(replaced);
            let is_swapped = i > 0 && j > 0 && b.get(j - 1) == Some(c) && a.get(i - 1) == Some(d);
            if is_swapped {
                least = least.min(at(&before, j - 1) + 1);
            }
            next.push(least);
        }
        if next.iter().all(|far| *far > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(most + 1)
}

#[cfg(test)]
mod tests {
    use super::distance;

    fn far(a: &str, b: &str) -> usize {
        distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), 2)
    }

    #[test]
    fn one_slip_is_one_letter() {
        for word in ["ぱすわど", "ぱわすど", "ぱすわあど", "ぱすわと", "ぱすわ"] {
            assert!(far("ぱすわど", word) <= 1, "{word}");
        }
        assert_eq!(far("ぱすわど", "わすぱど"), 2);
        assert_eq!(far("ぱすわど", "ゆざ"), 3);
        assert_eq!(far("invoice", "invoices"), 1);
    }
}
