//! The first order of pages: by the postings alone, of all pages. Every sum is made in the order in which the browser makes it.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::postings::Posting;
use super::Wanted;

/// A term that was asked for, the pages that the index has for it, and how rare it is in bits.
#[derive(Debug, Clone)]
pub struct Answered<'a> {
    /// The term.
    pub wanted: Wanted,
    /// Its pages; nothing where no page has it.
    pub list: Option<Cow<'a, [Posting]>>,
    /// How rare it is, or would be.
    pub rarity: f64,
}

impl Answered<'_> {
    /// Returns what a page gains that has it.
    pub fn worth(&self) -> f64 {
        self.wanted.weight * self.rarity
    }
}

/// A page that answers something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Its number among the documents.
    pub page: usize,
    /// Its score.
    pub score: f64,
    /// How much of what was asked for stands in it, from 0 to 1.
    pub cover: f64,
}

/// The bits of a posting's weight for a title, and for title, heading or readers' own words.
const IN_TITLE: u8 = 0x10;
pub const IN_HEAD: u8 = 0x70;

/// What a page answers: its value, and how much stands in the page, in its titles and headings, in its title.
type Sums = [f64; 4];

/// Groups terms by the place they are asked for at, in the order of their first ones.
pub fn by_place<'b, 'a>(answered: &'b [Answered<'a>]) -> Vec<Vec<&'b Answered<'a>>> {
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut groups: Vec<Vec<&Answered>> = Vec::new();
    for one in answered {
        let group = *places.entry(one.wanted.at).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// Returns how much a page can answer at a place; what is optional adds nothing to it, nor another word where the typed one is known. `late`: whether what only titles are
/// asked for counts, too.
pub fn asked_at(ways: &[&Answered], late: bool) -> f64 {
    let counts = |way: &&&Answered| !way.wanted.is_optional && (late || !way.wanted.is_late);
    // what was typed, unless only another word for it is known
    let is_known = |is_other| ways.iter().filter(counts).any(|way| way.wanted.is_other == is_other && way.list.is_some());
    let of_others = is_known(true) && !is_known(false);
    let counted = ways.iter().filter(counts).filter(|way| way.wanted.is_other == of_others);
    counted.fold(0.0, |most, way| most.max(way.worth()))
}

/// Adds up what each page answers; of several terms at one place, the best counts. In falling order.
pub fn score(answered: &[Answered], pages: usize) -> Vec<Candidate> {
    let mut sums = vec![[0.0; 4]; pages];
    let mut best = vec![[0.0; 4]; pages];
    let mut stamps = vec![0usize; pages];
    let mut asked = 0.0;
    for (place, ways) in by_place(answered).iter().enumerate() {
        asked += asked_at(ways, false);
        for way in ways.iter().filter(|way| !way.wanted.is_late && way.worth() != 0.0) {
            for posting in way.list.as_deref().unwrap_or_default() {
                let page = posting.page as usize;
                let (Some(sums), Some(best), Some(stamp)) = (sums.get_mut(page), best.get_mut(page), stamps.get_mut(page)) else {
                    continue;
                };
                if *stamp != place + 1 {
                    (*stamp, *best) = (place + 1, [0.0; 4]);
                }
                add(way, posting.weight, (sums, best));
            }
        }
    }
    let whole = f64::max(asked, 0.001);
    let touched = stamps.iter().zip(&sums).enumerate().filter(|(_, (stamp, _))| **stamp != 0);
    let mut candidates: Vec<Candidate> = touched.map(|(page, (_, sums))| candidate(page, sums, whole)).collect();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.page.cmp(&b.page)));
    candidates
}

fn candidate(page: usize, [value, cover, head, title]: &Sums, whole: f64) -> Candidate {
    let share = |part: &f64| f64::min(1.0, part / whole);
    let cover = share(cover);
    let score = value * (0.6 + 0.4 * cover) * (1.0 + 0.25 * share(head) + 0.5 * share(title));
    Candidate { page, score, cover }
}

/// Raises what a page answers to what this term answers, where that is more. `best`: what it has at this place so far.
fn add(way: &Answered, weight: u8, (sums, best): (&mut Sums, &mut Sums)) {
    let worth = way.worth();
    let counts = if way.wanted.is_optional { 0.0 } else { worth };
    let of = |bits: u8| if weight & bits != 0 { counts } else { 0.0 };
    let values = [(worth * f64::from(weight & 15)) / 15.0, counts, of(IN_HEAD), of(IN_TITLE)];
    for ((sum, best), value) in sums.iter_mut().zip(best).zip(values) {
        if value > *best {
            *sum += value - *best;
            *best = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::analysis::Family;
    use super::*;

    fn answered(at: usize, weight: f64, pages: &[(u32, u8)]) -> Answered<'static> {
        let list = pages.iter().map(|(page, weight)| Posting { page: *page, weight: *weight }).collect();
        let wanted = Wanted::new(Family::Pair, "請求".to_owned(), at, weight);
        Answered { wanted, list: Some(Cow::Owned(list)), rarity: 2.0 }
    }

    #[test]
    fn of_several_terms_at_one_place_the_best_counts() {
        let one = score(&[answered(0, 1.0, &[(0, 15)])], 1);
        assert_eq!(score(&[answered(0, 1.0, &[(0, 15)]), answered(0, 0.5, &[(0, 15)])], 1), one);
        assert!(score(&[answered(0, 1.0, &[(0, 15)]), answered(1, 0.5, &[(0, 15)])], 1)[0].score > one[0].score);
    }

    #[test]
    fn a_title_outranks_a_text_and_equals_keep_their_order() {
        let found = score(&[answered(0, 1.0, &[(0, 9), (1, 9), (2, 0x19)])], 3);
        assert_eq!(found.iter().map(|one| one.page).collect::<Vec<_>>(), [2, 0, 1]);
    }

    #[test]
    fn what_only_titles_are_asked_for_finds_no_page() {
        let mut late = answered(0, 1.0, &[(0, 15)]);
        late.wanted.is_late = true;
        assert_eq!(score(&[late], 1), []);
    }
}
